/** What the grammar's rules of affine expressions, maps and sets build. */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineBinary,
  affineConstant,
  affineDim,
  affineMul,
  affineSub,
  affineSymbol,
  IntegerSet,
  isSymbolicOrConstant,
} from '../affine.ts';
import type { UnresolvedOperand } from '../asm.ts';
import { AffineMapAttr, type Attribute, IntegerSetAttr } from '../attributes.ts';
import type { Session } from './session.ts';
import { Keyword, Punct, TokenKind } from './token-kinds.ts';

/** Names of one map or set, and the operands of one that is applied to SSA values. */
class AffineScope {
  readonly names: { readonly id: number; readonly number: number; readonly expr: AffineExpr }[] =
    [];
  readonly constraints: { expr: AffineExpr; isEquality: boolean }[] = [];
  readonly dimOperands: UnresolvedOperand[] = [];
  readonly symbolOperands: UnresolvedOperand[] = [];
  numDims = 0;
  numSymbols = 0;
  isInSymbols = false;
  readonly allowsSsa: boolean;
  constructor(allowsSsa: boolean) {
    this.allowsSsa = allowsSsa;
  }
}

export class AffineActions {
  readonly #s: Session;
  #scope: AffineScope = new AffineScope(false);
  readonly #outer: AffineScope[] = [];
  /** Does a binary operator stand before the operand that is next? */
  hasLeft = false;

  constructor(session: Session) {
    this.#s = session;
  }

  begin(allowsSsa = false): void {
    this.#outer.push(this.#scope);
    this.#scope = new AffineScope(allowsSsa);
    this.hasLeft = false;
  }
  end(): AffineScope {
    const ended = this.#scope;
    this.#scope = this.#outer.pop() ?? new AffineScope(false);
    return ended;
  }

  /** The identifier that is the next token becomes a dimension or a symbol. */
  identifier(): void {
    const s: Session = this.#s;
    const scope = this.#scope;
    if (!s.isWord) s.failWrongToken('expected bare identifier');
    const id = s.ids[s.cur]!;
    const expr = scope.isInSymbols ? affineSymbol(scope.numSymbols++) : affineDim(scope.numDims++);
    if (scope.names.some((name) => name.id === id))
      s.fail(`redefinition of identifier '${s.nameAt(s.cur)}'`);
    scope.names.push({ id, number: 0, expr });
  }
  endDimensions(): void {
    this.#scope.isInSymbols = true;
  }

  /** Behind the list: a comma before, or something that is no expression? */
  checkListEnd(): void {
    const s: Session = this.#s;
    if (s.kinds[s.cur - 1] !== Punct.leftParen || s.kind === Punct.rightParen) return;
    this.hasLeft = false;
    this.checkOperand();
  }
  map(results: readonly AffineExpr[]): Attribute {
    const { numDims, numSymbols } = this.#scope;
    return AffineMapAttr.get(this.#s.context, new AffineMap(numDims, numSymbols, results));
  }

  beginConstraints(): void {
    this.hasLeft = false;
  }
  constraint(lhs: AffineExpr, kind: 'ge' | 'le' | 'eq', rhs: AffineExpr): void {
    const expr = kind === 'le' ? affineSub(rhs, lhs) : affineSub(lhs, rhs);
    this.#scope.constraints.push({ expr, isEquality: kind === 'eq' });
  }
  set(): Attribute {
    const { numDims, numSymbols, constraints } = this.#scope;
    // A set without constraints holds everything: `0 == 0`.
    const list =
      constraints.length > 0 ? constraints : [{ expr: affineConstant(0), isEquality: true }];
    return IntegerSetAttr.get(this.#s.context, new IntegerSet(numDims, numSymbols, list));
  }
  checkMap(attr: Attribute, at: number): void {
    if (attr.kind !== 'affine_map') this.#s.fail('expected AffineMap, but got IntegerSet', at);
  }
  checkSet(attr: Attribute, at: number): void {
    if (attr.kind !== 'integer_set') this.#s.fail('expected IntegerSet, but got AffineMap', at);
  }
  /** `==`, `>=` or `<=` is next. */
  checkComparison(): void {
    const s: Session = this.#s;
    const message = "expected '== affine-expr' or '>= affine-expr' at end of affine constraint";
    if (s.kind !== Punct.equal && s.kind !== Punct.greater && s.kind !== Punct.less)
      s.fail(message);
    if (s.kindAt(1) === Punct.equal) return;
    s.advance();
    s.fail(message);
  }

  // ----- Expressions -----

  /** Is the next token an operand of an expression? Upstream's wording if not. */
  checkOperand(): void {
    const s: Session = this.#s;
    const hasLeft = this.hasLeft;
    this.hasLeft = false;
    switch (s.kind) {
      case TokenKind.integer:
      case Punct.leftParen:
      case Punct.minus:
        return;
      case TokenKind.percentId:
        if (!this.#scope.allowsSsa) s.failWrongToken('unexpected ssa identifier');
        return;
      case Punct.plus:
      case Punct.star:
        s.fail(
          hasLeft
            ? 'missing right operand of binary operator'
            : 'missing left operand of binary operator',
        );
        break;
      default:
        if (s.isWord) return;
        s.fail(hasLeft ? 'missing right operand of binary operator' : 'expected affine expression');
    }
  }
  checkParentheses(): void {
    const s: Session = this.#s;
    if (s.kind === Punct.rightParen) s.fail('no expression inside parentheses');
  }
  integer(at: number): AffineExpr {
    const s: Session = this.#s;
    const value = BigInt(s.spellingAt(at));
    if (value > 0x7fffffffffffffffn) s.fail('constant too large for index', s.starts[at]!);
    return affineConstant(value);
  }
  negate(operand: AffineExpr): AffineExpr {
    return affineMul(affineConstant(-1), operand);
  }
  /** The identifier that is the next token. */
  word(): AffineExpr {
    const s: Session = this.#s;
    const id = s.ids[s.cur]!;
    for (const name of this.#scope.names) if (name.id === id && id >= 0) return name.expr;
    if (s.kind === Keyword.symbol && s.kindAt(1) === Punct.leftParen) return affineConstant(0);
    return s.failWrongToken('use of undeclared identifier');
  }
  /** The SSA value that is the next token. */
  ssaId(isSymbol: boolean): AffineExpr {
    const s: Session = this.#s;
    const scope = this.#scope;
    if (!scope.allowsSsa) return s.failWrongToken('unexpected ssa identifier');
    if (s.kind !== TokenKind.percentId) return s.failWrongToken('expected ssa identifier');
    const operand = s.operandAt(s.cur);
    const id = s.ids[s.cur]!;
    for (const name of scope.names)
      if (name.id === id && name.number === operand.number) return name.expr;
    (isSymbol ? scope.symbolOperands : scope.dimOperands).push(operand);
    const expr = isSymbol ? affineSymbol(scope.numSymbols++) : affineDim(scope.numDims++);
    scope.names.push({ id, number: operand.number, expr });
    return expr;
  }
  sum(kind: '+' | '-', lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
    return kind === '+' ? affineAdd(lhs, rhs) : affineSub(lhs, rhs);
  }
  product(
    kind: 'mul' | 'floordiv' | 'ceildiv' | 'mod',
    lhs: AffineExpr,
    rhs: AffineExpr,
    at: number,
  ): AffineExpr {
    if (kind === 'mul') {
      if (!isSymbolicOrConstant(lhs) && !isSymbolicOrConstant(rhs))
        this.#s.fail(
          'non-affine expression: at least one of the multiply operands has to be either a constant or symbolic',
          this.#operatorError(at),
        );
    } else if (!isSymbolicOrConstant(rhs))
      this.#s.fail(
        `non-affine expression: right operand of ${kind} has to be either a constant or symbolic`,
        this.#operatorError(at),
      );
    return affineBinary(kind, lhs, rhs);
  }
  /** Upstream blames the operator behind the operand, if there is one. */
  #operatorError(at: number): number {
    const { kind, start } = this.#s;
    return kind === Punct.star ||
      kind === Keyword.mod ||
      kind === Keyword.floordiv ||
      kind === Keyword.ceildiv
      ? start
      : at;
  }
}

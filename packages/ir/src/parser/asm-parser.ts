/**
 * The primitives that an operation's own syntax, and a dialect's types and attributes, are parsed
 * with (`OpAsmParser`), on a session's tokens and with upstream's wording.
 */

import { type AffineExpr, AffineMap } from '../affine.ts';
import type {
  AsmArgument,
  Delimiter,
  OpAsmParser,
  Punctuation,
  RegionOptions,
  SourceOffset,
  UnresolvedOperand,
} from '../asm.ts';
import { type Attribute, DictionaryAttr, type Location } from '../attributes.ts';
import type { Context, OperationName } from '../context.ts';
import { formatParserOf, type ParseOperation } from '../format/parse.ts';
import { noteOnUnknownOperation } from '../meant-operation.ts';
import { Block, Operation, type Region, type Value } from '../operation.ts';
import { implicitTerminator } from '../traits.ts';
import { DYNAMIC, type FunctionType, type Type } from '../types.ts';
import {
  ATTRIBUTE_STARTS,
  CLOSE_TEXT,
  DELIMITERS,
  kindsOf,
  OPEN_TEXT,
  OperationState,
  ParsedOperand,
  singleKindOf,
  TYPE_STARTS,
} from './asm-state.ts';
import { skipSpace } from './scanning.ts';
import type { Session } from './session.ts';
import type { Statement } from './statement.ts';
import { decodeString } from './string-literals.ts';
import { Keyword, Punct, TokenKind } from './token-kinds.ts';
import { FAILURE } from './token-stream.ts';

export class AsmParser implements OpAsmParser {
  readonly #s: Session;
  /** The statement whose operation is being parsed in its own syntax. */
  custom: Statement | null = null;
  /** States of operations that are done, to be used again. */
  readonly #states: OperationState[] = [];
  /** Operations by the name number of their token, where that alone decides. */
  readonly #names: (OperationName | undefined)[] = [];
  /** Inside a type or attribute, messages do not name the operation. */
  inSymbol = 0;

  constructor(session: Session) {
    this.#s = session;
  }

  get context(): Context {
    return this.#s.context;
  }

  // ----- The operation -----

  restore(custom: Statement | null): void {
    this.custom = custom;
    this.inSymbol = 0;
  }

  /** Parses what follows the name of a statement's operation, and makes the operation. */
  parseCustom(statement: Statement): Operation {
    const s: Session = this.#s;
    const nameAt = s.starts[statement.nameToken]!;
    const name = this.#operationName(statement.nameToken);
    const { definition } = name;
    if (!definition) return this.#failUnknown(statement.nameToken, name);
    const parse = definition.hooks.parse ?? this.formatParserOf(name);
    const outer = this.custom;
    statement.name = name;
    this.custom = statement;
    if (!parse) return this.fail('has no custom assembly form', nameAt);
    const state = this.#states.pop() ?? new OperationState(s);
    state.name = name;
    state.at = nameAt;
    const { defaultDialects } = s.operations;
    defaultDialects.push(definition.hooks.defaultDialect ?? '');
    parse(this, state);
    if (statement.duplicate !== null)
      this.fail(
        `attribute '${statement.duplicate}' occurs more than once in the attribute list`,
        nameAt,
      );
    defaultDialects.pop();
    this.custom = outer;
    if (statement.hasError) throw FAILURE;
    const op = Operation._parsed(s.context, state.take());
    state.clear();
    this.#states.push(state);
    return op;
  }

  /** The parser of the name's assembly format, null if it has none. */
  protected formatParserOf(name: OperationName): ParseOperation | null {
    return formatParserOf(name);
  }

  #operationName(token: number): OperationName {
    const s: Session = this.#s;
    const known = this.#names[s.ids[token]!];
    if (known) return known;
    const text = s.nameAt(token);
    const { context } = s;
    if (text.includes('.')) {
      const name = context.operationName(text);
      if (name.definition) this.#names[s.ids[token]!] = name;
      return name;
    }
    const { defaultDialects } = s.operations;
    return context.operationName(`${defaultDialects[defaultDialects.length - 1]}.${text}`);
  }

  #failUnknown(token: number, name: OperationName): never {
    const s: Session = this.#s;
    const written = s.nameAt(token);
    const at = s.starts[token]!;
    const tried = written === name.name ? '' : ` (tried '${name.name}' as well)`;
    // What may be left out of the operation before ends it where it is misspelled.
    const keyword = s.meantKeyword(token);
    const meant =
      keyword.length > 0
        ? keyword
        : s.suggestion(at, () => noteOnUnknownOperation(s.context, name, written));
    if (s.context.dialects.has(name.dialect))
      return s.fail(`custom op '${written}' is unknown${tried}`, at, meant);
    const registered = [...s.context.dialects.keys()].sort().join(', ');
    return s.fail(`Dialect \`${name.dialect}' not found for custom op '${written}' ${tried}`, at, [
      {
        offset: at,
        message: `Registered dialects: ${registered} ; for more info on dialect registration see https://mlir.llvm.org/getting_started/Faq/#registered-loaded-dependent-whats-up-with-dialects-management`,
      },
      ...meant,
    ]);
  }

  get #current(): Statement {
    if (!this.custom) throw new Error('no operation is being parsed');
    return this.custom;
  }
  get operationName(): OperationName {
    const { name } = this.#current;
    if (!name) throw new Error('no operation is being parsed');
    return name;
  }
  get numResults(): number {
    return this.#current.numResults;
  }
  resultName(index: number): string | null {
    const statement = this.#current;
    let rest = index;
    for (let i = 0; i < statement.numGroups; i++) {
      if (rest < statement.groupCount(i)) {
        const name = this.#s.lexer.names.name(statement.groupId(i));
        return /^\d/.test(name) ? null : name;
      }
      rest -= statement.groupCount(i);
    }
    return null;
  }

  // ----- Places and diagnostics -----

  offset(): SourceOffset {
    return this.#s.start;
  }
  nameOffset(): SourceOffset {
    return this.#s.starts[this.#current.nameToken]!;
  }
  location(at: SourceOffset = this.#s.start): Location {
    return this.#s.locationAt(at);
  }
  fail(message: string, at: SourceOffset = this.#s.start): never {
    return this.#s.fail(this.#prefix(message), at);
  }
  failWord(message: string, known: Iterable<string>, at: SourceOffset = this.#s.start): never {
    const s: Session = this.#s;
    const word = /"?([\w$.-]*)/y;
    word.lastIndex = at;
    const written = word.exec(s.text)?.[1] ?? '';
    return s.fail(
      this.#prefix(message),
      at,
      s.meantName(written, at, () => known),
    );
  }
  failVerbatim(message: string, at: SourceOffset = this.#s.start): never {
    return this.#s.fail(message, at);
  }
  error(message: string, at: SourceOffset = this.#s.start): void {
    if (this.custom) this.custom.hasError = true;
    this.#s.report(this.#prefix(message), at);
  }
  #prefix(message: string): string {
    return this.custom && this.inSymbol === 0
      ? `custom op '${this.operationName.name}' ${message}`
      : message;
  }

  // ----- Tokens -----

  parsePunctuation(punctuation: Punctuation): void {
    const s: Session = this.#s;
    const single = singleKindOf(punctuation);
    if (single !== 0 && s.accept(single)) return;
    for (const kind of kindsOf(punctuation))
      if (!s.accept(kind)) s.failWrongToken(`expected '${punctuation}'`);
  }
  parseOptionalPunctuation(punctuation: Punctuation): boolean {
    const s: Session = this.#s;
    const single = singleKindOf(punctuation);
    if (single !== 0) return s.accept(single);
    const kinds = kindsOf(punctuation);
    if (kinds.length === 1) return s.accept(kinds[0]!);
    if (s.kindAt(0) !== kinds[0] || s.kindAt(1) !== kinds[1]) return false;
    s.cur += 2;
    return true;
  }
  parseKeyword(expected?: string, context = ''): string {
    const s: Session = this.#s;
    if (!s.isWord || (expected !== undefined && s.nameAt(s.cur) !== expected))
      return expected === undefined
        ? this.fail(`expected valid keyword${context}`)
        : this.failWord(`expected '${expected}'${context}`, [expected]);
    const name = s.nameAt(s.cur);
    s.advance();
    return name;
  }
  parseOptionalKeyword(...allowed: string[]): string | null {
    const s: Session = this.#s;
    if (!s.isWord) return null;
    const name = s.nameAt(s.cur);
    if (allowed.length > 0 && !allowed.includes(name)) {
      s.missKeywords(allowed);
      return null;
    }
    s.advance();
    return name;
  }
  parseKeywordOrString(): string {
    return this.parseOptionalKeywordOrString() ?? this.fail('expected valid keyword or string');
  }
  parseOptionalKeywordOrString(): string | null {
    return this.parseOptionalKeyword() ?? this.parseOptionalString();
  }
  parseString(): string {
    return this.parseOptionalString() ?? this.fail('expected string');
  }
  parseOptionalString(): string | null {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.string) return null;
    const value = decodeString(s.text, s.start, s.end);
    s.advance();
    return value;
  }
  parseInteger(): bigint {
    return this.parseOptionalInteger() ?? this.fail('expected integer value');
  }
  parseOptionalInteger(): bigint | null {
    const s: Session = this.#s;
    if (s.accept(Keyword.false)) return 0n;
    if (s.accept(Keyword.true)) return 1n;
    if (s.kind !== TokenKind.integer && s.kind !== Punct.minus) return null;
    const isNegative = s.accept(Punct.minus);
    if (s.kind !== TokenKind.integer) s.failWrongToken('expected integer value');
    const value = BigInt(s.spelling);
    s.advance();
    return isNegative ? -value : value;
  }
  parseFloat(): number {
    const s: Session = this.#s;
    const isNegative = s.accept(Punct.minus);
    if (s.kind !== TokenKind.float && s.kind !== TokenKind.integer)
      return this.fail('expected floating point literal');
    const attr = s.attributes.number(s.cur, true, isNegative, s.context.f64);
    s.advance();
    return attr.kind === 'float' ? attr.value : 0;
  }
  parseCommaSeparatedList(delimiter: Delimiter, parseItem: () => void, context = ''): void {
    const s: Session = this.#s;
    const brackets = DELIMITERS[delimiter];
    if (brackets) {
      if (!s.accept(brackets.open)) {
        if (brackets.isOptional) return;
        s.failWrongToken(`expected '${OPEN_TEXT[brackets.open]}'${context}`);
      }
      if (s.accept(brackets.close)) return;
    }
    do parseItem();
    while (s.accept(Punct.comma));
    if (brackets) s.expect(brackets.close, `expected '${CLOSE_TEXT[brackets.close]}'${context}`);
  }

  // ----- Types -----

  parseType(): Type {
    return this.#s.parseType();
  }
  parseOptionalType(): Type | null {
    return TYPE_STARTS.has(this.#s.kind) ? this.#s.parseType() : null;
  }
  parseColonType(): Type {
    this.parsePunctuation(':');
    return this.#s.parseType();
  }
  parseTypeList(): Type[] {
    const types = [this.#s.parseType()];
    while (this.#s.accept(Punct.comma)) types.push(this.#s.parseType());
    return types;
  }
  parseOptionalArrowTypeList(): Type[] {
    const s: Session = this.#s;
    if (!s.accept(Punct.arrow)) return [];
    if (s.kind === Punct.leftParen) return s.parseTypeListParens();
    return [s.parseNonFunctionType()];
  }
  parseFunctionType(): FunctionType {
    const s: Session = this.#s;
    const at = s.start;
    const type = s.parseType();
    return type.kind === 'function' ? type : this.fail('invalid kind of type specified', at);
  }
  parseDimensionList(allowDynamic = true, withTrailingX = true): number[] {
    const s: Session = this.#s;
    const { text } = s;
    const shape: number[] = [];
    let at = s.start;
    for (;;) {
      const unit = text.charCodeAt(at);
      let end = at;
      if (unit === 63) {
        if (!allowDynamic) this.fail('expected static shape', at);
        shape.push(DYNAMIC);
        end = at + 1;
      } else {
        while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end++;
        // A number with a fraction is no size.
        if (text[end] === '.') end = at;
        if (end === at) {
          if (shape.length > 0 && !withTrailingX) s.fail('expected dimension', at);
          break;
        }
        const size = Number(text.slice(at, end));
        if (size > Number.MAX_SAFE_INTEGER) s.fail('invalid dimension', at);
        shape.push(size);
      }
      const next = skipSpace(text, end);
      if (text.charCodeAt(next) !== 120) {
        s.resumeAt(end);
        if (withTrailingX) s.failWrongToken("expected 'x' in dimension list");
        return shape;
      }
      at = skipSpace(text, next + 1);
    }
    s.resumeAt(at);
    return shape;
  }

  // ----- Attributes -----

  parseAttribute(type: Type | null = null): Attribute {
    return this.#s.parseAttribute(type);
  }
  parseOptionalAttribute(type: Type | null = null): Attribute | null {
    const { kind } = this.#s;
    return ATTRIBUTE_STARTS.has(kind) || TYPE_STARTS.has(kind)
      ? this.#s.parseAttribute(type)
      : null;
  }
  parseOptionalExtendedAttribute(): Attribute | null {
    return this.#s.kind === TokenKind.hashId ? this.#s.parseAttribute() : null;
  }
  parseOptionalAttrDict(into: Map<string, Attribute>): void {
    if (this.#s.kind === Punct.leftBrace) this.#attrDict(into);
  }
  parseOptionalAttrDictWithKeyword(into: Map<string, Attribute>): void {
    if (this.#s.accept(Keyword.attributes)) this.#attrDict(into);
    else if (this.#s.isWord) this.#s.missKeywords(['attributes']);
  }
  #attrDict(into: Map<string, Attribute>): void {
    const s: Session = this.#s;
    for (const [name, value] of s.parseDictionaryEntries()) {
      if (into.has(name) && this.custom) this.custom.duplicate ??= name;
      into.set(name, value);
    }
  }
  parseSymbolName(): string {
    return (
      this.parseOptionalSymbolName() ?? this.fail("expected valid '@'-identifier for symbol name")
    );
  }
  parseOptionalSymbolName(): string | null {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.atId) return null;
    const name = s.attributes.symbolName(s.cur);
    s.advance();
    return name;
  }
  parseAffineMap(): AffineMap {
    const s: Session = this.#s;
    const at = s.start;
    const attr = s.grammar.run(s, s.grammar.affineMapOrSet);
    return attr.kind === 'affine_map'
      ? attr.map
      : this.fail('expected AffineMap, but got IntegerSet', at);
  }
  parseAffineMapOfSSAIds(delimiter: Delimiter): { map: AffineMap; operands: UnresolvedOperand[] } {
    const s: Session = this.#s;
    const results: AffineExpr[] = [];
    s.affine.begin(true);
    const parseResult = (): void => {
      results.push(s.grammar.run(s, s.grammar.affineExpression));
    };
    this.parseCommaSeparatedList(delimiter, parseResult, ' in affine map');
    const scope = s.affine.end();
    return {
      map: new AffineMap(scope.numDims, scope.numSymbols, results),
      operands: [...scope.dimOperands, ...scope.symbolOperands],
    };
  }

  parseAffineExprOfSSAIds(): { map: AffineMap; operands: UnresolvedOperand[] } {
    const s: Session = this.#s;
    s.affine.begin(true);
    const result = s.grammar.run(s, s.grammar.affineExpression);
    const scope = s.affine.end();
    return {
      map: new AffineMap(scope.numDims, scope.numSymbols, [result]),
      operands: [...scope.dimOperands, ...scope.symbolOperands],
    };
  }

  // ----- Operands -----

  parseOperand(): UnresolvedOperand {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.percentId) return s.failWrongToken('expected SSA operand');
    const operand = s.operandAt(s.cur);
    s.advance();
    s.accept(TokenKind.hashId);
    return operand;
  }
  parseOptionalOperand(): UnresolvedOperand | null {
    return this.#s.kind === TokenKind.percentId ? this.parseOperand() : null;
  }
  parseOperandList(delimiter: Delimiter = 'none', count?: number): UnresolvedOperand[] {
    const s: Session = this.#s;
    const at = s.start;
    const operands: UnresolvedOperand[] = [];
    if (delimiter === 'none') {
      if (s.kind !== TokenKind.percentId) {
        if (!count) return operands;
        if (s.kind === Punct.leftParen || s.kind === Punct.leftSquare)
          s.fail('unexpected delimiter');
        s.failWrongToken('expected operand');
      }
      do operands.push(this.parseOperand());
      while (s.accept(Punct.comma));
    } else
      this.parseCommaSeparatedList(
        delimiter,
        () => {
          operands.push(this.parseOperand());
        },
        ' in operand list',
      );
    return count === undefined || operands.length === count
      ? operands
      : this.fail(`expected ${count} operands`, at);
  }
  resolveOperand(operand: UnresolvedOperand, type: Type): Value {
    const id =
      operand instanceof ParsedOperand ? operand.id : this.#s.lexer.names.intern(operand.name);
    return this.#s.scopes.resolve(id, operand.number, type, operand.at);
  }
  resolveOperands(
    operands: readonly UnresolvedOperand[],
    types: readonly Type[] | Type,
    at?: SourceOffset,
  ): Value[] {
    if (!isTypeList(types)) return operands.map((operand) => this.resolveOperand(operand, types));
    if (operands.length !== types.length)
      return this.fail(
        `${operands.length} operands present, but expected ${types.length}`,
        at ?? operands[0]?.at,
      );
    return operands.map((operand, i) => this.resolveOperand(operand, types[i] as Type));
  }

  // ----- Regions, blocks, arguments -----

  parseRegion(args: readonly AsmArgument[] = [], options: RegionOptions = {}): Region {
    const s: Session = this.#s;
    if (s.kind !== Punct.leftBrace) s.failWrongToken("expected '{' to begin a region");
    const { custom } = this;
    const definition = custom?.name?.definition;
    const isIsolated = custom?.name?.isIsolatedFromAbove ?? false;
    const entryArguments = args.map((arg) => {
      if (!arg.type) return this.fail('expected a type for the region argument', arg.operand.at);
      return {
        id:
          arg.operand instanceof ParsedOperand
            ? arg.operand.id
            : s.lexer.names.intern(arg.operand.name),
        number: arg.operand.number,
        at: arg.operand.at,
        type: arg.type,
        location: arg.location,
      };
    });
    s.operations.openRegion(options.enableNameShadowing ?? false, entryArguments);
    s.parseRegion();
    const region = s.operations.closeRegion(isIsolated);
    const terminator =
      definition && !options.leavesTerminator ? implicitTerminator(definition) : null;
    if (terminator !== null && custom)
      addTerminator(region, terminator, this.location(this.nameOffset()));
    return region;
  }
  parseOptionalRegion(
    args: readonly AsmArgument[] = [],
    options: RegionOptions = {},
  ): Region | null {
    return this.#s.kind === Punct.leftBrace ? this.parseRegion(args, options) : null;
  }
  parseArgument(options: { type?: boolean; attributes?: boolean } = {}): AsmArgument {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.percentId) return s.failWrongToken('expected SSA operand');
    if (s.kindAt(1) === TokenKind.hashId) {
      s.advance();
      s.fail('result number not allowed in argument list');
    }
    const operand = this.parseOperand();
    const type = options.type ? this.parseColonType() : null;
    const attributes = new Map<string, Attribute>();
    if (options.attributes && s.kind === Punct.leftBrace)
      for (const [name, value] of s.parseDictionaryEntries()) attributes.set(name, value);
    return {
      operand,
      type,
      attributes: DictionaryAttr.get(s.context, attributes),
      location: this.parseOptionalLocation(),
    };
  }
  parseOptionalArgument(
    options: { type?: boolean; attributes?: boolean } = {},
  ): AsmArgument | null {
    return this.#s.kind === TokenKind.percentId ? this.parseArgument(options) : null;
  }
  parseArgumentList(
    delimiter: Delimiter,
    options: { type?: boolean; attributes?: boolean } = {},
  ): AsmArgument[] {
    const args: AsmArgument[] = [];
    if (delimiter === 'none' && this.#s.kind !== TokenKind.percentId) return args;
    this.parseCommaSeparatedList(
      delimiter,
      () => {
        args.push(this.parseArgument(options));
      },
      ' in argument list',
    );
    return args;
  }
  parseSuccessor(): Block {
    return this.parseOptionalSuccessor() ?? this.#s.failWrongToken('expected block name');
  }
  parseOptionalSuccessor(): Block | null {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.caretId) return null;
    const block = s.scopes.block(s.ids[s.cur]!, s.start);
    s.advance();
    return block;
  }
  parseOptionalLocation(): Location | null {
    return this.#s.parseTrailingLocation();
  }

  parseGenericOperation(): Operation {
    const s: Session = this.#s;
    return s.operations.parseDetached(() => s.parseGenericOperation());
  }
  parseBalancedText(): string {
    const s: Session = this.#s;
    if (s.kind !== Punct.less) s.failWrongToken("expected '<'");
    const start = s.start;
    const end = s.symbols.bodyEnd();
    s.resumeAt(end);
    return s.text.slice(start, end);
  }
}

const isTypeList = (types: readonly Type[] | Type): types is readonly Type[] =>
  Array.isArray(types);

/** Upstream's `ensureTerminator`: a block, and in it the terminator that the syntax leaves out. */
function addTerminator(region: Region, name: string, location: Location): void {
  const block = region.blocks[region.blocks.length - 1] ?? region.append(new Block());
  if (block.last?.hasTrait('Terminator')) return;
  block.append(Operation.create({ name, location }));
}

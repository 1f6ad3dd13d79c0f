/** The grammar of affine expressions, maps and sets. */

import type { AffineExpr } from '../affine.ts';
import type { Attribute } from '../attributes.ts';
import { type Alternative, keyword, missing, T, Word } from './grammar-base.ts';
import { TypeGrammar } from './grammar-types.ts';

const CONSTRAINT_END = missing(
  "expected '== affine-expr' or '>= affine-expr' at end of affine constraint",
);

export class AffineGrammar extends TypeGrammar {
  constructor(skipValidations: boolean) {
    super(skipValidations);

    const affineIdentifier = () => {
      this.s.affine.identifier();
      this.OR2({
        DEF: [{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(T.integerType) }],
        ERR_MSG: 'expected bare identifier',
      });
    };
    const affineDimensions = this.RULE('affineDimensions', () => {
      this.CONSUME(T.leftParen, missing("expected '('"));
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightParen) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: affineIdentifier });
              this.CONSUME2(T.rightParen, missing("expected ')' in dimensional identifier list"));
            },
          },
        ],
        ERR_MSG: 'expected bare identifier',
      });
    });
    const affineSymbols = this.RULE('affineSymbols', () => {
      this.CONSUME(T.leftSquare);
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightSquare) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: affineIdentifier });
              this.CONSUME2(T.rightSquare, missing("expected ']' in symbol list"));
            },
          },
        ],
        ERR_MSG: 'expected bare identifier',
      });
    });

    this.RULE('affineMapOrSet', (): Attribute => {
      this.s.affine.begin();
      this.SUBRULE(affineDimensions);
      this.s.affine.endDimensions();
      this.OPTION(() => this.SUBRULE(affineSymbols));
      const result = this.OR<readonly Alternative<Attribute>[]>({
        DEF: [
          {
            ALT: () => {
              const results: AffineExpr[] = [];
              this.CONSUME(T.arrow);
              this.CONSUME(T.leftParen, missing("expected '(' in affine map range"));
              this.MANY_SEP({
                SEP: T.comma,
                DEF: () => {
                  results.push(this.SUBRULE(this.affineExpression));
                },
              });
              this.s.affine.checkListEnd();
              this.CONSUME(T.rightParen, missing("expected ')' in affine map range"));
              return this.s.affine.map(results);
            },
          },
          {
            ALT: () => {
              this.s.affine.beginConstraints();
              this.CONSUME(T.colon);
              this.CONSUME2(T.leftParen, missing("expected '(' in integer set constraint list"));
              this.MANY_SEP2({
                SEP: T.comma,
                DEF: () => this.SUBRULE(affineConstraint),
              });
              this.s.affine.checkListEnd();
              this.CONSUME2(T.rightParen, missing("expected ')' in integer set constraint list"));
              return this.s.affine.set();
            },
          },
        ],
        ERR_MSG: "expected '->' or ':'",
      });
      this.s.affine.end();
      return result;
    });

    const affineConstraint = this.RULE('affineConstraint', () => {
      const lhs = this.SUBRULE(this.affineExpression);
      this.s.affine.checkComparison();
      const kind = this.OR({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(T.greater);
              this.CONSUME(T.equal, CONSTRAINT_END);
              return 'ge' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.less);
              this.CONSUME2(T.equal, CONSTRAINT_END);
              return 'le' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME3(T.equal);
              this.CONSUME4(T.equal, CONSTRAINT_END);
              return 'eq' as const;
            },
          },
        ],
      });
      const rhs = this.SUBRULE2(this.affineExpression);
      this.s.affine.constraint(lhs, kind, rhs);
    });

    // Sums and products associate to the left; a minus binds tighter than either.
    this.RULE('affineExpression', (): AffineExpr => {
      this.s.enter();
      let expr = this.SUBRULE(affineProduct);
      this.MANY(() => {
        const kind = this.OR([
          {
            ALT: () => {
              this.CONSUME(T.plus);
              return '+' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.minus);
              return '-' as const;
            },
          },
        ]);
        this.s.affine.hasLeft = true;
        const rhs = this.SUBRULE2(affineProduct);
        expr = this.s.affine.sum(kind, expr, rhs);
      });
      this.s.leave();
      return expr;
    });

    const affineProduct = this.RULE('affineProduct', (): AffineExpr => {
      let expr = this.SUBRULE(affineOperand);
      this.MANY(() => {
        const at = this.s.start;
        const kind = this.OR([
          {
            ALT: () => {
              this.CONSUME(T.star);
              return 'mul' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('floordiv'));
              return 'floordiv' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('ceildiv'));
              return 'ceildiv' as const;
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('mod'));
              return 'mod' as const;
            },
          },
        ]);
        this.s.affine.hasLeft = true;
        const rhs = this.SUBRULE2(affineOperand);
        expr = this.s.affine.product(kind, expr, rhs, at);
      });
      return expr;
    });

    const affineOperand = this.RULE('affineOperand', (): AffineExpr => {
      this.s.affine.checkOperand();
      return this.OR<readonly Alternative<AffineExpr>[]>([
        {
          ALT: () => {
            const at = this.s.cur;
            this.CONSUME(T.integer);
            return this.s.affine.integer(at);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.leftParen);
            this.s.affine.checkParentheses();
            const inner = this.SUBRULE(this.affineExpression);
            this.CONSUME(T.rightParen, missing("expected ')'"));
            return inner;
          },
        },
        {
          ALT: () => {
            this.s.enter();
            this.CONSUME(T.minus);
            const operand = this.SUBRULE(affineOperand);
            this.s.leave();
            return this.s.affine.negate(operand);
          },
        },
        {
          ALT: () => {
            const operand = this.s.affine.ssaId(false);
            this.CONSUME(T.percentId);
            this.OPTION(() => this.CONSUME(T.hashId));
            return operand;
          },
        },
        {
          ALT: () => {
            const operand = this.s.affine.word();
            this.OR2([
              { ALT: () => this.CONSUME(Word) },
              { ALT: () => this.CONSUME(T.integerType) },
            ]);
            // `symbol(%s)`; a name is never followed by a parenthesis.
            return (
              this.OPTION2(() => {
                this.CONSUME2(T.leftParen);
                const symbol = this.s.affine.ssaId(true);
                this.CONSUME2(T.percentId, missing('expected ssa identifier'));
                this.OPTION3(() => this.CONSUME2(T.hashId));
                this.CONSUME2(T.rightParen, missing("expected ')' at end of SSA symbol"));
                return symbol;
              }) ?? operand
            );
          },
        },
      ]);
    });
  }
}

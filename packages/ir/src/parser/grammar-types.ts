/** The grammar of types. */

import type { TokenType } from 'chevrotain';
import type { Attribute } from '../attributes.ts';
import type { Type } from '../types.ts';
import { type Alternative, GrammarBase, keyword, missing, T } from './grammar-base.ts';

const MEMREF_COMMA_OR_END = missing("expected ',' or '>' in memref type");
const MEMREF_LIST_END = missing("expected ',' or '>'");

export class TypeGrammar extends GrammarBase {
  constructor(skipValidations: boolean) {
    super(skipValidations);

    const scalar = (tokenType: TokenType) => ({
      ALT: () => {
        this.CONSUME(tokenType);
        return this.s.types.scalar();
      },
    });
    const nonFunctionAlternatives = [
      {
        ALT: () => {
          this.CONSUME(T.integerType);
          return this.s.types.integer();
        },
      },
      scalar(keyword('index')),
      scalar(keyword('f32')),
      scalar(keyword('f64')),
      scalar(keyword('f16')),
      scalar(keyword('bf16')),
      scalar(keyword('none')),
      scalar(keyword('f80')),
      scalar(keyword('f128')),
      scalar(keyword('f8E5M2')),
      scalar(keyword('f8E4M3FN')),
      scalar(keyword('f8E5M2FNUZ')),
      scalar(keyword('f8E4M3FNUZ')),
      scalar(keyword('f8E4M3B11FNUZ')),
      { ALT: (): Type => this.SUBRULE(tensorType) },
      { ALT: (): Type => this.SUBRULE(memrefType) },
      { ALT: (): Type => this.SUBRULE(vectorType) },
      { ALT: (): Type => this.SUBRULE(complexType) },
      { ALT: (): Type => this.SUBRULE(tupleType) },
      {
        ALT: (): Type => {
          this.CONSUME(T.exclamationId);
          return this.s.symbols.type();
        },
      },
    ];
    const nonFunction = { DEF: nonFunctionAlternatives, ERR_MSG: 'expected non-function type' };
    const anyType = {
      DEF: [{ ALT: (): Type => this.SUBRULE(this.functionType) }, ...nonFunctionAlternatives],
      ERR_MSG: 'expected non-function type',
    };

    this.RULE('nonFunctionType', () => this.OR<readonly Alternative<Type>[]>(nonFunction));

    this.RULE('type', () => {
      this.s.enter();
      const type = this.OR<readonly Alternative<Type>[]>(anyType);
      this.s.leave();
      return type;
    });

    this.RULE('typeListParens', () => {
      const types: Type[] = [];
      this.CONSUME(T.leftParen, missing("expected '('"));
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightParen) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => {
                  types.push(this.SUBRULE(this.type));
                },
              });
              this.CONSUME2(T.rightParen, missing("expected ')'"));
            },
          },
        ],
        ERR_MSG: 'expected non-function type',
      });
      return types;
    });

    this.RULE('functionType', () => {
      const inputs = this.SUBRULE(this.typeListParens);
      this.CONSUME(T.arrow, missing("expected '->' in function type"));
      const results = this.OR({
        DEF: [
          { ALT: () => this.SUBRULE2(this.typeListParens) },
          { ALT: () => [this.SUBRULE(this.nonFunctionType)] },
        ],
        ERR_MSG: 'expected non-function type',
      });
      return this.s.types.function(inputs, results);
    });

    const dimensions = () => {
      this.CONSUME(T.dimensions);
    };

    const tensorType = this.RULE('tensorType', () => {
      this.CONSUME(keyword('tensor'));
      this.CONSUME(T.less, missing("expected '<' in tensor type"));
      const at = this.s.cur;
      this.OPTION(dimensions);
      this.s.types.checkDimensions(true);
      const elementAt = this.s.start;
      const element = this.SUBRULE(this.type);
      const encoding = this.OPTION2(() => {
        this.CONSUME(T.comma);
        return this.SUBRULE(this.attribute);
      });
      const endAt = this.s.start;
      this.CONSUME(T.greater, missing("expected '>' in tensor type"));
      return this.s.types.tensor(at, element, elementAt, encoding, endAt);
    });

    const memrefType = this.RULE('memrefType', () => {
      const parts: Attribute[] = [];
      this.CONSUME(keyword('memref'));
      this.CONSUME(T.less, missing("expected '<' in memref type"));
      const at = this.s.cur;
      this.OPTION(dimensions);
      this.s.types.checkDimensions(true);
      const elementAt = this.s.start;
      const element = this.SUBRULE(this.type);
      this.s.types.checkMemrefElement(element, elementAt);
      this.OPTION2(() => {
        this.CONSUME(T.comma);
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            parts.push(this.SUBRULE(this.attribute));
            this.s.types.checkMemrefParts(at, parts);
          },
          ERR_MSG: 'expected list element',
        });
      });
      this.CONSUME(T.greater, this.s.types.hasParts(parts) ? MEMREF_LIST_END : MEMREF_COMMA_OR_END);
      return this.s.types.memref(at, element, parts);
    });

    const vectorType = this.RULE('vectorType', () => {
      this.CONSUME(keyword('vector'));
      this.CONSUME(T.less, missing("expected '<' in vector type"));
      const at = this.s.cur;
      this.OPTION(dimensions);
      this.s.types.checkDimensions(false);
      const elementAt = this.s.start;
      const element = this.SUBRULE(this.type);
      this.CONSUME(T.greater, missing("expected '>' in vector type"));
      return this.s.types.vector(at, element, elementAt);
    });

    const complexType = this.RULE('complexType', () => {
      this.CONSUME(keyword('complex'));
      this.CONSUME(T.less, missing("expected '<' in complex type"));
      const elementAt = this.s.start;
      const element = this.SUBRULE(this.type);
      this.CONSUME(T.greater, missing("expected '>' in complex type"));
      return this.s.types.complex(element, elementAt);
    });

    const tupleType = this.RULE('tupleType', () => {
      const types: Type[] = [];
      this.CONSUME(keyword('tuple'));
      this.CONSUME(T.less, missing("expected '<' in tuple type"));
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.greater) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => {
                  types.push(this.SUBRULE(this.type));
                },
              });
              this.CONSUME2(T.greater, missing("expected '>' in tuple type"));
            },
          },
        ],
        ERR_MSG: 'expected non-function type',
      });
      return this.s.types.tuple(types);
    });
  }
}

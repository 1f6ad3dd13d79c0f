/**
 * MLIR's grammar, as Chevrotain records it: types, attributes, affine maps and sets, locations,
 * aliases, generic operations, blocks and regions.
 *
 * Rules only say what follows what, with upstream's wording where something is missing; what they
 * build is done by the session's actions (`this.s`), which do nothing while the grammar is recorded.
 * The pretty form of an operation and the body of a dialect's type or attribute are opaque to the
 * grammar: an action drives their syntax through the same primitives. Tokens come straight from the
 * lexer's arrays: `LA` answers with one shared object a kind.
 */

import './object-group-by.ts';
import {
  Lexer as ChevrotainLexer,
  type ConsumeMethodOpts,
  createToken,
  EmbeddedActionsParser,
  EOF,
  type IOrAlt,
  type IToken,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import type { AffineExpr } from '../affine.ts';
import type { Attribute, Location } from '../attributes.ts';
import type { Type } from '../types.ts';
import type { Session } from './session.ts';
import {
  isKeywordKind,
  keywordKind,
  NUMBER_OF_KINDS,
  Punct,
  TokenKind,
  tokenKindNames,
} from './token-kinds.ts';

// ----- Vocabulary -----

/** Bare identifiers and keywords: what an attribute or an operation may be called. */
const Word = createToken({ name: 'Word', pattern: ChevrotainLexer.NA });
/** What can begin neither an operation nor an end of a region; so that every statement is one rule. */
const Stray = createToken({ name: 'Stray', pattern: ChevrotainLexer.NA });

const STATEMENT_STARTS: ReadonlySet<number> = new Set([
  TokenKind.bareId,
  TokenKind.percentId,
  TokenKind.string,
  TokenKind.caretId,
  TokenKind.hashId,
  TokenKind.exclamationId,
  Punct.rightBrace,
  Punct.metadataBegin,
]);

const tokenTypes: readonly TokenType[] = Array.from({ length: NUMBER_OF_KINDS }, (_, kind) => {
  if (kind === TokenKind.eof) return EOF;
  const categories: TokenType[] = [];
  if (isKeywordKind(kind) || kind === TokenKind.bareId) categories.push(Word);
  else if (!STATEMENT_STARTS.has(kind)) categories.push(Stray);
  return createToken({
    name: tokenKindNames[kind] ?? String(kind),
    pattern: ChevrotainLexer.NA,
    categories,
  });
});
const typeOf = (kind: number): TokenType => tokenTypes[kind] as TokenType;
const keyword = (text: Parameters<typeof keywordKind>[0]): TokenType => typeOf(keywordKind(text));

const T = {
  bareId: typeOf(TokenKind.bareId),
  atId: typeOf(TokenKind.atId),
  hashId: typeOf(TokenKind.hashId),
  percentId: typeOf(TokenKind.percentId),
  caretId: typeOf(TokenKind.caretId),
  exclamationId: typeOf(TokenKind.exclamationId),
  integer: typeOf(TokenKind.integer),
  float: typeOf(TokenKind.float),
  string: typeOf(TokenKind.string),
  integerType: typeOf(TokenKind.integerType),
  dimensions: typeOf(TokenKind.dimensions),
  elementsLiteral: typeOf(TokenKind.elementsLiteral),
  arrow: typeOf(Punct.arrow),
  colon: typeOf(Punct.colon),
  comma: typeOf(Punct.comma),
  equal: typeOf(Punct.equal),
  greater: typeOf(Punct.greater),
  leftBrace: typeOf(Punct.leftBrace),
  leftParen: typeOf(Punct.leftParen),
  leftSquare: typeOf(Punct.leftSquare),
  less: typeOf(Punct.less),
  minus: typeOf(Punct.minus),
  plus: typeOf(Punct.plus),
  question: typeOf(Punct.question),
  rightBrace: typeOf(Punct.rightBrace),
  rightParen: typeOf(Punct.rightParen),
  rightSquare: typeOf(Punct.rightSquare),
  star: typeOf(Punct.star),
  metadataBegin: typeOf(Punct.metadataBegin),
  metadataEnd: typeOf(Punct.metadataEnd),
} as const;

/** One token object a kind: the grammar asks tokens for nothing but their kind. */
const FLYWEIGHTS: readonly IToken[] = tokenTypes.map((tokenType) => ({
  image: '',
  startOffset: 0,
  tokenType,
  tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
}));
const END = FLYWEIGHTS[TokenKind.eof] as IToken;

const missing = (message: string): ConsumeMethodOpts => ({ ERR_MSG: message });

/** Stands for the session while the grammar is recorded: every action does nothing. */
const NO_SESSION: Session = new Proxy(() => undefined, {
  get: () => NO_SESSION,
  apply: () => undefined,
  set: () => true,
}) as unknown as Session;

type Rule<R> = ParserMethod<[], R>;
type Alternative<R> = IOrAlt<R>;

export class Grammar extends EmbeddedActionsParser {
  /** The parse in progress. */
  s: Session = NO_SESSION;

  // Declared here, defined in the constructor, where alternatives are made once and not a call.
  readonly type: Rule<Type>;
  readonly nonFunctionType: Rule<Type>;
  readonly functionType: Rule<Type>;
  readonly typeListParens: Rule<Type[]>;
  readonly attribute: Rule<Attribute>;
  readonly attributeDictionary: Rule<Map<string, Attribute>>;
  readonly affineMapOrSet: Rule<Attribute>;
  readonly affineExpression: Rule<AffineExpr>;
  readonly location: Rule<Location>;
  readonly trailingLocation: Rule<Location | null>;
  readonly operation: Rule<void>;
  readonly genericOperation: Rule<void>;
  readonly region: Rule<void>;
  readonly regionBody: Rule<void>;
  readonly topLevel: Rule<void>;
  readonly sourceFile: Rule<void>;
  readonly metadata: Rule<void>;

  constructor(skipValidations = true) {
    super(tokenTypes.slice(1).concat(Word, Stray), {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations,
    });

    // ----- Types -----

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

    this.nonFunctionType = this.RULE('nonFunctionType', () =>
      this.OR<readonly Alternative<Type>[]>(nonFunction),
    );

    this.type = this.RULE('type', () => {
      this.s.enter();
      const type = this.OR<readonly Alternative<Type>[]>(anyType);
      this.s.leave();
      return type;
    });

    this.typeListParens = this.RULE('typeListParens', () => {
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

    this.functionType = this.RULE('functionType', () => {
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
      this.CONSUME(T.greater, missing("expected '>' in tensor type"));
      return this.s.types.tensor(at, element, elementAt, encoding);
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

    // ----- Attributes -----

    const colonType = (): Type => {
      this.CONSUME(T.colon);
      return this.SUBRULE(this.type);
    };
    const requiredColonType = (): Type => {
      this.CONSUME2(T.colon, missing("expected ':'"));
      return this.SUBRULE2(this.type);
    };

    const number = this.RULE('number', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const isNegative =
        this.OPTION(() => {
          this.CONSUME(T.minus);
          return true;
        }) ?? false;
      const at = this.s.cur;
      const isFloat = this.OR({
        DEF: [
          {
            ALT: () => {
              this.CONSUME(T.integer);
              return false;
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.float);
              return true;
            },
          },
        ],
        ERR_MSG: 'expected constant integer or floating point value',
      });
      const type = expected ?? this.OPTION2(colonType);
      return this.s.attributes.number(at, isFloat, isNegative, type ?? null);
    });

    const string = this.RULE('stringAttribute', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.CONSUME(T.string);
      const type = expected ?? this.OPTION(colonType);
      return this.s.attributes.string(at, type ?? null);
    });

    const symbolReference = this.RULE('symbolReference', (): Attribute => {
      const first = this.s.cur;
      let count = 0;
      this.CONSUME(T.atId);
      this.MANY({
        // A single colon begins a type, which belongs to the caller.
        GATE: () => this.s.atDoubleColon(),
        DEF: () => {
          this.CONSUME(T.colon);
          this.CONSUME2(T.colon);
          this.s.attributes.checkNestedReference();
          this.CONSUME2(T.atId);
          count++;
        },
      });
      return this.s.attributes.symbolReference(first, count);
    });

    const arrayAttribute = this.RULE('arrayAttribute', (): Attribute => {
      const elements: Attribute[] = [];
      // What is expected of the array is not expected of its elements.
      this.s.takeExpectedType();
      this.CONSUME(T.leftSquare);
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightSquare) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => {
                  elements.push(this.SUBRULE(this.attribute));
                },
              });
              this.CONSUME2(T.rightSquare, missing("expected ',' or ']'"));
            },
          },
        ],
        ERR_MSG: 'expected attribute value',
      });
      return this.s.attributes.array(elements);
    });

    this.attributeDictionary = this.RULE('attributeDictionary', () => {
      const entries = new Map<string, Attribute>();
      this.CONSUME(T.leftBrace, missing("expected '{' in attribute dictionary"));
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.rightBrace) },
          {
            ALT: () => {
              this.AT_LEAST_ONE_SEP({
                SEP: T.comma,
                DEF: () => this.SUBRULE(attributeEntry, { ARGS: [entries] }),
              });
              this.CONSUME2(T.rightBrace, missing("expected '}' in attribute dictionary"));
            },
          },
        ],
        ERR_MSG: 'expected attribute name',
      });
      return entries;
    });

    const attributeName = {
      DEF: [
        { ALT: () => this.CONSUME(T.string) },
        { ALT: () => this.CONSUME(T.integerType) },
        { ALT: () => this.CONSUME(Word) },
      ],
      ERR_MSG: 'expected attribute name',
    };
    const attributeEntry = this.RULE('attributeEntry', (entries: Map<string, Attribute>): void => {
      const name = this.s.attributes.entryName(entries);
      this.OR(attributeName);
      const value = this.OPTION(() => {
        this.CONSUME(T.equal);
        return this.SUBRULE(this.attribute);
      });
      this.s.attributes.entry(entries, name, value);
    });

    const denseElements = this.RULE('denseElements', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.OR([
        { ALT: () => this.CONSUME(keyword('dense')) },
        { ALT: () => this.CONSUME(keyword('sparse')) },
      ]);
      this.s.literals.checkOpening(at);
      this.CONSUME(T.elementsLiteral);
      this.s.literals.checkClosing(at);
      const type = expected ?? requiredColonType();
      return this.s.literals.elements(at, type);
    });

    const denseResource = this.RULE('denseResource', (): Attribute => {
      const expected = this.s.takeExpectedType();
      const at = this.s.cur;
      this.CONSUME(keyword('dense_resource'));
      this.CONSUME(T.less, missing("expected '<' after 'dense_resource'"));
      const key = this.s.attributes.resourceKey();
      this.OR([
        { ALT: () => this.CONSUME(Word) },
        { ALT: () => this.CONSUME(T.string) },
        { ALT: () => this.CONSUME(T.integerType) },
      ]);
      this.CONSUME(T.greater, missing("expected '>'"));
      const type = expected ?? requiredColonType();
      return this.s.attributes.denseResource(at, key, type);
    });

    const denseArray = this.RULE('denseArray', (): Attribute => {
      this.CONSUME(keyword('array'));
      this.CONSUME(T.less, missing("expected '<' after 'array'"));
      const at = this.s.start;
      const elementType = this.SUBRULE(this.type);
      const array = this.s.attributes.beginDenseArray(elementType, at);
      const element = () => {
        this.s.attributes.denseArrayElement(array);
        this.OPTION(() => this.CONSUME(T.minus));
        this.OR2([
          { ALT: () => this.CONSUME(T.integer) },
          { ALT: () => this.CONSUME(T.float) },
          { ALT: () => this.CONSUME(keyword('true')) },
          { ALT: () => this.CONSUME(keyword('false')) },
        ]);
      };
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.greater) },
          {
            ALT: () => {
              this.CONSUME(T.colon);
              this.s.attributes.checkDenseArrayElement(array);
              this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: element });
              this.CONSUME2(T.greater, missing("expected '>' to close an array attribute"));
            },
          },
        ],
        ERR_MSG: "expected ':' after dense array type",
      });
      return this.s.attributes.endDenseArray(array);
    });

    const stridedLayout = this.RULE('stridedLayout', (): Attribute => {
      const at = this.s.start;
      const strides: number[] = [];
      let offset = 0;
      const value = (): number => {
        const parsed = this.s.attributes.strideOrOffset();
        return parsed;
      };
      this.CONSUME(keyword('strided'));
      this.CONSUME(T.less, missing("expected '<' after 'strided'"));
      this.CONSUME(T.leftSquare, missing("expected '['"));
      this.OPTION(() => {
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            strides.push(value());
            this.SUBRULE(strideOrOffset);
          },
        });
      });
      this.s.attributes.checkStrideList(strides);
      this.CONSUME(T.rightSquare, missing("expected ']'"));
      this.OPTION2(() => {
        this.CONSUME(T.comma);
        this.s.attributes.checkOffsetKeyword();
        this.CONSUME(T.bareId);
        this.CONSUME(T.colon, missing("expected ':' after 'offset'"));
        offset = value();
        this.SUBRULE2(strideOrOffset);
      });
      this.CONSUME(T.greater, missing("expected '>'"));
      return this.s.attributes.strided(at, offset, strides);
    });

    const strideOrOffset = this.RULE('strideOrOffset', () => {
      this.OR({
        DEF: [
          { ALT: () => this.CONSUME(T.question) },
          {
            ALT: () => {
              this.OPTION(() => this.CONSUME(T.minus));
              this.CONSUME(T.integer);
            },
          },
        ],
        ERR_MSG: "expected a 64-bit signed integer or '?'",
      });
    });

    const attributeAlternatives = {
      DEF: [
        { ALT: (): Attribute => this.SUBRULE(number) },
        { ALT: (): Attribute => this.SUBRULE(string) },
        { ALT: (): Attribute => this.SUBRULE(symbolReference) },
        { ALT: (): Attribute => this.SUBRULE(arrayAttribute) },
        {
          ALT: (): Attribute =>
            this.s.attributes.dictionary(this.SUBRULE(this.attributeDictionary)),
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('true'));
            return this.s.attributes.bool(true);
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('false'));
            return this.s.attributes.bool(false);
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('unit'));
            return this.s.attributes.unit();
          },
        },
        { ALT: (): Attribute => this.SUBRULE(denseElements) },
        { ALT: (): Attribute => this.SUBRULE(denseResource) },
        { ALT: (): Attribute => this.SUBRULE(denseArray) },
        { ALT: (): Attribute => this.SUBRULE(stridedLayout) },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('affine_map'));
            this.CONSUME(T.less, missing("expected '<' in affine map"));
            const at = this.s.start;
            const map = this.SUBRULE(this.affineMapOrSet);
            this.s.affine.checkMap(map, at);
            this.CONSUME(T.greater, missing("expected '>' in affine map"));
            return map;
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('affine_set'));
            this.CONSUME2(T.less, missing("expected '<' in integer set"));
            const at = this.s.start;
            const set = this.SUBRULE2(this.affineMapOrSet);
            this.s.affine.checkSet(set, at);
            this.CONSUME2(T.greater, missing("expected '>' in integer set"));
            return set;
          },
        },
        {
          ALT: (): Attribute => {
            this.CONSUME(keyword('loc'));
            this.CONSUME(T.leftParen, missing("expected '(' in inline location"));
            const location = this.SUBRULE(this.location);
            this.CONSUME(T.rightParen, missing("expected ')' in inline location"));
            return location;
          },
        },
        {
          ALT: (): Attribute => {
            const expected = this.s.takeExpectedType();
            this.CONSUME(T.hashId);
            return this.s.symbols.attribute(expected);
          },
        },
        {
          // Types are attributes. The rule `type` begins with what none of the others begins with.
          ALT: (): Attribute => this.s.attributes.type(this.SUBRULE(this.type)),
        },
      ],
      ERR_MSG: 'expected attribute value',
    };
    this.attribute = this.RULE('attribute', () => {
      this.s.enter();
      const attribute = this.OR<readonly Alternative<Attribute>[]>(attributeAlternatives);
      this.s.leave();
      return attribute;
    });

    // ----- Affine maps and sets -----

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

    this.affineMapOrSet = this.RULE('affineMapOrSet', (): Attribute => {
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
    this.affineExpression = this.RULE('affineExpression', (): AffineExpr => {
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

    // ----- Locations -----

    const integerField = (message: string): number => {
      this.s.expectInteger(message);
      return this.s.cur;
    };
    this.location = this.RULE('location', (): Location => {
      this.s.enter();
      const location = this.OR<readonly Alternative<Location>[]>({
        DEF: [
          { ALT: () => this.SUBRULE(nameOrFileLocation) },
          {
            ALT: () => {
              this.CONSUME(keyword('callsite'));
              this.CONSUME(T.leftParen, missing("expected '(' in callsite location"));
              const callee = this.SUBRULE(this.location);
              this.s.locations.checkAt();
              this.CONSUME(T.bareId);
              const caller = this.SUBRULE2(this.location);
              this.CONSUME(T.rightParen, missing("expected ')' in callsite location"));
              return this.s.locations.callSite(callee, caller);
            },
          },
          {
            ALT: () => {
              const locations: Location[] = [];
              this.CONSUME(keyword('fused'));
              const metadata = this.OPTION(() => {
                this.CONSUME(T.less);
                const attribute = this.SUBRULE(this.attribute);
                this.CONSUME(T.greater, missing("expected '>' after fused location metadata"));
                return attribute;
              });
              this.CONSUME(T.leftSquare, missing("expected '[' in fused location"));
              this.OR2({
                DEF: [
                  { ALT: () => this.CONSUME(T.rightSquare) },
                  {
                    ALT: () => {
                      this.AT_LEAST_ONE_SEP({
                        SEP: T.comma,
                        DEF: () => {
                          locations.push(this.SUBRULE3(this.location));
                        },
                      });
                      this.CONSUME2(T.rightSquare, missing("expected ']' in fused location"));
                    },
                  },
                ],
                ERR_MSG: 'expected location instance',
              });
              return this.s.locations.fused(locations, metadata ?? null);
            },
          },
          {
            ALT: () => {
              this.CONSUME(keyword('unknown'));
              return this.s.locations.unknown();
            },
          },
        ],
        ERR_MSG: 'expected location instance',
      });
      this.s.leave();
      return location;
    });

    const nameOrFileLocation = this.RULE('nameOrFileLocation', (): Location => {
      const name = this.s.cur;
      this.CONSUME(T.string);
      return this.OR<readonly Alternative<Location>[]>([
        {
          ALT: () => {
            this.CONSUME(T.colon);
            const line = integerField('expected integer line number in FileLineColLoc');
            this.CONSUME(T.integer);
            this.CONSUME2(T.colon, missing("expected ':' in FileLineColLoc"));
            const column = integerField('expected integer column number in FileLineColLoc');
            this.CONSUME2(T.integer);
            return this.s.locations.file(name, line, column);
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.leftParen);
            const child = this.SUBRULE(this.location);
            this.CONSUME(T.rightParen, missing("expected ')' after child location of NameLoc"));
            return this.s.locations.name(name, child);
          },
        },
        { ALT: () => this.s.locations.name(name, null) },
      ]);
    });

    this.trailingLocation = this.RULE('trailingLocation', () => {
      return (
        this.OPTION(() => {
          this.CONSUME(keyword('loc'));
          this.CONSUME(T.leftParen, missing("expected '(' in location"));
          const location = this.OR<readonly Alternative<Location>[]>({
            DEF: [
              {
                ALT: () => {
                  const alias = this.s.locations.alias();
                  this.CONSUME(T.hashId);
                  return alias;
                },
              },
              { ALT: () => this.SUBRULE(this.location) },
            ],
            ERR_MSG: 'expected location instance',
          });
          this.CONSUME(T.rightParen, missing("expected ')' in location"));
          return location;
        }) ?? null
      );
    });

    // ----- Operations -----

    this.operation = this.RULE('operation', () => {
      this.s.operations.begin();
      this.OPTION(() => {
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            this.s.operations.result();
            this.CONSUME(T.percentId, missing('expected valid ssa identifier'));
            this.OPTION2(() => {
              this.CONSUME(T.colon);
              this.s.operations.resultCount();
              this.CONSUME(T.integer);
            });
          },
        });
        this.CONSUME(T.equal, missing("expected '=' after SSA name"));
      });
      this.OR({
        DEF: [
          { ALT: () => this.SUBRULE(this.genericOperation) },
          {
            ALT: () => {
              this.CONSUME(Word);
              this.s.operations.custom();
              const location = this.SUBRULE(this.trailingLocation);
              this.s.operations.finish(location);
            },
          },
        ],
        ERR_MSG: 'expected operation name in quotes',
      });
      this.s.operations.bindResults();
    });

    const ssaUse = () => {
      this.s.operations.operand();
      this.CONSUME(T.percentId, missing('expected SSA operand'));
      this.OPTION(() => this.CONSUME(T.hashId));
    };
    const genericOperands = this.RULE('genericOperands', () => {
      this.CONSUME(T.leftParen, missing("expected '(' to start operand list"));
      this.MANY_SEP({ SEP: T.comma, DEF: ssaUse });
      this.s.operations.checkOperandListEnd();
      this.CONSUME(T.rightParen, missing("expected ')' to end operand list"));
    });
    const genericSuccessors = this.RULE('genericSuccessors', () => {
      this.s.operations.checkSuccessors();
      this.CONSUME(T.leftSquare);
      this.AT_LEAST_ONE_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.operations.successor();
          this.CONSUME(T.caretId, missing('expected block name'));
        },
        ERR_MSG: 'expected block name',
      });
      this.CONSUME(T.rightSquare, missing("expected ',' or ']'"));
    });

    this.genericOperation = this.RULE('genericOperation', () => {
      this.s.operations.beginGeneric();
      this.CONSUME(T.string);
      this.SUBRULE(genericOperands);
      this.OPTION(() => this.SUBRULE(genericSuccessors));
      this.OPTION2({
        GATE: () => this.s.context.era === '2026',
        DEF: () => {
          this.CONSUME(T.less);
          this.s.operations.properties(this.SUBRULE(this.attribute));
          this.CONSUME(T.greater, missing("expected '>' to close properties"));
        },
      });
      this.OPTION3(() => {
        this.CONSUME(T.leftParen);
        this.AT_LEAST_ONE_SEP({
          SEP: T.comma,
          DEF: () => {
            this.s.operations.beginRegion();
            this.SUBRULE(this.region);
            this.s.operations.endRegion();
          },
          ERR_MSG: "expected '{' to begin a region",
        });
        this.CONSUME(T.rightParen, missing("expected ')' to end region list"));
      });
      this.OPTION4(() => {
        this.s.operations.dictionary(this.SUBRULE(this.attributeDictionary));
      });
      this.CONSUME(T.colon, missing("expected ':' followed by operation type"));
      const at = this.s.start;
      const type = this.SUBRULE(this.type);
      this.s.operations.functionType(type, at);
      const location = this.SUBRULE(this.trailingLocation);
      this.s.operations.finish(location);
    });

    // ----- Regions and blocks -----

    this.region = this.RULE('region', () => {
      this.CONSUME(T.leftBrace, missing("expected '{' to begin a region"));
      this.SUBRULE(this.regionBody);
      this.CONSUME(T.rightBrace, missing('expected operation name in quotes'));
    });

    const statements = this.RULE('statements', () => {
      this.MANY(() =>
        this.statement(() => {
          this.OR([
            { ALT: () => this.SUBRULE(this.operation) },
            {
              ALT: () => {
                this.s.operations.stray();
                this.OR2([
                  { ALT: () => this.CONSUME(Stray) },
                  { ALT: () => this.CONSUME(T.hashId) },
                  { ALT: () => this.CONSUME(T.exclamationId) },
                  { ALT: () => this.CONSUME(T.metadataBegin) },
                ]);
              },
            },
          ]);
        }),
      );
    });

    const blockArgument = () => {
      this.s.operations.blockArgumentName();
      this.CONSUME(T.percentId, missing('expected SSA operand'));
      this.CONSUME2(T.colon, missing("expected ':' and type for SSA operand"));
      const type = this.SUBRULE(this.type);
      const location = this.SUBRULE(this.trailingLocation);
      this.s.operations.blockArgument(type, location);
    };
    const blockLabel = this.RULE('blockLabel', () => {
      this.s.operations.beginBlock();
      this.CONSUME(T.caretId, missing('expected block name'));
      this.OPTION(() => {
        this.CONSUME(T.leftParen);
        this.OR({
          DEF: [
            { ALT: () => this.CONSUME(T.rightParen) },
            {
              ALT: () => {
                this.AT_LEAST_ONE_SEP({ SEP: T.comma, DEF: blockArgument });
                this.CONSUME2(T.rightParen, missing("expected ')'"));
              },
            },
          ],
          ERR_MSG: 'expected SSA operand',
        });
      });
      this.s.operations.endBlockArguments();
      this.CONSUME(T.colon, missing("expected ':' after block name"));
    });

    this.regionBody = this.RULE('regionBody', () => {
      this.SUBRULE(statements);
      this.MANY(() => {
        this.statement(() => {
          this.SUBRULE(blockLabel);
        });
        this.SUBRULE2(statements);
      });
    });

    // ----- Files -----

    const resourceEntries = this.RULE('resourceEntries', () => {
      this.s.resources.beginGroup();
      this.OR([{ ALT: () => this.CONSUME(Word) }, { ALT: () => this.CONSUME(T.integerType) }]);
      this.CONSUME(T.colon, missing("expected ':'"));
      this.CONSUME(T.leftBrace, missing("expected '{'"));
      this.MANY_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.resources.key();
          this.OR2([
            { ALT: () => this.CONSUME2(Word) },
            { ALT: () => this.CONSUME(T.string) },
            { ALT: () => this.CONSUME2(T.integerType) },
          ]);
          this.CONSUME2(T.colon, missing("expected ':'"));
          this.s.resources.value();
          this.OR3([
            { ALT: () => this.CONSUME2(T.string) },
            { ALT: () => this.CONSUME(keyword('true')) },
            { ALT: () => this.CONSUME(keyword('false')) },
          ]);
        },
      });
      this.s.resources.checkListEnd("expected identifier key for 'resource' entry");
      this.CONSUME(T.rightBrace, missing("expected ',' or '}'"));
    });
    this.metadata = this.RULE('metadata', () => {
      this.CONSUME(T.metadataBegin);
      this.MANY_SEP({
        SEP: T.comma,
        DEF: () => {
          this.s.resources.section();
          this.CONSUME(Word);
          this.CONSUME(T.colon, missing("expected ':'"));
          this.s.resources.checkSection();
          this.CONSUME(T.leftBrace, missing("expected '{'"));
          this.MANY_SEP2({ SEP: T.comma, DEF: () => this.SUBRULE(resourceEntries) });
          this.s.resources.checkListEnd("expected identifier key for 'resource' entry");
          this.CONSUME(T.rightBrace, missing("expected ',' or '}'"));
        },
      });
      this.s.resources.checkListEnd('expected identifier key in file metadata dictionary');
      this.CONSUME(T.metadataEnd, missing("expected ',' or '#-}'"));
    });

    const attributeAlias = this.RULE('attributeAlias', () => {
      const at = this.s.aliases.begin();
      this.CONSUME(T.hashId);
      this.CONSUME(T.equal, missing("expected '=' in attribute alias definition"));
      this.s.aliases.defineAttribute(at, this.SUBRULE(this.attribute));
    });
    const typeAlias = this.RULE('typeAlias', () => {
      const at = this.s.aliases.begin();
      this.CONSUME(T.exclamationId);
      this.CONSUME(T.equal, missing("expected '=' in type alias definition"));
      this.s.aliases.defineType(at, this.SUBRULE(this.type));
    });

    this.topLevel = this.RULE('topLevel', () => {
      this.OR([
        { ALT: () => this.SUBRULE(this.operation) },
        { ALT: () => this.SUBRULE(attributeAlias) },
        { ALT: () => this.SUBRULE(typeAlias) },
        { ALT: () => this.SUBRULE(this.metadata) },
        {
          ALT: () => {
            this.s.operations.stray();
            this.OR2([
              { ALT: () => this.CONSUME(Stray) },
              { ALT: () => this.CONSUME(T.caretId) },
              { ALT: () => this.CONSUME(T.rightBrace) },
            ]);
          },
        },
      ]);
    });

    this.sourceFile = this.RULE('sourceFile', () => {
      this.MANY(() =>
        this.statement(() => {
          this.SUBRULE(this.topLevel);
        }),
      );
    });

    this.performSelfAnalysis();
  }

  /** Runs one statement; if it fails, the session goes on behind it. */
  private statement(parse: () => void): void {
    if (this.RECORDING_PHASE) parse();
    else this.s.operations.guard(parse);
  }

  /** Runs a rule from within an action or for a caller outside, on the session's tokens. */
  run<R>(session: Session, rule: Rule<R>): R {
    const outer = this.s;
    this.s = session;
    try {
      return (rule as unknown as { coreRule: (this: Grammar) => R }).coreRule.call(this);
    } finally {
      this.s = outer;
    }
  }

  // ----- The token vector is the session's -----

  override LA(howMuch: number): IToken {
    return FLYWEIGHTS[this.s.kindAt(howMuch - 1)] ?? END;
  }
  override LA_FAST(howMuch: number): IToken {
    return FLYWEIGHTS[this.s.kinds[this.s.cur + howMuch - 1]!] as IToken;
  }
  protected consumeToken(): void {
    this.s.cur++;
  }
  // ----- Errors are the session's -----

  /** Chevrotain's hook for a token that is not the one asked for. */
  protected consumeInternalError(_: TokenType, __: IToken, options?: ConsumeMethodOpts): never {
    return this.s.failWrongToken(options?.ERR_MSG ?? 'unexpected token');
  }
  protected raiseNoAltException(_: number, message?: string): never {
    return this.s.failWrongToken(message ?? 'unexpected token');
  }
  protected raiseEarlyExitException(_: number, __: number, message?: string): never {
    return this.s.failWrongToken(message ?? 'unexpected token');
  }
  protected getLexerPosition(): number {
    return this.s.cur;
  }
}

const CONSTRAINT_END = missing(
  "expected '== affine-expr' or '>= affine-expr' at end of affine constraint",
);
const MEMREF_COMMA_OR_END = missing("expected ',' or '>' in memref type");
const MEMREF_LIST_END = missing("expected ',' or '>'");

let shared: Grammar | null = null;
/** The one grammar, analysed on first use (some 30 ms). */
export function grammar(): Grammar {
  shared ??= new Grammar();
  return shared;
}

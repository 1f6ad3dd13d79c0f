/** What the parse primitives are made of: operands, the state of an operation, tables of tokens. */

import type {
  Delimiter,
  OperationStateBuilder,
  Punctuation,
  SourceOffset,
  UnresolvedOperand,
} from '../asm.ts';
import { type Attribute, DictionaryAttr, type Location } from '../attributes.ts';
import type { OperationName } from '../context.ts';
import type { Block, ParsedOperationState, Region, Value } from '../operation.ts';
import type { Type } from '../types.ts';
import type { NameTable } from './names.ts';
import { empty } from './statement.ts';
import { keywordKind, Punct, punctuationKind, TokenKind } from './token-kinds.ts';
import type { TokenStream } from './token-stream.ts';

/** An operand as the parser makes it: it remembers the number of its name. */
export class ParsedOperand implements UnresolvedOperand {
  readonly #names: NameTable;
  readonly id: number;
  readonly number: number;
  readonly at: SourceOffset;
  constructor(names: NameTable, id: number, number: number, at: SourceOffset) {
    this.#names = names;
    this.id = id;
    this.number = number;
    this.at = at;
  }
  get name(): string {
    return this.#names.name(this.id);
  }
}

export class OperationState implements OperationStateBuilder {
  readonly #s: TokenStream;
  name!: OperationName;
  /** Offset of the location, for as long as nobody asks for it or gives another. */
  at = 0;
  #location: Location | null = null;
  readonly operands: Value[] = [];
  readonly resultTypes: Type[] = [];
  readonly attributes = new Map<string, Attribute>();
  readonly successors: Block[] = [];
  readonly regions: Region[] = [];

  constructor(stream: TokenStream) {
    this.#s = stream;
  }
  get location(): Location {
    this.#location ??= this.#s.locationAt(this.at);
    return this.#location;
  }
  set location(location: Location) {
    this.#location = location;
  }

  /** What the operation is made of; regions become its own. */
  take(): ParsedOperationState {
    const { context } = this.#s;
    return {
      name: this.name,
      location: this.#location ?? this.at,
      operands: this.operands,
      resultTypes: this.resultTypes,
      attributes:
        this.attributes.size > 0
          ? DictionaryAttr.get(context, this.attributes)
          : context.emptyDictionary,
      successors: this.successors,
      regions: this.regions.length > 0 ? this.regions.slice() : NO_REGIONS,
    };
  }
  clear(): void {
    this.#location = null;
    empty(this.operands);
    empty(this.resultTypes);
    if (this.attributes.size > 0) this.attributes.clear();
    empty(this.successors);
    empty(this.regions);
  }
}

const NO_REGIONS: readonly Region[] = [];

export const DELIMITERS: Readonly<
  Record<Delimiter, { open: number; close: number; isOptional: boolean } | null>
> = {
  none: null,
  paren: { open: Punct.leftParen, close: Punct.rightParen, isOptional: false },
  square: { open: Punct.leftSquare, close: Punct.rightSquare, isOptional: false },
  angle: { open: Punct.less, close: Punct.greater, isOptional: false },
  braces: { open: Punct.leftBrace, close: Punct.rightBrace, isOptional: false },
  'optional-paren': { open: Punct.leftParen, close: Punct.rightParen, isOptional: true },
  'optional-square': { open: Punct.leftSquare, close: Punct.rightSquare, isOptional: true },
  'optional-angle': { open: Punct.less, close: Punct.greater, isOptional: true },
  'optional-braces': { open: Punct.leftBrace, close: Punct.rightBrace, isOptional: true },
};
export const OPEN_TEXT: Readonly<Record<number, string>> = {
  [Punct.leftParen]: '(',
  [Punct.leftSquare]: '[',
  [Punct.less]: '<',
  [Punct.leftBrace]: '{',
};
export const CLOSE_TEXT: Readonly<Record<number, string>> = {
  [Punct.rightParen]: ')',
  [Punct.rightSquare]: ']',
  [Punct.greater]: '>',
  [Punct.rightBrace]: '}',
};

/** Kinds that begin a type, beside the scalars. */
export const TYPE_STARTS: ReadonlySet<number> = new Set([
  Punct.leftParen,
  TokenKind.integerType,
  TokenKind.exclamationId,
  ...(['memref', 'tensor', 'complex', 'tuple', 'vector', 'index', 'none'] as const).map(
    keywordKind,
  ),
  ...(['bf16', 'f16', 'f32', 'f64', 'f80', 'f128'] as const).map(keywordKind),
  ...(['f8E5M2', 'f8E4M3FN', 'f8E5M2FNUZ', 'f8E4M3FNUZ', 'f8E4M3B11FNUZ'] as const).map(
    keywordKind,
  ),
]);
/** Kinds that begin an attribute which is no type. */
export const ATTRIBUTE_STARTS: ReadonlySet<number> = new Set([
  TokenKind.atId,
  TokenKind.float,
  TokenKind.integer,
  TokenKind.hashId,
  TokenKind.string,
  Punct.leftBrace,
  Punct.leftSquare,
  Punct.minus,
  ...(
    [
      'affine_map',
      'affine_set',
      'dense',
      'dense_resource',
      'false',
      'loc',
      'sparse',
      'true',
      'unit',
    ] as const
  ).map(keywordKind),
]);

const PUNCTUATION_KINDS = new Map<Punctuation, readonly number[]>();
/** A mark of two tokens (`::`, `==`, `>=`) is the list of them. */
export function kindsOf(punctuation: Punctuation): readonly number[] {
  let kinds = PUNCTUATION_KINDS.get(punctuation);
  if (!kinds) {
    kinds =
      punctuation === '::'
        ? [Punct.colon, Punct.colon]
        : punctuation === '=='
          ? [Punct.equal, Punct.equal]
          : punctuation === '>='
            ? [Punct.greater, Punct.equal]
            : [punctuationKind(punctuation)];
    PUNCTUATION_KINDS.set(punctuation, kinds);
  }
  return kinds;
}

/** Kinds of the marks of one character, by its code; faster than a map for what is asked all the time. */
const KIND_OF_UNIT = new Uint8Array(128);
for (const mark of [',', ':', '=', '<', '>', '(', ')', '{', '}', '[', ']'] as const)
  KIND_OF_UNIT[mark.charCodeAt(0)] = punctuationKind(mark);
/** Kind of a mark that is one token and a frequent one, else 0. */
export const singleKindOf = (punctuation: Punctuation): number =>
  punctuation.length === 1 ? KIND_OF_UNIT[punctuation.charCodeAt(0)]! : 0;

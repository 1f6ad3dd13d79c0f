/** The kinds of MLIR's tokens as small numbers, with the spelling of those that have only one. */

const PUNCTUATION = [
  '->',
  ':',
  ',',
  '...',
  '=',
  '>',
  '{',
  '(',
  '[',
  '<',
  '-',
  '+',
  '?',
  '}',
  ')',
  ']',
  '*',
  '|',
  '/',
  '{-#',
  '#-}',
] as const;

/** Words that a rule of the grammar begins with or asks for; all other words are bare identifiers. */
const KEYWORDS = [
  'affine_map',
  'affine_set',
  'array',
  'attributes',
  'bf16',
  'ceildiv',
  'complex',
  'dense',
  'dense_resource',
  'f128',
  'f16',
  'f32',
  'f64',
  'f80',
  'f8E4M3B11FNUZ',
  'f8E4M3FN',
  'f8E4M3FNUZ',
  'f8E5M2',
  'f8E5M2FNUZ',
  'false',
  'floordiv',
  'index',
  'loc',
  'memref',
  'mod',
  'none',
  'sparse',
  'strided',
  'symbol',
  'tensor',
  'true',
  'tuple',
  'unit',
  'vector',
  'callsite',
  'fused',
  'unknown',
] as const;

export type PunctuationText = (typeof PUNCTUATION)[number];
export type KeywordText = (typeof KEYWORDS)[number];

const FIRST_PUNCTUATION = 14;
const FIRST_KEYWORD = FIRST_PUNCTUATION + PUNCTUATION.length;

/** Kinds of tokens with many spellings. */
export const TokenKind = {
  /** Also what lies beyond the last token. */
  eof: 0,
  /** The lexer found no token here; `lexicalError` says why. */
  error: 1,
  bareId: 2,
  /** `@name` or `@"name"`. */
  atId: 3,
  /** `#name` */
  hashId: 4,
  /** `%name` */
  percentId: 5,
  /** `^name` */
  caretId: 6,
  /** `!name` */
  exclamationId: 7,
  integer: 8,
  float: 9,
  string: 10,
  /** `i32`, `si8`, `ui4` */
  integerType: 11,
  /** `4x?x` behind `tensor<`, `memref<`, `vector<`, up to the element type. */
  dimensions: 12,
  /** `<…>` behind `dense` and `sparse`, decoded when asked. */
  elementsLiteral: 13,
} as const;

/** Number of the kind of a punctuation mark. */
export const punctuationKind = (text: PunctuationText): number =>
  FIRST_PUNCTUATION + PUNCTUATION.indexOf(text);
export const keywordKind = (text: KeywordText): number => FIRST_KEYWORD + KEYWORDS.indexOf(text);
export const isKeywordKind = (kind: number): boolean => kind >= FIRST_KEYWORD;
/** Bare identifiers, keywords among them. */
export const isWordKind = (kind: number): boolean =>
  kind >= FIRST_KEYWORD || kind === TokenKind.bareId;
export const NUMBER_OF_KINDS = FIRST_KEYWORD + KEYWORDS.length;

/** Every kind with a name, for the grammar's vocabulary. */
export const tokenKindNames: readonly string[] = [
  ...Object.keys(TokenKind),
  ...PUNCTUATION,
  ...KEYWORDS,
];
export const keywordTexts: readonly KeywordText[] = KEYWORDS;
export const FIRST_KEYWORD_KIND: number = FIRST_KEYWORD;

export const Punct = {
  arrow: punctuationKind('->'),
  colon: punctuationKind(':'),
  comma: punctuationKind(','),
  ellipsis: punctuationKind('...'),
  equal: punctuationKind('='),
  greater: punctuationKind('>'),
  leftBrace: punctuationKind('{'),
  leftParen: punctuationKind('('),
  leftSquare: punctuationKind('['),
  less: punctuationKind('<'),
  minus: punctuationKind('-'),
  plus: punctuationKind('+'),
  question: punctuationKind('?'),
  rightBrace: punctuationKind('}'),
  rightParen: punctuationKind(')'),
  rightSquare: punctuationKind(']'),
  star: punctuationKind('*'),
  verticalBar: punctuationKind('|'),
  slash: punctuationKind('/'),
  metadataBegin: punctuationKind('{-#'),
  metadataEnd: punctuationKind('#-}'),
} as const;

/** Keyword kinds that hand-written code asks for. */
export const Keyword = {
  attributes: keywordKind('attributes'),
  dense: keywordKind('dense'),
  sparse: keywordKind('sparse'),
  tensor: keywordKind('tensor'),
  memref: keywordKind('memref'),
  vector: keywordKind('vector'),
  loc: keywordKind('loc'),
  true: keywordKind('true'),
  false: keywordKind('false'),
  index: keywordKind('index'),
  none: keywordKind('none'),
  unit: keywordKind('unit'),
  symbol: keywordKind('symbol'),
  mod: keywordKind('mod'),
  floordiv: keywordKind('floordiv'),
  ceildiv: keywordKind('ceildiv'),
} as const;

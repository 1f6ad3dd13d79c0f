/**
 * What all parts of the grammar stand on: the vocabulary, tokens taken straight from the session's
 * arrays, and errors in the session's hands.
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
export const Word = createToken({ name: 'Word', pattern: ChevrotainLexer.NA });
/** What can begin neither an operation nor an end of a region; so that every statement is one rule. */
export const Stray = createToken({ name: 'Stray', pattern: ChevrotainLexer.NA });

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
export const keyword = (text: Parameters<typeof keywordKind>[0]): TokenType =>
  typeOf(keywordKind(text));

export const T = {
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

export const missing = (message: string): ConsumeMethodOpts => ({ ERR_MSG: message });

/** Stands for the session while the grammar is recorded: every action does nothing. */
const NO_SESSION: Session = new Proxy(() => undefined, {
  get: () => NO_SESSION,
  apply: () => undefined,
  set: () => true,
}) as unknown as Session;

export type Rule<R> = ParserMethod<[], R>;
export type Alternative<R> = IOrAlt<R>;

/** Rules are made by `RULE`, which puts each under its name; those that other parts ask for stand here. */
export class GrammarBase extends EmbeddedActionsParser {
  /** The parse in progress. */
  s: Session = NO_SESSION;

  declare readonly type: Rule<Type>;
  declare readonly nonFunctionType: Rule<Type>;
  declare readonly functionType: Rule<Type>;
  declare readonly typeListParens: Rule<Type[]>;
  declare readonly attribute: Rule<Attribute>;
  declare readonly attributeDictionary: Rule<Map<string, Attribute>>;
  declare readonly affineMapOrSet: Rule<Attribute>;
  declare readonly affineExpression: Rule<AffineExpr>;
  declare readonly location: Rule<Location>;
  declare readonly locationInstance: Rule<Location>;
  declare readonly trailingLocation: Rule<Location | null>;
  declare readonly operation: Rule<void>;
  declare readonly genericOperation: Rule<void>;
  declare readonly region: Rule<void>;
  declare readonly regionBody: Rule<void>;
  declare readonly topLevel: Rule<void>;
  declare readonly sourceFile: Rule<void>;
  declare readonly metadata: Rule<void>;

  constructor(skipValidations: boolean) {
    super(tokenTypes.slice(1).concat(Word, Stray), {
      maxLookahead: 1,
      recoveryEnabled: false,
      skipValidations,
    });
  }

  /** Runs one statement; if it fails, the session goes on behind it. */
  protected statement(parse: () => void): void {
    if (this.RECORDING_PHASE) parse();
    else this.s.operations.guard(parse);
  }

  /** Runs a rule from within an action or for a caller outside, on the session's tokens. */
  run<R>(session: Session, rule: Rule<R>): R {
    const outer = this.s;
    this.s = session;
    try {
      return (rule as unknown as { coreRule: (this: GrammarBase) => R }).coreRule.call(this);
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

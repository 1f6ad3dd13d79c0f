/**
 * The frequent types and attributes without Chevrotain: the same control flow as the grammar's rules of
 * their names, on the same actions, without frames and closures. All else is left to the grammar. A
 * differential test holds both equal.
 */

import type { Attribute } from '../attributes.ts';
import type { Type } from '../types.ts';
import type { Session } from './session.ts';
import { Keyword, Punct, TokenKind } from './token-kinds.ts';

export class TermParser {
  readonly #s: Session;
  constructor(session: Session) {
    this.#s = session;
  }

  /** Rule `functionType`; its `(` is the next token. */
  functionType(): Type {
    const s: Session = this.#s;
    s.enter();
    const inputs = this.typeListParens();
    s.expect(Punct.arrow, "expected '->' in function type");
    const results = s.kind === Punct.leftParen ? this.typeListParens() : [s.parseNonFunctionType()];
    const type = s.types.function(inputs, results);
    s.leave();
    return type;
  }

  /** Rule `typeListParens`. */
  typeListParens(): Type[] {
    const s: Session = this.#s;
    const types: Type[] = [];
    s.expect(Punct.leftParen, "expected '('");
    if (s.accept(Punct.rightParen)) return types;
    do types.push(s.parseType());
    while (s.accept(Punct.comma));
    s.expect(Punct.rightParen, "expected ')'");
    return types;
  }

  /** Rule `attribute` for some of what it may begin with; null for the others, with nothing consumed. */
  attribute(expected: Type | null): Attribute | null {
    const s: Session = this.#s;
    switch (s.kind) {
      case TokenKind.integer:
      case TokenKind.float:
        return this.#number(expected, false);
      case Punct.minus: {
        const digits = s.kindAt(1);
        if (digits !== TokenKind.integer && digits !== TokenKind.float) return null;
        s.advance();
        return this.#number(expected, true);
      }
      case TokenKind.string: {
        const at = s.cur;
        s.advance();
        return s.attributes.string(at, expected ?? this.#colonType());
      }
      case TokenKind.atId:
        return this.#symbolReference();
      case Punct.leftSquare:
        return this.#array();
      case Punct.leftBrace: {
        s.enter();
        const entries = this.attributeDictionary();
        s.leave();
        return s.attributes.dictionary(entries);
      }
      case Keyword.true:
      case Keyword.false: {
        const value = s.kind === Keyword.true;
        s.advance();
        return s.attributes.bool(value);
      }
      case Keyword.unit:
        s.advance();
        return s.attributes.unit();
      case Punct.leftParen:
        return s.attributes.type(s.parseType());
      default:
        return null;
    }
  }

  /** Rule `attributeDictionary`. */
  attributeDictionary(): Map<string, Attribute> {
    const s: Session = this.#s;
    const entries = new Map<string, Attribute>();
    s.expect(Punct.leftBrace, "expected '{' in attribute dictionary");
    if (s.accept(Punct.rightBrace)) return entries;
    do {
      const name = s.attributes.entryName(entries);
      s.advance();
      const value = s.accept(Punct.equal) ? s.parseAttribute() : undefined;
      s.attributes.entry(entries, name, value);
    } while (s.accept(Punct.comma));
    s.expect(Punct.rightBrace, "expected '}' in attribute dictionary");
    return entries;
  }

  /** Rule `number`, behind its sign. */
  #number(expected: Type | null, isNegative: boolean): Attribute {
    const s: Session = this.#s;
    const at = s.cur;
    const isFloat = s.kind === TokenKind.float;
    s.advance();
    return s.attributes.number(at, isFloat, isNegative, expected ?? this.#colonType());
  }

  #colonType(): Type | null {
    const s: Session = this.#s;
    return s.accept(Punct.colon) ? s.parseType() : null;
  }

  /** Rule `symbolReference`. */
  #symbolReference(): Attribute {
    const s: Session = this.#s;
    const first = s.cur;
    let count = 0;
    s.advance();
    // A single colon begins a type, which belongs to the caller.
    while (s.atDoubleColon()) {
      s.advance();
      s.advance();
      s.attributes.checkNestedReference();
      s.advance();
      count++;
    }
    return s.attributes.symbolReference(first, count);
  }

  /** Rule `arrayAttribute`. */
  #array(): Attribute {
    const s: Session = this.#s;
    const elements: Attribute[] = [];
    s.enter();
    s.advance();
    if (!s.accept(Punct.rightSquare)) {
      do elements.push(s.parseAttribute());
      while (s.accept(Punct.comma));
      s.expect(Punct.rightSquare, "expected ',' or ']'");
    }
    s.leave();
    return s.attributes.array(elements);
  }
}

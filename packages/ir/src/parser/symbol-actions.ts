/**
 * Dialect types and attributes, and aliases: what follows `!name` or `#name`. Bodies of registered
 * dialects are read by their definitions, those of others are kept as balanced text.
 */

import { type Attribute, attributeType, DialectAttr, OpaqueAttr } from '../attributes.ts';
import { DialectType, NoneType, OpaqueType, type Param, type Type } from '../types.ts';
import { stringEnd } from './scanning.ts';
import type { Session } from './session.ts';
import { Punct, TokenKind } from './token-kinds.ts';
import type { SourceNote } from './token-stream.ts';

/** A name split at its first dot, and where its body stands. */
interface SymbolText {
  readonly dialect: string;
  /** Behind the dot, or what begins the body of `!dialect<…>`. */
  readonly mnemonic: string;
  readonly at: number;
  /** Offset behind the body's `>`, or -1 without a body. */
  readonly bodyEnd: number;
  readonly isVerbose: boolean;
}

export class SymbolActions {
  readonly #s: Session;
  constructor(session: Session) {
    this.#s = session;
  }

  /** The type whose `!name` was just consumed. */
  type(): Type {
    const s: Session = this.#s;
    const token = s.cur - 1;
    const name = s.nameAt(token);
    const known = s.dialectTypes[s.ids[token]!];
    const hasBody = s.kind === Punct.less && s.isAdjacent;
    if (known && !hasBody) return known;
    if (!hasBody && !name.includes('.')) {
      s.info?.useAlias('type', name, s.rangeAt(token));
      return s.aliases.type(name) ?? this.#failAlias(name, token, s.aliases.typeNames());
    }
    const symbol = this.#symbol(token, name, hasBody);
    const dialect = s.context.dialects.get(symbol.dialect);
    if (!dialect) {
      const text = this.#rawText(token, symbol);
      this.#checkDialect(symbol.dialect, text, 'type', token);
      return OpaqueType.get(s.context, symbol.dialect, text);
    }
    return this.#inBody(symbol, () => {
      const definition = s.context.typeDefinition(`${symbol.dialect}.${symbol.mnemonic}`);
      if (definition) {
        const paramsAt = s.asm.offset();
        const params = definition.parse ? definition.parse(s.asm) : [];
        this.#verify(definition, params, paramsAt);
        const type = DialectType.get(s.context, symbol.dialect, symbol.mnemonic, params);
        if (!hasBody && params.length === 0) s.dialectTypes[s.ids[token]!] = type;
        return type;
      }
      const type = this.#custom(token, symbol, () => dialect.parseType?.(s.asm) ?? null);
      if (type) return type;
      // The two blanks are upstream's.
      const message = dialect.types
        ? `unknown  type \`${symbol.mnemonic}\` in dialect \`${symbol.dialect}\``
        : `dialect '${symbol.dialect}' provides no type parsing hook`;
      return s.fail(message, symbol.at, this.#meantMnemonic(symbol, dialect.types));
    });
  }

  /** The attribute whose `#name` was just consumed. */
  attribute(expected: Type | null): Attribute {
    const s: Session = this.#s;
    const token = s.cur - 1;
    const name = s.nameAt(token);
    const hasBody = s.kind === Punct.less && s.isAdjacent;
    if (!hasBody && !name.includes('.')) {
      s.info?.useAlias('attribute', name, s.rangeAt(token));
      const alias =
        s.aliases.attribute(name) ?? this.#failAlias(name, token, s.aliases.attributeNames());
      this.#checkType(alias, expected);
      return alias;
    }
    const symbol = this.#symbol(token, name, hasBody);
    const dialect = s.context.dialects.get(symbol.dialect);
    if (!dialect) {
      const text = this.#rawText(token, symbol);
      this.#checkDialect(symbol.dialect, text, 'attribute', token);
      const type = s.accept(Punct.colon) ? s.parseType() : expected;
      return OpaqueAttr.get(symbol.dialect, text, type ?? NoneType.get(s.context));
    }
    // A type may follow the body, and the definition wants to know it.
    let type = expected;
    const bodyAt = s.cur;
    if (symbol.bodyEnd >= 0) s.resumeAt(symbol.bodyEnd);
    let end = s.cur;
    if (s.kind === Punct.colon) {
      s.advance();
      type = s.parseType();
      end = s.cur;
    }
    s.cur = bodyAt;
    const attr = this.#inBody({ ...symbol, bodyEnd: -1 }, () => {
      const definition = s.context.attrDefinition(`${symbol.dialect}.${symbol.mnemonic}`);
      if (definition) {
        const paramsAt = s.asm.offset();
        const params = definition.parse ? definition.parse(s.asm, type) : [];
        this.#verify(definition, params, paramsAt);
        return DialectAttr.get(s.context, symbol.dialect, symbol.mnemonic, params);
      }
      const custom = this.#custom(
        token,
        symbol,
        () => dialect.parseAttribute?.(s.asm, type) ?? null,
      );
      if (custom) return custom;
      const message = dialect.attributes
        ? `unknown attribute \`${symbol.mnemonic}\` in dialect \`${symbol.dialect}\``
        : `dialect '${symbol.dialect}' provides no attribute parsing hook`;
      return s.fail(message, symbol.at, this.#meantMnemonic(symbol, dialect.attributes));
    });
    s.cur = end;
    this.#checkType(attr, expected);
    return attr;
  }

  #failAlias(name: string, token: number, known: readonly string[]): never {
    const s: Session = this.#s;
    const at = s.starts[token]!;
    const sigil = s.text[at] ?? '';
    return s.failWrongToken(
      `undefined symbol alias id '${name}'`,
      s.meantName(name, at, () => known, sigil),
    );
  }
  #meantMnemonic(
    symbol: SymbolText,
    definitions: readonly { readonly mnemonic: string }[] = [],
  ): readonly SourceNote[] {
    const mnemonics = (): string[] => definitions.map(({ mnemonic }) => mnemonic);
    return this.#s.meantName(symbol.mnemonic, symbol.at, mnemonics);
  }

  #checkType(attr: Attribute, expected: Type | null): void {
    const s: Session = this.#s;
    const type = attributeType(attr);
    if (expected && type && type !== expected)
      s.fail(
        `attribute type different than expected: expected ${s.typeText(expected)}, but got ${s.typeText(type)}`,
      );
  }

  #verify(
    definition: { verify?: (params: readonly Param[]) => string | null },
    params: readonly Param[],
    at: number,
  ): void {
    const message = definition.verify?.(params);
    if (message) this.#s.fail(message, at);
  }

  /** Runs a dialect's own parser: it begins at the mnemonic, which is part of the name token. */
  #custom<T>(token: number, symbol: SymbolText, parse: () => T | null): T | null {
    const s: Session = this.#s;
    const behind = s.cur;
    if (symbol.isVerbose) {
      const parsed = parse();
      if (parsed === null) s.cur = behind;
      return parsed;
    }
    // For a while the name token begins at its mnemonic.
    const [kind, start, id] = [s.kinds[token]!, s.starts[token]!, s.ids[token]!];
    s.kinds[token] = TokenKind.bareId;
    s.starts[token] = symbol.at;
    s.ids[token] = s.lexer.names.intern(symbol.mnemonic);
    s.cur = token;
    try {
      const parsed = parse();
      if (parsed === null) s.cur = behind;
      return parsed;
    } finally {
      s.kinds[token] = kind;
      s.starts[token] = start;
      s.ids[token] = id;
    }
  }

  /** Parses inside the body and goes on behind it. */
  #inBody<T>(symbol: SymbolText, parse: () => T): T {
    const s: Session = this.#s;
    s.enter();
    s.asm.inSymbol++;
    try {
      if (symbol.isVerbose) {
        s.advance();
        s.advance();
      }
      const parsed = parse();
      if (symbol.bodyEnd >= 0) s.resumeAt(symbol.bodyEnd);
      return parsed;
    } finally {
      s.asm.inSymbol--;
      s.leave();
    }
  }

  #symbol(token: number, name: string, hasBody: boolean): SymbolText {
    const s: Session = this.#s;
    const dot = name.indexOf('.');
    const start = s.starts[token]! + 1;
    const bodyEnd = hasBody ? this.bodyEnd() : -1;
    if (dot >= 0)
      return {
        dialect: name.slice(0, dot),
        mnemonic: name.slice(dot + 1),
        at: start + dot + 1,
        bodyEnd,
        isVerbose: false,
      };
    const mnemonic = s.kindAt(1) === TokenKind.string ? '' : s.spellingAt(s.cur + 1);
    return { dialect: name, mnemonic, at: s.starts[s.cur + 1]!, bodyEnd, isVerbose: true };
  }

  /** Text of an opaque symbol without its dialect; the body, if any, is consumed. */
  #rawText(token: number, symbol: SymbolText): string {
    const s: Session = this.#s;
    const nameEnd = s.ends[token]!;
    const text = symbol.isVerbose
      ? s.text.slice(nameEnd + 1, symbol.bodyEnd - 1)
      : s.text.slice(symbol.at, Math.max(nameEnd, symbol.bodyEnd));
    if (symbol.bodyEnd >= 0) s.resumeAt(symbol.bodyEnd);
    return text;
  }

  #checkDialect(dialect: string, text: string, kind: 'type' | 'attribute', token: number): void {
    const s: Session = this.#s;
    if (s.context.allowUnregisteredDialects || s.allowOpaqueSymbols) return;
    const sigil = kind === 'type' ? '!' : '#';
    s.fail(
      `${sigil}${dialect}<"${text}"> : ${kind === 'type' ? '' : "'none'"}${kind} created with unregistered dialect. If this is intended, please call allowUnregisteredDialects() on the MLIRContext, or use -allow-unregistered-dialect with the MLIR opt tool used`.replace(
        / : type created/,
        ' type created',
      ),
      s.starts[token]!,
      s.meantName(dialect, s.starts[token]! + 1, () => s.context.dialects.keys()),
    );
  }

  /** Offset behind the balanced `<…>` that the next token opens. */
  bodyEnd(): number {
    const s: Session = this.#s;
    const { text } = s;
    const nesting: string[] = [];
    const unbalanced = (): never =>
      s.fail(`unbalanced '${nesting[nesting.length - 1]}' character in pretty dialect name`);
    for (let at = s.start; ; at++) {
      const unit = text[at];
      switch (unit) {
        case undefined:
        case '\0':
          return unbalanced();
        case '<':
        case '[':
        case '(':
        case '{':
          nesting.push(unit);
          continue;
        case '-':
          if (text[at + 1] === '>') at++;
          continue;
        case '>':
          if (nesting[nesting.length - 1] !== '<') return unbalanced();
          break;
        case ']':
          if (nesting[nesting.length - 1] !== '[') return unbalanced();
          break;
        case ')':
          if (nesting[nesting.length - 1] !== '(') return unbalanced();
          break;
        case '}':
          if (nesting[nesting.length - 1] !== '{') return unbalanced();
          break;
        case '"': {
          const end = stringEnd(text, at);
          if (end < 0) {
            s.resumeAt(at);
            return s.fail("expected '\"' in string literal", at);
          }
          at = end - 1;
          continue;
        }
        default:
          continue;
      }
      nesting.pop();
      if (nesting.length === 0) return at + 1;
    }
  }
}

/** Aliases of attributes and types, and the file's metadata dictionary with its resources. */

import type { Attribute } from '../attributes.ts';
import { isIn } from '../eras.ts';
import { escapeString } from '../printer/attribute-printer.ts';
import type { Type } from '../types.ts';
import { decodeHex, hexByteCount } from './hex-literal.ts';
import type { Session } from './session.ts';
import { decodeString } from './string-literals.ts';
import { Keyword, Punct, TokenKind } from './token-kinds.ts';

/** Aliases by name. */
export interface AliasScope {
  /** Names of all, which are asked for where one is not known. */
  attributeNames(): readonly string[];
  typeNames(): readonly string[];
  attribute(name: string): Attribute | undefined;
  type(name: string): Type | undefined;
}

export class AliasActions implements AliasScope {
  readonly #s: Session;
  /** What other parts of the file define. */
  readonly #outer: AliasScope | null;
  /** What this text defines. */
  readonly attributes = new Map<string, Attribute>();
  readonly types = new Map<string, Type>();
  constructor(session: Session, outer: AliasScope | null) {
    this.#s = session;
    this.#outer = outer;
  }

  attribute(name: string): Attribute | undefined {
    return this.attributes.get(name) ?? this.#outer?.attribute(name);
  }
  type(name: string): Type | undefined {
    return this.types.get(name) ?? this.#outer?.type(name);
  }

  attributeNames(): readonly string[] {
    return [...this.attributes.keys(), ...(this.#outer?.attributeNames() ?? [])];
  }
  typeNames(): readonly string[] {
    return [...this.types.keys(), ...(this.#outer?.typeNames() ?? [])];
  }

  /** A definition begins; checks its name, which is the next token, and returns the token. */
  begin(): number {
    const s: Session = this.#s;
    const name = s.nameAt(s.cur);
    const isType = s.kind === TokenKind.exclamationId;
    const kind = isType ? 'type' : 'attribute';
    if (isType ? this.type(name) : this.attribute(name))
      s.fail(`redefinition of ${kind} alias id '${name}'`);
    if (name.includes('.'))
      s.fail(`${kind} names with a '.' are reserved for dialect-defined names`);
    return s.cur;
  }
  defineAttribute(at: number, attr: Attribute): void {
    const name = this.#s.nameAt(at);
    this.#s.info?.defineAlias('attribute', name, this.#s.rangeAt(at));
    this.attributes.set(name, attr);
  }
  defineType(at: number, type: Type): void {
    const name = this.#s.nameAt(at);
    this.#s.info?.defineAlias('type', name, this.#s.rangeAt(at));
    this.types.set(name, type);
  }
}

/** Dialects that may have resources of their own, but know no key. */
const RESOURCE_HOOKS: ReadonlySet<string> = new Set([
  'hal',
  'iree_codegen',
  'llvm',
  'ml_program',
  'util',
]);

/** `{-# dialect_resources: {…}, external_resources: {…} #-}`. */
export class ResourceActions {
  readonly #s: Session;
  #section = '';
  #sectionAt = 0;
  #group = '';
  #groupAt = 0;
  #key = '';
  #keyAt = 0;
  constructor(session: Session) {
    this.#s = session;
  }

  section(): void {
    const s: Session = this.#s;
    if (!s.isWord) s.fail('expected identifier key in file metadata dictionary');
    this.#section = s.nameAt(s.cur);
    this.#sectionAt = s.start;
  }
  checkSection(): void {
    if (this.#section !== 'dialect_resources' && this.#section !== 'external_resources')
      this.#s.fail(`unknown key '${this.#section}' in file metadata dictionary`, this.#sectionAt);
  }
  beginGroup(): void {
    const s: Session = this.#s;
    if (!s.isWord) s.fail("expected identifier key for 'resource' entry");
    this.#group = s.nameAt(s.cur);
    this.#groupAt = s.start;
  }
  /** Behind the brace that opens the group. */
  checkGroup(): void {
    const s: Session = this.#s;
    if (this.#section !== 'dialect_resources') return;
    if (!s.context.dialects.has(this.#group) && this.#group !== 'builtin')
      s.fail(`dialect '${this.#group}' is unknown`, this.#groupAt);
    if (this.#group !== 'builtin' && !RESOURCE_HOOKS.has(this.#group))
      s.fail(`unexpected 'resource' section for dialect '${this.#group}'`);
  }
  get #expectedKey(): string {
    const kind = this.#section === 'external_resources' ? this.#section : 'resource';
    return `expected identifier key for '${kind}' entry`;
  }
  checkEntriesEnd(): void {
    this.checkListEnd(this.#expectedKey);
  }
  /** Behind a list: was something in it that is no entry? */
  checkListEnd(message: string): void {
    const s: Session = this.#s;
    const before = s.kinds[s.cur - 1];
    const isOpen = before === Punct.leftBrace || before === Punct.metadataBegin;
    if (isOpen && s.kind !== Punct.rightBrace && s.kind !== Punct.metadataEnd) s.fail(message);
  }
  key(): void {
    const s: Session = this.#s;
    // Keys have quotes since 2026.
    const isQuoted = s.kind === TokenKind.string && isIn({ since: '2026' }, s.context.era);
    if (isQuoted) this.#key = decodeString(s.text, s.start, s.end);
    else if (s.isWord) this.#key = s.nameAt(s.cur);
    else s.fail(this.#expectedKey);
    this.#keyAt = s.start;
  }
  /** The entry's value is the next token. */
  value(): void {
    const s: Session = this.#s;
    const at = s.start;
    if (this.#section !== 'dialect_resources') {
      const isBoolean = s.kind === Keyword.true || s.kind === Keyword.false;
      if (s.kind !== TokenKind.string && !isBoolean)
        s.fail(`expected string value for key '${this.#key}'`, at);
      if (s.kind !== TokenKind.string || !s.text.startsWith('"0x', at)) {
        this.#addExternal(isBoolean ? s.spelling : decodeString(s.text, at, s.end), isBoolean);
        return;
      }
    } else if (this.#group !== 'builtin')
      s.fail(`unknown 'resource' key '${this.#key}' for dialect '${this.#group}'`, this.#keyAt);
    const bytes = s.kind === TokenKind.string ? hexByteCount(s.text, at, s.end) : -1;
    if (bytes < 0) s.fail(`expected hex string blob for key '${this.#key}'`, at);
    if (bytes < 4)
      s.fail(
        `expected hex string blob for key '${this.#key}' to encode alignment in first 4 bytes`,
        at,
      );
    if (this.#section !== 'dialect_resources') {
      this.#addExternal(`0x${s.text.slice(at + '"0x'.length, s.end - 1).toUpperCase()}`, false);
      return;
    }
    const blob = decodeHex(s.text, at, s.end);
    const alignment = new DataView(blob.buffer).getUint32(0, true);
    if (alignment !== 0 && (alignment & (alignment - 1)) !== 0)
      s.fail(
        `expected hex string blob for key '${this.#key}' to encode alignment in first 4 bytes, but got non-power-of-2 value: ${alignment}`,
        at,
      );
    s.context.resources.set(this.#key, { alignment, data: blob.subarray(4) });
  }
  #addExternal(value: string, isBoolean: boolean): void {
    const { externalResources } = this.#s.context;
    const entries = externalResources.get(this.#group) ?? [];
    entries.push([this.#key, isBoolean ? value : `"${escapeString(value)}"`]);
    externalResources.set(this.#group, entries);
  }
}

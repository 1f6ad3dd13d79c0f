/** Parsing text into IR: whole files, types and attributes. Bad text gives diagnostics, never throws. */

import { ParseFailure } from '../asm.ts';
import { type Attribute, FileLineColLoc } from '../attributes.ts';
import type { Context } from '../context.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { Operation } from '../operation.ts';
import type { Type } from '../types.ts';
import { Session, type SessionOptions } from './session.ts';
import type { SourceInfo } from './source-info.ts';
import { Source } from './source-text.ts';
import type { Definitions, FindBehind, ImportedValue } from './ssa-scopes.ts';
import { noteUnclosed } from './unclosed.ts';

export interface ParseOptions extends SessionOptions {
  /** Name of the text in locations and diagnostics; upstream's tools call standard input `-`. */
  readonly fileName?: string;
}

export interface ParsedModule {
  /** A `builtin.module`: the text's own if that is all there is, else one around what there is. */
  readonly module: Operation;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: Source;
  /** Where things stand; null unless asked for. */
  readonly info: SourceInfo | null;
}

/** Parses a whole text. What is broken is left out and reported. */
export function parseModule(
  context: Context,
  text: string,
  options: ParseOptions = {},
): ParsedModule {
  const source = new Source(options.fileName ?? '-', text);
  const session = new Session(context, source, options);
  const module = session.parsing(() => moduleOf(session));
  session.operations.placeOrphans();
  session.locations.resolveDeferred(module);
  noteUnclosed(session);
  return { module, diagnostics: session.diagnostics, source, info: session.info };
}

function moduleOf(session: Session): Operation {
  session.operations.guard(() => session.parseSourceFile());
  session.scopes.reportUndeclared();
  const { root } = session.operations;
  const top = root.front;
  const only = top.first;
  if (only && !only.next && only.is('builtin.module')) {
    only.remove();
    return only;
  }
  return Operation.create({
    name: 'builtin.module',
    // As upstream's: the module that nobody wrote is nowhere in the file.
    location: FileLineColLoc.get(session.context, session.source.name, 0, 0),
    regions: [root],
  });
}

/** Some of the statements of a file. */
export interface ParsedStatements {
  /** In no block. */
  readonly operations: readonly Operation[];
  readonly attributeAliases: ReadonlyMap<string, Attribute>;
  readonly typeAliases: ReadonlyMap<string, Type>;
  /** Values of the statements around that these use, by name. */
  readonly imports: ReadonlyMap<string, readonly ImportedValue[]>;
  /** Names of values in regions, which no statement around may have. */
  readonly innerNames: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly source: Source;
  readonly info: SourceInfo | null;
}

/**
 * Statements of a block, parsed apart from their file for who looks at edits; what they refer to behind
 * them is still open. Values of the statements before come from `options.valuesBefore`, aliases from
 * `options.aliases`.
 */
export class StatementsInProgress {
  readonly #session: Session;
  readonly source: Source;
  readonly info: SourceInfo | null;
  /** Values that others may use, by name; names whose definition is broken. */
  readonly definitions: Definitions;
  constructor(context: Context, text: string, options: ParseOptions = {}) {
    const session = new Session(context, new Source(options.fileName ?? '-', text), options);
    this.#session = session;
    this.source = session.source;
    this.info = session.info;
    session.parsing(() => session.operations.guard(() => session.parseSourceFile()));
    this.definitions = session.scopes.definitions;
  }

  /** Do they use what is not defined in or before them? */
  get useWhatIsBehind(): boolean {
    return this.#session.scopes.hasForward;
  }

  /** They are not wanted any more: takes back what they use. */
  abandon(): void {
    for (const op of this.#session.operations.root.front.ops) op.abandon();
  }

  /** Takes values defined behind the statements from `find`, and reports what is not defined at all. */
  finish(find: FindBehind = () => null): ParsedStatements {
    const session: Session = this.#session;
    session.scopes.resolveForward(find);
    session.scopes.reportUndeclared();
    session.operations.placeOrphans();
    const operations = session.operations.root.front.ops;
    for (const op of operations) session.locations.resolveDeferred(op);
    for (const op of operations) op.remove();
    noteUnclosed(session);
    return {
      operations,
      attributeAliases: session.aliases.attributes,
      typeAliases: session.aliases.types,
      imports: session.scopes.imports,
      innerNames: session.scopes.innerNames,
      diagnostics: session.diagnostics,
      source: session.source,
      info: session.info,
    };
  }
}

/** A type or attribute from a text that holds nothing else, or null with diagnostics. */
export interface ParsedValue<T> {
  readonly value: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses a type; opaque types of unregistered dialects are let through. */
export function parseType(context: Context, text: string): ParsedValue<Type> {
  return parseAlone(context, text, (session) => session.parseType());
}
/** Parses an attribute; with a type, a number needs none of its own. */
export function parseAttribute(
  context: Context,
  text: string,
  type: Type | null = null,
): ParsedValue<Attribute> {
  return parseAlone(context, text, (session) => session.parseAttribute(type));
}

function parseAlone<T>(
  context: Context,
  text: string,
  parse: (session: Session) => T,
): ParsedValue<T> {
  const session = new Session(context, new Source(text, text));
  session.allowOpaqueSymbols = true;
  try {
    const value = session.parsing(() => parse(session));
    if (session.cur < session.lexer.count)
      session.fail(`found trailing characters: '${text.slice(session.start)}'`, session.start);
    return { value, diagnostics: session.diagnostics };
  } catch (error) {
    if (error instanceof RangeError) session.report('nesting is too deep', 0);
    else if (!(error instanceof ParseFailure)) throw error;
    return { value: null, diagnostics: session.diagnostics };
  }
}

/** A piece of a text between `// -----` lines, with its offset and the number of lines before it. */
export interface InputChunk {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
}

/** Cuts a text wherever `// -----` stands, as `--split-input-file` does. */
export function splitInputFile(text: string): InputChunk[] {
  const marker = '// -----';
  const chunks: InputChunk[] = [];
  let offset = 0;
  let line = 0;
  for (;;) {
    const at = text.indexOf(marker, offset);
    const end = at < 0 ? text.length : at;
    chunks.push({ text: text.slice(offset, end), offset, line });
    if (at < 0) return chunks;
    const behind = at + marker.length;
    for (let i = offset; i < behind; i++) if (text.charCodeAt(i) === 10) line++;
    offset = behind;
  }
}

export interface SourceFileOptions extends ParseOptions {
  /** Cut the file at `// -----` and parse each piece on its own. */
  readonly splitInputFile?: boolean;
}

/** Parses a file, in pieces if told so; locations in pieces are named as upstream names them. */
export function parseSourceFile(
  context: Context,
  text: string,
  options: SourceFileOptions = {},
): ParsedModule[] {
  const { splitInputFile: isSplit = false, fileName = '-', ...rest } = options;
  if (!isSplit) return [parseModule(context, text, { ...rest, fileName })];
  return splitInputFile(text).map((chunk) =>
    parseModule(context, chunk.text, {
      ...rest,
      fileName: `within split at ${fileName}:${chunk.line + 1} offset `,
    }),
  );
}

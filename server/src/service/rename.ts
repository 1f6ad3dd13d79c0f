/**
 * Renaming of a value, block, symbol or alias at all of its places. It is refused where the text would
 * then mean something else: the renamed text is parsed, and each name in it must stand for the same as
 * before.
 */
import { type Operation, printAttribute, StringAttr, SymbolRefAttr } from '@iree-workbench/ir';
import { ChunkTree } from './chunk-tree.ts';
import { applied, touchedPart } from './code-action.ts';
import { Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';
import { type Entity, keyOf, type Occurrence } from './occurrences.ts';
import type { TextEdit } from './segments.ts';

/** The name that would be replaced, without its sigil. */
export interface RenameTarget extends TextRange {
  readonly name: string;
}

/** The edits of a renaming in the order of the text, or why there are none. */
export type Renaming =
  | { readonly edits: readonly TextEdit[] }
  | { readonly edits: null; readonly refusal: string };

/** What can be renamed at an offset; null if nothing is named there, or not by this text. */
export function renameTargetAt(document: MlirDocument, at: number): RenameTarget | null {
  const { chunk, offset } = document.at(at);
  const found = placesOfNameAt(chunk, at - offset);
  return found && { ...shifted(found.origin, offset), name: found.name };
}

/** Gives what is at an offset another name, which may be written with its sigil. */
export function renameAt(document: MlirDocument, at: number, newName: string): Renaming {
  const refused = (refusal: string): Renaming => ({ edits: null, refusal });
  const { chunk, offset } = document.at(at);
  const found = placesOfNameAt(chunk, at - offset);
  if (!found) return refused('there is no name here that this text gives');
  const { entity, places } = found;
  const { kind } = entity;
  const sigil = SIGILS[kind];
  const name = newName.startsWith(sigil) ? newName.slice(1) : newName;
  if (!NAMES[kind].test(name)) return refused(`'${newName}' is no name of a ${kind}`);
  const edits = places.map(({ start, end, written }) => ({
    start,
    end,
    text: spelled(name, written, chunk),
  }));
  if (name !== found.name) {
    const clash = `${sigil}${name}`;
    const isTaken = (): boolean =>
      chunk.occurrences.all.some(
        (other) => other.entity.kind === kind && chunk.text.slice(other.start, other.end) === clash,
      );
    // Two symbols of one name are parsed, only the verifier says that they are too many.
    const isSecond = entity.kind === 'symbol' && entity.op.block?.findSymbol(name);
    if (isSecond || !meansTheSame(chunk, entity, edits))
      return refused(
        isSecond || isTaken()
          ? `another ${kind} is called '${clash}' where '${sigil}${found.name}' is known`
          : `with '${clash}' in place of '${sigil}${found.name}' the text would mean something else`,
      );
  }
  return { edits: edits.map((edit) => ({ ...shifted(edit, offset), text: edit.text })) };
}

const SIGILS: Readonly<Record<Entity['kind'], string>> = {
  value: '%',
  block: '^',
  symbol: '@',
  'attribute alias': '#',
  'type alias': '!',
};

/** A symbol may have any name: where it is no identifier, it stands in quotes. */
const NAMES: Readonly<Record<Entity['kind'], RegExp>> = {
  value: /^(?:\d+|[A-Za-z_$.-][\w$.-]*)$/,
  block: /^(?:\d+|[A-Za-z_$.-][\w$.-]*)$/,
  symbol: /^[^\n\r]+$/,
  // What is behind a dot would be a dialect's.
  'attribute alias': /^[A-Za-z_][\w$]*$/,
  'type alias': /^[A-Za-z_][\w$]*$/,
};

interface NamePlace extends TextRange {
  /** How the name is written there: behind its sigil, or as a string attribute. */
  readonly written: 'sigil' | 'string';
}

interface Named {
  readonly entity: Entity;
  readonly name: string;
  /** The place at the offset. */
  readonly origin: TextRange;
  readonly places: readonly NamePlace[];
}

/** What is named at an offset of a piece, with all places where its name is written. */
export function placesOfNameAt(chunk: Chunk, at: number): Named | null {
  const [occurrence] = chunk.occurrences.at(at);
  const entity = occurrence?.entity ?? symbolWrittenAt(chunk, at);
  if (!entity) return null;
  const places = placesOf(chunk, entity);
  const origin = places?.find(({ start, end }) => start <= at + 1 && at <= end);
  if (!places || !origin) return null;
  const name =
    entity.kind === 'symbol'
      ? (entity.op.symbolName ?? '')
      : chunk.text.slice(origin.start, origin.end);
  return { entity, name, origin, places };
}

/** Every place of an entity, and of the others in its group of results; null where no text defines it. */
function placesOf(chunk: Chunk, entity: Entity): readonly NamePlace[] | null {
  const definition = chunk.occurrences.of(entity).find(({ isDefinition }) => isDefinition);
  if (!definition) return null;
  const group = chunk.occurrences
    .at(definition.start)
    .filter((other) => other.isDefinition && other.start === definition.start);
  const places = new Map<number, NamePlace>();
  for (const member of group)
    for (const occurrence of chunk.occurrences.of(member.entity)) {
      const place = nameAt(chunk, occurrence);
      if (!place) return null;
      places.set(place.start, place);
    }
  return [...places.values()].sort((a, b) => a.start - b.start);
}

/** The name of an occurrence, without a sigil that stays. */
function nameAt(chunk: Chunk, { entity, start, end }: Occurrence): NamePlace | null {
  if (entity.kind !== 'symbol') return { start: start + 1, end, written: 'sigil' };
  if (chunk.text[start] === '@') return { start: start + 1, end, written: 'sigil' };
  const string = symbolNameString(chunk, entity.op);
  return string && { ...string, written: 'string' };
}

/** The symbol whose name stands at an offset as a string: `sym_name = "name"`. */
function symbolWrittenAt(chunk: Chunk, at: number): Entity | null {
  const op = chunk.info.operationAt(at)?.op;
  const string = op && symbolNameString(chunk, op);
  return string && string.start <= at && at <= string.end ? { kind: 'symbol', op } : null;
}

/** The string that gives an operation its symbol name, in none of the operations within it. */
function symbolNameString(chunk: Chunk, op: Operation): TextRange | null {
  const range = chunk.info.rangeOf(op);
  if (!range || op.symbolName === undefined) return null;
  const text = chunk.text.slice(range.start, range.end);
  const value = printAttribute(StringAttr.get(op.context, op.symbolName));
  for (const match of text.matchAll(/\b(?:sym_name|"sym_name")\s*=\s*("(?:[^"\\\n]|\\.)*")/g)) {
    const end = range.start + match.index + match[0].length;
    const string = match[1] ?? '';
    if (string === value && chunk.info.operationAt(end - string.length)?.op === op)
      return { start: end - string.length, end };
  }
  return null;
}

/** A name as it is written at a place. */
function spelled(
  name: string,
  written: NamePlace['written'],
  { module: { context } }: Chunk,
): string {
  if (written === 'string') return printAttribute(StringAttr.get(context, name));
  if (NEEDS_NO_QUOTES.test(name)) return name;
  return printAttribute(SymbolRefAttr.get(context, name)).slice(1);
}

/** Names of values and blocks, and those of symbols that are identifiers. */
const NEEDS_NO_QUOTES = /^(?:\d+|[A-Za-z_$.-][\w$.-]*)$/;

/** Does each name stand for what it stood for before the edits, and is nothing else wrong? */
function meansTheSame(chunk: Chunk, { kind }: Entity, all: readonly TextEdit[]): boolean {
  // A value or a block is known in its statement alone.
  const isLocal = kind === 'value' || kind === 'block';
  const part = isLocal ? touchedPart(chunk, all) : null;
  const edits = part?.edits ?? all;
  const { era } = chunk.tree;
  const before = part ? new Chunk(new ChunkTree(part.text, '-', era)) : chunk;
  const after = new Chunk(new ChunkTree(applied(before.text, edits), '-', era));
  if (after.diagnostics.length !== before.diagnostics.length) return false;
  const [old, now] = [before.occurrences.all, after.occurrences.all];
  if (old.length !== now.length) return false;
  const nowOf = new Map<object | string, object | string>();
  const oldOf = new Map<object | string, object | string>();
  let shift = 0;
  let edited = 0;
  return old.every((occurrence, i) => {
    const other = now[i] as Occurrence;
    for (let edit = edits[edited]; edit && edit.end <= occurrence.start; edit = edits[++edited])
      shift += edit.text.length - (edit.end - edit.start);
    const [oldKey, newKey] = [keyOf(occurrence.entity), keyOf(other.entity)];
    if (!nowOf.has(oldKey)) nowOf.set(oldKey, newKey);
    if (!oldOf.has(newKey)) oldOf.set(newKey, oldKey);
    return (
      occurrence.start + shift === other.start &&
      occurrence.isDefinition === other.isDefinition &&
      nowOf.get(oldKey) === newKey &&
      oldOf.get(newKey) === oldKey
    );
  });
}

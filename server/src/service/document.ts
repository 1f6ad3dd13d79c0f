/**
 * A document as the service looks at it: its text in the pieces that `// -----` cuts it into, each
 * parsed on its own, statement by statement. What an edit does not touch is taken over.
 */
import type {
  Diagnostic,
  Location,
  Operation,
  OperationRange,
  SourceRange,
} from '@iree-workbench/ir';
import { splitInputFile } from '@iree-workbench/ir';
import { ChunkTree, type PlacedLocation, type Unit } from './chunk-tree.ts';
import { OccurrenceIndex, symbolRange } from './occurrences.ts';
import type { TextEdit } from './segments.ts';

/** Offsets [start, end) into the document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a document, as it is until the next edit. Ranges count from the piece's start. */
export class Chunk {
  readonly text: string;
  readonly tree: ChunkTree;
  readonly info: ChunkInfo;
  readonly occurrences: OccurrenceIndex;

  constructor(text: string, tree: ChunkTree) {
    this.text = text;
    this.tree = tree;
    this.info = new ChunkInfo(tree);
    this.occurrences = new OccurrenceIndex(tree);
  }

  get module(): Operation {
    return this.tree.module;
  }
  /** What the parser said. */
  get diagnostics(): readonly Diagnostic[] {
    const found: Diagnostic[] = [];
    for (const unit of this.tree.units) if (unit.parsed.length > 0) found.push(...unit.parsed);
    return found;
  }
}

/** Where the operations of a piece stand. */
export class ChunkInfo {
  readonly #tree: ChunkTree;
  #operations: readonly OperationRange[] | null = null;
  constructor(tree: ChunkTree) {
    this.#tree = tree;
  }

  /** In order of their ends, in the module that holds all. */
  get operations(): readonly OperationRange[] {
    this.#operations ??= this.#tree.units.flatMap((unit) =>
      unit.info.operations.map((range) => this.#placed(unit, range)),
    );
    return this.#operations;
  }
  rangeOf(op: Operation): OperationRange | undefined {
    const unit = this.#tree.unitOf(op);
    const range = unit?.info.rangeOf(op);
    return unit && range && this.#placed(unit, range);
  }
  /** The innermost operation whose text holds the offset, or null. */
  operationAt(offset: number): OperationRange | null {
    const unit = this.#tree.unitAt(offset);
    const range = unit.info.operationAt(offset - unit.start);
    return range && this.#placed(unit, range);
  }
  /** The operation whose name the offset is in or at, or null. */
  operationNamedAt(offset: number): OperationRange | null {
    const unit = this.#tree.unitAt(offset);
    const local = offset - unit.start;
    const range = unit.info.operations.find(({ name }) => name.start <= local && local <= name.end);
    return range ? this.#placed(unit, range) : null;
  }
  /** Where an operation that has a symbol name is given it. */
  symbolRangeOf(op: Operation): SourceRange | null {
    const unit = this.#tree.unitOf(op);
    const range = unit && symbolRange(unit.text, unit.info, op);
    return range ? this.#range(unit, range) : null;
  }
  /** Where a location stands, and in which unit; null for one in another file. */
  placeOf(location: Location): PlacedLocation | null {
    return this.#tree.placeOf(location);
  }

  #range(unit: Unit, { start, end }: SourceRange): SourceRange {
    return { start: this.#tree.offsetOf(unit, start), end: this.#tree.offsetOf(unit, end) };
  }
  #placed(unit: Unit, range: OperationRange): OperationRange {
    return {
      ...this.#range(unit, range),
      op: range.op,
      name: this.#range(unit, range.name),
      results: range.results.map((result) => ({ ...result, ...this.#range(unit, result) })),
    };
  }
}

/** A piece and where it begins in the document. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  readonly offset: number;
}

const MARKER = '// -----';

export class MlirDocument {
  readonly text: string;
  readonly chunks: readonly PlacedChunk[];

  /**
   * @param previous the document before an edit, which is not to be used after it: what it shares with
   *   the text is taken over
   * @param edit all that happened to the previous text; found out if it is left out
   */
  constructor(text: string, fileName = '-', previous?: MlirDocument, edit?: TextEdit) {
    this.text = text;
    const change = previous && (edit ?? difference(previous.text, text));
    this.chunks =
      (change && editedChunks(previous, text, change)) ?? cutChunks(text, fileName, previous);
  }

  /** The piece that an offset is in. */
  at(offset: number): PlacedChunk {
    const found = this.chunks.findLast((placed) => placed.offset <= offset) ?? this.chunks[0];
    if (!found) throw new Error('a document has at least one piece');
    return found;
  }
}

/** The pieces after an edit inside of one; null if it may have cut or joined some. */
function editedChunks(
  { text: before, chunks }: MlirDocument,
  text: string,
  edit: TextEdit,
): PlacedChunk[] | null {
  const index = chunks.findLastIndex(({ offset }) => offset <= edit.start);
  const edited = chunks[index];
  if (!edited) return null;
  const oldEnd = edited.offset + edited.chunk.text.length;
  if (edit.end > oldEnd) return null;
  // A marker may have come into being around the edit, or have ended where it begins.
  const near = MARKER.length;
  const around = text.slice(Math.max(0, edit.start - near), edit.start + edit.text.length + near);
  const old = before.slice(Math.max(0, edit.start - near), edit.end + near);
  if (around.includes('-----') || old.includes('-----')) return null;
  const growth = edit.text.length - (edit.end - edit.start);
  const chunkText = text.slice(edited.offset, oldEnd + growth);
  const { tree } = edited.chunk;
  const { offset } = edited;
  tree.edit(
    { start: edit.start - offset, end: edit.end - offset, text: edit.text },
    () => chunkText,
  );
  return chunks.map((placed, i) => {
    if (i < index) return placed;
    if (i === index) return { chunk: new Chunk(chunkText, tree), offset };
    return { chunk: placed.chunk, offset: placed.offset + growth };
  });
}

/** The pieces of a text; those that were there before are taken over. */
function cutChunks(text: string, fileName: string, previous?: MlirDocument): PlacedChunk[] {
  const known = new Map<string, Chunk[]>();
  for (const { chunk } of previous?.chunks ?? [])
    known.set(chunk.text, [...(known.get(chunk.text) ?? []), chunk]);
  return splitInputFile(text).map((piece) => ({
    chunk:
      known.get(piece.text)?.pop() ?? new Chunk(piece.text, new ChunkTree(piece.text, fileName)),
    offset: piece.offset,
  }));
}

/** The one edit that makes a text another; null if they are the same. */
export function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** A range of a piece as a range of the document. */
export const shifted = ({ start, end }: TextRange, offset: number): TextRange => ({
  start: start + offset,
  end: end + offset,
});

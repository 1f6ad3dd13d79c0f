/**
 * A document as the service looks at it: its text in the pieces that `// -----` cuts it into, each
 * parsed on its own, statement by statement. What an edit does not touch is taken over.
 */
import type {
  Diagnostic,
  Era,
  Location,
  Operation,
  OperationRange,
  SourceRange,
} from '@iree-workbench/ir';
import { splitInputFile } from '@iree-workbench/ir';
import { ChunkTree, type IsTimeUp, type PlacedLocation, type Unit } from './chunk-tree.ts';
import { OccurrenceIndex, symbolRange } from './occurrences.ts';
import type { TextEdit } from './segments.ts';

/** Offsets [start, end) into the document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a document, as it is until the next edit. Ranges count from the piece's start. */
export class Chunk {
  readonly tree: ChunkTree;
  readonly length: number;
  readonly info: ChunkInfo;
  readonly occurrences: OccurrenceIndex;

  constructor(tree: ChunkTree) {
    this.tree = tree;
    this.length = tree.length;
    this.info = new ChunkInfo(tree);
    this.occurrences = new OccurrenceIndex(tree);
  }

  get text(): string {
    return this.tree.text;
  }
  get module(): Operation {
    return this.tree.module;
  }
  /** What the parser said. */
  get diagnostics(): readonly Diagnostic[] {
    return this.tree.diagnostics;
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

/** What cuts a text into pieces that are parsed by themselves. */
export const MARKER = '// -----';

export class MlirDocument {
  readonly chunks: readonly PlacedChunk[];
  readonly #fileName: string;
  /** The version of MLIR's language that it is in. */
  readonly era: Era;
  #text: string | null = null;

  /** @param previous an earlier text, not to be used after this: pieces that are still there are taken over */
  constructor(
    text: string | readonly PlacedChunk[],
    fileName = '-',
    previous?: MlirDocument,
    era: Era = '2023',
  ) {
    this.#fileName = fileName;
    this.era = era;
    if (typeof text === 'string') {
      this.#text = text;
      this.chunks = cutChunks(text, fileName, era, previous);
    } else this.chunks = text;
  }

  get text(): string {
    this.#text ??= this.chunks.map(({ chunk }) => chunk.text).join(MARKER);
    return this.#text;
  }

  get length(): number {
    const last = this.chunks.at(-1);
    return last ? last.offset + last.chunk.length : 0;
  }

  /** The piece that an offset is in. */
  at(offset: number): PlacedChunk {
    const found = this.chunks.findLast((placed) => placed.offset <= offset) ?? this.chunks[0];
    if (!found) throw new Error('a document has at least one piece');
    return found;
  }

  /** Parses and verifies on until the time is up. @returns whether all is done */
  advance(isTimeUp: IsTimeUp): boolean {
    const last = this.chunks.at(-1);
    return this.chunks.every(
      (placed) => placed.chunk.tree.advance(isTimeUp) && (placed === last || !isTimeUp()),
    );
  }

  /**
   * The document after an edit inside of a piece, null if the edit may have cut or joined some. This one
   * is not to be used any more: the pieces have become the new one's.
   */
  edited(edit: TextEdit): MlirDocument | null {
    const index = this.chunks.findLastIndex(({ offset }) => offset <= edit.start);
    const placed = this.chunks[index];
    if (!placed || edit.end > placed.offset + placed.chunk.length) return null;
    const { offset } = placed;
    const { tree } = placed.chunk;
    const inChunk = { ...edit, start: edit.start - offset, end: edit.end - offset };
    // A marker may come into being around the edit, and one behind it may be spoilt.
    const before = tree.slice(inChunk.start - MARKER.length, inChunk.start);
    const behind = tree.slice(inChunk.end, inChunk.end + MARKER.length);
    if (`${before}${edit.text}${behind}`.includes(MARKER)) return null;
    tree.edit(inChunk);
    const growth = edit.text.length - (edit.end - edit.start);
    const chunks = this.chunks.map((other, i) => {
      if (i < index) return other;
      if (i === index) return { chunk: new Chunk(tree), offset };
      return { chunk: other.chunk, offset: other.offset + growth };
    });
    return new MlirDocument(chunks, this.#fileName, undefined, this.era);
  }
}

/** The pieces of a text; those that were there before are taken over. */
function cutChunks(
  text: string,
  fileName: string,
  era: Era,
  previous?: MlirDocument,
): PlacedChunk[] {
  const known = new Map<string, Chunk[]>();
  for (const { chunk } of previous?.chunks ?? [])
    known.set(chunk.text, [...(known.get(chunk.text) ?? []), chunk]);
  return splitInputFile(text).map((piece) => ({
    chunk: known.get(piece.text)?.pop() ?? new Chunk(new ChunkTree(piece.text, fileName, era)),
    offset: piece.offset,
  }));
}

/** A range of a piece as a range of the document. */
export const shifted = ({ start, end }: TextRange, offset: number): TextRange => ({
  start: start + offset,
  end: end + offset,
});

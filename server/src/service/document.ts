/**
 * A document as the service looks at it: its text in the pieces that `// -----` cuts it into, each
 * parsed on its own. A piece that did not change since the document's last version is not parsed again.
 */
import { createContext } from '@iree-workbench/compiler';
import {
  type Diagnostic,
  type Operation,
  parseModule,
  type SourceInfo,
  splitInputFile,
} from '@iree-workbench/ir';
import { OccurrenceIndex } from './occurrences.ts';

/** Offsets [start, end) into the document's text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A piece of a document with what was parsed of it. Ranges in `info` count from the piece's start. */
export class Chunk {
  readonly text: string;
  readonly module: Operation;
  readonly diagnostics: readonly Diagnostic[];
  readonly info: SourceInfo;
  #occurrences: OccurrenceIndex | null = null;

  constructor(text: string, fileName: string) {
    const parsed = parseModule(createContext(), text, { fileName, recordSource: true });
    if (!parsed.info) throw new Error('the parser recorded nothing');
    this.text = text;
    this.module = parsed.module;
    this.diagnostics = parsed.diagnostics;
    this.info = parsed.info;
  }

  get occurrences(): OccurrenceIndex {
    return (this.#occurrences ??= new OccurrenceIndex(this.text, this.info));
  }
}

/** A piece and where it begins in the document. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  readonly offset: number;
}

export class MlirDocument {
  readonly text: string;
  readonly chunks: readonly PlacedChunk[];

  /** @param previous the document before an edit: what it shares with the text is taken over. */
  constructor(text: string, fileName = '-', previous?: MlirDocument) {
    const known = new Map(previous?.chunks.map(({ chunk }) => [chunk.text, chunk]));
    this.text = text;
    this.chunks = splitInputFile(text).map((piece) => ({
      chunk: known.get(piece.text) ?? new Chunk(piece.text, fileName),
      offset: piece.offset,
    }));
  }

  /** The piece that an offset is in. */
  at(offset: number): PlacedChunk {
    const found = this.chunks.findLast((placed) => placed.offset <= offset) ?? this.chunks[0];
    if (!found) throw new Error('a document has at least one piece');
    return found;
  }
}

/** A range of a piece as a range of the document. */
export const shifted = ({ start, end }: TextRange, offset: number): TextRange => ({
  start: start + offset,
  end: end + offset,
});

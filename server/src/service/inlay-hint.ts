/** What an inlay hint is, and what they are made of. */
import type { OperationRange } from '@iree-workbench/ir';
import type { Unit } from './chunk-tree.ts';
import type { Chunk, TextRange } from './document.ts';

export interface InlayHint {
  /** The offset that it stands at. */
  readonly at: number;
  readonly kind: 'type' | 'parameter' | 'result' | 'size';
  readonly label: string;
  /** What it says at length, as Markdown; made when it is asked for. */
  readonly tooltip: string;
  /** What it names. */
  readonly target: TextRange | null;
}

/** An operation in its unit's text. */
export interface PlacedOperation {
  readonly chunk: Chunk;
  readonly unit: Unit;
  /** Offsets in the unit. */
  readonly range: OperationRange;
}

/** Behind `%name`, or `%name:2`. */
export const behindName = (text: string, end: number): number =>
  end + (/^:\d+/.exec(text.slice(end, end + 12))?.[0].length ?? 0);

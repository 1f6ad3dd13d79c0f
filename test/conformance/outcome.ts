/**
 * What a tool made of a piece of a corpus, in the words that both tools share.
 */

/** The first error of a refused piece; its line counts from the piece's beginning. */
export interface FirstError {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A piece was accepted and printed, or refused. */
export type Outcome =
  | { readonly verdict: 'accepted'; readonly pretty: string; readonly generic: string }
  | { readonly verdict: 'refused'; readonly error: FirstError | null };

/** A file between its `// -----` markers. */
export interface Piece {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
  /** What its locations call the file. */
  readonly name: string;
}

/** Words of a message that name what only one tool has registered. */
export function comparableMessage(message: string): string {
  return message.replace(/Registered dialects: .* ;/, 'Registered dialects: … ;');
}

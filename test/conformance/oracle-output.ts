/**
 * Reads what upstream's tools print for a file in pieces.
 */
import type { FirstError, Piece } from './outcome.ts';

/** IR of each piece, empty where it was refused; null if there are not as many as pieces. */
export function readPrintedPieces(output: string, count: number): readonly string[] | null {
  if (count === 1) return [output.trim()];
  const printed = output.split(/^\/\/ -----$/m).map((text) => text.trim());
  return printed.length === count ? printed : null;
}

/** The first error of each piece, null where none was reported. */
export function readFirstErrors(
  output: string,
  pieces: readonly Piece[],
): readonly (FirstError | null)[] {
  const errors = new Map<string, FirstError>();
  for (const text of output.split('\n')) {
    const match = /^(.*):(\d+):(\d+): error: (.*)$/.exec(text);
    if (!match) continue;
    const [, name, line, column, message] = match;
    if (errors.has(name!)) continue;
    errors.set(name!, { line: Number(line), column: Number(column), message: message! });
  }
  return pieces.map(({ name }) => errors.get(name) ?? null);
}

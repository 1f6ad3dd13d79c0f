/** The name that was probably meant where an unknown one stands. */

/**
 * The known name that `written` is a misspelling of, if it is like one: a third of its letters may
 * differ, or the end may be missing. Names that differ only in their number are different names, and
 * what is known is none.
 */
export function meantName(written: string, known: Iterable<string>): string | undefined {
  if (!/[A-Za-z]/.test(written)) return undefined;
  const stem = stemOf(written);
  const candidates: string[] = [];
  for (const name of known) {
    if (name === written) return undefined;
    if (stem === written || name === stem || stemOf(name) !== stem) candidates.push(name);
  }
  const most = Math.min(Math.floor((written.length + 2) / 3), written.length - 1);
  const near = nearestWithin(written, candidates, most);
  if (near !== undefined || written.length < 3) return near;
  return candidates.find((name) => name.startsWith(written));
}

/** Nobody has written a longer name by hand: to compare it takes the square of its length. */
const MAX_LENGTH = 128;

const stemOf = (name: string): string => name.replace(/\d+$/, '');

/**
 * The candidate that the fewest edits turn `name` into. Undefined where all are so far from it that
 * none can have been meant.
 */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  return (
    nearestWithin(name, candidates, Math.floor(name.length / 2)) ??
    candidates.find((candidate) => name !== '' && candidate.includes(name))
  );
}

/** The first of the candidates that the fewest edits, but no more than `most`, turn the name into. */
function nearestWithin(
  name: string,
  candidates: readonly string[],
  most: number,
): string | undefined {
  if (name.length > MAX_LENGTH) return undefined;
  let nearest: string | undefined;
  let best = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const distance = editDistance(name, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

/** How many insertions, deletions, replacements and swaps of neighbours turn one text into another. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const next = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(
        last[column - 1]! + (isSame ? 0 : 1),
        last[column]! + 1,
        next[column - 1]! + 1,
      );
      const isSwapped = from[row - 2] === to[column - 1] && from[row - 1] === to[column - 2];
      if (row > 1 && column > 1 && isSwapped) least = Math.min(least, beforeLast[column - 2]! + 1);
      next.push(least);
    }
    beforeLast = last;
    last = next;
  }
  return last[to.length]!;
}

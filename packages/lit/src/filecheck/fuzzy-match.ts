/** The place of the input that comes closest to a pattern that was not found. */

/** Characters that are looked at. */
const REACH = 4096;

/** Distances from here on are no likeness. */
const UNLIKE = 50;

/** The offset of what is most like the example in a text; null if nothing is, or only its beginning. */
export function closestMatch(text: string, example: string): number | null {
  let best: number | null = null;
  let bestQuality = 0;
  let lines = 0;
  const end = Math.min(REACH, text.length);
  for (let at = 0; at < end; at++) {
    const character = text[at];
    if (character === '\n') lines++;
    if (character === ' ' || character === '\t') continue;
    const newline = text.indexOf('\n', at);
    const stop = Math.min(at + example.length, newline < 0 ? text.length : newline);
    const distance = editDistance(text.slice(at, stop), example);
    // Each line on the way counts a little.
    const quality = distance + lines / 100;
    if (best === null || quality < bestQuality) {
      best = at;
      bestQuality = quality;
    }
  }
  return best !== null && best > 0 && bestQuality < UNLIKE ? best : null;
}

/** Characters to insert, remove or replace to make one text of another. */
function editDistance(from: string, to: string): number {
  const row = new Uint16Array(to.length + 1);
  for (let column = 0; column <= to.length; column++) row[column] = column;
  for (let line = 1; line <= from.length; line++) {
    let diagonal = line - 1;
    row[0] = line;
    const character = from.charCodeAt(line - 1);
    for (let column = 1; column <= to.length; column++) {
      const above = row[column]!;
      const replaced = diagonal + (character === to.charCodeAt(column - 1) ? 0 : 1);
      row[column] = Math.min(replaced, above + 1, row[column - 1]! + 1);
      diagonal = above;
    }
  }
  return row[to.length]!;
}

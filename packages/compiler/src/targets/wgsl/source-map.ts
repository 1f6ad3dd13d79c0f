/** Source maps (version 3) from the lines of generated code to the program's locations. */

import { fileLocation, type Location } from '@iree-workbench/ir';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 in groups of five bits, lowest first, the sign in the first one's lowest bit. */
function quantity(value: number): string {
  let rest = value < 0 ? (-value << 1) | 1 : value << 1;
  let text = '';
  do {
    const group = rest & 31;
    rest >>>= 5;
    text += DIGITS[rest > 0 ? group | 32 : group];
  } while (rest > 0);
  return text;
}

/** The map of code whose lines come from these locations (null: from none). */
export function sourceMap(file: string, lines: readonly (Location | null)[]): string {
  const sources: string[] = [];
  const previous = { source: 0, line: 0, column: 0 };
  const mappings = lines.map((location) => {
    const found = location && fileLocation(location);
    if (!found) return '';
    let source = sources.indexOf(found.file);
    if (source < 0) source = sources.push(found.file) - 1;
    const [line, column] = [Math.max(0, found.line - 1), Math.max(0, found.column - 1)];
    const segment = [
      0,
      source - previous.source,
      line - previous.line,
      column - previous.column,
    ].map(quantity);
    Object.assign(previous, { source, line, column });
    return segment.join('');
  });
  return JSON.stringify({
    version: 3,
    file,
    sources,
    names: [],
    mappings: mappings.join(';'),
  });
}

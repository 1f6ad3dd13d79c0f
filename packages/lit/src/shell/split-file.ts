/** Cuts a text into files where lines such as `//--- name` say so. */

export interface FilePart {
  readonly name: string;
  readonly text: string;
}

/** A text that names a part twice or none at all. */
export class SplitFileError extends Error {}

/** The parts of a text; throws SplitFileError. */
export function splitFile(text: string): readonly FilePart[] {
  const parts: FilePart[] = [];
  const markers = [...text.matchAll(/^(?:\/\/|[^\n])--- (.*)(?:\n|$)/gm)];
  for (const [index, marker] of markers.entries()) {
    const name = (marker[1] ?? '').trim();
    if (name === '') throw new SplitFileError('a part has no name');
    if (parts.some((part) => part.name === name)) {
      throw new SplitFileError(`'--- ${name}' occurs more than once`);
    }
    const start = marker.index + marker[0].length;
    parts.push({ name, text: text.slice(start, markers[index + 1]?.index) });
  }
  if (parts.length === 0) throw new SplitFileError('no part separator was found');
  return parts;
}

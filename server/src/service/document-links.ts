/** Files that a text names: in locations, and in `RUN:` lines. */
import { STRING_INSIDE } from './brackets.ts';
import type { MlirDocument, TextRange } from './document.ts';

export interface FileLink extends TextRange {
  /** As written; relative to the document's folder. Null for the document itself. */
  readonly path: string | null;
  /** One-based, as locations have them. */
  readonly place?: { readonly line: number; readonly column: number };
}

const LOCATION = new RegExp(String.raw`"(?!")(${STRING_INSIDE})":(\d+):(\d+)`, 'g');
const RUN_LINE = /^[ \t]*\/\/[ \t]*RUN:(.*)$/gm;
/** The document, a file of its folder, or a path with a suffix; none of them part of a longer word. */
const RUN_FILE =
  /(?<![\w%./-])(?:%s(?![\w.])|%[Sp](\/[\w./-]+)|((?:\.{0,2}\/)?[\w-][\w./-]*\.(?:mlir|mlirbc|vmfb|npy|json|txt|td|py)))(?![\w/-])/g;

/** In the order of the text. */
export function fileLinks({ text }: MlirDocument): readonly FileLink[] {
  const links: FileLink[] = [];
  for (const { 0: match, 1: path = '', 2: line, 3: column, index } of text.matchAll(LOCATION)) {
    if (/^[-<]/.test(path)) continue;
    links.push({
      start: index + 1,
      end: index + match.length,
      path,
      place: { line: Number(line), column: Number(column) },
    });
  }
  for (const { 0: line, 1: command = '', index } of text.matchAll(RUN_LINE)) {
    const from = index + line.length - command.length;
    for (const { 0: word, 1: inFolder, 2: path, index: at } of command.matchAll(RUN_FILE)) {
      const start = from + at;
      const named = inFolder === undefined ? (path ?? null) : inFolder.slice(1);
      links.push({ start, end: start + word.length, path: named });
    }
  }
  return links.sort((a, b) => a.start - b.start);
}

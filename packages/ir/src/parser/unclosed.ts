/**
 * Brackets that a broken text opens and does not close: errors that come of one get notes with the
 * place where it is opened and, for braces, the line before which it ends by indentation.
 */

import { type Diagnostic, fileLocation, makeDiagnostic } from '../diagnostics.ts';
import { Punct, TokenKind } from './token-kinds.ts';
import type { TokenStream } from './token-stream.ts';

/** What closes a bracket, as kind of token and as errors quote it. */
const CLOSERS: ReadonlyMap<number, readonly [kind: number, text: string]> = new Map([
  [Punct.leftParen, [Punct.rightParen, ')']],
  [Punct.leftSquare, [Punct.rightSquare, ']']],
  [Punct.leftBrace, [Punct.rightBrace, '}']],
]);

/** Adds the notes to a parse's errors, if they are on another line. Costs nothing where there are none. */
export function noteUnclosed(stream: TokenStream): void {
  const { diagnostics } = stream;
  if (diagnostics.length === 0) return;
  const { braces, others } = findUnclosed(stream);
  const [brace] = braces;
  if (brace) noteBrace(stream, brace);
  for (const [i, { location, message }] of diagnostics.entries()) {
    const expected = /^(?:custom op '.*' )?expected (?:',' or )?'([)\]])'/.exec(message)?.[1];
    if (expected === undefined || location.kind !== 'loc.file') continue;
    const opener = others.findLast(
      (index) =>
        CLOSERS.get(stream.kinds[index]!)?.[1] === expected &&
        stream.starts[index]! < location.offset,
    );
    if (opener !== undefined) addNotes(stream, i, [matchNote(stream, opener)]);
  }
}

interface Opener {
  /** Number of the token. */
  readonly index: number;
  /** Column of the first token on its line. */
  readonly indent: number;
}

interface Unclosed {
  /** Braces, the one that indentation tells first. */
  readonly braces: readonly Opener[];
  /** Numbers of the tokens of parentheses and square brackets, in the order of the text. */
  readonly others: readonly number[];
}

function findUnclosed(stream: TokenStream): Unclosed {
  const { kinds, lexer } = stream;
  const open: Opener[] = [];
  const isBrace = ({ index }: Opener): boolean => kinds[index] === Punct.leftBrace;
  const others: Opener[] = [];
  /** Braces that are closed by one that is indented less than the line that opens them. */
  const doubtful: Opener[] = [];
  let indent = 0;
  for (let index = 0; index < lexer.count; index++) {
    const kind = kinds[index]!;
    const column = columnAtFront(stream, index);
    if (column >= 0) indent = column;
    if (CLOSERS.has(kind)) open.push({ index, indent });
    else if (kind === Punct.rightBrace) {
      const at = open.findLastIndex(isBrace);
      if (at < 0) continue;
      others.push(...open.splice(at + 1));
      const opener = open.pop();
      if (opener && column >= 0 && column < opener.indent) doubtful.push(opener);
    } else {
      const top = open[open.length - 1];
      if (top && CLOSERS.get(kinds[top.index]!)?.[0] === kind) open.pop();
    }
  }
  const braces = open.filter(isBrace).reverse();
  others.push(...open.filter((opener) => !isBrace(opener)));
  return {
    braces: braces.length > 0 ? [...doubtful, ...braces] : [],
    others: others.map(({ index }) => index).sort((a, b) => a - b),
  };
}

/** Puts the notes to the first error behind the place where the brace should be closed. */
function noteBrace(stream: TokenStream, brace: Opener): void {
  const end = endByIndent(stream, brace);
  const from = end ?? stream.starts[brace.index]!;
  const first = stream.diagnostics.findIndex(
    ({ location }) => location.kind === 'loc.file' && location.offset >= from,
  );
  if (first < 0) return;
  const match = matchNote(stream, brace.index);
  if (end === null) return addNotes(stream, first, [match]);
  const message = 'by indentation it ends before this line';
  addNotes(stream, first, [match, makeDiagnostic('note', stream.locationAt(end), message)]);
}

const matchNote = (stream: TokenStream, opener: number): Diagnostic =>
  makeDiagnostic(
    'note',
    stream.locationAt(stream.starts[opener]!),
    `to match this '${stream.spellingAt(opener)}'`,
  );

/** Adds notes to an error, the first of which is where the bracket is opened. */
function addNotes({ diagnostics }: TokenStream, at: number, added: readonly Diagnostic[]): void {
  const diagnostic = diagnostics[at]!;
  const line = fileLocation(diagnostic.location)?.line;
  const [match] = added;
  if (!match || fileLocation(match.location)?.line === line) return;
  diagnostics[at] = { ...diagnostic, notes: [...diagnostic.notes, ...added] };
}

/** Offset of what begins the first line that is indented no more than the brace's; not of a label. */
function endByIndent(stream: TokenStream, { index: brace, indent }: Opener): number | null {
  const { starts, lexer, kinds } = stream;
  for (let index = brace + 1; index < lexer.count; index++) {
    const column = columnAtFront(stream, index);
    // Labels stand as deep as the line that begins their region.
    if (column >= 0 && column <= indent && kinds[index] !== TokenKind.caretId)
      return starts[index]!;
  }
  return null;
}

/** Column of a token that begins a line; -1 for others. */
function columnAtFront({ text, starts, ends }: TokenStream, index: number): number {
  const start = starts[index]!;
  const from = index > 0 ? ends[index - 1]! : 0;
  for (let at = start - 1; at >= from; at--) if (text.charCodeAt(at) === 10) return start - at - 1;
  return index === 0 ? start : -1;
}

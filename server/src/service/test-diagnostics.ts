/**
 * What is wrong with a document as a test, before anything is run: `RUN:` lines that cannot be read, and
 * FileCheck's directives that can match nothing.
 */
import {
  type CheckMessage,
  CheckSource,
  FileCheckHelp,
  FileCheckUsageError,
  isKnownTool,
  parseFileCheckArguments,
  parseShell,
  plainText,
  type RunLine,
  readCheckFile,
  readTestScript,
  ShellSyntaxError,
  simpleCommands,
  type Word,
} from '@iree-workbench/lit';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { MlirDocument, TextRange } from './document.ts';

/** Characters of a text that is looked at with each key; of a longer one, running it tells. */
const MOST = 1 << 18;

/** What is wrong, in the order of the text. */
export function testDiagnostics(document: MlirDocument): readonly DocumentDiagnostic[] {
  const isTest =
    document.length <= MOST &&
    document.chunks.some(({ chunk }) => chunk.tree.units.some((unit) => unit.mayRun));
  if (!isTest) return [];
  const { text } = document;
  const { runLines, problem } = readTestScript(text);
  const found = runLines.flatMap((line) => lineDiagnostics(text, line));
  if (problem !== undefined && runLines.length > 0) {
    const start = text.lastIndexOf('RUN:');
    found.push(said('run-line', 'error', problem, { start, end: start + 'RUN:'.length }));
  }
  // Two lines that use the same directives say the same of them.
  const unique = new Map(found.map((each) => [`${each.range?.start} ${each.message}`, each]));
  return [...unique.values()].sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

const said = (
  kind: 'directive' | 'run-line',
  severity: DocumentDiagnostic['severity'],
  message: string,
  range: TextRange,
): DocumentDiagnostic => ({ severity, code: `test/${kind}`, message, range, notes: [] });

function lineDiagnostics(text: string, line: RunLine): DocumentDiagnostic[] {
  try {
    return simpleCommands(parseShell(line.text)).flatMap(({ words }) =>
      commandDiagnostics(text, line, words),
    );
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    const start = placeIn(line, error.at);
    return [said('run-line', 'error', error.message, { start, end: Math.max(start + 1, start) })];
  }
}

/** What is wrong with one command. */
function commandDiagnostics(
  text: string,
  line: RunLine,
  words: readonly Word[],
): readonly DocumentDiagnostic[] {
  const [first] = words;
  const name = first && plainText(first);
  if (!first || name === undefined || name.startsWith('%')) return [];
  const range = { start: placeIn(line, first.start), end: placeIn(line, first.end) };
  if (!isKnownTool(name.replace(/^.*[/\\]/, ''))) {
    return [said('run-line', 'note', `not run: unknown tool ${name}`, range)];
  }
  const args = words.slice(1).map((word) => plainText(word));
  const isOfThis = name === 'FileCheck' && args.includes('%s') && !args.includes(undefined);
  return isOfThis
    ? checkDiagnostics(
        text,
        range,
        args.filter((arg) => arg !== undefined),
      )
    : [];
}

/** What FileCheck would say of the directives before it looks at any input. */
function checkDiagnostics(
  text: string,
  range: TextRange,
  args: readonly string[],
): readonly DocumentDiagnostic[] {
  try {
    const { options } = parseFileCheckArguments(args);
    const source = new CheckSource('%s', text, options.strictWhitespace);
    const { errors, problem } = readCheckFile(source, options);
    const atPlace = ({ message, offset }: CheckMessage): DocumentDiagnostic => {
      const start = source.originalOffset(offset);
      return said('directive', 'error', message, { start, end: wordEnd(text, start) });
    };
    const here = errors.filter((error) => error.source === source);
    const elsewhere = errors.filter((error) => error.source !== source);
    return [
      ...here.map((error) => atPlace(error.asMessage)),
      ...elsewhere.map(({ message }) => said('run-line', 'error', message, range)),
      ...(problem ? [said('run-line', 'error', problem.message, range)] : []),
    ];
  } catch (error) {
    if (error instanceof FileCheckHelp) return [];
    if (!(error instanceof FileCheckUsageError)) throw error;
    return [said('run-line', 'error', error.message, range)];
  }
}

/** Where a place of a command's text is in the document. */
function placeIn({ pieces, end }: RunLine, at: number): number {
  const piece = pieces.findLast((candidate) => candidate.at <= at);
  return piece ? Math.min(piece.offset + at - piece.at, piece.offset + piece.length) : end;
}

/** Behind the word at an offset, on its line. */
const wordEnd = (text: string, start: number): number =>
  start + Math.max(/^[^\s]+/.exec(text.slice(start, start + 200))?.[0].length ?? 0, 1);

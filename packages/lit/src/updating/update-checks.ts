/** Puts directives for what a tool prints now in place of those that a test has. */
import { generateChecks } from './generate-checks.ts';

/** A change of a text. */
export interface CheckEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface SourceLine {
  readonly start: number;
  /** Behind its newline. */
  readonly end: number;
  readonly text: string;
}

/**
 * The edits that make a test expect an output: directives of a prefix on lines of their own go, new ones come
 * before the symbols they are about, or before the next one that the test has.
 */
export function updateChecks(source: string, output: string, prefix: string): readonly CheckEdit[] {
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(source);
  const isOld = directiveLine(prefix);
  const removed = lines.filter(({ text }) => isOld.test(text));
  const kept = lines.filter((line) => !removed.includes(line));
  const inserted = new Map<SourceLine | null, string[]>();
  let from = 0;
  for (const { symbol, lines: directives } of generateChecks(output, prefix)) {
    const found = symbol === undefined ? -1 : findDefinition(kept, symbol, from);
    const at = found >= 0 ? found : nextDefinition(kept, from);
    const place = kept[at] ?? null;
    if (found >= 0) from = found + 1;
    const indent = /^[ \t]*/.exec(place?.text ?? '')?.[0] ?? '';
    const texts = directives.map((directive) => `${indent}// ${directive}${newline}`);
    const there = inserted.get(place);
    if (there) there.push(...texts);
    else inserted.set(place, texts);
  }
  const edits = removed.map(({ start, end }): CheckEdit => ({ start, end, text: '' }));
  for (const [place, texts] of inserted) {
    const start = place?.start ?? source.length;
    const isOpen = place === null && source !== '' && !source.endsWith('\n');
    edits.push({ start, end: start, text: (isOpen ? newline : '') + texts.join('') });
  }
  return joinEdits(edits.sort((a, b) => a.start - b.start || a.end - b.end));
}

/** Edits that touch each other as one: what comes in place of what goes. */
function joinEdits(edits: readonly CheckEdit[]): readonly CheckEdit[] {
  const joined: CheckEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && last.end === edit.start) {
      joined[joined.length - 1] = { ...last, end: edit.end, text: last.text + edit.text };
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

function linesOf(text: string): readonly SourceLine[] {
  const lines: SourceLine[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    lines.push({ start, end, text: text.slice(start, newline < 0 ? end : newline) });
    start = end;
  }
  return lines;
}

/** Lines that hold nothing but a directive. */
const directiveLine = (prefix: string): RegExp =>
  new RegExp(
    `^\\s*//+\\s*${prefix}(?:-(?:NEXT|SAME|NOT|DAG|LABEL|EMPTY|COUNT-\\d+))?(?:\\{LITERAL\\})?:`,
  );

/** A line that defines a symbol, in the pretty form or in the generic one. */
const definition = /^\s*(?:(?:[\w.]+ +)+(@(?:[\w$.-]+|"[^"]*"))|"[\w.]+"\(.*sym_name = "([^"]*)")/;

function definedSymbol(line: string): string | undefined {
  const [, pretty, generic] = /^\s*\/\//.test(line) ? [] : (definition.exec(line) ?? []);
  return pretty ?? (generic === undefined ? undefined : `@${generic}`);
}

const findDefinition = (lines: readonly SourceLine[], symbol: string, from: number): number =>
  lines.findIndex(({ text }, index) => index >= from && definedSymbol(text) === symbol);

const nextDefinition = (lines: readonly SourceLine[], from: number): number => {
  const found = lines.findIndex(
    ({ text }, index) => index >= from && definedSymbol(text) !== undefined,
  );
  return found < 0 ? lines.length : found;
};

/** The input with how directives fared between its lines, as upstream's tool ends its report. */
import type { CheckFile } from './check-file.ts';
import type { CheckSource } from './check-source.ts';
import type { MatchKind, MatchRecord } from './diagnostics.ts';
import { abbreviateDirective, type Directive } from './directives.ts';
import type { DumpOptions } from './options.ts';

/** How a kind of match is marked: where it begins, and what stands at the end of the line. */
interface Marker {
  readonly lead: string;
  readonly note: string;
  readonly isError: boolean;
}

const MARKERS: Readonly<Record<MatchKind, Marker>> = {
  found: { lead: '^', note: '', isError: false },
  'found-but-excluded': { lead: '!', note: 'error: no match expected', isError: true },
  'found-on-wrong-line': { lead: '!', note: 'error: match on wrong line', isError: true },
  'found-but-discarded': { lead: '!', note: 'discard: overlaps earlier match', isError: false },
  'found-with-error': { lead: '!', note: '', isError: true },
  'none-as-expected': { lead: 'X', note: '', isError: false },
  'none-but-expected': { lead: 'X', note: 'error: no match found', isError: true },
  'none-for-invalid-pattern': {
    lead: 'X',
    note: 'error: match failed for invalid pattern',
    isError: true,
  },
  fuzzy: { lead: '?', note: 'possible intended match', isError: true },
};

/** A mark below a line of the input. */
interface Annotation {
  readonly label: string;
  readonly line: number;
  readonly startColumn: number;
  /** Behind the last column; absent: to the end of the line. */
  readonly endColumn: number | undefined;
  readonly marker: Marker;
  readonly isFirstLine: boolean;
}

/** Lines of dots in place of lines that are not shown. */
const ELLIPSIS = 3;

/** The lines of the dump, from `<<<<<<` to `>>>>>>`. */
export function dumpInput(
  checks: CheckFile,
  input: CheckSource,
  matches: readonly MatchRecord[],
  options: DumpOptions,
): string {
  const annotations = annotationsOf(checks, input, matches);
  const lines = linesOf(input.text);
  const below = new Map<number, Annotation[]>();
  for (const annotation of annotations) {
    const there = below.get(annotation.line);
    if (there) there.push(annotation);
    else below.set(annotation.line, [annotation]);
  }
  const count = Math.max(lines.length, ...below.keys());
  const widest = Math.max(...annotations.map(({ label }) => label.length), 0);
  const width = Math.max(widest, `${Math.max(lines.length, 1)}`.length) + 3;
  const isShown = shownLines(count, below, options);
  const parts: string[] = [];
  let elided: string[] = [];
  const flush = (): void => {
    const isLong = elided.length > ELLIPSIS;
    parts.push(...(isLong ? Array(ELLIPSIS).fill(`${'.'.padStart(width)}\n`) : elided));
    elided = [];
  };
  for (let line = 1; line <= count; line++) {
    const text = lines[line - 1] ?? '';
    const shown = [
      `${`${line}`.padStart(width)}: ${text.replace('\n', ' ')}\n`,
      ...(below.get(line) ?? []).map((annotation) => formatAnnotation(annotation, text, width)),
    ];
    if (!isShown(line)) {
      elided.push(...shown);
      continue;
    }
    flush();
    parts.push(...shown);
  }
  flush();
  return `Input was:\n<<<<<<\n${parts.join('')}>>>>>>\n`;
}

/** Lines with their ends. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function formatAnnotation(annotation: Annotation, text: string, width: number): string {
  const { label, startColumn, endColumn, marker } = annotation;
  let marks = ' '.repeat(startColumn - 1) + marker.lead;
  const end = Math.min(endColumn === undefined ? text.length : endColumn - 1, text.length);
  marks = marks.padEnd(end, '~');
  if (marker.note !== '') marks = `${marks.padEnd(text.length)} ${marker.note}`;
  return `${label.padEnd(width)}  ${marks}\n`;
}

/** Which lines are shown: those that the filter lets through, with lines around them. */
function shownLines(
  count: number,
  below: ReadonlyMap<number, readonly Annotation[]>,
  { filter, context }: DumpOptions,
): (line: number) => boolean {
  const shown = new Set<number>();
  for (let line = 1; line <= count; line++) {
    if (!passesFilter(below.get(line) ?? [], filter)) continue;
    for (let near = line - context; near <= line + context; near++) shown.add(near);
  }
  return (line) => shown.has(line);
}

function passesFilter(there: readonly Annotation[], filter: DumpOptions['filter']): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'annotation-full':
      return there.length > 0;
    case 'annotation':
      return there.some(({ isFirstLine }) => isFirstLine);
    case 'error':
      return there.some(({ isFirstLine, marker }) => isFirstLine && marker.isError);
  }
}

function annotationsOf(
  checks: CheckFile,
  input: CheckSource,
  matches: readonly MatchRecord[],
): readonly Annotation[] {
  const counts = new Map<Directive, number>();
  for (const { directive } of matches) counts.set(directive, (counts.get(directive) ?? 0) + 1);
  const seen = new Map<Directive, number>();
  return matches.flatMap(({ directive, kind, range, note }) => {
    const index = seen.get(directive) ?? 0;
    seen.set(directive, index + 1);
    const suffix = (counts.get(directive) ?? 0) > 1 ? `'${index}` : '';
    const label = `${abbreviateDirective(directive)}:${lineLabel(checks, directive)}${suffix}`;
    const start = input.placeOf(range.start);
    const end = input.placeOf(range.end);
    const isPoint = range.start === range.end;
    const known = MARKERS[kind];
    const prefix = kind === 'found-with-error' ? 'error: ' : '';
    const marker: Marker =
      note === undefined
        ? known
        : { ...known, note: prefix + note, lead: isPoint ? ' ' : known.lead };
    const first = {
      label,
      line: start.line,
      startColumn: start.column,
      marker,
      isFirstLine: true,
    };
    if (start.line === end.line) {
      return [{ ...first, endColumn: Math.max(start.column + 1, end.column) }];
    }
    const rest: Annotation[] = [];
    for (let line = start.line + 1; line <= end.line; line++) {
      // A range that ends before the first column has nothing on that line.
      if (line === end.line && end.column === 1) break;
      rest.push({
        label,
        line,
        startColumn: 1,
        endColumn: line === end.line ? end.column : undefined,
        marker: { ...marker, lead: '~', note: '' },
        isFirstLine: false,
      });
    }
    return [{ ...first, endColumn: undefined }, ...rest];
  });
}

/** The line of the check file, or which pattern of the command line. */
function lineLabel({ source, implicitNots }: CheckFile, directive: Directive): string {
  if (directive.source === source) return `${source.placeOf(directive.offset).line}`;
  return `imp${implicitNots.indexOf(directive) + 1}`;
}

/**
 * What `npm run conformance` prints: tables of agreement, and every disagreement.
 */
import { type Comparison, type Kind, kinds } from './compare.ts';

/** A compared piece. */
export interface Result {
  /** The file, relative to the corpus. */
  readonly file: string;
  /** One-based line of the file at which the piece begins. */
  readonly line: number;
  readonly dialects: readonly string[];
  /** All dialects it mentions are among the workbench's. */
  readonly isOurs: boolean;
  readonly comparison: Comparison;
}

/** Agreement by kind, of results that stand together. */
interface Row {
  readonly title: string;
  readonly results: readonly Result[];
}

/** Agreement as a whole, then by folder, then by dialect. */
export function formatAgreement(results: readonly Result[]): string {
  const ours = results.filter(({ isOurs }) => isOurs);
  const tables = [
    formatTable('corpus', [
      { title: 'all', results },
      { title: "in the workbench's dialects", results: ours },
    ]),
    formatTable(
      'folder',
      groups(results, ({ file }) => [file.includes('/') ? file.replace(/\/[^/]*$/, '') : '.']),
    ),
    formatTable(
      "dialect (of pieces in the workbench's)",
      groups(ours, ({ dialects }) => dialects),
    ),
  ];
  return tables.join('\n');
}

function groups(
  results: readonly Result[],
  keysOf: (result: Result) => readonly string[],
): readonly Row[] {
  const grouped = new Map<string, Result[]>();
  for (const result of results) {
    for (const key of keysOf(result)) {
      const group = grouped.get(key);
      if (group) group.push(result);
      else grouped.set(key, [result]);
    }
  }
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, group]) => ({ title, results: group }));
}

function formatTable(head: string, rows: readonly Row[]): string {
  const cells = [
    [head, 'pieces', ...kinds],
    ...rows.map(({ title, results }) => [
      title,
      String(results.length),
      ...kinds.map((kind) => formatShare(results, kind)),
    ]),
  ];
  const widths = cells[0]!.map((_, column) =>
    Math.max(...cells.map((line) => line[column]!.length)),
  );
  return cells
    .map((line) =>
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!),
        )
        .join('  '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function formatShare(results: readonly Result[], kind: Kind): string {
  const applicable = results.filter(({ comparison }) => comparison[kind] !== undefined);
  if (applicable.length === 0) return '–';
  const agreeing = applicable.filter(({ comparison }) => comparison[kind] === null);
  const percent = (100 * agreeing.length) / applicable.length;
  return `${agreeing.length}/${applicable.length} ${percent.toFixed(1)} %`;
}

/** Every disagreement of the given kinds: where, of which kind, and the two lines. */
export function formatDisagreements(results: readonly Result[], shown: ReadonlySet<Kind>): string {
  const lines: string[] = [];
  for (const { file, line, comparison } of results) {
    for (const kind of kinds) {
      const difference = comparison[kind];
      if (!difference || !shown.has(kind)) continue;
      lines.push(
        `${file}:${line}: ${kind}`,
        `  ours    ${difference.ours}`,
        `  theirs  ${difference.theirs}`,
      );
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

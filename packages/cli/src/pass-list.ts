/**
 * What there is to transform IR with, as text: passes with their options, pipelines, dialects.
 */
import type { Context, PassRegistry } from '@iree-workbench/ir';

/** Columns of the names, wide enough for nearly all. */
const nameColumns = 50;

/** Passes and pipelines by name, a line each and one for each of their options. */
export function formatPassList(registry: PassRegistry): string {
  const lines = ['Passes, run in the order of their flags:'];
  for (const { argument, summary, options = {} } of byArgument(registry.passes)) {
    lines.push(entry(2, `--${argument}`, summary));
    for (const [name, option] of Object.entries(options)) {
      lines.push(entry(6, `${name}=${option.default}`, option.meaning));
    }
  }
  lines.push('', 'Pipelines, run likewise:');
  for (const { argument, summary } of byArgument(registry.pipelines)) {
    lines.push(entry(2, `--${argument}`, summary));
  }
  lines.push('', 'Options of a pass: --canonicalize="max-iterations=3 top-down=false"', '');
  return lines.join('\n');
}

const entry = (indent: number, name: string, text: string): string =>
  `${`${' '.repeat(indent)}${name}`.padEnd(nameColumns)}  ${text}`;

const byArgument = <T extends { readonly argument: string }>(entries: readonly T[]): readonly T[] =>
  [...entries].sort((a, b) => (a.argument < b.argument ? -1 : 1));

/** The line that upstream's tools print for `--show-dialects`. */
export const formatDialectList = (context: Context): string =>
  `Available Dialects: ${[...context.dialects.keys()].sort().join(',')}\n`;

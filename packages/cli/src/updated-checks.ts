/** The text of a test that expects what its tools print now. */
import { type TestOutcome, updateChecks } from '@iree-workbench/lit';

/**
 * The text with the directives of the line that failed written anew; null where FileCheck was not what
 * failed, or its directives cannot be told from those of other lines.
 */
export function withUpdatedChecks(text: string, path: string, outcome: TestOutcome): string | null {
  const failed = outcome.lines.at(-1);
  const report = failed?.commands
    .flatMap((command) => command.report ?? [])
    .find(({ checkFile, result }) => checkFile === path && result.exitCode !== 0);
  const [prefix, ...others] = report?.prefixes ?? [];
  if (!report || prefix === undefined || others.length > 0) return null;
  const edits = updateChecks(text, report.input, prefix);
  if (!edits.some((edit) => edit.text !== '')) return null;
  return edits.reduceRight(
    (all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end),
    text,
  );
}

/** What is different between two texts of IR, as a unified diff. */

import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { CommandError } from '../../command-error.ts';

export interface IrDiff {
  /** Empty where the texts are equal. */
  readonly diff: string;
  readonly added: number;
  readonly removed: number;
}

/** Milliseconds that are spent on finding the smallest diff. */
const PATIENCE = 10_000;

/**
 * @param context lines that are shown around each change
 * @throws CommandError for long texts that have little in common
 */
export function diffIr(
  from: { readonly name: string; readonly text: string },
  to: { readonly name: string; readonly text: string },
  context: number,
): IrDiff {
  if (from.text === to.text) return { diff: '', added: 0, removed: 0 };
  const options = { context, timeout: PATIENCE };
  const patch = structuredPatch(
    from.name,
    to.name,
    from.text,
    to.text,
    undefined,
    undefined,
    options,
  );
  if (!patch) {
    throw new CommandError(
      `the IR is too different for a diff in ${PATIENCE / 1000} s: look at it before and after, or at a pass of fewer changes`,
    );
  }
  const lines = patch.hunks.flatMap((hunk) => hunk.lines);
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  return { diff: formatPatch(patch, FILE_HEADERS_ONLY), added: count('+'), removed: count('-') };
}

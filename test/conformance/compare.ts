/**
 * Where two tools disagree on a piece, by kind.
 */

import type { OurOutcome } from './ours.ts';
import { comparableMessage, type FirstError, type Outcome } from './outcome.ts';

/** What is compared. `verdict` of all pieces, the others of those that both accepted or refused. */
export const kinds = ['verdict', 'generic', 'pretty', 'round trip', 'line', 'message'] as const;
export type Kind = (typeof kinds)[number];

/** Two lines that should be equal. */
export interface Difference {
  readonly ours: string;
  readonly theirs: string;
}

/** Agreement of a piece: null for what agrees; kinds that do not apply are absent. */
export type Comparison = Readonly<Partial<Record<Kind, Difference | null>>>;

/** Compares what the workbench made of a piece with what the oracle did. */
export function compare(ours: OurOutcome, theirs: Outcome): Comparison {
  const { outcome, roundTrip } = ours;
  if (outcome.verdict === 'accepted') {
    const stable = roundTrip ? firstDifference(roundTrip.printed, roundTrip.again) : null;
    if (theirs.verdict === 'refused') {
      const error = theirs.error?.message ?? 'no error';
      return { verdict: { ours: 'accepted', theirs: `refused: ${error}` }, 'round trip': stable };
    }
    return {
      verdict: null,
      generic: firstDifference(outcome.generic, theirs.generic),
      pretty: firstDifference(outcome.pretty, theirs.pretty),
      'round trip': stable,
    };
  }
  const { error } = outcome;
  if (theirs.verdict === 'accepted') {
    const where = error ? `${error.line}:${error.column}: ` : '';
    return {
      verdict: { ours: `refused: ${where}${error?.message ?? 'no error'}`, theirs: 'accepted' },
    };
  }
  // An error nowhere in the file, or a crash, has no line to compare.
  if (!theirs.error || !error) return { verdict: null };
  // Of a message in several lines the oracle's first is known.
  const [message = ''] = error.message.split('\n');
  const text = ({ line, column }: FirstError, shown: string): string =>
    `${line}:${column}: ${shown}`;
  const both = {
    ours: text(error, message),
    theirs: text(theirs.error, theirs.error.message),
  };
  return {
    verdict: null,
    line: error.line === theirs.error.line ? null : both,
    message: comparableMessage(message) === comparableMessage(theirs.error.message) ? null : both,
  };
}

/** The first lines that differ; null if there are none. */
export function firstDifference(ours: string, theirs: string): Difference | null {
  if (ours === theirs) return null;
  const ourLines = ours.split('\n');
  const theirLines = theirs.split('\n');
  const at = ourLines.findIndex((line, index) => line !== theirLines[index]);
  const index = at < 0 ? ourLines.length : at;
  const shown = (lines: readonly string[]): string => lines[index]?.trim() ?? '(end)';
  return { ours: shown(ourLines), theirs: shown(theirLines) };
}

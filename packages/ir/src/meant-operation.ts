/** The operation that was probably meant where one is not known. */

import type { Context, OperationName } from './context.ts';
import { meantName } from './nearest-name.ts';

/**
 * Its name as it would stand for `written`: an operation of the same dialect; if there is no such
 * dialect, one called so in a dialect of a similar name; for a word without a dot, an operation of the
 * dialect that may be left out, or the only one that is called so elsewhere.
 */
export function meantOperation(
  context: Context,
  { dialect, name }: OperationName,
  written: string,
): string | undefined {
  const mnemonic = name.slice(dialect.length + 1);
  const isWhole = written === name;
  const known = context.dialects.get(dialect);
  if (known) {
    const mnemonics = known.operations.map((operation) => operation.name.slice(dialect.length + 1));
    const meant = meantName(mnemonic, mnemonics);
    if (meant !== undefined) return isWhole ? `${dialect}.${meant}` : meant;
  }
  const namesakes: string[] = [];
  for (const [other, { operations }] of context.dialects)
    if (operations.some((operation) => operation.name === `${other}.${mnemonic}`))
      namesakes.push(other);
  if (!isWhole) return namesakes.length === 1 ? `${namesakes[0]}.${mnemonic}` : undefined;
  const meant = known ? undefined : meantName(dialect, namesakes);
  return meant && `${meant}.${mnemonic}`;
}

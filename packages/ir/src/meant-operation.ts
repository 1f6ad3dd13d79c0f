/** The operation that was probably meant where one is not known: one of another era, or of a like name. */

import type { Context, OperationName } from './context.ts';
import { type Note, suggestionNote } from './diagnostics.ts';
import { operationOfOtherEra } from './era-definitions.ts';
import { meantName } from './nearest-name.ts';

/** What to say of an operation that is not known; `written` is its name as it stands in the text. */
export function noteOnUnknownOperation(
  context: Context,
  operation: OperationName,
  written: string,
): Note | undefined {
  const { name } = operation;
  const other = operationOfOtherEra(context.definedDialects, name, context.era);
  if (!other) {
    const meant = meantOperation(context, operation, written);
    return meant === undefined ? undefined : suggestionNote(written, meant);
  }
  const { since, until } = other;
  const when = since !== undefined ? `since ${since}` : `before ${until}`;
  if (other.name === null) {
    const verb = since !== undefined ? 'is' : 'was';
    return {
      message: `\`${name}\` ${verb} known ${when}; the dialects are those of ${context.era}`,
    };
  }
  const [older, newer] = since !== undefined ? [other.name, name] : [name, other.name];
  return {
    message: `\`${older}\` is called \`${newer}\` since ${since ?? until}`,
    suggestion: { written, meant: other.name },
  };
}

/**
 * Its name as it would stand for `written`: an operation of the same dialect; if there is no such
 * dialect, one called so in a dialect of a similar name; for a word without a dot, an operation of the
 * dialect that may be left out, or the only one that is called so elsewhere.
 */
function meantOperation(
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

/**
 * Diagnostics that comments announce (`// expected-error {{…}}`), checked in place as `--verify-diagnostics`
 * would: what is announced is no problem, and what is announced and not there is one.
 */
import {
  checkExpectedDiagnostics,
  parseShell,
  plainText,
  type ReportedDiagnostic,
  readTestScript,
  ShellSyntaxError,
  simpleCommands,
  verbOf,
} from '@iree-workbench/lit';
import { UNMET_EXPECTATION } from './diagnostic-codes.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import { type MlirDocument, type PlacedChunk, shifted, type TextRange } from './document.ts';

/** What is shown of what was found in a document, in the order of the text. */
export function shownDiagnostics(
  document: MlirDocument,
  found: readonly DocumentDiagnostic[],
): readonly DocumentDiagnostic[] {
  const announcing = document.chunks.filter(({ chunk }) =>
    chunk.tree.units.some((unit) => unit.mayAnnounce),
  );
  const checks = announcing.length > 0 ? checksOf(document) : 'nothing';
  if (checks === 'nothing') return found;
  const shown: DocumentDiagnostic[] = [];
  let left = found;
  for (const placed of announcing) {
    const { offset, chunk } = placed;
    const isHere = ({ range }: DocumentDiagnostic): boolean =>
      range === null || (offset <= range.start && range.start <= offset + chunk.length);
    shown.push(...checked(placed, left.filter(isHere), checks));
    left = left.filter((diagnostic) => !isHere(diagnostic));
  }
  return [...shown, ...left].sort((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0));
}

/** What was found in a piece against its comments. */
function checked(
  { chunk, offset }: PlacedChunk,
  found: readonly DocumentDiagnostic[],
  checks: 'all' | 'found',
): readonly DocumentDiagnostic[] {
  const lines = new Lines(chunk.text);
  const reported = found.map(({ severity, message, range, notes }): ReportedDiagnostic => {
    const place = (at: TextRange | null) => lines.placeOf(at && at.start - offset);
    const noted = notes.map((note) => ({
      severity: 'note' as const,
      message: note.message,
      ...place(note.range),
      notes: [],
    }));
    return { severity, message, ...place(range), notes: noted };
  });
  const { unmet, announced } = checkExpectedDiagnostics(chunk.text, reported);
  const shown = found.map((diagnostic, index): DocumentDiagnostic => {
    const isAnnounced = announced.has(reported[index]!);
    return isAnnounced ? { ...diagnostic, severity: 'note' } : diagnostic;
  });
  if (checks === 'found') return shown;
  for (const { kind, line, column, width, message } of unmet) {
    // What nothing announced is shown as it is.
    if (kind === 'diagnostic') continue;
    const start = lines.offsetOf(line, column);
    const range = shifted({ start, end: start + width }, offset);
    shown.push({ severity: 'error', code: UNMET_EXPECTATION, message, range, notes: [] });
  }
  return shown;
}

/** Lines and columns of a text, one-based; what stands nowhere is on line 0. */
class Lines {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  placeOf(offset: number | null): { readonly line: number; readonly column: number } {
    if (offset === null) return { line: 0, column: 0 };
    const index = this.#starts.findLastIndex((start) => start <= offset);
    return { line: index + 1, column: offset - (this.#starts[index] ?? 0) + 1 };
  }

  offsetOf(line: number, column: number): number {
    return (this.#starts[line - 1] ?? 0) + column - 1;
  }
}

/** Flags that leave the IR alone: with others, passes may have more to say than is found here. */
const NO_PASS =
  /^-(?:o|-?(?:verify-diagnostics|split-input-file|allow-unregistered-dialect|mlir-.*)(?:=.*)?)$/;

/**
 * What the `RUN:` lines compare with comments: nothing, if no line asks for it; all, if all that is said is
 * found here; else what was found.
 */
function checksOf(document: MlirDocument): 'all' | 'found' | 'nothing' {
  const { runLines } = readTestScript(document.text);
  if (runLines.length === 0) return 'all';
  let checks: 'all' | 'found' | 'nothing' = 'nothing';
  for (const { text } of runLines) {
    for (const words of commandWords(text)) {
      if (!words.some((word) => /^--?verify-diagnostics(?:=true|=1)?$/.test(word))) continue;
      const isOpt = words.some((word) => verbOf(word) === 'opt');
      const flags = words.filter((word) => word.startsWith('-') && word !== '-');
      if (isOpt && flags.every((flag) => NO_PASS.test(flag))) return 'all';
      checks = 'found';
    }
  }
  return checks;
}

function commandWords(command: string): readonly (readonly string[])[] {
  try {
    return simpleCommands(parseShell(command)).map(({ words }) =>
      words.map((word) => plainText(word) ?? ''),
    );
  } catch (error) {
    if (error instanceof ShellSyntaxError) return [];
    throw error;
  }
}

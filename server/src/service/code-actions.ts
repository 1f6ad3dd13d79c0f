/** What can be done about a selection: fixes of what is wrong there, and refactorings. */
import { castFix } from './cast-fixes.ts';
import type { CodeAction, Selection } from './code-action.ts';
import { type DocumentDiagnostic, documentDiagnostics, isError } from './diagnostics.ts';
import type { MlirDocument, TextRange } from './document.ts';
import { expectError } from './expected-errors.ts';
import { extractAction, inlineAction } from './extract-function.ts';
import { outlineActions } from './outline-constants.ts';
import { formActions } from './rewrite-form.ts';
import type { TextEdit } from './segments.ts';
import { spellingFix } from './spelling-fixes.ts';
import { splitAction } from './split-piece.ts';
import { terminatorFix } from './terminator-fixes.ts';

/** Is a kind among those that are asked for? LSP's kinds are nested by dots. */
export type KindFilter = (kind: CodeAction['kind']) => boolean;

export function codeActionsAt(
  document: MlirDocument,
  range: TextRange,
  isWanted: KindFilter = () => true,
): readonly CodeAction[] {
  const placed = document.at(range.start);
  const { offset, chunk } = placed;
  const selection: Selection = {
    placed,
    start: range.start - offset,
    end: Math.min(range.end - offset, chunk.length),
  };
  const actions: (CodeAction | null)[] = [];
  if (isWanted('quickfix'))
    for (const diagnostic of documentDiagnostics(document))
      if (touches(diagnostic, range)) actions.push(...fixes(document, diagnostic));
  if (isWanted('refactor.rewrite')) actions.push(...formActions(selection), splitAction(selection));
  if (isWanted('refactor.extract'))
    actions.push(extractAction(selection), ...outlineActions(selection));
  if (isWanted('refactor.inline')) actions.push(inlineAction(selection));
  if (isWanted('source.fixAll')) actions.push(fixAll(document));
  return actions
    .filter((action) => action !== null && isWanted(action.kind))
    .filter((a) => a !== null);
}

const touches = ({ range }: DocumentDiagnostic, { start, end }: TextRange): boolean =>
  range !== null && range.start <= end && start <= range.end;

function fixes(
  document: MlirDocument,
  diagnostic: DocumentDiagnostic,
): readonly (CodeAction | null)[] {
  const placed = document.at(diagnostic.range?.start ?? 0);
  return [
    spellingFix(placed, diagnostic),
    terminatorFix(placed, diagnostic),
    castFix(placed, diagnostic),
    expectError(placed, diagnostic),
  ];
}

/** The fix of a diagnostic of the document that is most likely meant; null if there is none. */
export function preferredFix(
  document: MlirDocument,
  diagnostic: DocumentDiagnostic,
): CodeAction | null {
  return fixes(document, diagnostic).find((fix) => fix?.isPreferred) ?? null;
}

/** All preferred fixes at once; of two that touch the same text, the first. */
function fixAll(document: MlirDocument): CodeAction | null {
  if (!documentDiagnostics(document).some(isError)) return null;
  return {
    title: 'Fix all that can be fixed',
    kind: 'source.fixAll',
    edits: () => {
      const edits: TextEdit[] = [];
      for (const diagnostic of documentDiagnostics(document)) {
        const made = preferredFix(document, diagnostic)?.edits() ?? [];
        const isFree = made.every((edit) =>
          edits.every((other) => edit.end < other.start || other.end < edit.start),
        );
        if (isFree) edits.push(...made);
      }
      return edits.length > 0 ? edits.sort((a, b) => a.start - b.start) : null;
    },
  };
}

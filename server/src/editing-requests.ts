/** Requests of the Language Server Protocol that lead to edits: renaming, linked editing, code actions. */
import {
  type ClientCapabilities,
  CodeActionTriggerKind,
  type Connection,
  type CodeAction as LspCodeAction,
  type Range,
  type ServerCapabilities,
} from 'vscode-languageserver/node';
import { knownDiagnostic } from './client-support.ts';
import { aboutDocument, aboutPlace, failed } from './document-requests.ts';
import { toLspDiagnostic, toRange, workspaceEdit } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import type { RunLines } from './run-line-requests.ts';
import type { CodeAction } from './service/code-action.ts';
import { codeActionsAt } from './service/code-actions.ts';
import { LINKED_NAME, linkedRangesAt } from './service/linked-editing.ts';
import { renameAt, renameTargetAt } from './service/rename.ts';

export const editingCapabilities = {
  renameProvider: { prepareProvider: true },
  linkedEditingRangeProvider: true,
  codeActionProvider: {
    codeActionKinds: [
      'quickfix',
      'refactor.extract',
      'refactor.inline',
      'refactor.rewrite',
      'source.fixAll',
    ],
    resolveProvider: true,
  },
} as const satisfies ServerCapabilities;

export interface EditingContext {
  readonly runLines: RunLines;
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly client: () => ClientCapabilities;
}

export function registerEditing(context: EditingContext): void {
  const { connection, documents, client } = context;
  registerCodeActions(context);

  connection.onPrepareRename((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const target = renameTargetAt(mlir, offset);
      return target && { range: toRange(text, target), placeholder: target.name };
    }),
  );
  connection.onRenameRequest((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const renaming = renameAt(mlir, offset, params.newName);
      if (!renaming.edits) throw failed(renaming.refusal);
      return workspaceEdit(client(), text, renaming.edits);
    }),
  );
  connection.languages.onLinkedEditingRange((params, token) =>
    aboutPlace(documents, params, token, ({ text, mlir }, offset) => {
      const ranges = linkedRangesAt(mlir, offset);
      if (!ranges) return null;
      return { ranges: ranges.map((range) => toRange(text, range)), wordPattern: LINKED_NAME };
    }),
  );
}

// ----- Code actions -----

/** What an action carries until its edits are asked for. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly range: Range;
}

function registerCodeActions({ connection, documents, client, runLines }: EditingContext): void {
  const actionsIn = ({ text, mlir }: OpenDocument, range: Range, only?: readonly string[]) =>
    codeActionsAt(
      mlir,
      { start: text.offsetAt(range.start), end: text.offsetAt(range.end) },
      (kind) => !only || only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`)),
    );
  const described = ({ text }: OpenDocument, action: CodeAction): LspCodeAction => ({
    title: action.title,
    kind: action.kind,
    ...(action.isPreferred && { isPreferred: true }),
    ...(action.mends && {
      diagnostics: [knownDiagnostic(client(), toLspDiagnostic(text, action.mends))],
    }),
  });

  connection.onCodeAction((params, token) =>
    aboutDocument(documents, params, token, (document) => {
      const { text } = document;
      const { range, context } = params;
      const { resolveSupport } = client().textDocument?.codeAction ?? {};
      const canWait = resolveSupport?.properties.includes('edit') ?? false;
      // Who did not ask is told of what is wrong, and of what a selection invites to.
      const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic;
      const { line, character } = range.start;
      const isEmpty = line === range.end.line && character === range.end.character;
      const only = context.only ?? (isAsked || !isEmpty ? undefined : ['quickfix']);
      const isOffered =
        canWait && (only?.some((kind) => /^refactor(?:\.rewrite)?$/.test(kind)) ?? true);
      const selection = { start: text.offsetAt(range.start), end: text.offsetAt(range.end) };
      const ofTests = isOffered ? runLines.actions(document, selection) : [];
      const ofText = actionsIn(document, range, only).flatMap((action): LspCodeAction[] => {
        const data: ActionData = { uri: text.uri, version: text.version, range };
        if (canWait) return [{ ...described(document, action), data }];
        const edits = action.edits();
        return edits
          ? [{ ...described(document, action), edit: workspaceEdit(client(), text, edits) }]
          : [];
      });
      return [...ofText, ...ofTests];
    }),
  );
  connection.onCodeActionResolve(async (action, token) => {
    const ofTest = await runLines.resolve(action, token);
    if (ofTest) return ofTest;
    const { uri, version, range } = action.data as ActionData;
    const resolved = await aboutDocument(
      documents,
      { textDocument: { uri } },
      token,
      (document) => {
        if (document.text.version !== version) throw failed(`${uri} was edited meanwhile`);
        const only = action.kind === undefined ? undefined : [action.kind];
        const found = actionsIn(document, range, only).find(({ title }) => title === action.title);
        const edits = found?.edits();
        if (!edits) throw failed(`'${action.title}' would leave the text with an error`);
        return { ...action, edit: workspaceEdit(client(), document.text, edits) };
      },
    );
    return resolved ?? action;
  });
}

/** Requests of the Language Server Protocol that lead to edits: renaming and linked editing. */
import type { Connection, ServerCapabilities } from 'vscode-languageserver/node';
import { aboutPlace, failed } from './document-requests.ts';
import { toLspEdit, toRange } from './lsp-conversion.ts';
import type { OpenDocuments } from './open-documents.ts';
import { LINKED_NAME, linkedRangesAt } from './service/linked-editing.ts';
import { renameAt, renameTargetAt } from './service/rename.ts';

export const editingCapabilities = {
  renameProvider: { prepareProvider: true },
  linkedEditingRangeProvider: true,
} as const satisfies ServerCapabilities;

export function registerEditing(connection: Connection, documents: OpenDocuments): void {
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
      return { changes: { [text.uri]: renaming.edits.map((edit) => toLspEdit(text, edit)) } };
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

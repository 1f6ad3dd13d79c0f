/**
 * Diagnostics for clients that ask: of a document, and of all in the workspace. What the pipeline finds
 * takes longer and is published to them as to others.
 */
import type {
  ClientCapabilities,
  Connection,
  Diagnostic,
  DocumentDiagnosticReport,
  ServerCapabilities,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { knownDiagnostic } from './client-support.ts';
import { aboutDocument, letOthersIn } from './document-requests.ts';
import { isShownIR } from './features.ts';
import { diagnosticsOf } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import type { MlirDocument } from './service/document.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export const diagnosticsCapabilities = {
  diagnosticProvider: {
    identifier: 'iree',
    interFileDependencies: false,
    workspaceDiagnostics: true,
  },
} as const satisfies ServerCapabilities;

export interface DiagnosticsContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly files: WorkspaceFiles;
  readonly client: () => ClientCapabilities;
}

export function registerDiagnostics(context: DiagnosticsContext): void {
  const { connection, documents, files, client } = context;
  const known = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
    diagnostics.map((diagnostic) => knownDiagnostic(client(), diagnostic));
  /** A report on the present text, if the client does not have it. */
  const reportOf = ({ text, mlir }: OpenDocument, previous: string | undefined) => {
    const resultId = resultIdOf(mlir);
    if (previous === resultId) return { kind: 'unchanged', resultId } as const;
    return { kind: 'full', resultId, items: known(diagnosticsOf(text, mlir)) } as const;
  };

  connection.languages.diagnostics.on(async (params, token): Promise<DocumentDiagnosticReport> => {
    if (isShownIR(params.textDocument.uri)) return { kind: 'full', items: [] };
    const report = await aboutDocument(documents, params, token, (document) =>
      reportOf(document, params.previousResultId),
    );
    return report ?? { kind: 'full', items: [] };
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token) => {
    const earlier = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    const open = new Set(documents.all.map(({ uri }) => uri));
    for (const uri of open) {
      const report = isShownIR(uri)
        ? null
        : await aboutDocument(documents, { textDocument: { uri } }, token, (document) => ({
            ...reportOf(document, earlier.get(uri)),
            uri,
            version: document.text.version,
          }));
      if (report) items.push(report);
      await letOthersIn(token);
    }
    const gone = new Set(earlier.keys());
    for (const uri of open) gone.delete(uri);
    for await (const { uri, stamp, diagnostics } of files.contents((uri) => open.has(uri))) {
      gone.delete(uri);
      items.push(
        earlier.get(uri) === stamp
          ? { kind: 'unchanged', resultId: stamp, uri, version: null }
          : { kind: 'full', resultId: stamp, items: known(diagnostics), uri, version: null },
      );
      await letOthersIn(token);
    }
    // What was found in a file that is there no more would stay for ever.
    for (const uri of gone) items.push({ kind: 'full', items: [], uri, version: null });
    return { items };
  });
}

/** Numbers of documents as they were parsed, which tell their diagnostics from others. */
const numbers = new WeakMap<MlirDocument, number>();
let count = 0;

function resultIdOf(mlir: MlirDocument): string {
  const number = numbers.get(mlir) ?? ++count;
  numbers.set(mlir, number);
  return `open ${number}`;
}

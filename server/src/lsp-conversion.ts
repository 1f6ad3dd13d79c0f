/** The service's plain data as the Language Server Protocol has it. */
import {
  type ClientCapabilities,
  type CodeDescription,
  type CodeLens,
  type Command,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type Position,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { knownSymbolKind } from './client-support.ts';
import type { TextPositions } from './document-text.ts';
import { documentationOf } from './documentation.ts';
import { commands, type LensTarget, type UsesTarget } from './protocol.ts';
import { shownDiagnostics } from './service/announced-diagnostics.ts';
import type { FunctionLens } from './service/code-lenses.ts';
import { type DocumentDiagnostic, documentDiagnostics } from './service/diagnostics.ts';
import type { MlirDocument, TextRange } from './service/document.ts';
import type { OutlineSymbol } from './service/symbols.ts';
import { testDiagnostics } from './service/test-diagnostics.ts';
import { unnecessaryIn } from './service/unnecessary.ts';

export const toRange = (document: TextPositions, { start, end }: TextRange): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

export const toLspEdit = (
  document: TextPositions,
  edit: TextRange & { readonly text: string },
): TextEdit => ({ range: toRange(document, edit), newText: edit.text });

/** Edits of a document; of its present version alone where the client heeds that. */
export function workspaceEdit(
  { workspace }: ClientCapabilities,
  document: TextPositions,
  edits: readonly (TextRange & { readonly text: string })[],
): WorkspaceEdit {
  const { uri, version } = document;
  const lspEdits = edits.map((edit) => toLspEdit(document, edit));
  return workspace?.workspaceEdit?.documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: lspEdits }] }
    : { changes: { [uri]: lspEdits } };
}

/** What is about nothing in the text stands at its beginning. */
const NOWHERE: TextRange = { start: 0, end: 0 };

const severities: Readonly<Record<DocumentDiagnostic['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  remark: DiagnosticSeverity.Information,
  note: DiagnosticSeverity.Hint,
};

/** The link that a code is shown as. */
function codeDescriptionOf(code: string): { codeDescription?: CodeDescription } {
  const href = documentationOf(code);
  return href === null ? {} : { codeDescription: { href } };
}

export function toLspDiagnostic(
  document: TextPositions,
  { severity, code, message, range, notes }: DocumentDiagnostic,
): Diagnostic {
  return {
    severity: severities[severity],
    source: 'iree',
    code,
    ...codeDescriptionOf(code),
    message,
    range: toRange(document, range ?? NOWHERE),
    relatedInformation: notes.map((note) => ({
      message: note.message,
      location: { uri: document.uri, range: toRange(document, note.range ?? range ?? NOWHERE) },
    })),
  };
}

/** Hints about what the text could do without. */
export const unnecessaryDiagnostics = (document: TextPositions, mlir: MlirDocument): Diagnostic[] =>
  unnecessaryIn(mlir).map((part) => ({
    severity: DiagnosticSeverity.Hint,
    source: 'iree',
    code: 'unnecessary',
    ...codeDescriptionOf('unnecessary'),
    message: part.message,
    range: toRange(document, part),
    tags: [DiagnosticTag.Unnecessary],
  }));

/** What is found in a document without compiling it. */
export const diagnosticsOf = (document: TextPositions, mlir: MlirDocument): Diagnostic[] => [
  ...[...shownDiagnostics(mlir, documentDiagnostics(mlir)), ...testDiagnostics(mlir)].map((found) =>
    toLspDiagnostic(document, found),
  ),
  ...unnecessaryDiagnostics(document, mlir),
];

export const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  module: SymbolKind.Module,
  function: SymbolKind.Function,
  variable: SymbolKind.Variable,
  constant: SymbolKind.Constant,
  object: SymbolKind.Object,
};

/** @param known the kinds that the client says it knows */
export function toLspSymbol(
  document: TextPositions,
  symbol: OutlineSymbol,
  known?: readonly SymbolKind[],
): DocumentSymbol {
  return {
    // LSP wants a name, and MLIR lets one be empty.
    name: symbol.name === '' ? '""' : symbol.name,
    detail: symbol.detail,
    kind: knownSymbolKind(symbolKinds[symbol.kind], known),
    range: toRange(document, symbol.range),
    selectionRange: toRange(document, symbol.selection),
    children: symbol.children.map((child) => toLspSymbol(document, child, known)),
  };
}

/** An outline for a client that takes no tree: each symbol followed by those in it, with its name. */
export const flatSymbols = (
  uri: string,
  symbols: readonly DocumentSymbol[],
  container?: string,
): SymbolInformation[] =>
  symbols.flatMap(({ name, kind, range, children = [] }) => [
    { name, kind, location: { uri, range }, ...(container && { containerName: container }) },
    ...flatSymbols(uri, children, name),
  ]);

/** A lens that counts the uses of a symbol when it is looked at. */
export const toUsesLens = (document: TextPositions, name: TextRange): CodeLens => ({
  range: toRange(document, name),
  data: { uri: document.uri, version: document.version },
});

export function usesCommand(
  document: TextPositions,
  position: Position,
  uses: readonly TextRange[],
): Command {
  const locations = uses.map((use) => ({ uri: document.uri, range: toRange(document, use) }));
  const target: UsesTarget = { uri: document.uri, position, locations };
  return {
    title: uses.length === 1 ? '1 use' : `${uses.length} uses`,
    command: commands.showUses,
    arguments: [target],
  };
}

export function toLspLens(document: TextPositions, lens: FunctionLens): CodeLens {
  const target: LensTarget = { uri: document.uri, function: lens.function };
  return {
    range: toRange(document, lens.range),
    command: { title: lens.title, command: commands[lens.action], arguments: [target] },
  };
}

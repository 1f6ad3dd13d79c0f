/** A session as each editor of `docs/editors.md` has it, with what that editor says of itself. */
import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  Location,
  LocationLink,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { Session } from './session.fixture.ts';

const URI = 'file:///editors/a.mlir';
const TEXT = `func.func private @factor() -> f32
func.func @scale(%arg0: f32) -> f32 {
  %two = call @factor() : () -> f32
  %result = arith.mulf %arg0,   %two : f32
  return %resul : f32
}
`;

interface Editor {
  readonly capabilities: ClientCapabilities;
  /** Is the text of hovers Markdown? */
  readonly isMarkdown: boolean;
  /** Are notes shown beside the places that they are about? */
  readonly hasNotes: boolean;
}

const actions = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix'] } } };
const EDITORS: Readonly<Record<string, Editor>> = {
  'Neovim 0.11': {
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
      textDocument: {
        codeAction: { ...actions, resolveSupport: { properties: ['edit', 'command'] } },
        completion: {
          completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] },
        },
        definition: { linkSupport: true },
        diagnostic: { dynamicRegistration: false },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        publishDiagnostics: { relatedInformation: true },
        rename: { prepareSupport: true },
      },
      window: { showDocument: { support: true } },
      workspace: { workspaceFolders: true },
    },
    isMarkdown: true,
    hasNotes: true,
  },
  'Eglot 1.9': {
    capabilities: {
      textDocument: {
        codeAction: { ...actions, isPreferredSupport: true },
        completion: { completionItem: { snippetSupport: false } },
        definition: { linkSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        hover: { contentFormat: ['plaintext'] },
        publishDiagnostics: { relatedInformation: false },
        rename: { dynamicRegistration: false },
      },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
    isMarkdown: false,
    hasNotes: false,
  },
  'lsp-mode 8.0': {
    capabilities: {
      textDocument: {
        codeAction: { ...actions, resolveSupport: { properties: ['edit', 'command'] } },
        completion: { completionItem: { snippetSupport: false } },
        definition: { linkSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        hover: { contentFormat: ['markdown', 'plaintext'] },
        publishDiagnostics: { relatedInformation: true, versionSupport: true },
        rename: { prepareSupport: true },
      },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
    isMarkdown: true,
    hasNotes: true,
  },
  Helix: {
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
      textDocument: {
        codeAction: { ...actions, resolveSupport: { properties: ['edit', 'command'] } },
        completion: { completionItem: { snippetSupport: true } },
        hover: { contentFormat: ['markdown'] },
        publishDiagnostics: { versionSupport: true },
        rename: { prepareSupport: true },
      },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
    isMarkdown: true,
    hasNotes: false,
  },
  Zed: {
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: {
        codeAction: { ...actions, resolveSupport: { properties: ['kind', 'edit', 'command'] } },
        completion: { completionItem: { snippetSupport: true } },
        definition: { linkSupport: true },
        diagnostic: { dynamicRegistration: false },
        hover: { contentFormat: ['markdown'] },
        publishDiagnostics: { relatedInformation: true },
        rename: { prepareSupport: true },
      },
      workspace: { workspaceEdit: { documentChanges: true } },
    },
    isMarkdown: true,
    hasNotes: true,
  },
};

for (const [name, { capabilities, isMarkdown, hasNotes }] of Object.entries(EDITORS))
  describe(`a session of ${name}`, () => {
    let session: Session;
    before(async () => {
      session = await Session.start(capabilities);
      await session.open(URI, TEXT);
    });
    after(() => session.end());
    const at = (line: number, character: number) => ({ position: { line, character } });

    it('counts in UTF-16, as both sides know', () => {
      const { positionEncoding } = session.capabilities;
      assert.equal(positionEncoding ?? 'utf-16', 'utf-16');
    });
    it('shows the error once, with its note', async () => {
      const published = (await session.published(URI)).diagnostics;
      const asked: Diagnostic[] = [];
      if (session.capabilities.diagnosticProvider) {
        const report = await session.ask<DocumentDiagnosticReport>(URI, 'diagnostic');
        if (report.kind === 'full') asked.push(...report.items);
      }
      const errors = [...published, ...asked].filter(({ severity }) => severity === 1);
      const message = 'use of undeclared SSA value name';
      const note = 'did you mean `%result`?';
      assert.deepEqual(
        errors.map((found) => [found.message, found.range.start]),
        [[hasNotes ? message : `${message}\nnote: ${note}`, { line: 4, character: 9 }]],
      );
    });
    it('hovers, goes to a definition, completes', async () => {
      const hover = await session.ask<Hover>(URI, 'hover', at(3, 14));
      assert.equal(JSON.stringify(hover.contents).includes('`'), isMarkdown);
      const [found] = await session.ask<(Location | LocationLink)[]>(URI, 'definition', at(2, 16));
      const target = found && ('targetUri' in found ? found.targetSelectionRange : found.range);
      assert.deepEqual(target?.start, { line: 0, character: 18 });
      const { items } = await session.ask<CompletionList>(URI, 'completion', at(4, 12));
      assert.deepEqual(
        items.map(({ label }) => label),
        ['%result'],
      );
    });
    it('formats and renames', async () => {
      const edits = await session.ask<TextEdit[]>(URI, 'formatting', {
        options: { tabSize: 2, insertSpaces: true },
      });
      assert.deepEqual(edits, [
        { range: { start: at(3, 30).position, end: at(3, 32).position }, newText: '' },
      ]);
      const edit = await session.ask<WorkspaceEdit>(URI, 'rename', { ...at(2, 4), newName: 'f' });
      const [change] = edit.documentChanges ?? [];
      const renamed = change && 'edits' in change ? change.edits : edit.changes?.[URI];
      assert.equal(renamed?.length, 2);
    });
  });

/** Diagnostics for a client that asks for them, and what one is published that does not. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ClientCapabilities,
  DocumentDiagnosticReport,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { connectedClient, QUIET_SETTINGS } from './session.fixture.ts';

const URI = 'file:///open.mlir';
const TEXT =
  'func.func @f(%a: i32) -> i64 {\n  %0 = arith.addi %a, %a : i32\n  return %a : i32\n}\n';

describe('diagnostics', () => {
  let folder: string;
  let client: ProtocolConnection;
  let published: PublishDiagnosticsParams[];

  const start = async (capabilities: ClientCapabilities): Promise<InitializeResult> => {
    client = connectedClient();
    published = [];
    client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      published.push(params);
    });
    client.listen();
    const result = await client.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'folder' }],
      initializationOptions: QUIET_SETTINGS,
    });
    await client.sendNotification('initialized', {});
    await client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: URI, languageId: 'mlir', version: 1, text: TEXT },
    });
    return result;
  };
  const isPublished = async (): Promise<PublishDiagnosticsParams> => {
    while (published.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    return published[0] as PublishDiagnosticsParams;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-diagnostics-'));
  });
  afterEach(async () => {
    await client.sendRequest('shutdown');
    client.dispose();
    rmSync(folder, { recursive: true });
  });

  it('are given to who asks, once a text, and then not published', async () => {
    const { capabilities } = await start({ textDocument: { diagnostic: {} } });
    assert.deepEqual(capabilities.diagnosticProvider, {
      identifier: 'iree',
      interFileDependencies: false,
      workspaceDiagnostics: true,
    });
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: URI },
        ...(previousResultId && { previousResultId }),
      });
    const report = await ask();
    assert.ok(report.kind === 'full');
    assert.deepEqual(
      report.items.map(({ code, tags }) => [code, tags]),
      [
        ['verifier/type-mismatch', undefined],
        ['unnecessary', [1]],
      ],
    );
    assert.deepEqual(
      report.items.map(({ codeDescription }) => /docs\/.*$/.exec(codeDescription?.href ?? '')?.[0]),
      ['docs/diagnostics.md#verifiertype-mismatch', 'docs/diagnostics.md#unnecessary'],
    );
    assert.deepEqual(await ask(report.resultId), { kind: 'unchanged', resultId: report.resultId });
    assert.deepEqual((await isPublished()).diagnostics, []);
  });
  it('of the workspace are those of its files, too', async () => {
    writeFileSync(join(folder, 'bad.mlir'), 'func.func @f() {\n  %0 = arith.nonsense\n}\n');
    writeFileSync(join(folder, 'good.mlir'), 'func.func private @f()\n');
    await start({ textDocument: { diagnostic: {} } });
    const ask = (previousResultIds: readonly { uri: string; value: string }[]) =>
      client.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds });
    const { items } = await ask([]);
    assert.deepEqual(
      items.map((report) => [
        report.uri.split('/').at(-1),
        report.version,
        report.kind === 'full' && report.items.filter(({ severity }) => severity === 1).length > 0,
      ]),
      [
        ['open.mlir', 1, true],
        ['bad.mlir', null, true],
        ['good.mlir', null, false],
      ],
    );
    const again = await ask(items.map(({ uri, resultId = '' }) => ({ uri, value: resultId })));
    assert.deepEqual(
      again.items.map(({ kind }) => kind),
      ['unchanged', 'unchanged', 'unchanged'],
    );
  });
  it('are published to others; hints, if they are shown as such', async () => {
    const { capabilities } = await start({});
    assert.equal(capabilities.diagnosticProvider, undefined);
    assert.deepEqual(
      (await isPublished()).diagnostics.map(({ code }) => code),
      ['verifier/type-mismatch'],
    );
  });
  it('are published with hints to who fades them', async () => {
    await start({ textDocument: { publishDiagnostics: { tagSupport: { valueSet: [1] } } } });
    assert.deepEqual(
      (await isPublished()).diagnostics.map(({ code }) => code),
      ['verifier/type-mismatch', 'unnecessary'],
    );
  });
});

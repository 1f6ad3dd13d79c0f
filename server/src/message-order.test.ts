import assert from 'node:assert/strict';
import type { ProtocolConnection } from 'vscode-languageserver/node';
import { connectedClient, QUIET_SETTINGS, Session } from './session.fixture.ts';

const refuses = (
  client: ProtocolConnection,
  method: string,
  params: object | undefined,
  code: number,
  message: string,
) => assert.rejects(client.sendRequest(method, params), { code, message });

describe('messages out of order', () => {
  const at = { textDocument: { uri: 'file:///a.mlir' }, position: { line: 0, character: 0 } };
  const initialize = { processId: null, rootUri: null, capabilities: {} };

  it('are refused before initialize, and the server goes on', async () => {
    const client = connectedClient();
    client.listen();
    try {
      await refuses(
        client,
        'textDocument/hover',
        at,
        -32002,
        "'textDocument/hover' came before 'initialize'",
      );
      await client.sendNotification('textDocument/didOpen', {
        textDocument: { ...at.textDocument, languageId: 'mlir', version: 1, text: 'module {}' },
      });
      await refuses(
        client,
        'initialize',
        { processId: null },
        -32602,
        "'initialize': expected an object at params.capabilities, found nothing",
      );
      await client.sendRequest('initialize', initialize);
      // What was opened too early is not open.
      assert.equal(await client.sendRequest('textDocument/hover', at), null);
      await refuses(client, 'initialize', initialize, -32600, 'the server is initialized already');
    } finally {
      client.dispose();
    }
  });

  it('are refused behind shutdown', async () => {
    const session = await Session.start(
      {},
      { initialize: { initializationOptions: QUIET_SETTINGS } },
    );
    try {
      await session.client.sendRequest('shutdown');
      await refuses(
        session.client,
        'textDocument/hover',
        at,
        -32600,
        "'textDocument/hover' came after 'shutdown'",
      );
    } finally {
      session.client.dispose();
    }
  });
});

describe('a folder that is not on this machine', () => {
  it('costs its files, not the session', async () => {
    const folder = { uri: 'file://host/share', name: 'share' };
    const session = await Session.start(
      {},
      { initialize: { workspaceFolders: [folder], initializationOptions: QUIET_SETTINGS } },
    );
    try {
      assert.deepEqual(await session.client.sendRequest('workspace/symbol', { query: 'f' }), []);
    } finally {
      await session.end();
    }
  });
});

describe('parameters that are not the protocol’s', () => {
  let session: Session;
  before(async () => {
    session = await Session.start({}, { initialize: { initializationOptions: QUIET_SETTINGS } });
  });
  after(() => session.client.dispose());

  const textDocument = { uri: 'file:///a.mlir' };
  const zero = { line: 0, character: 0 };
  const cases: readonly (readonly [method: string, params: object, message: string])[] = [
    ['hover', {}, 'expected an object at params.textDocument, found nothing'],
    [
      'hover',
      { textDocument: { uri: 7 }, position: zero },
      'expected a string at params.textDocument.uri, found 7',
    ],
    ['hover', { textDocument }, 'expected an object at params.position, found nothing'],
    [
      'completion',
      { textDocument, position: { line: -1, character: 0 } },
      'expected an integer of 0 or more at params.position.line, found -1',
    ],
    [
      'codeAction',
      { textDocument, range: { start: zero, end: null } },
      'expected an object at params.range.end, found null',
    ],
    [
      'selectionRange',
      { textDocument, positions: [zero, { line: 0, character: 0.5 }] },
      'expected an integer of 0 or more at params.positions[1].character, found 0.5',
    ],
    [
      'selectionRange',
      { textDocument, positions: zero },
      'expected a list at params.positions, found a value of type object',
    ],
    [
      'rename',
      { textDocument, position: zero },
      'expected a string at params.newName, found nothing',
    ],
  ];
  for (const [method, params, message] of cases)
    it(`are refused: ${message}`, () =>
      refuses(
        session.client,
        `textDocument/${method}`,
        params,
        -32602,
        `'textDocument/${method}': ${message}`,
      ));
});

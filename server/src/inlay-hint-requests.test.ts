/** Inlay hints as clients ask for them: all at once or bit by bit, and as the settings say. */
import assert from 'node:assert/strict';
import type { ClientCapabilities, InlayHint } from 'vscode-languageserver/node';
import { QUIET_SETTINGS, Session } from './session.fixture.ts';

const URI = 'file:///hints.mlir';
const TEXT = `func.func private @less(%lhs: i32) -> i1
{
  %0 = arith.cmpi slt, %lhs, %lhs : i32
  return %0 : i1
}
func.func @f(%a: i32) -> i1 {
  %0 = call @less(%a) : (i32) -> i1
  return %0 : i1
}
`;
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };

const hintsOf = (session: Session): Promise<InlayHint[]> =>
  session.ask<InlayHint[]>(URI, 'inlayHint', { range });
const labels = (hints: readonly InlayHint[]): unknown[] => hints.map(({ label }) => label);

describe('inlay hints over the protocol', () => {
  const lazily: ClientCapabilities = {
    workspace: { inlayHint: { refreshSupport: true } },
    textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location'] } } },
  };
  it('are explained when somebody looks at one', async () => {
    const session = await Session.start(lazily);
    await session.open(URI, TEXT);
    const hints = await hintsOf(session);
    assert.deepEqual(labels(hints), [': i1', 'lhs:']);
    const named = hints[1] as InlayHint;
    assert.deepEqual(named.position, { line: 6, character: 18 });
    assert.equal(named.paddingRight, true);
    assert.equal(named.tooltip, undefined);
    const resolved = await session.client.sendRequest<InlayHint>('inlayHint/resolve', named);
    assert.deepEqual(resolved.tooltip, { kind: 'plaintext', value: '%lhs: i32' });
    assert.deepEqual(resolved.label, [
      {
        value: 'lhs:',
        location: {
          uri: URI,
          range: { start: { line: 0, character: 24 }, end: { line: 0, character: 28 } },
        },
      },
    ]);
    await session.end();
  });
  it('are explained at once to who does not ask', async () => {
    const session = await Session.start({});
    await session.open(URI, TEXT);
    const [type] = await hintsOf(session);
    assert.match(JSON.stringify(type?.tooltip), /Integer of 1 bit/);
    await session.end();
  });
  it('are those of the settings, and asked for again when these are others', async () => {
    let refreshed = 0;
    const session = await Session.start(lazily, {
      prepare: (client) => {
        client.onRequest('workspace/inlayHint/refresh', () => {
          refreshed++;
          return null;
        });
      },
    });
    await session.open(URI, TEXT);
    await session.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { iwb: { ...QUIET_SETTINGS, inlayHints: { types: false } } },
    });
    assert.deepEqual(labels(await hintsOf(session)), ['lhs:']);
    while (refreshed === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await session.end();
  });
});

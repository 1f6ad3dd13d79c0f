/** Signature help as clients ask for it: what they know of it decides how it is said. */
import assert from 'node:assert/strict';
import type { ClientCapabilities, SignatureHelp } from 'vscode-languageserver/node';
import { Session } from './session.fixture.ts';

const URI = 'file:///call.mlir';
const TEXT = `func.func private @callee(i32, f32)
func.func @f(%a: i32) {
  call @callee(%a, 
}
`;
/** Behind the comma. */
const POSITION = { line: 2, character: 18 };

async function asked(
  signatureHelp: NonNullable<ClientCapabilities['textDocument']>['signatureHelp'],
  context?: object,
): Promise<SignatureHelp> {
  const session = await Session.start({ textDocument: { signatureHelp } });
  await session.open(URI, TEXT);
  const params = { position: POSITION, ...(context && { context }) };
  const help = await session.ask<SignatureHelp>(URI, 'signatureHelp', params);
  await session.end();
  return help;
}

describe('signature help over the protocol', () => {
  it('marks parameters by offsets for who takes them', async () => {
    const help = await asked({
      signatureInformation: { parameterInformation: { labelOffsetSupport: true } },
    });
    const [first] = help.signatures;
    assert.equal(first?.label, '@callee(i32, f32)');
    assert.deepEqual(
      first?.parameters?.map(({ label }) => label),
      [
        [8, 11],
        [13, 16],
      ],
    );
    assert.equal(help.activeParameter, 1);
    assert.equal(help.activeSignature, 0);
  });
  it('names them in words for others, in plain text', async () => {
    const { signatures } = await asked({});
    assert.deepEqual(
      signatures[0]?.parameters?.map(({ label }) => label),
      ['i32', 'f32'],
    );
    assert.deepEqual(signatures[1]?.documentation, {
      kind: 'plaintext',
      value: 'Calls a function by name',
    });
  });
  it('keeps to the signature that was chosen', async () => {
    const { signatures } = await asked({});
    const help = await asked(
      {},
      {
        isRetrigger: true,
        triggerKind: 2,
        activeSignatureHelp: { signatures, activeSignature: 1 },
      },
    );
    assert.equal(help.activeSignature, 1);
  });
});

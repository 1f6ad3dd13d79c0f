/** Hovers name the lines where a value is used, and lead there. */
import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { Session } from './session.fixture.ts';

const URI = 'file:///uses.mlir';
const TEXT = `func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  return %0 : i32
}
`;

describe('lines of uses in a hover', () => {
  const hovered = async (contentFormat: readonly ('markdown' | 'plaintext')[]): Promise<string> => {
    const session = await Session.start({
      textDocument: { hover: { contentFormat: [...contentFormat] } },
    });
    await session.open(URI, TEXT);
    const { contents } = await session.ask<Hover & { contents: MarkupContent }>(URI, 'hover', {
      position: { line: 0, character: 14 },
    });
    await session.end();
    return contents.value.split('\n\n').at(-1) ?? '';
  };
  it('are links', async () =>
    assert.equal(await hovered(['markdown']), `In [line 2](${URI}#L2,19), [line 2](${URI}#L2,23)`));
  it('are words for who shows no Markdown', async () =>
    assert.equal(await hovered(['plaintext']), 'In line 2, line 2'));
});

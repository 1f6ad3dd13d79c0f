/** Deltas of semantic tokens: applied to what a client has, they give what it would be told as a whole. */
import assert from 'node:assert/strict';
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from 'vscode-languageserver/node';
import { Session } from './session.fixture.ts';
import { tokenEdits } from './token-deltas.ts';

const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1e6);

/** As LSP says it: edits by numbers, of the list as it was before all of them. */
function applied(data: readonly number[], edits: readonly SemanticTokensEdit[]): number[] {
  const made = [...data];
  for (const { start, deleteCount, data: inserted = [] } of edits.toReversed())
    made.splice(start, deleteCount, ...inserted);
  return made;
}

describe('edits of tokens', () => {
  const [a, b, c] = [
    [0, 1, 1, 0, 0],
    [1, 0, 1, 0, 0],
    [1, 2, 3, 0, 0],
  ];
  const check = (before: number[][], after: number[][], expected: SemanticTokensEdit[]): void => {
    const [from, to] = [before.flat(), after.flat()];
    const edits = tokenEdits(Uint32Array.from(from), Uint32Array.from(to));
    assert.deepEqual(edits, expected);
    assert.deepEqual(applied(from, edits), to);
  };
  it('are the least run of tokens that differ', () => {
    check([a, b, c], [a, b, c], []);
    check([a, b], [a, c, b], [{ start: 5, deleteCount: 0, data: c }]);
    check([a, b, c], [a, c], [{ start: 5, deleteCount: 5 }]);
    check([a, b, c], [a, a, c], [{ start: 5, deleteCount: 5, data: a }]);
    check([a, a], [a, a, a], [{ start: 10, deleteCount: 0, data: a }]);
    check([], [a], [{ start: 0, deleteCount: 0, data: a }]);
    check([a, b], [], [{ start: 0, deleteCount: 10 }]);
  });
});

describe(`deltas of semantic tokens (FUZZ_SEED=${SEED})`, () => {
  const URI = 'file:///tokens.mlir';
  const capabilities = {
    textDocument: {
      semanticTokens: {
        requests: { full: { delta: true } },
        tokenTypes: [],
        tokenModifiers: [],
        formats: ['relative' as const],
      },
    },
  };
  const START = Array.from(
    { length: 6 },
    (_, i) =>
      `func.func @f${i}(%a: i32) -> i32 {\n  %0 = arith.addi %a, %a : i32\n  return %0 : i32\n}\n`,
  ).join('');

  it('give what the whole would be, after any edit', async () => {
    let state = BigInt(SEED) * 2n + 1n;
    const random = (below: number): number => {
      state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
      return Number((state >> 33n) % BigInt(below));
    };
    const session = await Session.start(capabilities);
    assert.deepEqual(session.capabilities.semanticTokensProvider?.full, { delta: true });
    await session.open(URI, START);
    const lines = START.split('\n').length;
    let told = await session.ask<SemanticTokens>(URI, 'semanticTokens/full');
    for (let round = 0; round < 60; round++) {
      const position = { line: random(lines), character: random(30) };
      const end = { ...position, character: position.character + random(4) };
      const text = ['', '%a', '\n', 'x', '  %1 = arith.constant 1 : i32\n', '}', '@f1'][random(7)];
      await session.client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version: round + 2 },
        contentChanges: [{ range: { start: position, end }, text }],
      });
      const delta: SemanticTokensDelta = await session.ask(URI, 'semanticTokens/full/delta', {
        previousResultId: told.resultId,
      });
      const data = applied(told.data, delta.edits);
      told = await session.ask<SemanticTokens>(URI, 'semanticTokens/full');
      assert.deepEqual(data, told.data, `round ${round}`);
    }
    const forgotten = await session.ask<SemanticTokens>(URI, 'semanticTokens/full/delta', {
      previousResultId: 'nothing of ours',
    });
    assert.deepEqual(forgotten.data, told.data);
    await session.end();
  });
});

/** A long document is opened: what is wrong with what is seen is told before the rest is read. */
import assert from 'node:assert/strict';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { methods, type VisibleRangesParams } from './protocol.ts';
import { Session } from './session.fixture.ts';

const URI = 'file:///long.mlir';
const NUMBER = 8000;
/** Functions of three lines each; those with these numbers return what is not there. */
const long = (...broken: readonly number[]): string =>
  Array.from(
    { length: NUMBER },
    (_, i) =>
      `func.func @f${i}(%a: i32) -> i32 {\n  return ${broken.includes(i) ? '%b' : '%a'} : i32\n}\n`,
  ).join('');

/** The lines that each message about the document named, until so many were named at once. */
async function linesTold(
  open: (session: Session) => Promise<void>,
  number: number,
): Promise<readonly (readonly number[])[]> {
  const told: number[][] = [];
  let enough = (): void => {};
  const all = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const session = await Session.start(
    {},
    {
      prepare: (client) =>
        client.onNotification(
          'textDocument/publishDiagnostics',
          (sent: PublishDiagnosticsParams) => {
            told.push(sent.diagnostics.map(({ range }) => range.start.line));
            if (sent.diagnostics.length === number) enough();
          },
        ),
    },
  );
  await open(session);
  await all;
  await session.end();
  return told;
}

describe('a long document that is opened', function () {
  this.timeout(60_000);

  it('is looked at where it is seen first', async () => {
    const told = await linesTold(async (session) => {
      await session.open(URI, long(100, 4000, 7000));
      const params: VisibleRangesParams = { uri: URI, ranges: [{ start: 11_990, end: 12_040 }] };
      await session.client.sendNotification(methods.visibleRanges, params);
    }, 3);
    assert.deepEqual(told, [[12_001], [301, 12_001, 21_001]]);
  });

  it('is taken for seen at its beginning', async () => {
    const told = await linesTold((session) => session.open(URI, long(2, 7000)), 2);
    assert.deepEqual(told, [[7], [7, 21_001]]);
  });

  it('is taken for seen where ranges are asked about', async () => {
    const told = await linesTold(async (session) => {
      await session.open(URI, long(2, 4000, 7000));
      await session
        .ask(URI, 'semanticTokens/range', {
          range: { start: { line: 20_990, character: 0 }, end: { line: 21_020, character: 0 } },
        })
        .catch(() => null);
    }, 3);
    // On a busy machine the beginning may have been looked at before it was asked.
    const early = told.slice(0, -1);
    assert.ok(early.some((lines) => lines.includes(21_001) && !lines.includes(12_001)));
    assert.deepEqual(told.at(-1), [7, 12_001, 21_001]);
  });

  it('is told of once if there is nothing wrong with what is seen', async () => {
    const told = await linesTold((session) => session.open(URI, long(4000)), 1);
    assert.deepEqual(told, [[12_001]]);
  });
});

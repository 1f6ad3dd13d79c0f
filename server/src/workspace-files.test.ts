/** Symbols of files on disk: found in folders, read again when they change. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WorkspaceFiles } from './workspace-files.ts';

describe('the files of a workspace', () => {
  let folder: string;
  const files = new WorkspaceFiles();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-workspace-'));
    files.setFolders([pathToFileURL(folder).href, 'untitled:elsewhere']);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const names = async (leftOut = ''): Promise<string[]> => {
    const found: string[] = [];
    for await (const { symbols } of files.contents((uri) => uri.endsWith(leftOut || '\n')))
      found.push(...symbols.map(({ name }) => name));
    return found;
  };

  it('give their symbols with where they stand', async () => {
    writeFileSync(join(folder, 'a.mlir'), '\nfunc.func private @f()\n');
    for await (const { symbols } of files.contents(() => false))
      assert.deepEqual(symbols, [
        {
          name: 'f',
          kind: 'function',
          container: null,
          hasBody: false,
          location: {
            uri: pathToFileURL(join(folder, 'a.mlir')).href,
            range: { start: { line: 1, character: 18 }, end: { line: 1, character: 20 } },
          },
        },
      ]);
  });
  it('are looked for in folders below, not in what tools make, and not if they are left out', async () => {
    for (const [path, name] of [
      ['a.mlir', 'a'],
      ['below/b.mlir', 'b'],
      ['node_modules/c.mlir', 'c'],
      ['.hidden/d.mlir', 'd'],
      ['e.txt', 'e'],
    ] as const) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), `func.func private @${name}()`);
    }
    assert.deepEqual(await names(), ['a', 'b']);
    assert.deepEqual(await names('a.mlir'), ['b']);
  });
  it('are read again when they are others', async () => {
    const path = join(folder, 'a.mlir');
    writeFileSync(path, 'func.func private @old()');
    assert.deepEqual(await names(), ['old']);
    writeFileSync(path, 'func.func private @new()');
    utimesSync(path, 1, 1);
    assert.deepEqual(await names(), ['new']);
    rmSync(path);
    assert.deepEqual(await names(), []);
  });
});

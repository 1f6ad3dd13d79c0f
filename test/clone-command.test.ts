/** `npx iwb` in a clone: the script that installs and builds what it must, and runs where it is called. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

interface Manifest {
  readonly bin: { readonly iwb: string };
}
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

describe('the command of a clone', function () {
  this.timeout(120_000);

  it('is what npm finds, in the manifest and in the lockfile', () => {
    const { bin } = read('package.json') as Manifest;
    const { packages } = read('package-lock.json') as { packages: Record<string, Manifest> };
    assert.deepEqual(packages['']?.bin, bin);
    assert.match(readFileSync(join(root, bin.iwb), 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('runs in the folder of its caller and writes nothing else to standard output', () => {
    const folder = mkdtempSync(join(tmpdir(), 'iwb-clone-'));
    try {
      writeFileSync(join(folder, 'empty.mlir'), '');
      const { bin } = read('package.json') as Manifest;
      const args = [join(root, bin.iwb), 'opt', 'empty.mlir'];
      const { status, stdout } = spawnSync(process.execPath, args, {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.deepEqual([status, stdout], [0, 'module {\n}\n\n']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

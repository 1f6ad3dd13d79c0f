/** `iwb fmt`: files in place, the check, and standard input. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { iwb } from '../run-in-process.fixture.ts';

const UNTIDY = '// A comment.\nfunc.func @f( %a : i32 )->i32 {\nreturn %a:i32   // done\n}\n';
const TIDY = '// A comment.\nfunc.func @f(%a : i32) -> i32 {\n  return %a:i32   // done\n}\n';

describe('iwb fmt', () => {
  let folder: string;
  const put = (name: string, data: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, data);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-fmt-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('rewrites what is not tidy, and says which files those were', async () => {
    const [untidy, tidy] = [put('untidy.mlir', UNTIDY), put('tidy.mlir', TIDY)];
    assert.deepEqual(await iwb(['fmt', untidy, tidy]), { code: 0, out: '', error: `${untidy}\n` });
    assert.equal(readFileSync(untidy, 'utf8'), TIDY);
    assert.deepEqual(await iwb(['fmt', untidy]), { code: 0, out: '', error: '' });
  });

  it('--check names what is not tidy, fails and changes nothing', async () => {
    const [untidy, tidy] = [put('untidy.mlir', UNTIDY), put('tidy.mlir', TIDY)];
    assert.deepEqual(await iwb(['fmt', '--check', untidy, tidy]), {
      code: 1,
      out: `${untidy}\n`,
      error: '',
    });
    assert.equal(readFileSync(untidy, 'utf8'), UNTIDY);
    assert.equal((await iwb(['fmt', '--check', tidy])).code, 0);
  });

  it('-o writes elsewhere', async () => {
    const untidy = put('untidy.mlir', UNTIDY);
    assert.deepEqual(await iwb(['fmt', untidy, '-o', '-']), { code: 0, out: TIDY, error: '' });
    assert.equal(readFileSync(untidy, 'utf8'), UNTIDY);
  });

  it('leaves a file alone that is no text', async () => {
    const bytes = Uint8Array.of(0x66, 0xff, 0x0a);
    const path = put('binary.mlir', bytes);
    const { code, error } = await iwb(['fmt', path]);
    assert.equal(code, 1);
    assert.equal(error, `iwb: error: cannot format '${path}': it is not UTF-8 text\n`);
    assert.deepEqual(new Uint8Array(readFileSync(path)), bytes);
  });
});

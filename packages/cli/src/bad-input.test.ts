/** Whatever a file holds, a command ends with a diagnostic: no stack trace, no hang, no vast memory. */

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, iwb } from './run-in-process.fixture.ts';

const examples = join(import.meta.dirname, '../../../examples');

/** How deep nesting goes. */
const LEVELS = 100_000;
/** Elements of a constant of 50 MB in hexadecimal. */
const MANY = 6_250_000;

const nested = (open: string, inner: string, close: string): string =>
  open.repeat(LEVELS) + inner + close.repeat(LEVELS);
const inFunction = (type: string): string => `func.func private @f(${type})`;
const inAttribute = (value: string): string => `module attributes {a = ${value}} {}`;
const returning = (constant: string, type: string): string =>
  `func.func @f() -> ${type} {\n  %0 = arith.constant ${constant} : ${type}\n  return %0 : ${type}\n}\n`;

/** Texts that are refused, with a part of what is said of each. */
const REFUSED: Readonly<Record<string, readonly [text: string | Uint8Array, message: RegExp]>> = {
  'regions nested too deep': [
    `func.func @f(%c: i1) {\n${nested('scf.if %c {\n', '', '}\n')}return\n}`,
    /:1001:1: error: nesting is deeper than the limit of 1000/,
  ],
  'generic regions nested too deep': [
    nested('"builtin.module"() ({', '', '}) : () -> ()'),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'types nested too deep': [
    inFunction(nested('tuple<', 'i32', '>')),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'function types nested too deep': [
    inFunction(nested('() -> (', '', ')')),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'arrays nested too deep': [
    inAttribute(nested('[', '', ']')),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'dictionaries nested too deep': [
    inAttribute(nested('{b = ', '1', '}')),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'affine expressions nested too deep': [
    `#map = affine_map<(d0) -> (${nested('(', 'd0', ')')})>`,
    /error: nesting is deeper than the limit of 1000/,
  ],
  'locations nested too deep': [
    `module {} loc(${nested('callsite(', 'unknown', ' at unknown)')})`,
    /error: nesting is deeper than the limit of 1000/,
  ],
  'a list nested too deep': [
    inAttribute(`dense<${nested('[', '1', ']')}> : tensor<1xi32>`),
    /error: nesting is deeper than the limit of 1000/,
  ],
  'half a file': [readFileSync(join(examples, 'mlp.mlir')).subarray(0, 5000), /:\d+:\d+: error: /],
  'a file that is no text': [
    Uint8Array.from({ length: 100_000 }, (_, i) => (i * 7919 + (i >> 3)) & 0xff),
    /:1:\d+: error: unexpected character/,
  ],
  'a string without an end': [inAttribute('"abc'), /:1:32: error: expected '"' in string literal/],
  'a dimension that no integer holds': [
    inFunction(`tensor<${'9'.repeat(30)}xf32>`),
    /:1:29: error: invalid dimension/,
  ],
  'digits of a constant that do not fit its type': [
    returning('dense<"0x0000803F00">', 'tensor<4xf32>'),
    /error: elements hex data size is invalid for provided type/,
  ],
};

describe('bad input', function () {
  this.timeout(120_000);
  let folder: string;
  const file = (name: string, contents: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, contents);
    return path;
  };
  const isClean = ({ error }: Ended): void => {
    assert.doesNotMatch(error, /internal error|^ {4}at /m);
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-bad-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [name, [contents, message]] of Object.entries(REFUSED))
    it(`refuses ${name}`, async () => {
      const path = file('bad.mlir', contents);
      const ended = await iwb(['opt', path]);
      assert.equal(ended.code, 1);
      isClean(ended);
      assert.match(ended.error, message);
    });
  it('refuses it whatever was to be done with it', async () => {
    const [contents, message] = REFUSED['regions nested too deep'] ?? [];
    const path = file('bad.mlir', contents ?? '');
    for (const verb of [['compile', '-o', join(folder, 'bad.vmfb')], ['run'], ['benchmark']]) {
      const ended = await iwb([...verb, path]);
      assert.equal(ended.code, 1, verb[0]);
      isClean(ended);
      assert.match(ended.error, message ?? /no such case/);
    }
  });

  it('compiles a constant of 50 MB', async () => {
    const path = file(
      'large.mlir',
      returning(`dense<"0x${'0000803F'.repeat(MANY)}">`, `tensor<${MANY}xf32>`),
    );
    assert.equal((await iwb(['compile', path, '-o', join(folder, 'large.vmfb')])).code, 0);
    assert.ok(process.resourceUsage().maxRSS < 2 ** 21, 'more than 2 GiB');
  });
  it('makes a small module of a constant that repeats one element four terabytes long', async () => {
    const path = file('huge.mlir', returning('dense<1.0>', 'tensor<1048576x1048576xf32>'));
    const made = join(folder, 'huge.vmfb');
    const ended = await iwb(['compile', path, '-o', made]);
    assert.equal(ended.code, 0, ended.error);
    assert.ok(statSync(made).size < 1 << 14);
  });

  it('refuses a module with a byte that is another, or runs it', async () => {
    const made = join(folder, 'made.vmfb');
    const source = join(examples, 'multiply.mlir');
    // A plain file: the checksums of an archive find whatever is in it.
    const plain = '--no-iree-vm-emit-polyglot-zip';
    assert.equal((await iwb(['compile', source, plain, '-o', made])).code, 0);
    const bytes = readFileSync(made);
    const inputs = ['--input=4xf32=1 2 3 4', '--input=4xf32=2'];
    const counts = [0, 0];
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] as number) ^ 0xff;
      const path = file('flipped.vmfb', flipped);
      const ended = await iwb(['run', path, '--device=local', '--threads=1', ...inputs]);
      isClean(ended);
      assert.ok(ended.code === 0 || ended.code === 1);
      counts[ended.code]!++;
      isClean(await iwb(['dump', path]));
    }
    // Padding and constants may be anything; the rest may not.
    assert.ok(
      counts.every((count) => count > 10),
      counts.join(),
    );
  });
  it('refuses a part of a module', async () => {
    const bytes = readFileSync(join(folder, 'made.vmfb'));
    for (const length of [0, 3, 10, 100, 1000, bytes.length >> 1]) {
      const path = file('part.vmfb', bytes.subarray(0, length));
      const ended = await iwb(['run', path, '--device=local']);
      assert.equal(ended.code, 1);
      isClean(ended);
      assert.match(ended.error, /cannot load module '.*part\.vmfb': /);
    }
  });
});

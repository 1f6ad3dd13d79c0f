/** `iwb check`: which functions are tests, what is told of them, and exit codes. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTestFilter } from '../check-tests.ts';
import { iwb } from '../run-in-process.fixture.ts';

const passing = `
func.func @adds() {
  %a = util.unfoldable_constant dense<[1.0, 2.0]> : tensor<2xf32>
  %sum = arith.addf %a, %a : tensor<2xf32>
  check.expect_almost_eq_const(%sum, dense<[2.0, 4.0]> : tensor<2xf32>) : tensor<2xf32>
  return
}
func.func @with_result() -> i32 {
  %one = arith.constant 1 : i32
  check.expect_true(%one) : i32
  return %one : i32
}
func.func @helper(%arg: i32) -> i32 {
  return %arg : i32
}`;

const failing = `
func.func @wrong() {
  %a = util.unfoldable_constant dense<[1, 2]> : tensor<2xi32>
  check.expect_eq_const(%a, dense<[1, 3]> : tensor<2xi32>) : tensor<2xi32>
  %zero = util.unfoldable_constant 0 : i32
  check.expect_true(%zero) : i32
  return
}
func.func @right() {
  return
}`;

const isolated = `
util.global private mutable @count = 0 : i32
func.func @first() {
  %one = arith.constant 1 : i32
  %old = util.global.load @count : i32
  check.expect_false(%old) : i32
  util.global.store %one, @count : i32
  return
}
func.func @second() {
  %old = util.global.load @count : i32
  check.expect_false(%old) : i32
  return
}`;

describe('iwb check', function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const check = (...args: string[]) => iwb(['check', '--device=local', '--threads=1', ...args]);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-check-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('runs every exported function without arguments', async () => {
    const path = file('passing.mlir', passing);
    const { code, out } = await check(path);
    assert.equal(code, 0, out);
    assert.deepEqual(out.replaceAll(/\d+ ms/g, 'N ms').split('\n'), [
      `[==========] Running 2 tests from 1 test suite: ${path}`,
      '[ RUN      ] module.adds',
      '[       OK ] module.adds (N ms)',
      '[ RUN      ] module.with_result',
      '[       OK ] module.with_result (N ms)',
      '[==========] 2 tests from 1 test suite ran. (N ms total)',
      '[  PASSED  ] 2 tests.',
      '',
    ]);
  });

  it('tells of every expectation that is not met', async () => {
    const { code, out } = await check(file('failing.mlir', failing));
    assert.equal(code, 1);
    assert.match(
      out,
      /Contents does not match\.\n {2}lhs:\n {4}2xi32=1 2\n {2}rhs:\n {4}2xi32=1 3\n/,
    );
    assert.match(out, /Expected 0 to be nonzero\.\n\[ {2}FAILED {2}\] module\.wrong /);
    assert.match(out, /\[ {7}OK \] module\.right /);
    assert.match(out, /\[ {2}FAILED {2}\] 1 test, listed below:\n.*module\.wrong\nTest failed\n$/);
  });

  it('gives each test globals of its own', async () => {
    const { code, out } = await check(file('isolated.mlir', isolated));
    assert.equal(code, 0, out);
  });

  it('runs the tests of modules as those of text', async () => {
    const path = join(folder, 'passing.vmfb');
    const source = file('to-compile.mlir', passing);
    assert.equal((await iwb(['compile', source, '-o', path])).code, 0);
    const { code, out } = await check(path);
    assert.equal(code, 0, out);
    assert.match(out, /PASSED {2}\] 2 tests/);
  });

  it('turns the exit code around with --expect_failure', async () => {
    const failed = await check('--expect_failure', file('failing.mlir', failing));
    assert.equal(failed.code, 0);
    assert.match(failed.out, /Test failed as expected\n$/);
    const passed = await check('--expect_failure', file('passing.mlir', passing));
    assert.equal(passed.code, 1);
    assert.match(passed.out, /Test passed but expected failure\n$/);
  });

  it('sums folders up, what does not compile included', async () => {
    const inner = join(folder, 'suite');
    mkdirSync(inner);
    const a = file('suite/a.mlir', passing);
    const b = file('suite/b.mlir', 'func.func @broken() { return');
    const { code, out } = await check('--jobs=2', inner);
    assert.equal(code, 1);
    assert.ok(out.indexOf(a) < out.indexOf(b), 'in the order of names');
    assert.match(out, /b\.mlir:1:\d+: error: /);
    assert.ok(out.includes(`${inner}: 1 of 2 files passed, 2 of 2 tests\nfailed: ${b}\n`), out);
  });

  it('writes TAP', async () => {
    const path = file('failing.mlir', failing);
    const { code, out } = await check('--tap', path);
    assert.equal(code, 1);
    const lines = out.split('\n');
    assert.equal(lines[0], 'TAP version 14');
    assert.ok(lines.includes(`not ok 1 - ${path} module.wrong`));
    assert.ok(lines.includes('    Expected 0 to be nonzero.'));
    assert.ok(lines.includes(`ok 2 - ${path} module.right`));
    assert.deepEqual(lines.slice(-2), ['1..2', '']);
  });

  it('writes JUnit’s XML', async () => {
    const { code, out } = await check('--junit=-', file('failing.mlir', failing));
    assert.equal(code, 1);
    assert.match(out, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /);
    assert.match(
      out,
      /<testsuite name="[^"]*failing\.mlir" tests="2" failures="1" errors="0" time=/,
    );
    assert.match(out, /<failure message="Expected 0 to be nonzero\.">/);
    assert.match(out, /name="module\.right" time="[\d.]+"\/>/);
  });

  it('says that a folder has nothing to check', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const { code, error } = await check(empty);
    assert.equal(code, 1);
    assert.match(error, /no \.mlir or \.vmfb file in '.*empty'/);
  });

  it('runs only what the filter names', async () => {
    const { out } = await check('--filter=*-wrong', file('failing.mlir', failing));
    assert.match(out, /Running 1 test from/);
    assert.match(out, /OK \] module\.right/);
  });
});

describe('filters of tests', () => {
  const names = ['module.abs', 'module.add', 'module.neg_f64'];
  const chosen = (filter: string): string[] => names.filter(parseTestFilter(filter));

  it('take patterns, and take some away', () => {
    assert.deepEqual(chosen('*'), names);
    assert.deepEqual(chosen('module.a*'), ['module.abs', 'module.add']);
    assert.deepEqual(chosen('a??'), ['module.abs', 'module.add']);
    assert.deepEqual(chosen('abs:neg*'), ['module.abs', 'module.neg_f64']);
    assert.deepEqual(chosen('*-*_f64:abs'), ['module.add']);
    assert.deepEqual(chosen('-abs'), ['module.add', 'module.neg_f64']);
    assert.deepEqual(chosen('module.ab'), []);
  });
});

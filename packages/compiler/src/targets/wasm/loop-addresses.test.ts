/** Loops whose addresses move in every way that dispatch IR can write, run as WebAssembly. */

import assert from 'node:assert/strict';
import {
  dispatchesIn,
  executableText,
  variantsOf,
} from '../../../../../test/reference/compare-dispatch.ts';
import { runWasm } from '../../../../../test/reference/run-wasm.ts';

const LENGTH = 64;
const memory = `memref<${LENGTH}xi32>`;

/** What %b1 holds after the body, where %b0 held 0, 1, 2, … and %b1 -1 everywhere. */
function run(body: string, constants: readonly number[] = []): bigint[] {
  const text = executableText({
    bindings: [memory, memory],
    constants: constants.length,
    workload: 0,
    body: `
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c3 = arith.constant 3 : index
      %c10 = arith.constant 10 : index
      ${body}`,
  });
  const [variant] = variantsOf(text);
  assert.ok(variant);
  const [dispatch] = dispatchesIn(variant);
  assert.ok(dispatch);
  const elementType = variant.context.i32;
  const from = Array.from({ length: LENGTH }, (_, i) => BigInt(i));
  const to = new Array<bigint>(LENGTH).fill(-1n);
  const bindings = new Map([
    ['0:0', { elementType, elements: from }],
    ['0:1', { elementType, elements: to }],
  ]);
  runWasm(false)(variant, dispatch.exportOp, bindings, constants, [1, 1, 1]);
  return to;
}

/** What the loop leaves: at each place the number given for it, -1 elsewhere. */
function expectAt(
  actual: readonly bigint[],
  expected: Iterable<readonly [at: number, value: number]>,
): void {
  const all = new Array<bigint>(LENGTH).fill(-1n);
  for (const [at, value] of expected) all[at] = BigInt(value);
  assert.deepEqual(actual, all);
}

const upTo = (end: number, start = 0, step = 1): number[] =>
  Array.from({ length: Math.ceil((end - start) / step) }, (_, i) => start + i * step);

describe('addresses in WebAssembly loops', () => {
  it('move by steps that do not divide the range', () => {
    const actual = run(`
      scf.for %i = %c1 to %c10 step %c2 {
        %v = memref.load %b0[%i] : ${memory}
        memref.store %v, %b1[%i] : ${memory}
      }
      scf.for %i = %c2 to %c10 step %c3 {
        %v = memref.load %b0[%i] : ${memory}
        memref.store %v, %b1[%i] : ${memory}
      }`);
    expectAt(
      actual,
      [...upTo(10, 1, 2), ...upTo(10, 2, 3)].map((i) => [i, i]),
    );
  });

  it('move backwards', () => {
    const actual = run(`
      scf.for %i = %c0 to %c10 step %c1 {
        %from = arith.subi %c10, %i : index
        %v = memref.load %b0[%from] : ${memory}
        memref.store %v, %b1[%i] : ${memory}
      }`);
    expectAt(
      actual,
      upTo(10).map((i) => [i, 10 - i]),
    );
  });

  it('move by sizes and to bounds that are known only when they run, which may be none', () => {
    const body = `
      scf.for %i = %n0 to %n1 step %c1 {
        %from = arith.muli %n2, %i : index
        %next = arith.addi %from, %c1 : index
        %v = memref.load %b0[%next] : ${memory}
        memref.store %v, %b1[%i] : ${memory}
      }
      scf.for %i = %n0 to %n1 step %n2 {
        %at = arith.addi %i, %c10 : index
        %v = memref.load %b0[%i] : ${memory}
        memref.store %v, %b1[%at] : ${memory}
      }`;
    expectAt(run(body, [2, 9, 3]), [
      ...upTo(9, 2).map((i) => [i, 3 * i + 1] as const),
      ...upTo(9, 2, 3).map((i) => [i + 10, i] as const),
    ]);
    expectAt(run(body, [9, 9, 3]), []);
    expectAt(run(body, [9, 2, 3]), []);
  });

  it('leave a counter that something else reads', () => {
    const actual = run(`
      scf.for %i = %c0 to %c10 step %c1 {
        %v = arith.index_cast %i : index to i32
        memref.store %v, %b1[%i] : ${memory}
      }`);
    expectAt(
      actual,
      upTo(10).map((i) => [i, i]),
    );
  });

  it('hold under conditions that are false at first, or at last', () => {
    const actual = run(`
      scf.for %i = %c0 to %c10 step %c1 {
        %late = arith.cmpi sge, %i, %c3 : index
        scf.if %late {
          %from = arith.subi %i, %c3 : index
          %v = memref.load %b0[%from] : ${memory}
          memref.store %v, %b1[%i] : ${memory}
        } else {
          %v = memref.load %b0[%c10] : ${memory}
          memref.store %v, %b1[%i] : ${memory}
        }
      }`);
    expectAt(
      actual,
      upTo(10).map((i) => [i, i < 3 ? 10 : i - 3]),
    );
  });

  it('are as many as a body has', () => {
    const factors = upTo(12, 1);
    const actual = run(`
      scf.for %i = %c0 to %c3 step %c1 {
        ${factors
          .map(
            (factor) => `
        %f${factor} = arith.constant ${factor} : index
        %m${factor} = arith.muli %i, %f${factor} : index
        %v${factor} = memref.load %b0[%m${factor}] : ${memory}
        %t${factor} = arith.constant ${factor * 4} : index
        %a${factor} = arith.addi %i, %t${factor} : index
        memref.store %v${factor}, %b1[%a${factor}] : ${memory}`,
          )
          .join('')}
      }`);
    expectAt(
      actual,
      factors.flatMap((factor) => upTo(3).map((i) => [4 * factor + i, factor * i] as const)),
    );
  });

  it('start again with every iteration of an outer loop', () => {
    const actual = run(`
      scf.for %row = %c0 to %c3 step %c1 {
        scf.for %i = %c0 to %c10 step %c1 {
          %start = arith.muli %row, %c10 : index
          %at = arith.addi %start, %i : index
          %turned = arith.muli %i, %c3 : index
          %from = arith.addi %turned, %row : index
          %v = memref.load %b0[%from] : ${memory}
          memref.store %v, %b1[%at] : ${memory}
        }
      }`);
    expectAt(
      actual,
      upTo(30).map((i) => [i, 3 * (i % 10) + Math.floor(i / 10)]),
    );
  });
});

/** Copies that branches make: all at once in effect, one after another in fact. */

import assert from 'node:assert/strict';
import { argumentRegisters } from '@iree-workbench/format';
import { parseModule } from '@iree-workbench/ir';
import { createContext } from '../../pipeline.ts';
import { orderMoves, RegisterAllocation } from './registers.ts';

/** What the registers hold after the copies, when each held its own number before. */
function run(moves: readonly { from: number; to: number }[]): Map<number, number> {
  const registers = new Map<number, number>();
  for (const { from, to } of moves) registers.set(to, registers.get(from) ?? from);
  return registers;
}

/** A function's registers. */
function allocate(text: string) {
  const { module, diagnostics } = parseModule(createContext(), `vm.module @m {\n${text}\n}`);
  assert.deepEqual(diagnostics, []);
  const [func] = module.collect('vm.func');
  assert.ok(func);
  return { func, registers: new RegisterAllocation(func.region()) };
}

describe('copies of a branch', () => {
  it('are as if made at once, whatever overlaps', () => {
    // Every function from five registers to five: chains, fans, circles and their mixtures.
    for (let code = 0; code < 5 ** 5; code++) {
      const wanted = Array.from({ length: 5 }, (_, to) => ({
        from: Math.floor(code / 5 ** to) % 5,
        to,
      })).filter(({ from, to }) => from !== to);
      const { moves, usesScratch } = orderMoves(wanted, 99);
      const registers = run(moves);
      for (const { from, to } of wanted) assert.equal(registers.get(to), from, `code ${code}`);
      assert.equal(usesScratch, registers.has(99));
    }
  });

  it('open a circle with one scratch register', () => {
    assert.deepEqual(
      orderMoves(
        [
          { from: 0, to: 1 },
          { from: 1, to: 0 },
        ],
        7,
      ).moves,
      [
        { from: 1, to: 7 },
        { from: 0, to: 1 },
        { from: 7, to: 0 },
      ],
    );
  });
});

describe('registers', () => {
  it('of arguments are those of the calling convention', () => {
    const { func, registers } = allocate(
      'vm.func @f(%a: i32, %b: i64, %c: !vm.buffer, %d: f32, %e: i32, %g: !vm.ref<?>) { vm.return }',
    );
    assert.deepEqual(
      func.region().front.arguments.map((argument) => registers.register(argument) & 0x7fff),
      argumentRegisters(['i', 'I', 'r', 'f', 'i', 'r']).map(({ register }) => register),
    );
  });

  it('are free again after the last use, which moves a reference', () => {
    const { func, registers } = allocate(
      `vm.func @f(%a: i32, %buffer: !vm.buffer) -> i32 {
        %0 = vm.add.i32 %a, %a : i32
        %len = vm.buffer.length %buffer : !vm.buffer -> i64
        %1 = vm.trunc.i64.i32 %len : i64 -> i32
        %2 = vm.add.i32 %0, %1 : i32
        vm.return %2 : i32
      }`,
    );
    const [add, length, trunc] = func.region().front.ops;
    assert.ok(add && length && trunc);
    assert.equal(registers.register(add.result()), 0);
    assert.equal(registers.use(length, 0), 0xc000);
    assert.equal(registers.register(length.result()), 2);
    assert.equal(registers.register(trunc.result()), 1);
    assert.equal(registers.i32Count, 4);
    assert.equal(registers.refCount, 1);
  });

  it('swap 64-bit values in halves through a register of their own', () => {
    const { func, registers } = allocate(
      `vm.func @f(%a: i64, %b: i64, %n: i32) -> i64 {
        vm.br ^loop(%a, %b : i64, i64)
      ^loop(%x: i64, %y: i64):
        vm.cond_br %n, ^loop(%y, %x : i64, i64), ^end
      ^end:
        vm.return %x : i64
      }`,
    );
    const branch = func.region().blocks[1]?.last;
    assert.ok(branch);
    const count = registers.i32Count;
    const moves = registers.branchMoves(branch, 0);
    const pairs = moves.flatMap((from, i) =>
      i % 2 === 0 ? [{ from, to: moves[i + 1] ?? 0 }] : [],
    );
    const [x, y] = func.region().blocks[1]?.arguments ?? [];
    assert.ok(x && y);
    const after = run(pairs);
    for (const [from, to] of [
      [x, y],
      [y, x],
    ] as const)
      for (const half of [0, 1])
        assert.equal(after.get(registers.register(to) + half), registers.register(from) + half);
    assert.equal(registers.i32Count, count + 1);
  });
});

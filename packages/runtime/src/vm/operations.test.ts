import assert from 'node:assert/strict';
import { VmBuffer } from './buffer.ts';
import { BytecodeModule } from './bytecode-module.ts';
import { VmContext } from './context.ts';
import { VmList } from './list.ts';
import type { VmValue } from './native-module.ts';
import { StatusError, type StatusName } from './status.ts';
import { assemble, type ModuleSource } from './test-assembler.ts';

/** Runs the one function of a module made of these lines. */
function run(
  cconv: string,
  lines: string,
  args: readonly VmValue[] = [],
  extra: Omit<ModuleSource, 'functions'> = {},
): VmValue {
  const module = new BytecodeModule(
    assemble({ ...extra, functions: [{ name: 'main', cconv, lines }] }),
  );
  return VmContext.createSync([module]).invokeSync('test.main', args)[0] ?? null;
}

function fails(status: StatusName, message: RegExp, body: () => unknown): void {
  assert.throws(body, (error) => {
    assert.ok(error instanceof StatusError, String(error));
    assert.equal(error.status, status);
    assert.match(error.message, message);
    return true;
  });
}

const min32 = -0x80000000;
const max32 = 0x7fffffff;
const min64 = -(1n << 63n);
const max64 = (1n << 63n) - 1n;

describe('i32 operations', () => {
  const cases: readonly (readonly [string, readonly number[], number])[] = [
    ['AddI32', [max32, 1], min32],
    ['SubI32', [min32, 1], max32],
    ['MulI32', [0x10001, 0x10001], 0x20001],
    ['DivI32S', [-7, 2], -3],
    ['DivI32S', [min32, -1], min32],
    ['DivI32U', [-2, 2], 0x7fffffff],
    ['RemI32S', [-7, 2], -1],
    ['RemI32S', [min32, -1], 0],
    ['RemI32U', [-1, 10], 5],
    ['FMAI32', [3, 4, 5], 17],
    ['AbsI32', [-5], 5],
    ['AbsI32', [min32], min32],
    ['MinI32S', [-1, 1], -1],
    ['MinI32U', [-1, 1], 1],
    ['MaxI32S', [-1, 1], 1],
    ['MaxI32U', [-1, 1], -1],
    ['NotI32', [0], -1],
    ['AndI32', [6, 3], 2],
    ['OrI32', [6, 3], 7],
    ['XorI32', [6, 3], 5],
    ['CtlzI32', [0], 32],
    ['CtlzI32', [1], 31],
    ['ShlI32', [1, 31], min32],
    ['ShlI32', [1, 33], 2],
    ['ShrI32S', [min32, 31], -1],
    ['ShrI32U', [min32, 31], 1],
    ['TruncI32I8', [0x1ff], 0xff],
    ['TruncI32I16', [0x1ffff], 0xffff],
    ['ExtI8I32S', [0x80], -128],
    ['ExtI8I32U', [0x180], 0x80],
    ['ExtI16I32S', [0x8000], -32768],
    ['ExtI16I32U', [-1], 0xffff],
    ['CmpEQI32', [4, 4], 1],
    ['CmpNEI32', [4, 4], 0],
    ['CmpLTI32S', [-1, 1], 1],
    ['CmpLTI32U', [-1, 1], 0],
    ['CmpNZI32', [-3], 1],
    ['SelectI32', [0, 10, 20], 20],
    ['SelectI32', [1, 10, 20], 10],
  ];
  for (const [name, args, expected] of cases) {
    it(`${name}(${args.join(', ')}) is ${expected}`, () => {
      const registers = args.map((_, index) => `i${index}`);
      const lines = `${name} ${registers.join(' ')} i7\nReturn [i7]`;
      assert.equal(run(`0${'i'.repeat(args.length)}_i`, lines, args), expected);
    });
  }

  it('division by zero fails', () => {
    for (const name of ['DivI32S', 'DivI32U', 'RemI32S', 'RemI32U']) {
      fails('INVALID_ARGUMENT', /division by zero/, () =>
        run('0ii_i', `${name} i0 i1 i2\nReturn [i2]`, [1, 0]),
      );
    }
  });
});

describe('i64 operations', () => {
  const big = 0x123456789abcdef0n;
  const cases: readonly (readonly [string, readonly bigint[], bigint])[] = [
    ['AddI64', [max64, 1n], min64],
    ['AddI64', [0xffffffffn, 1n], 0x100000000n],
    ['AddI64', [-1n, -1n], -2n],
    ['SubI64', [0x100000000n, 1n], 0xffffffffn],
    ['SubI64', [min64, 1n], max64],
    ['MulI64', [0xffffffffn, 0xffffffffn], BigInt.asIntN(64, 0xffffffffn * 0xffffffffn)],
    ['MulI64', [big, -3n], BigInt.asIntN(64, big * -3n)],
    ['DivI64S', [-7n, 2n], -3n],
    ['DivI64S', [min64, -1n], min64],
    ['DivI64U', [-2n, 2n], max64],
    ['RemI64S', [-7n, 2n], -1n],
    ['RemI64U', [-1n, 10n], 5n],
    ['FMAI64', [0xffffffffn, 0x100000001n, 1n], BigInt.asIntN(64, 0xffffffffn * 0x100000001n + 1n)],
    ['FMAI64', [-5n, 7n, -1n], -36n],
    ['AbsI64', [-5n], 5n],
    ['AbsI64', [min64], min64],
    ['MinI64S', [-1n, 1n], -1n],
    ['MinI64U', [-1n, 1n], 1n],
    ['MaxI64S', [-1n, 1n], 1n],
    ['MaxI64U', [-1n, 1n], -1n],
    ['NotI64', [0n], -1n],
    ['AndI64', [big, 0xff00000000ffn], big & 0xff00000000ffn],
    ['OrI64', [1n << 40n, 1n], (1n << 40n) | 1n],
    ['XorI64', [-1n, big], ~big],
    ['CtlzI64', [0n], 64n],
    ['CtlzI64', [1n << 40n], 23n],
    ['CtlzI64', [1n], 63n],
  ];
  for (const [name, args, expected] of cases) {
    it(`${name}(${args.join(', ')}) is ${expected}`, () => {
      const registers = args.map((_, index) => `i${index * 2}`);
      const lines = `${name} ${registers.join(' ')} i8\nReturn [i8]`;
      assert.equal(run(`0${'I'.repeat(args.length)}_I`, lines, args), expected);
    });
  }

  it('shifts by the amount modulo 64', () => {
    for (const amount of [0, 1, 31, 32, 33, 63, 64, 65]) {
      const by = BigInt(amount & 63);
      const shift = (name: string): VmValue =>
        run('0Ii_I', `${name} i0 i2 i4\nReturn [i4]`, [-big, amount]);
      assert.equal(shift('ShlI64'), BigInt.asIntN(64, -big << by), `shl ${amount}`);
      assert.equal(shift('ShrI64S'), -big >> by, `shr.s ${amount}`);
      assert.equal(
        shift('ShrI64U'),
        BigInt.asIntN(64, BigInt.asUintN(64, -big) >> by),
        `shr.u ${amount}`,
      );
    }
  });

  it('compares signed and unsigned, over both halves', () => {
    const values = [min64, -1n, 0n, 1n, 0xffffffffn, 0x100000000n, max64];
    for (const a of values) {
      for (const b of values) {
        const compare = (name: string): VmValue =>
          run('0II_i', `${name} i0 i2 i4\nReturn [i4]`, [a, b]);
        const unsigned = (x: bigint): bigint => BigInt.asUintN(64, x);
        assert.equal(compare('CmpEQI64'), a === b ? 1 : 0);
        assert.equal(compare('CmpNEI64'), a === b ? 0 : 1);
        assert.equal(compare('CmpLTI64S'), a < b ? 1 : 0, `${a} < ${b}`);
        assert.equal(compare('CmpLTI64U'), unsigned(a) < unsigned(b) ? 1 : 0, `${a} <u ${b}`);
      }
      assert.equal(run('0I_i', 'CmpNZI64 i0 i2\nReturn [i2]', [a]), a === 0n ? 0 : 1);
    }
  });

  it('converts from and to i32', () => {
    assert.equal(
      run('0I_i', 'TruncI64I32 i0 i2\nReturn [i2]', [big]),
      Number(BigInt.asIntN(32, big)),
    );
    assert.equal(run('0i_I', 'ExtI32I64S i0 i2\nReturn [i2]', [-2]), -2n);
    assert.equal(run('0i_I', 'ExtI32I64U i0 i2\nReturn [i2]', [-2]), 0xfffffffen);
  });

  it('makes constants and selects', () => {
    assert.equal(run('0v_I', 'ConstI64 -81985529216486896n i0\nReturn [i0]'), -81985529216486896n);
    assert.equal(run('0v_I', 'ConstI64Zero i0\nReturn [i0]'), 0n);
    const select = 'SelectI64 i0 i2 i4 i6\nReturn [i6]';
    assert.equal(run('0iII_I', select, [1, 5n, big]), 5n);
    assert.equal(run('0iII_I', select, [0, 5n, big]), big);
  });

  it('division by zero fails', () => {
    for (const name of ['DivI64S', 'DivI64U', 'RemI64S', 'RemI64U']) {
      fails('INVALID_ARGUMENT', /division by zero/, () =>
        run('0II_I', `${name} i0 i2 i4\nReturn [i4]`, [1n, 0n]),
      );
    }
  });
});

describe('floating-point operations', () => {
  type Case = readonly [name: string, args: readonly number[], expected: number];
  const cases: readonly Case[] = [
    ['Add', [1.5, 2.25], 3.75],
    ['Sub', [1.5, 2.25], -0.75],
    ['Mul', [1.5, 2], 3],
    ['Div', [1, 4], 0.25],
    ['Div', [1, 0], Number.POSITIVE_INFINITY],
    // IEEE remainder: the nearest multiple, even on a tie.
    ['Rem', [5, 3], -1],
    ['Rem', [-5, 3], 1],
    ['Rem', [7, 2], -1],
    ['Rem', [5, 2], 1],
    ['Rem', [1, 0], Number.NaN],
    ['FMA', [2, 3, 4], 10],
    ['Abs', [-2], 2],
    ['Neg', [2], -2],
    ['Ceil', [1.2], 2],
    ['Floor', [-1.2], -2],
    ['Round', [2.5], 3],
    ['Round', [-2.5], -3],
    ['Round', [0.25], 0],
    ['Min', [1, 2], 1],
    ['Max', [1, 2], 2],
    ['Min', [Number.NaN, 1], Number.NaN],
    ['Min', [1, Number.NaN], 1],
    ['Atan2', [0, -1], Math.PI],
    ['Exp2', [10], 1024],
    ['Pow', [2, 10], 1024],
    ['Pow', [1, Number.NaN], 1],
    ['Sqrt', [9], 3],
    ['Rsqrt', [4], 0.5],
    ['Log2', [8], 3],
    ['Log10', [1000], 3],
    ['Cos', [0], 1],
    ['Sin', [0], 0],
    ['Tanh', [0], 0],
    ['Atan', [0], 0],
    ['Exp', [0], 1],
    ['ExpM1', [0], 0],
    ['Log', [1], 0],
    ['Log1p', [0], 0],
    ['Erf', [0], 0],
    ['Erf', [1], 0.8427007929497149],
    ['Erf', [-0.5], -0.5204998778130465],
    ['Erf', [3], 0.9999779095030014],
    ['Erf', [10], 1],
  ];
  for (const width of ['F32', 'F64'] as const) {
    for (const [name, args, expected] of cases) {
      it(`${name}${width}(${args.join(', ')}) is ${expected}`, () => {
        const wide = width === 'F64';
        const registers = args.map((_, index) => `i${wide ? index * 2 : index}`);
        const letter = wide ? 'F' : 'f';
        const actual = run(
          `0${letter.repeat(args.length)}_${letter}`,
          `${name}${width} ${registers.join(' ')} i8\nReturn [i8]`,
          args,
        ) as number;
        const exact = wide ? expected : Math.fround(expected);
        if (!Number.isFinite(exact)) assert.equal(actual, exact);
        else assert.ok(Math.abs(actual - exact) <= Math.abs(exact) * 4e-16, `${actual}`);
      });
    }
  }

  it('rounds f32 after every operation', () => {
    assert.equal(run('0ff_f', 'AddF32 i0 i1 i2\nReturn [i2]', [16777216, 1]), 16777216);
    assert.equal(
      run('0fff_f', 'FMAF32 i0 i1 i2 i3\nReturn [i3]', [1.1, 1.1, -1.21]),
      Math.fround(Math.fround(Math.fround(1.1) * Math.fround(1.1)) - Math.fround(1.21)),
    );
  });

  it('compares ordered and unordered', () => {
    const nan = Number.NaN;
    const expected: readonly (readonly [string, number, number, number])[] = [
      ['CmpEQ#O', 1, 0, 0],
      ['CmpEQ#U', 1, 0, 1],
      ['CmpNE#O', 0, 1, 1],
      ['CmpNE#U', 0, 1, 1],
      ['CmpLT#O', 0, 1, 0],
      ['CmpLT#U', 0, 1, 1],
      ['CmpLTE#O', 1, 1, 0],
      ['CmpLTE#U', 1, 1, 1],
    ];
    for (const [name, equal, less, unordered] of expected) {
      for (const width of ['F32', 'F64']) {
        const wide = width === 'F64';
        const compare = (a: number, b: number): VmValue =>
          run(
            wide ? '0FF_i' : '0ff_i',
            `${name.replace('#', width)} i0 ${wide ? 'i2' : 'i1'} i4\nReturn [i4]`,
            [a, b],
          );
        assert.deepEqual(
          [compare(2, 2), compare(1, 2), compare(nan, 2)],
          [equal, less, unordered],
          name,
        );
      }
    }
    assert.equal(run('0f_i', 'CmpNaNF32 i0 i1\nReturn [i1]', [nan]), 1);
    assert.equal(run('0F_i', 'CmpNaNF64 i0 i2\nReturn [i2]', [1]), 0);
  });

  it('converts, rounding halves away from zero', () => {
    const castF32 = (name: string, value: number): VmValue =>
      run('0f_i', `${name} i0 i1\nReturn [i1]`, [value]);
    assert.equal(castF32('CastF32SI32', 2.5), 3);
    assert.equal(castF32('CastF32SI32', -2.5), -3);
    assert.equal(castF32('CastF32UI32', 4294967040), -256);
    assert.equal(castF32('CastF32SI32', Number.NaN), 0);
    assert.equal(run('0i_f', 'CastSI32F32 i0 i1\nReturn [i1]', [-2]), -2);
    assert.equal(run('0i_f', 'CastUI32F32 i0 i1\nReturn [i1]', [-1]), 4294967296);
    assert.equal(run('0I_F', 'CastUI64F64 i0 i2\nReturn [i2]', [-1n]), 2 ** 64);
    assert.equal(run('0I_F', 'CastSI64F64 i0 i2\nReturn [i2]', [-3n]), -3);
    assert.equal(run('0F_I', 'CastF64SI64 i0 i2\nReturn [i2]', [-2.5]), -3n);
    assert.equal(run('0F_I', 'CastF64UI64 i0 i2\nReturn [i2]', [2 ** 63]), min64);
    assert.equal(run('0F_i', 'CastF64SI32 i0 i2\nReturn [i2]', [-7.5]), -8);
    assert.equal(run('0F_f', 'TruncF64F32 i0 i2\nReturn [i2]', [0.1]), Math.fround(0.1));
    assert.equal(run('0f_F', 'ExtF32F64 i0 i2\nReturn [i2]', [0.5]), 0.5);
  });

  it('reinterprets bits, NaN payloads included', () => {
    assert.equal(run('0f_i', 'BitcastF32I32 i0 i1\nReturn [i1]', [1]), 0x3f800000);
    const both = 'BitcastI32F32 i0 i1\nBitcastF32I32 i1 i2\nReturn [i2]';
    assert.equal(run('0i_i', both, [0x7fc01234]), 0x7fc01234);
    assert.equal(run('0I_F', 'BitcastI64F64 i0 i2\nReturn [i2]', [0x3ff0000000000000n]), 1);
    assert.equal(run('0F_I', 'BitcastF64I64 i0 i2\nReturn [i2]', [1]), 0x3ff0000000000000n);
  });

  it('makes constants and selects', () => {
    assert.equal(run('0v_f', 'ConstF32 2.5f i0\nReturn [i0]'), 2.5);
    assert.equal(run('0v_F', 'ConstF64 -0.1d i0\nReturn [i0]'), -0.1);
    assert.equal(run('0v_f', 'ConstF32Zero i0\nReturn [i0]'), 0);
    assert.equal(run('0v_F', 'ConstF64Zero i0\nReturn [i0]'), 0);
    assert.equal(run('0iff_f', 'SelectF32 i0 i1 i2 i3\nReturn [i3]', [1, 3, 4]), 3);
    assert.equal(run('0iFF_F', 'SelectF64 i0 i2 i4 i6\nReturn [i6]', [0, 3, 4]), 4);
  });
});

describe('switch operations', () => {
  it('choose by index, the default outside', () => {
    const i32 = 'SwitchI32 i0 -7 [i1 i2] i3\nReturn [i3]';
    assert.deepEqual(
      [-1, 0, 1, 2].map((index) => run('0iii_i', i32, [index, 10, 20])),
      [-7, 10, 20, -7],
    );
    const i64 = 'SwitchI64 i0 4294967296n [i2 i4] i6\nReturn [i6]';
    assert.deepEqual(
      [0, 1, 2].map((index) => run('0iII_I', i64, [index, max64, min64])),
      [max64, min64, 1n << 32n],
    );
    const f32 = 'SwitchF32 i0 0.5f [i1] i2\nReturn [i2]';
    assert.deepEqual([run('0if_f', f32, [0, 8]), run('0if_f', f32, [1, 8])], [8, 0.5]);
    const f64 = 'SwitchF64 i0 0.5d [i2] i4\nReturn [i4]';
    assert.deepEqual([run('0iF_F', f64, [0, 8]), run('0iF_F', f64, [1, 8])], [8, 0.5]);
  });

  it('choose refs of the type they name', () => {
    const a = new VmBuffer(new Uint8Array(1));
    const b = new VmBuffer(new Uint8Array(2));
    const lines = 'SwitchRef i0 !vm.buffer r0 [r1] r2\nReturn [r2]';
    assert.equal(run('0irr_r', lines, [0, a, b]), b);
    assert.equal(run('0irr_r', lines, [1, a, b]), a);
    assert.equal(run('0irr_r', 'SelectRef i0 !vm.buffer r0 r1! r0\nReturn [r0]', [0, a, b]), b);
    fails('INVALID_ARGUMENT', /source ref type mismatch/, () =>
      run('0irr_r', lines, [0, a, new VmList()]),
    );
  });
});

describe('ref operations', () => {
  it('compare by identity', () => {
    const a = new VmBuffer(new Uint8Array(1));
    const b = new VmBuffer(new Uint8Array(1));
    assert.equal(run('0rr_i', 'CmpEQRef r0 r1 i0\nReturn [i0]', [a, b]), 0);
    assert.equal(run('0rr_i', 'CmpNERef r0 r1 i0\nReturn [i0]', [a, b]), 1);
    assert.equal(run('0r_i', 'CmpEQRef r0 r0! i0\nReturn [i0]', [a]), 1);
    assert.equal(run('0r_i', 'CmpEQRef r0! r0! i0\nReturn [i0]', [a]), 1);
    assert.equal(run('0r_i', 'CmpNZRef r0 i0\nReturn [i0]', [null]), 0);
    assert.equal(run('0v_i', 'ConstRefZero r0\nCmpNZRef r0 i0\nReturn [i0]'), 0);
  });

  it('give read-only data as constant buffers', () => {
    const rodata = [Uint8Array.of(1), Uint8Array.of(2, 3)];
    const buffer = run('0v_r', 'ConstRefRodata &1 r0\nReturn [r0!]', [], { rodata });
    assert.ok(buffer instanceof VmBuffer);
    assert.deepEqual([...buffer.bytes], [2, 3]);
    fails('PERMISSION_DENIED', /read-only/, () =>
      run('0v_v', 'ConstRefRodata &0 r0\nBufferStoreI8 r0 i0 i2\nReturn []', [], { rodata }),
    );
  });
});

describe('globals', () => {
  it('keep values between calls, zero at first', () => {
    const module = new BytecodeModule(
      assemble({
        globalBytes: 24,
        globalRefs: 1,
        functions: [
          {
            name: 'count',
            cconv: '0v_i',
            lines:
              'GlobalLoadI32 &4 i0\nConstI32 1 i1\nAddI32 i0 i1 i0\nGlobalStoreI32 &4 i0\nReturn [i0]',
          },
          {
            name: 'wide',
            cconv: '0IF_IF',
            lines:
              'GlobalLoadI64 &8 i4\nGlobalLoadF64 &16 i6\nGlobalStoreI64 &8 i0\nGlobalStoreF64 &16 i2\nReturn [i4 i6]',
          },
          {
            name: 'ref',
            cconv: '0r_r',
            lines: 'GlobalLoadRef &0 !vm.buffer r1\nGlobalStoreRef &0 !vm.buffer r0!\nReturn [r1]',
          },
        ],
      }),
    );
    const context = VmContext.createSync([module]);
    assert.deepEqual(context.invokeSync('test.count'), [1]);
    assert.deepEqual(context.invokeSync('test.count'), [2]);
    assert.deepEqual(context.invokeSync('test.wide', [max64, 0.5]), [0n, 0]);
    assert.deepEqual(context.invokeSync('test.wide', [0n, 0]), [max64, 0.5]);
    const buffer = new VmBuffer(new Uint8Array(1));
    assert.deepEqual(context.invokeSync('test.ref', [buffer]), [null]);
    assert.equal(context.invokeSync('test.ref', [null])[0], buffer);
    fails('INVALID_ARGUMENT', /source ref type mismatch/, () =>
      context.invokeSync('test.ref', [new VmList()]),
    );
    // Another context has globals of its own.
    assert.deepEqual(VmContext.createSync([module]).invokeSync('test.count'), [1]);
  });

  it('are checked when addressed indirectly', () => {
    const state = { globalBytes: 8, globalRefs: 1 };
    const word =
      'GlobalStoreIndirectI32 i0 i1\nGlobalLoadIndirectF32 i0 i2\nGlobalLoadIndirectI32 i0 i3\nReturn [i3]';
    assert.equal(run('0ii_i', word, [4, 77], state), 77);
    fails('OUT_OF_RANGE', /global byte_offset out of range: 5/, () =>
      run('0ii_i', word, [5, 77], state),
    );
    const wide = 'GlobalStoreIndirectI64 i0 i2\nGlobalLoadIndirectI64 i0 i4\nReturn [i4]';
    assert.equal(run('0iI_I', wide, [0, max64], state), max64);
    fails('OUT_OF_RANGE', /out of range: 4/, () => run('0iI_I', wide, [4, 1n], state));
    const ref =
      'GlobalStoreIndirectRef i0 !vm.buffer r0\nGlobalLoadIndirectRef i0 !vm.buffer r1\nReturn [r1]';
    const buffer = new VmBuffer(new Uint8Array(1));
    assert.equal(run('0ir_r', ref, [0, buffer], state), buffer);
    fails('OUT_OF_RANGE', /global ref ordinal out of range: 4294967295/, () =>
      run('0ir_r', ref, [-1, buffer], state),
    );
  });
});

describe('list operations', () => {
  it('keep values of one type, narrowed to it', () => {
    const lines = `
      ListAlloc :i8 i0 r0
      ListResize r0 i0
      ListSetI32 r0 i1 i2
      ListGetI32 r0 i1 i3
      ListSize r0 i4
      Return [i3 i4]`;
    const module = new BytecodeModule(
      assemble({ functions: [{ name: 'main', cconv: '0iii_ii', lines }] }),
    );
    const context = VmContext.createSync([module]);
    assert.deepEqual(context.invokeSync('test.main', [3, 2, 0x1ff]), [-1, 3]);
    fails('OUT_OF_RANGE', /index 3 out of bounds \(3\)/, () =>
      context.invokeSync('test.main', [3, 3, 1]),
    );
    fails('RESOURCE_EXHAUSTED', /elements/, () => context.invokeSync('test.main', [-1, 0, 0]));
  });

  it('hold i64, f32 and f64', () => {
    const through = (type: string, suffix: string, cconv: string, value: VmValue): VmValue =>
      run(
        cconv,
        `ConstI32 1 i4\nConstI32Zero i5\nListAlloc :${type} i4 r0\nListResize r0 i4
         ListSet${suffix} r0 i5 i0\nListGet${suffix} r0 i5 i2\nReturn [i2]`,
        [value],
      );
    assert.equal(through('i64', 'I64', '0I_I', min64), min64);
    assert.equal(through('f32', 'F32', '0f_f', 0.5), 0.5);
    assert.equal(through('f64', 'F64', '0F_F', 0.1), 0.1);
  });

  it('take only refs of their type, variants any', () => {
    const set = (list: VmList, ref: VmValue): VmValue =>
      run('0rr_r', 'ListSetRef r0 i0 r1\nListGetRef r0 i0 !vm.buffer r2\nReturn [r2]', [list, ref]);
    const buffers = new VmList({ kind: 'ref', type: 'vm.buffer' });
    buffers.resize(1);
    const buffer = new VmBuffer(new Uint8Array(1));
    assert.equal(set(buffers, buffer), buffer);
    fails('INVALID_ARGUMENT', /type mismatch/, () => set(buffers, new VmList()));
    const variants = new VmList();
    variants.resize(1);
    assert.equal(set(variants, buffer), buffer);
    // A variant of another type reads as null.
    assert.equal(set(variants, new VmList()), null);
    fails('INVALID_ARGUMENT', /list is null/, () =>
      run('0r_v', 'ListReserve r0 i0\nReturn []', [null]),
    );
  });
});

describe('buffer operations', () => {
  it('load and store by element', () => {
    const bytes = Uint8Array.of(0xff, 0x80, 0x01, 0x02, 0x03, 0x04, 0x05, 0x86);
    const load = (name: string, index: bigint, cconv = '0rI_i'): VmValue =>
      run(cconv, `${name} r0 i0 i2\nReturn [i2]`, [new VmBuffer(bytes.slice()), index]);
    assert.equal(load('BufferLoadI8U', 1n), 0x80);
    assert.equal(load('BufferLoadI8S', 1n), -128);
    assert.equal(load('BufferLoadI16U', 0n), 0x80ff);
    assert.equal(load('BufferLoadI16S', 0n), 0x80ff - 0x10000);
    assert.equal(load('BufferLoadI32', 1n), 0x86050403 - 0x100000000);
    assert.equal(load('BufferLoadI64', 0n, '0rI_I'), BigInt.asIntN(64, 0x86050403020180ffn));
    fails('OUT_OF_RANGE', /offset=8, length=4, alignment=4, buffer length=8/, () =>
      load('BufferLoadI32', 2n),
    );
    fails('OUT_OF_RANGE', /out-of-bounds/, () => load('BufferLoadI8U', -1n));
    fails('OUT_OF_RANGE', /out-of-bounds/, () => load('BufferLoadI64', 1n << 61n, '0rI_I'));

    const store = (name: string, index: bigint, value: VmValue, letter = 'i'): number[] => {
      const buffer = VmBuffer.allocate(8);
      run(`0rI${letter}_v`, `${name} r0 i0 i2\nReturn []`, [buffer, index, value]);
      return [...buffer.bytes];
    };
    assert.deepEqual(store('BufferStoreI8', 3n, 0x1ff), [0, 0, 0, 0xff, 0, 0, 0, 0]);
    assert.deepEqual(store('BufferStoreI16', 1n, 0x1234), [0, 0, 0x34, 0x12, 0, 0, 0, 0]);
    assert.deepEqual(store('BufferStoreI32', 1n, -1), [0, 0, 0, 0, 255, 255, 255, 255]);
    assert.deepEqual(store('BufferStoreI64', 0n, 1n << 56n, 'I'), [0, 0, 0, 0, 0, 0, 0, 1]);
    assert.deepEqual(store('BufferStoreF32', 1n, 1, 'f'), [0, 0, 0, 0, 0, 0, 0x80, 0x3f]);
    assert.deepEqual(store('BufferStoreF64', 0n, 1, 'F'), [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    fails('OUT_OF_RANGE', /out-of-bounds/, () => store('BufferStoreI16', 4n, 0));
    fails('INVALID_ARGUMENT', /target_buffer is null/, () =>
      run('0r_v', 'BufferStoreI8 r0 i0 i2\nReturn []', [null]),
    );
  });

  it('fill, copy, clone and compare', () => {
    const fill = (
      name: string,
      at: bigint,
      count: bigint,
      value: VmValue,
      letter = 'i',
    ): number[] => {
      const buffer = VmBuffer.allocate(8);
      run(`0rII${letter}_v`, `${name} r0 i0 i2 i4\nReturn []`, [buffer, at, count, value]);
      return [...buffer.bytes];
    };
    assert.deepEqual(fill('BufferFillI8', 1n, 2n, 7), [0, 7, 7, 0, 0, 0, 0, 0]);
    assert.deepEqual(fill('BufferFillI16', 1n, 2n, 0x102), [0, 0, 2, 1, 2, 1, 0, 0]);
    assert.deepEqual(fill('BufferFillI32', 1n, 1n, 1), [0, 0, 0, 0, 1, 0, 0, 0]);
    assert.deepEqual(fill('BufferFillI64', 0n, 1n, 2n, 'I'), [2, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(fill('BufferFillF32', 0n, 1n, 1, 'f'), [0, 0, 0x80, 0x3f, 0, 0, 0, 0]);
    fails('OUT_OF_RANGE', /out-of-bounds/, () => fill('BufferFillI32', 1n, 2n, 1));

    const source = new VmBuffer(Uint8Array.of(1, 2, 3, 4), 'constant');
    const target = VmBuffer.allocate(4);
    run('0rIrII_v', 'BufferCopy r0 i0 r1 i2 i4\nReturn []', [source, 1n, target, 0n, 3n]);
    assert.deepEqual([...target.bytes], [2, 3, 4, 0]);
    fails('OUT_OF_RANGE', /out-of-bounds/, () =>
      run('0rIrII_v', 'BufferCopy r0 i0 r1 i2 i4\nReturn []', [source, 2n, target, 0n, 3n]),
    );
    const clone = run('0rII_r', 'BufferClone r0 i0 i2 i5 r1\nReturn [r1!]', [source, 1n, 2n]);
    assert.deepEqual([...(clone as VmBuffer).bytes], [2, 3]);
    const compare = 'BufferCompare r0 i0 r1! i2 i4 i6\nReturn [i6]';
    assert.equal(run('0rIrII_i', compare, [source, 1n, target, 0n, 3n]), 1);
    assert.equal(run('0rIrII_i', compare, [source, 0n, target, 0n, 3n]), 0);
  });

  it('allocate zeroed, within reason', () => {
    const alloc = 'BufferAlloc i0 i2 r0\nBufferLength r0 i4\nReturn [i4]';
    assert.equal(run('0Ii_I', alloc, [24n, 16]), 24n);
    fails('RESOURCE_EXHAUSTED', /cannot allocate a buffer/, () =>
      run('0Ii_I', alloc, [1n << 40n, 16]),
    );
    fails('RESOURCE_EXHAUSTED', /cannot allocate a buffer/, () => run('0Ii_I', alloc, [-1n, 16]));
  });
});

import assert from 'node:assert/strict';
import { writeModule } from '@iree-workbench/format';
import { VmBuffer } from './buffer.ts';
import { type BytecodeModule, loadBytecodeModule } from './bytecode-module.ts';
import { collatzModule } from './collatz.test-data.ts';
import { VmContext } from './context.ts';
import { disassemble } from './disassembler.ts';
import { VmList } from './list.ts';
import type { NativeArguments, NativeModule, VmValue } from './native-module.ts';
import { StatusError, type StatusName } from './status.ts';
import { assemble, importFunction, type ModuleSource } from './test-assembler.ts';

function load(source: ModuleSource): BytecodeModule {
  // Through the file format, so that what is tested is what a compiler would hand over.
  return loadBytecodeModule(writeModule(assemble(source)));
}

function native(functions: NativeModule['functions'], name = 'host'): NativeModule {
  return { name, version: 0, functions };
}

async function rejects(
  status: StatusName,
  message: RegExp,
  promise: Promise<unknown>,
): Promise<StatusError> {
  let caught: unknown;
  try {
    await promise;
  } catch (error) {
    caught = error;
  }
  assert.ok(caught instanceof StatusError, String(caught));
  assert.equal(caught.status, status);
  assert.match(caught.message, message);
  return caught;
}

describe('a module of upstream’s compiler', () => {
  const context = VmContext.createSync([loadBytecodeModule(collatzModule())]);

  it('computes what upstream’s runtime computes', () => {
    for (const [start, steps] of [
      [1n, 0],
      [27n, 111],
      [97n, 118],
      // Here upstream’s runtime of the time drops the high half of the i64 it passes.
      [4294967295000n, 280],
    ] as const) {
      assert.deepEqual(context.invokeSync('collatz.steps', [start]), [steps]);
    }
  });

  it('says where it failed', () => {
    assert.throws(
      () => context.invokeSync('collatz.steps', [-5]),
      (error: StatusError) => {
        assert.equal(
          error.format(),
          'INVALID_ARGUMENT; start must not be negative\n' +
            '[ 0] bytecode collatz.steps:59 collatz.mlir:10:5',
        );
        return true;
      },
    );
  });

  it('is printed with names and locations', () => {
    const text = disassemble(loadBytecodeModule(collatzModule()).def);
    assert.match(text, /^module @collatz version 0 bytecode 15\.0$/m);
    assert.match(text, /^func \[0\] @steps 0I_i i32 9 ref 0 \{$/m);
    assert.match(text, /%i0:1 = vm\.fma\.i64 %i0:1, %i4:5, %i6:7 {2}\/\/ collatz\.mlir:30:10/);
    assert.match(text, /vm\.cond_br %i3, \^00000092\(%i2->%i0\), \^00000076/);
  });
});

describe('calls', () => {
  it('pass 64-bit values and refs whole, in the registers the allocator gives', () => {
    const module = load({
      functions: [
        {
          name: 'outer',
          cconv: '0iIir_Ir',
          lines: 'Call @inner [i0 i2 i1 r0!] [i4 r1]\nReturn [i4 r1]',
        },
        {
          name: 'inner',
          cconv: '0iIir_Ir',
          exported: false,
          // i32, i64, i32 arrive in 0, 2:3 and 1.
          lines: `
            ExtI32I64S i0 i4
            ExtI32I64S i1 i6
            MulI64 i4 i2 i4
            AddI64 i4 i6 i4
            Return [i4 r0]`,
        },
      ],
    });
    const buffer = new VmBuffer(new Uint8Array(1));
    const context = VmContext.createSync([module]);
    assert.deepEqual(context.invokeSync('test.outer', [3, 5000000000n, -2, buffer]), [
      14999999998n,
      buffer,
    ]);
  });

  it('recurse until the stack is full', () => {
    const module = load({
      functions: [
        {
          name: 'factorial',
          cconv: '0I_I',
          lines: `
            ^entry:
            CmpNZI64 i0 i2
            CondBranch i2 ^more ^one
            ^one:
            ConstI64 1n i0
            Return [i0]
            ^more:
            ConstI64 1n i4
            SubI64 i0 i4 i4
            Call @factorial [i4] [i4]
            MulI64 i0 i4 i0
            Return [i0]`,
        },
        { name: 'forever', cconv: '0v_v', lines: 'Call @forever [] []\nReturn []' },
      ],
    });
    const context = VmContext.createSync([module]);
    assert.deepEqual(context.invokeSync('test.factorial', [20n]), [2432902008176640000n]);
    assert.throws(
      () => context.invokeSync('test.forever'),
      /RESOURCE_EXHAUSTED; VM stack overflow/,
    );
  });

  it('branch with register copies in order', () => {
    const module = load({
      functions: [
        {
          name: 'swap',
          cconv: '0ii_ii',
          lines: `
            ^entry:
            Branch ^next(i0->i2 i1->i0 i2->i1)
            ^next:
            Return [i0 i1]`,
        },
      ],
    });
    assert.deepEqual(VmContext.createSync([module]).invokeSync('test.swap', [1, 2]), [2, 1]);
  });

  it('check arguments', () => {
    const module = load({
      functions: [
        { name: 'f', cconv: '0iIr_v', lines: 'ConstI32Zero i3\nConstRefZero r0\nReturn []' },
      ],
    });
    const context = VmContext.createSync([module]);
    const call =
      (...args: VmValue[]) =>
      () =>
        context.invokeSync('test.f', args);
    assert.throws(call(1), /expected 3 arguments but passed 1/);
    assert.throws(call(1n, 1n, null), /argument 0 is not a value of type 'i'/);
    assert.throws(call(1, 1.5, null), /argument 1 is not a value of type 'I'/);
    assert.throws(call(1, 1, 5), /argument 2 is not a value of type 'r'/);
    assert.deepEqual(call(1, 1, null)(), []);
    assert.throws(() => context.invokeSync('test.g'), /NOT_FOUND; function 'test.g' not found/);
  });
});

describe('native modules', () => {
  it('receive arguments by kind and variadic spans as tuples', () => {
    const seen: unknown[] = [];
    const host = native([
      {
        name: 'take',
        cconv: '0rICiIDCrDf_iI',
        call: (args: NativeArguments) => {
          seen.push(
            args.ref(0, VmBuffer).length,
            args.i64(1),
            args.span(2).map((tuple) => [tuple.i32(0), tuple.size(1)]),
            args.span(3).map((tuple) => tuple.optionalRef(0, VmBuffer)),
            args.float(4),
          );
          return [-1, 1n << 40n];
        },
      },
    ]);
    const module = load({
      imports: [importFunction('host.take', '0rICiIDCrDf_iI')],
      functions: [
        {
          name: 'main',
          cconv: '0rIf_iI',
          lines: `
            ConstI32 7 i4
            CallVariadic @host.take {65535 65535 2 0 65535} [r0 i0 i4 i0 i4 i0 i2] [i5 i6]
            Return [i5 i6]`,
        },
      ],
    });
    const context = VmContext.createSync([host, module]);
    const buffer = new VmBuffer(new Uint8Array(3));
    assert.deepEqual(context.invokeSync('test.main', [buffer, 9n, 0.5]), [-1, 1n << 40n]);
    assert.deepEqual(seen, [
      3,
      9n,
      [
        [7, 9],
        [7, 9],
      ],
      [],
      0.5,
    ]);
  });

  it('fail a call of another ref type, with the native frame on the stack', async () => {
    const host = native([
      { name: 'take', cconv: '0r_v', call: (args) => void args.ref(0, VmBuffer) },
      {
        name: 'break',
        cconv: '0v_v',
        call: () => {
          throw new TypeError('a defect of the host');
        },
      },
      { name: 'short', cconv: '0v_ii', call: () => 1 },
    ]);
    const module = load({
      imports: [
        importFunction('host.take', '0r_v'),
        importFunction('host.break', '0v_v'),
        importFunction('host.short', '0v_ii'),
      ],
      functions: [
        { name: 'take', cconv: '0r_v', lines: 'Call @host.take [r0] []\nReturn []' },
        { name: 'break', cconv: '0v_v', lines: 'Call @host.break [] []\nReturn []' },
        { name: 'short', cconv: '0v_v', lines: 'Call @host.short [] [i0 i1]\nReturn []' },
      ],
    });
    const context = VmContext.createSync([host, module]);
    const mismatch = await rejects(
      'INVALID_ARGUMENT',
      /expected !vm\.buffer but have !vm\.list/,
      context.invoke('test.take', [new VmList()]),
    );
    assert.deepEqual(
      mismatch.vmStack.map((frame) => `${frame.moduleName}.${frame.functionName}`),
      ['host.take', 'test.take'],
    );
    assert.equal(mismatch.vmStack[1]?.bytecodeOffset, 1);
    const wrapped = await rejects('INTERNAL', /a defect of the host/, context.invoke('test.break'));
    assert.ok(wrapped.cause instanceof TypeError);
    await rejects('INTERNAL', /returned 1 results/, context.invoke('test.short'));
  });

  it('may make the program wait, deep in its frames', async () => {
    const order: string[] = [];
    const host = native([
      {
        name: 'later',
        cconv: '0i_i',
        call: async (args) => {
          const value = args.i32(0);
          await new Promise((resolve) => setTimeout(resolve, 1));
          order.push(`later ${value}`);
          return value * 2;
        },
      },
      {
        name: 'reject',
        cconv: '0v_v',
        call: () => Promise.reject(new StatusError('DATA_LOSS', 'device lost')),
      },
    ]);
    const module = load({
      imports: [importFunction('host.later', '0i_i'), importFunction('host.reject', '0v_v')],
      functions: [
        {
          name: 'main',
          cconv: '0i_i',
          lines: 'Call @inner [i0] [i1]\nCall @inner [i1] [i1]\nAddI32 i0 i1 i0\nReturn [i0]',
        },
        {
          name: 'inner',
          cconv: '0i_i',
          exported: false,
          lines: 'Call @host.later [i0] [i0]\nReturn [i0]',
        },
        { name: 'reject', cconv: '0v_v', lines: 'Call @host.reject [] []\nReturn []' },
      ],
    });
    const context = await VmContext.create([host, module]);
    const both = await Promise.all([
      context.invoke('test.main', [1]),
      context.invoke('test.main', [10]),
    ]);
    assert.deepEqual(both, [[5], [50]]);
    assert.deepEqual(order, ['later 1', 'later 10', 'later 2', 'later 20']);
    assert.throws(
      () => context.invokeSync('test.main', [1]),
      /FAILED_PRECONDITION; function 'test.main' waits/,
    );
    const lost = await rejects('DATA_LOSS', /device lost/, context.invoke('test.reject'));
    assert.deepEqual(
      lost.vmStack.map((frame) => frame.functionName),
      ['reject', 'reject'],
    );
  });

  it('stand behind optional imports or not', () => {
    const source: ModuleSource = {
      imports: [importFunction('extra.get', '0v_i', true)],
      functions: [
        { name: 'has', cconv: '0v_i', lines: 'ImportResolved @extra.get i0\nReturn [i0]' },
        { name: 'get', cconv: '0v_i', lines: 'Call @extra.get [] [i0]\nReturn [i0]' },
      ],
    };
    const without = VmContext.createSync([load(source)]);
    assert.deepEqual(without.invokeSync('test.has'), [0]);
    assert.throws(
      () => without.invokeSync('test.get'),
      /NOT_FOUND; optional import `extra\.get` \(ordinal 0\) not resolved/,
    );
    const extra = native([{ name: 'get', cconv: '0_i', call: () => 42 }], 'extra');
    const withIt = VmContext.createSync([extra, load(source)]);
    assert.deepEqual(withIt.invokeSync('test.has'), [1]);
    assert.deepEqual(withIt.invokeSync('test.get'), [42]);
  });
});

describe('linking', () => {
  const user = (fullName: string, cconv: string): BytecodeModule =>
    load({ imports: [importFunction(fullName, cconv)], functions: [] });
  const host = native([{ name: 'f', cconv: '0i_v', call: () => undefined }]);

  it('names what is missing or does not fit', () => {
    const link =
      (...modules: (BytecodeModule | NativeModule)[]) =>
      () =>
        VmContext.createSync(modules);
    assert.throws(link(user('gone.f', '0v_v')), /module 'gone' required for import 'gone\.f'/);
    assert.throws(
      link(host, user('host.g', '0v_v')),
      /import 'host\.g' of module 'test' not found/,
    );
    assert.throws(
      link(host, user('host.f', '0I_v')),
      /INTERNAL; import function signature mismatch .* expected 0I_v but got 0i_v/,
    );
    const needs = (minimumVersion: number): BytecodeModule =>
      load({
        functions: [],
        extra: { dependencies: [{ name: 'host', minimumVersion, optional: false }] },
      });
    assert.throws(link(needs(0)), /required module 'host' not registered/);
    assert.throws(link(host, needs(1)), /version mismatch; have 0 but require 1/);
    assert.doesNotThrow(link(host, needs(0)));
    const typed = load({ functions: [], extra: { types: ['!hal.buffer'] } });
    assert.throws(link(typed), /NOT_FOUND; no type registered with name '!hal\.buffer'/);
    assert.doesNotThrow(link({ ...host, refTypes: ['hal.buffer'] }, typed));
  });

  it('joins bytecode modules, each with its own globals', () => {
    const library = load({
      name: 'library',
      globalBytes: 4,
      functions: [
        {
          name: 'add',
          cconv: '0I_I',
          lines:
            'GlobalLoadI32 &0 i2\nConstI32 1 i3\nAddI32 i2 i3 i2\nGlobalStoreI32 &0 i2\nExtI32I64S i2 i4\nAddI64 i0 i4 i0\nReturn [i0]',
        },
      ],
    });
    const program = load({
      globalBytes: 4,
      imports: [importFunction('library.add', '0I_I')],
      functions: [
        {
          name: 'main',
          cconv: '0I_Ii',
          lines:
            'Call @library.add [i0] [i0]\nCall @library.add [i0] [i0]\nGlobalLoadI32 &0 i2\nReturn [i0 i2]',
        },
      ],
    });
    const context = VmContext.createSync([library, program]);
    assert.deepEqual(context.invokeSync('test.main', [1n << 33n]), [(1n << 33n) + 3n, 0]);
  });

  it('runs initializers in order and deinitializers in reverse', async () => {
    const log: number[] = [];
    const recorder = native([
      {
        name: 'log',
        cconv: '0i_v',
        call: async (args) => {
          log.push(args.i32(0));
        },
      },
    ]);
    const module = (name: string, value: number): BytecodeModule =>
      load({
        name,
        imports: [importFunction('host.log', '0i_v')],
        functions: [
          {
            name: '__init',
            cconv: '0v_v',
            lines: `ConstI32 ${value} i0\nCall @host.log [i0] []\nReturn []`,
          },
          {
            name: '__deinit',
            cconv: '0v_v',
            lines: `ConstI32 ${-value} i0\nCall @host.log [i0] []\nReturn []`,
          },
        ],
      });
    const context = await VmContext.create([recorder, module('a', 1), module('b', 2)]);
    assert.deepEqual(log, [1, 2]);
    assert.deepEqual(context.exports, []);
    await context.dispose();
    assert.deepEqual(log, [1, 2, -2, -1]);
    await rejects('FAILED_PRECONDITION', /disposed/, context.invoke('a.__init'));
  });
});

describe('control', () => {
  it('fails with the status of vm.fail', () => {
    const module = load({
      functions: [{ name: 'f', cconv: '0i_v', lines: 'Fail i0 "no more"' }],
    });
    const context = VmContext.createSync([module]);
    for (const [code, status] of [
      [1, 'CANCELLED'],
      [9, 'FAILED_PRECONDITION'],
      [16, 'UNAUTHENTICATED'],
      [99, 'UNKNOWN'],
    ] as const) {
      assert.throws(
        () => context.invokeSync('test.f', [code]),
        (error: StatusError) => error.status === status && error.reason === 'no more',
      );
    }
  });

  it('yields to the host between blocks', async () => {
    const module = load({
      functions: [
        {
          name: 'count',
          cconv: '0i_i',
          lines: `
            ^entry:
            ConstI32Zero i1
            ConstI32 1 i2
            Branch ^loop
            ^loop:
            AddI32 i1 i2 i1
            CmpLTI32S i1 i0 i3
            CondBranch i3 ^again ^done
            ^again:
            Yield ^loop
            ^done:
            Return [i1]`,
        },
      ],
    });
    const context = VmContext.createSync([module]);
    assert.deepEqual(context.invokeSync('test.count', [5]), [5]);
    const order: string[] = [];
    const counting = context.invoke('test.count', [3]).then(() => order.push('counted'));
    await Promise.resolve().then(() => order.push('host'));
    await counting;
    assert.deepEqual(order, ['host', 'counted']);
  });

  it('prints and passes debugging operations', () => {
    const module = load({
      functions: [
        {
          name: 'f',
          cconv: '0ir_i',
          lines: `
            ^entry:
            Print "hello" [i0 r0]
            Trace "event" [r0!]
            CondBreak i0 ^next(i0->i1)
            ^next:
            Break ^last
            ^last:
            Return [i1]`,
        },
      ],
    });
    const printed: string[] = [];
    const context = VmContext.createSync([module], { print: (text) => printed.push(text) });
    assert.deepEqual(context.invokeSync('test.f', [6, null]), [6]);
    assert.deepEqual(printed, ['hello']);
  });

  it('stops an endless loop when cancelled', () => {
    const module = load({
      functions: [
        { name: 'spin', cconv: '0v_v', lines: '^entry:\nBranch ^loop\n^loop:\nBranch ^loop' },
      ],
    });
    let polls = 0;
    const cancellation = { isCancelled: () => ++polls > 10 };
    assert.throws(
      () => VmContext.createSync([module]).invokeSync('test.spin', [], { cancellation }),
      (error: StatusError) => error.status === 'CANCELLED' && error.vmStack.length === 1,
    );
  });
});

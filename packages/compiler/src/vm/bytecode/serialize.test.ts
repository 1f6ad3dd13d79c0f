/** Module files, compared with those that upstream's compiler of 2023-04 writes of the same IR. */

import assert from 'node:assert/strict';
import { FeatureBits, readModule } from '@iree-workbench/format';
import { parseModule, printOperation } from '@iree-workbench/ir';
import { createContext } from '../../pipeline.ts';
import { type SerializeOptions, serializeModule } from './serialize.ts';
import {
  COLLATZ,
  COLLATZ_BYTECODE,
  IMPORTS,
  IMPORTS_BYTECODE,
} from './upstream-modules.test-data.ts';

interface Outcome {
  readonly bytes: Uint8Array | null;
  readonly errors: readonly string[];
}

function serialize(text: string, options: SerializeOptions = {}): Outcome {
  const { module, diagnostics } = parseModule(createContext(), text, { fileName: 'test.mlir' });
  assert.deepEqual(diagnostics, []);
  const before = printOperation(module);
  const errors: string[] = [];
  const bytes = serializeModule(module, options, {
    error: (op, reason) => errors.push(`${op.name} ${reason}`),
  });
  assert.equal(printOperation(module), before, 'the module is left as it was');
  return { bytes, errors };
}

function written(text: string, options: SerializeOptions = {}) {
  const { bytes, errors } = serialize(text, options);
  assert.deepEqual(errors, []);
  assert.ok(bytes);
  return readModule(bytes);
}

const inModule = (body: string): string => `vm.module @m {\n${body}\n}`;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a module file', () => {
  it('has upstream’s bytecode of a program with loops', () => {
    const module = written(COLLATZ);
    assert.equal(hex(module.bytecodeData), COLLATZ_BYTECODE);
    assert.deepEqual(module.functionDescriptors, [
      {
        bytecodeOffset: 0,
        bytecodeLength: 138,
        requirements: 0,
        blockCount: 6,
        i32RegisterCount: 7,
        refRegisterCount: 0,
      },
      {
        bytecodeOffset: 144,
        bytecodeLength: 146,
        requirements: 0,
        blockCount: 7,
        i32RegisterCount: 7,
        refRegisterCount: 0,
      },
    ]);
    assert.deepEqual(module.types, ['i32']);
    assert.deepEqual(module.exportedFunctions, [
      { localName: 'collatz', ordinal: 0 },
      { localName: 'collatz_structured', ordinal: 1 },
    ]);
  });

  it('has upstream’s bytecode and tables of a program with imports and globals', () => {
    const module = written(IMPORTS);
    assert.equal(hex(module.bytecodeData), IMPORTS_BYTECODE);
    assert.deepEqual(module.types, ['f32', 'i32', 'i64', '!hal.buffer_view', '!vm.buffer']);
    assert.deepEqual(module.functionSignatures, [
      { cconv: '0rf_If', attrs: [{ key: 'k', value: 'v' }] },
    ]);
    assert.deepEqual(
      module.importedFunctions.map(({ fullName, signature }) => [fullName, signature.cconv]),
      [
        ['hal.buffer_view.dim', '0ri_I'],
        ['hal.buffer_view.trace', '0rCrD_v'],
      ],
    );
    assert.deepEqual(module.dependencies, [{ name: 'hal', minimumVersion: 0, optional: false }]);
    // The i32 lies in front, the i64 at the next multiple of 8.
    assert.equal(module.globalBytesCapacity, 16);
    assert.equal(module.requirements, FeatureBits.EXT_F32);
    assert.deepEqual([...(module.rodataSegments[0]?.bytes ?? [])], [...Buffer.from('seen')]);
  });

  it('is the same each time', () => {
    const [first, second] = [serialize(IMPORTS), serialize(IMPORTS)];
    assert.ok(first.bytes && second.bytes);
    assert.equal(hex(first.bytes), hex(second.bytes));
  });

  it('knows where each instruction comes from', () => {
    const text = inModule('vm.export @f\nvm.func @f(%a: i32) -> i32 {\n  vm.return %a : i32\n}');
    const { debugDatabase } = written(text);
    assert.deepEqual(debugDatabase?.functions, [
      { localName: 'f', locations: [{ bytecodeOffset: 1, location: 0 }] },
    ]);
    assert.deepEqual(debugDatabase?.locations, [
      { kind: 'file', filename: 'test.mlir', line: 4, column: 3 },
    ]);
    assert.equal(written(text, { stripSourceMap: true }).debugDatabase, undefined);
  });

  it('holds constants as bytes, large ones and executables as files of their own', () => {
    const module = written(
      inModule(`vm.rodata private @splat dense<258> : tensor<3xi16>
        vm.rodata private @mixed {alignment = 64 : i64} #util.composite<6xi8, [dense<[1, 2]> : tensor<2xi8>, dense<1.5> : tensor<1xf32>]>
        vm.rodata private @large dense<7> : tensor<5000xi8>`),
    );
    const [splat, mixed, large] = module.rodataSegments;
    assert.equal(hex(splat?.bytes ?? new Uint8Array()), '020102010201');
    assert.equal(hex(mixed?.bytes ?? new Uint8Array()), '01020000c03f');
    assert.equal(large?.bytes.length, 5000);
    assert.equal(large?.bytes[4999], 7);
  });

  it('has no operations that only stand for others', () => {
    const module = written(
      inModule(`vm.export @f
        vm.func @f(%a: i64, %index: i32) -> (i32, i32) {
          %0 = vm.trunc.i64.i8 %a : i64 -> i32
          vm.check.nz %0, "zero" : i32
          %1 = vm.switch.i32 %index[%0, %index] else %0 : i32
          %2 = util.optimization_barrier %1 : i32
          vm.print "seen"(%2) : i32
          vm.return %0, %2 : i32, i32
        }`),
      { stripDebugOps: true },
    );
    assert.equal(module.functionDescriptors[0]?.blockCount, 3);
  });

  it('is not written of what has no bytecode', () => {
    assert.deepEqual(
      serialize(
        inModule(
          'vm.export @f\nvm.func @f(%a: f64) -> f64 {\n%0 = vm.sqrt.f64 %a : f64\nvm.return %0 : f64\n}',
        ),
      ).errors,
      ['vm.module uses features not allowed by flags (requires 2, allowed 1)'],
    );
    assert.deepEqual(serialize('module {}').errors, ['builtin.module holds no vm.module']);
    assert.deepEqual(
      serialize(
        inModule('vm.export @f\nvm.func @f() {\n%0 = arith.constant 1 : i32\nvm.return\n}')
          .replace('vm.return', 'vm.call @f(%0) : (i32) -> ()\nvm.return')
          .replace('@f()', '@f(%arg: i32)'),
      ).errors,
      ['arith.constant is not an operation of the bytecode'],
    );
    assert.deepEqual(
      serialize(inModule('vm.rodata private @huge dense<1.0> : tensor<1048576x1048576xf32>'))
        .errors,
      ['vm.rodata holds a value larger than the 2147483647 bytes that a module file can hold'],
    );
  });
});

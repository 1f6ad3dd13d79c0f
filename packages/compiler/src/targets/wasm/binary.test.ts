import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { WasmModuleBuilder } from './binary.ts';
import { ByteWriter } from './byte-writer.ts';
import type { FunctionBuilder, ValueType } from './function-builder.ts';
import { isRelaxed, LANE_OPCODES, MEMORY_OPCODES, PLAIN_OPCODES } from './opcodes.ts';

const pages = { minimum: 1, maximum: 4, shared: true };

/** Compiles one exported function `f` and returns it with the memory it imports. */
function compile(
  params: readonly ValueType[],
  results: readonly ValueType[],
  emit: (f: FunctionBuilder) => void,
) {
  const module = new WasmModuleBuilder('test');
  module.importMemory('env', 'memory', pages);
  const { index, body } = module.addFunction('f', { params, results });
  emit(body);
  module.exportFunction('f', index);
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
  const bytes = module.encode() as Uint8Array<ArrayBuffer>;
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  return { f: instance.exports.f as (...args: number[]) => number, memory };
}

describe('WebAssembly encoder', () => {
  it('writes LEB128 at the borders of its groups', () => {
    const unsigned = (value: number) => {
      const writer = new ByteWriter();
      writer.u32(value);
      return [...writer.finish()];
    };
    const signed = (value: number) => {
      const writer = new ByteWriter();
      writer.s32(value);
      return [...writer.finish()];
    };
    assert.deepEqual(unsigned(0), [0]);
    assert.deepEqual(unsigned(127), [0x7f]);
    assert.deepEqual(unsigned(128), [0x80, 1]);
    assert.deepEqual(unsigned(0xffffffff), [0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert.deepEqual(signed(63), [63]);
    assert.deepEqual(signed(64), [0xc0, 0]);
    assert.deepEqual(signed(-64), [0x40]);
    assert.deepEqual(signed(-65), [0xbf, 0x7f]);
    assert.deepEqual(signed(-(2 ** 31)), [0x80, 0x80, 0x80, 0x80, 0x78]);
  });

  it('encodes a counted loop over shared memory', () => {
    const { f, memory } = compile(['i32', 'i32'], ['f32'], (body) => {
      const sum = body.local('f32');
      const done = body.block();
      const again = body.loop();
      body.get(1).op('i32.eqz').brIf(done);
      body.get(sum).get(0).memory('f32.load').op('f32.add').set(sum);
      body.get(0).i32(4).op('i32.add').set(0);
      body.get(1).i32(1).op('i32.sub').set(1);
      body.br(again);
      body.end().end();
      body.get(sum);
    });
    new Float32Array(memory.buffer).set([1, 2, 3, 4, 5], 4);
    assert.equal(f(16, 5), 15);
    assert.equal(f(16, 0), 0);
  });

  it('encodes SIMD with constants, lanes and shuffles', () => {
    const { f, memory } = compile(['i32'], ['f32'], (body) => {
      const bytes = new Uint8Array(new Float32Array([10, 20, 30, 40]).buffer);
      body.get(0).memory('v128.load', 0, 4).v128(bytes).op('f32x4.mul');
      const reversed = [12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3];
      const product = body.local('v128');
      body.tee(product).get(product).shuffle(reversed).lane('f32x4.extract_lane', 0);
    });
    new Float32Array(memory.buffer).set([1, 2, 3, 4], 1);
    assert.equal(f(4), 160);
  });

  it('encodes 64-bit constants, conversions and calls of imports', () => {
    const module = new WasmModuleBuilder('calls');
    const signature = { params: ['f64', 'f64'], results: ['f64'] } as const;
    const pow = module.importFunction('math', 'pow', signature);
    assert.equal(module.importFunction('math', 'pow', signature), pow);
    const { index, body } = module.addFunction('f', { params: ['f64'], results: ['i64'] });
    body
      .get(0)
      .f64(3)
      .call(pow)
      .op('i64.trunc_sat_f64_s')
      .i64(-(2n ** 40n))
      .op('i64.add');
    module.exportFunction('f', index);
    const bytes = module.encode() as Uint8Array<ArrayBuffer>;
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      math: { pow: Math.pow },
    });
    const f = instance.exports.f as (x: number) => bigint;
    assert.equal(f(5), 125n - 2n ** 40n);
  });

  it('copies and fills memory, and branches out of if and else', () => {
    const { f, memory } = compile(['i32'], [], (body) => {
      body.get(0).if();
      body.i32(0).i32(7).i32(3).op('nop').memoryFill();
      body.else();
      body.i32(8).i32(0).i32(4).memoryCopy();
      body.end();
    });
    f(1);
    f(0);
    assert.deepEqual(
      [...new Uint8Array(memory.buffer, 0, 12)],
      [7, 7, 7, 0, 0, 0, 0, 0, 7, 7, 7, 0],
    );
  });

  it('copies passive data into memory', () => {
    const module = new WasmModuleBuilder('data');
    module.importMemory('env', 'memory', pages);
    const segment = module.addData(new Uint8Array([1, 2, 3, 4]));
    const { index, body } = module.addFunction('f', { params: ['i32'], results: [] });
    body.get(0).i32(1).i32(3).memoryInit(segment);
    module.exportFunction('f', index);
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 4, shared: true });
    const bytes = module.encode() as Uint8Array<ArrayBuffer>;
    const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    (instance.exports.f as (at: number) => void)(8);
    assert.deepEqual([...new Uint8Array(memory.buffer, 7, 5)], [0, 2, 3, 4, 0]);
  });

  it('reuses released locals of a type', () => {
    const module = new WasmModuleBuilder('locals');
    const { body } = module.addFunction('f', { params: ['i32'], results: [] });
    const first = body.local('f32');
    body.release(first);
    assert.equal(body.local('v128'), 2);
    assert.equal(body.local('f32'), first);
  });

  it('gives every instruction of its tables a number that engines know', () => {
    // Unary, binary and ternary forms are tried until one validates: the engine knows the types.
    const types: ValueType[] = ['i32', 'i64', 'f32', 'f64', 'v128'];
    const validates = (
      params: readonly ValueType[],
      result: ValueType | null,
      emit: (f: FunctionBuilder) => void,
    ) => {
      const module = new WasmModuleBuilder('probe');
      module.importMemory('env', 'memory', pages);
      const { body } = module.addFunction('f', { params, results: result ? [result] : [] });
      for (const i of params.keys()) body.get(i);
      emit(body);
      return WebAssembly.validate(module.encode() as Uint8Array<ArrayBuffer>);
    };
    const operandOf = (name: string): ValueType =>
      (/x\d/.test(name) ? 'v128' : name.slice(0, name.indexOf('.'))) as ValueType;
    const control = new Set(['unreachable', 'nop', 'else', 'end', 'return', 'drop', 'select']);
    for (const name of Object.keys(PLAIN_OPCODES) as (keyof typeof PLAIN_OPCODES)[]) {
      if (control.has(name) || isRelaxed(name) || name === 'else' || name === 'end') continue;
      const self = operandOf(name);
      const known = types.some((operand) =>
        types.some((result) =>
          [[operand], [self, operand], [self, self, operand]].some((params) =>
            validates(params, result, (f) => f.op(name)),
          ),
        ),
      );
      assert.ok(known, name);
    }
    for (const name of Object.keys(MEMORY_OPCODES) as (keyof typeof MEMORY_OPCODES)[]) {
      const self = operandOf(name);
      const ok = name.includes('store')
        ? validates(['i32', self], null, (f) => f.memory(name))
        : validates(['i32'], self, (f) => f.memory(name));
      assert.ok(ok, name);
    }
    for (const name of Object.keys(LANE_OPCODES) as (keyof typeof LANE_OPCODES)[]) {
      const ok = types.some((type) =>
        name.includes('extract')
          ? validates(['v128'], type, (f) => f.lane(name, 1))
          : validates(['v128', type], 'v128', (f) => f.lane(name, 1)),
      );
      assert.ok(ok, name);
    }
  });
});

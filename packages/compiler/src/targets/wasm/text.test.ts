/** WebAssembly's text of modules in the binary format. */

import assert from 'node:assert/strict';
import { WasmModuleBuilder } from './binary.ts';
import type { FunctionBuilder } from './function-builder.ts';
import { wasmText } from './text.ts';

/** The lines of the body of a function without parameters. */
function body(emit: (code: FunctionBuilder) => void): string[] {
  const module = new WasmModuleBuilder('m');
  emit(module.addFunction('f', { params: [], results: [] }).body);
  return wasmText(module.encode())
    .split('\n')
    .slice(2, -2)
    .map((line) => line.trimEnd());
}

describe('text of WebAssembly', () => {
  it('has imports, signatures, exports and names', () => {
    const module = new WasmModuleBuilder('both');
    module.importMemory('env', 'memory', { minimum: 1, maximum: 4, shared: true });
    const twice = module.importFunction('env', 'twice', { params: ['f32'], results: ['f32'] });
    const { index, body } = module.addFunction('four', { params: ['f32'], results: ['f32'] });
    body.get(0).call(twice).call(twice);
    module.exportFunction('d0', index);
    module.addData(new Uint8Array(12));
    assert.equal(
      wasmText(module.encode()),
      `(module $both
  (import "env" "twice" (func (param f32) (result f32)))
  (import "env" "memory" (memory 1 4 shared))
  (func $four (export "d0") (param f32) (result f32)
    local.get 0 call $env.twice
    call $env.twice
  )
  ;; data 0: 12 bytes)
`,
    );
  });

  it('has a statement a line, and indents blocks', () => {
    const lines = body((code) => {
      const [i, x] = [code.local('i32'), code.local('v128')];
      code.i32(-3).set(i);
      const again = code.loop();
      code
        .get(i)
        .memory('v128.load', 16, 4)
        .get(x)
        .op('f32x4.add')
        .tee(x)
        .lane('f32x4.extract_lane', 2);
      code.op('drop');
      code.get(i).i32(1).op('i32.add').tee(i).brIf(again).end();
      code.get(i).if();
      code.get(i).get(x).memoryLane('v128.store32_lane', 1).else();
      code.op('unreachable').end();
    });
    assert.deepEqual(lines, [
      '    (local i32) (local v128)',
      '    i32.const -3 local.set 0',
      '    loop',
      '      local.get 0 v128.load offset=16 align=4 local.get 1 f32x4.add local.tee 1 f32x4.extract_lane 2 drop',
      '      local.get 0 i32.const 1 i32.add local.tee 0 br_if 0',
      '    end',
      '    local.get 0 if',
      '      local.get 0 local.get 1 v128.store32_lane 1',
      '    else',
      '      unreachable',
      '    end',
    ]);
  });

  it('has constants that are read as the same bits', () => {
    const lines = body((code) => {
      code.f32(0.1).op('drop');
      code.f32(-0).op('drop');
      code.f32(Number.NEGATIVE_INFINITY).op('drop');
      code.f32Bits(0xffc00001).op('drop');
      code.f64(0.1).op('drop');
      code.f64Bits(0x7ff8000000000000n).op('drop');
      code.i32(-(2 ** 31)).op('drop');
      code.i64(2n ** 63n - 1n).op('drop');
      code.v128(Uint8Array.from({ length: 16 }, (_, i) => i)).op('drop');
    });
    assert.deepEqual(
      lines.map((line) => line.trim()),
      [
        'f32.const 0.1 drop',
        'f32.const -0 drop',
        'f32.const -inf drop',
        'f32.const -nan:0x400001 drop',
        'f64.const 0.1 drop',
        'f64.const nan:0x8000000000000 drop',
        'i32.const -2147483648 drop',
        'i64.const 9223372036854775807 drop',
        'v128.const i32x4 0x03020100 0x07060504 0x0b0a0908 0x0f0e0d0c drop',
      ],
    );
  });

  it('is refused of bytes that end early', () => {
    const module = new WasmModuleBuilder('m');
    module.addFunction('f', { params: [], results: [] });
    assert.throws(() => wasmText(module.encode().subarray(0, 12)), RangeError);
  });
});

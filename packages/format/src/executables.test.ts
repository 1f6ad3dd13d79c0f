import assert from 'node:assert/strict';
import {
  readWasmExecutable,
  readWgslExecutable,
  writeWasmExecutable,
  writeWgslExecutable,
} from './executables.ts';
import { FormatError } from './format-error.ts';

const wasmHeader = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

describe('executable containers', () => {
  it('carry a WebAssembly executable there and back', () => {
    const executable = {
      exports: [
        { name: 'abs_dispatch_0', localMemory: 0 },
        { name: 'matmul_dispatch_0', localMemory: 4096 },
      ],
      moduleStrict: wasmHeader,
    };
    const bytes = writeWasmExecutable(executable);
    assert.equal(new TextDecoder().decode(bytes.subarray(4, 8)), 'WASM');
    assert.deepEqual(readWasmExecutable(bytes), executable);
    assert.deepEqual(writeWasmExecutable(executable), bytes);
  });

  it('keep the relaxed module apart from the strict one', () => {
    const relaxed = Uint8Array.of(...wasmHeader, 1);
    const read = readWasmExecutable(
      writeWasmExecutable({ exports: [], moduleStrict: wasmHeader, moduleRelaxed: relaxed }),
    );
    assert.deepEqual(read.moduleRelaxed, relaxed);
    assert.deepEqual(read.moduleStrict, wasmHeader);
  });

  it('carry a WGSL executable there and back', () => {
    const executable = {
      shaderModules: [{ code: '@compute @workgroup_size(1) fn d0() {}', sourceMap: '{}' }],
      entryPoints: [0, 0],
    };
    const bytes = writeWgslExecutable(executable);
    assert.equal(new TextDecoder().decode(bytes.subarray(4, 8)), 'WGSL');
    assert.deepEqual(readWgslExecutable(bytes), executable);
  });

  it('reject an entry point without its module', () => {
    const bytes = writeWgslExecutable({ shaderModules: [], entryPoints: [0] });
    assert.throws(() => readWgslExecutable(bytes), /names shader module 0 of 0/);
  });

  it('survive any one damaged byte with a FormatError or another executable', () => {
    const bytes = writeWasmExecutable({
      exports: [{ name: 'f', localMemory: 16 }],
      moduleStrict: wasmHeader,
    });
    let rejected = 0;
    for (let at = 0; at < bytes.length; ++at) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = bytes.slice();
        damaged[at]! ^= flip;
        try {
          readWasmExecutable(damaged);
        } catch (error) {
          assert.ok(error instanceof FormatError, `byte ${at}: ${error}`);
          ++rejected;
        }
      }
    }
    assert.ok(rejected > bytes.length / 2);
    // What was written first lies last, behind it at most padding to its alignment.
    for (let length = 0; length < bytes.length - 16; ++length) {
      assert.throws(() => readWasmExecutable(bytes.subarray(0, length)), FormatError);
    }
  });
});

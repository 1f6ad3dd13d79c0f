/** Where the values of a kernel are held, and for how long. */

import assert from 'node:assert/strict';
import { variantsOf } from '../../../../../test/reference/compare-dispatch.ts';
import { WasmModuleBuilder } from './binary.ts';
import { Helpers } from './float-helpers.ts';
import { Kernel } from './kernel.ts';

const VARIANT = `hal.executable private @executable {
  hal.executable.variant public @variant, target = <"wasm", "wasm-simd128-fb"> {
    builtin.module {
      func.func @dispatch() {
        %a = arith.constant 1.0 : f32
        %b = arith.addf %a, %a : f32
        %c = arith.addf %b, %a : f32
        return
      }
    }
  }
}`;

/** A kernel without instructions, and two sums for it to hold. */
function makeKernel() {
  const module = new WasmModuleBuilder('test');
  const { body } = module.addFunction('f', { params: ['i32'], results: [] });
  const kernel = new Kernel(body, new Helpers(module), new Map(), false);
  const [variant] = variantsOf(VARIANT);
  const [first, second] = variant?.collect('arith.addf') ?? [];
  assert.ok(first && second);
  return { kernel, first: first.result(), second: second.result() };
}

describe('values of a WebAssembly kernel', () => {
  it('leave their locals to others after their last use', () => {
    const { kernel, first, second } = makeKernel();
    kernel.scoped(() => {
      const locals = kernel.define(first);
      kernel.forget(first);
      assert.deepEqual(kernel.define(second), locals);
    });
    // The second value's local was given back at the scope's end, once.
    assert.notEqual(kernel.local('f32'), kernel.local('f32'));
  });

  it('keep locals that another value stands for, to the end of the scope', () => {
    const { kernel, first, second } = makeKernel();
    let held: readonly number[] = [];
    kernel.scoped(() => {
      held = kernel.define(first);
      kernel.alias(second, first);
      kernel.forget(first);
      assert.notEqual(kernel.local('f32'), held[0]);
      assert.deepEqual(kernel.locals(second), held);
    });
    const free = [kernel.local('f32'), kernel.local('f32')];
    assert.ok(free.includes(held[0] as number));
  });

  it('keep locals that they only borrow', () => {
    const { kernel, first } = makeKernel();
    const local = kernel.local('f32');
    kernel.bind(first, [local]);
    kernel.forget(first);
    assert.notEqual(kernel.local('f32'), local);
  });

  it('know whether they were read', () => {
    const { kernel, first, second } = makeKernel();
    kernel.define(first);
    kernel.alias(second, first);
    assert.equal(kernel.wasPushed(first), false);
    kernel.push(second);
    assert.equal(kernel.wasPushed(first), true);
  });
});

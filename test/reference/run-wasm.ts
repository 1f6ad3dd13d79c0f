/** Runs lowered dispatches as WebAssembly, on memory of their own. */

import assert from 'node:assert/strict';
import {
  dispatchesOf,
  flatBinding,
} from '../../packages/compiler/src/targets/dispatch/dispatch.ts';
import { translateToWasm } from '../../packages/compiler/src/targets/wasm/translate.ts';
import type { DispatchRunner } from './compare-dispatch.ts';
import { createMathImports } from './math-functions.ts';
import { elementBytes, readElements, writeElements } from './memory-bytes.ts';

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

/** A runner with or without the instructions of relaxed SIMD. */
export const runWasm =
  (relaxed: boolean): DispatchRunner =>
  (variant, exportOp, bindings, constants, count) => {
    const dispatches = dispatchesOf(variant);
    const { bytes, localMemory } = translateToWasm('test', dispatches, { relaxed });
    const dispatch = dispatches.find((candidate) => candidate.exportOp === exportOp);
    assert.ok(dispatch);
    // Guards of a few bytes around every binding show writes out of bounds.
    const guard = 64;
    let end = 1024;
    const places = [...bindings].map(([key, { elementType, elements }]) => {
      const size = elements.length * elementBytes(elementType);
      const at = end + guard;
      end = align(at + size + guard);
      return { key, elementType, elements, at, size };
    });
    const scratch = align(end);
    const total = scratch + (localMemory[dispatches.indexOf(dispatch)] ?? 0) + 64;
    const memory = new WebAssembly.Memory({
      initial: Math.ceil(total / 65536),
      maximum: 65536,
      shared: true,
    });
    const view = new DataView(memory.buffer);
    const all = new Uint8Array(memory.buffer);
    all.fill(0xa5, 1024);
    for (const { key, elementType, elements, at, size } of places) {
      const [set, binding] = key.split(':').map(Number) as [number, number];
      const flat = flatBinding(dispatch.layout, set, binding);
      view.setInt32(64 + 4 * flat, at, true);
      writeElements(all.subarray(at, at + size), elementType, elements);
    }
    constants.forEach((constant, i) => {
      view.setInt32(512 + 4 * i, constant, true);
    });
    const instance = new WebAssembly.Instance(
      new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>),
      { env: { memory }, math: createMathImports() },
    );
    const kernel = instance.exports[`d${dispatch.ordinal}`] as (...args: number[]) => void;
    const [x, y, z] = count as [number, number, number];
    const workgroups = x * y * z;
    // Two ranges: the second one starts where the first one ended.
    const half = Math.floor(workgroups / 2);
    kernel(64, 512, 0, half, x, y, z, scratch);
    kernel(64, 512, half, workgroups, x, y, z, scratch);
    for (const { key, elementType, elements, at, size } of places) {
      for (const start of [at - guard, at + size])
        for (let i = 0; i < guard; i++)
          assert.equal(all[start + i], 0xa5, `a byte beside binding ${key} was written`);
      readElements(all.slice(at, at + size), elementType, elements);
    }
  };

/** Loads and stores of elements and vectors at an address, as WebAssembly instructions. */

import type { Value, VectorType } from '@iree-workbench/ir';
import { type Element, heldElement, partSizes } from './elements.ts';
import type { Kernel } from './kernel.ts';
import type { MemoryOpcode } from './opcodes.ts';

/** Loads an element; its address without the offset is on the stack. */
export function loadScalar(k: Kernel, element: Element, offset: number): void {
  const { f } = k;
  if (element.half) {
    f.memory('i32.load16_u', offset);
    k.fromHalfBits(element.half);
  } else if (element.bits === 1) f.memory('i32.load8_u', offset).i32(0).op('i32.ne');
  else if (element.bytes === 1) f.memory('i32.load8_s', offset);
  else if (element.bytes === 2) f.memory('i32.load16_s', offset);
  else f.memory(`${element.scalar}.load`, offset);
}

/** Stores an element; address and value are on the stack. */
export function storeScalar(k: Kernel, element: Element, offset: number): void {
  const { f } = k;
  if (element.half) {
    k.toHalfBits(element.half);
    f.memory('i32.store16', offset);
  } else if (element.bytes === 1) f.memory('i32.store8', offset);
  else if (element.bytes === 2) f.memory('i32.store16', offset);
  else f.memory(`${element.scalar}.store`, offset);
}

/** Loads a vector of one dimension into its locals. Alignment is the element's. */
export function loadVector(
  k: Kernel,
  type: VectorType,
  address: number,
  offset: number,
  locals: readonly number[],
): void {
  const element = heldElement(type);
  partSizes(type).forEach((size, part) => {
    const local = locals[part] as number;
    const start = offset + part * element.lanes * element.bytes;
    if (!loadPart(k, element, size, address, start)) {
      // Lane by lane: half floats and parts of narrow integers.
      for (let lane = 0; lane < size; lane++) {
        if (lane > 0) k.f.get(local);
        k.f.get(address);
        loadScalar(k, element, start + lane * element.bytes);
        if (lane === 0) k.splat(element);
        else k.replaceLane(element, lane);
        if (lane < size - 1) k.f.set(local);
      }
    }
    k.f.set(local);
  });
}

/** Loads `size` lanes with as few instructions as there are for it; false if there are none. */
function loadPart(
  k: Kernel,
  element: Element,
  size: number,
  address: number,
  offset: number,
): boolean {
  const { f } = k;
  const load = (opcode: MemoryOpcode): void => {
    f.get(address).memory(opcode, offset, element.bytes);
  };
  if (element.half) return false;
  const bytes = size * element.bytes;
  if (element.bytes >= 4) {
    if (bytes === 16) load('v128.load');
    else if (bytes === 4) load('v128.load32_zero');
    else {
      if (bytes === 12) f.get(address);
      load('v128.load64_zero');
      if (bytes === 12) f.memoryLane('v128.load32_lane', 2, offset + 8, element.bytes);
    }
    return true;
  }
  if (size !== 4) return false;
  if (element.bytes === 2) {
    load('v128.load16x4_s');
    return true;
  }
  load('v128.load32_zero');
  f.op('i16x8.extend_low_i8x16_s').op('i32x4.extend_low_i16x8_s');
  if (element.bits === 1) f.v128(new Uint8Array(16)).op('i32x4.ne');
  return true;
}

/** Stores a vector of one dimension. */
export function storeVector(k: Kernel, value: Value, address: number, offset: number): void {
  const { f } = k;
  const element = heldElement(value.type);
  partSizes(value.type).forEach((size, part) => {
    const start = offset + part * element.lanes * element.bytes;
    const whole = size === element.lanes;
    if (whole && element.bytes >= 4) {
      f.get(address);
      k.push(value, part);
      f.memory('v128.store', start, element.bytes);
    } else if (whole && !element.half) {
      f.get(address);
      k.push(value, part);
      if (element.bits === 1)
        f.v128(new Uint8Array(new Int32Array([1, 1, 1, 1]).buffer)).op('v128.and');
      // Lanes hold what fits the narrower type, so that saturation changes nothing.
      k.push(value, part);
      f.op('i16x8.narrow_i32x4_s');
      if (element.bytes === 2) f.memoryLane('v128.store64_lane', 0, start, element.bytes);
      else {
        k.temporary('v128', (narrow) => {
          f.tee(narrow).get(narrow).op('i8x16.narrow_i16x8_s');
        });
        f.memoryLane('v128.store32_lane', 0, start, element.bytes);
      }
    } else
      for (let lane = 0; lane < size; lane++) {
        f.get(address);
        k.push(value, part);
        k.extractLane(element, lane);
        storeScalar(k, element, start + lane * element.bytes);
      }
  });
}

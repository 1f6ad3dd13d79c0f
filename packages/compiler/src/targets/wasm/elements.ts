/**
 * How elements are held in WebAssembly: integers of up to 32 bits and index in an i32, sign-extended
 * (a boolean is 0 or 1), half floats as an f32 that has their precision. Vectors hold them in lanes
 * of 32 or 64 bits, booleans as lanes of zeros or ones.
 */

import type { Type } from '@iree-workbench/ir';

export type ScalarType = 'i32' | 'i64' | 'f32' | 'f64';
export type LaneShape = 'i32x4' | 'i64x2' | 'f32x4' | 'f64x2';

export interface Element {
  readonly scalar: ScalarType;
  readonly shape: LaneShape;
  /** Lanes in a v128. */
  readonly lanes: 4 | 2;
  /** Bits that count: 1 for a boolean, 32 for index. */
  readonly bits: number;
  /** Bytes in memory. */
  readonly bytes: number;
  readonly half: 'f16' | 'bf16' | null;
}

const element = (
  scalar: ScalarType,
  bits: number,
  bytes: number,
  half: Element['half'] = null,
): Element => {
  const wide = scalar === 'i64' || scalar === 'f64';
  const lanes = wide ? 2 : 4;
  return { scalar, shape: `${scalar}x${lanes}` as LaneShape, lanes, bits, bytes, half };
};

const INTEGERS: ReadonlyMap<number, Element> = new Map([
  [1, element('i32', 1, 1)],
  [8, element('i32', 8, 1)],
  [16, element('i32', 16, 2)],
  [32, element('i32', 32, 4)],
  [64, element('i64', 64, 8)],
]);
const INDEX = element('i32', 32, 4);
const FLOATS: ReadonlyMap<string, Element> = new Map([
  ['f16', element('f32', 16, 2, 'f16')],
  ['bf16', element('f32', 16, 2, 'bf16')],
  ['f32', element('f32', 32, 4)],
  ['f64', element('f64', 64, 8)],
]);

/** How an element type is held, or null if it is not. */
export function elementOf(type: Type): Element | null {
  switch (type.kind) {
    case 'index':
      return INDEX;
    case 'integer':
      return type.signedness === 'signless' ? (INTEGERS.get(type.width) ?? null) : null;
    case 'float':
      return FLOATS.get(type.format) ?? null;
    default:
      return null;
  }
}

/** `elementOf` a validated scalar or vector type. */
export function heldElement(type: Type): Element {
  const found = elementOf(type.kind === 'vector' ? type.elementType : type);
  if (!found) throw new Error(`a dispatch was not validated: ${type.kind} type`);
  return found;
}

/** Number of lanes of a vector type; 0 for a scalar. */
export const laneCount = (type: Type): number =>
  type.kind === 'vector' ? (type.shape[0] ?? 0) : 0;

/** Lanes of each v128 that holds part of a vector. */
export function partSizes(type: Type): number[] {
  const { lanes } = heldElement(type);
  const count = laneCount(type);
  return Array.from({ length: Math.ceil(count / lanes) }, (_, part) =>
    Math.min(lanes, count - part * lanes),
  );
}

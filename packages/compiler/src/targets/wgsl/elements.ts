/**
 * How elements are held in WGSL: integers of up to 32 bits and index in an i32, sign-extended, i64 as
 * the two words of a vec2<u32>, booleans as bool, half floats as an f32 that has their precision.
 */

import type { Type } from '@iree-workbench/ir';

export type HeldType = 'bool' | 'i32' | 'f32' | 'vec2<u32>';

export interface Element {
  readonly held: HeldType;
  /** Bits that count: 1 for a boolean, 32 for index. */
  readonly bits: number;
  /** Bytes in a storage buffer. */
  readonly bytes: number;
  readonly half: 'f16' | 'bf16' | null;
}

const element = (
  held: HeldType,
  bits: number,
  bytes: number,
  half: Element['half'] = null,
): Element => ({ held, bits, bytes, half });

const INTEGERS: ReadonlyMap<number, Element> = new Map([
  [1, element('bool', 1, 1)],
  [8, element('i32', 8, 1)],
  [16, element('i32', 16, 2)],
  [32, element('i32', 32, 4)],
  [64, element('vec2<u32>', 64, 8)],
]);
const INDEX = element('i32', 32, 4);
const FLOATS: ReadonlyMap<string, Element> = new Map([
  ['f16', element('f32', 16, 2, 'f16')],
  ['bf16', element('f32', 16, 2, 'bf16')],
  ['f32', element('f32', 32, 4)],
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

/** Lanes of a vector type; 0 for a scalar. */
export const laneCount = (type: Type): number =>
  type.kind === 'vector' ? (type.shape[0] ?? 0) : 0;

/** The WGSL type of `lanes` elements, or of one (0). */
export const typeName = (held: string, lanes: number): string =>
  lanes === 0 ? held : `vec${lanes}<${held}>`;

/** The WGSL type that holds a value. */
export const valueType = (type: Type): string => typeName(heldElement(type).held, laneCount(type));

/** A 32-bit integer literal. */
export const intLiteral = (value: number): string =>
  value === -(2 ** 31) ? 'i32(-2147483648)' : `${value}i`;

/** A float literal; numbers that have none come from variables, which `Prelude` declares. */
export function floatLiteral(value: number, needs: (name: 'infinity' | 'nan') => void): string {
  if (Number.isNaN(value)) {
    needs('nan');
    return 'bitcast<f32>(nan_bits)';
  }
  if (!Number.isFinite(value)) {
    needs('infinity');
    return `${value < 0 ? '-' : ''}bitcast<f32>(infinity_bits)`;
  }
  return Object.is(value, -0) ? '-0.0f' : `${value}f`;
}

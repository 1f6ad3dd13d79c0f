/** Elements of bindings as the bytes that devices hold, and back. */

import { FloatAttr, type Type } from '@iree-workbench/ir';
import type { Scalar } from './values.ts';

/** Bytes of an element in memory; a boolean takes one. */
export function elementBytes(type: Type): number {
  if (type.kind === 'integer' || type.kind === 'float') return Math.ceil(type.width / 8);
  throw new Error(`no elements of ${type.kind} are bound`);
}

export function writeElements(bytes: Uint8Array, type: Type, elements: readonly Scalar[]): void {
  const size = elementBytes(type);
  elements.forEach((element, i) => {
    let bits = type.kind === 'float' ? FloatAttr.get(type, Number(element)).bits : BigInt(element);
    for (let byte = 0; byte < size; byte++, bits >>= 8n)
      bytes[i * size + byte] = Number(bits & 0xffn);
  });
}

/** Replaces the elements by what the bytes hold. */
export function readElements(bytes: Uint8Array, type: Type, elements: Scalar[]): void {
  const size = elementBytes(type);
  for (let i = 0; i < elements.length; i++) {
    let bits = 0n;
    for (let byte = size - 1; byte >= 0; byte--)
      bits = (bits << 8n) | BigInt(bytes[i * size + byte] ?? 0);
    elements[i] =
      type.kind === 'float'
        ? FloatAttr.fromBits(type, bits).value
        : type.kind === 'integer' && type.width > 1
          ? BigInt.asIntN(type.width, bits)
          : bits;
  }
}

/** What composite types of SPIR-V consist of: vectors, arrays, structs, matrices. */

import type { DialectType, Type, VectorType } from '../../types.ts';
import { structBody } from './struct-type.ts';

/** Is it a scalar that SPIR-V has: a bool, an integer or float of 8 to 64 bits? */
export const isScalar = (type: Type): boolean =>
  (type.kind === 'integer' && [1, 8, 16, 32, 64].includes(type.width)) ||
  (type.kind === 'float' && ['f16', 'f32', 'f64'].includes(type.format));

/** Is it a vector that SPIR-V has? */
export const isVector = (type: Type): type is VectorType =>
  type.kind === 'vector' &&
  type.shape.length === 1 &&
  [2, 3, 4, 8, 16].includes(type.shape[0] ?? 0) &&
  isScalar(type.elementType);

const COMPOSITES: ReadonlySet<string> = new Set([
  'spirv.array',
  'spirv.coopmatrix',
  'spirv.jointmatrix',
  'spirv.matrix',
  'spirv.rtarray',
  'spirv.struct',
]);

export const isComposite = (type: Type): type is DialectType | VectorType =>
  isVector(type) || (type.kind === 'dialect' && COMPOSITES.has(type.name));

/** How many elements a composite has; null if that is not known before the program runs. */
export function elementCount(type: Type): number | null {
  if (type.kind === 'vector') return type.shape[0] ?? 0;
  if (type.kind !== 'dialect') return null;
  switch (type.name) {
    case 'spirv.array':
    case 'spirv.matrix':
      return type.params[1] as number;
    case 'spirv.struct':
      return structBody(type).members.length;
    default:
      return null;
  }
}

/** The type of a composite's element; null if there is none. */
export function elementTypeAt(type: Type, index: number): Type | null {
  if (type.kind === 'vector') return type.elementType;
  if (type.kind !== 'dialect') return null;
  if (type.name === 'spirv.struct') return structBody(type).members[index] ?? null;
  return COMPOSITES.has(type.name) ? (type.params[0] as Type) : null;
}

/** Type of the numbers in a vector or matrix, else the type itself. */
export function componentType(type: Type): Type {
  if (type.kind === 'vector') return type.elementType;
  if (type.kind !== 'dialect') return type;
  switch (type.name) {
    case 'spirv.coopmatrix':
    case 'spirv.jointmatrix':
      return type.params[0] as Type;
    case 'spirv.matrix':
      return componentType(type.params[0] as Type);
    default:
      return type;
  }
}

/** Width in bits of a scalar or vector; pointers count as 64 bits wide. */
export function bitsOf(type: Type): number {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return type.width;
    case 'vector':
      return type.shape.reduce((count, size) => count * size, bitsOf(type.elementType));
    default:
      return 64;
  }
}

/** What a pointer points to. */
export const pointeeOf = (pointer: Type): Type => (pointer as DialectType).params[0] as Type;
export const storageClassOf = (pointer: Type): string =>
  (pointer as DialectType).params[1] as string;
export const isPointer = (type: Type): type is DialectType =>
  type.kind === 'dialect' && type.name === 'spirv.ptr';

/** The types of LLVM as the llvm dialect has them, and which types it takes. */

import type { Context } from '../../context.ts';
import { DialectType, isDialectType, type Type, VectorType } from '../../types.ts';

const get = (context: Context, mnemonic: string, params: DialectType['params'] = []): DialectType =>
  DialectType.get(context, 'llvm', mnemonic, params);

// ----- Pointers -----

export interface Pointer {
  /** What it points to; null for an opaque pointer. */
  readonly elementType: Type | null;
  readonly addressSpace: number;
}
export const pointerType = (
  context: Context,
  elementType: Type | null = null,
  addressSpace = 0,
): DialectType => get(context, 'ptr', [elementType, addressSpace]);
export function asPointer(type: Type): Pointer | null {
  if (!isDialectType(type, 'llvm.ptr')) return null;
  const [elementType, addressSpace] = type.params as readonly [Type | null, number];
  return { elementType, addressSpace };
}
/** Is it a pointer that does not say what it points to? */
export const isOpaquePointer = (type: Type): boolean => asPointer(type)?.elementType === null;

// ----- Arrays and vectors -----

export interface Sequence {
  readonly size: number;
  readonly elementType: Type;
}
export const arrayType = (size: number, elementType: Type): DialectType =>
  get(elementType.context, 'array', [size, elementType]);
export function asArray(type: Type): Sequence | null {
  if (!isDialectType(type, 'llvm.array')) return null;
  const [size, elementType] = type.params as readonly [number, Type];
  return { size, elementType };
}

export interface Vector extends Sequence {
  /** The size is a multiple of `size` that is known when the program runs. */
  readonly isScalable: boolean;
}
/** Vectors of what builtin vectors do not hold. */
export const vecType = (size: number, elementType: Type, isScalable: boolean): DialectType =>
  get(elementType.context, 'vec', [size, elementType, isScalable ? 1 : 0]);
/** A vector of this dialect, or a builtin one of rank 1. */
export function asVector(type: Type): Vector | null {
  if (type.kind === 'vector')
    return type.shape.length === 1
      ? {
          size: type.shape[0] ?? 0,
          elementType: type.elementType,
          isScalable: type.numScalableDims > 0,
        }
      : null;
  if (!isDialectType(type, 'llvm.vec')) return null;
  const [size, elementType, isScalable] = type.params as readonly [number, Type, number];
  return { size, elementType, isScalable: isScalable === 1 };
}
/** The type of vectors of an element type: this dialect's or the builtin one. */
export const vectorTypeOf = (size: number, elementType: Type, isScalable: boolean): Type =>
  isVecElement(elementType)
    ? vecType(size, elementType, isScalable)
    : VectorType.get([size], elementType, isScalable ? 1 : 0);
export const isVecElement = (type: Type): boolean =>
  asPointer(type) !== null || isDialectType(type, 'llvm.ppc_fp128');

/** The element type of a vector, else the type itself. */
export const vectorElementOrSelf = (type: Type): Type => asVector(type)?.elementType ?? type;

// ----- Functions -----

export interface LlvmFunction {
  readonly returnType: Type;
  readonly params: readonly Type[];
  readonly isVarArg: boolean;
}
export const llvmFunctionType = (
  returnType: Type,
  params: readonly Type[],
  isVarArg: boolean,
): DialectType => get(returnType.context, 'func', [returnType, isVarArg ? 1 : 0, ...params]);
export function asFunction(type: Type): LlvmFunction | null {
  if (!isDialectType(type, 'llvm.func')) return null;
  const [returnType, isVarArg, ...params] = type.params as readonly [Type, number, ...Type[]];
  return { returnType, params, isVarArg: isVarArg === 1 };
}
export const voidType = (context: Context): DialectType => get(context, 'void');
export const isVoid = (type: Type): boolean => isDialectType(type, 'llvm.void');

// ----- Structures -----

export interface Struct {
  /** Null for a literal structure, which its elements identify. */
  readonly name: string | null;
  readonly isOpaque: boolean;
  readonly isPacked: boolean;
  readonly elements: readonly Type[];
}
type Body = Pick<Struct, 'isOpaque' | 'isPacked' | 'elements'>;

/**
 * Bodies of structures with names. A name identifies the type, which may stand in its own body; so the
 * body is given to the type once that exists, and never changes after.
 */
const bodies = new WeakMap<DialectType, Body>();

export const literalStruct = (
  context: Context,
  elements: readonly Type[],
  isPacked = false,
): DialectType => get(context, 'struct', [isPacked ? 1 : 0, ...elements]);
export const namedStruct = (context: Context, name: string): DialectType =>
  get(context, 'struct', [name]);

/** Gives a structure with a name its body. @returns false if it has another one. */
export function setStructBody(type: DialectType, body: Body): boolean {
  const known = bodies.get(type);
  if (!known) {
    bodies.set(type, body);
    return true;
  }
  return (
    known.isOpaque === body.isOpaque &&
    known.isPacked === body.isPacked &&
    known.elements.length === body.elements.length &&
    known.elements.every((element, i) => element === body.elements[i])
  );
}

export function asStruct(type: Type): Struct | null {
  if (!isDialectType(type, 'llvm.struct')) return null;
  const [first, ...elements] = type.params as readonly [string | number, ...Type[]];
  if (typeof first === 'number')
    return { name: null, isOpaque: false, isPacked: first === 1, elements };
  return {
    name: first,
    ...(bodies.get(type) ?? { isOpaque: true, isPacked: false, elements: [] }),
  };
}

// ----- Which types are LLVM's -----

const LLVM_FLOATS: readonly string[] = ['bf16', 'f16', 'f32', 'f64', 'f80', 'f128'];
const isLlvmType = (type: Type, ...mnemonics: readonly string[]): boolean =>
  type.kind === 'dialect' && type.dialect === 'llvm' && mnemonics.includes(type.mnemonic);

export const isCompatibleFloat = (type: Type): boolean =>
  (type.kind === 'float' && LLVM_FLOATS.includes(type.format)) || isLlvmType(type, 'ppc_fp128');

/** Is the type LLVM's, whatever is in it? */
export function isCompatibleOuterType(type: Type): boolean {
  switch (type.kind) {
    case 'integer':
      return type.signedness === 'signless';
    case 'float':
      return isCompatibleFloat(type);
    case 'vector':
      return type.shape.length === 1;
    case 'dialect':
      return type.dialect === 'llvm';
    default:
      return false;
  }
}

/** Is the type LLVM's, with all that is in it? */
export function isCompatibleType(type: Type, seen = new Set<Type>()): boolean {
  if (seen.has(type)) return true;
  if (!isCompatibleOuterType(type)) return false;
  seen.add(type);
  const isCompatible = (inner: Type): boolean => isCompatibleType(inner, seen);
  const struct = asStruct(type);
  if (struct) return struct.elements.every(isCompatible);
  const func = asFunction(type);
  if (func) return isCompatible(func.returnType) && func.params.every(isCompatible);
  const element =
    asPointer(type)?.elementType ?? asArray(type)?.elementType ?? asVector(type)?.elementType;
  return !element || isCompatible(element);
}

/** A vector of this dialect, or a builtin one of LLVM's scalars. */
export function isCompatibleVector(type: Type): boolean {
  if (type.kind !== 'vector') return isLlvmType(type, 'vec');
  const { elementType, shape } = type;
  if (shape.length !== 1) return false;
  return elementType.kind === 'integer'
    ? elementType.signedness === 'signless'
    : elementType.kind === 'float' && isCompatibleFloat(elementType);
}

const isScalableVec = (type: Type): boolean =>
  isLlvmType(type, 'vec') && asVector(type)?.isScalable === true;
/** May it be an element of an array or a structure? */
export const isElementType = (type: Type): boolean =>
  !isLlvmType(type, 'void', 'label', 'metadata', 'func', 'token') && !isScalableVec(type);
/** May a pointer point to it? */
export const isPointeeType = (type: Type): boolean =>
  isCompatibleOuterType(type) && !isLlvmType(type, 'void', 'token', 'metadata', 'label');
export const isArgumentType = (type: Type): boolean => !isLlvmType(type, 'void', 'func');
export const isResultType = (type: Type): boolean => !isLlvmType(type, 'func', 'metadata', 'label');
/** May it be an element of a scalable vector of this dialect? */
export const isScalableElement = (type: Type): boolean =>
  (type.kind === 'integer' && type.signedness === 'signless') ||
  isCompatibleFloat(type) ||
  asPointer(type) !== null;
export const isAggregate = (type: Type): boolean => isLlvmType(type, 'struct', 'array');
/** Neither of what has no value: `void` and functions. */
export const isPrimitive = (type: Type): boolean =>
  isCompatibleOuterType(type) && !isLlvmType(type, 'void', 'func');

/** The constraints on types that operations of the llvm dialect are defined with; wording is upstream's. */

import { anyTypeOf, I1, integerOfWidth } from '../../constraints.ts';
import type { TypeConstraint } from '../../dialect.ts';
import { DialectType, isDialectType } from '../../types.ts';
import * as types from './types.ts';

export const LlvmType: TypeConstraint = {
  summary: 'LLVM dialect-compatible type',
  matches: types.isCompatibleOuterType,
};
export const PrimitiveType: TypeConstraint = {
  summary: 'primitive LLVM type',
  matches: types.isPrimitive,
};
export const LlvmFloat: TypeConstraint = {
  summary: 'floating point LLVM type',
  matches: types.isCompatibleFloat,
};
export const LlvmFunction: TypeConstraint = {
  summary: 'LLVM function type',
  matches: (type) => types.asFunction(type) !== null,
};
export const TokenType: TypeConstraint = {
  summary: 'LLVM token type',
  matches: (type) => isDialectType(type, 'llvm.token'),
  buildable: (context) => DialectType.get(context, 'llvm', 'token'),
};

export const AnyPointer: TypeConstraint = {
  summary: 'LLVM pointer type',
  matches: (type) => types.asPointer(type) !== null,
};
/** An opaque pointer, or one to a type of the constraint. */
export const pointerTo = (pointee: TypeConstraint): TypeConstraint => ({
  summary: `LLVM pointer to ${pointee.summary}`,
  matches(type) {
    const pointer = types.asPointer(type);
    return pointer !== null && (!pointer.elementType || pointee.matches(pointer.elementType));
  },
});
export const BytePointer: TypeConstraint = {
  summary: pointerTo(integerOfWidth(8)).summary,
  matches: pointerTo(integerOfWidth(8)).matches,
};

export const LoadableType: TypeConstraint = {
  summary: 'LLVM type with size',
  matches: (type) => types.isPrimitive(type) && types.asStruct(type)?.isOpaque !== true,
};
export const AnyStruct: TypeConstraint = {
  summary: 'LLVM structure type',
  matches: (type) => types.asStruct(type) !== null,
};
export const AnyAggregate: TypeConstraint = {
  summary: 'LLVM aggregate type',
  matches: types.isAggregate,
};
export const AnyNonAggregate: TypeConstraint = {
  summary: 'LLVM-compatible non-aggregate type',
  matches: (type) => types.isCompatibleOuterType(type) && !types.isAggregate(type),
};

export const AnyLlvmVector: TypeConstraint = {
  summary: 'LLVM dialect-compatible vector type',
  matches: types.isCompatibleVector,
};
export const llvmVectorOf = (element: TypeConstraint): TypeConstraint => ({
  summary: `LLVM dialect-compatible vector of ${element.summary}`,
  matches: (type) =>
    types.isCompatibleVector(type) && element.matches(types.vectorElementOrSelf(type)),
});
export const scalarOrVectorOf = (element: TypeConstraint): TypeConstraint =>
  anyTypeOf([element, llvmVectorOf(element)]);
export const BoolOrVector = scalarOrVectorOf(I1);
export const PointerOrVector = scalarOrVectorOf(AnyPointer);

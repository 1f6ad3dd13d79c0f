/** Constraints on the types of the tosa dialect's operations; wording is upstream's. */

import {
  anyTypeOf,
  BF16,
  F16,
  F32,
  F64,
  I1,
  I8,
  I16,
  I32,
  I64,
  integerOfWidth,
  rankedTensorOf,
  tensorOf,
  tensorOfRanks,
  unrankedTensorOf,
} from '../../constraints.ts';
import type { TypeConstraint } from '../../dialect.ts';
import { IntegerType, isSignless, isTensor, type Type } from '../../types.ts';

const STORAGE_WIDTHS: readonly number[] = [4, 8, 16, 32];

/** The integers that a quantised type is stored as, or null. */
export function storageType(type: Type): IntegerType | null {
  const [storage] = type.kind === 'dialect' && type.dialect === 'quant' ? type.params : [];
  return storage instanceof IntegerType ? storage : null;
}
const Quantized: TypeConstraint = {
  summary: 'quantized type',
  matches: (type) => STORAGE_WIDTHS.includes(storageType(type)?.width ?? 0),
};
const Integer = anyTypeOf([
  I1,
  integerOfWidth(8, 'unsigned'),
  integerOfWidth(16, 'unsigned'),
  I8,
  I16,
  I32,
  integerOfWidth(48),
  I64,
]);
const AnyNumber = anyTypeOf([Integer, Quantized, F32, F16, BF16], 'number');
const AnyNumberOrF64 = anyTypeOf([AnyNumber, F64], 'number_plus_f64');

export const Tensor = tensorOf(AnyNumber);
export const TensorOrF64 = tensorOf(AnyNumberOrF64);
export const RankedTensor = rankedTensorOf(AnyNumber);
export const BoolTensor = tensorOf(I1);
export const Int32Tensor = tensorOf(I32);
export const Int32Or64Tensor = tensorOf(anyTypeOf([I32, I64]));
export const Int32Matrix = tensorOfRanks(I32, [2]);
export const ScalarTensor = tensorOfRanks(AnyNumber, [0]);

/** Tensors of one of the ranks, or of none. */
const ofRanks = (...ranks: readonly number[]): TypeConstraint =>
  anyTypeOf([unrankedTensorOf(AnyNumber), tensorOfRanks(AnyNumber, ranks)]);
export const Tensor1D = ofRanks(1);
export const Tensor2D = ofRanks(2);
export const Tensor3D = ofRanks(3);
export const Tensor4D = ofRanks(4);
export const Tensor5D = ofRanks(5);
export const Tensor0DTo4D = ofRanks(0, 1, 2, 3, 4);
export const Tensor1DTo4D = ofRanks(1, 2, 3, 4);
export const Tensor1DTo6D = ofRanks(1, 2, 3, 4, 5, 6);

/** A scalar, or a vector or tensor of them. */
const like = (summary: string, scalar: (type: Type) => boolean): TypeConstraint => ({
  summary,
  matches: (type) =>
    scalar(
      isTensor(type) || (type.kind === 'vector' && type.shape.length > 0) ? type.elementType : type,
    ),
});
export const IntegerLike = like('signless-integer-like', Integer.matches);
export const Int8Like = like('signless-integer-8-bit-like', (type) => isSignless(type, 8));

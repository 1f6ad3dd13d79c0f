/** Constraints on types that mhlo, stablehlo and chlo share; wording is upstream's. */

import {
  AnyInteger,
  anyTypeOf,
  BF16,
  complexOf,
  F16,
  F32,
  F64,
  floatOf,
  I1,
  Index,
  integerOfWidths,
  rankedTensorOf,
  staticShapeTensorOf,
  tensorOf,
  tensorOfRanks,
} from '../../constraints.ts';
import type { TypeConstraint } from '../../dialect.ts';
import { IntegerType, type Type } from '../../types.ts';

const WIDTHS: readonly number[] = [4, 8, 16, 32, 64];
const QUANTIZED_WIDTHS: readonly number[] = [4, 8, 16, 32];

export const Pred: TypeConstraint = { ...I1, summary: 'pred (AKA boolean or 1-bit integer)' };
const SignlessInt = integerOfWidths(WIDTHS);
export const UnsignedInt = integerOfWidths(WIDTHS, 'unsigned');
export const Int = anyTypeOf([SignlessInt, UnsignedInt]);
export const Float = anyTypeOf([floatOf('f8E4M3FN'), floatOf('f8E5M2'), F16, F32, F64, BF16]);
const Float32Or64 = anyTypeOf([F32, F64]);
const Complex = complexOf(Float32Or64);

/** A quantised type with one scale, or one for each index along an axis, of a sign. */
const quantized = (isSigned: boolean): TypeConstraint => ({
  summary: `${QUANTIZED_WIDTHS.join('/')}-bit uniform quantized ${isSigned ? 'signed' : 'unsigned'} integer`,
  matches: (type) => {
    if (type.kind !== 'dialect' || type.name !== 'quant.uniform') return false;
    const [storage, signed] = type.params;
    return (
      storage instanceof IntegerType &&
      QUANTIZED_WIDTHS.includes(storage.width) &&
      (signed === 1) === isSigned
    );
  },
});
export const QuantizedInt = anyTypeOf([quantized(true), quantized(false)]);

export const IntTensor = tensorOf(Int);
export const ScalarIntTensor = tensorOfRanks(Int, [0]);
export const FpTensor = tensorOf(Float);
export const Fp32Or64Tensor = tensorOf(Float32Or64);
export const QuantizedIntTensor = tensorOf(QuantizedInt);
export const PredTensor = tensorOf(Pred);
const AnyElement = anyTypeOf([Float, Pred, Int, Complex, QuantizedInt]);
export const Tensor = tensorOf(AnyElement);
export const ComplexTensor = tensorOf(Complex);
export const DimensionTensor = tensorOfRanks(anyTypeOf([Index, Int]), [1]);
export const ExtentTensor = tensorOfRanks(anyTypeOf([AnyInteger, Index]), [1]);
export const IndexLikeTensor = tensorOf(anyTypeOf([AnyInteger, Index]));
export const IntOrFpTensor = tensorOf(anyTypeOf([Int, Float]));
export const PredOrIntTensor = tensorOf(anyTypeOf([Pred, Int]));
export const FpOrComplexTensor = tensorOf(anyTypeOf([Float, Complex]));
export const IntFpOrComplexTensor = tensorOf(anyTypeOf([Int, Float, Complex]));
export const SignedIntFpOrComplexTensor = tensorOf(anyTypeOf([SignlessInt, Float, Complex]));
export const SignedIntOrFpTensor = tensorOf(anyTypeOf([SignlessInt, Float]));
export const PredIntOrFpTensor = tensorOf(anyTypeOf([Pred, Int, Float]));
export const PredIntOrFpScalar = tensorOfRanks(anyTypeOf([Pred, Int, Float]), [0]);
export const UnsignedIntTensor = tensorOf(UnsignedInt);
export const UI32Tensor = tensorOf(integerOfWidths([32], 'unsigned'));
export const UI64StaticTensor = staticShapeTensorOf(integerOfWidths([64], 'unsigned'));
export const I32Tensor = tensorOf(integerOfWidths([32]));
export const RankedFpTensor = rankedTensorOf(Float);
export const FpVector = tensorOfRanks(Float, [1]);
export const QuantizableTensor = tensorOf(anyTypeOf([F32, BF16, QuantizedInt]));
export const DequantizedTensor = tensorOf(anyTypeOf([F32, BF16]));
export const StaticShapeTensor = staticShapeTensorOf(AnyElement);
export const StaticShapeIntOrFpTensor = staticShapeTensorOf(anyTypeOf([Int, Float]));
export const StaticShapeIntFpOrComplexTensor = staticShapeTensorOf(
  anyTypeOf([Int, Float, Complex]),
);

/** A tuple, or another container of types, all of whose leaves satisfy one of the constraints. */
export const nestedOf = (
  summary: string,
  elements: readonly TypeConstraint[],
  typesOf: (type: Type) => readonly Type[] | null,
): TypeConstraint => {
  const element = anyTypeOf(elements);
  const areFit = (types: readonly Type[]): boolean =>
    types.every((type) => {
      const inner = type.kind === 'tuple' ? type.types : typesOf(type);
      return inner ? areFit(inner) : element.matches(type);
    });
  return {
    summary: `${summary} with any combination of ${element.summary} values`,
    matches: (type) => {
      const types = typesOf(type);
      return types !== null && areFit(types);
    },
  };
};

/** The arm_sve dialect: instructions of Arm's processors for vectors of a size that is not known. */

import {
  AnyFloat,
  AnyType,
  anyTypeOf,
  I1,
  I8,
  I16,
  I32,
  I64,
  scalableVectorOf,
  scalableVectorOfLength,
} from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition, type TypeConstraint } from '../../dialect.ts';
import { AllTypesMatch, Commutative, Pure, TypesMatchWith } from '../../traits.ts';
import { IntegerType, type Type, VectorType } from '../../types.ts';
import { LlvmType } from '../llvm/constraints.ts';

const AnyScalable = scalableVectorOf(AnyType);
const Mask = scalableVectorOf(I1);
const Floats = scalableVectorOf(AnyFloat);
const Integers = scalableVectorOf(anyTypeOf([I8, I16, I32, I64]));

const bitsOfShape = (type: Type): Type => {
  const i1 = IntegerType.get(type.context, 1);
  return type.kind === 'vector' ? VectorType.get(type.shape, i1, type.numScalableDims) : i1;
};

const masked = (
  name: string,
  noun: string,
  constraint: TypeConstraint,
  isCommutative = false,
): OpDefinition =>
  defineOp(`arm_sve.masked.${name}`, {
    summary: `${noun} of elements that the mask has`,
    operands: { mask: Mask, src1: constraint, src2: constraint },
    results: { res: constraint },
    traits: [
      ...(isCommutative ? [Commutative] : []),
      AllTypesMatch('src1', 'src2', 'res'),
      TypesMatchWith(
        'mask has i1 element type and same shape as operands',
        'src1',
        'mask',
        bitsOfShape,
      ),
    ],
    assemblyFormat: '$mask `,` $src1 `,` $src2 attr-dict `:` type($mask) `,` type($res)',
  });

const accumulating = (
  name: string,
  summary: string,
  sums: TypeConstraint,
  factors: TypeConstraint,
): OpDefinition =>
  defineOp(`arm_sve.${name}`, {
    summary,
    operands: { acc: sums, src1: factors, src2: factors },
    results: { dst: sums },
    traits: [Pure, AllTypesMatch('src1', 'src2'), AllTypesMatch('acc', 'dst')],
    assemblyFormat: '$acc `,` $src1 `,` $src2 attr-dict `:` type($src1) `to` type($dst)',
  });
const Sums = scalableVectorOfLength([4, 2], [I32, I64]);
const Factors = scalableVectorOfLength([16, 8], [I8, I16]);
const MatrixSums = scalableVectorOfLength([4], [I32]);
const MatrixFactors = scalableVectorOfLength([16], [I8]);

/** LLVM's intrinsics, which upstream gives no form of their own. */
const INTRINSICS = [
  'ummla',
  'smmla',
  'sdot',
  'udot',
  'add',
  'fadd',
  'mul',
  'fmul',
  'sub',
  'fsub',
  'sdiv',
  'udiv',
  'fdiv',
];

export const armSveDialect = defineDialect({
  name: 'arm_sve',
  summary: "instructions of Arm's processors for vectors of a size that is not known",
  operations: [
    accumulating('sdot', 'scalar products of four signed integers each, and sums', Sums, Factors),
    accumulating('udot', 'scalar products of four unsigned integers each, and sums', Sums, Factors),
    accumulating(
      'smmla',
      'products of matrices of signed integers, and sums',
      MatrixSums,
      MatrixFactors,
    ),
    accumulating(
      'ummla',
      'products of matrices of unsigned integers, and sums',
      MatrixSums,
      MatrixFactors,
    ),
    masked('addi', 'sums', Integers, true),
    masked('addf', 'sums', Floats, true),
    masked('subi', 'differences', Integers),
    masked('subf', 'differences', Floats),
    masked('muli', 'products', Integers, true),
    masked('mulf', 'products', Floats, true),
    masked('divi_signed', 'signed quotients', Integers),
    masked('divi_unsigned', 'unsigned quotients', Integers),
    masked('divf', 'quotients', Floats),
    ...INTRINSICS.map((name) =>
      defineOp(`arm_sve.intr.${name}`, {
        summary: `LLVM's intrinsic aarch64.sve.${name}`,
        operands: { a: AnyScalable, b: AnyScalable, c: AnyScalable },
        results: { res: LlvmType },
      }),
    ),
  ],
});

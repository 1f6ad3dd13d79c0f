/** The x86vector dialect: vector instructions of x86 processors. */

import { attributeType } from '../../attributes.ts';
import {
  anyTypeOf,
  ElementsAttrConstraint,
  F32,
  F64,
  I1,
  I8,
  I16,
  I32,
  I64,
  vectorOfLength,
} from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandsNamed,
  optional,
  optionalAttr,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, Pure, SameOperandsAndResultType, TypesMatchWith } from '../../traits.ts';
import { IntegerType, type Type, VectorType } from '../../types.ts';
import { LlvmType } from '../llvm/constraints.ts';

type Operands = NonNullable<OpSpec['operands']>;

const Floats = vectorOfLength([16, 8], [F32, F64]);
const Numbers = vectorOfLength([16, 8], [F32, I32, F64, I64]);
const Mask = vectorOfLength([16, 8], [I1]);
const Bits = anyTypeOf([I16, I8]);
const F32x16 = vectorOfLength([16], [F32]);
const F64x8 = vectorOfLength([8], [F64]);
const F32x8 = vectorOfLength([8], [F32]);

const lengthOf = (type: Type): number => (type.kind === 'vector' ? (type.shape[0] ?? 0) : 0);
/** A vector of a bit for each element. */
const maskOf = (type: Type): Type =>
  VectorType.get([lengthOf(type)], IntegerType.get(type.context, 1));
/** An integer of a bit for each element. */
const bitsOf = (type: Type): Type => IntegerType.get(type.context, lengthOf(type));

/** One that upstream gives no form of its own. */
const intrinsic = (
  name: string,
  summary: string,
  operands: Operands,
  traits: readonly Trait[],
  results: Operands = { res: LlvmType },
): OpDefinition =>
  defineOp(`x86vector.${name}`, { summary, operands, results, traits: [Pure, ...traits] });

function verifyCompress(op: Operation, report: VerifyContext): boolean {
  const [source] = operandsNamed(op, 'src');
  const constant = op.attr('constant_src');
  const { type } = op.result();
  if (source && constant) return report.error('cannot use both src and constant_src');
  if (source && source.type !== type)
    return report.error('failed to verify that src and dst have same type');
  return (
    !constant ||
    attributeType(constant) === type ||
    report.error('failed to verify that constant_src and dst have same type')
  );
}

const rounded = (vector: TypeConstraint, bits: TypeConstraint): Operands => ({
  src: vector,
  k: I32,
  a: vector,
  imm: bits,
  rounding: LlvmType,
});
const scaled = (vector: TypeConstraint, bits: TypeConstraint): Operands => ({
  src: vector,
  a: vector,
  b: vector,
  k: bits,
  rounding: LlvmType,
});
const ROUNDED = AllTypesMatch('src', 'a', 'res');
const SCALED = AllTypesMatch('src', 'a', 'b', 'res');

export const x86vectorDialect = defineDialect({
  name: 'x86vector',
  summary: 'vector instructions of x86 processors',
  operations: [
    defineOp('x86vector.avx512.mask.compress', {
      summary: 'puts the elements that the mask has together',
      operands: { k: Mask, a: Numbers, src: optional(Numbers) },
      results: { dst: Numbers },
      attributes: { constant_src: optionalAttr(ElementsAttrConstraint) },
      traits: [
        Pure,
        AllTypesMatch('a', 'dst'),
        TypesMatchWith('`k` has the same number of bits as elements in `dst`', 'dst', 'k', maskOf),
      ],
      verify: verifyCompress,
      assemblyFormat: '$k `,` $a (`,` $src^)? attr-dict `:` type($dst) (`,` type($src)^)?',
    }),
    intrinsic(
      'avx512.intr.mask.compress',
      "puts the elements that the mask has together: LLVM's intrinsic",
      { a: Numbers, src: Numbers, k: Mask },
      [
        AllTypesMatch('a', 'src', 'res'),
        TypesMatchWith('`k` has the same number of bits as elements in `res`', 'res', 'k', maskOf),
      ],
    ),
    defineOp('x86vector.avx512.mask.rndscale', {
      summary: 'rounds elements that the mask has to so many bits',
      operands: { src: Floats, k: I32, a: Floats, imm: Bits, rounding: I32 },
      results: { dst: Floats },
      traits: [
        Pure,
        AllTypesMatch('src', 'a', 'dst'),
        TypesMatchWith('imm has the same number of bits as elements in dst', 'dst', 'imm', bitsOf),
      ],
      assemblyFormat: '$src `,` $k `,` $a `,` $imm `,` $rounding attr-dict `:` type($dst)',
    }),
    intrinsic(
      'avx512.intr.mask.rndscale.ps.512',
      "rounds floats that the mask has: LLVM's intrinsic",
      rounded(F32x16, I16),
      [ROUNDED],
    ),
    intrinsic(
      'avx512.intr.mask.rndscale.pd.512',
      "rounds doubles that the mask has: LLVM's intrinsic",
      rounded(F64x8, I8),
      [ROUNDED],
    ),
    defineOp('x86vector.avx512.mask.scalef', {
      summary: 'multiplies elements that the mask has by powers of two',
      operands: { src: Floats, a: Floats, b: Floats, k: Bits, rounding: I32 },
      results: { dst: Floats },
      traits: [
        Pure,
        AllTypesMatch('src', 'a', 'b', 'dst'),
        TypesMatchWith('k has the same number of bits as elements in dst', 'dst', 'k', bitsOf),
      ],
      assemblyFormat: '$src `,` $a `,` $b `,` $k `,` $rounding attr-dict `:` type($dst)',
    }),
    intrinsic(
      'avx512.intr.mask.scalef.ps.512',
      "multiplies floats by powers of two: LLVM's intrinsic",
      scaled(F32x16, I16),
      [SCALED],
    ),
    intrinsic(
      'avx512.intr.mask.scalef.pd.512',
      "multiplies doubles by powers of two: LLVM's intrinsic",
      scaled(F64x8, I8),
      [SCALED],
    ),
    defineOp('x86vector.avx512.vp2intersect', {
      summary: 'which elements of each vector are in the other',
      operands: {
        a: vectorOfLength([16, 8], [I32, I64]),
        b: vectorOfLength([16, 8], [I32, I64]),
      },
      results: { k1: Mask, k2: Mask },
      traits: [
        Pure,
        AllTypesMatch('a', 'b'),
        TypesMatchWith('k1 has the same number of bits as elements in a', 'a', 'k1', maskOf),
        TypesMatchWith('k2 has the same number of bits as elements in b', 'a', 'k2', maskOf),
      ],
      assemblyFormat: '$a `,` $b attr-dict `:` type($a)',
    }),
    intrinsic(
      'avx512.intr.vp2intersect.d.512',
      "which integers of each vector are in the other: LLVM's intrinsic",
      { a: vectorOfLength([16], [I32]), b: vectorOfLength([16], [I32]) },
      [],
    ),
    intrinsic(
      'avx512.intr.vp2intersect.q.512',
      "which long integers of each vector are in the other: LLVM's intrinsic",
      { a: vectorOfLength([8], [I64]), b: vectorOfLength([8], [I64]) },
      [],
    ),
    defineOp('x86vector.avx.rsqrt', {
      summary: 'reciprocals of square roots, about',
      operands: { a: F32x8 },
      results: { b: F32x8 },
      traits: [Pure, SameOperandsAndResultType],
      assemblyFormat: '$a attr-dict `:` type($a)',
    }),
    intrinsic(
      'avx.intr.rsqrt.ps.256',
      "reciprocals of square roots: LLVM's intrinsic",
      { a: F32x8 },
      [SameOperandsAndResultType],
    ),
    defineOp('x86vector.avx.intr.dot', {
      summary: 'scalar products of both halves of vectors',
      operands: { a: F32x8, b: F32x8 },
      results: { res: F32x8 },
      traits: [Pure, SameOperandsAndResultType],
      assemblyFormat: '$a `,` $b attr-dict `:` type($res)',
    }),
    intrinsic(
      'avx.intr.dp.ps.256',
      "scalar products of both halves of vectors: LLVM's intrinsic",
      { a: F32x8, b: F32x8, c: I8 },
      [AllTypesMatch('a', 'b', 'res')],
      { res: F32x8 },
    ),
  ],
});

/** The nvgpu dialect: copies to shared memory and products of tiles as NVIDIA's processors have them. */

import { IntegerAttr } from '../../attributes.ts';
import {
  AnyMemRef,
  AnyVector,
  BoolAttr,
  dialectType,
  I32Attr,
  I64ArrayAttr,
  Index,
  IndexAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineDialect,
  defineOp,
  operandsNamed,
  optional,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  PredTrait,
  Pure,
  SameElementTypeAsOperand,
} from '../../traits.ts';
import { elementTypeOrSelf, IntegerType, isSignless, VectorType } from '../../types.ts';
import { verifyAsyncCopy, verifyLdMatrix, verifyMma } from './verify.ts';

const Token = dialectType('nvgpu.device.async.token', 'device async token type', true);
const Metadata: TypeConstraint = {
  summary: 'fixed-length vector of 16-bit signless integer values of length 2',
  matches: (type) =>
    type.kind === 'vector' &&
    type.numScalableDims === 0 &&
    type.shape.length === 1 &&
    type.shape[0] === 2 &&
    isSignless(type.elementType, 16),
  buildable: (context) => VectorType.get([2], IntegerType.get(context, 16)),
};
const memory = (op: Operation, name: string): Value | null => operandsNamed(op, name)[0] ?? null;
const matrices = { matrixA: AnyVector, matrixB: AnyVector, matrixC: AnyVector };
const MATRICES = '`(` $matrixA `,` $matrixB `,` $matrixC `)`';
const MATRIX_TYPES =
  '`:` `(` type($matrixA) `,` type($matrixB) `,` type($matrixC) `)` `->` type($res)';
const sameElements = PredTrait(
  'matrixA and matrixB have same element type',
  (op) => elementTypeOrSelf(op.operand(0).type) === elementTypeOrSelf(op.operand(1).type),
);

export const nvgpuDialect = defineDialect({
  name: 'nvgpu',
  summary: "copies to shared memory and products of tiles as NVIDIA's processors have them",
  operations: [
    defineOp('nvgpu.ldmatrix', {
      summary: 'loads tiles of a matrix into the registers of a warp',
      operands: { srcMemref: AnyMemRef, indices: variadic(Index) },
      results: { res: AnyVector },
      attributes: { transpose: BoolAttr, numTiles: I32Attr },
      traits: [SameElementTypeAsOperand('srcMemref and res have same element type', 0, 0)],
      interfaces: [
        MemoryEffects.with((op) => [
          { kind: 'read', value: null },
          { kind: 'read', value: op.operand(0) },
        ]),
      ],
      verify: verifyLdMatrix,
      assemblyFormat: '$srcMemref `[` $indices `]` attr-dict `:` type($srcMemref) `->` type($res)',
    }),
    defineOp('nvgpu.mma.sync', {
      summary: 'product of tiles that the threads of a warp hold together',
      operands: matrices,
      results: { res: AnyVector },
      attributes: { mmaShape: I64ArrayAttr, tf32Enabled: optionalAttr(UnitAttrConstraint) },
      traits: [Pure, sameElements],
      verify: verifyMma(false),
      assemblyFormat: `${MATRICES} attr-dict ${MATRIX_TYPES}`,
    }),
    defineOp('nvgpu.mma.sp.sync', {
      summary: 'product of tiles of which the first is half zeros',
      operands: { ...matrices, sparseMetadata: Metadata },
      results: { res: AnyVector },
      attributes: {
        mmaShape: I64ArrayAttr,
        sparsitySelector: defaultAttr(I32Attr, (context) => IntegerAttr.i32(context, 0)),
        tf32Enabled: optionalAttr(UnitAttrConstraint),
      },
      traits: [Pure, sameElements],
      verify: verifyMma(true),
      assemblyFormat: `${MATRICES} \`metadata\` \`(\` $sparseMetadata \`)\` attr-dict ${MATRIX_TYPES}`,
    }),
    defineOp('nvgpu.device_async_copy', {
      summary: 'begins a copy to shared memory',
      operands: {
        dst: AnyMemRef,
        dstIndices: variadic(Index),
        src: AnyMemRef,
        srcIndices: variadic(Index),
        srcElements: optional(Index),
      },
      results: { asyncToken: Token },
      attributes: { dstElements: IndexAttr, bypassL1: optionalAttr(UnitAttrConstraint) },
      traits: [AttrSizedOperandSegments],
      interfaces: [
        MemoryEffects.with((op) => [
          { kind: 'write', value: memory(op, 'dst') },
          { kind: 'read', value: memory(op, 'src') },
        ]),
      ],
      verify: verifyAsyncCopy,
      assemblyFormat:
        '$src `[` $srcIndices `]` `,` $dst `[` $dstIndices `]` `,` $dstElements (`,` $srcElements^)? attr-dict `:` type($src) `to` type($dst)',
    }),
    defineOp('nvgpu.device_async_create_group', {
      summary: 'copies that are waited for together',
      operands: { inputTokens: variadic(Token) },
      results: { asyncToken: Token },
      assemblyFormat: '$inputTokens attr-dict',
    }),
    defineOp('nvgpu.device_async_wait', {
      summary: 'waits for copies',
      operands: { asyncDependencies: Token },
      attributes: { numGroups: optionalAttr(I32Attr) },
      assemblyFormat: '$asyncDependencies attr-dict',
    }),
  ],
  types: [{ mnemonic: 'device.async.token', summary: 'copies under way' }],
});

/** The operations of the vector dialect. */

import {
  AffineMapAttrConstraint,
  AnyFloat,
  AnyInteger,
  AnyMemRef,
  AnyRankedTensor,
  AnyShaped,
  AnySignlessInteger,
  AnySignlessIntegerOrIndex,
  AnyStaticShapeMemRef,
  AnyType,
  AnyVector,
  AnyVectorOfAnyRank,
  ArrayAttrConstraint,
  anyTypeOf,
  BoolArrayAttr,
  BoolAttr,
  I1,
  I32Attr,
  I64ArrayAttr,
  I64Attr,
  Index,
  scalableVectorOfRank,
  vectorOf,
  vectorOfAnyRank,
  vectorOfRank,
  vectorOfRanks,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineOp,
  type InferState,
  type OpDefinition,
  optional,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import {
  DestinationStyleOp,
  type MemoryEffect,
  MemoryEffects,
  RegionBranchOp,
} from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllElementTypesMatch,
  AllRanksMatch,
  AllTypesMatch,
  AttrSizedOperandSegments,
  ElementwiseMappable,
  NoRegionArguments,
  PredTrait,
  Pure,
  RecursiveMemoryEffects,
  ReturnLike,
  SameElementTypeAsOperand,
  SingleBlockImplicitTerminator,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import { elementTypeOrSelf, isShaped, numElements, type Type, VectorType } from '../../types.ts';
import { InferTypeOp } from '../inferred-types.ts';
import { CombiningKindAttr, combiningKind, IteratorTypeArrayAttr, intArray } from './attributes.ts';
import { canonicalizations } from './canonicalize.ts';
import * as folds from './fold.ts';
import * as syntax from './syntax.ts';
import * as checks from './verify.ts';
import * as regionChecks from './verify-regions.ts';

const effect = (kind: MemoryEffect['kind'], index: number) =>
  MemoryEffects.with((op) => [{ kind, value: op.operand(index) }]);
const sameElements = (summary: string, operand = 0) =>
  SameElementTypeAsOperand(summary, 0, operand);
const ofVector = (summary: string, from: string, to: string) =>
  TypesMatchWith(summary, from, to, elementTypeOrSelf);
const addKind = defaultAttr(CombiningKindAttr, (context) => combiningKind(context, 'add'));
const I1Vector = vectorOf(I1);
const Mask1D = vectorOfRanks(I1, [1]);
const Vector1D = vectorOfRank([1]);
const Scalar = anyTypeOf([AnySignlessInteger, Index, AnyFloat], 'integer/index/float type');
const resultVector = (op: Operation): Type => op.result().type;
const firstVector = (op: Operation): Type => op.operand(0).type;

/** What is left of a vector type when the leading positions are fixed. */
export function extractedType(type: Type, positions: number): Type | null {
  if (type.kind !== 'vector') return null;
  if (positions === type.shape.length) return type.elementType;
  const n = Math.min(positions, type.shape.length - 1);
  return VectorType.get(type.shape.slice(n), type.elementType);
}

const reductions: readonly OpDefinition[] = [
  defineOp('vector.contract', {
    summary: 'multiplies and sums along dimensions that two vectors share',
    operands: {
      lhs: AnyVector,
      rhs: AnyVector,
      acc: AnyType,
    },
    results: { result: AnyType },
    attributes: {
      indexing_maps: ArrayAttrConstraint,
      iterator_types: IteratorTypeArrayAttr,
      kind: addKind,
    },
    traits: [
      Pure,
      PredTrait(
        'lhs and rhs have same element type',
        ({ operands: [a, b] }) =>
          a !== undefined &&
          b !== undefined &&
          isShaped(a.type) &&
          isShaped(b.type) &&
          elementTypeOrSelf(a.type) === elementTypeOrSelf(b.type),
      ),
      sameElements('third operand acc and result have same element type', 2),
    ],
    verify: regionChecks.verifyContract,
    usage:
      '{indexing_maps = [<indexing_maps>], iterator_types = [<iterator_types>], kind = <kind>} <%lhs>, <%rhs>, <%acc> : <lhs type>, <rhs type> into <acc type>',
    parse: syntax.parseContract,
    print: syntax.printContract,
  }),
  defineOp('vector.reduction', {
    summary: 'combines all elements',
    operands: { vector: AnyVectorOfAnyRank, acc: optional(AnyType) },
    results: { dest: AnyType },
    attributes: { kind: CombiningKindAttr },
    traits: [Pure, sameElements('source operand and result have same element type')],
    canonicalize: canonicalizations.reduction ?? [],
    verify: checks.verifyReduction,
    usage: '<kind>, <%vector>(?, <%acc>)? : <vector type> into <type>',
    parse: syntax.parseReduction,
    print: syntax.printReduction,
  }),
  defineOp('vector.multi_reduction', {
    summary: 'combines elements along some dimensions',
    operands: { source: AnyVector, acc: AnyType },
    results: { dest: AnyType },
    attributes: { kind: CombiningKindAttr, reduction_dims: I64ArrayAttr },
    traits: [
      Pure,
      AllTypesMatch('dest', 'acc'),
      sameElements('source operand and result have same element type'),
    ],
    inferTypes: ({ operands: [, acc] }) => (acc ? [acc.type] : null),
    fold: folds.foldMultiReduction,
    canonicalize: canonicalizations.multi_reduction ?? [],
    verify: checks.verifyMultiReduction,
    assemblyFormat:
      '$kind `,` $source `,` $acc attr-dict $reduction_dims `:` type($source) `to` type($dest)',
  }),
  defineOp('vector.scan', {
    summary: 'combines elements along a dimension, keeping what comes before each',
    operands: { source: AnyVector, initial_value: AnyVectorOfAnyRank },
    results: { dest: AnyVector, accumulated_value: AnyVectorOfAnyRank },
    attributes: { kind: CombiningKindAttr, reduction_dim: I64Attr, inclusive: BoolAttr },
    traits: [
      Pure,
      AllTypesMatch('source', 'dest'),
      AllTypesMatch('initial_value', 'accumulated_value'),
    ],
    verify: checks.verifyScan,
    assemblyFormat:
      '$kind `,` $source `,` $initial_value attr-dict `:` type($source) `,` type($initial_value) ',
  }),
  defineOp('vector.outerproduct', {
    summary: 'products of all elements of one vector with all of another, added to a third',
    operands: { lhs: AnyVector, rhs: AnyType, acc: variadic(AnyVector) },
    results: { result: AnyVector },
    attributes: { kind: addKind },
    traits: [
      Pure,
      sameElements('lhs operand and result have same element type'),
      sameElements('rhs operand and result have same element type', 1),
    ],
    verify: checks.verifyOuterProduct,
    usage: '<%lhs>, <%rhs>(?, <%acc>)? (?<attributes>)? : <lhs type>, <rhs type>',
    parse: syntax.parseOuterProduct,
    print: syntax.printOuterProduct,
  }),
  defineOp('vector.fma', {
    summary: 'multiplies and adds with one rounding',
    operands: {
      lhs: vectorOfAnyRank(AnyFloat),
      rhs: vectorOfAnyRank(AnyFloat),
      acc: vectorOfAnyRank(AnyFloat),
    },
    results: { result: vectorOfAnyRank(AnyFloat) },
    traits: [Pure, AllTypesMatch('lhs', 'rhs', 'acc', 'result'), ...ElementwiseMappable],
    inferTypes: ({ operands: [lhs] }) => (lhs ? [lhs.type] : null),
    assemblyFormat: '$lhs `,` $rhs `,` $acc attr-dict `:` type($lhs)',
  }),
  defineOp('vector.matrix_multiply', {
    summary: 'product of matrices that lie flat in vectors',
    operands: { lhs: flatVector(), rhs: flatVector() },
    results: { res: flatVector() },
    attributes: { lhs_rows: I32Attr, lhs_columns: I32Attr, rhs_columns: I32Attr },
    traits: [
      Pure,
      sameElements('lhs operand and result have same element type'),
      sameElements('rhs operand and result have same element type', 1),
    ],
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` `(` type($lhs) `,` type($rhs) `)` `->` type($res)',
  }),
  defineOp('vector.flat_transpose', {
    summary: 'transposition of a matrix that lies flat in a vector',
    operands: { matrix: flatVector() },
    results: { res: flatVector() },
    attributes: { rows: I32Attr, columns: I32Attr },
    traits: [Pure, sameElements('source operand and result have same element type')],
    assemblyFormat: '$matrix attr-dict `:` type($matrix) `->` type($res)',
  }),
];

function flatVector(): TypeConstraint {
  const element = anyTypeOf(
    [
      AnySignlessInteger,
      {
        summary: 'signed integer',
        matches: (type) => type.kind === 'integer' && type.signedness === 'signed',
      },
      Index,
      AnyFloat,
    ],
    'signless integer or signed integer or index or floating-point',
  );
  return vectorOfRanks(element, [1]);
}

const shapes: readonly OpDefinition[] = [
  defineOp('vector.broadcast', {
    summary: 'repeats a scalar or vector along new leading dimensions and ones of size 1',
    operands: { source: AnyType },
    results: { vector: AnyVectorOfAnyRank },
    traits: [Pure, sameElements('source operand and result have same element type')],
    fold: folds.foldBroadcast,
    canonicalize: canonicalizations.broadcast ?? [],
    verify: checks.verifyBroadcast,
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($vector)',
  }),
  defineOp('vector.splat', {
    summary: 'a scalar in every element',
    operands: { input: Scalar },
    results: { aggregate: AnyVectorOfAnyRank },
    traits: [Pure, ofVector('operand type matches element type of result', 'aggregate', 'input')],
    fold: folds.foldSplat,
    assemblyFormat: '$input attr-dict `:` type($aggregate)',
  }),
  defineOp('vector.shuffle', {
    summary: 'elements of two vectors in a given order',
    operands: { v1: AnyVectorOfAnyRank, v2: AnyVectorOfAnyRank },
    results: { vector: AnyVector },
    attributes: { mask: I64ArrayAttr },
    traits: [
      Pure,
      sameElements('first operand v1 and result have same element type'),
      sameElements('second operand v2 and result have same element type', 1),
    ],
    inferTypes({ operands: [v1], attr }) {
      const type = v1?.type;
      if (type?.kind !== 'vector') return null;
      const count = Math.max(1, intArray(attr('mask')).length);
      return [VectorType.get([count, ...type.shape.slice(1)], type.elementType)];
    },
    fold: folds.foldShuffle,
    canonicalize: canonicalizations.shuffle ?? [],
    verify: checks.verifyShuffle,
    assemblyFormat: 'operands $mask attr-dict `:` type(operands)',
  }),
  defineOp('vector.shape_cast', {
    summary: 'the same elements in another shape',
    operands: { source: AnyVector },
    results: { result: AnyVector },
    traits: [Pure],
    fold: folds.foldShapeCast,
    canonicalize: canonicalizations.shape_cast ?? [],
    verify: checks.verifyShapeCast,
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($result)',
  }),
  defineOp('vector.bitcast', {
    summary: 'the same bits with another element type',
    operands: { source: AnyVectorOfAnyRank },
    results: { result: AnyVectorOfAnyRank },
    traits: [Pure, AllRanksMatch('source', 'result')],
    fold: folds.foldBitCast,
    verify: checks.verifyBitCast,
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($result)',
  }),
  defineOp('vector.type_cast', {
    summary: 'memory of scalars seen as memory of one vector',
    operands: { memref: AnyStaticShapeMemRef },
    results: { result: AnyMemRef },
    traits: [Pure],
    verify: checks.verifyTypeCast,
    usage: '<%memref> : <memref type> to <type>',
    parse: syntax.parseTypeCast,
    print: syntax.printTypeCast,
  }),
  defineOp('vector.transpose', {
    summary: 'permutes dimensions',
    operands: { vector: AnyVectorOfAnyRank },
    results: { result: AnyVectorOfAnyRank },
    attributes: { transp: I64ArrayAttr },
    traits: [Pure, sameElements('operand and result have same element type')],
    fold: folds.foldTranspose,
    canonicalize: canonicalizations.transpose ?? [],
    verify: checks.verifyTranspose,
    assemblyFormat: '$vector `,` $transp attr-dict `:` type($vector) `to` type($result)',
  }),
  defineOp('vector.reshape', {
    summary: 'elements of vectors of a shape as vectors of another shape',
    operands: {
      vector: AnyVector,
      input_shape: variadic(Index),
      output_shape: variadic(Index),
    },
    results: { result: AnyVector },
    attributes: { fixed_vector_sizes: I64ArrayAttr },
    traits: [AttrSizedOperandSegments, Pure],
    verify: checks.verifyReshape,
    assemblyFormat:
      '$vector `,` `[` $input_shape `]` `,` `[` $output_shape `]` `,` $fixed_vector_sizes attr-dict `:` type($vector) `to` type($result)',
  }),
];

/** Scalars and vectors; upstream has no words for it. */
const Printable: TypeConstraint = {
  ...anyTypeOf([AnyVectorOfAnyRank, AnyInteger, Index, AnyFloat]),
  summary: '',
};

function inferExtract({ operands, attr }: InferState): readonly Type[] | null {
  const type = operands[0]?.type;
  const result = type ? extractedType(type, intArray(attr('position')).length) : null;
  return result && [result];
}

/** A scalar may be a vector of one element, or the other way round. */
function isExtracted([inferred]: readonly Type[], [declared]: readonly Type[]): boolean {
  const isOneOf = (vector: Type | undefined, element: Type | undefined): boolean =>
    vector?.kind === 'vector' &&
    vector.shape.length === 1 &&
    vector.shape[0] === 1 &&
    vector.elementType === element;
  return inferred === declared || isOneOf(inferred, declared) || isOneOf(declared, inferred);
}

const parts: readonly OpDefinition[] = [
  defineOp('vector.extractelement', {
    summary: 'an element at a position known at run time',
    operands: { vector: AnyVectorOfAnyRank, position: optional(AnySignlessIntegerOrIndex) },
    results: { result: AnyType },
    traits: [
      Pure,
      ofVector('result type matches element type of vector operand', 'vector', 'result'),
    ],
    fold: folds.foldExtractElement,
    verify: checks.verifyElementAccess(0),
    assemblyFormat: '$vector `[` ($position^ `:` type($position))? `]` attr-dict `:` type($vector)',
  }),
  defineOp('vector.extract', {
    summary: 'an element or inner vector',
    operands: { vector: AnyVector },
    results: { result: AnyType },
    attributes: { position: I64ArrayAttr },
    traits: [
      Pure,
      sameElements('operand and result have same element type'),
      InferTypeOp(inferExtract, isExtracted),
    ],
    inferTypes: inferExtract,
    fold: folds.foldExtract,
    canonicalize: canonicalizations.extract ?? [],
    verify: checks.verifyExtract,
    assemblyFormat: '$vector `` $position attr-dict `:` type($vector)',
  }),
  defineOp('vector.insertelement', {
    summary: 'the vector with an element replaced, at a position known at run time',
    operands: {
      source: AnyType,
      dest: AnyVectorOfAnyRank,
      position: optional(AnySignlessIntegerOrIndex),
    },
    results: { result: AnyVectorOfAnyRank },
    traits: [
      Pure,
      ofVector('source operand type matches element type of result', 'result', 'source'),
      AllTypesMatch('dest', 'result'),
    ],
    fold: folds.foldInsertElement,
    verify: checks.verifyElementAccess(1),
    assemblyFormat:
      '$source `,` $dest `[` ($position^ `:` type($position))? `]`  attr-dict `:` type($result)',
  }),
  defineOp('vector.insert', {
    summary: 'the vector with an element or inner vector replaced',
    operands: { source: AnyType, dest: AnyVector },
    results: { res: AnyVector },
    attributes: { position: I64ArrayAttr },
    traits: [
      Pure,
      sameElements('source operand and result have same element type'),
      AllTypesMatch('dest', 'res'),
    ],
    inferTypes: ({ operands: [, dest] }) => (dest ? [dest.type] : null),
    fold: folds.foldInsert,
    canonicalize: canonicalizations.insert ?? [],
    verify: checks.verifyInsert,
    assemblyFormat: '$source `,` $dest $position attr-dict `:` type($source) `into` type($dest)',
  }),
  defineOp('vector.extract_strided_slice', {
    summary: 'a rectangular part',
    operands: { vector: AnyVector },
    results: { result: AnyVector },
    attributes: { offsets: I64ArrayAttr, sizes: I64ArrayAttr, strides: I64ArrayAttr },
    traits: [Pure, sameElements('operand and result have same element type')],
    fold: folds.foldExtractStridedSlice,
    canonicalize: canonicalizations.extract_strided_slice ?? [],
    verify: checks.verifyExtractStridedSlice,
    assemblyFormat: '$vector attr-dict `:` type($vector) `to` type(results)',
  }),
  defineOp('vector.insert_strided_slice', {
    summary: 'the vector with a rectangular part replaced',
    operands: { source: AnyVector, dest: AnyVector },
    results: { res: AnyVector },
    attributes: { offsets: I64ArrayAttr, strides: I64ArrayAttr },
    traits: [
      Pure,
      sameElements('operand #0 and result have same element type'),
      AllTypesMatch('dest', 'res'),
    ],
    inferTypes: ({ operands: [, dest] }) => (dest ? [dest.type] : null),
    fold: folds.foldInsertStridedSlice,
    canonicalize: canonicalizations.insert_strided_slice ?? [],
    verify: checks.verifyInsertStridedSlice,
    assemblyFormat: '$source `,` $dest attr-dict `:` type($source) `into` type($dest)',
  }),
  defineOp('vector.scalable.insert', {
    summary: 'a scalable vector with a part replaced by a vector of fixed length',
    operands: { source: Vector1D, dest: scalableVectorOfRank([1]) },
    results: { res: scalableVectorOfRank([1]) },
    attributes: { pos: I64Attr },
    traits: [
      Pure,
      AllElementTypesMatch('source', 'dest'),
      AllTypesMatch('dest', 'res'),
      PredTrait('position is a multiple of the source length.', (op) =>
        isMultipleOf(op, firstVector(op)),
      ),
    ],
    inferTypes: ({ operands: [, dest] }) => (dest ? [dest.type] : null),
    assemblyFormat: '$source `,` $dest `[` $pos `]` attr-dict `:` type($source) `into` type($dest)',
  }),
  defineOp('vector.scalable.extract', {
    summary: 'a vector of fixed length from a scalable one',
    operands: { source: scalableVectorOfRank([1]) },
    results: { res: Vector1D },
    attributes: { pos: I64Attr },
    traits: [
      Pure,
      AllElementTypesMatch('source', 'res'),
      PredTrait('position is a multiple of the result length.', (op) =>
        isMultipleOf(op, resultVector(op)),
      ),
    ],
    assemblyFormat: '$source `[` $pos `]` attr-dict `:` type($res) `from` type($source)',
  }),
];

const isMultipleOf = (op: Operation, type: Type): boolean =>
  type.kind === 'vector' && Number(op.intAttr('pos') ?? 0n) % numElements(type.shape) === 0;

const TRANSFER_ATTRIBUTES = {
  permutation_map: AffineMapAttrConstraint,
  in_bounds: optionalAttr(BoolArrayAttr),
};
/** Reads and writes of tensors have no effect; those of memrefs do. */
const transferEffect = (kind: MemoryEffect['kind'], index: number) =>
  MemoryEffects.with((op) => {
    const value = op.operand(index);
    return value.type.kind === 'memref' ? [{ kind, value }] : [];
  });

const memory: readonly OpDefinition[] = [
  defineOp('vector.transfer_read', {
    summary: 'a vector from memory or a tensor, padded where it reaches out',
    operands: {
      source: AnyShaped,
      indices: variadic(Index),
      padding: AnyType,
      mask: optional(I1Vector),
    },
    results: { vector: AnyVectorOfAnyRank },
    attributes: TRANSFER_ATTRIBUTES,
    traits: [AttrSizedOperandSegments],
    interfaces: [transferEffect('read', 0)],
    fold: folds.foldTransferRead,
    canonicalize: canonicalizations.transfer_read ?? [],
    verify: regionChecks.verifyTransferRead,
    usage:
      '<%source>[<%indices>], <%padding>(?, <%mask>)? (?<attributes>)? : <source type>, <type>',
    parse: syntax.parseTransferRead,
    print: syntax.printTransferRead,
  }),
  defineOp('vector.transfer_write', {
    summary: 'a vector into memory or a tensor',
    operands: {
      vector: AnyVectorOfAnyRank,
      source: AnyShaped,
      indices: variadic(Index),
      mask: optional(I1Vector),
    },
    results: { result: optional(AnyRankedTensor) },
    attributes: TRANSFER_ATTRIBUTES,
    traits: [AttrSizedOperandSegments],
    interfaces: [
      transferEffect('write', 1),
      DestinationStyleOp.with({ initsRange: () => ({ start: 1, end: 2 }) }),
    ],
    fold: folds.foldTransferWrite,
    canonicalize: canonicalizations.transfer_write ?? [],
    verify: regionChecks.verifyTransferWrite,
    usage:
      '<%vector>, <%source>[<%indices>](?, <%mask>)? (?<attributes>)? : <vector type>, <source type>',
    parse: syntax.parseTransferWrite,
    print: syntax.printTransferWrite,
  }),
  defineOp('vector.load', {
    summary: 'neighbouring elements of memory',
    operands: { base: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyVector },
    interfaces: [effect('read', 0)],
    fold: folds.foldMemoryCasts,
    verify: checks.verifyLoadStore(0, resultVector, 'result'),
    assemblyFormat: '$base `[` $indices `]` attr-dict `:` type($base) `,` type($result)',
  }),
  defineOp('vector.store', {
    summary: 'replaces neighbouring elements of memory',
    operands: { valueToStore: AnyVector, base: AnyMemRef, indices: variadic(Index) },
    interfaces: [effect('write', 1)],
    fold: folds.foldMemoryCasts,
    verify: checks.verifyLoadStore(1, firstVector, 'valueToStore'),
    assemblyFormat:
      '$valueToStore `,` $base `[` $indices `]` attr-dict `:` type($base) `,` type($valueToStore)',
  }),
  ...(['maskedload', 'expandload'] as const).map((name) =>
    defineOp(`vector.${name}`, {
      summary:
        name === 'maskedload'
          ? 'the elements of memory that a mask chooses'
          : 'neighbouring elements of memory, spread to where a mask is set',
      operands: {
        base: AnyMemRef,
        indices: variadic(Index),
        mask: Mask1D,
        pass_thru: Vector1D,
      },
      results: { result: Vector1D },
      interfaces: [effect('read', 0)],
      ...(name === 'maskedload' ? { fold: folds.foldMemoryCasts } : {}),
      canonicalize: canonicalizations[name] ?? [],
      verify: checks.verifyMasked(true),
      assemblyFormat:
        '$base `[` $indices `]` `,` $mask `,` $pass_thru attr-dict `:` type($base) `,` type($mask) `,` type($pass_thru) `into` type($result)',
    }),
  ),
  ...(['maskedstore', 'compressstore'] as const).map((name) =>
    defineOp(`vector.${name}`, {
      summary:
        name === 'maskedstore'
          ? 'replaces the elements of memory that a mask chooses'
          : 'the elements that a mask chooses, side by side in memory',
      operands: {
        base: AnyMemRef,
        indices: variadic(Index),
        mask: Mask1D,
        valueToStore: Vector1D,
      },
      interfaces: [effect('write', 0)],
      ...(name === 'maskedstore' ? { fold: folds.foldMemoryCasts } : {}),
      canonicalize: canonicalizations[name] ?? [],
      verify: checks.verifyMasked(false),
      assemblyFormat:
        '$base `[` $indices `]` `,` $mask `,` $valueToStore attr-dict `:` type($base) `,` type($mask) `,` type($valueToStore)',
    }),
  ),
  defineOp('vector.gather', {
    summary: 'elements of memory or a tensor at the indices of a vector',
    operands: {
      base: AnyShaped,
      indices: variadic(Index),
      index_vec: vectorOf(anyTypeOf([AnyInteger, Index])),
      mask: I1Vector,
      pass_thru: AnyVector,
    },
    results: { result: AnyVector },
    interfaces: [effect('read', 0)],
    canonicalize: canonicalizations.gather ?? [],
    verify: checks.verifyMasked(true),
    assemblyFormat:
      '$base `[` $indices `]` `[` $index_vec `]` `,` $mask `,` $pass_thru attr-dict `:` type($base) `,` type($index_vec)  `,` type($mask) `,` type($pass_thru) `into` type($result)',
  }),
  defineOp('vector.scatter', {
    summary: 'replaces elements of memory at the indices of a vector',
    operands: {
      base: AnyMemRef,
      indices: variadic(Index),
      index_vec: vectorOfRanks(anyTypeOf([AnyInteger, Index]), [1]),
      mask: Mask1D,
      valueToStore: Vector1D,
    },
    interfaces: [effect('write', 0)],
    canonicalize: canonicalizations.scatter ?? [],
    verify: checks.verifyMasked(false),
    assemblyFormat:
      '$base `[` $indices `]` `[` $index_vec `]` `,` $mask `,` $valueToStore attr-dict `:` type($base) `,` type($index_vec)  `,` type($mask) `,` type($valueToStore)',
  }),
];

const others: readonly OpDefinition[] = [
  defineOp('vector.constant_mask', {
    summary: 'a mask that is set in a corner of constant size',
    results: { result: vectorOfAnyRank(I1) },
    attributes: { mask_dim_sizes: I64ArrayAttr },
    traits: [Pure],
    verify: checks.verifyConstantMask,
    assemblyFormat: '$mask_dim_sizes attr-dict `:` type(results)',
  }),
  defineOp('vector.create_mask', {
    summary: 'a mask that is set in a corner',
    operands: { operands: variadic(Index) },
    results: { result: vectorOfAnyRank(I1) },
    traits: [Pure],
    canonicalize: canonicalizations.create_mask ?? [],
    verify: checks.verifyCreateMask,
    assemblyFormat: '$operands attr-dict `:` type(results)',
  }),
  defineOp('vector.mask', {
    summary: 'an operation under a mask',
    operands: { mask: I1Vector, passthru: optional(AnyType) },
    results: { results: variadic(AnyType) },
    regions: { maskRegion: { blocks: 1 } },
    traits: [
      SingleBlockImplicitTerminator('vector.yield'),
      RecursiveMemoryEffects,
      NoRegionArguments,
    ],
    verify: regionChecks.verifyMask,
    usage: '<%mask>(?, <%passthru>)? <maskRegion> : <mask type> -> <types>',
    parse: syntax.parseMask,
    print: syntax.printMask,
  }),
  defineOp('vector.vscale', {
    summary: 'how many times longer scalable vectors are than they say',
    results: { res: Index },
    traits: [Pure],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('vector.print', {
    summary: 'prints a value',
    operands: { source: Printable },
    assemblyFormat: '$source attr-dict `:` type($source)',
  }),
  defineOp('vector.yield', {
    summary: 'ends a region with its results',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('vector.warp_execute_on_lane_0', {
    summary: 'a region that the first lane of a subgroup runs for all',
    operands: { laneid: Index, args: variadic(AnyType) },
    results: { results: variadic(AnyType) },
    attributes: { warp_size: I64Attr },
    regions: { warpRegion: { blocks: 1 } },
    traits: [SingleBlockImplicitTerminator('vector.yield'), RecursiveMemoryEffects],
    interfaces: [
      RegionBranchOp.with({
        successors: (op, from) =>
          from ? [{ region: null, inputs: op.results }] : [{ region: op.region(), inputs: [] }],
      }),
    ],
    verify: regionChecks.verifyWarp,
    parse: syntax.parseWarp,
    print: syntax.printWarp,
  }),
];

export const operations: readonly OpDefinition[] = [
  ...reductions,
  ...shapes,
  ...parts,
  ...memory,
  ...others,
];

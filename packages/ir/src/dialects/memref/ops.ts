/** The operations of the memref dialect. */

import {
  AffineMapAttrConstraint,
  AnyAttr,
  AnyFloat,
  AnyMemRef,
  AnyRankedOrUnrankedMemRef,
  AnySignlessInteger,
  AnySignlessIntegerOrIndex,
  AnyStaticShapeMemRef,
  AnyStridedMemRef,
  AnyTensor,
  AnyType,
  anyTypeOf,
  BoolAttr,
  DenseI64ArrayAttr,
  FlatSymbolRefAttr,
  I8,
  I32Attr,
  I64Attr,
  Index,
  IndexListArrayAttr,
  integerEnumAttr,
  maximumValue,
  memRefOf,
  memRefOfRanks,
  minimumValue,
  positive,
  StrAttr,
  SymbolNameAttr,
  stridedMemRefOfRank,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  type Trait,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import {
  type MemoryEffect,
  MemoryEffects,
  RegionBranchOp,
  Speculatable,
} from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  AutomaticAllocationScope,
  HasParent,
  NoRegionArguments,
  Pure,
  RecursiveMemoryEffects,
  ReturnLike,
  SameOperandsAndResultShape,
  SameOperandsElementType,
  SameOperandsShape,
  SingleBlockImplicitTerminator,
  SymbolTrait,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import { elementTypeOrSelf, MemRefType } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { withOutputShape } from '../reassociation.ts';
import { edgesFrom, RegionBranch } from '../scf/control-flow.ts';
import { canonicalizations } from './canonicalize.ts';
import * as folds from './fold.ts';
import { ATOMIC_KINDS } from './kinds.ts';
import * as syntax from './syntax.ts';
import * as checks from './verify.ts';

/** The operation does this to the memory that operand `index` is. */
/** Not one without dimensions. */
const MemRefWithDims: TypeConstraint = {
  summary: 'unranked.memref of any type values or non-0-ranked.memref of any type values',
  matches: (type) =>
    type.kind === 'unranked-memref' || (type.kind === 'memref' && type.shape.length > 0),
};

/** Upstream checks what may be cast to what before it compares shapes. */
const castTrait = (verify: NonNullable<Trait['verify']>): Trait => ({
  name: 'CastOpInterface',
  verify,
});

const effect = (...effects: readonly (readonly [MemoryEffect['kind'], number])[]) =>
  MemoryEffects.with((op) => effects.map(([kind, index]) => ({ kind, value: op.operand(index) })));
const allocates = MemoryEffects.with((op) => [{ kind: 'alloc', value: op.result() }]);
const noEffects = MemoryEffects.with(() => []);
const dimIsInBounds = Speculatable.with((op) => {
  const index = constantIndex(op.operand(1));
  const { type } = op.operand(0);
  return index !== null && type.kind === 'memref' && index < type.shape.length;
});
const named =
  (name: string) =>
  (op: Operation, setName: (value: Value, name: string) => void): void =>
    setName(op.result(), name);

const elementsMatch = (summary: string, from: string, to: string) =>
  TypesMatchWith(summary, from, to, elementTypeOrSelf);
const Alignment = minimumValue(I64Attr, 0n);
const MemRefTypeAttr: AttrConstraint = {
  summary: 'memref type attribute',
  matches: (attr) => attr.kind === 'type' && attr.type.kind === 'memref',
};
const NumberMemRef = memRefOf(anyTypeOf([AnySignlessInteger, AnyFloat]));
const NumberType = anyTypeOf([AnySignlessInteger, AnyFloat]);
const AtomicKind = integerEnumAttr(64, ATOMIC_KINDS);

const SLICE_ATTRIBUTES = {
  static_offsets: DenseI64ArrayAttr,
  static_sizes: DenseI64ArrayAttr,
  static_strides: DenseI64ArrayAttr,
};
const SLICE_OPERANDS = {
  offsets: variadic(Index),
  sizes: variadic(Index),
  strides: variadic(Index),
};

const allocation = (name: 'alloc' | 'alloca', summary: string): OpDefinition =>
  defineOp(`memref.${name}`, {
    summary,
    operands: { dynamicSizes: variadic(Index), symbolOperands: variadic(Index) },
    results: { memref: AnyMemRef },
    attributes: { alignment: optionalAttr(Alignment) },
    traits: [AttrSizedOperandSegments],
    interfaces: [allocates],
    verify: checks.verifyAllocation,
    canonicalize: canonicalizations[name] ?? [],
    resultNames: named(name),
    assemblyFormat:
      '`(`$dynamicSizes`)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)',
  });

const reshaping = (
  name: 'expand_shape' | 'collapse_shape',
  summary: string,
  inverse: string,
  verify: typeof checks.verifyExpandShape,
): OpDefinition =>
  defineOp(`memref.${name}`, {
    summary,
    operands: { src: AnyStridedMemRef },
    results: { result: AnyStridedMemRef },
    attributes: { reassociation: IndexListArrayAttr },
    traits: [Pure],
    fold: folds.foldReshape(inverse),
    canonicalize: canonicalizations[name] ?? [],
    verify,
    resultNames: named(name),
    assemblyFormat: '$src $reassociation attr-dict `:` type($src) `into` type($result)',
    ...(name === 'expand_shape' && { changes: [withOutputShape(AnyStridedMemRef, verify)] }),
  });

const allocations: readonly OpDefinition[] = [
  allocation('alloc', 'new memory'),
  allocation('alloca', 'memory that lives as long as its scope'),
  defineOp('memref.realloc', {
    summary: 'memory of another size with the same contents',
    operands: { source: memRefOfRanks(AnyType, [1]), dynamicResultSize: optional(Index) },
    results: { result: memRefOfRanks(AnyType, [1]) },
    attributes: { alignment: optionalAttr(Alignment) },
    canonicalize: canonicalizations.realloc ?? [],
    verify: checks.verifyRealloc,
    assemblyFormat:
      '$source (`(` $dynamicResultSize^ `)`)? attr-dict `:` type($source) `to` type(results)',
  }),
  defineOp('memref.dealloc', {
    summary: 'gives memory back',
    operands: { memref: AnyRankedOrUnrankedMemRef },
    interfaces: [effect(['free', 0])],
    fold: folds.foldCasts,
    assemblyFormat: '$memref attr-dict `:` type($memref)',
  }),
  defineOp('memref.alloca_scope', {
    summary: 'a scope of stack memory',
    results: { results: variadic(AnyType) },
    regions: { bodyRegion: { blocks: 1 } },
    traits: [
      AutomaticAllocationScope,
      SingleBlockImplicitTerminator('memref.alloca_scope.return'),
      RecursiveMemoryEffects,
      NoRegionArguments,
      RegionBranch((op) =>
        edgesFrom(op.region(), 'memref.alloca_scope.return', 0, [{ to: null, inputs: op.results }]),
      ),
    ],
    interfaces: [
      RegionBranchOp.with({
        successors: (op, from) =>
          from ? [{ region: null, inputs: op.results }] : [{ region: op.region(), inputs: [] }],
      }),
    ],
    canonicalize: canonicalizations.alloca_scope ?? [],
    usage: '(?-> (<types>))? <bodyRegion>',
    parse: syntax.parseAllocaScope,
    print: syntax.printAllocaScope,
  }),
  defineOp('memref.alloca_scope.return', {
    summary: 'ends a scope of stack memory with its results',
    operands: { results: variadic(AnyType) },
    traits: [HasParent('memref.alloca_scope'), Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($results^ `:` type($results))?',
  }),
  defineOp('memref.global', {
    summary: 'memory that lives as long as the module',
    attributes: {
      sym_name: SymbolNameAttr,
      sym_visibility: optionalAttr(StrAttr),
      type: MemRefTypeAttr,
      initial_value: optionalAttr(AnyAttr),
      constant: optionalAttr(UnitAttrConstraint),
      alignment: optionalAttr(I64Attr),
    },
    traits: [SymbolTrait],
    verify: checks.verifyGlobal,
    assemblyFormat:
      '($sym_visibility^)? (`constant` $constant^)? $sym_name `:` custom<GlobalMemrefOpTypeAndInitialValue>($type, $initial_value) attr-dict',
  }),
  defineOp('memref.get_global', {
    summary: 'the memory of a global',
    results: { result: AnyStaticShapeMemRef },
    attributes: { name: FlatSymbolRefAttr },
    traits: [Pure],
    verify: checks.verifyGetGlobal,
    assemblyFormat: '$name `:` type($result) attr-dict',
  }),
];

const accesses: readonly OpDefinition[] = [
  defineOp('memref.load', {
    summary: 'an element',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyType },
    traits: [elementsMatch("result type matches element type of 'memref'", 'memref', 'result')],
    interfaces: [effect(['read', 0])],
    fold: folds.foldCasts,
    verify: checks.verifyIndices(0, 'incorrect number of indices for load'),
    assemblyFormat: '$memref `[` $indices `]` attr-dict `:` type($memref)',
  }),
  defineOp('memref.store', {
    summary: 'replaces an element',
    operands: { value: AnyType, memref: AnyMemRef, indices: variadic(Index) },
    traits: [elementsMatch("type of 'value' matches element type of 'memref'", 'memref', 'value')],
    interfaces: [effect(['write', 1])],
    fold: folds.foldCastsOfMemory,
    verify: checks.verifyIndices(1, 'store index operand count not equal to memref rank'),
    assemblyFormat: '$value `,` $memref `[` $indices `]` attr-dict `:` type($memref)',
  }),
  defineOp('memref.prefetch', {
    summary: 'hints that an element will be accessed',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    attributes: {
      isWrite: BoolAttr,
      localityHint: maximumValue(minimumValue(I32Attr, 0n), 3n),
      isDataCache: BoolAttr,
    },
    fold: folds.foldCasts,
    verify: checks.verifyIndices(0, 'too few indices'),
    parse: syntax.parsePrefetch,
    print: syntax.printPrefetch,
  }),
  defineOp('memref.atomic_rmw', {
    summary: 'reads, combines and writes an element at once',
    operands: { value: NumberType, memref: NumberMemRef, indices: variadic(Index) },
    results: { result: NumberType },
    attributes: { kind: AtomicKind },
    traits: [
      AllTypesMatch('value', 'result'),
      elementsMatch('value type matches element type of memref', 'memref', 'value'),
    ],
    fold: folds.foldCastsOfMemory,
    verify: checks.verifyAtomic,
    assemblyFormat:
      '$kind $value `,` $memref `[` $indices `]` attr-dict `:` `(` type($value) `,` type($memref) `)` `->` type($result)',
  }),
  defineOp('memref.generic_atomic_rmw', {
    summary: 'reads, computes and writes an element at once',
    operands: { memref: NumberMemRef, indices: variadic(Index) },
    results: { result: NumberType },
    regions: { atomic_body: 'any' },
    traits: [
      SingleBlockImplicitTerminator('memref.atomic_yield'),
      elementsMatch('result type matches element type of memref', 'memref', 'result'),
    ],
    verify: checks.verifyGenericAtomic,
    usage: '<%memref>[<%indices>] : <memref type> <atomic_body>',
    parse: syntax.parseGenericAtomic,
    print: syntax.printGenericAtomic,
  }),
  defineOp('memref.atomic_yield', {
    summary: 'ends the body of an atomic operation with the new element',
    operands: { result: AnyType },
    traits: [HasParent('memref.generic_atomic_rmw'), Pure, Terminator],
    verify: checks.verifyAtomicYield,
    assemblyFormat: '$result attr-dict `:` type($result)',
  }),
  defineOp('memref.copy', {
    summary: 'copies all elements',
    operands: { source: AnyRankedOrUnrankedMemRef, target: AnyRankedOrUnrankedMemRef },
    traits: [SameOperandsElementType, SameOperandsShape],
    interfaces: [effect(['read', 0], ['write', 1])],
    fold: folds.foldCopy,
    canonicalize: canonicalizations.copy ?? [],
    assemblyFormat: '$source `,` $target attr-dict `:` type($source) `to` type($target)',
  }),
  defineOp('memref.tensor_store', {
    summary: 'writes a tensor to memory',
    operands: { tensor: AnyTensor, memref: AnyRankedOrUnrankedMemRef },
    traits: [
      SameOperandsShape,
      SameOperandsElementType,
      TypesMatchWith(
        "type of 'value' matches tensor equivalent of 'memref'",
        'memref',
        'tensor',
        checks.tensorTypeOf,
      ),
    ],
    interfaces: [effect(['write', 1])],
    assemblyFormat: '$tensor `,` $memref attr-dict `:` type($memref)',
  }),
  defineOp('memref.dma_start', {
    summary: 'begins a transfer between memories',
    operands: { operands: variadic(AnyType) },
    fold: folds.foldCasts,
    verify: checks.verifyDmaStart,
    parse: syntax.parseDmaStart,
    print: syntax.printDmaStart,
  }),
  defineOp('memref.dma_wait', {
    summary: 'waits for a transfer',
    operands: { tagMemRef: AnyMemRef, tagIndices: variadic(Index), numElements: Index },
    fold: folds.foldCasts,
    verify: checks.verifyDmaWait,
    assemblyFormat:
      '$tagMemRef `[` $tagIndices `]` `,` $numElements attr-dict `:` type($tagMemRef)',
  }),
  defineOp('memref.assume_alignment', {
    summary: 'says how memory is aligned',
    operands: { memref: AnyMemRef },
    attributes: { alignment: positive(I32Attr) },
    verify: checks.verifyAssumeAlignment,
    assemblyFormat: '$memref `,` $alignment attr-dict `:` type($memref)',
  }),
];

const views: readonly OpDefinition[] = [
  defineOp('memref.cast', {
    summary: 'the same memory under a type that says more or less',
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { dest: AnyRankedOrUnrankedMemRef },
    traits: [Pure, castTrait(checks.verifyCast), SameOperandsAndResultShape],
    fold: folds.foldCast,
    resultNames: named('cast'),
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($dest)',
  }),
  defineOp('memref.memory_space_cast', {
    summary: 'the same memory seen from another memory space',
    operands: { source: AnyRankedOrUnrankedMemRef },
    results: { dest: AnyRankedOrUnrankedMemRef },
    traits: [Pure, castTrait(checks.verifyMemorySpaceCast), SameOperandsAndResultShape],
    fold: folds.foldMemorySpaceCast,
    resultNames: named('memspacecast'),
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($dest)',
  }),
  defineOp('memref.dim', {
    summary: 'size of a dimension',
    operands: { source: MemRefWithDims, index: Index },
    results: { result: Index },
    interfaces: [noEffects, dimIsInBounds],
    fold: folds.foldDim,
    canonicalize: canonicalizations.dim ?? [],
    verify: checks.verifyDim,
    resultNames: named('dim'),
    assemblyFormat: 'attr-dict $source `,` $index `:` type($source)',
  }),
  defineOp('memref.rank', {
    summary: 'how many dimensions a memref has',
    operands: { memref: AnyRankedOrUnrankedMemRef },
    results: { result: Index },
    traits: [Pure],
    fold: folds.foldRank,
    assemblyFormat: '$memref attr-dict `:` type($memref)',
  }),
  defineOp('memref.extract_aligned_pointer_as_index', {
    summary: 'address of the memory',
    operands: { source: AnyStridedMemRef },
    results: { aligned_pointer: Index },
    traits: [Pure],
    resultNames: named('intptr'),
    assemblyFormat: '$source `:` type($source) `->` type(results) attr-dict',
  }),
  defineOp('memref.extract_strided_metadata', {
    summary: 'the memory without its shape, and its offset, sizes and strides',
    operands: { source: AnyStridedMemRef },
    results: {
      base_buffer: stridedMemRefOfRank(0),
      offset: Index,
      sizes: variadic(Index),
      strides: variadic(Index),
    },
    traits: [Pure],
    inferTypes({ context, operands }) {
      const type = operands[0]?.type;
      if (type?.kind !== 'memref') return null;
      return [
        MemRefType.get([], type.elementType, null, type.memorySpace),
        ...Array.from({ length: 1 + 2 * type.shape.length }, () => context.indexType),
      ];
    },
    fold: folds.foldStridedMetadata,
    resultNames(op, setName) {
      setName(op.result(0), 'base_buffer');
      setName(op.result(1), 'offset');
      const rank = Math.floor((op.numResults - 2) / 2);
      if (rank < 1) return;
      setName(op.result(2), 'sizes');
      setName(op.result(2 + rank), 'strides');
    },
    assemblyFormat: '$source `:` type($source) `->` type(results) attr-dict',
  }),
  defineOp('memref.reinterpret_cast', {
    summary: 'the same memory with any offset, sizes and strides',
    operands: { source: AnyRankedOrUnrankedMemRef, ...SLICE_OPERANDS },
    results: { result: AnyMemRef },
    attributes: SLICE_ATTRIBUTES,
    traits: [AttrSizedOperandSegments, Pure],
    fold: folds.foldReinterpretCast,
    canonicalize: canonicalizations.reinterpret_cast ?? [],
    verify: checks.verifyReinterpretCast,
    resultNames: named('reinterpret_cast'),
    assemblyFormat:
      '$source `to` `offset` `` `:` custom<DynamicIndexList>($offsets, $static_offsets) `` `,` `sizes` `` `:` custom<DynamicIndexList>($sizes, $static_sizes) `` `,` `strides` `` `:` custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `to` type($result)',
  }),
  defineOp('memref.reshape', {
    summary: 'the same memory in a shape given by memory',
    operands: {
      source: AnyRankedOrUnrankedMemRef,
      shape: memRefOfRanks(AnySignlessIntegerOrIndex, [1]),
    },
    results: { result: AnyRankedOrUnrankedMemRef },
    traits: [Pure],
    verify: checks.verifyReshape,
    resultNames: named('reshape'),
    assemblyFormat: '$source `(` $shape `)` attr-dict `:` functional-type(operands, results)',
  }),
  reshaping('expand_shape', 'splits dimensions', 'memref.collapse_shape', checks.verifyExpandShape),
  reshaping(
    'collapse_shape',
    'merges neighbouring dimensions',
    'memref.expand_shape',
    checks.verifyCollapseShape,
  ),
  defineOp('memref.subview', {
    summary: 'a rectangular part of memory',
    operands: { source: AnyMemRef, ...SLICE_OPERANDS },
    results: { result: AnyMemRef },
    attributes: SLICE_ATTRIBUTES,
    traits: [AttrSizedOperandSegments, Pure],
    fold: folds.foldSubView,
    canonicalize: canonicalizations.subview ?? [],
    verify: checks.verifySubView,
    resultNames: named('subview'),
    assemblyFormat:
      '$source `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `to` type($result)',
  }),
  defineOp('memref.transpose', {
    summary: 'the same memory with its dimensions permuted',
    operands: { in: AnyStridedMemRef },
    results: { result: AnyStridedMemRef },
    attributes: { permutation: AffineMapAttrConstraint },
    traits: [Pure],
    fold: folds.foldCasts,
    verify: checks.verifyTranspose,
    resultNames: named('transpose'),
    usage: '<%in> <permutation> : <in type> to <type>',
    parse: syntax.parseTranspose,
    print: syntax.printTranspose,
  }),
  defineOp('memref.view', {
    summary: 'memory of another type and shape in an array of bytes',
    operands: { source: memRefOfRanks(I8, [1]), byte_shift: Index, sizes: variadic(Index) },
    results: { result: AnyMemRef },
    traits: [Pure],
    canonicalize: canonicalizations.view ?? [],
    verify: checks.verifyView,
    resultNames: named('view'),
    assemblyFormat:
      '$source `[` $byte_shift `]` `` `[` $sizes `]` attr-dict `:` type($source) `to` type(results)',
  }),
];

export const operations: readonly OpDefinition[] = [...allocations, ...accesses, ...views];

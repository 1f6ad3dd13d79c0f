/** The operations of the affine dialect. */

import {
  AffineMapAttrConstraint,
  AnyMemRef,
  AnyType,
  AnyVector,
  arrayOf,
  BoolAttr,
  I32Attr,
  I64ArrayAttr,
  Index,
  integerEnumAttr,
  maximumValue,
  minimumValue,
} from '../../constraints.ts';
import { type AttrConstraint, defineOp, type OpDefinition, variadic } from '../../dialect.ts';
import {
  LoopLikeOp,
  type MemoryEffect,
  MemoryEffects,
  RegionBranchOp,
  Speculatable,
} from '../../interfaces.ts';
import {
  AutomaticAllocationScope,
  NoRegionArguments,
  Pure,
  RecursivelySpeculatable,
  RecursiveMemoryEffects,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { foldCasts, foldCastsOfMemory } from '../memref/fold.ts';
import { ATOMIC_KINDS } from '../memref/kinds.ts';
import { canonicalizations } from './canonicalize.ts';
import * as folds from './fold.ts';
import { parseParallel, printParallel } from './parallel.ts';
import * as syntax from './syntax.ts';
import * as checks from './verify.ts';

const YieldTerminator = SingleBlockImplicitTerminator('affine.yield');
const effect = (kind: MemoryEffect['kind'], index: number) =>
  MemoryEffects.with((op) => [{ kind, value: op.operand(index) }]);
const loop = LoopLikeOp.with({
  body: (op) => op.region(),
  isDefinedOutside(op, value) {
    const home = value.parentBlock?.parentOp;
    return !(home && op.isAncestorOf(home));
  },
});
const I32Elements: AttrConstraint = {
  summary: '32-bit signless integer elements attribute',
  matches: (attr) =>
    attr.kind === 'dense' &&
    attr.type.elementType.kind === 'integer' &&
    attr.type.elementType.width === 32,
};
const Reductions = arrayOf(integerEnumAttr(64, ATOMIC_KINDS), 'Reduction ops');

// With another step the induction variable may overflow, and the loop would not end.
const speculatableFor = Speculatable.with((op) => op.intAttr('step') === 1n && 'recursive');
const forSuccessors = RegionBranchOp.with({
  successors(op, from) {
    const trips = folds.constantTripCount(op);
    const body = { region: op.region(), inputs: op.region().front.arguments.slice(1) };
    const after = { region: null, inputs: op.results };
    if (!from && trips !== null) return [trips > 0n ? body : after];
    if (from && trips === 1n) return [after];
    return [body, after];
  },
});
const ifSuccessors = RegionBranchOp.with({
  successors(op, from) {
    if (from) return [{ region: null, inputs: op.results }];
    const regions = op.regions.filter((region) => !region.isEmpty);
    return regions.map((region) => ({ region, inputs: [] }));
  },
});

const minMax = (kind: 'min' | 'max'): OpDefinition =>
  defineOp(`affine.${kind}`, {
    summary: kind === 'min' ? 'least result of a map' : 'greatest result of a map',
    operands: { operands: variadic(Index) },
    results: { result: Index },
    attributes: { map: AffineMapAttrConstraint },
    traits: [Pure],
    fold: folds.foldMinMax(kind === 'min'),
    canonicalize: canonicalizations[kind] ?? [],
    verify: checks.verifyMinMax,
    usage: '<#map>(<%operands>)(?[<%symbols>])?',
    parse: syntax.parseMinMax,
    print: syntax.printApply,
  });

export const operations: readonly OpDefinition[] = [
  defineOp('affine.apply', {
    summary: 'result of a map',
    operands: { mapOperands: variadic(Index) },
    results: { result: Index },
    attributes: { map: AffineMapAttrConstraint },
    traits: [Pure],
    fold: folds.foldApply,
    canonicalize: canonicalizations.apply ?? [],
    verify: checks.verifyApply,
    usage: '<#map>(<%mapOperands>)(?[<%symbols>])?',
    parse: syntax.parseApply,
    print: syntax.printApply,
  }),
  minMax('min'),
  minMax('max'),
  defineOp('affine.for', {
    summary: 'a counted loop with affine bounds',
    operands: { operands: variadic(AnyType) },
    results: { results: variadic(AnyType) },
    regions: { region: { blocks: 1 } },
    traits: [AutomaticAllocationScope, YieldTerminator, RecursiveMemoryEffects],
    interfaces: [loop, forSuccessors, speculatableFor],
    fold: folds.foldFor,
    canonicalize: canonicalizations.for ?? [],
    verifyRegions: checks.verifyFor,
    usage:
      '<%iv> = <lowerBound> to <upperBound> (?step <step>)? (?iter_args(<%arg = %init>) -> (<types>))? <region>',
    parse: syntax.parseFor,
    print: syntax.printFor,
  }),
  defineOp('affine.if', {
    summary: 'runs a region if values lie in an integer set',
    operands: { operands: variadic(AnyType) },
    results: { results: variadic(AnyType) },
    regions: { thenRegion: { blocks: 1 }, elseRegion: 'any' },
    traits: [YieldTerminator, RecursiveMemoryEffects, RecursivelySpeculatable, NoRegionArguments],
    interfaces: [ifSuccessors],
    fold: folds.foldIf,
    canonicalize: canonicalizations.if ?? [],
    verify: checks.verifyIf,
    usage: '<#set>(<%dims>)(?[<%symbols>])? (?-> <types>)? <thenRegion> (?else <elseRegion>)?',
    parse: syntax.parseIf,
    print: syntax.printIf,
  }),
  defineOp('affine.parallel', {
    summary: 'a loop over several indices in no order',
    operands: { mapOperands: variadic(Index) },
    results: { results: variadic(AnyType) },
    attributes: {
      reductions: Reductions,
      lowerBoundsMap: AffineMapAttrConstraint,
      lowerBoundsGroups: I32Elements,
      upperBoundsMap: AffineMapAttrConstraint,
      upperBoundsGroups: I32Elements,
      steps: I64ArrayAttr,
    },
    regions: { region: { blocks: 1 } },
    traits: [
      AutomaticAllocationScope,
      YieldTerminator,
      RecursiveMemoryEffects,
      RecursivelySpeculatable,
    ],
    interfaces: [loop],
    fold: folds.foldParallel,
    verify: checks.verifyParallel,
    usage:
      '(<%iv>) = (<lowerBounds>) to (<upperBounds>) (?step (<steps>))? (?reduce (<reductions>) -> (<types>))? <region>',
    parse: parseParallel,
    print: printParallel,
  }),
  defineOp('affine.yield', {
    summary: 'ends a region with its results',
    operands: { operands: variadic(AnyType) },
    traits: [Pure, Terminator, ReturnLike],
    verify: checks.verifyYield,
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('affine.load', {
    summary: 'an element at affine indices',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyType },
    interfaces: [effect('read', 0)],
    fold: folds.foldLoad,
    canonicalize: canonicalizations.load ?? [],
    verify: checks.verifyLoad,
    usage: '<%memref>[<%indices>] (?<attributes>)? : <memref type>',
    parse: syntax.parseLoad(false),
    print: syntax.printLoad(false),
  }),
  defineOp('affine.store', {
    summary: 'replaces an element at affine indices',
    operands: { value: AnyType, memref: AnyMemRef, indices: variadic(Index) },
    interfaces: [effect('write', 1)],
    fold: foldCastsOfMemory,
    canonicalize: canonicalizations.store ?? [],
    verify: checks.verifyStore,
    usage: '<%value>, <%memref>[<%indices>] (?<attributes>)? : <memref type>',
    parse: syntax.parseStore(false),
    print: syntax.printStore(false),
  }),
  defineOp('affine.vector_load', {
    summary: 'neighbouring elements at affine indices',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyVector },
    interfaces: [effect('read', 0)],
    canonicalize: canonicalizations.vector_load ?? [],
    verify: checks.verifyVectorLoad,
    usage: '<%memref>[<%indices>] (?<attributes>)? : <memref type>, <result type>',
    parse: syntax.parseLoad(true),
    print: syntax.printLoad(true),
  }),
  defineOp('affine.vector_store', {
    summary: 'replaces neighbouring elements at affine indices',
    operands: { value: AnyVector, memref: AnyMemRef, indices: variadic(Index) },
    interfaces: [effect('write', 1)],
    canonicalize: canonicalizations.vector_store ?? [],
    verify: checks.verifyVectorStore,
    usage: '<%value>, <%memref>[<%indices>] (?<attributes>)? : <memref type>, <value type>',
    parse: syntax.parseStore(true),
    print: syntax.printStore(true),
  }),
  defineOp('affine.prefetch', {
    summary: 'hints that an element will be accessed',
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    attributes: {
      isWrite: BoolAttr,
      localityHint: maximumValue(minimumValue(I32Attr, 0n), 3n),
      isDataCache: BoolAttr,
    },
    fold: foldCasts,
    canonicalize: canonicalizations.prefetch ?? [],
    verify: checks.verifyPrefetch,
    parse: syntax.parsePrefetch,
    print: syntax.printPrefetch,
  }),
  defineOp('affine.dma_start', {
    summary: 'begins a transfer between memories',
    operands: { operands: variadic(AnyType) },
    fold: foldCasts,
    verify: checks.verifyDmaStart,
    parse: syntax.parseDmaStart,
    print: syntax.printDmaStart,
  }),
  defineOp('affine.dma_wait', {
    summary: 'waits for a transfer',
    operands: { operands: variadic(AnyType) },
    fold: foldCasts,
    verify: checks.verifyDmaWait,
    parse: syntax.parseDmaWait,
    print: syntax.printDmaWait,
  }),
  defineOp('affine.delinearize_index', {
    summary: 'an index taken apart into indices of a basis',
    operands: { linear_index: Index, basis: variadic(Index) },
    results: { multi_index: variadic(Index) },
    traits: [Pure],
    verify: checks.verifyDelinearize,
    assemblyFormat: '$linear_index `into` ` ` `(` $basis `)` attr-dict `:` type($multi_index)',
  }),
];

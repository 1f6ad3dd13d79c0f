/** Checks of the affine dialect; wording is upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import type { MemRefType, VectorType } from '../../types.ts';
import { ATOMIC_KINDS } from '../memref/kinds.ts';
import { intArray } from '../vector/attributes.ts';
import { mapAttr, numInputs } from './maps.ts';
import { groupSizes } from './parallel.ts';
import { affineScope, isValidDim, isValidIndex, isValidSymbol } from './scope.ts';
import { DMA_MAPS, forOperands } from './syntax.ts';

type Verify = (op: Operation, report: VerifyContext) => boolean;

function verifyDimsAndSymbols(
  op: Operation,
  report: VerifyContext,
  operands: readonly Value[],
  numDims: number,
): boolean {
  const scope = affineScope(op);
  for (const [i, operand] of operands.entries()) {
    if (i < numDims && !isValidDim(operand, scope))
      return report.opError('operand cannot be used as a dimension id');
    if (i >= numDims && !isValidSymbol(operand, scope))
      return report.opError('operand cannot be used as a symbol');
  }
  return true;
}

const COUNT_MISMATCH = 'operand count and affine map dimension and symbol count must match';
export const verifyApply: Verify = (op, report) => {
  const map = mapAttr(op, 'map');
  if (op.numOperands !== numInputs(map)) return report.opError(COUNT_MISMATCH);
  return map.results.length === 1 || report.opError('mapping must produce one value');
};
export const verifyMinMax: Verify = (op, report) =>
  op.numOperands === numInputs(mapAttr(op, 'map')) || report.opError(COUNT_MISMATCH);

export const verifyFor: Verify = (op, report) => {
  const args = op.region().entry?.arguments ?? [];
  if (args[0]?.type.kind !== 'index')
    return report.opError(
      'expected body to have a single index argument for the induction variable',
    );
  const { lower, upper, inits } = forOperands(op);
  const bounds =
    verifyDimsAndSymbols(op, report, lower, mapAttr(op, 'lower_bound').numDims) &&
    verifyDimsAndSymbols(op, report, upper, mapAttr(op, 'upper_bound').numDims);
  if (!bounds) return false;
  if (op.numResults === 0) return true;
  if (inits.length !== op.numResults)
    return report.opError('mismatch between the number of loop-carried values and results');
  return (
    args.length - 1 === op.numResults ||
    report.opError('mismatch between the number of basic block args and results')
  );
};

export const verifyIf: Verify = (op, report) => {
  const condition = op.attr('condition');
  if (condition?.kind !== 'integer_set')
    return report.opError("requires an integer set attribute named 'condition'");
  const { numDims, numSymbols } = condition.set;
  if (op.numOperands !== numDims + numSymbols)
    return report.opError(
      'operand count and condition integer set dimension and symbol count must match',
    );
  return verifyDimsAndSymbols(op, report, op.operands, numDims);
};

export const verifyParallel: Verify = (op, report) => {
  const args = op.region().entry?.arguments.length ?? 0;
  const [lower, upper] = [groupSizes(op, 'lowerBoundsGroups'), groupSizes(op, 'upperBoundsGroups')];
  const steps = intArray(op.attr('steps')).length;
  if (lower.length !== steps || upper.length !== steps || args !== steps)
    return report.opError(
      `the number of region arguments (${args}) and the number of map groups for lower (${lower.length}) and upper bound (${upper.length}), and the number of steps (${steps}) must all match`,
    );
  const [lowerMap, upperMap] = [mapAttr(op, 'lowerBoundsMap'), mapAttr(op, 'upperBoundsMap')];
  for (const [groups, map, name] of [
    [lower, lowerMap, 'lower'],
    [upper, upperMap, 'upper'],
  ] as const) {
    const expected = groups.reduce((sum, size) => sum + size, 0);
    if (expected !== map.results.length)
      return report.opError(`expected ${name} bounds map to have ${expected} results`);
  }
  const reductions = op.attr('reductions');
  const kinds = reductions?.kind === 'array' ? reductions.elements : [];
  if (kinds.length !== op.numResults)
    return report.opError('a reduction must be specified for each output');
  for (const kind of kinds)
    if (kind.kind !== 'integer' || !ATOMIC_KINDS.some(([, value]) => BigInt(value) === kind.value))
      return report.opError('invalid reduction attribute');
  const split = numInputs(lowerMap);
  return (
    verifyDimsAndSymbols(op, report, op.operands.slice(0, split), lowerMap.numDims) &&
    verifyDimsAndSymbols(op, report, op.operands.slice(split), upperMap.numDims)
  );
};

export const verifyYield: Verify = (op, report) => {
  const parent = op.parentOp;
  const isAffine = ['affine.parallel', 'affine.if', 'affine.for'].some((name) => parent?.is(name));
  if (!parent || !isAffine) return report.opError('only terminates affine.if/for/parallel regions');
  if (parent.numResults !== op.numOperands)
    return report.opError('parent of yield must have same number of results as the yield operands');
  return (
    op.operands.every((operand, i) => operand.type === parent.result(i).type) ||
    report.opError('types mismatch between yield op and its parent')
  );
};

// ----- Memory -----

function verifyIndexing(
  op: Operation,
  report: VerifyContext,
  type: MemRefType,
  indices: readonly Value[],
): boolean {
  const attr = op.attr('map');
  const rank = type.shape.length;
  if (attr?.kind === 'affine_map') {
    if (attr.map.results.length !== rank)
      return report.opError('affine map num results must equal memref rank');
    if (numInputs(attr.map) !== indices.length)
      return report.opError('expects as many subscripts as affine map inputs');
  } else if (rank !== indices.length)
    return report.opError('expects the number of subscripts to be equal to memref rank');
  const scope = affineScope(op);
  for (const index of indices) {
    if (index.type.kind !== 'index') return report.opError("index to load must have 'index' type");
    if (!isValidIndex(index, scope))
      return report.opError('index must be a dimension or symbol identifier');
  }
  return true;
}
const memrefAt = (op: Operation, i: number): MemRefType => op.operand(i).type as MemRefType;

export const verifyLoad: Verify = (op, report) => {
  const type = memrefAt(op, 0);
  if (op.result().type !== type.elementType)
    return report.opError('result type must match element type of memref');
  return verifyIndexing(op, report, type, op.operands.slice(1));
};
export const verifyStore: Verify = (op, report) => {
  const type = memrefAt(op, 1);
  if (op.operand(0).type !== type.elementType)
    return report.opError('value to store must have the same type as memref element type');
  return verifyIndexing(op, report, type, op.operands.slice(2));
};
const sameElements = (report: VerifyContext, memref: MemRefType, vector: VectorType): boolean =>
  memref.elementType === vector.elementType ||
  report.opError('requires memref and vector types of the same elemental type');
export const verifyVectorLoad: Verify = (op, report) =>
  verifyIndexing(op, report, memrefAt(op, 0), op.operands.slice(1)) &&
  sameElements(report, memrefAt(op, 0), op.result().type as VectorType);
export const verifyVectorStore: Verify = (op, report) =>
  verifyIndexing(op, report, memrefAt(op, 1), op.operands.slice(2)) &&
  sameElements(report, memrefAt(op, 1), op.operand(0).type as VectorType);

export const verifyPrefetch: Verify = (op, report) => {
  const attr = op.attr('map');
  const inputs = attr?.kind === 'affine_map' ? numInputs(attr.map) : 0;
  if (attr?.kind === 'affine_map' && attr.map.results.length !== memrefAt(op, 0).shape.length)
    return report.opError('affine.prefetch affine map num results must equal memref rank');
  if (inputs + 1 !== op.numOperands) return report.opError('too few operands');
  const scope = affineScope(op);
  return (
    op.operands.slice(1).every((index) => isValidIndex(index, scope)) ||
    report.opError('index must be a dimension or symbol identifier')
  );
};

/** `maps` are the attributes of the memories in order; the names are for messages. */
const verifyDma =
  (maps: readonly string[], names: readonly string[], opName: string, extra: readonly number[]) =>
  (op: Operation, report: VerifyContext): boolean => {
    const scope = affineScope(op);
    const counts = maps.map((name) => numInputs(mapAttr(op, name)));
    let start = 0;
    const starts = counts.map((count) => {
      const at = start;
      start += count + 1;
      return at;
    });
    for (const [i, at] of starts.entries())
      if (op.operands[at]?.type.kind !== 'memref')
        return report.opError(`expected DMA ${names[i]} to be of memref type`);
    if (!extra.some((count) => op.numOperands === start + count))
      return report.opError('incorrect number of operands');
    const short = ['src', 'dst', 'tag'].slice(-maps.length);
    for (const [i, at] of starts.entries())
      for (const index of op.operands.slice(at + 1, at + 1 + (counts[i] ?? 0))) {
        const what = maps.length === 1 ? 'index' : `${short[i]} index`;
        if (index.type.kind !== 'index')
          return report.opError(`${what} to ${opName} must have 'index' type`);
        if (!isValidIndex(index, scope))
          return report.opError(`${what} must be a dimension or symbol identifier`);
      }
    return true;
  };
export const verifyDmaStart: Verify = verifyDma(
  DMA_MAPS,
  ['source', 'destination', 'tag'],
  'dma_start',
  [1, 3],
);
export const verifyDmaWait: Verify = verifyDma(['tag_map'], ['tag'], 'dma_wait', [1]);

export const verifyDelinearize: Verify = (op, report) => {
  const basis = op.numOperands - 1;
  if (basis === 0) return report.opError('basis should not be empty');
  return op.numResults === basis || report.opError('should return an index for each basis element');
};

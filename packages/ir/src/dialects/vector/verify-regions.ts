/** Checks of transfers, contractions, and operations with regions of the vector dialect. */

import type { AffineMap } from '../../affine.ts';
import { dimPositions } from '../../affine-maps.ts';
import type { Attribute } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  bitWidth,
  hasWidth,
  type MemRefType,
  type RankedTensorType,
  type Type,
  VectorType,
} from '../../types.ts';
import { combiningKindOf, isSupportedKind } from './attributes.ts';
import { transferMaskType } from './syntax.ts';
import { type Verify, vectorType } from './verify.ts';

// ----- Transfers -----

export const permutationMap = (op: Operation): AffineMap | null => {
  const attr = op.attr('permutation_map');
  return attr?.kind === 'affine_map' ? attr.map : null;
};

function verifyTransfer(
  op: Operation,
  report: VerifyContext,
  source: MemRefType | RankedTensorType,
  vector: VectorType,
  map: AffineMap,
): boolean {
  if (op.attr('masked'))
    return report.opError('masked attribute has been removed. Use in_bounds instead.');
  if (source.kind !== 'memref' && source.kind !== 'tensor')
    return report.opError('requires source to be a memref or ranked tensor type');
  const mask = operandsNamed(op, 'mask')[0]?.type;
  const element = source.elementType;
  const lastOf = (type: VectorType): number => type.shape[type.shape.length - 1] ?? 1;
  const width = bitWidth(vector.elementType) * lastOf(vector);
  if (element.kind === 'vector') {
    if (width % (bitWidth(element.elementType) * lastOf(element)) !== 0)
      return report.opError(
        'requires the bitwidth of the minor 1-D vector to be an integral multiple of the bitwidth of the minor 1-D vector of the source',
      );
    if (element.shape.length > vector.shape.length)
      return report.opError('requires source vector element and vector result ranks to match.');
    if (map.results.length !== vector.shape.length - element.shape.length)
      return report.opError(
        'requires a permutation_map with result dims of the same rank as the vector type',
      );
    if (mask) return report.opError('does not support masks with vector element type');
  } else {
    // Elements of a dialect's types are of no known width.
    if (hasWidth(element) && width % bitWidth(element) !== 0)
      return report.opError(
        'requires the bitwidth of the minor 1-D vector to be an integral multiple of the bitwidth of the source element type',
      );
    if (map.results.length !== vector.shape.length)
      return report.opError(
        'requires a permutation_map with result dims of the same rank as the vector type',
      );
  }
  if (map.numSymbols !== 0) return report.opError('requires permutation_map without symbols');
  if (map.numDims !== source.shape.length)
    return report.opError(
      'requires a permutation_map with input dims of the same rank as the source type',
    );
  if (mask) {
    const expected = transferMaskType(vector, map);
    if (mask !== expected)
      return report.opError(
        `inferred mask type ('${report.printType(expected)}') and mask operand type ('${report.printType(mask)}') don't match`,
      );
  }
  const inBounds = op.attr('in_bounds');
  if (inBounds?.kind === 'array') {
    const attr = op.attr('permutation_map') as Attribute;
    if (inBounds.elements.length !== map.results.length)
      return report.opError(
        `expects the optional in_bounds attr of same rank as permutation_map results: ${report.printAttribute(attr)} vs inBounds of size: ${inBounds.elements.length}`,
      );
    for (const [i, expr] of map.results.entries()) {
      const flag = inBounds.elements[i];
      if (expr.kind === 'constant' && flag?.kind === 'integer' && flag.value === 0n)
        return report.opError('requires broadcast dimensions to be in-bounds');
    }
  }
  return true;
}

function verifyPermutation(report: VerifyContext, map: AffineMap): boolean {
  const seen = new Set<number>();
  for (const expr of map.results) {
    if (expr.kind === 'constant' && expr.value === 0n) continue;
    if (expr.kind !== 'dim')
      return report.opError(
        'requires a projected permutation_map (at most one dim or the zero constant can appear in each result)',
      );
    if (seen.has(expr.position))
      return report.opError(
        'requires a permutation_map that is a permutation (found one dim used more than once)',
      );
    seen.add(expr.position);
  }
  return true;
}

export const verifyTransferRead: Verify = (op, report) => {
  const source = op.operand(0).type as MemRefType | RankedTensorType;
  const vector = vectorType(op.result().type);
  const map = permutationMap(op);
  if (!map) return true;
  if ('shape' in source && operandsNamed(op, 'indices').length !== source.shape.length)
    return report.opError(`requires ${source.shape.length} indices`);
  if (!verifyTransfer(op, report, source, vector, map)) return false;
  const padding = operandsNamed(op, 'padding')[0]?.type;
  const element = source.elementType;
  if (element.kind === 'vector') {
    if (element !== padding)
      return report.opError('requires source element type and padding type to match.');
  } else {
    if (padding?.kind !== 'integer' && padding?.kind !== 'index' && padding?.kind !== 'float')
      return report.opError('requires valid padding vector elemental type');
    if (padding !== element)
      return report.opError('requires formal padding and source of the same elemental type');
  }
  return verifyPermutation(report, map);
};

export const verifyTransferWrite: Verify = (op, report) => {
  const vector = vectorType(op.operand(0).type);
  const source = op.operand(1).type as MemRefType | RankedTensorType;
  const map = permutationMap(op);
  if (!map) return true;
  if ('shape' in source && operandsNamed(op, 'indices').length !== source.shape.length)
    return report.opError(`requires ${source.shape.length} indices`);
  if (map.results.some((expr) => expr.kind === 'constant' && expr.value === 0n))
    return report.opError('should not have broadcast dimensions');
  return verifyTransfer(op, report, source, vector, map) && verifyPermutation(report, map);
};

// ----- Contractions -----

/** Maps of a contraction's operands. */
export function indexingMaps(op: Operation): AffineMap[] {
  const attr = op.attr('indexing_maps');
  return attr?.kind === 'array'
    ? attr.elements.flatMap((e) => (e.kind === 'affine_map' ? [e.map] : []))
    : [];
}
const iteratorTypes = (op: Operation): string[] => {
  const attr = op.attr('iterator_types');
  return attr?.kind === 'array'
    ? attr.elements.map((e) => (e.kind === 'dialect' ? String(e.params[0]) : ''))
    : [];
};

/** Dimensions of left and right operand that an iterator of the kind steps through together. */
function dimPairs(op: Operation, kind: string): [lhs: number, rhs: number][] {
  const [lhs, rhs] = indexingMaps(op);
  if (!lhs || !rhs) return [];
  const [a, b] = [dimPositions(lhs), dimPositions(rhs)];
  return iteratorTypes(op).flatMap((type, i) => {
    const pair: [number, number] = [a.indexOf(i), b.indexOf(i)];
    return type === kind && pair[0] >= 0 && pair[1] >= 0 ? [pair] : [];
  });
}

function verifyOutputShape(op: Operation, report: VerifyContext): boolean {
  const [lhs, rhs] = [vectorType(op.operand(0).type), vectorType(op.operand(1).type)];
  const [acc, result] = [op.operand(2).type, op.result().type];
  const contracting = dimPairs(op, 'reduction');
  const batch = dimPairs(op, 'parallel');
  const left = lhs.shape.filter((_, i) => !contracting.some(([a]) => a === i));
  const right = rhs.shape.filter(
    (_, i) => !contracting.some(([, b]) => b === i) && !batch.some(([, b]) => b === i),
  );
  if (left.length + right.length === 0)
    return (
      (result.kind !== 'vector' && acc.kind !== 'vector') ||
      report.opError('invalid accumulator/result vector shape')
    );
  if (result.kind !== 'vector' || acc.kind !== 'vector')
    return report.opError('invalid accumulator/result vector shape');
  const [lhsMap, rhsMap, resultMap] = indexingMaps(op) as [AffineMap, AffineMap, AffineMap];
  const extents: (number | undefined)[] = new Array(lhsMap.numDims).fill(undefined);
  for (const [type, map] of [
    [lhs, lhsMap],
    [rhs, rhsMap],
  ] as const)
    dimPositions(map).forEach((dim, i) => {
      if (dim !== null) extents[dim] ??= type.shape[i];
    });
  if (extents.some((extent) => extent === undefined))
    return report.opError('expected all dimensions to be either a LHS or a RHS dimension');
  const expected = VectorType.get(
    dimPositions(resultMap).map((dim) => extents[dim ?? 0] ?? 1),
    result.elementType,
  );
  return (
    (result === expected && acc === expected) ||
    report.opError(
      `invalid accumulator/result vector shape, expected: '${report.printType(expected)}'`,
    )
  );
}

export const verifyContract: Verify = (op, report) => {
  const maps = indexingMaps(op);
  if (maps.length !== 3) return report.opError('expected an indexing map for each vector operand');
  const iterators = iteratorTypes(op).length;
  for (const [i, map] of maps.entries()) {
    const type = op.operand(i).type;
    const rank = type.kind === 'vector' ? type.shape.length : 0;
    const name = `expected indexing map ${i}`;
    if (map.numSymbols !== 0) return report.opError(`${name} to have no symbols`);
    if (map.numDims !== iterators)
      return report.opError(`${name} to have ${iterators} number of inputs`);
    if (map.results.length !== rank)
      return report.opError(`${name} to have ${rank} number of outputs`);
    if (!map.isProjectedPermutation())
      return report.opError(`${name} to be a projected permutation of its inputs`);
  }
  const contracting = dimPairs(op, 'reduction');
  if (contracting.length === 0)
    return report.opError('expected at least one contracting dimension pair');
  const [lhs, rhs] = [vectorType(op.operand(0).type), vectorType(op.operand(1).type)];
  const agree = (pairs: readonly (readonly [number, number])[]): boolean =>
    pairs.every(([a, b]) => lhs.shape[a] === rhs.shape[b]);
  if (!agree(contracting)) return report.opError('invalid contracting dimension map');
  if (!agree(dimPairs(op, 'parallel'))) return report.opError('invalid batch dimension map');
  if (!verifyOutputShape(op, report)) return false;
  const result = op.result().type;
  const element = result.kind === 'vector' ? result.elementType : result;
  return (
    isSupportedKind(combiningKindOf(op), element) || report.opError('unsupported contraction type')
  );
};

// ----- Masks and lanes -----

/** The mask that an operation can be given, or null if it cannot be masked. */
function expectedMaskType(op: Operation): VectorType | null {
  const masked = (type: Type): VectorType | null =>
    type.kind === 'vector' ? VectorType.get(type.shape, op.context.i1, type.numScalableDims) : null;
  const map = permutationMap(op);
  switch (op.name) {
    case 'vector.transfer_read':
      return map && transferMaskType(vectorType(op.result().type), map);
    case 'vector.transfer_write':
      return map && transferMaskType(vectorType(op.operand(0).type), map);
    case 'vector.reduction':
    case 'vector.multi_reduction':
      return masked(op.operand(0).type);
    case 'vector.gather':
      return masked(op.result().type);
    default:
      return null;
  }
}

export const verifyMask: Verify = (op, report) => {
  const ops = op.region().entry?.ops ?? [];
  if (ops.length > 2) return report.opError('expects only one operation to mask');
  const [masked] = ops;
  const terminator = ops[ops.length - 1];
  if (!terminator?.is('vector.yield'))
    return report.opError('expects a terminator within the mask region');
  if (terminator.numOperands !== op.numResults)
    return report.opError('expects number of results to match mask region yielded values');
  // What cannot be masked is passed on as it is.
  const expected = masked && expectedMaskType(masked);
  if (!masked || !expected) return true;
  if (masked.numResults !== op.numResults)
    return report.opError(
      'expects number of results to match maskable operation number of results',
    );
  if (masked.results.some((result, i) => result.type !== op.result(i).type))
    return report.opError('expects result type to match maskable operation result type');
  if (op.operand(0).type !== expected)
    return report.opError(
      `expects a '${report.printType(expected)}' mask for the maskable operation`,
    );
  const passthru = op.operands[1];
  if (!passthru) return true;
  const supportsPassthru = masked.is('vector.transfer_read');
  if (!supportsPassthru)
    return report.opError("doesn't expect a passthru argument for this maskable operation");
  if (masked.numResults !== 1)
    return report.opError('expects result when passthru argument is provided');
  return (
    passthru.type === masked.result().type ||
    report.opError('expects passthru type to match result type')
  );
};

function verifyDistributed(report: VerifyContext, whole: Type, part: Type, lanes: number): boolean {
  if (whole === part) return true;
  if (whole.kind !== 'vector' || part.kind !== 'vector')
    return report.opError('expected vector type for distributed operands.');
  if (whole.shape.length !== part.shape.length || whole.elementType !== part.elementType)
    return report.opError('expected distributed vectors to have same rank and element type.');
  const both = `from '${report.printType(whole)}' to '${report.printType(part)}'`;
  let found = false;
  for (const [i, size] of whole.shape.entries()) {
    if (size === part.shape[i]) continue;
    if (size !== (part.shape[i] as number) * lanes)
      return report.opError(`incompatible distribution dimensions ${both}`);
    if (found) return report.opError(`expected only one dimension to be distributed ${both}`);
    found = true;
  }
  return true;
}

export const verifyWarp: Verify = (op, report) => {
  const block = op.region().entry;
  const args = op.operands.slice(1);
  const inner = block?.arguments ?? [];
  if (args.length !== inner.length)
    return report.opError('expected same number op arguments and block arguments.');
  const yielded = block?.last?.operands ?? [];
  if (yielded.length !== op.numResults)
    return report.opError('expected same number of yield operands and return values.');
  const lanes = Number(op.intAttr('warp_size') ?? 1n);
  return (
    inner.every((arg, i) => verifyDistributed(report, arg.type, args[i]?.type as Type, lanes)) &&
    yielded.every((value, i) => verifyDistributed(report, value.type, op.result(i).type, lanes))
  );
};

/** Verifiers of the tensor dialect; words are upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  hasStaticShape,
  RankedTensorType,
  type Type,
} from '../../types.ts';
import {
  type Reassociation,
  reassociationOf,
  verifyDynamicSizes,
  verifyReshapeLike,
} from '../reassociation.ts';
import { checkRankReduction, mixedSlice, staticList, verifySlice } from '../slices.ts';
import { inferSliceType } from './slice-types.ts';

/** A slice's type must be the inferred one, or that with dimensions of size 1 left out. */
function verifySliceType(
  report: VerifyContext,
  expected: RankedTensorType,
  actual: RankedTensorType,
): boolean {
  switch (checkRankReduction(expected, actual)) {
    case 'same':
      return true;
    case 'rank-too-large':
      return report.error('expected rank to be smaller or equal to the other rank. ');
    case 'size-mismatch':
      return report.error(
        `expected type to be '${report.printType(expected)}' or a rank-reduced version. (size mismatch) `,
      );
    case 'element-type-mismatch':
      return report.error(
        `expected element type to be '${report.printType(expected.elementType)}'`,
      );
  }
}

export function verifyExtractSlice(op: Operation, report: VerifyContext): boolean {
  const source = op.operand(0).type as RankedTensorType;
  const rank = source.shape.length;
  return (
    verifySlice(op, report, [rank, rank, rank]) &&
    verifySliceType(
      report,
      inferSliceType(source, mixedSlice(op)),
      op.result().type as RankedTensorType,
    )
  );
}

export function verifyInsertSlice(op: Operation, report: VerifyContext): boolean {
  const [source, dest] = [op.operand(0).type, op.operand(1).type] as [
    RankedTensorType,
    RankedTensorType,
  ];
  const rank = dest.shape.length;
  return (
    verifySlice(op, report, [rank, rank, rank]) &&
    verifySliceType(report, inferSliceType(dest, mixedSlice(op)), source)
  );
}

/** The type that merging groups of dimensions gives. */
function collapsedType(source: RankedTensorType, groups: Reassociation): RankedTensorType {
  let next = 0;
  const shape = groups.map((group) => {
    const sizes = source.shape.slice(next, next + group.length);
    next += group.length;
    return sizes.includes(DYNAMIC) ? DYNAMIC : sizes.reduce((product, size) => product * size, 1);
  });
  return RankedTensorType.get(shape, source.elementType);
}

export const verifyReshaping =
  (isExpansion: boolean) =>
  (op: Operation, report: VerifyContext): boolean => {
    const [source, result] = [op.operand(0).type, op.result().type];
    // Upstream takes what it finds for a rank of an unranked one, and refuses it for that.
    if (source.kind !== 'tensor' || result.kind !== 'tensor')
      return report.opError(
        `expected rank ${isExpansion ? 'expansion' : 'reduction'}, but found an unranked tensor`,
      );
    const [from, to] = [source.shape.length, result.shape.length];
    if (isExpansion && from >= to)
      return report.opError(
        `expected rank expansion, but found source rank ${from} >= result rank ${to}`,
      );
    if (!isExpansion && from <= to)
      return report.opError(
        `expected rank reduction, but found source rank ${from} <= result rank ${to}`,
      );
    const [collapsed, expanded] = isExpansion ? [source, result] : [result, source];
    const groups = reassociationOf(op);
    if (!verifyReshapeLike(report, groups, collapsed, expanded, isExpansion)) return false;
    const expected = collapsedType(expanded, groups);
    return (
      (expected.elementType === collapsed.elementType &&
        expected.shape.every((size, i) => size === collapsed.shape[i])) ||
      report.opError(
        `expected collapsed type to be '${report.printType(expected)}', but got '${report.printType(collapsed)}'`,
      )
    );
  };

/** A size for each dimension that a splat's type leaves open. */
export function verifySplatSizes(op: Operation, report: VerifyContext): boolean {
  const { shape } = op.result().type as RankedTensorType;
  return verifyDynamicSizes(report, op.numOperands - 1, shape);
}

const elementCount = (type: RankedTensorType): number =>
  type.shape.reduce((product, size) => product * size, 1);

export function verifyReshape(op: Operation, report: VerifyContext): boolean {
  const [source, result] = [op.operand(0).type, op.result().type];
  const shape = op.operand(1).type as RankedTensorType;
  if (elementTypeOrSelf(source) !== elementTypeOrSelf(result))
    return report.opError(
      'element types of source and destination tensor types should be the same',
    );
  if (result.kind !== 'tensor') return true;
  if (
    source.kind === 'tensor' &&
    hasStaticShape(source) &&
    hasStaticShape(result) &&
    elementCount(source) !== elementCount(result)
  )
    return report.opError('source and destination tensor should have the same number of elements');
  const [length] = shape.shape;
  if (length === DYNAMIC)
    return report.opError(
      'cannot use shape operand with dynamic length to reshape to statically-ranked tensor type',
    );
  return (
    length === result.shape.length ||
    report.opError("length of shape operand differs from the result's tensor rank")
  );
}

/** As many indices as the tensor has dimensions. */
export const verifyIndices =
  (tensor: number, message: string) =>
  (op: Operation, report: VerifyContext): boolean => {
    const { type } = op.operand(tensor);
    const count = op.numOperands - tensor - 1;
    return type.kind !== 'tensor' || type.shape.length === count || report.opError(message);
  };

export function verifyGenerate(op: Operation, report: VerifyContext): boolean {
  const type = op.result().type as RankedTensorType;
  return (
    op.numOperands === type.shape.filter((size) => size === DYNAMIC).length ||
    report.error('must have as many index operands as dynamic extents in the result type')
  );
}

/** What a body over indices gives; null if it does not end as it should. */
const yieldedType = (op: Operation): Type | null =>
  op.region().entry?.last?.operands[0]?.type ?? null;

export function verifyGenerateBody(op: Operation, report: VerifyContext): boolean {
  const type = op.result().type as RankedTensorType;
  const { arguments: indices } = op.region().front;
  if (!indices.every((index) => index.type.kind === 'index'))
    return report.error('all body arguments must be index');
  if (indices.length !== type.shape.length)
    return report.error('must have one body argument per input dimension');
  return (
    yieldedType(op) === type.elementType ||
    report.opError('body must be terminated with a `yield` operation of the tensor element type')
  );
}

export function verifyPad(op: Operation, report: VerifyContext): boolean {
  const [source, result] = [op.operand(0).type, op.result().type];
  if (source.kind !== 'tensor' || result.kind !== 'tensor') return true;
  const [low, high] = ['static_low', 'static_high'].map((name) => staticList(op, name).map(Number));
  if (low?.length !== source.shape.length || high?.length !== source.shape.length)
    return report.error(
      `failed to infer expectedType from sourceType '${report.printType(source)}', specified resultType is '${report.printType(result)}'`,
    );
  const shape = source.shape.map((size, i) => {
    const parts = [low[i] ?? 0, size, high[i] ?? 0];
    return parts.includes(DYNAMIC) ? DYNAMIC : parts.reduce((sum, part) => sum + part, 0);
  });
  const expected = RankedTensorType.get(shape, source.elementType);
  return (
    (result.shape.length === shape.length &&
      shape.every((size, i) => size === DYNAMIC || size === result.shape[i])) ||
    report.error(
      `specified type '${report.printType(result)}' does not match the inferred type '${report.printType(expected)}'`,
    )
  );
}

export function verifyPadBody(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (type.kind !== 'tensor') return true;
  const { arguments: indices } = op.region().front;
  if (indices.length !== type.shape.length)
    return report.error(`expected the block to have ${type.shape.length} arguments`);
  for (const [i, index] of indices.entries())
    if (index.type.kind !== 'index')
      return report.opError(`expected block argument ${i + 1} to be an index`);
  return (
    yieldedType(op) === type.elementType ||
    report.opError('expected yield type to match shape element type')
  );
}

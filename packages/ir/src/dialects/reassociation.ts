/**
 * Reassociations: which neighbouring dimensions of the larger shape make a dimension of the smaller
 * one, as `expand_shape` and `collapse_shape` of tensors and memrefs write them.
 */

import { ArrayAttr, type Attribute, IntegerAttr } from '../attributes.ts';
import { DenseI64ArrayAttr, Index, IndexListArrayAttr } from '../constraints.ts';
import type { Context } from '../context.ts';
import { type TypeConstraint, type VerifyContext, variadic } from '../dialect.ts';
import type { Operation } from '../operation.ts';
import { definePattern, type RewritePattern } from '../pattern.ts';
import { hasIdentityLayout } from '../strided-layout.ts';
import {
  DYNAMIC,
  isRankedShaped,
  type MemRefType,
  type RankedTensorType,
  type Type,
} from '../types.ts';

type Ranked = MemRefType | RankedTensorType;
export type Reassociation = readonly (readonly number[])[];

export function reassociationOf(op: Operation): Reassociation {
  const attr = op.attr('reassociation');
  if (attr?.kind !== 'array') return [];
  return attr.elements.map((group) =>
    group.kind === 'array'
      ? group.elements.map((index) => (index instanceof IntegerAttr ? Number(index.value) : -1))
      : [],
  );
}
export const reassociationAttr = (context: Context, groups: Reassociation): Attribute =>
  ArrayAttr.get(
    context,
    groups.map((group) =>
      ArrayAttr.get(
        context,
        group.map((index) => IntegerAttr.i64(context, index)),
      ),
    ),
  );

type Verify = (op: Operation, report: VerifyContext) => boolean;

/** Since 2026 an expansion says the sizes of its result: values for what is dynamic and numbers. */
export const withOutputShape = (type: TypeConstraint, verify: Verify) =>
  ({
    since: '2026',
    operands: { src: type, output_shape: variadic(Index) },
    attributes: { reassociation: IndexListArrayAttr, static_output_shape: DenseI64ArrayAttr },
    verify: (op: Operation, report: VerifyContext) =>
      verifyOutputShape(op, report) && verify(op, report),
    assemblyFormat:
      '$src $reassociation `output_shape` custom<DynamicIndexList>($output_shape, $static_output_shape) attr-dict `:` type($src) `into` type($result)',
  }) as const;

function verifyOutputShape(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const given = op.attr('static_output_shape');
  if (!isRankedShaped(type) || given?.kind !== 'dense_array') return true;
  const sizes = given.numbers;
  const { shape } = type;
  if (sizes.length !== shape.length)
    return report.opError(
      `expected number of static shape dims to be equal to the output rank (${shape.length}) but found ${sizes.length} inputs instead`,
    );
  if (!verifyDynamicSizes(report, op.numOperands - 1, shape)) return false;
  const wrong = sizes.findIndex((size, i) => size !== DYNAMIC && size !== shape[i]);
  return wrong < 0 || report.opError(`invalid output shape provided at pos ${wrong}`);
}

/** As many sizes as the shape leaves open. */
export function verifyDynamicSizes(
  report: VerifyContext,
  given: number,
  shape: readonly number[],
): boolean {
  const open = shape.filter((size) => size === DYNAMIC).length;
  return (
    given === open ||
    report.opError(`incorrect number of dynamic sizes, has ${given}, expected ${open}`)
  );
}

/** Shared checks of `expand_shape` and `collapse_shape`: ranks, contiguity, sizes. */
export function verifyReshapeLike(
  report: VerifyContext,
  groups: Reassociation,
  collapsed: Ranked,
  expanded: Ranked,
  isExpansion: boolean,
): boolean {
  const [collapsedRank, expandedRank] = [collapsed.shape.length, expanded.shape.length];
  if (expandedRank < collapsedRank)
    return report.opError(
      `expected the type '${report.printType(expanded)}' to have higher rank than the type = '${report.printType(collapsed)}'`,
    );
  if (expandedRank === 0) return report.opError('expected non-zero memref ranks');
  if (expandedRank === collapsedRank) return report.opError('expected to collapse or expand dims');
  if (collapsedRank === 0)
    return (
      expanded.shape.every((size) => size === 1) ||
      report.opError(
        'invalid to reshape tensor/memref with non-unit extent dimensions to zero-rank tensor/memref',
      )
    );
  if (collapsedRank !== groups.length)
    return report.opError(
      `expected rank of the collapsed type(${collapsedRank}) to be the number of reassociation maps(${groups.length})`,
    );
  const numDims = Math.max(0, ...groups.flat()) + 1;
  if (numDims !== expandedRank)
    return report.opError(
      `expected reassociation map #0 of same rank as expanded memref(${expandedRank}), but got ${numDims}`,
    );
  let next = 0;
  for (const [i, group] of groups.entries())
    for (const index of group)
      if (index !== next++)
        return report.opError(`expected reassociation map #${i} to be valid and contiguous`);
  if (next !== numDims)
    return report.opError(
      `expected reassociation map #${groups.length - 1} to be valid and contiguous`,
    );
  return verifyGroupSizes(report, groups, collapsed, expanded, isExpansion);
}

function verifyGroupSizes(
  report: VerifyContext,
  groups: Reassociation,
  collapsed: Ranked,
  expanded: Ranked,
  isExpansion: boolean,
): boolean {
  let start = 0;
  for (const [i, group] of groups.entries()) {
    let dynamic: number | null = null;
    let product = 1;
    for (const [j, size] of expanded.shape.slice(start, start + group.length).entries()) {
      if (size !== DYNAMIC) {
        product *= size;
        continue;
      }
      if (isExpansion && dynamic !== null)
        return report.opError(
          `invalid to have a single dimension (${i}) expanded into multiple dynamic dims (${start + dynamic},${start + j})`,
        );
      dynamic = j;
    }
    if (dynamic !== null) {
      if (collapsed.shape[i] !== DYNAMIC)
        return report.opError(
          `expected dimension ${i} of collapsed type to be dynamic since one or more of the corresponding dimensions in the expanded type is dynamic`,
        );
    } else if (collapsed.shape[i] !== product)
      return report.opError(
        `expected dimension ${i} of collapsed type to be static value of ${product}`,
      );
    start += group.length;
  }
  return true;
}

/** The groups of source dimensions that make each target dimension; null if they cannot be told. */
export function reassociationForCollapse(
  source: readonly number[],
  target: readonly number[],
): Reassociation | null {
  if (source.length <= target.length) return null;
  const groups: number[][] = [];
  let group: number[] = [];
  let product = 1;
  let i = 0;
  while (i < source.length) {
    if (groups.length === target.length) break;
    const wanted = target[groups.length] as number;
    while (i < source.length && source[i] !== DYNAMIC && product * (source[i] as number) < wanted) {
      product *= source[i] as number;
      group.push(i++);
    }
    if (i >= source.length) return null;
    const size = source[i] as number;
    if (size === DYNAMIC && (wanted !== DYNAMIC || product !== 1)) return null;
    if (wanted === DYNAMIC && size !== DYNAMIC) return null;
    if (size !== DYNAMIC && product * size !== wanted) return null;
    group.push(i++);
    groups.push(group);
    group = [];
    product = 1;
  }
  if (groups.length !== target.length) return null;
  for (; i < source.length; i++) {
    if (source[i] !== DYNAMIC && source[i] !== 1) return null;
    groups[groups.length - 1]?.push(i);
  }
  return groups;
}

/** One reassociation for two reshapes of the same direction in a row. */
export function composeReassociations(a: Reassociation, b: Reassociation): Reassociation | null {
  if (a.length === b.length) return null;
  const [producer, consumer] = a.length < b.length ? [b, a] : [a, b];
  if (consumer.length === 0) return [];
  if (producer.length !== consumer.flat().length) return null;
  return consumer.map((group) => group.flatMap((index) => producer[index] ?? []));
}

const rankedOf = (type: Type): Ranked | null =>
  type.kind === 'memref' || type.kind === 'tensor' ? type : null;
const hasLayout = (type: Type): boolean => type.kind === 'memref' && !hasIdentityLayout(type);

/** Canonicalisations that `expand_shape` and `collapse_shape` of a dialect have. */
export function reshapePatterns(dialect: 'tensor' | 'memref'): {
  readonly expand: readonly RewritePattern[];
  readonly collapse: readonly RewritePattern[];
} {
  const [expand, collapse] = [`${dialect}.expand_shape`, `${dialect}.collapse_shape`];
  const composeSame = (name: string): RewritePattern =>
    definePattern(name, 'two in a row', (op, rewriter) => {
      const inner = op.operand(0).definingOp;
      if (!inner?.is(name)) return false;
      if ([inner.operand(0), op.operand(0), op.result()].some((value) => hasLayout(value.type)))
        return false;
      const groups = composeReassociations(reassociationOf(inner), reassociationOf(op));
      if (!groups) return false;
      rewriter.replaceOpWithNew(op, name, {
        operands: [inner.operand(0)],
        resultTypes: op.resultTypes,
        attributes: [['reassociation', reassociationAttr(op.context, groups)]],
      });
      return true;
    });
  const collapseOfExpand = definePattern(collapse, 'of expand_shape', (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is(expand)) return false;
    const [source, result] = [rankedOf(inner.operand(0).type), rankedOf(op.result().type)];
    if (!source || !result || source === result) return false;
    if ([op.operand(0), inner.operand(0), inner.result()].some((value) => hasLayout(value.type)))
      return false;
    const difference = source.shape.length - result.shape.length;
    const [higher, lower] =
      difference > 0
        ? [reassociationOf(inner), reassociationOf(op)]
        : [reassociationOf(op), reassociationOf(inner)];
    const groups: number[][] = [];
    let next = 0;
    for (const indices of lower) {
      const group: number[] = [];
      const last = indices[indices.length - 1] as number;
      while (next < higher.length) {
        const right = higher[next]?.[(higher[next]?.length ?? 1) - 1] as number;
        if (right > last) return false;
        group.push(next++);
        if (right === last) break;
      }
      groups.push(group);
    }
    const name = difference > 0 ? collapse : difference < 0 ? expand : `${dialect}.cast`;
    rewriter.replaceOpWithNew(op, name, {
      operands: [inner.operand(0)],
      resultTypes: op.resultTypes,
      ...(difference === 0
        ? {}
        : { attributes: [['reassociation', reassociationAttr(op.context, groups)]] as const }),
    });
    return true;
  });
  const expandOfCollapse = definePattern(expand, 'of collapse_shape', (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is(collapse)) return false;
    const [source, result] = [rankedOf(inner.operand(0).type), rankedOf(op.result().type)];
    if (!source || !result || source === result) return false;
    if ([op.operand(0), inner.operand(0), inner.result()].some((value) => hasLayout(value.type)))
      return false;
    const isCollapse = source.shape.length > result.shape.length;
    const groups = isCollapse
      ? regroup(reassociationOf(inner), reassociationOf(op), source.shape, result.shape)
      : regroup(reassociationOf(op), reassociationOf(inner), result.shape, source.shape);
    if (!groups) return false;
    rewriter.replaceOpWithNew(op, isCollapse ? collapse : expand, {
      operands: [inner.operand(0)],
      resultTypes: op.resultTypes,
      attributes: [['reassociation', reassociationAttr(op.context, groups)]],
    });
    return true;
  });
  return {
    expand: [composeSame(expand), expandOfCollapse],
    collapse: [composeSame(collapse), collapseOfExpand],
  };
}

/** Groups that make the smaller shape of the larger one where both have the same middle shape. */
function regroup(
  large: Reassociation,
  small: Reassociation,
  largeShape: readonly number[],
  smallShape: readonly number[],
): Reassociation | null {
  if (large.length === 0) return reassociationForCollapse(largeShape, smallShape);
  const groups: number[][] = [];
  for (const [i, indices] of large.entries()) {
    const others = small[i] ?? [];
    const start = indices[0] as number;
    const a = indices.map((index) => largeShape[index] as number);
    const b = others.map((index) => smallShape[index] as number);
    if (a.length === b.length) {
      if (!a.every((size, j) => size === b[j])) return null;
      groups.push([...indices]);
    }
    const inner = reassociationForCollapse(a, b);
    if (!inner) return null;
    for (const group of inner) groups.push(group.map((index) => start + index));
  }
  return groups;
}

/**
 * Scatters brought into the form that linalg_ext has: one row of 32-bit indices for each update, batches first and
 * all in one dimension, and updates that have every dimension behind the ones that are indexed.
 */

import {
  DialectAttr,
  DYNAMIC,
  definePattern,
  elementTypeOrSelf,
  hasStaticShape,
  IntegerAttr,
  type Operation,
  RankedTensorType,
  Region,
  type RewritePattern,
  type Rewriter,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor, reshaped } from '../linalg-builder.ts';
import { dimensionsIn, i64Elements } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';

/** A scatter, taken apart. */
interface Scatter {
  readonly inputs: readonly Value[];
  readonly indices: Value;
  readonly updates: readonly Value[];
  readonly windowDims: readonly number[];
  readonly insertedDims: readonly number[];
  readonly toOperand: readonly number[];
  readonly vectorDim: number;
}

function scatterOf(op: Operation): Scatter | null {
  const count = (op.numOperands - 1) / 2;
  const numbers = op.attr('scatter_dimension_numbers');
  if (numbers?.kind !== 'dialect') return null;
  const part = (index: number): number[] => dimensionsIn(op, 'scatter_dimension_numbers', index);
  return {
    inputs: op.operands.slice(0, count),
    indices: op.operand(count),
    updates: op.operands.slice(count + 1),
    windowDims: part(0),
    insertedDims: part(1),
    toOperand: part(2),
    vectorDim: Number(numbers.params[3]),
  };
}

function replaceScatter(op: Operation, scatter: Scatter, rewriter: Rewriter): void {
  const region = new Region();
  region.takeBlocks(op.region());
  const { inputs, indices, updates, windowDims, insertedDims, toOperand, vectorDim } = scatter;
  const numbers = DialectAttr.get(op.context, 'mhlo', 'scatter', [
    [...windowDims],
    [...insertedDims],
    [...toOperand],
    vectorDim,
  ]);
  const replacement = rewriter.create('mhlo.scatter', {
    operands: [...inputs, indices, ...updates],
    resultTypes: op.resultTypes,
    attributes: ['indices_are_sorted', 'unique_indices'].reduce(
      (all, name) => all.with(name, op.attr(name) ?? IntegerAttr.bool(op.context, false)),
      op.attributes.with('scatter_dimension_numbers', numbers),
    ),
    regions: [region],
  });
  rewriter.replaceOp(op, replacement.results);
}

/** A pattern that changes parts of a scatter; null if it has nothing to do. */
const scatterPattern = (
  name: string,
  change: (scatter: Scatter, rewriter: Rewriter) => Partial<Scatter> | null,
): RewritePattern =>
  definePattern('mhlo.scatter', name, (op, rewriter) => {
    const scatter = scatterOf(op);
    const changed = scatter && change(scatter, rewriter);
    if (!changed) return false;
    replaceScatter(op, { ...scatter, ...changed }, rewriter);
    return true;
  });

const shapeOf = (value: Value): readonly number[] => rankedTensor(value)?.shape ?? [];

const narrowIndices = scatterPattern('indices of 32 bits', ({ indices }, rewriter) => {
  const type = rankedTensor(indices);
  const { i32 } = rewriter.context;
  const element = elementTypeOrSelf(indices.type);
  if (!type || element.kind !== 'integer' || element.width === 32 || !hasStaticShape(type))
    return null;
  if (element.width > 32 && type.shape.some((size) => size > 0x7fffffff)) return null;
  return { indices: new HloArithmetic(rewriter).convert(indices, i32) };
});

const expanded = (rewriter: Rewriter, value: Value, shape: number[], groups: number[][]): Value =>
  reshaped(
    rewriter,
    'tensor.expand_shape',
    value,
    RankedTensorType.get(shape, elementTypeOrSelf(value.type)),
    groups,
  );

const explicitIndex = scatterPattern('a dimension for the index', (scatter, rewriter) => {
  const shape = shapeOf(scatter.indices);
  const rank = shape.length;
  if (scatter.vectorDim !== rank) return null;
  const groups = shape.map((_, dim) => (dim === rank - 1 ? [dim, rank] : [dim]));
  return { indices: expanded(rewriter, scatter.indices, [...shape, 1], groups) };
});

function withUnitBatch(rewriter: Rewriter, value: Value): Value {
  const shape = shapeOf(value);
  const groups = shape.map((_, dim) => (dim === 0 ? [0, 1] : [dim + 1]));
  return expanded(rewriter, value, [1, ...shape], groups);
}

const explicitBatch = scatterPattern('a dimension for the batch', (scatter, rewriter) => {
  if (shapeOf(scatter.indices).length !== 1 || scatter.vectorDim !== 0) return null;
  return {
    indices: withUnitBatch(rewriter, scatter.indices),
    updates: scatter.updates.map((update) => withUnitBatch(rewriter, update)),
    windowDims: scatter.windowDims.map((dim) => dim + 1),
    vectorDim: 1,
  };
});

/** Of dimensions that an update leaves out, those stay left out which come first and are indexed. */
const insertedDims = scatterPattern('dimensions that updates leave out', (scatter, rewriter) => {
  const { inputs, indices, updates, windowDims, toOperand } = scatter;
  const rank = shapeOf(inputs[0] as Value).length;
  if (shapeOf(indices).length !== 2 || scatter.vectorDim !== 1 || windowDims[0] === 0) return null;
  const firstOther = toOperand.findIndex((_, dim) => !toOperand.includes(dim));
  const limit = firstOther < 0 ? toOperand.length : firstOther;
  const isInserted = (dim: number): boolean => scatter.insertedDims.includes(dim);
  let front = 0;
  while (front < limit && isInserted(front)) front++;
  const behind = Array.from({ length: rank - front }, (_, i) => isInserted(front + i));
  if (!behind.includes(true)) return null;
  const groups: number[][] = [[0]];
  for (const [i, inserted] of behind.entries()) {
    if (!inserted) groups.push([]);
    groups.at(-1)?.push(i + 1);
  }
  return {
    updates: updates.map((update) => {
      const shape = shapeOf(update);
      const sizes = groups.flatMap((group, i) =>
        group.map((_, j) => (j === 0 ? (shape[i] ?? 1) : 1)),
      );
      return expanded(rewriter, update, sizes, groups);
    }),
    windowDims: behind.map((_, i) => i + 1),
    insertedDims: Array.from({ length: front }, (_, i) => i),
  };
});

function collapsed(rewriter: Rewriter, value: Value, count: number): Value {
  const shape = shapeOf(value);
  const first = shape.slice(0, count);
  const size = first.includes(DYNAMIC) ? DYNAMIC : first.reduce((a, b) => a * b, 1);
  const rest = shape.slice(count);
  return reshaped(
    rewriter,
    'tensor.collapse_shape',
    value,
    RankedTensorType.get([size, ...rest], elementTypeOrSelf(value.type)),
    [first.map((_, dim) => dim), ...rest.map((_, i) => [count + i])],
  );
}

const oneBatch = scatterPattern('batches in one dimension', (scatter, rewriter) => {
  const rank = shapeOf(scatter.indices).length;
  const count = rank - 1;
  if (scatter.vectorDim !== count || rank < 3) return null;
  if (scatter.windowDims.some((dim, i) => dim !== count + i)) return null;
  return {
    indices: collapsed(rewriter, scatter.indices, count),
    updates: scatter.updates.map((update) => collapsed(rewriter, update, count)),
    windowDims: scatter.windowDims.map((dim) => dim - count + 1),
    vectorDim: 1,
  };
});

function transposed(rewriter: Rewriter, value: Value, order: readonly number[]): Value {
  const shape = shapeOf(value);
  return rewriter.createValue('mhlo.transpose', {
    operands: [value],
    resultTypes: [
      RankedTensorType.get(
        order.map((dim) => shape[dim] ?? 1),
        elementTypeOrSelf(value.type),
      ),
    ],
    attributes: [['permutation', i64Elements(rewriter.context, order)]],
  });
}

const batchFirst = scatterPattern('batches first', (scatter, rewriter) => {
  const { indices, updates, windowDims, vectorDim } = scatter;
  const dims = [...shapeOf(indices).keys()];
  const isLast = vectorDim >= dims.length - 1;
  const updateDims = [...shapeOf(updates[0] as Value).keys()];
  const batch = updateDims.filter((dim) => !windowDims.includes(dim));
  const order = [...batch, ...windowDims];
  const isOrdered = order.every((dim, i) => dim === i);
  if (isLast && isOrdered) return null;
  const newIndices = isLast
    ? indices
    : transposed(rewriter, indices, [...dims.filter((dim) => dim !== vectorDim), vectorDim]);
  return {
    indices: newIndices,
    updates: isOrdered ? updates : updates.map((update) => transposed(rewriter, update, order)),
    windowDims: updateDims.slice(batch.length),
    vectorDim: isLast ? vectorDim : dims.length - 1,
  };
});

export const scatterCanonicalizations: readonly RewritePattern[] = [
  narrowIndices,
  explicitIndex,
  explicitBatch,
  insertedDims,
  oneBatch,
  batchFirst,
];

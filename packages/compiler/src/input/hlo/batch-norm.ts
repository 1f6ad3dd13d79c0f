/** Normalisation of batches, written out in mhlo: by numbers that are known, by those of the batch, and backwards. */

import {
  DenseElementsAttr,
  DYNAMIC,
  definePattern,
  elementTypeOrSelf,
  FloatAttr,
  type FloatType,
  hasStaticShape,
  IntegerAttr,
  type Operation,
  RankedTensorType,
  Region,
  type RewritePattern,
  type Rewriter,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor } from '../linalg-builder.ts';
import { i64Elements, numberOf } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';

/** What is normalised, and the rewriter that builds at its operation. */
interface Batch {
  readonly op: Operation;
  readonly rewriter: Rewriter;
  readonly to: HloArithmetic;
  readonly operand: Value;
  readonly type: RankedTensorType;
  readonly element: FloatType;
  readonly feature: number;
  /** The operand's sizes, for broadcasts to it; null where its type has them. */
  readonly shape: Value | null;
}

function batchOf(op: Operation, rewriter: Rewriter): Batch | null {
  const operand = op.operand(0);
  const type = rankedTensor(operand);
  if (type?.elementType.kind !== 'float') return null;
  const to = new HloArithmetic(rewriter);
  const feature = numberOf(op, 'feature_index');
  const rank = type.shape.length;
  const shape = hasStaticShape(type) ? null : shapeOf(rewriter, operand, rank);
  return { op, rewriter, to, operand, type, element: type.elementType, feature, shape };
}

const shapeOf = (rewriter: Rewriter, value: Value, rank: number): Value =>
  rewriter.createValue('shape.shape_of', {
    operands: [value],
    resultTypes: [RankedTensorType.get([rank], rewriter.context.indexType)],
  });

/** A value in such a shape, along such dimensions of it; `sizes` has those that are open. */
function broadcastTo(
  rewriter: Rewriter,
  value: Value,
  shape: readonly number[],
  sizes: Value | null,
  dims: readonly number[],
): Value {
  const element = elementTypeOrSelf(value.type);
  return rewriter.createValue(`mhlo.${sizes ? 'dynamic_' : ''}broadcast_in_dim`, {
    operands: sizes ? [value, sizes] : [value],
    resultTypes: [RankedTensorType.get(shape, element)],
    attributes: [['broadcast_dimensions', i64Elements(rewriter.context, dims)]],
  });
}

const constant = ({ rewriter, element }: Batch, shape: readonly number[], value: number): Value => {
  const type = RankedTensorType.get(shape, element);
  return rewriter.createValue('mhlo.constant', {
    resultTypes: [type],
    attributes: [['value', DenseElementsAttr.splat(type, FloatAttr.get(element, value))]],
  });
};

/** One number for each feature, all the same. */
function forFeatures(batch: Batch, value: number, like: Value): Value {
  const shape = rankedTensor(like)?.shape ?? [];
  if (!shape.includes(DYNAMIC)) return constant(batch, shape, value);
  const sizes = shapeOf(batch.rewriter, like, shape.length);
  return broadcastTo(batch.rewriter, constant(batch, [], value), shape, sizes, []);
}

/** A number for each feature, for all elements of it. */
const spread = ({ rewriter, type, feature, shape }: Batch, value: Value): Value =>
  broadcastTo(rewriter, value, type.shape, shape, [feature]);

function epsilonLike(batch: Batch, like: Value): Value {
  const attr = batch.op.attr('epsilon');
  return forFeatures(batch, attr?.kind === 'float' ? attr.value : 0, like);
}

/** The sum over all dimensions but the feature. */
function sumOf({ rewriter, type, element, feature, op }: Batch, value: Value, zero: Value): Value {
  const region = new Region();
  const block = region.append();
  const single = RankedTensorType.get([], element);
  const [a, b] = [block.addArgument(single, op.location), block.addArgument(single, op.location)];
  rewriter.guarded(() => {
    rewriter.setToEnd(block);
    const sum = rewriter.createValue('mhlo.add', { operands: [a, b], resultTypes: [single] });
    rewriter.create('mhlo.return', { operands: [sum] });
  });
  const others = [...type.shape.keys()].filter((dim) => dim !== feature);
  return rewriter.createValue('mhlo.reduce', {
    operands: [value, zero],
    resultTypes: [RankedTensorType.get([type.shape[feature] ?? DYNAMIC], element)],
    attributes: [['dimensions', i64Elements(rewriter.context, others)]],
    regions: [region],
  });
}

/** How many elements a feature has, for each feature. */
function countLike(batch: Batch, like: Value): Value {
  const { rewriter, to, type, element, feature, operand } = batch;
  const { context } = rewriter;
  const others = [...type.shape.keys()].filter((dim) => dim !== feature);
  if (hasStaticShape(type)) {
    const count = others.reduce((product, dim) => product * (type.shape[dim] ?? 1), 1);
    return forFeatures(batch, count, like);
  }
  const i32 = RankedTensorType.get([], context.i32);
  const size = (dim: number): Value =>
    rewriter.createValue('mhlo.get_dimension_size', {
      operands: [operand],
      resultTypes: [i32],
      attributes: [['dimension', IntegerAttr.i64(context, dim)]],
    });
  const count = others.map(size).reduce(to.mul);
  const shape = rankedTensor(like)?.shape ?? [];
  const sizes = shape.includes(DYNAMIC) ? shapeOf(rewriter, like, shape.length) : null;
  return broadcastTo(rewriter, to.convert(count, element), shape, sizes, []);
}

const unfuseInference: RewritePattern = definePattern(
  'mhlo.batch_norm_inference',
  'a batch by numbers that are known',
  (op, rewriter) => {
    const batch = batchOf(op, rewriter);
    if (!batch) return false;
    const { to, operand } = batch;
    const [, scale, offset, mean, variance] = op.operands as [Value, Value, Value, Value, Value];
    const deviation = to.sqrt(to.add(variance, epsilonLike(batch, variance)));
    const [scales, offsets, means, deviations] = [scale, offset, mean, deviation].map((value) =>
      spread(batch, value),
    ) as [Value, Value, Value, Value];
    const scaled = to.mul(to.sub(operand, means), scales);
    rewriter.replaceOp(op, [to.add(to.div(scaled, deviations), offsets)]);
    return true;
  },
);

const unfuseTraining: RewritePattern = definePattern(
  'mhlo.batch_norm_training',
  'a batch by its own mean and variance',
  (op, rewriter) => {
    const batch = batchOf(op, rewriter);
    if (!batch) return false;
    const { to, operand } = batch;
    const [, scale, offset] = op.operands as [Value, Value, Value];
    const zero = constant(batch, [], 0);
    const epsilon = epsilonLike(batch, scale);
    const count = countLike(batch, scale);
    const sum = sumOf(batch, operand, zero);
    const squares = sumOf(batch, to.mul(operand, operand), zero);
    const mean = to.div(sum, count);
    const meanOfSquares = to.div(squares, count);
    const variance = to.sub(meanOfSquares, to.mul(mean, mean));
    const deviation = to.sqrt(to.add(variance, epsilon));
    const centred = to.sub(operand, spread(batch, mean));
    const normalized = to.div(centred, spread(batch, deviation));
    const scaled = to.mul(normalized, spread(batch, scale));
    rewriter.replaceOp(op, [to.add(scaled, spread(batch, offset)), mean, variance]);
    return true;
  },
);

/** The gradients of operand, scale and offset, from that of the result. */
const unfuseGradient: RewritePattern = definePattern(
  'mhlo.batch_norm_grad',
  'gradients through the normalisation of a batch',
  (op, rewriter) => {
    const batch = batchOf(op, rewriter);
    if (!batch) return false;
    const { to, operand } = batch;
    const [, scale, mean, variance, gradient] = op.operands as [Value, Value, Value, Value, Value];
    const zero = constant(batch, [], 0);
    const count = countLike(batch, scale);
    const withEpsilon = to.add(variance, epsilonLike(batch, scale));
    const inverse = to.op('rsqrt', [withEpsilon]);
    const centred = to.sub(operand, spread(batch, mean));
    const ofOffset = sumOf(batch, gradient, zero);
    const products = sumOf(batch, to.mul(gradient, centred), zero);
    const ofScale = to.mul(products, inverse);
    const share = spread(batch, to.div(ofOffset, count));
    const slope = spread(batch, to.div(to.div(products, count), withEpsilon));
    const rest = to.sub(to.sub(gradient, share), to.mul(centred, slope));
    const ofOperand = to.mul(spread(batch, to.mul(scale, inverse)), rest);
    rewriter.replaceOp(op, [ofOperand, ofScale, ofOffset]);
    return true;
  },
);

export const batchNormPatterns: readonly RewritePattern[] = [
  unfuseInference,
  unfuseTraining,
  unfuseGradient,
];

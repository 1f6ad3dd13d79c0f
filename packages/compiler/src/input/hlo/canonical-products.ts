/**
 * Products brought into upstream's canonical form: `einsum` as `dot_general`, that without batches as `dot`, with
 * batches as one of three dimensions, and as `multiply` where nothing is summed.
 */

import {
  type Attribute,
  DialectAttr,
  definePattern,
  elementTypeOrSelf,
  hasStaticShape,
  type NamedAttribute,
  type Operation,
  RankedTensorType,
  type RewritePattern,
  type Rewriter,
  StringAttr,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor } from '../linalg-builder.ts';
import { dimensionsIn, i64Elements } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';

const sizesAt = (value: Value, dims: readonly number[]): number[] => {
  const shape = rankedTensor(value)?.shape ?? [];
  return dims.map((dim) => shape[dim] ?? 1);
};
const typeLike = (value: Value, shape: readonly number[]): RankedTensorType =>
  RankedTensorType.get(shape, elementTypeOrSelf(value.type));
const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const transposed = (rewriter: Rewriter, value: Value, order: readonly number[]): Value =>
  order.every((dim, i) => dim === i)
    ? value
    : rewriter.createValue('mhlo.transpose', {
        operands: [value],
        resultTypes: [typeLike(value, sizesAt(value, order))],
        attributes: [['permutation', i64Elements(rewriter.context, order)]],
      });
function reshapedTo(rewriter: Rewriter, value: Value, shape: readonly number[]): Value {
  const type = typeLike(value, shape);
  if (value.type === type) return value;
  return rewriter.createValue('mhlo.reshape', { operands: [value], resultTypes: [type] });
}

/** A general product, taken apart; null if a shape is not known. */
interface General {
  readonly lhs: Side;
  readonly rhs: Side;
  readonly result: RankedTensorType;
}
interface Side {
  readonly value: Value;
  readonly batch: readonly number[];
  readonly summed: readonly number[];
  readonly free: readonly number[];
}
function generalOf(op: Operation): General | null {
  const result = rankedTensor(op.result());
  const part = (index: number): number[] => dimensionsIn(op, 'dot_dimension_numbers', index);
  const sides = op.operands.map((value, i): Side | null => {
    const type = rankedTensor(value);
    const [batch, summed] = [part(i), part(i + 2)];
    if (!type || !hasStaticShape(type)) return null;
    const isFree = (dim: number): boolean => !batch.includes(dim) && !summed.includes(dim);
    return { value, batch, summed, free: [...type.shape.keys()].filter(isFree) };
  });
  const [lhs, rhs] = sides;
  return lhs && rhs && result && hasStaticShape(result) ? { lhs, rhs, result } : null;
}

/** What the operation says besides its dimensions: precision, and attributes of the user's own. */
const otherAttributes = (op: Operation): NamedAttribute[] =>
  op.attributes.entries.filter(([name]) => name !== 'dot_dimension_numbers');

/** Two dimensions, each of several of the operand's. */
function asMatrix(
  rewriter: Rewriter,
  value: Value,
  left: readonly number[],
  right: readonly number[],
): Value {
  const ordered = transposed(rewriter, value, [...left, ...right]);
  if (left.length === 1 && right.length === 1) return ordered;
  const sizes = [product(sizesAt(value, left)), product(sizesAt(value, right))];
  return reshapedTo(rewriter, ordered, sizes);
}

const isSimple = ({ lhs, rhs }: General): boolean => {
  const [left, right] = [lhs, rhs].map(({ value }) => rankedTensor(value)?.shape.length);
  if (lhs.summed.length !== 1 || rhs.summed.length !== 1) return false;
  if (left === 1 && right === 1) return true;
  return left === 2 && lhs.summed[0] === 1 && (right === 1 || (right === 2 && rhs.summed[0] === 0));
};

const withoutBatches = definePattern('mhlo.dot_general', 'no batches', (op, rewriter) => {
  const general = generalOf(op);
  if (!general || general.lhs.batch.length > 0 || general.rhs.batch.length > 0) return false;
  const { lhs, rhs, result } = general;
  const dot = (operands: readonly Value[], shape: readonly number[]): Value =>
    rewriter.createValue('mhlo.dot', {
      operands,
      resultTypes: [RankedTensorType.get(shape, result.elementType)],
      attributes: otherAttributes(op).filter(([name]) => name === 'precision_config'),
    });
  if (isSimple(general)) {
    rewriter.replaceOp(op, [dot([lhs.value, rhs.value], result.shape)]);
    return true;
  }
  const left = asMatrix(rewriter, lhs.value, lhs.free, lhs.summed);
  const right = asMatrix(rewriter, rhs.value, rhs.summed, rhs.free);
  const shape = [product(sizesAt(lhs.value, lhs.free)), product(sizesAt(rhs.value, rhs.free))];
  const matrix = dot([left, right], shape);
  rewriter.replaceOp(op, [reshapedTo(rewriter, matrix, result.shape)]);
  return true;
});

const dotNumbers = (op: Operation, lists: readonly (readonly number[])[]): Attribute =>
  DialectAttr.get(
    op.context,
    'mhlo',
    'dot',
    lists.map((list) => [...list]),
  );

/** `{batch, free, summed}` times `{batch, summed, free}`, each of one dimension. */
const ofThreeDimensions = definePattern(
  'mhlo.dot_general',
  'three dimensions',
  (op, rewriter) => {
    const general = generalOf(op);
    if (!general) return false;
    const { lhs, rhs, result } = general;
    if ([lhs, rhs].some(({ batch, summed }) => batch.length === 0 || summed.length === 0))
      return false;
    const groups = [
      [lhs.batch, lhs.free, lhs.summed],
      [rhs.batch, rhs.summed, rhs.free],
    ] as const;
    const ordered = [lhs, rhs].map(({ value }, i) =>
      transposed(rewriter, value, groups[i]?.flat() ?? []),
    );
    const [left, right] = ordered.map((value, i) => {
      const own = groups[i] ?? [];
      if (own.flat().length <= 3) return value;
      const source = (i === 0 ? lhs : rhs).value;
      return reshapedTo(
        rewriter,
        value,
        own.map((group) => product(sizesAt(source, group))),
      );
    }) as [Value, Value];
    if (left === lhs.value && right === rhs.value) return false;
    const rankOf = (value: Value): number => rankedTensor(value)?.shape.length ?? 0;
    const isReshaped = rankOf(left) < rankOf(lhs.value) || rankOf(right) < rankOf(rhs.value);
    const shape = [...sizesAt(left, [0, 1]), ...(rankOf(right) > 2 ? sizesAt(right, [2]) : [])];
    const type = isReshaped ? RankedTensorType.get(shape, result.elementType) : result;
    const value = rewriter.createValue('mhlo.dot_general', {
      operands: [left, right],
      resultTypes: [type],
      attributes: [
        ...otherAttributes(op),
        ['dot_dimension_numbers', dotNumbers(op, [[0], [0], [rankOf(left) - 1], [1]])],
      ],
    });
    rewriter.replaceOp(op, [isReshaped ? reshapedTo(rewriter, value, result.shape) : value]);
    return true;
  },
  200,
);

/** Where only dimensions of size 1 are summed, nothing is. */
const withoutSums = definePattern(
  'mhlo.dot_general',
  'nothing to sum',
  (op, rewriter) => {
    const general = generalOf(op);
    if (!general) return false;
    const { lhs, rhs, result } = general;
    if (sizesAt(lhs.value, lhs.summed).some((size) => size !== 1)) return false;
    const to = new HloArithmetic(rewriter);
    const batches = lhs.batch.map((_, i) => i);
    const spread = ({ value, batch, free, summed }: Side, behind: number): Value => {
      const order = [...batch, ...free, ...summed];
      const ordered = transposed(rewriter, value, order);
      const shape = sizesAt(value, [...batch, ...free]);
      const left = summed.length === 0 ? ordered : reshapedTo(rewriter, ordered, shape);
      const dims = [...batches, ...free.map((_, i) => batches.length + behind + i)];
      const type = RankedTensorType.get(result.shape, elementTypeOrSelf(value.type));
      const wide =
        left.type === type
          ? left
          : rewriter.createValue('mhlo.broadcast_in_dim', {
              operands: [left],
              resultTypes: [type],
              attributes: [['broadcast_dimensions', i64Elements(op.context, dims)]],
            });
      return wide.type === result ? wide : to.convert(wide, result.elementType);
    };
    const left = spread(lhs, 0);
    const right = spread(rhs, lhs.free.length);
    rewriter.replaceOp(op, [to.mul(left, right)]);
    return true;
  },
  300,
);

/** `ij,jk->ik` of two operands. */
const einsum = definePattern('mhlo.einsum', 'a general product', (op, rewriter) => {
  const config = op.attr('einsum_config');
  const [lhs, rhs] = op.operands as [Value, Value];
  const parts = config instanceof StringAttr ? config.value.split(/,|->/) : [];
  if (parts.length !== 3) return false;
  const [left = [], right = [], output = []] = parts.map((letters) => [...letters]);
  const dimsOf = (own: readonly string[], keep: (letter: string) => boolean): number[] =>
    [...own.keys()].filter((dim) => keep(own[dim] as string));
  const isSummed = (letter: string): boolean => !output.includes(letter);
  const isBatch = (letter: string): boolean =>
    output.includes(letter) && left.includes(letter) && right.includes(letter);
  const isFree = (letter: string): boolean => !isSummed(letter) && !isBatch(letter);
  const batch = dimsOf(left, isBatch);
  const natural = [
    ...batch.map((dim) => left[dim] as string),
    ...left.filter(isFree),
    ...right.filter(isFree),
  ];
  const order = output.map((letter) => natural.indexOf(letter));
  if (natural.length !== output.length || order.includes(-1)) return false;
  const sizes = new Map([
    ...right.map((letter, dim) => [letter, sizesAt(rhs, [dim])[0] ?? 1] as const),
    ...left.map((letter, dim) => [letter, sizesAt(lhs, [dim])[0] ?? 1] as const),
  ]);
  const lists = [batch, dimsOf(right, isBatch), dimsOf(left, isSummed), dimsOf(right, isSummed)];
  const value = rewriter.createValue('mhlo.dot_general', {
    operands: [lhs, rhs],
    resultTypes: [
      typeLike(
        lhs,
        natural.map((letter) => sizes.get(letter) ?? 1),
      ),
    ],
    attributes: [['dot_dimension_numbers', dotNumbers(op, lists)]],
  });
  rewriter.replaceOp(op, [transposed(rewriter, value, order)]);
  return true;
});

export const productCanonicalizations: readonly RewritePattern[] = [
  einsum,
  withoutBatches,
  ofThreeDimensions,
  withoutSums,
];

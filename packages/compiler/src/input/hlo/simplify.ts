/** Simplifications of mhlo: arithmetic before broadcasts, products of what is zero or one, widening inside of products. */

import {
  attributesEqual,
  DenseElementsAttr,
  definePattern,
  elementTypeOrSelf,
  hasStaticShape,
  IntegerAttr,
  RankedTensorType,
  type RewritePattern,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor, zeroOf } from '../linalg-builder.ts';
import { dimensionsIn, i64Elements } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';

/** Operations that may as well be computed of what is broadcast. */
const BEFORE_BROADCASTS = [
  'abs',
  'ceil',
  'convert',
  'count_leading_zeros',
  'cosine',
  'exponential',
  'exponential_minus_one',
  'floor',
  'imag',
  'is_finite',
  'log',
  'log_plus_one',
  'logistic',
  'not',
  'negate',
  'popcnt',
  'real',
  'round_nearest_afz',
  'rsqrt',
  'sign',
  'sine',
  'sqrt',
  'tanh',
  'add',
  'atan2',
  'complex',
  'divide',
  'maximum',
  'minimum',
  'multiply',
  'power',
  'remainder',
  'shift_left',
  'shift_right_arithmetic',
  'shift_right_logical',
  'subtract',
  'and',
  'or',
  'xor',
];

const beforeBroadcast = (name: string): RewritePattern =>
  definePattern(`mhlo.${name}`, 'computed before it is broadcast', (op, rewriter) => {
    const broadcasts = op.operands.map((operand) => operand.definingOp);
    const [first] = broadcasts;
    const dims = first?.attr('broadcast_dimensions');
    const areAlike = broadcasts.every((broadcast) => {
      const own = broadcast?.is('mhlo.broadcast_in_dim') && broadcast.attr('broadcast_dimensions');
      return own && dims && attributesEqual(own, dims);
    });
    if (!first || !dims || !areAlike) return false;
    const sources = broadcasts.flatMap((broadcast) => broadcast?.operands ?? []);
    const type = rankedTensor(sources[0] as Value);
    if (!type || !hasStaticShape(type) || sources.some((source) => source.type !== type))
      return false;
    const result = rewriter.createValue(op.operationName, {
      operands: sources,
      resultTypes: [RankedTensorType.get(type.shape, elementTypeOrSelf(op.result().type))],
      attributes: op.attributes,
    });
    rewriter.replaceOpWithNew(op, 'mhlo.broadcast_in_dim', {
      operands: [result],
      resultTypes: op.resultTypes,
      attributes: [['broadcast_dimensions', dims]],
    });
    return true;
  });

const BROADCASTS = ['mhlo.broadcast', 'mhlo.broadcast_in_dim', 'mhlo.dynamic_broadcast_in_dim'];

/** Is a number a truth value, converted and broadcast? */
function isFromBool(value: Value): boolean {
  for (let op = value.definingOp; op; op = op.operand(0).definingOp) {
    if (op.is('mhlo.convert')) {
      const from = elementTypeOrSelf(op.operand(0).type);
      if (from.kind === 'integer' && from.width === 1) return true;
    } else if (!BROADCASTS.includes(op.name)) return false;
  }
  return false;
}

/** Zero times what is no finite number is zero where it stands for false. */
const multiplyByBool: RewritePattern = definePattern(
  'mhlo.multiply',
  'a product with a truth value',
  (op, rewriter) => {
    const type = rankedTensor(op.result());
    const zero = type?.elementType.kind === 'float' ? zeroOf(type.elementType) : null;
    const [lhs, rhs] = op.operands as [Value, Value];
    const isLeft = isFromBool(lhs);
    if (!type || !zero || isLeft === isFromBool(rhs)) return false;
    const [condition, value] = isLeft ? [lhs, rhs] : [rhs, lhs];
    const { context } = rewriter;
    const to = new HloArithmetic(rewriter);
    const isTrue = to.convert(condition, context.i1);
    const scalar = RankedTensorType.get([], type.elementType);
    const constant = rewriter.createValue('mhlo.constant', {
      resultTypes: [scalar],
      attributes: [['value', DenseElementsAttr.splat(scalar, zero)]],
    });
    const rank = type.shape.length;
    const shape = rewriter.createValue('shape.shape_of', {
      operands: [condition],
      resultTypes: [RankedTensorType.get([rank], context.indexType)],
    });
    const zeros = rewriter.createValue('mhlo.dynamic_broadcast_in_dim', {
      operands: [constant, shape],
      resultTypes: [type],
      attributes: [['broadcast_dimensions', i64Elements(context, [])]],
    });
    rewriter.replaceOpWithNew(op, 'mhlo.select', {
      operands: [isTrue, value, zeros],
      resultTypes: [type],
    });
    return true;
  },
);

const widthOf = (type: Type): number =>
  type.kind === 'float' || type.kind === 'integer' ? type.width : 0;

/** A product widens its operands itself. */
const fuseWidening = (name: string): RewritePattern =>
  definePattern(
    `mhlo.${name}`,
    'operands that are widened',
    (op, rewriter) => {
      const operands = op.operands.map((operand) => {
        const convert = operand.definingOp;
        if (!convert?.is('mhlo.convert')) return operand;
        const source = convert.operand(0);
        const [from, into] = [source.type, operand.type].map(elementTypeOrSelf) as [Type, Type];
        return from.kind === into.kind && widthOf(from) < widthOf(into) ? source : operand;
      });
      if (operands.every((operand, i) => operand === op.operand(i))) return false;
      rewriter.replaceOpWithNew(op, op.operationName, {
        operands,
        resultTypes: op.resultTypes,
        attributes: op.attributes,
      });
      return true;
    },
    400,
  );

/** The rows of a table by number, which `mhlo.gather` says at length. */
const gatherOfRows: RewritePattern = definePattern(
  'mhlo.gather',
  'rows by number',
  (op, rewriter) => {
    const [operand, indices] = op.operands as [Value, Value];
    const type = rankedTensor(operand);
    const indexType = rankedTensor(indices);
    const result = rankedTensor(op.result());
    const sizes = op.attr('slice_sizes');
    const numbers = op.attr('dimension_numbers');
    if (!type || !indexType || !result || sizes?.kind !== 'dense' || numbers?.kind !== 'dialect')
      return false;
    const part = (index: number): number[] => dimensionsIn(op, 'dimension_numbers', index);
    const vectorDim = Math.max(0, indexType.shape.length - 1);
    const isVector = Number(numbers.params[3]) === vectorDim && (indexType.shape.at(-1) ?? 1) === 1;
    const isFirst = String(part(2)) === '0' && String(part(1)) === '0';
    const offsets = part(0);
    const isBehind =
      offsets.length === result.shape.length - vectorDim &&
      offsets.every((dim, i) => dim === vectorDim + i);
    const isWhole = type.shape.every(
      (size, dim) => Number(sizes.bitsAt(dim)) === (dim === 0 ? 1 : size),
    );
    if (!isVector || !isFirst || !isBehind || !isWhole || !hasStaticShape(result)) return false;
    const select = rewriter.createValue('mhlo.torch_index_select', {
      operands: [operand, indices],
      resultTypes: [
        RankedTensorType.get([...indexType.shape, ...type.shape.slice(1)], type.elementType),
      ],
      attributes: [
        ['batch_dims', IntegerAttr.i64(op.context, 0)],
        ['dim', IntegerAttr.i64(op.context, 0)],
      ],
    });
    rewriter.replaceOpWithNew(op, 'mhlo.reshape', { operands: [select], resultTypes: [result] });
    return true;
  },
);

export const simplifications: readonly RewritePattern[] = [
  ...BEFORE_BROADCASTS.map(beforeBroadcast),
  multiplyByBool,
  ...['dot', 'dot_general', 'convolution'].map(fuseWidening),
  gatherOfRows,
];

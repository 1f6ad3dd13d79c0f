/** What tensor has operations for becomes those (`tosa-to-tensor`): slices, padding, shapes, concatenation. */

import {
  Builder,
  ConversionTarget,
  constantValue,
  DenseArrayAttr,
  DYNAMIC,
  FloatAttr,
  IntegerAttr,
  type Operation,
  type Pass,
  type RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass, lowering } from '../input-conversion.ts';
import { constantOf, dimOf, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { constantIntegers, numbersOf, zeroPointsOf } from './attributes.ts';
import { lowerConcat } from './concat.ts';
import { lowerReshape } from './reshape.ts';

const lowerSlice = lowering('tosa.slice', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const starts = numbersOf(op, 'start');
  if (!isWithin(rankedTensor(input), starts, numbersOf(op, 'size'))) return false;
  const dynamic: Value[] = [];
  const sizes = numbersOf(op, 'size').map((size, dim) => {
    if (size !== -1) return size;
    const whole = dimOf(rewriter, input, dim);
    const start = rewriter.constantIndex(starts[dim] ?? 0);
    dynamic.push(new Scalars(rewriter).op('arith.subi', [whole, start]));
    return DYNAMIC;
  });
  const { context } = rewriter;
  const slice = rewriter.createValue('tensor.extract_slice', {
    operandGroups: [[input], [], dynamic, []],
    resultTypes: op.resultTypes,
    attributes: [
      ['static_offsets', DenseArrayAttr.i64(context, starts)],
      ['static_sizes', DenseArrayAttr.i64(context, sizes)],
      ['static_strides', DenseArrayAttr.i64(context, new Array(sizes.length).fill(1))],
    ],
  });
  rewriter.replaceOp(op, [slice]);
  return true;
});

/** Do slices of the sizes lie in the tensor, as far as is known? */
function isWithin(
  source: RankedTensorType | null,
  starts: readonly number[],
  sizes: readonly number[],
): boolean {
  if (starts.length !== source?.shape.length || sizes.length !== starts.length) return false;
  return starts.every((start, dim) => {
    const size = sizes[dim] ?? 0;
    const whole = source.shape[dim] ?? 0;
    return start >= 0 && (whole === DYNAMIC || start + Math.max(0, size) <= whole);
  });
}

/** What the padding consists of where no operand says so: zero, or the zero point. */
function defaultPadding(op: Operation): IntegerAttr | FloatAttr | null {
  const type = op.operand(0).type;
  const element = type.kind === 'tensor' ? type.elementType : type;
  if (element.kind === 'float') return FloatAttr.get(element, 0);
  if (element.kind !== 'integer') return null;
  return IntegerAttr.get(element, zeroPointsOf(op)?.first ?? 0n);
}

const lowerPad = lowering('tosa.pad', (op, operands, rewriter) => {
  const [input, padding, constant] = operands as [Value, Value, Value?];
  const source = rankedTensor(input);
  const otherwise = defaultPadding(op);
  if (!source || (!constant && !otherwise) || !isPaddingOf(source, op)) return false;
  const rank = source.shape.length;
  const scalars = new Scalars(rewriter);
  const known = constant && constantValue(constant);
  const element = known?.kind === 'dense' ? known.at(0) : constant ? null : otherwise;
  const value = element ? constantOf(rewriter, element) : scalars.extract(constant as Value, []);
  const amounts = readPadding(scalars, padding, rank);
  const { context } = rewriter;
  const dynamic: [Value[], Value[]] = [[], []];
  const statics = [0, 1].map((side) =>
    amounts.map((pair) => {
      const amount = pair[side] as number | Value;
      if (typeof amount === 'number') return amount;
      dynamic[side as 0 | 1].push(amount);
      return DYNAMIC;
    }),
  ) as [number[], number[]];
  const region = new Region();
  const block = region.append();
  for (let dim = 0; dim < rank; dim++) block.addArgument(context.indexType, op.location);
  Builder.atEnd(block, op.location).create('tensor.yield', { operands: [value] });
  const padded = rewriter.createValue('tensor.pad', {
    operandGroups: [[input], ...dynamic],
    resultTypes: op.resultTypes,
    attributes: [
      ['static_low', DenseArrayAttr.i64(context, statics[0])],
      ['static_high', DenseArrayAttr.i64(context, statics[1])],
    ],
    regions: [region],
  });
  rewriter.replaceOp(op, [padded]);
  return true;
});

/** Does the operand pad each dimension by as much as the result is larger, as far as is known? */
function isPaddingOf(source: RankedTensorType, op: Operation): boolean {
  const rank = source.shape.length;
  const [rows, columns] = rankedTensor(op.operand(1))?.shape ?? [];
  if (rows !== rank || columns !== 2) return false;
  const amounts = constantIntegers(op.operand(1))?.map(Number);
  const result = rankedTensor(op.result());
  if (result?.shape.length !== rank) return false;
  if (!amounts) return true;
  return source.shape.every((size, dim) => {
    const [before = 0, behind = 0] = amounts.slice(2 * dim);
    const padded = result.shape[dim] ?? 0;
    if (before < 0 || behind < 0) return false;
    return size === DYNAMIC || padded === DYNAMIC || padded === size + before + behind;
  });
}

/** What is put before and behind each dimension: numbers where they are known. */
function readPadding(scalars: Scalars, padding: Value, rank: number): (number | Value)[][] {
  const known = constantValue(padding);
  const dims = Array.from({ length: rank }, (_, dim) => dim);
  if (known?.kind === 'dense')
    return dims.map((dim) =>
      [0, 1].map((side) => Number((known.at(2 * dim + side) as IntegerAttr).value)),
    );
  const sides = [0, 1].map((side) => scalars.builder.constantIndex(side));
  return dims.map((dim) => {
    const row = scalars.builder.constantIndex(dim);
    const elements = sides.map((side) => scalars.extract(padding, [row, side]));
    return elements.map((element) => scalars.toIndex(element));
  });
}

/** What the pass converts, and others leave to it. */
export const TENSOR_OPERATIONS = ['tosa.concat', 'tosa.pad', 'tosa.reshape', 'tosa.slice'] as const;

export const tosaToTensor: Pass = conversionPass(
  {
    argument: 'tosa-to-tensor',
    className: 'TosaToTensor',
    summary: "turns tosa's slices, padding, reshapes and concatenations into those of tensor",
  },
  'partial',
  () =>
    new ConversionTarget().addIllegalOp(...TENSOR_OPERATIONS).addLegalDialect('arith', 'tensor'),
  [lowerSlice, lowerPad, lowerReshape, lowerConcat],
);

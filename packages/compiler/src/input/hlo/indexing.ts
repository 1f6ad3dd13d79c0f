/** Operations of mhlo whose places are numbers of the program: dynamic slices, gathers, selections. */

import {
  AffineMap,
  type Builder,
  type ConversionPattern,
  DenseArrayAttr,
  DYNAMIC,
  hasStaticShape,
  type RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { emptyTensor, generic, parallel, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { dimensionsIn, numberOf, numbersOf } from './attributes.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';

const staticTensor = (value: Value): RankedTensorType | null => {
  const type = rankedTensor(value);
  return type && hasStaticShape(type) ? type : null;
};

/** A number of a program as an index; `type` is what the program has it as, with its sign. */
export function toIndex(to: Scalars, value: Value, type: Type): Value {
  const isUnsigned = type.kind === 'integer' && type.signedness === 'unsigned';
  const name = isUnsigned ? 'arith.index_castui' : 'arith.index_cast';
  return to.op(name, [value], to.builder.context.indexType);
}

/** The index nearest between 0 and `last`. */
function clampIndex(to: Scalars, index: Value, last: number): Value {
  const atLeast = to.op('arith.maxsi', [index, to.builder.constantIndex(0)]);
  return to.op('arith.minsi', [atLeast, to.builder.constantIndex(last)]);
}

/** Where a slice of such sizes begins, moved so that it is inside the tensor. */
function clampedStarts(
  builder: Builder,
  indices: readonly Value[],
  types: readonly Type[],
  whole: readonly number[],
  sizes: readonly number[],
): Value[] {
  const to = new Scalars(builder);
  return indices.map((tensor, dim) => {
    const index = toIndex(to, to.extract(tensor, []), types[dim] as Type);
    return clampIndex(to, index, (whole[dim] ?? 0) - (sizes[dim] ?? 0));
  });
}

function sliceAttributes(builder: Builder, sizes: readonly number[]): [string, DenseArrayAttr][] {
  const list = (values: readonly number[]): DenseArrayAttr =>
    DenseArrayAttr.i64(builder.context, values);
  return [
    ['static_offsets', list(sizes.map(() => DYNAMIC))],
    ['static_sizes', list(sizes)],
    ['static_strides', list(sizes.map(() => 1))],
  ];
}

const lowerDynamicSlice = hloLowering('dynamic_slice', (op, operands, rewriter) => {
  const [input, ...indices] = operands as [Value, ...Value[]];
  const result = signlessTensor(op.result());
  const source = staticTensor(input);
  if (!result || !source) return false;
  const sizes = numbersOf(op, 'slice_sizes');
  const types = op.operands.slice(1).map(elementOf);
  const starts = clampedStarts(rewriter, indices, types, source.shape, sizes);
  const slice = rewriter.createValue('tensor.extract_slice', {
    operandGroups: [[input], starts, [], []],
    resultTypes: [result],
    attributes: sliceAttributes(rewriter, sizes),
  });
  rewriter.replaceOp(op, [slice]);
  return true;
});

const lowerDynamicUpdateSlice = hloLowering('dynamic_update_slice', (op, operands, rewriter) => {
  const [input, update, ...indices] = operands as [Value, Value, ...Value[]];
  const whole = staticTensor(input);
  const part = staticTensor(update);
  if (!whole || !part) return false;
  const types = op.operands.slice(2).map(elementOf);
  const starts = clampedStarts(rewriter, indices, types, whole.shape, part.shape);
  const inserted = rewriter.createValue('tensor.insert_slice', {
    operandGroups: [[update], [input], starts, [], []],
    resultTypes: [input.type],
    attributes: sliceAttributes(rewriter, part.shape),
  });
  rewriter.replaceOp(op, [inserted]);
  return true;
});

/** Each element of the result is the one of `source` at the indices that `place` gives. */
function picked(
  builder: Builder,
  source: Value,
  result: RankedTensorType,
  place: (to: Scalars, at: readonly Value[]) => readonly Value[],
): Value {
  const rank = result.shape.length;
  const state = {
    inputs: [],
    inits: [emptyTensor(builder, result, [])],
    maps: [AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  return generic(builder, state, (body) => {
    const to = new Scalars(body);
    const at = result.shape.map((_, dim) => to.index(dim));
    return [to.extract(source, place(to, at))];
  }).result();
}

const lowerGather = hloLowering('gather', (op, operands, rewriter) => {
  const [input, starts] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const source = staticTensor(input);
  const indices = staticTensor(starts);
  if (!result || !source || !indices || !hasStaticShape(result)) return false;
  const part = (index: number): number[] => dimensionsIn(op, 'dimension_numbers', index);
  const [offsets, collapsed, startMap] = [part(0), part(1), part(2)];
  const numbers = op.attr('dimension_numbers');
  const vectorDim = numbers?.kind === 'dialect' ? Number(numbers.params[3]) : 0;
  const sizes = numbersOf(op, 'slice_sizes');
  const type = elementOf(op.operand(1));
  const value = picked(rewriter, input, result, (to, at) => {
    const batch = at.filter((_, dim) => !offsets.includes(dim));
    const inside = at.filter((_, dim) => offsets.includes(dim));
    const zero = to.builder.constantIndex(0);
    return source.shape.map((size, dim) => {
      const within = collapsed.includes(dim) ? zero : (inside.shift() as Value);
      const component = startMap.indexOf(dim);
      if (component < 0) return within;
      const place = [...batch];
      if (vectorDim < indices.shape.length)
        place.splice(vectorDim, 0, to.builder.constantIndex(component));
      const start = toIndex(to, to.extract(starts, place), type);
      const clamped = clampIndex(to, start, size - (sizes[dim] ?? 0));
      return to.op('arith.addi', [clamped, within]);
    });
  });
  rewriter.replaceOp(op, [value]);
  return true;
});

/** The index takes the place of one dimension; the first `batch_dims` go side by side. */
const lowerTorchIndexSelect = hloLowering('torch_index_select', (op, operands, rewriter) => {
  const [input, index] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const places = staticTensor(index);
  if (!result || !places || !hasStaticShape(result)) return false;
  const [dim, batch] = [numberOf(op, 'dim'), numberOf(op, 'batch_dims')];
  const behind = dim + places.shape.length - batch;
  const type = elementOf(op.operand(1));
  const value = picked(rewriter, input, result, (to, at) => {
    const place = [...at.slice(0, batch), ...at.slice(dim, behind)];
    const chosen = toIndex(to, to.extract(index, place), type);
    return [...at.slice(0, dim), chosen, ...at.slice(behind)];
  });
  rewriter.replaceOp(op, [value]);
  return true;
});

export const indexingPatterns: readonly ConversionPattern[] = [
  lowerDynamicSlice,
  lowerDynamicUpdateSlice,
  lowerGather,
  lowerTorchIndexSelect,
];

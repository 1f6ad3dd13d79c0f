/** Operations of mhlo whose places are numbers of the program: dynamic slices, gathers, selections. */

import {
  AffineMap,
  type Builder,
  type ConversionPattern,
  type ConversionRewriter,
  DYNAMIC,
  hasStaticShape,
  type Operation,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../by-place.ts';
import { emptyTensor, generic, mapOf, parallel, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import {
  asIndex,
  combine,
  extractSlice,
  insertSlice,
  openOnes,
  type Size,
  sizeOf,
  sizesOfTensor,
} from '../sizes.ts';
import { dimensionsIn, numberOf, numbersOf } from './attributes.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';

/** A number of a program as an index; `type` is what the program has it as, with its sign. */
export function toIndex(to: Scalars, value: Value, type: Type): Value {
  if (value.type.kind === 'index') return value;
  const isUnsigned = type.kind === 'integer' && type.signedness === 'unsigned';
  const name = isUnsigned ? 'arith.index_castui' : 'arith.index_cast';
  return to.op(name, [value], to.builder.context.indexType);
}

/** The numbers that a tensor of one dimension holds, as indices. */
export function indicesIn(builder: Builder, tensor: Value, type: Type): Value[] {
  const [count = 0] = rankedTensor(tensor)?.shape ?? [];
  const to = new Scalars(builder);
  return Array.from({ length: Math.max(count, 0) }, (_, i) =>
    toIndex(to, to.extract(tensor, [builder.constantIndex(i)]), type),
  );
}

/** The index nearest between 0 and `last`. */
function clampIndex(to: Scalars, index: Value, last: Size): Value {
  const atLeast = to.op('arith.maxsi', [index, to.builder.constantIndex(0)]);
  return to.op('arith.minsi', [atLeast, asIndex(to.builder, last)]);
}

/** Where a slice of such sizes begins, moved so that it is inside the tensor. */
function clampedStarts(
  builder: Builder,
  indices: readonly Value[],
  types: readonly Type[],
  whole: readonly Size[],
  sizes: readonly Size[],
): Value[] {
  const to = new Scalars(builder);
  return indices.map((tensor, dim) => {
    const index = toIndex(to, to.extract(tensor, []), types[dim] as Type);
    const last = combine(builder, 'sub', whole[dim] as Size, sizes[dim] as Size);
    return clampIndex(to, index, last);
  });
}

const lowerDynamicSlice = hloLowering('dynamic_slice', (op, operands, rewriter) => {
  const [input, ...indices] = operands as [Value, ...Value[]];
  const result = signlessTensor(op.result());
  if (!result || !hasStaticShape(result)) return false;
  const sizes = numbersOf(op, 'slice_sizes');
  const types = op.operands.slice(1).map(elementOf);
  const whole = sizesOfTensor(rewriter, input);
  const offsets = clampedStarts(rewriter, indices, types, whole, sizes);
  rewriter.replaceOp(op, [extractSlice(rewriter, input, result, { offsets, sizes })]);
  return true;
});

const lowerDynamicUpdateSlice = hloLowering('dynamic_update_slice', (op, operands, rewriter) => {
  const [input, update, ...indices] = operands as [Value, Value, ...Value[]];
  const types = op.operands.slice(2).map(elementOf);
  const sizes = sizesOfTensor(rewriter, update);
  const whole = sizesOfTensor(rewriter, input);
  const offsets = clampedStarts(rewriter, indices, types, whole, sizes);
  rewriter.replaceOp(op, [insertSlice(rewriter, update, input, { offsets, sizes })]);
  return true;
});

/** `⌈(limit - start) / stride⌉` elements along each dimension, from where all of them are. */
const lowerRealDynamicSlice = hloLowering('real_dynamic_slice', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const result = signlessTensor(op.result());
  if (!result) return false;
  const to = new Scalars(rewriter);
  const [starts, limits, strides] = operands
    .slice(1)
    .map((list, i) => indicesIn(rewriter, list, elementOf(op.operand(i + 1)))) as [
    Value[],
    Value[],
    Value[],
  ];
  const sizes = result.shape.map((size, dim): Size => {
    if (size !== DYNAMIC) return size;
    const distance = to.op('arith.subi', [limits[dim] as Value, starts[dim] as Value]);
    return to.op('arith.ceildivui', [distance, strides[dim] as Value]);
  });
  const offsets = starts.map((start, dim) => {
    const whole = sizeOf(rewriter, input, dim);
    return clampIndex(to, start, combine(rewriter, 'sub', whole, sizes[dim] as Size));
  });
  rewriter.replaceOp(op, [extractSlice(rewriter, input, result, { offsets, sizes, strides })]);
  return true;
});

/** Each element of the result is the one of `source` at the indices that `place` gives. */
export function picked(
  builder: Builder,
  source: Value,
  result: RankedTensorType,
  sizes: readonly Value[],
  place: (to: Scalars, at: readonly Value[]) => readonly Value[],
): Value {
  return byPlace(builder, [emptyTensor(builder, result, sizes)], (to) => {
    const at = result.shape.map((_, dim) => to.index(dim));
    return [to.extract(source, place(to, at))];
  }).result();
}

function gathered(
  op: Operation,
  [input, starts]: readonly [Value, Value],
  sizes: readonly Size[],
  rewriter: ConversionRewriter,
): boolean {
  const result = signlessTensor(op.result());
  const source = rankedTensor(input);
  const indices = rankedTensor(starts);
  if (!result || !source || !indices) return false;
  const part = (index: number): number[] => dimensionsIn(op, 'dimension_numbers', index);
  const [offsets, collapsed, startMap] = [part(0), part(1), part(2)];
  const numbers = op.attr('dimension_numbers');
  const vectorDim = numbers?.kind === 'dialect' ? Number(numbers.params[3]) : 0;
  const type = elementOf(op.operand(1));
  const whole = sizesOfTensor(rewriter, input);
  const last = whole.map((size, dim) => combine(rewriter, 'sub', size, sizes[dim] as Size));
  // The result's dimensions are those of a slice that are left, and those of the indices.
  const slice = [...sizes.keys()].filter((dim) => !collapsed.includes(dim));
  const rows = [...indices.shape.keys()].filter((dim) => dim !== vectorDim);
  const all = result.shape.map((_, dim): Size => {
    const offset = offsets.indexOf(dim);
    if (offset >= 0) return sizes[slice[offset] ?? 0] as Size;
    const row = dim - offsets.filter((other) => other < dim).length;
    return sizeOf(rewriter, starts, rows[row] ?? 0);
  });
  const open = openOnes(rewriter, result, all);
  const value = picked(rewriter, input, result, open, (to, at) => {
    const batch = at.filter((_, dim) => !offsets.includes(dim));
    const inside = at.filter((_, dim) => offsets.includes(dim));
    const zero = to.builder.constantIndex(0);
    return source.shape.map((_, dim) => {
      const within = collapsed.includes(dim) ? zero : (inside.shift() as Value);
      const component = startMap.indexOf(dim);
      if (component < 0) return within;
      const place = [...batch];
      if (vectorDim < indices.shape.length)
        place.splice(vectorDim, 0, to.builder.constantIndex(component));
      const start = toIndex(to, to.extract(starts, place), type);
      return to.op('arith.addi', [clampIndex(to, start, last[dim] as Size), within]);
    });
  });
  rewriter.replaceOp(op, [value]);
  return true;
}

const lowerGather = hloLowering('gather', (op, operands, rewriter) =>
  gathered(op, operands as [Value, Value], numbersOf(op, 'slice_sizes'), rewriter),
);

const lowerDynamicGather = hloLowering('dynamic_gather', (op, operands, rewriter) => {
  const [input, starts, sizes] = operands as [Value, Value, Value];
  return gathered(
    op,
    [input, starts],
    indicesIn(rewriter, sizes, elementOf(op.operand(2))),
    rewriter,
  );
});

/** The index takes the place of one dimension; the first `batch_dims` go side by side. */
const lowerTorchIndexSelect = hloLowering('torch_index_select', (op, operands, rewriter) => {
  const [input, index] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const places = rankedTensor(index);
  const source = rankedTensor(input);
  if (!result || !places || !source) return false;
  const asked = numberOf(op, 'dim');
  const dim = asked < 0 ? asked + source.shape.length : asked;
  const given = numberOf(op, 'batch_dims');
  const batch = given < 0 ? given + places.shape.length : given;
  const behind = dim + places.shape.length - batch;
  const type = elementOf(op.operand(1));
  const all = result.shape.map((_, at): Size => {
    if (at < dim) return sizeOf(rewriter, input, at);
    return at < behind
      ? sizeOf(rewriter, index, at - dim + batch)
      : sizeOf(rewriter, input, at - behind + dim + 1);
  });
  const open = openOnes(rewriter, result, all);
  const rank = result.shape.length;
  const dims = [...result.shape.keys()];
  const state = {
    inputs: [index],
    inits: [emptyTensor(rewriter, result, open)],
    maps: [
      mapOf(rank, [...dims.slice(0, batch), ...dims.slice(dim, behind)]),
      AffineMap.identity(rank),
    ],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body, [place]) => {
    const to = new Scalars(body);
    const chosen = toIndex(to, place as Value, type);
    const ahead = dims.slice(0, dim).map((at) => to.index(at));
    const rest = dims.slice(behind).map((at) => to.index(at));
    return [to.extract(input, [...ahead, chosen, ...rest])];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** The size as a tensor of one number. */
const lowerGetDimensionSize = hloLowering('get_dimension_size', (op, [operand], rewriter) => {
  const result = signlessTensor(op.result());
  if (!operand || !result) return false;
  const size = asIndex(rewriter, sizeOf(rewriter, operand, numberOf(op, 'dimension')));
  const number = new Scalars(rewriter).op('arith.index_cast', [size], result.elementType);
  rewriter.replaceOpWithNew(op, 'tensor.from_elements', {
    operands: [number],
    resultTypes: [RankedTensorType.get([], result.elementType)],
  });
  return true;
});

export const indexingPatterns: readonly ConversionPattern[] = [
  lowerDynamicGather,
  lowerDynamicSlice,
  lowerDynamicUpdateSlice,
  lowerGather,
  lowerGetDimensionSize,
  lowerRealDynamicSlice,
  lowerTorchIndexSelect,
];

/** Result types of operations on the shapes of tensors; messages are upstream's. */

import {
  ComplexType,
  DYNAMIC,
  elementTypeOrSelf,
  isTensor,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import {
  attrShape,
  constantIntegers,
  integerAttr,
  integerAttrs,
  shapeText,
  sizeNumber,
  sizeNumbers,
  typeText,
} from './attribute-values.ts';
import {
  areCompatibleSizes,
  boundsOf,
  concatenated,
  haveCompatibleShapes,
  mergeTypes,
  mostSpecific,
  withBounds,
} from './bounds.ts';
import { type Inference, inferredOrReported } from './inference.ts';
import { haveOneElementType, replicaGroupsProblem } from './reducers.ts';
import { createTypeExtensions } from './vocabulary.ts';

export const inferBroadcast: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return false;
  const rank = attrShape(op, 'broadcast_sizes')?.length ?? 0;
  if (rank !== 1) return report.error(`broadcast_sizes has rank ${rank} instead of rank 1`);
  const sizes = integerAttrs(op, 'broadcast_sizes');
  const negative = sizes.find((size) => size < 0);
  if (negative !== undefined)
    return report.error(`Broadcast with negative dimension size ${negative}`);
  return [RankedTensorType.get([...sizes, ...type.shape], type.elementType)];
};

export const inferCholesky: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return [type];
  const [rows, columns] = type.shape.slice(-2);
  if (rows === undefined || columns === undefined)
    return report.error(`argument 'a' must have rank >= 2, got shape ${sizeNumbers(type.shape)}.`);
  if (!areCompatibleSizes(rows, columns))
    return report.error(
      `minor dimensions of 'a' must have equal size, got shape ${sizeNumbers(type.shape)}.`,
    );
  return [type];
};

export const inferConcatenate: Inference = (op, report) => {
  const dimension = integerAttr(op, 'dimension');
  const types = op.operands.map((operand) => operand.type);
  if (dimension < 0) return report.error(`dimension ${dimension} is negative`);
  const [head] = types;
  if (!head) return null;
  const first = types.findIndex((type) => type.kind === 'tensor');
  const firstType = types[first];
  if (firstType?.kind !== 'tensor') return [UnrankedTensorType.get(elementTypeOrSelf(head))];
  const { shape } = firstType;
  const rank = shape.length;
  if (rank === 0) return report.error('rank-0 values cannot be concatenated');
  if (dimension >= rank)
    return report.error(`dimension ${dimension} is out-of-bounds for input rank ${rank}`);
  for (const [i, type] of types.entries()) {
    if (i <= first || type.kind !== 'tensor') continue;
    if (type.shape.length !== rank)
      return report.error(`operands (${first}) and (${i}) do not match rank`);
    const differing = shape.findIndex(
      (size, dim) => dim !== dimension && !areCompatibleSizes(size, type.shape[dim] ?? size),
    );
    if (differing >= 0)
      return report.error(
        `shapes of operand (${first}) and (${i}) do not match at non-concat index: (${sizeNumbers(shape)}) != (${sizeNumbers(type.shape)}) at non-concat index ${differing}`,
      );
  }
  const element = elementTypeOrSelf(head);
  const unknown = RankedTensorType.get(new Array<number>(rank).fill(DYNAMIC), element);
  // Of a tensor of unknown rank, no size is known.
  const ranked = types.map((type) => (type.kind === 'tensor' ? type : unknown));
  return inferredOrReported(
    mergeTypes(ranked, (dim) => (dim === dimension ? concatenated : mostSpecific)),
    report,
  );
};

export const inferPad: Inference = (op, report) => {
  const [input, value] = op.operands.map((operand) => operand.type);
  if (value?.kind === 'unranked-tensor')
    return report.error('padding value type should be a rank-0 tensor, is unranked');
  if (input?.kind !== 'tensor' || value?.kind !== 'tensor') return null;
  if (value.shape.length !== 0)
    return report.error(
      `padding value type should be a rank-0 tensor, is rank ${value.shape.length}`,
    );
  const lowShape = attrShape(op, 'edge_padding_low') ?? [];
  if (lowShape.length !== 1)
    return report.error(`edge_padding_low has rank ${lowShape.length} instead of required rank 1`);
  const rank = input.shape.length;
  if (lowShape[0] !== rank)
    return report.error(
      `edge_padding_low length (${lowShape[0]}) must match operand rank (${rank})`,
    );
  const [low, high, interior] = ['edge_padding_low', 'edge_padding_high', 'interior_padding'].map(
    (name) => integerAttrs(op, name),
  );
  const inputBounds = boundsOf(input.encoding);
  const shape = new Array<number>(rank).fill(DYNAMIC);
  const bounds = inputBounds?.map(() => DYNAMIC) ?? null;
  for (const [i, size] of input.shape.entries()) {
    const between = interior?.[i] ?? 0;
    if (between < 0) return report.error(`Interior padding cannot be negative: ${between}`);
    const limit = size !== DYNAMIC ? size : (inputBounds?.[i] ?? DYNAMIC);
    if (limit === DYNAMIC) continue;
    const padded = limit + (low?.[i] ?? 0) + (high?.[i] ?? 0) + Math.max(limit - 1, 0) * between;
    if (padded < 0)
      return report.error(
        `Padding result in negative ${size !== DYNAMIC ? 'size' : 'bound'} for dimension ${i}`,
      );
    if (size !== DYNAMIC) shape[i] = padded;
    else if (bounds) bounds[i] = padded;
  }
  return [RankedTensorType.get(shape, input.elementType, withBounds(input.encoding, bounds))];
};

export const inferSlice: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return [type];
  const attr = attrShape(op, 'start_indices') ?? [];
  if (attr.length !== 1)
    return report.error(`start_indices has rank ${attr.length} instead of required rank 1`);
  const rank = type.shape.length;
  if (attr[0] !== rank)
    return report.error(
      `the number of elements in start_indices (${attr[0]}) does not match the rank of the operand (${rank})`,
    );
  const [starts, limits, strides] = ['start_indices', 'limit_indices', 'strides'].map((name) =>
    integerAttrs(op, name),
  );
  const inputBounds = boundsOf(type.encoding);
  const shape: number[] = [];
  for (const [i, size] of type.shape.entries()) {
    const [start, limit, stride] = [starts?.[i] ?? 0, limits?.[i] ?? 0, strides?.[i] ?? 1];
    if (start < 0) return report.error(`negative start index ${start} in dimension ${i}`);
    const known = size !== DYNAMIC ? size : (inputBounds?.[i] ?? DYNAMIC);
    if (known !== DYNAMIC && limit > known)
      return report.error(
        `limit index ${limit} is larger than dimension ${size !== DYNAMIC ? 'size' : 'bound'} ${known} in dimension ${i}`,
      );
    if (start > limit)
      return report.error(
        `start index ${start} is larger than limit index ${limit} in dimension ${i}`,
      );
    if (stride <= 0)
      return report.error(`stride must be positive but got ${stride} in dimension ${i}`);
    shape.push(Math.ceil((limit - start) / stride));
  }
  const bounds = inputBounds?.map(() => DYNAMIC) ?? null;
  return [RankedTensorType.get(shape, type.elementType, withBounds(type.encoding, bounds))];
};

export const inferTranspose: Inference = (op, report) => {
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return [type];
  const rank = type.shape.length;
  const attrRank = attrShape(op, 'permutation')?.length ?? 0;
  if (attrRank !== 1)
    return report.error(`TransposeOp permutation has rank ${attrRank} instead of rank 1`);
  const permutation = integerAttrs(op, 'permutation');
  if (permutation.length !== rank)
    return report.error(
      `TransposeOp operand rank ${rank} does not match permutation size ${permutation.length}`,
    );
  const isPermutation = [...permutation].sort((a, b) => a - b).every((dim, i) => dim === i);
  const attr = op.attr('permutation');
  if (!isPermutation && attr)
    return report.error(
      `attribute permutation must be a permutation of [${permutation.map((_, i) => i).join(', ')}] but got ${report.printAttribute(attr)}`,
    );
  const bounds = boundsOf(type.encoding);
  return [
    RankedTensorType.get(
      permutation.map((dim) => type.shape[dim] ?? DYNAMIC),
      type.elementType,
      withBounds(type.encoding, bounds && permutation.map((dim) => bounds[dim] ?? DYNAMIC)),
    ),
  ];
};

/** What is wrong with a dimension of a tensor, or null. */
function dimensionProblem(type: Type, dim: number): string | null {
  if (dim < 0) return `requires non-negative dimension attribute; found (${dim})`;
  return type.kind === 'tensor' && dim >= type.shape.length
    ? `requires dimension attribute in range [0, ${type.shape.length}); found (${dim})`
    : null;
}

export const inferGetDimensionSize: Inference = (op, report) => {
  const problem = dimensionProblem(op.operand(0).type, integerAttr(op, 'dimension'));
  return problem === null ? [RankedTensorType.get([], op.context.i32)] : report.error(problem);
};

export const inferSetDimensionSize: Inference = (op, report) => {
  const [type, size] = op.operands.map((operand) => operand.type);
  if (!type || !size) return null;
  if (size.kind === 'tensor' && size.shape.length !== 0)
    return report.error('size operand should be of rank-0');
  const dim = integerAttr(op, 'dimension');
  const problem = dimensionProblem(type, dim);
  if (problem !== null) return report.error(problem);
  if (type.kind !== 'tensor') return [type];
  const shape = [...type.shape];
  const bounds = [...(boundsOf(type.encoding) ?? shape.map(() => DYNAMIC))];
  const before = shape[dim];
  if (before !== undefined && before !== DYNAMIC) bounds[dim] = before;
  shape[dim] = DYNAMIC;
  const [known] = constantIntegers(op.operand(1)) ?? [];
  if (known !== undefined && known === bounds[dim]) {
    shape[dim] = bounds[dim] ?? DYNAMIC;
    bounds[dim] = DYNAMIC;
  }
  const isBounded = bounds.some((bound) => bound !== DYNAMIC);
  return [
    RankedTensorType.get(
      shape,
      type.elementType,
      isBounded ? createTypeExtensions(op.context, op.operationName.dialect, bounds) : null,
    ),
  ];
};

export const inferDynamicSlice: Inference = (op, report) => {
  const [operand, ...starts] = op.operands.map((value) => value.type);
  const rank = attrShape(op, 'slice_sizes')?.length ?? 0;
  if (rank !== 1) return report.error(`slice_sizes should be rank 1, but got rank ${rank}.`);
  const sizes = integerAttrs(op, 'slice_sizes');
  if (starts.length !== sizes.length)
    return report.error(
      `has mismatched number of slice sizes (${sizes.length}) and number of start indices (${starts.length})`,
    );
  if (operand?.kind !== 'tensor') return false;
  if (operand.shape.length !== starts.length)
    return report.error(
      `has mismatched number of start indices (${starts.length}) and the rank of operand (${operand.shape.length})`,
    );
  if (starts.some((type) => !haveOneElementType(type, starts[0] ?? type, true)))
    return report.error('start indices must have same element type');
  for (const [i, size] of sizes.entries()) {
    if (size < 0) return report.error(`has negative size index to dynamic slice: ${size}`);
    const whole = operand.shape[i] ?? DYNAMIC;
    if (whole !== DYNAMIC && size > whole)
      return report.error(
        `has slice size ${size} greater than dimension size ${whole} in dimension ${i} of operand`,
      );
  }
  return [RankedTensorType.get(sizes, operand.elementType)];
};

export const inferDynamicUpdateSlice: Inference = (op, report) => {
  const [operand, update, ...starts] = op.operands.map((value) => value.type);
  if (!operand || !update) return null;
  if (operand.kind === 'tensor') {
    const rank = operand.shape.length;
    if (update.kind === 'tensor' && update.shape.length !== rank)
      return report.error(
        `update rank does not match operand rank: ${update.shape.length} vs ${rank}.`,
      );
    if (starts.length !== rank)
      return report.error(
        `expects number of start_indices to match operand rank: ${starts.length} vs ${rank}.`,
      );
  }
  if (starts.some((type) => !haveOneElementType(type, starts[0] ?? type, true)))
    return report.error('start indices must have same element type');
  if (operand.kind === 'tensor' && update.kind === 'tensor')
    for (const [i, size] of update.shape.entries()) {
      const whole = operand.shape[i] ?? DYNAMIC;
      if (size !== DYNAMIC && whole !== DYNAMIC && size > whole)
        return report.error(
          `expects size at dimension ${i} of update to be in range [0, ${whole}]. Got: ${size}.`,
        );
    }
  return [operand];
};

export const inferFft: Inference = (op, report) => {
  const kind = enumCase(op.attr('fft_type'));
  const lengths = integerAttrs(op, 'fft_length');
  const rank = lengths.length;
  if (rank > 3 || rank < 1) return report.error(`rank must be between 1 and 3, but got ${rank}.`);
  const { type } = op.operand(0);
  if (!isTensor(type)) return null;
  const element = type.elementType;
  let result: Type = element;
  if (kind === 'RFFT') {
    if (element.kind !== 'float' || (element.format !== 'f32' && element.format !== 'f64'))
      return report.error(
        `RFFT requires f32 or f64 input type, but is given ${typeText(report, element)}.`,
      );
    result = ComplexType.get(element);
  } else if (element.kind !== 'complex')
    return report.error(
      `FFT/IFFT/IRFFT take a complex tensor as input, but is given ${typeText(report, type)}.`,
    );
  else if (kind === 'IRFFT') result = element.elementType;
  if (type.kind !== 'tensor') return [UnrankedTensorType.get(result)];
  if (type.shape.length < rank)
    return report.error(
      `operand rank must not be less than fft rank of ${rank} for operand of type ${typeText(report, type)}.`,
    );
  const shape = [...type.shape];
  const inner = shape.slice(-rank);
  const last = lengths[rank - 1] ?? 0;
  const lastSize = inner[rank - 1] ?? DYNAMIC;
  const half = Math.trunc(last / 2) + 1;
  const asked = sizeNumbers(lengths);
  if (kind === 'RFFT') {
    if (inner.some((size, i) => !areCompatibleSizes(size, lengths[i] ?? size)))
      return report.error(
        `RFFT requires innermost dimensions to be compatible with fft_length. Got: ${sizeNumbers(shape)} but wanted ${asked}.`,
      );
    if (last !== 0) shape[shape.length - 1] = half;
  }
  if (kind === 'IRFFT') {
    const differing = inner
      .slice(0, -1)
      .findIndex((size, i) => !areCompatibleSizes(size, lengths[i] ?? size));
    if (differing >= 0)
      return report.error(
        `IRFFT requires non-final dimensions to be compatible with fft_length. Got: ${sizeNumbers(shape)} but wanted ${asked}, and ${inner[differing]} != ${lengths[differing]}.`,
      );
    if ((!areCompatibleSizes(lastSize, 0) || last !== 0) && !areCompatibleSizes(lastSize, half))
      return report.error(
        `IRFFT requires innermost dimension to be compatible with fft_length[-1]/2+1. Got: ${sizeNumber(lastSize)} but fft_length is ${asked}.`,
      );
    shape[shape.length - 1] = last;
  }
  const bounds = boundsOf(type.encoding);
  const isReal = kind === 'RFFT' || kind === 'IRFFT';
  return [
    RankedTensorType.get(
      shape,
      result,
      withBounds(type.encoding, bounds && isReal ? [...bounds.slice(0, -1), DYNAMIC] : bounds),
    ),
  ];
};

const ALL_TO_ALL_NAMES = ['split_dimension', 'concat_dimension', 'split_count'] as const;

/** mhlo's operation exchanges parts of one tensor, or whole tensors, which have no such attributes. */
export const inferMhloAllToAll: Inference = (op, report) => {
  const given = ALL_TO_ALL_NAMES.filter((name) => op.attr(name)).length;
  if (given === ALL_TO_ALL_NAMES.length)
    return op.numOperands === 1
      ? inferAllToAll(op, report)
      : report.error('ArrayAllToAll should have exactly one operand');
  return given === 0
    ? op.operands.map((operand) => operand.type)
    : report.error(
        'TupleAllToAll should not have split_dimension, concat_dimension or split_count attributes',
      );
};

export const inferAllToAll: Inference = (op, report) => {
  const [split, concat, count] = ALL_TO_ALL_NAMES.map((name) => integerAttr(op, name));
  if (split === undefined || concat === undefined || count === undefined) return null;
  if (count <= 0) return report.error('AllToAll split_count must be > 0');
  const problem = replicaGroupsProblem(op, { areUniform: true, size: count });
  if (problem !== null) return report.error(problem);
  if (split < 0) return report.error('AllToAll split_dimension cannot be negative');
  if (concat < 0) return report.error('AllToAll concat_dimension cannot be negative');
  const { type } = op.operand(0);
  if (type.kind !== 'tensor') return [type];
  const rank = type.shape.length;
  for (const [name, dim] of [
    ['split', split],
    ['concat', concat],
  ] as const)
    if (dim >= rank)
      return report.error(
        `AllToAll ${name}_dimension ${dim} is out-of-bounds for input rank ${rank}`,
      );
  const shape = [...type.shape];
  const size = shape[split] ?? DYNAMIC;
  if (size !== DYNAMIC && size % count !== 0)
    return report.error(
      `split dimension has size ${size}, expected to be a multiple of split_count ${count}`,
    );
  const exchange = (sizes: number[]): void => {
    const along = sizes[split] ?? DYNAMIC;
    if (along !== DYNAMIC) sizes[split] = Math.trunc(along / count);
    const across = sizes[concat] ?? DYNAMIC;
    if (across !== DYNAMIC) sizes[concat] = across * count;
  };
  exchange(shape);
  const known = boundsOf(type.encoding);
  const bounds = known && [...known];
  if (bounds) exchange(bounds);
  return [RankedTensorType.get(shape, type.elementType, withBounds(type.encoding, bounds))];
};

/** `multi` operands hold all, the others a number a feature. */
export const inferBatchNorm =
  (multi: readonly number[], single: readonly number[], isInference: boolean): Inference =>
  (op, report) => {
    const pick = (indices: readonly number[]): Type[] =>
      indices.map((index) => op.operand(index).type);
    const areOne = (types: readonly Type[]): boolean =>
      types.every((a) => types.every((b) => haveCompatibleShapes(a, b)));
    const [whole] = pick(multi);
    const [part] = pick(single);
    if (!areOne(pick(multi)))
      return report.error('expects multi-dimensional operands to have compatible shapes.');
    if (!areOne(pick(single)))
      return report.error('expects single-dimensional operands to have compatible shapes.');
    if (whole?.kind !== 'tensor' || part?.kind !== 'tensor') return null;
    const index = integerAttr(op, 'feature_index');
    const rank = whole.shape.length;
    if (index >= rank)
      return report.error(
        `expects featureIndex to be smaller than the rank of multi-dimensional operands; got featureIndex ${index}, and rank ${rank}.`,
      );
    if (index < 0)
      return report.error(`expects featureIndex to be a non-negative number, got ${index}.`);
    const [count, size] = [whole.shape[index] ?? DYNAMIC, part.shape[0] ?? DYNAMIC];
    if (!areCompatibleSizes(size, count))
      return report.error(
        `expects the size of single-dimensional operands to be compatible with feature count, but the size of single-dimensional operands is ${shapeText([size]).slice(1, -1)} and the feature count is ${shapeText([count]).slice(1, -1)}.`,
      );
    if (isInference) return [whole];
    const bounds = boundsOf(whole.encoding);
    const feature = RankedTensorType.get(
      [count],
      whole.elementType,
      bounds ? withBounds(whole.encoding, [bounds[index] ?? DYNAMIC]) : null,
    );
    return [whole, feature, feature];
  };

export const inferTriangularSolve: Inference = (op, report) => {
  const [a, b] = op.operands.map((operand) => operand.type);
  if (!a || !b) return null;
  const unknown = [UnrankedTensorType.get(elementTypeOrSelf(a))];
  if (a.kind !== 'tensor') return unknown;
  const show = (type: Type): string => typeText(report, type);
  const rank = a.shape.length;
  if (rank < 2) return report.error(`operand 'a' must have rank >= 2, but got ${show(a)}`);
  const [rows = DYNAMIC, columns = DYNAMIC] = a.shape.slice(-2);
  if (!areCompatibleSizes(rows, columns))
    return report.error(
      `two minor dimensions of operand 'a' must be compatible, but got ${show(a)}`,
    );
  if (b.kind !== 'tensor') return unknown;
  if (b.shape.length !== rank)
    return report.error(`operands must have equal rank, but got ${show(a)} and ${show(b)}`);
  const shared = b.shape[rank - (integerAttr(op, 'left_side') !== 0 ? 2 : 1)] ?? DYNAMIC;
  if (!areCompatibleSizes(columns, shared))
    return report.error(
      `shared dimension of operands 'a' and 'b' must be compatible, but got ${show(a)} and ${show(b)}`,
    );
  if (a.shape.slice(0, -2).some((size, i) => !areCompatibleSizes(size, b.shape[i] ?? size)))
    return report.error(
      `batch dimensions of the operands must be compatible, but got ${show(a)} and ${show(b)}`,
    );
  if (enumCase(op.attr('transpose_a')) === 'TRANSPOSE_INVALID')
    return report.error('Invalid transpose option value for triangular solve');
  return [b];
};

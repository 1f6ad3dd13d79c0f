/** Products, convolutions and gathers: their checks and result types; messages are upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  DYNAMIC,
  elementTypeOrSelf,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import {
  attrShape,
  constantIntegers,
  dimensionOf,
  dimensionsOf,
  hasDuplicates,
  integerAttr,
  integerAttrs,
  isSorted,
  shapeText,
  sizeNumber,
  sizeNumbers,
  typeText,
} from './attribute-values.ts';
import { areCompatibleSizes, boundsOf, withBounds } from './bounds.ts';
import { layoutsOf } from './convolution-syntax.ts';
import type { Inference } from './inference.ts';
import { CONVOLUTION_WINDOW, windowOf, windowOutputShape } from './window.ts';

/** A shape, null if none is known, or a text that says what is wrong. */
type ShapeOrProblem = readonly number[] | null | string;

function precisionProblem(op: Operation): string | null {
  const attr = op.attr('precision_config');
  return attr?.kind === 'array' && attr.elements.length > 2
    ? 'expects precision config to be empty or have <= 2 elements.'
    : null;
}

const fits = (shape: readonly number[], { shape: declared }: RankedTensorType): boolean =>
  shape.length === declared.length &&
  shape.every((size, i) => areCompatibleSizes(size, declared[i] ?? size));
const incompatible = (
  report: VerifyContext,
  shape: readonly number[],
  result: RankedTensorType,
): string =>
  `inferred shape '${shapeText(shape)}' is incompatible with return type of operation ${typeText(report, result)}`;

/** The shape of the result fits the one inferred. */
function verifyShape(op: Operation, report: VerifyContext, shape: ShapeOrProblem): boolean {
  if (typeof shape === 'string') return report.error(shape);
  const result = op.result().type;
  if (!shape || result.kind !== 'tensor') return true;
  return fits(shape, result) || report.error(incompatible(report, shape, result));
}

function dotShape(op: Operation): ShapeOrProblem {
  const problem = precisionProblem(op);
  if (problem !== null) return problem;
  const [lhs, rhs] = op.operands.map((operand) => operand.type);
  if (lhs?.kind !== 'tensor' || rhs?.kind !== 'tensor') return null;
  const ranks = [lhs.shape.length, rhs.shape.length];
  const areFit =
    ranks.every((rank) => rank === 1 || rank === 2) &&
    areCompatibleSizes(lhs.shape[lhs.shape.length - 1] ?? DYNAMIC, rhs.shape[0] ?? DYNAMIC);
  return areFit
    ? [...lhs.shape.slice(0, -1), ...rhs.shape.slice(1)]
    : 'expected both lhs/rhs ranks to be either 1 or 2';
}
export const verifyDot = (op: Operation, report: VerifyContext): boolean =>
  verifyShape(op, report, dotShape(op));

const DOT_NAMES = [
  'lhs_batching_dimensions',
  'rhs_batching_dimensions',
  'lhs_contracting_dimensions',
  'rhs_contracting_dimensions',
] as const;

function dotGeneralShape(op: Operation): ShapeOrProblem {
  const problem = precisionProblem(op);
  if (problem !== null) return problem;
  const attr = op.attr('dot_dimension_numbers');
  const [lhsBatch, rhsBatch, lhsSum, rhsSum] = [0, 1, 2, 3].map((i) => dimensionsOf(attr, i));
  const [lhs, rhs] = op.operands.map((operand) => operand.type);
  if (!lhsBatch || !rhsBatch || !lhsSum || !rhsSum || !lhs || !rhs) return null;
  if (lhsBatch.length !== rhsBatch.length)
    return 'lhs and rhs should have the same number of batching dimensions';
  if (lhsSum.length !== rhsSum.length)
    return 'lhs and rhs should have the same number of contracting dimensions';
  const sides = [
    { type: lhs, batch: lhsBatch, sum: lhsSum, names: [DOT_NAMES[0], DOT_NAMES[2]] },
    { type: rhs, batch: rhsBatch, sum: rhsSum, names: [DOT_NAMES[1], DOT_NAMES[3]] },
  ] as const;
  for (const { batch, sum, names } of sides) {
    const all = [...batch, ...sum];
    const again = all.find((dim, i) => all.indexOf(dim) !== i);
    if (again !== undefined)
      return `has duplicated dimension from ${names[0]} and ${names[1]}: ${again}`;
  }
  for (const { type, batch, sum, names } of sides) {
    if (type.kind !== 'tensor') continue;
    const rank = type.shape.length;
    for (const [i, dims] of [batch, sum].entries()) {
      const outside = dims.find((dim) => dim < 0 || dim >= rank);
      if (outside !== undefined)
        return `${names[i]} value: ${outside} is out of range: [0, ${rank})`;
    }
  }
  if (lhs.kind !== 'tensor' || rhs.kind !== 'tensor') return null;
  for (const [name, left, right] of [
    ['batching', lhsBatch, rhsBatch],
    ['contracting', lhsSum, rhsSum],
  ] as const)
    for (const [i, dim] of left.entries())
      if (!areCompatibleSizes(lhs.shape[dim] ?? DYNAMIC, rhs.shape[right[i] ?? -1] ?? DYNAMIC))
        return `${name} dimension sizes must match for lhs/rhs`;
  return [
    ...lhsBatch.map((dim) => lhs.shape[dim] ?? DYNAMIC),
    ...lhs.shape.filter((_, dim) => !lhsBatch.includes(dim) && !lhsSum.includes(dim)),
    ...rhs.shape.filter((_, dim) => !rhsBatch.includes(dim) && !rhsSum.includes(dim)),
  ];
}
export const verifyDotGeneral = (op: Operation, report: VerifyContext): boolean =>
  verifyShape(op, report, dotGeneralShape(op));

type Layouts = ReturnType<typeof layoutsOf>;

/** The dimension numbers of a convolution are in range and say each dimension once. */
function layoutProblem([input, kernel, output]: Layouts, rank: number): string | null {
  const counts = [input, kernel, output].map(({ spatial }) => spatial.length);
  if (counts.some((count) => count !== counts[0]))
    return `expects the same size for input, kernel and output spatial-dimensions, but got ${counts[0]}, ${counts[1]}, and ${counts[2]} resp.`;
  const named = [
    ['input', input],
    ['kernel', kernel],
    ['output', output],
  ] as const;
  const all = named.map(
    ([name, { first, second, spatial }]) => [name, [first, second, ...spatial]] as const,
  );
  if (all.some(([, dims]) => dims.some((dim) => dim < 0 || dim >= rank)))
    return `expects input, kernel, and output dimension-numbers to be in-range [0, ${rank}).`;
  for (const [name, dims] of all)
    if (hasDuplicates(dims))
      return `expects ${name} dimension-numbers to be unique, got {${dims.join(', ')}}.`;
  return null;
}

/** Features and batches are divided into whole groups. */
function groupsProblem(
  op: Operation,
  lhs: RankedTensorType,
  rhs: RankedTensorType,
  [input, kernel]: Layouts,
): string | null {
  const features = integerAttr(op, 'feature_group_count');
  const batches = integerAttr(op, 'batch_group_count');
  if (features <= 0) return `expects feature_group_count to be a positive number, got ${features}.`;
  if (batches <= 0) return `expects batch_group_count to be a positive number, got ${batches}.`;
  if (batches > 1 && features > 1)
    return `expects batch_group_count and feature_group_count not to be both greater than 1. Got ${batches} and ${features} resp.`;
  const inputFeatures = lhs.shape[input.second] ?? DYNAMIC;
  const inputBatch = lhs.shape[input.first] ?? DYNAMIC;
  const kernelInput = rhs.shape[kernel.first] ?? DYNAMIC;
  const kernelOutput = rhs.shape[kernel.second] ?? DYNAMIC;
  if (kernelOutput !== DYNAMIC) {
    if (kernelOutput % batches !== 0)
      return `expects output feature dimension size (${kernelOutput}) to be a multiple of batch_group_count. Got batch_group_count = ${batches}.`;
    if (kernelOutput % features !== 0)
      return `expects kernel output feature dimension (${kernelOutput}) to be divisible by feature_group_count. For feature_group_count = ${features}.`;
  }
  if (inputFeatures !== DYNAMIC) {
    if (inputFeatures % features !== 0)
      return `expects input feature dimension (${inputFeatures}) to be a multiple of feature_group_count. Got feature_group_count = ${features}.`;
    if (kernelInput !== DYNAMIC && inputFeatures / features !== kernelInput)
      return `expects input feature dimension (${inputFeatures}) / feature_group_count = kernel input feature dimension (${kernelInput}). Got feature_group_count = ${features}.`;
  }
  if (inputBatch !== DYNAMIC && inputBatch % batches !== 0)
    return `expects input batch dimension (${inputBatch}) to be divisible by batch_group_count. Got batch_group_count = ${batches}.`;
  return precisionProblem(op);
}

/** Of mhlo's findings, some name the operation. */
const fail = (op: Operation, report: VerifyContext, message: string): false =>
  op.operationName.dialect === 'mhlo' ? report.opError(message) : report.error(message);

export function verifyConvolution(op: Operation, report: VerifyContext): boolean {
  const [lhs, rhs] = op.operands.map((operand) => operand.type);
  const result = op.result().type;
  const numbers = op.attr('dimension_numbers');
  if (lhs?.kind !== 'tensor' || rhs?.kind !== 'tensor' || numbers?.kind !== 'dialect') return true;
  const isMhlo = op.operationName.dialect === 'mhlo';
  const rank = lhs.shape.length;
  const both = `Got: ${typeText(report, lhs)} and ${typeText(report, rhs)}.`;
  if (rank !== rhs.shape.length)
    return fail(
      op,
      report,
      `expects convolution arguments to have same number of dimensions. ${both}`,
    );
  if (rank < 2)
    return fail(op, report, `expects convolution arguments to have >= 2 dimensions. ${both}`);
  const layouts = layoutsOf(numbers.params);
  const [input, kernel, output] = layouts;
  const problem = layoutProblem(layouts, rank) ?? groupsProblem(op, lhs, rhs, layouts);
  if (problem !== null) return report.error(problem);
  // In mhlo, there may be dimensions that play no part.
  if (!isMhlo && rank !== input.spatial.length + 2)
    return report.error(
      `expects convolution arguments to have ${input.spatial.length + 2} dimensions. Got: ${rank}`,
    );
  const window = windowOf(
    op,
    kernel.spatial.map((dim) => rhs.shape[dim] ?? DYNAMIC),
    CONVOLUTION_WINDOW,
  );
  if (typeof window === 'string') return report.error(window);
  if (result.kind !== 'tensor') return true;
  if (isMhlo && result.shape.length !== rank)
    return report.opError(
      `expects rank of convolution return-type to be equal to input-ranks (${rank}), but got ${result.shape.length}.`,
    );
  const places = windowOutputShape(
    input.spatial.map((dim) => lhs.shape[dim] ?? DYNAMIC),
    window,
  );
  const shape = new Array<number>(rank).fill(DYNAMIC);
  for (const [i, dim] of output.spatial.entries()) shape[dim] = places[i] ?? DYNAMIC;
  const batch = lhs.shape[input.first] ?? DYNAMIC;
  shape[output.first] =
    batch === DYNAMIC ? DYNAMIC : Math.trunc(batch / integerAttr(op, 'batch_group_count'));
  shape[output.second] = rhs.shape[kernel.second] ?? DYNAMIC;
  return fits(shape, result) || fail(op, report, incompatible(report, shape, result));
}

interface GatherNumbers {
  readonly offset: readonly number[];
  readonly collapsed: readonly number[];
  readonly map: readonly number[];
  readonly vector: number;
}

/** The dimension numbers of a gather fit the operand, the indices and the number of slice sizes. */
function gatherProblem(
  operand: Type,
  indices: Type,
  slices: readonly number[] | null,
  { offset, collapsed, map, vector }: GatherNumbers,
): string | null {
  if (hasDuplicates(map))
    return `expects start_index_map to not repeat, got: [${sizeNumbers(map)}]`;
  const rank = operand.kind === 'tensor' ? operand.shape.length : null;
  for (const [i, dim] of map.entries())
    if (dim < 0 || (rank !== null && dim >= rank))
      return `start_index_map[${i}]: ${dim} is out of bounds for operand rank ${rank}`;
  if (indices.kind === 'tensor') {
    const indexRank = indices.shape.length;
    if (vector > indexRank || vector < 0)
      return `index_vector_dim ${vector} is out of bounds for start indices with rank ${indexRank}`;
    const size = vector === indexRank ? 1 : (indices.shape[vector] ?? DYNAMIC);
    if (size !== DYNAMIC && size !== map.length)
      return `start_index_map size (${map.length}) is not equal to size of index dimension (${vector}) of start_indices (${size})`;
  }
  for (const [name, dims] of [
    ['offset_dims', offset],
    ['collapsed_slice_dims', collapsed],
  ] as const) {
    if (!isSorted(dims)) return `expects ${name} to be sorted, got: [${sizeNumbers(dims)}]`;
    if (hasDuplicates(dims)) return `expects ${name} to not repeat, got: [${sizeNumbers(dims)}]`;
  }
  const implied = offset.length + collapsed.length;
  if (rank !== null && rank !== implied)
    return `offset_dims size (${offset.length}) plus collapse_slice_dims size (${collapsed.length}) is not equal to operand rank (${rank})`;
  if (slices && slices.length !== 1) return 'slice_sizes.rank != 1';
  const count = slices?.[0] ?? DYNAMIC;
  if (count === DYNAMIC) return null;
  if (count !== implied)
    return `slice_sizes size (${count}) not equal to (implied) operand rank (${implied})`;
  const outside = collapsed.find((dim) => dim < 0 || dim >= count);
  return outside === undefined
    ? null
    : `collapsed dimension ${outside} is out of bounds for slice_sizes.size (${count})`;
}

/** Type of a gather's result, of slices with those sizes; a text says what is wrong. */
function gatheredType(
  operand: Type,
  indices: Type,
  slices: readonly number[] | null,
  { offset, collapsed, vector }: GatherNumbers,
): Type | string {
  const element = elementTypeOrSelf(operand);
  if (indices.kind !== 'tensor') return UnrankedTensorType.get(element);
  const isImplied = vector === indices.shape.length;
  const rank = offset.length + indices.shape.length + (isImplied ? 1 : 0) - 1;
  const outside = offset.findIndex((dim) => dim < 0 || dim >= rank);
  if (outside >= 0)
    return `offset_dims[${outside}]: ${offset[outside]} is out of bounds for implied result rank ${rank}`;
  const known = slices ?? new Array<number>(offset.length + collapsed.length).fill(DYNAMIC);
  const kept = known.filter((_, dim) => !collapsed.includes(dim));
  const indexBounds = boundsOf(indices.encoding);
  const shape: number[] = [];
  const bounds: number[] = [];
  let batch = 0;
  for (let dim = 0; dim < rank; dim++) {
    const at = offset.indexOf(dim);
    if (at >= 0) {
      shape.push(kept[at] ?? DYNAMIC);
      bounds.push(DYNAMIC);
      continue;
    }
    if (batch === vector) batch++;
    shape.push(indices.shape[batch] ?? DYNAMIC);
    bounds.push(indexBounds?.[batch] ?? DYNAMIC);
    batch++;
  }
  return RankedTensorType.get(shape, element, withBounds(indices.encoding, bounds));
}

function gatherNumbers(op: Operation): GatherNumbers {
  const attr = op.attr('dimension_numbers');
  return {
    offset: dimensionsOf(attr, 0),
    collapsed: dimensionsOf(attr, 1),
    map: dimensionsOf(attr, 2),
    vector: dimensionOf(attr, 3),
  };
}

export const inferGather: Inference = (op, report) => {
  const [operand, indices] = op.operands.map((value) => value.type);
  if (!operand || !indices) return null;
  const numbers = gatherNumbers(op);
  const sizes = integerAttrs(op, 'slice_sizes');
  const problem = gatherProblem(operand, indices, attrShape(op, 'slice_sizes'), numbers);
  if (problem !== null) return report.error(problem);
  for (const dim of numbers.collapsed) {
    const size = sizes[dim] ?? 0;
    if (size > 1)
      return report.error(`slice_sizes collapsed dimension ${dim} should <= 1 but got ${size}`);
  }
  if (operand.kind === 'tensor')
    for (const [i, size] of sizes.entries()) {
      const whole = operand.shape[i] ?? DYNAMIC;
      if (whole !== DYNAMIC && (size < 0 || size > whole))
        return report.error(
          `slice size (${sizeNumber(size)}) is out of bounds for operand dimension (${whole}) at index ${i}`,
        );
    }
  const type = gatheredType(operand, indices, sizes, numbers);
  return typeof type === 'string' ? report.error(type) : [type];
};

export const inferDynamicGather: Inference = (op, report) => {
  const [operand, indices, slices] = op.operands;
  if (!operand || !indices || !slices) return null;
  const numbers = gatherNumbers(op);
  const shape = slices.type.kind === 'tensor' ? slices.type.shape : null;
  const problem = gatherProblem(operand.type, indices.type, shape, numbers);
  if (problem !== null) return report.error(problem);
  const type = gatheredType(operand.type, indices.type, constantIntegers(slices), numbers);
  return typeof type === 'string' ? report.error(type) : [type];
};

/** Checks of reductions, scatters and operations between devices; messages are upstream's. */

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
  dimensionOf,
  dimensionsOf,
  hasDuplicates,
  integerAttr,
  integerAttrs,
  isSorted,
  sizeNumber,
  sizeNumbers,
  typeText,
} from './attribute-values.ts';
import { areCompatibleSizes } from './bounds.ts';
import { isCondition, reducedShape, reducedTypes, reductionWindow } from './infer-regions.ts';
import { areAlike, replicaGroupsProblem, verifyReducer, yieldedTypes } from './reducers.ts';
import { oneDimensional, SELECT_WINDOW, windowOf, windowOutputShape } from './window.ts';

const scalarOf = (type: Type): Type => RankedTensorType.get([], elementTypeOrSelf(type));

export function verifyReduce(op: Operation, report: VerifyContext): boolean {
  const reduced = reducedShape(op, report);
  if (reduced === false) return false;
  const [inputs, inits] = reducedTypes(op);
  return verifyReducer(report, op.region(0).front, {
    inputs,
    inits,
    sizes: reduced?.shape ?? [],
    isUnranked: reduced === null,
  });
}

export function verifyReduceWindow(op: Operation, report: VerifyContext): boolean {
  const found = reductionWindow(op, report);
  if (found === false) return false;
  const [inputs, inits] = reducedTypes(op);
  return verifyReducer(report, op.region(0).front, {
    inputs,
    inits,
    sizes: found.sizes,
    isUnranked: inputs.every((type) => type.kind !== 'tensor'),
  });
}

/** The region of an operation that combines the tensors of replicas. */
function verifyReplicas(op: Operation, report: VerifyContext, areUniform: boolean): boolean {
  const problem = replicaGroupsProblem(op, { areUniform });
  if (problem !== null) return report.error(problem);
  const { type } = op.operand(0);
  return verifyReducer(report, op.region(0).front, {
    inputs: [type],
    inits: [scalarOf(type)],
    sizes: [],
    isUnranked: type.kind !== 'tensor',
  });
}
export const verifyAllReduce = (op: Operation, report: VerifyContext): boolean =>
  verifyReplicas(op, report, false);

export function verifyReduceScatter(op: Operation, report: VerifyContext): boolean {
  if (!verifyReplicas(op, report, true)) return false;
  const [operand, result] = [op.operand(0).type, op.result().type];
  if (operand.kind !== 'tensor' || result.kind !== 'tensor') return true;
  const rank = operand.shape.length;
  if (rank !== result.shape.length) return report.error('operand and result should have same rank');
  const along = integerAttr(op, 'scatter_dimension');
  if (along < 0) return report.error('expects scatter_dimension >= 0');
  if (along >= rank) return report.error('scatter dim should be less than operand/result rank');
  const [whole, part] = [operand.shape[along] ?? DYNAMIC, result.shape[along] ?? DYNAMIC];
  if (whole === DYNAMIC || part === DYNAMIC) return true;
  if (whole === 0) return report.error('operand scatter dimension cannot be zero');
  if (part === 0) return report.error('result scatter dimension cannot be zero');
  if (whole % part !== 0)
    return report.error(
      `operand scatter dimension has size ${whole}, expected to be a multiple of result scatter dimension size ${part}`,
    );
  for (const [i, size] of operand.shape.entries()) {
    const other = result.shape[i] ?? size;
    if (i !== along && !areCompatibleSizes(size, other))
      return report.error(
        `non scatter dimensions should be same for operand (${sizeNumber(size)}) and result (${sizeNumber(other)})`,
      );
  }
  return true;
}

export function verifyAllGather(op: Operation, report: VerifyContext): boolean {
  const problem = replicaGroupsProblem(op, { areUniform: true });
  if (problem !== null) return report.error(problem);
  const along = integerAttr(op, 'all_gather_dim');
  const [operand, result] = [op.operand(0).type, op.result().type];
  if (along < 0) return report.error('all_gather_dim cannot be negative');
  if (operand.kind !== 'tensor') return true;
  const size = operand.shape[along];
  if (size === undefined) return report.error('all_gather_dim must be a valid index of operand');
  if (size === 0)
    return report.error("dimension size of operand at 'all_gather_dim' cannot be zero");
  if (result.kind !== 'tensor') return true;
  if (result.shape.length !== operand.shape.length)
    return report.error('operand and return must have the same rank');
  if (
    operand.shape.some(
      (each, i) => i !== along && !areCompatibleSizes(each, result.shape[i] ?? each),
    )
  )
    return report.error(
      "operand and result should have the same shape except for the dimension size at 'all_gather_dim'",
    );
  const gathered = result.shape[along] ?? DYNAMIC;
  return (
    size === DYNAMIC ||
    gathered === DYNAMIC ||
    gathered % size === 0 ||
    report.error(
      `result gather dimension has size ${gathered}, expected to be a multiple of operand gather dimension size ${size}`,
    )
  );
}

export function verifyCollectivePermute(op: Operation, report: VerifyContext): boolean {
  const shape = attrShape(op, 'source_target_pairs') ?? [];
  if (shape.length !== 2)
    return report.error(
      `expect source_target_pairs attribute to be of rank 2, but got rank ${shape.length}`,
    );
  if (shape[1] !== 2)
    return report.error(
      `expect source_target_pairs attribute of shape (N, 2), but got (${sizeNumbers(shape)})`,
    );
  const seen = { sources: new Set<number>(), targets: new Set<number>() };
  for (const [i, id] of integerAttrs(op, 'source_target_pairs').entries()) {
    if (id < 0) return report.error('replica ids in source_target_pairs must be >= 0.');
    const kind = i % 2 === 0 ? 'sources' : 'targets';
    if (seen[kind].has(id)) return report.error(`duplicate ${kind} not allowed.`);
    seen[kind].add(id);
  }
  return true;
}

export function verifySelectAndScatter(op: Operation, report: VerifyContext): boolean {
  const [operand, source, init] = op.operands.map((value) => value.type);
  const [select, scatter] = op.regions.map((region) => region.front);
  if (!operand || !source || !init || !select || !scatter) return true;
  const show = (type: Type): string => typeText(report, type);
  if (select.arguments.length !== 2)
    return report.error(
      `expects the select-region to take 2 parameters, but takes ${select.arguments.length}`,
    );
  const expected = scalarOf(operand);
  for (const [i, argument] of select.arguments.entries())
    if (!areAlike(expected, argument.type, true))
      return report.error(
        `expects the type of select-region's parameter at index ${i} to be ${show(expected)}, but got ${show(argument.type)}`,
      );
  const results = yieldedTypes(select);
  const [selected] = results;
  if (!selected || results.length !== 1)
    return report.error(`expects select-region to return single value, but got: ${results.length}`);
  if (!isCondition(selected))
    return report.error(
      `expects the return-type of select-region to be tensor<i1>, but got: ${show(selected)}`,
    );
  const reducer = { inputs: [scalarOf(source)], inits: [init], sizes: [], isUnranked: false };
  if (!verifyReducer(report, scatter, reducer)) return false;
  const sizes = oneDimensional(op, 'window_dimensions');
  if (typeof sizes === 'string') return report.error(sizes);
  if (operand.kind === 'tensor' && operand.shape.length !== sizes.length)
    return report.error(
      `expects window-dimensions size == operand rank, but got window-dimensions size: ${sizes.length} and operand-type: ${show(operand)} with rank = ${operand.shape.length}.`,
    );
  const window = windowOf(op, sizes, SELECT_WINDOW);
  if (typeof window === 'string') return report.error(window);
  const windows =
    operand.kind === 'tensor'
      ? RankedTensorType.get(windowOutputShape(operand.shape, window), operand.elementType)
      : UnrankedTensorType.get(elementTypeOrSelf(operand));
  return (
    areAlike(windows, source, true) ||
    report.error(`expects source-type to be ${show(windows)}, but got${show(source)}`)
  );
}

/** The dimension numbers of a scatter fit one input, its updates and the indices' shape. */
function scatterProblem(
  op: Operation,
  operand: Type,
  update: Type,
  indices: readonly number[] | null,
): string | null {
  const attr = op.attr('scatter_dimension_numbers');
  const [window, inserted, mapped] = [0, 1, 2].map((index) => dimensionsOf(attr, index));
  const vector = dimensionOf(attr, 3);
  if (!window || !inserted || !mapped) return null;
  if (!isSorted(window))
    return `Expects update_window_dims to be sorted; got: [${sizeNumbers(window)}].`;
  if (hasDuplicates(window))
    return `Expects update_window_dims to not repeat; got: [${sizeNumbers(window)}].`;
  if (update.kind === 'tensor') {
    const rank = update.shape.length;
    const outside = window.find((dim) => dim < 0 || dim >= rank);
    if (outside !== undefined)
      return `Expects each element of update_window_dims to be in range [0, rank-of('updates') i.e. [0, ${rank}). got: ${outside}.`;
  }
  if (!isSorted(inserted))
    return `Expects inserted_window_dims to be sorted; got: [${sizeNumbers(inserted)}].`;
  if (hasDuplicates(inserted))
    return `Expects inserted_window_dims to not repeat; got: [${sizeNumbers(inserted)}].)`;
  if (operand.kind === 'tensor') {
    const rank = operand.shape.length;
    const outside = inserted.find((dim) => dim < 0 || dim >= rank);
    if (outside !== undefined)
      return `Expects each element of inserted_window_dims to be in range [0, rank-of('operand') i.e. [0, ${rank}). got: ${outside}.`;
    const size = window.length + inserted.length;
    if (rank !== size)
      return `Expects rank-of operand to match size-of('update_window_dims')  + size-of('inserted_window_dims') i.e. ${size} but got ${rank}.`;
  }
  const extent = indices?.[vector];
  if (extent !== undefined && extent !== DYNAMIC && mapped.length !== extent)
    return `Scatter op has ${mapped.length} elements in scatter_dims_to_operand_dims and the bound of dimension index_vector_dim=${vector} of scatter_indices is ${extent}. These two numbers must be equal.`;
  if (operand.kind === 'tensor') {
    const rank = operand.shape.length;
    const outside = mapped.findIndex((dim) => dim < 0 || dim >= rank);
    if (outside >= 0)
      return `Invalid scatter_dims_to_operand_dims mapping; domain is [0, ${rank}), got: ${outside}->${mapped[outside]}.`;
  }
  return hasDuplicates(mapped)
    ? `Expects scatter_dims_to_operand_dims to not repeat; got: [${sizeNumbers(mapped)}].`
    : null;
}

/** The updates of a scatter are no larger than what they go to, and as many as the indices. */
function updateProblem(
  op: Operation,
  operand: Type,
  update: Type,
  indices: readonly number[] | null,
): string | null {
  if (update.kind !== 'tensor') return null;
  const attr = op.attr('scatter_dimension_numbers');
  const [window, inserted] = [dimensionsOf(attr, 0), dimensionsOf(attr, 1)];
  if (operand.kind === 'tensor') {
    const limits = operand.shape.filter((_, dim) => !inserted.includes(dim));
    for (const [i, dim] of window.entries()) {
      const [size, limit] = [update.shape[dim] ?? DYNAMIC, limits[i] ?? DYNAMIC];
      if (size !== DYNAMIC && limit !== DYNAMIC && size > limit)
        return `expects bounds of the window dimensions of updates to not exceed the bounds of the corresponding dimensions of operand. For dimension ${dim}, updates bound is ${size}, operand bound is ${limit}.`;
    }
  }
  if (!indices) return null;
  const vector = dimensionOf(attr, 3);
  let at = 0;
  for (const [dim, size] of update.shape.entries()) {
    if (window.includes(dim)) continue;
    if (at === vector) at++;
    const count = indices[at] ?? DYNAMIC;
    if (!areCompatibleSizes(size, count))
      return `expects bounds of the scatter dimensions of updates to be same as the bounds of the corresponding dimensions of scatter indices. For scatter dimension ${dim}, updates bound is ${sizeNumber(size)} , scatter_indices bound is ${sizeNumber(count)}.`;
    at++;
  }
  return null;
}

export function verifyScatter(op: Operation, report: VerifyContext): boolean {
  const types = op.operands.map((operand) => operand.type);
  const count = (types.length - 1) >> 1;
  const [inputs, indices, updates] = [types.slice(0, count), types[count], types.slice(count + 1)];
  const attr = op.attr('scatter_dimension_numbers');
  const vector = dimensionOf(attr, 3);
  if (indices?.kind === 'tensor' && (vector > indices.shape.length || vector < 0))
    return report.error(
      `expects scatter index leaf dimension to be within [0, rank(scatter_indices) + 1. rank(scatter_indices) is ${indices.shape.length} and scatter index leaf dimension is ${vector}.`,
    );
  const reducer = {
    inputs,
    inits: updates.map(scalarOf),
    sizes: [],
    isUnranked: inputs.some((type) => type.kind !== 'tensor'),
  };
  if (!verifyReducer(report, op.region(0).front, reducer)) return false;
  const shape = indices?.kind === 'tensor' ? [...indices.shape] : null;
  if (shape?.length === vector) shape.push(1);
  const window = dimensionsOf(attr, 0);
  for (const update of updates) {
    if (!shape || update.kind !== 'tensor') continue;
    const rank = shape.length - 1 + window.length;
    if (update.shape.length !== rank)
      return report.error(
        `expects updates tensor must be of rank ${rank} ( == rank-of('scatter_indices') - 1 + size-of('update_window_dims'), where 'scatter_indices' is expanded by a trailing 1 dimension if 'index_vector_dim' == rank-of('scatter_indices')), but got ${update.shape.length}.`,
      );
  }
  for (const problemOf of [scatterProblem, updateProblem])
    for (const [i, input] of inputs.entries()) {
      const update = updates[i];
      const problem = update ? problemOf(op, input, update, shape) : null;
      if (problem !== null) return report.error(problem);
    }
  return true;
}

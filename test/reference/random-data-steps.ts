/** Steps of random programs that move elements of tensors: slices, padding, shapes, single elements. */

import { countOf, type Dim, MAX_ELEMENTS, type TensorTerm, typeText } from './program-scope.ts';
import type { Step } from './random-linalg-steps.ts';

const operand = ({ size, value }: Dim): string => value ?? String(size);
const list = (dims: readonly Dim[]): string => `[${dims.map(operand).join(', ')}]`;
const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** Random offsets, sizes and strides inside of the dimensions. */
const sliceOf = (scope: Parameters<Step>[0], dims: readonly Dim[]) => {
  const parts = dims.map(({ size }) => {
    const stride = size > 2 && scope.chance(0.25) ? 2 : 1;
    const length = scope.integer(1, Math.ceil(size / stride));
    const offset = scope.integer(0, size - ((length - 1) * stride + 1));
    return { offset: scope.size(offset), size: scope.size(length), stride: { size: stride } };
  });
  const sizes = parts.map(({ size }) => size);
  const text = [parts.map(({ offset }) => offset), sizes, parts.map(({ stride }) => stride)]
    .map(list)
    .join(' ');
  return { sizes, text };
};

const extractSlice: Step = (scope) => {
  const tensor = scope.tensor(({ dims }) => dims.length > 0);
  if (!tensor) return;
  const { sizes, text } = sliceOf(scope, tensor.dims);
  const dims = sizes.filter(
    ({ size, value }) => size !== 1 || value !== undefined || scope.chance(0.6),
  );
  const name = scope.fresh();
  const result = { ...tensor, name, dims };
  scope.emit(
    `${name} = tensor.extract_slice ${tensor.name}${text} : ${typeText(tensor)} to ${typeText(result)}`,
  );
  scope.add(result);
};

const insertSlice: Step = (scope) => {
  const target = scope.tensor(({ dims }) => dims.length > 0);
  if (!target) return;
  const source = scope.tensor(
    ({ name, element, dims }) =>
      name !== target.name &&
      element === target.element &&
      dims.length === target.dims.length &&
      dims.every(({ size }, dim) => size <= (target.dims[dim] as Dim).size),
  );
  if (!source) return;
  const offsets = source.dims.map(({ size }, dim) =>
    scope.size(scope.integer(0, (target.dims[dim] as Dim).size - size)),
  );
  const name = scope.fresh();
  scope.emit(
    `${name} = tensor.insert_slice ${source.name} into ${target.name}${list(offsets)} ${list(source.dims)} ${list(source.dims.map(() => ({ size: 1 })))} : ${typeText(source)} into ${typeText(target)}`,
  );
  scope.add({
    ...target,
    name,
    bound: Math.max(source.bound, target.bound),
    granule: Math.min(source.granule, target.granule),
  });
};

const pad: Step = (scope) => {
  const tensor = scope.tensor(
    ({ dims }) => dims.length > 0 && product(dims.map(({ size }) => size + 3)) <= MAX_ELEMENTS,
  );
  if (!tensor) return;
  const low = tensor.dims.map(() => scope.size(scope.integer(0, 2)));
  const high = tensor.dims.map(() => scope.size(scope.integer(0, 1)));
  const value = scope.scalarConstant(tensor.element, scope.pick([0, 1]));
  const name = scope.fresh();
  const dims = tensor.dims.map(({ size, value: dynamic }, dim): Dim => {
    const padded = size + (low[dim] as Dim).size + (high[dim] as Dim).size;
    const isDynamic = [dynamic, low[dim]?.value, high[dim]?.value].some((of) => of !== undefined);
    return isDynamic ? { size: padded, value: '' } : { size: padded };
  });
  const result = {
    ...tensor,
    name,
    dims,
    bound: Math.max(tensor.bound, 1),
    granule: Math.min(tensor.granule, 1),
  };
  scope.emit(
    `${name} = tensor.pad ${tensor.name} low${list(low)} high${list(high)} {`,
    `^bb0(${dims.map(() => `${scope.fresh()}: index`).join(', ')}):`,
    `  tensor.yield ${value} : ${tensor.element}`,
    `} : ${typeText(tensor)} to ${typeText(result)}`,
  );
  scope.define(result);
};

const collapse: Step = (scope) => {
  const tensor = scope.tensor(({ dims }) => dims.length > 1);
  if (!tensor) return;
  const groups: number[][] = [];
  tensor.dims.forEach((_, dim) => {
    if (dim > 0 && scope.chance(0.5)) groups.at(-1)?.push(dim);
    else groups.push([dim]);
  });
  if (groups.length === tensor.dims.length) return;
  const dims = groups.map((group): Dim => {
    const of = group.map((dim) => tensor.dims[dim] as Dim);
    const size = countOf(of);
    return of.some(({ value }) => value !== undefined) ? { size, value: '' } : { size };
  });
  const name = scope.fresh();
  const result = { ...tensor, name, dims };
  scope.emit(
    `${name} = tensor.collapse_shape ${tensor.name} ${JSON.stringify(groups)} : ${typeText(tensor)} into ${typeText(result)}`,
  );
  scope.define(result);
};

const expand: Step = (scope) => {
  const tensor = scope.tensor(({ dims }) => dims.length > 0 && dims.length < 4);
  if (!tensor) return;
  const at = scope.integer(0, tensor.dims.length - 1);
  const { size, value } = tensor.dims[at] as Dim;
  const factor = scope.pick([1, 2, 3, size].filter((each) => size % each === 0));
  const inner = { size: factor };
  const outer: Dim =
    value === undefined ? { size: size / factor } : { size: size / factor, value: '' };
  const dims = [
    ...tensor.dims.slice(0, at),
    ...(scope.chance(0.5) ? [outer, inner] : [inner, outer]),
    ...tensor.dims.slice(at + 1),
  ];
  const groups = tensor.dims.map((_, dim) =>
    dim === at ? [at, at + 1] : [dim < at ? dim : dim + 1],
  );
  const name = scope.fresh();
  const result = { ...tensor, name, dims };
  scope.emit(
    `${name} = tensor.expand_shape ${tensor.name} ${JSON.stringify(groups)} : ${typeText(tensor)} into ${typeText(result)}`,
  );
  scope.define(result);
};

const cast: Step = (scope) => {
  const tensor = scope.tensor(({ dims }) => dims.length > 0);
  if (!tensor) return;
  const dims = tensor.dims.map(
    ({ size }): Dim => (scope.chance(0.5) ? { size } : { size, value: '' }),
  );
  const result = scope.cast(tensor, dims);
  if (result !== tensor) scope.define(result);
};

/** A tensor of single elements of others. */
const fromElements: Step = (scope) => {
  const first = scope.extracted(() => true);
  if (!first) return;
  const elements = [first];
  for (let i = scope.integer(0, 3); i > 0; i--) {
    const next = scope.extracted(({ element }) => element === first.element);
    if (next) elements.push(next);
  }
  const name = scope.fresh();
  const result: TensorTerm = {
    name,
    element: first.element,
    dims: [{ size: elements.length }],
    bound: Math.max(...elements.map(({ bound }) => bound)),
    granule: Math.min(...elements.map(({ granule }) => granule)),
  };
  scope.emit(
    `${name} = tensor.from_elements ${elements.map((each) => each.name).join(', ')} : ${typeText(result)}`,
  );
  scope.add(result);
};

const splat: Step = (scope) => {
  const scalar = scope.extracted(() => true);
  const like = scope.tensor(({ dims }) => dims.every(({ value }) => value === undefined));
  if (!scalar || !like) return;
  const result = { ...scalar, name: scope.fresh(), dims: like.dims };
  scope.emit(`${result.name} = tensor.splat ${scalar.name} : ${typeText(result)}`);
  scope.add(result);
};

/** Arithmetic on single elements. */
const scalar: Step = (scope) => {
  const first = scope.extracted(() => true);
  if (!first) return;
  const second = scope.extracted(({ element }) => element === first.element);
  const terms = second ? [first, second] : [first];
  const result = scope.expressionOf(scope.scalarExpression(true), terms, scope.integer(1, 3));
  if (result) scope.scalars.push(result);
};

const insert: Step = (scope) => {
  const tensor = scope.tensor();
  const value = tensor && scope.extracted(({ element }) => element === tensor.element);
  if (!tensor || !value) return;
  const at = tensor.dims.map(({ size }) => scope.index(scope.integer(0, size - 1)));
  const name = scope.fresh();
  scope.emit(
    `${name} = tensor.insert ${value.name} into ${tensor.name}[${at.join(', ')}] : ${typeText(tensor)}`,
  );
  scope.add({
    ...tensor,
    name,
    bound: Math.max(tensor.bound, value.bound),
    granule: Math.min(tensor.granule, value.granule),
  });
};

/** `tensor.generate` of what a tensor holds at other indices. */
const generate: Step = (scope) => {
  const source = scope.tensor(({ dims }) => dims.length > 0);
  if (!source) return;
  const dims = source.dims.map(({ size }) => scope.size(scope.integer(1, size)));
  const name = scope.fresh();
  const result = { ...source, name, dims };
  const sizes = dims.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const indices = dims.map(() => scope.fresh());
  const element = scope.fresh();
  scope.emit(
    `${name} = tensor.generate ${sizes.join(', ')} {`,
    `^bb0(${indices.map((index) => `${index}: index`).join(', ')}):`,
    `  ${element} = tensor.extract ${source.name}[${indices.join(', ')}] : ${typeText(source)}`,
    `  tensor.yield ${element} : ${source.element}`,
    `} : ${typeText(result)}`,
  );
  scope.add(result);
};

/** A value of the loop around, as an element. */
const loopIndex: Step = (scope) => {
  if (scope.indices.length === 0 || !scope.allowed.includes('i32')) return;
  const name = scope.fresh();
  scope.emit(`${name} = arith.index_cast ${scope.pick(scope.indices)} : index to i32`);
  scope.scalars.push({ name, element: 'i32', bound: 0, granule: 0 });
};

const constant: Step = (scope) => {
  const element = scope.pick(scope.elements);
  const shape = Array.from({ length: scope.pick([0, 1, 2, 2, 4]) }, () => scope.integer(1, 4));
  scope.denseConstant(element, shape);
  if (scope.chance(0.3))
    scope.scalars.push({
      name: scope.scalarConstant(element, 0.5),
      element,
      bound: 0.5,
      granule: 0.25,
    });
};

export const DATA_STEPS: readonly Step[] = [
  extractSlice,
  extractSlice,
  insertSlice,
  insertSlice,
  pad,
  collapse,
  expand,
  cast,
  fromElements,
  splat,
  scalar,
  insert,
  generate,
  loopIndex,
  constant,
];

/** Steps of random programs that add an operation of linalg. */

import {
  countOf,
  type Dim,
  MAX_ELEMENTS,
  type ProgramScope,
  type TensorTerm,
  typeText,
} from './program-scope.ts';
import { bitsOf, exactGranule, isFloat, type Term } from './random-expression.ts';

/** Adds a value to the scope, if what it finds there fits. */
export type Step = (scope: ProgramScope) => void;

const loops = (count: number): string =>
  Array.from({ length: count }, (_, loop) => `d${loop}`).join(', ');
const mapText = (count: number, results: readonly string[]): string =>
  `affine_map<(${loops(count)}) -> (${results.join(', ')})>`;
const iterators = (kinds: readonly boolean[]): string =>
  kinds.map((reduces) => (reduces ? '"reduction"' : '"parallel"')).join(', ');
const names = (tensors: readonly { readonly name: string }[]): string =>
  tensors.map(({ name }) => name).join(', ');
const types = (tensors: readonly TensorTerm[]): string => tensors.map(typeText).join(', ');

/** Bound and granule of a sum of products. */
function sumOfProducts(a: Term, b: Term, terms: number): Pick<Term, 'bound' | 'granule'> {
  const bound = a.bound * b.bound * terms;
  return { bound, granule: exactGranule(a.element, bound, a.granule * b.granule) };
}

/** A result of an operation with one, whose dimensions are known. */
function result(
  scope: ProgramScope,
  tensor: Omit<TensorTerm, 'name'>,
  line: (type: string) => string,
): TensorTerm {
  const name = scope.fresh();
  scope.emit(`${name} = ${line(typeText(tensor))}`);
  const added = scope.add({ ...tensor, name });
  return isFloat(tensor.element) && tensor.bound > 512 ? scope.bounded(added) : added;
}

/** For each dimension of a tensor the loop that runs along it or `0`; null if the tensor does not fit. */
function accessOf(scope: ProgramScope, tensor: TensorTerm, dims: readonly Dim[]): string[] | null {
  const free = scope.shuffled(dims.map((_, loop) => loop));
  const access: string[] = [];
  for (const { size, value } of tensor.dims) {
    const at = free.findIndex((loop) => dims[loop]?.size === size);
    if (at >= 0) access.push(`d${free.splice(at, 1)[0]}`);
    else if (size === 1 && value === undefined) access.push('0');
    else return null;
  }
  return access;
}

/** `linalg.generic` over all elements, with inputs that are transposed or broadcast. */
function elementwiseGeneric(scope: ProgramScope): void {
  const first = scope.tensor();
  if (!first) return;
  const { dims } = first;
  const rank = dims.length;
  const inputs = [{ tensor: first, access: dims.map((_, loop) => `d${loop}`) }];
  for (let i = scope.integer(0, 2); i > 0; i--) {
    const tensor = scope.tensor();
    const access = tensor && accessOf(scope, tensor, dims);
    if (tensor && access) inputs.push({ tensor, access });
  }
  const inner = scope.inner();
  const args = inputs.map(({ tensor }) => ({ ...tensor, name: inner.fresh() }));
  const terms: Term[] = [...args];
  if (rank > 0 && scope.chance(0.2) && scope.allowed.includes('i32')) {
    const [index, number] = [inner.fresh(), inner.fresh()];
    inner.emit(
      `${index} = linalg.index ${scope.integer(0, rank - 1)} : index`,
      `${number} = arith.index_cast ${index} : index to i32`,
    );
    terms.push({ name: number, element: 'i32', bound: 0, granule: 0 });
  }
  const expression = inner.scalarExpression();
  const outputs = Array.from({ length: scope.chance(0.15) ? 2 : 1 }, () => {
    const order = scope.chance(0.7)
      ? dims.map((_, loop) => loop)
      : scope.shuffled(dims.map((_, loop) => loop));
    const value = inner.expressionOf(expression, terms, scope.integer(1, 5)) ?? scope.pick(args);
    return { value, order, dims: order.map((loop) => dims[loop] as Dim) };
  });
  const outs = outputs.map(({ value, dims: of }) => scope.empty(value.element, of));
  const outTypes = outputs
    .map(({ value, dims: of }) => typeText({ element: value.element, dims: of }))
    .join(', ');
  const maps = [
    ...inputs.map(({ access }) => mapText(rank, access)),
    ...outputs.map(({ order }) =>
      mapText(
        rank,
        order.map((loop) => `d${loop}`),
      ),
    ),
  ];
  const results = outputs.map(() => scope.fresh());
  const blockArgs = [
    ...args.map(({ name, element }) => `${name}: ${element}`),
    ...outputs.map(({ value }) => `${scope.fresh()}: ${value.element}`),
  ];
  scope.emit(
    `${results.join(', ')} = linalg.generic {indexing_maps = [${maps.join(', ')}], iterator_types = [${iterators(dims.map(() => false))}]} ins(${names(inputs.map(({ tensor }) => tensor))} : ${types(inputs.map(({ tensor }) => tensor))}) outs(${outs.join(', ')} : ${outTypes}) {`,
    `^bb0(${blockArgs.join(', ')}):`,
  );
  scope.append(inner);
  const yielded = outputs.map(({ value }) => value);
  scope.emit(
    `  linalg.yield ${names(yielded)} : ${yielded.map(({ element }) => element).join(', ')}`,
    `} -> ${outputs.length > 1 ? `(${outTypes})` : outTypes}`,
  );
  outputs.forEach(({ value, dims: of }, i) => {
    scope.add({ ...value, name: results[i] as string, dims: of });
  });
}

/** A reduction of some dimensions, as `linalg.reduce` or `linalg.generic`. */
function reduce(scope: ProgramScope): void {
  const input = scope.tensor(({ dims }) => dims.length > 0);
  if (!input) return;
  const { element, dims } = input;
  const rank = dims.length;
  const reduced = dims.map(() => scope.chance(0.5));
  reduced[scope.integer(0, rank - 1)] = true;
  const kept = dims.flatMap((dim, loop) => (reduced[loop] ? [] : [{ dim, loop }]));
  const outDims = kept.map(({ dim }) => dim);
  const op = scope.pick(
    isFloat(element)
      ? ['addf', 'addf', 'maxf', 'minf']
      : element === 'i1'
        ? ['andi', 'ori', 'xori']
        : ['addi', 'addi', 'muli', 'maxsi', 'minsi', 'maxui', 'xori'],
  );
  const sums = op === 'addf';
  const init = scope.filled(element, outDims, scope.pick([0, 1, -1]));
  const terms = countOf(dims) / Math.max(1, countOf(outDims));
  const bound = sums ? input.bound * terms + 1 : Math.max(input.bound, 1);
  const out = {
    element,
    dims: outDims,
    bound,
    granule: exactGranule(element, bound, Math.min(input.granule, 1)),
  };
  const [value, total, combined] = [scope.fresh(), scope.fresh(), scope.fresh()];
  result(scope, out, (type) => {
    const list = dims.flatMap((_, loop) => (reduced[loop] ? [loop] : [])).join(', ');
    return scope.chance(0.5)
      ? `linalg.reduce ins(${input.name} : ${typeText(input)}) outs(${init} : ${type}) dimensions = [${list}] (${value}: ${element}, ${total}: ${element}) {
    ${combined} = arith.${op} ${value}, ${total} : ${element}
    linalg.yield ${combined} : ${element}
  }`
      : `linalg.generic {indexing_maps = [${mapText(
          rank,
          dims.map((_, loop) => `d${loop}`),
        )}, ${mapText(
          rank,
          kept.map(({ loop }) => `d${loop}`),
        )}], iterator_types = [${iterators(reduced)}]} ins(${input.name} : ${typeText(input)}) outs(${init} : ${type}) {
  ^bb0(${value}: ${element}, ${total}: ${element}):
    ${combined} = arith.${op} ${total}, ${value} : ${element}
    linalg.yield ${combined} : ${element}
  } -> ${type}`;
  });
}

/** A named operation with two inputs and an output that starts at a value. */
function named(
  scope: ProgramScope,
  name: string,
  a: TensorTerm,
  b: TensorTerm,
  dims: readonly Dim[],
  terms: number,
): void {
  const { element } = a;
  const start = scope.pick([0, 0, 1]);
  const init = scope.filled(element, dims, start);
  const { bound, granule } = sumOfProducts(a, b, terms);
  const out = {
    element,
    dims,
    bound: bound + start,
    granule: exactGranule(element, bound + start, Math.min(granule, 1)),
  };
  result(
    scope,
    out,
    (type) =>
      `${name} ins(${a.name}, ${b.name} : ${typeText(a)}, ${typeText(b)}) outs(${init} : ${type}) -> ${type}`,
  );
}

const isArithmetic = ({ element }: TensorTerm): boolean => isFloat(element) || bitsOf(element) > 1;

function transposed(scope: ProgramScope, tensor: TensorTerm, order: readonly number[]): TensorTerm {
  const dims = order.map((dim) => tensor.dims[dim] as Dim);
  const init = scope.empty(tensor.element, dims);
  return result(
    scope,
    { ...tensor, dims },
    (type) =>
      `linalg.transpose ins(${tensor.name} : ${typeText(tensor)}) outs(${init} : ${type}) permutation = [${order.join(', ')}]`,
  );
}

/** A product with a constant, or with the tensor transposed. */
function matmul(scope: ProgramScope): void {
  const a = scope.tensor((tensor) => [2, 3].includes(tensor.dims.length) && isArithmetic(tensor));
  if (!a) return;
  const batch = a.dims.slice(0, -2);
  const [rows, inner] = a.dims.slice(-2) as [Dim, Dim];
  const name = batch.length > 0 ? 'linalg.batch_matmul' : 'linalg.matmul';
  if (
    scope.chance(0.5) &&
    a.dims
      .slice(-1)
      .concat(batch)
      .every(({ value }) => value === undefined)
  ) {
    const columns = { size: scope.integer(1, 7) };
    const b = scope.denseConstant(
      a.element,
      [...batch, inner, columns].map(({ size }) => size),
    );
    named(scope, name, a, b, [...batch, rows, columns], inner.size);
  } else {
    const b = transposed(scope, a, batch.length > 0 ? [0, 2, 1] : [1, 0]);
    named(scope, name, a, b, [...batch, rows, rows], inner.size);
  }
}

/** `linalg.matvec`, `linalg.vecmat` or `linalg.dot`. */
function vectorProduct(scope: ProgramScope): void {
  const vector = scope.tensor((tensor) => tensor.dims.length === 1 && isArithmetic(tensor));
  if (!vector) return;
  const [size] = vector.dims as [Dim];
  const matrix = scope.tensor(
    ({ element, dims }) =>
      element === vector.element && dims.length === 2 && dims.some((dim) => dim.size === size.size),
  );
  if (!matrix) named(scope, 'linalg.dot', vector, vector, [], size.size);
  else if (matrix.dims[1]?.size === size.size)
    named(scope, 'linalg.matvec', matrix, vector, [matrix.dims[0] as Dim], size.size);
  else named(scope, 'linalg.vecmat', vector, matrix, [matrix.dims[1] as Dim], size.size);
}

/** A window of the spatial dimensions that fits, with strides and dilations. */
function windowOf(scope: ProgramScope, spatial: readonly Dim[]) {
  const strides = spatial.map(() => scope.integer(1, 2));
  const kernel = spatial.map(({ size }) => scope.integer(1, Math.min(3, size)));
  const dilations = kernel.map((size, dim) =>
    size > 1 && (size - 1) * 2 < (spatial[dim] as Dim).size ? scope.integer(1, 2) : 1,
  );
  const out = spatial.map(
    ({ size }, dim): Dim => ({
      size:
        Math.floor(
          (size - 1 - ((kernel[dim] as number) - 1) * (dilations[dim] as number)) /
            (strides[dim] as number),
        ) + 1,
    }),
  );
  const attributes = `{dilations = dense<[${dilations.join(', ')}]> : tensor<2xi64>, strides = dense<[${strides.join(', ')}]> : tensor<2xi64>}`;
  return { kernel, out, attributes };
}
const hasStaticImage = ({ dims }: TensorTerm): boolean =>
  dims.length === 4 && dims.slice(1).every(({ value }) => value === undefined);

function convolution(scope: ProgramScope): void {
  const image = scope.tensor((tensor) => hasStaticImage(tensor) && isArithmetic(tensor));
  if (!image) return;
  const [batch, height, width, channels] = image.dims as [Dim, Dim, Dim, Dim];
  const { kernel, out, attributes } = windowOf(scope, [height, width]);
  const [kernelHeight = 1, kernelWidth = 1] = kernel;
  if (scope.chance(0.3)) {
    const filter = scope.denseConstant(image.element, [...kernel, channels.size]);
    const dims = [batch, ...out, channels];
    named(
      scope,
      `linalg.depthwise_conv_2d_nhwc_hwc ${attributes}`,
      image,
      filter,
      dims,
      kernelHeight * kernelWidth,
    );
    return;
  }
  const filters = scope.integer(1, 4);
  const filter = scope.denseConstant(image.element, [...kernel, channels.size, filters]);
  const dims = [batch, ...out, { size: filters }];
  const terms = kernelHeight * kernelWidth * channels.size;
  named(scope, `linalg.conv_2d_nhwc_hwcf ${attributes}`, image, filter, dims, terms);
}

function pooling(scope: ProgramScope): void {
  const image = scope.tensor((tensor) => hasStaticImage(tensor) && isArithmetic(tensor));
  if (!image) return;
  const { element } = image;
  const [batch, height, width, channels] = image.dims as [Dim, Dim, Dim, Dim];
  const { kernel, out, attributes } = windowOf(scope, [height, width]);
  const kind = scope.pick(
    isFloat(element)
      ? ['sum', 'max', 'min']
      : ['sum', 'max', 'min', 'max_unsigned', 'min_unsigned'],
  );
  const dims = [batch, ...out, channels];
  const init = scope.filled(element, dims, 0);
  const window = { element, dims: kernel.map((size) => ({ size })) };
  const windowName = scope.empty(element, window.dims);
  const bound = kind === 'sum' ? image.bound * countOf(window.dims) : image.bound;
  result(
    scope,
    { element, dims, bound, granule: exactGranule(element, bound, image.granule) },
    (type) =>
      `linalg.pooling_nhwc_${kind} ${attributes} ins(${image.name}, ${windowName} : ${typeText(image)}, ${typeText(window)}) outs(${init} : ${type}) -> ${type}`,
  );
}

function transpose(scope: ProgramScope): void {
  const tensor = scope.tensor(({ dims }) => dims.length > 1);
  if (tensor) transposed(scope, tensor, scope.shuffled(tensor.dims.map((_, dim) => dim)));
}

function broadcast(scope: ProgramScope): void {
  const tensor = scope.tensor(({ dims }) => dims.length < 4 && countOf(dims) * 4 <= MAX_ELEMENTS);
  if (!tensor) return;
  const at = scope.integer(0, tensor.dims.length);
  const dims = [
    ...tensor.dims.slice(0, at),
    scope.size(scope.integer(1, 4)),
    ...tensor.dims.slice(at),
  ];
  const init = scope.empty(tensor.element, dims);
  result(
    scope,
    { ...tensor, dims },
    (type) =>
      `linalg.broadcast ins(${tensor.name} : ${typeText(tensor)}) outs(${init} : ${type}) dimensions = [${at}]`,
  );
}

function fill(scope: ProgramScope): void {
  const like = scope.tensor();
  const scalar = scope.scalars.length > 0 ? scope.pick(scope.scalars) : null;
  if (!like || !scalar) return;
  const { element, bound, granule } = scalar;
  const init = scope.empty(element, like.dims);
  result(
    scope,
    { element, dims: like.dims, bound, granule },
    (type) => `linalg.fill ins(${scalar.name} : ${element}) outs(${init} : ${type}) -> ${type}`,
  );
}

/** The more often a step stands here, the more often it is taken. */
export const LINALG_STEPS: readonly Step[] = [
  elementwiseGeneric,
  elementwiseGeneric,
  elementwiseGeneric,
  elementwiseGeneric,
  reduce,
  reduce,
  matmul,
  matmul,
  vectorProduct,
  convolution,
  pooling,
  transpose,
  broadcast,
  fill,
];

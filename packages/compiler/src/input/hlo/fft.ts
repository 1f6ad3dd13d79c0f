/**
 * `mhlo.fft`: transforms of a length that is a power of two become the stages of `iree_linalg_ext.fft`, others
 * products with the matrix of the transform. Upstream takes transforms of real numbers along one dimension;
 * those of complex ones, inverse ones and those along several dimensions are made of the same steps.
 */

import {
  AffineMap,
  type Builder,
  ComplexType,
  type ConversionRewriter,
  DenseElementsAttr,
  DialectAttr,
  denseElementBytes,
  FloatAttr,
  FloatType,
  hasStaticShape,
  IntegerAttr,
  type IntegerType,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  emptyTensor,
  generic,
  mapOf,
  named,
  parallel,
  rankedTensor,
  zeroOf,
  zeros,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { extractSlice } from '../sizes.ts';
import { numbersOf, wordOf } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';
import { hloLowering } from './hlo-lowering.ts';

/** Complex tensors by their parts; without an imaginary part they are real. */
interface Parts {
  readonly re: Value;
  readonly im: Value | null;
}

interface Complex extends Parts {
  readonly im: Value;
}
type Sign = 1 | -1;

const isPowerOfTwo = (length: number): boolean => (length & (length - 1)) === 0;
const typeOf = (value: Value): RankedTensorType => value.type as RankedTensorType;
const lastOf = ({ shape }: RankedTensorType): number => shape[shape.length - 1] ?? 1;
const withLast = (type: RankedTensorType, size: number): RankedTensorType =>
  RankedTensorType.get([...type.shape.slice(0, -1), size], type.elementType);

/** A constant tensor of floats. */
function table(
  builder: Builder,
  shape: readonly number[],
  elementType: FloatType,
  values: readonly number[],
): Value {
  const type = RankedTensorType.get(shape, elementType);
  const data = elementType.format === 'f64' ? new Float64Array(values) : new Float32Array(values);
  return builder.constant(DenseElementsAttr.get(type, new Uint8Array(data.buffer)), type);
}

function integers(elementType: IntegerType, values: readonly number[]): DenseElementsAttr {
  return DenseElementsAttr.fromElements(
    RankedTensorType.get([values.length], elementType),
    values.map((value) => IntegerAttr.get(elementType, value)),
  );
}

const matrix = (
  rows: number,
  columns: number,
  element: (row: number, column: number) => number,
): number[] =>
  Array.from({ length: rows * columns }, (_, at) =>
    element(Math.floor(at / columns), at % columns),
  );

/** Zeros of the type of a tensor of floats. */
function zeroLike(builder: Builder, value: Value): Value {
  const type = typeOf(value);
  const zero = DenseElementsAttr.get(type, new Uint8Array(denseElementBytes(type.elementType)));
  return builder.constant(zero, type);
}

/** Makes transforms; `sign` is that of the exponent, -1 of a transform that is not inverse. */
class Transforms {
  readonly #rewriter: ConversionRewriter;
  readonly #elementType: FloatType;
  readonly #to: HloArithmetic;
  constructor(rewriter: ConversionRewriter, elementType: FloatType) {
    this.#rewriter = rewriter;
    this.#elementType = elementType;
    this.#to = new HloArithmetic(rewriter);
  }

  /** Along a dimension, all of it. */
  along(dim: number, { re, im }: Parts, sign: Sign): Complex {
    const last = typeOf(re).shape.length - 1;
    if (dim === last) return this.last({ re, im }, sign);
    const order = typeOf(re).shape.map((_, i) => (i === dim ? last : i === last ? dim : i));
    const swapped = (value: Value): Value => this.#transposed(value, order);
    const done = this.last({ re: swapped(re), im: im && swapped(im) }, sign);
    return { re: swapped(done.re), im: swapped(done.im) };
  }
  last(parts: Parts, sign: Sign): Complex {
    return isPowerOfTwo(lastOf(typeOf(parts.re)))
      ? this.#inStages(parts, sign)
      : this.#byMatrix(parts, sign);
  }

  /** Butterflies on elements in the order of their numbers' bits read backwards. */
  #inStages({ re, im }: Parts, sign: Sign): Complex {
    const type = typeOf(re);
    const stages = Math.log2(lastOf(type));
    const builder = this.#rewriter;
    let parts: Complex = {
      re: this.#bitReversed(re),
      im: im ? this.#bitReversed(im) : zeroLike(builder, re),
    };
    for (let stage = 1; stage <= stages; stage++) {
      const half = 2 ** (stage - 1);
      const angles = Array.from({ length: half }, (_, i) => (sign * 2 * Math.PI * i) / (2 * half));
      const results = builder.create('iree_linalg_ext.fft', {
        operandGroups: [
          [
            builder.constantIndex(stage),
            table(builder, [half], this.#elementType, angles.map(Math.cos)),
            table(builder, [half], this.#elementType, angles.map(Math.sin)),
          ],
          [parts.re, parts.im],
        ],
        resultTypes: [type, type],
      });
      parts = { re: results.result(0), im: results.result(1) };
    }
    return parts;
  }

  #bitReversed(value: Value): Value {
    const type = typeOf(value);
    const rank = type.shape.length;
    const length = lastOf(type);
    const bits = Math.log2(length);
    const reversed = Array.from({ length }, (_, i) => {
      let result = 0;
      for (let bit = 0; bit < bits; bit++) result |= ((i >> bit) & 1) << (bits - bit - 1);
      return result;
    });
    const builder = this.#rewriter;
    const init = emptyTensor(builder, type, []);
    const order = integers(builder.context.i32, reversed);
    const state = {
      inputs: [builder.constant(order, order.type)],
      inits: [init],
      maps: [mapOf(rank, [rank - 1]), AffineMap.identity(rank)],
      iterators: parallel(rank),
    };
    const moved = generic(builder, state, (body, [place]) => {
      const to = new Scalars(body);
      const outer = Array.from({ length: rank - 1 }, (_, dim) => to.index(dim));
      const last = to.op('arith.index_cast', [place as Value], body.context.indexType);
      return [to.extract(value, [...outer, last])];
    });
    return moved.result();
  }

  /** The product with the matrix of the transform. */
  #byMatrix({ re, im }: Parts, sign: Sign): Complex {
    const length = lastOf(typeOf(re));
    const [cosines, sines] = [Math.cos, Math.sin].map((of) =>
      table(
        this.#rewriter,
        [length, length],
        this.#elementType,
        matrix(length, length, (i, j) => of((sign * 2 * Math.PI * ((i * j) % length)) / length)),
      ),
    ) as [Value, Value];
    const product = (lhs: Value, rhs: Value): Value => this.#product(lhs, rhs);
    if (!im) return { re: product(re, cosines), im: product(re, sines) };
    return {
      re: this.#to.sub(product(re, cosines), product(im, sines)),
      im: this.#to.add(product(re, sines), product(im, cosines)),
    };
  }

  /** Sums of the last dimension with a square matrix. */
  #product(lhs: Value, rhs: Value): Value {
    const last = typeOf(lhs).shape.length - 1;
    const numbers = DialectAttr.get(this.#rewriter.context, 'mhlo', 'dot', [[], [], [last], [0]]);
    return this.#to.op('dot_general', [lhs, rhs], lhs.type, [['dot_dimension_numbers', numbers]]);
  }

  #transposed(value: Value, order: readonly number[]): Value {
    const { shape, elementType } = typeOf(value);
    const type = RankedTensorType.get(
      order.map((dim) => shape[dim] as number),
      elementType,
    );
    return this.#to.op('transpose', [value], type, [['permutation', this.#indices(order)]]);
  }

  /** All frequencies of a real signal, from those that are not the conjugates of others. */
  completed({ re, im }: Complex, length: number): Complex {
    const missing = length - lastOf(typeOf(re));
    if (missing === 0) return { re, im };
    const { shape } = typeOf(re);
    const last = shape.length - 1;
    const part = withLast(typeOf(re), missing);
    const mirrored = (value: Value): Value => {
      const taken = this.#to.op('slice', [value], part, [
        ['start_indices', this.#indices(shape.map((_, dim) => (dim === last ? 1 : 0)))],
        ['limit_indices', this.#indices([...shape.slice(0, -1), missing + 1])],
        ['strides', this.#indices(shape.map(() => 1))],
      ]);
      return this.#to.op('reverse', [taken], part, [['dimensions', this.#indices([last])]]);
    };
    const joined = (value: Value, rest: Value): Value =>
      this.#to.op('concatenate', [value, rest], withLast(typeOf(value), length), [
        ['dimension', IntegerAttr.i64(this.#rewriter.context, last)],
      ]);
    return {
      re: joined(re, mirrored(re)),
      im: joined(im, this.#to.neg(mirrored(im))),
    };
  }

  /** What an inverse transform is divided by is the number of the elements that it adds up. */
  scaled(value: Value, count: number): Value {
    const { shape, elementType } = typeOf(value);
    const factor = FloatAttr.get(this.#elementType, 1 / count);
    const type = RankedTensorType.get(shape, elementType);
    const factors = this.#rewriter.constant(DenseElementsAttr.splat(type, factor), type);
    return this.#to.mul(value, factors);
  }

  part(name: 'imag' | 'real', value: Value): Value {
    const { shape } = typeOf(value);
    return this.#to.op(name, [value], RankedTensorType.get(shape, this.#elementType));
  }

  #indices(values: readonly number[]): DenseElementsAttr {
    return integers(this.#rewriter.context.i64, values);
  }
}

/** The element type of a tensor's numbers, or of the parts of its complex ones; null if sizes are open. */
function floatOf(type: RankedTensorType | null): FloatType | null {
  if (!type || !hasStaticShape(type)) return null;
  const { elementType } = type;
  const part = elementType instanceof ComplexType ? elementType.elementType : elementType;
  return part instanceof FloatType ? part : null;
}

export const lowerFft = hloLowering('fft', (op, [operand], rewriter) => {
  const type = operand ? rankedTensor(operand) : null;
  const elementType = floatOf(type);
  const kind = wordOf(op, 'fft_type');
  const lengths = numbersOf(op, 'fft_length');
  if (!operand || !type || !elementType) return false;
  const rank = type.shape.length;
  const transforms = new Transforms(rewriter, elementType);
  const outer = lengths.slice(0, -1).map((_, i) => rank - lengths.length + i);
  const asComplex = ({ re, im }: Complex): void => {
    rewriter.replaceOpWithNew(op, 'mhlo.complex', {
      operands: [re, im],
      resultTypes: [op.result().type],
    });
  };
  if (kind === 'RFFT') {
    const half = Math.floor(lastOf(type) / 2) + 1;
    const whole = transforms.last({ re: operand, im: null }, -1);
    const shape = withLast(type, half);
    const zeroOffsets = shape.shape.map(() => 0);
    const first = (value: Value): Value =>
      extractSlice(rewriter, value, shape, { offsets: zeroOffsets, sizes: shape.shape });
    const kept: Complex = { re: first(whole.re), im: first(whole.im) };
    asComplex(outer.reduce((parts, dim) => transforms.along(dim, parts, -1), kept));
    return true;
  }
  const sign = kind === 'FFT' ? -1 : 1;
  let parts: Complex = {
    re: transforms.part('real', operand),
    im: transforms.part('imag', operand),
  };
  for (const dim of outer) parts = transforms.along(dim, parts, sign);
  const length = lengths[lengths.length - 1] ?? 1;
  if (kind === 'IRFFT') parts = transforms.completed(parts, length);
  const { re, im } = transforms.last(parts, sign);
  const count = lengths.reduce((product, size) => product * size, 1);
  if (kind === 'FFT') asComplex({ re, im });
  else if (kind === 'IRFFT') rewriter.replaceOp(op, [transforms.scaled(re, count)]);
  else asComplex({ re: transforms.scaled(re, count), im: transforms.scaled(im, count) });
  return true;
});

/** Is it a transform that upstream makes a product of matrices, when all of mhlo becomes linalg? */
export function isRealProduct(op: Operation): boolean {
  const type = rankedTensor(op.operand(0));
  return (
    wordOf(op, 'fft_type') === 'RFFT' &&
    floatOf(type) !== null &&
    numbersOf(op, 'fft_length').length === 1 &&
    (type?.shape.length ?? 0) <= 2 &&
    !isPowerOfTwo(lastOf(type as RankedTensorType))
  );
}

export const lowerRealFft = hloLowering('fft', (op, [operand], rewriter) => {
  const type = operand ? rankedTensor(operand) : null;
  const elementType = floatOf(type);
  const zero = elementType && zeroOf(elementType);
  if (!operand || !type || !zero || wordOf(op, 'fft_type') !== 'RFFT' || type.shape.length > 2)
    return false;
  const [length] = numbersOf(op, 'fft_length');
  const rows = lastOf(type);
  const columns = Math.floor((length ?? rows) / 2) + 1;
  const name = type.shape.length === 1 ? 'linalg.vecmat' : 'linalg.matmul';
  const scale = (2 * Math.PI) / rows;
  const parts = [Math.cos, (angle: number) => -Math.sin(angle)].map((of) => {
    const values = matrix(rows, columns, (i, j) => of(scale * i * j));
    const init = zeros(rewriter, withLast(type, columns), [], zero);
    const coefficients = table(rewriter, [rows, columns], elementType, values);
    return named(rewriter, name, [operand, coefficients], init);
  });
  rewriter.replaceOpWithNew(op, 'mhlo.complex', {
    operands: parts,
    resultTypes: [op.result().type],
  });
  return true;
});

/**
 * `tosa.resize`: each place of the result is one between places of the image, `(place * denominator +
 * offset) / numerator`, and takes the nearest number or is interpolated from the four around.
 */

import {
  AffineMap,
  type ConversionPattern,
  DYNAMIC,
  FloatAttr,
  IntegerType,
  type Operation,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../by-place.ts';
import { lowering } from '../input-conversion.ts';
import {
  dimOf,
  emptyTensor,
  generic,
  mapOf,
  numDynamic,
  parallel,
  rankedTensor,
  reshaped,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf } from './attributes.ts';

interface Resize {
  readonly source: RankedTensorType;
  readonly result: RankedTensorType;
  /** Numerators and denominators along height and width. */
  readonly scale: readonly number[];
  readonly offset: readonly number[];
  readonly isBilinear: boolean;
}

function readResize(op: Operation, input: Value): Resize | null {
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  const mode = op.attr('mode');
  if (!source || !result || mode?.kind !== 'string') return null;
  const isBilinear = mode.value === 'BILINEAR';
  return {
    source,
    result,
    scale: numbersOf(op, 'scale'),
    offset: numbersOf(op, 'offset'),
    isBilinear,
  };
}

const HEIGHT = 1;
const WIDTH = 2;
const CHANNELS = 3;

/** Height and width of one pixel are broadcast behind a resize that leaves them so. */
const broadcastPixels = lowering(
  'tosa.resize',
  (op, operands, rewriter) => {
    const [input] = operands as [Value];
    const resize = readResize(op, input);
    if (!resize) return false;
    const { source, result } = resize;
    const isOne = (dim: number): boolean => source.shape[dim] === 1;
    const spreads = (dim: number): boolean => isOne(dim) && result.shape[dim] !== 1;
    if (!spreads(HEIGHT) && !spreads(WIDTH)) return false;
    const kept = [0, HEIGHT, WIDTH, CHANNELS].filter(
      (dim) => (dim !== HEIGHT && dim !== WIDTH) || !isOne(dim),
    );
    const small = result.shape.map((size, dim) =>
      dim === 0 || dim === CHANNELS ? (source.shape[dim] as number) : isOne(dim) ? 1 : size,
    );
    const { elementType } = result;
    const inner = rewriter.createValue('tosa.resize', {
      operands: [input],
      resultTypes: [RankedTensorType.get(small, elementType)],
      attributes: op.attributes,
    });
    const collapsedType = RankedTensorType.get(
      kept.map((dim) => small[dim] as number),
      elementType,
    );
    // Dimensions of one pixel go with the next that is kept.
    const groups = kept.map((dim, i) => {
      const from = i === 0 ? 0 : (kept[i - 1] as number) + 1;
      return Array.from({ length: dim - from + 1 }, (_, k) => from + k);
    });
    const collapsed = reshaped(rewriter, 'tensor.collapse_shape', inner, collapsedType, groups);
    const dims = openDims(rewriter, input, source);
    const init = emptyTensor(rewriter, result, dims);
    const maps = [mapOf(4, kept), AffineMap.identity(4)];
    const state = { inputs: [collapsed], inits: [init], maps, iterators: parallel(4) };
    const loops = generic(rewriter, state, (_, [value]) => [value as Value]);
    rewriter.replaceOp(op, loops.results);
    return true;
  },
  3,
);

/** The sizes of batch and channels that are open. */
const openDims = (
  rewriter: Parameters<typeof dimOf>[0],
  input: Value,
  { shape }: RankedTensorType,
): Value[] =>
  [0, CHANNELS].flatMap((dim) => (shape[dim] === DYNAMIC ? [dimOf(rewriter, input, dim)] : []));

/** An image of one pixel stays one: its numbers get the scale of the result at most. */
const resizePixel = lowering(
  'tosa.resize',
  (op, operands, rewriter) => {
    const [input] = operands as [Value];
    const resize = readResize(op, input);
    if (!resize) return false;
    const { source, result, isBilinear, scale } = resize;
    const isPixel = [source, result].every(
      ({ shape }) => shape[HEIGHT] === 1 && shape[WIDTH] === 1,
    );
    if (!isPixel) return false;
    if (source === result) {
      rewriter.replaceOp(op, [input]);
      return true;
    }
    if (!(result.elementType instanceof IntegerType)) return false;
    const groups = [[0], [1, 2, 3]];
    const shape = [source.shape[0] as number, source.shape[CHANNELS] as number];
    const flat = RankedTensorType.get(shape, source.elementType);
    const collapsed = reshaped(rewriter, 'tensor.collapse_shape', input, flat, groups);
    const dims = openDims(rewriter, input, source);
    const wide = RankedTensorType.get(shape, result.elementType);
    const map = AffineMap.identity(2);
    const state = {
      inputs: [collapsed],
      inits: [emptyTensor(rewriter, wide, dims)],
      maps: [map, map],
      iterators: parallel(2),
    };
    const loops = generic(rewriter, state, (body, [pixel]) => {
      const to = new Scalars(body);
      let value = pixel as Value;
      if (value.type === result.elementType) return [value];
      value = to.op('arith.extsi', [value], result.elementType);
      for (const factor of [scale[0], scale[2]])
        if (isBilinear && factor) {
          const constant = to.integer(result.elementType, factor);
          value = to.op('arith.muli', [value, constant]);
        }
      return [value];
    });
    rewriter.replaceOp(op, [
      reshaped(rewriter, 'tensor.expand_shape', loops.result(), result, groups),
    ]);
    return true;
  },
  2,
);

/** A place along a dimension of the image: the one before, and how far behind it. */
interface Place {
  readonly index: Value;
  readonly delta: Value;
  readonly numerator: Value;
  /** The last place. */
  readonly last: Value;
  /** The dimension has one place only. */
  readonly isOne: boolean;
}

/** Floats stay what they are, as do nearest numbers; interpolated integers may grow. */
function isResizable({ source, result, isBilinear }: Resize): boolean {
  const [from, to] = [source.elementType, result.elementType];
  if (from === to) return to.kind === 'float' || to.kind === 'integer';
  return isBilinear && from.kind === 'integer' && to.kind === 'integer' && from.width < to.width;
}

/** What a place of the result along a dimension is computed from. */
interface Along extends Omit<Place, 'delta' | 'index'> {
  readonly place: Value;
  readonly denominator: Value;
  readonly start: Value;
}

const lowerResize = lowering('tosa.resize', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const resize = readResize(op, input);
  if (!resize) return false;
  const { source, result } = resize;
  const isKnown = [source, result].every(({ shape }) => !shape.slice(1).includes(DYNAMIC));
  if (!isKnown || numDynamic(source) !== numDynamic(result)) return false;
  if (!resize.scale.every((factor) => factor > 0) || !isResizable(resize)) return false;
  const dims = openDims(rewriter, input, source);
  const loops = byPlace(rewriter, [emptyTensor(rewriter, result, dims)], (to) => {
    const [batch, y, x, channel] = [0, 1, 2, 3].map((dim) => to.index(dim)) as [
      Value,
      Value,
      Value,
      Value,
    ];
    return [new Resizer(to, input, resize).pixel(batch, y, x, channel)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** Builds what a number of the result is computed from. */
class Resizer {
  readonly #to: Scalars;
  readonly #input: Value;
  readonly #resize: Resize;
  /** Where between two numbers a place lies is computed in this type. */
  readonly #float: FloatAttr['type'] | null;
  readonly #zero: Value;
  readonly #floatZero: Value | null;
  constructor(to: Scalars, input: Value, resize: Resize) {
    this.#to = to;
    this.#input = input;
    this.#resize = resize;
    const { elementType } = resize.result;
    this.#float = elementType.kind === 'float' ? elementType.context.f32 : null;
    this.#zero = to.i32(0);
    this.#floatZero = this.#float && to.constant(FloatAttr.get(this.#float, 0));
  }

  pixel(batch: Value, y: Value, x: Value, channel: Value): Value {
    const { shape } = this.#resize.source;
    const to = this.#to;
    const { i32 } = to.builder.context;
    const lasts = [HEIGHT, WIDTH].map((dim) => to.i32((shape[dim] as number) - 1));
    const places = [y, x].map((place) => to.op('arith.index_cast', [place], i32));
    const scale = this.#resize.scale.map((factor) => to.i32(factor));
    const offset = this.#resize.offset.map((start) => to.i32(start));
    const [row, column] = places.map((place, i) =>
      this.#place({
        place,
        numerator: scale[2 * i] as Value,
        denominator: scale[2 * i + 1] as Value,
        start: offset[i] as Value,
        last: lasts[i] as Value,
        isOne: shape[i + 1] === 1,
      }),
    ) as [Place, Place];
    const at = (yIndex: Value, xIndex: Value): Value =>
      this.#to.extract(this.#input, [batch, yIndex, xIndex, channel]);
    if (!this.#resize.isBilinear) return at(this.#nearest(row), this.#nearest(column));
    const rows = this.#around(row);
    const columns = this.#around(column);
    const numbers = rows.map((r) => columns.map((c) => at(r, c)));
    return this.#float
      ? this.#blendFloats(numbers, row, column)
      : this.#blend(numbers, row, column);
  }

  #place(along: Along): Place {
    const to = this.#to;
    const { place, numerator, denominator, start, last, isOne } = along;
    const common = { numerator, last, isOne };
    const float = this.#float;
    if (isOne) return { ...common, index: this.#zero, delta: this.#floatZero ?? this.#zero };
    if (!float) {
      const scaled = to.op('arith.muli', [place, denominator]);
      const moved = to.op('arith.addi', [scaled, start]);
      const whole = to.op('arith.divsi', [moved, numerator]);
      const before = to.op('arith.muli', [whole, numerator]);
      return { ...common, index: whole, delta: to.op('arith.subi', [moved, before]) };
    }
    const [value, n, d] = [place, numerator, denominator].map((integer) =>
      to.op('arith.uitofp', [integer], float),
    ) as [Value, Value, Value];
    const floatStart = to.op('arith.sitofp', [start], float);
    const scaled = to.op('arith.mulf', [value, d]);
    const moved = to.op('arith.addf', [scaled, floatStart]);
    const exact = to.op('arith.divf', [moved, n]);
    const floor = to.op('math.floor', [exact]);
    const delta = to.op('arith.subf', [exact, floor]);
    const index = to.op('arith.fptosi', [floor], to.builder.context.i32);
    return { ...common, index, delta };
  }

  #clamped(index: Value, { last }: Place): Value {
    return this.#to.clampInteger(index, this.#zero, last);
  }

  #nearest(place: Place): Value {
    const to = this.#to;
    if (place.isOne) return to.builder.constantIndex(0);
    const one = to.i32(1);
    const isNext = this.#float
      ? to.cmpf('oge', place.delta, to.constant(FloatAttr.get(this.#float, 0.5)))
      : to.cmpi('sge', to.op('arith.shli', [place.delta, one]), place.numerator);
    const step = to.select(isNext, one, this.#zero);
    return to.toIndex(this.#clamped(to.op('arith.addi', [place.index, step]), place));
  }

  /** The places before and behind. */
  #around(place: Place): Value[] {
    const next = this.#to.op('arith.addi', [place.index, this.#to.i32(1)]);
    return [place.index, next]
      .map((index) => this.#clamped(index, place))
      .map((index) => this.#to.toIndex(index));
  }

  #blendFloats(numbers: readonly (readonly Value[])[], row: Place, column: Place): Value {
    const to = this.#to;
    const type = this.#resize.result.elementType as FloatAttr['type'];
    const one = to.constant(FloatAttr.get(type, 1));
    const weightOf = ({ delta }: Place): Value => {
      const { type: from } = delta;
      if (from === type || from.kind !== 'float') return delta;
      return to.op(from.width < type.width ? 'arith.extf' : 'arith.truncf', [delta], type);
    };
    const blend = ([a, b]: readonly Value[], place: Place): Value => {
      if (place.isOne) return a as Value;
      const weight = weightOf(place);
      const rest = to.op('arith.subf', [one, weight]);
      const first = to.op('arith.mulf', [a as Value, rest]);
      const second = to.op('arith.mulf', [b as Value, weight]);
      return to.op('arith.addf', [first, second]);
    };
    return blend(
      numbers.map((pair) => blend(pair, column)),
      row,
    );
  }

  /** In fixed point: the result is larger by both numerators. */
  #blend(numbers: readonly (readonly Value[])[], row: Place, column: Place): Value {
    const to = this.#to;
    const type = this.#resize.result.elementType;
    const widened = (value: Value): Value => widen(to, value, type);
    const wide = numbers.map((pair) => pair.map(widened));
    const blend = ([a, b]: readonly Value[], place: Place): Value => {
      const scale = widened(place.numerator);
      if (place.isOne) return to.op('arith.muli', [a as Value, scale]);
      const weight = widened(place.delta);
      const rest = to.op('arith.subi', [scale, weight]);
      const first = to.op('arith.muli', [a as Value, rest]);
      const second = to.op('arith.muli', [b as Value, weight]);
      return to.op('arith.addi', [first, second]);
    };
    return blend(
      wide.map((pair) => blend(pair, column)),
      row,
    );
  }
}

/** An integer in a type that is at least as wide. */
function widen(to: Scalars, value: Value, type: Type): Value {
  const isNarrow =
    value.type.kind === 'integer' && type.kind === 'integer' && value.type.width < type.width;
  return isNarrow ? to.op('arith.extsi', [value], type) : value;
}

export const resizePatterns: readonly ConversionPattern[] = [
  broadcastPixels,
  resizePixel,
  lowerResize,
];

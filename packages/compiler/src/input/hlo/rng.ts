/**
 * Random numbers, by upstream's algorithms, so that they are the same ones: `mhlo.rng` counts the elements
 * through a linear congruential generator, `mhlo.rng_bit_generator` through Threefry.
 */

import {
  AffineMap,
  type ConversionPattern,
  type DenseElementsAttr,
  DYNAMIC,
  FloatAttr,
  IntegerAttr,
  IntegerType,
  numElements,
  RankedTensorType,
  type Rewriter,
  type Value,
} from '@iree-workbench/ir';
import { byPlace } from '../by-place.ts';
import {
  constantOf,
  emptyTensor,
  generic,
  mapOf,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { reshapeTo } from '../tosa/reshape.ts';
import { i64Elements, wordOf } from './attributes.ts';
import { hloLowering, signlessTensor } from './hlo-lowering.ts';

const LCG = { multiplier: 1103515245, increment: 12345, perStep: 2.3283064e-10 };

const lowerUniform = hloLowering('rng', (op, operands, rewriter) => {
  const [min, max, shape] = operands as [Value, Value, Value];
  const type = signlessTensor(op.result());
  if (!type || wordOf(op, 'rng_distribution') !== 'UNIFORM') return false;
  const { elementType } = type;
  if (elementType.kind !== 'float') return false;
  const to = new Scalars(rewriter);
  const sizes = type.shape.flatMap((size, dim) => {
    if (size !== DYNAMIC) return [];
    const extent = to.extract(shape, [rewriter.constantIndex(dim)]);
    return [extent.type.kind === 'index' ? extent : to.toIndex(extent)];
  });
  const rank = type.shape.length;
  const scalar = mapOf(rank, []);
  const state = {
    inputs: [min, max],
    inits: [emptyTensor(rewriter, type, sizes)],
    maps: [scalar, scalar, AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body, args) => {
    const scalars = new Scalars(body);
    const [low, high] = args as [Value, Value];
    let seed = scalars.i32(0);
    const multiplier = scalars.i32(LCG.multiplier);
    const increment = scalars.i32(LCG.increment);
    for (let dim = 0; dim < rank; dim++) {
      const place = scalars.op('arith.index_cast', [scalars.index(dim)], body.context.i32);
      const product = scalars.op('arith.muli', [
        scalars.op('arith.addi', [place, seed]),
        multiplier,
      ]);
      seed = scalars.op('arith.addi', [product, increment]);
    }
    const perStep = scalars.constant(FloatAttr.get(elementType, LCG.perStep));
    const range = scalars.op('arith.subf', [high, low]);
    const scale = scalars.op('arith.mulf', [range, perStep]);
    const number = scalars.op('arith.uitofp', [seed], elementType);
    return [scalars.op('arith.addf', [scalars.op('arith.mulf', [number, scale]), low])];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** Threefry's state: two words of key with their parity, and a counter of 64 bits. */
interface State {
  readonly keys: readonly [Value, Value, Value];
  readonly counter: Value;
}

/** The low and the high half of 64 bits. */
function halves(to: Scalars, value: Value): [Value, Value] {
  const { i32 } = to.builder.context;
  const low = to.op('arith.trunci', [value], i32);
  const high = to.op('arith.shrui', [value, to.integer(value.type, 32)]);
  return [low, to.op('arith.trunci', [high], i32)];
}

function joined(to: Scalars, low: Value, high: Value): Value {
  const i64 = IntegerType.get(to.builder.context, 64);
  const width = to.integer(i64, 32);
  const upper = to.op('arith.shli', [to.op('arith.extui', [high], i64), width]);
  return to.op('arith.ori', [to.op('arith.extui', [low], i64), upper]);
}

const isWords = ({ shape, elementType }: RankedTensorType, count: number, width: number): boolean =>
  shape.length === 1 &&
  shape[0] === count &&
  elementType instanceof IntegerType &&
  elementType.width === width;

/** Reads a state of two words of 64 bits or four of 32; null of others. */
function readState(to: Scalars, store: Value, type: RankedTensorType): State | null {
  const word = (i: number): Value => to.extract(store, [to.builder.constantIndex(i)]);
  if (isWords(type, 2, 64)) {
    const counter = word(1);
    return { counter, keys: withParity(to, ...halves(to, word(0))) };
  }
  if (!isWords(type, 4, 32)) return null;
  // It is read with the upper half first, but written the other way round.
  const [high, low] = [word(2), word(3)];
  const counter = joined(to, low, high);
  return { counter, keys: withParity(to, word(0), word(1)) };
}

const PARITY = 0x1bd11bda;
function withParity(to: Scalars, first: Value, second: Value): State['keys'] {
  const parity = to.op('arith.xori', [to.op('arith.xori', [to.i32(PARITY), first]), second]);
  return [first, second, parity];
}

function writeState(to: Scalars, store: Value, type: RankedTensorType, counter: Value): Value {
  const insert = (value: Value, into: Value, i: number): Value =>
    to.op('tensor.insert', [value, into, to.builder.constantIndex(i)], store.type);
  if (isWords(type, 2, 64)) return insert(counter, store, 1);
  const [low, high] = halves(to, counter);
  return insert(high, insert(low, store, 2), 3);
}

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24];
const GROUPS = 5;

/** Twenty rounds of Threefry-2x32 on the counter, moved on by the index of the innermost loop. */
function threefry(to: Scalars, { keys, counter }: State): [Value, Value] {
  const add = (a: Value, b: Value): Value => to.op('arith.addi', [a, b]);
  const xor = (a: Value, b: Value): Value => to.op('arith.xori', [a, b]);
  const rotate = (value: Value, by: number): Value => {
    const [left, right] = [to.i32(by), to.i32(32 - by)];
    const shifted = to.op('arith.shli', [value, left]);
    return to.op('arith.ori', [shifted, to.op('arith.shrui', [value, right])]);
  };
  const index = to.op('arith.index_cast', [to.index(0)], counter.type);
  const [low, high] = halves(to, add(index, counter));
  let [x, y] = [add(low, keys[0]), add(high, keys[1])];
  for (let group = 0; group < GROUPS; group++) {
    for (let round = 0; round < 4; round++) {
      x = add(x, y);
      y = xor(x, rotate(y, ROTATIONS[((4 * group) % 8) + round] ?? 0));
    }
    const count = to.i32(group + 1);
    x = add(x, keys[(group + 1) % 3] as Value);
    y = add(add(y, keys[(group + 2) % 3] as Value), count);
  }
  return [x, y];
}

/**
 * The dimension along which the two words of each call lie side by side: the first of even size, else the
 * longest.
 */
function halvedDim(shape: readonly number[]): number {
  const even = shape.findIndex((size) => size % 2 === 0);
  return even >= 0 ? even : shape.indexOf(Math.max(...shape));
}

/** Words of up to 32 bits: the first of each pair, then the second, along the dimension. */
function narrowWords(rewriter: Rewriter, state: State, type: RankedTensorType): Value | null {
  const { elementType, shape } = type;
  const dim = halvedDim(shape);
  const half = shape.map((size, i) => (i === dim ? Math.ceil(size / 2) : size));
  const count = numElements(half);
  const flat = RankedTensorType.get([count], elementType);
  const inits = [emptyTensor(rewriter, flat, []), emptyTensor(rewriter, flat, [])];
  const loops = byPlace(rewriter, inits, (to) =>
    threefry(to, state).map((word) =>
      elementType === word.type ? word : to.op('arith.trunci', [word], elementType),
    ),
  );
  if (numElements(shape) === 1) return reshapeTo(rewriter, loops.result(0), type);
  const parted = dim === half.length - 1 ? [...half, 1] : half;
  const pairs = loops.results.map((words) =>
    reshapeTo(rewriter, words, RankedTensorType.get(parted, elementType)),
  );
  if (!pairs.every((pair) => pair !== null)) return null;
  const doubled = parted.map((size, i) => (i === dim + 1 ? 2 * size : size));
  const both = rewriter.createValue('mhlo.concatenate', {
    operands: pairs,
    resultTypes: [RankedTensorType.get(doubled, elementType)],
    attributes: [['dimension', IntegerAttr.i64(rewriter.context, dim + 1)]],
  });
  const whole = shape.map((size, i) => (i === dim ? 2 * Math.ceil(size / 2) : size));
  const joinedUp = rewriter.createValue('mhlo.reshape', {
    operands: [both],
    resultTypes: [RankedTensorType.get(whole, elementType)],
  });
  const list = (values: readonly number[]): DenseElementsAttr =>
    i64Elements(rewriter.context, values);
  return rewriter.createValue('mhlo.slice', {
    operands: [joinedUp],
    resultTypes: [type],
    attributes: [
      ['start_indices', list(shape.map(() => 0))],
      ['limit_indices', list(shape)],
      ['strides', list(shape.map(() => 1))],
    ],
  });
}

/** Words of 64 bits: both of each pair. */
function wideWords(rewriter: Rewriter, state: State, type: RankedTensorType): Value | null {
  const flat = RankedTensorType.get([numElements(type.shape)], type.elementType);
  const loops = byPlace(rewriter, [emptyTensor(rewriter, flat, [])], (to) => [
    joined(to, ...threefry(to, state)),
  ]);
  return reshapeTo(rewriter, loops.result(), type);
}

const lowerBitGenerator = hloLowering('rng_bit_generator', (op, [store], rewriter) => {
  const type = signlessTensor(op.result(1));
  const stateType = store && rankedTensor(store);
  if (!stateType || !type || type.shape.includes(DYNAMIC)) return false;
  if (wordOf(op, 'rng_algorithm') !== 'THREE_FRY' || !(type.elementType instanceof IntegerType))
    return false;
  const { width } = type.elementType;
  if (width !== 16 && width !== 32 && width !== 64) return false;
  const to = new Scalars(rewriter);
  const state = readState(to, store, stateType);
  if (!state) return false;
  const half = type.shape.map((size, i) =>
    i === halvedDim(type.shape) ? Math.ceil(size / 2) : size,
  );
  const count = numElements(width === 64 ? type.shape : half);
  const steps = constantOf(rewriter, IntegerAttr.i64(rewriter.context, count));
  const counter = to.op('arith.addi', [state.counter, steps]);
  const words = (width === 64 ? wideWords : narrowWords)(rewriter, state, type);
  if (!words) return false;
  rewriter.replaceOp(op, [writeState(to, store, stateType, counter), words]);
  return true;
});

export const rngPatterns: readonly ConversionPattern[] = [lowerUniform, lowerBitGenerator];

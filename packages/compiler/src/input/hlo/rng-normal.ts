/**
 * Normal random numbers are made here, by Box's and Muller's transform of uniform ones of a Mersenne Twister with
 * seed 0: the program only scales them. So does upstream, whose numbers these are.
 */

import {
  type Builder,
  DenseArrayAttr,
  DenseElementsAttr,
  definePattern,
  FloatAttr,
  hasStaticShape,
  IntegerAttr,
  numElements,
  RankedTensorType,
  type RewritePattern,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor } from '../linalg-builder.ts';
import { i64Elements, wordOf } from './attributes.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';

const STATE_SIZE = 624;
const SHIFT_SIZE = 397;

/** The 32-bit Mersenne Twister. */
function* mersenneTwister(seed: number): Generator<number, never> {
  const state = new Uint32Array(STATE_SIZE);
  state[0] = seed;
  for (let i = 1; i < STATE_SIZE; i++) {
    const last = state[i - 1] ?? 0;
    state[i] = Math.imul(1812433253, last ^ (last >>> 30)) + i;
  }
  while (true) {
    for (let i = 0; i < STATE_SIZE; i++) {
      const y = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % STATE_SIZE] ?? 0) & 0x7fffffff);
      const twisted = (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      state[i] = (state[(i + SHIFT_SIZE) % STATE_SIZE] ?? 0) ^ twisted;
    }
    for (let y of state) {
      y ^= y >>> 11;
      y ^= (y << 7) & 0x9d2c5680;
      y ^= (y << 15) & 0xefc60000;
      yield (y ^ (y >>> 18)) >>> 0;
    }
  }
}

const EPSILON = 2 ** -23;
const TWO_PI = Math.fround(2 * Math.PI);

/** `√(-2·log u)`, `cos 2πv` and `sin 2πv` of so many pairs of uniform numbers. */
function transformed(count: number): { radii: number[]; cosines: number[]; sines: number[] } {
  const words = mersenneTwister(0);
  // Two words make a double between 0 and 1; then it is rounded.
  const uniform = (): number => {
    const [low, high] = [words.next().value, words.next().value];
    return Math.fround((low + high * 2 ** 32) / 2 ** 64);
  };
  const radii: number[] = [];
  const cosines: number[] = [];
  const sines: number[] = [];
  while (radii.length < count) {
    const [u, v] = [uniform(), uniform()];
    if (u <= EPSILON) continue;
    const angle = Math.fround(TWO_PI * v);
    radii.push(Math.sqrt(Math.fround(-2 * Math.log(u))));
    cosines.push(Math.cos(angle));
    sines.push(Math.sin(angle));
  }
  return { radii, cosines, sines };
}

function floats(builder: Builder, values: readonly number[]): Value {
  const { f32 } = builder.context;
  const type = RankedTensorType.get([values.length], f32);
  const attr = DenseElementsAttr.fromElements(
    type,
    values.map((value) => FloatAttr.get(f32, value)),
  );
  return builder.createValue('mhlo.constant', {
    resultTypes: [type],
    attributes: [['value', attr]],
  });
}

function repeated(builder: Builder, scalar: Value, type: RankedTensorType): Value {
  return builder.createValue('mhlo.broadcast', {
    operands: [scalar],
    resultTypes: [type],
    attributes: [['broadcast_sizes', i64Elements(builder.context, type.shape)]],
  });
}

export const expandRngNormal: RewritePattern = definePattern(
  'mhlo.rng',
  'normal random numbers',
  (op, rewriter) => {
    const type = rankedTensor(op.result());
    if (wordOf(op, 'rng_distribution') !== 'NORMAL' || !type || !hasStaticShape(type)) return false;
    const { context } = rewriter;
    if (type.elementType !== context.f32) return false;
    const [mean, deviation] = op.operands as [Value, Value];
    const count = numElements(type.shape);
    const half = Math.ceil(count / 2);
    const { radii, cosines, sines } = transformed(half);
    const to = new HloArithmetic(rewriter);
    const radius = floats(rewriter, radii);
    const flat = radius.type as RankedTensorType;
    const scale = repeated(rewriter, deviation, flat);
    const magnitude = to.mul(scale, radius);
    const mu = repeated(rewriter, mean, flat);
    const pair = [cosines, sines].map((values) =>
      to.add(to.mul(magnitude, floats(rewriter, values)), mu),
    );
    let result = rewriter.createValue('mhlo.concatenate', {
      operands: pair,
      resultTypes: [RankedTensorType.get([2 * half], context.f32)],
      attributes: [['dimension', IntegerAttr.i64(context, 0)]],
    });
    const list = (value: number): DenseArrayAttr => DenseArrayAttr.i64(context, [value]);
    if (2 * half !== count)
      result = rewriter.createValue('tensor.extract_slice', {
        operandGroups: [[result], [], [], []],
        resultTypes: [RankedTensorType.get([count], context.f32)],
        attributes: [
          ['static_offsets', list(0)],
          ['static_sizes', list(count)],
          ['static_strides', list(1)],
        ],
      });
    if (type.shape.length !== 1)
      result = rewriter.createValue('mhlo.reshape', { operands: [result], resultTypes: [type] });
    rewriter.replaceOp(op, [result]);
    return true;
  },
);

/** Reductions whose order does not matter, so that they may run on several accumulators at once. */

import {
  type Block,
  FloatAttr,
  IntegerAttr,
  type Operation,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';

export interface Combiner {
  combine(emitter: Emitter, lhs: Value, rhs: Value): Value;
  /** Every step rounds, the more the larger the accumulator is. */
  readonly isFloatSum: boolean;
  /** The value that changes nothing when combined. */
  neutral(emitter: Emitter, type: Type): Value;
}

type Neutral = 'zero' | 'one' | 'lowest' | 'highest' | 'unsigned-highest' | 'all-ones';
const NEUTRALS: Readonly<Record<string, Neutral>> = {
  'arith.addf': 'zero',
  'arith.addi': 'zero',
  'arith.mulf': 'one',
  'arith.muli': 'one',
  'arith.maxf': 'lowest',
  'arith.minf': 'highest',
  'arith.maxsi': 'lowest',
  'arith.minsi': 'highest',
  'arith.maxui': 'zero',
  'arith.minui': 'unsigned-highest',
  'arith.andi': 'all-ones',
  'arith.ori': 'zero',
  'arith.xori': 'zero',
};

function neutralValue(emitter: Emitter, kind: Neutral, type: Type): Value {
  if (type.kind === 'float') {
    const value = {
      zero: 0,
      one: 1,
      lowest: Number.NEGATIVE_INFINITY,
      highest: Number.POSITIVE_INFINITY,
    };
    return emitter.constant(FloatAttr.get(type, value[kind as keyof typeof value]), type);
  }
  if (type.kind !== 'integer') throw new Error(`no neutral element of ${type.kind}`);
  const top = 1n << BigInt(type.width - 1);
  const value: Record<Neutral, bigint> = {
    zero: 0n,
    one: 1n,
    lowest: -top,
    highest: top - 1n,
    'unsigned-highest': -1n,
    'all-ones': -1n,
  };
  return emitter.constant(IntegerAttr.get(type, value[kind]), type);
}

/** The operation that joins the accumulator with the rest in a body's yielded value, or null. */
export function combinerOf(body: Block, argument: number, result: number): Operation | null {
  const accumulator = body.argument(argument);
  const yielded = body.last?.operands[result];
  const op = yielded?.definingOp;
  if (!op || op.block !== body || !NEUTRALS[op.name] || !accumulator.hasOneUse) return null;
  if (accumulator.uses[0]?.owner !== op || !yielded.hasOneUse) return null;
  return op.operands.filter((operand) => operand === accumulator).length === 1 ? op : null;
}

/** A combiner for each accumulator of the body, or null if one of them is none of these. */
export function reductionCombiners(body: Block, numInputs: number): Combiner[] | null {
  const combiners: Combiner[] = [];
  for (let result = 0; numInputs + result < body.arguments.length; result++) {
    const op = combinerOf(body, numInputs + result, result);
    const neutral = op && NEUTRALS[op.name];
    if (!op || !neutral) return null;
    const attributes = op.attributes.entries;
    combiners.push({
      combine: (emitter, lhs, rhs) => emitter.value(op.name, [lhs, rhs], lhs.type, attributes),
      isFloatSum: op.is('arith.addf'),
      neutral: (emitter, type) => neutralValue(emitter, neutral, type),
    });
  }
  return combiners;
}

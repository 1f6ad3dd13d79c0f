/** `fft`: one stage of butterflies along the last dimension, each element computed where it is. */

import { FloatAttr, operandsNamed, type Value } from '@iree-workbench/ir';
import { byPlace } from '../../input/by-place.ts';
import { constantOf } from '../../input/linalg-builder.ts';
import { type ExtLowering, emptyLike, outputsOf, range } from './lowering.ts';

/** `iree_linalg_ext.fft`; without coefficients, they are computed. */
export const lowerFft: ExtLowering = (op, builder) => {
  const [stage, ...coefficients] = operandsNamed(op, 'inputs');
  const [real, imaginary] = outputsOf(op);
  const elementType = real?.type.elementType;
  if (!stage || !real || !imaginary || elementType?.kind !== 'float') return null;
  const rank = real.type.shape.length;
  const inits = [real, imaginary].map((part) => emptyLike(builder, part));
  const results = byPlace(builder, inits, (to) => {
    const at = range(rank).map((dim) => to.index(dim));
    const place = at[rank - 1] as Value;
    const one = to.builder.constantIndex(1);
    const whole = to.op('arith.shli', [one, stage]);
    const half = to.op('arith.shrui', [whole, one]);
    const inBlock = to.op('arith.remui', [place, whole]);
    const isLow = to.cmpi('slt', inBlock, half);
    const low = to.select(isLow, place, to.op('arith.subi', [place, half]));
    const high = to.op('arith.addi', [low, half]);
    const k = to.select(isLow, inBlock, to.op('arith.subi', [inBlock, half]));
    const element = (tensor: Value, index: Value): Value =>
      to.extract(tensor, [...at.slice(0, -1), index]);
    const factor = (part: number, name: string): Value => {
      const given = coefficients[part];
      if (given) return to.extract(given, [k]);
      const toFloat = (value: Value): Value => {
        const integer = to.op('arith.index_cast', [value], to.builder.context.i32);
        return to.op('arith.sitofp', [integer], elementType);
      };
      const turn = constantOf(to.builder, FloatAttr.get(elementType, -2 * Math.PI));
      const part1 = to.op('arith.divf', [toFloat(k), toFloat(whole)]);
      return to.op(name, [to.op('arith.mulf', [turn, part1])]);
    };
    const [wr, wi] = [factor(0, 'math.cos'), factor(1, 'math.sin')];
    const [hr, hi] = [element(real.value, high), element(imaginary.value, high)];
    const product = (a: Value, b: Value): Value => to.op('arith.mulf', [a, b]);
    const turned = [
      to.op('arith.subf', [product(wr, hr), product(wi, hi)]),
      to.op('arith.addf', [product(wr, hi), product(wi, hr)]),
    ];
    return [real, imaginary].map((part, i) => {
      const base = element(part.value, low);
      const change = turned[i] as Value;
      return to.select(
        isLow,
        to.op('arith.addf', [base, change]),
        to.op('arith.subf', [base, change]),
      );
    });
  });
  return results.results;
};

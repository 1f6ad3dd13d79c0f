/** The math dialect: functions of floats and integers beyond arithmetic, from tables. */

import { DialectAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import { BoolLike, dialectAttr, FloatLike, SignlessIntegerLike } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import {
  defaultAttr,
  defineDialect,
  defineOp,
  type Fold,
  type OpDefinition,
} from '../../dialect.ts';
import type { EraRange } from '../../eras.ts';
import { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  ElementwiseMappable,
  Pure,
  SameOperandsAndResultShape,
  SameOperandsAndResultType,
  TypesMatchWith,
} from '../../traits.ts';
import { bitWidth } from '../../types.ts';
import { i1SameShape } from '../arith/ops.ts';

const fastmath = defaultAttr(
  dialectAttr('arith.fastmath', 'Floating point fast math flags'),
  (context: Context) => DialectAttr.get(context, 'arith', 'fastmath', ['none']),
);
const traits = [Pure, SameOperandsAndResultType, ...ElementwiseMappable];

/** Folds scalars of formats that a double holds; `f` must round correctly there. */
const foldFloats =
  (f: (...values: number[]) => number): Fold =>
  (op, operands) => {
    const type = op.result().type;
    if (type.kind !== 'float' || type.width > 64) return null;
    const values = operands.map((attr) => (attr?.kind === 'float' ? attr.value : null));
    return values.every((value) => value !== null)
      ? [FloatAttr.get(type, f(...(values as number[])))]
      : null;
  };

const floats = (
  name: string,
  summary: string,
  arity: 1 | 2 | 3,
  fold?: (...values: number[]) => number,
  range: EraRange = {},
): OpDefinition => {
  const names = arity === 1 ? ['operand'] : arity === 2 ? ['lhs', 'rhs'] : ['a', 'b', 'c'];
  return defineOp(`math.${name}`, {
    summary,
    operands: Object.fromEntries(names.map((operand) => [operand, FloatLike])),
    results: { result: FloatLike },
    attributes: { fastmath },
    traits,
    ...range,
    ...(fold ? { fold: foldFloats(fold) } : {}),
    assemblyFormat: `${names.map((operand) => `$${operand}`).join(' `,` ')} (\`fastmath\` \`\` $fastmath^)? attr-dict \`:\` type($result)`,
  });
};

const integers = (
  name: string,
  summary: string,
  arity: 1 | 2,
  compute: (values: readonly bigint[], width: number) => bigint | null,
): OpDefinition =>
  defineOp(`math.${name}`, {
    summary,
    operands:
      arity === 1
        ? { operand: SignlessIntegerLike }
        : { lhs: SignlessIntegerLike, rhs: SignlessIntegerLike },
    results: { result: SignlessIntegerLike },
    traits,
    fold(op, operands) {
      const type = op.result().type;
      if (type.kind !== 'integer' && type.kind !== 'index') return null;
      const values: bigint[] = [];
      for (const attr of operands) {
        if (attr?.kind !== 'integer') return null;
        values.push(attr.value);
      }
      const value = compute(values, bitWidth(type));
      return value === null ? null : [IntegerAttr.get(type, value)];
    },
    assemblyFormat: `${arity === 1 ? '$operand' : '$lhs `,` $rhs'} attr-dict \`:\` type($result)`,
  });

const LATER: EraRange = { since: '2026' };

/** What kind of number a float is. */
const classification = (name: string, summary: string): OpDefinition =>
  defineOp(`math.${name}`, {
    summary,
    operands: { operand: FloatLike },
    results: { result: BoolLike },
    attributes: { fastmath },
    traits: [
      Pure,
      TypesMatchWith(
        'result type has i1 element type and same shape as operands',
        'operand',
        'result',
        i1SameShape,
      ),
      ...ElementwiseMappable,
    ],
    inferTypes: ({ operands: [operand] }) => (operand ? [i1SameShape(operand.type)] : null),
    assemblyFormat: '$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($operand)',
    ...LATER,
  });

const bitsOf = (value: bigint, width: number): string =>
  BigInt.asUintN(width, value).toString(2).padStart(width, '0');

/** Halves to even, as `rint` does. */
function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const operations: readonly OpDefinition[] = [
  floats('absf', 'absolute value', 1, Math.abs),
  floats('atan', 'arcus tangent', 1),
  floats('atan2', 'arcus tangent of a quotient, in all quadrants', 2),
  floats('cbrt', 'cube root', 1),
  floats('ceil', 'rounds up', 1, Math.ceil),
  floats('copysign', 'the first operand with the sign of the second', 2),
  floats('cos', 'cosine', 1),
  floats('erf', 'error function', 1),
  floats('exp', 'exponential', 1),
  floats('exp2', 'power of two', 1),
  floats('expm1', 'exponential less one', 1),
  floats('floor', 'rounds down', 1, Math.floor),
  floats('fma', 'product and sum, rounded once', 3),
  floats('log', 'natural logarithm', 1),
  floats('log10', 'decimal logarithm', 1),
  floats('log1p', 'logarithm of one more', 1),
  floats('log2', 'binary logarithm', 1),
  floats('powf', 'power', 2),
  floats(
    'round',
    'rounds to nearest, halves away from zero',
    1,
    (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5),
  ),
  floats('roundeven', 'rounds to nearest, halves to even', 1, roundEven),
  floats('rsqrt', 'reciprocal of the square root', 1),
  floats('sin', 'sine', 1),
  floats('sqrt', 'square root', 1, Math.sqrt),
  floats('tan', 'tangent', 1),
  floats('tanh', 'hyperbolic tangent', 1),
  floats('trunc', 'rounds towards zero', 1, Math.trunc),
  integers('absi', 'absolute value', 1, ([a = 0n]) => (a < 0n ? -a : a)),
  integers('ctlz', 'leading zeros', 1, ([a = 0n], width) =>
    BigInt(/^0*/.exec(bitsOf(a, width))?.[0].length ?? 0),
  ),
  integers('cttz', 'trailing zeros', 1, ([a = 0n], width) =>
    BigInt(/0*$/.exec(bitsOf(a, width))?.[0].length ?? 0),
  ),
  integers('ctpop', 'ones', 1, ([a = 0n], width) =>
    BigInt(bitsOf(a, width).replaceAll('0', '').length),
  ),
  integers('ipowi', 'power of integers', 2, ([a = 0n, b = 0n]) => (b < 0n ? null : a ** b)),
  floats('acos', 'arcus cosine', 1, undefined, LATER),
  floats('acosh', 'inverse of the hyperbolic cosine', 1, undefined, LATER),
  floats('asin', 'arcus sine', 1, undefined, LATER),
  floats('asinh', 'inverse of the hyperbolic sine', 1, undefined, LATER),
  floats('atanh', 'inverse of the hyperbolic tangent', 1, undefined, LATER),
  floats('cosh', 'hyperbolic cosine', 1, undefined, LATER),
  floats('sinh', 'hyperbolic sine', 1, undefined, LATER),
  floats('erfc', 'one less the error function', 1, undefined, LATER),
  classification('isfinite', 'is a float neither infinite nor NaN?'),
  classification('isinf', 'is a float infinite?'),
  classification('isnan', 'is a float NaN?'),
  classification('isnormal', 'is a float neither zero, subnormal, infinite nor NaN?'),
  defineOp('math.clampf', {
    summary: 'the nearest float between two bounds',
    operands: { value: FloatLike, min: FloatLike, max: FloatLike },
    results: { result: FloatLike },
    attributes: { fastmath },
    traits,
    assemblyFormat:
      '$value `to` ` ` `[` $min `,` $max `]` (`fastmath` `` $fastmath^)? attr-dict `:` type($result)',
    ...LATER,
  }),
  defineOp('math.sincos', {
    summary: 'sine and cosine',
    operands: { operand: FloatLike },
    results: { sin: FloatLike, cos: FloatLike },
    attributes: { fastmath },
    traits: [Pure, AllTypesMatch('operand', 'sin', 'cos'), ...ElementwiseMappable],
    resultNames(op, setName) {
      setName(op.result(0), 'sin');
      setName(op.result(1), 'cos');
    },
    assemblyFormat: '$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($operand)',
    ...LATER,
  }),
  defineOp('math.fpowi', {
    summary: 'float to an integer power',
    operands: { lhs: FloatLike, rhs: SignlessIntegerLike },
    results: { result: FloatLike },
    attributes: { fastmath },
    traits: [
      Pure,
      SameOperandsAndResultShape,
      AllTypesMatch('lhs', 'result'),
      ...ElementwiseMappable,
    ],
    inferTypes: ({ operands: [lhs] }) => (lhs ? [lhs.type] : null),
    assemblyFormat:
      '$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs) `,` type($rhs)',
  }),
];

export const mathDialect = defineDialect({
  name: 'math',
  summary: 'functions of floats and integers',
  operations,
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    (value.kind === 'float' || value.kind === 'integer') && value.type === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

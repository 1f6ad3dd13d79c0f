/** What mhlo's elementwise operations compute of one element each, in arith, math and complex. */

import {
  FloatAttr,
  type FloatType,
  IntegerType,
  type Operation,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { integerBounds } from '../linalg-builder.ts';
import type { Scalars } from '../scalars.ts';
import { numberOf, wordOf } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf } from './hlo-lowering.ts';
import { reducePrecision } from './reduce-precision.ts';

/** An operation on elements: what they are, with their signs, and their values, without. */
export interface ElementOperation {
  readonly op: Operation;
  readonly args: readonly Value[];
  /** The result's element type, without sign. */
  readonly result: Type;
  readonly to: Scalars;
}

type Compute = (element: ElementOperation) => Value | null;
type Names = Readonly<
  Partial<Record<'float' | 'signed' | 'unsigned' | 'pred' | 'complex', string>>
>;

/** Which arithmetic is for a type: truth values and unsigned integers have their own. */
function arithmeticOf(type: Type): keyof Names | null {
  if (type.kind === 'float' || type.kind === 'complex') return type.kind;
  if (!(type instanceof IntegerType)) return null;
  if (type.width === 1) return 'pred';
  return type.signedness === 'unsigned' ? 'unsigned' : 'signed';
}
const arithmeticOfOperand = (op: Operation, index = 0): keyof Names | null =>
  arithmeticOf(elementOf(op.operand(index)));

/** One operation, by the kind of the operands. */
const by =
  (names: Names): Compute =>
  ({ op, args, result, to }) => {
    const kind = arithmeticOfOperand(op);
    const name = kind && names[kind];
    return name ? to.op(name, args, result) : null;
  };
const byInteger = (name: string, others: Names = {}): Compute =>
  by({ signed: name, unsigned: name, pred: name, ...others });

const float = (to: Scalars, type: Type, value: number): Value =>
  to.constant(FloatAttr.get(type as FloatType, value));

const abs: Compute = (element) => {
  const { op, args, to } = element;
  if (arithmeticOfOperand(op) !== 'signed')
    return by({ float: 'math.absf', complex: 'complex.abs' })(element);
  const [value] = args as [Value];
  const zero = to.integer(value.type, 0);
  const isPositive = to.cmpi('sge', value, zero);
  return to.select(isPositive, value, to.op('arith.subi', [zero, value]));
};

const negate: Compute = (element) => {
  const [value] = element.args as [Value];
  if (value.type.kind !== 'integer')
    return by({ float: 'arith.negf', complex: 'complex.neg' })(element);
  return element.to.op('arith.subi', [element.to.integer(value.type, 0), value]);
};

const sign: Compute = (element) => {
  const { args, to, op } = element;
  const [value] = args as [Value];
  const { type } = value;
  switch (arithmeticOfOperand(op)) {
    case 'float': {
      // Zeros and what is no number are their own sign.
      const isNonZero = to.cmpf('one', value, float(to, type, 0));
      const one = to.op('math.copysign', [float(to, type, 1), value]);
      return to.select(isNonZero, one, value);
    }
    case 'signed': {
      const zero = to.integer(type, 0);
      const width = (type as IntegerType).width;
      const filled = to.op('arith.shrsi', [value, to.integer(type, width - 1)]);
      const unit = to.op('arith.ori', [filled, to.integer(type, 1)]);
      return to.select(to.cmpi('eq', value, zero), zero, unit);
    }
    case 'complex':
      return to.op('complex.sign', [value]);
    default:
      return null;
  }
};

const logistic: Compute = ({ args, to }) => {
  const [value] = args as [Value];
  const { type } = value;
  if (type.kind === 'complex') {
    const power = to.op('complex.exp', [to.op('complex.neg', [value])]);
    const parts = [1, 0].map((part) => float(to, type.elementType, part));
    const one = to.op('complex.create', parts, type);
    return to.op('complex.div', [one, to.op('complex.add', [power, one])]);
  }
  if (type.kind !== 'float') return null;
  const one = float(to, type, 1);
  const power = to.op('math.exp', [to.op('arith.negf', [value])]);
  return to.op('arith.divf', [one, to.op('arith.addf', [power, one])]);
};

const not: Compute = ({ args, to }) => {
  const [value] = args as [Value];
  return value.type.kind === 'integer'
    ? to.op('arith.xori', [value, to.integer(value.type, -1)])
    : null;
};

const finiteness: Compute = ({ args, to }) => {
  const [value] = args as [Value];
  const infinity = float(to, value.type, Number.POSITIVE_INFINITY);
  return to.cmpf('one', to.op('math.absf', [value]), infinity);
};

/**
 * Division that is defined everywhere: by zero it gives all bits (and leaves the dividend), and of the
 * least number by -1 the least number (and leaves nothing).
 */
const division =
  (ofFloats: Names, signed: string, unsigned: string, isQuotient: boolean): Compute =>
  (element) => {
    const { op, args, to } = element;
    const [lhs, rhs] = args as [Value, Value];
    const kind = arithmeticOfOperand(op);
    const { type } = lhs;
    if (kind === null || !(type instanceof IntegerType)) return by(ofFloats)(element);
    const one = to.integer(type, 1);
    const byZero = to.cmpi('eq', rhs, to.integer(type, 0));
    const otherwise = isQuotient ? to.integer(type, -1) : lhs;
    if (kind !== 'signed') {
      const divisor = to.select(byZero, one, rhs);
      return to.select(byZero, otherwise, to.op(unsigned, [lhs, divisor]));
    }
    const least = to.integer(type, integerBounds(type).min);
    const isLeast = to.cmpi('eq', lhs, least);
    const byMinusOne = to.cmpi('eq', rhs, to.integer(type, -1));
    const overflows = to.op('arith.andi', [isLeast, byMinusOne]);
    const isUnsafe = to.op('arith.ori', [byZero, overflows]);
    const divided = to.op(signed, [lhs, to.select(isUnsafe, one, rhs)]);
    const wrapped = isQuotient ? least : to.integer(type, 0);
    return to.select(byZero, otherwise, to.select(overflows, wrapped, divided));
  };

/** Shifts by as many bits as there are, or more, give what no bit is left in. */
const shift =
  (name: string, isArithmetic: boolean): Compute =>
  ({ args, to }) => {
    const [value, count] = args as [Value, Value];
    const { type } = value;
    if (!(type instanceof IntegerType)) return null;
    const beyond = isArithmetic
      ? to.op('arith.shrsi', [value, to.integer(type, type.width - 1)])
      : to.integer(type, 0);
    const width = to.integer(type, type.width);
    const shifted = to.op(name, [value, count]);
    return to.select(to.cmpi('ult', count, width), shifted, beyond);
  };

/** Integers by squaring, as many times as their widths have bits. */
const power: Compute = (element) => {
  const { op, args, to } = element;
  const [base, exponent] = args as [Value, Value];
  const { type } = base;
  if (!(type instanceof IntegerType))
    return by({ float: 'math.powf', complex: 'complex.pow' })(element);
  const zero = to.integer(type, 0);
  const one = to.integer(type, 1);
  let result = one;
  let square = base;
  for (let bit = 0; bit < type.width; bit++) {
    const shifted = to.op('arith.shrui', [exponent, to.integer(type, bit)]);
    const isSet = to.cmpi('eq', to.op('arith.andi', [shifted, one]), one);
    result = to.select(isSet, to.op('arith.muli', [result, square]), result);
    square = to.op('arith.muli', [square, square]);
  }
  if (arithmeticOfOperand(op) !== 'signed') return result;
  // Below one, only the powers of 1 and -1 are whole numbers.
  const minusOne = to.integer(type, -1);
  const isEven = to.cmpi('eq', to.op('arith.andi', [exponent, one]), zero);
  const ofMinusOne = to.select(isEven, one, minusOne);
  const ofOthers = to.select(to.cmpi('eq', base, one), one, zero);
  const fraction = to.select(to.cmpi('eq', base, minusOne), ofMinusOne, ofOthers);
  return to.select(to.cmpi('slt', exponent, zero), fraction, result);
};

const INTEGER_RELATIONS = {
  EQ: ['eq', 'eq'],
  NE: ['ne', 'ne'],
  LT: ['slt', 'ult'],
  LE: ['sle', 'ule'],
  GT: ['sgt', 'ugt'],
  GE: ['sge', 'uge'],
} as const;
const FLOAT_RELATIONS = {
  EQ: 'oeq',
  NE: 'une',
  LT: 'olt',
  LE: 'ole',
  GT: 'ogt',
  GE: 'oge',
} as const;
const isRelation = (word: string | null): word is keyof typeof FLOAT_RELATIONS =>
  word !== null && Object.hasOwn(FLOAT_RELATIONS, word);

/** An integer that orders all floats: -NaN, -∞, …, -0, 0, …, ∞, NaN. */
function totalOrder(to: Scalars, value: Value): Value {
  const { width = 0 } = value.type as FloatType;
  const type = IntegerType.get(value.type.context, width);
  const zero = to.integer(type, 0);
  const greatest = to.integer(type, integerBounds(type).max);
  const bits = to.op('arith.bitcast', [value], type);
  const isNegative = to.cmpi('slt', bits, zero);
  return to.select(isNegative, to.op('arith.subi', [greatest, bits]), bits);
}

const compare: Compute = ({ op, args, to }) => {
  const [lhs, rhs] = args as [Value, Value];
  const relation = wordOf(op, 'comparison_direction');
  if (!isRelation(relation)) return null;
  switch (arithmeticOfOperand(op)) {
    case 'float': {
      if (wordOf(op, 'compare_type') !== 'TOTALORDER')
        return to.cmpf(FLOAT_RELATIONS[relation], lhs, rhs);
      const [a, b] = [lhs, rhs].map((value) => totalOrder(to, value)) as [Value, Value];
      return to.cmpi(INTEGER_RELATIONS[relation][0], a, b);
    }
    case 'signed':
      return to.cmpi(INTEGER_RELATIONS[relation][0], lhs, rhs);
    case 'unsigned':
    case 'pred':
      return to.cmpi(INTEGER_RELATIONS[relation][1], lhs, rhs);
    case 'complex': {
      if (relation !== 'EQ' && relation !== 'NE') return null;
      const name = relation === 'EQ' ? 'complex.eq' : 'complex.neq';
      return to.op(name, [lhs, rhs], to.builder.context.i1);
    }
    default:
      return null;
  }
};

/** The greater or the less of two numbers; complex ones are compared by their real parts first. */
const extremum =
  (names: Names, relation: 'oge' | 'ole'): Compute =>
  (element) => {
    const { op, args, to } = element;
    const [lhs, rhs] = args as [Value, Value];
    if (arithmeticOfOperand(op) !== 'complex' || lhs.type.kind !== 'complex')
      return by(names)(element);
    const { elementType } = lhs.type;
    const [a, b, c, d] = ['complex.re', 'complex.im'].flatMap((name) =>
      args.map((value) => to.op(name, [value], elementType)),
    ) as [Value, Value, Value, Value];
    const isSameReal = to.cmpf('oeq', a, b);
    const byImaginary = to.cmpf(relation, c, d);
    const byReal = to.cmpf(relation, a, b);
    const isFirst = to.op('arith.ori', [to.op('arith.andi', [isSameReal, byImaginary]), byReal]);
    return to.select(isFirst, lhs, rhs);
  };
const maximum = extremum(
  { float: 'arith.maxf', signed: 'arith.maxsi', unsigned: 'arith.maxui', pred: 'arith.maxui' },
  'oge',
);
const minimum = extremum(
  { float: 'arith.minf', signed: 'arith.minsi', unsigned: 'arith.minui', pred: 'arith.minui' },
  'ole',
);

const clamp: Compute = (element) => {
  const [min, value, max] = element.args as [Value, Value, Value];
  const atLeast = maximum({ ...element, args: [min, value] });
  return atLeast && minimum({ ...element, args: [atLeast, max] });
};

const bitcast: Compute = ({ args, result, to }) => {
  const [value] = args as [Value];
  if (value.type === result) return value;
  return widthOf(value.type) === widthOf(result) ? to.op('arith.bitcast', [value], result) : null;
};
const widthOf = (type: Type): number | null =>
  type.kind === 'integer' || type.kind === 'float' ? type.width : null;

/** Part of a complex number; what is real has no imaginary part. */
const part =
  (name: 'complex.re' | 'complex.im'): Compute =>
  ({ args, result, to }) => {
    const [value] = args as [Value];
    if (value.type.kind === 'complex') return to.op(name, [value], result);
    return name === 'complex.re' ? value : float(to, value.type, 0);
  };

const maths = (name: string, complex: string | null): Compute =>
  by({ float: `math.${name}`, ...(complex !== null && { complex: `complex.${complex}` }) });

const COMPUTE: Readonly<Record<string, Compute>> = {
  abs,
  add: byInteger('arith.addi', { float: 'arith.addf', complex: 'complex.add' }),
  and: byInteger('arith.andi'),
  atan2: maths('atan2', 'atan2'),
  bitcast_convert: bitcast,
  cbrt: maths('cbrt', null),
  ceil: maths('ceil', null),
  clamp,
  compare,
  complex: ({ args, result, to }) => to.op('complex.create', args, result),
  convert: ({ op, args, result, to }) =>
    convertElement(to, args[0] as Value, elementOf(op.operand(0)), elementOf(op.result()), result),
  copy: ({ args }) => args[0] ?? null,
  cosine: maths('cos', 'cos'),
  count_leading_zeros: byInteger('math.ctlz'),
  divide: division(
    { float: 'arith.divf', complex: 'complex.div' },
    'arith.divsi',
    'arith.divui',
    true,
  ),
  exponential: maths('exp', 'exp'),
  exponential_minus_one: maths('expm1', 'expm1'),
  floor: maths('floor', null),
  imag: part('complex.im'),
  is_finite: finiteness,
  log: maths('log', 'log'),
  log_plus_one: maths('log1p', 'log1p'),
  logistic,
  maximum,
  minimum,
  multiply: byInteger('arith.muli', {
    float: 'arith.mulf',
    complex: 'complex.mul',
  }),
  negate,
  not,
  or: byInteger('arith.ori'),
  popcnt: byInteger('math.ctpop'),
  power,
  real: part('complex.re'),
  reduce_precision: ({ op, args, to }) =>
    reducePrecision(
      to,
      args[0] as Value,
      numberOf(op, 'exponent_bits'),
      numberOf(op, 'mantissa_bits'),
    ),
  remainder: division({ float: 'arith.remf' }, 'arith.remsi', 'arith.remui', false),
  round_nearest_afz: maths('round', null),
  round_nearest_even: maths('roundeven', null),
  rsqrt: maths('rsqrt', 'rsqrt'),
  select: ({ args, to }) => to.select(...(args as [Value, Value, Value])),
  shift_left: shift('arith.shli', false),
  shift_right_arithmetic: shift('arith.shrsi', true),
  shift_right_logical: shift('arith.shrui', false),
  sign,
  sine: maths('sin', 'sin'),
  sqrt: maths('sqrt', 'sqrt'),
  subtract: byInteger('arith.subi', { float: 'arith.subf', complex: 'complex.sub' }),
  tan: maths('tan', 'tan'),
  tanh: maths('tanh', 'tanh'),
  xor: byInteger('arith.xori'),
};

/** Operations of mhlo, without the dialect's name, that compute each element by itself. */
export const ELEMENTWISE: readonly string[] = Object.keys(COMPUTE);

/** The element that an operation makes; null if it cannot be computed of such types. */
export function elementArithmetic(element: ElementOperation): Value | null {
  const { dialect, name } = element.op.operationName;
  const stripped = name.slice(dialect.length + 1);
  if (dialect !== 'mhlo' || !Object.hasOwn(COMPUTE, stripped)) return null;
  return COMPUTE[stripped]?.(element) ?? null;
}

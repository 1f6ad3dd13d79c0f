/**
 * Complex numbers as pairs of floats: no target has them. What an operation of the complex dialect makes
 * is computed from the parts of its operands, with upstream's formulas (`convert-complex-to-standard`),
 * so that infinities and NaN come out alike.
 */

import { FloatAttr, type FloatType, IntegerAttr, type Value } from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';

/** A complex number by its real and imaginary part. */
interface Complex {
  readonly re: Value;
  readonly im: Value;
}

/** The numbers of `arith.cmpf`'s predicates. */
const PREDICATES = { oeq: 1, oge: 3, olt: 4, one: 6, ord: 7, uno: 14 } as const;

/** Makes functions of the math dialect as the target has them. */
export type MakeMath = (name: string, operands: readonly Value[]) => Value;

/** Arithmetic on the parts. */
class Parts {
  readonly #emitter: Emitter;
  readonly #math: MakeMath;
  readonly type: FloatType;
  constructor(emitter: Emitter, math: MakeMath, type: FloatType) {
    this.#emitter = emitter;
    this.#math = math;
    this.type = type;
  }
  #float(name: string, ...operands: Value[]): Value {
    return this.#emitter.value(name, operands, this.type);
  }
  #bool(name: string, ...operands: Value[]): Value {
    return this.#emitter.value(name, operands, this.#emitter.context.i1);
  }
  constant = (value: number): Value =>
    this.#emitter.constant(FloatAttr.get(this.type, value), this.type);
  add = (a: Value, b: Value): Value => this.#float('arith.addf', a, b);
  sub = (a: Value, b: Value): Value => this.#float('arith.subf', a, b);
  mul = (a: Value, b: Value): Value => this.#float('arith.mulf', a, b);
  div = (a: Value, b: Value): Value => this.#float('arith.divf', a, b);
  neg = (a: Value): Value => this.#float('arith.negf', a);
  math = (name: string, ...operands: Value[]): Value => this.#math(`math.${name}`, operands);
  abs = (a: Value): Value => this.math('absf', a);
  compare = (predicate: keyof typeof PREDICATES, a: Value, b: Value): Value => {
    const { context } = this.#emitter;
    return this.#emitter.value('arith.cmpf', [a, b], context.i1, [
      ['predicate', IntegerAttr.i64(context, PREDICATES[predicate])],
    ]);
  };
  and = (a: Value, b: Value): Value => this.#bool('arith.andi', a, b);
  or = (a: Value, b: Value): Value => this.#bool('arith.ori', a, b);
  not(a: Value): Value {
    const { i1 } = this.#emitter.context;
    return this.#bool('arith.xori', a, this.#emitter.constant(IntegerAttr.get(i1, 1), i1));
  }
  choose = (condition: Value, yes: Value, no: Value): Value =>
    this.#float('arith.select', condition, yes, no);
  chooseComplex = (condition: Value, yes: Complex, no: Complex): Complex => ({
    re: this.choose(condition, yes.re, no.re),
    im: this.choose(condition, yes.im, no.im),
  });

  isZero = (a: Value): Value => this.compare('oeq', a, this.constant(0));
  isInfinite = (a: Value): Value =>
    this.compare('oeq', this.abs(a), this.constant(Number.POSITIVE_INFINITY));
  isFinite = (a: Value): Value =>
    this.compare('one', this.abs(a), this.constant(Number.POSITIVE_INFINITY));
  isNaN = (a: Value): Value => this.compare('uno', a, a);
  /** Zero with the sign of a number where the condition holds, else the number. */
  zeroWhere = (condition: Value, a: Value): Value =>
    this.choose(condition, this.math('copysign', this.constant(0), a), a);
  /** One for an infinite number, else zero, with the number's sign. */
  infinityAsOne = (a: Value): Value =>
    this.math('copysign', this.choose(this.isInfinite(a), this.constant(1), this.constant(0)), a);
}

type Compute = (to: Parts, a: Complex, b: Complex) => Complex;
type Measure = (to: Parts, a: Complex) => Value;

const squares: Measure = (to, { re, im }) => to.add(to.mul(re, re), to.mul(im, im));
const abs: Measure = (to, a) => to.math('sqrt', squares(to, a));
const angle: Measure = (to, { re, im }) => to.math('atan2', im, re);

const add: Compute = (to, a, b) => ({ re: to.add(a.re, b.re), im: to.add(a.im, b.im) });
const subtract: Compute = (to, a, b) => ({ re: to.sub(a.re, b.re), im: to.sub(a.im, b.im) });
const scale = (to: Parts, factor: Value, a: Complex): Complex => ({
  re: to.mul(factor, a.re),
  im: to.mul(factor, a.im),
});
/** The number of length one at an angle. */
const direction = (to: Parts, at: Value): Complex => ({
  re: to.math('cos', at),
  im: to.math('sin', at),
});

/** Annex G of C: where both parts are no number but a factor is infinite, so is the product. */
const multiply: Compute = (to, x, y) => {
  const products = {
    ac: to.mul(x.re, y.re),
    bd: to.mul(x.im, y.im),
    bc: to.mul(x.im, y.re),
    ad: to.mul(x.re, y.im),
  };
  const plain: Complex = {
    re: to.sub(products.ac, products.bd),
    im: to.add(products.bc, products.ad),
  };
  const isUndefined = to.and(to.isNaN(plain.re), to.isNaN(plain.im));
  const boxed = (condition: Value, a: Complex): Complex =>
    to.chooseComplex(condition, { re: to.infinityAsOne(a.re), im: to.infinityAsOne(a.im) }, a);
  const withoutNaN = (condition: Value, a: Complex): Complex => ({
    re: to.zeroWhere(to.and(condition, to.isNaN(a.re)), a.re),
    im: to.zeroWhere(to.and(condition, to.isNaN(a.im)), a.im),
  });
  const isInfinite = (a: Complex): Value => to.or(to.isInfinite(a.re), to.isInfinite(a.im));
  const ofFirst = isInfinite(x);
  let a = boxed(ofFirst, x);
  let b = withoutNaN(ofFirst, y);
  const ofSecond = isInfinite(b);
  a = withoutNaN(ofSecond, a);
  b = boxed(ofSecond, b);
  const ofFactors = to.or(ofFirst, ofSecond);
  const ofProducts = Object.values(products).map(to.isInfinite).reduce(to.or);
  const onlyOfProducts = to.and(ofProducts, to.not(ofFactors));
  a = withoutNaN(onlyOfProducts, a);
  b = withoutNaN(onlyOfProducts, b);
  const infinite = scale(to, to.constant(Number.POSITIVE_INFINITY), {
    re: to.sub(to.mul(a.re, b.re), to.mul(a.im, b.im)),
    im: to.add(to.mul(a.im, b.re), to.mul(a.re, b.im)),
  });
  const isInfiniteProduct = to.and(isUndefined, to.or(ofFactors, onlyOfProducts));
  return to.chooseComplex(isInfiniteProduct, infinite, plain);
};

/** Smith's algorithm, by the larger part of the divisor; then what zeros and infinities ask for. */
const divide: Compute = (to, a, b) => {
  const byImaginary = ((): Complex => {
    const ratio = to.div(b.re, b.im);
    const denominator = to.add(b.im, to.mul(ratio, b.re));
    return {
      re: to.div(to.add(to.mul(a.re, ratio), a.im), denominator),
      im: to.div(to.sub(to.mul(a.im, ratio), a.re), denominator),
    };
  })();
  const byReal = ((): Complex => {
    const ratio = to.div(b.im, b.re);
    const denominator = to.add(b.re, to.mul(ratio, b.im));
    return {
      re: to.div(to.add(a.re, to.mul(a.im, ratio)), denominator),
      im: to.div(to.sub(a.im, to.mul(a.re, ratio)), denominator),
    };
  })();
  const isImaginaryLarger = to.compare('olt', to.abs(b.re), to.abs(b.im));
  const plain = to.chooseComplex(isImaginaryLarger, byImaginary, byReal);
  const zero = to.constant(0);
  const infinity = to.constant(Number.POSITIVE_INFINITY);
  const isNumber = (part: Value): Value => to.compare('ord', part, zero);
  const isAnyInfinite = ({ re, im }: Complex): Value => to.or(to.isInfinite(re), to.isInfinite(im));
  const areFinite = ({ re, im }: Complex): Value => to.and(to.isFinite(re), to.isFinite(im));
  const boxed = ({ re, im }: Complex): Complex => ({
    re: to.infinityAsOne(re),
    im: to.infinityAsOne(im),
  });
  /** A number times the conjugate of another. */
  const byConjugate = (x: Complex, y: Complex): Complex => ({
    re: to.add(to.mul(x.re, y.re), to.mul(x.im, y.im)),
    im: to.sub(to.mul(x.im, y.re), to.mul(x.re, y.im)),
  });
  const isByZero = to.and(
    to.or(isNumber(a.re), isNumber(a.im)),
    to.and(to.isZero(to.abs(b.re)), to.isZero(to.abs(b.im))),
  );
  const ofZero = scale(to, to.math('copysign', infinity, b.re), a);
  const isOfInfinity = to.and(isAnyInfinite(a), areFinite(b));
  const ofInfinity = scale(to, infinity, byConjugate(boxed(a), b));
  const isByInfinity = to.and(areFinite(a), isAnyInfinite(b));
  const ofFinite = scale(to, zero, byConjugate(a, boxed(b)));
  let special = to.chooseComplex(isByInfinity, ofFinite, plain);
  special = to.chooseComplex(isOfInfinity, ofInfinity, special);
  special = to.chooseComplex(isByZero, ofZero, special);
  const isUndefined = to.and(to.isNaN(plain.re), to.isNaN(plain.im));
  return to.chooseComplex(isUndefined, special, plain);
};

const exp: Compute = (to, { re, im }) => scale(to, to.math('exp', re), direction(to, im));
const log: Compute = (to, a) => ({ re: to.math('log', abs(to, a)), im: angle(to, a) });

/** Halves of the exponentials of the imaginary part and of its opposite. */
function halves(to: Parts, im: Value): { readonly up: Value; readonly down: Value } {
  const power = to.math('exp', im);
  const half = to.constant(0.5);
  return { up: to.mul(half, power), down: to.div(half, power) };
}
const cos: Compute = (to, { re, im }) => {
  const { up, down } = halves(to, im);
  return {
    re: to.mul(to.add(down, up), to.math('cos', re)),
    im: to.mul(to.sub(down, up), to.math('sin', re)),
  };
};
const sin: Compute = (to, { re, im }) => {
  const { up, down } = halves(to, im);
  return {
    re: to.mul(to.add(up, down), to.math('sin', re)),
    im: to.mul(to.sub(up, down), to.math('cos', re)),
  };
};
const tan: Compute = (to, a, b) => divide(to, sin(to, a, b), cos(to, a, b));
const tanh: Compute = (to, { re, im }) => {
  const ofReal = to.math('tanh', re);
  const ofImaginary = to.div(to.math('sin', im), to.math('cos', im));
  return divide(
    to,
    { re: ofReal, im: ofImaginary },
    { re: to.constant(1), im: to.mul(ofReal, ofImaginary) },
  );
};

/** The root with a real part that is not negative; of zero it is zero. */
const sqrt: Compute = (to, a) => {
  const zero = to.constant(0);
  const root = to.math('sqrt', to.mul(to.add(to.abs(a.re), abs(to, a)), to.constant(0.5)));
  const isLeft = to.compare('olt', a.re, zero);
  const isBelow = to.compare('olt', a.im, zero);
  const signed = to.choose(isBelow, to.neg(root), root);
  const im = to.choose(isLeft, signed, to.div(a.im, to.add(root, root)));
  const re = to.choose(isLeft, to.div(a.im, to.add(im, im)), root);
  const isZero = to.and(to.isZero(a.re), to.isZero(a.im));
  return to.chooseComplex(isZero, { re: zero, im: zero }, { re, im });
};

/** The power through logarithm and angle of the base. */
function powerOf(to: Parts, base: Complex, exponent: Complex): Complex {
  const square = squares(to, base);
  const at = angle(to, base);
  const half = to.constant(0.5);
  const length = to.mul(
    to.math('powf', square, to.mul(half, exponent.re)),
    to.math('exp', to.mul(to.neg(exponent.im), at)),
  );
  const turned = to.add(
    to.mul(exponent.re, at),
    to.mul(to.mul(half, exponent.im), to.math('log', square)),
  );
  return scale(to, length, direction(to, turned));
}
const power: Compute = (to, base, exponent) => {
  const [zero, one] = [to.constant(0), to.constant(1)];
  const isOfZero = to.isZero(squares(to, base));
  const isPlain = to.and(to.compare('oge', exponent.re, zero), to.isZero(exponent.im));
  const ofZero = to.choose(to.isZero(exponent.re), one, zero);
  return to.chooseComplex(
    to.and(isOfZero, isPlain),
    { re: ofZero, im: zero },
    powerOf(to, base, exponent),
  );
};

const COMPUTE: Readonly<Record<string, Compute>> = {
  add,
  atan2: (to, a, b) => {
    const i = { re: to.constant(0), im: to.constant(1) };
    const root = sqrt(to, add(to, multiply(to, b, b), multiply(to, a, a)), b);
    const turned = divide(to, add(to, b, multiply(to, i, a)), root);
    const minusI = { re: to.constant(0), im: to.constant(-1) };
    return multiply(to, minusI, log(to, turned, b));
  },
  conj: (to, { re, im }) => ({ re, im: to.neg(im) }),
  cos,
  div: divide,
  exp,
  expm1: (to, a, b) => {
    const { re, im } = exp(to, a, b);
    return { re: to.sub(re, to.constant(1)), im };
  },
  log,
  log1p: (to, { re, im }) => {
    // The square of the length of one more, less one.
    const double = to.mul(re, to.constant(2));
    const square = to.add(to.add(to.mul(re, re), double), to.mul(im, im));
    return {
      re: to.mul(to.math('log1p', square), to.constant(0.5)),
      im: to.math('atan2', im, to.add(re, to.constant(1))),
    };
  },
  mul: multiply,
  neg: (to, { re, im }) => ({ re: to.neg(re), im: to.neg(im) }),
  pow: power,
  rsqrt: (to, a) => powerOf(to, a, { re: to.constant(-0.5), im: to.constant(0) }),
  sign: (to, a) => {
    const length = abs(to, a);
    const unit = { re: to.div(a.re, length), im: to.div(a.im, length) };
    return to.chooseComplex(to.and(to.isZero(a.re), to.isZero(a.im)), a, unit);
  },
  sin,
  sqrt,
  sub: subtract,
  tan,
  tanh,
};

const MEASURE: Readonly<Record<string, Measure>> = {
  abs,
  angle,
  im: (_, { im }) => im,
  re: (_, { re }) => re,
};

/** Is an operation of the name about complex numbers where its operands are such? */
export const isOfComplex = (name: string, operands: readonly Value[]): boolean =>
  name.startsWith('complex.') || operands.some(({ type }) => type.kind === 'complex');

/** The result of an operation on complex numbers; null for operations that have no formula here. */
export function expandComplex(
  emitter: Emitter,
  math: MakeMath,
  name: string,
  operands: readonly Value[],
): Value | null {
  if (name === 'complex.create') {
    const [re, im] = operands as [Value, Value];
    return emitter.complex(re, im);
  }
  const type = partType(operands);
  if (!type) return null;
  const to = new Parts(emitter, math, type);
  const numbers = operands.filter((operand) => operand.type.kind === 'complex').map(pair(emitter));
  const [a, b = a] = numbers;
  if (!a || !b) return null;
  const joined = ({ re, im }: Complex): Value => emitter.complex(re, im);
  if (name === 'arith.select') return joined(to.chooseComplex(operands[0] as Value, a, b));
  const own = name.startsWith('complex.') ? name.slice('complex.'.length) : '';
  if (own === 'eq' || own === 'neq') {
    const areEqual = to.and(to.compare('oeq', a.re, b.re), to.compare('oeq', a.im, b.im));
    return own === 'eq' ? areEqual : to.not(areEqual);
  }
  if (Object.hasOwn(MEASURE, own)) return MEASURE[own]?.(to, a) ?? null;
  const compute = Object.hasOwn(COMPUTE, own) ? COMPUTE[own] : undefined;
  return compute ? joined(compute(to, a, b)) : null;
}

const pair =
  (emitter: Emitter) =>
  (value: Value): Complex => {
    const [re, im] = emitter.parts(value);
    return { re, im };
  };

function partType(operands: readonly Value[]): FloatType | null {
  for (const { type } of operands)
    if (type.kind === 'complex' && type.elementType.kind === 'float') return type.elementType;
  return null;
}

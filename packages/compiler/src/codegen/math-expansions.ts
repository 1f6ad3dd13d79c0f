/**
 * Elementary functions of 32-bit floats in plain arithmetic, for targets that have no instruction for
 * them: on scalars and vectors alike, so that a vectorised loop and its remainder agree.
 */

import {
  FloatAttr,
  type FloatType,
  IntegerAttr,
  type Type,
  type Value,
  VectorType,
} from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';

/** Arithmetic on the lanes of one operand's type. */
class Lanes {
  readonly #emitter: Emitter;
  readonly type: Type;
  readonly #width: number;
  constructor(emitter: Emitter, like: Value) {
    this.#emitter = emitter;
    this.type = like.type;
    this.#width = like.type.kind === 'vector' ? (like.type.shape[0] ?? 1) : 1;
  }
  #of(element: Type): Type {
    return this.#width === 1 ? element : VectorType.get([this.#width], element);
  }
  /** A scalar in every lane. */
  spread(value: Value): Value {
    return this.#width === 1 ? value : this.#emitter.broadcast(value, this.#width);
  }
  get #f32(): FloatType {
    return this.#emitter.context.f32;
  }
  constant(value: number): Value {
    return this.spread(this.#emitter.constant(FloatAttr.get(this.#f32, value), this.#f32));
  }
  integer(value: number): Value {
    const { i32 } = this.#emitter.context;
    return this.spread(this.#emitter.constant(IntegerAttr.get(i32, value), i32));
  }
  float(name: string, ...operands: Value[]): Value {
    return this.#emitter.value(name, operands, this.type);
  }
  int(name: string, ...operands: Value[]): Value {
    return this.#emitter.value(name, operands, this.#of(this.#emitter.context.i32));
  }
  /** `a * b + c`. */
  multiplyAdd(a: Value, b: Value, c: Value): Value {
    return this.float('arith.addf', this.float('arith.mulf', a, b), c);
  }
  /** A polynomial, highest coefficient first. */
  polynomial(x: Value, [first = 0, ...rest]: readonly number[]): Value {
    return rest.reduce(
      (sum, coefficient) => this.multiplyAdd(sum, x, this.constant(coefficient)),
      this.constant(first),
    );
  }
  compare(predicate: number, a: Value, b: Value): Value {
    const { context } = this.#emitter;
    return this.#emitter.value('arith.cmpf', [a, b], this.#of(context.i1), [
      ['predicate', IntegerAttr.i64(context, predicate)],
    ]);
  }
  choose(condition: Value, yes: Value, no: Value): Value {
    return this.#emitter.value('arith.select', [condition, yes, no], yes.type);
  }
  /** Are any of these bits set? */
  hasBits(value: Value, bits: number): Value {
    const { context } = this.#emitter;
    const found = this.int('arith.andi', value, this.integer(bits));
    return this.#emitter.value('arith.cmpi', [found, this.integer(0)], this.#of(context.i1), [
      ['predicate', IntegerAttr.i64(context, NE)],
    ]);
  }
  /** The function itself of the lanes where the condition holds; it is called only if there are any. */
  callWhere(condition: Value, name: string, operands: readonly Value[], otherwise: Value): Value {
    const emitter = this.#emitter;
    const lanes = Array.from({ length: this.#width }, (_, lane) => lane);
    const flags = this.choose(condition, this.integer(1), this.integer(0));
    const some = lanes
      .map((lane) => emitter.extract(flags, lane))
      .reduce((a, b) => emitter.value('arith.ori', [a, b], emitter.context.i32));
    const { i1, i32 } = emitter.context;
    const zero = emitter.constant(IntegerAttr.get(i32, 0), i32);
    const isAny = emitter.value('arith.cmpi', [some, zero], i1, [
      ['predicate', IntegerAttr.i64(emitter.context, NE)],
    ]);
    const [result] = emitter.branch(
      isAny,
      [this.type],
      () => {
        // As if the call could fault: it must not move out to where it always happens.
        const calls = lanes.map((lane) =>
          emitter.value(
            name,
            operands.map((operand) => emitter.extract(operand, lane)),
            this.#f32,
            [],
            true,
          ),
        );
        const [first] = calls as [Value];
        const called = this.#width === 1 ? first : emitter.fromLanes(calls);
        return [this.choose(condition, called, otherwise)];
      },
      () => [otherwise],
    );
    return result as Value;
  }
}

const [OEQ, OGT, OGE, OLT, UGT, ULT, UNE, UNO] = [1, 2, 3, 4, 9, 11, 13, 14] as const;
const NE = 1;
const SIGN = -(2 ** 31);
const LN2_HIGH = 0.693359375;
const LN2_LOW = Math.LN2 - LN2_HIGH;

/** 2^n * e^r with |r| <= ln 2 / 2: a series in r, n put into the exponent's bits in two halves. */
function exp(lanes: Lanes, x: Value): Value {
  // Beyond these the result is 0 or infinite, whatever x is. A NaN becomes a number for now: not
  // every machine converts it to an integer without a trap.
  const low = lanes.constant(-104);
  const high = lanes.constant(89);
  const atLeast = lanes.choose(lanes.compare(OGE, x, low), x, low);
  const bounded = lanes.choose(lanes.compare(OGT, atLeast, high), high, atLeast);
  const n = lanes.float(
    'math.floor',
    lanes.multiplyAdd(bounded, lanes.constant(Math.LOG2E), lanes.constant(0.5)),
  );
  const r = lanes.float(
    'arith.subf',
    lanes.float('arith.subf', bounded, lanes.float('arith.mulf', n, lanes.constant(LN2_HIGH))),
    lanes.float('arith.mulf', n, lanes.constant(LN2_LOW)),
  );
  const series = lanes.polynomial(r, [1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1, 1]);
  const exponent = lanes.int('arith.fptosi', n);
  const half = lanes.int('arith.shrsi', exponent, lanes.integer(1));
  const power = (of: Value): Value =>
    lanes.float(
      'arith.bitcast',
      lanes.int('arith.shli', lanes.int('arith.addi', of, lanes.integer(127)), lanes.integer(23)),
    );
  const rest = lanes.int('arith.subi', exponent, half);
  const scaled = lanes.float(
    'arith.mulf',
    lanes.float('arith.mulf', series, power(half)),
    power(rest),
  );
  return lanes.choose(lanes.compare(UNO, x, x), x, scaled);
}

/** A positive normal number as m 2^exponent with m around 1. */
function split(lanes: Lanes, x: Value): { readonly exponent: Value; readonly m: Value } {
  const bits = lanes.int('arith.bitcast', x);
  // Taking the root of one half from the bits makes m run from there to the root of two.
  const offset = lanes.int('arith.subi', bits, lanes.integer(0x3f3504f3));
  const exponent = lanes.int('arith.shrsi', offset, lanes.integer(23));
  const mantissa = lanes.int(
    'arith.subi',
    bits,
    lanes.int('arith.shli', exponent, lanes.integer(23)),
  );
  return { exponent, m: lanes.float('arith.bitcast', mantissa) };
}

/** e ln 2 + ln m with m around 1, by the series of the inverse hyperbolic tangent. */
function log(lanes: Lanes, x: Value): Value {
  // Subnormal numbers have no exponent to take: scale them up first.
  const isSmall = lanes.compare(OLT, x, lanes.constant(2 ** -126));
  const normal = lanes.choose(isSmall, lanes.float('arith.mulf', x, lanes.constant(2 ** 23)), x);
  const { exponent, m } = split(lanes, normal);
  const e = lanes.float(
    'arith.addf',
    lanes.float('arith.sitofp', exponent),
    lanes.choose(isSmall, lanes.constant(-23), lanes.constant(0)),
  );
  const one = lanes.constant(1);
  const f = lanes.float('arith.subf', m, one);
  const s = lanes.float('arith.divf', f, lanes.float('arith.addf', m, one));
  const square = lanes.float('arith.mulf', s, s);
  const series = lanes.polynomial(square, [2 / 9, 2 / 7, 2 / 5, 2 / 3, 0]);
  // ln m = 2 s + s (series) = f - s (f - series).
  const tail = lanes.float('arith.mulf', s, lanes.float('arith.subf', f, series));
  const ofMantissa = lanes.float('arith.subf', f, tail);
  const sum = lanes.float(
    'arith.addf',
    lanes.multiplyAdd(e, lanes.constant(LN2_LOW), ofMantissa),
    lanes.float('arith.mulf', e, lanes.constant(LN2_HIGH)),
  );
  const zero = lanes.constant(0);
  const infinity = lanes.constant(Number.POSITIVE_INFINITY);
  const atZero = lanes.choose(
    lanes.compare(OEQ, x, zero),
    lanes.constant(Number.NEGATIVE_INFINITY),
    lanes.choose(lanes.compare(OEQ, x, infinity), infinity, sum),
  );
  const isBad = lanes.choose(lanes.compare(OLT, x, zero), lanes.constant(Number.NaN), atZero);
  return lanes.choose(lanes.compare(UNO, x, x), x, isBad);
}

/** An odd function that is 1 in 32 bits from `limit` on, and x p(x^2) / q(x^2) before. */
interface Sigmoid {
  readonly limit: number;
  /** Coefficients, highest first, fitted to the least relative error. */
  readonly p: readonly number[];
  readonly q: readonly number[];
}

const TANH: Sigmoid = {
  limit: 9.1,
  p: [1.31775953e-8, 2.04812462e-5, 3.48781515e-3, 0.133744791, 1],
  q: [7.7040777e-7, 3.27292655e-4, 2.58474052e-2, 0.467077911, 1],
};
const ERF: Sigmoid = {
  limit: 4,
  p: [1.9867914e-6, 2.84564157e-4, 3.8832766e-3, 5.31015396e-2, 0.193543524, 1.12837911],
  q: [3.74201773e-5, 1.18555431e-3, 1.52071165e-2, 0.11534936, 0.50485605, 1],
};

const sigmoid =
  ({ limit, p, q }: Sigmoid) =>
  (lanes: Lanes, x: Value): Value => {
    const square = lanes.float('arith.mulf', x, x);
    const ratio = lanes.float(
      'arith.divf',
      lanes.float('arith.mulf', x, lanes.polynomial(square, p)),
      lanes.polynomial(square, q),
    );
    const one = lanes.constant(1);
    const sign = lanes.choose(
      lanes.compare(OLT, x, lanes.constant(0)),
      lanes.float('arith.negf', one),
      one,
    );
    // What is rounded must not leave the range of the function.
    const size = lanes.float('math.absf', ratio);
    const inside = lanes.choose(lanes.compare(OGT, size, one), sign, ratio);
    const isFar = lanes.compare(OGE, lanes.float('math.absf', x), lanes.constant(limit));
    return lanes.choose(isFar, sign, inside);
  };

function rsqrt(lanes: Lanes, x: Value): Value {
  return lanes.float('arith.divf', lanes.constant(1), lanes.float('math.sqrt', x));
}

/** A quarter turn in parts: whole multiples of all but the last are exact up to `FAR`. */
const QUARTER_TURN = [
  1.5703125, 4.837512969970703e-4, 7.549533620476723e-8, 2.5633440682570896e-12,
];
/** Beyond it the parts do not hold enough digits of a quarter turn. */
const FAR = 1e4;
/** Adding it rounds what is smaller to a whole number, found in the low bits of the sum. */
const ROUNDING = 1.5 * 2 ** 23;
// Coefficients in x^2, highest first, fitted to the least error up to an eighth of a turn:
/** Of (sin x - x) / x^3. */
const SINE = [-1.95166558e-4, 8.33217354e-3, -0.166666549];
/** Of (cos x - 1 + x^2 / 2) / x^4. */
const COSINE = [2.44377301e-5, -1.38873614e-3, 4.16666467e-2];

/**
 * Sine of x, `quarters` of a turn further: of what remains of x beyond the nearest quarter turn, its
 * sine or cosine. Numbers that are too large for this, infinite or none are left to the function itself.
 */
const circular =
  (name: string, quarters: number) =>
  (lanes: Lanes, x: Value): Value => {
    const shifted = lanes.multiplyAdd(x, lanes.constant(2 / Math.PI), lanes.constant(ROUNDING));
    const turns = lanes.float('arith.subf', shifted, lanes.constant(ROUNDING));
    const rest = QUARTER_TURN.reduce(
      (left, part) =>
        lanes.float('arith.subf', left, lanes.float('arith.mulf', turns, lanes.constant(part))),
      x,
    );
    const square = lanes.float('arith.mulf', rest, rest);
    const sine = lanes.multiplyAdd(
      lanes.float('arith.mulf', rest, square),
      lanes.polynomial(square, SINE),
      rest,
    );
    const cosine = lanes.multiplyAdd(
      lanes.float('arith.mulf', square, square),
      lanes.polynomial(square, COSINE),
      lanes.multiplyAdd(square, lanes.constant(-0.5), lanes.constant(1)),
    );
    const quarter = lanes.int(
      'arith.addi',
      lanes.int('arith.bitcast', shifted),
      lanes.integer(quarters),
    );
    const size = lanes.choose(lanes.hasBits(quarter, 1), cosine, sine);
    const turned = lanes.choose(lanes.hasBits(quarter, 2), lanes.float('arith.negf', size), size);
    // The sum above has lost the sign of a sine that is zero.
    const isZero = lanes.compare(OEQ, x, lanes.constant(0));
    const near = quarters === 0 ? lanes.choose(isZero, x, turned) : turned;
    const isFar = lanes.compare(UGT, lanes.float('math.absf', x), lanes.constant(FAR));
    return lanes.callWhere(isFar, name, [x], near);
  };

// Coefficients fitted to the least error, highest first:
/** p in ln((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 p(s^2)), for quotients around 1. */
const LOGARITHM = [0.117155042, 0.142733162, 0.200000784];
/** Of 2^x up to a half on both sides. */
const POWER_OF_TWO = [
  1.54768844e-4, 1.34008049e-3, 9.61800187e-3, 5.55032645e-2, 0.240226514, 0.693147207, 1,
];
/** 2 / ln 2 is the sum of 12 bits and a rest. */
const TWO_LOG2E = 2 * Math.LOG2E;
const TWO_LOG2E_HIGH = 2.884765625;

/**
 * 2^(y log2 |x|), with the logarithm as the sum of 12 bits and a rest: products of two heads of 12
 * bits are exact. Results and operands near the ends of the range are left to the function itself.
 */
function powf(lanes: Lanes, x: Value, y: Value): Value {
  const add = (a: Value, b: Value): Value => lanes.float('arith.addf', a, b);
  const sub = (a: Value, b: Value): Value => lanes.float('arith.subf', a, b);
  const mul = (a: Value, b: Value): Value => lanes.float('arith.mulf', a, b);
  const head = (value: Value): Value =>
    lanes.float(
      'arith.bitcast',
      lanes.int('arith.andi', lanes.int('arith.bitcast', value), lanes.integer(-4096)),
    );
  const zero = lanes.constant(0);
  const one = lanes.constant(1);
  const isZero = lanes.compare(OEQ, x, zero);
  const size = lanes.choose(isZero, one, lanes.float('math.absf', x));
  const { exponent, m } = split(lanes, size);
  const e = lanes.float('arith.sitofp', exponent);

  // s = (m - 1) / (m + 1) as the sum of two.
  const above = sub(m, one);
  const below = add(m, one);
  const s = lanes.float('arith.divf', above, below);
  const sHigh = head(s);
  const belowHigh = head(below);
  const belowLow = sub(m, sub(belowHigh, one));
  const remainder = sub(sub(above, mul(sHigh, belowHigh)), mul(sHigh, belowLow));
  const sLow = lanes.float('arith.divf', remainder, below);

  // log2 |x| = e + high + low, as the sum of two.
  const square = mul(s, s);
  const series = lanes.polynomial(square, [
    ...LOGARITHM.map((coefficient) => coefficient * TWO_LOG2E),
    TWO_LOG2E / 3,
  ]);
  const high = mul(sHigh, lanes.constant(TWO_LOG2E_HIGH));
  const low = add(
    lanes.multiplyAdd(
      sHigh,
      lanes.constant(TWO_LOG2E - TWO_LOG2E_HIGH),
      mul(sLow, lanes.constant(TWO_LOG2E)),
    ),
    mul(mul(s, square), series),
  );
  const sum = add(e, high);
  const logarithm = head(add(sum, low));
  const rest = add(add(sub(sum, logarithm), low), sub(high, sub(sum, e)));

  // Its product with y, the same way.
  const yHigh = head(y);
  const product = mul(yHigh, logarithm);
  const productRest = lanes.multiplyAdd(sub(y, yHigh), logarithm, mul(y, rest));
  const power = add(product, productRest);
  const shifted = add(power, lanes.constant(ROUNDING));
  const fraction = add(sub(product, sub(shifted, lanes.constant(ROUNDING))), productRest);
  // The low bits of the sum are the whole part; all others leave at the top.
  const biased = lanes.int('arith.addi', lanes.int('arith.bitcast', shifted), lanes.integer(127));
  const scale = lanes.float('arith.bitcast', lanes.int('arith.shli', biased, lanes.integer(23)));
  const positive = mul(lanes.polynomial(fraction, POWER_OF_TWO), scale);

  // The sign: of negative numbers there are only whole powers.
  const half = mul(y, lanes.constant(0.5));
  const isBroken = lanes.compare(UNE, lanes.float('math.floor', y), y);
  const isOdd = lanes.choose(
    lanes.compare(UNE, lanes.float('math.floor', half), half),
    lanes.choose(isBroken, lanes.integer(0), lanes.integer(SIGN)),
    lanes.integer(0),
  );
  const sign = lanes.int('arith.andi', lanes.int('arith.bitcast', x), isOdd);
  const unsigned = lanes.choose(isZero, zero, positive);
  const signed = lanes.choose(
    lanes.hasBits(sign, SIGN),
    lanes.float('arith.negf', unsigned),
    unsigned,
  );
  const ofNegative = lanes.choose(isBroken, lanes.constant(Number.NaN), signed);
  const result = lanes.choose(lanes.compare(OLT, x, zero), ofNegative, signed);

  const flag = (condition: Value, otherwise: Value): Value =>
    lanes.choose(condition, one, otherwise);
  const divides = lanes.choose(lanes.compare(OGT, y, zero), zero, one);
  const flags = flag(
    lanes.compare(ULT, size, lanes.constant(2 ** -126)),
    flag(
      lanes.compare(UGT, size, lanes.constant((2 - 2 ** -23) * 2 ** 127)),
      flag(
        lanes.compare(UGT, lanes.float('math.absf', power), lanes.constant(125)),
        lanes.choose(isZero, divides, zero),
      ),
    ),
  );
  return lanes.callWhere(lanes.compare(OGT, flags, zero), 'math.powf', [x, y], result);
}

const EXPANSIONS: Readonly<Record<string, (lanes: Lanes, x: Value) => Value>> = {
  'math.cos': circular('math.cos', 1),
  'math.erf': sigmoid(ERF),
  'math.exp': exp,
  'math.log': log,
  'math.rsqrt': rsqrt,
  'math.sin': circular('math.sin', 0),
  'math.tanh': sigmoid(TANH),
};

/** The function in plain arithmetic, or null if there is no expansion of it for the operand's type. */
export function expandMath(
  emitter: Emitter,
  name: string,
  operands: readonly Value[],
): Value | null {
  const [first] = operands;
  if (!first || (name !== 'math.powf' && !EXPANSIONS[name])) return null;
  const widest = operands.find(({ type }) => type.kind === 'vector') ?? first;
  const element = widest.type.kind === 'vector' ? widest.type.elementType : widest.type;
  if (element.kind !== 'float' || element.format !== 'f32') return null;
  const lanes = new Lanes(emitter, widest);
  const [x, y] = operands.map((operand) => lanes.spread(operand));
  if (!x) return null;
  return y ? powf(lanes, x, y) : (EXPANSIONS[name]?.(lanes, x) ?? null);
}

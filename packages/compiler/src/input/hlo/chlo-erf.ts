/**
 * The error functions of chlo: `erf`, `erfc` and `erf_inv`, and Bessel's `bessel_i1e`, as quotients of
 * polynomials. The coefficients are those of Cephes, of Eigen and of Giles' "Approximating the erfinv
 * function", which upstream takes too.
 */

import { elementTypeOrSelf, type Value } from '@iree-workbench/ir';
import type { HloArithmetic } from './hlo-arithmetic.ts';

const isF64 = (x: Value): boolean => {
  const element = elementTypeOrSelf(x.type);
  return element.kind === 'float' && element.width === 64;
};

const ERF_F32_NUMERATOR = [
  -2.72614225801306e-10, 2.77068142495902e-8, -2.10102402082508e-6, -5.69250639462346e-5,
  -0.000734990630326855, -0.00295459980854025, -0.0160960333262415,
];
const ERF_F32_DENOMINATOR = [
  -1.45660718464996e-5, -0.000213374055278905, -0.00168282697438203, -0.00737332916720468,
  -0.0142647390514189,
];
const ERF_F64_NUMERATOR = [
  9.604973739870516, 90.02601972038427, 2232.005345946843, 7003.325141128051, 55592.30130103949,
];
const ERF_F64_DENOMINATOR = [
  1, 33.56171416475031, 521.3579497801527, 4594.323829709801, 22629.000061389095, 49267.39426086359,
];
const ERF_F32_BELOW_ONE = [
  7.853861353153693e-5, -0.0008010193625184903, 0.005188327685732524, -0.02685381193529856,
  0.1128358514861418, -0.37612625824233, 1.12837916572671,
];
const ERFC_F32_BELOW_TWO = [
  0.02326819970068386, -0.1387039388740657, 0.3687424674597105, -0.5824733027278666,
  0.6210004621745983, -0.4944515323274145, 0.3404879937665872, -0.2741127028184656,
  0.5638259427386472,
];
const ERFC_F32_ABOVE_TWO = [
  -10.47766399936249, 12.97719955372516, -7.495518717768503, 2.921019019210786, -1.0152652792027,
  0.4218463358204948, -0.2820767439740514, 0.5641895067754075,
];
const ERFC_F64_BELOW_EIGHT = {
  numerator: [
    2.461969814735305e-10, 0.5641895648310689, 7.463210564422699, 48.63719709856814,
    196.5208329560771, 526.4451949954773, 934.5285271719576, 1027.5518868951572, 557.5353353693994,
  ],
  denominator: [
    1, 13.228195115474499, 86.70721408859897, 354.9377788878199, 975.7085017432055,
    1823.9091668790973, 2246.3376081871097, 1656.6630919416134, 557.5353408177277,
  ],
};
const ERFC_F64_ABOVE_EIGHT = {
  numerator: [
    0.5641895835477551, 1.275366707599781, 5.019050422511805, 6.160210979930536, 7.4097426995044895,
    2.9788666537210022,
  ],
  denominator: [
    1, 2.2605286322011726, 9.396035249380015, 12.048953980809666, 17.08144507475659,
    9.608968090632859, 3.369076451000815,
  ],
};

/** For |x| ≤ 1. */
function erfOfSmall(to: HloArithmetic, x: Value): Value {
  const square = to.mul(x, x);
  if (!isF64(x)) return to.mul(x, to.polynomial(square, ERF_F32_BELOW_ONE));
  const numerator = to.mul(x, to.polynomial(square, ERF_F64_NUMERATOR));
  return to.div(numerator, to.polynomial(square, ERF_F64_DENOMINATOR));
}

/** For |x| ≥ 1: `e^(-x²)` times a quotient of |x|. */
function erfcOfLarge(to: HloArithmetic, x: Value): Value {
  const square = to.mul(x, x);
  const exponent = to.neg(square);
  const [approximation, logOfLargest] = isF64(x)
    ? [erfcQuotientsF64(to, x, exponent), 709.782712893384]
    : [erfcPolynomialsF32(to, x, square, exponent), 88.72283905206835];
  const vanishes = to.compare(exponent, 'LT', to.like(-logOfLargest, x));
  const zero = to.like(0, x);
  const clamped = to.select(vanishes, zero, approximation);
  const isNegative = to.compare(x, 'LT', zero);
  return to.select(isNegative, to.sub(to.like(2, x), clamped), clamped);
}

function erfcPolynomialsF32(to: HloArithmetic, x: Value, square: Value, exponent: Value): Value {
  const absolute = to.abs(x);
  const one = to.like(1, x);
  const reciprocal = to.div(one, square);
  const factor = to.mul(to.exp(exponent), to.div(one, absolute));
  const isBelowTwo = to.compare(absolute, 'LT', to.like(2, x));
  const below = to.polynomial(reciprocal, ERFC_F32_BELOW_TWO);
  const above = to.polynomial(reciprocal, ERFC_F32_ABOVE_TWO);
  return to.mul(factor, to.select(isBelowTwo, below, above));
}

function erfcQuotientsF64(to: HloArithmetic, x: Value, exponent: Value): Value {
  const power = to.exp(exponent);
  const absolute = to.abs(x);
  const [below, above] = [ERFC_F64_BELOW_EIGHT, ERFC_F64_ABOVE_EIGHT].map(
    ({ numerator, denominator }) =>
      to.div(
        to.mul(power, to.polynomial(absolute, numerator)),
        to.polynomial(absolute, denominator),
      ),
  ) as [Value, Value];
  return to.select(to.compare(absolute, 'LT', to.like(8, x)), below, above);
}

export function erf(to: HloArithmetic, x: Value): Value {
  if (isF64(x)) {
    const ofSmall = erfOfSmall(to, x);
    const one = to.like(1, x);
    const ofLarge = to.sub(one, erfcOfLarge(to, x));
    return to.select(to.compare(to.abs(x), 'LT', one), ofSmall, ofLarge);
  }
  const clamp = (value: Value, bound: number): Value =>
    to.op('clamp', [to.like(-bound, x), value, to.like(bound, x)], x.type);
  const near = clamp(x, 4);
  const square = to.mul(near, near);
  const numerator = to.polynomial(square, ERF_F32_NUMERATOR);
  const denominator = to.polynomial(square, ERF_F32_DENOMINATOR);
  return clamp(to.div(to.mul(near, numerator), denominator), 1);
}

export function erfc(to: HloArithmetic, x: Value): Value {
  const ofLarge = erfcOfLarge(to, x);
  const one = to.like(1, x);
  const ofSmall = to.sub(one, erfOfSmall(to, x));
  return to.select(to.compare(to.abs(x), 'LT', one), ofSmall, ofLarge);
}

const ERF_INV_F32 = {
  belowFive: [
    2.81022636e-8, 3.43273939e-7, -3.5233877e-6, -4.39150654e-6, 0.00021858087, -0.00125372503,
    -0.00417768164, 0.246640727, 1.50140941,
  ],
  aboveFive: [
    -0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773, -0.0076224613,
    0.00943887047, 1.00167406, 2.83297682,
  ],
};
const ERF_INV_F64 = {
  below6: [
    -3.64441206401782e-21, -1.6850591381820166e-19, 1.28584807152564e-18, 1.1157877678025181e-17,
    -1.333171662854621e-16, 2.0972767875968562e-17, 6.637638134358324e-15, -4.054566272975207e-14,
    -8.151934197605472e-14, 2.6335093153082323e-12, -1.2975133253453532e-11, -5.415412054294628e-11,
    1.0512122733215323e-9, -4.112633980346984e-9, -2.9070369957882005e-8, 4.2347877827932404e-7,
    -1.3654692000834679e-6, -1.3882523362786469e-5, 0.00018673420803405714, -0.000740702534166267,
    -0.006033670871430149, 0.24015818242558962, 1.6536545626831027,
  ],
  below16: [
    2.2137376921775787e-9, 9.075656193888539e-8, -2.7517406297064545e-7, 1.8239629214389228e-8,
    1.5027403968909828e-6, -4.013867526981546e-6, 2.9234449089955446e-6, 1.2475304481671779e-5,
    -4.7318229009055734e-5, 6.828485145957318e-5, 2.4031110387097894e-5, -0.0003550375203628475,
    0.0009532893797373805, -0.0016882755560235047, 0.002491442096107851, -0.003751208507569241,
    0.005370914553590064, 1.0052589676941592, 3.0838856104922208,
  ],
  above16: [
    -2.7109920616438573e-11, -2.555641816996525e-10, 1.5076572693500548e-9, -3.789465440126737e-9,
    7.61570120807834e-9, -1.496002662714924e-8, 2.914795345090108e-8, -6.771199775845234e-8,
    2.2900482228026655e-7, -9.9298272942317e-7, 4.526062597223154e-6, -1.968177810553167e-5,
    7.599527703001776e-5, -0.00021503011930044477, -0.00013871931833623122, 1.0103004648645344,
    4.849906401408584,
  ],
};

/** The number whose error function is x; a polynomial of `-log(1 - x²)`. */
export function erfInv(to: HloArithmetic, x: Value): Value {
  const w = to.neg(to.log1p(to.mul(x, to.neg(x))));
  const sum = isF64(x) ? erfInvSumF64(to, x, w) : erfInvSumF32(to, x, w);
  const result = to.mul(sum, x);
  const isEnd = to.compare(to.abs(x), 'EQ', to.like(1, x));
  return to.select(isEnd, to.mul(x, to.like(Number.POSITIVE_INFINITY, x)), result);
}

function erfInvSumF32(to: HloArithmetic, x: Value, w: Value): Value {
  const isBelow = to.compare(w, 'LT', to.like(5, x));
  const { belowFive, aboveFive } = ERF_INV_F32;
  const moved = to.select(isBelow, to.sub(w, to.like(2.5, x)), to.sub(to.sqrt(w), to.like(3, x)));
  const coefficients = belowFive.map((below, i) =>
    to.select(isBelow, to.like(below, x), to.like(aboveFive[i] ?? 0, x)),
  );
  const [first, ...others] = coefficients as [Value, ...Value[]];
  return others.reduce((sum, coefficient) => to.add(coefficient, to.mul(sum, moved)), first);
}

/** Three polynomials of different degree: where one has ended, its sum stays. */
function erfInvSumF64(to: HloArithmetic, x: Value, w: Value): Value {
  const isBelow6 = to.compare(w, 'LT', to.like(6.25, x));
  const isBelow16 = to.compare(w, 'LT', to.like(16, x));
  const { below6, below16, above16 } = ERF_INV_F64;
  const coefficient = (i: number): Value => {
    let value = to.like(below6[i] ?? 0, x);
    const second = below16[i];
    if (second !== undefined) value = to.select(isBelow6, value, to.like(second, x));
    const third = above16[i];
    return third === undefined ? value : to.select(isBelow16, value, to.like(third, x));
  };
  const root = to.sqrt(w);
  const low = to.sub(w, to.like(3.125, x));
  const offset = to.select(isBelow16, to.like(3.25, w), to.like(5, w));
  const moved = to.select(isBelow6, low, to.sub(root, offset));
  let sum = coefficient(0);
  for (let i = 1; i < below6.length; i++) {
    const next = to.add(coefficient(i), to.mul(sum, moved));
    if (i < above16.length) sum = next;
    else sum = to.select(i < below16.length ? isBelow16 : isBelow6, next, sum);
  }
  return sum;
}

const BESSEL_F32 = {
  belowEight: [
    9.381537386495773e-9, -4.445059128796328e-8, 2.0032947535521353e-7, -8.568720264695455e-7,
    3.4702513081376785e-6, -1.3273163656039436e-5, 4.781565107550054e-5, -0.00016176081582589674,
    0.0005122859561685758, -0.0015135724506312532, 0.004156422944312888, -0.010564084894626197,
    0.024726449030626516, -0.05294598120809499, 0.1026436586898471, -0.17641651835783406,
    0.25258718644363365,
  ],
  aboveEight: [
    -3.835380385964237e-9, -2.6314688468895196e-8, -2.512236237870209e-7, -3.882564808877691e-6,
    -0.00011058893876262371, -0.009761097491361469, 0.7785762350182801,
  ],
};
const BESSEL_F64 = {
  belowEight: [
    2.7779141127610464e-18,
    -2.111421214358166e-17,
    1.5536319577362005e-16,
    -1.1055969477353862e-15,
    7.600684294735408e-15,
    -5.042185504727912e-14,
    3.223793365945575e-13,
    -1.9839743977649436e-12,
    1.1736186298890901e-11,
    -6.663489723502027e-11,
    3.625590281552117e-10,
    -1.8872497517228294e-9,
    ...BESSEL_F32.belowEight,
  ],
  aboveEight: [
    7.517296310842105e-18,
    4.414348323071708e-18,
    -4.6503053684893586e-17,
    -3.209525921993424e-17,
    2.96262899764595e-16,
    3.3082023109209285e-16,
    -1.8803547755107825e-15,
    -3.8144030724370075e-15,
    1.0420276984128802e-14,
    4.272440016711951e-14,
    -2.1015418427726643e-14,
    -4.0835511110921974e-13,
    -7.198551776245908e-13,
    2.0356285441470896e-12,
    1.4125807436613782e-11,
    3.2526035830154884e-11,
    -1.8974958123505413e-11,
    -5.589743462196584e-10,
    ...BESSEL_F32.aboveEight,
  ],
};

/** A sum of Chebyshev's polynomials. */
function chebyshev(to: HloArithmetic, x: Value, coefficients: readonly number[]): Value {
  let [b0, b1, b2] = [to.like(0, x), to.like(0, x), to.like(0, x)];
  for (const coefficient of coefficients) {
    [b2, b1] = [b1, b0];
    b0 = to.add(to.sub(to.mul(x, b1), b2), to.like(coefficient, x));
  }
  return to.mul(to.sub(b0, b2), to.like(0.5, x));
}

export function besselI1e(to: HloArithmetic, x: Value): Value {
  const { belowEight, aboveEight } = isF64(x) ? BESSEL_F64 : BESSEL_F32;
  const size = to.abs(x);
  const [half, two] = [to.like(0.5, x), to.like(2, x)];
  const [thirtyTwo, eight] = [to.like(32, x), to.like(8, x)];
  const near = to.sub(to.mul(half, size), two);
  const below = to.mul(size, chebyshev(to, near, belowEight));
  const far = to.sub(to.div(thirtyTwo, size), two);
  const above = to.div(chebyshev(to, far, aboveEight), to.sqrt(size));
  const isBelow = to.compare(size, 'LE', eight);
  return to.mul(to.op('sign', [x]), to.select(isBelow, below, above));
}

/** Arith and math as WGSL expressions, on scalars and on vectors of two to four lanes. */

import type { Operation } from '@iree-workbench/ir';
import { type Element, heldElement, laneCount, typeName } from './elements.ts';
import type { Prelude } from './prelude.ts';

/** One operation on operands that are names or literals. */
interface Given {
  readonly op: Operation;
  readonly args: readonly string[];
  /** Elements of the operand that decides, and of the result. */
  readonly from: Element;
  readonly to: Element;
  /** Lanes of the result; 0 for a scalar. */
  readonly lanes: number;
  readonly prelude: Prelude;
}
type Emit = (given: Given) => string;

const at = ({ args }: Given, i: number): string => args[i] as string;
const LANES = ['x', 'y', 'z', 'w'] as const;

// ----- Forms of values -----

const splat = (given: Given, type: string, literal: string): string =>
  given.lanes === 0 ? literal : `${typeName(type, given.lanes)}(${literal})`;

/** The i32 as an unsigned number of the element's own width. */
function unsigned({ from, lanes }: Given, value: string): string {
  const bits = `bitcast<${typeName('u32', lanes)}>(${value})`;
  return from.bits < 32 ? `extractBits(${bits}, 0u, ${from.bits}u)` : bits;
}
const fromUnsigned = ({ lanes }: Given, value: string): string =>
  `bitcast<${typeName('i32', lanes)}>(${value})`;

/** Brings an i32 or f32 that left the element's range or precision back into it. */
function normalize(given: Given, value: string): string {
  const { to } = given;
  if (to.held === 'i32' && to.bits < 32) return `extractBits(${value}, 0u, ${to.bits}u)`;
  if (to.half) return lanewise(given, [value], (x) => roundHalf(given, to, x));
  return value;
}
function roundHalf({ prelude }: Given, to: Element, value: string): string {
  return `${prelude.use(`${to.half}_value`)}(${prelude.use(`${to.half}_bits`)}(${value}))`;
}
/** Applies a function of scalars to each lane. */
function lanewise(
  { lanes, to }: Given,
  args: readonly string[],
  call: (...scalars: string[]) => string,
): string {
  if (lanes === 0) return call(...args);
  const parts = LANES.slice(0, lanes).map((lane) => call(...args.map((arg) => `(${arg}).${lane}`)));
  return `${typeName(to.held, lanes)}(${parts.join(', ')})`;
}
const helper =
  (name: string): Emit =>
  (given) =>
    normalize(
      given,
      lanewise(given, given.args, (...xs) => `${given.prelude.use(name)}(${xs.join(', ')})`),
    );

// ----- Integers -----

const isWide = ({ from }: Given): boolean => from.bits === 64;
const isBool = ({ from }: Given): boolean => from.held === 'bool';

/** An operator on i32, a prelude function on i64, and what it is on booleans. */
const integer =
  (operator: string, wide: string, ofBooleans?: string): Emit =>
  (given) => {
    const [a, b] = [at(given, 0), at(given, 1)];
    if (isWide(given)) return `${given.prelude.use(wide)}(${a}, ${b})`;
    if (isBool(given) && ofBooleans) return `${a} ${ofBooleans} ${b}`;
    return normalize(given, `(${a} ${operator} ${b})`);
  };
const bitwise =
  (operator: string, ofBooleans: string): Emit =>
  (given) =>
    `${at(given, 0)} ${isBool(given) ? ofBooleans : operator} ${at(given, 1)}`;
const shift =
  (operator: '<<' | '>>', signed: boolean, wide: string): Emit =>
  (given) => {
    const [a, amount] = [at(given, 0), at(given, 1)];
    if (isWide(given)) return `${given.prelude.use(wide)}(${a}, ${amount})`;
    const by = `bitcast<${typeName('u32', given.lanes)}>(${amount})`;
    return normalize(
      given,
      signed
        ? `(${a} ${operator} ${by})`
        : fromUnsigned(given, `${unsigned(given, a)} ${operator} ${by}`),
    );
  };
const divide =
  (operator: '/' | '%', signed: boolean): Emit =>
  (given) => {
    const [a, b] = [at(given, 0), at(given, 1)];
    if (isWide(given)) {
      const both = given.prelude.use(signed ? 'i64_divrem_s' : 'i64_divrem_u');
      return `${both}(${a}, ${b}).${operator === '/' ? 'xy' : 'zw'}`;
    }
    return normalize(
      given,
      signed
        ? `(${a} ${operator} ${b})`
        : fromUnsigned(given, `${unsigned(given, a)} ${operator} ${unsigned(given, b)}`),
    );
  };
const roundedDivide =
  (name: 'ceildiv_s' | 'floordiv_s'): Emit =>
  (given) =>
    isWide(given)
      ? `${given.prelude.use(`i64_${name}`)}(${at(given, 0)}, ${at(given, 1)})`
      : helper(name)(given);
const ceilDivideUnsigned: Emit = (given) => {
  if (isWide(given))
    return `${given.prelude.use('i64_ceildiv_u')}(${at(given, 0)}, ${at(given, 1)})`;
  const scalars: Given = { ...given, lanes: 0 };
  return normalize(
    given,
    lanewise(given, given.args, (a, b) =>
      fromUnsigned(
        scalars,
        `${given.prelude.use('ceildiv_u')}(${unsigned(scalars, a as string)}, ${unsigned(scalars, b as string)})`,
      ),
    ),
  );
};
const extreme =
  (name: 'max' | 'min', signed: boolean): Emit =>
  (given) => {
    const [a, b] = [at(given, 0), at(given, 1)];
    // As a signed number a true boolean is -1.
    if (isBool(given)) return `${a} ${(name === 'max') === signed ? '&' : '|'} ${b}`;
    if (isWide(given)) {
      const less = given.prelude.use(signed ? 'i64_lt_s' : 'i64_lt_u');
      return name === 'min'
        ? `select(${b}, ${a}, ${less}(${a}, ${b}))`
        : `select(${a}, ${b}, ${less}(${a}, ${b}))`;
    }
    return signed
      ? `${name}(${a}, ${b})`
      : fromUnsigned(given, `${name}(bitcastU(${a}), bitcastU(${b}))`).replaceAll(
          'bitcastU',
          `bitcast<${typeName('u32', given.lanes)}>`,
        );
  };

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', '<', '<=', '>', '>='] as const;
const compareIntegers: Emit = (given) => {
  const predicate = Number(given.op.intAttr('predicate') ?? 0n);
  const [a, b] = [at(given, 0), at(given, 1)];
  const operator = COMPARISONS[predicate] ?? '==';
  const signed = predicate < 6;
  if (isBool(given)) {
    if (predicate < 2) return `${a} ${operator} ${b}`;
    // Signed, a true boolean is -1: the comparison turns around.
    const [low, high] = signed ? [b, a] : [a, b];
    return {
      '<': `!(${low}) & ${high}`,
      '<=': `!(${low}) | ${high}`,
      '>': `${low} & !(${high})`,
      '>=': `${low} | !(${high})`,
    }[operator as '<' | '<=' | '>' | '>='];
  }
  if (isWide(given)) {
    if (predicate < 2) return predicate === 0 ? `all(${a} == ${b})` : `any(${a} != ${b})`;
    const less = given.prelude.use(signed ? 'i64_lt_s' : 'i64_lt_u');
    return {
      '<': `${less}(${a}, ${b})`,
      '<=': `!${less}(${b}, ${a})`,
      '>': `${less}(${b}, ${a})`,
      '>=': `!${less}(${a}, ${b})`,
    }[operator as '<' | '<=' | '>' | '>='];
  }
  if (signed) return `${a} ${operator} ${b}`;
  const bits = `bitcast<${typeName('u32', given.lanes)}>`;
  return `${bits}(${a}) ${operator} ${bits}(${b})`;
};

/** Comparisons of WGSL's hold for numbers only: `!=` of a NaN may be false, as may be all others. */
const compareFloats: Emit = (given) => {
  const predicate = Number(given.op.intAttr('predicate') ?? 0n);
  const [a, b] = [at(given, 0), at(given, 1)];
  const isNan = (x: string): string => {
    const size = `bitcast<${typeName('u32', given.lanes)}>(${x}) & ${splat(given, 'u32', '0x7fffffffu')}`;
    return `((${size}) > ${splat(given, 'u32', '0x7f800000u')})`;
  };
  const texts = [
    splat(given, 'bool', 'false'),
    `${a} == ${b}`,
    `${a} > ${b}`,
    `${a} >= ${b}`,
    `${a} < ${b}`,
    `${a} <= ${b}`,
    `(${a} < ${b}) | (${a} > ${b})`,
    `!(${isNan(a)} | ${isNan(b)})`,
    `!((${a} < ${b}) | (${a} > ${b}))`,
    `!(${a} <= ${b})`,
    `!(${a} < ${b})`,
    `!(${a} >= ${b})`,
    `!(${a} > ${b})`,
    `!(${a} == ${b})`,
    `${isNan(a)} | ${isNan(b)}`,
    splat(given, 'bool', 'true'),
  ];
  return texts[predicate] ?? 'false';
};

// ----- Casts -----

const booleanAs = (given: Given, type: string, no: string, yes: string): string =>
  `select(${splat(given, type, no)}, ${splat(given, type, yes)}, ${at(given, 0)})`;

const extend =
  (signed: boolean): Emit =>
  (given) => {
    const { from, to, prelude } = given;
    const value = isBool(given)
      ? booleanAs(given, 'i32', '0i', signed ? '-1i' : '1i')
      : signed
        ? at(given, 0)
        : fromUnsigned(given, unsigned(given, at(given, 0)));
    if (to.bits !== 64 || from.bits === 64) return value;
    return signed ? `${prelude.use('i64_s')}(${value})` : `vec2<u32>(bitcast<u32>(${value}), 0u)`;
  };
const truncate: Emit = (given) => {
  const value = isWide(given) ? `bitcast<i32>(${at(given, 0)}.x)` : at(given, 0);
  if (given.to.held !== 'bool')
    return given.to.bits === 64 ? at(given, 0) : normalize(given, value);
  return `(${value} & ${splat(given, 'i32', '1i')}) != ${splat(given, 'i32', '0i')}`;
};
const indexCast =
  (signed: boolean): Emit =>
  (given) =>
    isWide(given) || given.to.bits < given.from.bits ? truncate(given) : extend(signed)(given);
const toFloat =
  (signed: boolean): Emit =>
  (given) => {
    const value = at(given, 0);
    const type = typeName('f32', given.lanes);
    if (isBool(given)) return booleanAs(given, 'f32', '0.0f', signed ? '-1.0f' : '1.0f');
    if (isWide(given))
      return normalize(
        given,
        `${given.prelude.use(signed ? 'f32_from_i64' : 'f32_from_u64')}(${value})`,
      );
    return normalize(given, `${type}(${signed ? value : unsigned(given, value)})`);
  };
const fromFloat =
  (signed: boolean): Emit =>
  (given) => {
    const value = at(given, 0);
    if (given.to.bits === 64)
      return `${given.prelude.use(signed ? 'i64_from_f32' : 'u64_from_f32')}(${value})`;
    const converted = signed
      ? `${typeName('i32', given.lanes)}(${value})`
      : fromUnsigned(given, `${typeName('u32', given.lanes)}(${value})`);
    if (given.to.held !== 'bool') return normalize(given, converted);
    return `(${converted} & ${splat(given, 'i32', '1i')}) != ${splat(given, 'i32', '0i')}`;
  };
const changeFloat: Emit = (given) => normalize(given, at(given, 0));
const bitcast: Emit = (given) => {
  const { from, to, prelude } = given;
  if (from.half)
    return lanewise(given, given.args, (x) => {
      const bits = `${prelude.use(`${from.half}_bits`)}(${x})`;
      return to.half
        ? `${prelude.use(`${to.half}_value`)}(${bits})`
        : `extractBits(bitcast<i32>(${bits}), 0u, 16u)`;
    });
  if (to.half)
    return lanewise(
      given,
      given.args,
      (x) => `${prelude.use(`${to.half}_value`)}(bitcast<u32>(${x}) & 0xffffu)`,
    );
  return from.held === to.held
    ? at(given, 0)
    : `bitcast<${typeName(to.held, given.lanes)}>(${at(given, 0)})`;
};

// ----- Floats and functions -----

const operator =
  (text: string): Emit =>
  (given) =>
    normalize(given, `(${at(given, 0)} ${text} ${at(given, 1)})`);
const builtin =
  (name: string): Emit =>
  (given) =>
    normalize(given, `${name}(${given.args.join(', ')})`);
const log10: Emit = (given) =>
  normalize(
    given,
    lanewise(given, given.args, (x) => `(${given.prelude.use('f32_log2')}(${x}) * 0.30103f)`),
  );
const multiplyAdd: Emit = (given) =>
  normalize(given, `fma(${at(given, 0)}, ${at(given, 1)}, ${at(given, 2)})`);
const negate: Emit = (given) => `-(${at(given, 0)})`;

const absoluteInteger: Emit = (given) =>
  isWide(given)
    ? `${given.prelude.use('i64_abs')}(${at(given, 0)})`
    : normalize(given, `abs(${at(given, 0)})`);
/** Counts bits; words of i64 one after the other. */
const countBits =
  (name: 'countOneBits' | 'countLeadingZeros' | 'countTrailingZeros'): Emit =>
  (given) => {
    const value = at(given, 0);
    const { bits } = given.from;
    if (isWide(given)) {
      const [low, high] = [`${name}(${value}.x)`, `${name}(${value}.y)`];
      if (name === 'countOneBits') return `vec2<u32>(${low} + ${high}, 0u)`;
      return name === 'countLeadingZeros'
        ? `vec2<u32>(select(${high}, 32u + ${low}, ${value}.y == 0u), 0u)`
        : `vec2<u32>(select(${low}, 32u + ${high}, ${value}.x == 0u), 0u)`;
    }
    const count = (text: string): string => fromUnsigned(given, `${name}(${text})`);
    if (name === 'countTrailingZeros' && bits < 32)
      return count(`(${unsigned(given, value)} | ${splat(given, 'u32', `${2 ** bits}u`)})`);
    if (name === 'countLeadingZeros' && bits < 32)
      return `(${count(unsigned(given, value))} - ${splat(given, 'i32', `${32 - bits}i`)})`;
    return count(unsigned(given, value));
  };
const integerPower: Emit = (given) =>
  isWide(given)
    ? `${given.prelude.use('i64_pow')}(${at(given, 0)}, ${at(given, 1)})`
    : helper('ipow')(given);
/** A float to an integer power. */
const floatIntegerPower: Emit = (given) => {
  const exponent = heldElement(given.op.operand(1).type);
  const convert = (x: string): string =>
    exponent.bits === 64 ? `${given.prelude.use('f32_from_i64')}(${x})` : `f32(${x})`;
  return normalize(
    given,
    lanewise(
      given,
      given.args,
      (x, y) => `${given.prelude.use('f32_pow')}(${x}, ${convert(y as string)})`,
    ),
  );
};

const EXPRESSIONS: ReadonlyMap<string, Emit> = new Map<string, Emit>([
  ['arith.addi', integer('+', 'i64_add', '!=')],
  ['arith.subi', integer('-', 'i64_sub', '!=')],
  ['arith.muli', integer('*', 'i64_mul', '&')],
  ['arith.andi', bitwise('&', '&')],
  ['arith.ori', bitwise('|', '|')],
  ['arith.xori', bitwise('^', '!=')],
  ['arith.shli', shift('<<', true, 'i64_shl')],
  ['arith.shrsi', shift('>>', true, 'i64_shr_s')],
  ['arith.shrui', shift('>>', false, 'i64_shr_u')],
  ['arith.divsi', divide('/', true)],
  ['arith.divui', divide('/', false)],
  ['arith.remsi', divide('%', true)],
  ['arith.remui', divide('%', false)],
  ['arith.ceildivsi', roundedDivide('ceildiv_s')],
  ['arith.floordivsi', roundedDivide('floordiv_s')],
  ['arith.ceildivui', ceilDivideUnsigned],
  ['arith.maxsi', extreme('max', true)],
  ['arith.minsi', extreme('min', true)],
  ['arith.maxui', extreme('max', false)],
  ['arith.minui', extreme('min', false)],
  ['arith.cmpi', compareIntegers],
  ['arith.cmpf', compareFloats],
  ['arith.select', (given) => `select(${at(given, 2)}, ${at(given, 1)}, ${at(given, 0)})`],
  ['arith.extsi', extend(true)],
  ['arith.extui', extend(false)],
  ['arith.trunci', truncate],
  ['arith.index_cast', indexCast(true)],
  ['arith.index_castui', indexCast(false)],
  ['arith.sitofp', toFloat(true)],
  ['arith.uitofp', toFloat(false)],
  ['arith.fptosi', fromFloat(true)],
  ['arith.fptoui', fromFloat(false)],
  ['arith.extf', changeFloat],
  ['arith.truncf', changeFloat],
  ['arith.bitcast', bitcast],
  ['arith.addf', operator('+')],
  ['arith.subf', operator('-')],
  ['arith.mulf', operator('*')],
  ['arith.divf', operator('/')],
  ['arith.remf', helper('f32_rem')],
  ['arith.maxf', helper('f32_max')],
  ['arith.minf', helper('f32_min')],
  ['arith.negf', negate],
  ['math.absf', builtin('abs')],
  ['math.absi', absoluteInteger],
  ['math.atan', builtin('atan')],
  ['math.atan2', builtin('atan2')],
  ['math.cbrt', helper('f32_cbrt')],
  ['math.ceil', builtin('ceil')],
  ['math.copysign', helper('f32_copysign')],
  ['math.cos', helper('f32_cos')],
  ['math.ctlz', countBits('countLeadingZeros')],
  ['math.ctpop', countBits('countOneBits')],
  ['math.cttz', countBits('countTrailingZeros')],
  ['math.erf', helper('f32_erf')],
  ['math.exp', helper('f32_exp')],
  ['math.exp2', helper('f32_exp2')],
  ['math.expm1', helper('f32_expm1')],
  ['math.floor', builtin('floor')],
  ['math.fma', multiplyAdd],
  ['math.fpowi', floatIntegerPower],
  ['math.ipowi', integerPower],
  ['math.log', helper('f32_log')],
  ['math.log10', log10],
  ['math.log1p', helper('f32_log1p')],
  ['math.log2', helper('f32_log2')],
  ['math.powf', helper('f32_pow')],
  ['math.round', helper('f32_round_away')],
  ['math.roundeven', builtin('round')],
  ['math.rsqrt', builtin('inverseSqrt')],
  ['math.sin', helper('f32_sin')],
  ['math.sqrt', builtin('sqrt')],
  ['math.tan', helper('f32_tan')],
  ['math.tanh', helper('f32_tanh')],
  ['math.trunc', builtin('trunc')],
]);

/** Names of the operations that work lane by lane. */
export const LANEWISE_OPERATIONS: readonly string[] = [...EXPRESSIONS.keys()];

/** The expression for an operation on operands that are names. */
export function expressionOf(op: Operation, args: readonly string[], prelude: Prelude): string {
  const emit = EXPRESSIONS.get(op.name);
  if (!emit) throw new Error(`a dispatch was not validated: '${op.name}'`);
  const { type } = op.result();
  return emit({
    op,
    args,
    from: heldElement((op.is('arith.select') ? op.operand(1) : op.operand(0)).type),
    to: heldElement(type),
    lanes: laneCount(type),
    prelude,
  });
}

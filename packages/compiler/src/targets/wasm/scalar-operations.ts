/** Instructions for arith and math on scalars; operands come from closures, the result on the stack. */

import type { Operation } from '@iree-workbench/ir';
import { constantInteger } from '../dispatch/dispatch.ts';
import { type Element, heldElement } from './elements.ts';
import { MATH_IMPORTS } from './float-helpers.ts';
import type { Kernel, Push } from './kernel.ts';
import type { PlainOpcode } from './opcodes.ts';

type Plain = Exclude<PlainOpcode, 'else' | 'end'>;

/** Emits one operation. `args` push its operands, `from` and `to` are its first operand's and its result's element. */
type Emit = (k: Kernel, args: readonly Push[], from: Element, to: Element, op: Operation) => void;

const at = (args: readonly Push[], index: number): Push => args[index] as Push;
const plain = (element: Element, name: string): Plain => `${element.scalar}.${name}` as Plain;

const binary =
  (name: string): Emit =>
  (k, args, from, to) => {
    at(args, 0)();
    at(args, 1)();
    k.f.op(plain(from, name));
    k.normalize(to);
  };
const unary =
  (name: string): Emit =>
  (k, args, from, to) => {
    at(args, 0)();
    k.f.op(plain(from, name));
    k.normalize(to);
  };
/** On booleans addition is exclusive or, multiplication and. */
const modular =
  (name: string, ofBooleans: string): Emit =>
  (k, args, from, to, op) =>
    binary(from.bits === 1 ? ofBooleans : name)(k, args, from, to, op);

const constant = (k: Kernel, element: Element, value: number): void => {
  if (element.scalar === 'i64') k.f.i64(BigInt(value));
  else k.f.i32(value);
};
/** Makes an i32 of a comparison of i64 fit for arithmetic on the element. */
const widen = (k: Kernel, element: Element): void => {
  if (element.scalar === 'i64') k.f.op('i64.extend_i32_u');
};

/**
 * Division and remainder without traps: by zero they give the dividend and zero, as WGSL's do;
 * the smallest number by -1 is itself.
 */
function divide(k: Kernel, op: Operation, element: Element, a: Push, b: Push, name: string): void {
  const signed = name.endsWith('_s');
  const known = constantInteger(op.operand(1));
  const operand = (push: Push): void => (signed ? push() : k.pushUnsigned(element, push));
  operand(a);
  if (known !== null && known !== 0n && known !== -1n) operand(b);
  else {
    constant(k, element, 1);
    operand(b);
    operand(b);
    if (signed && name.startsWith('div')) {
      // Of -1 and 0 both become 1; dividing by -1 is negation, below.
      constant(k, element, 1);
      k.f.op(plain(element, 'add'));
      constant(k, element, 2);
      k.f.op(plain(element, 'lt_u'));
    } else k.f.op(plain(element, 'eqz'));
    k.f.op('select');
  }
  k.f.op(plain(element, name));
  if (signed && name.startsWith('div') && (known === null || known === -1n)) {
    k.temporary(element.scalar, (quotient) => {
      k.f.set(quotient);
      constant(k, element, 0);
      a();
      k.f.op(plain(element, 'sub')).get(quotient);
      b();
      constant(k, element, -1);
      k.f.op(plain(element, 'eq')).op('select');
    });
  }
}

const division =
  (name: string): Emit =>
  (k, args, from, to, op) => {
    divide(k, op, from, at(args, 0), at(args, 1), name);
    k.normalize(to);
  };

/** Signed division rounded up or down: the truncated quotient, moved by one where that was the other way. */
const roundedDivision =
  (up: boolean): Emit =>
  (k, args, from, to, op) => {
    const [a, b] = [at(args, 0), at(args, 1)];
    k.temporary(from.scalar, (quotient) => {
      k.temporary(from.scalar, (rest) => {
        divide(k, op, from, a, b, 'div_s');
        k.f.set(quotient);
        a();
        k.f.get(quotient);
        b();
        k.f.op(plain(from, 'mul')).op(plain(from, 'sub')).set(rest);
        k.f.get(quotient).get(rest);
        constant(k, from, 0);
        k.f.op(plain(from, 'ne')).get(rest);
        b();
        k.f.op(plain(from, 'xor'));
        constant(k, from, 0);
        k.f.op(plain(from, up ? 'ge_s' : 'lt_s')).op('i32.and');
        widen(k, from);
        k.f.op(plain(from, up ? 'add' : 'sub'));
      });
    });
    k.normalize(to);
  };

const ceilDivU: Emit = (k, args, from, to, op) => {
  const [a, b] = [at(args, 0), at(args, 1)];
  divide(k, op, from, a, b, 'div_u');
  divide(k, op, from, a, b, 'rem_u');
  constant(k, from, 0);
  k.f.op(plain(from, 'ne'));
  widen(k, from);
  k.f.op(plain(from, 'add'));
  k.normalize(to);
};

/** The operand for which the comparison holds against the other one. */
const extreme =
  (comparison: string): Emit =>
  (k, args, from) => {
    const [a, b] = [at(args, 0), at(args, 1)];
    // As a signed number a true boolean is -1.
    const signedBoolean = from.bits === 1 && comparison.endsWith('_s');
    const name = signedBoolean ? (comparison.startsWith('gt') ? 'lt_u' : 'gt_u') : comparison;
    a();
    b();
    a();
    b();
    k.f.op(plain(from, name)).op('select');
  };

const INTEGER_COMPARISONS = [
  'eq',
  'ne',
  'lt_s',
  'le_s',
  'gt_s',
  'ge_s',
  'lt_u',
  'le_u',
  'gt_u',
  'ge_u',
] as const;
/** Signed comparisons of booleans, whose true is -1. */
const BOOLEAN_COMPARISONS: Readonly<Record<string, string>> = {
  lt_s: 'gt_u',
  le_s: 'ge_u',
  gt_s: 'lt_u',
  ge_s: 'le_u',
};

export const predicateOf = (op: Operation): number => Number(op.intAttr('predicate') ?? 0n);

const compareIntegers: Emit = (k, args, from, _to, op) => {
  const name = INTEGER_COMPARISONS[predicateOf(op)] ?? 'eq';
  at(args, 0)();
  at(args, 1)();
  k.f.op(plain(from, from.bits === 1 ? (BOOLEAN_COMPARISONS[name] ?? name) : name));
};

/** The unordered predicates (ueq, ugt, uge, ult, ule, une, uno, true) are opposites of ordered ones. */
export const ORDERED_OPPOSITES: Readonly<Record<number, number>> = {
  8: 6,
  9: 5,
  10: 4,
  11: 3,
  12: 2,
  13: 1,
  14: 7,
  15: 0,
};

const compareFloats: Emit = (k, args, from, _to, op) => {
  const [a, b] = [at(args, 0), at(args, 1)];
  const test = (name: string): void => {
    a();
    b();
    k.f.op(plain(from, name));
  };
  const isSelf = (push: Push): void => {
    push();
    push();
    k.f.op(plain(from, 'eq'));
  };
  const emit: readonly (() => void)[] = [
    () => k.f.i32(0),
    () => test('eq'),
    () => test('gt'),
    () => test('ge'),
    () => test('lt'),
    () => test('le'),
    () => {
      test('lt');
      test('gt');
      k.f.op('i32.or');
    },
    () => {
      isSelf(a);
      isSelf(b);
      k.f.op('i32.and');
    },
  ];
  const predicate = predicateOf(op);
  const ordered = ORDERED_OPPOSITES[predicate];
  if (ordered === undefined) emit[predicate]?.();
  else {
    emit[ordered]?.();
    k.f.op('i32.eqz');
  }
};

const select: Emit = (k, args) => {
  at(args, 1)();
  at(args, 2)();
  at(args, 0)();
  k.f.op('select');
};

// ----- Casts -----

const extend =
  (signed: boolean): Emit =>
  (k, args, from, to) => {
    if (signed) pushSigned(k, from, at(args, 0));
    else k.pushUnsigned(from, at(args, 0));
    if (to.scalar === 'i64' && from.scalar === 'i32')
      k.f.op(signed ? 'i64.extend_i32_s' : 'i64.extend_i32_u');
    if (to.scalar === 'i32') k.normalize(to);
  };
/** The operand as a signed number: a true boolean is -1. */
function pushSigned(k: Kernel, element: Element, push: Push): void {
  if (element.bits !== 1) {
    push();
    return;
  }
  k.f.i32(0);
  push();
  k.f.op('i32.sub');
}
const truncate: Emit = (k, args, from, to) => {
  at(args, 0)();
  if (from.scalar === 'i64' && to.scalar === 'i32') k.f.op('i32.wrap_i64');
  k.normalize(to);
};
/** Between index and integers of any width. */
const indexCast =
  (signed: boolean): Emit =>
  (k, args, from, to, op) => {
    const narrows = from.scalar === 'i64' || to.bits < from.bits;
    (narrows ? truncate : extend(signed))(k, args, from, to, op);
  };
const toFloat =
  (signed: boolean): Emit =>
  (k, args, from, to) => {
    if (signed) pushSigned(k, from, at(args, 0));
    else k.pushUnsigned(from, at(args, 0));
    k.f.op(plain(to, `convert_${from.scalar}_${signed ? 's' : 'u'}`));
    k.normalize(to);
  };
const fromFloat =
  (signed: boolean): Emit =>
  (k, args, from, to) => {
    at(args, 0)();
    k.f.op(plain(to, `trunc_sat_${from.scalar}_${signed ? 's' : 'u'}`));
    k.normalize(to);
  };
const changeFloat: Emit = (k, args, from, to) => {
  at(args, 0)();
  if (from.scalar === 'f32' && to.scalar === 'f64') k.f.op('f64.promote_f32');
  if (from.scalar === 'f64' && to.scalar === 'f32') k.f.op('f32.demote_f64');
  k.normalize(to);
};
const bitcast: Emit = (k, args, from, to) => {
  at(args, 0)();
  if (from.half && to.half) {
    k.toHalfBits(from.half);
    k.fromHalfBits(to.half);
  } else if (from.half) {
    k.toHalfBits(from.half);
    k.normalize(to);
  } else if (to.half) k.fromHalfBits(to.half);
  else if (from.scalar !== to.scalar) k.f.op(plain(to, `reinterpret_${from.scalar}`));
};

// ----- Functions -----

/** A function that the runtime provides, on doubles. */
const imported: Emit = (k, args, _from, to, op) => {
  const [name] = MATH_IMPORTS.get(op.name) as readonly [string, number];
  op.operands.forEach((operand, i) => {
    at(args, i)();
    const { scalar } = heldElement(operand.type);
    if (scalar === 'f32') k.f.op('f64.promote_f32');
    else if (scalar !== 'f64') k.f.op(`f64.convert_${scalar}_s`);
  });
  k.f.call(k.imports.get(name) as number);
  if (to.scalar === 'f32') k.f.op('f32.demote_f64');
  k.normalize(to);
};

const negate: Emit = (k, args, from) => {
  at(args, 0)();
  k.f.op(plain(from, 'neg'));
};
const absolute: Emit = (k, args, from, to) => {
  constant(k, from, 0);
  at(args, 0)();
  k.f.op(plain(from, 'sub'));
  at(args, 0)();
  at(args, 0)();
  constant(k, from, 0);
  k.f.op(plain(from, 'lt_s')).op('select');
  k.normalize(to);
};
const pushOne = (k: Kernel, element: Element): void => {
  if (element.scalar === 'f64') k.f.f64(1);
  else k.f.f32(1);
};
const rsqrt: Emit = (k, args, from, to) => {
  pushOne(k, from);
  at(args, 0)();
  k.f.op(plain(from, 'sqrt')).op(plain(from, 'div'));
  k.normalize(to);
};
/** To the nearest integer, halves away from zero. */
const roundAway: Emit = (k, args, from) => {
  k.temporary(from.scalar, (whole) => {
    at(args, 0)();
    k.f.op(plain(from, 'trunc')).tee(whole);
    pushOne(k, from);
    at(args, 0)();
    k.f.op(plain(from, 'copysign')).op(plain(from, 'add')).get(whole);
    at(args, 0)();
    k.f.get(whole).op(plain(from, 'sub')).op(plain(from, 'abs'));
    if (from.scalar === 'f64') k.f.f64(0.5);
    else k.f.f32(0.5);
    k.f.op(plain(from, 'ge')).op('select');
  });
};
/** Fused: exact in double precision for f32, by a helper for f64. */
const fma: Emit = (k, args, from, to) => {
  if (from.scalar === 'f64') {
    for (const push of args) push();
    k.f.call(k.helpers.index('fmaF64'));
    return;
  }
  at(args, 0)();
  k.f.op('f64.promote_f32');
  at(args, 1)();
  k.f.op('f64.promote_f32').op('f64.mul');
  at(args, 2)();
  k.f.op('f64.promote_f32').op('f64.add').op('f32.demote_f64');
  k.normalize(to);
};
const multiplyAdd: Emit = (k, args, from, to) => {
  at(args, 0)();
  at(args, 1)();
  k.f.op(plain(from, 'mul'));
  at(args, 2)();
  k.f.op(plain(from, 'add'));
  k.normalize(to);
};
/** Leading zeros in the element's own width. */
const leadingZeros: Emit = (k, args, from) => {
  k.pushUnsigned(from, at(args, 0));
  k.f.op(plain(from, 'clz'));
  const held = from.scalar === 'i64' ? 64 : 32;
  if (from.bits !== held) k.f.i32(held - from.bits).op('i32.sub');
};
const trailingZeros: Emit = (k, args, from) => {
  at(args, 0)();
  const held = from.scalar === 'i64' ? 64 : 32;
  if (from.bits !== held) k.f.i32(2 ** from.bits).op('i32.or');
  k.f.op(plain(from, 'ctz'));
};
const countOnes: Emit = (k, args, from) => {
  k.pushUnsigned(from, at(args, 0));
  k.f.op(plain(from, 'popcnt'));
};
const integerPower: Emit = (k, args, from, to) => {
  at(args, 0)();
  at(args, 1)();
  k.f.call(k.helpers.index(from.scalar === 'i64' ? 'powI64' : 'powI32'));
  k.normalize(to);
};

const EMITTERS: ReadonlyMap<string, Emit> = new Map<string, Emit>([
  ['arith.addi', modular('add', 'xor')],
  ['arith.subi', modular('sub', 'xor')],
  ['arith.muli', modular('mul', 'and')],
  ['arith.andi', binary('and')],
  ['arith.ori', binary('or')],
  ['arith.xori', binary('xor')],
  ['arith.shli', binary('shl')],
  ['arith.shrsi', binary('shr_s')],
  [
    'arith.shrui',
    (k, args, from, to) => {
      k.pushUnsigned(from, at(args, 0));
      at(args, 1)();
      k.f.op(plain(from, 'shr_u'));
      k.normalize(to);
    },
  ],
  ['arith.divsi', division('div_s')],
  ['arith.divui', division('div_u')],
  ['arith.remsi', division('rem_s')],
  ['arith.remui', division('rem_u')],
  ['arith.ceildivsi', roundedDivision(true)],
  ['arith.floordivsi', roundedDivision(false)],
  ['arith.ceildivui', ceilDivU],
  ['arith.maxsi', extreme('gt_s')],
  ['arith.minsi', extreme('lt_s')],
  ['arith.maxui', extreme('gt_u')],
  ['arith.minui', extreme('lt_u')],
  ['arith.cmpi', compareIntegers],
  ['arith.cmpf', compareFloats],
  ['arith.select', select],
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
  ['arith.addf', binary('add')],
  ['arith.subf', binary('sub')],
  ['arith.mulf', binary('mul')],
  ['arith.divf', binary('div')],
  ['arith.maxf', binary('max')],
  ['arith.minf', binary('min')],
  ['arith.negf', negate],
  ['math.absf', unary('abs')],
  ['math.absi', absolute],
  ['math.ceil', unary('ceil')],
  ['math.copysign', binary('copysign')],
  ['math.ctlz', leadingZeros],
  ['math.cttz', trailingZeros],
  ['math.ctpop', countOnes],
  ['math.floor', unary('floor')],
  ['math.fma', fma],
  ['math.ipowi', integerPower],
  ['math.round', roundAway],
  ['math.roundeven', unary('nearest')],
  ['math.rsqrt', rsqrt],
  ['math.sqrt', unary('sqrt')],
  ['math.trunc', unary('trunc')],
  ['vector.fma', multiplyAdd],
  ...[...MATH_IMPORTS.keys()].map((name) => [name, imported] as const),
]);

/** Is the operation one that works lane by lane and that there are instructions for? */
export const isLanewise = (name: string): boolean => EMITTERS.has(name);
/** Names of the operations that work lane by lane. */
export const LANEWISE_OPERATIONS: readonly string[] = [...EMITTERS.keys()];

/** Emits the operation on scalars, or on one lane of its vectors. */
export function emitScalar(k: Kernel, op: Operation, args: readonly Push[]): void {
  const from = heldElement((op.is('arith.select') ? op.operand(1) : op.operand(0)).type);
  (EMITTERS.get(op.name) as Emit)(k, args, from, heldElement(op.result().type), op);
}

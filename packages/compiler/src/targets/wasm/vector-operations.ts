/**
 * SIMD instructions for arith and math on a part of a vector: up to four lanes of 32 bits, or two of
 * 64. What has none is done lane by lane (see translate.ts).
 */

import type { Operation } from '@iree-workbench/ir';
import { constantInteger } from '../dispatch/dispatch.ts';
import { type Element, heldElement } from './elements.ts';
import type { Kernel, Push } from './kernel.ts';
import type { PlainOpcode } from './opcodes.ts';
import { ORDERED_OPPOSITES, predicateOf } from './scalar-operations.ts';

type Plain = Exclude<PlainOpcode, 'else' | 'end'>;

/** Emits one operation on a part, or gives false if there is no instruction for its elements. */
type Emit = (
  k: Kernel,
  args: readonly Push[],
  from: Element,
  to: Element,
  op: Operation,
) => boolean;

const at = (args: readonly Push[], index: number): Push => args[index] as Push;
const lanes = (element: Element, name: string): Plain => `${element.shape}.${name}` as Plain;

const binary =
  (name: string): Emit =>
  (k, args, from) => {
    if (from.half) return false;
    at(args, 0)();
    at(args, 1)();
    k.f.op(lanes(from, name));
    return true;
  };
const unary =
  (name: string): Emit =>
  (k, args, from) => {
    if (from.half) return false;
    at(args, 0)();
    k.f.op(lanes(from, name));
    return true;
  };
const bitwise =
  (name: 'and' | 'or' | 'xor'): Emit =>
  (k, args) => {
    at(args, 0)();
    at(args, 1)();
    k.f.op(`v128.${name}`);
    return true;
  };

/** Narrow integers are sign-extended again after arithmetic that may leave their range. */
function normalize(k: Kernel, element: Element): void {
  if (element.scalar !== 'i32' || element.bits === 32) return;
  const shift = 32 - element.bits;
  k.f.i32(shift).op('i32x4.shl').i32(shift).op('i32x4.shr_s');
}
const modular =
  (name: string, ofBooleans: 'and' | 'xor'): Emit =>
  (k, args, from, to, op) => {
    if (from.bits === 1) return bitwise(ofBooleans)(k, args, from, to, op);
    binary(name)(k, args, from, to, op);
    normalize(k, to);
    return true;
  };
/** Shifts take one amount for all lanes. */
const shift =
  (name: 'shl' | 'shr_s' | 'shr_u'): Emit =>
  (k, args, from, to, op) => {
    const amount = constantInteger(op.operand(1));
    if (amount === null || from.bits === 1) return false;
    if (name === 'shr_u' && from.bits < 32) return false;
    at(args, 0)();
    k.f.i32(Number(amount & 63n)).op(lanes(from, name));
    if (name === 'shl') normalize(k, to);
    return true;
  };
const extreme =
  (name: 'max_s' | 'max_u' | 'min_s' | 'min_u'): Emit =>
  (k, args, from, to, op) =>
    from.scalar === 'i32' && from.bits !== 1 && binary(name)(k, args, from, to, op);

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
const compareIntegers: Emit = (k, args, from, to, op) => {
  const name = INTEGER_COMPARISONS[predicateOf(op)];
  // A mask's lanes are 32 bits wide; ones and zeros compare as the numbers that they stand for.
  if (from.scalar !== 'i32' || !name) return false;
  return binary(name)(k, args, from, to, op);
};
const compareFloats: Emit = (k, args, from, _to, op) => {
  if (from.scalar !== 'f32') return false;
  const [a, b] = [at(args, 0), at(args, 1)];
  const test = (name: 'eq' | 'ne' | 'lt' | 'gt' | 'le' | 'ge', x = a, y = b): void => {
    x();
    y();
    k.f.op(`f32x4.${name}`);
  };
  const ordered = (): void => {
    test('eq', a, a);
    test('eq', b, b);
    k.f.op('v128.and');
  };
  const emit: readonly (() => void)[] = [
    () => k.f.v128(new Uint8Array(16)),
    () => test('eq'),
    () => test('gt'),
    () => test('ge'),
    () => test('lt'),
    () => test('le'),
    () => {
      test('lt');
      test('gt');
      k.f.op('v128.or');
    },
    ordered,
  ];
  const predicate = predicateOf(op);
  const opposite = ORDERED_OPPOSITES[predicate];
  if (opposite === undefined) emit[predicate]?.();
  else if (predicate === 13) test('ne');
  else {
    emit[opposite]?.();
    k.f.op('v128.not');
  }
  return true;
};
const select: Emit = (k, args, _from, to, op) => {
  const isMask = op.operand(0).type.kind === 'vector';
  if (isMask && to.lanes !== 4) return false;
  at(args, 1)();
  at(args, 2)();
  at(args, 0)();
  k.f.op(isMask ? 'v128.bitselect' : 'select');
  return true;
};

// ----- Casts within lanes of 32 bits -----

const same32 = (from: Element, to: Element): boolean => from.lanes === 4 && to.lanes === 4;
const signExtend: Emit = (_k, args, from, to) => {
  if (!same32(from, to)) return false;
  at(args, 0)();
  return true;
};
const zeroExtend: Emit = (k, args, from, to) => {
  if (!same32(from, to)) return false;
  const mask = new Uint8Array(new Int32Array(4).fill(2 ** from.bits - 1).buffer);
  at(args, 0)();
  k.f.v128(mask).op('v128.and');
  return true;
};
const truncate: Emit = (k, args, from, to) => {
  if (!same32(from, to)) return false;
  at(args, 0)();
  normalize(k, to);
  return true;
};
const toFloat =
  (name: 'f32x4.convert_i32x4_s' | 'f32x4.convert_i32x4_u'): Emit =>
  (k, args, from, to) => {
    if (!same32(from, to) || to.half || (name.endsWith('_u') && from.bits < 32)) return false;
    at(args, 0)();
    k.f.op(name);
    return true;
  };
const fromFloat =
  (name: 'i32x4.trunc_sat_f32x4_s' | 'i32x4.trunc_sat_f32x4_u'): Emit =>
  (k, args, from, to) => {
    if (!same32(from, to)) return false;
    at(args, 0)();
    k.f.op(name);
    normalize(k, to);
    return true;
  };
const bitcast: Emit = (_k, args, from, to) => {
  if (from.half || to.half || from.lanes !== to.lanes || from.bits !== to.bits) return false;
  at(args, 0)();
  return true;
};

// ----- Functions -----

/** `a * b + c`, in one instruction where relaxed SIMD may be used. */
export function emitMultiplyAdd(k: Kernel, element: Element, args: readonly Push[]): void {
  if (k.relaxed) {
    for (const push of args) push();
    k.f.op(element.scalar === 'f64' ? 'f64x2.relaxed_madd' : 'f32x4.relaxed_madd');
    return;
  }
  at(args, 0)();
  at(args, 1)();
  k.f.op(lanes(element, 'mul'));
  at(args, 2)();
  k.f.op(lanes(element, 'add'));
}
const multiplyAdd: Emit = (k, args, from) => {
  if (from.half) return false;
  emitMultiplyAdd(k, from, args);
  return true;
};
/** Exact in double precision, two lanes at a time. */
const fma: Emit = (k, args, from) => {
  if (from.scalar !== 'f32' || from.half) return false;
  const { f } = k;
  const upper = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
  const half = (isUpper: boolean): void => {
    const wide = (push: Push): void => {
      push();
      if (isUpper) {
        push();
        f.shuffle(upper);
      }
      f.op('f64x2.promote_low_f32x4');
    };
    wide(at(args, 0));
    wide(at(args, 1));
    f.op('f64x2.mul');
    wide(at(args, 2));
    f.op('f64x2.add').op('f32x4.demote_f64x2_zero');
  };
  half(false);
  half(true);
  f.shuffle([0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]);
  return true;
};
const rsqrt: Emit = (k, args, from) => {
  if (from.half) return false;
  if (from.scalar === 'f64') k.f.f64(1).op('f64x2.splat');
  else k.f.f32(1).op('f32x4.splat');
  at(args, 0)();
  k.f.op(lanes(from, 'sqrt')).op(lanes(from, 'div'));
  return true;
};

const EMITTERS: ReadonlyMap<string, Emit> = new Map<string, Emit>([
  ['arith.addi', modular('add', 'xor')],
  ['arith.subi', modular('sub', 'xor')],
  ['arith.muli', modular('mul', 'and')],
  ['arith.andi', bitwise('and')],
  ['arith.ori', bitwise('or')],
  ['arith.xori', bitwise('xor')],
  ['arith.shli', shift('shl')],
  ['arith.shrsi', shift('shr_s')],
  ['arith.shrui', shift('shr_u')],
  ['arith.maxsi', extreme('max_s')],
  ['arith.minsi', extreme('min_s')],
  ['arith.maxui', extreme('max_u')],
  ['arith.minui', extreme('min_u')],
  ['arith.cmpi', compareIntegers],
  ['arith.cmpf', compareFloats],
  ['arith.select', select],
  ['arith.extsi', signExtend],
  ['arith.extui', zeroExtend],
  ['arith.trunci', truncate],
  ['arith.index_cast', truncate],
  ['arith.sitofp', toFloat('f32x4.convert_i32x4_s')],
  ['arith.uitofp', toFloat('f32x4.convert_i32x4_u')],
  ['arith.fptosi', fromFloat('i32x4.trunc_sat_f32x4_s')],
  ['arith.fptoui', fromFloat('i32x4.trunc_sat_f32x4_u')],
  ['arith.bitcast', bitcast],
  ['arith.addf', binary('add')],
  ['arith.subf', binary('sub')],
  ['arith.mulf', binary('mul')],
  ['arith.divf', binary('div')],
  ['arith.maxf', binary('max')],
  ['arith.minf', binary('min')],
  ['arith.negf', unary('neg')],
  ['math.absf', unary('abs')],
  ['math.ceil', unary('ceil')],
  ['math.floor', unary('floor')],
  ['math.fma', fma],
  ['math.roundeven', unary('nearest')],
  ['math.rsqrt', rsqrt],
  ['math.sqrt', unary('sqrt')],
  ['math.trunc', unary('trunc')],
  ['vector.fma', multiplyAdd],
]);

/** Emits the operation on a part of its vectors; false, with nothing emitted, if it must go lane by lane. */
export function emitPart(k: Kernel, op: Operation, args: readonly Push[]): boolean {
  const emit = EMITTERS.get(op.name);
  if (!emit) return false;
  const from = heldElement((op.is('arith.select') ? op.operand(1) : op.operand(0)).type);
  return emit(k, args, from, heldElement(op.result().type), op);
}

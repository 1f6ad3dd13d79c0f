/**
 * Integer arithmetic, comparison and conversion beyond what the interpreter's loop does itself.
 */
import { type Operation, type OperationTable, wide } from './operations.ts';
import { StatusError } from './status.ts';

function unary32(compute: (operand: number) => number): Operation {
  return ({ registers }, code, at) => {
    const { i32, base } = registers;
    i32[base + code[at + 1]!] = compute(i32[base + code[at]!]!);
  };
}

function binary32(compute: (lhs: number, rhs: number) => number): Operation {
  return ({ registers }, code, at) => {
    const { i32, base } = registers;
    i32[base + code[at + 2]!] = compute(i32[base + code[at]!]!, i32[base + code[at + 1]!]!);
  };
}

function unary64(compute: (operand: bigint) => bigint): Operation {
  return ({ registers }, code, at) => {
    const { i64 } = registers;
    i64[wide(registers, code[at + 1]!)] = compute(i64[wide(registers, code[at]!)]!);
  };
}

/** The result is stored modulo 2^64. */
function binary64(compute: (lhs: bigint, rhs: bigint) => bigint): Operation {
  return ({ registers }, code, at) => {
    const { i64 } = registers;
    const lhs = i64[wide(registers, code[at]!)]!;
    const rhs = i64[wide(registers, code[at + 1]!)]!;
    i64[wide(registers, code[at + 2]!)] = compute(lhs, rhs);
  };
}

/** Works on the two halves of 64-bit values, each half on its own. */
function halves64(compute: (lhs: number, rhs: number) => number): Operation {
  return ({ registers }, code, at) => {
    const { i32, base } = registers;
    const lhs = base + code[at]!;
    const rhs = base + code[at + 1]!;
    const result = base + code[at + 2]!;
    const low = compute(i32[lhs]!, i32[rhs]!);
    i32[result + 1] = compute(i32[lhs + 1]!, i32[rhs + 1]!);
    i32[result] = low;
  };
}

/** Shifts the halves of a 64-bit value; `amount` is below 64. */
function shift64(
  compute: (i32: Int32Array, result: number, low: number, high: number, amount: number) => void,
): Operation {
  return ({ registers }, code, at) => {
    const { i32, base } = registers;
    const operand = base + code[at]!;
    const amount = i32[base + code[at + 1]!]! & 0x3f;
    compute(i32, base + code[at + 2]!, i32[operand]!, i32[operand + 1]!, amount);
  };
}

/** The high half of the product of two unsigned 32-bit values. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Each sum stays below 2^32.
  const first = aHigh * bLow + ((aLow * bLow) >>> 16);
  const second = aLow * bHigh + (first & 0xffff);
  return aHigh * bHigh + (first >>> 16) + (second >>> 16);
}

/** Stores a·b + (low, high) modulo 2^64. */
function multiplyAdd(
  i32: Int32Array,
  result: number,
  a: number,
  b: number,
  addLow: number,
  addHigh: number,
): void {
  const aLow = i32[a]!;
  const bLow = i32[b]!;
  const low = (Math.imul(aLow, bLow) >>> 0) + (addLow >>> 0);
  const cross = Math.imul(i32[a + 1]!, bLow) + Math.imul(aLow, i32[b + 1]!);
  i32[result + 1] =
    (multiplyHigh(aLow, bLow) | 0) + (cross | 0) + addHigh + (low > 0xffffffff ? 1 : 0);
  i32[result] = low;
}

// Upstream's C divides without a check, which ends the process; a program fails instead.
function nonZero32(divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return divisor;
}

function nonZero64(divisor: bigint): bigint {
  if (divisor === 0n) throw divisionByZero();
  return divisor;
}

function divisionByZero(): StatusError {
  return new StatusError('INVALID_ARGUMENT', 'integer division by zero');
}

function lesser(a: bigint, b: bigint): bigint {
  if (b < a) return b;
  return a;
}

function greater(a: bigint, b: bigint): bigint {
  if (a < b) return b;
  return a;
}

const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);

export const integerOperations: OperationTable = {
  // The bitwise or converts the quotient back to 32 bits, which also wraps INT_MIN / -1.
  DivI32S: binary32((a, b) => (a / nonZero32(b)) | 0),
  DivI32U: binary32((a, b) => ((a >>> 0) / (nonZero32(b) >>> 0)) | 0),
  RemI32S: binary32((a, b) => (a % nonZero32(b)) | 0),
  RemI32U: binary32((a, b) => ((a >>> 0) % (nonZero32(b) >>> 0)) | 0),
  FMAI32: ({ registers }, code, at) => {
    const { i32, base } = registers;
    const product = Math.imul(i32[base + code[at]!]!, i32[base + code[at + 1]!]!);
    i32[base + code[at + 3]!] = product + i32[base + code[at + 2]!]!;
  },
  AbsI32: unary32(Math.abs),
  MinI32S: binary32(Math.min),
  MinI32U: binary32((a, b) => (b >>> 0 < a >>> 0 ? b : a)),
  MaxI32S: binary32(Math.max),
  MaxI32U: binary32((a, b) => (a >>> 0 < b >>> 0 ? b : a)),
  NotI32: unary32((a) => ~a),
  CtlzI32: unary32(Math.clz32),

  MulI64: ({ registers }, code, at) => {
    const { i32, base } = registers;
    multiplyAdd(i32, base + code[at + 2]!, base + code[at]!, base + code[at + 1]!, 0, 0);
  },
  DivI64S: binary64((a, b) => a / nonZero64(b)),
  DivI64U: binary64((a, b) => unsigned(a) / unsigned(nonZero64(b))),
  RemI64S: binary64((a, b) => a % nonZero64(b)),
  RemI64U: binary64((a, b) => unsigned(a) % unsigned(nonZero64(b))),
  FMAI64: ({ registers }, code, at) => {
    const { i32, base } = registers;
    const c = base + code[at + 2]!;
    const result = base + code[at + 3]!;
    multiplyAdd(i32, result, base + code[at]!, base + code[at + 1]!, i32[c]!, i32[c + 1]!);
  },
  AbsI64: unary64((a) => (a < 0n ? -a : a)),
  MinI64S: binary64(lesser),
  MinI64U: binary64((a, b) => (unsigned(b) < unsigned(a) ? b : a)),
  MaxI64S: binary64(greater),
  MaxI64U: binary64((a, b) => (unsigned(a) < unsigned(b) ? b : a)),
  NotI64: unary64((a) => ~a),
  AndI64: halves64((a, b) => a & b),
  OrI64: halves64((a, b) => a | b),
  XorI64: halves64((a, b) => a ^ b),
  CtlzI64: ({ registers }, code, at) => {
    const { i32, base } = registers;
    const low = i32[base + code[at]!]!;
    const high = i32[base + code[at]! + 1]!;
    const result = base + code[at + 1]!;
    i32[result] = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
    i32[result + 1] = 0;
  },
  // JavaScript shifts by the amount modulo 32, so a shift by 32 - 0 must be avoided.
  ShlI64: shift64((i32, result, low, high, amount) => {
    if (amount >= 32) {
      i32[result] = 0;
      i32[result + 1] = low << amount;
    } else {
      i32[result] = low << amount;
      i32[result + 1] = amount === 0 ? high : (high << amount) | (low >>> (32 - amount));
    }
  }),
  ShrI64S: shift64((i32, result, low, high, amount) => {
    if (amount >= 32) {
      i32[result] = high >> amount;
      i32[result + 1] = high >> 31;
    } else {
      i32[result] = amount === 0 ? low : (low >>> amount) | (high << (32 - amount));
      i32[result + 1] = high >> amount;
    }
  }),
  ShrI64U: shift64((i32, result, low, high, amount) => {
    if (amount >= 32) {
      i32[result] = high >>> amount;
      i32[result + 1] = 0;
    } else {
      i32[result] = amount === 0 ? low : (low >>> amount) | (high << (32 - amount));
      i32[result + 1] = high >>> amount;
    }
  }),

  TruncI32I8: unary32((a) => a & 0xff),
  TruncI32I16: unary32((a) => a & 0xffff),
  ExtI8I32S: unary32((a) => (a << 24) >> 24),
  ExtI8I32U: unary32((a) => a & 0xff),
  ExtI16I32S: unary32((a) => (a << 16) >> 16),
  ExtI16I32U: unary32((a) => a & 0xffff),
};

/**
 * The f32 and f64 extensions: arithmetic, math functions, conversion and comparison. Float32Array
 * rounds what is stored, so one double operation and a store is a correctly rounded f32 operation.
 */
import { erf, ieeeRemainder, roundHalfAway } from './float-math.ts';
import { type Operation, type OperationTable, wide } from './operations.ts';
import type { Registers } from './registers.ts';

type Width = 'F32' | 'F64';

function view(width: Width, registers: Registers): Float32Array | Float64Array {
  return width === 'F32' ? registers.f32 : registers.f64;
}

function position(width: Width, registers: Registers, operand: number): number {
  return width === 'F32' ? registers.base + operand : wide(registers, operand);
}

function unary(width: Width, compute: (operand: number) => number): Operation {
  return ({ registers }, code, at) => {
    const values = view(width, registers);
    const operand = values[position(width, registers, code[at]!)]!;
    values[position(width, registers, code[at + 1]!)] = compute(operand);
  };
}

function binary(width: Width, compute: (lhs: number, rhs: number) => number): Operation {
  return ({ registers }, code, at) => {
    const values = view(width, registers);
    const lhs = values[position(width, registers, code[at]!)]!;
    const rhs = values[position(width, registers, code[at + 1]!)]!;
    values[position(width, registers, code[at + 2]!)] = compute(lhs, rhs);
  };
}

function compare(width: Width, test: (lhs: number, rhs: number) => boolean): Operation {
  return ({ registers }, code, at) => {
    const values = view(width, registers);
    const lhs = values[position(width, registers, code[at]!)]!;
    const rhs = values[position(width, registers, code[at + 1]!)]!;
    registers.i32[registers.base + code[at + 2]!] = test(lhs, rhs) ? 1 : 0;
  };
}

// Unlike Math.min and Math.max these give the first operand when one is NaN or both are zero.
function lesser(a: number, b: number): number {
  if (b < a) return b;
  return a;
}

function greater(a: number, b: number): number {
  if (a < b) return b;
  return a;
}

const unordered = (a: number, b: number): boolean => Number.isNaN(a) || Number.isNaN(b);

/** Operations both widths have, under names with the width in the place of `T`. */
function forWidth(width: Width, names: Readonly<Record<string, Operation>>): OperationTable {
  return Object.fromEntries(
    Object.entries(names).map(([name, operation]) => [name.replace('#', width), operation]),
  );
}

function arithmetic(width: Width): OperationTable {
  // Between two operations an f32 value must be rounded; an f64 value is rounded already.
  const round: (x: number) => number = width === 'F32' ? Math.fround : (x) => x;
  return forWidth(width, {
    'Add#': binary(width, (a, b) => a + b),
    'Sub#': binary(width, (a, b) => a - b),
    'Mul#': binary(width, (a, b) => a * b),
    'Div#': binary(width, (a, b) => a / b),
    'Rem#': binary(width, ieeeRemainder),
    'FMA#': ({ registers }, code, at) => {
      const values = view(width, registers);
      const a = values[position(width, registers, code[at]!)]!;
      const b = values[position(width, registers, code[at + 1]!)]!;
      const c = values[position(width, registers, code[at + 2]!)]!;
      // Upstream rounds the product on hosts without a fast fused instruction; so do all hosts here.
      values[position(width, registers, code[at + 3]!)] = round(a * b) + c;
    },
    'Abs#': unary(width, Math.abs),
    'Neg#': unary(width, (a) => -a),
    'Ceil#': unary(width, Math.ceil),
    'Floor#': unary(width, Math.floor),
    'Round#': unary(width, roundHalfAway),
    'Min#': binary(width, lesser),
    'Max#': binary(width, greater),
    'Atan#': unary(width, Math.atan),
    'Atan2#': binary(width, Math.atan2),
    'Cos#': unary(width, Math.cos),
    'Sin#': unary(width, Math.sin),
    'Exp#': unary(width, Math.exp),
    'Exp2#': unary(width, (a) => 2 ** a),
    'ExpM1#': unary(width, Math.expm1),
    'Log#': unary(width, Math.log),
    'Log10#': unary(width, Math.log10),
    'Log1p#': unary(width, Math.log1p),
    'Log2#': unary(width, Math.log2),
    // C's pow(1, NaN) and pow(-1, ±∞) are 1 where JavaScript has NaN.
    'Pow#': binary(width, (a, b) =>
      a === 1 || (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) ? 1 : a ** b,
    ),
    'Rsqrt#': unary(width, (a) => 1 / round(Math.sqrt(a))),
    'Sqrt#': unary(width, Math.sqrt),
    'Tanh#': unary(width, Math.tanh),
    'Erf#': unary(width, erf),
    'CmpEQ#O': compare(width, (a, b) => a === b),
    'CmpEQ#U': compare(width, (a, b) => unordered(a, b) || a === b),
    'CmpNE#O': compare(width, (a, b) => a !== b),
    'CmpNE#U': compare(width, (a, b) => unordered(a, b) || a !== b),
    'CmpLT#O': compare(width, (a, b) => a < b),
    'CmpLT#U': compare(width, (a, b) => unordered(a, b) || a < b),
    'CmpLTE#O': compare(width, (a, b) => a <= b),
    'CmpLTE#U': compare(width, (a, b) => unordered(a, b) || a <= b),
    'CmpNaN#': ({ registers }, code, at) => {
      const operand = view(width, registers)[position(width, registers, code[at]!)]!;
      registers.i32[registers.base + code[at + 1]!] = Number.isNaN(operand) ? 1 : 0;
    },
    'CastSI32#': ({ registers }, code, at) => {
      const operand = registers.i32[registers.base + code[at]!]!;
      view(width, registers)[position(width, registers, code[at + 1]!)] = operand;
    },
    'CastUI32#': ({ registers }, code, at) => {
      const operand = registers.i32[registers.base + code[at]!]! >>> 0;
      view(width, registers)[position(width, registers, code[at + 1]!)] = operand;
    },
    'Cast#SI32': castToI32(width),
    'Cast#UI32': castToI32(width),
  });
}

/** Rounds halves away from zero and keeps the low 32 bits, as C's lround and a cast do. */
function castToI32(width: Width): Operation {
  return ({ registers }, code, at) => {
    const operand = view(width, registers)[position(width, registers, code[at]!)]!;
    registers.i32[registers.base + code[at + 1]!] = roundHalfAway(operand) | 0;
  };
}

const minI64 = -(1n << 63n);

function castF64ToI64(lowest: number, highest: number): Operation {
  return ({ registers }, code, at) => {
    const rounded = roundHalfAway(registers.f64[wide(registers, code[at]!)]!);
    // What does not fit (and NaN) becomes the value x86 hosts make of it.
    registers.i64[wide(registers, code[at + 1]!)] =
      rounded >= lowest && rounded < highest ? BigInt(rounded) : minI64;
  };
}

function copyWide(): Operation {
  return ({ registers }, code, at) => {
    const { i32, base } = registers;
    const from = base + code[at]!;
    const to = base + code[at + 1]!;
    const low = i32[from]!;
    i32[to + 1] = i32[from + 1]!;
    i32[to] = low;
  };
}

function copyWord(): Operation {
  return ({ registers }, code, at) => {
    registers.i32[registers.base + code[at + 1]!] = registers.i32[registers.base + code[at]!]!;
  };
}

export const floatOperations: OperationTable = {
  ...arithmetic('F32'),
  ...arithmetic('F64'),
  BitcastI32F32: copyWord(),
  BitcastF32I32: copyWord(),
  BitcastI64F64: copyWide(),
  BitcastF64I64: copyWide(),
  TruncF64F32: ({ registers }, code, at) => {
    registers.f32[registers.base + code[at + 1]!] = registers.f64[wide(registers, code[at]!)]!;
  },
  ExtF32F64: ({ registers }, code, at) => {
    registers.f64[wide(registers, code[at + 1]!)] = registers.f32[registers.base + code[at]!]!;
  },
  CastSI64F64: ({ registers }, code, at) => {
    registers.f64[wide(registers, code[at + 1]!)] = Number(
      registers.i64[wide(registers, code[at]!)]!,
    );
  },
  CastUI64F64: ({ registers }, code, at) => {
    registers.f64[wide(registers, code[at + 1]!)] = Number(
      BigInt.asUintN(64, registers.i64[wide(registers, code[at]!)]!),
    );
  },
  CastF64SI64: castF64ToI64(-(2 ** 63), 2 ** 63),
  CastF64UI64: castF64ToI64(-(2 ** 63), 2 ** 64),
};

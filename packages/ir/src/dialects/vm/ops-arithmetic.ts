/** The operations of the vm dialect that compute: arithmetic, bits, conversions. */

import { F32, F64, I32, I64 } from '../../constraints.ts';
import type { Fold, OpDefinition, OpSpec, TypeConstraint } from '../../dialect.ts';
import type { RewritePattern } from '../../pattern.ts';
import { AllTypesMatch, Commutative } from '../../traits.ts';
import * as patterns from './canonicalize.ts';
import { defineVMOp, ExtF32, ExtF64, extensionTraits, PURE, TRIVIAL } from './define.ts';
import * as folds from './fold.ts';
import { SUFFIX_TYPES, type Suffix } from './types.ts';

/** Suffixes of an operation, as `i32`, `i64.s`; what stands before the dot is the type. */
export const typeOfSuffix = (suffix: string): TypeConstraint =>
  SUFFIX_TYPES[suffix.slice(0, 3) as Suffix];
const isInteger = (suffix: string): boolean => suffix.startsWith('i');

interface Row {
  readonly summary: string;
  readonly suffixes: readonly string[];
  readonly fold?: Fold;
  readonly isCommutative?: boolean;
  readonly canonicalize?: (suffix: string) => readonly RewritePattern[];
}
type Rows = Readonly<Record<string, Row>>;

export const I = ['i32', 'i64'];
export const F = ['f32', 'f64'];
const SIGNED = ['i32.s', 'i64.s'];
const UNSIGNED = ['i32.u', 'i64.u'];

const commutative = (row: Row) => (row.isCommutative ? [Commutative] : []);
/** Operations on floats are total; those on integers are not all, and upstream takes none for it. */
const purity = (suffix: string) => (isInteger(suffix) ? TRIVIAL : PURE);

const rowSpec = (row: Row, suffix: string): Pick<OpSpec, 'summary' | 'fold' | 'canonicalize'> => ({
  summary: row.summary,
  ...(row.fold ? { fold: row.fold } : {}),
  ...(row.canonicalize ? { canonicalize: row.canonicalize(suffix) } : {}),
});

const family = (rows: Rows, make: (row: Row, suffix: string) => OpSpec): OpDefinition[] =>
  Object.entries(rows).flatMap(([stem, row]) =>
    row.suffixes.map((suffix) => defineVMOp(`${stem}.${suffix}`, make(row, suffix))),
  );

// ----- Arithmetic -----

const BINARY: Rows = {
  add: {
    summary: 'addition',
    suffixes: [...I, ...F],
    fold: folds.foldAdd,
    isCommutative: true,
    canonicalize: (suffix) => [patterns.fuseMultiplyAdd(suffix)],
  },
  sub: { summary: 'subtraction', suffixes: [...I, ...F], fold: folds.foldSub },
  mul: {
    summary: 'multiplication',
    suffixes: [...I, ...F],
    fold: folds.foldMul,
    isCommutative: true,
    canonicalize: (suffix) => [patterns.multiplyConstants(suffix)],
  },
};
const BINARY_BY_SIGN: readonly (readonly [stem: string, row: Row])[] = [
  ['div', { summary: 'signed division', suffixes: SIGNED, fold: folds.foldDivS }],
  ['div', { summary: 'unsigned division', suffixes: UNSIGNED, fold: folds.foldDivU }],
  ['div', { summary: 'division', suffixes: F, fold: folds.foldDivF }],
  ['rem', { summary: 'signed remainder', suffixes: SIGNED, fold: folds.foldRemS }],
  ['rem', { summary: 'unsigned remainder', suffixes: UNSIGNED, fold: folds.foldRemU }],
  ['rem', { summary: 'remainder', suffixes: F, fold: folds.foldRemF }],
  [
    'min',
    { summary: 'lesser signed value', suffixes: SIGNED, fold: folds.foldMinS, isCommutative: true },
  ],
  [
    'min',
    {
      summary: 'lesser unsigned value',
      suffixes: UNSIGNED,
      fold: folds.foldMinU,
      isCommutative: true,
    },
  ],
  ['min', { summary: 'lesser value', suffixes: F, fold: folds.foldMinF, isCommutative: true }],
  [
    'max',
    {
      summary: 'greater signed value',
      suffixes: SIGNED,
      fold: folds.foldMaxS,
      isCommutative: true,
    },
  ],
  [
    'max',
    {
      summary: 'greater unsigned value',
      suffixes: UNSIGNED,
      fold: folds.foldMaxU,
      isCommutative: true,
    },
  ],
  ['max', { summary: 'greater value', suffixes: F, fold: folds.foldMaxF, isCommutative: true }],
];
const BITS: Rows = {
  and: { summary: 'bitwise and', suffixes: I, fold: folds.foldAnd, isCommutative: true },
  or: { summary: 'bitwise or', suffixes: I, fold: folds.foldOr, isCommutative: true },
  xor: { summary: 'bitwise exclusive or', suffixes: I, fold: folds.foldXor, isCommutative: true },
};
const UNARY: Rows = {
  abs: { summary: 'absolute value', suffixes: [...I, ...F], fold: folds.foldAbs },
  neg: { summary: 'negation', suffixes: F, fold: folds.foldNeg },
  ceil: { summary: 'least integer not below', suffixes: F, fold: folds.foldCeil },
  floor: { summary: 'greatest integer not above', suffixes: F, fold: folds.foldFloor },
  round: { summary: 'nearest integer, ties away from zero', suffixes: F },
  sqrt: { summary: 'square root', suffixes: F, fold: folds.foldSqrt },
  atan: { summary: 'arc tangent', suffixes: F },
  cos: { summary: 'cosine', suffixes: F },
  sin: { summary: 'sine', suffixes: F },
  exp: { summary: 'e to a power', suffixes: F },
  exp2: { summary: '2 to a power', suffixes: F },
  expm1: { summary: 'e to a power, less 1', suffixes: F },
  log: { summary: 'natural logarithm', suffixes: F },
  log10: { summary: 'logarithm to base 10', suffixes: F },
  log1p: { summary: 'natural logarithm of 1 more', suffixes: F },
  log2: { summary: 'logarithm to base 2', suffixes: F },
  rsqrt: { summary: 'reciprocal of the square root', suffixes: F },
  tanh: { summary: 'hyperbolic tangent', suffixes: F },
  erf: { summary: 'Gauss error function', suffixes: F },
};
const UNARY_BITS: Rows = {
  not: { summary: 'bitwise complement', suffixes: I, fold: folds.foldNot },
  ctlz: { summary: 'count of leading zeros', suffixes: I, fold: folds.foldCtlz },
};
const BINARY_MATH: Rows = {
  atan2: { summary: 'angle of a point', suffixes: F },
  pow: { summary: 'power', suffixes: F },
};

const unary =
  (base: (suffix: string) => Pick<OpSpec, 'interfaces'> & { traits: readonly OpSpecTrait[] }) =>
  (row: Row, suffix: string): OpSpec => ({
    ...rowSpec(row, suffix),
    operands: { operand: typeOfSuffix(suffix) },
    results: { result: typeOfSuffix(suffix) },
    ...base(suffix),
    traits: [
      ...base(suffix).traits,
      ...extensionTraits(suffix),
      AllTypesMatch('operand', 'result'),
    ],
    assemblyFormat: '$operand attr-dict `:` type($result)',
  });
type OpSpecTrait = NonNullable<OpSpec['traits']>[number];
const binary =
  (base: (suffix: string) => Pick<OpSpec, 'interfaces'> & { traits: readonly OpSpecTrait[] }) =>
  (row: Row, suffix: string): OpSpec => ({
    ...rowSpec(row, suffix),
    operands: { lhs: typeOfSuffix(suffix), rhs: typeOfSuffix(suffix) },
    results: { result: typeOfSuffix(suffix) },
    ...base(suffix),
    traits: [
      ...base(suffix).traits,
      ...extensionTraits(suffix),
      ...commutative(row),
      AllTypesMatch('lhs', 'rhs', 'result'),
    ],
    assemblyFormat: 'operands attr-dict `:` type($result)',
  });

const arithmetic: readonly OpDefinition[] = [
  ...family(BINARY, binary(purity)),
  ...BINARY_BY_SIGN.flatMap(([stem, row]) => family({ [stem]: row }, binary(purity))),
  ...family(
    BITS,
    binary(() => PURE),
  ),
  ...family(
    BINARY_MATH,
    binary(() => PURE),
  ),
  ...family(UNARY, unary(purity)),
  ...family(
    UNARY_BITS,
    unary(() => PURE),
  ),
  ...[...I, ...F].map((suffix) =>
    defineVMOp(`fma.${suffix}`, {
      summary: 'a * b + c, of floats rounded once',
      operands: { a: typeOfSuffix(suffix), b: typeOfSuffix(suffix), c: typeOfSuffix(suffix) },
      results: { result: typeOfSuffix(suffix) },
      ...purity(suffix),
      traits: [
        ...purity(suffix).traits,
        ...extensionTraits(suffix),
        AllTypesMatch('a', 'b', 'c', 'result'),
      ],
      fold: folds.foldFma,
      canonicalize: [patterns.simplifyFma(suffix)],
      assemblyFormat: 'operands attr-dict `:` type($result)',
    }),
  ),
  ...(
    [
      ['shl.i32', 'shift to the left', folds.foldShl],
      ['shl.i64', 'shift to the left', folds.foldShl],
      ['shr.i32.s', 'shift to the right, sign kept', folds.foldShrS],
      ['shr.i64.s', 'shift to the right, sign kept', folds.foldShrS],
      ['shr.i32.u', 'shift to the right', folds.foldShrU],
      ['shr.i64.u', 'shift to the right', folds.foldShrU],
    ] as const
  ).map(([mnemonic, summary, fold]) => {
    const type = typeOfSuffix(mnemonic.slice(4));
    return defineVMOp(mnemonic, {
      summary,
      operands: { operand: type, amount: I32 },
      results: { result: type },
      ...TRIVIAL,
      traits: [AllTypesMatch('operand', 'result')],
      fold,
      assemblyFormat: '$operand `,` $amount attr-dict `:` type($operand)',
    });
  }),
];

// ----- Conversions -----

type Conversion = readonly [
  mnemonic: string,
  summary: string,
  from: TypeConstraint,
  to: TypeConstraint,
  fold: Fold | null,
  /** Two operations of the machine that it stands for. */
  split?: readonly [first: string, second: string],
];
const CONVERSIONS: readonly Conversion[] = [
  ['trunc.i32.i8', 'low 8 bits', I32, I32, folds.foldNarrow(8, false)],
  ['trunc.i32.i16', 'low 16 bits', I32, I32, folds.foldNarrow(16, false)],
  [
    'trunc.i64.i8',
    'low 8 bits',
    I64,
    I32,
    folds.foldNarrow(8, false),
    ['trunc.i64.i32', 'trunc.i32.i8'],
  ],
  [
    'trunc.i64.i16',
    'low 16 bits',
    I64,
    I32,
    folds.foldNarrow(16, false),
    ['trunc.i64.i32', 'trunc.i32.i16'],
  ],
  ['trunc.i64.i32', 'low 32 bits', I64, I32, folds.foldNarrow(32, true)],
  ['trunc.f64.f32', 'rounds to f32', F64, F32, folds.foldFloatCast],
  ['ext.i8.i32.s', 'extends 8 bits with their sign', I32, I32, folds.foldNarrow(8, true)],
  ['ext.i8.i32.u', 'extends 8 bits with zeros', I32, I32, folds.foldNarrow(8, false)],
  ['ext.i16.i32.s', 'extends 16 bits with their sign', I32, I32, folds.foldNarrow(16, true)],
  ['ext.i16.i32.u', 'extends 16 bits with zeros', I32, I32, folds.foldNarrow(16, false)],
  [
    'ext.i8.i64.s',
    'extends 8 bits with their sign',
    I32,
    I64,
    folds.foldNarrow(8, true),
    ['ext.i8.i32.s', 'ext.i32.i64.s'],
  ],
  [
    'ext.i8.i64.u',
    'extends 8 bits with zeros',
    I32,
    I64,
    folds.foldNarrow(8, false),
    ['ext.i8.i32.u', 'ext.i32.i64.u'],
  ],
  [
    'ext.i16.i64.s',
    'extends 16 bits with their sign',
    I32,
    I64,
    folds.foldNarrow(16, true),
    ['ext.i16.i32.s', 'ext.i32.i64.s'],
  ],
  [
    'ext.i16.i64.u',
    'extends 16 bits with zeros',
    I32,
    I64,
    folds.foldNarrow(16, false),
    ['ext.i16.i32.u', 'ext.i32.i64.u'],
  ],
  ['ext.i32.i64.s', 'extends 32 bits with their sign', I32, I64, folds.foldNarrow(32, true)],
  ['ext.i32.i64.u', 'extends 32 bits with zeros', I32, I64, folds.foldNarrow(32, false)],
  ['ext.f32.f64', 'extends to f64', F32, F64, folds.foldFloatCast],
  ['cast.si32.f32', 'signed integer to float', I32, F32, folds.foldFromInteger(true)],
  ['cast.ui32.f32', 'unsigned integer to float', I32, F32, folds.foldFromInteger(false)],
  ['cast.f32.si32', 'float to signed integer', F32, I32, folds.foldToInteger(true)],
  ['cast.f32.ui32', 'float to unsigned integer', F32, I32, folds.foldToInteger(false)],
  ['bitcast.i32.f32', 'the same bits as a float', I32, F32, null],
  ['bitcast.f32.i32', 'the same bits as an integer', F32, I32, null],
  ['bitcast.i64.f64', 'the same bits as a float', I64, F64, null],
  ['bitcast.f64.i64', 'the same bits as an integer', F64, I64, null],
];
const conversions: readonly OpDefinition[] = CONVERSIONS.map(
  ([mnemonic, summary, from, to, fold, split]) =>
    defineVMOp(mnemonic, {
      summary,
      operands: { operand: from },
      results: { result: to },
      ...PURE,
      traits: [
        ...PURE.traits,
        ...(mnemonic.includes('f64') ? [ExtF64] : mnemonic.includes('f32') ? [ExtF32] : []),
      ],
      ...(fold ? { fold } : {}),
      ...(split
        ? {
            canonicalize: [
              patterns.splitConversion(`vm.${mnemonic}`, `vm.${split[0]}`, `vm.${split[1]}`),
            ],
          }
        : {}),
      assemblyFormat: '$operand attr-dict `:` type($operand) `->` type($result)',
    }),
);

export const arithmeticOperations: readonly OpDefinition[] = [...arithmetic, ...conversions];

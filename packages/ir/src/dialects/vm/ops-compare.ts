/** The operations of the vm dialect that compare values and choose among them. */

import { I32 } from '../../constraints.ts';
import { type Fold, type OpDefinition, type TypeConstraint, variadic } from '../../dialect.ts';
import type { RewritePattern } from '../../pattern.ts';
import { AllTypesMatch, Commutative } from '../../traits.ts';
import * as patterns from './canonicalize.ts';
import { defineVMOp, ExtF32, ExtF64, extensionTraits, named, PseudoOp, PURE } from './define.ts';
import * as folds from './fold.ts';
import { F, I, typeOfSuffix } from './ops-arithmetic.ts';
import { parseSwitch, printSwitch } from './syntax.ts';
import { AnyRef, SUFFIX_TYPES } from './types.ts';

interface Comparison {
  readonly mnemonic: string;
  readonly summary: string;
  readonly type: TypeConstraint;
  readonly fold?: Fold;
  readonly name?: string;
  readonly isPseudo?: boolean;
  readonly isCommutative?: boolean;
  readonly canonicalize?: readonly RewritePattern[];
}

const compare = (comparison: Comparison, operandNames: readonly string[]): OpDefinition => {
  const { mnemonic, type, fold, name } = comparison;
  const isBinary = operandNames.length === 2;
  return defineVMOp(mnemonic, {
    summary: comparison.summary,
    operands: Object.fromEntries(operandNames.map((operand) => [operand, type])),
    results: { result: I32 },
    ...PURE,
    traits: [
      ...PURE.traits,
      ...(/\.f32/.test(mnemonic) ? [ExtF32] : /\.f64/.test(mnemonic) ? [ExtF64] : []),
      ...(comparison.isCommutative ? [Commutative] : []),
      ...(comparison.isPseudo ? [PseudoOp] : []),
      ...(isBinary ? [AllTypesMatch('lhs', 'rhs')] : []),
    ],
    ...(fold ? { fold } : {}),
    ...(name === undefined ? {} : { resultNames: named(name) }),
    ...(comparison.canonicalize ? { canonicalize: comparison.canonicalize } : {}),
    assemblyFormat: isBinary
      ? 'operands attr-dict `:` type($lhs)'
      : '$operand attr-dict `:` type($operand)',
  });
};
const binaryComparison = (comparison: Comparison): OpDefinition =>
  compare(comparison, ['lhs', 'rhs']);
const unaryComparison = (comparison: Comparison): OpDefinition => compare(comparison, ['operand']);

const WORDS = {
  lt: 'less than',
  lte: 'less than or equal',
  gt: 'greater than',
  gte: 'greater than or equal',
} as const;
const OPPOSITES = { eq: 'ne', ne: 'eq', lte: 'gt', gt: 'lte', gte: 'lt' } as const;
const orders = ['lt', 'lte', 'gt', 'gte'] as const;

const integerComparisons = I.flatMap((bits) => {
  const type = typeOfSuffix(bits);
  const swap = (kind: keyof typeof OPPOSITES, suffix: string): RewritePattern =>
    patterns.swapInverted(`vm.cmp.${kind}.${suffix}`, `vm.cmp.${OPPOSITES[kind]}.${suffix}`);
  const equalities = (['eq', 'ne'] as const).map((kind) =>
    binaryComparison({
      mnemonic: `cmp.${kind}.${bits}`,
      summary: kind === 'eq' ? 'equal' : 'not equal',
      type,
      name: kind,
      isCommutative: true,
      fold: folds.foldCompareIntegers(kind),
      canonicalize: [
        swap(kind, bits),
        ...(kind === 'ne' ? [patterns.unequalZero(`vm.cmp.ne.${bits}`)] : []),
      ],
    }),
  );
  const ordered = orders.flatMap((kind) =>
    ['s', 'u'].map((sign) => {
      const suffix = `${bits}.${sign}`;
      const name = `vm.cmp.${kind}.${suffix}`;
      return binaryComparison({
        mnemonic: `cmp.${kind}.${suffix}`,
        summary: `${sign === 's' ? 'signed' : 'unsigned'} ${WORDS[kind]}`,
        type,
        name: `${sign}${kind}`,
        isPseudo: kind !== 'lt',
        fold: folds.foldCompareIntegers(kind, sign === 's'),
        ...(kind === 'lt'
          ? {}
          : {
              canonicalize: [
                swap(kind, suffix),
                kind === 'gt'
                  ? patterns.greaterToLess(name)
                  : kind === 'lte'
                    ? patterns.lessEqualToLess(name)
                    : patterns.greaterEqualToLess(name),
              ],
            }),
      });
    }),
  );
  const nonZero = unaryComparison({
    mnemonic: `cmp.nz.${bits}`,
    summary: 'not zero',
    type,
    name: 'nz',
    fold: folds.foldNonZero,
  });
  return [...equalities, ...ordered, nonZero];
});

const floatComparisons = F.flatMap((float) => {
  const type = typeOfSuffix(float);
  const bits = float === 'f32' ? 32 : 64;
  const ordered = ['o', 'u'].flatMap((order) => {
    const suffix = `${float}.${order}`;
    const isUnordered = order === 'u';
    const word = isUnordered ? 'unordered or' : 'ordered and';
    // The opposite of an ordered comparison is unordered; equalities swap within an order as upstream's.
    const equalities = (['eq', 'ne'] as const).map((kind) =>
      binaryComparison({
        mnemonic: `cmp.${kind}.${suffix}`,
        summary: `${word} ${kind === 'eq' ? 'equal' : 'not equal'}`,
        type,
        isCommutative: true,
        fold: folds.foldCompareFloats(kind, isUnordered),
        canonicalize: [
          patterns.swapInverted(
            `vm.cmp.${kind}.${suffix}`,
            `vm.cmp.${OPPOSITES[kind]}.${float}.${isUnordered ? 'o' : 'u'}`,
          ),
        ],
      }),
    );
    const comparisons = orders.map((kind) =>
      binaryComparison({
        mnemonic: `cmp.${kind}.${suffix}`,
        summary: `${word} ${WORDS[kind]}`,
        type,
        isPseudo: kind === 'gt' || kind === 'gte',
        fold: folds.foldCompareFloats(kind, isUnordered),
        ...(kind === 'gt' ? { canonicalize: [patterns.greaterToLess(`vm.cmp.gt.${suffix}`)] } : {}),
        ...(kind === 'gte'
          ? { canonicalize: [patterns.greaterEqualToLessEqual(`vm.cmp.gte.${suffix}`)] }
          : {}),
      }),
    );
    const nonZero = unaryComparison({
      mnemonic: `cmp.nz.${suffix}`,
      summary: `${word} not zero`,
      type,
      isPseudo: true,
      fold: folds.foldNonZeroFloat(isUnordered),
      canonicalize: [patterns.nonZeroToUnequal(`vm.cmp.nz.${suffix}`)],
    });
    return [...equalities, ...comparisons, nonZero];
  });
  return [
    ...ordered,
    binaryComparison({
      mnemonic: `cmp.eq.${float}.near`,
      summary: 'equal within 100 units of the last place',
      type,
      isPseudo: true,
      isCommutative: true,
      fold: folds.foldCompareNear,
      canonicalize: [patterns.compareNear(`vm.cmp.eq.${float}.near`, bits)],
    }),
    unaryComparison({
      mnemonic: `cmp.nan.${float}`,
      summary: 'not a number',
      type,
      fold: folds.foldNaN,
    }),
  ];
});

const refComparisons: readonly OpDefinition[] = [
  binaryComparison({
    mnemonic: 'cmp.eq.ref',
    summary: 'the same object',
    type: AnyRef,
    name: 'req',
    isCommutative: true,
    fold: folds.foldEqualRefs,
    canonicalize: patterns.compareNull.slice(0, 1),
  }),
  binaryComparison({
    mnemonic: 'cmp.ne.ref',
    summary: 'not the same object',
    type: AnyRef,
    name: 'rne',
    isCommutative: true,
    fold: folds.foldUnequalRefs,
    canonicalize: patterns.compareNull.slice(1),
  }),
  unaryComparison({
    mnemonic: 'cmp.nz.ref',
    summary: 'not null',
    type: AnyRef,
    name: 'rnz',
    fold: folds.foldNonNull,
  }),
];

// ----- Selection -----

const selections: readonly OpDefinition[] = Object.entries(SUFFIX_TYPES).flatMap(
  ([suffix, type]) => [
    defineVMOp(`select.${suffix}`, {
      summary: 'one of two values',
      operands: { condition: I32, true_value: type, false_value: type },
      results: { result: type },
      ...PURE,
      traits: [
        ...PURE.traits,
        ...extensionTraits(suffix),
        AllTypesMatch('true_value', 'false_value', 'result'),
      ],
      fold: folds.foldSelect,
      assemblyFormat: 'operands attr-dict `:` type($result)',
    }),
    defineVMOp(`switch.${suffix}`, {
      summary: 'the value at an index, or the default',
      operands: { index: I32, default_value: type, values: variadic(type) },
      results: { result: type },
      ...PURE,
      traits: [
        ...PURE.traits,
        ...extensionTraits(suffix),
        AllTypesMatch('default_value', 'result'),
      ],
      fold: folds.foldSwitch,
      // References have types that the values' list does not tell.
      ...(suffix === 'ref'
        ? { parse: parseSwitch, print: printSwitch }
        : {
            assemblyFormat:
              '$index `[` $values `]` `else` $default_value attr-dict `:` type($result)',
          }),
    }),
  ],
);

export const compareOperations: readonly OpDefinition[] = [
  ...selections,
  ...integerComparisons,
  ...floatComparisons,
  ...refComparisons,
];

/** Attributes of the nvvm dialect: what matrices are made of and how they lie. */

import type { AttrDefinition } from '../../dialect.ts';
import { enumAttribute } from '../enum-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';

const keyword = (
  mnemonic: string,
  cppName: string,
  summary: string,
  constraintSummary: string,
  cases: readonly string[],
  hasBrackets = true,
) =>
  enumAttribute({
    dialect: 'nvvm',
    mnemonic,
    summary,
    cppName: `::mlir::NVVM::${cppName}`,
    cases,
    constraintSummary,
    hasBrackets,
  });

export const reduction = keyword(
  'redux_kind',
  'ReduxKind',
  'how values of a warp are reduced',
  'NVVM redux kind',
  ['add', 'and', 'max', 'min', 'or', 'umax', 'umin', 'xor'],
  false,
);
export const shuffle = keyword(
  'shfl_kind',
  'ShflKind',
  'which thread a value is taken from',
  'NVVM shuffle kind',
  ['bfly', 'up', 'down', 'idx'],
  false,
);
export const bitOperation = keyword(
  'mma_b1op',
  'MMAB1Op',
  'what is done to matrices of bits',
  'MMA binary operations',
  ['none', 'xor_popc', 'and_popc'],
);
export const overflow = keyword(
  'mma_int_overflow',
  'MMAIntOverflow',
  'what happens to sums that are too large',
  'MMA overflow options',
  ['satfinite', 'wrapped'],
);
export const layout = keyword(
  'mma_layout',
  'MMALayout',
  'whether rows or columns of a matrix lie together',
  'NVVM MMA layout',
  ['row', 'col'],
);
export const matrixType = keyword(
  'mma_type',
  'MMATypes',
  'what a matrix is made of',
  'NVVM MMA types',
  ['f16', 'f32', 'tf32', 'bf16', 's8', 'u8', 's32', 's4', 'u4', 'b1', 'f64'],
);
export const fragment = keyword(
  'mma_frag',
  'MMAFrag',
  'which matrix of `A * B + C` it is',
  'NVVM MMA frag type',
  ['a', 'b', 'c'],
);

const size = (name: string): StructParameter => ({
  name,
  parse: (parser) => Number(parser.parseInteger()),
  print: (printer, value) => printer.print(String(value)),
});
export const SHAPE = 'nvvm.shape';

export const attributeDefinitions: readonly AttrDefinition[] = [
  ...[reduction, shuffle, bitOperation, overflow, layout, matrixType, fragment].map(
    ({ definition }) => definition,
  ),
  structAttribute('shape', 'sizes of matrices that are multiplied', [
    size('m'),
    size('n'),
    size('k'),
  ]),
];

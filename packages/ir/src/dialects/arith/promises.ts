/**
 * What arith's operations are told besides their operands: what they may neglect or take for granted, and
 * how to round. Most of it has come since 2026.
 */

import { DialectAttr } from '../../attributes.ts';
import { dialectAttr, integerEnumAttr, UnitAttrConstraint } from '../../constraints.ts';
import { defaultAttr, type OpSpec, optionalAttr } from '../../dialect.ts';
import { ROUNDING_MODES } from './predicates.ts';

const FastMathAttr = dialectAttr('arith.fastmath', 'Floating point fast math flags');
export const fastmath = defaultAttr(FastMathAttr, (context) =>
  DialectAttr.get(context, 'arith', 'fastmath', ['none']),
);
export const optionalFastmath = optionalAttr(FastMathAttr);
const overflowFlags = defaultAttr(
  dialectAttr('arith.overflow', 'Integer overflow arith flags'),
  (context) => DialectAttr.get(context, 'arith', 'overflow', ['none']),
);
export const roundingmode = optionalAttr(integerEnumAttr(32, ROUNDING_MODES));

type OpChanges = Pick<OpSpec, 'changes'>;

/** Attribute and its place in the format. */
const PROMISES = {
  overflow: [{ overflowFlags }, '(`overflow` `` $overflowFlags^)?'],
  exact: [{ isExact: optionalAttr(UnitAttrConstraint) }, '(`exact` $isExact^)?'],
  nonNegative: [{ nonNeg: optionalAttr(UnitAttrConstraint) }, '(`nneg` $nonNeg^)?'],
} as const;
const PROMISED: Readonly<Record<string, keyof typeof PROMISES>> = {
  addi: 'overflow',
  subi: 'overflow',
  muli: 'overflow',
  shli: 'overflow',
  trunci: 'overflow',
  divui: 'exact',
  divsi: 'exact',
  shrui: 'exact',
  shrsi: 'exact',
  extui: 'nonNegative',
  uitofp: 'nonNegative',
  index_castui: 'nonNegative',
};

/** Lets an integer operation promise something, between two parts of its format. */
export function promise(name: string, before: string, behind: string): OpChanges {
  const kind = PROMISED[name];
  if (!kind) return {};
  const [attributes, format] = PROMISES[kind];
  return {
    changes: [{ since: '2026', attributes, assemblyFormat: `${before} ${format} ${behind}` }],
  };
}

/** Lets an operation of two floats say how to round. */
export const rounds: OpChanges = {
  changes: [
    {
      since: '2026',
      attributes: { roundingmode, fastmath },
      assemblyFormat:
        '$lhs `,` $rhs ($roundingmode^)? (`fastmath` `` $fastmath^)? attr-dict `:` type($result)',
    },
  ],
};

/** Lets a cast between floats say how. */
export function floatCastChanges(name: string): OpChanges {
  if (name !== 'extf' && name !== 'truncf') return {};
  const isNarrowing = name === 'truncf';
  return {
    changes: [
      {
        since: '2026',
        attributes: { ...(isNarrowing && { roundingmode }), fastmath: optionalFastmath },
        assemblyFormat: `$in ${isNarrowing ? '($roundingmode^)?' : ''} (\`fastmath\` \`\` $fastmath^)? attr-dict \`:\` type($in) \`to\` type($out)`,
      },
    ],
  };
}

export const renamed = (name: string): OpChanges => ({ changes: [{ since: '2026', name }] });

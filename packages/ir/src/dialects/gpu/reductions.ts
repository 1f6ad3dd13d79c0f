/** What threads compute together: reductions of a workgroup or subgroup, and shuffles. */

import { AnyType, anyTypeOf, F32, I1, I32, UnitAttrConstraint } from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, IsolatedFromAbove, Pure, SameOperandsAndResultType } from '../../traits.ts';
import { enumAttribute, enumCase } from '../enum-attributes.ts';

export const REDUCTIONS: readonly string[] = ['add', 'and', 'max', 'min', 'mul', 'or', 'xor'];
const BITWISE: readonly string[] = ['and', 'or', 'xor'];

const reduction = enumAttribute({
  dialect: 'gpu',
  mnemonic: 'all_reduce_op',
  summary: 'how values are reduced',
  cppName: '::mlir::gpu::AllReduceOperation',
  cases: REDUCTIONS,
  constraintSummary: 'built-in reduction operations supported by gpu.allreduce.',
});
const shuffleMode = enumAttribute({
  dialect: 'gpu',
  mnemonic: 'shuffle_mode',
  summary: 'which thread a value is taken from',
  cppName: '::mlir::gpu::ShuffleMode',
  cases: ['xor', 'up', 'down', 'idx'],
  constraintSummary: 'Indexing modes supported by gpu.shuffle.',
});
export const reductionAttributes = [reduction.definition, shuffleMode.definition];

/** Does the named reduction fit the type of the value? */
function verifyReduction(op: Operation, report: VerifyContext): boolean {
  const name = enumCase(op.attr('op')) ?? '';
  return (
    !BITWISE.includes(name) ||
    op.result().type.kind === 'integer' ||
    report.error(`\`${name}\` accumulator is only compatible with Integer type`)
  );
}

function verifyAllReduce(op: Operation, report: VerifyContext): boolean {
  const body = op.region();
  const { type } = op.result();
  if (body.isEmpty !== (op.attr('op') !== undefined))
    return report.error('expected either an op attribute or a non-empty body');
  if (body.isEmpty) return verifyReduction(op, report);
  const { arguments: args } = body.front;
  if (args.length !== 2) return report.error('expected two region arguments');
  if (args.some((argument) => argument.type !== type))
    return report.error('incorrect region argument type');
  const yields = body.blocks.flatMap(({ last }) => (last?.is('gpu.yield') ? [last] : []));
  for (const { operands } of yields) {
    const [value] = operands;
    if (!value || operands.length !== 1) return report.error('expected one gpu.yield operand');
    if (value.type !== type) return report.error('incorrect gpu.yield type');
  }
  return yields.length > 0 || report.error('expected gpu.yield op in region');
}

const Shuffled = anyTypeOf([I32, F32], 'i32 or f32');

export const reductionOperations: readonly OpDefinition[] = [
  defineOp('gpu.all_reduce', {
    summary: 'reduces a value over the threads of a workgroup',
    operands: { value: AnyType },
    results: { result: AnyType },
    attributes: {
      op: optionalAttr(reduction.constraint),
      uniform: optionalAttr(UnitAttrConstraint),
    },
    regions: { body: 'any' },
    traits: [SameOperandsAndResultType, IsolatedFromAbove],
    verifyRegions: verifyAllReduce,
    assemblyFormat:
      'custom<AllReduceOperation>($op) $value (`uniform` $uniform^)? $body attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('gpu.subgroup_reduce', {
    summary: 'reduces a value over the threads of a subgroup',
    operands: { value: AnyType },
    results: { result: AnyType },
    attributes: { op: reduction.constraint, uniform: optionalAttr(UnitAttrConstraint) },
    traits: [SameOperandsAndResultType],
    verify: verifyReduction,
    assemblyFormat:
      'custom<AllReduceOperation>($op) $value (`uniform` $uniform^)? attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('gpu.shuffle', {
    summary: 'the value of another thread of the subgroup, and whether that thread takes part',
    operands: { value: Shuffled, offset: I32, width: I32 },
    results: { shuffleResult: Shuffled, valid: I1 },
    attributes: { mode: shuffleMode.constraint },
    traits: [Pure, AllTypesMatch('value', 'shuffleResult')],
    assemblyFormat: '$mode $value `,` $offset `,` $width attr-dict `:` type($value)',
  }),
];

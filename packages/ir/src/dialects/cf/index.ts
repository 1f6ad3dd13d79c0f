/** The cf dialect: branches between blocks. */

import { DenseArrayAttr } from '../../attributes.ts';
import { AnyType, DenseI32ArrayAttr, I1, StrAttr } from '../../constraints.ts';
import { defineDialect, defineOp, optionalAttr, variadic } from '../../dialect.ts';
import { BranchOp } from '../../interfaces.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { AttrSizedOperandSegments, Pure, Terminator } from '../../traits.ts';
import { branchFrom } from '../branches.ts';
import { switchOp } from './switch.ts';

const operandsFor = (op: Operation, index: number): Value[] => {
  const range = op.getInterface(BranchOp)?.successorOperands(op, index);
  return range ? op.operands.slice(range.start, range.start + range.count) : [];
};

/**
 * Where a block that only branches leads, with the operands it passes on; null if it does more, or
 * leads to itself.
 */
function passThrough(
  block: Block,
  passed: readonly Value[],
): { block: Block; operands: Value[] } | null {
  const only = block.first;
  if (!only?.is('cf.br') || only.next || only.successors[0] === block) return null;
  const target = only.successors[0];
  // Arguments used elsewhere must stay defined here.
  if (!target || block.arguments.some((a) => a.uses.some((use) => use.owner !== only))) return null;
  return {
    block: target,
    operands: only.operands.map((operand) =>
      operand.kind === 'argument' && operand.owner === block
        ? (passed[operand.index] as Value)
        : operand,
    ),
  };
}

const br = defineOp('cf.br', {
  summary: 'branches to a block',
  operands: { destOperands: variadic(AnyType) },
  successors: { dest: 'any' },
  traits: [Pure, Terminator],
  interfaces: [branchFrom(0)],
  canonicalize: [
    definePattern('cf.br', 'merge into the only predecessor', (op, rewriter) => {
      const [target] = op.successors;
      const block = op.block;
      if (!target || !block || target === block || target._uses.size !== 1) return false;
      const operands = op.operands;
      rewriter.eraseOp(op);
      rewriter.mergeBlocks(target, block, operands);
      return true;
    }),
    definePattern('cf.br', 'branch to a block that only branches', (op, rewriter) => {
      const [target] = op.successors;
      const onward = target && passThrough(target, op.operands);
      if (!onward) return false;
      rewriter.replaceOpWithNew(op, 'cf.br', {
        operands: onward.operands,
        successors: [onward.block],
        resultTypes: [],
      });
      return true;
    }),
  ],
  assemblyFormat: '$dest (`(` $destOperands^ `:` type($destOperands) `)`)? attr-dict',
});

const condBr = defineOp('cf.cond_br', {
  summary: 'branches to one of two blocks',
  operands: {
    condition: I1,
    trueDestOperands: variadic(AnyType),
    falseDestOperands: variadic(AnyType),
  },
  successors: { trueDest: 'any', falseDest: 'any' },
  traits: [AttrSizedOperandSegments, Pure, Terminator],
  interfaces: [branchFrom(1)],
  canonicalize: [
    definePattern('cf.cond_br', 'constant condition', (op, rewriter) => {
      const condition = constantValue(op.operand(0));
      if (condition?.kind !== 'integer') return false;
      const index = condition.value !== 0n ? 0 : 1;
      rewriter.replaceOpWithNew(op, 'cf.br', {
        operands: operandsFor(op, index),
        successors: [op.successors[index] as Block],
        resultTypes: [],
      });
      return true;
    }),
    definePattern('cf.cond_br', 'target only branches', (op, rewriter) => {
      const targets = op.successors.map((block, i) => {
        const operands = operandsFor(op, i);
        return passThrough(block, operands) ?? { block, operands };
      });
      if (targets.every((target, i) => target.block === op.successors[i])) return false;
      const [yes, no] = targets;
      if (!yes || !no) return false;
      rewriter.replaceOpWithNew(op, 'cf.cond_br', {
        operands: [op.operand(0), ...yes.operands, ...no.operands],
        attributes: [
          [
            'operand_segment_sizes',
            DenseArrayAttr.i32(op.context, [1, yes.operands.length, no.operands.length]),
          ],
        ],
        successors: [yes.block, no.block],
        resultTypes: [],
      });
      return true;
    }),
    definePattern('cf.cond_br', 'both ways lead to one block', (op, rewriter) => {
      const [yes, no] = op.successors;
      if (!yes || yes !== no) return false;
      const [a, b] = [operandsFor(op, 0), operandsFor(op, 1)];
      const values = a.map((value, i) => {
        const other = b[i] as Value;
        return value === other
          ? value
          : rewriter.createValue('arith.select', {
              operands: [op.operand(0), value, other],
              resultTypes: [value.type],
            });
      });
      rewriter.replaceOpWithNew(op, 'cf.br', {
        operands: values,
        successors: [yes],
        resultTypes: [],
      });
      return true;
    }),
  ],
  assemblyFormat:
    '$condition `,` $trueDest (`(` $trueDestOperands^ `:` type($trueDestOperands) `)`)? `,` $falseDest (`(` $falseDestOperands^ `:` type($falseDestOperands) `)`)? attr-dict',
  changes: [
    {
      since: '2026',
      attributes: { branch_weights: optionalAttr(DenseI32ArrayAttr) },
      assemblyFormat:
        '$condition (`weights` `(` $branch_weights^ `)`)? `,` $trueDest (`(` $trueDestOperands^ `:` type($trueDestOperands) `)`)? `,` $falseDest (`(` $falseDestOperands^ `:` type($falseDestOperands) `)`)? attr-dict',
    },
  ],
});

export const cfDialect = defineDialect({
  name: 'cf',
  summary: 'branches between blocks',
  operations: [
    br,
    condBr,
    switchOp,
    defineOp('cf.assert', {
      summary: 'stops the program with a message unless the condition holds',
      operands: { arg: I1 },
      attributes: { msg: StrAttr },
      canonicalize: [
        definePattern('cf.assert', 'condition is true', (op, rewriter) => {
          const condition = constantValue(op.operand(0));
          if (condition?.kind !== 'integer' || condition.value === 0n) return false;
          rewriter.eraseOp(op);
          return true;
        }),
      ],
      assemblyFormat: '$arg `,` $msg attr-dict',
    }),
  ],
  isLegalToInline: () => true,
});

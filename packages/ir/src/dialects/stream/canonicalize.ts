/** Canonicalisations of the stream dialect. */

import { DenseArrayAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';

const isImmediate = (value: Value | undefined): boolean =>
  value?.definingOp?.is('stream.timepoint.immediate') ?? false;

/** Drops `await(%immediate)`. */
const dropImmediateAwait = (root: string): RewritePattern =>
  definePattern(root, 'await of an immediate timepoint', (op, rewriter) => {
    const [timepoint] = operandsNamed(op, 'await_timepoint');
    if (!timepoint || !isImmediate(timepoint)) return false;
    const definition = op.definition;
    const groups = definition?.operands.map((group) => operandsNamed(op, group.name)) ?? [];
    const index = definition?.operands.findIndex((g) => g.name === 'await_timepoint') ?? -1;
    rewriter.modifyInPlace(op, () => {
      groups[index] = [];
      op.setOperands(groups.flat());
      if (op.attr('operand_segment_sizes'))
        op.setAttr(
          'operand_segment_sizes',
          DenseArrayAttr.i32(
            op.context,
            groups.map((group) => group.length),
          ),
        );
    });
    return true;
  });

/** Captures of an execution region that nothing inside uses. */
const dropUnusedCaptures = definePattern(
  'stream.cmd.execute',
  'drop unused captures',
  (op: Operation, rewriter) => {
    const block = op.region().front;
    const kept = block.arguments.flatMap((argument, i) => (argument.hasUses ? [i] : []));
    if (kept.length === block.arguments.length) return false;
    const resources = operandsNamed(op, 'resource_operands');
    const sizes = operandsNamed(op, 'resource_operand_sizes');
    const timepoint = operandsNamed(op, 'await_timepoint');
    rewriter.modifyInPlace(op, () => {
      const pick = (values: readonly Value[]): Value[] => kept.map((i) => values[i] as Value);
      for (let i = block.arguments.length - 1; i >= 0; i--)
        if (!kept.includes(i)) block.eraseArgument(i);
      op.setOperands([...pick(resources), ...pick(sizes), ...timepoint]);
      op.setAttr(
        'operand_segment_sizes',
        DenseArrayAttr.i32(op.context, [kept.length, kept.length, timepoint.length]),
      );
    });
    return true;
  },
);

/** A join without immediate and repeated timepoints. */
const simplifyJoin = definePattern(
  'stream.timepoint.join',
  'drop immediate and repeated timepoints',
  (op, rewriter) => {
    const distinct = [...new Set(op.operands.filter((value) => !isImmediate(value)))];
    if (distinct.length === op.numOperands || distinct.length === 0) return false;
    rewriter.replaceOpWithNew(op, 'stream.timepoint.join', {
      operands: distinct,
      resultTypes: op.resultTypes,
    });
    return true;
  },
);

/** A subview of a subview begins at the sum of the offsets. */
const foldSubviews = definePattern(
  'stream.resource.subview',
  'subview of a subview',
  (op, rewriter) => {
    const inner = op.operand(0).definingOp;
    if (!inner?.is('stream.resource.subview')) return false;
    const [source, sourceSize, innerOffset] = inner.operands as [Value, Value, Value];
    const offset = rewriter.createValue('arith.addi', {
      operands: [innerOffset, op.operand(2)],
      resultTypes: [rewriter.context.indexType],
    });
    rewriter.replaceOpWithNew(op, 'stream.resource.subview', {
      operands: [source, sourceSize, offset, op.operand(3)],
      resultTypes: op.resultTypes,
    });
    return true;
  },
);

export const canonicalizations = {
  alloca: [dropImmediateAwait('stream.resource.alloca')],
  dealloca: [dropImmediateAwait('stream.resource.dealloca')],
  asyncExecute: [dropImmediateAwait('stream.async.execute')],
  execute: [dropImmediateAwait('stream.cmd.execute'), dropUnusedCaptures],
  join: [simplifyJoin],
  subview: [foldSubviews],
};

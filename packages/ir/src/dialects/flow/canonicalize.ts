/** Canonicalisations of the flow dialect. */

import { DenseArrayAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { DYNAMIC, RankedTensorType } from '../../types.ts';
import { dimCount } from '../util/directives.ts';

const numbers = (op: Operation, name: string): number[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.values.map(Number) : [];
};

/** Value of a constant index, or null. */
function constantIndex(value: Value): bigint | null {
  const definition = value.definingOp;
  if (!definition?.is('arith.constant')) return null;
  const attr = definition.attr('value');
  return attr?.kind === 'integer' ? attr.value : null;
}

/**
 * Offsets, sizes and strides with constant operands moved into the static lists; null if there is
 * none to move.
 */
function staticIndices(op: Operation) {
  let changed = false;
  const lists = (['offsets', 'sizes', 'strides'] as const).map((name) => {
    const dynamic = operandsNamed(op, name);
    const kept: Value[] = [];
    const values = numbers(op, `static_${name}`).map((value) => {
      if (value !== DYNAMIC) return value;
      const operand = dynamic.shift() as Value;
      const constant = constantIndex(operand);
      if (constant === null || (name === 'sizes' && constant < 0n)) {
        kept.push(operand);
        return value;
      }
      changed = true;
      return Number(constant);
    });
    return { name, kept, values };
  });
  return changed ? lists : null;
}

const staticAttributes = (op: Operation, lists: NonNullable<ReturnType<typeof staticIndices>>) =>
  op.attributes.entries
    .filter(([name]) => !name.startsWith('static_') && name !== 'operand_segment_sizes')
    .concat(
      lists.map(
        ({ name, values }) =>
          [`static_${name}`, DenseArrayAttr.i64(op.context, values.map(BigInt))] as const,
      ),
    );

export const canonicalizations = {
  region: [
    definePattern('flow.dispatch.region', 'drop unused results', (op, rewriter) => {
      if (op.results.every((result) => result.hasUses) || op.numResults === 0) return false;
      const dims = operandsNamed(op, 'result_dims');
      const keptDims: Value[] = [];
      const kept: number[] = [];
      op.results.forEach((result, i) => {
        const own = dims.splice(0, dimCount(result.type));
        if (!result.hasUses) return;
        kept.push(i);
        keptDims.push(...own);
      });
      const replacement = rewriter.create('flow.dispatch.region', {
        operandGroups: [keptDims, operandsNamed(op, 'workload')],
        resultTypes: kept.map((i) => op.result(i).type),
        attributes: op.attributes.with('operand_segment_sizes', null),
        regions: 2,
      });
      replacement.region(0).takeBlocks(op.region(0));
      replacement.region(1).takeBlocks(op.region(1));
      const last = replacement.region(0).front.last as Operation;
      const yielded = last.operands;
      rewriter.modifyInPlace(last, () => {
        last.setOperands(kept.map((i) => yielded[i] as Value));
      });
      kept.forEach((i, position) => {
        op.result(i).replaceAllUsesWith(replacement.result(position));
      });
      rewriter.eraseOp(op);
      return true;
    }),
  ],
  workgroups: [
    definePattern('flow.dispatch.workgroups', 'erase unused dispatch', (op, rewriter) => {
      if (op.hasResultUses || op.numResults === 0) return false;
      rewriter.eraseOp(op);
      return true;
    }),
  ],
  constant: [
    definePattern('flow.tensor.constant', 'constant → arith.constant', (op, rewriter) => {
      const value = op.attr('value');
      const type = op.result().type;
      if (!value || !('type' in value) || value.type !== type) return false;
      rewriter.replaceOpWithNew(op, 'arith.constant', {
        resultTypes: [type],
        attributes: [['value', value]],
      });
      return true;
    }),
  ],
  reshape: [
    definePattern('flow.tensor.reshape', 'reshape of a reshape', (op, rewriter) => {
      const inner = op.operand(0).definingOp;
      if (!inner?.is('flow.tensor.reshape')) return false;
      const source = inner.operand(0);
      rewriter.replaceOp(op, [
        rewriter.createValue('flow.tensor.reshape', {
          operandGroups: [
            [source],
            operandsNamed(inner, 'source_dims'),
            operandsNamed(op, 'result_dims'),
          ],
          resultTypes: op.resultTypes,
        }),
      ]);
      return true;
    }),
  ],
  load: [
    definePattern('flow.dispatch.tensor.load', 'constant offsets and sizes', (op, rewriter) => {
      const lists = staticIndices(op);
      if (!lists) return false;
      const [offsets, sizes, strides] = lists;
      const old = op.result().type as RankedTensorType;
      // A rank-reduced result keeps its type; sizes of dropped dimensions are 1.
      const shape = sizes && sizes.values.length === old.shape.length ? sizes.values : old.shape;
      const type = RankedTensorType.get(shape, old.elementType, old.encoding);
      const load = rewriter.createValue('flow.dispatch.tensor.load', {
        operandGroups: [
          operandsNamed(op, 'source'),
          operandsNamed(op, 'source_dims'),
          offsets?.kept ?? [],
          sizes?.kept ?? [],
          strides?.kept ?? [],
        ],
        resultTypes: [type],
        attributes: staticAttributes(op, lists),
      });
      rewriter.replaceOp(op, [
        type === old
          ? load
          : rewriter.createValue('tensor.cast', { operands: [load], resultTypes: [old] }),
      ]);
      return true;
    }),
  ],
  store: [
    definePattern('flow.dispatch.tensor.store', 'constant offsets and sizes', (op, rewriter) => {
      const lists = staticIndices(op);
      if (!lists) return false;
      const [offsets, sizes, strides] = lists;
      const value = op.operand(0);
      const old = value.type as RankedTensorType;
      const shape = sizes && sizes.values.length === old.shape.length ? sizes.values : old.shape;
      const type = RankedTensorType.get(shape, old.elementType, old.encoding);
      const stored =
        type === old
          ? value
          : rewriter.createValue('tensor.cast', { operands: [value], resultTypes: [type] });
      rewriter.create('flow.dispatch.tensor.store', {
        operandGroups: [
          [stored],
          operandsNamed(op, 'target'),
          operandsNamed(op, 'target_dims'),
          offsets?.kept ?? [],
          sizes?.kept ?? [],
          strides?.kept ?? [],
        ],
        resultTypes: [],
        attributes: staticAttributes(op, lists),
      });
      rewriter.eraseOp(op);
      return true;
    }),
    definePattern('flow.dispatch.tensor.store', 'store of a cast', (op, rewriter) => {
      const cast = op.operand(0).definingOp;
      if (!cast?.is('tensor.cast')) return false;
      const source = cast.operand(0);
      const from = source.type;
      const to = op.operand(0).type;
      // Only a cast that loses static sizes may be looked through.
      if (from.kind !== 'tensor' || to.kind !== 'tensor' || from.shape.length !== to.shape.length)
        return false;
      if (!from.shape.every((size, i) => size === to.shape[i] || to.shape[i] === DYNAMIC))
        return false;
      rewriter.modifyInPlace(op, () => {
        op.setOperand(0, source);
      });
      return true;
    }),
  ],
};

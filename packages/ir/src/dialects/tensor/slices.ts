/** Offsets, sizes and strides of slices: static lists with operands for what is dynamic. */

import { DenseArrayAttr, IntegerAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { DYNAMIC } from '../../types.ts';

export type SliceList = 'offsets' | 'sizes' | 'strides';

/** Numbers where static, values where dynamic. */
export function mixedIndices(op: Operation, list: SliceList): (number | Value)[] {
  const dynamic = operandsNamed(op, list);
  const attr = op.attr(`static_${list}`);
  if (attr?.kind !== 'dense_array') return [];
  return attr.values.map((value) =>
    Number(value) === DYNAMIC ? (dynamic.shift() as Value) : Number(value),
  );
}

const constantIndex = (value: Value): number | null => {
  const op = value.definingOp;
  const attr = op?.is('arith.constant') ? op.attr('value') : undefined;
  return attr instanceof IntegerAttr ? Number(attr.value) : null;
};

/** The lists with constant operands made static; null if none is. */
export function foldConstantIndices(
  op: Operation,
): { mixed: Record<SliceList, (number | Value)[]> } | null {
  let changed = false;
  const fold = (list: SliceList): (number | Value)[] =>
    mixedIndices(op, list).map((item) => {
      if (typeof item === 'number') return item;
      const constant = constantIndex(item);
      if (constant === null || constant < 0) return item;
      changed = true;
      return constant;
    });
  const mixed = { offsets: fold('offsets'), sizes: fold('sizes'), strides: fold('strides') };
  return changed ? { mixed } : null;
}

/** Operands and static attribute of a mixed list. */
export function splitIndices(op: Operation, items: readonly (number | Value)[]) {
  return {
    dynamic: items.filter((item): item is Value => typeof item !== 'number'),
    statics: DenseArrayAttr.i64(
      op.context,
      items.map((item) => (typeof item === 'number' ? item : DYNAMIC)),
    ),
  };
}

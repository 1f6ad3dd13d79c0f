/** Folds of the util dialect. */

import { IntegerAttr } from '../../attributes.ts';
import type { Fold } from '../../dialect.ts';
import { bitWidth } from '../../types.ts';

export const foldCmpEq: Fold = (op) => {
  if (op.operand(0) === op.operand(1)) return [IntegerAttr.bool(op.context, true)];
  return null;
};

export const foldRange =
  (which: 'min' | 'max'): Fold =>
  (op, operands) => {
    if (op.numOperands === 1) return [op.operand(0)];
    const type = op.result().type;
    if (type.kind !== 'index' && type.kind !== 'integer') return null;
    let best: bigint | null = null;
    for (const operand of operands) {
      if (operand?.kind !== 'integer') return null;
      const better =
        best === null || (which === 'min' ? operand.value < best : operand.value > best);
      if (better) best = operand.value;
    }
    return best === null ? null : [IntegerAttr.get(type, best)];
  };

/** Rounds constants up; a value that is a multiple already stays. */
export const foldAlign: Fold = (op, [value, alignment]) => {
  const type = op.result().type;
  if (alignment?.kind !== 'integer') return null;
  if (alignment.value === 1n) return [op.operand(0)];
  if (value?.kind !== 'integer' || (type.kind !== 'index' && type.kind !== 'integer')) return null;
  const mask = alignment.value - 1n;
  return [IntegerAttr.get(type, (value.value + mask) & ~mask)];
};

export const foldSizeOf: Fold = (op) => {
  const sized = op.attr('sizedType');
  if (sized?.kind !== 'type') return null;
  const { type } = sized;
  if (type.kind !== 'integer' && type.kind !== 'float') return null;
  return [IntegerAttr.index(op.context, Math.ceil(bitWidth(type) / 8))];
};

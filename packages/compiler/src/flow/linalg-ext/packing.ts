/** `pack` and `unpack`, which the tensor dialect has, too. */

import { operandsNamed, type Value } from '@iree-workbench/ir';
import type { ExtLowering } from './lowering.ts';

/** An operation with the operands and attributes of one of the tensor dialect. */
const asTensorOp =
  (name: string, hasPadding: boolean): ExtLowering =>
  (op, builder) => {
    const [source] = operandsNamed(op, 'inputs');
    const [dest] = operandsNamed(op, 'outputs');
    if (!source || !dest) return null;
    const padding: Value[][] = hasPadding ? [operandsNamed(op, 'padding_value')] : [];
    const isOwn = (key: string): boolean => key !== 'operand_segment_sizes';
    return builder.create(name, {
      operandGroups: [[source], [dest], ...padding, operandsNamed(op, 'inner_tiles')],
      resultTypes: [dest.type],
      attributes: op.attributes.entries.filter(([key]) => isOwn(key)),
    }).results;
  };

export const lowerPack: ExtLowering = asTensorOp('tensor.pack', true);
export const lowerUnpack: ExtLowering = asTensorOp('tensor.unpack', false);

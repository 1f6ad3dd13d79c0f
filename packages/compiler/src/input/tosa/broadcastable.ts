/** Operands of fewer dimensions get leading ones of size 1 (`tosa-make-broadcastable`). */

import {
  DenseArrayAttr,
  DYNAMIC,
  definePattern,
  type Pass,
  RankedTensorType,
  type RewritePattern,
} from '@iree-workbench/ir';
import { greedyPass } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';

const BINARY = [
  'bitwise_and',
  'bitwise_or',
  'bitwise_xor',
  'add',
  'sub',
  'mul',
  'div',
  'maximum',
  'minimum',
  'equal',
  'greater',
  'greater_equal',
  'logical_left_shift',
  'arithmetic_right_shift',
  'logical_right_shift',
  'logical_and',
  'logical_or',
  'logical_xor',
  'pow',
] as const;

/** The shape with leading ones that is broadcast to a higher rank; null if sizes differ. */
function paddedShape(higher: readonly number[], lower: readonly number[]): number[] | null {
  const shape = new Array<number>(higher.length).fill(1);
  const offset = higher.length - lower.length;
  for (const [i, size] of lower.entries()) {
    const other = higher[offset + i] as number;
    const isBroadcast = size === 1 && other > 1;
    if (!isBroadcast && size !== other && !(size > 1 && other === 1)) return null;
    shape[offset + i] = size;
  }
  return shape;
}

const equaliseRanks = (mnemonic: string): RewritePattern =>
  definePattern(`tosa.${mnemonic}`, `tosa.${mnemonic}: equal ranks`, (op, rewriter) => {
    const types = op.operands.map(rankedTensor);
    const [lhs, rhs] = types;
    const result = rankedTensor(op.result());
    if (!lhs || !rhs || !result || lhs.shape.length === rhs.shape.length) return false;
    const lowerIndex = lhs.shape.length < rhs.shape.length ? 0 : 1;
    const [lower, higher] = lowerIndex === 0 ? [lhs, rhs] : [rhs, lhs];
    const shape = paddedShape(higher.shape, lower.shape);
    if (!shape || result.shape.length !== shape.length) return false;
    const reshape = rewriter.createValue('tosa.reshape', {
      operands: [op.operand(lowerIndex)],
      resultTypes: [RankedTensorType.get(shape, lower.elementType)],
      attributes: [['new_shape', newShape(op, shape)]],
    });
    rewriter.modifyInPlace(op, () => op.setOperand(lowerIndex, reshape));
    return true;
  });

/** The attribute of `tosa.reshape`; -1 stands for a size that is open. */
export const newShape = (
  { context }: { context: Parameters<typeof DenseArrayAttr.i64>[0] },
  shape: readonly number[],
): DenseArrayAttr =>
  DenseArrayAttr.i64(
    context,
    shape.map((size) => (size === DYNAMIC ? -1 : size)),
  );

const patterns = BINARY.map(equaliseRanks);

export const tosaMakeBroadcastable: Pass = greedyPass(
  {
    argument: 'tosa-make-broadcastable',
    className: 'TosaMakeBroadcastable',
    summary: 'gives both operands of an operation as many dimensions',
  },
  () => patterns,
);

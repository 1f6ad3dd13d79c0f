/** Canonicalisations of the iree_linalg_ext dialect. */

import { operandGroupStart, operandsNamed } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';
import { canFoldIntoConsumer } from '../tensor/casts.ts';

/** Operands that are casts become what is cast; results are cast back where their types change. */
export const foldTensorCasts = (name: string): RewritePattern =>
  definePattern(`iree_linalg_ext.${name}`, 'of casts', (op, rewriter) => {
    const isFoldable = (cast: Operation | null): cast is Operation =>
      cast?.is('tensor.cast') === true && canFoldIntoConsumer(cast);
    const dataEnd = operandGroupStart(op, 1) + operandsNamed(op, 'outputs').length;
    if (!op.operands.slice(0, dataEnd).some((value) => isFoldable(value.definingOp))) return false;
    const operands = op.operands.map((value) =>
      isFoldable(value.definingOp) ? value.definingOp.operand(0) : value,
    );
    const start = operandGroupStart(op, 1);
    const copy = op.clone();
    copy.setOperands(operands);
    const resultTypes = op.results.map((_, i) => operands[start + i]?.type ?? op.result(i).type);
    copy.results.forEach((result, i) => {
      result.setType(resultTypes[i] ?? result.type);
    });
    rewriter.insert(copy);
    rewriter.replaceOp(
      op,
      copy.results.map((result, i) => {
        const { type } = op.result(i);
        return result.type === type
          ? result
          : rewriter.createValue('tensor.cast', { operands: [result], resultTypes: [type] });
      }),
    );
    return true;
  });

/** Canonicalisations of the hal dialect. */

import { operandsNamed } from '../../dialect.ts';
import { definePattern } from '../../pattern.ts';

export const canonicalizations = {
  import: [
    definePattern('hal.tensor.import', 'import of an export', (op, rewriter) => {
      const inner = op.operand(0).definingOp;
      if (!inner?.is('hal.tensor.export') || operandsNamed(op, 'wait_fence').length > 0)
        return false;
      const [source] = inner.operands;
      if (!source || source.type !== op.result().type) return false;
      rewriter.replaceOp(op, [source]);
      return true;
    }),
  ],
  export: [
    definePattern('hal.tensor.export', 'export of an import', (op, rewriter) => {
      const inner = op.operand(0).definingOp;
      if (!inner?.is('hal.tensor.import') || operandsNamed(inner, 'wait_fence').length > 0)
        return false;
      const source = inner.operand(0);
      if (source.type !== op.result().type) return false;
      rewriter.replaceOp(op, [source]);
      return true;
    }),
  ],
  viewBuffer: [
    definePattern('hal.buffer_view.buffer', 'buffer of a created view', (op, rewriter) => {
      const view = op.operand(0).definingOp;
      if (!view?.is('hal.buffer_view.create')) return false;
      rewriter.replaceOp(op, [view.operand(0)]);
      return true;
    }),
  ],
  commandBufferDevice: [
    definePattern(
      'hal.command_buffer.device',
      'device of a created command buffer',
      (op, rewriter) => {
        const create = op.operand(0).definingOp;
        if (!create?.is('hal.command_buffer.create')) return false;
        rewriter.replaceOp(op, [create.operand(0)]);
        return true;
      },
    ),
  ],
  fenceJoin: [
    definePattern('hal.fence.join', 'join of one fence, or of the same', (op, rewriter) => {
      const distinct = [...new Set(op.operands)].filter(
        (fence) => !fence.definingOp?.is('util.null'),
      );
      const [first] = distinct;
      if (distinct.length === op.numOperands && distinct.length > 1) return false;
      if (!first) {
        rewriter.replaceOpWithNew(op, 'util.null', { resultTypes: op.resultTypes });
        return true;
      }
      if (distinct.length === 1) {
        rewriter.replaceOp(op, [first]);
        return true;
      }
      rewriter.replaceOpWithNew(op, 'hal.fence.join', {
        operands: distinct,
        resultTypes: op.resultTypes,
      });
      return true;
    }),
  ],
};

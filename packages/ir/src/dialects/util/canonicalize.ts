/** Canonicalisations of the util dialect. */

import { type Attribute, attributeType } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';

/** The `global.address` behind an indirect access, or null. */
const addressOf = (op: Operation, operand: number): Operation | null => {
  const definition = op.operand(operand).definingOp;
  return definition?.is('util.global.address') ? definition : null;
};

export const canonicalizations = {
  unfoldableConstant: [
    definePattern(
      'util.unfoldable_constant',
      'unfoldable_constant → barrier over constant',
      (op, rewriter) => {
        const value = op.attr('value') as Attribute;
        const type = op.result().type;
        if (attributeType(value) !== type) return false;
        const constant = rewriter.createValue('arith.constant', {
          resultTypes: [type],
          attributes: [['value', value]],
        });
        rewriter.replaceOpWithNew(op, 'util.optimization_barrier', {
          operands: [constant],
          resultTypes: [type],
        });
        return true;
      },
    ),
  ],
  initializer: [
    definePattern('util.initializer', 'drop empty initializer', (op, rewriter) => {
      const body = op.region();
      if (!body.hasOneBlock || !body.front.first?.is('util.initializer.return')) return false;
      rewriter.eraseOp(op);
      return true;
    }),
  ],
  indirectLoad: [
    definePattern('util.global.load.indirect', 'load through a known address', (op, rewriter) => {
      const address = addressOf(op, 0);
      const global = address?.attr('global');
      if (!global) return false;
      rewriter.replaceOpWithNew(op, 'util.global.load', {
        resultTypes: op.resultTypes,
        attributes: [['global', global]],
      });
      return true;
    }),
  ],
  indirectStore: [
    definePattern('util.global.store.indirect', 'store through a known address', (op, rewriter) => {
      const address = addressOf(op, 1);
      const global = address?.attr('global');
      if (!global) return false;
      rewriter.replaceOpWithNew(op, 'util.global.store', {
        operands: [op.operand(0)],
        resultTypes: [],
        attributes: [['global', global]],
      });
      return true;
    }),
  ],
  store: [
    definePattern('util.global.store', 'store of what was just loaded', (op, rewriter) => {
      const load = op.operand(0).definingOp;
      if (!load?.is('util.global.load') || load.attr('global') !== op.attr('global')) return false;
      rewriter.eraseOp(op);
      return true;
    }),
  ],
};

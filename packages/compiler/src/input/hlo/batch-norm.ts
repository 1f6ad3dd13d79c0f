/** `mhlo.batch_norm_inference` becomes one `linalg.generic`: what is known of a feature goes with its elements. */

import {
  AffineMap,
  type ConversionPattern,
  FloatAttr,
  hasStaticShape,
  type Value,
} from '@iree-workbench/ir';
import { emptyTensor, generic, mapOf, parallel } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numberOf } from './attributes.ts';
import { hloLowering, signlessTensor } from './hlo-lowering.ts';

/** `(x - mean) / √(variance + ε) · scale + offset` */
export const lowerBatchNormInference: ConversionPattern = hloLowering(
  'batch_norm_inference',
  (op, operands, rewriter) => {
    const result = signlessTensor(op.result());
    const epsilon = op.attr('epsilon');
    if (!result || !hasStaticShape(result) || epsilon?.kind !== 'float') return false;
    const { elementType, shape } = result;
    if (elementType.kind !== 'float') return false;
    const rank = shape.length;
    const feature = mapOf(rank, [numberOf(op, 'feature_index')]);
    const identity = AffineMap.identity(rank);
    const state = {
      inputs: operands,
      inits: [emptyTensor(rewriter, result, [])],
      maps: [identity, feature, feature, feature, feature, identity],
      iterators: parallel(rank),
    };
    const loops = generic(rewriter, state, (body, args) => {
      const to = new Scalars(body);
      const [x, scale, offset, mean, variance] = args as [Value, Value, Value, Value, Value];
      const least = to.constant(FloatAttr.get(elementType, epsilon.value));
      const deviation = to.op('math.sqrt', [to.op('arith.addf', [variance, least])]);
      const centred = to.op('arith.subf', [x, mean]);
      const scaled = to.op('arith.mulf', [centred, scale]);
      return [to.op('arith.addf', [to.op('arith.divf', [scaled, deviation]), offset])];
    });
    rewriter.replaceOp(op, loops.results);
    return true;
  },
);

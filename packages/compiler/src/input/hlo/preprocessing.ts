/** What is rewritten in mhlo before anything else is made of it (`iree-mhlo-to-mhlo-preprocessing`). */

import { applyPatternsGreedily, definePass, type Pass, PatternSet } from '@iree-workbench/ir';
import { batchNormPatterns } from './batch-norm.ts';
import { productCanonicalizations } from './canonical-products.ts';
import { scatterCanonicalizations } from './canonical-scatter.ts';
import { complexLowerings } from './lower-complex.ts';
import { expandRngNormal } from './rng-normal.ts';
import { simplifications } from './simplify.ts';

/**
 * The compiler's own pipeline leaves products as they are: loops are made of any layout, so that nothing has to be
 * transposed for them.
 */
export const KEEP_LAYOUTS = { 'order-products': 'false' };

export const mhloPreprocessing: Pass = definePass({
  argument: 'iree-mhlo-to-mhlo-preprocessing',
  className: 'MHLOToMHLOPreprocessing',
  summary: 'simplifies mhlo, and writes out what it has operations of its own for',
  options: {
    'order-products': {
      kind: 'boolean',
      default: 'true',
      meaning: 'bring products into a canonical order of dimensions',
    },
  },
  run(op, context) {
    const patterns = [
      ...complexLowerings,
      ...batchNormPatterns,
      expandRngNormal,
      ...scatterCanonicalizations,
      ...simplifications,
      ...(context.options.get('order-products') === 'false' ? [] : productCanonicalizations),
    ];
    applyPatternsGreedily(op, new PatternSet(patterns), {
      isCancelled: () => context.cancellation.isCancelled,
    });
  },
});

/** What is rewritten in mhlo before anything else is made of it (`iree-mhlo-to-mhlo-preprocessing`). */

import type { Pass } from '@iree-workbench/ir';
import { greedyPass } from '../input-conversion.ts';
import { batchNormPatterns } from './batch-norm.ts';
import { scatterCanonicalizations } from './canonical-scatter.ts';
import { expandRngNormal } from './rng-normal.ts';
import { simplifications } from './simplify.ts';

export const mhloPreprocessing: Pass = greedyPass(
  {
    argument: 'iree-mhlo-to-mhlo-preprocessing',
    className: 'MHLOToMHLOPreprocessing',
    summary: 'simplifies mhlo, and writes out what it has operations of its own for',
  },
  () => [...batchNormPatterns, expandRngNormal, ...scatterCanonicalizations, ...simplifications],
);

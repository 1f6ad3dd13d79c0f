/**
 * linalg_ext's operations on tensors become linalg (`iwb-flow-linalg-ext-to-linalg`), in forms that say of
 * each element of a result what it is computed from, so that they are fused, tiled and vectorised as all
 * else.
 */

import { Builder, type Operation } from '@iree-workbench/ir';
import type { PassFunction } from '../../report.ts';
import { callablesIn } from '../../util/functions.ts';
import { isInDispatch } from '../dispatch-context.ts';
import { lowerFft } from './fourier.ts';
import type { ExtLowering } from './lowering.ts';
import { lowerReverse, lowerScan } from './movement.ts';
import { lowerSort, lowerTopk } from './order.ts';
import { lowerPack, lowerUnpack } from './packing.ts';
import { lowerAttention, lowerSoftmax } from './softmax.ts';
import { lowerWinogradInput, lowerWinogradOutput } from './winograd.ts';

const LOWERINGS: ReadonlyMap<string, ExtLowering> = new Map([
  ['attention', lowerAttention],
  ['fft', lowerFft],
  ['pack', lowerPack],
  ['reverse', lowerReverse],
  ['scan', lowerScan],
  ['softmax', lowerSoftmax],
  ['sort', lowerSort],
  ['topk', lowerTopk],
  ['unpack', lowerUnpack],
  ['winograd.input_transform', lowerWinogradInput],
  ['winograd.output_transform', lowerWinogradOutput],
]);

const PREFIX = 'iree_linalg_ext.';

export const linalgExtToLinalg: PassFunction = (module, report) => {
  for (const callable of callablesIn(module)) {
    const found: Operation[] = [];
    callable.walk((op) => {
      if (op.name.startsWith(PREFIX) && op.numResults > 0 && !isInDispatch(op)) found.push(op);
    });
    for (const op of found) {
      const lower = LOWERINGS.get(op.name.slice(PREFIX.length));
      if (!lower) continue;
      const results = lower(op, Builder.before(op));
      if (!results) {
        report.error(op, 'has no lowering to linalg for its types or sizes');
        continue;
      }
      op.replaceAllUsesWith(results);
      op.erase();
    }
  }
};

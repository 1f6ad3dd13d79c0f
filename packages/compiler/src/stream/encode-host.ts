/** Host accesses to staged resources become loads at the command level (`iree-stream-encode-host-tensors`). */

import { Builder } from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';

export const encodeHostAccesses: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    callable.walk((op) => {
      if (!op.is('stream.async.load')) return;
      const load = Builder.before(op).create('stream.resource.load', {
        operands: op.operands,
        resultTypes: op.resultTypes,
      });
      op.replaceAllUsesWith(load.results);
      op.erase();
    });
};

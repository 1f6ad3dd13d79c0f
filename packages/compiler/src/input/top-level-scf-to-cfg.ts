/** The pass that turns structured control flow with tensors into branches, which every input goes through. */

import { definePass, type Pass } from '@iree-workbench/ir';
import { topLevelScfToCfg } from '../util/scf-to-cf.ts';

export const topLevelScfToCfgPass: Pass = definePass({
  argument: 'iree-top-level-scf-to-cfg',
  className: 'TopLevelSCFToCFG',
  summary: 'turns structured control flow that carries tensors into branches',
  run: topLevelScfToCfg,
});

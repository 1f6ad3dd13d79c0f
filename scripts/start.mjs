/**
 * `npm start`: installs and builds what is missing, then does the main job — compiles and runs the digits
 * classifier on the best device of this machine. Arguments after `--` go to `iwb` instead:
 * `npm start -- devices`.
 */
import { join } from 'node:path';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';

requireSupportedNode();
await ensureInstalled();
const { buildCommand } = await import('./build.mjs');
await buildCommand();
const args = process.argv.slice(2);
process.exitCode = await execute(process.execPath, [
  '--enable-source-maps',
  join(root, 'dist/iwb.js'),
  ...(args.length > 0 ? args : ['demo', join('examples', 'digits.mlir')]),
]);

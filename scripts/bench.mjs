/**
 * `npm run bench`: runs the measurements below `test/bench/` (see `docs/measuring.md`). Arguments go to it.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';

requireSupportedNode();
await ensureInstalled();
const { buildCommand } = await import('./build.mjs');
await buildCommand();
process.exitCode = await execute(process.execPath, [
  '--import',
  pathToFileURL(join(root, 'scripts/typescript-workers.mjs')).href,
  join(root, 'test/bench/main.ts'),
  ...process.argv.slice(2),
]);

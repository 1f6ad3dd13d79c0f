/** `npm run fuzz`: random IR and damaged texts (`test/fuzz/main.ts`). Arguments go to it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';

requireSupportedNode();
await ensureInstalled();
process.exitCode = await execute(process.execPath, [
  '--import',
  pathToFileURL(join(root, 'scripts/typescript-workers.mjs')).href,
  join(root, 'test/fuzz/main.ts'),
  ...process.argv.slice(2),
]);

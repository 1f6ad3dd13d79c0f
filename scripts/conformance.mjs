/**
 * `npm run conformance`: holds text and passes against upstream's tools (`test/conformance/main.ts`).
 * `npm run conformance:phases`: so it holds each phase's IR (`test/conformance/phases.ts`).
 * `npm run conformance:results`: so it holds what programs compute (`test/conformance/results.ts`).
 * Arguments go to them.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';

requireSupportedNode();
await ensureInstalled();
const args = process.argv.slice(2);
const entry = args[0] === 'phases' || args[0] === 'results' ? `${args.shift()}.ts` : 'main.ts';
process.exitCode = await execute(process.execPath, [
  '--import',
  pathToFileURL(join(root, 'scripts/typescript-workers.mjs')).href,
  join(root, 'test/conformance', entry),
  ...args,
]);

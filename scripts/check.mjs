/**
 * `npm run check`: format, lint, types and the dependency rules. Each prints what is wrong; the exit status
 * is 1 if anything is.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';
import { runMocha } from './test.mjs';

const bin = (/** @type {string} */ name) => join(root, 'node_modules', name);

/** The checks by name, in the order they run. */
export const checks = {
  'format and lint': () =>
    execute(process.execPath, [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings']),
  types: () => execute(process.execPath, [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']),
  // The editor's tests see packages that `npm run test:editor` installs.
  'types of the editor tests': async () =>
    existsSync(join(root, 'test/editor/node_modules/playwright-core'))
      ? execute(process.execPath, [bin('typescript/bin/tsc'), '-p', 'test/editor/tsconfig.json'])
      : 0,
  'dependency rules': () => runMocha(['test/architecture.test.ts']),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireSupportedNode();
  await ensureInstalled();
  for (const [name, check] of Object.entries(checks)) {
    const status = await check();
    console.log(status === 0 ? `✓ ${name}` : `✗ ${name}`);
    if (status !== 0) process.exitCode = 1;
  }
}

/**
 * `npm test`: installs what is missing and runs every test but the ones in a real editor, two files at a
 * time. Arguments narrow it: `npm test -- packages/ir` runs what lies below a path, and whatever begins
 * with a dash goes to mocha (`npm test -- packages/ir --grep dense`).
 *
 * Tests that need a WebGPU adapter get SwiftShader from npm, so that they run the same everywhere; with
 * `IWB_TEST_ADAPTER=system` they get the machine's own driver.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';
import { swiftShaderEnvironment } from './chromium.mjs';

/**
 * @param {string} path a folder or a file
 * @returns {string[]} the test files below it
 */
function testFiles(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => join(path, file))
    .sort();
}

/** The folders that hold tests, the editor's left out. */
function testFolders() {
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'src'));
  const tests = readdirSync(join(root, 'test'))
    .filter((name) => name !== 'editor' && name !== 'chromium')
    .map((name) => join('test', name));
  return [...packages, 'server/src', 'extension/src', 'syntaxes', 'examples', ...tests];
}

/**
 * Runs test files with mocha.
 *
 * @param {readonly string[]} files
 * @param {{ env?: Record<string, string>, jobs?: number, mochaArguments?: readonly string[] }} [options]
 * @returns {Promise<number>} the exit status
 */
export function runMocha(files, options = {}) {
  const jobs = options.jobs ?? 1;
  return execute(
    process.execPath,
    [
      '--import',
      pathToFileURL(join(root, 'scripts/typescript-workers.mjs')).href,
      join(root, 'node_modules/mocha/bin/mocha.js'),
      '--no-config',
      '--reporter',
      join(root, 'scripts/summary-reporter.cjs'),
      '--timeout=30000',
      ...(jobs > 1 && files.length > 1 ? ['--parallel', '--jobs', String(jobs)] : []),
      ...(options.mochaArguments ?? []),
      ...files,
    ],
    { env: { ...process.env, ...options.env } },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireSupportedNode();
  await ensureInstalled();
  const args = process.argv.slice(2);
  const dash = args.findIndex((arg) => arg.startsWith('-'));
  const paths = dash === -1 ? args : args.slice(0, dash);
  const mochaArguments = dash === -1 ? [] : args.slice(dash);
  const files = (paths.length > 0 ? paths : testFolders())
    .flatMap((path) => testFiles(resolve(root, path)))
    .map((file) => relative(root, file))
    // These need an editor: scripts/test-editor.mjs runs them.
    .filter((file) => !file.startsWith(join('test', 'editor')));
  if (files.length === 0) {
    console.error(`There are no tests below ${paths.join(', ') || 'the repository'}`);
    process.exit(1);
  }
  const adapter =
    process.env.IWB_TEST_ADAPTER === 'system' ? undefined : await swiftShaderEnvironment();
  process.exitCode = await runMocha(files, {
    env: adapter,
    jobs: Math.min(availableParallelism(), 4),
    mochaArguments,
  });
}

/**
 * Bundles what runs outside the sources: the command `iwb` (`dist/iwb.js`), and the extension with its
 * language server (`extension/dist/`). `node scripts/build.mjs [cli] [extension]`, both by default.
 *
 * Worker entry points are the files named `*.worker.ts` and `*.worker.node.ts`; each becomes a bundle of
 * the same name ending in `.js` (`.mjs` for the server's) beside the bundle that starts it, so that
 * `new URL('./x.worker.js', import.meta.url)` finds it.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, root } from './bootstrap.mjs';

/** Packages that stay packages: native binaries, found through node_modules when the bundle runs. */
export const nativePackages = ['webgpu', 'koffi'];

/** CommonJS dependencies inside an ES module bundle still call `require`. */
const requireBanner =
  "import { createRequire as iwbCreateRequire } from 'node:module'; const require = iwbCreateRequire(import.meta.url);";

/**
 * @param {string} folder
 * @returns {string[]} the worker entry points below it
 */
function workerEntries(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && /\.worker(\.node)?\.ts$/.test(path))
    .map((path) => join(folder, path));
}

/**
 * Entry points by the name of their bundle. Two workers of one name would overwrite each other.
 *
 * @param {readonly string[]} files
 */
function byBundleName(files) {
  /** @type {Record<string, string>} */
  const entries = {};
  for (const file of files) {
    const name = basename(file, '.ts');
    if (entries[name]) throw new Error(`${file} and ${entries[name]} would both be ${name}.js`);
    entries[name] = file;
  }
  return entries;
}

/** @returns {Promise<typeof import('esbuild')>} esbuild, loaded late: bootstrap may have to install it */
const esbuild = () => import('esbuild');

/** @returns {import('esbuild').BuildOptions} */
function nodeModuleOptions() {
  return {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: nativePackages,
    banner: { js: requireBanner },
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
  };
}

/** Bundles `iwb` and its workers into `dist/`. */
export async function buildCommand() {
  const { build } = await esbuild();
  const outdir = join(root, 'dist');
  await build({
    ...nodeModuleOptions(),
    // A quarter less for the engine to read at every start. Names stay, for profiles.
    minifySyntax: true,
    minifyWhitespace: true,
    entryPoints: {
      iwb: join(root, 'packages/cli/src/main.ts'),
      // The command line can be the language server too.
      ...byBundleName([
        ...workerEntries(join(root, 'server/src')),
        ...workerEntries(join(root, 'packages')),
      ]),
    },
    outdir,
  });
}

/** Folders whose files are in the bundles of `iwb`, and files that say how these are made. */
const commandSources = ['packages', 'server/src', 'scripts', 'package-lock.json'];

/** Whether the bundles of `iwb` are there and younger than all that they are made of. */
export function isCommandBuilt() {
  const bundle = statSync(join(root, 'dist/iwb.js'), { throwIfNoEntry: false });
  if (!bundle) return false;
  return commandSources.every((path) => isOlder(join(root, path), bundle.mtimeMs));
}

/**
 * @param {string} path a file, or a folder with all in it
 * @param {number} time
 * @returns {boolean}
 */
function isOlder(path, time) {
  const stat = statSync(path);
  // A folder's own time is that of the last file that came or went.
  if (stat.mtimeMs > time) return false;
  if (!stat.isDirectory()) return true;
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .every((name) => isOlder(join(path, name), time));
}

/** Where VS Code finds the bundles and what they need beside them. */
const extensionOutput = join(root, 'extension/dist');

/** Bundles the client (CommonJS, as VS Code loads it) and puts the grammar beside it. */
export async function buildClient() {
  const { build } = await esbuild();
  await build({
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    minifySyntax: true,
    minifyWhitespace: true,
    entryPoints: { extension: join(root, 'extension/src/extension.ts') },
    outdir: extensionOutput,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
  // VS Code reads contributed files from inside the extension's folder only.
  const syntaxes = join(extensionOutput, 'syntaxes');
  mkdirSync(syntaxes, { recursive: true });
  for (const file of readdirSync(join(root, 'syntaxes'))) {
    if (file.endsWith('.json')) cpSync(join(root, 'syntaxes', file), join(syntaxes, file));
  }
}

/** Bundles the language server and its workers, as `.mjs` because the extension's folder is CommonJS. */
export async function buildServer() {
  const { build } = await esbuild();
  await build({
    ...nodeModuleOptions(),
    minifySyntax: true,
    minifyWhitespace: true,
    entryPoints: {
      server: join(root, 'server/src/main.ts'),
      ...byBundleName([
        ...workerEntries(join(root, 'server/src')),
        ...workerEntries(join(root, 'packages')),
      ]),
    },
    outdir: extensionOutput,
    outExtension: { '.js': '.mjs' },
  });
}

/** Bundles all of the extension into an empty `extension/dist/`. */
export async function buildExtension() {
  rmSync(extensionOutput, { recursive: true, force: true });
  await Promise.all([buildClient(), buildServer()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureInstalled();
  const what = process.argv.slice(2);
  const started = Date.now();
  if (what.length === 0 || what.includes('cli')) await buildCommand();
  if (what.length === 0 || what.includes('extension')) await buildExtension();
  console.log(
    `Built ${what.join(' and ') || 'iwb and the extension'} in ${Date.now() - started} ms`,
  );
}

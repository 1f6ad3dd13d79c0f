/**
 * Containers of compiled executables: `wasm-simd128-fb` for the local device and `webgpu-wgsl-fb`
 * for WebGPU. Both are FlatBuffers; the runtime reads what the compiler's targets write.
 */
import { FlatBufferWriter, TableReader } from './flatbuffer.ts';
import { FormatError } from './format-error.ts';

/** Format strings as they stand in `#hal.executable.target` and `hal.executable.create`. */
export const ExecutableFormat = {
  wasm: 'wasm-simd128-fb',
  wgsl: 'webgpu-wgsl-fb',
} as const;

/** One entry point of a WebAssembly executable, at the position of its ordinal. */
export interface WasmExport {
  /** Name in the source, for traces; the WebAssembly export is `d<ordinal>`. */
  readonly name: string;
  /** Bytes of scratch memory each thread needs. */
  readonly localMemory: number;
}

/** An executable for the local device. */
export interface WasmExecutable {
  readonly exports: readonly WasmExport[];
  /** WebAssembly binary that uses no relaxed instruction. */
  readonly moduleStrict: Uint8Array;
  /** The same with relaxed SIMD, where that differs. */
  readonly moduleRelaxed?: Uint8Array;
}

/** One WGSL module. */
export interface WgslShaderModule {
  readonly code: string;
  /** Source map (`source-map-v3`) from WGSL lines to the program. */
  readonly sourceMap?: string;
}

/** An executable for WebGPU. */
export interface WgslExecutable {
  readonly shaderModules: readonly WgslShaderModule[];
  /** By ordinal: the shader module that holds the entry point `d<ordinal>`. */
  readonly entryPoints: readonly number[];
}

const wasmIdentifier = 'WASM';
const wgslIdentifier = 'WGSL';

/** Most exports an executable may have; a sanity bound for readers. */
const maxExports = 1 << 16;

/** Serializes an executable for the local device. */
export function writeWasmExecutable(executable: WasmExecutable): Uint8Array {
  const writer = new FlatBufferWriter();
  const relaxed = executable.moduleRelaxed && writer.bytes(executable.moduleRelaxed, 16);
  const strict = writer.bytes(executable.moduleStrict, 16);
  const exports = executable.exports.map((entry) =>
    writer.table([
      [0, 'offset', writer.string(entry.name)],
      [1, 'u32', entry.localMemory],
    ]),
  );
  const root = writer.table([
    [0, 'offset', writer.offsets(exports)],
    [1, 'offset', strict],
    [2, 'offset', relaxed],
  ]);
  return writer.finish(root, wasmIdentifier);
}

/** Reads an executable for the local device, FormatError when it is malformed. */
export function readWasmExecutable(bytes: Uint8Array): WasmExecutable {
  const root = TableReader.root(bytes, wasmIdentifier, 'WasmExecutableDef');
  const exports = root.tables(0, 'exports').map<WasmExport>((entry) => ({
    name: entry.string(0) ?? '',
    localMemory: entry.u32(1),
  }));
  const moduleStrict = root.bytes(1);
  if (!moduleStrict) throw new FormatError('WasmExecutableDef: module_strict is missing');
  if (exports.length > maxExports) throw new FormatError('WasmExecutableDef: too many exports');
  const moduleRelaxed = root.bytes(2);
  return { exports, moduleStrict, ...(moduleRelaxed && { moduleRelaxed }) };
}

/** Serializes an executable for WebGPU. */
export function writeWgslExecutable(executable: WgslExecutable): Uint8Array {
  const writer = new FlatBufferWriter();
  const modules = executable.shaderModules.map((module) =>
    writer.table([
      [0, 'offset', writer.string(module.code)],
      [1, 'offset', writer.string(module.sourceMap)],
    ]),
  );
  const entryPoints = writer.ints(executable.entryPoints);
  const root = writer.table([
    [0, 'offset', writer.offsets(modules)],
    [1, 'offset', entryPoints],
  ]);
  return writer.finish(root, wgslIdentifier);
}

/** Reads an executable for WebGPU, FormatError when it is malformed. */
export function readWgslExecutable(bytes: Uint8Array): WgslExecutable {
  const root = TableReader.root(bytes, wgslIdentifier, 'WGSLExecutableDef');
  const shaderModules = root.tables(0, 'shader_modules').map<WgslShaderModule>((module) => {
    const sourceMap = module.string(1);
    return { code: module.string(0) ?? '', ...(sourceMap !== undefined && { sourceMap }) };
  });
  const entryPoints = root.ints(1);
  if (entryPoints.length > maxExports) {
    throw new FormatError('WGSLExecutableDef: too many entry points');
  }
  entryPoints.forEach((module, ordinal) => {
    if (module < 0 || module >= shaderModules.length) {
      throw new FormatError(
        `WGSLExecutableDef: entry point ${ordinal} names shader module ${module} of ${shaderModules.length}`,
      );
    }
  });
  return { shaderModules, entryPoints };
}

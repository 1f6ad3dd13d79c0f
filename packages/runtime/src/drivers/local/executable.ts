/**
 * Executables of the local device (`wasm-simd128-fb`): compiled in the background, one instance a
 * thread.
 */
import { ExecutableFormat, readWasmExecutable, type WasmExport } from '@iree-workbench/format';
import { Executable, type ExecutableCache, type ExecutableParams } from '../../hal/executable.ts';
import { toStatusError } from '../../hal/status.ts';
import { StatusError } from '../../vm/status.ts';
import { createMathImports } from './math-imports.ts';
import type { ThreadPool } from './thread-pool.ts';
import { checkInstantiation, withUnsharedMemory } from './wasm-binary.ts';

const formatError = (error: unknown) => toStatusError(error, 'INVALID_ARGUMENT');

/** What the device that runs an executable has. */
export interface LocalExecutableHost {
  readonly sharedMemory: boolean;
  readonly relaxedSimd: boolean;
}

/** A WebAssembly executable. */
export class LocalExecutable extends Executable {
  /** Number the threads know it by. */
  readonly id: number;
  readonly ready: Promise<void>;
  /** True when the variant with relaxed SIMD is used. */
  readonly isRelaxed: boolean;
  readonly #exports: readonly WasmExport[];

  constructor(id: number, params: ExecutableParams, pool: ThreadPool, host: LocalExecutableHost) {
    super(params.pipelineLayouts);
    this.id = id;
    let definition: ReturnType<typeof readWasmExecutable>;
    try {
      definition = readWasmExecutable(params.data);
    } catch (error) {
      throw toStatusError(error);
    }
    if (definition.exports.length > params.pipelineLayouts.length) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `executable has ${definition.exports.length} entry points but only ` +
          `${params.pipelineLayouts.length} pipeline layouts`,
      );
    }
    this.#exports = definition.exports;
    // A copy: the engine wants bytes that are not shared, and the program may drop the original.
    const relaxed = definition.moduleRelaxed?.slice();
    this.isRelaxed = host.relaxedSimd && relaxed !== undefined && WebAssembly.validate(relaxed);
    const binary = this.isRelaxed ? relaxed! : definition.moduleStrict.slice();
    const linked = host.sharedMemory ? binary : withUnsharedMemory(binary);
    this.ready = this.track(this.#prepare(linked, pool), formatError);
  }

  get entryPointCount(): number {
    return this.#exports.length;
  }

  entryPointName(ordinal: number): string {
    return this.#exports[ordinal]?.name || `d${ordinal}`;
  }

  /** Scratch memory the entry point needs in each thread. */
  localMemory(ordinal: number): number {
    return this.#exports[ordinal]?.localMemory ?? 0;
  }

  async #prepare(binary: Uint8Array, pool: ThreadPool): Promise<void> {
    const module = await WebAssembly.compile(binary as Uint8Array<ArrayBuffer>);
    this.#checkImports(module);
    checkInstantiation(binary);
    const exported = new Set(
      WebAssembly.Module.exports(module)
        .filter(({ kind }) => kind === 'function')
        .map(({ name }) => name),
    );
    for (let ordinal = 0; ordinal < this.entryPointCount; ++ordinal) {
      if (!exported.has(`d${ordinal}`)) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `executable does not export d${ordinal} (${this.entryPointName(ordinal)})`,
        );
      }
    }
    await pool.addExecutable(this.id, module, this.entryPointCount);
  }

  #checkImports(module: WebAssembly.Module): void {
    const math = createMathImports();
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      const isKnown =
        (from === 'env' && name === 'memory' && kind === 'memory') ||
        (from === 'math' && kind === 'function' && Object.hasOwn(math, name));
      if (!isKnown) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `executable imports ${kind} ${from}.${name}, which the runtime does not provide`,
        );
      }
    }
  }
}

/** Prepares executables of a local device. */
export class LocalExecutableCache implements ExecutableCache {
  readonly #prepare: (params: ExecutableParams) => LocalExecutable;

  constructor(prepare: (params: ExecutableParams) => LocalExecutable) {
    this.#prepare = prepare;
  }

  canPrepareFormat(format: string, _cachingMode: number): boolean {
    return format === ExecutableFormat.wasm;
  }

  prepareExecutable(params: ExecutableParams): LocalExecutable {
    if (!this.canPrepareFormat(params.format, params.cachingMode)) {
      throw new StatusError(
        'NOT_FOUND',
        `no executable loader for format '${params.format}' on the local device`,
      );
    }
    return this.#prepare(params);
  }
}

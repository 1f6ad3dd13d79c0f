/**
 * Executables and the cache that prepares them. Preparation runs in the background: an executable is
 * there at once, and work that uses it waits until it is ready.
 */
import type { VmRef } from '../vm/native-module.ts';
import type { StatusError } from '../vm/status.ts';
import type { PipelineLayout } from './layouts.ts';

/** What an executable is made of. */
export interface ExecutableParams {
  /** Format of the data: `webgpu-wgsl-fb`. */
  readonly format: string;
  readonly data: Uint8Array;
  /** One layout an entry point, by ordinal. */
  readonly pipelineLayouts: readonly PipelineLayout[];
  /** Specialization constants. */
  readonly constants: Uint32Array;
  /** Bits of `ExecutableCachingMode`. */
  readonly cachingMode: number;
}

/** Code of a device with its entry points. */
export abstract class Executable implements VmRef {
  static readonly vmTypeName = 'hal.executable';
  readonly vmType = Executable.vmTypeName;
  readonly pipelineLayouts: readonly PipelineLayout[];
  #isReady = false;
  #failure: StatusError | undefined;

  constructor(pipelineLayouts: readonly PipelineLayout[]) {
    this.pipelineLayouts = pipelineLayouts;
  }

  /** Settles when the code is compiled; rejects with a StatusError when it does not compile. */
  abstract readonly ready: Promise<void>;

  /** Number of entry points. */
  abstract readonly entryPointCount: number;

  /** Name of an entry point for traces and messages. */
  abstract entryPointName(ordinal: number): string;

  get isReady(): boolean {
    return this.#isReady;
  }

  get failure(): StatusError | undefined {
    return this.#failure;
  }

  /** Follows a preparation so that {@link isReady} and {@link failure} are known without waiting. */
  protected track(preparation: Promise<void>, toStatus: (error: unknown) => StatusError) {
    const tracked = preparation.then(
      () => {
        this.#isReady = true;
      },
      (error: unknown) => {
        this.#failure = toStatus(error);
        throw this.#failure;
      },
    );
    // Whoever uses the executable sees the failure; it must not end the process before that.
    tracked.catch(() => {});
    return tracked;
  }
}

/** Prepares executables for one device. */
export interface ExecutableCache {
  /** True when executables of the format can be prepared. */
  canPrepareFormat(format: string, cachingMode: number): boolean;
  /** Begins to prepare an executable; malformed data fails here, code that does not compile later. */
  prepareExecutable(params: ExecutableParams): Executable;
}

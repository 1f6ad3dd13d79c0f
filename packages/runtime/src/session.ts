/**
 * A session: modules linked with a device, ready to be called. This is what applications use; the VM
 * and the HAL underneath remain reachable.
 */

import { BufferView } from './hal/buffer-view.ts';
import type { HalDevice } from './hal/device.ts';
import type { Executable } from './hal/executable.ts';
import { Fence } from './hal/fence.ts';
import type { Semaphore } from './hal/semaphore.ts';
import { toStatusError } from './hal/status.ts';
import { createCheckModule } from './modules/check/module.ts';
import { createHalModule } from './modules/hal/module.ts';
import { BytecodeModule, loadBytecodeModule } from './vm/bytecode-module.ts';
import type { Cancellation } from './vm/cancellation.ts';
import { type ContextFunction, VmContext, type VmModule } from './vm/context.ts';
import type { NativeModule, VmValue } from './vm/native-module.ts';
import { StatusError } from './vm/status.ts';

/** What a session is made of. */
export interface SessionOptions {
  readonly device: HalDevice;
  /** Module files or loaded modules, in the order they see each other. */
  readonly modules: readonly (Uint8Array | BytecodeModule)[];
  /** Native modules of the application. */
  readonly nativeModules?: readonly NativeModule[];
  /** Receives what `hal.buffer_view.trace` and `vm.print` print. */
  readonly trace?: (text: string) => void;
  /**
   * Receives unmet expectations of test programs; without it the first one ends the session's
   * invocation with an error.
   */
  readonly onCheckFailure?: (message: string) => void;
  /** Stops initializers. */
  readonly cancellation?: Cancellation;
}

/** A function of a session. */
export interface SessionFunction {
  /** Name in its module: `abs`. */
  readonly name: string;
  /** `module.abs`. */
  readonly fullName: string;
  /** Calling convention: `0r_r`. */
  readonly cconv: string;
  /** The compiler's description: `sync func @abs(%input0: tensor<f32>) -> (%output0: tensor<f32>)`. */
  readonly declaration: string | undefined;
  /** Reflection attributes by name. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Milliseconds an invocation took on the host. */
export interface InvocationTiming {
  /** Until the program returned; the device may still have been at work. */
  readonly program: number;
}

/** A call that has returned. Its results may still be in the making on the device. */
export class Invocation {
  readonly results: readonly VmValue[];
  readonly timing: InvocationTiming;
  readonly #fence: Fence;
  #observed = false;

  constructor(results: readonly VmValue[], fence: Fence, timing: InvocationTiming) {
    this.results = results;
    this.timing = timing;
    this.#fence = fence;
  }

  /** Waits until the device has done everything the program asked of it. */
  async completed(): Promise<void> {
    this.#observed = true;
    await this.#fence.wait();
  }

  /**
   * Reads all results: buffer views as their bytes, everything else as it is. One readback serves
   * them all.
   */
  async read(): Promise<readonly (Uint8Array | VmValue)[]> {
    this.#observed = true;
    const values = await Promise.all(
      this.results.map((result) => (result instanceof BufferView ? result.read() : result)),
    );
    await this.#fence.wait();
    return values;
  }

  /** Gives the memory of all results back without waiting for the garbage collector. */
  release(): void {
    for (const result of this.results) if (result instanceof BufferView) result.buffer.release();
  }

  /** True once somebody has asked how the invocation went. */
  get isObserved(): boolean {
    return this.#observed;
  }
}

/** Loaded modules on a device. Make one with {@link Session.create}. */
export class Session {
  readonly device: HalDevice;
  readonly context: VmContext;
  readonly functions: readonly SessionFunction[];
  readonly #deferred: DeferredFences;
  readonly #checks: CheckFailures;
  /** Does nothing but the modules and the device know the programs' fences? */
  readonly #isClosed: boolean;
  #unobservedFailure: StatusError | undefined;

  private constructor(
    device: HalDevice,
    context: VmContext,
    deferred: DeferredFences,
    checks: CheckFailures,
    isClosed: boolean,
  ) {
    this.device = device;
    this.context = context;
    this.#deferred = deferred;
    this.#checks = checks;
    this.#isClosed = isClosed;
    this.functions = context.exports.map(describeFunction);
  }

  /**
   * Loads and links modules, runs their initializers and waits until their executables are ready.
   * Rejects with a StatusError for a module that is malformed, does not link or does not compile.
   */
  static async create(options: SessionOptions): Promise<Session> {
    const { device, trace, cancellation } = options;
    let executables: Executable[] | undefined = [];
    const deferred = new DeferredFences();
    const checks = new CheckFailures(options.onCheckFailure);
    // A native module of the application may keep a fence, and signal it when it likes.
    const isClosed = (options.nativeModules ?? []).length === 0;
    const halModule = createHalModule(device, {
      ...(trace && { trace }),
      onExecutable: (executable) => executables?.push(executable),
      onDeferredFence: (fence) => deferred.add(fence),
      isAlone: () => isClosed && deferred.invocations <= 1,
    });
    try {
      const loaded = options.modules.map<VmModule>((module) =>
        module instanceof BytecodeModule ? module : loadBytecodeModule(module),
      );
      const native = [
        halModule,
        createCheckModule(checks.report),
        ...(options.nativeModules ?? []),
      ];
      const context = await VmContext.create([...native, ...loaded], {
        ...(trace && { print: trace }),
        ...(cancellation && { cancellation }),
      });
      // Compiled in parallel while the initializers ran; what does not compile fails here and not
      // at the first dispatch.
      await Promise.all(executables.map((executable) => executable.ready));
      executables = undefined;
      return new Session(device, context, deferred, checks, isClosed);
    } catch (error) {
      throw toStatusError(error);
    }
  }

  /** Finds a function by its name or full name. */
  findFunction(name: string): SessionFunction | undefined {
    return this.functions.find((entry) => entry.fullName === name || entry.name === name);
  }

  /**
   * Calls a function. Tensors are buffer views of this session's device; i32 and floats are numbers,
   * i64 bigints. Resolves when the program has returned, which may be before the device is done:
   * calls may overlap, and reading a result waits for it.
   */
  async invoke(
    target: string | SessionFunction,
    args: readonly VmValue[] = [],
    cancellation?: Cancellation,
  ): Promise<Invocation> {
    const entry = typeof target === 'string' ? this.findFunction(target) : target;
    if (!entry) throw this.#notFound(String(target));
    await this.device.yieldToHost();
    const begin = performance.now();
    const mark = this.#deferred.begin();
    const fences = new Fence();
    let results: readonly VmValue[];
    try {
      const allArgs = this.#withFences(entry, args, fences);
      results = await this.context.invoke(
        entry.fullName,
        allArgs,
        cancellation ? { cancellation } : {},
      );
    } catch (error) {
      throw toStatusError(error);
    } finally {
      for (const fence of this.#deferred.end(mark)) fences.extend(fence);
    }
    this.#checks.throwIfFailed();
    void this.#failForsaken(fences);
    const invocation = new Invocation(results, fences, { program: performance.now() - begin });
    this.#watch(invocation, fences);
    return invocation;
  }

  /** Waits until the device is idle; throws the failure of an invocation nobody looked at. */
  async waitIdle(): Promise<void> {
    await this.device.waitIdle();
    // The failure arrives with the device's last answers, a few microtasks from here.
    await Promise.resolve();
    const failure = this.#unobservedFailure;
    this.#unobservedFailure = undefined;
    if (failure) throw failure;
  }

  /** Runs the modules' deinitializers. The device goes on living. */
  async dispose(): Promise<void> {
    await this.context.dispose();
    await this.waitIdle();
  }

  /** Programs with asynchronous entry points take a fence to wait for and one to signal. */
  #withFences(entry: SessionFunction, args: readonly VmValue[], fences: Fence): readonly VmValue[] {
    if (entry.attributes.get('iree.abi.model') !== 'coarse-fences') return args;
    const signal = Fence.at(this.device.createSemaphore(0), 1);
    fences.extend(signal);
    return [...args, null, signal];
  }

  /**
   * Fails what a program was to signal if it has returned without, and no work of the device is left
   * that could: a wait for it would not end.
   */
  async #failForsaken(fences: Fence): Promise<void> {
    if (!this.#isClosed) return;
    const forsaken = (): Semaphore[] =>
      this.#deferred.invocations > 0
        ? []
        : fences.semaphores
            .filter(({ semaphore, value }) => !semaphore.failure && !semaphore.hasReached(value))
            .filter(({ semaphore, value }) => !semaphore.promisedBy(value))
            .map(({ semaphore }) => semaphore);
    if (forsaken().length === 0) return;
    let reason = new StatusError(
      'FAILED_PRECONDITION',
      'the program returned without signalling its fence',
    );
    try {
      await this.device.waitIdle();
    } catch (error) {
      reason = toStatusError(error);
    }
    for (const semaphore of forsaken()) semaphore.fail(reason);
  }

  #watch(invocation: Invocation, fences: Fence): void {
    for (const { semaphore, value } of fences.semaphores) {
      semaphore.whenReached(value).catch((error: unknown) => {
        if (!invocation.isObserved) this.#unobservedFailure ??= toStatusError(error);
      });
    }
  }

  #notFound(name: string): StatusError {
    const names = this.functions.map((entry) => entry.name).join(', ');
    return new StatusError('NOT_FOUND', `function '${name}' not found (have: ${names || 'none'})`);
  }
}

function describeFunction(entry: ContextFunction): SessionFunction {
  const attributes = new Map(entry.signature.attrs.map(({ key, value }) => [key, value]));
  return {
    name: entry.fullName.slice(entry.fullName.indexOf('.') + 1),
    fullName: entry.fullName,
    cconv: entry.signature.cconv,
    declaration: attributes.get('iree.abi.declaration'),
    attributes,
  };
}

/** Fences programs went past, collected for the invocations that were running at the time. */
class DeferredFences {
  readonly #running = new Set<Fence[]>();

  begin(): Fence[] {
    const fences: Fence[] = [];
    this.#running.add(fences);
    return fences;
  }

  /** How many invocations are running. */
  get invocations(): number {
    return this.#running.size;
  }

  add(fence: Fence): void {
    for (const fences of this.#running) fences.push(fence);
  }

  end(fences: Fence[]): readonly Fence[] {
    this.#running.delete(fences);
    return fences;
  }
}

/** Unmet expectations, for the application or, if it does not care, as an error. */
class CheckFailures {
  readonly #listener: ((message: string) => void) | undefined;
  #first: string | undefined;

  constructor(listener: ((message: string) => void) | undefined) {
    this.#listener = listener;
  }

  readonly report = (message: string): void => {
    if (this.#listener) this.#listener(message);
    else this.#first ??= message;
  };

  throwIfFailed(): void {
    const message = this.#first;
    this.#first = undefined;
    if (message !== undefined) throw new StatusError('ABORTED', message);
  }
}

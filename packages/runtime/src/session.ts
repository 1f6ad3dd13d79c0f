/**
 * A session: modules linked with a device, ready to be called. This is what applications use; the VM
 * and the HAL underneath remain reachable.
 */

import { BufferView } from './hal/buffer-view.ts';
import type { HalDevice } from './hal/device.ts';
import type { Executable } from './hal/executable.ts';
import { Fence } from './hal/fence.ts';
import type { Semaphore, Timepoint } from './hal/semaphore.ts';
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
  readonly #cancel: (reason: StatusError) => void;
  #observed = false;

  constructor(
    results: readonly VmValue[],
    fence: Fence,
    timing: InvocationTiming,
    cancel: (reason: StatusError) => void,
  ) {
    this.results = results;
    this.timing = timing;
    this.#fence = fence;
    this.#cancel = cancel;
  }

  /** Waits until the device has done everything the program asked of it. */
  async completed(): Promise<void> {
    this.#observed = true;
    await this.#fence.wait();
  }

  /**
   * Gives up what the device has not done yet: {@link completed} rejects with CANCELLED. A kernel that is
   * running is ended where the device can end one (see {@link HalDevice.cancel}).
   */
  cancel(): void {
    this.#observed = true;
    const reason = new StatusError('CANCELLED', 'the invocation was cancelled');
    this.#cancel(reason);
    for (const { semaphore, value } of this.#fence.semaphores)
      if (!semaphore.hasReached(value)) semaphore.fail(reason);
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
  readonly #fences: ProgramFences;
  readonly #checks: CheckFailures;
  #unobservedFailure: StatusError | undefined;

  private constructor(
    device: HalDevice,
    context: VmContext,
    fences: ProgramFences,
    checks: CheckFailures,
  ) {
    this.device = device;
    this.context = context;
    this.#fences = fences;
    this.#checks = checks;
    this.functions = context.exports.map(describeFunction);
  }

  /**
   * Loads and links modules, runs their initializers and waits until their executables are ready.
   * Rejects with a StatusError for a module that is malformed, does not link or does not compile.
   */
  static async create(options: SessionOptions): Promise<Session> {
    const { device, trace, cancellation } = options;
    let executables: Executable[] | undefined = [];
    const fences = new ProgramFences(device, (options.nativeModules ?? []).length === 0);
    const checks = new CheckFailures(options.onCheckFailure);
    const initializers = fences.begin();
    const halModule = createHalModule(device, {
      ...(trace && { trace }),
      onExecutable: (executable) => executables?.push(executable),
      onDeferredFence: (fence) => fences.defer(fence),
      onSemaphore: (semaphore) => fences.add(semaphore),
      mayReach: (timepoint) => fences.mayReach(timepoint),
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
      fences.end(initializers);
      return new Session(device, context, fences, checks);
    } catch (error) {
      fences.end(initializers);
      const reason = toStatusError(error);
      if (reason.status === 'CANCELLED')
        device.cancel((semaphore) => fences.isOnlyOf(initializers, semaphore), reason);
      throw fences.forsake(reason);
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
    const mark = this.#fences.begin();
    const cancel = (reason: StatusError): void =>
      this.device.cancel((semaphore) => this.#fences.isOnlyOf(mark, semaphore), reason);
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
      this.#fences.end(mark);
      const reason = toStatusError(error);
      if (reason.status === 'CANCELLED') cancel(reason);
      throw this.#fences.forsake(reason);
    }
    for (const fence of this.#fences.end(mark)) fences.extend(fence);
    this.#checks.throwIfFailed();
    this.#fences.failForsaken(
      fences,
      new StatusError('FAILED_PRECONDITION', 'the program returned without signalling its fence'),
    );
    const timing = { program: performance.now() - begin };
    const invocation = new Invocation(results, fences, timing, cancel);
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
    this.#fences.forsake(new StatusError('ABORTED', 'the session has ended'));
    await this.waitIdle();
  }

  /** Programs with asynchronous entry points take a fence to wait for and one to signal. */
  #withFences(entry: SessionFunction, args: readonly VmValue[], fences: Fence): readonly VmValue[] {
    if (entry.attributes.get('iree.abi.model') !== 'coarse-fences') return args;
    const semaphore = this.device.createSemaphore(0);
    this.#fences.add(semaphore);
    const signal = Fence.at(semaphore, 1);
    fences.extend(signal);
    return [...args, null, signal];
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

/** What belongs to a running program, or may: of two at a time nobody knows which of them did it. */
interface ProgramRun {
  /** Those it went past. */
  readonly fences: Fence[];
  readonly semaphores: WeakSet<Semaphore>;
}

/** How many open semaphores are kept before those that were reached are looked for. */
const fewSemaphores = 256;

/**
 * The fences of a session's programs: those they went past, collected for the invocations that were
 * running at the time, and those they made, which nobody else signals.
 */
class ProgramFences {
  readonly #device: HalDevice;
  /** Do only the modules and the device know the programs' fences? Native modules may keep one. */
  readonly #isClosed: boolean;
  readonly #running = new Set<ProgramRun>();
  /** Semaphores the programs made that may not have been reached yet. */
  #open = new Set<Semaphore>();
  #manySemaphores = fewSemaphores;

  constructor(device: HalDevice, isClosed: boolean) {
    this.#device = device;
    this.#isClosed = isClosed;
  }

  begin(): ProgramRun {
    const run: ProgramRun = { fences: [], semaphores: new WeakSet() };
    this.#running.add(run);
    return run;
  }

  defer(fence: Fence): void {
    for (const { fences } of this.#running) fences.push(fence);
  }

  end(run: ProgramRun): readonly Fence[] {
    this.#running.delete(run);
    return run.fences;
  }

  /** Was the semaphore made while the program ran, and no other that is still running? */
  isOnlyOf(run: ProgramRun, semaphore: Semaphore): boolean {
    if (!run.semaphores.has(semaphore)) return false;
    for (const other of this.#running)
      if (other !== run && other.semaphores.has(semaphore)) return false;
    return true;
  }

  /** Notes a semaphore of the programs, whose payload is 0 or 1. */
  add(semaphore: Semaphore): void {
    this.#open.add(semaphore);
    for (const { semaphores } of this.#running) semaphores.add(semaphore);
    if (this.#open.size < this.#manySemaphores) return;
    this.#open = new Set([...this.#open].filter(isOpen));
    this.#manySemaphores = Math.max(fewSemaphores, this.#open.size * 2);
  }

  /** False of a timepoint that nothing will reach while the one running program waits for it. */
  mayReach(timepoint: Timepoint): boolean {
    return this.#running.size > 1 || this.#mayBeReached(timepoint);
  }

  /** Fails what is left of a fence that nothing will signal, now that the program has returned. */
  failForsaken(fence: Fence, reason: StatusError): void {
    if (this.#running.size > 0) return;
    for (const timepoint of fence.semaphores)
      if (!this.#mayBeReached(timepoint)) timepoint.semaphore.fail(reason);
  }

  /**
   * Fails all that the programs were to signal and now will not: work that waits for it would stay in
   * the device's queue. Gives the reason back.
   */
  forsake(reason: StatusError): StatusError {
    if (this.#running.size > 0) return reason;
    for (const semaphore of [...this.#open].filter(isOpen))
      if (!this.#mayBeReached({ semaphore, value: 1 })) semaphore.fail(reason);
    return reason;
  }

  #mayBeReached(timepoint: Timepoint): boolean {
    return this.#device.mayReach(
      timepoint,
      (semaphore) => !this.#isClosed || !this.#open.has(semaphore),
    );
  }
}

const isOpen = (semaphore: Semaphore): boolean => !semaphore.failure && !semaphore.hasReached(1);

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

/**
 * A program opened to be called: compiled on the way if it is text, linked with its device, and closed
 * in order afterwards.
 */
import { TARGETS, type TargetDevice } from '@iree-workbench/compiler/target-names';
import { FormatError, parseCallingConvention, readModule } from '@iree-workbench/format';
import type { Era } from '@iree-workbench/ir/eras';
import {
  BytecodeModule,
  type HalDevice,
  Session,
  type SessionFunction,
  type StackFrameInfo,
} from '@iree-workbench/runtime';
import { AlreadyReported, CommandError } from './command-error.ts';
import { type JobTimings, TO_RUN } from './compiler-job.ts';
import { runInCompilerThread } from './compiler-thread.ts';
import {
  type ChosenDevice,
  chooseDevice,
  type DeviceOptions,
  fallbackNotice,
  targetOf,
} from './device-choice.ts';
import { type InputFile, readInput } from './files.ts';
import type { Terminal } from './terminal.ts';

export interface ProgramOptions extends DeviceOptions {
  /** Files with text or compiled modules, in the order they see each other. */
  readonly files: readonly string[];
  /** The version of MLIR's language that texts are in. */
  readonly era: Era;
  /** The caller says itself which device it is. */
  readonly isQuiet?: boolean;
}

/** A program ready to be called. */
export interface Program {
  readonly session: Session;
  readonly chosen: ChosenDevice;
  /** Of the files that were compiled, added up; undefined when none was. */
  readonly timings: JobTimings | undefined;
}

/** A program's modules, compiled where they were text, and the device they are for. */
export interface LoadedProgram {
  readonly modules: readonly BytecodeModule[];
  readonly chosen: ChosenDevice;
  /** Of the files that were compiled, added up; undefined when none was. */
  readonly timings: JobTimings | undefined;
}

/** Opens a program, does something with it, and closes it and its device whatever happens. */
export async function withProgram<T>(
  options: ProgramOptions,
  terminal: Terminal,
  use: (program: Program) => Promise<T>,
): Promise<T> {
  return await withModules(options, terminal, async ({ modules, chosen, timings }) => {
    const session = await Session.create({
      device: chosen.device,
      modules,
      trace: (text) => terminal.error.write(text),
    });
    try {
      return await use({ session, chosen, timings });
    } finally {
      await session.dispose();
    }
  });
}

/** Loads a program and makes its device, does something with them, and gives the device back. */
export async function withModules<T>(
  options: ProgramOptions,
  terminal: Terminal,
  use: (program: LoadedProgram) => Promise<T>,
): Promise<T> {
  if (options.files.length === 0) {
    throw new CommandError('no module: name a file, or - for standard input');
  }
  const files = options.files.map((path) => readInput(path, terminal));
  const loaded = files.map((file) => (isModuleFile(file) ? loadModule(file) : undefined));
  const chosen = await chooseDevice(options, supportedTargets(loaded));
  try {
    const notice = options.isQuiet ? undefined : fallbackNotice(chosen);
    if (notice) terminal.error.write(notice);
    const modules: BytecodeModule[] = [];
    let timings: JobTimings | undefined;
    for (const [index, file] of files.entries()) {
      const known = loaded[index];
      if (known) {
        modules.push(known);
        continue;
      }
      const compiled = await compileFor(file, options.era, targetOf(chosen.device.info), terminal);
      timings = {
        parse: (timings?.parse ?? 0) + compiled.timings.parse,
        compile: (timings?.compile ?? 0) + compiled.timings.compile,
      };
      modules.push(compiled.module);
    }
    return await use({ modules, chosen, timings });
  } finally {
    await chosen.device.destroy();
  }
}

/** Compiles text for a device. Bad text is reported and ends the command. */
async function compileFor(file: InputFile, era: Era, target: TargetDevice, terminal: Terminal) {
  const { ok, output, timings } = await runInCompilerThread(
    { ...TO_RUN, source: file, era, targets: [target], colors: terminal.error.colorDepth > 1 },
    terminal,
    `compiling ${file.name}`,
  );
  if (!ok) throw new AlreadyReported();
  return { module: loadModule({ name: file.name, bytes: output }), timings };
}

/** True for module files: by their name, or by how their contents begin. */
function isModuleFile({ name, bytes }: InputFile): boolean {
  if (name.endsWith('.vmfb')) return true;
  const text = (start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));
  return text(0, 4) === 'PK\u0003\u0004' || text(8, 12) === 'IREE';
}

function loadModule({ name, bytes }: InputFile): BytecodeModule {
  try {
    return new BytecodeModule(readModule(bytes));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CommandError(`cannot load module '${name}': ${error.message}`);
  }
}

/** Identifiers of executables by the back end that made them. */
const executableIdentifiers: Readonly<Record<TargetDevice, string>> = {
  local: 'WASM',
  webgpu: 'WGSL',
};

/** The devices that all modules can run on: any, for those that dispatch nothing. */
function supportedTargets(
  modules: readonly (BytecodeModule | undefined)[],
): readonly TargetDevice[] {
  return modules.reduce<readonly TargetDevice[]>((supported, module) => {
    if (!module) return supported;
    const identifiers = new Set(
      module.def.rodataSegments.map(({ bytes }) => String.fromCharCode(...bytes.subarray(4, 8))),
    );
    const has = TARGETS.filter((target) => identifiers.has(executableIdentifiers[target]));
    return has.length === 0 ? supported : supported.filter((target) => has.includes(target));
  }, TARGETS);
}

/** The function of a name; without one, the only function there is. */
export function findFunction(session: Session, name: string | undefined): SessionFunction {
  const callable = publicFunctions(session);
  if (name !== undefined) {
    const found = session.findFunction(name);
    if (found) return found;
    throw new CommandError(`function '${name}' not found${listed(callable)}`);
  }
  const [only] = callable;
  if (only && callable.length === 1) return only;
  throw new CommandError(
    callable.length === 0
      ? 'the module exports no function'
      : `no --function= specified${listed(callable)}`,
  );
}

/** Functions for callers, those of the module's start and end left out. */
export function publicFunctions(session: Session): readonly SessionFunction[] {
  return session.functions.filter(({ name }) => !name.startsWith('__'));
}

function listed(functions: readonly SessionFunction[]): string {
  const lines = functions.map(({ name, declaration }) => `\n  ${declaration ?? name}`);
  return lines.length === 0 ? '' : `; the module has:${lines.join('')}`;
}

/** Types of a function's arguments and results. Fences that the session adds are left out. */
export function functionTypes(entry: Pick<SessionFunction, 'attributes' | 'cconv'>) {
  const cconv = parseCallingConvention(entry.cconv);
  const types = cconv.arguments.map((argument) =>
    argument.kind === 'value' ? argument.type : 'r',
  );
  const isAsync = entry.attributes.get('iree.abi.model') === 'coarse-fences';
  return { arguments: isAsync ? types.slice(0, -2) : types, results: cconv.results };
}

/** Fails where a function is given too few inputs or too many, in upstream's words. */
export function checkInputCount(entry: SessionFunction, expected: number, actual: number): void {
  if (expected === actual) return;
  const declaration = entry.declaration ? ` of ${entry.declaration}` : '';
  throw new CommandError(
    `INVALID_ARGUMENT; input list and function mismatch; expected ${expected} arguments but ` +
      `passed ${actual}; invoking function '${entry.name}'${declaration}`,
  );
}

/** What a device did, how long it took, and the memory for it as upstream's tools tell it. */
export function formatStatistics(milliseconds: number, device: HalDevice): string {
  const { statistics } = device.allocator;
  const line = (heap: string, peak: number, allocated: number, freed: number): string => {
    const columns = { peak, allocated, freed, live: allocated - freed };
    const texts = Object.entries(columns).map(
      ([name, bytes]) => `${String(bytes).padStart(12)}B ${name}`,
    );
    return `${heap.padStart(12)}: ${texts.join(' / ')}\n`;
  };
  const { hostBytesPeak, hostBytesAllocated, hostBytesFreed } = statistics;
  const { deviceBytesPeak, deviceBytesAllocated, deviceBytesFreed } = statistics;
  const counts = Object.entries(device.counters).map(([name, count]) => `  ${name}: ${count}\n`);
  return (
    '[[ iree_hal_allocator_t memory statistics ]]\n' +
    line('HOST_LOCAL', hostBytesPeak, hostBytesAllocated, hostBytesFreed) +
    line('DEVICE_LOCAL', deviceBytesPeak, deviceBytesAllocated, deviceBytesFreed) +
    `[[ device ]]\n  milliseconds: ${milliseconds.toFixed(3)}\n${counts.join('')}`
  );
}

/** Text of a VM's call stack: where in the program an error happened. */
export function formatFrames(frames: readonly StackFrameInfo[]): string {
  return frames
    .map(({ moduleName, functionName, source }) => {
      return `  in ${moduleName}.${functionName}${source ? ` at ${source}` : ''}\n`;
    })
    .join('');
}

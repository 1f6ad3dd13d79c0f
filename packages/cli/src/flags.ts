/**
 * Flags that several verbs have, and how their values are read.
 */
import {
  FlagError,
  TARGETS,
  type TargetDevice,
  targetsOfBackends,
} from '@iree-workbench/compiler/target-names';
import { ERAS, type Era } from '@iree-workbench/ir/eras';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandError } from './command-error.ts';
import type { ReportOptions } from './compiler-job.ts';
import type { ExecutableDumpOptions } from './executable-dumps.ts';
import type { ProgramOptions } from './program.ts';
import type { Terminal } from './terminal.ts';
import type { TimingDisplay } from './timing-report.ts';

/** Gathers the values of a flag that may be repeated. */
export function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

/** Gathers values separated by commas, repeated or not. */
export function collectList(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, ...value.split(',').filter((part) => part !== '')];
}

/** A number that is not negative. */
export function number(value: string): number {
  const parsed = value.trim() === '' ? Number.NaN : Number(value);
  if (!(parsed >= 0)) throw new InvalidArgumentError('Expected a number.');
  return parsed;
}

/** A whole number above zero. */
export function count(value: string): number {
  const parsed = number(value);
  if (!Number.isSafeInteger(parsed) || parsed < 1) {
    throw new InvalidArgumentError('Expected a whole number above 0.');
  }
  return parsed;
}

/** A number of elements, or -1 for as many as there may be. */
const elementCount = (value: string): number =>
  value === '-1' ? Number.MAX_SAFE_INTEGER : number(value);

/** Flags of verbs that run a program. */
export function programFlags(command: Command): Command {
  return command
    .addOption(dialectsFlag())
    .option('--module <file>', 'the program, if not given as [file] (repeat to link)', collect, [])
    .option('--device <name>', 'webgpu, local (the CPU); the best there is by default')
    .option('--threads <count>', 'threads of the local device', count)
    .option('--no-relaxed-simd', 'local device: do without relaxed SIMD')
    .option('--list_drivers', 'list the drivers of devices')
    .option('--list_devices [driver]', 'list the devices, of all drivers or one')
    .option('--dump_devices [driver]', 'list the devices with what is known of them')
    .option('--print_statistics', 'tell on standard error what the device did')
    .option('--flagfile <file>', 'flags, one a line (repeat for more)');
}

/** Reads the flags above. */
export function readProgramOptions(file: string | undefined, flags: object): ProgramOptions {
  const { module = [], device, threads, relaxedSimd = true, dialects } = flags as ProgramFlags;
  return {
    era: dialects,
    files: file === undefined ? module : [file, ...module],
    relaxedSimd,
    ...(device !== undefined && { device }),
    ...(threads !== undefined && { threads }),
  };
}

interface ProgramFlags extends DialectsFlags {
  readonly module?: readonly string[];
  readonly device?: string;
  readonly threads?: number;
  readonly relaxedSimd?: boolean;
}

/** What commander makes of the flag below. */
export interface TargetFlags {
  readonly ireeHalTargetBackends?: readonly string[];
}

/** The flag that says which devices are compiled for. */
export const targetBackendsFlag = (): Option =>
  new Option(
    '--iree-hal-target-backends <names>',
    'back ends, with commas: webgpu, wasm (default: both)',
  ).argParser(collectList);

/** The devices it names, each once. */
export function readTargets({ ireeHalTargetBackends }: TargetFlags): readonly TargetDevice[] {
  if (!ireeHalTargetBackends) return TARGETS;
  try {
    return targetsOfBackends(ireeHalTargetBackends);
  } catch (error) {
    if (error instanceof FlagError) throw new CommandError(error.message);
    throw error;
  }
}

/** What commander makes of the flag below. */
export interface DialectsFlags {
  readonly dialects: Era;
}

/** The flag that says which version of MLIR's language a text is written in. */
export const dialectsFlag = (): Option =>
  new Option(
    '--dialects <era>',
    "whose dialects: of LLVM 16, of IREE's in March 2023, of IREE 3.12",
  )
    .choices(ERAS)
    .default('2023' satisfies Era);

/** Flags of verbs that run passes and print IR. */
export function printFlags(command: Command): Command {
  return command
    .option('--mlir-print-op-generic', 'print the generic form')
    .option('--mlir-print-debuginfo', 'print locations')
    .option('--mlir-print-local-scope', 'print without aliases')
    .option(
      '--mlir-use-nameloc-as-prefix',
      'call values by the names in their locations, or else by those that the text gave them',
    )
    .option(
      '--mlir-elide-elementsattrs-if-larger <count>',
      'leave out constants of more elements',
      number,
    )
    .option(
      '--mlir-print-elementsattrs-with-hex-if-larger <count>',
      'print constants of more elements in hexadecimal; -1 for none',
      elementCount,
    )
    .option('--mlir-disable-threading', 'the same: passes run one after the other in any case')
    .option('--mlir-timing', 'print how long each step took, to standard error')
    .addOption(
      new Option('--mlir-timing-display <order>', 'as they ran, or the longest first')
        .choices(['tree', 'list'])
        .default('tree'),
    )
    .option('--mlir-print-op-on-diagnostic', 'show the operation below a diagnostic', true)
    .option('--no-mlir-print-op-on-diagnostic', 'do not')
    .option('--iree-hal-dump-executable-sources-to <folder>', 'write dispatches before codegen')
    .option('--iree-hal-dump-executable-intermediates-to <folder>', 'write what codegen makes')
    .option('--iree-hal-dump-executable-binaries-to <folder>', 'write WGSL and WebAssembly')
    .option('--mlir-print-ir-before-all', 'print IR before each pass, to standard error')
    .option('--mlir-print-ir-after-all', 'print IR after each pass, to standard error')
    .option('--mlir-print-ir-before <passes>', 'print IR before these passes', collectList)
    .option('--mlir-print-ir-after <passes>', 'print IR after these passes', collectList)
    .option('--mlir-print-ir-after-change', 'of those after passes, only what they changed')
    .option('--mlir-print-ir-after-failure', 'print IR after a pass that fails')
    .option('--mlir-print-ir-module-scope', 'print the whole module each time');
}

/** What commander makes of the flags above. */
interface PrintFlags {
  readonly mlirPrintOpGeneric?: boolean;
  readonly mlirPrintDebuginfo?: boolean;
  readonly mlirPrintLocalScope?: boolean;
  readonly mlirUseNamelocAsPrefix?: boolean;
  readonly mlirElideElementsattrsIfLarger?: number;
  readonly mlirPrintElementsattrsWithHexIfLarger?: number;
  readonly mlirTiming?: boolean;
  readonly mlirTimingDisplay: TimingDisplay;
  readonly mlirPrintOpOnDiagnostic: boolean;
  readonly ireeHalDumpExecutableSourcesTo?: string;
  readonly ireeHalDumpExecutableIntermediatesTo?: string;
  readonly ireeHalDumpExecutableBinariesTo?: string;
  readonly mlirPrintIrBeforeAll?: boolean;
  readonly mlirPrintIrAfterAll?: boolean;
  readonly mlirPrintIrBefore?: readonly string[];
  readonly mlirPrintIrAfter?: readonly string[];
  readonly mlirPrintIrAfterChange?: boolean;
  readonly mlirPrintIrAfterFailure?: boolean;
  readonly mlirPrintIrModuleScope?: boolean;
}

/** Reads the flags above. */
export function readReportOptions(flags: object, terminal: Terminal): ReportOptions {
  const read = flags as PrintFlags;
  return {
    colors: terminal.error.colorDepth > 1,
    showOperations: read.mlirPrintOpOnDiagnostic,
    executables: executableDumpsOf(read),
    ...(read.mlirTiming && { timing: read.mlirTimingDisplay }),
    print: {
      generic: read.mlirPrintOpGeneric ?? false,
      debugInfo: read.mlirPrintDebuginfo ?? false,
      localScope: read.mlirPrintLocalScope ?? false,
      namesFromLocations: read.mlirUseNamelocAsPrefix ?? false,
      ...(read.mlirElideElementsattrsIfLarger !== undefined && {
        elideElementsLargerThan: read.mlirElideElementsattrsIfLarger,
      }),
      ...(read.mlirPrintElementsattrsWithHexIfLarger !== undefined && {
        hexElementsLargerThan: read.mlirPrintElementsattrsWithHexIfLarger,
      }),
    },
    dumps: {
      beforeAll: read.mlirPrintIrBeforeAll ?? false,
      afterAll: read.mlirPrintIrAfterAll ?? false,
      before: read.mlirPrintIrBefore ?? [],
      after: read.mlirPrintIrAfter ?? [],
      afterChange: read.mlirPrintIrAfterChange ?? false,
      afterFailure: read.mlirPrintIrAfterFailure ?? false,
      moduleScope: read.mlirPrintIrModuleScope ?? false,
    },
  };
}

function executableDumpsOf({
  ireeHalDumpExecutableSourcesTo: sources,
  ireeHalDumpExecutableIntermediatesTo: intermediates,
  ireeHalDumpExecutableBinariesTo: binaries,
}: PrintFlags): ExecutableDumpOptions {
  return {
    ...(sources !== undefined && { sources }),
    ...(intermediates !== undefined && { intermediates }),
    ...(binaries !== undefined && { binaries }),
  };
}

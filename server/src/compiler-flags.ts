/**
 * The setting `iwb.compilerFlags`: those flags of `iwb compile` that say how a program is compiled and how
 * IR is printed. What names files or says where to stop means nothing in an editor, and is told.
 */
import {
  FlagError,
  INPUT_TYPES,
  parsePreprocessing,
  passRegistry,
  type TargetDevice,
  targetsOfBackends,
} from '@iree-workbench/compiler';
import { nearestName, PipelineSyntaxError, type PrintOptions } from '@iree-workbench/ir';
import type { PipelineOptions } from './service/pipeline.ts';

/** What the flags ask for. */
export interface CompilerFlags {
  /** The devices of the back ends named; absent: the device in use. */
  readonly targets?: readonly TargetDevice[];
  readonly pipeline: Omit<PipelineOptions, 'targets'>;
  /** What is wrong with the flags, for people. */
  readonly problems: readonly string[];
}

/** What has been read of the flags before the one at hand. */
interface Reading {
  targets?: readonly TargetDevice[];
  pipeline: Omit<PipelineOptions, 'targets'>;
}

/** Takes the value of a flag: `true` or `false` for switches. Throws FlagError where it is wrong. */
type ReadFlag = (value: string, reading: Reading) => void;

interface Flag {
  readonly isSwitch: boolean;
  readonly read: ReadFlag;
}

const valued = (read: ReadFlag): Flag => ({ isSwitch: false, read });

const option = (set: (isOn: boolean) => Partial<PipelineOptions>): Flag => ({
  isSwitch: true,
  read: (value, reading) => {
    if (value !== 'true' && value !== 'false') {
      throw new FlagError(`'${value}' is neither true nor false`);
    }
    reading.pipeline = { ...reading.pipeline, ...set(value === 'true') };
  },
});

const print = (reading: Reading, set: PrintOptions): void => {
  reading.pipeline = { ...reading.pipeline, print: { ...reading.pipeline.print, ...set } };
};

const printSwitch = (key: 'generic' | 'debugInfo' | 'localScope'): Flag => ({
  isSwitch: true,
  read: (value, reading) => print(reading, { [key]: value !== 'false' }),
});

function elementCount(value: string): number {
  const count = Number(value);
  if (value.trim() !== '' && Number.isSafeInteger(count) && count >= 0) return count;
  throw new FlagError(`'${value}' is no number of elements`);
}

const FLAGS: Readonly<Record<string, Flag>> = {
  'allow-unregistered-dialect': option((isOn) => ({ allowUnregisteredDialects: isOn })),
  'iree-hal-target-backends': valued((value, reading) => {
    reading.targets = targetsOfBackends(value.split(',').filter((name) => name !== ''));
  }),
  'iree-input-type': valued((value, reading) => {
    const inputType = INPUT_TYPES.find((type) => type === value);
    if (!inputType) throw new FlagError(`'${value}' is none of ${INPUT_TYPES.join(', ')}`);
    reading.pipeline = { ...reading.pipeline, inputType };
  }),
  'iree-preprocessing-pass-pipeline': valued((value, reading) => {
    try {
      parsePreprocessing(value, passRegistry());
    } catch (error) {
      if (error instanceof PipelineSyntaxError) throw new FlagError(error.reason);
      throw error;
    }
    reading.pipeline = { ...reading.pipeline, preprocessing: value };
  }),
  'iree-vm-bytecode-module-strip-debug-ops': option((isOn) => ({ stripDebugOps: isOn })),
  verify: option((isOn) => ({ verifyEach: isOn })),
  'mlir-print-op-generic': printSwitch('generic'),
  'mlir-print-debuginfo': printSwitch('debugInfo'),
  'mlir-print-local-scope': printSwitch('localScope'),
  'mlir-elide-elementsattrs-if-larger': valued((value, reading) =>
    print(reading, { elideElementsLargerThan: elementCount(value) }),
  ),
  'mlir-print-elementsattrs-with-hex-if-larger': valued((value, reading) =>
    print(reading, {
      hexElementsLargerThan: value === '-1' ? Number.MAX_SAFE_INTEGER : elementCount(value),
    }),
  ),
};

/** Reads flags; a value stands behind `=` or is the next one of them. */
export function readCompilerFlags(flags: readonly string[]): CompilerFlags {
  const problems: string[] = [];
  const reading: Reading = { pipeline: { allowUnregisteredDialects: false } };
  for (let i = 0; i < flags.length; i++) {
    const text = flags[i] as string;
    const [, name = '', given] = /^--([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
    const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
    if (!flag) {
      problems.push(unknownFlag(text, name));
      continue;
    }
    const value = given ?? (flag.isSwitch ? 'true' : flags[++i]);
    if (value === undefined) {
      problems.push(`--${name} needs a value`);
      continue;
    }
    try {
      flag.read(value, reading);
    } catch (error) {
      if (!(error instanceof FlagError)) throw error;
      const { message } = error;
      problems.push(message.startsWith('--') ? message : `--${name}: ${message}`);
    }
  }
  return { ...reading, problems };
}

function unknownFlag(text: string, name: string): string {
  const nearest = nearestName(name, Object.keys(FLAGS));
  const hint = nearest === undefined ? '' : ` (did you mean --${nearest}?)`;
  return `'${text}' is no flag for compiling in an editor${hint}`;
}

/**
 * `iwb compile`: from text to a module, or from one phase to another, as upstream's iree-compile.
 */

import { INPUT_TYPES, type InputType } from '@iree-workbench/compiler/input-types';
import { Command, Option } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import type { CompileOutput } from '../compiler-job.ts';
import { runInCompilerThread } from '../compiler-thread.ts';
import { elementTypeFlags, readElementTypes } from '../element-type-flags.ts';
import { readInput, writeOutput } from '../files.ts';
import {
  type DialectsFlags,
  dialectsFlag,
  printFlags,
  readReportOptions,
  readTargets,
  type TargetFlags,
  targetBackendsFlag,
} from '../flags.ts';
import type { Terminal } from '../terminal.ts';

interface CompileFlags extends TargetFlags, DialectsFlags {
  readonly output: string;
  readonly compileFrom?: string;
  readonly compileTo?: string;
  readonly compileMode: 'hal-executable' | 'std' | 'vm';
  readonly outputFormat: 'vm-asm' | 'vm-bytecode';
  readonly ireeVmBytecodeModuleOutputFormat: 'flatbuffer-binary' | 'mlir-text';
  readonly ireeHalListTargetBackends?: boolean;
  readonly ireeVmBytecodeModuleStripSourceMap: boolean;
  readonly ireeVmBytecodeModuleStripDebugOps?: boolean;
  readonly ireeVmEmitPolyglotZip: boolean;
  readonly ireeInputType: InputType;
  readonly ireePreprocessingPassPipeline?: string;
  readonly dumpCompilationPhasesTo?: string;
  readonly verify?: boolean;
}

/** Values that upstream has for a flag and nothing here does anything for, with the reason. */
const refused: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'iree-input-type': {
    tm_tensor: 'there is no lowering of tm_tensor',
  },
  'output-format': { 'vm-c': 'modules are not written as C' },
  'iree-vm-bytecode-module-output-format': {
    'flatbuffer-text': 'iwb dump shows modules as text',
    'annotated-mlir-text': 'mlir-text is without annotations',
  },
  'iree-execution-model': Object.fromEntries(
    ['host-only', 'async-external', 'inline-static', 'inline-dynamic'].map((model) => [
      model,
      'programs run on a device and return when it is done',
    ]),
  ),
};

/** Makes the verb. */
export function compileVerb(terminal: Terminal): Command {
  const command = new Command('compile')
    .description('compile a program to a module, or to a phase on the way')
    .argument('[file]', 'program as text; - for standard input', '-')
    .option('-o, --output <file>', 'where the result goes; - for standard output', '-')
    .addOption(targetBackendsFlag())
    .addOption(dialectsFlag())
    .option('--iree-hal-list-target-backends', 'list them')
    .option('--compile-to <phase>', 'stop after a phase and print the IR')
    .option('--compile-from <phase>', 'the input is the IR of this phase')
    .addOption(
      choice('compile-mode', 'what the input is: a program, its IR in vm, one executable', [
        'std',
        'vm',
        'hal-executable',
      ]),
    )
    .addOption(choice('output-format', 'a module, or its IR', ['vm-bytecode', 'vm-asm']))
    .addOption(
      choice('iree-vm-bytecode-module-output-format', 'a file, or the vm module as text', [
        'flatbuffer-binary',
        'mlir-text',
      ]),
    )
    .addOption(
      choice('iree-input-type', 'dialects of the input that are converted; auto: all', INPUT_TYPES),
    )
    .addOption(choice('iree-execution-model', 'how programs run', ['async-internal']))
    .option(
      '--iree-preprocessing-pass-pipeline <text>',
      "passes to run first: 'builtin.module(func.func(cse))'",
    )
    .option(
      '--iree-vm-bytecode-module-strip-source-map',
      'leave source locations out, so that equal programs make equal files',
      true,
    )
    .option('--no-iree-vm-bytecode-module-strip-source-map', 'do not')
    .option('--iree-vm-bytecode-module-strip-debug-ops', 'leave out what only debugs')
    .option('--iree-vm-emit-polyglot-zip', 'make a file that unzips, too', true)
    .option('--no-iree-vm-emit-polyglot-zip', 'do not')
    .option('--dump-compilation-phases-to <folder>', 'write the IR after each phase')
    .option('--verify', 'verify after each pass')
    .addHelpText(
      'after',
      '\nPhases: input, abi, preprocessing, flow, stream, executable-sources,\n' +
        'executable-targets, hal, vm, end.',
    );
  return elementTypeFlags(printFlags(command)).action(async (path: string, flags: CompileFlags) => {
    if (flags.ireeHalListTargetBackends) {
      terminal.out.write('Registered target backends:\n  wasm\n  webgpu\n');
      return;
    }
    const targets = readTargets(flags);
    const output = outputOf(flags);
    const isText = isPhaseText(flags) || output.startsWith('vm-');
    if (!isText && flags.output === '-' && terminal.out.isTerminal) {
      throw new CommandError('a module is not for reading: name a file with -o');
    }
    const compileFrom = flags.compileFrom ?? (flags.compileMode === 'vm' ? 'vm' : undefined);
    const result = await runInCompilerThread(
      {
        kind: 'compile',
        source: readInput(path, terminal),
        era: flags.dialects,
        targets,
        output,
        stripSourceMap: flags.ireeVmBytecodeModuleStripSourceMap,
        stripDebugOps: flags.ireeVmBytecodeModuleStripDebugOps ?? false,
        polyglotZip: flags.ireeVmEmitPolyglotZip,
        inputType: flags.ireeInputType,
        elementTypes: readElementTypes(flags),
        verifyEach: flags.verify ?? false,
        ...(flags.dumpCompilationPhasesTo !== undefined && {
          phasesTo: flags.dumpCompilationPhasesTo,
        }),
        ...(flags.ireePreprocessingPassPipeline !== undefined && {
          preprocessing: flags.ireePreprocessingPassPipeline,
        }),
        ...(compileFrom !== undefined && { compileFrom }),
        ...(flags.compileTo !== undefined && { compileTo: flags.compileTo }),
        ...readReportOptions(flags, terminal),
      },
      terminal,
      `compiling ${path}`,
    );
    if (!result.ok) throw new AlreadyReported();
    writeOutput(flags.output, result.output, terminal);
  });
}

/** A flag with one of a few values; the first is its default. */
function choice(name: string, description: string, values: readonly [string, ...string[]]): Option {
  return new Option(`--${name} <value>`, `${description} (choices: ${values.join(', ')})`)
    .default(values[0])
    .argParser((value) => {
      if (values.includes(value)) return value;
      const reason = refused[name]?.[value];
      throw new CommandError(
        reason === undefined
          ? `for the --${name} option: Cannot find option named '${value}'!`
          : `--${name}=${value} is not supported: ${reason}`,
      );
    });
}

function outputOf(flags: CompileFlags): CompileOutput {
  if (flags.compileMode === 'hal-executable') return 'executable';
  if (flags.outputFormat === 'vm-asm') return 'vm-assembly';
  return flags.ireeVmBytecodeModuleOutputFormat === 'mlir-text' ? 'vm-module' : 'module-file';
}

const isPhaseText = ({ compileTo = 'end' }: CompileFlags): boolean => compileTo !== 'end';

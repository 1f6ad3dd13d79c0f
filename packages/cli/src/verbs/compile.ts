/**
 * `iwb compile`: from text to a module, or from one phase to another, as upstream's iree-compile.
 */
import { BACKENDS, type TargetDevice } from '@iree-workbench/compiler/target-names';
import { Command } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { runInCompilerThread } from '../compiler-thread.ts';
import { readInput, writeOutput } from '../files.ts';
import { collectList, printFlags, readReportOptions } from '../flags.ts';
import type { Terminal } from '../terminal.ts';

interface CompileFlags {
  readonly output: string;
  readonly compileFrom?: string;
  readonly compileTo?: string;
  readonly ireeHalTargetBackends?: readonly string[];
  readonly ireeVmBytecodeModuleStripSourceMap: boolean;
}

/** Makes the verb. */
export function compileVerb(terminal: Terminal): Command {
  const command = new Command('compile')
    .description('compile a program to a module, or to a phase on the way')
    .argument('[file]', 'program as text; - for standard input', '-')
    .option('-o, --output <file>', 'where the result goes; - for standard output', '-')
    .option(
      '--iree-hal-target-backends <names>',
      'back ends, with commas: webgpu, wasm (default: both)',
      collectList,
    )
    .option('--compile-to <phase>', 'stop after a phase and print the IR')
    .option('--compile-from <phase>', 'the input is the IR of this phase')
    .option(
      '--iree-vm-bytecode-module-strip-source-map',
      'leave source locations out, so that equal programs make equal files',
      true,
    )
    .option('--no-iree-vm-bytecode-module-strip-source-map', 'do not')
    .addHelpText(
      'after',
      '\nPhases: input, abi, preprocessing, flow, stream, executable-sources,\n' +
        'executable-targets, hal, vm, end.',
    );
  return printFlags(command).action(async (path: string, flags: CompileFlags) => {
    const targets = readTargets(flags.ireeHalTargetBackends ?? ['wasm', 'webgpu']);
    const isText = flags.compileTo !== undefined && flags.compileTo !== 'end';
    if (!isText && flags.output === '-' && terminal.out.isTerminal) {
      throw new CommandError('a module is not for reading: name a file with -o');
    }
    const { ok, output } = await runInCompilerThread(
      {
        kind: 'compile',
        source: readInput(path),
        targets,
        stripSourceMap: flags.ireeVmBytecodeModuleStripSourceMap,
        ...(flags.compileFrom !== undefined && { compileFrom: flags.compileFrom }),
        ...(flags.compileTo !== undefined && { compileTo: flags.compileTo }),
        ...readReportOptions(flags, terminal),
      },
      terminal,
      `compiling ${path}`,
    );
    if (!ok) throw new AlreadyReported();
    writeOutput(flags.output, output, terminal);
  });
}

function readTargets(names: readonly string[]): readonly TargetDevice[] {
  const targets = names.map((name) => {
    const target = BACKENDS.get(name);
    if (target) return target;
    throw new CommandError(
      `target backend '${name}' not registered; registered backends: wasm, webgpu`,
    );
  });
  if (targets.length === 0) {
    throw new CommandError('--iree-hal-target-backends: no back end named');
  }
  return [...new Set(targets)];
}

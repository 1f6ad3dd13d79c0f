/**
 * `iwb dump`: what is in a module: its tables, executables and instructions.
 */
import {
  FormatError,
  type ModuleDef,
  moduleFlatBuffer,
  readModule,
  readWasmExecutable,
  readWgslExecutable,
} from '@iree-workbench/format';
import { disassemble, disassembleFunction } from '@iree-workbench/runtime';
import { Command, Option } from 'commander';
import { CommandError } from '../command-error.ts';
import { readInput } from '../files.ts';
import { formatModuleJson } from '../module-json.ts';
import { formatMetadata } from '../module-metadata.ts';
import type { Terminal } from '../terminal.ts';

type DumpOutput =
  | 'all'
  | 'disassembly'
  | 'executables'
  | 'flatbuffer-binary'
  | 'flatbuffer-json'
  | 'metadata';

interface DumpFlags {
  readonly output: DumpOutput;
  readonly function?: string;
  readonly pretty?: boolean;
}

/** Makes the verb. */
export function dumpVerb(terminal: Terminal): Command {
  return new Command('dump')
    .description('show what is in a module')
    .argument('[file]', 'module (.vmfb); - for standard input', '-')
    .addOption(
      new Option('--output <what>', 'what to show')
        .choices([
          'metadata',
          'disassembly',
          'executables',
          'all',
          'flatbuffer-binary',
          'flatbuffer-json',
        ])
        .default('all'),
    )
    .option('--function <name>', 'disassemble this function only, by its name or ordinal')
    .option('--pretty', 'indent JSON')
    .action((path: string, flags: DumpFlags) => {
      const { bytes } = readInput(path, terminal);
      let module: ModuleDef;
      try {
        module = readModule(bytes);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        throw new CommandError(`cannot load module '${path}': ${error.message}`);
      }
      if (flags.function !== undefined) {
        terminal.out.write(dumpFunction(module, flags.function));
        return;
      }
      if (flags.output === 'flatbuffer-binary') {
        terminal.out.write(moduleFlatBuffer(bytes));
        return;
      }
      if (flags.output === 'flatbuffer-json') {
        terminal.out.write(formatModuleJson(module, flags.pretty ?? false));
        return;
      }
      const wants = (what: DumpOutput) => flags.output === what || flags.output === 'all';
      const parts: string[] = [];
      if (wants('metadata')) parts.push(formatMetadata(module, moduleFlatBuffer(bytes).length));
      if (wants('executables')) parts.push(...formatExecutables(module));
      if (wants('disassembly')) parts.push(disassemble(module));
      terminal.out.write(parts.join('\n'));
    });
}

function dumpFunction(module: ModuleDef, name: string): string {
  const ordinal = /^\d+$/.test(name)
    ? Number(name)
    : (module.exportedFunctions.find((entry) => entry.localName === name)?.ordinal ??
      module.debugDatabase?.functions.findIndex((entry) => entry.localName === name) ??
      -1);
  if (!(ordinal >= 0 && ordinal < module.functionDescriptors.length))
    throw new CommandError(`function '${name}' not found in '${module.name}'`);
  return `${disassembleFunction(module, ordinal).join('\n')}\n`;
}

/** Executables: WGSL in full, WebAssembly by its functions. */
function formatExecutables(module: ModuleDef): string[] {
  return module.rodataSegments.flatMap(({ bytes }, index) => {
    const identifier = String.fromCharCode(...bytes.subarray(4, 8));
    try {
      if (identifier === 'WGSL') {
        const { shaderModules } = readWgslExecutable(bytes);
        return [
          `executable in rodata [${index}], WGSL\n${shaderModules.map(({ code }) => code.trimEnd()).join('\n\n')}\n`,
        ];
      }
      if (identifier === 'WASM') {
        const { exports, moduleStrict, moduleRelaxed } = readWasmExecutable(bytes);
        const relaxed = moduleRelaxed ? `, ${moduleRelaxed.length} with relaxed SIMD` : '';
        const names = exports.map(({ name, localMemory }, ordinal) => {
          const scratch = localMemory > 0 ? `, ${localMemory} bytes of scratch` : '';
          return `  d${ordinal} ${name}${scratch}\n`;
        });
        return [
          `executable in rodata [${index}], WebAssembly of ${moduleStrict.length} bytes${relaxed}\n${names.join('')}`,
        ];
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return [`executable in rodata [${index}] is damaged: ${error.message}\n`];
    }
    return [];
  });
}

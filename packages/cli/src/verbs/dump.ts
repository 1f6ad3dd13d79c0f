/**
 * `iwb dump`: what is in a module: its tables, executables and instructions.
 */
import {
  FormatError,
  type ModuleDef,
  readModule,
  readWasmExecutable,
  readWgslExecutable,
} from '@iree-workbench/format';
import { disassemble, disassembleFunction } from '@iree-workbench/runtime';
import { Command, Option } from 'commander';
import { CommandError } from '../command-error.ts';
import { readInput } from '../files.ts';
import type { Terminal } from '../terminal.ts';

type DumpOutput = 'all' | 'disassembly' | 'executables' | 'metadata';

interface DumpFlags {
  readonly output: DumpOutput;
  readonly function?: string;
}

/** Makes the verb. */
export function dumpVerb(terminal: Terminal): Command {
  return new Command('dump')
    .description('show what is in a module')
    .argument('[file]', 'module (.vmfb); - for standard input', '-')
    .addOption(
      new Option('--output <what>', 'what to show')
        .choices(['metadata', 'disassembly', 'executables', 'all'])
        .default('all'),
    )
    .option('--function <name>', 'disassemble this function only')
    .action((path: string, flags: DumpFlags) => {
      const { bytes } = readInput(path);
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
      const wants = (what: DumpOutput) => flags.output === what || flags.output === 'all';
      const parts: string[] = [];
      if (wants('metadata')) parts.push(formatMetadata(module, bytes.length));
      if (wants('executables')) parts.push(...formatExecutables(module));
      if (wants('disassembly')) parts.push(disassemble(module));
      terminal.out.write(parts.join('\n'));
    });
}

function dumpFunction(module: ModuleDef, name: string): string {
  const ordinal =
    module.exportedFunctions.find((entry) => entry.localName === name)?.ordinal ??
    module.debugDatabase?.functions.findIndex((entry) => entry.localName === name) ??
    -1;
  if (ordinal < 0) throw new CommandError(`function '${name}' not found in '${module.name}'`);
  return `${disassembleFunction(module, ordinal).join('\n')}\n`;
}

/** Names, versions, sizes and the functions that others may call. */
export function formatMetadata(module: ModuleDef, fileSize: number): string {
  const { major, minor } = module.bytecodeVersion;
  const rodataSize = module.rodataSegments.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const lines = [
    `module @${module.name}, version ${module.version}`,
    `  file: ${fileSize} bytes, of those ${module.bytecodeData.length} of bytecode ${major}.${minor} ` +
      `and ${rodataSize} of constants`,
  ];
  const modules = module.dependencies.map(
    ({ name, minimumVersion, optional }) =>
      `${name} ${minimumVersion}${optional ? ' (optional)' : ''}`,
  );
  if (modules.length > 0) lines.push(`  needs: ${modules.join(', ')}`);
  lines.push(`  exports:`);
  for (const { localName, ordinal } of module.exportedFunctions) {
    const signature = module.functionSignatures[ordinal];
    const declaration = signature?.attrs.find(({ key }) => key === 'iree.abi.declaration')?.value;
    lines.push(`    ${declaration ?? `@${localName} ${signature?.cconv ?? ''}`}`);
  }
  return `${lines.join('\n')}\n`;
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

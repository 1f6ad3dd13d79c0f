/**
 * `iwb run`: calls a function of a program once, as upstream's iree-run-module.
 */
import {
  compareResults,
  defaultMaxElementCount,
  defaultThresholds,
  formatResults,
  type HostValue,
  parseInputs,
  toArguments,
  toHostValues,
  writeNpy,
} from '@iree-workbench/runtime';
import { Command } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { machineRegistry } from '../device-choice.ts';
import { type DeviceListFlags, formatDeviceList } from '../device-lists.ts';
import { appendOutput, readBytes, writeOutput } from '../files.ts';
import { collect, number, programFlags, readProgramOptions } from '../flags.ts';
import {
  checkInputCount,
  findFunction,
  formatStatistics,
  functionTypes,
  withProgram,
} from '../program.ts';
import type { Terminal } from '../terminal.ts';

interface RunFlags extends DeviceListFlags {
  readonly function?: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly expected_output: readonly string[];
  readonly expected_f16_threshold: number;
  readonly expected_f32_threshold: number;
  readonly expected_f64_threshold: number;
  readonly output_max_element_count: number;
  readonly print_statistics?: boolean;
}

/** Makes the verb. */
export function runVerb(terminal: Terminal): Command {
  const command = new Command('run')
    .description('call a function of a program; text is compiled on the way')
    .argument('[file]', 'program as text (.mlir) or module (.vmfb); - for standard input');
  return programFlags(command)
    .option('--function <name>', 'function to call; the only one there is by default')
    .option(
      '--input <value>',
      'an input: 3.5, 2x2xf32=1 2 3 4, 2x2xf32=@file.bin, @file.npy (repeat for more)',
      collect,
      [],
    )
    .option(
      '--output <where>',
      "what to do with an output: '' ignores, - prints, @file.npy writes, +file.npy appends (repeat)",
      collect,
      [],
    )
    .option(
      '--expected_output <value>',
      'what an output should be, (ignored) if it does not matter (repeat); exit code 1 if not',
      collect,
      [],
    )
    .option('--expected_f16_threshold <number>', 'f16 within it are equal', number, 0.001)
    .option('--expected_f32_threshold <number>', 'f32 within it are equal', number, 0.0001)
    .option('--expected_f64_threshold <number>', 'f64 within it are equal', number, 0.0001)
    .option(
      '--output_max_element_count <number>',
      'elements of a tensor printed at most',
      number,
      defaultMaxElementCount,
    )
    .action(async (file: string | undefined, flags: RunFlags) => {
      const options = readProgramOptions(file, flags);
      const list = await formatDeviceList(flags, machineRegistry(options));
      if (list !== undefined) {
        terminal.out.write(list);
        return;
      }
      await withProgram(options, terminal, async ({ session }) => {
        const entry = findFunction(session, flags.function);
        const { arguments: argumentTypes, results: resultTypes } = functionTypes(entry);
        const readFile = (path: string): Uint8Array => readBytes(path, terminal.embedding);
        const inputs = await parseInputs(flags.input, { readFile, types: argumentTypes });
        checkInputCount(entry, argumentTypes.length, inputs.length);
        const expected =
          flags.expected_output.length === 0
            ? undefined
            : await parseInputs(flags.expected_output, { readFile, types: resultTypes });
        terminal.out.write(`EXEC @${entry.name}\n`);
        const started = performance.now();
        const invocation = await session.invoke(
          entry,
          toArguments(inputs, session.device.allocator),
        );
        const results = await toHostValues(invocation.results, resultTypes);
        await invocation.completed();
        if (flags.print_statistics) {
          const milliseconds = performance.now() - started;
          terminal.error.write(formatStatistics(milliseconds, session.device));
        }
        if (expected) report(expected, results, flags, terminal);
        else writeResults(results, flags, terminal);
      });
    });
}

function report(
  expected: readonly HostValue[],
  results: readonly HostValue[],
  flags: RunFlags,
  terminal: Terminal,
): void {
  const { matched, text } = compareResults(expected, results, {
    ...defaultThresholds,
    f16: flags.expected_f16_threshold,
    f32: flags.expected_f32_threshold,
    f64: flags.expected_f64_threshold,
  });
  terminal.out.write(text);
  if (!matched) throw new AlreadyReported();
}

function writeResults(results: readonly HostValue[], flags: RunFlags, terminal: Terminal): void {
  if (flags.output.length === 0) {
    terminal.out.write(formatResults(results, flags.output_max_element_count));
    return;
  }
  if (flags.output.length !== results.length) {
    throw new CommandError(
      `OUT_OF_RANGE; ${flags.output.length} outputs specified but the provided list only has ` +
        `${results.length} elements`,
    );
  }
  for (const [index, result] of results.entries()) {
    const where = flags.output[index]!;
    if (where === '') continue;
    if (where === '-') {
      const text = formatResults([result], flags.output_max_element_count);
      terminal.out.write(text.slice(text.indexOf(': ') + 2));
      continue;
    }
    if (!/^[@+]./.test(where)) {
      throw new CommandError(`UNIMPLEMENTED; unsupported output mode specification '${where}'`);
    }
    if (result.kind !== 'tensor') {
      throw new CommandError('INVALID_ARGUMENT; only buffer views can be written to npy files');
    }
    const bytes = writeNpy(result);
    if (where.startsWith('@')) writeOutput(where.slice(1), bytes, terminal);
    else appendOutput(where.slice(1), bytes, terminal);
  }
}

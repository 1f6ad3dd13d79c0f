/**
 * `iwb benchmark`: measures calls of a function, as upstream's iree-benchmark-module.
 */
import { cpus, hostname, loadavg } from 'node:os';
import {
  parseInputs,
  type Session,
  type SessionFunction,
  toArguments,
} from '@iree-workbench/runtime';
import { Command, Option } from 'commander';
import {
  type BenchmarkContext,
  type BenchmarkResult,
  formatContext,
  formatCsv,
  formatJson,
  formatTable,
  type TimeUnit,
} from '../benchmark-report.ts';
import { CommandError } from '../command-error.ts';
import { machineRegistry } from '../device-choice.ts';
import { type DeviceListFlags, formatDeviceList } from '../device-lists.ts';
import { readBytes, writeOutput } from '../files.ts';
import { collect, collectList, count, number, programFlags, readProgramOptions } from '../flags.ts';
import { type Call, measureCalls } from '../measure-calls.ts';
import {
  checkInputCount,
  findFunction,
  formatStatistics,
  functionTypes,
  publicFunctions,
  withProgram,
} from '../program.ts';
import { stylerForDepth, type Terminal } from '../terminal.ts';

type ReportFormat = 'console' | 'csv' | 'json';

interface BenchmarkFlags extends DeviceListFlags {
  readonly function?: string;
  readonly input: readonly string[];
  readonly print_statistics?: boolean;
  readonly batch_size: number;
  readonly batch_concurrency: number;
  readonly time_unit?: TimeUnit;
  readonly benchmark_filter?: string;
  readonly benchmark_min_time: number;
  readonly benchmark_min_warmup_time: number;
  readonly benchmark_repetitions: number;
  readonly benchmark_report_aggregates_only?: boolean;
  readonly benchmark_display_aggregates_only?: boolean;
  readonly benchmark_counters_tabular?: boolean;
  readonly benchmark_color: 'auto' | 'false' | 'true';
  readonly benchmark_context: readonly string[];
  readonly benchmark_format: ReportFormat;
  readonly benchmark_out?: string;
  readonly benchmark_out_format: ReportFormat;
  readonly benchmark_time_unit?: TimeUnit;
  readonly benchmark_list_tests?: boolean;
}

const formats: readonly ReportFormat[] = ['console', 'json', 'csv'];
const units: readonly TimeUnit[] = ['ms', 'us', 'ns', 's'];

/** Makes the verb. */
export function benchmarkVerb(terminal: Terminal): Command {
  const command = new Command('benchmark')
    .description('measure how long a function takes; text is compiled on the way')
    .argument('[file]', 'program as text (.mlir) or module (.vmfb); - for standard input');
  return programFlags(command)
    .option('--function <name>', 'function to call; all that take no input by default')
    .option('--input <value>', 'an input, as for iwb run (repeat for more)', collect, [])
    .option('--batch_size <count>', 'calls queued before the device is waited for', count, 1)
    .option('--batch_concurrency <count>', 'calls of a batch that run at a time', count, 1)
    .addOption(new Option('--time_unit <unit>', 'unit of the times shown').choices(units))
    .addOption(new Option('--benchmark_time_unit <unit>', 'the same').choices(units))
    .option('--benchmark_filter <regex>', 'measure only what matches')
    .option('--benchmark_list_tests', 'list what would be measured')
    .option('--benchmark_min_time <seconds>', 'time to measure for at least', seconds, 0.5)
    .option('--benchmark_min_warmup_time <seconds>', 'time to run unmeasured first', seconds, 0)
    .option('--benchmark_repetitions <count>', 'measure so many times', count, 1)
    .option('--benchmark_report_aggregates_only', 'show only statistics over repetitions')
    .option('--benchmark_display_aggregates_only', 'the same, but not in --benchmark_out')
    .option('--benchmark_counters_tabular', 'show counters in columns')
    .option('--benchmark_context <pairs>', 'key=value,… to note in the report', collectList, [])
    .addOption(
      new Option('--benchmark_color <when>', 'colours in the table')
        .choices(['auto', 'true', 'false'])
        .default('auto'),
    )
    .addOption(
      new Option('--benchmark_format <format>', 'what to print')
        .choices(formats)
        .default('console'),
    )
    .option('--benchmark_out <file>', 'a file to write as well')
    .addOption(
      new Option('--benchmark_out_format <format>', 'what to write there')
        .choices(formats)
        .default('json'),
    )
    .action(async (file: string | undefined, flags: BenchmarkFlags) => {
      const options = readProgramOptions(file, flags);
      const list = await formatDeviceList(flags, machineRegistry(options));
      if (list !== undefined) {
        terminal.out.write(list);
        return;
      }
      await withProgram(options, terminal, async ({ session }) => {
        const entries = selectFunctions(session, flags);
        if (flags.benchmark_list_tests) {
          terminal.out.write(entries.map((entry) => `${benchmarkName(entry)}\n`).join(''));
          return;
        }
        const calls: Call[] = [];
        for (const entry of entries) calls.push(await prepareCall(session, entry, flags, terminal));
        const context = contextOf(session, flags);
        if (flags.benchmark_format !== 'json') terminal.error.write(formatContext(context));
        const results: BenchmarkResult[] = [];
        const started = performance.now();
        for (const call of calls) {
          const repetitions = await measureCalls(session, call, {
            batchSize: flags.batch_size,
            batchConcurrency: flags.batch_concurrency,
            minTime: flags.benchmark_min_time,
            minWarmupTime: flags.benchmark_min_warmup_time,
            repetitions: flags.benchmark_repetitions,
          });
          results.push({ name: benchmarkName(call.entry), repetitions });
        }
        if (flags.print_statistics) {
          const milliseconds = performance.now() - started;
          terminal.error.write(formatStatistics(milliseconds, session.device));
        }
        const report = reportFormatter(results, context, flags, terminal);
        terminal.out.write(report(flags.benchmark_format, true));
        if (flags.benchmark_out !== undefined) {
          writeOutput(flags.benchmark_out, report(flags.benchmark_out_format, false), terminal);
        }
      });
    });
}

async function prepareCall(
  session: Session,
  entry: SessionFunction,
  flags: BenchmarkFlags,
  terminal: Terminal,
): Promise<Call> {
  const { arguments: types } = functionTypes(entry);
  const readFile = (path: string): Uint8Array => readBytes(path, terminal.embedding);
  const inputs = await parseInputs(flags.input, { readFile, types });
  checkInputCount(entry, types.length, inputs.length);
  return { entry, args: toArguments(inputs, session.device.allocator) };
}

/** Seconds, as google-benchmark takes them: `0.5` or `0.5s`. */
const seconds = (value: string): number => number(value.replace(/s$/, ''));

const benchmarkName = (entry: SessionFunction): string => `BM_${entry.name}/process_time/real_time`;

function selectFunctions(session: Session, flags: BenchmarkFlags): readonly SessionFunction[] {
  let filter = /(?:)/;
  try {
    filter = new RegExp(flags.benchmark_filter ?? '');
  } catch {
    const text = `--benchmark_filter: '${flags.benchmark_filter}' is not a regular expression`;
    throw new CommandError(text);
  }
  const callable = publicFunctions(session);
  const named =
    flags.function !== undefined || flags.input.length > 0 || callable.length === 1
      ? [findFunction(session, flags.function)]
      : callable.filter((entry) => functionTypes(entry).arguments.length === 0);
  if (named.length === 0) {
    throw new CommandError('all functions take inputs: name one with --function');
  }
  const found = named.filter((entry) => filter.test(benchmarkName(entry)));
  if (found.length === 0) {
    throw new CommandError(
      `Failed to match any benchmarks against regex: ${flags.benchmark_filter}`,
    );
  }
  return found;
}

function contextOf(session: Session, flags: BenchmarkFlags): BenchmarkContext {
  const custom = flags.benchmark_context.map((pair) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) return [key, value] as const;
    throw new CommandError(`--benchmark_context: '${pair}' is not key=value`);
  });
  return {
    date: new Date(),
    hostName: hostname(),
    executable: process.argv[1] ?? '',
    cpuCount: cpus().length,
    megahertz: cpus()[0]?.speed ?? 0,
    loadAverage: loadavg(),
    device: session.device.info.name,
    custom: Object.fromEntries(custom),
  };
}

/** Makes the report, of all results or of what is to be shown of them. */
function reportFormatter(
  results: readonly BenchmarkResult[],
  context: BenchmarkContext,
  flags: BenchmarkFlags,
  terminal: Terminal,
): (format: ReportFormat, isShown: boolean) => string {
  const unit = flags.time_unit ?? flags.benchmark_time_unit ?? 'ms';
  return (format, isShown) => {
    const aggregatesOnly =
      flags.benchmark_report_aggregates_only ||
      (isShown && flags.benchmark_display_aggregates_only) ||
      false;
    const options = { unit, aggregatesOnly };
    const hasColors =
      flags.benchmark_color === 'auto'
        ? terminal.out.colorDepth > 1
        : flags.benchmark_color === 'true';
    switch (format) {
      case 'console':
        return formatTable(results, {
          ...options,
          style: stylerForDepth(isShown && hasColors ? 4 : 1),
          isTabular: flags.benchmark_counters_tabular ?? false,
        });
      case 'csv':
        return formatCsv(results, options);
      case 'json':
        return formatJson(results, options, context);
    }
  };
}

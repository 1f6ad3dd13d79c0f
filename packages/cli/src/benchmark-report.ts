/**
 * Results of benchmarks as google-benchmark prints them, which upstream's iree-benchmark-module uses:
 * the table, JSON and CSV.
 */
import type { Styler } from './terminal.ts';

/** Units of the times shown. */
export type TimeUnit = 'ms' | 'ns' | 's' | 'us';

const nanoseconds: Readonly<Record<TimeUnit, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };

/** One repetition. Times are nanoseconds an iteration. */
export interface Measurement {
  readonly iterations: number;
  readonly realTime: number;
  readonly cpuTime: number;
  readonly itemsPerSecond: number;
}

/** A benchmark with its repetitions. */
export interface BenchmarkResult {
  readonly name: string;
  readonly repetitions: readonly Measurement[];
}

/** A line of the report. */
interface Row extends Measurement {
  readonly name: string;
  /** The aggregate's name, absent for a repetition. */
  readonly aggregate?: string;
  readonly isRatio: boolean;
  readonly family: number;
  readonly runName: string;
  readonly repetitions: number;
  readonly repetition: number;
}

export interface ReportOptions {
  readonly unit: TimeUnit;
  readonly aggregatesOnly: boolean;
}

/** How the table looks. */
export interface TableOptions extends ReportOptions {
  readonly style: Styler;
  /** Counters in columns of their own, and not as `name=value`. */
  readonly isTabular: boolean;
}

/** What is known of the machine and the program that measured. */
export interface BenchmarkContext {
  readonly date: Date;
  readonly hostName: string;
  readonly executable: string;
  readonly cpuCount: number;
  /** 0 if nobody knows. */
  readonly megahertz: number;
  readonly loadAverage: readonly number[];
  readonly device: string;
  /** Of the user: `--benchmark_context=key=value`. */
  readonly custom: Readonly<Record<string, string>>;
}

/** All rows: repetitions, then their mean, median, deviation and variation where there are several. */
function rowsOf(results: readonly BenchmarkResult[], aggregatesOnly: boolean): Row[] {
  return results.flatMap(({ name, repetitions }, family) => {
    const common = { family, runName: name, repetitions: repetitions.length };
    const rows: Row[] = repetitions.map((measurement, repetition) => {
      return { ...measurement, ...common, name, isRatio: false, repetition };
    });
    if (repetitions.length < 2) return rows;
    const aggregates = Object.entries(statistics).map(([aggregate, compute]): Row => {
      const over = (key: keyof Measurement) => compute(repetitions.map((entry) => entry[key]));
      return {
        ...common,
        name: `${name}_${aggregate}`,
        aggregate,
        isRatio: aggregate === 'cv',
        repetition: 0,
        iterations: repetitions.length,
        realTime: over('realTime'),
        cpuTime: over('cpuTime'),
        itemsPerSecond: over('itemsPerSecond'),
      };
    });
    return aggregatesOnly ? aggregates : [...rows, ...aggregates];
  });
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function deviation(values: readonly number[]): number {
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  mean,
  median,
  stddev: deviation,
  cv: (values) => deviation(values) / mean(values),
};

/** What stands above the table, for standard error. */
export function formatContext(context: BenchmarkContext): string {
  const { cpuCount, megahertz, loadAverage } = context;
  const clock = megahertz > 0 ? `${megahertz} MHz ` : '';
  const lines = [
    isoDate(context.date),
    `Running ${context.executable}`,
    `Run on (${cpuCount} X ${clock}CPU${cpuCount > 1 ? ' s' : ''})`,
    `Load Average: ${loadAverage.map((load) => load.toFixed(2)).join(', ')}`,
    `Device: ${context.device}`,
    ...Object.entries(context.custom).map(([key, value]) => `${key}: ${value}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Seconds are enough, and there is an offset instead of a Z. */
const isoDate = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, '+00:00');

/** The table for people. */
export function formatTable(results: readonly BenchmarkResult[], options: TableOptions): string {
  const { style, isTabular, unit } = options;
  const rows = rowsOf(results, options.aggregatesOnly);
  const width = Math.max(10, ...rows.map(({ name }) => name.length));
  const counterName = 'items_per_second';
  const head =
    `${'Benchmark'.padEnd(width)} ${'Time'.padStart(13)} ${'CPU'.padStart(15)} ` +
    `${'Iterations'.padStart(12)} ${isTabular ? counterName : 'UserCounters...'}`;
  const rule = '-'.repeat(head.length);
  const lines = rows.map((row) => {
    const time = (value: number): string =>
      row.isRatio
        ? `${(value * 100).toFixed(2).padStart(10)} %   `
        : `${formatTime(value / nanoseconds[unit]).padStart(10)} ${unit.padEnd(4)}`;
    const items = row.isRatio
      ? `${Number((row.itemsPerSecond * 100).toPrecision(4))}%`
      : `${formatCount(row.itemsPerSecond)}/s`;
    return [
      style(row.name.padEnd(width), 'green'),
      style(`${time(row.realTime)} ${time(row.cpuTime)}`, 'yellow'),
      style(String(row.iterations).padStart(10), 'cyan'),
      isTabular ? items.padStart(counterName.length) : `${counterName}=${items}`,
    ].join(' ');
  });
  return `${[rule, head, rule, ...lines].join('\n')}\n`;
}

/** Three digits behind the point below 1, one less for each digit before it. */
function formatTime(value: number): string {
  if (value < 1) return value.toFixed(3);
  if (value < 10) return value.toFixed(2);
  if (value < 100) return value.toFixed(1);
  return value > 9_999_999_999 ? value.toExponential(4) : value.toFixed(0);
}

/** `1.23456k`. */
function formatCount(value: number): string {
  const prefixes = ['', 'k', 'M', 'G', 'T'];
  let scaled = value;
  let index = 0;
  while (scaled >= 1000 && index < prefixes.length - 1) {
    scaled /= 1000;
    ++index;
  }
  return `${Number(scaled.toPrecision(6))}${prefixes[index]}`;
}

/** JSON with a machine's description. */
export function formatJson(
  results: readonly BenchmarkResult[],
  { unit, aggregatesOnly }: ReportOptions,
  context: BenchmarkContext,
): string {
  const benchmarks = rowsOf(results, aggregatesOnly).map((row) => {
    const scale = row.isRatio ? 1 : nanoseconds[unit];
    return {
      name: row.name,
      family_index: row.family,
      per_family_instance_index: 0,
      run_name: row.runName,
      run_type: row.aggregate ? 'aggregate' : 'iteration',
      repetitions: row.repetitions,
      ...(!row.aggregate && { repetition_index: row.repetition }),
      threads: 1,
      ...(row.aggregate && {
        aggregate_name: row.aggregate,
        aggregate_unit: row.isRatio ? 'percentage' : 'time',
      }),
      iterations: row.iterations,
      real_time: row.realTime / scale,
      cpu_time: row.cpuTime / scale,
      time_unit: unit,
      items_per_second: row.itemsPerSecond,
    };
  });
  const machine = {
    date: isoDate(context.date),
    host_name: context.hostName,
    executable: context.executable,
    num_cpus: context.cpuCount,
    mhz_per_cpu: context.megahertz,
    load_avg: context.loadAverage,
    device: context.device,
    ...context.custom,
  };
  return `${JSON.stringify({ context: machine, benchmarks }, null, 2)}\n`;
}

/** Comma-separated values. */
export function formatCsv(
  results: readonly BenchmarkResult[],
  { unit, aggregatesOnly }: ReportOptions,
): string {
  const head =
    'name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message\n';
  const lines = rowsOf(results, aggregatesOnly).map((row) => {
    const scale = row.isRatio ? 1 : nanoseconds[unit];
    const number = (value: number) => String(Number(value.toPrecision(6)));
    const values = [row.realTime / scale, row.cpuTime / scale].map(number).join(',');
    return `"${row.name}",${row.iterations},${values},${unit},,${number(row.itemsPerSecond)},,,\n`;
  });
  return head + lines.join('');
}

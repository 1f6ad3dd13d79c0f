/**
 * Results of benchmarks as google-benchmark prints them, which upstream's iree-benchmark-module uses:
 * the table, JSON and CSV.
 */

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

/** The table for people. */
export function formatTable(
  results: readonly BenchmarkResult[],
  { unit, aggregatesOnly }: ReportOptions,
): string {
  const rows = rowsOf(results, aggregatesOnly);
  const width = Math.max(10, ...rows.map(({ name }) => name.length));
  const head = `${'Benchmark'.padEnd(width)} ${'Time'.padStart(15)} ${'CPU'.padStart(15)} ${'Iterations'.padStart(12)} UserCounters...`;
  const rule = '-'.repeat(head.length);
  const lines = rows.map((row) => {
    const time = (value: number) =>
      row.isRatio
        ? `${(value * 100).toFixed(2)} % `
        : `${formatTime(value / nanoseconds[unit])} ${unit}`;
    const items = row.isRatio
      ? `${Number((row.itemsPerSecond * 100).toPrecision(3))}%`
      : `${formatCount(row.itemsPerSecond)}/s`;
    return (
      `${row.name.padEnd(width)} ${time(row.realTime).padStart(15)} ` +
      `${time(row.cpuTime).padStart(15)} ${String(row.iterations).padStart(12)} items_per_second=${items}`
    );
  });
  return `${[rule, head, rule, ...lines].join('\n')}\n`;
}

/** Three digits behind the point for small times, fewer for larger ones. */
function formatTime(value: number): string {
  if (value < 10) return value.toFixed(3);
  if (value < 100) return value.toFixed(2);
  return value < 1000 ? value.toFixed(1) : value.toFixed(0);
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
  context: Readonly<Record<string, unknown>>,
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
      ...(row.aggregate
        ? { aggregate_name: row.aggregate, aggregate_unit: row.isRatio ? 'percentage' : 'time' }
        : { repetition_index: row.repetition }),
      threads: 1,
      iterations: row.iterations,
      real_time: row.realTime / scale,
      cpu_time: row.cpuTime / scale,
      time_unit: unit,
      items_per_second: row.itemsPerSecond,
    };
  });
  return `${JSON.stringify({ context, benchmarks }, null, 2)}\n`;
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

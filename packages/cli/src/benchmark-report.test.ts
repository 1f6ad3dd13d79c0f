/** Reports of benchmarks, laid out as google-benchmark's. */

import assert from 'node:assert/strict';
import {
  type BenchmarkContext,
  type BenchmarkResult,
  formatContext,
  formatCsv,
  formatJson,
  formatTable,
} from './benchmark-report.ts';
import { plainStyler } from './terminal.ts';

/** Two repetitions of a microsecond or so. */
const RESULTS: readonly BenchmarkResult[] = [
  {
    name: 'BM_add/process_time/real_time',
    repetitions: [
      { iterations: 30145, realTime: 2000, cpuTime: 1500, itemsPerSecond: 500_000 },
      { iterations: 30145, realTime: 4000, cpuTime: 2500, itemsPerSecond: 250_000 },
    ],
  },
];
const CONTEXT: BenchmarkContext = {
  date: new Date(Date.UTC(2023, 3, 4, 5, 6, 7)),
  hostName: 'host',
  executable: 'iwb',
  cpuCount: 2,
  megahertz: 2596,
  loadAverage: [1.5, 1.216, 0.9],
  device: 'WebAssembly',
  custom: { commit: '1234' },
};
const table = { style: plainStyler, isTabular: false, aggregatesOnly: false, unit: 'us' } as const;

describe('reports of benchmarks', () => {
  it('are tables', () => {
    assert.equal(
      formatTable(RESULTS, table),
      `-----------------------------------------------------------------------------------------------
Benchmark                                     Time             CPU   Iterations UserCounters...
-----------------------------------------------------------------------------------------------
BM_add/process_time/real_time              2.00 us         1.50 us        30145 items_per_second=500k/s
BM_add/process_time/real_time              4.00 us         2.50 us        30145 items_per_second=250k/s
BM_add/process_time/real_time_mean         3.00 us         2.00 us            2 items_per_second=375k/s
BM_add/process_time/real_time_median       3.00 us         2.00 us            2 items_per_second=375k/s
BM_add/process_time/real_time_stddev       1.41 us        0.707 us            2 items_per_second=176.777k/s
BM_add/process_time/real_time_cv          47.14 %         35.36 %             2 items_per_second=47.14%
`,
    );
  });

  it('have counters in columns if asked', () => {
    const lines = formatTable(RESULTS, { ...table, isTabular: true, unit: 'ns' }).split('\n');
    assert.match(lines[1] ?? '', / {3}Iterations items_per_second$/);
    assert.match(lines[3] ?? '', / {6}2000 ns {9}1500 ns {8}30145 {11}500k\/s$/);
  });

  it('say what the machine is', () => {
    assert.equal(
      formatContext(CONTEXT),
      `2023-04-04T05:06:07+00:00
Running iwb
Run on (2 X 2596 MHz CPU s)
Load Average: 1.50, 1.22, 0.90
Device: WebAssembly
commit: 1234
`,
    );
  });

  it('are JSON', () => {
    const { context, benchmarks } = JSON.parse(
      formatJson(RESULTS, { unit: 'ms', aggregatesOnly: false }, CONTEXT),
    );
    assert.equal(context.date, '2023-04-04T05:06:07+00:00');
    assert.equal(context.commit, '1234');
    assert.deepEqual(benchmarks[1], {
      name: 'BM_add/process_time/real_time',
      family_index: 0,
      per_family_instance_index: 0,
      run_name: 'BM_add/process_time/real_time',
      run_type: 'iteration',
      repetitions: 2,
      repetition_index: 1,
      threads: 1,
      iterations: 30145,
      real_time: 0.004,
      cpu_time: 0.0025,
      time_unit: 'ms',
      items_per_second: 250_000,
    });
    const { name, aggregate_name, aggregate_unit, iterations, real_time } = benchmarks[5];
    assert.deepEqual(
      [name, aggregate_name, aggregate_unit, iterations],
      ['BM_add/process_time/real_time_cv', 'cv', 'percentage', 2],
    );
    assert.ok(Math.abs(real_time - Math.SQRT2 / 3) < 1e-12);
  });

  it('are CSV, of statistics only if asked', () => {
    const lines = formatCsv(RESULTS, { unit: 'us', aggregatesOnly: true }).split('\n');
    assert.deepEqual(lines.slice(0, 2), [
      'name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label,error_occurred,error_message',
      '"BM_add/process_time/real_time_mean",2,3,2,us,,375000,,,',
    ]);
    assert.equal(lines.length, 6);
  });
});

/** The report of `--mlir-timing`, arranged as upstream's. */

import assert from 'node:assert/strict';
import { definePass, PassTimings } from '@iree-workbench/ir';
import { formatTimingReport, jobSteps } from './timing-report.ts';

const HEAD = `===-------------------------------------------------------------------------===
                         ... Execution time report ...
===-------------------------------------------------------------------------===
  Total Execution Time: 1.0000 seconds

  ----Wall Time----  ----Name----
`;
const STEPS = [
  { name: 'Parser', milliseconds: 250 },
  {
    name: "'func.func' Pipeline",
    milliseconds: 112.34,
    steps: [
      { name: 'Canonicalizer', milliseconds: 100 },
      { name: 'CSE', milliseconds: 12.34 },
    ],
  },
  { name: 'CSE', milliseconds: 37.66 },
  { name: 'Output', milliseconds: 500 },
];

describe('the report of --mlir-timing', () => {
  it('is a tree in the order of the steps', () => {
    assert.equal(
      formatTimingReport(STEPS, 1000, 'tree'),
      `${HEAD}    0.2500 ( 25.0%)  Parser
    0.1123 ( 11.2%)  'func.func' Pipeline
    0.1000 ( 10.0%)    Canonicalizer
    0.0123 (  1.2%)    CSE
    0.0377 (  3.8%)  CSE
    0.5000 ( 50.0%)  Output
    0.1000 ( 10.0%)  Rest
    1.0000 (100.0%)  Total
`,
    );
  });

  it('is a list with the longest step first', () => {
    assert.equal(
      formatTimingReport(STEPS, 1000, 'list'),
      `${HEAD}    1.0000 (100.0%)  root
    0.5000 ( 50.0%)  Output
    0.2500 ( 25.0%)  Parser
    0.1123 ( 11.2%)  'func.func' Pipeline
    0.1000 ( 10.0%)  Canonicalizer
    0.0500 (  5.0%)  CSE
    0.1000 ( 10.0%)  Rest
    1.0000 (100.0%)  Total
`,
    );
  });

  it('puts passes on operations inside together', () => {
    let now = 0;
    const timings = new PassTimings(() => now);
    const run = (argument: string, name: string, milliseconds: number): void => {
      const pass = definePass({ argument, summary: 'takes time', run: () => undefined });
      timings.beforePass(pass, { name } as never);
      now += milliseconds;
      timings.afterPass();
    };
    run('outer', 'builtin.module', 1);
    run('one', 'func.func', 2);
    run('two', 'func.func', 3);
    run('one', 'func.func', 4);
    const text = formatTimingReport(jobSteps(5, timings, 6), 21, 'tree');
    assert.deepEqual(text.match(/\d\.\d{4} \(.*/g), [
      '0.0050 ( 23.8%)  Parser',
      '0.0010 (  4.8%)  Outer',
      "0.0090 ( 42.9%)  'func.func' Pipeline",
      '0.0060 ( 28.6%)    One',
      '0.0030 ( 14.3%)    Two',
      '0.0060 ( 28.6%)  Output',
      '0.0000 (  0.0%)  Rest',
      '0.0210 (100.0%)  Total',
    ]);
  });
});

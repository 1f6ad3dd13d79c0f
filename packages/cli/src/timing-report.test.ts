import assert from 'node:assert/strict';
import { formatTimingReport } from './timing-report.ts';

describe('the report of --mlir-timing', () => {
  it('has the longest step first, then the rest and the total', () => {
    const report = formatTimingReport(
      [
        { name: 'Parser', milliseconds: 250 },
        { name: 'cse', milliseconds: 12.34 },
        { name: 'Output', milliseconds: 500 },
      ],
      1000,
    );
    assert.equal(
      report,
      [
        '===-------------------------------------------------------------------------===',
        '                         ... Execution time report ...',
        '===-------------------------------------------------------------------------===',
        '  Total Execution Time: 1.0000 seconds',
        '',
        '  ----Wall Time----  ----Name----',
        '    0.5000 ( 50.0%)  Output',
        '    0.2500 ( 25.0%)  Parser',
        '    0.0123 (  1.2%)  cse',
        '    0.2377 ( 23.8%)  Rest',
        '    1.0000 (100.0%)  Total',
        '',
      ].join('\n'),
    );
  });
});

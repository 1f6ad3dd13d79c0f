import assert from 'node:assert/strict';
import { formatTable, type Row, ratioOf } from './table.ts';

const parse: Row = {
  group: 'Parse and verify',
  what: '1 MB pretty',
  unit: 'MB/s',
  ours: 8.456,
  peers: { iree: 14.2, 'mlir-16': 16.912 },
};
const compile: Row = {
  group: 'Compile',
  what: 'abs.mlir',
  unit: 'ms',
  ours: 500,
  peers: { iree: 50 },
};

describe('the table of measurements', () => {
  it('counts how many times as fast as the peer we are, in rates and in times', () => {
    assert.equal(ratioOf(parse, 16.912), 0.5);
    assert.equal(ratioOf(compile, 50), 0.1);
    assert.equal(ratioOf(compile, 1000), 2);
  });

  it('has the name of a group above its rows, and numbers of three digits to the right', () => {
    assert.equal(
      formatTable([parse, { ...parse, what: '10 MB pretty', ours: 123.4 }, compile]),
      [
        '                unit   iwb  iree     ×  mlir-16     ×',
        'Parse and verify',
        '  1 MB pretty   MB/s  8.46  14.2  0.60     16.9  0.50',
        '  10 MB pretty  MB/s   123  14.2  8.69     16.9  7.30',
        'Compile',
        '  abs.mlir      ms     500  50.0  0.10',
        '',
      ].join('\n'),
    );
  });

  it('leaves columns of peers that are not there empty', () => {
    const lines = formatTable([{ ...compile, peers: {} }]).split('\n');
    assert.equal(lines[2], '  abs.mlir  ms    500');
  });
});

import assert from 'node:assert/strict';
import { ElementType } from '@iree-workbench/format';
import { compareResults } from './comparison.ts';
import { formatElements, parseElements } from './elements.ts';
import type { HostValue } from './host-values.ts';
import { parseInputs } from './inputs.ts';
import { formatResults } from './outputs.ts';
import { formatG } from './printf.ts';
import { bf16ToNumber, f16ToNumber, numberToBf16, numberToF16 } from './small-floats.ts';

const noFiles = {
  readFile: (path: string): Uint8Array => {
    throw new Error(`no file ${path}`);
  },
};

async function parse(...texts: string[]): Promise<HostValue[]> {
  return await parseInputs(texts, noFiles);
}

/** What iree-run-module of the 20230404 wheel printed for identity functions with these inputs. */
const printedByUpstream: readonly (readonly [input: string, output: string])[] = [
  ['4xi1=01 00 01 01', '4xi1=01 00 01 01'],
  ['2xbf16=803F 0040', '2xbf16=803F 0040'],
  ['5xf16=1 -0.5 65504 inf nan', '5xf16=1 -0.5 65504 INF NAN'],
  [
    '9xf32=1 0.1 100000 1000000 1234567 1e-5 0.0001 inf -nan',
    '9xf32=1 0.1 100000 1E+06 1.23457E+06 1E-05 0.0001 INF -NAN',
  ],
  [
    '5xf32=100000.5 100001.5 -0.0 3.40282e38 1e-45',
    '5xf32=100000 100002 -0 3.40282E+38 1.4013E-45',
  ],
  ['4xf64=1000000.5 0.1 1e300 123456.5', '4xf64=1E+06 0.1 1E+300 123456'],
  ['2x3xi8=[[1 2 3][-128 127 0]]', '2x3xi8=[1 2 3][-128 127 0]'],
  ['2x0xi8', '2x0xi8=[][]'],
  ['0x2xi8', '0x2xi8='],
  ['3xi64=9223372036854775807,-1,0x10', '3xi64=9223372036854775807 -1 16'],
  ['f32=7', 'f32=7'],
  ['2x2x2xi32=5', '2x2x2xi32=[[5 5][5 5]][[5 5][5 5]]'],
];

describe('program values as text', () => {
  for (const [input, output] of printedByUpstream) {
    it(`reads ${input} and prints it as upstream`, async () => {
      assert.equal(formatResults(await parse(input)), `result[0]: hal.buffer_view\n${output}\n`);
    });
  }

  it('prints scalars with their type', async () => {
    assert.equal(
      formatResults(await parse('3', '1.5', '-0x10')),
      'result[0]: i32=3\nresult[1]: f32=1.5\nresult[2]: i32=-16\n',
    );
  });

  it('reads scalars as the type the function takes', async () => {
    const types = ['I', 'F', 'f', 'i'] as const;
    const values = await parseInputs(['-5', '3', '0.1', '4294967295'], { ...noFiles, types });
    assert.deepEqual(values, [
      { kind: 'scalar', type: 'i64', value: -5n },
      { kind: 'scalar', type: 'f64', value: 3 },
      { kind: 'scalar', type: 'f32', value: Math.fround(0.1) },
      { kind: 'scalar', type: 'i32', value: -1 },
    ]);
  });

  it('wants a tensor where the function takes one', async () => {
    const types = ['r'] as const;
    const [empty] = await parseInputs(['0xf32'], { ...noFiles, types });
    assert.deepEqual(empty?.kind === 'tensor' && empty.shape, [0]);
    for (const text of ['nonsense', '5'])
      await assert.rejects(parseInputs([text], { ...noFiles, types }), {
        status: 'INVALID_ARGUMENT',
        message: new RegExp(`parsing value '${text}': expected a tensor, as in 2x3xf32=`),
      });
  });

  it('prints null, lists and objects without text', () => {
    const scalar = { kind: 'scalar', type: 'i64', value: 7n } as const;
    const ref = { vmType: 'hal.fence' };
    assert.equal(
      formatResults([
        { kind: 'null' },
        { kind: 'list', elements: [scalar, { kind: 'null' }] },
        { kind: 'opaque', type: 'hal.fence', ref },
      ]),
      'result[0]: (null)\n' +
        'result[1]: vm.list\nchild_list[0]: i64=7\nchild_list[1]: (null)\n\n' +
        'result[2]: hal.fence\n(no printer)\n',
    );
  });

  it('cuts long tensors short', async () => {
    assert.equal(
      formatResults(await parse('2x2x2xi32=5'), 3),
      'result[0]: hal.buffer_view\n2x2x2xi32=[[5 5][5...]][[...][...]]\n',
    );
  });

  it('reads 0, 1, true and false as i1', () => {
    const bytes = parseElements('1 0 true false', 4, ElementType.Bool8);
    assert.deepEqual([...bytes], [1, 0, 1, 0]);
  });

  it('reads raw contents and arrays from files', async () => {
    const readFile = (path: string) => Uint8Array.from([...path].map((c) => c.charCodeAt(0)));
    const [value] = await parseInputs(['2x2xui8=@abcdef'], { readFile });
    assert.equal(formatResults([value!]), 'result[0]: hal.buffer_view\n2x2xui8=[97 98][99 100]\n');
    await assert.rejects(parseInputs(['8xui8=@abc'], { readFile }), {
      status: 'OUT_OF_RANGE',
      message: /file contents truncated; expected 8 bytes/,
    });
    await assert.rejects(parseInputs(['@abc'], { readFile }), /npy header magic mismatch/);
  });

  it('marks storage buffers and values that do not matter', async () => {
    const [storage, ignored] = await parse('&2xi32=1 2', '(ignored)');
    assert.equal(storage?.kind === 'tensor' && storage.asStorage, true);
    assert.equal(ignored?.kind, 'null');
  });

  const malformed: readonly (readonly [string, RegExp])[] = [
    ['', /no value specified for input/],
    ['q', /parsing value 'q' as i32/],
    ['1.2.3', /parsing value '1\.2\.3' as f32/],
    ['4294967296', /as i32/],
    ['2xq4=1', /unhandled element type prefix in 'q4'; parsing value '2xq4=1'/],
    ['ax2xi32=1', /shape\[0\] invalid value 'a' of 'ax2'/],
    ['-1x2xi32=1', /invalid value '-1'/],
    ['2x2x2xi32=1 2 3', /input data string underflow: dst_i=3 < element_capacity=8/],
    ['2xi32=1 2 3', /output data overflow: element_capacity=2 < dst_i=2; parsing value/],
    ['3xf32=1 2 x', /'x' is not an element of type f32/],
    ['2xi8=1 300', /'300' is not an element of type i8/],
    ['2xui8=1 -1', /'-1' is not an element of type ui8/],
    ['2xsi8=1 200', /'200' is not an element of type si8/],
    ['99999999999999999999xf32=1', /invalid shape dimension/],
    ['999999999x999999999xf32=1', /too many elements|too large/],
    [`${'1x'.repeat(200)}f32`, /rank of 200/],
  ];
  for (const [text, message] of malformed) {
    it(`rejects '${text.slice(0, 40)}'`, async () => {
      await assert.rejects(parse(text), (error: Error) => {
        assert.equal(error.name, 'StatusError');
        assert.match(error.message, message);
        return true;
      });
    });
  }
});

describe('comparison of results', () => {
  const compare = async (expected: string[], actual: string[]) =>
    compareResults(await parse(...expected), await parse(...actual));

  it('accepts what is equal or close enough', async () => {
    const success = '[SUCCESS] all function outputs matched their expected values.\n';
    assert.deepEqual(await compare(['f32=7.00001', '3', '(ignored)'], ['f32=7', '3', '4xi8']), {
      matched: true,
      text: success,
    });
    assert.ok((await compare(['2xf32=nan inf'], ['2xf32=nan inf'])).matched);
  });

  // The texts are those of iree-run-module (20230404).
  it('says which element differs', async () => {
    assert.equal(
      (await compare(['2x2x2xi32=7 7 7 7 7 7 7 8'], ['2x2x2xi32=7'])).text,
      '[FAILED] result[0]: element at index 7 (7) does not match the expected (8); expected that ' +
        'the view is equal to contents of a view of 2x2x2xi32\n' +
        '  expected:\n2x2x2xi32=[[7 7][7 7]][[7 7][7 8]]\n' +
        '  actual:\n2x2x2xi32=[[7 7][7 7]][[7 7][7 7]]\n',
    );
  });

  it('says how shapes and types differ', async () => {
    assert.equal(
      (await compare(['1xf32=8'], ['f32=7'])).text,
      '[FAILED] result[0]: metadata is f32; expected that the view matches 1xf32; expected that ' +
        'the view is equal to contents of a view of 1xf32\n' +
        '  expected:\n1xf32=8\n  actual:\nf32=7\n',
    );
  });

  it('says how scalars, kinds and numbers of results differ', async () => {
    assert.equal(
      (await compare(['3'], ['4'])).text,
      '[FAILED] result[0]: i32 values differ\n  expected: 3\n  actual: 4\n',
    );
    assert.equal(
      (await compare(['3', '1'], ['1.5', '1xi32=1'])).text,
      '[FAILED] result[0]: variant types mismatch; expected i32 but got f32\n' +
        '[FAILED] result[1]: variant types mismatch; expected i32 but got hal.buffer_view\n',
    );
    assert.equal(
      (await compare(['4'], ['3', '1'])).text,
      '[FAILED] expected 1 list elements but 2 provided\n',
    );
  });

  it('does not take NaN for a number', async () => {
    assert.ok(!(await compare(['f32=1'], ['f32=nan'])).matched);
    assert.ok(!(await compare(['f64=inf'], ['f64=-inf'])).matched);
  });
});

describe('floats', () => {
  it('print like %g', () => {
    const expected: readonly (readonly [number, string])[] = [
      [0, '0'],
      [-0, '-0'],
      [1, '1'],
      [0.0001, '0.0001'],
      [0.00001, '1e-05'],
      [123456, '123456'],
      [1234567, '1.23457e+06'],
      [0.1 + 0.2, '0.3'],
      [1e100, '1e+100'],
      [2.5e-7, '2.5e-07'],
      [999999.5, '1e+06'],
      [0.5, '0.5'],
      [100000.5, '100000'],
      [Number.NaN, 'nan'],
      [Number.NEGATIVE_INFINITY, '-inf'],
    ];
    for (const [value, text] of expected) assert.equal(formatG(value), text);
  });

  it('survive the way through every f16 and bf16', () => {
    for (let bits = 0; bits < 0x10000; ++bits) {
      const half = f16ToNumber(bits);
      if (!Number.isNaN(half)) assert.equal(numberToF16(half), bits);
      const brain = bf16ToNumber(bits);
      if (!Number.isNaN(brain)) assert.equal(numberToBf16(brain), bits);
    }
  });

  it('round to the nearest even half', () => {
    assert.equal(numberToF16(1 + 2 ** -11), 0x3c00);
    assert.equal(numberToF16(1 + 3 * 2 ** -11), 0x3c02);
    assert.equal(numberToF16(65519.99), 0x7bff);
    assert.equal(numberToF16(65520), 0x7c00);
    assert.equal(numberToF16(2 ** -25), 0);
    assert.equal(numberToF16(2 ** -24 * 1.5), 2);
    assert.equal(numberToBf16(1 + 2 ** -8), 0x3f80);
    assert.equal(numberToBf16(1 + 3 * 2 ** -8), 0x3f82);
  });

  it('are formatted from views into larger memory', () => {
    const memory = new Float32Array([9, 1, 2, 9]);
    const bytes = new Uint8Array(memory.buffer, 4, 8);
    assert.equal(formatElements(bytes, [2], ElementType.Float32), '1 2');
  });
});

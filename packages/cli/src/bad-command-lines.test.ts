/**
 * Command lines that ask for what cannot be done: each ends with exit code 1, nothing on standard output
 * but what was done before, and one message that says what is wrong.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeNpy } from '@iree-workbench/runtime';
import { iwb } from './run-in-process.fixture.ts';

const PROGRAM = `func.func @add(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = arith.addf %a, %b : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @twice(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  return %0 : i32
}
`;

/** Arguments behind `iwb`, where FOLDER is a folder with the files that `before` makes, and the message. */
type Case = readonly [args: readonly string[], message: string];

const INPUT = "cannot open input file 'FOLDER/";
const MISMATCH = 'INVALID_ARGUMENT; input list and function mismatch; expected';

/** Files that cannot be read, whatever the verb. */
const FILES: readonly Case[] = ['opt', 'compile', 'run', 'benchmark', 'dump', 'demo'].flatMap(
  (verb): Case[] => [
    [[verb, 'FOLDER/none.mlir'], `${INPUT}none.mlir': No such file or directory`],
    [[verb, 'FOLDER/folder'], `${INPUT}folder': Is a directory`],
    [[verb, 'FOLDER/program.mlir/x'], `${INPUT}program.mlir/x': Not a directory`],
    [[verb, 'FOLDER/loop'], `${INPUT}loop': Too many symbolic links encountered`],
  ],
);

/** Words on the command line that are not understood. */
const WORDS: readonly Case[] = [
  [['frob'], "unknown command 'frob'\nTry: iwb --help"],
  [['run', '--frob'], "unknown option '--frob'\nTry: iwb run --help"],
  [['run'], 'no module: name a file, or - for standard input'],
  [['benchmark'], 'no module: name a file, or - for standard input'],
  [
    ['devices', 'all'],
    "too many arguments for 'devices'. Expected 0 arguments but got 1.\nTry: iwb devices --help",
  ],
  [
    ['compile', '--compile-to'],
    "option '--compile-to <phase>' argument missing\nTry: iwb compile --help",
  ],
  [
    ['run', 'FOLDER/program.vmfb', '--threads=0'],
    "option '--threads <count>' argument '0' is invalid. Expected a whole number above 0.\nTry: iwb run --help",
  ],
  [
    ['run', 'FOLDER/program.vmfb', '--expected_f32_threshold=x'],
    "option '--expected_f32_threshold <number>' argument 'x' is invalid. Expected a number.\nTry: iwb run --help",
  ],
  [
    ['benchmark', 'FOLDER/program.vmfb', '--time_unit=h'],
    "option '--time_unit <unit>' argument 'h' is invalid. Allowed choices are ms, us, ns, s.\nTry: iwb benchmark --help",
  ],
  [['run', '--flagfile=FOLDER/none'], `${INPUT}none': No such file or directory`],
  [['run', '--flagfile=FOLDER/again'], 'flag files name each other 16 times'],
  [
    ['run', '--task_topology_group_count=1'],
    '--task_topology_group_count is not supported: the local device has --threads',
  ],
];

/** Calls of a program that cannot be made. */
const CALLS: readonly Case[] = [
  [[], 'no --function= specified; the module has:\n  add\n  twice'],
  [['--function=ad'], "function 'ad' not found; the module has:\n  add\n  twice"],
  [['--function=twice'], `${MISMATCH} 1 arguments but passed 0; invoking function 'twice'`],
  [
    ['--function=twice', '--input=1', '--input=2'],
    `${MISMATCH} 1 arguments but passed 2; invoking function 'twice'`,
  ],
  [
    ['--function=add', '--input=@FOLDER/one.npy'],
    `${MISMATCH} 2 arguments but passed 1; invoking function 'add'`,
  ],
  [['--function=twice', '--input=seven'], "INVALID_ARGUMENT; parsing value 'seven' as i32"],
  [
    ['--function=twice', '--input=4294967296'],
    "INVALID_ARGUMENT; parsing value '4294967296' as i32",
  ],
  [['--function=twice', '--input='], 'INVALID_ARGUMENT; no value specified for input'],
  [
    ['--function=add', '--input=1', '--input=4xf32=1'],
    "INVALID_ARGUMENT; parsing value '1': expected a tensor, as in 2x3xf32=1 2 3 4 5 6",
  ],
  [
    ['--function=add', '--input=4xf32=1 2 3'],
    "OUT_OF_RANGE; input data string underflow: dst_i=3 < element_capacity=4; parsing value '4xf32=1 2 3'",
  ],
  [
    ['--function=add', '--input=4xf32=1 2 3 4 5'],
    "OUT_OF_RANGE; output data overflow: element_capacity=4 < dst_i=4; parsing value '4xf32=1 2 3 4 5'",
  ],
  [
    ['--function=add', '--input=4xq32=1'],
    "INVALID_ARGUMENT; unhandled element type prefix in 'q32'; parsing value '4xq32=1'",
  ],
  [['--function=add', '--input=@FOLDER/none.npy'], `${INPUT}none.npy': No such file or directory`],
  [['--function=add', '--input=4xf32=@FOLDER/folder'], `${INPUT}folder': Is a directory`],
  [
    ['--function=add', '--input=@FOLDER/program.mlir'],
    "INVALID_ARGUMENT; npy header magic mismatch; reading 'FOLDER/program.mlir'",
  ],
  [
    ['--function=add', '--input=4xf32=@FOLDER/folder.txt'],
    "OUT_OF_RANGE; file contents truncated; expected 16 bytes based on buffer view size; parsing value '4xf32=@FOLDER/folder.txt'",
  ],
  [
    ['--function=twice', '--input=1', '--device=cuda'],
    "NOT_FOUND; no driver 'cuda' registered (have: webgpu, local)",
  ],
];

/** The same, noticed once the program runs. */
const RUNS: readonly Case[] = [
  [
    ['--function=twice', '--input=4xi32=1'],
    "INVALID_ARGUMENT; argument 0 is not a value of type 'i'",
  ],
  [
    ['--function=add', '--input=5xf32=1', '--input=4xf32=1'],
    'INVALID_ARGUMENT; input 0 shape dimension 0 mismatch; expected 4 but have 5; expected shape `4`, ' +
      'actual shape `5`\n  in hal.buffer_view.assert\n  in module.add',
  ],
  [
    ['--function=add', '--input=4xf32=1', '--input=2x2xf32=1'],
    'INVALID_ARGUMENT; input 1 shape rank mismatch; expected 1 but have 2; expected shape `4`, ' +
      'actual shape `2x2`\n  in hal.buffer_view.assert\n  in module.add',
  ],
  [
    ['--function=add', '--input=4xi32=1', '--input=4xf32=1'],
    'INVALID_ARGUMENT; input 0 element type mismatch; expected f32 (21000020) but have i32 (10000020)' +
      '\n  in hal.buffer_view.assert\n  in module.add',
  ],
];

/** Results that cannot go where they should. */
const TWICE = ['--function=twice', '--input=1'];
const ADD = ['--function=add', '--input=4xf32=1', '--input=4xf32=2'];
const OUTPUTS: readonly Case[] = [
  [[...TWICE, '--output=x'], "UNIMPLEMENTED; unsupported output mode specification 'x'"],
  [
    [...TWICE, '--output=@FOLDER/y.npy'],
    'INVALID_ARGUMENT; only buffer views can be written to npy files',
  ],
  [
    [...TWICE, '--output=-', '--output=-'],
    'OUT_OF_RANGE; 2 outputs specified but the provided list only has 1 elements',
  ],
  [[...ADD, '--output=@FOLDER/folder'], "cannot open output file 'FOLDER/folder': Is a directory"],
  [
    [...ADD, '--output=+FOLDER/none/y.npy'],
    "cannot open output file 'FOLDER/none/y.npy': No such file or directory",
  ],
];

describe('bad command lines', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-words-'));
    const at = (name: string): string => join(folder, name);
    writeFileSync(at('program.mlir'), PROGRAM);
    writeFileSync(at('folder.txt'), 'short');
    writeFileSync(at('again'), `--flagfile=${at('again')}\n`);
    const shape = { shape: [4], elementType: 0x21000020 };
    writeFileSync(at('one.npy'), writeNpy({ ...shape, bytes: new Uint8Array(16) }));
    symlinkSync(at('loop'), at('loop'));
    symlinkSync('.', at('folder'));
    const compiled = await iwb(['compile', at('program.mlir'), '-o', at('program.vmfb')]);
    assert.deepEqual(compiled, { code: 0, out: '', error: '' });
  });
  after(() => rmSync(folder, { recursive: true }));

  const fill = (text: string): string => text.replaceAll('FOLDER', folder);
  async function check([args, message]: Case, out = ''): Promise<void> {
    assert.deepEqual(await iwb(args.map(fill)), {
      code: 1,
      out,
      error: `iwb: error: ${fill(message)}\n`,
    });
  }
  const call = (verb: string, [args, message]: Case): Case => [
    [verb, 'FOLDER/program.vmfb', '--threads=1', '--device=local', ...args],
    message,
  ];
  const title = ([args]: Case): string => args.join(' ').trimEnd();

  for (const entry of [...FILES, ...WORDS]) it(`iwb ${title(entry)}`, () => check(entry));
  for (const entry of CALLS) {
    it(`iwb run ${title(entry)}`, () => check(call('run', entry)));
  }
  for (const entry of CALLS.slice(1)) {
    it(`iwb benchmark ${title(entry)}`, () => check(call('benchmark', entry)));
  }
  for (const entry of [...RUNS, ...OUTPUTS]) {
    const [name] = /(?<=--function=)\w+/.exec(title(entry)) ?? [];
    it(`iwb run ${title(entry)}`, () => check(call('run', entry), `EXEC @${name}\n`));
  }

  it('iwb compile without a place to write', async () => {
    const source = 'FOLDER/program.mlir';
    const missing = "cannot open output file 'FOLDER/none/x': No such file or directory";
    await check([['compile', source, '-o', 'FOLDER/none/x'], missing]);
    const folder = "cannot make folder 'FOLDER/program.mlir': File already exists";
    await check([['compile', source, `--dump-compilation-phases-to=${source}`], folder]);
    assert.match(
      (await iwb(['compile', fill(source)], true)).error,
      /not for reading: name a file with -o/,
    );
  });

  it('iwb run with a full disk', async function () {
    // A device of Linux that takes nothing.
    if (!existsSync('/dev/full')) this.skip();
    const full = 'IO failure on output stream: No space left on device';
    await check(call('run', [[...ADD, '--output=@/dev/full'], full]), 'EXEC @add\n');
  });

  it('iwb dump of what is not there', async () => {
    const module = 'FOLDER/program.vmfb';
    await check([['dump', module, '--function=x'], "function 'x' not found in 'module'"]);
    await check([['dump', module, '--function=99'], "function '99' not found in 'module'"]);
    const { error } = await iwb(['dump', fill('FOLDER/program.mlir')]);
    assert.match(
      error,
      /^iwb: error: cannot load module '.*program\.mlir': FlatBuffer length prefix/,
    );
  });

  it('iwb benchmark of what does not match', async () => {
    const flags = ['benchmark', 'FOLDER/program.vmfb', '--device=local', '--function=add'];
    const none = 'Failed to match any benchmarks against regex: x';
    await check([[...flags, '--benchmark_filter=x'], none]);
    const regex = "--benchmark_filter: '(' is not a regular expression";
    await check([[...flags, '--benchmark_filter=('], regex]);
    const pair = "--benchmark_context: 'x' is not key=value";
    await check([[...flags, ...ADD, '--benchmark_context=x'], pair]);
    await check([flags.slice(0, 3), 'all functions take inputs: name one with --function']);
  });
});

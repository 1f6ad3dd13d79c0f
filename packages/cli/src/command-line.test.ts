/** The command line, run in this process with a terminal that keeps what is written. */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { iwb } from './run-in-process.fixture.ts';

const examples = join(import.meta.dirname, '../../../examples');
const collatz = join(examples, 'collatz.mlir');
const abs = join(examples, 'abs.mlir');

describe('the command line', function () {
  this.timeout(60_000);
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'iwb-cli-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const verb of [
    'opt',
    'compile',
    'run',
    'benchmark',
    'check',
    'devices',
    'lsp',
    'mcp',
    'dump',
    'demo',
  ])
    it(`explains ${verb}`, async () => {
      const { code, out } = await iwb([verb, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^Usage: iwb ${verb} `));
      assert.doesNotMatch(out, /default: \[\]/);
    });

  it('knows its version', async () => {
    assert.deepEqual(await iwb(['--version']), { code: 0, out: 'iwb 0.1.0\n', error: '' });
  });

  it('says what could have been meant', async () => {
    const verb = await iwb(['compil']);
    assert.equal(verb.code, 1);
    assert.match(verb.error, /unknown command 'compil'\n\(Did you mean compile\?\)/);
    const flag = await iwb(['opt', '--mlir-print-op-genric', collatz]);
    assert.equal(flag.code, 1);
    assert.match(flag.error, /Did you mean --mlir-print-op-generic\?/);
    const phase = await iwb(['compile', '--compile-to=hall', collatz]);
    assert.equal(phase.code, 1);
    assert.match(phase.error, /there is no phase 'hall'; phases are input, abi/);
  });

  it('says which file cannot be read', async () => {
    const { code, error } = await iwb(['opt', join(folder, 'none.mlir')]);
    assert.equal(code, 1);
    assert.match(error, /cannot open input file '.*none\.mlir': No such file or directory\n$/i);
  });

  it('runs passes and prints IR', async () => {
    const path = file(
      'twice.mlir',
      'func.func @f(%a: i32) -> i32 {\n  %0 = arith.addi %a, %a : i32\n  %1 = arith.addi %a, %a : i32\n  %2 = arith.muli %0, %1 : i32\n  return %2 : i32\n}\n',
    );
    const { code, out } = await iwb([
      'opt',
      '--pass-pipeline=builtin.module(func.func(cse))',
      path,
    ]);
    assert.equal(code, 0);
    assert.equal(
      out.trim(),
      `module {
  func.func @f(%arg0: i32) -> i32 {
    %0 = arith.addi %arg0, %arg0 : i32
    %1 = arith.muli %0, %0 : i32
    return %1 : i32
  }
}`,
    );
  });

  it('shows diagnostics with the line and a caret, in colour on a terminal only', async () => {
    const path = file('bad.mlir', 'func.func @f(%a: i32) -> f32 {\n  return %a : i32\n}\n');
    const plain = await iwb(['opt', path]);
    assert.equal(plain.code, 1);
    assert.equal(
      plain.error,
      `${path}:2:3: error: type of return operand 0 ('i32') doesn't match function result type ('f32') in function @f
  return %a : i32
  ^
${path}:2:3: note: see current operation: "func.return"(%arg0) : (i32) -> ()
`,
    );
    const colored = await iwb(['opt', path], true);
    assert.ok(colored.error.includes('\u001b[') && !plain.error.includes('\u001b['));
  });

  it('answers in lines of JSON', async () => {
    const path = file(
      'splits.mlir',
      'func.func private @a()\n// -----\n\nfunc.func @b() -> i32 {\n}\n',
    );
    const { code, out } = await iwb(['opt', '--json', '--split-input-file', path]);
    assert.equal(code, 1);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ ok }) => ok),
      [true, false],
    );
    assert.equal(lines[1].diagnostics[0].line, 4);
  });

  it('compiles to a phase, on from it, and to the same module', async () => {
    const [flow, direct, later] = ['f.mlir', 'd.vmfb', 'l.vmfb'].map((name) => join(folder, name));
    assert.equal((await iwb(['compile', abs, '-o', direct as string])).code, 0);
    assert.equal((await iwb(['compile', '--compile-to=flow', abs, '-o', flow as string])).code, 0);
    const rest = ['compile', '--compile-from=flow', flow as string, '-o', later as string];
    assert.equal((await iwb(rest)).code, 0);
    assert.ok(readFileSync(direct as string).equals(readFileSync(later as string)));
    const kept = join(folder, 'k.vmfb');
    const flag = '--iree-vm-bytecode-module-strip-source-map=false';
    assert.equal((await iwb(['compile', flag, abs, '-o', kept])).code, 0);
    assert.ok(readFileSync(kept).includes('abs.mlir'));
  });

  it('runs a program, of which the text is compiled on the way', async () => {
    const { code, out } = await iwb([
      'run',
      collatz,
      '--device=local',
      '--function=collatz',
      '--input=27',
    ]);
    assert.deepEqual([code, out], [0, 'EXEC @collatz\nresult[0]: i32=111\n']);
  });

  it('tells what the device did', async () => {
    const { error } = await iwb([
      'run',
      collatz,
      '--device=local',
      '--function=collatz',
      '--input=3',
      '--print_statistics',
    ]);
    assert.match(
      error,
      /^\[\[ iree_hal_allocator_t memory statistics \]\]\n {2}HOST_LOCAL: {12}0B peak \/ {12}0B allocated \/ {12}0B freed \/ {12}0B live\nDEVICE_LOCAL: /,
    );
    assert.match(error, /\n {2}submits: 0\n/);
  });

  it('compares results with what is expected of them', async () => {
    const call = [
      'run',
      abs,
      '--device=local',
      '--function=abs_tensor',
      '--input=2x3xf32=-1 2 -3 4 -5 6',
    ];
    const right = await iwb([...call, '--expected_output=2x3xf32=1 2 3 4 5 6']);
    assert.equal(right.code, 0);
    assert.match(right.out, /\[SUCCESS\] all function outputs matched their expected values\.\n$/);
    const wrong = await iwb([...call, '--expected_output=2x3xf32=1 2 3 4 5 7']);
    assert.equal(wrong.code, 1);
    assert.match(
      wrong.out,
      /\[FAILED\] result\[0\]: element at index 5 \(6\) does not match the expected \(7\)/,
    );
  });

  it('reads and writes arrays of numpy, several to a file', async () => {
    const [made, again] = ['made.npy', 'again.npy'].map((name) => join(folder, name));
    const source = file(
      'swap.mlir',
      `func.func @swap(%a: tensor<2x3xf32>, %b: tensor<2xi64>) -> (tensor<2xi64>, tensor<2x3xf32>) {
        return %b, %a : tensor<2xi64>, tensor<2x3xf32>
      }`,
    );
    const swap = join(folder, 'swap.vmfb');
    assert.equal((await iwb(['compile', source, '-o', swap])).code, 0);
    const call = ['run', swap, '--device=local'];
    const inputs = ['--input=2x3xf32=-1 2 -3 4 -5 6', '--input=2xi64=7 -8'];
    const first = await iwb([...call, ...inputs, '--output=', `--output=@${made}`]);
    assert.deepEqual(first, { code: 0, out: 'EXEC @swap\n', error: '' });
    assert.equal((await iwb([...call, ...inputs, `--output=+${made}`, '--output='])).code, 0);
    const second = await iwb([...call, `--input=@${made}`, `--output=@${again}`, '--output=-']);
    assert.equal(second.out, 'EXEC @swap\nhal.buffer_view\n2x3xf32=[-1 2 -3][4 -5 6]\n');
    const numbers = readFileSync(again as string).subarray(-16);
    assert.deepEqual([numbers.readBigInt64LE(0), numbers.readBigInt64LE(8)], [7n, -8n]);
    const tooMany = await iwb([...call, `--input=@${made}`, `--input=@${made}`]);
    assert.match(tooMany.error, /expected 2 arguments but passed 4/);
  });

  it('says which inputs are missing, and which functions there are', async () => {
    const missing = await iwb(['run', collatz, '--device=local', '--function=collatz']);
    assert.equal(missing.code, 1);
    assert.match(
      missing.error,
      /input list and function mismatch; expected 1 arguments but passed 0/,
    );
    const unknown = await iwb(['run', collatz, '--device=local', '--function=collats']);
    assert.equal(unknown.code, 1);
    assert.match(unknown.error, /function 'collats' not found.*collatz/s);
  });

  it('refuses a device that is not there', async () => {
    const { code, error } = await iwb([
      'run',
      abs,
      '--device=cuda',
      '--function=abs_f32',
      '--input=1',
    ]);
    assert.equal(code, 1);
    assert.match(error, /cuda/);
  });

  it('ends a program that waits for what nothing signals', () => {
    const path = file(
      'wait.mlir',
      `func.func @wait() -> i32 {
        %device = hal.ex.shared_device : !hal.device
        %fence = hal.fence.create device(%device : !hal.device) flags("None") : !hal.fence
        %forever = arith.constant -1 : i32
        %status = hal.fence.await until([%fence]) timeout_millis(%forever) : i32
        return %status : i32
      }`,
    );
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    for (const threads of [1, 2]) {
      const args = [
        ...process.execArgv,
        main,
        'run',
        '--device=local',
        `--threads=${threads}`,
        path,
      ];
      const { status, stderr } = spawnSync(process.execPath, args, { timeout: 30_000 });
      assert.equal(status, 1);
      assert.match(
        String(stderr),
        /error: FAILED_PRECONDITION; the program waits for a fence that nothing will signal\n/,
      );
    }
  });

  it('is a language server', async () => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const child = spawn(process.execPath, [...process.execArgv, main, 'lsp'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const params = { processId: null, rootUri: null, capabilities: {} };
    send({ id: 1, method: 'initialize', params });
    // An answer comes in pieces; one without the words makes the test time out.
    let answer = '';
    child.stdout.on('data', (data) => {
      answer += data;
    });
    while (!answer.includes('"hoverProvider":true')) await once(child.stdout, 'data');
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    assert.deepEqual(await ended, [0, null]);
  });
});

/** The tools that compile and run programs, as a client has them. */
import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Connected, connect } from './client.fixture.ts';

const SCALE = `func.func @scale(%x: tensor<4xf32>) -> tensor<4xf32> {
  %two = arith.constant dense<2.0> : tensor<4xf32>
  %y = arith.mulf %x, %two : tensor<4xf32>
  return %y : tensor<4xf32>
}
`;

const ENDLESS = `func.func @endless() {
  cf.br ^again
^again:
  cf.br ^again
}
`;

describe('tools for programs', function () {
  this.timeout(120_000);
  let server: Connected;
  before(async () => {
    server = await connect({ 'scale.mlir': SCALE });
  });
  after(() => server.close());

  const check: Connected['check'] = (...said) => server.check(...said);
  const checkRefused: Connected['checkRefused'] = (...said) => server.checkRefused(...said);

  it('compile says what there is to call, and writes modules that run', async () => {
    const data = await check(
      'compile',
      { file: 'scale.mlir', output: 'scale.vmfb' },
      /^scale\.mlir: a module of \d+ bytes for local, webgpu\n@scale\(tensor<4xf32>\)\nwritten to scale\.vmfb\n$/,
    );
    assert.equal(statSync(join(server.folder, 'scale.vmfb')).size, data.bytes);
    const inputs = ['4xf32=1 2 3 4'];
    const ran = await check(
      'run',
      { file: 'scale.vmfb', inputs, device: 'local' },
      /^result\[0\]: 4xf32=2 4 6 8\n\(.*, [\d.]+ ms\)\n$/,
    );
    assert.deepEqual(ran.results, ['4xf32=2 4 6 8']);
    await checkRefused('compile', { text: SCALE, output: '../x.vmfb' }, /outside of the folders/);
    await checkRefused('compile', { text: SCALE, output: 'scale.mlir' }, /has to end in \.vmfb/);
  });

  it('run compiles on the way, and tells what is wrong', async () => {
    const given = { text: SCALE, device: 'local' };
    await check('run', { ...given, inputs: ['4xf32=1 2 3 4'] }, /^result\[0\]: 4xf32=2 4 6 8\n/);
    await checkRefused('run', given, /expected 1 arguments but passed 0/);
    await checkRefused(
      'run',
      { ...given, function: 'scael' },
      /function 'scael' not found; the module has:\n {2}/,
    );
    await checkRefused('run', { ...given, device: 'cuda' }, /there is no device 'cuda' here/);
    await checkRefused(
      'run',
      { ...given, inputs: ['4xf32=@/etc/hostname'] },
      /outside of the folders/,
    );
    writeFileSync(
      join(server.folder, 'x.bin'),
      new Uint8Array(new Float32Array([4, 3, 2, 1]).buffer),
    );
    await check('run', { ...given, inputs: ['4xf32=@x.bin'] }, /^result\[0\]: 4xf32=8 6 4 2\n/);
    writeFileSync(join(server.folder, 'bad.vmfb'), 'no module');
    await checkRefused('run', { file: 'bad.vmfb', device: 'local' }, /./);
    const broken = await check(
      'run',
      { ...given, text: SCALE.replace('mulf', 'mulff') },
      /did you mean `arith\.mulf`/,
    );
    assert.equal(broken.ok, false);
  });

  it('run stops a program that does not end', async () => {
    const given = { text: ENDLESS, device: 'local' };
    await checkRefused('run', { ...given, timeLimit: 3 }, /^stopped after 3 s/);
    const aborter = new AbortController();
    const call = server.call('run', given, { signal: aborter.signal });
    setTimeout(() => aborter.abort(new Error('enough')), 1500);
    await assert.rejects(call, /enough/);
  });

  it('benchmark says how long a call takes', async () => {
    const given = { text: SCALE, device: 'local', inputs: ['4xf32=1'], minTime: 0.05 };
    const data = await check(
      'benchmark',
      given,
      /^[\d.]+ ms a call \([\d.]+ to [\d.]+ in 3 repetitions, \d+ calls, .*\)\n$/,
    );
    const { least, median, most, calls } = data as Readonly<Record<string, number>>;
    assert.ok(0 < least! && least! <= median! && median! <= most! && calls! >= 3);
    await checkRefused(
      'benchmark',
      { ...given, text: ENDLESS, inputs: [], timeLimit: 3 },
      /^stopped after 3 s/,
    );
  });

  it('devices lists the CPU at least', async () => {
    const { devices } = await check('devices', {}, /local/);
    assert.ok((devices as { id: string }[]).some(({ id }) => id === 'local'));
  });
});

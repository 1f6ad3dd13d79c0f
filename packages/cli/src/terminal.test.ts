/** Colours: on terminals, and elsewhere only where somebody asked for them. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { iwb } from './run-in-process.fixture.ts';
import { colorDepthIn } from './terminal.ts';

describe('colours', function () {
  this.timeout(60_000);

  it('are what the environment says, then what the stream can', () => {
    const depth = (environment: Record<string, string>): number =>
      colorDepthIn(environment, () => 8);
    assert.equal(depth({}), 8);
    assert.equal(depth({ NO_COLOR: '' }), 8);
    assert.equal(depth({ NO_COLOR: '1' }), 1);
    assert.deepEqual(
      ['', '1', 'true', '2', '3'].map((value) => depth({ FORCE_COLOR: value, NO_COLOR: '1' })),
      [4, 4, 4, 8, 24],
    );
    assert.deepEqual(
      ['0', 'false'].map((value) => depth({ FORCE_COLOR: value })),
      [1, 1],
    );
  });

  /** Whether an error is coloured in a pipe. */
  function isColored(args: readonly string[], environment: Record<string, string>): boolean {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const { FORCE_COLOR: _, NO_COLOR: __, ...inherited } = process.env;
    const { status, stderr } = spawnSync(
      process.execPath,
      [...process.execArgv, main, 'dump', 'no-such.vmfb', ...args],
      { env: { ...inherited, ...environment }, encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.match(stderr, /cannot open input file 'no-such\.vmfb': No such file or directory\n$/i);
    return stderr.includes('\u001b[');
  }

  it('are absent in a pipe unless the environment or --color wants them', () => {
    assert.equal(isColored([], {}), false);
    assert.equal(isColored([], { FORCE_COLOR: '1' }), true);
    assert.equal(isColored(['--color'], { NO_COLOR: '1' }), true);
    assert.equal(isColored(['--color=0'], { FORCE_COLOR: '1' }), false);
  });

  it('are absent on a terminal that --color=0 is said of', async () => {
    const error = async (...flags: readonly string[]): Promise<string> =>
      (await iwb(['dump', 'no-such.vmfb', ...flags], true)).error;
    assert.ok((await error()).startsWith('\u001b[1miwb: '));
    assert.match(await error('--color=false'), /^iwb: error: /);
  });
});

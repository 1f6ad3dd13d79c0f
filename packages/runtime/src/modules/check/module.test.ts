import assert from 'node:assert/strict';
import { checkModule } from '@iree-workbench/format';
import { LocalDevice } from '../../drivers/local/device.ts';
import { nodePlatform } from '../../platform.node.ts';
import { parseBufferView } from '../../tooling/buffer-view-text.ts';
import { NativeArguments, type VmValue } from '../../vm/native-module.ts';
import { createCheckModule } from './module.ts';

describe('check module', () => {
  const device = new LocalDevice(nodePlatform(), { threads: 1 });
  after(() => device.destroy());

  /** Calls a function, with tensors given as text; returns the failures it reported. */
  async function failures(name: string, ...args: (string | number)[]): Promise<string[]> {
    const messages: string[] = [];
    const module = createCheckModule((message) => messages.push(message));
    const values = args.map<VmValue>((arg) =>
      typeof arg === 'string' ? parseBufferView(arg, device.allocator) : arg,
    );
    const target = module.functions.find((entry) => entry.name === name)!;
    await target.call(new NativeArguments(values), { cancellation: undefined });
    return messages;
  }

  it('exports upstream’s functions', () => {
    const { functions } = createCheckModule(() => {});
    assert.deepEqual(
      functions.map(({ name, cconv }) => [name, cconv]),
      checkModule.functions.map(({ name, cconv }) => [name, cconv]),
    );
  });

  it('expects scalars', async () => {
    assert.deepEqual(await failures('expect_true', 1), []);
    assert.deepEqual(await failures('expect_true', 0), ['Expected 0 to be nonzero.']);
    assert.deepEqual(await failures('expect_false', 0), []);
    assert.deepEqual(await failures('expect_false', 7), ['Expected 7 to be zero.']);
  });

  it('expects all elements to be nonzero', async () => {
    assert.deepEqual(await failures('expect_all_true', '3xi8=1 -1 2'), []);
    assert.equal((await failures('expect_all_true', '3xi64=1 0 2')).length, 1);
    assert.equal((await failures('expect_all_true', '2xf32=1 0')).length, 1);
    await assert.rejects(failures('expect_all_true', '2xbf16=803F 803F'), {
      message: /unsupported element type bf16/,
    });
  });

  it('expects equality of type, shape and every bit', async () => {
    assert.deepEqual(await failures('expect_eq', '2xi32=1 2', '2xi32=1 2'), []);
    assert.deepEqual(await failures('expect_eq', '2xi32=1 2', '2xi32=1 3'), [
      'Expected equality of these values. Contents does not match.\n' +
        '  lhs:\n    2xi32=1 2\n  rhs:\n    2xi32=1 3',
    ]);
    assert.match(
      (await failures('expect_eq', '2xi32=1 2', '1x2xi32=1 2'))[0]!,
      /^Expected equality of these values\. Shapes do not match\.\n/,
    );
    assert.match(
      (await failures('expect_eq', '1xi32=1', '1xui32=1'))[0]!,
      /values\. Element types do not match\.\n/,
    );
  });

  it('expects near equality of floats', async () => {
    assert.deepEqual(await failures('expect_almost_eq', '2xf32=1 2', '2xf32=1.00009 2'), []);
    assert.deepEqual(await failures('expect_almost_eq', 'f16=1', 'f16=1.0009'), []);
    assert.deepEqual(await failures('expect_almost_eq', 'f64=inf', 'f64=inf'), []);
    assert.match(
      (await failures('expect_almost_eq', '2xf32=1 2', '2xf32=1.0002 2'))[0]!,
      /^Expected near equality of these values\. Contents does not match\.\n/,
    );
    assert.equal((await failures('expect_almost_eq', 'f32=nan', 'f32=1')).length, 1);
    assert.match(
      (await failures('expect_almost_eq', '1xf32=1', 'f32=1'))[0]!,
      /Shapes do not match\.\n/,
    );
    await assert.rejects(failures('expect_almost_eq', 'i32=1', 'i32=1'), {
      status: 'INVALID_ARGUMENT',
    });
  });
});

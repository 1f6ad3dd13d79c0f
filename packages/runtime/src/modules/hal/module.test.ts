import assert from 'node:assert/strict';
import { BufferUsage, ElementType, halModule, MemoryType } from '@iree-workbench/format';
import { LocalDevice } from '../../drivers/local/device.ts';
import type { HalBuffer } from '../../hal/buffer.ts';
import { BufferView } from '../../hal/buffer-view.ts';
import { describeOnEachDevice } from '../../hal/cts/devices.ts';
import { absKernel, executableData, formatOf, incrementKernel } from '../../hal/cts/kernels.ts';
import type { Fence } from '../../hal/fence.ts';
import { nodePlatform } from '../../platform.node.ts';
import { VmBuffer } from '../../vm/buffer.ts';
import {
  type NativeArgument,
  NativeArguments,
  type NativeModule,
  type NativeResult,
  type VmRef,
} from '../../vm/native-module.ts';
import { createHalModule } from './module.ts';

/** Calls functions of a module as the VM does; spans are given as arrays of tuples. */
function caller(module: NativeModule) {
  const wrap = (value: unknown): NativeArgument =>
    Array.isArray(value)
      ? value.map((tuple: unknown[]) => new NativeArguments(tuple.map(wrap)))
      : (value as NativeArgument);
  return async (name: string, ...args: unknown[]): Promise<NativeResult> => {
    const target = module.functions.find((entry) => entry.name === name);
    assert.ok(target, `no function ${name}`);
    const call = { cancellation: undefined };
    return (await target.call(new NativeArguments(args.map(wrap)), call)) as NativeResult;
  };
}

const text = (value: string) => VmBuffer.fromString(value);
const usage = BufferUsage.Transfer | BufferUsage.DispatchStorage | BufferUsage.Mapping;

describe('hal module', () => {
  it('exports the 47 functions of upstream’s, with its calling conventions', async () => {
    const device = new LocalDevice(nodePlatform(), { threads: 1 });
    const module = createHalModule(device);
    assert.equal(module.name, 'hal');
    assert.equal(module.version, 0);
    assert.equal(module.functions.length, 47);
    // Declared for modules, but provided by no runtime of that version.
    const declared = halModule.functions.filter(({ name }) => name !== 'ex.submit_and_wait');
    const signature = (entry: { name: string; cconv: string }) => `${entry.name} ${entry.cconv}`;
    assert.deepEqual(module.functions.map(signature).sort(), declared.map(signature).sort());
    await device.destroy();
  });
});

describeOnEachDevice('hal module', (device) => {
  const call = (name: string, ...args: unknown[]) =>
    caller(createHalModule(device()))(name, ...args);
  const allocator = () => device().allocator;
  const allocate = async (contents: number[]): Promise<HalBuffer> =>
    (await call(
      'allocator.allocate.initialized',
      allocator(),
      MemoryType.DeviceLocal | MemoryType.HostVisible,
      usage,
      new VmBuffer(Uint8Array.from(contents)),
      0n,
      -1n,
    )) as VmRef as HalBuffer;

  it('gives the device, its allocator and what it says of itself', async () => {
    assert.equal(await call('ex.shared_device'), device());
    assert.equal(await call('device.allocator', device()), allocator());
    const query = (category: string, key: string) =>
      call('device.query.i64', device(), text(category), text(key));
    assert.deepEqual(await query('hal.executable.format', formatOf(device())), [1, 1n]);
    assert.deepEqual(await query('hal.executable.format', 'other'), [1, 0n]);
    assert.deepEqual(await query('unknown', 'key'), [0, 0n]);
  });

  it('loads and stores up to four bytes', async () => {
    const buffer = await allocate([1, 2, 3, 4, 5, 6, 7, 0xff]);
    assert.equal(await call('buffer.load', buffer, 4n, 4), 0xff070605 | 0);
    assert.equal(await call('buffer.load', buffer, 1n, 2), 0x0302);
    assert.equal(await call('buffer.load', buffer, 7n, 1), 0xff);
    await call('buffer.store', -2, buffer, 5n, 1);
    await call('buffer.store', 0x11223344, buffer, 0n, 4);
    assert.deepEqual([...(await buffer.read())], [0x44, 0x33, 0x22, 0x11, 5, 0xfe, 7, 0xff]);
    await assert.rejects(call('buffer.load', buffer, 0n, 5), { status: 'INVALID_ARGUMENT' });
    await assert.rejects(call('buffer.load', buffer, 8n, 1), { status: 'OUT_OF_RANGE' });
    await assert.rejects(call('buffer.store', 0, buffer, 7n, 2), { status: 'OUT_OF_RANGE' });
  });

  it('makes subspans and views, and takes views apart', async () => {
    const buffer = await allocate([...Array(64).keys()]);
    const span = (await call('buffer.subspan', buffer, 16n, 32n)) as VmRef as HalBuffer;
    assert.equal(await call('buffer.length', span), 32n);
    const view = (await call('buffer_view.create', span, 8n, 16n, ElementType.Float32, 1, [
      [2n],
      [2n],
    ])) as VmRef as BufferView;
    assert.deepEqual(view.shape, [2, 2]);
    assert.equal(view.buffer.byteOffset, 24);
    assert.equal(await call('buffer_view.rank', view), 2);
    assert.equal(await call('buffer_view.dim', view, 1), 2n);
    assert.equal(await call('buffer_view.dim', view, 2), 0n);
    assert.equal(await call('buffer_view.element_type', view), ElementType.Float32);
    assert.equal(await call('buffer_view.encoding_type', view), 1);
    assert.equal(await call('buffer_view.buffer', view), view.buffer);
    await assert.rejects(call('buffer.subspan', buffer, 60n, 8n), { status: 'OUT_OF_RANGE' });
    await assert.rejects(call('buffer.subspan', buffer, -1n, 8n), { status: 'OUT_OF_RANGE' });
  });

  it('checks buffers it is given, in upstream’s words', async () => {
    const buffer = await allocate([1, 2, 3, 4]);
    const check = (length: bigint, memory: number, use: number) =>
      call('buffer.assert', buffer, text('tensor'), allocator(), length, memory, use);
    await check(4n, MemoryType.DeviceVisible, BufferUsage.DispatchStorage);
    await assert.rejects(check(5n, 0, 0), {
      message: /tensor buffer byte length 4 less than expected minimum 5/,
    });
    await assert.rejects(check(4n, 0, BufferUsage.DispatchImageRead), {
      status: 'PERMISSION_DENIED',
      message:
        /tensor requested usage was not specified .*, operation requires DISPATCH_IMAGE_READ/,
    });
  });

  it('takes constants in, and says which memory it cannot map', async () => {
    const constant = new VmBuffer(Uint8Array.of(1, 2, 3, 4), 'constant');
    const mutable = VmBuffer.allocate(4);
    const map = (isTry: number, use: number, source: VmBuffer, length = -1n) =>
      call('allocator.map.byte_buffer', allocator(), isTry, 0, use, source, 1n, length);
    const immutable = usage | BufferUsage.SharingImmutable;
    const buffer = (await map(0, immutable, constant)) as VmRef as HalBuffer;
    assert.deepEqual([...(await buffer.read())], [2, 3, 4]);
    assert.equal(await map(1, usage, mutable), null);
    await assert.rejects(map(0, usage, mutable), { status: 'UNAVAILABLE' });
    await assert.rejects(map(1, usage, constant), { status: 'PERMISSION_DENIED' });
    await assert.rejects(map(1, immutable, constant, 4n), {
      message: /byte range out of bounds \(requested 1-4 of available 4\)/,
    });
  });

  it('records, executes and waits', async () => {
    const layout = await call('descriptor_set_layout.create', device(), 0, [
      [0, 7, 1],
      [1, 7, 0],
    ]);
    const pipelineLayout = await call('pipeline_layout.create', device(), 0, [[layout]]);
    const executable = await call(
      'executable.create',
      device(),
      text(formatOf(device())),
      new VmBuffer(executableData(device(), absKernel), 'constant'),
      null,
      [[pipelineLayout]],
    );
    const input = await allocate([...new Uint8Array(new Float32Array([-1, -2]).buffer)]);
    const fence = (await call('fence.create', device(), 0)) as VmRef as Fence;
    const allocated = (await call('fence.create', device(), 0)) as VmRef as Fence;
    const output = (await call(
      'device.queue.alloca',
      device(),
      -1n,
      null,
      allocated,
      0,
      MemoryType.DeviceLocal,
      usage,
      64n,
    )) as VmRef as HalBuffer;
    const commands = await call('command_buffer.create', device(), 1, 3, 0);
    await call('command_buffer.begin_debug_group', commands, text('group'));
    await call('command_buffer.fill_buffer', commands, output, 0n, -1n, 0x41, 1);
    await call('command_buffer.execution_barrier', commands, 28, 13, 0);
    await call('command_buffer.push_descriptor_set', commands, pipelineLayout, 0, [
      [0, 0, input, 0n, 8n],
      [1, 0, output, 0n, -1n],
    ]);
    await call('command_buffer.dispatch', commands, executable, 0, 2, 1, 1);
    await call('command_buffer.execution_barrier', commands, 28, 13, 0);
    await call('command_buffer.copy_buffer', commands, output, 0n, output, 32n, 16n);
    await call('command_buffer.end_debug_group', commands);
    await call('command_buffer.finalize', commands);
    await call('device.queue.execute', device(), -1n, allocated, fence, [[commands]]);
    assert.equal(await call('fence.await', -1, [[fence], [null]]), 0);
    assert.equal(await call('fence.query', fence), 0);
    const floats = new Float32Array((await output.read()).buffer);
    assert.deepEqual([...floats.subarray(0, 2)], [1, 2]);
    assert.deepEqual([...floats.subarray(8, 10)], [1, 2]);
    await call('device.queue.dealloca', device(), -1n, fence, null, output);
    await call('device.queue.flush', device(), -1n);
    await device().waitIdle();
    await assert.rejects(output.read(), { status: 'FAILED_PRECONDITION' });
  });

  it('passes push constants and indirect workgroup counts', async () => {
    const layout = await call('descriptor_set_layout.create', device(), 0, [[0, 7, 0]]);
    const pipelineLayout = await call('pipeline_layout.create', device(), 2, [[layout]]);
    const executable = await call(
      'executable.create',
      device(),
      text(formatOf(device())),
      new VmBuffer(executableData(device(), incrementKernel), 'constant'),
      VmBuffer.allocate(8),
      [[pipelineLayout]],
    );
    const counts = device().allocator.allocateBuffer(
      { memoryType: 0, usage: usage | BufferUsage.DispatchIndirectParams },
      12,
      new Uint8Array(new Uint32Array([2, 1, 1]).buffer),
    );
    const data = await allocate([...new Uint8Array(16)]);
    const commands = await call('command_buffer.create', device(), 1, 3, 0);
    await call('command_buffer.push_constants', commands, pipelineLayout, 1, [[42]]);
    await call('command_buffer.push_descriptor_set', commands, pipelineLayout, 0, [
      [0, 0, data, 0n, 16n],
    ]);
    await call('command_buffer.dispatch.indirect', commands, executable, 0, counts, 0n);
    await call('command_buffer.finalize', commands);
    await call('device.queue.execute', device(), -1n, null, null, [[commands]]);
    assert.deepEqual([...new Uint32Array((await data.read()).buffer)], [1, 1, 0, 0]);
  });

  it('signals, fails, joins and times out on fences', async () => {
    const [a, b] = [
      await call('fence.create', device(), 0),
      await call('fence.create', device(), 0),
    ];
    const joined = await call('fence.join', [[a], [null], [b]]);
    assert.equal(await call('fence.query', joined), 17);
    assert.equal(await call('fence.await', 5, [[joined]]), 4);
    await call('fence.signal', a);
    await call('fence.signal', b);
    assert.equal(await call('fence.query', joined), 0);
    assert.equal(await call('fence.await', -1, [[joined]]), 0);
    const failed = await call('fence.create', device(), 0);
    await call('fence.fail', failed, 8);
    assert.equal(await call('fence.query', failed), 8);
    await assert.rejects(call('fence.await', -1, [[failed]]), { status: 'RESOURCE_EXHAUSTED' });
  });

  it('reports that there are no channels', async () => {
    await assert.rejects(call('channel.create', device(), -1n, 0, null, text('group'), -1, -1), {
      status: 'UNIMPLEMENTED',
    });
  });

  it('traces views', async () => {
    const traces: string[] = [];
    const traced = caller(createHalModule(device(), { trace: (line) => traces.push(line) }));
    const view = new BufferView(await allocate([1, 2, 3, 4]), [2, 2], ElementType.Uint8);
    await traced('buffer_view.trace', text('here'), [[view], [view]]);
    assert.deepEqual(traces, ['=== here ===\n2x2xui8=[1 2][3 4]\n2x2xui8=[1 2][3 4]\n\n']);
  });

  it('rejects null, foreign and excessive arguments', async () => {
    const buffer = await allocate([0]);
    await assert.rejects(call('buffer.length', null), { status: 'INVALID_ARGUMENT' });
    await assert.rejects(call('buffer_view.rank', buffer), {
      message: /expected !hal.buffer_view but have !hal.buffer/,
    });
    await assert.rejects(call('command_buffer.create', device(), 2, 3, 257), {
      status: 'INVALID_ARGUMENT',
    });
    const bindings = Array.from({ length: 33 }, (_, index) => [index, 7, 0]);
    await assert.rejects(call('descriptor_set_layout.create', device(), 0, bindings), {
      status: 'OUT_OF_RANGE',
    });
    await assert.rejects(call('allocator.allocate', allocator(), 0, 0, 1n << 60n), {
      name: 'StatusError',
    });
  });
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testWebGpuDriver } from '../../hal/cts/devices.ts';
import {
  absKernel,
  incrementKernel,
  type Kernel,
  prepareKernel,
  pushConstantsKernel,
} from '../../hal/cts/kernels.ts';
import {
  allocate,
  bindingsOf,
  dispatch,
  readF32,
  readU32,
  record,
  run,
} from '../../hal/cts/recording.ts';
import { nodePlatform } from '../../platform.node.ts';
import { sizeClass } from './buffer-pool.ts';
import type { WebGpuDevice } from './device.ts';
import { WebGpuDriver } from './driver.ts';

describe('webgpu device', function () {
  this.timeout(30_000);
  let device: WebGpuDevice;
  beforeEach(async () => {
    device = (await (await testWebGpuDriver()).createDevice()) as WebGpuDevice;
  });
  afterEach(async () => {
    await device.destroy();
  });

  it('asks for all the adapter’s limits and knows an emulated adapter', () => {
    assert.equal(device.info.isSoftware, true);
    assert.ok(device.gpuDevice.limits.maxStorageBuffersPerShaderStage > 8);
    assert.ok(device.gpuDevice.limits.maxStorageBufferBindingSize > 128 << 20);
  });

  it('sends many dispatches and the reading of several results together', async () => {
    const kernel = prepareKernel(device, incrementKernel);
    await kernel.executable.ready;
    const buffers = Array.from({ length: 5 }, () => allocate(device, new Uint32Array(16)));
    const timeline = device.createSemaphore();
    for (let i = 0; i < 20; ++i) {
      const commands = record(device, (recorder) => {
        for (const buffer of buffers) dispatch(recorder, kernel, [buffer], 16);
      });
      const waits = i === 0 ? [] : [{ semaphore: timeline, value: i }];
      device.queueExecute(-1n, waits, [{ semaphore: timeline, value: i + 1 }], [commands]);
    }
    const results = await Promise.all(buffers.map((buffer) => readU32(buffer)));
    for (const result of results) assert.deepEqual(result, Array(16).fill(20));
    assert.equal(timeline.query(), 20);
    assert.equal(device.counters.dispatches, 100);
    assert.equal(device.counters.submits, 1);
    assert.equal(device.counters.maps, 1);
    assert.equal(device.counters.bytesDownloaded, 5 * 64);
  });

  it('signals semaphores although nobody reads or waits', async () => {
    const kernel = prepareKernel(device, incrementKernel);
    const semaphore = device.createSemaphore();
    const data = allocate(device, new Uint32Array(4));
    const commands = record(device, (recorder) => dispatch(recorder, kernel, [data], 4));
    device.queueExecute(-1n, [], [{ semaphore, value: 1 }], [commands]);
    await semaphore.whenReached(1);
    assert.equal(device.counters.maps, 0);
  });

  it('has room for the constants of any number of dispatches', async () => {
    const kernel = prepareKernel(device, pushConstantsKernel);
    // 600 slots of 256 bytes: more than two chunks of uniform memory.
    const data = allocate(device, 600 * 256);
    await run(device, (commands) => {
      for (let i = 0; i < 600; ++i) {
        commands.pushConstants(kernel.layout, 0, new Uint32Array([i, i + 1]));
        commands.pushDescriptorSet(
          kernel.layout,
          0,
          bindingsOf([{ buffer: data, offset: i * 256, length: 256 }]),
        );
        commands.dispatch(kernel.executable, 0, 2, 1, 1);
      }
    });
    const values = await readU32(data);
    for (let i = 0; i < 600; ++i) assert.deepEqual(values.slice(i * 64, i * 64 + 2), [i, i + 1]);
  });

  it('writes from the host after the work that was queued before', async () => {
    const kernel = prepareKernel(device, incrementKernel);
    await kernel.executable.ready;
    const data = allocate(device, new Uint32Array(4));
    const copy = allocate(device, 16);
    const queue = (from: number) => {
      const commands = record(device, (recorder) => {
        dispatch(recorder, kernel, [data], 4);
        recorder.copyBuffer(data, 0, copy, from, 4);
      });
      device.queueExecute(-1n, [], [], [commands]);
    };
    queue(0);
    data.write(0, new Uint8Array([10, 0, 0, 0]));
    queue(4);
    data.write(1, new Uint8Array([1]));
    queue(8);
    assert.deepEqual((await readU32(copy)).slice(0, 3), [1, 11, 268]);
  });

  it('refuses a dispatch that writes to overlapping ranges, and goes on', async () => {
    const bindings = absKernel.bindings.map((binding) => ({ ...binding, flags: 0 }));
    const kernel = prepareKernel(device, { ...absKernel, bindings });
    const data = allocate(device, new Float32Array([-1, -2]));
    await assert.rejects(
      run(device, (commands) => dispatch(commands, kernel, [data, data], 2)),
      { status: 'INVALID_ARGUMENT', message: /set 0 binding 0 and set 0 binding 1/ },
    );
    const other = allocate(device, 8);
    await run(device, (commands) => dispatch(commands, kernel, [data, other], 2));
    assert.deepEqual(await readF32(other), [1, 2]);
  });

  it('writes through ranges WebGPU cannot bind, and only those', async () => {
    const kernel = prepareKernel(device, incrementKernel);
    const data = allocate(device, new Uint32Array(100).fill(5));
    await run(device, (commands) =>
      dispatch(commands, kernel, [{ buffer: data, offset: 36, length: 12 }], 3),
    );
    const expected = Array(100).fill(5);
    expected.fill(6, 9, 12);
    assert.deepEqual(await readU32(data), expected);
  });

  it('reports WebGPU’s errors to whoever waits', async () => {
    const mistaken: Kernel = {
      ...absKernel,
      // A binding the layout does not have.
      wgsl: `${absKernel.wgsl.replace('@binding(1)', '@binding(2)')}`,
    };
    await assert.rejects(prepareKernel(device, mistaken).executable.ready, {
      status: 'INVALID_ARGUMENT',
      message: /pipeline d0/,
    });
    const kernel = prepareKernel(device, incrementKernel);
    const data = allocate(device, 16);
    await assert.rejects(
      run(device, (commands) => {
        commands.pushDescriptorSet(kernel.layout, 0, bindingsOf([data]));
        commands.dispatch(kernel.executable, 0, 1 << 20, 1, 1);
      }),
      { status: 'OUT_OF_RANGE', message: /grid of 1048576x1x1 workgroups is too large/ },
    );
  });

  it('refuses layouts the adapter has no room for', () => {
    const count = device.gpuDevice.limits.maxStorageBuffersPerShaderStage + 1;
    const bindings = Array.from({ length: count }, (_, binding) => ({
      binding,
      type: 7,
      flags: 0,
    }));
    assert.throws(() => prepareKernel(device, { ...absKernel, bindings }), {
      status: 'RESOURCE_EXHAUSTED',
      message: /binds 13 buffers; the device allows 12/,
    });
  });

  it('fails work, reads and waits once the GPU is lost', async () => {
    const kernel = prepareKernel(device, incrementKernel);
    const data = allocate(device, new Uint32Array(4));
    await run(device, (commands) => dispatch(commands, kernel, [data], 4));
    const semaphore = device.createSemaphore();
    const commands = record(device, (recorder) => dispatch(recorder, kernel, [data], 4));
    device.queueExecute(-1n, [], [{ semaphore, value: 1 }], [commands]);
    const reading = data.read();
    device.gpuDevice.destroy();
    await assert.rejects(reading, { status: 'UNAVAILABLE', message: /GPU device was lost/ });
    await assert.rejects(semaphore.wait(1), { status: 'UNAVAILABLE' });
    await assert.rejects(data.read(), { status: 'UNAVAILABLE' });
    await assert.rejects(
      run(device, (recorder) => dispatch(recorder, kernel, [data], 4)),
      { status: 'UNAVAILABLE' },
    );
  });

  it('wastes at most an eighth of a buffer', () => {
    for (let size = 1; size < 1 << 24; size = Math.ceil(size * 1.07)) {
      const allocated = sizeClass(size);
      assert.ok(allocated >= size && allocated % 16 === 0);
      assert.ok(size < 128 || allocated <= size * 1.125, `${size} takes ${allocated}`);
      assert.equal(sizeClass(allocated), allocated);
    }
  });

  it('has no device where there is no WebGPU', async () => {
    const driver = new WebGpuDriver({
      loadGpu: async () => ({ missing: 'no GPU here' }),
      platform: nodePlatform(),
    });
    assert.deepEqual(await driver.queryAvailableDevices(), []);
    await assert.rejects(driver.createDevice(), { status: 'NOT_FOUND', message: /no GPU here/ });
  });

  for (const ending of ['with work in flight', 'with work not yet submitted', 'by destroying it']) {
    it(`lets a process end cleanly ${ending}`, async () => {
      const at = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
      const script = `
        import { useSwiftShader } from ${at('../../../../../test/swiftshader.ts')};
        import { createNodeWebGpuDriver } from ${at('./gpu.node.ts')};
        import { nodePlatform } from ${at('../../platform.node.ts')};
        await useSwiftShader();
        const device = await createNodeWebGpuDriver(nodePlatform()).createDevice();
        const buffer = device.allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 64);
        const commands = device.createCommandBuffer(1, 1, -1n);
        commands.begin();
        commands.fillBuffer(buffer, 0, 64, 7, 1);
        commands.end();
        device.queueExecute(-1n, [], [], [commands]);
        const ending = ${JSON.stringify(ending)};
        if (ending === 'with work in flight') { device.queueFlush(-1n); void buffer.read(); }
        if (ending === 'by destroying it') await device.destroy();
        console.log('done');`;
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--import=tsx', '--input-type=module', '--eval', script],
        { timeout: 20_000 },
      );
      assert.equal(stdout.trim(), 'done');
    });
  }
});

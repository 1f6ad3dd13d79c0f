import assert from 'node:assert/strict';
import { writeWasmExecutable } from '@iree-workbench/format';
import { describeOnEachDevice } from './devices.ts';
import { absKernel, incrementKernel, prepareKernel, pushConstantsKernel } from './kernels.ts';
import { allocate, bindingsOf, dispatch, readF32, readU32, run } from './recording.ts';

describeOnEachDevice('HAL dispatch', (device) => {
  it('runs a kernel over a buffer', async () => {
    const kernel = prepareKernel(device(), absKernel);
    const input = allocate(device(), new Float32Array([-2.5]));
    const output = allocate(device(), 4);
    await run(device(), (commands) => dispatch(commands, kernel, [input, output], 1));
    assert.deepEqual(await readF32(output), [2.5]);
  });

  it('runs every workgroup of a large grid once', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array(60000));
    await run(device(), (commands) => dispatch(commands, kernel, [data], 60000));
    assert.ok((await readU32(data)).every((value) => value === 1));
  });

  it('does nothing for an empty grid', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array([5]));
    await run(device(), (commands) => dispatch(commands, kernel, [data], 0));
    assert.deepEqual(await readU32(data), [5]);
  });

  it('takes the grid from a buffer', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array(8));
    const workgroups = allocate(device(), new Uint32Array([9, 3, 1, 1]));
    await run(device(), (commands) => {
      commands.pushDescriptorSet(kernel.layout, 0, bindingsOf([data]));
      commands.dispatchIndirect(kernel.executable, 0, workgroups, 4);
    });
    assert.deepEqual(await readU32(data), [1, 1, 1, 0, 0, 0, 0, 0]);
  });

  it('takes the grid from the buffer it changes', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array([4, 1, 1, 7]));
    await run(device(), (commands) => {
      commands.pushDescriptorSet(kernel.layout, 0, bindingsOf([data]));
      commands.dispatchIndirect(kernel.executable, 0, data, 0);
    });
    assert.deepEqual(await readU32(data), [5, 2, 2, 8]);
  });

  it('passes push constants, also those set piece by piece', async () => {
    const kernel = prepareKernel(device(), pushConstantsKernel);
    const outputs = [allocate(device(), 20), allocate(device(), 20)];
    await run(device(), (commands) => {
      commands.pushConstants(kernel.layout, 0, new Uint32Array([11, 22, 33, 44, 55]));
      dispatch(commands, kernel, [outputs[0]!], 5);
      commands.executionBarrier(0, 0, 0);
      commands.pushConstants(kernel.layout, 8, new Uint32Array([3, 0xffffffff]));
      dispatch(commands, kernel, [outputs[1]!], 5);
    });
    assert.deepEqual(await readU32(outputs[0]!), [11, 22, 33, 44, 55]);
    assert.deepEqual(await readU32(outputs[1]!), [11, 22, 3, 0xffffffff, 55]);
  });

  it('refuses push constants outside the layout', async () => {
    const kernel = prepareKernel(device(), pushConstantsKernel);
    await assert.rejects(
      run(device(), (commands) => commands.pushConstants(kernel.layout, 16, new Uint32Array(2))),
      { status: 'OUT_OF_RANGE' },
    );
  });

  for (const offset of [256, 8, 4]) {
    it(`binds ranges at offset ${offset}`, async () => {
      const kernel = prepareKernel(device(), absKernel);
      const input = new Float32Array(200).fill(-1);
      input.set([-2, -3, -4], offset / 4);
      const from = allocate(device(), input);
      const to = allocate(device(), new Float32Array(200).fill(9));
      await run(device(), (commands) =>
        dispatch(
          commands,
          kernel,
          [
            { buffer: from, offset, length: 12 },
            { buffer: to, offset, length: 12 },
          ],
          3,
        ),
      );
      const expected = new Float32Array(200).fill(9);
      expected.set([2, 3, 4], offset / 4);
      assert.deepEqual(await readF32(to), [...expected]);
    });
  }

  it('lets a range that is only read overlap one that is written', async () => {
    const kernel = prepareKernel(device(), absKernel);
    const data = allocate(device(), new Float32Array([-1, -2, -3]));
    await run(device(), (commands) => dispatch(commands, kernel, [data, data], 3));
    assert.deepEqual(await readF32(data), [1, 2, 3]);
  });

  it('rejects executables that do not compile, saying where', async () => {
    const broken = {
      ...absKernel,
      wgsl: 'fn d0() {\n  let x: i32 = nothing;\n}',
      wasm: new Uint8Array([0, 1, 2, 3]),
    };
    const { executable } = prepareKernel(device(), broken);
    await assert.rejects(executable.ready, (error: Error & { status?: string }) => {
      assert.equal(error.status, 'INVALID_ARGUMENT');
      assert.match(error.message, device().id === 'webgpu' ? /:2:16: .*nothing/ : /WebAssembly/);
      return true;
    });
  });

  it('fails work whose executable does not compile', async () => {
    const broken = { ...absKernel, wgsl: 'fn d0() {', wasm: new Uint8Array([0]) };
    const kernel = prepareKernel(device(), broken);
    const data = allocate(device(), 4);
    await assert.rejects(
      run(device(), (commands) => dispatch(commands, kernel, [data, data], 1)),
      { status: 'INVALID_ARGUMENT' },
    );
  });

  it('rejects malformed executables at once', () => {
    const cache = device().createExecutableCache('');
    const params = { pipelineLayouts: [], constants: new Uint32Array(0), cachingMode: 0 };
    const format = device().id === 'webgpu' ? 'webgpu-wgsl-fb' : 'wasm-simd128-fb';
    assert.throws(() => cache.prepareExecutable({ ...params, format, data: new Uint8Array(7) }), {
      status: 'INVALID_ARGUMENT',
    });
    const foreign = writeWasmExecutable({ exports: [], moduleStrict: new Uint8Array(8) });
    assert.throws(
      () => cache.prepareExecutable({ ...params, format: 'embedded-elf-x86_64', data: foreign }),
      { status: 'NOT_FOUND' },
    );
  });
});

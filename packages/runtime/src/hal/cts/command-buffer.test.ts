import assert from 'node:assert/strict';
import {
  BufferUsage,
  CommandBufferMode,
  CommandCategory,
  MemoryType,
} from '@iree-workbench/format';
import { describeOnEachDevice } from './devices.ts';
import { absKernel, incrementKernel, prepareKernel } from './kernels.ts';
import {
  allocate,
  bindingsOf,
  dispatch,
  readBytes,
  readF32,
  readU32,
  record,
  run,
  submitAndWait,
} from './recording.ts';

/** Fills as [buffer size, offset, length, pattern bytes]. */
const fills: readonly (readonly [number, number, number, readonly number[]])[] = [
  [1, 0, 1, [0x07]],
  [5, 0, 5, [0x07]],
  [16, 0, 1, [0x07]],
  [16, 0, 3, [0x07]],
  [16, 0, 8, [0x07]],
  [16, 2, 8, [0x07]],
  [16, 3, 6, [0x00]],
  [2, 0, 2, [0xcd, 0xab]],
  [16, 0, 8, [0xcd, 0xab]],
  [16, 0, 10, [0xcd, 0xab]],
  [16, 2, 8, [0xcd, 0xab]],
  [4, 0, 4, [0xef, 0xbe, 0xad, 0xde]],
  [20, 16, 4, [0xef, 0xbe, 0xad, 0xde]],
  [16, 0, 8, [0xef, 0xbe, 0xad, 0xde]],
  [16, 8, 8, [0xef, 0xbe, 0xad, 0xde]],
  [1000, 512, 256, [0, 0, 0, 0]],
  [1000, 300, 700, [1, 2, 3, 4]],
];

/** Copies as [source offset, target offset, length] between buffers of 600 bytes. */
const copies: readonly (readonly [number, number, number])[] = [
  [0, 0, 600],
  [0, 0, 599],
  [4, 8, 64],
  [4, 8, 7],
  [3, 8, 16],
  [8, 3, 16],
  [5, 6, 301],
  [595, 0, 5],
  [0, 595, 5],
  [0, 0, 0],
];

const pattern = Uint8Array.from({ length: 600 }, (_, index) => (index * 7) % 251);

describeOnEachDevice('HAL command buffer', (device) => {
  it('begins, ends and may be submitted empty', async () => {
    await run(device(), () => {});
  });

  for (const [size, offset, length, bytes] of fills) {
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    it(`fills ${length} of ${size} bytes at ${offset} with ${hex}`, async () => {
      const before = new Uint8Array(size).fill(0x55);
      const buffer = allocate(device(), before);
      const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
      await run(device(), (commands) =>
        commands.fillBuffer(buffer, offset, length, value, bytes.length),
      );
      const expected = before.slice();
      for (let i = 0; i < length; ++i) expected[offset + i] = bytes[i % bytes.length]!;
      assert.deepEqual(await readBytes(buffer), [...expected]);
    });
  }

  it('fills a subspan that begins off the pattern’s alignment', async () => {
    const buffer = allocate(device(), new Uint8Array(16));
    await run(device(), (commands) =>
      commands.fillBuffer(buffer.subspan(3, 9), 4, 4, 0x04030201, 4),
    );
    assert.deepEqual(await readBytes(buffer), [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0]);
  });

  for (const [sourceOffset, targetOffset, length] of copies) {
    it(`copies ${length} bytes from ${sourceOffset} to ${targetOffset}`, async () => {
      const source = allocate(device(), pattern);
      const target = allocate(device(), new Uint8Array(600).fill(0xaa));
      await run(device(), (commands) =>
        commands.copyBuffer(source, sourceOffset, target, targetOffset, length),
      );
      const expected = new Uint8Array(600).fill(0xaa);
      expected.set(pattern.subarray(sourceOffset, sourceOffset + length), targetOffset);
      assert.deepEqual(await readBytes(target), [...expected]);
    });

    it(`updates ${length} bytes at ${targetOffset}`, async () => {
      const target = allocate(device(), new Uint8Array(600).fill(0xaa));
      await run(device(), (commands) =>
        commands.updateBuffer(pattern, sourceOffset, target, targetOffset, length),
      );
      const expected = new Uint8Array(600).fill(0xaa);
      expected.set(pattern.subarray(sourceOffset, sourceOffset + length), targetOffset);
      assert.deepEqual(await readBytes(target), [...expected]);
    });
  }

  it('copies within one buffer', async () => {
    const buffer = allocate(device(), pattern);
    await run(device(), (commands) => commands.copyBuffer(buffer, 10, buffer, 301, 77));
    const expected = pattern.slice();
    expected.copyWithin(301, 10, 87);
    assert.deepEqual(await readBytes(buffer), [...expected]);
  });

  it('runs dispatches, fills and copies in the order barriers demand', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array(64));
    const copy = allocate(device(), 256);
    await run(device(), (commands) => {
      commands.fillBuffer(data, 0, 256, 10, 4);
      for (let i = 0; i < 5; ++i) {
        commands.executionBarrier(0, 0, 0);
        dispatch(commands, kernel, [data], 64);
      }
      commands.executionBarrier(0, 0, 0);
      commands.copyBuffer(data, 0, copy, 0, 256);
      commands.executionBarrier(0, 0, 0);
      commands.fillBuffer(data, 0, 128, 0, 4);
    });
    assert.deepEqual(await readU32(copy), Array(64).fill(15));
    assert.deepEqual(await readU32(data), [...Array(32).fill(0), ...Array(32).fill(15)]);
  });

  it('runs a reusable command buffer again and again', async () => {
    const kernel = prepareKernel(device(), incrementKernel);
    const data = allocate(device(), new Uint32Array(4));
    const commands = record(
      device(),
      (recorder) => dispatch(recorder, kernel, [data], 4),
      CommandBufferMode.None,
    );
    for (let i = 0; i < 3; ++i) await submitAndWait(device(), [commands]);
    assert.deepEqual(await readU32(data), [3, 3, 3, 3]);
  });

  it('executes nested commands with buffers from a binding table', async () => {
    const kernel = prepareKernel(device(), absKernel);
    const nested = device().createCommandBuffer(
      CommandBufferMode.Nested,
      CommandCategory.Dispatch,
      -1n,
      2,
    );
    nested.begin();
    nested.pushDescriptorSet(kernel.layout, 0, [
      { binding: 0, bufferSlot: 1, buffer: null, offset: 0, length: 16 },
      { binding: 1, bufferSlot: 0, buffer: null, offset: 0, length: -1 },
    ]);
    nested.dispatch(kernel.executable, 0, 4, 1, 1);
    nested.end();
    const input = allocate(device(), new Float32Array([-1, -2, -3, -4]));
    const outputs = [allocate(device(), 16), allocate(device(), 16)];
    await run(device(), (commands) => {
      for (const buffer of outputs) {
        commands.executeCommands(nested, [
          { buffer, offset: 0, length: -1 },
          { buffer: input, offset: 0, length: -1 },
        ]);
      }
    });
    for (const output of outputs) assert.deepEqual(await readF32(output), [1, 2, 3, 4]);
  });

  it('takes debug groups', async () => {
    const buffer = allocate(device(), new Uint8Array(4));
    await run(device(), (commands) => {
      commands.beginDebugGroup('outer');
      commands.beginDebugGroup('inner');
      commands.fillBuffer(buffer, 0, 4, 1, 1);
      commands.endDebugGroup();
      commands.endDebugGroup();
    });
    assert.deepEqual(await readBytes(buffer), [1, 1, 1, 1]);
  });

  describe('refuses', () => {
    const recording = (mode: number = CommandBufferMode.OneShot, categories = 3) => {
      const commandBuffer = device().createCommandBuffer(mode, categories, -1n);
      commandBuffer.begin();
      return commandBuffer;
    };

    it('commands outside its categories', () => {
      const buffer = allocate(device(), 16);
      const commands = recording(CommandBufferMode.OneShot, CommandCategory.Dispatch);
      assert.throws(() => commands.fillBuffer(buffer, 0, 16, 0, 4), {
        status: 'FAILED_PRECONDITION',
        message: /operation requires categories TRANSFER but command buffer only supports DISPATCH/,
      });
    });

    it('recording twice, and ending what was not begun', () => {
      const commands = recording();
      assert.throws(() => commands.begin(), { status: 'FAILED_PRECONDITION' });
      commands.end();
      assert.throws(() => commands.end(), { status: 'FAILED_PRECONDITION' });
    });

    it('unbalanced debug groups', () => {
      const commands = recording();
      commands.beginDebugGroup('open');
      assert.throws(() => commands.end(), /unbalanced debug group depth \(expected 0, is 1\)/);
    });

    it('to run one-shot commands twice', async () => {
      const commands = record(device(), () => {});
      await submitAndWait(device(), [commands]);
      await assert.rejects(submitAndWait(device(), [commands]), {
        status: 'FAILED_PRECONDITION',
      });
    });

    it('to run commands that are still being recorded', async () => {
      await assert.rejects(submitAndWait(device(), [recording()]), {
        status: 'FAILED_PRECONDITION',
      });
    });

    it('patterns that do not fit the range', () => {
      const buffer = allocate(device(), 16);
      const commands = recording();
      assert.throws(() => commands.fillBuffer(buffer, 0, 12, 0, 3), /pattern_length=3/);
      assert.throws(
        () => commands.fillBuffer(buffer, 2, 4, 0, 4),
        /do not match the natural alignment .*target_offset=2, length=4, pattern_length=4/,
      );
    });

    it('ranges outside buffers, and overlapping copies', () => {
      const buffer = allocate(device(), 16);
      const commands = recording();
      assert.throws(() => commands.fillBuffer(buffer, 12, 8, 0, 4), { status: 'OUT_OF_RANGE' });
      assert.throws(() => commands.copyBuffer(buffer, 0, buffer, 8, 12), {
        status: 'OUT_OF_RANGE',
      });
      assert.throws(
        () => commands.copyBuffer(buffer, 0, buffer, 4, 8),
        /source and target ranges overlap within the same buffer/,
      );
    });

    it('buffers that were not allocated for transfers or dispatches', () => {
      const buffer = device().allocator.allocateBuffer(
        { memoryType: MemoryType.HostLocal, usage: BufferUsage.DispatchStorage },
        16,
      );
      const commands = recording();
      assert.throws(
        () =>
          commands.dispatchIndirect(prepareKernel(device(), absKernel).executable, 0, buffer, 0),
        { status: 'PERMISSION_DENIED', message: /requires DISPATCH_INDIRECT_PARAMS/ },
      );
    });

    it('dispatches without their bindings, and entry points that do not exist', () => {
      const { executable, layout } = prepareKernel(device(), absKernel);
      const commands = recording();
      assert.throws(() => commands.dispatch(executable, 0, 1, 1, 1), {
        status: 'FAILED_PRECONDITION',
        message: /lacks a buffer for set 0 binding 0/,
      });
      commands.pushDescriptorSet(
        layout,
        0,
        bindingsOf([allocate(device(), 4), allocate(device(), 4)]),
      );
      assert.throws(() => commands.dispatch(executable, 1, 1, 1, 1), { status: 'OUT_OF_RANGE' });
    });

    it('indirect bindings outside nested command buffers', () => {
      const { layout } = prepareKernel(device(), absKernel);
      assert.throws(
        () =>
          recording().pushDescriptorSet(layout, 0, [
            { binding: 0, bufferSlot: 0, buffer: null, offset: 0, length: 4 },
          ]),
        /bindings\[0\] is indirect but the command buffer does not support binding tables/,
      );
    });

    it('collectives', () => {
      const buffer = allocate(device(), 16);
      const binding = { buffer, offset: 0, length: 16 };
      const channel = { vmType: 'hal.channel', queryRankAndCount: () => ({ rank: 0, count: 1 }) };
      assert.throws(
        () => recording().collective(channel as never, 0x090001, 0, binding, binding, 4),
        { status: 'UNIMPLEMENTED' },
      );
    });
  });
});

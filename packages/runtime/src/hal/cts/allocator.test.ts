import assert from 'node:assert/strict';
import { BufferCompatibility, BufferUsage, MemoryAccess, MemoryType } from '@iree-workbench/format';
import { formatAllocatorStatistics } from '../allocator.ts';
import { allBitsSet } from '../bitfield.ts';
import { describeOnEachDevice } from './devices.ts';

describeOnEachDevice('HAL allocator', (device) => {
  it('has a way to get data to the device and to use it in dispatches', () => {
    const { allocator } = device();
    const transfer = allocator.queryBufferCompatibility(
      { memoryType: MemoryType.HostVisible | MemoryType.DeviceLocal, usage: BufferUsage.Transfer },
      1024,
    );
    const required = BufferCompatibility.Allocatable | BufferCompatibility.QueueTransfer;
    assert.ok(allBitsSet(transfer.compatibility, required));
    assert.ok(transfer.allocationSize >= 1024);
    const storage = allocator.queryBufferCompatibility(
      { memoryType: MemoryType.DeviceLocal, usage: BufferUsage.DispatchStorage },
      1024,
    );
    const dispatch = BufferCompatibility.Allocatable | BufferCompatibility.QueueDispatch;
    assert.ok(allBitsSet(storage.compatibility, dispatch));
  });

  it('allocates with at least the requested types, usages and size', () => {
    const buffer = device().allocator.allocateBuffer(
      { memoryType: MemoryType.DeviceLocal, usage: BufferUsage.Transfer },
      1000,
    );
    assert.ok(allBitsSet(buffer.memoryType, MemoryType.DeviceLocal));
    assert.ok(allBitsSet(buffer.allowedUsage, BufferUsage.Transfer));
    assert.equal(buffer.byteLength, 1000);
    assert.ok(buffer.allocationSize >= 1000);
  });

  it('fills in defaults for what a request leaves open', () => {
    const buffer = device().allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 4);
    assert.ok(allBitsSet(buffer.memoryType, MemoryType.DeviceLocal));
    assert.ok(allBitsSet(buffer.allowedUsage, BufferUsage.Transfer | BufferUsage.DispatchStorage));
    assert.ok(allBitsSet(buffer.allowedAccess, MemoryAccess.Read | MemoryAccess.Write));
  });

  it('allocates empty buffers', async () => {
    const buffer = device().allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 0);
    assert.equal(buffer.byteLength, 0);
    assert.equal((await buffer.read()).length, 0);
  });

  it('takes initial contents', async () => {
    const contents = new Uint8Array([1, 2, 3, 4, 5]);
    const buffer = device().allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 5, contents);
    assert.deepEqual(await buffer.read(), contents);
  });

  it('counts what it allocates and frees', () => {
    const { allocator } = device();
    const before = { ...allocator.statistics };
    const buffer = allocator.allocateBuffer(
      { memoryType: MemoryType.DeviceLocal, usage: BufferUsage.Transfer },
      4096,
    );
    assert.equal(allocator.statistics.deviceBytesAllocated - before.deviceBytesAllocated, 4096);
    assert.ok(allocator.statistics.deviceBytesPeak >= 4096);
    buffer.release();
    assert.equal(allocator.statistics.deviceBytesFreed - before.deviceBytesFreed, 4096);
    assert.match(
      formatAllocatorStatistics(allocator.statistics),
      /^ {2}HOST_LOCAL: +\d+B peak \/ +\d+B allocated \/ +\d+B freed \/ +\d+B live\nDEVICE_LOCAL: /,
    );
  });

  it('uses the memory of released buffers again', () => {
    const { allocator } = device();
    for (let i = 0; i < 200; ++i) {
      // 200 times 64 MiB: more than there is, unless memory comes back.
      allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 64 << 20).release();
    }
  });

  it('refuses to use a released buffer', async () => {
    const buffer = device().allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 16);
    buffer.release();
    buffer.release();
    await assert.rejects(buffer.read(), { status: 'FAILED_PRECONDITION' });
  });

  it('refuses sizes no device has', () => {
    const { allocator } = device();
    const allocate = (size: number) => allocator.allocateBuffer({ memoryType: 0, usage: 0 }, size);
    assert.throws(() => allocate(2 ** 40), { status: 'RESOURCE_EXHAUSTED' });
    assert.throws(() => allocate(-1), { status: 'INVALID_ARGUMENT' });
    assert.throws(() => allocate(1.5), { status: 'INVALID_ARGUMENT' });
  });

  it('frees buffers nobody refers to any more', async function () {
    this.timeout(60_000);
    // 12 GiB in all, none of it released.
    for (let i = 0; i < 96; ++i) {
      device().allocator.allocateBuffer({ memoryType: 0, usage: 0 }, 128 << 20);
      await device().yieldToHost();
    }
  });
});

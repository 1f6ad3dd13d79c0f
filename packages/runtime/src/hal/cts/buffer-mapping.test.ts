import assert from 'node:assert/strict';
import { BufferUsage, MemoryAccess, MemoryType } from '@iree-workbench/format';
import type { HalBuffer } from '../buffer.ts';
import { describeOnEachDevice } from './devices.ts';
import { allocate, readBytes } from './recording.ts';

/** Maps, changes and unmaps a range. */
async function modify(
  buffer: HalBuffer,
  access: number,
  offset: number,
  length: number,
  change: (contents: Uint8Array) => void,
): Promise<void> {
  const mapping = await buffer.map(access, offset, length);
  change(mapping.contents);
  mapping.unmap();
}

const discard = MemoryAccess.DiscardWrite;
const readWrite = MemoryAccess.Read | MemoryAccess.Write;
const ascending = Uint8Array.from({ length: 16 }, (_, index) => index);

/** Where ranges are written: at the start, in the middle, up to an odd end, of odd length. */
const ranges: readonly (readonly [offset: number, length: number])[] = [
  [0, 16],
  [0, 5],
  [4, 8],
  [3, 6],
  [7, 9],
  [15, 1],
  [8, 0],
];

describeOnEachDevice('HAL buffer mapping', (device) => {
  it('reads what the buffer was made with', async () => {
    const buffer = allocate(device(), ascending);
    const mapping = await buffer.map(MemoryAccess.Read);
    assert.deepEqual([...mapping.contents], [...ascending]);
    mapping.unmap();
  });

  for (const [offset, length] of ranges) {
    it(`reads ${length} bytes at ${offset}`, async () => {
      const buffer = allocate(device(), ascending);
      const mapping = await buffer.map(MemoryAccess.Read, offset, length);
      assert.deepEqual([...mapping.contents], [...ascending.subarray(offset, offset + length)]);
      mapping.unmap();
    });

    it(`writes ${length} bytes at ${offset} and leaves the rest alone`, async () => {
      const buffer = allocate(device(), ascending);
      await modify(buffer, discard, offset, length, (contents) => contents.fill(0xee));
      const expected = ascending.slice().fill(0xee, offset, offset + length);
      assert.deepEqual(await readBytes(buffer), [...expected]);
    });

    it(`copies ${length} bytes at ${offset} from the host`, async () => {
      const buffer = allocate(device(), ascending);
      buffer.write(offset, new Uint8Array(length).fill(0xcc));
      const expected = ascending.slice().fill(0xcc, offset, offset + length);
      assert.deepEqual(await readBytes(buffer), [...expected]);
    });
  }

  it('changes bytes that were read', async () => {
    const buffer = allocate(device(), ascending);
    await modify(buffer, readWrite, 2, 4, (contents) => {
      contents[1] = contents[0]! + 100;
    });
    assert.deepEqual((await readBytes(buffer)).slice(0, 6), [0, 1, 2, 102, 4, 5]);
  });

  it('writes to a subspan of a subspan', async () => {
    const buffer = allocate(device(), ascending);
    const span = buffer.subspan(4, 8).subspan(2, 4);
    assert.equal(span.byteOffset, 6);
    await modify(span, discard, 1, 2, (contents) => contents.fill(0xff));
    assert.deepEqual((await readBytes(buffer)).slice(5, 11), [5, 6, 0xff, 0xff, 9, 10]);
    assert.deepEqual(await readBytes(span), [6, 0xff, 0xff, 9]);
  });

  it('refuses ranges outside the buffer', async () => {
    const buffer = allocate(device(), ascending);
    await assert.rejects(buffer.map(MemoryAccess.Read, 17, 0), {
      status: 'OUT_OF_RANGE',
      message:
        /off the end of the valid buffer range \(offset=17, length=0, buffer byte_length=16\)/,
    });
    await assert.rejects(buffer.map(MemoryAccess.Read, 8, 9), {
      status: 'OUT_OF_RANGE',
      message: /outside of the valid buffer range \(offset=8, length=9, end\(inc\)=16, buffer/,
    });
    assert.throws(() => buffer.subspan(10, 7), { status: 'OUT_OF_RANGE' });
    assert.throws(() => buffer.write(-1, new Uint8Array(1)), { status: 'OUT_OF_RANGE' });
  });

  it('refuses access that was not asked for at allocation', async () => {
    const buffer = device().allocator.allocateBuffer(
      {
        memoryType: MemoryType.HostVisible | MemoryType.DeviceLocal,
        usage: BufferUsage.Mapping,
        access: MemoryAccess.Read,
      },
      16,
    );
    await assert.rejects(buffer.map(MemoryAccess.Write), {
      status: 'PERMISSION_DENIED',
      message: /buffer allows READ, operation requires WRITE/,
    });
  });
});

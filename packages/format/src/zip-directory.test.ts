import assert from 'node:assert/strict';
import { FormatError } from './format-error.ts';
import { centralDirectory, crc32, localFileHeader, minimumHeaderLength } from './zip-archive.ts';
import { checkArchive, isArchive } from './zip-directory.ts';

/** An archive of files by name, and where the bytes of each begin. */
function archiveOf(files: Readonly<Record<string, string>>) {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    offset += part.length;
  };
  const starts: number[] = [];
  const placed = Object.entries(files).map(([name, text]) => {
    const bytes = new TextEncoder().encode(text);
    const file = { name, headerOffset: offset, bytes, crc32: crc32(bytes) };
    add(localFileHeader(file, minimumHeaderLength(name) + 6));
    starts.push(offset);
    add(bytes);
    return file;
  });
  add(centralDirectory(placed, offset));
  return { bytes: new Uint8Array(Buffer.concat(parts)), starts };
}

function changed(bytes: Uint8Array, at: number, bit = 0): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}

describe('the archive of a module', () => {
  const { bytes, starts } = archiveOf({ 'module.fb': 'a module', 'kernels.wasm': 'kernels' });

  it('is known by its first bytes', () => {
    assert.ok(isArchive(bytes));
    assert.ok(!isArchive(bytes.subarray(1)));
    assert.ok(!isArchive(bytes.subarray(0, 8)));
  });

  it('is accepted as it was written', () => checkArchive(bytes));

  it('names the file that has another byte', () => {
    assert.throws(() => checkArchive(changed(bytes, (starts[1] ?? 0) + 3)), {
      name: 'FormatError',
      message:
        "the module's archive is damaged: the CRC-32 of 'kernels.wasm' is e2eb0094 and should be 5a5767f1",
    });
  });

  it('is refused when its end is missing', () => {
    assert.throws(() => checkArchive(bytes.subarray(0, -1)), /damaged: it has no directory/);
  });

  it('is refused or the same module whichever bit is turned over', () => {
    let refused = 0;
    for (let at = 0; at < bytes.length; ++at)
      for (let bit = 0; bit < 8; ++bit)
        try {
          checkArchive(changed(bytes, at, bit));
        } catch (error) {
          assert.ok(error instanceof FormatError, `byte ${at}: ${error}`);
          ++refused;
        }
    // Every bit of the two files, at least.
    assert.ok(refused >= 8 * ('a module'.length + 'kernels'.length));
  });
});

describe('CRC-32', () => {
  it('is that of zip files, whatever the length', () => {
    const text = new TextEncoder().encode('123456789');
    assert.equal(crc32(text), 0xcbf43926);
    assert.equal(crc32(text.subarray(0, 0)), 0);
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((length) => crc32(text.subarray(0, length)).toString(16)),
      ['83dcefb7', '4f5344cd', '884863d2', '9be3e0a3', 'cbf53a1c'],
    );
  });
});

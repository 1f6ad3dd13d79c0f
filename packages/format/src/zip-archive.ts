/**
 * The stored (uncompressed) zip64 archive a module file can be at the same time: local headers in
 * front of each part, and a central directory at the end. No timestamps, so equal input gives equal
 * bytes. zip-directory.ts reads them.
 */

export const localHeaderSize = 30;
export const localHeaderSignature = 0x04034b50;
export const directoryEntrySignature = 0x02014b50;
export const directoryEntrySize = 46;
export const directoryEndSignature = 0x06054b50;
export const directoryEndSize = 22;
export const zip64EndSignature = 0x06064b50;
export const zip64LocatorSignature = 0x07064b50;
export const zip64LocatorSize = 20;
/** Id of the extra field that has the sizes which do not fit their places. */
export const zip64FieldId = 0x0001;
const zip64LocalExtraSize = 20;
const extraHeaderSize = 4;
/** 4.5: the version that brought zip64. */
const versionNeeded = 45;
/** 1980-01-01, the earliest date the format has. */
const fixedDate = 0x21;
/** Id of the extra field that pads a header so that its file is aligned. */
const paddingFieldId = 0xfeca;
export const storedElsewhere = 0xffffffff;

/** A file already placed in the archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly headerOffset: number;
  readonly bytes: Uint8Array;
  readonly crc32: number;
}

/** What a byte does to the CRC, and what it does with one, two and three others behind it. */
const [crcOfByte, crcOfSecond, crcOfThird, crcOfFourth] = crcTables();

function crcTables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const first = Int32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; ++bit) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const behind = (table: Int32Array): Int32Array =>
    table.map((value) => first[value & 0xff]! ^ (value >>> 8));
  const second = behind(first);
  const third = behind(second);
  return [first, second, third, behind(third)];
}

/** CRC-32 as zip files use it, four bytes at a time ("slicing", Kounavis and Berry 2005). */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  const whole = bytes.length & ~3;
  for (let i = 0; i < whole; i += 4)
    crc =
      crcOfFourth[(crc ^ bytes[i]!) & 0xff]! ^
      crcOfThird[((crc >>> 8) ^ bytes[i + 1]!) & 0xff]! ^
      crcOfSecond[((crc >>> 16) ^ bytes[i + 2]!) & 0xff]! ^
      crcOfByte[(crc >>> 24) ^ bytes[i + 3]!]!;
  for (let i = whole; i < bytes.length; ++i)
    crc = crcOfByte[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The shortest local header a file of this name can have. */
export function minimumHeaderLength(name: string): number {
  return (
    localHeaderSize + new TextEncoder().encode(name).length + zip64LocalExtraSize + extraHeaderSize
  );
}

/** Collects little-endian fields. */
class FieldWriter {
  readonly #parts: number[] = [];

  u16(value: number): this {
    this.#parts.push(value & 0xff, (value >>> 8) & 0xff);
    return this;
  }

  u32(value: number): this {
    return this.u16(value & 0xffff).u16(value >>> 16);
  }

  u64(value: number): this {
    return this.u32(value >>> 0).u32(Math.floor(value / 0x100000000));
  }

  bytes(bytes: Uint8Array): this {
    for (const byte of bytes) this.#parts.push(byte);
    return this;
  }

  zeros(count: number): this {
    for (let i = 0; i < count; ++i) this.#parts.push(0);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#parts);
  }
}

/** A file's local header, padded to exactly `length` bytes. */
export function localFileHeader(file: ArchivedFile, length: number): Uint8Array {
  const name = new TextEncoder().encode(file.name);
  const padding = length - minimumHeaderLength(file.name);
  return new FieldWriter()
    .u32(localHeaderSignature)
    .u16(versionNeeded)
    .u16(0)
    .u16(0)
    .u16(0)
    .u16(fixedDate)
    .u32(file.crc32)
    .u32(storedElsewhere)
    .u32(storedElsewhere)
    .u16(name.length)
    .u16(zip64LocalExtraSize + extraHeaderSize + padding)
    .bytes(name)
    .u16(paddingFieldId)
    .u16(padding)
    .zeros(padding)
    .u16(zip64FieldId)
    .u16(zip64LocalExtraSize - extraHeaderSize)
    .u64(file.bytes.length)
    .u64(file.bytes.length)
    .finish();
}

/** The central directory and the three records that end a zip64 archive. */
export function centralDirectory(files: readonly ArchivedFile[], start: number): Uint8Array {
  const writer = new FieldWriter();
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    writer
      .u32(directoryEntrySignature)
      .u16(0x031e)
      .u16(versionNeeded)
      .u16(0)
      .u16(0)
      .u16(0)
      .u16(fixedDate)
      .u32(file.crc32)
      .u32(storedElsewhere)
      .u32(storedElsewhere)
      .u16(name.length)
      .u16(28)
      .u16(0)
      .u16(0)
      .u16(0)
      .u32(0)
      .u32(storedElsewhere)
      .bytes(name)
      .u16(zip64FieldId)
      .u16(24)
      .u64(file.bytes.length)
      .u64(file.bytes.length)
      .u64(file.headerOffset);
  }
  const size = files.reduce(
    (sum, file) => sum + directoryEntrySize + new TextEncoder().encode(file.name).length + 28,
    0,
  );
  return writer
    .u32(zip64EndSignature)
    .u64(56 - 12)
    .u16(versionNeeded)
    .u16(versionNeeded)
    .u32(0)
    .u32(0)
    .u64(files.length)
    .u64(files.length)
    .u64(size)
    .u64(start)
    .u32(zip64LocatorSignature)
    .u32(0)
    .u64(start + size)
    .u32(1)
    .u32(directoryEndSignature)
    .u16(0)
    .u16(0)
    .u16(files.length)
    .u16(files.length)
    .u32(size)
    .u32(storedElsewhere)
    .u16(0)
    .finish();
}

/**
 * Reads the directory of the archive that a module file can be, and checks that its files are what was
 * put into it: a byte that changed on the way is found before anything makes sense of it.
 */

import { FormatError } from './format-error.ts';
import {
  crc32,
  directoryEndSignature,
  directoryEndSize,
  directoryEntrySignature,
  directoryEntrySize,
  localHeaderSignature,
  localHeaderSize,
  storedElsewhere,
  zip64EndSignature,
  zip64FieldId,
  zip64LocatorSignature,
  zip64LocatorSize,
} from './zip-archive.ts';

/** The longest comment an archive may end with. */
const maxComment = 0xffff;

/** A file of an archive as the directory has it. */
interface DirectoryEntry {
  readonly name: string;
  readonly headerOffset: number;
  readonly size: number;
  readonly crc32: number;
}

/** Is the file an archive, too? */
export function isArchive(bytes: Uint8Array): boolean {
  return bytes.length >= localHeaderSize && new ArchiveView(bytes).u32(0) === localHeaderSignature;
}

/** Checks every file of an archive; a FormatError says which one is damaged. */
export function checkArchive(bytes: Uint8Array): void {
  const view = new ArchiveView(bytes);
  for (const { name, headerOffset, size, crc32: expected } of readDirectory(view)) {
    const start = view.dataOf(headerOffset);
    if (start + size > bytes.length) throw damaged(`'${name}' goes beyond its end`);
    const found = crc32(bytes.subarray(start, start + size));
    if (found !== expected)
      throw damaged(`the CRC-32 of '${name}' is ${hex(found)} and should be ${hex(expected)}`);
  }
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

const damaged = (what: string): FormatError =>
  new FormatError(`the module's archive is damaged: ${what}`);

function readDirectory(view: ArchiveView): readonly DirectoryEntry[] {
  const end = findEnd(view);
  let count = view.u16(end + 10);
  let at = view.u32(end + 16);
  let directoryEnd = end;
  const locator = end - zip64LocatorSize;
  if (locator >= 0 && view.u32(locator) === zip64LocatorSignature) {
    const record = view.u64(locator + 8);
    if (view.u32(record) !== zip64EndSignature) throw damaged('it has no directory');
    count = view.u64(record + 32);
    at = view.u64(record + 48);
    directoryEnd = record;
  }
  const entries: DirectoryEntry[] = [];
  for (let i = 0; i < count; ++i) {
    if (view.u32(at) !== directoryEntrySignature) throw damaged('its directory is cut off');
    const nameStart = at + directoryEntrySize;
    const extraStart = nameStart + view.u16(at + 28);
    const extraEnd = extraStart + view.u16(at + 30);
    if (view.u16(at + 10) !== 0) throw damaged('a file in it is compressed');
    // Sizes that do not fit stand in the extra field, in this order.
    let elsewhere = zip64Field(view, extraStart, extraEnd);
    const wide = (value: number): number => {
      if (value !== storedElsewhere) return value;
      elsewhere += 8;
      return view.u64(elsewhere - 8);
    };
    const size = wide(view.u32(at + 24));
    wide(view.u32(at + 20));
    entries.push({
      name: view.text(nameStart, extraStart),
      headerOffset: wide(view.u32(at + 42)),
      size,
      crc32: view.u32(at + 16),
    });
    at = extraEnd + view.u16(at + 32);
  }
  if (at !== directoryEnd) throw damaged('its directory has other files than it says');
  return entries;
}

function findEnd(view: ArchiveView): number {
  const last = view.length - directoryEndSize;
  for (let at = last; at >= Math.max(0, last - maxComment); --at)
    if (view.u32(at) === directoryEndSignature) return at;
  throw damaged('it has no directory');
}

/** Where the contents of the zip64 field begin; the end of the extra fields if there is none. */
function zip64Field(view: ArchiveView, start: number, end: number): number {
  for (let at = start; at + 4 <= end; at += 4 + view.u16(at + 2))
    if (view.u16(at) === zip64FieldId) return at + 4;
  return end;
}

/** Little-endian fields of bytes that may end too early. */
class ArchiveView {
  readonly #view: DataView;
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.#view.byteLength;
  }
  u16(at: number): number {
    this.#check(at, 2);
    return this.#view.getUint16(at, true);
  }
  u32(at: number): number {
    this.#check(at, 4);
    return this.#view.getUint32(at, true);
  }
  u64(at: number): number {
    return this.u32(at) + this.u32(at + 4) * 2 ** 32;
  }
  text(start: number, end: number): string {
    this.#check(start, end - start);
    const { buffer, byteOffset } = this.#view;
    return new TextDecoder().decode(
      new Uint8Array(buffer, byteOffset + start, end - start).slice(),
    );
  }
  /** Where the bytes of the file begin whose local header stands at an offset. */
  dataOf(header: number): number {
    if (this.u32(header) !== localHeaderSignature) throw damaged('a file in it has no header');
    return header + localHeaderSize + this.u16(header + 26) + this.u16(header + 28);
  }
  #check(at: number, size: number): void {
    if (at + size > this.length) throw damaged('it is cut off');
  }
}

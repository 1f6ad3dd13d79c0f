/**
 * FlatBuffers through the flatbuffers library: a writer with the few shapes our schemas use, and a
 * reader that checks every offset before it follows it (generated accessors trust their input).
 */
import { Builder, ByteBuffer, type Offset } from 'flatbuffers';
import { FormatError } from './format-error.ts';

/** One field of a table: its slot in the schema and its value. */
export type Field =
  | readonly [slot: number, kind: 'offset', value: Offset | undefined]
  | readonly [slot: number, kind: 'u8' | 'i32' | 'u32', value: number, fallback?: number]
  | readonly [slot: number, kind: 'u64', value: bigint];

/** Writes FlatBuffers bottom-up. Same calls, same bytes. */
export class FlatBufferWriter {
  readonly builder = new Builder(1024);

  /** A string; `undefined` stays absent. */
  string(text: string | undefined): Offset | undefined {
    return text === undefined ? undefined : this.builder.createString(text);
  }

  /** A vector of bytes whose first byte lies at a multiple of `alignment`. */
  bytes(bytes: Uint8Array, alignment = 1): Offset {
    this.builder.prep(alignment, bytes.length);
    return this.builder.createByteVector(bytes);
  }

  /** A vector of offsets (tables, strings). An empty one is absent unless asked for. */
  offsets(offsets: readonly Offset[], keepEmpty = false): Offset | undefined {
    if (offsets.length === 0 && !keepEmpty) return undefined;
    this.builder.startVector(4, offsets.length, 4);
    for (let i = offsets.length - 1; i >= 0; --i) this.builder.addOffset(offsets[i]!);
    return this.builder.endVector();
  }

  /** A vector of i32. */
  ints(values: readonly number[]): Offset | undefined {
    if (values.length === 0) return undefined;
    this.builder.startVector(4, values.length, 4);
    for (let i = values.length - 1; i >= 0; --i) this.builder.addInt32(values[i]!);
    return this.builder.endVector();
  }

  /** A table. Fields equal to their default are left out. */
  table(fields: readonly Field[]): Offset {
    const slots = fields.reduce((count, [slot]) => Math.max(count, slot + 1), 0);
    this.builder.startObject(slots);
    // Large fields first keeps the table without holes.
    for (const field of [...fields].sort((a, b) => sizeOf(b) - sizeOf(a))) {
      switch (field[1]) {
        case 'offset':
          if (field[2] !== undefined) this.builder.addFieldOffset(field[0], field[2], 0);
          break;
        case 'u8':
          this.builder.addFieldInt8(field[0], field[2], field[3] ?? 0);
          break;
        case 'i32':
        case 'u32':
          this.builder.addFieldInt32(field[0], field[2] | 0, (field[3] ?? 0) | 0);
          break;
        case 'u64':
          this.builder.addFieldInt64(field[0], BigInt.asIntN(64, field[2]), 0n);
          break;
      }
    }
    return this.builder.endObject();
  }

  /** Ends the buffer with its root and file identifier; returns a copy of the bytes. */
  finish(root: Offset, identifier: string, sizePrefix = false): Uint8Array {
    this.builder.finish(root, identifier, sizePrefix);
    return this.builder.asUint8Array().slice();
  }
}

function sizeOf(field: Field): number {
  switch (field[1]) {
    case 'u64':
      return 8;
    case 'u8':
      return 1;
    default:
      return 4;
  }
}

/**
 * What reading one buffer may cost: shared tables could otherwise make a small file stand for an
 * enormous object (a vector of a million references to one table).
 */
class ReadBudget {
  #left: number;

  constructor(byteLength: number) {
    // A well-formed buffer spends at least four bytes on each thing it holds.
    this.#left = Math.max(1024, byteLength * 4);
  }

  spend(amount: number): void {
    this.#left -= amount;
    if (this.#left < 0) throw new FormatError('FlatBuffer expands to more than its bytes can hold');
  }
}

/** A table of a FlatBuffer, read with checks. */
export class TableReader {
  readonly #buffer: ByteBuffer;
  readonly #budget: ReadBudget;
  readonly #table: number;
  readonly #vtable: number;
  readonly #vtableSize: number;
  readonly #tableSize: number;
  /** Says which table this is, for messages. */
  readonly name: string;

  private constructor(buffer: ByteBuffer, budget: ReadBudget, position: number, name: string) {
    this.#buffer = buffer;
    this.#budget = budget;
    this.#table = position;
    this.name = name;
    budget.spend(4);
    this.#check(position, 4, 'table');
    if (position % 4 !== 0) throw this.#fail('table is not aligned');
    const vtable = position - buffer.readInt32(position);
    this.#check(vtable, 4, 'vtable');
    if (vtable % 2 !== 0) throw this.#fail('vtable is not aligned');
    this.#vtable = vtable;
    this.#vtableSize = buffer.readUint16(vtable);
    this.#tableSize = buffer.readUint16(vtable + 2);
    if (this.#vtableSize < 4 || this.#vtableSize % 2 !== 0) throw this.#fail('bad vtable size');
    this.#check(vtable, this.#vtableSize, 'vtable');
    this.#check(position, this.#tableSize, 'table');
  }

  /** Opens the root table; the buffer must carry the identifier. */
  static root(bytes: Uint8Array, identifier: string, name: string): TableReader {
    if (bytes.byteLength < 8) throw new FormatError(`${name}: too short for a FlatBuffer`);
    const buffer = new ByteBuffer(bytes);
    for (let i = 0; i < 4; ++i) {
      if (bytes[4 + i] !== identifier.charCodeAt(i)) {
        throw new FormatError(`${name}: file identifier is not '${identifier}'`);
      }
    }
    const budget = new ReadBudget(bytes.byteLength);
    return new TableReader(buffer, budget, buffer.readUint32(0), name);
  }

  /** True when the table holds the field, even with its default value. */
  has(slot: number): boolean {
    return this.#field(slot, 1) !== 0;
  }

  u8(slot: number, fallback = 0): number {
    const at = this.#field(slot, 1);
    return at === 0 ? fallback : this.#buffer.readUint8(at);
  }

  i32(slot: number, fallback = 0): number {
    const at = this.#field(slot, 4);
    return at === 0 ? fallback : this.#buffer.readInt32(at);
  }

  u32(slot: number, fallback = 0): number {
    const at = this.#field(slot, 4);
    return at === 0 ? fallback : this.#buffer.readUint32(at);
  }

  /** A u64 that must fit a JavaScript number exactly. */
  u64(slot: number): number {
    const at = this.#field(slot, 8);
    if (at === 0) return 0;
    const value = this.#buffer.readUint64(at);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.#fail(`field ${slot} is too large`);
    return Number(value);
  }

  string(slot: number): string | undefined {
    const at = this.#field(slot, 4);
    return at === 0 ? undefined : this.#stringAt(this.#follow(at));
  }

  table(slot: number, name: string): TableReader | undefined {
    const at = this.#field(slot, 4);
    return at === 0 ? undefined : this.#tableAt(this.#follow(at), name);
  }

  /** A vector of bytes, as a view of the buffer. */
  bytes(slot: number): Uint8Array | undefined {
    const range = this.#vector(slot, 1);
    return range && this.#buffer.bytes().subarray(range.start, range.start + range.count);
  }

  ints(slot: number): number[] {
    const range = this.#vector(slot, 4);
    if (!range) return [];
    this.#budget.spend(range.count);
    return Array.from({ length: range.count }, (_, i) =>
      this.#buffer.readInt32(range.start + i * 4),
    );
  }

  tables(slot: number, name: string): TableReader[] {
    return this.#offsets(slot).map((position, index) =>
      this.#tableAt(position, `${name}[${index}]`),
    );
  }

  /** A vector of unions, stored as a vector of tags in one slot and of tables in the next. */
  unions(tagSlot: number, name: string): { tag: number; table: TableReader | undefined }[] {
    const tags = this.bytes(tagSlot);
    const range = this.#vector(tagSlot + 1, 4);
    if (!tags && !range) return [];
    if (!tags || !range || tags.length !== range.count) {
      throw this.#fail(`${name}: tags and values differ in number`);
    }
    return Array.from(tags, (tag, index) => {
      // NONE has no table behind it.
      if (tag === 0) return { tag, table: undefined };
      const position = this.#follow(range.start + index * 4);
      return { tag, table: this.#tableAt(position, `${name}[${index}]`) };
    });
  }

  /** A vector of structs: hands each one's position to `read` with a view of its bytes. */
  structs<T>(slot: number, size: number, read: (view: DataView) => T): T[] {
    const range = this.#vector(slot, size);
    if (!range) return [];
    const bytes = this.#buffer.bytes();
    this.#budget.spend(range.count * 4);
    return Array.from({ length: range.count }, (_, i) =>
      read(new DataView(bytes.buffer, bytes.byteOffset + range.start + i * size, size)),
    );
  }

  /** A failure that names this table. */
  fail(message: string): FormatError {
    return this.#fail(message);
  }

  #offsets(slot: number): number[] {
    const range = this.#vector(slot, 4);
    if (!range) return [];
    this.#budget.spend(range.count);
    return Array.from({ length: range.count }, (_, i) => this.#follow(range.start + i * 4));
  }

  #tableAt(position: number, name: string): TableReader {
    return new TableReader(this.#buffer, this.#budget, position, `${this.name}.${name}`);
  }

  #stringAt(position: number): string {
    const length = this.#length(position, 1, 'string');
    this.#budget.spend(length);
    // The terminator is part of the format; a length that runs over it is damage.
    this.#check(position + 4, length + 1, 'string');
    const bytes = this.#buffer.bytes().subarray(position + 4, position + 4 + length);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw this.#fail('string is not UTF-8');
    }
  }

  #vector(slot: number, elementSize: number): { start: number; count: number } | undefined {
    const at = this.#field(slot, 4);
    if (at === 0) return undefined;
    const position = this.#follow(at);
    const count = this.#length(position, elementSize, 'vector');
    return { start: position + 4, count };
  }

  #length(position: number, elementSize: number, what: string): number {
    this.#check(position, 4, what);
    if (position % 4 !== 0) throw this.#fail(`${what} is not aligned`);
    const count = this.#buffer.readUint32(position);
    this.#check(position + 4, count * elementSize, what);
    return count;
  }

  /** Position of a field, 0 when the table does not have it. */
  #field(slot: number, size: number): number {
    const entry = 4 + slot * 2;
    if (entry + 2 > this.#vtableSize) return 0;
    const offset = this.#buffer.readUint16(this.#vtable + entry);
    if (offset === 0) return 0;
    if (offset + size > this.#tableSize) throw this.#fail(`field ${slot} lies outside its table`);
    this.#check(this.#table + offset, size, 'field');
    return this.#table + offset;
  }

  #follow(at: number): number {
    const offset = this.#buffer.readUint32(at);
    if (offset === 0) throw this.#fail('null offset');
    this.#check(at + offset, 4, 'offset');
    return at + offset;
  }

  #check(position: number, size: number, what: string): void {
    if (!(position >= 0 && size >= 0 && position + size <= this.#buffer.capacity())) {
      throw this.#fail(`${what} lies outside the buffer`);
    }
  }

  #fail(message: string): FormatError {
    return new FormatError(`${this.name}: ${message}`);
  }
}

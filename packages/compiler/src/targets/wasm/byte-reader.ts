/** Reads the encodings of the WebAssembly binary format from bytes, and never beyond their end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }
  u8(): number {
    return this.#view.getUint8(this.#at++);
  }
  bytes(count: number): Uint8Array {
    if (count > this.#bytes.length - this.#at)
      throw new RangeError(`${count} bytes are asked for, and there are fewer`);
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
  /** A reader of the next bytes, which this one passes over. */
  part(count: number): ByteReader {
    return new ByteReader(this.bytes(count));
  }
  /** Unsigned LEB128 of a number below 2^32. */
  u32(): number {
    return Number(BigInt.asUintN(32, this.#leb().value));
  }
  s32(): number {
    return Number(this.s64());
  }
  s64(): bigint {
    const { value, bits } = this.#leb();
    return BigInt.asIntN(Math.min(bits, 64), value);
  }
  #leb(): { readonly value: bigint; readonly bits: number } {
    let value = 0n;
    for (let bits = 0; bits < 70; bits += 7) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << BigInt(bits);
      if (byte < 0x80) return { value, bits: bits + 7 };
    }
    throw new RangeError('a number in LEB128 has more than ten bytes');
  }
  fixed32(): number {
    this.#at += 4;
    return this.#view.getUint32(this.#at - 4, true);
  }
  fixed64(): bigint {
    this.#at += 8;
    return this.#view.getBigUint64(this.#at - 8, true);
  }
  name(): string {
    return new TextDecoder().decode(this.bytes(this.u32()));
  }
}

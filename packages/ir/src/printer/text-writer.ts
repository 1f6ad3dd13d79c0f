/**
 * A text that grows at its end. Short ASCII, which IR is, goes into bytes unit by unit: appending to a
 * string makes a tree of the engine's that costs several times as much and is garbage afterwards.
 */

const FIRST_CAPACITY = 256;
const CAPACITY = 1 << 16;
/** Longer texts are pieces of their own. */
const LONG = 1 << 12;

const decoder = new TextDecoder();

export class TextWriter {
  /** What stands before the bytes. */
  readonly #pieces: string[] = [];
  #piecesLength = 0;
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  /** In UTF-16 units. */
  get length(): number {
    return this.#piecesLength + this.#length;
  }

  get text(): string {
    this.#finishPiece();
    const [only, ...others] = this.#pieces;
    return others.length === 0 ? (only ?? '') : this.#pieces.join('');
  }

  write(text: string): void {
    const { length } = text;
    const hasRoom = length <= LONG && this.#length + length <= this.#bytes.length;
    if (!hasRoom && !this.#makeRoom(length)) {
      this.#addPiece(text);
      return;
    }
    const bytes = this.#bytes;
    const start = this.#length;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) {
        this.#addPiece(text);
        return;
      }
      bytes[start + i] = unit;
    }
    this.#length = start + length;
  }

  /** Appends a number that is not negative, in decimal. */
  writeNumber(value: number): void {
    if (value > 0x7fffffff) {
      this.write(String(value));
      return;
    }
    let numDigits = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) numDigits++;
    if (this.#length + numDigits > this.#bytes.length) this.#makeRoom(numDigits);
    this.#length += numDigits;
    for (let at = this.#length, rest = value; numDigits > 0; numDigits--) {
      const quotient = (rest / 10) | 0;
      this.#bytes[--at] = 48 + rest - quotient * 10;
      rest = quotient;
    }
  }

  /** Takes off and returns what `write` appends. */
  capture(write: () => void): string {
    this.#finishPiece();
    const first = this.#pieces.length;
    write();
    this.#finishPiece();
    const text = this.#pieces.splice(first).join('');
    this.#piecesLength -= text.length;
    return text;
  }

  /** Sees that so many bytes fit; false if they are too many ever to go there. */
  #makeRoom(length: number): boolean {
    if (length > LONG) return false;
    if (this.#bytes.length === CAPACITY) {
      this.#finishPiece();
      return true;
    }
    const bytes = new Uint8Array(CAPACITY);
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
    return true;
  }
  #addPiece(text: string): void {
    this.#finishPiece();
    this.#pieces.push(text);
    this.#piecesLength += text.length;
  }
  #finishPiece(): void {
    if (this.#length === 0) return;
    this.#pieces.push(decoder.decode(this.#bytes.subarray(0, this.#length)));
    this.#piecesLength += this.#length;
    this.#length = 0;
  }
}

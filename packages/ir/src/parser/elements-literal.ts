/**
 * Reads the inside of `dense<…>` and `sparse<…>`: lists of numbers, booleans, strings and complex
 * pairs, straight into the bytes of a dense constant, with upstream's checks of shape and range.
 */

import { writeBits } from '../attributes.ts';
import { encodeFloat } from '../float.ts';
import { bitWidth, type Type } from '../types.ts';
import { fitInteger, hexFloatBits } from './attribute-actions.ts';
import { skipSpace, stringEnd } from './scanning.ts';
import { decodeString } from './string-literals.ts';

/** A finding at an offset of the text (-1: at the parser's next token), thrown by the reader and reported by its caller. */
export class LiteralError extends Error {
  readonly offset: number;
  readonly note: string | null;
  constructor(message: string, offset: number, note: string | null = null) {
    super(message);
    this.name = 'LiteralError';
    this.offset = offset;
    this.note = note;
  }
}

/** Where the elements of a literal go; `real` is the type of an element or of its parts. */
interface Sink {
  push(isNegative: boolean, start: number, end: number): void;
}

const MAX_LIST_DEPTH = 1000;
const SCALAR: readonly number[] = [];

const isHexDigit = (unit: number): boolean =>
  (unit >= 48 && unit <= 57) || ((unit | 32) >= 97 && (unit | 32) <= 102);

/** The number, word or string token that begins at `at`; `at` itself if there is none. */
function elementEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === 34) return Math.max(stringEnd(text, at), at);
  if (first === 116) return text.startsWith('true', at) ? at + 4 : at;
  if (first === 102) return text.startsWith('false', at) ? at + 5 : at;
  if (!(first >= 48 && first <= 57)) return at;
  let end = at + 1;
  if (first === 48 && text.charCodeAt(end) === 120) {
    // Without a digit behind the `x`, it is a zero in front of something else.
    if (!isHexDigit(text.charCodeAt(end + 1))) return end;
    end++;
    while (isHexDigit(text.charCodeAt(end))) end++;
    return end;
  }
  let unit = text.charCodeAt(end);
  while (unit >= 48 && unit <= 57) unit = text.charCodeAt(++end);
  if (unit !== 46) return end;
  unit = text.charCodeAt(++end);
  while (unit >= 48 && unit <= 57) unit = text.charCodeAt(++end);
  if (unit !== 101 && unit !== 69) return end;
  let exponent = end + 1;
  unit = text.charCodeAt(exponent);
  if (unit === 43 || unit === 45) unit = text.charCodeAt(++exponent);
  if (!(unit >= 48 && unit <= 57)) return end;
  while (unit >= 48 && unit <= 57) unit = text.charCodeAt(++exponent);
  return exponent;
}

/** Reads one literal (an element or nested lists) from an offset on. */
export class ElementsReader {
  readonly #text: string;
  readonly #sink: Sink;
  /** Offset of the next token. */
  at: number;
  /** Lengths of the nested lists; empty for a single element. */
  shape: readonly number[] = SCALAR;

  constructor(text: string, at: number, sink: Sink) {
    this.#text = text;
    this.#sink = sink;
    this.at = skipSpace(text, at);
  }

  read(): void {
    if (this.#text.charCodeAt(this.at) === 91) this.shape = this.#list(0);
    else this.#element(0);
  }

  /** End of what stands before the next token: where upstream says that something is missing. */
  #missing(message: string): never {
    let end = this.at;
    while (end > 0 && this.#text.charCodeAt(end - 1) <= 32) end--;
    throw new LiteralError(message, end);
  }

  #advance(to: number): void {
    this.at = skipSpace(this.#text, to);
  }

  #list(depth: number): readonly number[] {
    const text = this.#text;
    if (depth > MAX_LIST_DEPTH)
      throw new LiteralError(`nesting is deeper than the limit of ${MAX_LIST_DEPTH}`, this.at);
    this.#advance(this.at + 1);
    if (text.charCodeAt(this.at) === 93) {
      this.#advance(this.at + 1);
      return [0];
    }
    let inner: readonly number[] | null = null;
    let size = 0;
    for (;;) {
      let dims = SCALAR;
      if (text.charCodeAt(this.at) === 91) dims = this.#list(depth + 1);
      else this.#element(depth);
      size++;
      if (inner === null) inner = dims;
      else if (inner !== dims && !sameShape(inner, dims))
        throw new LiteralError(
          'tensor literal is invalid; ranks are not consistent between elements',
          this.at,
        );
      if (text.charCodeAt(this.at) !== 44) break;
      this.#advance(this.at + 1);
    }
    if (text.charCodeAt(this.at) !== 93) this.#missing("expected ']'");
    this.#advance(this.at + 1);
    return [size, ...(inner ?? SCALAR)];
  }

  #element(depth: number): void {
    const text = this.#text;
    let start = this.at;
    const first = text.charCodeAt(start);
    if (first === 40) {
      if (depth > MAX_LIST_DEPTH)
        throw new LiteralError(`nesting is deeper than the limit of ${MAX_LIST_DEPTH}`, this.at);
      this.#advance(start + 1);
      this.#element(depth + 1);
      if (text.charCodeAt(this.at) !== 44) this.#missing("expected ',' between complex elements");
      this.#advance(this.at + 1);
      this.#element(depth + 1);
      if (text.charCodeAt(this.at) !== 41) this.#missing("expected ')' after complex elements");
      this.#advance(this.at + 1);
      return;
    }
    const isNegative = first === 45;
    if (isNegative) start = skipSpace(text, start + 1);
    const end = elementEnd(text, start);
    const unit = text.charCodeAt(start);
    if (end === start || (isNegative && !(unit >= 48 && unit <= 57)))
      throw new LiteralError(
        isNegative
          ? 'expected integer or floating point literal'
          : 'expected element literal of primitive type',
        start,
      );
    this.#sink.push(isNegative, start, end);
    // The common separators need no search.
    const next = text.charCodeAt(end);
    this.at = next === 44 || next === 93 ? end : skipSpace(text, end);
  }
}

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** Collects strings. */
export class StringSink implements Sink {
  readonly #text: string;
  readonly values: string[] = [];
  /** Spelling of an element that is no string. */
  wrong: string | null = null;
  constructor(text: string) {
    this.#text = text;
  }
  get count(): number {
    return this.values.length;
  }
  push(_: boolean, start: number, end: number): void {
    if (this.#text.charCodeAt(start) === 34) this.values.push(decodeString(this.#text, start, end));
    else {
      this.wrong ??= this.#text.slice(start, end);
      this.values.push('');
    }
  }
}

/** Collects numbers as bytes; the first that does not fit the type is kept as `error`. */
export class NumberSink implements Sink {
  readonly #text: string;
  readonly #type: Extract<Type, { kind: 'integer' | 'index' | 'float' }>;
  readonly #size: number;
  readonly #width: number;
  readonly #isUnsigned: boolean;
  #bytes: Uint8Array;
  #view: DataView;
  /** Elements (parts of complex ones counted each) so far. */
  count = 0;
  error: LiteralError | null = null;

  constructor(
    text: string,
    type: Extract<Type, { kind: 'integer' | 'index' | 'float' }>,
    expected: number,
  ) {
    this.#text = text;
    this.#type = type;
    this.#width = bitWidth(type);
    this.#size = Math.ceil(this.#width / 8);
    this.#isUnsigned = type.kind === 'integer' && type.signedness === 'unsigned';
    this.#bytes = new Uint8Array(Math.max(1, Math.min(expected, 1 << 16)) * this.#size);
    this.#view = new DataView(this.#bytes.buffer);
  }

  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.count * this.#size);
  }

  push(isNegative: boolean, start: number, end: number): void {
    const at = this.count * this.#size;
    if (at + this.#size > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.count++;
    if (this.error) return;
    if (this.#type.kind === 'float') this.#float(at, isNegative, start, end);
    else this.#integer(at, isNegative, start, end);
  }

  #fail(message: string, start: number, note: string | null = null): undefined {
    this.error ??= new LiteralError(message, start, note);
  }

  #float(at: number, isNegative: boolean, start: number, end: number): undefined {
    const type = this.#type as Extract<Type, { kind: 'float' }>;
    const spelling = this.#text.slice(start, end);
    if (!spelling.includes('.')) {
      const bits = spelling.startsWith('0x') ? hexFloatBits(type, spelling) : 'decimal';
      if (bits === 'decimal')
        return this.#fail('expected floating-point elements, but parsed integer', -1);
      if (isNegative)
        return this.#fail('hexadecimal float literal should not have a leading minus', start);
      if (bits === 'range')
        return this.#fail('hexadecimal float constant out of range for type', start);
      writeBits(this.#bytes, at, this.#size, bits);
      return;
    }
    const magnitude = Number(spelling);
    if (!Number.isFinite(magnitude)) return this.#fail('floating point value too large', start);
    const value = isNegative ? -magnitude : magnitude;
    if (type.format === 'f32') this.#view.setFloat32(at, value, true);
    else if (type.format === 'f64') this.#view.setFloat64(at, value, true);
    else writeBits(this.#bytes, at, this.#size, encodeFloat(type.format, value));
  }

  #integer(at: number, isNegative: boolean, start: number, end: number): undefined {
    const text = this.#text;
    const type = this.#type as Extract<Type, { kind: 'integer' | 'index' }>;
    if (isNegative && this.#isUnsigned)
      return this.#fail('expected unsigned integer elements, but parsed negative value', start);
    const first = text.charCodeAt(start);
    if (first === 34) return this.#fail('expected integer elements, but parsed string', start);
    if (first === 116 || first === 102) {
      if (type.kind !== 'integer' || type.width !== 1)
        return this.#fail("expected i1 type for 'true' or 'false' values", start);
      this.#bytes[at] = first === 116 ? 1 : 0;
      return;
    }
    // Up to fifteen decimal digits are exact as a double.
    if (end - start <= 15 && this.#size <= 8 && this.#size !== 3 && this.#width >= 4) {
      let magnitude = 0;
      let i = start;
      for (; i < end; i++) {
        const digit = text.charCodeAt(i) - 48;
        if (digit < 0 || digit > 9) break;
        magnitude = magnitude * 10 + digit;
      }
      if (i === end && magnitude < 2 ** (this.#width - 1)) {
        if (isNegative && magnitude === 0)
          return this.#fail('integer constant out of range for type', start);
        const value = isNegative ? -magnitude : magnitude;
        switch (this.#size) {
          case 1:
            this.#bytes[at] = this.#width === 8 ? value : value & ((1 << this.#width) - 1);
            return;
          case 2:
            if (this.#width !== 16) break;
            this.#view.setInt16(at, value, true);
            return;
          case 4:
            if (this.#width !== 32) break;
            this.#view.setInt32(at, value, true);
            return;
          case 8:
            if (this.#width !== 64) break;
            this.#view.setUint32(at, value >>> 0, true);
            this.#view.setInt32(at + 4, Math.floor(value / 2 ** 32), true);
            return;
        }
      }
    }
    const spelling = text.slice(start, end);
    if (spelling.includes('.'))
      return this.#fail('expected integer elements, but parsed floating-point', start);
    const value = fitInteger(type, isNegative, spelling);
    if (value === null) return this.#fail('integer constant out of range for type', start);
    writeBits(this.#bytes, at, this.#size, BigInt.asUintN(this.#width, value));
  }
}

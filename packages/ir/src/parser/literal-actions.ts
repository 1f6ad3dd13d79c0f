/** Elements attributes from their literal's text and their type. */

import {
  type Attribute,
  DenseElementsAttr,
  DenseStringElementsAttr,
  denseElementBytes,
  SparseElementsAttr,
} from '../attributes.ts';
import {
  hasStaticShape,
  IntegerType,
  isRankedShaped,
  isShaped,
  numElements,
  type RankedShapedType,
  RankedTensorType,
  type Type,
} from '../types.ts';
import { ElementsReader, LiteralError, NumberSink, StringSink } from './elements-literal.ts';
import { decodeHex, hexByteCount, hexDigits } from './hex-literal.ts';
import { skipSpace, stringEnd } from './scanning.ts';
import type { Session } from './session.ts';
import { decodeString } from './string-literals.ts';
import { Keyword, TokenKind } from './token-kinds.ts';

/** Hex data above this many bytes are decoded when they are first read. */
const LAZY_BYTES = 1 << 16;

const ANYTHING = { push: (): void => undefined };

export class LiteralActions {
  readonly #s: Session;
  constructor(session: Session) {
    this.#s = session;
  }

  /** The keyword is token `at`; the next one must be its literal. */
  checkOpening(at: number): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.elementsLiteral)
      s.failWrongToken(
        s.kinds[at] === Keyword.dense
          ? "expected '<' after 'dense'"
          : "Expected '<' after 'sparse'",
      );
  }

  /** If the literal does not end in `>`, finds out why. */
  checkClosing(at: number): void {
    const s: Session = this.#s;
    const start = s.starts[at + 1]!;
    const end = s.ends[at + 1]!;
    if (end > start + 1 && s.text.charCodeAt(end - 1) === 62) return;
    this.#reporting(() => {
      let inside = skipSpace(s.text, start + 1);
      const readOne = (): void => {
        const reader = new ElementsReader(s.text, inside, ANYTHING);
        reader.read();
        inside = reader.at;
      };
      readOne();
      if (s.kinds[at] === Keyword.sparse) {
        if (s.text.charCodeAt(inside) !== 44) throw new LiteralError("expected ','", inside);
        inside++;
        readOne();
      }
      let missingAt = inside;
      while (missingAt > 0 && s.text.charCodeAt(missingAt - 1) <= 32) missingAt--;
      throw new LiteralError("expected '>'", missingAt);
    });
  }

  /**
   * The attribute whose keyword is token `at`. What is wrong with a dense one as a whole is said at the
   * colon before its type, or at the keyword if the type was known before.
   */
  elements(at: number, type: Type, isTypeKnown: boolean): Attribute {
    const s: Session = this.#s;
    if (!isShaped(type)) return s.fail('elements literal must be a shaped type', s.errorOffset);
    if (!isRankedShaped(type) || !hasStaticShape(type))
      return s.fail('elements literal type must have static shape', s.errorOffset);
    const start = s.starts[at + 1]! + 1;
    const end = s.ends[at + 1]! - 1;
    return this.#reporting(() =>
      s.kinds[at] === Keyword.dense
        ? this.#dense(start, end, type, s.starts[isTypeKnown ? at : at + 2]!)
        : this.#sparse(start, end, type, s.starts[at]!),
    );
  }

  #reporting<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof LiteralError)) throw error;
      const notes = error.note === null ? [] : [{ offset: error.offset, message: error.note }];
      const end = Math.max(0, this.#s.text.length - 1);
      const offset = error.offset < 0 ? this.#s.errorOffset : Math.min(error.offset, end);
      return this.#s.fail(error.message, offset, notes);
    }
  }

  #dense(start: number, end: number, type: RankedShapedType, offset: number): Attribute {
    const { text } = this.#s;
    const inside = skipSpace(text, start);
    if (inside >= end) return this.#noElements(type, offset);
    if (text.charCodeAt(inside) === 34) {
      const stop = stringEnd(text, inside);
      this.#expectEnd(skipSpace(text, stop), end);
      return this.#fromString(inside, stop, type, offset);
    }
    const { attribute, at } = this.#list(inside, () => type, offset);
    this.#expectEnd(at, end);
    return attribute;
  }

  #expectEnd(at: number, end: number): void {
    if (at >= end) return;
    let missingAt = at;
    while (missingAt > 0 && this.#s.text.charCodeAt(missingAt - 1) <= 32) missingAt--;
    throw new LiteralError("expected '>'", missingAt);
  }

  /** A list or an element from `inside` on; `typeOf` tells the type when the literal's shape is known. */
  #list(
    inside: number,
    typeOf: (shape: readonly number[]) => RankedShapedType,
    offset: number,
    elementType: Type = typeOf([]).elementType,
  ): {
    attribute: DenseElementsAttr | DenseStringElementsAttr;
    at: number;
    shape: readonly number[];
  } {
    const { text } = this.#s;
    const part = elementType.kind === 'complex' ? elementType.elementType : elementType;
    if (part.kind !== 'integer' && part.kind !== 'index' && part.kind !== 'float') {
      const sink = new StringSink(text);
      const reader = new ElementsReader(text, inside, sink);
      reader.read();
      const type = typeOf(reader.shape);
      this.#checkShape(reader.shape, sink.count, type, offset);
      if (sink.wrong !== null)
        throw new LiteralError(`expected string token, got ${sink.wrong}`, offset);
      return {
        attribute: DenseStringElementsAttr.get(type, sink.values),
        at: reader.at,
        shape: reader.shape,
      };
    }
    const sink = new NumberSink(text, part, 1024);
    const reader = new ElementsReader(text, inside, sink);
    reader.read();
    const type = typeOf(reader.shape);
    this.#checkShape(reader.shape, sink.count, type, offset);
    if (elementType.kind === 'complex') {
      const parts = reader.shape.length === 0 ? 2 : numElements(type.shape) * 2;
      if (sink.count !== parts)
        throw new LiteralError(
          reader.shape.length === 0
            ? `parsed ${sink.count} elements, but type (${this.#s.typeText(elementType)}) expected 2 elements`
            : `parsed ${sink.count} elements, but type (${this.#s.typeText(type)}) expected ${parts} elements`,
          offset,
        );
    }
    if (sink.error) throw sink.error;
    const expected = elementType.kind === 'complex' ? 2 : 1;
    if (reader.shape.length === 0 && sink.count !== expected)
      throw new LiteralError(
        `parsed ${sink.count} elements, but type (${this.#s.typeText(type)}) expected ${expected}`,
        offset,
      );
    if (reader.shape.length > 0 && sink.count !== numElements(type.shape) * expected)
      throw new LiteralError(
        `parsed ${sink.count} elements, but type (${this.#s.typeText(type)}) expected ${numElements(type.shape) * expected}`,
        offset,
      );
    return {
      attribute: DenseElementsAttr.get(type, sink.bytes),
      at: reader.at,
      shape: reader.shape,
    };
  }

  #checkShape(
    shape: readonly number[],
    count: number,
    type: RankedShapedType,
    offset: number,
  ): void {
    if (
      shape.length > 0 &&
      (shape.length !== type.shape.length || shape.some((size, i) => size !== type.shape[i]))
    )
      throw new LiteralError(
        `inferred shape of elements literal ([${shape.join(', ')}]) does not match type ([${type.shape.join(', ')}])`,
        offset,
      );
    if (count === 0 && numElements(type.shape) !== 0)
      throw new LiteralError(
        `parsed zero elements, but type (${this.#s.typeText(type)}) expected at least 1`,
        offset,
      );
  }

  /** `dense<>`. */
  #noElements(type: RankedShapedType, offset: number): Attribute {
    this.#checkShape([], 0, type, offset);
    return isNumeric(type.elementType)
      ? DenseElementsAttr.get(type, new Uint8Array(0))
      : DenseStringElementsAttr.get(type, []);
  }

  /** A single string: hex data for numbers, else a splat of strings. */
  #fromString(
    start: number,
    end: number,
    type: RankedShapedType,
    offset: number,
  ): DenseElementsAttr | DenseStringElementsAttr {
    const { text } = this.#s;
    const { elementType } = type;
    if (!isNumeric(elementType))
      return DenseStringElementsAttr.get(type, [decodeString(text, start, end)]);
    const bytes = hexByteCount(text, start, end);
    if (bytes < 0)
      throw new LiteralError('expected string containing hex digits starting with `0x`', start);
    const count = numElements(type.shape);
    const invalid = (): never => {
      throw new LiteralError(
        `elements hex data size is invalid for provided type: ${this.#s.typeText(type)}`,
        offset,
      );
    };
    if (elementType.kind === 'integer' && elementType.width === 1) {
      const packed = decodeHex(text, start, end);
      if (packed.length === 1 && (packed[0] === 0 || packed[0] === 0xff))
        return DenseElementsAttr.get(type, Uint8Array.of(packed[0] & 1));
      if (packed.length !== Math.ceil(count / 8)) return invalid();
      return DenseElementsAttr.get(
        type,
        Uint8Array.from({ length: count }, (_, i) => ((packed[i >> 3] ?? 0) >> (i & 7)) & 1),
      );
    }
    const size = denseElementBytes(elementType);
    if (bytes !== size && bytes !== size * count) return invalid();
    if (bytes > LAZY_BYTES && !isRepeatedText(text, start + 3, end - 1, size * 2))
      return DenseElementsAttr.lazy(type, {
        bytes: () => decodeHex(text, start, end),
        digits: () => hexDigits(text, start, end),
      });
    return DenseElementsAttr.get(type, decodeHex(text, start, end));
  }

  #sparse(start: number, end: number, type: RankedShapedType, offset: number): Attribute {
    const { text, context } = this.#s;
    const i64 = IntegerType.get(context, 64);
    const rank = type.shape.length;
    const inside = skipSpace(text, start);
    if (inside >= end)
      return SparseElementsAttr.get(
        type,
        DenseElementsAttr.get(RankedTensorType.get([0, rank], i64), new Uint8Array(0)),
        DenseElementsAttr.get(RankedTensorType.get([0], type.elementType), new Uint8Array(0)),
      );
    const indices = this.#list(
      inside,
      (shape) => RankedTensorType.get(shape.length === 0 ? [1, rank] : shape, i64),
      inside,
      i64,
    );
    if (text.charCodeAt(indices.at) !== 44) throw new LiteralError("expected ','", indices.at);
    const valuesAt = skipSpace(text, indices.at + 1);
    const valueShape = (shape: readonly number[]): RankedTensorType =>
      RankedTensorType.get(shape.length === 0 ? [indices.shape[0] ?? 1] : shape, type.elementType);
    let values: DenseElementsAttr | DenseStringElementsAttr;
    if (text.charCodeAt(valuesAt) === 34) {
      const stop = stringEnd(text, valuesAt);
      values = this.#fromString(valuesAt, stop, valueShape([]), valuesAt);
      this.#expectEnd(skipSpace(text, stop), end);
    } else {
      const list = this.#list(valuesAt, valueShape, valuesAt, type.elementType);
      values = list.attribute;
      this.#expectEnd(list.at, end);
    }
    if (indices.attribute.kind !== 'dense')
      throw new LiteralError('expected integer indices', offset);
    this.#checkSparse(type, indices.attribute, values, offset);
    return SparseElementsAttr.get(type, indices.attribute, values);
  }

  #checkSparse(
    type: RankedShapedType,
    indices: DenseElementsAttr,
    values: DenseElementsAttr | DenseStringElementsAttr,
    offset: number,
  ): void {
    const rank = type.shape.length;
    const shape = indices.type.shape;
    if (values.type.shape.length !== 1)
      throw new LiteralError('expected 1-d tensor for sparse element values', offset);
    if (shape.length === 2 ? shape[1] !== rank : shape.length !== 1 || rank !== 1)
      throw new LiteralError(
        `expected shape ([${type.shape.join(', ')}]); inferred shape of indices literal ([${shape.join(', ')}]); inferred shape of values literal ([${values.type.shape.join(', ')}])`,
        offset,
      );
    if (values.type.shape[0] !== shape[0])
      throw new LiteralError(
        `expected shape ([${type.shape.join(', ')}]); inferred shape of indices literal ([${shape.join(', ')}]); inferred shape of values literal ([${values.type.shape.join(', ')}])`,
        offset,
      );
    const count = shape[0] ?? 0;
    for (let i = 0; i < count; i++)
      for (let d = 0; d < rank; d++) {
        const index = BigInt.asIntN(64, indices.bitsAt(i * rank + d));
        if (index < 0n || index >= BigInt(type.shape[d]!)) {
          const all = Array.from({ length: rank }, (_, k) =>
            BigInt.asIntN(64, indices.bitsAt(i * rank + k)),
          );
          throw new LiteralError(
            `sparse index #${i} is not contained within the value shape, with index=[${all.join(', ')}], and type=${this.#s.typeText(type)}`,
            offset,
          );
        }
      }
  }
}

const isNumeric = (type: Type): boolean =>
  type.kind === 'integer' ||
  type.kind === 'index' ||
  type.kind === 'float' ||
  type.kind === 'complex';

/** Does every `step` units of [start, end) repeat the ones before? */
function isRepeatedText(text: string, start: number, end: number, step: number): boolean {
  for (let i = start + step; i < end; i++)
    if (text.charCodeAt(i) !== text.charCodeAt(i - step)) return false;
  return true;
}

/** What the grammar's rules of attributes build, and what upstream checks while it parses them. */

import {
  ArrayAttr,
  type Attribute,
  DenseArrayAttr,
  DenseResourceElementsAttr,
  DictionaryAttr,
  FloatAttr,
  IntegerAttr,
  normalizeInteger,
  StridedLayoutAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  UnitAttr,
} from '../attributes.ts';
import { encodeFloat } from '../float.ts';
import {
  DYNAMIC,
  type FloatType,
  type IntegerType,
  isRankedShaped,
  isShaped,
  type Type,
} from '../types.ts';
import type { Session } from './session.ts';
import { decodeString } from './string-literals.ts';
import { isWordKind, Keyword, Punct, TokenKind } from './token-kinds.ts';

/** The `array<…>` under construction. */
export interface DenseArrayState {
  readonly type: IntegerType | FloatType;
  readonly values: bigint[];
}

export class AttributeActions {
  readonly #s: Session;
  constructor(session: Session) {
    this.#s = session;
  }

  bool(value: boolean): Attribute {
    return IntegerAttr.bool(this.#s.context, value);
  }
  unit(): Attribute {
    return UnitAttr.get(this.#s.context);
  }
  type(type: Type): Attribute {
    return TypeAttr.get(type);
  }
  array(elements: readonly Attribute[]): Attribute {
    return ArrayAttr.get(this.#s.context, elements);
  }
  dictionary(entries: ReadonlyMap<string, Attribute>): DictionaryAttr {
    return DictionaryAttr.get(this.#s.context, entries);
  }

  string(at: number, type: Type | null): Attribute {
    const s: Session = this.#s;
    const value = decodeString(s.text, s.starts[at]!, s.ends[at]!);
    return type ? StringAttr.get(s.context, value, type) : StringAttr.get(s.context, value);
  }

  /** The number whose digits are token `at`. */
  number(at: number, isFloat: boolean, isNegative: boolean, type: Type | null): Attribute {
    const s: Session = this.#s;
    const offset = s.starts[at]!;
    if (isFloat) {
      const floatType = type ?? s.context.f64;
      if (floatType.kind !== 'float')
        return s.fail('floating point value not valid for specified type');
      return FloatAttr.fromBits(floatType, this.floatBits(at, isNegative, floatType));
    }
    const numberType = type ?? s.context.i64;
    if (numberType.kind === 'float')
      return FloatAttr.fromBits(numberType, this.floatBits(at, isNegative, numberType));
    if (numberType.kind !== 'integer' && numberType.kind !== 'index')
      return s.fail('integer literal not valid for specified type', offset);
    if (isNegative && numberType.kind === 'integer' && numberType.signedness === 'unsigned')
      return s.fail('negative integer literal not valid for unsigned integer type', offset);
    const value = fitInteger(numberType, isNegative, s.spellingAt(at));
    if (value === null) return s.fail('integer constant out of range for attribute', offset);
    return IntegerAttr.get(numberType, value);
  }

  /** Bits of the float that token `at` (a float, or a hexadecimal integer) spells. */
  floatBits(at: number, isNegative: boolean, type: FloatType): bigint {
    const s: Session = this.#s;
    const spelling = s.spellingAt(at);
    if (s.kinds[at] === TokenKind.float) {
      // Upstream reads every literal as a double first.
      const value = Number(spelling);
      if (!Number.isFinite(value))
        s.fail('floating point value too large for attribute', s.starts[at]!);
      return encodeFloat(type.format, isNegative ? -value : value);
    }
    const bits = hexFloatBits(type, spelling);
    const offset = s.starts[at]!;
    if (bits === 'decimal')
      return s.fail('unexpected decimal integer literal for a floating point value', offset, [
        { offset, message: 'add a trailing dot to make the literal a float' },
      ]);
    if (isNegative)
      return s.fail('hexadecimal float literal should not have a leading minus', offset);
    if (bits === 'range') return s.fail('hexadecimal float constant out of range for type', offset);
    return bits;
  }

  // ----- Symbol references -----

  checkNestedReference(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.atId) s.fail('expected nested symbol reference identifier', s.start);
  }
  /** `@a::@b`: tokens `first`, then every third. */
  symbolReference(first: number, nestedCount: number): Attribute {
    const s: Session = this.#s;
    const root = this.symbolName(first);
    s.info?.useSymbol(s.rangeAt(first), root, null);
    if (nestedCount === 0) return SymbolRefAttr.get(s.context, root);
    const nested: string[] = [];
    for (let i = 1; i <= nestedCount; i++) {
      const name = this.symbolName(first + 3 * i);
      s.info?.useSymbol(s.rangeAt(first + 3 * i), name, [root, ...nested]);
      nested.push(name);
    }
    return SymbolRefAttr.get(s.context, root, nested);
  }
  /** Name of the token `@name` or `@"name"`. */
  symbolName(index: number): string {
    const s: Session = this.#s;
    const start = s.starts[index]! + 1;
    const end = s.ends[index]!;
    return s.text.charCodeAt(start) === 34
      ? decodeString(s.text, start, end)
      : s.text.slice(start, end);
  }

  // ----- Dictionaries -----

  /** Name of the entry that begins at the next token. */
  entryName(entries: ReadonlyMap<string, Attribute>): string {
    const s: Session = this.#s;
    let name: string;
    if (s.kind === TokenKind.string) name = decodeString(s.text, s.start, s.end);
    else if (s.isWord) name = s.nameAt(s.cur);
    else return s.failWrongToken('expected attribute name');
    if (name === '') s.fail('expected valid attribute name');
    if (entries.has(name)) s.fail(`duplicate key '${name}' in dictionary attribute`);
    return name;
  }
  entry(entries: Map<string, Attribute>, name: string, value: Attribute | undefined): void {
    entries.set(name, value ?? this.unit());
  }

  // ----- Dense arrays -----

  beginDenseArray(type: Type, at: number): DenseArrayState {
    const s: Session = this.#s;
    if (type.kind !== 'integer' && type.kind !== 'float')
      return s.fail(`expected integer or float type, got: ${s.typeText(type)}`, at);
    if (type.width !== 1 && type.width % 8 !== 0)
      s.fail('element type bitwidth must be a multiple of 8', at);
    return { type, values: [] };
  }
  /** Reads the element that begins at the next token, without consuming it. */
  denseArrayElement(array: DenseArrayState): void {
    const s: Session = this.#s;
    const { type } = array;
    const isNegative = s.kind === Punct.minus;
    const at = isNegative ? s.cur + 1 : s.cur;
    const kind = s.kinds[at];
    const errorAt = (): number => {
      s.cur = at;
      return s.errorOffset;
    };
    if (type.kind === 'float') {
      if (kind !== TokenKind.float && kind !== TokenKind.integer)
        s.fail('expected floating point literal', errorAt());
      array.values.push(this.floatBits(at, isNegative, type));
      return;
    }
    if (kind === Keyword.true || kind === Keyword.false) {
      if (type.width !== 1) s.fail("expected i1 type for 'true' or 'false' values", errorAt());
      array.values.push(kind === Keyword.true ? 1n : 0n);
      return;
    }
    if (kind !== TokenKind.integer) s.fail('expected integer literal', errorAt());
    if (type.width === 1) s.fail("expected 'true' or 'false' values for i1 type", s.ends[at]);
    const value = fitInteger(type, isNegative, s.spellingAt(at));
    if (value === null) {
      s.cur = at + 1;
      s.fail('integer constant out of range');
    }
    array.values.push(normalizeInteger(type, value));
  }
  /** Behind the colon there is an element, as the rule would not say in upstream's words. */
  checkDenseArray(array: DenseArrayState): void {
    this.denseArrayElement({ ...array, values: [] });
  }
  endDenseArray(array: DenseArrayState): Attribute {
    return DenseArrayAttr.get(array.type, array.values);
  }

  // ----- Strided layouts -----

  /** The `?` or integer that the next tokens spell, not consumed. */
  strideOrOffset(): number {
    const s: Session = this.#s;
    if (s.kind === Punct.question) return DYNAMIC;
    const isNegative = s.kind === Punct.minus;
    const at = isNegative ? s.cur + 1 : s.cur;
    const value = s.kinds[at] === TokenKind.integer ? BigInt(s.spellingAt(at)) : null;
    if (value === null || value > 0x7fffffffffffffffn)
      return s.fail("expected a 64-bit signed integer or '?'", s.start);
    return isNegative ? -Number(value) : Number(value);
  }
  checkStrideList(strides: readonly number[]): void {
    const s: Session = this.#s;
    if (strides.length === 0 && s.kind !== Punct.rightSquare)
      s.fail("expected a 64-bit signed integer or '?'", s.start);
  }
  checkOffsetKeyword(): void {
    const s: Session = this.#s;
    if (s.kind !== TokenKind.bareId || s.nameAt(s.cur) !== 'offset')
      s.failWrongToken("expected 'offset' after comma");
  }
  strided(at: number, offset: number, strides: readonly number[]): Attribute {
    const s: Session = this.#s;
    if (strides.includes(0)) s.fail('strides must not be zero', at);
    return StridedLayoutAttr.get(s.context, offset, strides);
  }

  // ----- Resources -----

  /** The resource's key, which is the next token. */
  resourceKey(): string {
    const s: Session = this.#s;
    if (s.kind === TokenKind.string) return decodeString(s.text, s.start, s.end);
    if (isWordKind(s.kind) || s.kind === TokenKind.integerType) return s.nameAt(s.cur);
    return s.fail("expected identifier key for 'resource' entry");
  }
  denseResource(at: number, key: string, type: Type): Attribute {
    const s: Session = this.#s;
    // Behind `dense_resource < key >`, unless the type was known before.
    const typeAt = s.starts[s.kinds[at + 4] === Punct.colon ? at + 4 : at]!;
    if (!isShaped(type)) return s.fail('`dense_resource` expected a shaped type', typeAt);
    if (!isRankedShaped(type))
      return s.fail('`dense_resource` expected a ranked type', s.starts[at]);
    s.useResource(key);
    return DenseResourceElementsAttr.get(type, key);
  }
}

/**
 * The value of a literal if it fits the type as upstream judges it: a signless one may be given as
 * signed or as unsigned; null if it does not.
 */
export function fitInteger(
  type: Extract<Type, { kind: 'integer' | 'index' }>,
  isNegative: boolean,
  spelling: string,
): bigint | null {
  const width = type.kind === 'index' ? 64 : type.width;
  const magnitude = BigInt(spelling);
  if (magnitude >> BigInt(width) !== 0n) return null;
  if (width === 0) return isNegative ? null : 0n;
  const signBit = 1n << BigInt(width - 1);
  // A negated zero has no sign bit: `-0` is out of range.
  if (isNegative) return magnitude === 0n || magnitude > signBit ? null : -magnitude;
  const isSigned = type.kind === 'index' || type.signedness === 'signed';
  if (isSigned && magnitude >= signBit) return null;
  return magnitude;
}

/** Bits that a hexadecimal integer stands for as a float. */
export function hexFloatBits(type: FloatType, spelling: string): bigint | 'decimal' | 'range' {
  if (spelling[1] !== 'x') return 'decimal';
  const bits = BigInt(spelling);
  return bits >> BigInt(type.width) === 0n ? bits : 'range';
}

/**
 * The builtin attributes, locations among them, and the one class for every dialect's attributes.
 *
 * Attributes are immutable and unique in their context (`===` is equality), with two exceptions that
 * would cost more than they give: file locations, and dense constants above `UNIQUED_DENSE_BYTES`,
 * which `attributesEqual` compares by content.
 */

import type { AffineMap, IntegerSet } from './affine.ts';
import type { Context } from './context.ts';
import { decodeFloat, encodeFloat } from './float.ts';
import {
  bitWidth,
  FloatType,
  type IndexType,
  IntegerType,
  NoneType,
  numElements,
  type Param,
  paramsKey,
  type RankedShapedType,
  type Type,
} from './types.ts';

/** Dense constants above this size are not made unique. */
export const UNIQUED_DENSE_BYTES = 1024;

abstract class AttributeBase {
  // Declared and not defined: engines are slow to define a field of a class with many heirs.
  declare readonly context: Context;
  declare readonly id: number;
  constructor(context: Context) {
    this.context = context;
    this.id = context.nextId();
  }
}

export class UnitAttr extends AttributeBase {
  readonly kind = 'unit';
  static get(context: Context): UnitAttr {
    return context.uniqueAttr('unit', () => new UnitAttr(context));
  }
}

/**
 * An integer, index or boolean. `value` is sign-extended for signless, signed and index types,
 * zero-extended for unsigned ones; a signless i1 holds 0n or 1n.
 */
export class IntegerAttr extends AttributeBase {
  readonly kind = 'integer';
  readonly type: IntegerType | IndexType;
  readonly value: bigint;
  private constructor(type: IntegerType | IndexType, value: bigint) {
    super(type.context);
    this.type = type;
    this.value = value;
  }
  /** The value is truncated to the type's width. */
  static get(type: IntegerType | IndexType, value: bigint | number | boolean): IntegerAttr {
    const normal = normalizeInteger(type, BigInt(value));
    return type.context.uniqueAttr(`int:${normal}:${type.id}`, () => new IntegerAttr(type, normal));
  }
  static index(context: Context, value: bigint | number): IntegerAttr {
    return IntegerAttr.get(context.indexType, value);
  }
  static i64(context: Context, value: bigint | number): IntegerAttr {
    return IntegerAttr.get(IntegerType.get(context, 64), value);
  }
  static i32(context: Context, value: bigint | number): IntegerAttr {
    return IntegerAttr.get(IntegerType.get(context, 32), value);
  }
  static bool(context: Context, value: boolean): IntegerAttr {
    return IntegerAttr.get(IntegerType.get(context, 1), value);
  }
}

export function normalizeInteger(type: IntegerType | IndexType, value: bigint): bigint {
  if (type.kind === 'index') return BigInt.asIntN(64, value);
  if (type.signedness === 'unsigned' || (type.width === 1 && type.signedness === 'signless'))
    return BigInt.asUintN(type.width, value);
  return BigInt.asIntN(type.width, value);
}

/** A float as the bits of its format. */
export class FloatAttr extends AttributeBase {
  readonly kind = 'float';
  readonly type: FloatType;
  readonly bits: bigint;
  private constructor(type: FloatType, bits: bigint) {
    super(type.context);
    this.type = type;
    this.bits = bits;
  }
  static fromBits(type: FloatType, bits: bigint): FloatAttr {
    return type.context.uniqueAttr(`float:${bits}:${type.id}`, () => new FloatAttr(type, bits));
  }
  /** Rounds to nearest even into the type's format. */
  static get(type: FloatType, value: number): FloatAttr {
    return FloatAttr.fromBits(type, encodeFloat(type.format, value));
  }
  /** The value as a double (f80 and f128 are rounded). */
  get value(): number {
    return decodeFloat(this.type.format, this.bits);
  }
}

/**
 * A string of bytes, held as a JavaScript string of its UTF-8 decoding; a byte that is not UTF-8
 * is the lone surrogate U+DC00 + byte.
 */
export class StringAttr extends AttributeBase {
  readonly kind = 'string';
  readonly value: string;
  readonly type: Type;
  private constructor(type: Type, value: string) {
    super(type.context);
    this.type = type;
    this.value = value;
  }
  static get(context: Context, value: string, type: Type = NoneType.get(context)): StringAttr {
    return context.uniqueAttr(`str:${type.id}:${value}`, () => new StringAttr(type, value));
  }
}

export class ArrayAttr extends AttributeBase {
  readonly kind = 'array';
  readonly elements: readonly Attribute[];
  private constructor(context: Context, elements: readonly Attribute[]) {
    super(context);
    this.elements = elements;
  }
  static get(context: Context, elements: readonly Attribute[]): ArrayAttr {
    return context.uniqueAttr(
      `[${elements.map((e) => e.id).join(',')}]`,
      () => new ArrayAttr(context, [...elements]),
    );
  }
}

export type NamedAttribute = readonly [name: string, value: Attribute];

/** As many as are sorted by putting each into its place. */
const FEW_ENTRIES = 32;
/** Puts an entry into a list sorted by name; one of the same name makes place. */
function insertByName(sorted: NamedAttribute[], entry: NamedAttribute): void {
  const [name] = entry;
  // From the end: what comes in order needs one look each.
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] as NamedAttribute)[0] > name) at--;
  if (at > 0 && (sorted[at - 1] as NamedAttribute)[0] === name) sorted[at - 1] = entry;
  else if (at === sorted.length) sorted.push(entry);
  else sorted.splice(at, 0, entry);
}

/** Entries sorted by name (by UTF-16 code unit), names distinct. */
export class DictionaryAttr extends AttributeBase {
  readonly kind = 'dictionary';
  readonly entries: readonly NamedAttribute[];
  private constructor(context: Context, entries: readonly NamedAttribute[]) {
    super(context);
    this.entries = entries;
  }
  /** Sorts the entries; of two with one name the later wins. */
  static get(context: Context, entries: Iterable<NamedAttribute>): DictionaryAttr {
    const sorted: NamedAttribute[] = [];
    let many: Map<string, Attribute> | null = null;
    for (const entry of entries)
      if (many) many.set(entry[0], entry[1]);
      else if (sorted.length === FEW_ENTRIES) many = new Map([...sorted, entry]);
      else insertByName(sorted, entry);
    return DictionaryAttr.getSorted(
      context,
      many ? [...many].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : sorted,
    );
  }
  /** For callers that hold sorted entries with distinct names already. */
  static getSorted(context: Context, sorted: readonly NamedAttribute[]): DictionaryAttr {
    let node = context._dictionaries;
    for (let i = 0; i < sorted.length; i++) {
      const entry = sorted[i] as NamedAttribute;
      node = node.with(entry[0], entry[1]);
    }
    node.dictionary ??= new DictionaryAttr(context, sorted);
    return node.dictionary;
  }
  get(name: string): Attribute | undefined {
    // Linear: operations have a handful of attributes.
    for (const entry of this.entries) if (entry[0] === name) return entry[1];
    return undefined;
  }
  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
  /** A dictionary with `name` set, or removed if the value is null. */
  with(name: string, value: Attribute | null): DictionaryAttr {
    if (this.get(name) === (value ?? undefined)) return this;
    const rest = this.entries.filter(([n]) => n !== name);
    return DictionaryAttr.get(this.context, value ? [...rest, [name, value]] : rest);
  }
}

export class TypeAttr extends AttributeBase {
  readonly kind = 'type';
  readonly type: Type;
  private constructor(type: Type) {
    super(type.context);
    this.type = type;
  }
  static get(type: Type): TypeAttr {
    return type.context.uniqueAttr(`type:${type.id}`, () => new TypeAttr(type));
  }
}

/** `@root::@nested::@leaf`. */
export class SymbolRefAttr extends AttributeBase {
  readonly kind = 'symbol_ref';
  readonly root: string;
  readonly nested: readonly string[];
  private constructor(context: Context, root: string, nested: readonly string[]) {
    super(context);
    this.root = root;
    this.nested = nested;
  }
  static get(context: Context, root: string, nested: readonly string[] = []): SymbolRefAttr {
    return context.uniqueAttr(
      `@${[root, ...nested].map((s) => JSON.stringify(s)).join('::')}`,
      () => new SymbolRefAttr(context, root, [...nested]),
    );
  }
  get leaf(): string {
    return this.nested[this.nested.length - 1] ?? this.root;
  }
}

export class AffineMapAttr extends AttributeBase {
  readonly kind = 'affine_map';
  readonly map: AffineMap;
  private constructor(context: Context, map: AffineMap) {
    super(context);
    this.map = map;
  }
  static get(context: Context, map: AffineMap): AffineMapAttr {
    return context.uniqueAttr(`map:${map.key}`, () => new AffineMapAttr(context, map));
  }
}

export class IntegerSetAttr extends AttributeBase {
  readonly kind = 'integer_set';
  readonly set: IntegerSet;
  private constructor(context: Context, set: IntegerSet) {
    super(context);
    this.set = set;
  }
  static get(context: Context, set: IntegerSet): IntegerSetAttr {
    return context.uniqueAttr(`set:${set.key}`, () => new IntegerSetAttr(context, set));
  }
}

/** `strided<[s0, …], offset: o>`; `DYNAMIC` stands for `?`. */
export class StridedLayoutAttr extends AttributeBase {
  readonly kind = 'strided';
  readonly offset: number;
  readonly strides: readonly number[];
  private constructor(context: Context, offset: number, strides: readonly number[]) {
    super(context);
    this.offset = offset;
    this.strides = strides;
  }
  static get(context: Context, offset: number, strides: readonly number[]): StridedLayoutAttr {
    return context.uniqueAttr(
      `strided:${offset}:${strides.join(',')}`,
      () => new StridedLayoutAttr(context, offset, [...strides]),
    );
  }
}

/** Bytes that one element of a dense constant takes in `DenseElementsAttr.data`. */
export const denseElementBytes = (elementType: Type): number =>
  elementType.kind === 'complex'
    ? 2 * denseElementBytes(elementType.elementType)
    : Math.ceil(bitWidth(elementType) / 8);

/** Elements as a text has them: a pair of hexadecimal digits a byte. */
interface WrittenElements {
  bytes(): Uint8Array;
  digits(): string;
}

/**
 * A dense constant of integers, floats, index or complex values.
 *
 * `data` is little-endian, row-major, each element in whole bytes (an i1 is a byte 0 or 1, an i4 a
 * byte, index eight bytes); a splat holds one element. Decoding may be put off until `data` is read.
 */
export class DenseElementsAttr extends AttributeBase {
  readonly kind = 'dense';
  readonly type: RankedShapedType;
  readonly isSplat: boolean;
  #data: Uint8Array | WrittenElements;
  private constructor(
    type: RankedShapedType,
    data: Uint8Array | WrittenElements,
    isSplat: boolean,
  ) {
    super(type.context);
    this.type = type;
    this.#data = data;
    this.isSplat = isSplat;
  }
  get data(): Uint8Array {
    if (!(this.#data instanceof Uint8Array)) this.#data = this.#data.bytes();
    return this.#data;
  }
  /** The hexadecimal digits of `data`, if they are at hand. */
  get digits(): string | null {
    return this.#data instanceof Uint8Array ? null : this.#data.digits();
  }
  /**
   * `data` holds one element (a splat) or all of them. A constant whose elements are all equal
   * becomes a splat, as upstream's does.
   */
  static get(type: RankedShapedType, data: Uint8Array): DenseElementsAttr {
    const size = denseElementBytes(type.elementType);
    const count = numElements(type.shape);
    let bytes = data;
    if (data.length !== size && data.length !== size * count)
      throw new Error(`dense data of ${data.length} bytes for ${count} elements of ${size}`);
    if (count > 1 && data.length > size && isRepeated(data, size)) bytes = data.slice(0, size);
    const isSplat = bytes.length === size;
    if (bytes.length > UNIQUED_DENSE_BYTES) return new DenseElementsAttr(type, bytes, isSplat);
    return type.context.uniqueAttr(
      `dense:${type.id}:${latin1(bytes)}`,
      () => new DenseElementsAttr(type, bytes, isSplat),
    );
  }
  /** A large constant whose bytes are made when first read; the caller knows it is not a splat. */
  static lazy(type: RankedShapedType, written: WrittenElements): DenseElementsAttr {
    return new DenseElementsAttr(type, written, false);
  }
  /** Splat or full constant from one attribute an element (integers, floats). */
  static fromElements(
    type: RankedShapedType,
    elements: readonly (IntegerAttr | FloatAttr)[],
  ): DenseElementsAttr {
    const size = denseElementBytes(type.elementType);
    const data = new Uint8Array(size * elements.length);
    elements.forEach((element, i) => {
      writeBits(data, i * size, size, element.kind === 'float' ? element.bits : element.value);
    });
    return DenseElementsAttr.get(type, data);
  }
  static splat(type: RankedShapedType, element: IntegerAttr | FloatAttr): DenseElementsAttr {
    return DenseElementsAttr.fromElements(type, [element]);
  }
  get numElements(): number {
    return numElements(this.type.shape);
  }
  /** Raw bits of element `index` in row-major order (of a complex: of both parts, real lowest). */
  bitsAt(index: number): bigint {
    const size = denseElementBytes(this.type.elementType);
    const start = this.isSplat ? 0 : index * size;
    let bits = 0n;
    for (let i = size - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(this.data[start + i] ?? 0);
    return bits;
  }
  /** Element `index` as an attribute; the element type is integer, index or float. */
  at(index: number): IntegerAttr | FloatAttr {
    const type = this.type.elementType;
    if (type.kind === 'float') return FloatAttr.fromBits(type, this.bitsAt(index));
    if (type.kind === 'integer' || type.kind === 'index')
      return IntegerAttr.get(type, this.bitsAt(index));
    throw new Error(`element of a dense constant of ${type.kind}`);
  }
  /** Element `index` as `at`, of a complex number its two parts: what constants of the element type hold. */
  element(index: number): Attribute {
    const { elementType } = this.type;
    if (elementType.kind !== 'complex' || elementType.elementType.kind !== 'float')
      return this.at(index);
    const part = elementType.elementType;
    const bits = this.bitsAt(index);
    return ArrayAttr.get(this.context, [
      FloatAttr.fromBits(part, BigInt.asUintN(part.width, bits)),
      FloatAttr.fromBits(part, bits >> BigInt(part.width)),
    ]);
  }
  /** The single element of a splat of numbers that are not complex. */
  get splatValue(): IntegerAttr | FloatAttr | null {
    return this.isSplat && this.type.elementType.kind !== 'complex' ? this.at(0) : null;
  }
}

export function writeBits(data: Uint8Array, at: number, size: number, bits: bigint): void {
  let rest = BigInt.asUintN(size * 8, bits);
  for (let i = 0; i < size; i++) {
    data[at + i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

function isRepeated(data: Uint8Array, size: number): boolean {
  for (let i = size; i < data.length; i++) if (data[i] !== data[i - size]) return false;
  return true;
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** `dense<"…">` of strings or of a dialect's element type. */
export class DenseStringElementsAttr extends AttributeBase {
  readonly kind = 'dense_string';
  readonly type: RankedShapedType;
  /** One entry for a splat. */
  readonly values: readonly string[];
  private constructor(type: RankedShapedType, values: readonly string[]) {
    super(type.context);
    this.type = type;
    this.values = values;
  }
  static get(type: RankedShapedType, values: readonly string[]): DenseStringElementsAttr {
    return type.context.uniqueAttr(
      `dense_str:${type.id}:${JSON.stringify(values)}`,
      () => new DenseStringElementsAttr(type, [...values]),
    );
  }
}

/** `dense_resource<key> : type`; the bytes lie in the context's resources under the key. */
export class DenseResourceElementsAttr extends AttributeBase {
  readonly kind = 'dense_resource';
  readonly type: RankedShapedType;
  readonly key: string;
  private constructor(type: RankedShapedType, key: string) {
    super(type.context);
    this.type = type;
    this.key = key;
  }
  static get(type: RankedShapedType, key: string): DenseResourceElementsAttr {
    return type.context.uniqueAttr(
      `dense_resource:${type.id}:${key}`,
      () => new DenseResourceElementsAttr(type, key),
    );
  }
}

export class SparseElementsAttr extends AttributeBase {
  readonly kind = 'sparse';
  readonly type: RankedShapedType;
  readonly indices: DenseElementsAttr;
  readonly values: DenseElementsAttr | DenseStringElementsAttr;
  private constructor(
    type: RankedShapedType,
    indices: DenseElementsAttr,
    values: DenseElementsAttr | DenseStringElementsAttr,
  ) {
    super(type.context);
    this.type = type;
    this.indices = indices;
    this.values = values;
  }
  static get(
    type: RankedShapedType,
    indices: DenseElementsAttr,
    values: DenseElementsAttr | DenseStringElementsAttr,
  ): SparseElementsAttr {
    return type.context.uniqueAttr(
      `sparse:${type.id}:${indices.id}:${values.id}`,
      () => new SparseElementsAttr(type, indices, values),
    );
  }
}

/** `array<i64: 1, 2>`: values as bigint for integers (and 0n/1n for i1), as float bits for floats. */
export class DenseArrayAttr extends AttributeBase {
  readonly kind = 'dense_array';
  readonly elementType: IntegerType | FloatType;
  readonly values: readonly bigint[];
  private constructor(elementType: IntegerType | FloatType, values: readonly bigint[]) {
    super(elementType.context);
    this.elementType = elementType;
    this.values = values;
  }
  static get(elementType: IntegerType | FloatType, values: readonly bigint[]): DenseArrayAttr {
    return elementType.context.uniqueAttr(
      DenseArrayAttr.#key(elementType, values),
      () => new DenseArrayAttr(elementType, [...values]),
    );
  }
  static i64(context: Context, values: readonly (number | bigint)[]): DenseArrayAttr {
    return DenseArrayAttr.get(IntegerType.get(context, 64), values.map(BigInt));
  }
  static i32(context: Context, values: readonly (number | bigint)[]): DenseArrayAttr {
    const type = IntegerType.get(context, 32);
    return context.uniqueAttr(
      DenseArrayAttr.#key(type, values),
      () => new DenseArrayAttr(type, values.map(BigInt)),
    );
  }
  static #key(type: Type, values: readonly (number | bigint)[]): string {
    return `array:${type.id}:${values.join(',')}`;
  }
  static floats(elementType: FloatType, values: readonly number[]): DenseArrayAttr {
    return DenseArrayAttr.get(
      elementType,
      values.map((value) => encodeFloat(elementType.format, value)),
    );
  }
  #numbers: readonly number[] | null = null;
  get numbers(): readonly number[] {
    if (this.#numbers) return this.#numbers;
    const type = this.elementType;
    this.#numbers =
      type instanceof FloatType
        ? this.values.map((bits) => decodeFloat(type.format, bits))
        : this.values.map(Number);
    return this.#numbers;
  }
}

/** An attribute of a dialect that is not registered, kept as written. */
export class OpaqueAttr extends AttributeBase {
  readonly kind = 'opaque';
  readonly dialect: string;
  readonly text: string;
  readonly type: Type;
  private constructor(dialect: string, text: string, type: Type) {
    super(type.context);
    this.dialect = dialect;
    this.text = text;
    this.type = type;
  }
  static get(dialect: string, text: string, type: Type): OpaqueAttr {
    return type.context.uniqueAttr(
      `opaque:${dialect}:${text}:${type.id}`,
      () => new OpaqueAttr(dialect, text, type),
    );
  }
}

/** An attribute of a registered dialect: mnemonic and parameters, described by an `AttrDefinition`. */
export class DialectAttr extends AttributeBase {
  readonly kind = 'dialect';
  readonly dialect: string;
  readonly mnemonic: string;
  /** `dialect.mnemonic`. */
  readonly name: string;
  readonly params: readonly Param[];
  private constructor(
    context: Context,
    dialect: string,
    mnemonic: string,
    params: readonly Param[],
  ) {
    super(context);
    this.dialect = dialect;
    this.mnemonic = mnemonic;
    this.name = `${dialect}.${mnemonic}`;
    this.params = params;
  }
  static get(
    context: Context,
    dialect: string,
    mnemonic: string,
    params: readonly Param[] = [],
  ): DialectAttr {
    return context.uniqueAttr(
      `#${dialect}.${mnemonic}${paramsKey(params)}`,
      () => new DialectAttr(context, dialect, mnemonic, params),
    );
  }
}

// ----- Locations -----

/** Text with a name, able to turn an offset into a line and a column; made by the parser. */
export interface SourceText {
  readonly name: string;
  /** One-based line and one-based column (in UTF-8 bytes) of a UTF-16 offset. */
  lineAndColumn(offset: number): { line: number; column: number };
}

export class UnknownLoc extends AttributeBase {
  readonly kind = 'loc.unknown';
  static get(context: Context): UnknownLoc {
    return context.uniqueAttr('loc.unknown', () => new UnknownLoc(context));
  }
}

/** A place in a file of which there is no text: the same for every offset. */
class FixedPlace implements SourceText {
  readonly name: string;
  readonly #line: number;
  readonly #column: number;
  constructor(name: string, line: number, column: number) {
    this.name = name;
    this.#line = line;
    this.#column = column;
  }
  lineAndColumn(): { line: number; column: number } {
    return { line: this.#line, column: this.#column };
  }
}

/**
 * File, line and column, the last two made from an offset when they are asked for: there is one for
 * each operation, and few are looked at. Not unique.
 */
export class FileLineColLoc extends AttributeBase {
  readonly #place: SourceText;
  /** Offset into `source`; -1 without one. */
  readonly offset: number;
  private constructor(context: Context, place: SourceText, offset: number) {
    super(context);
    this.#place = place;
    this.offset = offset;
  }
  static get(context: Context, file: string, line: number, column: number): FileLineColLoc {
    return new FileLineColLoc(context, new FixedPlace(file, line, column), -1);
  }
  static at(context: Context, source: SourceText, offset: number): FileLineColLoc {
    return new FileLineColLoc(context, source, offset);
  }
  get kind(): 'loc.file' {
    return 'loc.file';
  }
  get source(): SourceText | null {
    return this.offset >= 0 ? this.#place : null;
  }
  get file(): string {
    return this.#place.name;
  }
  get line(): number {
    return this.#place.lineAndColumn(this.offset).line;
  }
  get column(): number {
    return this.#place.lineAndColumn(this.offset).column;
  }
}

export class NameLoc extends AttributeBase {
  readonly kind = 'loc.name';
  readonly name: string;
  readonly child: Location;
  private constructor(name: string, child: Location) {
    super(child.context);
    this.name = name;
    this.child = child;
  }
  static get(name: string, child: Location): NameLoc {
    return child.context.uniqueAttr(`loc.name:${child.id}:${name}`, () => new NameLoc(name, child));
  }
}

export class CallSiteLoc extends AttributeBase {
  readonly kind = 'loc.callsite';
  readonly callee: Location;
  readonly caller: Location;
  private constructor(callee: Location, caller: Location) {
    super(callee.context);
    this.callee = callee;
    this.caller = caller;
  }
  static get(callee: Location, caller: Location): CallSiteLoc {
    return callee.context.uniqueAttr(
      `loc.callsite:${callee.id}:${caller.id}`,
      () => new CallSiteLoc(callee, caller),
    );
  }
}

export class FusedLoc extends AttributeBase {
  readonly kind = 'loc.fused';
  readonly locations: readonly Location[];
  readonly metadata: Attribute | null;
  private constructor(
    context: Context,
    locations: readonly Location[],
    metadata: Attribute | null,
  ) {
    super(context);
    this.locations = locations;
    this.metadata = metadata;
  }
  /** As written: neither flattened nor made distinct. */
  static getRaw(
    context: Context,
    locations: readonly Location[],
    metadata: Attribute | null,
  ): FusedLoc {
    return context.uniqueAttr(
      `loc.fused:${locations.map((l) => l.id).join(',')}:${metadata?.id ?? ''}`,
      () => new FusedLoc(context, [...locations], metadata),
    );
  }
}

/** The fusion of locations: flattened, distinct, unknown ones dropped; one alone is itself. */
export function fuseLocations(context: Context, locations: readonly Location[]): Location {
  const distinct = new Set<Location>();
  for (const location of locations) {
    if (location.kind === 'loc.fused' && location.metadata === null)
      for (const inner of location.locations) distinct.add(inner);
    else if (location.kind !== 'loc.unknown') distinct.add(location);
  }
  const [first, ...rest] = distinct;
  if (!first) return UnknownLoc.get(context);
  return rest.length === 0 ? first : FusedLoc.getRaw(context, [...distinct], null);
}

export type Location = UnknownLoc | FileLineColLoc | NameLoc | CallSiteLoc | FusedLoc;

export type Attribute =
  | UnitAttr
  | IntegerAttr
  | FloatAttr
  | StringAttr
  | ArrayAttr
  | DictionaryAttr
  | TypeAttr
  | SymbolRefAttr
  | AffineMapAttr
  | IntegerSetAttr
  | StridedLayoutAttr
  | DenseElementsAttr
  | DenseStringElementsAttr
  | DenseResourceElementsAttr
  | SparseElementsAttr
  | DenseArrayAttr
  | OpaqueAttr
  | DialectAttr
  | Location;

/** Elements attributes: those that hold a shaped constant. */
export type ElementsAttr =
  | DenseElementsAttr
  | DenseStringElementsAttr
  | DenseResourceElementsAttr
  | SparseElementsAttr;

export const isElements = (attr: Attribute): attr is ElementsAttr =>
  attr.kind === 'dense' ||
  attr.kind === 'dense_string' ||
  attr.kind === 'dense_resource' ||
  attr.kind === 'sparse';

export const isLocation = (attr: Attribute): attr is Location => attr.kind.startsWith('loc.');

/** True for `#dialect.mnemonic<…>`. */
export const isDialectAttr = (
  attr: Attribute | null | undefined,
  name: string,
): attr is DialectAttr => attr?.kind === 'dialect' && attr.name === name;

/** Equality that also sees through large constants, which are not unique. */
export function attributesEqual(a: Attribute, b: Attribute): boolean {
  if (a === b) return true;
  if (a.kind === 'dense' && b.kind === 'dense') {
    if (a.type !== b.type || a.isSplat !== b.isSplat) return false;
    const [x, y] = [a.data, b.data];
    return x.length === y.length && x.every((byte, i) => byte === y[i]);
  }
  if (a.kind === 'array' && b.kind === 'array')
    return (
      a.elements.length === b.elements.length &&
      a.elements.every((element, i) => attributesEqual(element, b.elements[i] as Attribute))
    );
  if (a.kind === 'dictionary' && b.kind === 'dictionary')
    return (
      a.entries.length === b.entries.length &&
      a.entries.every(([name, value], i) => {
        const other = b.entries[i];
        return other !== undefined && other[0] === name && attributesEqual(value, other[1]);
      })
    );
  return false;
}

/** The type that a typed attribute carries, or null. */
export function attributeType(attr: Attribute): Type | null {
  switch (attr.kind) {
    case 'integer':
    case 'float':
    case 'dense':
    case 'dense_string':
    case 'dense_resource':
    case 'sparse':
      return attr.type;
    case 'string':
    case 'opaque':
      return attr.type.kind === 'none' ? null : attr.type;
    case 'dialect':
      return attr.context.attrDefinition(attr.name)?.type?.(attr) ?? null;
    default:
      return null;
  }
}

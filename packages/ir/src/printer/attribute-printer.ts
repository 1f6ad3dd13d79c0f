/** Text of types and attributes; the operation printer builds on it. */

import type { AsmTypePrinter } from '../asm.ts';
import {
  type Attribute,
  type DenseElementsAttr,
  type DenseStringElementsAttr,
  type DialectAttr,
  type DictionaryAttr,
  denseElementBytes,
  type Location,
} from '../attributes.ts';
import type { Context } from '../context.ts';
import { DYNAMIC, type Type } from '../types.ts';
import { affineMapText, integerSetText } from './affine-text.ts';
import { type AliasTable, isType } from './aliases.ts';
import { floatText } from './float-text.ts';
import { TextWriter } from './text-writer.ts';

/** More elements than this are printed as one hexadecimal string. */
const HEX_ELEMENTS = 100;
const ELIDED = 'dense_resource<__elided__>';

interface ElementsOptions {
  readonly elideElementsLargerThan?: number;
  readonly hexElementsLargerThan?: number;
}

/** `never`: the type is printed; `may`: left out where it is the default; `must`: left out. */
type Elision = 'never' | 'may' | 'must';

export const isBareIdentifier = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_$.]*$/.test(text);

/** The text between quotes: what is not printable is `\XX`, byte by byte. */
export function escapeString(text: string): string {
  let escaped = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === '\\') escaped += '\\\\';
    else if (char === '"') escaped += '\\22';
    else if (code >= 0x20 && code < 0x7f) escaped += char;
    else if (code >= 0xdc80 && code <= 0xdcff) escaped += hexByte(code - 0xdc00);
    else for (const byte of new TextEncoder().encode(char)) escaped += hexByte(byte);
  }
  return escaped;
}
/** A symbol's name as it is written: `@name`, in quotes if it must be. */
export const symbolText = (name: string): string =>
  isBareIdentifier(name) ? `@${name}` : `@"${escapeString(name)}"`;
const hexPair = (byte: number): string => byte.toString(16).toUpperCase().padStart(2, '0');
const hexByte = (byte: number): string => `\\${hexPair(byte)}`;

export class AttributePrinter implements AsmTypePrinter {
  readonly context: Context;
  readonly aliases: AliasTable | null;
  /** Keys of the resources that were printed, in order. */
  readonly resources = new Set<string>();
  readonly #elideLargerThan: number;
  readonly #hexLargerThan: number;
  protected readonly writer = new TextWriter();
  readonly #typeTexts = new Map<Type, string>();

  constructor(context: Context, aliases: AliasTable | null, options: ElementsOptions = {}) {
    this.context = context;
    this.aliases = aliases;
    this.#elideLargerThan = options.elideElementsLargerThan ?? Number.POSITIVE_INFINITY;
    this.#hexLargerThan = options.hexElementsLargerThan ?? HEX_ELEMENTS;
  }
  get text(): string {
    return this.writer.text;
  }
  get length(): number {
    return this.writer.length;
  }
  print(text: string): void {
    this.writer.write(text);
  }
  printString(text: string): void {
    this.print(`"${escapeString(text)}"`);
  }
  printKeywordOrString(text: string): void {
    if (isBareIdentifier(text)) this.print(text);
    else this.printString(text);
  }
  printSymbolName(name: string): void {
    this.print(symbolText(name));
  }

  // ----- Types -----

  printTypes(types: readonly Type[]): void {
    for (let i = 0; i < types.length; i++) {
      if (i > 0) this.print(', ');
      this.printType(types[i] as Type);
    }
  }
  #shape(shape: readonly number[]): void {
    for (const size of shape) this.print(size === DYNAMIC ? '?x' : `${size}x`);
  }
  printType(type: Type): void {
    let text = this.#typeTexts.get(type);
    if (text === undefined) {
      text = this.#aliasOf(type) ?? this.writer.capture(() => this.#type(type));
      this.#typeTexts.set(type, text);
    }
    this.print(text);
  }
  #aliasOf(symbol: Attribute | Type): string | null {
    return this.aliases?.nameOf(symbol) ?? null;
  }
  /** What an alias stands for. */
  printAliased(symbol: Attribute | Type): void {
    if (isType(symbol)) this.#type(symbol);
    else this.#attributeItself(symbol, 'never');
  }
  #type(type: Type): void {
    switch (type.kind) {
      case 'integer':
        return this.print(
          `${type.signedness === 'signed' ? 'si' : type.signedness === 'unsigned' ? 'ui' : 'i'}${type.width}`,
        );
      case 'index':
        return this.print('index');
      case 'none':
        return this.print('none');
      case 'float':
        return this.print(type.format);
      case 'complex':
        this.print('complex<');
        this.printType(type.elementType);
        return this.print('>');
      case 'tuple':
        this.print('tuple<');
        this.printTypes(type.types);
        return this.print('>');
      case 'function': {
        this.print('(');
        this.printTypes(type.inputs);
        this.print(') -> ');
        const [single] = type.results;
        const needsParentheses = type.results.length !== 1 || single?.kind === 'function';
        if (needsParentheses) this.print('(');
        this.printTypes(type.results);
        return this.print(needsParentheses ? ')' : '');
      }
      case 'vector': {
        this.print('vector<');
        const fixed = type.shape.length - type.numScalableDims;
        this.#shape(type.shape.slice(0, fixed));
        if (type.numScalableDims > 0) this.print(`[${type.shape.slice(fixed).join('x')}]x`);
        this.printType(type.elementType);
        return this.print('>');
      }
      case 'tensor':
        this.print('tensor<');
        this.#shape(type.shape);
        this.printType(type.elementType);
        if (type.encoding) {
          this.print(', ');
          this.printAttribute(type.encoding);
        }
        return this.print('>');
      case 'unranked-tensor':
        this.print('tensor<*x');
        this.printType(type.elementType);
        return this.print('>');
      case 'memref':
        this.print('memref<');
        this.#shape(type.shape);
        this.printType(type.elementType);
        if (type.layout) {
          this.print(', ');
          this.#attribute(type.layout, 'may');
        }
        if (type.memorySpace) {
          this.print(', ');
          this.#attribute(type.memorySpace, 'may');
        }
        return this.print('>');
      case 'unranked-memref':
        this.print('memref<*x');
        this.printType(type.elementType);
        if (type.memorySpace) {
          this.print(', ');
          this.#attribute(type.memorySpace, 'may');
        }
        return this.print('>');
      case 'opaque':
        return this.print(prettyOpaque('!', type.dialect, type.text));
      case 'dialect': {
        const definition = this.context.typeDefinition(type.name);
        return this.#dialectSymbol('!', type, () => definition?.print?.(this as never, type));
      }
    }
  }

  /** `!dialect.mnemonic<…>`, or `#dialect<mnemonic …>` for what is no identifier and brackets. */
  #dialectSymbol(
    sigil: '!' | '#',
    symbol: { readonly dialect: string; readonly mnemonic: string },
    printParameters: () => void,
  ): void {
    const body = symbol.mnemonic + this.writer.capture(printParameters);
    const isPretty = body === symbol.mnemonic || /^[A-Za-z][\w.]*(<.*>)?$/s.test(body);
    this.print(
      isPretty ? `${sigil}${symbol.dialect}.${body}` : `${sigil}${symbol.dialect}<${body}>`,
    );
  }

  // ----- Attributes -----

  printAttribute(attr: Attribute): void {
    this.#attribute(attr, 'never');
  }
  printAttributeWithoutType(attr: Attribute): void {
    this.#attribute(attr, 'must');
  }
  printStrippedAttribute(attr: DialectAttr): void {
    const alias = this.#aliasOf(attr);
    if (alias) return this.print(alias);
    const before = this.length;
    this.context.attrDefinition(attr.name)?.print?.(this as never, attr);
    if (this.length === before) this.printAttribute(attr);
  }
  #typeSuffix(type: Type, elision: Elision): void {
    if (elision === 'must' || type.kind === 'none') return;
    this.print(' : ');
    this.printType(type);
  }
  #attribute(attr: Attribute, elision: Elision): void {
    const alias = this.#aliasOf(attr);
    if (alias) this.print(alias);
    else this.#attributeItself(attr, elision);
  }
  #attributeItself(attr: Attribute, elision: Elision): void {
    switch (attr.kind) {
      case 'unit':
        return this.print('unit');
      case 'integer': {
        const { type, value } = attr;
        if (type.kind === 'integer' && type.width === 1 && type.signedness === 'signless')
          return this.print(value !== 0n ? 'true' : 'false');
        this.print(value.toString());
        if (
          elision === 'may' &&
          type.kind === 'integer' &&
          type.width === 64 &&
          type.signedness === 'signless'
        )
          return;
        return this.#typeSuffix(type, elision);
      }
      case 'float':
        this.print(floatText(attr.type.format, attr.bits));
        if (elision === 'may' && attr.type.format === 'f64') return;
        return this.#typeSuffix(attr.type, elision);
      case 'string':
        this.printString(attr.value);
        return this.#typeSuffix(attr.type, elision);
      case 'array':
        this.print('[');
        attr.elements.forEach((element, i) => {
          if (i > 0) this.print(', ');
          this.#attribute(element, 'may');
        });
        return this.print(']');
      case 'dictionary':
        this.print('{');
        this.#entries(attr.entries);
        return this.print('}');
      case 'type':
        return this.printType(attr.type);
      case 'symbol_ref':
        this.printSymbolName(attr.root);
        for (const name of attr.nested) {
          this.print('::');
          this.printSymbolName(name);
        }
        return;
      case 'affine_map':
        return this.print(`affine_map<${affineMapText(attr.map)}>`);
      case 'integer_set':
        return this.print(`affine_set<${integerSetText(attr.set)}>`);
      case 'strided': {
        const size = (n: number): string => (n === DYNAMIC ? '?' : String(n));
        this.print(`strided<[${attr.strides.map(size).join(', ')}]`);
        if (attr.offset !== 0) this.print(`, offset: ${size(attr.offset)}`);
        return this.print('>');
      }
      case 'dense':
        if (this.#isElided(attr)) this.print(ELIDED);
        else {
          this.print('dense<');
          this.#dense(attr, true);
          this.print('>');
        }
        return this.#typeSuffix(attr.type, elision);
      case 'dense_string':
        if (attr.values.length > 1 && attr.values.length > this.#elideLargerThan)
          this.print(ELIDED);
        else {
          this.print('dense<');
          this.#strings(attr);
          this.print('>');
        }
        return this.#typeSuffix(attr.type, elision);
      case 'dense_resource':
        this.resources.add(attr.key);
        this.print('dense_resource<');
        this.printKeywordOrString(attr.key);
        this.print('>');
        return this.#typeSuffix(attr.type, elision);
      case 'sparse':
        if (
          this.#isElided(attr.indices) ||
          (attr.values.kind === 'dense' && this.#isElided(attr.values))
        )
          this.print(ELIDED);
        else {
          this.print('sparse<');
          if (attr.indices.numElements > 0) {
            this.#dense(attr.indices, false);
            this.print(', ');
            if (attr.values.kind === 'dense') this.#dense(attr.values, true);
            else this.#strings(attr.values);
          }
          this.print('>');
        }
        return this.#typeSuffix(attr.type, elision);
      case 'dense_array': {
        this.print('array<');
        this.printType(attr.elementType);
        if (attr.values.length > 0) this.print(': ');
        this.printDenseArrayElements(attr);
        return this.print('>');
      }
      case 'opaque':
        this.print(prettyOpaque('#', attr.dialect, attr.text));
        return this.#typeSuffix(attr.type, elision);
      case 'dialect': {
        const definition = this.context.attrDefinition(attr.name);
        this.#dialectSymbol('#', attr, () => definition?.print?.(this as never, attr));
        const type = definition?.type?.(attr);
        return type ? this.#typeSuffix(type, elision) : undefined;
      }
      default:
        return this.printLocation(attr, false);
    }
  }

  /** `loc(…)`; with `allowAlias`, `loc(#loc3)` where there is an alias. */
  printLocation(location: Location, allowAlias: boolean): void {
    this.print('loc(');
    const alias = allowAlias ? this.#aliasOf(location) : null;
    if (alias) this.print(alias);
    else this.#locationItself(location);
    this.print(')');
  }

  #isElided(attr: DenseElementsAttr): boolean {
    return !attr.isSplat && attr.numElements > this.#elideLargerThan;
  }
  #strings(attr: DenseStringElementsAttr): void {
    this.#nested(attr.type.shape, attr.values.length === 1, (i) =>
      this.printString(attr.values[i] ?? ''),
    );
  }

  /** Elements of `array<…>`, separated by commas. */
  printDenseArrayElements(attr: Attribute & { kind: 'dense_array' }): void {
    const { elementType } = attr;
    this.print(
      attr.values
        .map((value) =>
          elementType.kind === 'float'
            ? floatText(elementType.format, value)
            : elementType.width === 1
              ? value !== 0n
                ? 'true'
                : 'false'
              : value.toString(),
        )
        .join(', '),
    );
  }

  #location(location: Location): void {
    const alias = this.#aliasOf(location);
    if (alias) this.print(alias);
    else this.#locationItself(location);
  }
  #locationItself(location: Location): void {
    switch (location.kind) {
      case 'loc.unknown':
        return this.print('unknown');
      case 'loc.file':
        return this.print(`"${escapeString(location.file)}":${location.line}:${location.column}`);
      case 'loc.name':
        this.printString(location.name);
        if (location.child.kind === 'loc.unknown') return;
        this.print('(');
        this.#location(location.child);
        return this.print(')');
      case 'loc.callsite':
        this.print('callsite(');
        this.#location(location.callee);
        this.print(' at ');
        this.#location(location.caller);
        return this.print(')');
      case 'loc.fused':
        this.print('fused');
        if (location.metadata) {
          this.print('<');
          this.printAttribute(location.metadata);
          this.print('>');
        }
        this.print('[');
        location.locations.forEach((inner, i) => {
          if (i > 0) this.print(', ');
          this.#location(inner);
        });
        return this.print(']');
    }
  }

  #nested(shape: readonly number[], isSplat: boolean, element: (index: number) => void): void {
    if (isSplat) return element(0);
    if (shape.includes(0)) return;
    let flat = 0;
    const visit = (dim: number): void => {
      if (dim === shape.length) return element(flat++);
      this.print('[');
      for (let i = 0; i < (shape[dim] ?? 0); i++) {
        if (i > 0) this.print(', ');
        visit(dim + 1);
      }
      this.print(']');
    };
    visit(0);
  }

  #dense(attr: DenseElementsAttr, allowHex: boolean): void {
    const element = attr.type.elementType;
    if (!attr.isSplat && allowHex && attr.numElements > this.#hexLargerThan) {
      this.print('"0x');
      this.#hexDigits(attr);
      this.print('"');
      return;
    }
    const scalar = (type: Type, bits: bigint): string => {
      if (type.kind === 'float') return floatText(type.format, bits);
      if (type.kind === 'integer') {
        if (type.width === 1) return bits !== 0n ? 'true' : 'false';
        return type.signedness === 'unsigned'
          ? BigInt.asUintN(type.width, bits).toString()
          : BigInt.asIntN(type.width, bits).toString();
      }
      return BigInt.asIntN(64, bits).toString();
    };
    this.#nested(attr.type.shape, attr.isSplat, (i) => {
      const bits = attr.bitsAt(i);
      if (element.kind !== 'complex') return this.print(scalar(element, bits));
      const width = BigInt(8 * denseElementBytes(element.elementType));
      const low = bits & ((1n << width) - 1n);
      this.print(
        `(${scalar(element.elementType, low)},${scalar(element.elementType, bits >> width)})`,
      );
    });
  }

  #hexDigits(attr: DenseElementsAttr): void {
    const { digits } = attr;
    if (digits !== null) return this.print(digits);
    const bytes = packed(attr);
    for (let at = 0; at < bytes.length; at += HEX_PIECE)
      this.print(hexText(bytes.subarray(at, at + HEX_PIECE)));
  }

  // ----- Dictionaries -----

  #entries(entries: DictionaryAttr['entries']): void {
    entries.forEach(([name, value], i) => {
      if (i > 0) this.print(', ');
      this.printKeywordOrString(name);
      if (value.kind === 'unit') return;
      this.print(' = ');
      this.printAttribute(value);
    });
  }
  printOptionalAttrDict(attributes: DictionaryAttr, elided: readonly string[] = []): void {
    this.#dictionary(attributes, elided, ' ');
  }
  printOptionalAttrDictWithKeyword(
    attributes: DictionaryAttr,
    elided: readonly string[] = [],
  ): void {
    this.#dictionary(attributes, elided, ' attributes ');
  }
  #dictionary(attributes: DictionaryAttr, elided: readonly string[], before: string): void {
    const entries = attributes.entries.filter(([name]) => !elided.includes(name));
    if (entries.length === 0) return;
    this.print(`${before}{`);
    this.#entries(entries);
    this.print('}');
  }
}

/** The bytes as upstream keeps them: i1 elements are bits. */
function packed(attr: DenseElementsAttr): Uint8Array {
  const element = attr.type.elementType;
  if (element.kind !== 'integer' || element.width !== 1) return attr.data;
  const bytes = new Uint8Array(Math.ceil(attr.numElements / 8));
  attr.data.forEach((bit, i) => {
    if (bit) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return bytes;
}

/** The characters of each byte's two digits, as one number. */
const DIGIT_PAIRS = new Uint16Array(
  new TextEncoder().encode(Array.from({ length: 256 }, (_, byte) => hexPair(byte)).join('')).buffer,
);
/** Two digits a byte, written as bytes: a string of millions of pieces takes long to put together. */
export function hexText(bytes: Uint8Array): string {
  const digits = digitBuffer(bytes.length + (bytes.length & 1));
  let done = 0;
  if (bytes.length > MANY_BYTES) {
    // Two bytes at a time, which must lie where numbers of two bytes do.
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
    const pairs = new Uint16Array(aligned.buffer, aligned.byteOffset, bytes.length >> 1);
    const quads = new Uint32Array(digits.buffer, 0, pairs.length);
    const table = digitQuads();
    for (let i = 0; i < pairs.length; i++) quads[i] = table[pairs[i] as number] as number;
    done = 2 * pairs.length;
  }
  for (let i = done; i < bytes.length; i++) digits[i] = DIGIT_PAIRS[bytes[i] as number] as number;
  return new TextDecoder().decode(digits.subarray(0, bytes.length));
}

/** Bytes of a constant whose digits are made at once: memory that was never used is slow at first. */
const HEX_PIECE = 1 << 19;
let digitMemory = new Uint16Array(0);
function digitBuffer(length: number): Uint16Array<ArrayBuffer> {
  if (length > HEX_PIECE) return new Uint16Array(length);
  if (digitMemory.length === 0) digitMemory = new Uint16Array(HEX_PIECE);
  return digitMemory;
}

/** For fewer, the table of two bytes does not pay. */
const MANY_BYTES = 1 << 18;
let quadTable: Uint32Array | null = null;
/** The four digits of two bytes, by the number that they are. */
function digitQuads(): Uint32Array {
  quadTable ??= Uint32Array.from(
    { length: 1 << 16 },
    (_, pair) => (DIGIT_PAIRS[pair & 0xff] as number) | ((DIGIT_PAIRS[pair >> 8] as number) << 16),
  );
  return quadTable;
}

/** `!dialect.body` where the body can stand alone, else `!dialect<"body">`. */
function prettyOpaque(sigil: '!' | '#', dialect: string, text: string): string {
  const isPretty = /^[A-Za-z_][A-Za-z0-9_$.]*(<.*>)?$/s.test(text);
  return isPretty ? `${sigil}${dialect}.${text}` : `${sigil}${dialect}<${text}>`;
}

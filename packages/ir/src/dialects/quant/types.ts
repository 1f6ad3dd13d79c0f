/** Quantised types: real numbers that are stored as integers. */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import { FloatAttr } from '../../attributes.ts';
import type { TypeDefinition } from '../../dialect.ts';
import { type DialectType, FloatType, IntegerType, type Param, type Type } from '../../types.ts';

const MAX_STORAGE_BITS = 32;

interface Storage {
  readonly type: IntegerType;
  readonly isSigned: boolean;
  readonly min: bigint;
  readonly max: bigint;
}
const defaultMin = (isSigned: boolean, width: number): bigint =>
  isSigned ? -(1n << BigInt(width - 1)) : 0n;
const defaultMax = (isSigned: boolean, width: number): bigint =>
  (1n << BigInt(isSigned ? width - 1 : width)) - 1n;

/** `i8`, or `u8`, which is no type of its own. */
function parseStorageType(parser: OpAsmParser): { type: IntegerType; isSigned: boolean } {
  const at = parser.offset();
  const parsed = parser.parseOptionalType();
  let type: IntegerType;
  if (parsed) {
    if (parsed.kind !== 'integer') return parser.fail('invalid kind of type specified', at);
    type = parsed;
  } else {
    const keyword = parser.parseKeyword();
    if (!keyword.startsWith('u')) return parser.fail('illegal storage type prefix', at);
    if (!/^u\d+$/.test(keyword)) return parser.fail('expected storage type width', at);
    const width = Number(keyword.slice(1));
    if (width === 0 || width > MAX_STORAGE_BITS)
      return parser.fail(`illegal storage type size: ${width}`, at);
    return { type: IntegerType.get(parser.context, width), isSigned: false };
  }
  if (type.width === 0 || type.width > MAX_STORAGE_BITS)
    return parser.fail(`illegal storage type size: ${type.width}`, at);
  return { type, isSigned: type.signedness !== 'unsigned' };
}

/** The storage with its range, `<min:max>` where it is not the whole one; `at` is the type's name. */
function parseStorage(parser: OpAsmParser, at: number): Storage {
  const { type, isSigned } = parseStorageType(parser);
  const [least, greatest] = [defaultMin(isSigned, type.width), defaultMax(isSigned, type.width)];
  if (!parser.parseOptionalPunctuation('<')) return { type, isSigned, min: least, max: greatest };
  const minAt = parser.offset();
  const min = parser.parseInteger();
  parser.parsePunctuation(':');
  const maxAt = parser.offset();
  const max = parser.parseInteger();
  parser.parsePunctuation('>');
  if (min < least) parser.fail(`illegal storage type minimum: ${min}`, minAt);
  if (max > greatest) parser.fail(`illegal storage type maximum: ${max}`, maxAt);
  if (max <= min) parser.fail(`illegal storage min and storage max: (${min}:${max})`, at);
  return { type, isSigned, min, max };
}
function parseExpressed(parser: OpAsmParser): Type {
  const at = parser.offset();
  const type = parser.parseType();
  return type.kind === 'float' ? type : parser.fail('invalid kind of type specified', at);
}

const storageParams = ({ type, isSigned, min, max }: Storage): Param[] => [
  type,
  isSigned ? 1 : 0,
  min,
  max,
];
function printStorage(printer: OpAsmPrinter, { params }: DialectType): void {
  const [type, signed, min, max] = params as [IntegerType, number, bigint, bigint];
  const isSigned = signed === 1;
  printer.print(`<${isSigned ? 'i' : 'u'}${type.width}`);
  const isWhole =
    min === defaultMin(isSigned, type.width) && max === defaultMax(isSigned, type.width);
  if (!isWhole) printer.print(`<${min}:${max}>`);
}

/** A number as C's `%e` has it, for diagnostics. */
function exponential(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'INF' : '-INF';
  const [mantissa = '', exponent = ''] = value.toExponential(6).split('e');
  return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}

/** A number as attributes print it. */
function printNumber(printer: OpAsmPrinter, value: number): void {
  const f64 = FloatType.get(printer.context, 'f64');
  printer.printAttributeWithoutType(FloatAttr.get(f64, value));
}

/** `scale:zero`, the zero point only where it is not 0. */
function parseScale(parser: OpAsmParser): readonly [scale: number, zero: bigint] {
  const scale = parser.parseFloat();
  return [scale, parser.parseOptionalPunctuation(':') ? parser.parseInteger() : 0n];
}
function printScale(printer: OpAsmPrinter, scale: number, zero: bigint): void {
  printNumber(printer, scale);
  if (zero !== 0n) printer.print(`:${zero}`);
}

/** Offset of the mnemonic, which stands right in front of the next token. */
const mnemonicAt = (parser: OpAsmParser, mnemonic: string): number =>
  parser.offset() - mnemonic.length;

const any: TypeDefinition = {
  mnemonic: 'any',
  summary: 'stored as integers in a way that is not known',
  parse(parser) {
    const at = mnemonicAt(parser, 'any');
    parser.parsePunctuation('<');
    const storage = parseStorage(parser, at);
    const expressed = parser.parseOptionalPunctuation(':') ? parseExpressed(parser) : null;
    parser.parsePunctuation('>');
    return [...storageParams(storage), expressed];
  },
  print(printer, type) {
    const expressed = type.params[4] as Type | null;
    printStorage(printer, type);
    if (expressed) {
      printer.print(':');
      printer.printType(expressed);
    }
    printer.print('>');
  },
};

const uniform: TypeDefinition = {
  mnemonic: 'uniform',
  summary: 'stored as integers that count steps of a scale from a zero point',
  parse(parser) {
    const at = mnemonicAt(parser, 'uniform');
    parser.parsePunctuation('<');
    const storage = parseStorage(parser, at);
    parser.parsePunctuation(':');
    const expressed = parseExpressed(parser);
    const axis = parser.parseOptionalPunctuation(':') ? parser.parseInteger() : null;
    parser.parsePunctuation(',');
    if (axis !== null) parser.parsePunctuation('{');
    const scales: (readonly [number, bigint])[] = [];
    do scales.push(parseScale(parser));
    while (axis !== null && parser.parseOptionalPunctuation(','));
    if (axis !== null) parser.parsePunctuation('}');
    parser.parsePunctuation('>');
    for (const [scale] of scales)
      if (!(scale > 0) || !Number.isFinite(scale))
        parser.fail(`illegal scale: ${exponential(scale)}`, at);
    return [
      ...storageParams(storage),
      expressed,
      axis,
      scales.map(([scale]) => scale),
      scales.map(([, zero]) => zero),
    ];
  },
  print(printer, type) {
    const [expressed, axis, scales, zeros] = type.params.slice(4) as [
      Type,
      bigint | null,
      readonly number[],
      readonly bigint[],
    ];
    printStorage(printer, type);
    printer.print(':');
    printer.printType(expressed);
    printer.print(axis === null ? ', ' : `:${axis}, {`);
    scales.forEach((scale, i) => {
      if (i > 0) printer.print(',');
      printScale(printer, scale, zeros[i] ?? 0n);
    });
    printer.print(axis === null ? '>' : '}>');
  },
};

const calibrated: TypeDefinition = {
  mnemonic: 'calibrated',
  summary: 'real numbers whose range was measured',
  parse(parser) {
    const at = mnemonicAt(parser, 'calibrated');
    parser.parsePunctuation('<');
    const expressed = parseExpressed(parser);
    parser.parsePunctuation('<');
    const min = parser.parseFloat();
    parser.parsePunctuation(':');
    const max = parser.parseFloat();
    parser.parsePunctuation('>');
    parser.parsePunctuation('>');
    if (max <= min)
      parser.fail(`illegal min and max: (${exponential(min)}:${exponential(max)})`, at);
    return [expressed, min, max];
  },
  print(printer, type) {
    const [expressed, min, max] = type.params as [Type, number, number];
    printer.print('<');
    printer.printType(expressed);
    printer.print('<');
    printNumber(printer, min);
    printer.print(':');
    printNumber(printer, max);
    printer.print('>>');
  },
};

export const types: readonly TypeDefinition[] = [any, uniform, calibrated];

/**
 * The types of the spirv dialect: arrays, pointers, structs with the layout of their members,
 * matrices, images. Their elements may only be what SPIR-V knows.
 */

import type { AsmTypePrinter, OpAsmParser } from '../../asm.ts';
import type { TypeDefinition } from '../../dialect.ts';
import { printType } from '../../printer/printer.ts';
import { DialectType, isDialectType, type Param, type Type } from '../../types.ts';
import { parseEnumKeyword, type SpirvEnum } from './enum-attribute.ts';
import {
  Dim,
  ImageArrayedInfo,
  ImageDepthInfo,
  ImageFormat,
  ImageSamplerUseInfo,
  ImageSamplingInfo,
  MatrixLayout,
  Scope,
  StorageClass,
} from './enums.ts';
import { parseUnsigned, structType } from './struct-type.ts';

const SCALAR_WIDTHS = [1, 8, 16, 32, 64];

/** A type of the dialect, or a scalar or vector of which its types may be made. */
export function parseComponentType(parser: OpAsmParser): Type {
  const at = parser.offset();
  const type = parser.parseType();
  if (type.kind === 'dialect' && type.dialect === 'spirv') return type;
  switch (type.kind) {
    case 'float':
      return type.format === 'bf16'
        ? parser.fail("cannot use 'bf16' to compose SPIR-V types", at)
        : type;
    case 'integer':
      return SCALAR_WIDTHS.includes(type.width)
        ? type
        : parser.fail(
            `only 1/8/16/32/64-bit integer type allowed but found '${printType(type)}'`,
            at,
          );
    case 'vector':
      if (type.shape.length !== 1)
        return parser.fail(`only 1-D vector allowed but found '${printType(type)}'`, at);
      return (type.shape[0] ?? 0) > 4
        ? parser.fail(
            `vector length has to be less than or equal to 4 but found ${type.shape[0]}`,
            at,
          )
        : type;
    default:
      return parser.fail(`cannot use '${printType(type)}' to compose SPIR-V types`, at);
  }
}

/** `, stride = 4`; 0 stands for none. */
function parseOptionalStride(parser: OpAsmParser): number {
  if (!parser.parseOptionalPunctuation(',')) return 0;
  parser.parseKeyword('stride');
  parser.parsePunctuation('=');
  const at = parser.offset();
  const stride = parseUnsigned(parser);
  return stride === 0 ? parser.fail('ArrayStride must be greater than zero', at) : stride;
}

/** `count` sizes in front of an element type, or the diagnostic `message`. */
function parseSizes(parser: OpAsmParser, count: number, message: string): readonly number[] {
  const at = parser.offset();
  const sizes = parser.parseDimensionList(false);
  return sizes.length === count ? sizes : parser.fail(message, at);
}

const printParam = (printer: AsmTypePrinter, param: Param | undefined): void =>
  printer.printType(param as Type);
const printStride = (printer: AsmTypePrinter, stride: Param | undefined): void =>
  printer.print(stride === 0 ? '>' : `, stride=${stride}>`);

function bracketed(parser: OpAsmParser, parse: () => readonly Param[]): readonly Param[] {
  parser.parsePunctuation('<');
  const params = parse();
  parser.parsePunctuation('>');
  return params;
}

const array: TypeDefinition = {
  mnemonic: 'array',
  summary: 'elements of one type, as many as it says',
  parse: (parser) =>
    bracketed(parser, () => {
      const at = parser.offset();
      const [count = 0] = parseSizes(parser, 1, 'expected single integer for array element count');
      if (count === 0) parser.fail('expected array length greater than 0', at);
      const element = parseComponentType(parser);
      return [element, count, parseOptionalStride(parser)];
    }),
  print(printer, { params: [element, count, stride] }) {
    printer.print(`<${count} x `);
    printParam(printer, element);
    printStride(printer, stride);
  },
};

const runtimeArray: TypeDefinition = {
  mnemonic: 'rtarray',
  summary: 'elements of one type, whose number is known when the program runs',
  parse: (parser) =>
    bracketed(parser, () => [parseComponentType(parser), parseOptionalStride(parser)]),
  print(printer, { params: [element, stride] }) {
    printer.print('<');
    printParam(printer, element);
    printStride(printer, stride);
  },
};

const pointer: TypeDefinition = {
  mnemonic: 'ptr',
  summary: 'a pointer into memory of a storage class',
  parse: (parser) =>
    bracketed(parser, () => {
      const pointee = parseComponentType(parser);
      const at = parser.offset();
      parser.parsePunctuation(',');
      const storageClass = parser.parseKeyword();
      if (StorageClass.symbolize(storageClass) === null)
        parser.fail(`unknown storage class: ${storageClass}`, at);
      return [pointee, storageClass];
    }),
  print(printer, { params: [pointee, storageClass] }) {
    printer.print('<');
    printParam(printer, pointee);
    printer.print(`, ${storageClass}>`);
  },
};

function parseColumnType(parser: OpAsmParser): Type {
  const at = parser.offset();
  const type = parser.parseType();
  if (type.kind !== 'vector')
    return parser.fail(`matrix must be composed using vector type, got '${printType(type)}'`, at);
  if (type.shape.length !== 1)
    return parser.fail(`only 1-D vector allowed but found '${printType(type)}'`, at);
  const [size = 0] = type.shape;
  if (size > 4 || size < 2)
    return parser.fail(
      `matrix columns size has to be less than or equal to 4 and greater than or equal 2, but found ${size}`,
      at,
    );
  return type.elementType.kind === 'float'
    ? type
    : parser.fail(
        `matrix columns' elements must be of Float type, got '${printType(type.elementType)}'`,
        at,
      );
}

const matrix: TypeDefinition = {
  mnemonic: 'matrix',
  summary: 'two to four columns, each a vector of floats',
  parse: (parser) =>
    bracketed(parser, () => {
      const at = parser.offset();
      const [columns = 0] = parseSizes(
        parser,
        1,
        'expected single unsigned integer for number of columns',
      );
      if (columns < 2 || columns > 4)
        parser.fail('matrix is expected to have 2, 3, or 4 columns', at);
      return [parseColumnType(parser), columns];
    }),
  print(printer, { params: [column, columns] }) {
    printer.print(`<${columns} x `);
    printParam(printer, column);
    printer.print('>');
  },
};

const cooperativeMatrix: TypeDefinition = {
  mnemonic: 'coopmatrix',
  summary: 'a matrix that the invocations of a scope hold together',
  parse: (parser) =>
    bracketed(parser, () => {
      const [rows = 0, columns = 0] = parseSizes(parser, 2, 'expected rows and columns size');
      const element = parseComponentType(parser);
      parser.parsePunctuation(',');
      return [element, rows, columns, parseEnumKeyword(parser, Scope, 'scope <id>')];
    }),
  print(printer, { params: [element, rows, columns, scope] }) {
    printer.print(`<${rows}x${columns}x`);
    printParam(printer, element);
    printer.print(`, ${scope}>`);
  },
};

const jointMatrix: TypeDefinition = {
  mnemonic: 'jointmatrix',
  summary: 'a matrix that the invocations of a scope hold together, in a layout',
  parse: (parser) =>
    bracketed(parser, () => {
      const [rows = 0, columns = 0] = parseSizes(parser, 2, 'expected rows and columns size');
      const element = parseComponentType(parser);
      parser.parsePunctuation(',');
      const layout = parseEnumKeyword(parser, MatrixLayout, 'matrixLayout <id>');
      parser.parsePunctuation(',');
      return [element, rows, columns, parseEnumKeyword(parser, Scope, 'scope <id>'), layout];
    }),
  print(printer, { params: [element, rows, columns, scope, layout] }) {
    printer.print(`<${rows}x${columns}x`);
    printParam(printer, element);
    printer.print(`, ${layout}, ${scope}>`);
  },
};

const IMAGE_PARAMETERS: readonly SpirvEnum[] = [
  Dim,
  ImageDepthInfo,
  ImageArrayedInfo,
  ImageSamplingInfo,
  ImageSamplerUseInfo,
  ImageFormat,
];

const image: TypeDefinition = {
  mnemonic: 'image',
  summary: 'an image: type of its texels, dimensions, how it is read and stored',
  parse: (parser) =>
    bracketed(parser, () => {
      const params: Param[] = [parseComponentType(parser)];
      for (const kind of IMAGE_PARAMETERS) {
        parser.parsePunctuation(',');
        const at = parser.offset();
        const keyword = parser.parseKeyword();
        if (kind.symbolize(keyword) === null)
          parser.failWord(`unknown attribute: '${keyword}'`, kind.cases, at);
        params.push(keyword);
      }
      return params;
    }),
  print(printer, { params: [texel, ...rest] }) {
    printer.print('<');
    printParam(printer, texel);
    printer.print(`, ${rest.join(', ')}>`);
  },
};

const sampledImage: TypeDefinition = {
  mnemonic: 'sampled_image',
  summary: 'an image with a sampler',
  parse: (parser) =>
    bracketed(parser, () => {
      const at = parser.offset();
      const type = parser.parseType();
      return isDialectType(type, 'spirv.image')
        ? [type]
        : parser.fail(
            `sampled image must be composed using image type, got '${printType(type)}'`,
            at,
          );
    }),
  print(printer, { params: [of] }) {
    printer.print('<');
    printParam(printer, of);
    printer.print('>');
  },
};

export const spirvTypes: readonly TypeDefinition[] = [
  array,
  cooperativeMatrix,
  image,
  jointMatrix,
  matrix,
  pointer,
  runtimeArray,
  sampledImage,
  structType,
];

/** `!spirv.ptr<pointee, class>`. */
export const pointerType = (pointee: Type, storageClass: string): DialectType =>
  DialectType.get(pointee.context, 'spirv', 'ptr', [pointee, storageClass]);

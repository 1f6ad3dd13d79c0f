/** The text of LLVM's types: inside another of them, a type needs no `!llvm.` in front. */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import type { TypeDefinition } from '../../dialect.ts';
import { printType } from '../../printer/printer.ts';
import { DialectType, DYNAMIC, isIntOrFloat, type Param, type Type } from '../../types.ts';
import { parseOptionalUnsigned, parseUnsigned } from '../unsigned.ts';
import * as types from './types.ts';

type Parse = (parser: OpAsmParser) => readonly Param[];
type Print = (printer: OpAsmPrinter, type: DialectType) => void;

/** A type inside another: any type, or one of the dialect without its prefix. */
export function parseNestedType(parser: OpAsmParser): Type {
  const at = parser.offset();
  const type = parser.parseOptionalType();
  if (type) return type;
  const mnemonic = parser.parseKeyword();
  const definition = typeDefinitions.find((one) => one.mnemonic === mnemonic);
  if (!definition) return parser.fail(`unknown LLVM type: ${mnemonic}`, at);
  return DialectType.get(parser.context, 'llvm', mnemonic, definition.parse?.(parser) ?? []);
}

const BUILTIN = /^([su]?i\d+|b?f\d+\w*|index|none|complex|memref|tensor|tuple|vector)$/;

/** A type of the dialect that has no definition: what upstream says of it. */
export function refuseType(parser: OpAsmParser): never {
  const at = parser.offset();
  const mnemonic = parser.parseKeyword();
  const message = BUILTIN.test(mnemonic)
    ? 'unexpected type, expected keyword'
    : `unknown LLVM type: ${mnemonic}`;
  return parser.fail(message, at);
}

export function printNestedType(printer: OpAsmPrinter, type: Type): void {
  if (type.kind !== 'dialect' || !types.isCompatibleType(type)) {
    printer.printType(type);
    return;
  }
  printer.print(type.mnemonic);
  typeDefinitions.find((one) => one.mnemonic === type.mnemonic)?.print?.(printer, type);
}
function printNestedTypes(printer: OpAsmPrinter, list: readonly Type[]): void {
  list.forEach((type, i) => {
    if (i > 0) printer.print(', ');
    printNestedType(printer, type);
  });
}

// ----- Pointers, arrays, vectors, functions -----

const parsePointer: Parse = (parser) => {
  const at = parser.offset();
  if (!parser.parseOptionalPunctuation('<')) return [null, 0];
  const space = parseOptionalUnsigned(parser, 32);
  if (space !== null) {
    parser.parsePunctuation('>');
    return [null, Number(space)];
  }
  const elementType = parseNestedType(parser);
  const addressSpace = parser.parseOptionalPunctuation(',') ? parseUnsigned(parser) : 0;
  parser.parsePunctuation('>');
  if (!types.isPointeeType(elementType))
    parser.fail(`invalid pointer element type: '${printType(elementType)}'`, at);
  return [elementType, addressSpace];
};
const printPointer: Print = (printer, type) => {
  const { elementType, addressSpace } = types.asPointer(type) as types.Pointer;
  if (!elementType && addressSpace === 0) return;
  printer.print('<');
  if (elementType) printNestedType(printer, elementType);
  if (addressSpace !== 0) printer.print(elementType ? `, ${addressSpace}` : `${addressSpace}`);
  printer.print('>');
};

const parseArray: Parse = (parser) => {
  const at = parser.offset();
  parser.parsePunctuation('<');
  const size = parseUnsigned(parser);
  if (parser.parseOptionalKeyword('x') === null) parser.fail("expected 'x'");
  const elementType = parseNestedType(parser);
  parser.parsePunctuation('>');
  if (!types.isElementType(elementType))
    parser.fail(`invalid array element type: '${printType(elementType)}'`, at);
  return [size, elementType];
};
const printArray: Print = (printer, type) => {
  const { size, elementType } = types.asArray(type) as types.Sequence;
  printer.print(`<${size} x `);
  printNestedType(printer, elementType);
  printer.print('>');
};

const parseVector: Parse = (parser) => {
  const at = parser.offset();
  parser.parsePunctuation('<');
  const sizesAt = parser.offset();
  const sizes = parser.parseDimensionList(true);
  const elementAt = parser.offset();
  const elementType = parseNestedType(parser);
  parser.parsePunctuation('>');
  const [first = DYNAMIC, second = DYNAMIC] = sizes;
  const isScalable = sizes.length === 2 && first === DYNAMIC && second !== DYNAMIC;
  if (!isScalable && !(sizes.length === 1 && first !== DYNAMIC))
    parser.fail("expected '? x <integer> x <type>' or '<integer> x <type>'", sizesAt);
  if (!isScalable && isIntOrFloat(elementType) && types.isCompatibleOuterType(elementType))
    parser.fail("cannot use !llvm.vec for built-in primitives, use 'vector' instead", elementAt);
  const size = isScalable ? second : first;
  if (size === 0) parser.fail('the number of vector elements must be positive', at);
  const isElement = isScalable ? types.isScalableElement : types.isVecElement;
  if (!isElement(elementType)) parser.fail('invalid vector element type', at);
  return [size, elementType, isScalable ? 1 : 0];
};
const printVector: Print = (printer, type) => {
  const { size, elementType, isScalable } = types.asVector(type) as types.Vector;
  // Upstream prints a second blank in scalable ones.
  printer.print(isScalable ? `<? x ${size} x  ` : `<${size} x `);
  printNestedType(printer, elementType);
  printer.print('>');
};

const parseFunction: Parse = (parser) => {
  const at = parser.offset();
  parser.parsePunctuation('<');
  const returnType = parseNestedType(parser);
  parser.parsePunctuation('(');
  const params: Type[] = [];
  let isVarArg = false;
  if (!parser.parseOptionalPunctuation(')')) {
    do {
      isVarArg = parser.parseOptionalPunctuation('...');
      if (!isVarArg) params.push(parseNestedType(parser));
    } while (!isVarArg && parser.parseOptionalPunctuation(','));
    parser.parsePunctuation(')');
  }
  parser.parsePunctuation('>');
  if (!types.isResultType(returnType))
    parser.fail(`invalid function result type: '${printType(returnType)}'`, at);
  for (const param of params)
    if (!types.isArgumentType(param))
      parser.fail(`invalid function argument type: '${printType(param)}'`, at);
  return [returnType, isVarArg ? 1 : 0, ...params];
};
const printFunction: Print = (printer, type) => {
  const { returnType, params, isVarArg } = types.asFunction(type) as types.LlvmFunction;
  printer.print('<');
  printNestedType(printer, returnType);
  printer.print(' (');
  printNestedTypes(printer, params);
  if (isVarArg) printer.print(params.length > 0 ? ', ...' : '...');
  printer.print(')>');
};

// ----- Structures -----

/** Structures with names around the text that is being read, or printed: inside, a name will do. */
const open = new Set<DialectType>();
function within<T>(struct: DialectType | null, run: () => T): T {
  if (struct) open.add(struct);
  try {
    return run();
  } finally {
    if (struct) open.delete(struct);
  }
}

const parseStruct: Parse = (parser) => {
  const { context } = parser;
  const at = parser.offset();
  parser.parsePunctuation('<');
  const name = parser.parseOptionalString();
  const named = name === null ? null : types.namedStruct(context, name);
  if (named) {
    if (open.has(named)) {
      parser.parsePunctuation('>');
      return named.params;
    }
    parser.parsePunctuation(',');
  }
  const bodyAt = parser.offset();
  if (parser.parseOptionalKeyword('opaque') !== null) {
    if (!named) return parser.fail('only identified structs can be opaque', bodyAt);
    parser.parsePunctuation('>');
    if (!types.setStructBody(named, { isOpaque: true, isPacked: false, elements: [] }))
      parser.fail('redeclaring defined struct as opaque', bodyAt);
    return named.params;
  }
  const isPacked = parser.parseOptionalKeyword('packed') !== null;
  parser.parsePunctuation('(');
  const elements: Type[] = [];
  let elementsAt = bodyAt;
  if (!parser.parseOptionalPunctuation(')')) {
    elementsAt = parser.offset();
    within(named, () => {
      do elements.push(parseNestedType(parser));
      while (parser.parseOptionalPunctuation(','));
    });
    parser.parsePunctuation(')');
  }
  parser.parsePunctuation('>');
  for (const element of elements)
    if (!types.isElementType(element))
      parser.fail(
        `invalid LLVM structure element type: '${printType(element)}'`,
        named ? elementsAt : at,
      );
  if (!named) return [isPacked ? 1 : 0, ...elements];
  if (!types.setStructBody(named, { isOpaque: false, isPacked, elements }))
    parser.fail('identified type already used with a different body', elementsAt);
  return named.params;
};
const printStruct: Print = (printer, type) => {
  const { name, isOpaque, isPacked, elements } = types.asStruct(type) as types.Struct;
  printer.print('<');
  if (name !== null) {
    printer.printString(name);
    if (open.has(type)) {
      printer.print('>');
      return;
    }
    printer.print(', ');
  }
  if (isOpaque) {
    printer.print('opaque>');
    return;
  }
  printer.print(isPacked ? 'packed (' : '(');
  within(name === null ? null : type, () => printNestedTypes(printer, elements));
  printer.print(')>');
};

export const typeDefinitions: readonly TypeDefinition[] = [
  { mnemonic: 'void', summary: 'no value: what functions without a result return' },
  { mnemonic: 'label', summary: 'a label in code' },
  { mnemonic: 'metadata', summary: 'what is said about the program, and is no part of it' },
  { mnemonic: 'token', summary: 'ties operations together, with nothing to look at in it' },
  { mnemonic: 'x86_mmx', summary: "a value of an x86 processor's MMX register" },
  { mnemonic: 'ppc_fp128', summary: 'a float of 128 bits as PowerPC has it: two doubles' },
  {
    mnemonic: 'ptr',
    summary: 'a pointer, opaque or to a type',
    parse: parsePointer,
    print: printPointer,
  },
  {
    mnemonic: 'array',
    summary: 'as many values of a type in a row as it says',
    parse: parseArray,
    print: printArray,
  },
  {
    mnemonic: 'vec',
    summary: 'a vector of what builtin vectors do not hold',
    parse: parseVector,
    print: printVector,
  },
  {
    mnemonic: 'func',
    summary: 'a function that takes and returns values of LLVM types',
    parse: parseFunction,
    print: printFunction,
  },
  {
    mnemonic: 'struct',
    summary: 'values of several types, one after the other; one with a name may point to itself',
    parse: parseStruct,
    print: printStruct,
  },
];

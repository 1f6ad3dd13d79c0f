/** Globals of the llvm dialect, their addresses, and constants. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  type Attribute,
  attributeType,
  IntegerAttr,
  isElements,
  StringAttr,
  TypeAttr,
  UnitAttr,
} from '../../attributes.ts';
import {
  AnyAttr,
  FlatSymbolRefArrayAttr,
  FlatSymbolRefAttr,
  I32ArrayAttr,
  I32Attr,
  I64Attr,
  nonNegative,
  StrAttr,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineOp,
  definesAttribute,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
} from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import { type Operation, Region } from '../../operation.ts';
import {
  ConstantLike,
  IsolatedFromAbove,
  Pure,
  SingleBlockImplicitTerminator,
  SymbolTrait,
} from '../../traits.ts';
import { IntegerType, isSignless, type Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { LinkageConstraint, linkageAttr } from './attributes.ts';
import { AnyPointer, LlvmType } from './constraints.ts';
import {
  type Cases,
  keywordOf,
  LINKAGES,
  UNNAMED_ADDRS,
  UnnamedAddrAttr,
  VISIBILITIES,
  VisibilityAttr,
} from './enums.ts';
import { arrayType, asArray, asPointer, asStruct, isPointeeType } from './types.ts';

/** Bytes of a string as it is kept: a lone surrogate stands for a byte that is no UTF-8. */
const byteLength = (text: string): number =>
  new TextEncoder().encode(text.replace(/[\udc80-\udcff](?<![\ud800-\udbff].)/g, '.')).length;

/** The number of the keyword that is next; that of the empty one if it is none of them. */
export function parseOptionalCase(parser: OpAsmParser, cases: Cases): number {
  const keyword = parser.parseOptionalKeyword(
    ...cases.map(([one]) => one).filter((one) => one !== ''),
  );
  return cases.find(([one]) => one === (keyword ?? ''))?.[1] ?? 0;
}
/** `keyword ` for an attribute that is one of the cases; nothing for the empty one. */
export function printCase(printer: OpAsmPrinter, op: Operation, name: string, cases: Cases): void {
  const keyword = keywordOf(cases, op.intAttr(name));
  if (keyword !== '') printer.print(`${keyword} `);
}
export const linkageOf = (op: Operation): string => {
  const linkage = op.attr('linkage');
  return linkage?.kind === 'dialect' ? String(linkage.params[0]) : '';
};
/** Visible as far as the linkage says. */
export const visibility = defaultAttr(VisibilityAttr, (context) => IntegerAttr.i64(context, 0));

const isModule = (op: Operation): boolean =>
  op.hasTrait('SymbolTable') && op.hasTrait('IsolatedFromAbove');
const globalTypeOf = (op: Operation): Type | null => {
  const type = op.attr('global_type');
  return type?.kind === 'type' ? type.type : null;
};

// ----- llvm.mlir.global -----

function parseGlobal(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const { attributes } = state;
  const unit = (keyword: string, name: string): void => {
    if (parser.parseOptionalKeyword(keyword) !== null) attributes.set(name, UnitAttr.get(context));
  };
  const linkage = parser.parseOptionalKeyword(...LINKAGES) ?? 'external';
  attributes.set('linkage', linkageAttr(context, linkage));
  if (definesAttribute(parser.operationName.definition, 'visibility_'))
    attributes.set(
      'visibility_',
      IntegerAttr.i64(context, parseOptionalCase(parser, VISIBILITIES)),
    );
  // Upstream reads these two in this order, and prints them in the other.
  const before = parseOptionalCase(parser, UNNAMED_ADDRS);
  unit('thread_local', 'thread_local_');
  const unnamed = before === 0 ? parseOptionalCase(parser, UNNAMED_ADDRS) : before;
  attributes.set('unnamed_addr', IntegerAttr.i64(context, unnamed));
  unit('constant', 'constant');
  attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  parser.parsePunctuation('(');
  let value: Attribute | null = null;
  if (!parser.parseOptionalPunctuation(')')) {
    value = parser.parseAttribute();
    attributes.set('value', value);
    parser.parsePunctuation(')');
  }
  parser.parseOptionalAttrDict(attributes);
  const types = parser.parseOptionalPunctuation(':') ? parser.parseTypeList() : [];
  if (types.length > 1) parser.fail('expected zero or one type', parser.nameOffset());
  let [type] = types;
  let body: Region | null = null;
  if (type) body = parser.parseOptionalRegion([], { leavesTerminator: true });
  else if (value?.kind === 'string')
    type = arrayType(byteLength(value.value), IntegerType.get(context, 8));
  else return parser.fail('type can only be omitted for string globals', parser.nameOffset());
  state.regions.push(body ?? new Region());
  attributes.set('global_type', TypeAttr.get(type));
}

function printGlobal(printer: OpAsmPrinter, op: Operation): void {
  const value = op.attr('value');
  printer.print(` ${linkageOf(op)} `);
  if (op.attr('visibility_')) printCase(printer, op, 'visibility_', VISIBILITIES);
  if (op.attr('thread_local_')) printer.print('thread_local ');
  printCase(printer, op, 'unnamed_addr', UNNAMED_ADDRS);
  if (op.attr('constant')) printer.print('constant ');
  printer.printSymbolName(op.symbolName ?? '');
  printer.print('(');
  if (value) printer.printAttribute(value);
  printer.print(')');
  printer.printOptionalAttrDict(op.attributes, [
    'sym_name',
    'global_type',
    'constant',
    'value',
    'linkage',
    'unnamed_addr',
    'thread_local_',
    'visibility_',
  ]);
  if (value?.kind === 'string') return;
  printer.print(' : ');
  printer.printType(globalTypeOf(op) as Type);
  if (op.region().isEmpty) return;
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

function isZero(value: Attribute): boolean {
  switch (value.kind) {
    case 'integer':
      return value.value === 0n;
    case 'float':
      return value.value === 0;
    case 'array':
      return value.elements.every(isZero);
    case 'dense':
      return (value.isSplat ? [0] : [...Array(value.numElements).keys()]).every((i) =>
        isZero(value.at(i)),
      );
    default:
      return false;
  }
}

const isBytes = (type: Type | null, length: number): boolean => {
  const array = type && asArray(type);
  return (
    array !== null &&
    array.size === length &&
    array.elementType.kind === 'integer' &&
    array.elementType.width === 8
  );
};

function verifyGlobal(op: Operation, report: VerifyContext): boolean {
  const type = globalTypeOf(op);
  if (!type || !isPointeeType(type))
    return report.opError('expects type to be a valid element type for an LLVM pointer');
  if (op.parentOp && !isModule(op.parentOp))
    return report.opError('must appear at the module level');
  const value = op.attr('value');
  if (value?.kind === 'string' && !isBytes(type, byteLength(value.value)))
    return report.opError(
      'requires an i8 array type of the length equal to that of the string attribute',
    );
  const linkage = linkageOf(op);
  if (linkage === 'common' && value && !isZero(value))
    return report.opError("expected zero value for 'common' linkage");
  if (linkage === 'appending' && !asArray(type))
    return report.opError("expected array type for 'appending' linkage");
  const alignment = op.intAttr('alignment');
  const isPowerOfTwo =
    alignment === undefined || (alignment > 0n && (alignment & (alignment - 1n)) === 0n);
  return isPowerOfTwo || report.error('alignment attribute is not a power of 2');
}

function verifyInitializer(op: Operation, report: VerifyContext): boolean {
  const { entry } = op.region();
  const type = globalTypeOf(op);
  if (!entry || !type) return true;
  const returned = entry.last?.operands[0]?.type;
  if (!returned) return report.opError('initializer region cannot return void');
  if (returned !== type)
    return report.opError(
      `initializer region type '${report.printType(returned)}' does not match global type '${report.printType(type)}'`,
    );
  const hasEffects = (inner: Operation): boolean =>
    !inner.hasTrait('Pure') && inner.getInterface(MemoryEffects)?.(inner).length !== 0;
  const effectful = entry.ops.find(hasEffects);
  if (effectful)
    return report.errorAt(effectful, 'ops with side effects not allowed in global initializers');
  return (
    op.attr('value') === undefined ||
    report.opError('cannot have both initializer value and region')
  );
}

// ----- Addresses and constants -----

function verifyAddress(op: Operation, report: VerifyContext): boolean {
  const name = op.attr('global_name');
  let module = op.parentOp;
  while (module && !isModule(module)) module = module.parentOp;
  const symbol =
    name?.kind === 'symbol_ref' ? module?.region().entry?.findSymbol(name.root) : undefined;
  if (!symbol?.is('llvm.mlir.global') && !symbol?.is('llvm.func'))
    return report.opError("must reference a global defined by 'llvm.mlir.global' or 'llvm.func'");
  const pointer = asPointer(op.result().type);
  const isGlobal = symbol.is('llvm.mlir.global');
  if (isGlobal && symbol.intAttr('addr_space') !== BigInt(pointer?.addressSpace ?? 0))
    return report.opError(
      'pointer address space must match address space of the referenced global',
    );
  if (!pointer?.elementType) return true;
  const type = symbol.attr(isGlobal ? 'global_type' : 'function_type');
  return (
    (type?.kind === 'type' && type.type === pointer.elementType) ||
    report.opError(
      `the type must be a pointer to the type of the referenced ${isGlobal ? 'global' : 'function'}`,
    )
  );
}

function verifyConstant(op: Operation, report: VerifyContext): boolean {
  const value = op.attr('value') as Attribute;
  const { type } = op.result();
  if (value.kind === 'string') {
    const length = byteLength(value.value);
    const fits = isBytes(type, length) && isSignless(asArray(type)?.elementType as Type, 8);
    return (
      fits || report.opError(`expected array type of ${length} i8 elements for the string constant`)
    );
  }
  const struct = asStruct(type);
  if (struct) {
    const [element, other] = struct.elements;
    if (struct.elements.length !== 2 || !element || element !== other)
      return report.error(
        'expected struct type with two elements of the same type, the type of a complex constant',
      );
    if (value.kind !== 'array' || value.elements.length !== 2)
      return report.opError(
        'expected array attribute with two elements, representing a complex constant',
      );
    const [re, im] = value.elements.map(attributeType);
    if (!re || re !== im)
      return report.opError('expected array attribute with two elements of the same type');
    const isNumber =
      element.kind === 'integer' ||
      (element.kind === 'float' && ['f16', 'f32', 'f64'].includes(element.format));
    return (
      isNumber ||
      report.error('expected struct element types to be floating point type or integer type')
    );
  }
  const isSupported = ['integer', 'array', 'float'].includes(value.kind) || isElements(value);
  return (
    isSupported || report.opError('only supports integer, float, string or elements attributes')
  );
}

/** Functions that run when the program begins or ends, with their priorities. */
const listOfFunctions = (name: string, list: string, summary: string): OpDefinition =>
  defineOp(`llvm.mlir.${name}`, {
    summary,
    attributes: { [list]: FlatSymbolRefArrayAttr, priorities: I32ArrayAttr },
    verify(op, report) {
      const [functions, priorities] = [op.attr(list), op.attr('priorities')];
      if (functions?.kind !== 'array' || priorities?.kind !== 'array') return true;
      if (functions.elements.length !== priorities.elements.length)
        return report.error(`mismatch between the number of ${list} and the number of priorities`);
      return functions.elements.every((reference) => {
        const text = reference.kind === 'symbol_ref' ? reference.root : '';
        const func = lookupSymbol(op, reference);
        if (!func?.is('llvm.func'))
          return report.opError(`'${text}' does not reference a valid LLVM function`);
        return !func.region().isEmpty || report.opError(`'${text}' does not have a definition`);
      });
    },
    assemblyFormat: 'attr-dict',
  });

const GLOBAL_ATTRIBUTES = {
  global_type: TypeAttrConstraint,
  constant: optionalAttr(UnitAttrConstraint),
  sym_name: StrAttr,
  linkage: LinkageConstraint,
  dso_local: optionalAttr(UnitAttrConstraint),
  thread_local_: optionalAttr(UnitAttrConstraint),
  value: optionalAttr(AnyAttr),
  alignment: optionalAttr(I64Attr),
  addr_space: defaultAttr(nonNegative(I32Attr), (context) => IntegerAttr.i32(context, 0)),
  unnamed_addr: optionalAttr(UnnamedAddrAttr),
  section: optionalAttr(StrAttr),
};

export const globalOperations: readonly OpDefinition[] = [
  defineOp('llvm.mlir.global', {
    summary: 'memory that lives as long as the program, with its first value',
    attributes: { ...GLOBAL_ATTRIBUTES, visibility_: visibility },
    changes: [{ until: '2023', attributes: GLOBAL_ATTRIBUTES }],
    regions: { initializer: 'any' },
    traits: [IsolatedFromAbove, SingleBlockImplicitTerminator('llvm.return'), SymbolTrait],
    verify: verifyGlobal,
    verifyRegions: verifyInitializer,
    parse: parseGlobal,
    print: printGlobal,
  }),
  listOfFunctions('global_ctors', 'ctors', 'functions that run when the program begins'),
  listOfFunctions('global_dtors', 'dtors', 'functions that run when the program ends'),
  defineOp('llvm.mlir.addressof', {
    summary: 'the address of a global or a function',
    results: { res: AnyPointer },
    attributes: { global_name: FlatSymbolRefAttr },
    traits: [Pure],
    verify: verifyAddress,
    assemblyFormat: '$global_name attr-dict `:` qualified(type($res))',
  }),
  defineOp('llvm.mlir.null', {
    summary: 'a pointer to nothing',
    results: { res: AnyPointer },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` qualified(type($res))',
  }),
  defineOp('llvm.mlir.undef', {
    summary: 'any value',
    results: { res: LlvmType },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($res)',
  }),
  defineOp('llvm.mlir.poison', {
    summary: 'a value that makes all computed from it meaningless',
    results: { res: LlvmType },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($res)',
  }),
  defineOp('llvm.mlir.constant', {
    summary: 'a constant',
    results: { res: LlvmType },
    attributes: { value: AnyAttr },
    traits: [ConstantLike, Pure],
    fold: (op) => [op.attr('value') as Attribute],
    verify: verifyConstant,
    assemblyFormat: '`(` $value `)` attr-dict `:` type($res)',
  }),
];

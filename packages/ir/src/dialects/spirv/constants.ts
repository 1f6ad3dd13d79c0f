/** Constants, and those that are set when a module is specialised. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  attributeType,
  StringAttr,
  TypeAttr,
} from '../../attributes.ts';
import {
  AnyAttr,
  AnyType,
  FlatSymbolRefAttr,
  StrAttr,
  SymbolRefArrayAttr,
  TypeAttrConstraint,
  TypedAttr,
} from '../../constraints.ts';
import { defineOp, type OpDefinition, type VerifyContext } from '../../dialect.ts';
import { Block, Operation, Region, type Value } from '../../operation.ts';
import { printType } from '../../printer/printer.ts';
import {
  ConstantLike,
  HasParent,
  Pure,
  SingleBlockImplicitTerminator,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { isDialectType, isTensor, numElements, type Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { elementCount, elementTypeAt, isComposite, isScalar, isVector } from './composite-types.ts';
import { AnySpirv, InFunctionScope, InModuleScope } from './constraints.ts';
import { parseReference } from './syntax.ts';

/** The 32-bit number that a `spirv.Constant` gives; null of all other values. */
export function constantInteger(value: Value): number | null {
  if (value.kind !== 'result' || !value.owner.is('spirv.Constant')) return null;
  const attr = value.owner.attr('value');
  return attr?.kind === 'integer' ? Number(BigInt.asIntN(32, attr.value)) : null;
}

// ----- spirv.Constant -----

function parseConstant(parser: OpAsmParser, state: OperationStateBuilder): void {
  const value = parser.parseAttribute();
  state.attributes.set('value', value);
  const type = attributeType(value);
  const needsType = !type || type.kind === 'none' || isTensor(type);
  state.resultTypes.push(needsType ? parser.parseColonType() : type);
}

function printConstant(printer: OpAsmPrinter, op: Operation): void {
  const value = op.attr('value');
  printer.print(' ');
  if (value) printer.printAttribute(value);
  const { type } = op.result();
  if (!isDialectType(type, 'spirv.array')) return;
  printer.print(' : ');
  printer.printType(type);
}

/** An array of arrays, as one: how many elements, and of what type. */
function flattened(type: Type): { count: number; element: Type } {
  let count = 1;
  let element = type;
  while (isDialectType(element, 'spirv.array')) {
    count *= elementCount(element) ?? 0;
    element = element.params[0] as Type;
  }
  return { count, element };
}

/** Does the value fit the type? Elements of arrays are looked at, too. */
function verifyValue(op: Operation, value: Attribute, type: Type, report: VerifyContext): boolean {
  const text = (one: Type): string => `('${report.printType(one)}')`;
  switch (value.kind) {
    case 'integer':
    case 'float':
      return (
        value.type === type ||
        report.opError(`result type ${text(type)} does not match value type ${text(value.type)}`)
      );
    case 'dense':
    case 'sparse': {
      if (value.type === type) return true;
      if (!isDialectType(type, 'spirv.array'))
        return report.opError(
          `result or element type ${text(type)} does not match value type ${text(value.type)}, must be the same or spirv.array`,
        );
      const { count, element } = flattened(type);
      if (element.kind !== 'integer' && element.kind !== 'float')
        return report.opError('only support nested array result type');
      const of = value.type.elementType;
      if (of !== element)
        return report.opError(
          `result element type ${text(element)} does not match value element type ${text(of)}`,
        );
      const found = numElements(value.type.shape);
      return (
        count === found ||
        report.opError(
          `result number of elements (${count}) does not match value number of elements (${found})`,
        )
      );
    }
    case 'array': {
      if (!isDialectType(type, 'spirv.array'))
        return report.opError('must have spirv.array result type for array value');
      const element = type.params[0] as Type;
      return value.elements.every((one) => verifyValue(op, one, element, report));
    }
    default:
      return report.opError(`cannot have attribute: ${report.printAttribute(value)}`);
  }
}

/** `cst5_i32`, `cst_vec_4xf32`, `true`. */
function constantName(op: Operation): string {
  const { type } = op.result();
  const value = op.attr('value');
  let name = 'cst';
  if (value?.kind === 'integer') {
    if (type.kind === 'integer' && type.width === 1) return value.value === 0n ? 'false' : 'true';
    name += value.value;
  }
  if (type.kind === 'integer' || type.kind === 'float') name += `_${printType(type)}`;
  if (type.kind === 'vector') name += `_vec_${type.shape[0]}x${printType(type.elementType)}`;
  return name;
}

const constant = defineOp('spirv.Constant', {
  summary: 'a constant',
  results: { constant: AnySpirv },
  attributes: { value: AnyAttr },
  traits: [ConstantLike, Pure],
  parse: parseConstant,
  print: printConstant,
  verify: (op, report) => {
    const value = op.attr('value');
    return !value || verifyValue(op, value, op.result().type, report);
  },
  fold(op) {
    const value = op.attr('value');
    return value ? [value] : null;
  },
  resultNames: (op, setName) => setName(op.result(), constantName(op)),
});

/** May a constant be of the type? */
export const isConstantType = (type: Type): boolean =>
  isScalar(type) || isVector(type) || isDialectType(type, 'spirv.array');

// ----- Constants of the module -----

const specConstant = defineOp('spirv.SpecConstant', {
  summary: 'a constant that may be set when the module is specialised',
  attributes: { sym_name: StrAttr, default_value: TypedAttr },
  traits: [InModuleScope, SymbolTrait],
  parse(parser, state) {
    const name = parser.parseSymbolName();
    state.attributes.set('sym_name', StringAttr.get(parser.context, name));
    if (parser.parseOptionalKeyword('spec_id') !== null) {
      parser.parsePunctuation('(');
      const at = parser.offset();
      const id = parser.parseAttribute();
      if (id.kind !== 'integer') return parser.fail('invalid kind of attribute specified', at);
      state.attributes.set('spec_id', id);
      parser.parsePunctuation(')');
    }
    parser.parsePunctuation('=');
    state.attributes.set('default_value', parser.parseAttribute());
  },
  print(printer, op) {
    printer.print(' ');
    printer.printSymbolName(op.symbolName ?? '');
    const id = op.attr('spec_id');
    if (id?.kind === 'integer') printer.print(` spec_id(${id.value})`);
    printer.print(' = ');
    const value = op.attr('default_value');
    if (value) printer.printAttribute(value);
  },
  verify(op, report) {
    const id = op.attr('spec_id');
    if (id?.kind === 'integer' && id.value < 0n) return report.opError('SpecId cannot be negative');
    const value = op.attr('default_value');
    if (value?.kind !== 'integer' && value?.kind !== 'float')
      return report.opError('default value can only be a bool, integer, or float scalar');
    return isScalar(value.type) || report.opError('default value bitwidth disallowed');
  },
});

/** The type that a specialisation constant has, or null of all other symbols. */
function specConstantType(op: Operation | null): Type | null {
  const type = op?.attr('type');
  if (op?.is('spirv.SpecConstantComposite')) return type?.kind === 'type' ? type.type : null;
  const value = op?.is('spirv.SpecConstant') ? op.attr('default_value') : undefined;
  return value ? attributeType(value) : null;
}

const specConstantComposite = defineOp('spirv.SpecConstantComposite', {
  summary: 'a composite of specialisation constants',
  attributes: { type: TypeAttrConstraint, sym_name: StrAttr, constituents: SymbolRefArrayAttr },
  traits: [InModuleScope, SymbolTrait],
  parse(parser, state) {
    const name = parser.parseSymbolName();
    state.attributes.set('sym_name', StringAttr.get(parser.context, name));
    parser.parsePunctuation('(');
    const constituents: Attribute[] = [];
    do constituents.push(parseReference(parser));
    while (parser.parseOptionalPunctuation(','));
    parser.parsePunctuation(')');
    state.attributes.set('constituents', ArrayAttr.get(parser.context, constituents));
    state.attributes.set('type', TypeAttr.get(parser.parseColonType()));
  },
  print(printer, op) {
    printer.print(' ');
    printer.printSymbolName(op.symbolName ?? '');
    printer.print(' (');
    const constituents = op.attr('constituents');
    (constituents?.kind === 'array' ? constituents.elements : []).forEach((one, i) => {
      if (i > 0) printer.print(', ');
      printer.printAttribute(one);
    });
    printer.print(') : ');
    const type = op.attr('type');
    if (type) printer.printAttribute(type);
  },
  verify(op, report) {
    const attr = op.attr('type');
    const list = op.attr('constituents');
    if (attr?.kind !== 'type' || list?.kind !== 'array') return true;
    const { type } = attr;
    if (!isComposite(type))
      return report.error(
        `result type must be a composite type, but provided '${report.printType(type)}'`,
      );
    if (isDialectType(type, 'spirv.coopmatrix') || isDialectType(type, 'spirv.jointmatrix'))
      return report.error(`unsupported composite type  '${report.printType(type)}'`);
    const count = elementCount(type);
    if (list.elements.length !== count)
      return report.error(
        `has incorrect number of operands: expected ${count}, but provided ${list.elements.length}`,
      );
    for (const [i, reference] of list.elements.entries()) {
      const found = specConstantType(lookupSymbol(op, reference));
      const expected = elementTypeAt(type, i);
      if (expected && found !== expected)
        return report.error(
          `has incorrect types of operands: expected '${report.printType(expected)}', but provided ${found ? `'${report.printType(found)}'` : report.printAttribute(reference)}`,
        );
    }
    return true;
  },
});

const referenceOf = defineOp('spirv.mlir.referenceof', {
  summary: 'the value of a specialisation constant',
  results: { reference: AnySpirv },
  attributes: { spec_const: FlatSymbolRefAttr },
  traits: [Pure],
  verify(op, report) {
    const type = specConstantType(lookupSymbol(op, op.attr('spec_const')));
    if (!type)
      return report.opError('expected spirv.SpecConstant or spirv.SpecConstantComposite symbol');
    return (
      type === op.result().type ||
      report.opError("result type mismatch with the referenced specialization constant's type")
    );
  },
  assemblyFormat: '$spec_const attr-dict `:` type($reference)',
});

// ----- Operations on constants -----

/** `wraps "spirv.IAdd"(%a, %b) : (i32, i32) -> i32`. */
function parseOperation(parser: OpAsmParser, state: OperationStateBuilder): void {
  parser.parseKeyword('wraps');
  const wrapped = parser.parseGenericOperation();
  const [result] = wrapped.results;
  if (!result) return parser.fail('expected an operation with a result');
  const body = new Region();
  const block = body.append(new Block());
  block.append(wrapped);
  block.append(
    Operation.create({
      name: 'spirv.mlir.yield',
      location: wrapped.location,
      operands: [result],
    }),
  );
  state.location = wrapped.location;
  state.regions.push(body);
  state.resultTypes.push(result.type);
  parser.parseOptionalAttrDict(state.attributes);
}

const CONSTANTS = ['spirv.Constant', 'spirv.mlir.referenceof', 'spirv.SpecConstantOperation'];

const specConstantOperation = defineOp('spirv.SpecConstantOperation', {
  summary: 'an operation on constants, computed when the module is specialised',
  results: { result: AnyType },
  regions: { body: { blocks: 1 } },
  traits: [Pure, InFunctionScope, SingleBlockImplicitTerminator('spirv.mlir.yield')],
  parse: parseOperation,
  print(printer, op) {
    printer.print(' wraps ');
    const wrapped = op.region().entry?.first;
    if (wrapped) printer.printGenericOp(wrapped);
  },
  verifyRegions(op, report) {
    const inner = op.region().entry?.ops ?? [];
    const [wrapped] = inner;
    if (!wrapped || inner.length !== 2) return report.opError('expected exactly 2 nested ops');
    if (!wrapped.hasTrait('UsableInSpecConstantOp')) return report.opError('invalid enclosed op');
    const isConstant = (value: Value): boolean =>
      value.kind === 'result' && CONSTANTS.includes(value.owner.name);
    return (
      wrapped.operands.every(isConstant) ||
      report.opError('invalid operand, must be defined by a constant operation')
    );
  },
});

export const constantOperations: readonly OpDefinition[] = [
  constant,
  referenceOf,
  specConstant,
  specConstantComposite,
  specConstantOperation,
  defineOp('spirv.mlir.yield', {
    summary: 'gives the value of an operation on constants',
    operands: { operand: AnyType },
    traits: [HasParent('spirv.SpecConstantOperation'), Pure, Terminator],
    assemblyFormat: 'attr-dict $operand `:` type($operand)',
  }),
];

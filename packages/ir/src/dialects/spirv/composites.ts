/** Operations on composites: vectors, arrays, structs and matrices as wholes of elements. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import type { Attribute } from '../../attributes.ts';
import { I32ArrayAttr } from '../../constraints.ts';
import { defineOp, type OpDefinition, type VerifyContext, variadic } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { printAttribute, printType } from '../../printer/printer.ts';
import { AllElementTypesMatch, AllTypesMatch, Pure, TypesMatchWith } from '../../traits.ts';
import { elementTypeOrSelf, isDialectType, type Type, type VectorType } from '../../types.ts';
import { elementCount, elementTypeAt, isComposite } from './composite-types.ts';
import {
  AnySpirv,
  Composite,
  Integer,
  Scalar,
  UsableInSpecConstantOp,
  Vector,
} from './constraints.ts';

import { foldCompositeExtract } from './fold.ts';

/** The type behind the indices, or what is wrong with them. */
function elementType(type: Type, indices: Attribute | undefined): Type | string {
  if (indices?.kind !== 'array') return "expected a 32-bit integer array attribute for 'indices'";
  if (indices.elements.length === 0)
    return 'expected at least one index for spirv.CompositeExtract';
  let current = type;
  for (const attr of indices.elements)
    if (attr.kind !== 'integer')
      return `expected an 32-bit integer for index, but found '${printAttribute(attr)}'`;
  for (const attr of indices.elements) {
    const index = attr.kind === 'integer' ? Number(attr.value) : 0;
    if (!isComposite(current))
      return `cannot extract from non-composite type '${printType(current)}' with index ${index}`;
    const count = elementCount(current);
    const element = elementTypeAt(current, index);
    if (element === null || (count !== null && (index < 0 || index >= count)))
      return `index ${index} out of bounds for '${printType(current)}'`;
    current = element;
  }
  return current;
}

function parseExtract(parser: OpAsmParser, state: OperationStateBuilder): void {
  const composite = parser.parseOperand();
  const at = parser.offset();
  const indices = parser.parseAttribute();
  state.attributes.set('indices', indices);
  const type = parser.parseColonType();
  state.operands.push(parser.resolveOperand(composite, type));
  const result = elementType(type, indices);
  if (typeof result === 'string') parser.fail(result, at);
  else state.resultTypes.push(result);
}
function printIndices(printer: OpAsmPrinter, op: Operation): void {
  const indices = op.attr('indices');
  if (indices) printer.printAttribute(indices);
}

const extract = defineOp('spirv.CompositeExtract', {
  summary: 'an element of a composite, or of one in it',
  operands: { composite: Composite },
  results: { component: AnySpirv },
  attributes: { indices: I32ArrayAttr },
  traits: [Pure, UsableInSpecConstantOp],
  fold: foldCompositeExtract,
  parse: parseExtract,
  print(printer, op) {
    printer.print(' ');
    printer.printOperand(op.operand(0));
    printIndices(printer, op);
    printer.print(' : ');
    printer.printType(op.operand(0).type);
  },
  verify(op, report) {
    const expected = elementType(op.operand(0).type, op.attr('indices'));
    if (typeof expected === 'string') return report.error(expected);
    const { type } = op.result();
    return (
      type === expected ||
      report.opError(
        `invalid result type: expected '${report.printType(expected)}' but provided '${report.printType(type)}'`,
      )
    );
  },
});

function parseInsert(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const operands = parser.parseOperandList('none', 2);
  state.attributes.set('indices', parser.parseAttribute());
  const object = parser.parseColonType();
  parser.parseKeyword('into');
  const composite = parser.parseType();
  state.operands.push(...parser.resolveOperands(operands, [object, composite], at));
  state.resultTypes.push(composite);
}

const insert = defineOp('spirv.CompositeInsert', {
  summary: 'a composite of which one element is another',
  operands: { object: AnySpirv, composite: Composite },
  results: { result: Composite },
  attributes: { indices: I32ArrayAttr },
  traits: [Pure, UsableInSpecConstantOp],
  parse: parseInsert,
  print(printer, op) {
    printer.print(' ');
    printer.printOperands(op.operands);
    printIndices(printer, op);
    printer.print(' : ');
    printer.printType(op.operand(0).type);
    printer.print(' into ');
    printer.printType(op.operand(1).type);
  },
  verify(op, report) {
    const [object, composite] = [op.operand(0).type, op.operand(1).type];
    const expected = elementType(composite, op.attr('indices'));
    if (typeof expected === 'string') return report.error(expected);
    if (object !== expected)
      return report.opError(
        `object operand type should be '${report.printType(expected)}', but found '${report.printType(object)}'`,
      );
    return (
      composite === op.result().type ||
      report.opError(
        `result type should be the same as the composite type, but found '${report.printType(composite)}' vs '${report.printType(op.result().type)}'`,
      )
    );
  },
});

/** The elements of the parts, one after another, make up the vector. */
function verifyVectorOfParts(op: Operation, type: VectorType, report: VerifyContext): boolean {
  let total = 0;
  for (const { type: part } of op.operands) {
    if (part.kind !== 'vector' && part.kind !== 'integer' && part.kind !== 'float')
      return report.opError(
        `operand type mismatch: expected operand to have a scalar or vector type, but provided '${report.printType(part)}'`,
      );
    const element = elementTypeOrSelf(part);
    if (element !== type.elementType)
      return report.opError(
        `operand element type mismatch: expected to be '${report.printType(type.elementType)}', but provided '${report.printType(element)}'`,
      );
    total += part.kind === 'vector' ? (part.shape[0] ?? 0) : 1;
  }
  const count = elementCount(type);
  return (
    total === count ||
    report.opError(`has incorrect number of operands: expected ${count}, but provided ${total}`)
  );
}

function verifyConstruct(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const isTile =
    isDialectType(type, 'spirv.coopmatrix') || isDialectType(type, 'spirv.jointmatrix');
  if (isTile && op.numOperands !== 1)
    return report.opError(
      `has incorrect number of operands: expected 1, but provided ${op.numOperands}`,
    );
  if (isTile || op.numOperands === elementCount(type)) {
    for (const [i, operand] of op.operands.entries()) {
      const expected = elementTypeAt(type, i);
      if (expected && operand.type !== expected)
        return report.opError(
          `operand type mismatch: expected operand type '${report.printType(expected)}', but provided '${report.printType(operand.type)}'`,
        );
    }
    return true;
  }
  return type.kind === 'vector'
    ? verifyVectorOfParts(op, type, report)
    : report.opError(
        'expected to return a vector or cooperative matrix when the number of constituents is less than what the result needs',
      );
}

const construct = defineOp('spirv.CompositeConstruct', {
  summary: 'a composite of its elements',
  operands: { constituents: variadic(AnySpirv) },
  results: { result: Composite },
  traits: [Pure],
  verify: verifyConstruct,
  assemblyFormat: '$constituents attr-dict `:` `(` type(operands) `)` `->` type($result)',
});

const elementOf = (type: Type): Type | null => (type.kind === 'vector' ? type.elementType : null);

const extractDynamic = defineOp('spirv.VectorExtractDynamic', {
  summary: 'the element of a vector at a position that is computed',
  operands: { vector: Vector, index: Integer },
  results: { result: Scalar },
  traits: [
    Pure,
    TypesMatchWith(
      "type of 'result' matches element type of 'vector'",
      'vector',
      'result',
      elementOf,
    ),
  ],
  assemblyFormat: '$vector `[` $index `]` attr-dict `:` type($vector) `,` type($index)',
});

const insertDynamic = defineOp('spirv.VectorInsertDynamic', {
  summary: 'a vector of which the element at a computed position is another',
  operands: { vector: Vector, component: Scalar, index: Integer },
  results: { result: Vector },
  traits: [
    Pure,
    TypesMatchWith(
      "type of 'component' matches element type of 'vector'",
      'vector',
      'component',
      elementOf,
    ),
    AllTypesMatch('vector', 'result'),
  ],
  assemblyFormat:
    '$component `,` $vector `[` $index `]` attr-dict `:` type($vector) `,` type($index)',
});

/** A selector that leaves the element undefined. */
const UNDEFINED_ELEMENT = 0xffffffffn;

const shuffle = defineOp('spirv.VectorShuffle', {
  summary: 'a vector of elements chosen from two others',
  operands: { vector1: Vector, vector2: Vector },
  results: { result: Vector },
  attributes: { components: I32ArrayAttr },
  traits: [Pure, AllElementTypesMatch('vector1', 'vector2', 'result')],
  verify(op, report) {
    const list = op.attr('components');
    const selectors = list?.kind === 'array' ? list.elements : [];
    const count = (type: Type): number => elementCount(type) ?? 0;
    const wanted = count(op.result().type);
    if (wanted !== selectors.length)
      return report.opError(
        `result type element count (${wanted}) mismatch with the number of component selectors (${selectors.length})`,
      );
    const total = count(op.operand(0).type) + count(op.operand(1).type);
    for (const selector of selectors) {
      const index = selector.kind === 'integer' ? BigInt.asUintN(32, selector.value) : 0n;
      if (index >= BigInt(total) && index !== UNDEFINED_ELEMENT)
        return report.opError(
          `component selector ${index} out of range: expected to be in [0, ${total}) or 0xffffffff`,
        );
    }
    return true;
  },
  assemblyFormat:
    'attr-dict $components $vector1 `:` type($vector1) `,` $vector2 `:` type($vector2) `->` type($result)',
});

export const compositeOperations: readonly OpDefinition[] = [
  construct,
  extract,
  insert,
  extractDynamic,
  insertDynamic,
  shuffle,
];

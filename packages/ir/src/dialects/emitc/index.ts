/** The emitc dialect: what C or C++ is printed from. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { type Attribute, attributeType, StringAttr, UnitAttr } from '../../attributes.ts';
import { AnyType, ArrayAttrConstraint, StrAttr, UnitAttrConstraint } from '../../constraints.ts';
import {
  type AttrConstraint,
  defineDialect,
  defineOp,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { ConstantLike, HasParent, SameOperandsAndResultShape } from '../../traits.ts';
import type { Type } from '../../types.ts';
import { attributes, types } from './types.ts';

const isOpaque = (attr: Attribute | undefined): boolean =>
  attr?.kind === 'dialect' && attr.name === 'emitc.opaque';
/** Strings have a type that may be none, as opaque attributes of no dialect. */
const isTyped = (attr: Attribute): boolean =>
  attributeType(attr) !== null || attr.kind === 'string' || attr.kind === 'opaque';
const OpaqueOrTyped: AttrConstraint = {
  summary: 'An opaque attribute or TypedAttr instance',
  matches: (attr) => isOpaque(attr) || isTyped(attr),
};

function verifyValue(op: Operation, report: VerifyContext): boolean {
  const value = op.attr('value');
  const type = value && attributeType(value);
  const result = op.result().type;
  if (!type || type.kind === 'none' || type === result) return true;
  return report.opError(
    `requires attribute's type ('${report.printType(type)}') to match op's return type ('${report.printType(result)}')`,
  );
}

function verifyCall(op: Operation, report: VerifyContext): boolean {
  if (op.stringAttr('callee') === '') return report.opError('callee must not be empty');
  const args = op.attr('args');
  for (const arg of args?.kind === 'array' ? args.elements : []) {
    if (arg.kind === 'integer' && arg.type.kind === 'index') {
      if (arg.value < 0n || arg.value >= BigInt(op.numOperands))
        return report.opError('index argument is out of range');
    } else if (arg.kind === 'array') return report.opError('array argument has no type');
  }
  const templateArgs = op.attr('template_args');
  const isTemplateArgument = (attr: Attribute): boolean =>
    attr.kind === 'type' || attr.kind === 'integer' || attr.kind === 'float' || isOpaque(attr);
  return (
    templateArgs?.kind !== 'array' ||
    templateArgs.elements.every(isTemplateArgument) ||
    report.opError('template argument has invalid type')
  );
}

const isCastable = (type: Type): boolean =>
  type.kind === 'integer' ||
  type.kind === 'float' ||
  type.kind === 'index' ||
  (type.kind === 'dialect' && type.dialect === 'emitc');

function parseInclude(parser: OpAsmParser, state: OperationStateBuilder): void {
  const isStandard = parser.parseOptionalPunctuation('<');
  const include = parser.parseOptionalString();
  if (include === null) return parser.fail('expected string attribute', parser.nameOffset());
  state.attributes.set('include', StringAttr.get(parser.context, include));
  if (!isStandard) return;
  if (!parser.parseOptionalPunctuation('>'))
    parser.fail("expected trailing '>' for standard include", parser.nameOffset());
  state.attributes.set('is_standard_include', UnitAttr.get(parser.context));
}
function printInclude(printer: OpAsmPrinter, op: Operation): void {
  const isStandard = op.attr('is_standard_include') !== undefined;
  printer.print(isStandard ? ' <"' : ' "');
  printer.print(op.stringAttr('include') ?? '');
  printer.print(isStandard ? '">' : '"');
}

export const emitcDialect = defineDialect({
  name: 'emitc',
  summary: 'what C or C++ is printed from',
  operations: [
    defineOp('emitc.apply', {
      summary: 'applies `*` or `&`',
      operands: { operand: AnyType },
      results: { result: AnyType },
      attributes: { applicableOperator: StrAttr },
      verify(op, report) {
        const operator = op.stringAttr('applicableOperator');
        if (operator === '') return report.opError('applicable operator must not be empty');
        return (
          operator === '&' || operator === '*' || report.opError('applicable operator is illegal')
        );
      },
      assemblyFormat:
        '$applicableOperator `(` $operand `)` attr-dict `:` functional-type($operand, results)',
    }),
    defineOp('emitc.call', {
      summary: 'calls a function by its text, with operands and constants as arguments',
      operands: { operands: variadic(AnyType) },
      results: { results: variadic(AnyType) },
      attributes: {
        callee: StrAttr,
        args: optionalAttr(ArrayAttrConstraint),
        template_args: optionalAttr(ArrayAttrConstraint),
      },
      verify: verifyCall,
      assemblyFormat: '$callee `(` $operands `)` attr-dict `:` functional-type($operands, results)',
    }),
    defineOp('emitc.cast', {
      summary: "C's cast",
      operands: { source: AnyType },
      results: { dest: AnyType },
      traits: [SameOperandsAndResultShape],
      verify(op, report) {
        const [from, to] = [op.operand(0).type, op.result().type];
        return (
          (isCastable(from) && isCastable(to)) ||
          report.opError(
            `operand type '${report.printType(from)}' and result type '${report.printType(to)}' are cast incompatible`,
          )
        );
      },
      assemblyFormat: '$source attr-dict `:` type($source) `to` type($dest)',
    }),
    defineOp('emitc.constant', {
      summary: 'a constant',
      results: { result: AnyType },
      attributes: { value: OpaqueOrTyped },
      traits: [ConstantLike],
      fold(op) {
        const value = op.attr('value');
        return value ? [value] : null;
      },
      verify: verifyValue,
    }),
    defineOp('emitc.include', {
      summary: 'an #include',
      attributes: { include: StrAttr, is_standard_include: optionalAttr(UnitAttrConstraint) },
      traits: [HasParent('builtin.module')],
      parse: parseInclude,
      print: printInclude,
    }),
    defineOp('emitc.variable', {
      summary: 'a variable with its first value',
      results: { result: AnyType },
      attributes: { value: OpaqueOrTyped },
      verify: verifyValue,
    }),
  ],
  types,
  attributes,
  materializeConstant: (value, type, location) =>
    Operation.create({
      name: 'emitc.constant',
      location,
      resultTypes: [type],
      attributes: [['value', value]],
    }),
});

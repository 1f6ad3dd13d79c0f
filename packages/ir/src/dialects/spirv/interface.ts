/** Entry points of a module, and its variables. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { ArrayAttr, type Attribute, IntegerAttr, StringAttr, TypeAttr } from '../../attributes.ts';
import {
  FlatSymbolRefAttr,
  I32ArrayAttr,
  I32Attr,
  StrAttr,
  SymbolRefArrayAttr,
  TypeAttrConstraint,
} from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { Pure, SymbolTrait } from '../../traits.ts';
import type { Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { isPointer, storageClassOf } from './composite-types.ts';
import { AnyPtr, AnySpirv, Bool, InFunctionScope, InModuleScope } from './constraints.ts';
import { parseVariableDecorations, printVariableDecorations } from './decorations.ts';
import { caseOf, parseEnumStringInto } from './enum-attribute.ts';
import { ExecutionMode, ExecutionModel } from './enums.ts';
import { parseReference } from './syntax.ts';

const referenceName = (attr: Attribute | undefined): string =>
  attr?.kind === 'symbol_ref' ? attr.root : '';
const elementsOf = (attr: Attribute | undefined): readonly Attribute[] =>
  attr?.kind === 'array' ? attr.elements : [];

function parseEntryPoint(parser: OpAsmParser, state: OperationStateBuilder): void {
  parseEnumStringInto(parser, state, ExecutionModel);
  state.attributes.set('fn', parseReference(parser));
  const variables: Attribute[] = [];
  if (parser.parseOptionalPunctuation(','))
    do variables.push(parseReference(parser));
    while (parser.parseOptionalPunctuation(','));
  state.attributes.set('interface', ArrayAttr.get(parser.context, variables));
}
function printEntryPoint(printer: OpAsmPrinter, op: Operation): void {
  printer.print(` "${caseOf(op.attr('execution_model'))}" `);
  printer.printSymbolName(referenceName(op.attr('fn')));
  for (const variable of elementsOf(op.attr('interface'))) {
    printer.print(', ');
    printer.printAttribute(variable);
  }
}

function parseExecutionMode(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  state.attributes.set('fn', parser.parseAttribute());
  parseEnumStringInto(parser, state, ExecutionMode);
  const values: Attribute[] = [];
  while (parser.parseOptionalPunctuation(',')) {
    const at = parser.offset();
    const value = parser.parseAttribute(context.i32);
    if (value.kind !== 'integer') return parser.fail('invalid kind of attribute specified', at);
    values.push(IntegerAttr.get(context.i32, value.value));
  }
  state.attributes.set('values', ArrayAttr.get(context, values));
}
function printExecutionMode(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printSymbolName(referenceName(op.attr('fn')));
  printer.print(` "${caseOf(op.attr('execution_mode'))}"`);
  for (const value of elementsOf(op.attr('values')))
    printer.print(`, ${value.kind === 'integer' ? value.value : 0n}`);
}

/** The type of a global variable, or null. */
function variableType(op: Operation | null): Type | null {
  const type = op?.is('spirv.GlobalVariable') ? op.attr('type') : undefined;
  return type?.kind === 'type' ? type.type : null;
}

const globalVariable = defineOp('spirv.GlobalVariable', {
  summary: 'a variable of the module, perhaps bound to a descriptor',
  attributes: {
    type: TypeAttrConstraint,
    sym_name: StrAttr,
    initializer: optionalAttr(FlatSymbolRefAttr),
    location: optionalAttr(I32Attr),
    binding: optionalAttr(I32Attr),
    descriptor_set: optionalAttr(I32Attr),
    builtin: optionalAttr(StrAttr),
  },
  traits: [InModuleScope, SymbolTrait],
  parse(parser, state) {
    const name = parser.parseSymbolName();
    state.attributes.set('sym_name', StringAttr.get(parser.context, name));
    if (parser.parseOptionalKeyword('initializer') !== null) {
      parser.parsePunctuation('(');
      state.attributes.set('initializer', parseReference(parser));
      parser.parsePunctuation(')');
    }
    parseVariableDecorations(parser, state);
    const at = parser.offset();
    const type = parser.parseColonType();
    if (!isPointer(type)) return parser.fail('expected spirv.ptr type', at);
    state.attributes.set('type', TypeAttr.get(type));
  },
  print(printer, op) {
    printer.print(' ');
    printer.printSymbolName(op.symbolName ?? '');
    const initializer = op.attr('initializer');
    if (initializer) {
      printer.print(' initializer(');
      printer.printSymbolName(referenceName(initializer));
      printer.print(')');
    }
    printVariableDecorations(printer, op, ['storage_class', 'sym_name', 'initializer', 'type']);
    printer.print(' : ');
    const type = op.attr('type');
    if (type) printer.printAttribute(type);
  },
  verify(op, report) {
    const type = variableType(op);
    if (!type || !isPointer(type)) return report.opError('result must be of a !spv.ptr type');
    const storageClass = storageClassOf(type);
    if (storageClass === 'Generic' || storageClass === 'Function')
      return report.opError(`storage class cannot be '${storageClass}'`);
    const reference = op.attr('initializer');
    if (!reference) return true;
    const initializer = lookupSymbol(op, reference);
    return (
      initializer?.is('spirv.GlobalVariable') ||
      initializer?.is('spirv.SpecConstant') ||
      report.opError(
        'initializer must be result of a spirv.SpecConstant or spirv.GlobalVariable op',
      )
    );
  },
});

const addressOf = defineOp('spirv.mlir.addressof', {
  summary: 'a pointer to a variable of the module',
  results: { pointer: AnyPtr },
  attributes: { variable: FlatSymbolRefAttr },
  traits: [InFunctionScope, Pure],
  verify(op, report) {
    const type = variableType(lookupSymbol(op, op.attr('variable')));
    if (!type) return report.opError('expected spirv.GlobalVariable symbol');
    return (
      type === op.result().type ||
      report.opError("result type mismatch with the referenced global variable's type")
    );
  },
  resultNames: (op, setName) => setName(op.result(), `${referenceName(op.attr('variable'))}_addr`),
  assemblyFormat: '$variable attr-dict `:` type($pointer)',
});

export const interfaceOperations: readonly OpDefinition[] = [
  addressOf,
  defineOp('spirv.EntryPoint', {
    summary: 'a function that a program begins with, and the variables of its interface',
    attributes: {
      execution_model: ExecutionModel.constraint,
      fn: FlatSymbolRefAttr,
      interface: SymbolRefArrayAttr,
    },
    traits: [InModuleScope],
    parse: parseEntryPoint,
    print: printEntryPoint,
  }),
  defineOp('spirv.ExecutionMode', {
    summary: 'something that holds for the execution of an entry point',
    attributes: {
      fn: FlatSymbolRefAttr,
      execution_mode: ExecutionMode.constraint,
      values: I32ArrayAttr,
    },
    traits: [InModuleScope],
    parse: parseExecutionMode,
    print: printExecutionMode,
  }),
  globalVariable,
  defineOp('spirv.KHR.AssumeTrue', {
    summary: 'promises that a condition holds',
    operands: { condition: Bool },
    assemblyFormat: '$condition attr-dict',
  }),
  defineOp('spirv.Undef', {
    summary: 'a value of which nothing is known',
    results: { result: AnySpirv },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
];

/** Calls of the llvm dialect: of functions by name or by pointer, of intrinsics, of assembler text. */

import type {
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { DenseArrayAttr, type SymbolRefAttr } from '../../attributes.ts';
import {
  ArrayAttrConstraint,
  ElementsAttrConstraint,
  FlatSymbolRefAttr,
  StrAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandsNamed,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { CallOp } from '../../interfaces.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { AttrSizedOperandSegments, Terminator } from '../../traits.ts';
import type { Type } from '../../types.ts';
import { branchFrom } from '../branches.ts';
import { parseAttributeOf } from '../nested-attributes.ts';
import { lookupSymbol } from '../symbols.ts';
import { fastMathFlags } from './attributes.ts';
import { LlvmType } from './constraints.ts';
import { withoutDefaultFlags } from './directives.ts';
import { AsmDialectAttr } from './enums.ts';
import { asFunction, asPointer, isVoid } from './types.ts';

const calleeOf = (op: Operation): SymbolRefAttr | null => {
  const callee = op.attr('callee');
  return callee?.kind === 'symbol_ref' ? callee : null;
};
/** Operands of the callee: all but the pointer to it, if it is called by one. */
const argumentsOf = (op: Operation, operands: readonly Value[]): readonly Value[] =>
  calleeOf(op) ? operands : operands.slice(1);

const callInterface = (operands: (op: Operation) => readonly Value[]) =>
  CallOp.with({
    callee: (op: Operation) => calleeOf(op) ?? op.operand(0),
    setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('callee', callee),
    argumentOperands: (op: Operation) => argumentsOf(op, operands(op)),
  });

// ----- Text -----

/** `@callee(%a, …)` or `%callee(%a, …)`; the pointer is the first operand. */
function parseCallee(parser: OpAsmParser, state: OperationStateBuilder): UnresolvedOperand[] {
  const pointer = parser.parseOptionalOperand();
  if (!pointer) state.attributes.set('callee', parseAttributeOf(parser, 'symbol_ref'));
  return [...(pointer ? [pointer] : []), ...parser.parseOperandList('paren')];
}

/** `: (types) -> type`, behind the pointer's type if there is one; resolves the operands. */
function parseCallTypes(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  operands: readonly UnresolvedOperand[],
): Value[] {
  const at = parser.offset();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  const isDirect = state.attributes.has('callee');
  if (isDirect && types.length !== 1)
    parser.fail('expected direct call to have 1 trailing type', at);
  if (!isDirect && types.length !== 2)
    parser.fail('expected indirect call to have 2 trailing types', at);
  const type = types.pop();
  if (type?.kind !== 'function') return parser.fail('expected trailing function type', at);
  const [result] = type.results;
  if (type.results.length > 1) parser.fail('expected function with 0 or 1 result', at);
  if (result && isVoid(result)) parser.fail('expected a non-void result type', at);
  state.resultTypes.push(...type.results);
  return parser.resolveOperands(operands, [...types, ...type.inputs], parser.nameOffset());
}

function printCallee(printer: OpAsmPrinter, op: Operation, operands: readonly Value[]): void {
  const callee = calleeOf(op);
  printer.print(' ');
  if (callee) printer.printSymbolName(callee.root);
  else printer.printOperand(operands[0] as Value);
  printer.print('(');
  printer.printOperands(argumentsOf(op, operands));
  printer.print(')');
}

function printCallTypes(printer: OpAsmPrinter, op: Operation, operands: readonly Value[]): void {
  printer.print(' : ');
  if (!calleeOf(op)) {
    printer.printType((operands[0] as Value).type);
    printer.print(', ');
  }
  printer.printFunctionalType(
    argumentsOf(op, operands).map(({ type }) => type),
    op.resultTypes,
  );
}

// ----- llvm.call -----

function verifyCall(op: Operation, report: VerifyContext): boolean {
  const text = (type: Type): string => `'${report.printType(type)}'`;
  const name = calleeOf(op);
  let type: Type | null = null;
  if (name) {
    const callee = lookupSymbol(op, name);
    if (!callee)
      return report.opError(`'${name.root}' does not reference a symbol in the current scope`);
    if (!callee.is('llvm.func'))
      return report.opError(`'${name.root}' does not reference a valid LLVM function`);
    const attr = callee.attr('function_type');
    type = attr?.kind === 'type' ? attr.type : null;
  } else {
    if (op.numOperands === 0)
      return report.opError('must have either a `callee` attribute or at least an operand');
    const pointer = asPointer(op.operand(0).type);
    if (!pointer)
      return report.opError(
        `indirect call expects a pointer as callee: ${text(op.operand(0).type)}`,
      );
    if (!pointer.elementType) return true;
    type = pointer.elementType;
  }
  const func = type && asFunction(type);
  if (!type || !func)
    return report.opError(`callee does not have a functional type: ${type ? text(type) : ''}`);
  if (!name && func.isVarArg)
    return report.opError('indirect calls to variadic functions are not supported');
  const { params, returnType } = func;
  const given = argumentsOf(op, op.operands);
  if (!func.isVarArg && params.length !== given.length)
    return report.opError(
      `incorrect number of operands (${given.length}) for callee (expecting: ${params.length})`,
    );
  if (params.length > given.length)
    return report.opError(
      `incorrect number of operands (${given.length}) for varargs callee (expecting at least: ${params.length})`,
    );
  for (const [i, param] of params.entries()) {
    const found = (given[i] as Value).type;
    if (found !== param)
      return report.opError(
        `operand type mismatch for operand ${i}: ${text(found)} != ${text(param)}`,
      );
  }
  if (op.numResults === 0)
    return isVoid(returnType) || report.opError('expected function call to produce a value');
  if (isVoid(returnType))
    return report.opError('calling function with void result must not produce values');
  const result = op.result().type;
  return (
    result === returnType ||
    report.opError(`result type mismatch: ${text(result)} != ${text(returnType)}`)
  );
}

const call = defineOp('llvm.call', {
  summary: 'calls a function, by name or by pointer',
  operands: { args: variadic(LlvmType) },
  results: { result: optional(LlvmType) },
  attributes: {
    callee: optionalAttr(FlatSymbolRefAttr),
    fastmathFlags: fastMathFlags,
    branch_weights: optionalAttr(ElementsAttrConstraint),
  },
  interfaces: [callInterface((op) => op.operands)],
  verify: verifyCall,
  parse(parser, state) {
    const operands = parseCallee(parser, state);
    parser.parseOptionalAttrDict(state.attributes);
    state.operands.push(...parseCallTypes(parser, state, operands));
  },
  print(printer, op) {
    printCallee(printer, op, op.operands);
    printer.printOptionalAttrDict(withoutDefaultFlags(op), ['callee']);
    printCallTypes(printer, op, op.operands);
  },
});

// ----- llvm.invoke -----

/** `^block(%a, … : types)`. */
function parseDestination(
  parser: OpAsmParser,
  state: OperationStateBuilder,
): { readonly operands: readonly UnresolvedOperand[]; readonly types: readonly Type[] } {
  state.successors.push(parser.parseSuccessor());
  if (!parser.parseOptionalPunctuation('(')) return { operands: [], types: [] };
  const operands = parser.parseOperandList();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  parser.parsePunctuation(')');
  return { operands, types };
}

function verifyInvoke(op: Operation, report: VerifyContext): boolean {
  if (op.numResults > 1) return report.opError('must have 0 or 1 result');
  const unwind = op.successors[1];
  if (!unwind?.first) return report.error('must have at least one operation in unwind destination');
  return (
    unwind.first.is('llvm.landingpad') ||
    report.error('first operation in unwind destination should be a llvm.landingpad operation')
  );
}

const invoke = defineOp('llvm.invoke', {
  summary: 'calls a function, and branches by whether it returns or throws',
  operands: {
    callee_operands: variadic(LlvmType),
    normalDestOperands: variadic(LlvmType),
    unwindDestOperands: variadic(LlvmType),
  },
  results: { results: variadic(LlvmType) },
  attributes: {
    callee: optionalAttr(FlatSymbolRefAttr),
    branch_weights: optionalAttr(ElementsAttrConstraint),
  },
  successors: { normalDest: 'any', unwindDest: 'any' },
  traits: [AttrSizedOperandSegments, Terminator],
  interfaces: [branchFrom(1), callInterface((op) => operandsNamed(op, 'callee_operands'))],
  verify: verifyInvoke,
  parse(parser, state) {
    const operands = parseCallee(parser, state);
    parser.parseKeyword('to');
    const normal = parseDestination(parser, state);
    const normalValues = parser.resolveOperands(normal.operands, normal.types);
    parser.parseKeyword('unwind');
    const unwind = parseDestination(parser, state);
    const unwindValues = parser.resolveOperands(unwind.operands, unwind.types);
    parser.parseOptionalAttrDict(state.attributes);
    const called = parseCallTypes(parser, state, operands);
    state.operands.push(...called, ...normalValues, ...unwindValues);
    state.attributes.set(
      'operand_segment_sizes',
      DenseArrayAttr.i32(parser.context, [called.length, normalValues.length, unwindValues.length]),
    );
  },
  print(printer, op) {
    const operands = operandsNamed(op, 'callee_operands');
    const [normal, unwind] = op.successors as [Block, Block];
    printCallee(printer, op, operands);
    printer.print(' to ');
    printer.printSuccessorAndUseList(normal, operandsNamed(op, 'normalDestOperands'));
    printer.print(' unwind ');
    printer.printSuccessorAndUseList(unwind, operandsNamed(op, 'unwindDestOperands'));
    printer.printOptionalAttrDict(op.attributes, ['operand_segment_sizes', 'callee']);
    printCallTypes(printer, op, operands);
  },
});

export const callOperations: readonly OpDefinition[] = [
  call,
  invoke,
  defineOp('llvm.call_intrinsic', {
    summary: 'calls an intrinsic of LLVM by its name',
    operands: { args: variadic(LlvmType) },
    results: { results: variadic(LlvmType) },
    attributes: { intrin: StrAttr },
    assemblyFormat: '$intrin `(` $args `)` `:` functional-type($args, $results) attr-dict',
  }),
  defineOp('llvm.inline_asm', {
    summary: 'text for the assembler',
    operands: { operands: variadic(LlvmType) },
    results: { res: optional(LlvmType) },
    attributes: {
      asm_string: StrAttr,
      constraints: StrAttr,
      has_side_effects: optionalAttr(UnitAttrConstraint),
      is_align_stack: optionalAttr(UnitAttrConstraint),
      asm_dialect: optionalAttr(AsmDialectAttr),
      operand_attrs: optionalAttr(ArrayAttrConstraint),
    },
    assemblyFormat:
      '(`has_side_effects` $has_side_effects^)? (`is_align_stack` $is_align_stack^)? (`asm_dialect` `=` $asm_dialect^)? (`operand_attrs` `=` $operand_attrs^)? attr-dict $asm_string `,` $constraints operands `:` functional-type(operands, results)',
  }),
];

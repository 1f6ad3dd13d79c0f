/** Functions of the llvm dialect. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { IntegerAttr, StringAttr, TypeAttr } from '../../attributes.ts';
import {
  ArrayAttrConstraint,
  DictArrayAttr,
  FlatSymbolRefAttr,
  I64Attr,
  StrAttr,
  typeAttrOf,
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
import { CallableOp, FunctionOp } from '../../interfaces.ts';
import { type Operation, Region } from '../../operation.ts';
import { printType } from '../../printer/printer.ts';
import { AutomaticAllocationScope, IsolatedFromAbove, SymbolTrait } from '../../traits.ts';
import type { Type } from '../../types.ts';
import { parseSignature, printSignatureTypes } from '../func/syntax.ts';
import { type Signature, verifyEntryArguments, verifyFunctionAttributes } from '../func/verify.ts';
import {
  CallingConventionConstraint,
  callingConventionAttr,
  LinkageConstraint,
  linkageAttr,
  MemoryEffectsConstraint,
} from './attributes.ts';
import { LlvmFunction } from './constraints.ts';
import { CALLING_CONVENTIONS, LINKAGES, VISIBILITIES } from './enums.ts';
import { linkageOf, parseOptionalCase, printCase, visibility } from './globals.ts';
import {
  asFunction,
  type LlvmFunction as FunctionParts,
  isCompatibleType,
  isVoid,
  llvmFunctionType,
  voidType,
} from './types.ts';

const DEFAULT_LINKAGE = 'external';
const DEFAULT_CONVENTION = 'ccc';

function partsOf(op: Operation): FunctionParts | null {
  const type = op.attr('function_type');
  return type?.kind === 'type' ? asFunction(type.type) : null;
}
const signatureOf = (op: Operation): Signature => {
  const parts = partsOf(op);
  return { inputs: parts?.params ?? [], results: parts ? [parts.returnType] : [] };
};

function parseLlvmFunction(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const { attributes } = state;
  const linkage = parser.parseOptionalKeyword(...LINKAGES) ?? DEFAULT_LINKAGE;
  attributes.set('linkage', linkageAttr(context, linkage));
  if (definesAttribute(parser.operationName.definition, 'visibility_'))
    attributes.set(
      'visibility_',
      IntegerAttr.i64(context, parseOptionalCase(parser, VISIBILITIES)),
    );
  const convention = parser.parseOptionalKeyword(...CALLING_CONVENTIONS) ?? DEFAULT_CONVENTION;
  attributes.set('CConv', callingConventionAttr(context, convention));
  const at = parser.offset();
  attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  const signature = parseSignature(parser, state, true);
  const { inputs, results } = signature.type;
  const fail = (expected: string): never =>
    parser.fail(`failed to construct function type: expected ${expected}`, at);
  if (results.length > 1) fail('zero or one function result');
  if (!inputs.every((type) => isCompatibleType(type))) fail('LLVM type for function arguments');
  const [result] = results;
  // Upstream puts no blank in front of the type.
  if (result && !isCompatibleType(result))
    fail(`LLVM type for function results'${printType(result)}'`);
  const type = llvmFunctionType(result ?? voidType(context), inputs, signature.isVariadic);
  attributes.set('function_type', TypeAttr.get(type));
  parser.parseOptionalAttrDictWithKeyword(attributes);
  signature.finish();
  state.regions.push(parser.parseOptionalRegion(signature.named) ?? new Region());
}

function printLlvmFunction(printer: OpAsmPrinter, op: Operation): void {
  const convention = op.attr('CConv');
  const name = convention?.kind === 'dialect' ? convention.params[0] : DEFAULT_CONVENTION;
  const linkage = linkageOf(op);
  const { params, returnType, isVarArg } = partsOf(op) as FunctionParts;
  printer.print(' ');
  if (linkage !== DEFAULT_LINKAGE) printer.print(`${linkage} `);
  if (op.attr('visibility_')) printCase(printer, op, 'visibility_', VISIBILITIES);
  if (name !== DEFAULT_CONVENTION) printer.print(`${String(name)} `);
  printer.printSymbolName(op.symbolName ?? '');
  printSignatureTypes(printer, op, params, isVoid(returnType) ? [] : [returnType], isVarArg);
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'sym_name',
    'function_type',
    'arg_attrs',
    'res_attrs',
    'linkage',
    'CConv',
    'visibility_',
  ]);
  if (op.region().isEmpty) return;
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

/** All exceptions that a function catches or passes on have one type. */
function exceptionTypeError(op: Operation): string | null {
  let type: Type | null = null;
  let message: string | null = null;
  op.walk((inner) => {
    const isPad = inner.is('llvm.landingpad');
    if (!isPad && !inner.is('llvm.resume')) return undefined;
    const found: Type = isPad ? inner.result().type : inner.operand(0).type;
    type ??= found;
    if (type === found) return undefined;
    message = isPad
      ? "'llvm.landingpad' should have a consistent result type inside a function"
      : "'llvm.resume' should have a consistent input type inside a function";
    return 'stop';
  });
  return message;
}

function verifyLlvmFunction(op: Operation, report: VerifyContext): boolean {
  const signature = signatureOf(op);
  if (
    !verifyFunctionAttributes(op, report, signature) ||
    !verifyEntryArguments(op, report, signature)
  )
    return false;
  const linkage = linkageOf(op);
  if (linkage === 'common') return report.opError("functions cannot have 'common' linkage");
  if (op.region().isEmpty)
    return (
      linkage === 'external' ||
      linkage === 'extern_weak' ||
      report.opError("external functions must have 'external' or 'extern_weak' linkage")
    );
  const message = exceptionTypeError(op);
  return message === null || report.error(message);
}

function verifyEntry(op: Operation, report: VerifyContext): boolean {
  const args = op.region().entry?.arguments ?? [];
  const wrong = args.findIndex(({ type }) => !isCompatibleType(type));
  return wrong < 0 || report.opError(`entry block argument #${wrong} is not of LLVM type`);
}

const FUNCTION_ATTRIBUTES = {
  sym_name: StrAttr,
  function_type: typeAttrOf(LlvmFunction),
  linkage: defaultAttr(LinkageConstraint, (context) => linkageAttr(context, DEFAULT_LINKAGE)),
  dso_local: optionalAttr(UnitAttrConstraint),
  CConv: defaultAttr(CallingConventionConstraint, (context) =>
    callingConventionAttr(context, DEFAULT_CONVENTION),
  ),
  personality: optionalAttr(FlatSymbolRefAttr),
  garbageCollector: optionalAttr(StrAttr),
  passthrough: optionalAttr(ArrayAttrConstraint),
  arg_attrs: optionalAttr(DictArrayAttr),
  res_attrs: optionalAttr(DictArrayAttr),
  function_entry_count: optionalAttr(I64Attr),
  memory: optionalAttr(MemoryEffectsConstraint),
};

export const functionOperations: readonly OpDefinition[] = [
  defineOp('llvm.func', {
    summary: 'a function',
    attributes: { ...FUNCTION_ATTRIBUTES, visibility_: visibility },
    changes: [{ until: '2023', attributes: FUNCTION_ATTRIBUTES }],
    regions: { body: 'any' },
    traits: [AutomaticAllocationScope, IsolatedFromAbove, SymbolTrait],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op: Operation) => signatureOf(op).results.filter((type) => !isVoid(type)),
      }),
    ],
    verify: verifyLlvmFunction,
    verifyRegions: verifyEntry,
    parse: parseLlvmFunction,
    print: printLlvmFunction,
  }),
];

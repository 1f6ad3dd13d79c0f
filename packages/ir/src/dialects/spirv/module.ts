/** `spirv.module` and `spirv.func`: their syntax, and what a module must hold. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { type Attribute, StringAttr } from '../../attributes.ts';
import { DictArrayAttr, FunctionTypeAttr, StrAttr } from '../../constraints.ts';
import { defineOp, optionalAttr, type VerifyContext } from '../../dialect.ts';
import { CallableOp, FunctionOp } from '../../interfaces.ts';
import { type Operation, Region } from '../../operation.ts';
import {
  AutomaticAllocationScope,
  IsolatedFromAbove,
  NoRegionArguments,
  NoTerminator,
  SingleBlock,
  SymbolTable,
  SymbolTrait,
} from '../../traits.ts';
import { parseSignature, printSignature } from '../func/syntax.ts';
import { functionTypeOf, verifyFunctionAttributes } from '../func/verify.ts';
import { parseAttributeNamed } from './attributes.ts';
import { InModuleScope, VceAttr } from './constraints.ts';
import { caseOf, parseEnumKeyword, parseEnumStringInto } from './enum-attribute.ts';
import { AddressingModel, FunctionControl, MemoryModel } from './enums.ts';

function parseModule(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const name = parser.parseOptionalSymbolName();
  if (name !== null) state.attributes.set('sym_name', StringAttr.get(context, name));
  for (const kind of [AddressingModel, MemoryModel])
    state.attributes.set(kind.mnemonic, kind.get(context, parseEnumKeyword(parser, kind)));
  if (parser.parseOptionalKeyword('requires') !== null)
    state.attributes.set('vce_triple', parseAttributeNamed(parser, 'spirv.vce'));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  const body = parser.parseRegion();
  if (body.isEmpty) body.append();
  state.regions.push(body);
}

function printModule(printer: OpAsmPrinter, op: Operation): void {
  if (op.symbolName !== undefined) {
    printer.print(' ');
    printer.printSymbolName(op.symbolName);
  }
  const models = [AddressingModel, MemoryModel].map((kind) => caseOf(op.attr(kind.mnemonic)));
  printer.print(` ${models.join(' ')}`);
  const triple = op.attr('vce_triple');
  if (triple) {
    printer.print(' requires ');
    printer.printAttribute(triple);
  }
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    AddressingModel.mnemonic,
    MemoryModel.mnemonic,
    'sym_name',
    'vce_triple',
  ]);
  printer.print(' ');
  printer.printRegion(op.region());
}

const isSpirv = (op: Operation): boolean => op.operationName.dialect === 'spirv';

function verifyEntryPoint(
  module: Operation,
  op: Operation,
  seen: Set<string>,
  report: VerifyContext,
): boolean {
  const symbol = (name: string): Operation | null =>
    module.region().entry?.findSymbol(name) ?? null;
  const fn = op.attr('fn');
  const name = fn?.kind === 'symbol_ref' ? fn.root : '';
  if (!symbol(name)?.is('spirv.func'))
    return report.errorAt(op, `function '${name}' not found in 'spirv.module'`);
  const references = op.attr('interface');
  for (const reference of references?.kind === 'array' ? references.elements : []) {
    const text = (): string => report.printAttribute(reference);
    if (reference.kind !== 'symbol_ref' || reference.nested.length > 0)
      return report.errorAt(
        op,
        `expected symbol reference for interface specification instead of '${text()}`,
      );
    if (!symbol(reference.root)?.is('spirv.GlobalVariable'))
      return report.errorAt(
        op,
        `expected spirv.GlobalVariable symbol reference instead of'${text()}'`,
      );
  }
  const key = `${caseOf(op.attr('execution_model'))} ${name}`;
  if (seen.has(key)) return report.errorAt(op, 'duplicate of a previous EntryPointOp');
  seen.add(key);
  return true;
}

function verifyFunctionInModule(op: Operation, report: VerifyContext): boolean {
  if (op.region().isEmpty)
    return report.errorAt(op, "'spirv.module' cannot contain external functions");
  for (const block of op.region().blocks)
    for (const inner of block.ops)
      if (!isSpirv(inner))
        return report.errorAt(inner, "functions in 'spirv.module' can only contain spirv.* ops");
  return true;
}

function verifyModule(module: Operation, report: VerifyContext): boolean {
  const entryPoints = new Set<string>();
  for (const op of module.region().entry?.ops ?? []) {
    if (!isSpirv(op)) return report.errorAt(op, "'spirv.module' can only contain spirv.* ops");
    if (op.is('spirv.EntryPoint') && !verifyEntryPoint(module, op, entryPoints, report))
      return false;
    if (op.is('spirv.func') && !verifyFunctionInModule(op, report)) return false;
  }
  return true;
}

export const moduleOp = defineOp('spirv.module', {
  summary: 'a module of SPIR-V: its models of addresses and memory, variables and functions',
  attributes: {
    addressing_model: AddressingModel.constraint,
    memory_model: MemoryModel.constraint,
    vce_triple: optionalAttr(VceAttr),
    sym_name: optionalAttr(StrAttr),
  },
  regions: { region: 'any' },
  traits: [
    IsolatedFromAbove,
    NoRegionArguments,
    NoTerminator,
    SingleBlock,
    SymbolTable,
    SymbolTrait,
  ],
  parse: parseModule,
  print: printModule,
  verifyRegions: verifyModule,
});

// ----- Functions -----

function parseFunction(parser: OpAsmParser, state: OperationStateBuilder): void {
  const name = parser.parseSymbolName();
  state.attributes.set('sym_name', StringAttr.get(parser.context, name));
  const signature = parseSignature(parser, state);
  parseEnumStringInto(parser, state, FunctionControl);
  const others = new Map<string, Attribute>();
  parser.parseOptionalAttrDictWithKeyword(others);
  for (const [key, value] of others) state.attributes.set(key, value);
  signature.finish();
  state.regions.push(parser.parseOptionalRegion(signature.named) ?? new Region());
}

function printFunction(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printSymbolName(op.symbolName ?? '');
  printSignature(printer, op);
  printer.print(` "${caseOf(op.attr(FunctionControl.mnemonic))}"`);
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'sym_name',
    'function_type',
    'arg_attrs',
    'res_attrs',
    FunctionControl.mnemonic,
  ]);
  if (op.region().isEmpty) return;
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

/** Do all returns of a function, in regions too, give what its type says? */
function verifyReturns(function_: Operation, report: VerifyContext): boolean {
  const results = functionTypeOf(function_)?.results ?? [];
  let isValid = true;
  function_.walk((op) => {
    if (!isValid) return;
    if (op.is('spirv.Return') && results.length > 0)
      isValid = report.opErrorAt(op, 'cannot be used in functions returning value');
    if (!op.is('spirv.ReturnValue')) return;
    const [result] = results;
    if (!result) {
      isValid = report.opErrorAt(
        op,
        `returns 1 value but enclosing function requires ${results.length} results`,
      );
      return;
    }
    const { type } = op.operand(0);
    if (type !== result)
      isValid = report.opErrorAt(
        op,
        ` return value's type ('${report.printType(type)}') mismatch with function's result type ('${report.printType(result)}')`,
      );
  });
  return isValid;
}

export const funcOp = defineOp('spirv.func', {
  summary: 'a function, with hints of how it is compiled',
  attributes: {
    function_type: FunctionTypeAttr,
    arg_attrs: optionalAttr(DictArrayAttr),
    res_attrs: optionalAttr(DictArrayAttr),
    sym_name: StrAttr,
    function_control: FunctionControl.constraint,
  },
  regions: { body: 'any' },
  traits: [AutomaticAllocationScope, SymbolTrait, InModuleScope, IsolatedFromAbove],
  interfaces: [
    FunctionOp.with({ isFunction: true }),
    CallableOp.with({
      body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
      resultTypes: (op: Operation) => functionTypeOf(op)?.results ?? [],
    }),
  ],
  parse: parseFunction,
  print: printFunction,
  verify(op, report) {
    if ((functionTypeOf(op)?.results.length ?? 0) > 1)
      return report.opError('cannot have more than one result');
    return verifyFunctionAttributes(op, report) && verifyReturns(op, report);
  },
});

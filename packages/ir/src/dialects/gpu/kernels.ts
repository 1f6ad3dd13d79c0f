/** Kernels: modules of the device, and the functions in them. */

import type { AsmArgument, OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { type Attribute, IntegerAttr, StringAttr, UnitAttr } from '../../attributes.ts';
import { AnyType, DictArrayAttr, FunctionTypeAttr } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { CallableOp, FunctionOp } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  AutomaticAllocationScope,
  HasParent,
  IsolatedFromAbove,
  Pure,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import type { Type } from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import { parseSignature, printSignature } from '../func/syntax.ts';
import { functionTypeOf, verifyFunctionAttributes } from '../func/verify.ts';
import { printTypedOperands } from './directives.ts';

/** The attribute of functions that the host may launch. */
const KERNEL = 'gpu.kernel';
const WORKGROUP_ATTRIBUTIONS = 'workgroup_attributions';
const LAUNCH_SIZES = ['gpu.known_block_size', 'gpu.known_grid_size'];

export const isKernel = (op: Operation): boolean => op.attr(KERNEL)?.kind === 'unit';
const numInputs = (op: Operation): number => functionTypeOf(op)?.inputs.length ?? 0;
const numWorkgroup = (op: Operation): number => Number(op.intAttr(WORKGROUP_ATTRIBUTIONS) ?? 0n);

/** The entry's arguments behind those of the function: memory of the workgroup, and of each thread. */
function attributions(op: Operation): { workgroup: readonly Value[]; own: readonly Value[] } {
  const args = op.region().entry?.arguments ?? [];
  const start = numInputs(op);
  const end = start + numWorkgroup(op);
  return { workgroup: args.slice(start, end), own: args.slice(end) };
}

function parseAttributions(parser: OpAsmParser, keyword: string): AsmArgument[] {
  if (parser.parseOptionalKeyword(keyword) === null) return [];
  return parser.parseArgumentList('paren', { type: true });
}

function parseGpuFunction(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  state.attributes.set('sym_name', StringAttr.get(context, parser.parseSymbolName()));
  const at = parser.offset();
  const signature = parseSignature(parser, state);
  if (signature.named.length < signature.type.inputs.length)
    parser.fail('gpu.func requires named arguments', at);
  signature.finish();
  const workgroup = parseAttributions(parser, 'workgroup');
  state.attributes.set(WORKGROUP_ATTRIBUTIONS, IntegerAttr.i64(context, workgroup.length));
  const own = parseAttributions(parser, 'private');
  if (parser.parseOptionalKeyword('kernel') !== null)
    state.attributes.set(KERNEL, UnitAttr.get(context));
  const others = new Map<string, Attribute>();
  parser.parseOptionalAttrDictWithKeyword(others);
  for (const [name, value] of others) state.attributes.set(name, value);
  state.regions.push(parser.parseRegion([...signature.named, ...workgroup, ...own]));
}

function printGpuFunction(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printSymbolName(op.symbolName ?? '');
  printSignature(printer, op);
  const { workgroup, own } = attributions(op);
  for (const [keyword, values] of [
    ['workgroup', workgroup],
    ['private', own],
  ] as const) {
    if (values.length === 0) continue;
    printer.print(` ${keyword}(`);
    printTypedOperands(printer, values);
    printer.print(')');
  }
  if (isKernel(op)) printer.print(' kernel');
  printer.printOptionalAttrDictWithKeyword(op.attributes, [
    'sym_name',
    WORKGROUP_ATTRIBUTIONS,
    KERNEL,
    'function_type',
    'arg_attrs',
    'res_attrs',
  ]);
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

/** Memory that a function is given lies where it says. */
function verifyAttributions(
  values: readonly Value[],
  space: string,
  report: VerifyContext,
): boolean {
  return values.every(({ type }) => {
    if (type.kind !== 'memref') return report.opError('expected memref type in attribution');
    const { memorySpace } = type;
    // A number is a space of the target, which says nothing here.
    if (memorySpace?.kind !== 'dialect' || memorySpace.name !== 'gpu.address_space') return true;
    return (
      enumCase(memorySpace) === space ||
      report.opError(`expected memory space ${space} in attribution`)
    );
  });
}

function verifyBody(op: Operation, report: VerifyContext): boolean {
  const entry = op.region().entry;
  if (!entry) return report.opError('expected body with at least one block');
  const inputs = functionTypeOf(op)?.inputs ?? [];
  const least = inputs.length + numWorkgroup(op);
  if (entry.arguments.length < least)
    return report.opError(`expected at least ${least} arguments to body region`);
  for (const [i, input] of inputs.entries()) {
    const found = entry.argument(i).type;
    if (found !== input)
      return report.opError(
        `expected body region argument #${i} to be of type '${report.printType(input)}', got '${report.printType(found)}'`,
      );
  }
  const { workgroup, own } = attributions(op);
  return (
    verifyAttributions(workgroup, 'workgroup', report) && verifyAttributions(own, 'private', report)
  );
}

function verifyGpuFunction(op: Operation, report: VerifyContext): boolean {
  if (isKernel(op) && (functionTypeOf(op)?.results.length ?? 0) > 0)
    return report.opError('expected void return type for kernel function');
  if (!verifyFunctionAttributes(op, report) || !verifyBody(op, report)) return false;
  return LAUNCH_SIZES.every((name) => {
    const sizes = op.attr(name);
    if (!sizes) return true;
    if (sizes.kind !== 'dense_array' || sizes.elementType !== op.context.i32)
      return report.opError(`${name} must be a dense i32 array`);
    return sizes.values.length === 3 || report.opError(`${name} must contain exactly 3 elements`);
  });
}

function verifyReturn(op: Operation, report: VerifyContext): boolean {
  const parent = op.parentOp;
  const results: readonly Type[] = (parent && functionTypeOf(parent)?.results) ?? [];
  if (results.length !== op.numOperands)
    return report.opError(
      `expected ${results.length} result operands`,
      parent ? [{ op: parent, message: 'return type declared here' }] : [],
    );
  return results.every((type, i) => {
    const found = op.operand(i).type;
    return (
      type === found ||
      report.opError(`unexpected type \`'${report.printType(found)}'' for operand #${i}`)
    );
  });
}

export const kernelOperations: readonly OpDefinition[] = [
  defineOp('gpu.module', {
    summary: 'what is compiled for the device together',
    regions: { bodyRegion: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SymbolTable,
      SymbolTrait,
      SingleBlockImplicitTerminator('gpu.module_end'),
    ],
    usage: '<@sym_name> <bodyRegion>',
    parse(parser, state) {
      state.attributes.set('sym_name', StringAttr.get(parser.context, parser.parseSymbolName()));
      parser.parseOptionalAttrDictWithKeyword(state.attributes);
      state.regions.push(parser.parseRegion());
    },
    print(printer, op) {
      printer.print(' ');
      printer.printSymbolName(op.symbolName ?? '');
      printer.printOptionalAttrDictWithKeyword(op.attributes, ['sym_name']);
      printer.print(' ');
      printer.printRegion(op.region(), {
        printEntryBlockArgs: false,
        printBlockTerminators: false,
      });
    },
  }),
  defineOp('gpu.module_end', {
    summary: 'ends a module of the device',
    traits: [Terminator, HasParent('gpu.module')],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('gpu.func', {
    summary: 'a function that runs on the device, with memory of its workgroup and its threads',
    attributes: {
      function_type: FunctionTypeAttr,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: 'any' },
    traits: [HasParent('gpu.module'), AutomaticAllocationScope, SymbolTrait, IsolatedFromAbove],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op: Operation) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op: Operation) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    usage: '<@sym_name>(<%arg: type>) (?kernel)? (?attributes <attributes>)? <body>',
    parse: parseGpuFunction,
    print: printGpuFunction,
    verify: verifyGpuFunction,
  }),
  defineOp('gpu.return', {
    summary: 'returns from a function of the device',
    operands: { operands: variadic(AnyType) },
    traits: [HasParent('gpu.func'), Pure, Terminator],
    verify: verifyReturn,
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];

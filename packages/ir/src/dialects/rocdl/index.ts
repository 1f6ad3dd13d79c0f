/** The rocdl dialect: what AMD's processors add to LLVM's IR. */

import type { OpAsmParser } from '../../asm.ts';
import type { Context } from '../../context.ts';
import { defineDialect, defineOp, type OpDefinition, variadic } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { type Type, VectorType } from '../../types.ts';
import { LlvmType } from '../llvm/constraints.ts';

const register = (name: string, summary: string): readonly OpDefinition[] =>
  ['x', 'y', 'z'].map((dimension) =>
    defineOp(`rocdl.${name}.${dimension}`, {
      summary: `${summary}, along ${dimension}`,
      results: { res: LlvmType },
      traits: [Pure],
      assemblyFormat: 'attr-dict `:` type($res)',
    }),
  );

/** Sizes and types of the products of matrices that there are. */
const PRODUCTS = [
  'f32.32x32x1f32',
  'f32.16x16x1f32',
  'f32.4x4x1f32',
  'f32.32x32x2f32',
  'f32.16x16x4f32',
  'f32.32x32x4f16',
  'f32.16x16x4f16',
  'f32.4x4x4f16',
  'f32.32x32x8f16',
  'f32.16x16x16f16',
  'i32.32x32x4i8',
  'i32.16x16x4i8',
  'i32.4x4x4i8',
  'i32.32x32x8i8',
  'i32.16x16x16i8',
  'f32.32x32x2bf16',
  'f32.16x16x2bf16',
  'f32.4x4x2bf16',
  'f32.32x32x4bf16',
  'f32.16x16x8bf16',
  'f32.32x32x4bf16.1k',
  'f32.16x16x4bf16.1k',
  'f32.4x4x4bf16.1k',
  'f32.32x32x8bf16.1k',
  'f32.16x16x16bf16.1k',
  'f64.16x16x4f64',
  'f64.4x4x4f64',
  'i32.16x16x32.i8',
  'i32.32x32x16.i8',
  'f32.16x16x8.xf32',
  'f32.32x32x4.xf32',
];

/** `%a, %b : type`, where operands but the first have types that are known. */
function bufferOperation(
  name: string,
  summary: string,
  operands: readonly string[],
  typesOf: (context: Context) => readonly Type[],
): OpDefinition {
  const isLoad = !operands.includes('vdata');
  const parseOperands = (parser: OpAsmParser) => {
    const at = parser.offset();
    const list = parser.parseOperandList();
    return list.length === operands.length
      ? list
      : parser.fail(`expected ${operands.length} operands`, at);
  };
  return defineOp(`rocdl.${name}`, {
    summary,
    operands: Object.fromEntries(operands.map((operand) => [operand, LlvmType])),
    results: isLoad ? { res: LlvmType } : {},
    parse(parser, state) {
      const list = parseOperands(parser);
      const type = parser.parseColonType();
      if (isLoad) state.resultTypes.push(type);
      const types = [...(isLoad ? [] : [type]), ...typesOf(parser.context)];
      state.operands.push(...parser.resolveOperands(list, types, parser.nameOffset()));
    },
    print(printer, op) {
      printer.print(' ');
      printer.printOperands(op.operands);
      printer.print(' : ');
      printer.printType(isLoad ? op.result().type : op.operand(0).type);
    },
  });
}
const resource = (context: Context): Type => VectorType.get([4], context.i32);
const bufferTypes = (context: Context): readonly Type[] => [
  resource(context),
  context.i32,
  context.i32,
  context.i1,
  context.i1,
];
const rawTypes = (context: Context): readonly Type[] => [
  resource(context),
  context.i32,
  context.i32,
  context.i32,
];
const BUFFER = ['rsrc', 'vindex', 'offset', 'glc', 'slc'];
const RAW = ['rsrc', 'offset', 'soffset', 'aux'];

export const rocdlDialect = defineDialect({
  name: 'rocdl',
  summary: "what AMD's processors add to LLVM's IR",
  operations: [
    ...register('workitem.id', 'number of the thread in its workgroup'),
    ...register('workgroup.id', 'number of the workgroup in the grid'),
    ...register('workgroup.dim', 'threads of a workgroup'),
    ...register('grid.dim', 'threads of the grid'),
    defineOp('rocdl.barrier', {
      summary: 'waits until all threads of the workgroup have come',
      assemblyFormat: 'attr-dict',
    }),
    ...PRODUCTS.map((name) =>
      defineOp(`rocdl.mfma.${name}`, {
        summary: `a product of matrices that threads hold together, and a sum (${name})`,
        operands: { args: variadic(LlvmType) },
        results: { res: LlvmType },
        assemblyFormat: '$args attr-dict `:` functional-type($args, $res)',
      }),
    ),
    bufferOperation('buffer.load', 'loads from a buffer', BUFFER, bufferTypes),
    bufferOperation('buffer.store', 'stores to a buffer', ['vdata', ...BUFFER], bufferTypes),
    bufferOperation('raw.buffer.load', 'loads from a buffer by its bytes', RAW, rawTypes),
    bufferOperation(
      'raw.buffer.store',
      'stores to a buffer by its bytes',
      ['vdata', ...RAW],
      rawTypes,
    ),
    bufferOperation(
      'raw.buffer.atomic.fadd',
      'adds to a float in a buffer at once',
      ['vdata', ...RAW],
      rawTypes,
    ),
  ],
  // Upstream defines a part of what there is.
  allowsUnknownOperations: true,
  verifyOperationAttribute: (op, name, _value, report) =>
    name !== 'rocdl.kernel' ||
    op.is('llvm.func') ||
    report.error(`'${name}' attribute attached to unexpected op`),
});

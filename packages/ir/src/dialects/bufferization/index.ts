/** The bufferization dialect: the border between tensors and the memory that holds them. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { DenseArrayAttr } from '../../attributes.ts';
import { AnyAttr, AnyRankedOrUnrankedMemRef, AnyTensor, Index } from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type Fold,
  operandsNamed,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  Pure,
  SameOperandsAndResultElementType,
  SameOperandsAndResultShape,
  TypesMatchWith,
} from '../../traits.ts';
import { dynamicDims, isTensor } from '../../types.ts';
import { foldCasts } from '../memref/fold.ts';
import { tensorTypeOf } from '../memref/verify.ts';
import { verifyArgumentAttribute, verifyOperationAttribute } from './attributes.ts';
import * as canonicalizations from './canonicalize.ts';

const CALLS = new Set(['func.return', 'func.call', 'func.call_indirect']);

function verifyAllocTensor(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const sizes = operandsNamed(op, 'dynamic_sizes');
  const [copy] = operandsNamed(op, 'copy');
  if (copy && sizes.length > 0)
    return report.error('dynamic sizes not needed when copying a tensor');
  const count = type.kind === 'tensor' ? dynamicDims(type.shape).length : 0;
  if (!copy && count !== sizes.length) return report.error(`expected ${count} dynamic sizes`);
  if (copy && copy.type !== type) return report.error('expected that `copy` and return type match');
  const encoding = type.kind === 'tensor' ? type.encoding : null;
  const isSparse = encoding?.kind === 'dialect' && encoding.dialect === 'sparse_tensor';
  return (
    !isSparse ||
    ![...op.result().users].some((user) => CALLS.has(user.name)) ||
    report.error('sparse tensor allocation should not escape function')
  );
}

function parseAllocTensor(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const sizes = parser.parseOperandList('paren');
  const hasCopy = parser.parseOptionalKeyword('copy') !== null;
  const copies = hasCopy ? parser.parseOperandList('paren') : [];
  if (hasCopy && copies.length !== 1) parser.fail('expected SSA operand');
  const hints = [];
  if (parser.parseOptionalKeyword('size_hint') !== null) {
    parser.parsePunctuation('=');
    hints.push(parser.parseOperand());
  }
  parser.parseOptionalAttrDict(state.attributes);
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  if (!isTensor(type)) parser.fail('invalid kind of type specified', at);
  state.resultTypes.push(type);
  state.operands.push(
    ...parser.resolveOperands(sizes, context.indexType),
    ...parser.resolveOperands(copies, type),
    ...parser.resolveOperands(hints, context.indexType),
  );
  state.attributes.set(
    'operand_segment_sizes',
    DenseArrayAttr.get(
      context.i32,
      [sizes, copies, hints].map((group) => BigInt(group.length)),
    ),
  );
}
function printAllocTensor(printer: OpAsmPrinter, op: Operation): void {
  const [copy] = operandsNamed(op, 'copy');
  const [hint] = operandsNamed(op, 'size_hint');
  printer.print('(');
  printer.printOperands(operandsNamed(op, 'dynamic_sizes'));
  printer.print(')');
  if (copy) {
    printer.print(' copy(');
    printer.printOperand(copy);
    printer.print(')');
  }
  if (hint) {
    printer.print(' size_hint=');
    printer.printOperand(hint);
  }
  printer.printOptionalAttrDict(op.attributes, ['operand_segment_sizes']);
  printer.print(' : ');
  printer.printType(op.result().type);
}

/** What is read right behind the place where the tensor became memory is the tensor. */
const foldToTensor: Fold = (op) => {
  const toMemref = op.operand(0).definingOp;
  return toMemref?.is('bufferization.to_memref') && toMemref.next === op
    ? [toMemref.operand(0)]
    : null;
};
const foldToMemref: Fold = (op) => {
  const toTensor = op.operand(0).definingOp;
  return toTensor?.is('bufferization.to_tensor') && toTensor.operand(0).type === op.result().type
    ? [toTensor.operand(0)]
    : null;
};

export const bufferizationDialect = defineDialect({
  name: 'bufferization',
  summary: 'the border between tensors and the memory that holds them',
  operations: [
    defineOp('bufferization.alloc_tensor', {
      summary: 'a tensor in memory of its own, uninitialised or a copy',
      operands: {
        dynamic_sizes: variadic(Index),
        copy: optional(AnyTensor),
        size_hint: optional(Index),
      },
      results: { result: AnyTensor },
      attributes: { memory_space: optionalAttr(AnyAttr) },
      traits: [AttrSizedOperandSegments],
      canonicalize: canonicalizations.allocTensorPatterns,
      verify: verifyAllocTensor,
      usage: '(<%dynamic_sizes>) (?copy(<%copy>))? (?size_hint = <%size_hint>)? : <type>',
      parse: parseAllocTensor,
      print: printAllocTensor,
    }),
    defineOp('bufferization.clone', {
      summary: 'memory with the same contents, neither of which may be written afterwards',
      operands: { input: AnyRankedOrUnrankedMemRef },
      results: { output: AnyRankedOrUnrankedMemRef },
      interfaces: [
        MemoryEffects.with((op) => [
          { kind: 'read', value: op.operand(0) },
          { kind: 'write', value: op.result() },
          { kind: 'alloc', value: op.result() },
        ]),
      ],
      fold: foldCasts,
      canonicalize: canonicalizations.clonePatterns,
      assemblyFormat: '$input attr-dict `:` type($input) `to` type($output)',
    }),
    defineOp('bufferization.dealloc_tensor', {
      summary: 'gives back what holds a tensor',
      operands: { tensor: AnyTensor },
      assemblyFormat: '$tensor attr-dict `:` type($tensor)',
    }),
    defineOp('bufferization.to_memref', {
      summary: 'memory that holds the tensor',
      operands: { tensor: AnyTensor },
      results: { memref: AnyRankedOrUnrankedMemRef },
      traits: [
        SameOperandsAndResultShape,
        SameOperandsAndResultElementType,
        Pure,
        TypesMatchWith(
          "type of 'tensor' is the tensor equivalent of 'memref'",
          'memref',
          'tensor',
          tensorTypeOf,
        ),
      ],
      fold: foldToMemref,
      canonicalize: canonicalizations.toMemrefPatterns,
      assemblyFormat: '$tensor attr-dict `:` type($memref)',
    }),
    defineOp('bufferization.to_tensor', {
      summary: 'the tensor that memory holds',
      operands: { memref: AnyRankedOrUnrankedMemRef },
      results: { result: AnyTensor },
      traits: [
        SameOperandsAndResultShape,
        SameOperandsAndResultElementType,
        TypesMatchWith(
          "result type matches tensor equivalent of 'memref'",
          'memref',
          'result',
          tensorTypeOf,
        ),
      ],
      interfaces: [MemoryEffects.with((op) => [{ kind: 'read', value: op.operand(0) }])],
      fold: foldToTensor,
      assemblyFormat: '$memref attr-dict `:` type($memref)',
    }),
  ],
  canonicalize: canonicalizations.foreignPatterns,
  isLegalToInline: () => true,
  verifyArgumentAttribute,
  verifyOperationAttribute,
});

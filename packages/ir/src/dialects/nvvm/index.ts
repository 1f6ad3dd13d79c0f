/** The nvvm dialect: what NVIDIA's processors add to LLVM's IR. */

import type { Attribute } from '../../attributes.ts';
import { F32, I32, I32Attr, integerOfWidth, UnitAttrConstraint } from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type OpDefinition,
  optionalAttr,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { Pure } from '../../traits.ts';
import { IntegerType } from '../../types.ts';
import { LlvmType, pointerTo } from '../llvm/constraints.ts';
import { asStruct, pointerType } from '../llvm/types.ts';
import { attributeDefinitions, reduction, shuffle } from './attributes.ts';
import { matrixOperations } from './matrices.ts';
import { mma } from './mma.ts';

const register = (name: string, summary: string): OpDefinition =>
  defineOp(`nvvm.read.ptx.sreg.${name}`, {
    summary,
    results: { res: LlvmType },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($res)',
  });
/** One register for each dimension. */
const registers = (name: string, summary: string): readonly OpDefinition[] =>
  ['x', 'y', 'z'].map((dimension) =>
    register(`${name}.${dimension}`, `${summary}, along ${dimension}`),
  );

/** A pointer to bytes in an address space, which texts leave out. */
const bytesIn = (addressSpace: number): TypeConstraint => ({
  ...pointerTo(integerOfWidth(8)),
  buildable: (context) => pointerType(context, IntegerType.get(context, 8), addressSpace),
});
const GLOBAL = 1;
const SHARED = 3;

function verifyCopy(op: Operation, report: VerifyContext): boolean {
  const size = op.intAttr('size') ?? 0n;
  if (![4n, 8n, 16n].includes(size))
    return report.error('expected byte size to be either 4, 8 or 16.');
  return (
    !op.attr('bypass_l1') ||
    size === 16n ||
    report.error('bypass l1 is only support for 16 bytes copy.')
  );
}

function verifyShuffle(op: Operation, report: VerifyContext): boolean {
  if (op.attr('return_value_and_is_valid')?.kind !== 'unit') return true;
  const elements = asStruct(op.result().type)?.elements ?? [];
  const [, flag] = elements;
  return (
    (elements.length === 2 && flag?.kind === 'integer' && flag.width === 1) ||
    report.error('expected return type to be a two-element struct with i1 as the second element')
  );
}

/** Attributes of kernels: their numbers of threads, and of registers. */
function verifyOperationAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  switch (name) {
    case 'nvvm.kernel':
      return op.is('llvm.func') || report.error(`'${name}' attribute attached to unexpected op`);
    case 'nvvm.maxntid':
    case 'nvvm.reqntid': {
      const sizes = value.kind === 'array' ? value.elements : [];
      const isValid =
        sizes.length > 0 && sizes.length <= 3 && sizes.every(({ kind }) => kind === 'integer');
      return (
        isValid || report.error(`'"${name}"' attribute must be integer array with maximum 3 index`)
      );
    }
    case 'nvvm.minctasm':
    case 'nvvm.maxnreg':
      return (
        value.kind === 'integer' || report.error(`'"${name}"' attribute must be integer constant`)
      );
    default:
      return true;
  }
}

export const nvvmDialect = defineDialect({
  name: 'nvvm',
  summary: "what NVIDIA's processors add to LLVM's IR",
  operations: [
    register('laneid', 'number of the thread in its warp'),
    register('warpsize', 'threads of a warp'),
    ...registers('tid', 'number of the thread in its block'),
    ...registers('ntid', 'threads of a block'),
    ...registers('ctaid', 'number of the block in the grid'),
    ...registers('nctaid', 'blocks of the grid'),
    defineOp('nvvm.rcp.approx.ftz.f', {
      summary: 'a reciprocal, about',
      operands: { arg: F32 },
      results: { res: F32 },
      traits: [Pure],
      assemblyFormat: '$arg attr-dict `:` type($res)',
    }),
    defineOp('nvvm.redux.sync', {
      summary: 'reduces a value over the threads of a warp',
      operands: { val: LlvmType, mask_and_clamp: I32 },
      results: { res: LlvmType },
      attributes: { kind: reduction.constraint },
      assemblyFormat: '$kind $val `,` $mask_and_clamp attr-dict `:` type($val) `->` type($res)',
    }),
    defineOp('nvvm.barrier0', {
      summary: 'waits until all threads of the block have come',
      assemblyFormat: 'attr-dict',
    }),
    defineOp('nvvm.shfl.sync', {
      summary: 'the value of another thread of the warp',
      operands: { dst: I32, val: LlvmType, offset: I32, mask_and_clamp: I32 },
      results: { res: LlvmType },
      attributes: {
        kind: shuffle.constraint,
        return_value_and_is_valid: optionalAttr(UnitAttrConstraint),
      },
      verify: verifyShuffle,
      assemblyFormat:
        '$kind $dst `,` $val `,` $offset `,` $mask_and_clamp attr-dict `:` type($val) `->` type($res)',
    }),
    defineOp('nvvm.vote.ballot.sync', {
      summary: 'for which threads of the warp a condition holds',
      operands: { mask: LlvmType, pred: LlvmType },
      results: { res: LlvmType },
      parse(parser, state) {
        const operands = parser.parseOperandList();
        parser.parseOptionalAttrDict(state.attributes);
        state.resultTypes.push(parser.parseColonType());
        const { i32, i1 } = parser.context;
        state.operands.push(...parser.resolveOperands(operands, [i32, i1], parser.nameOffset()));
      },
      print(printer, op) {
        printer.print(' ');
        printer.printOperands(op.operands);
        printer.print(' : ');
        printer.printTypes(op.resultTypes);
      },
    }),
    defineOp('nvvm.bar.warp.sync', {
      summary: 'waits until threads of the warp have come',
      operands: { mask: LlvmType },
      assemblyFormat: '$mask attr-dict `:` type($mask)',
    }),
    defineOp('nvvm.cp.async.shared.global', {
      summary: 'begins to copy from global to shared memory',
      operands: { dst: bytesIn(SHARED), src: bytesIn(GLOBAL) },
      attributes: { size: I32Attr, bypass_l1: optionalAttr(UnitAttrConstraint) },
      verify: verifyCopy,
      assemblyFormat: '$dst `,` $src `,` $size attr-dict',
    }),
    defineOp('nvvm.cp.async.commit.group', {
      summary: 'makes a group of the copies that have begun',
      assemblyFormat: 'attr-dict',
    }),
    defineOp('nvvm.cp.async.wait.group', {
      summary: 'waits until no more than so many groups of copies are left',
      attributes: { n: I32Attr },
      assemblyFormat: '$n attr-dict',
    }),
    ...matrixOperations,
    mma,
  ],
  // Upstream defines a part of what there is.
  allowsUnknownOperations: true,
  attributes: attributeDefinitions,
  verifyOperationAttribute,
});

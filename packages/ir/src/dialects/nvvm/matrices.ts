/** Loads, stores and products of matrices of a warp, in the older form (`nvvm.wmma`), and `nvvm.ldmatrix`. */

import { AnyType, I32, I32Attr } from '../../constraints.ts';
import { defineOp, type OpDefinition, type VerifyContext, variadic } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { FloatType, type Type, VectorType } from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import { AnyPointer, AnyStruct, LlvmType } from '../llvm/constraints.ts';
import { asPointer, literalStruct } from '../llvm/types.ts';
import { fragment, layout, matrixType } from './attributes.ts';

/** Sizes of matrices of halves, and of rounded floats. */
const HALF_SHAPES = ['16x16x16', '32x8x16', '8x32x16'];
const FLOAT_SHAPES = ['16x16x8'];

const shapeOf = (op: Operation): string =>
  ['m', 'n', 'k'].map((name) => String(op.intAttr(name))).join('x');
const typeNamed = (op: Operation, name: string): string => enumCase(op.attr(name)) ?? '';

/** Are there matrices of such a size and type, as operands (`A`, `B`) or accumulators? */
function exists(shape: string, type: string, isAccumulator: boolean): boolean {
  if (HALF_SHAPES.includes(shape)) return type === 'f16' || (isAccumulator && type === 'f32');
  return FLOAT_SHAPES.includes(shape) && type === (isAccumulator ? 'f32' : 'tf32');
}

/** Values that a thread holds of a matrix. */
function partsOf(
  op: Operation,
  type: string,
  isAccumulator: boolean,
): { readonly count: number; readonly type: Type } {
  if (type === 'f16')
    return {
      count: isAccumulator ? 4 : 8,
      type: VectorType.get([2], FloatType.get(op.context, 'f16')),
    };
  return type === 'f32' ? { count: 8, type: op.context.f32 } : { count: 4, type: op.context.i32 };
}
const repeat = (count: number, type: Type): Type[] => Array.from({ length: count }, () => type);

function verifyStructOf(
  op: Operation,
  { count, type }: { readonly count: number; readonly type: Type },
  report: VerifyContext,
): boolean {
  return (
    op.result().type === literalStruct(op.context, repeat(count, type)) ||
    report.opError(
      `expected destination type is a structure of ${count} elements of type '${report.printType(type)}'`,
    )
  );
}

const isReachable = (op: Operation): boolean =>
  [0, 1, 3].includes(asPointer(op.operand(0).type)?.addressSpace ?? -1);
const invalid = (report: VerifyContext): false => report.opError('invalid attribute combination');

function verifyLoad(op: Operation, report: VerifyContext): boolean {
  if (!isReachable(op)) return report.opError('expected source pointer in memory space 0, 1, 3');
  const isAccumulator = enumCase(op.attr('frag')) === 'c';
  const type = typeNamed(op, 'eltype');
  if (!exists(shapeOf(op), type, isAccumulator)) return invalid(report);
  return verifyStructOf(op, partsOf(op, type, isAccumulator), report);
}

function verifyStore(op: Operation, report: VerifyContext): boolean {
  if (!isReachable(op))
    return report.opError('expected operands to be a source pointer in memory space 0, 1, 3');
  const type = typeNamed(op, 'eltype');
  if (!exists(shapeOf(op), type, true)) return invalid(report);
  const parts = partsOf(op, type, true);
  const data = op.operands.slice(1, -1);
  if (data.length !== parts.count) return report.opError(`expected ${parts.count} data operands`);
  return (
    data.every((value) => value.type === parts.type) ||
    report.opError(`expected data operands of type '${report.printType(parts.type)}'`)
  );
}

function verifyProduct(op: Operation, report: VerifyContext): boolean {
  const [input, output] = [typeNamed(op, 'eltypeA'), typeNamed(op, 'eltypeB')];
  const shape = shapeOf(op);
  if (!exists(shape, input, false) || !exists(shape, output, true)) return invalid(report);
  const [a, c] = [partsOf(op, input, false), partsOf(op, output, true)];
  const expected = [...repeat(2 * a.count, a.type), ...repeat(c.count, c.type)];
  if (op.numOperands !== expected.length)
    return report.opError(`expected ${expected.length} arguments`);
  const wrong = op.operands.findIndex((value, i) => value.type !== expected[i]);
  if (wrong >= 0)
    return report.opError(
      `expected argument ${wrong} to be of type '${report.printType(expected[wrong] as Type)}'`,
    );
  return verifyStructOf(op, c, report);
}

function verifyLdMatrix(op: Operation, report: VerifyContext): boolean {
  if (asPointer(op.operand(0).type)?.addressSpace !== 3)
    return report.opError('expected source pointer in memory space 3');
  const count = Number(op.intAttr('num') ?? 0n);
  if (![1, 2, 4].includes(count)) return report.opError('expected num attribute to be 1, 2 or 4');
  const { i32 } = op.context;
  const { type } = op.result();
  if (count === 1) return type === i32 || report.opError('expected destination type is i32');
  return (
    type === literalStruct(op.context, repeat(count, i32)) ||
    report.opError(`expected destination type is a structure of ${count} elements of type i32`)
  );
}

const sizes = { m: I32Attr, n: I32Attr, k: I32Attr };

export const matrixOperations: readonly OpDefinition[] = [
  defineOp('nvvm.wmma.load', {
    summary: 'loads a matrix that the threads of a warp hold together',
    operands: { ptr: AnyPointer, stride: I32 },
    results: { res: AnyStruct },
    attributes: {
      ...sizes,
      layout: layout.constraint,
      eltype: matrixType.constraint,
      frag: fragment.constraint,
    },
    verify: verifyLoad,
    assemblyFormat: '$ptr `,` $stride attr-dict `:` functional-type($ptr, $res)',
  }),
  defineOp('nvvm.wmma.store', {
    summary: 'stores a matrix that the threads of a warp hold together',
    operands: { ptr: AnyPointer, args: variadic(LlvmType), stride: I32 },
    attributes: { ...sizes, layout: layout.constraint, eltype: matrixType.constraint },
    verify: verifyStore,
    assemblyFormat:
      '$ptr `,` $stride `,` $args attr-dict `:` qualified(type($ptr)) `,` type($args)',
  }),
  defineOp('nvvm.wmma.mma', {
    summary: 'a product of matrices that the threads of a warp hold together, and a sum',
    operands: { args: variadic(LlvmType) },
    results: { res: AnyStruct },
    attributes: {
      ...sizes,
      layoutA: layout.constraint,
      layoutB: layout.constraint,
      eltypeA: matrixType.constraint,
      eltypeB: matrixType.constraint,
    },
    verify: verifyProduct,
    assemblyFormat: '$args attr-dict `:` functional-type($args, $res)',
  }),
  defineOp('nvvm.ldmatrix', {
    summary: 'loads matrices of 8 by 8 halves that the threads of a warp hold together',
    operands: { ptr: AnyPointer },
    results: { res: AnyType },
    attributes: { num: I32Attr, layout: layout.constraint },
    verify: verifyLdMatrix,
    assemblyFormat: '$ptr attr-dict `:` functional-type($ptr, $res)',
  }),
];

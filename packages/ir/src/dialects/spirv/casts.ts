/** Conversions between types. */

import {
  defineOp,
  type OpDefinition,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { Pure, SameOperandsAndResultShape } from '../../traits.ts';
import { bitWidth } from '../../types.ts';
import { bitsOf, componentType, isPointer, pointeeOf, storageClassOf } from './composite-types.ts';
import {
  AnyPtr,
  Float,
  Integer,
  ScalarOrVectorOrPtr,
  SignedOp,
  scalarOrVectorOrCooperativeMatrixOf,
  UnsignedOp,
  UsableInSpecConstantOp,
} from './constraints.ts';
import { foldBitcast } from './fold.ts';

/** Conversions to a type of its own kind must change the width. */
function verifyWidths(op: Operation, report: VerifyContext): boolean {
  const [from, to] = [componentType(op.operand(0).type), componentType(op.result().type)];
  return (
    bitWidth(from) !== bitWidth(to) ||
    report.opError(
      `expected the different bit widths for operand type and result type, but provided '${report.printType(from)}' and '${report.printType(to)}'`,
    )
  );
}

const cast = (
  mnemonic: string,
  summary: string,
  result: TypeConstraint,
  operand: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand: scalarOrVectorOrCooperativeMatrixOf(operand) },
    results: { result: scalarOrVectorOrCooperativeMatrixOf(result) },
    traits: [...traits, Pure, SameOperandsAndResultShape],
    ...(result === operand ? { verify: verifyWidths } : {}),
    assemblyFormat: '$operand attr-dict `:` type($operand) `to` type($result)',
  });

function verifyBitcast(op: Operation, report: VerifyContext): boolean {
  const [from, to] = [op.operand(0).type, op.result().type];
  if (from === to) return report.error('result type must be different from operand type');
  if (isPointer(from) && !isPointer(to))
    return report.error('unhandled bit cast conversion from pointer type to non-pointer type');
  if (!isPointer(from) && isPointer(to))
    return report.error('unhandled bit cast conversion from non-pointer type to pointer type');
  return (
    bitsOf(from) === bitsOf(to) ||
    report.opError(
      `mismatch in result type bitwidth ${bitsOf(to)} and operand type bitwidth ${bitsOf(from)}`,
    )
  );
}

const ADDRESSABLE: readonly string[] = ['Workgroup', 'CrossWorkgroup', 'Function'];

const pointerCast = (mnemonic: string, summary: string, isToGeneric: boolean): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { pointer: AnyPtr },
    results: { result: AnyPtr },
    traits: [Pure],
    verify(op, report) {
      const [from, to] = [op.operand(0).type, op.result().type];
      if (isToGeneric) {
        if (!ADDRESSABLE.includes(storageClassOf(from)))
          return report.error(
            'pointer must point to the Workgroup, CrossWorkgroup, or Function Storage Class',
          );
        if (storageClassOf(to) !== 'Generic')
          return report.error('result type must be of storage class Generic');
      } else {
        if (storageClassOf(from) !== 'Generic')
          return report.error('pointer type must be of storage class Generic');
        if (!ADDRESSABLE.includes(storageClassOf(to)))
          return report.error(
            'result must point to the Workgroup, CrossWorkgroup, or Function Storage Class',
          );
      }
      return (
        pointeeOf(from) === pointeeOf(to) ||
        report.opError(
          `pointer operand's pointee type must have the same as the op result type, but found '${report.printType(pointeeOf(from))}' vs '${report.printType(pointeeOf(to))}'`,
        )
      );
    },
    assemblyFormat: '$pointer attr-dict `:` type($pointer) `to` type($result)',
  });

export const castOperations: readonly OpDefinition[] = [
  defineOp('spirv.Bitcast', {
    summary: 'the same bits as another type',
    operands: { operand: ScalarOrVectorOrPtr },
    results: { result: ScalarOrVectorOrPtr },
    traits: [Pure],
    verify: verifyBitcast,
    fold: foldBitcast,
    assemblyFormat: '$operand attr-dict `:` type($operand) `to` type($result)',
  }),
  cast('ConvertFToS', 'a float as a signed integer', Integer, Float),
  cast('ConvertFToU', 'a float as an unsigned integer', Integer, Float),
  cast('ConvertSToF', 'a signed integer as a float', Float, Integer, SignedOp),
  cast('ConvertUToF', 'an unsigned integer as a float', Float, Integer, UnsignedOp),
  cast('FConvert', 'a float of another width', Float, Float, UsableInSpecConstantOp),
  cast(
    'SConvert',
    'a signed integer of another width',
    Integer,
    Integer,
    UsableInSpecConstantOp,
    SignedOp,
  ),
  cast(
    'UConvert',
    'an unsigned integer of another width',
    Integer,
    Integer,
    UnsignedOp,
    UsableInSpecConstantOp,
  ),
  pointerCast('PtrCastToGeneric', 'a pointer into memory of any class', true),
  pointerCast('GenericCastToPtr', 'a pointer into memory of a certain class', false),
  pointerCast(
    'GenericCastToPtrExplicit',
    'a pointer into memory of a class, null if it points to another',
    false,
  ),
];

/** Vectors, arrays and structures of the llvm dialect: taking elements out, putting them in. */

import { AnyInteger, DenseI32ArrayAttr, DenseI64ArrayAttr } from '../../constraints.ts';
import { defineOp, type Fold, type OpDefinition, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { printType } from '../../printer/printer.ts';
import { AllTypesMatch, Pure, TypesMatchWith } from '../../traits.ts';
import type { Type } from '../../types.ts';
import { AnyAggregate, AnyLlvmVector, LlvmType, PrimitiveType } from './constraints.ts';
import { asArray, asStruct, asVector, isCompatibleType, vectorElementOrSelf } from './types.ts';

export const positionOf = (op: Operation): readonly number[] => {
  const attr = op.attr('position');
  return attr?.kind === 'dense_array' ? attr.numbers : [];
};

/** The type at a position in an aggregate, or what is wrong with the position. */
export function typeAt(
  container: Type,
  position: readonly number[],
): { readonly type: Type } | { readonly message: string } {
  if (!isCompatibleType(container))
    return { message: `expected LLVM IR Dialect type, got '${printType(container)}'` };
  let type = container;
  for (const index of position) {
    const array = asArray(type);
    const struct = asStruct(type);
    if (!array && !struct)
      return {
        message: `expected LLVM IR structure/array type, got: '${printType(type)}'`,
      };
    const inner: Type | undefined =
      index < 0 || (array && index >= array.size)
        ? undefined
        : (array?.elementType ?? struct?.elements[index]);
    if (!inner) return { message: `position out of bounds: ${index}` };
    type = inner;
  }
  return { type };
}

function verifyExtractValue(op: Operation, report: VerifyContext): boolean {
  const container = op.operand(0).type;
  const found = typeAt(container, positionOf(op));
  if ('message' in found) return report.opError(found.message);
  const text = (type: Type): string => `'${report.printType(type)}'`;
  return (
    op.result().type === found.type ||
    report.opError(
      `Type mismatch: extracting from ${text(container)} should produce ${text(found.type)} but this op returns ${text(op.result().type)}`,
    )
  );
}

function verifyInsertValue(op: Operation, report: VerifyContext): boolean {
  const [container, value] = [op.operand(0).type, op.operand(1).type];
  const found = typeAt(container, positionOf(op));
  if ('message' in found) return report.opError(found.message);
  return (
    value === found.type ||
    report.opError(
      `Type mismatch: cannot insert '${report.printType(value)}' into '${report.printType(container)}'`,
    )
  );
}

/** Looks past insertions at other positions for the one at this position. */
const foldExtractValue: Fold = (op) => {
  const position = positionOf(op);
  let result: 'in-place' | null = null;
  let insertion = op.operand(0).definingOp;
  while (insertion?.is('llvm.insertvalue')) {
    const other = positionOf(insertion);
    const length = Math.min(position.length, other.length);
    const isPrefix = position.slice(0, length).every((index, i) => index === other[i]);
    if (isPrefix) return position.length === other.length ? [insertion.operand(1)] : result;
    op.setOperands([insertion.operand(0)]);
    result = 'in-place';
    insertion = insertion.operand(0).definingOp;
  }
  return result;
};

function verifyShuffle(op: Operation, report: VerifyContext): boolean {
  const mask = op.attr('mask');
  const isSplat = mask?.kind === 'dense_array' && mask.values.every((index) => index === 0n);
  return (
    !asVector(op.operand(0).type)?.isScalable ||
    isSplat ||
    report.opError('expected a splat operation for scalable vectors')
  );
}

export const aggregateOperations: readonly OpDefinition[] = [
  defineOp('llvm.extractelement', {
    summary: 'an element of a vector',
    operands: { vector: AnyLlvmVector, position: AnyInteger },
    results: { res: LlvmType },
    traits: [
      Pure,
      TypesMatchWith(
        'result type matches vector element type',
        'vector',
        'res',
        vectorElementOrSelf,
      ),
    ],
    assemblyFormat: '$vector `[` $position `:` type($position) `]` attr-dict `:` type($vector)',
  }),
  defineOp('llvm.insertelement', {
    summary: 'a vector with another element',
    operands: { vector: AnyLlvmVector, value: PrimitiveType, position: AnyInteger },
    results: { res: AnyLlvmVector },
    traits: [
      Pure,
      TypesMatchWith(
        'argument type matches vector element type',
        'vector',
        'value',
        vectorElementOrSelf,
      ),
      AllTypesMatch('res', 'vector'),
    ],
    assemblyFormat:
      '$value `,` $vector `[` $position `:` type($position) `]` attr-dict `:` type($vector)',
  }),
  defineOp('llvm.shufflevector', {
    summary: 'elements of two vectors in another order',
    operands: { v1: AnyLlvmVector, v2: AnyLlvmVector },
    results: { res: AnyLlvmVector },
    attributes: { mask: DenseI32ArrayAttr },
    traits: [Pure, AllTypesMatch('v1', 'v2')],
    verify: verifyShuffle,
    assemblyFormat:
      '$v1 `,` $v2 $mask attr-dict `:` type($v1) custom<ShuffleType>(ref(type($v1)), type($res), ref($mask))',
  }),
  defineOp('llvm.extractvalue', {
    summary: 'a value in an array or structure',
    operands: { container: AnyAggregate },
    results: { res: LlvmType },
    attributes: { position: DenseI64ArrayAttr },
    traits: [Pure],
    fold: foldExtractValue,
    verify: verifyExtractValue,
    assemblyFormat:
      '$container `` $position attr-dict `:` type($container) custom<InsertExtractValueElementType>(type($res), ref(type($container)), ref($position))',
  }),
  defineOp('llvm.insertvalue', {
    summary: 'an array or structure with another value in it',
    operands: { container: AnyAggregate, value: PrimitiveType },
    results: { res: AnyAggregate },
    attributes: { position: DenseI64ArrayAttr },
    traits: [Pure, AllTypesMatch('container', 'res')],
    verify: verifyInsertValue,
    assemblyFormat:
      '$value `,` $container `` $position attr-dict `:` type($container) custom<InsertExtractValueElementType>(type($value), ref(type($container)), ref($position))',
  }),
];

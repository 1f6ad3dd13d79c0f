/**
 * Passes that give all values of an element type another one: `iree-util-demote-…` and `iree-util-promote-…`.
 * Constants are converted; of other attributes the types stay, since most say something about structure.
 */

import {
  type Attribute,
  ComplexType,
  DenseElementsAttr,
  definePass,
  denseElementBytes,
  FloatAttr,
  FloatType,
  IntegerAttr,
  IntegerType,
  type Operation,
  type Pass,
  type PipelineStep,
  RankedTensorType,
  step,
  type Type,
  TypeAttr,
  TypeConverter,
  writeBits,
} from '@iree-workbench/ir';
import type { ElementTypeChange } from '../input/input-types.ts';
import { retypeValues } from './retype.ts';

/** What a primitive type becomes; the type itself where it stays. */
type Change = (type: Type) => Type;

/** Types of elements wherever they are: in tensors, complex numbers, signatures. */
function converterOf(change: Change): (type: Type) => Type {
  const elements = (type: Type): Type => {
    if (type instanceof ComplexType) return ComplexType.get(elements(type.elementType));
    if (type instanceof RankedTensorType)
      return RankedTensorType.get(type.shape, elements(type.elementType), type.encoding);
    return change(type);
  };
  const converter = new TypeConverter().addConversion(elements);
  return (type) =>
    type.kind === 'function' ? (converter.convertFunctionType(type) ?? type) : elements(type);
}

/** Numbers in a type of other width; integers wrap, floats are rounded towards zero. */
function convertedNumber(attr: IntegerAttr | FloatAttr, type: Type): IntegerAttr | FloatAttr {
  if (attr instanceof FloatAttr && type instanceof FloatType) {
    const nearest = FloatAttr.get(type, attr.value);
    // The bits without the sign count magnitudes up, past the greatest to infinity.
    return Math.abs(nearest.value) > Math.abs(attr.value)
      ? FloatAttr.fromBits(type, nearest.bits - 1n)
      : nearest;
  }
  return attr instanceof IntegerAttr && type instanceof IntegerType
    ? IntegerAttr.get(type, attr.value)
    : attr;
}

function convertedConstant(attr: DenseElementsAttr, type: RankedTensorType): DenseElementsAttr {
  const { elementType } = type;
  const from = attr.type.elementType;
  const count = attr.isSplat ? 1 : attr.numElements;
  if (!(from instanceof ComplexType) || !(elementType instanceof ComplexType)) {
    const numbers = Array.from({ length: count }, (_, i) =>
      convertedNumber(attr.at(i), elementType),
    );
    return DenseElementsAttr.fromElements(type, numbers);
  }
  // A complex number is its two parts, one behind the other.
  const [part, into] = [from.elementType, elementType.elementType];
  if (!(part instanceof FloatType) || !(into instanceof FloatType)) return attr;
  const size = denseElementBytes(into);
  const data = new Uint8Array(2 * size * count);
  const width = BigInt(part.width);
  for (let i = 0; i < count; i++) {
    const bits = attr.bitsAt(i);
    for (const [j, half] of [BigInt.asUintN(part.width, bits), bits >> width].entries()) {
      const number = convertedNumber(FloatAttr.fromBits(part, half), into) as FloatAttr;
      writeBits(data, (2 * i + j) * size, size, number.bits);
    }
  }
  return DenseElementsAttr.get(type, data);
}

function convertedAttribute(attr: Attribute, converted: (type: Type) => Type): Attribute {
  if (attr.kind === 'type') return TypeAttr.get(converted(attr.type));
  if (attr.kind === 'integer' || attr.kind === 'float')
    return convertedNumber(attr, converted(attr.type));
  if (attr.kind !== 'dense') return attr;
  const type = converted(attr.type);
  return type === attr.type || !(type instanceof RankedTensorType)
    ? attr
    : convertedConstant(attr, type);
}

/** Operations that hold values in attributes, besides those that are constants and say so. */
const HOLD_VALUES = /^(?:check\.expect_.*_const|chlo\.constant_like|util\.unfoldable_constant)$/;
const isGlobal = (op: Operation): boolean => op.is('util.global') || op.is('ml_program.global');

function convertOperation(op: Operation, converted: (type: Type) => Type): void {
  retypeValues(op, converted);
  const signature = op.attr('function_type');
  if (signature?.kind === 'type')
    op.setAttr('function_type', TypeAttr.get(converted(signature.type)));
  if (!op.hasTrait('ConstantLike') && !isGlobal(op) && !HOLD_VALUES.test(op.name)) return;
  for (const [name, value] of op.attributes.entries) {
    const attr = convertedAttribute(value, converted);
    if (attr !== value) op.setAttr(name, attr);
  }
}

/** Casts between widths: between equal types there is nothing left to do. */
const CASTS = ['arith.truncf', 'arith.extf', 'arith.trunci', 'arith.extui', 'arith.extsi'];

const conversion = (name: Pick<Pass, 'argument' | 'className' | 'summary'>, change: Change): Pass =>
  definePass({
    ...name,
    anchor: 'builtin.module',
    run(module) {
      const converted = converterOf(change);
      module.walk((op) => convertOperation(op, converted));
      for (const cast of CASTS.flatMap((root) => module.collect(root))) {
        if (cast.operand(0).type !== cast.result().type) continue;
        cast.replaceAllUsesWith(cast.operands);
        cast.erase();
      }
    },
  });

const floats =
  (from: FloatType['format'], into: FloatType['format']): Change =>
  (type) =>
    type instanceof FloatType && type.format === from ? FloatType.get(type.context, into) : type;

/** The pass of each change. */
export const ELEMENT_TYPE_PASSES: Readonly<Record<ElementTypeChange, Pass>> = {
  'demote-i64-to-i32': conversion(
    {
      argument: 'iree-util-demote-i64-to-i32',
      className: 'DemoteI64ToI32',
      summary: 'gives integers of 64 bits 32',
    },
    (type) =>
      type instanceof IntegerType && type.width === 64
        ? IntegerType.get(type.context, 32, type.signedness)
        : type,
  ),
  'demote-f64-to-f32': conversion(
    {
      argument: 'iree-util-demote-f64-to-f32',
      className: 'DemoteF64ToF32',
      summary: 'gives floats of 64 bits 32',
    },
    floats('f64', 'f32'),
  ),
  'demote-f32-to-f16': conversion(
    {
      argument: 'iree-util-demote-f32-to-f16',
      className: 'DemoteF32ToF16',
      summary: 'gives floats of 32 bits 16',
    },
    floats('f32', 'f16'),
  ),
  'promote-f16-to-f32': conversion(
    {
      argument: 'iree-util-promote-f16-to-f32',
      className: 'PromoteF16ToF32',
      summary: 'gives floats of 16 bits 32',
    },
    floats('f16', 'f32'),
  ),
  'promote-bf16-to-f32': conversion(
    {
      argument: 'iree-util-promote-bf16-to-f32',
      className: 'PromoteBF16ToF32',
      summary: 'gives brain floats of 16 bits 32',
    },
    floats('bf16', 'f32'),
  ),
};

/** The passes of the changes. */
export const elementTypeSteps = (changes: readonly ElementTypeChange[]): readonly PipelineStep[] =>
  changes.map((change) => step(ELEMENT_TYPE_PASSES[change]));

/** Values as the byte patterns that fills take: 8, 16 or 32 bits. */

import {
  type Attribute,
  type Builder,
  bitWidth,
  type FloatAttr,
  IntegerAttr,
  IntegerType,
  type Value,
} from '@iree-workbench/ir';

/**
 * The bits of a scalar as an integer of at most 32 bits; null if it takes more and the halves are
 * not known to be equal.
 */
export function splatPattern(builder: Builder, value: Value): Value | null {
  const { context } = builder;
  const type = value.type;
  const cast = (name: string, to: IntegerType, operand: Value = value): Value =>
    builder.createValue(name, { operands: [operand], resultTypes: [to] });
  switch (type.kind) {
    case 'integer':
      if (type.width === 1) return cast('arith.extui', context.i8);
      if (type.width === 8 || type.width === 16 || type.width === 32) return value;
      return wideConstant(builder, value, type.width);
    case 'index':
      return wideConstant(builder, value, 64);
    case 'float':
      if (type.width === 16 || type.width === 32)
        return cast('arith.bitcast', IntegerType.get(context, type.width));
      if (type.width === 8) return cast('arith.bitcast', context.i8);
      return wideConstant(builder, value, type.width);
    default:
      return null;
  }
}

/** A 64-bit constant with equal halves, as one half. */
function wideConstant(builder: Builder, value: Value, width: number): Value | null {
  const half = width === 64 ? repeatedHalf(value) : null;
  return half === null
    ? null
    : builder.constant(IntegerAttr.get(builder.context.i32, half), builder.context.i32);
}

const repeatedHalf = (value: Value): bigint | null => halfOf(value.definingOp?.attr('value'));

function halfOf(attr: Attribute | undefined): bigint | null {
  if (attr?.kind !== 'integer' && attr?.kind !== 'float') return null;
  const bits = BigInt.asUintN(64, attr.kind === 'integer' ? attr.value : attr.bits);
  const [low, high] = [bits & 0xffffffffn, bits >> 32n];
  return low === high ? low : null;
}

const FILL_WIDTHS: readonly number[] = [1, 8, 16, 32];

/** The scalar of a constant that holds nothing else, if a fill can repeat its bits. */
export function fillScalar(constant: Attribute | undefined): IntegerAttr | FloatAttr | null {
  if (constant?.kind !== 'dense' || !constant.isSplat) return null;
  const { elementType } = constant.type;
  if (elementType.kind !== 'integer' && elementType.kind !== 'float') return null;
  const scalar = constant.at(0);
  const { width } = elementType;
  const isFilled = FILL_WIDTHS.includes(width) || (width === 64 && halfOf(scalar) !== null);
  return isFilled ? scalar : null;
}

/** Can a fill repeat the bits of the scalar? */
export const isPattern = (value: Value): boolean =>
  (value.type.kind !== 'index' && bitWidth(value.type) <= 32) || repeatedHalf(value) !== null;

/** Both halves of a 64-bit scalar, the low one first; null for any other type. */
export function patternHalves(builder: Builder, value: Value): [Value, Value] | null {
  const { context } = builder;
  if (value.type.kind === 'index' || bitWidth(value.type) !== 64) return null;
  const i64 = IntegerType.get(context, 64);
  const cast = (name: string, operand: Value, to: IntegerType): Value =>
    builder.createValue(name, { operands: [operand], resultTypes: [to] });
  const bits = value.type.kind === 'float' ? cast('arith.bitcast', value, i64) : value;
  const high = builder.createValue('arith.shrui', {
    operands: [bits, builder.constant(IntegerAttr.get(i64, 32n), i64)],
    resultTypes: [i64],
  });
  return [cast('arith.trunci', bits, context.i32), cast('arith.trunci', high, context.i32)];
}

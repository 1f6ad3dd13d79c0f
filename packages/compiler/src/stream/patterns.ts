/** Values as the byte patterns that fills take: 8, 16 or 32 bits. */

import { type Builder, IntegerAttr, IntegerType, type Value } from '@iree-workbench/ir';

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
  const attr = value.definingOp?.attr('value');
  if (width !== 64 || !attr || (attr.kind !== 'integer' && attr.kind !== 'float')) return null;
  const bits = BigInt.asUintN(64, attr.kind === 'integer' ? attr.value : attr.bits);
  const [low, high] = [bits & 0xffffffffn, bits >> 32n];
  return low === high
    ? builder.constant(IntegerAttr.get(builder.context.i32, low), builder.context.i32)
    : null;
}

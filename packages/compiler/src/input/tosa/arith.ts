/**
 * Constants and scaling of fixed-point numbers become arithmetic (`tosa-to-arith`): a product of 32 by 32 or
 * 48 by 32 bits, rounded and shifted down, by integers of 64 bits or, where a device has none, of 32.
 */

import {
  applyPartialConversion,
  type Builder,
  bitWidth,
  type ConversionPattern,
  ConversionTarget,
  DenseElementsAttr,
  definePass,
  elementTypeOrSelf,
  IntegerAttr,
  IntegerType,
  isRankedShaped,
  type Operation,
  type Pass,
  type RankedShapedType,
  RankedTensorType,
  type Type,
  type Value,
  VectorType,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { Scalars } from '../scalars.ts';
import { flagOf } from './attributes.ts';

/** `element`, or what holds several of it as `container` does. */
function inContainer(element: IntegerType, container: Type): IntegerType | RankedShapedType {
  if (container instanceof RankedTensorType) return RankedTensorType.get(container.shape, element);
  if (container instanceof VectorType) return VectorType.get(container.shape, element);
  return element;
}

/** Arithmetic on integers, or elementwise on vectors and tensors of them. */
class Scaling extends Scalars {
  readonly #container: Type;
  constructor(builder: Builder, container: Type) {
    super(builder);
    this.#container = container;
  }
  type(width: number): IntegerType | RankedShapedType {
    return inContainer(IntegerType.get(this.builder.context, width), this.#container);
  }
  /** A constant of a width, or of a type. */
  number(of: number | Type, value: bigint | number): Value {
    const type = typeof of === 'number' ? this.type(of) : of;
    const attr = IntegerAttr.get(elementTypeOrSelf(type) as IntegerType, value);
    return isRankedShaped(type)
      ? this.builder.constant(DenseElementsAttr.splat(type, attr), type)
      : this.constant(attr);
  }
}

/** By integers of 64 bits. */
function scaleIn64Bits(op: Operation, operands: readonly Value[], builder: Builder): Value {
  const [value, multiplier, shift] = operands as [Value, Value, Value];
  const to = new Scaling(builder, op.result().type);
  const zero = to.number(value.type, 0);
  const one = to.number(64, 1);
  const limit = to.number(32, 31);
  const shift32 = to.op('arith.extui', [shift], to.type(32));
  const value64 = to.op('arith.extsi', [value], to.type(64));
  const multiplier64 = to.op('arith.extsi', [multiplier], to.type(64));
  let product = to.op('arith.muli', [value64, multiplier64]);
  const shift64 = to.op('arith.extui', [shift32], to.type(64));
  const half = to.op('arith.shrui', [to.op('arith.shli', [one, shift64]), one]);
  product = to.op('arith.addi', [product, half]);
  if (flagOf(op, 'double_round')) {
    const up = to.number(64, 1 << 30);
    const down = to.number(64, -(1 << 30));
    const isPositive = to.cmpi('sge', value, zero);
    const direction = to.select(isPositive, up, down);
    const rounded = to.op('arith.addi', [direction, product]);
    const isFar = to.cmpi('sgt', shift32, limit);
    product = to.select(isFar, rounded, product);
  }
  const shifted = to.op('arith.shrsi', [product, shift64]);
  return to.op('arith.trunci', [shifted], to.type(32));
}

/** By the halves of the product, for devices whose integers have 32 bits. */
function scaleIn32Bits(op: Operation, operands: readonly Value[], builder: Builder): Value {
  const [value, multiplier, shift] = operands as [Value, Value, Value];
  const { type: resultType } = op.result();
  const to = new Scaling(builder, resultType);
  const shift32 = to.op('arith.extui', [shift], to.type(32));
  const zero = to.number(32, 0);
  const one = to.number(32, 1);
  const two = to.number(32, 2);
  const thirty = to.number(32, 30);
  const thirtyTwo = to.number(32, 32);
  const product = builder.create('arith.mulsi_extended', {
    operands: [value, multiplier],
    resultTypes: [value.type, value.type],
  });
  let [low, high] = product.results as unknown as [Value, Value];

  // Shifting by 32 or more leaves of the product its high half only.
  const isFar = to.cmpi('sge', shift32, thirtyTwo);
  const roundsHigh = to.cmpi('sgt', shift32, thirtyTwo);
  const up = to.op('arith.subi', [thirtyTwo, shift32]);
  const down = to.op('arith.subi', [shift32, thirtyTwo]);
  const highLeft = to.select(isFar, zero, up);
  const highRight = to.select(isFar, down, zero);

  if (flagOf(op, 'double_round')) {
    const minusOne = to.number(32, -1);
    const isPositive = to.cmpi('sge', value, zero);
    const direction = to.select(isFar, to.select(isPositive, one, minusOne), zero);
    const top = to.op('arith.shrui', [low, thirty]);
    const rounded = to.op('arith.addi', [top, direction]);
    const carry = to.op('arith.shrsi', [rounded, two]);
    const bit = to.op('arith.shli', [direction, thirty]);
    low = to.op('arith.addi', [low, bit]);
    high = to.op('arith.addi', [high, carry]);
  }

  const lowPlace = to.op('arith.subi', [shift32, one]);
  const lowBit = to.select(roundsHigh, zero, to.op('arith.shli', [one, lowPlace]));
  const roundedLow = to.op('arith.addi', [low, lowBit]);
  const overflows = to.cmpi('ugt', low, roundedLow);
  low = roundedLow;
  high = to.op('arith.addi', [high, to.op('arith.extui', [overflows], to.type(32))]);

  const highPlace = to.op('arith.subi', [highRight, one]);
  const highBit = to.select(roundsHigh, to.op('arith.shli', [one, highPlace]), zero);
  high = to.op('arith.addi', [high, highBit]);

  high = to.op('arith.shli', [high, highLeft]);
  high = to.op('arith.shrsi', [high, highRight]);
  low = to.select(isFar, zero, to.op('arith.shrui', [low, shift32]));
  const result = to.op('arith.addi', [low, high]);
  return elementTypeOrSelf(resultType) === builder.context.i32
    ? result
    : to.op('arith.trunci', [result], resultType);
}

const lowerConstant = lowering('tosa.const', (op, _, rewriter) => {
  const value = op.attr('value');
  if (!value) return false;
  rewriter.replaceOp(op, [rewriter.constant(value, op.result().type)]);
  return true;
});

const lowerScaling = lowering('tosa.apply_scale', (op, operands, rewriter) => {
  rewriter.replaceOp(op, [scaleIn64Bits(op, operands, rewriter)]);
  return true;
});

const lowerScalingIn32Bits = lowering(
  'tosa.apply_scale',
  (op, operands, rewriter) => {
    const [value] = operands;
    if (!value || bitWidth(elementTypeOrSelf(value.type)) > 32) return false;
    rewriter.replaceOp(op, [scaleIn32Bits(op, operands, rewriter)]);
    return true;
  },
  2,
);

/** The patterns for `tosa.apply_scale`, those by integers of 32 bits first where they are asked for. */
export const scalingPatterns = (in32Bits: boolean): readonly ConversionPattern[] =>
  in32Bits ? [lowerScaling, lowerScalingIn32Bits] : [lowerScaling];

export const tosaToArith: Pass = definePass({
  argument: 'tosa-to-arith',
  className: 'TosaToArith',
  summary: "turns tosa's constants, and scaling if asked, into arithmetic",
  options: {
    'include-apply-rescale': {
      kind: 'boolean',
      default: 'false',
      meaning: 'also lower tosa.apply_scale',
    },
    'use-32-bit': {
      kind: 'boolean',
      default: 'false',
      meaning: 'lower tosa.apply_scale to integers of 32 bits where that can be',
    },
  },
  run(op, context) {
    const isOn = (name: string): boolean => context.options.get(name) === 'true';
    const target = new ConversionTarget().addIllegalOp('tosa.const').addLegalDialect('arith');
    const patterns = [lowerConstant];
    if (isOn('include-apply-rescale')) {
      target.addIllegalOp('tosa.apply_scale');
      patterns.push(...scalingPatterns(isOn('use-32-bit')));
    }
    for (const diagnostic of applyPartialConversion(op, target, patterns))
      context.report(diagnostic);
  },
});

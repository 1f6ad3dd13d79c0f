/** Patterns that turn chlo's functions, constants and broadcasts into mhlo. */

import {
  type Attribute,
  type ConversionPattern,
  DenseElementsAttr,
  denseElementBytes,
  elementTypeOrSelf,
  FloatAttr,
  hasStaticShape,
  isElements,
  RankedTensorType,
  type Value,
  writeBits,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';
import { chloBroadcastPatterns, extentsOf, spread } from './chlo-broadcast.ts';
import { besselI1e, erf, erfc, erfInv } from './chlo-erf.ts';
import * as functions from './chlo-functions.ts';
import { digamma, lgamma, polygamma, zeta } from './chlo-gamma.ts';
import { HloArithmetic } from './hlo-arithmetic.ts';
import { signlessTypes } from './hlo-lowering.ts';

/** What a function makes of its operands; null if it is not for their type. */
type Definition = (to: HloArithmetic, ...operands: [Value, ...Value[]]) => Value | null;

const unary =
  (define: (to: HloArithmetic, x: Value) => Value | null): Definition =>
  (to, x) =>
    define(to, x);
const binary =
  (define: (to: HloArithmetic, x: Value, y: Value) => Value | null): Definition =>
  (to, x, y) =>
    y ? define(to, x, y) : null;

/** Floats of fewer than 32 bits are widened, and the result is narrowed. */
const atLeastF32 =
  (define: Definition): Definition =>
  (to, ...operands) => {
    const element = elementTypeOrSelf(operands[0].type);
    if (element.kind !== 'float' || element.width >= 32) return define(to, ...operands);
    const { f32 } = to.builder.context;
    const wide = operands.map((operand) => to.convert(operand, f32)) as [Value, ...Value[]];
    const result = define(to, ...wide);
    return result && to.convert(result, element);
  };

const FUNCTIONS: Readonly<Record<string, Definition>> = {
  acos: unary(functions.acos),
  acosh: unary(functions.acosh),
  asin: unary(functions.asin),
  asinh: unary(functions.asinh),
  atan: unary(functions.atan),
  atanh: unary(functions.atanh),
  bessel_i1e: atLeastF32(unary(besselI1e)),
  conj: unary(functions.conj),
  cosh: atLeastF32(unary(functions.cosh)),
  digamma: atLeastF32(unary(digamma)),
  erf: atLeastF32(unary(erf)),
  erf_inv: atLeastF32(unary(erfInv)),
  erfc: atLeastF32(unary(erfc)),
  is_inf: unary(functions.isInfinite),
  is_neg_inf: unary(functions.isNegativeInfinity),
  is_pos_inf: unary(functions.isPositiveInfinity),
  lgamma: atLeastF32(unary(lgamma)),
  next_after: binary(functions.nextAfter),
  polygamma: atLeastF32(binary(polygamma)),
  sinh: atLeastF32(unary(functions.sinh)),
  tan: unary(functions.tan),
  zeta: atLeastF32(binary(zeta)),
};

/** The result has the operands' type: no function changes more than the elements. */
const decompose = ([name, define]: readonly [string, Definition]): ConversionPattern =>
  lowering(`chlo.${name}`, (op, _, rewriter) => {
    const [first, ...others] = op.operands;
    const value = first && define(new HloArithmetic(rewriter), first, ...others);
    if (!value) return false;
    rewriter.replaceOp(op, [value]);
    return true;
  });

/** A tensor of one number; a complex one is its two parts, one behind the other. */
function splatOf(type: RankedTensorType, value: Attribute): DenseElementsAttr | null {
  if (value.kind === 'integer' || value.kind === 'float')
    return DenseElementsAttr.splat(type, value);
  const parts = value.kind === 'dialect' ? value.params : [];
  const size = denseElementBytes(type.elementType);
  const data = new Uint8Array(size);
  for (const [i, part] of parts.entries()) {
    if (!(part instanceof FloatAttr)) return null;
    writeBits(data, (i * size) / 2, size / 2, part.bits);
  }
  return parts.length === 2 ? DenseElementsAttr.get(type, data) : null;
}

/** A constant where the sizes are known; else one number that is spread over the sizes of the operand. */
const constantLike: ConversionPattern = {
  ...lowering('chlo.constant_like', (op, [operand], rewriter) => {
    const type = rankedTensor(op.result());
    const value = op.attr('value');
    if (!type || !value || !operand) return false;
    const isStatic = hasStaticShape(type);
    const attr = splatOf(isStatic ? type : RankedTensorType.get([], type.elementType), value);
    if (!attr) return false;
    const constant = rewriter.createValue('mhlo.constant', {
      resultTypes: [attr.type],
      attributes: [['value', attr]],
    });
    const rank = type.shape.length;
    const result = isStatic
      ? constant
      : spread(rewriter, constant, new Array(rank).fill(1), extentsOf(rewriter, operand, rank));
    rewriter.replaceOp(op, [result]);
    return true;
  }),
  converter: signlessTypes,
};

const constant: ConversionPattern = lowering('chlo.constant', (op, _, rewriter) => {
  const value = op.attr('value');
  if (!value || !isElements(value)) return false;
  rewriter.replaceOpWithNew(op, 'mhlo.constant', {
    resultTypes: op.resultTypes,
    attributes: [['value', value]],
  });
  return true;
});

export const chloPatterns: readonly ConversionPattern[] = [
  ...chloBroadcastPatterns,
  ...Object.entries(FUNCTIONS).map(decompose),
  constant,
  constantLike,
];

/** `tosa.rescale`: moves to another zero point and scale, of all numbers or of each channel. */

import {
  AffineMap,
  affineDim,
  type Builder,
  type ConversionPattern,
  DenseElementsAttr,
  DYNAMIC,
  IntegerAttr,
  IntegerType,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import {
  constantOf,
  dimOf,
  emptyTensor,
  generic,
  integerBounds,
  parallel,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { flagOf, integerOf, numbersOf } from './attributes.ts';
import { withoutSign } from './casts.ts';

/** A number of the scale: one for all, or an input of the loops. */
type Factor = { readonly scalar: Value } | { readonly tensor: Value };

function factorOf(builder: Builder, values: readonly number[], width: number): Factor {
  const type = IntegerType.get(builder.context, width);
  const attrs = values.map((value) => IntegerAttr.get(type, value));
  const [first] = attrs;
  if (attrs.length === 1 && first) return { scalar: constantOf(builder, first) };
  const tensor = RankedTensorType.get([values.length], type);
  return { tensor: builder.constant(DenseElementsAttr.fromElements(tensor, attrs), tensor) };
}

const lowerRescale = lowering('tosa.rescale', (op, operands, rewriter) => {
  const [input] = operands as [Value];
  const source = rankedTensor(input);
  const result = rankedTensor(op.result());
  if (!(source?.elementType instanceof IntegerType)) return false;
  if (!(result?.elementType instanceof IntegerType)) return false;
  if (flagOf(op, 'double_round') && !flagOf(op, 'scale32')) return false;
  const rank = source.shape.length;
  const [counts, channels] = [numbersOf(op, 'shift').length, source.shape[rank - 1] ?? 1];
  const hasScales = counts === 1 || (counts > 0 && (channels === DYNAMIC || counts === channels));
  if (!hasScales || numbersOf(op, 'multiplier').length !== counts) return false;
  const dims = result.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [dimOf(rewriter, input, dim)] : [],
  );
  // Nothing is left of a number that is shifted by more than its width.
  const shifts = numbersOf(op, 'shift');
  const multipliers = numbersOf(op, 'multiplier').map((value, i) =>
    (shifts[i] ?? 0) > 63 ? 0 : value,
  );
  const amounts = shifts.map((shift) => (shift > 63 ? 0 : shift));
  const roundsTwice = flagOf(op, 'double_round') && amounts.some((shift) => shift > 31);
  const factors = [factorOf(rewriter, multipliers, 32), factorOf(rewriter, amounts, 8)];
  const tensors = factors.flatMap((factor) => ('tensor' in factor ? [factor.tensor] : []));
  const init = emptyTensor(rewriter, result, dims);
  const identity = AffineMap.identity(rank);
  const channel = new AffineMap(rank, 0, [affineDim(rank - 1)]);
  const types = { source: source.elementType, result: result.elementType };
  const state = {
    inputs: [input, ...tensors],
    inits: [init],
    maps: [identity, ...tensors.map(() => channel), identity],
    iterators: parallel(rank),
  };
  const loops = generic(rewriter, state, (body, [value, ...rest]) => {
    const to = new Scalars(body);
    const perChannel = rest.slice(0, tensors.length);
    const [multiplier, shift] = factors.map((factor) =>
      'scalar' in factor ? factor.scalar : (perChannel.shift() as Value),
    ) as [Value, Value];
    const width = types.source.width > 32 ? 48 : 32;
    const zeroPoint = to.integer(IntegerType.get(op.context, width), integerOf(op, 'input_zp'));
    const newZeroPoint = to.i32(integerOf(op, 'output_zp'));
    const wide = widened(to, value as Value, types.source);
    const centred = to.op('arith.subi', [wide, zeroPoint]);
    const scaled = body.createValue('tosa.apply_scale', {
      operands: [centred, multiplier, shift],
      resultTypes: [op.context.i32],
      attributes: [['double_round', IntegerAttr.bool(op.context, roundsTwice)]],
    });
    const moved = to.op('arith.addi', [scaled, newZeroPoint]);
    return [saturated(to, moved, types.result)];
  });
  rewriter.replaceOp(op, loops.results);
  return true;
});

/** At least 32 bits of the same number. */
function widened(to: Scalars, value: Value, type: IntegerType): Value {
  if (type.width >= 32) return value;
  const { i32 } = to.builder.context;
  return type.signedness === 'unsigned'
    ? to.op('arith.extui', [withoutSign(value, type, to)], i32)
    : to.op('arith.extsi', [value], i32);
}

/** The nearest number of the type. */
function saturated(to: Scalars, value: Value, type: IntegerType): Value {
  // Bounds of wider types are those of the 32 bits that there are.
  const { min, max } = integerBounds(type.width > 32 ? IntegerType.get(type.context, 32) : type);
  const bounds = [min, max].map((bound) => to.i32(BigInt.asIntN(32, bound))) as [Value, Value];
  const clamped = to.clampInteger(value, ...bounds);
  if (type.width > 32) return to.op('arith.extsi', [clamped], type);
  if (type.width === 32) return clamped;
  const narrow = to.op('arith.trunci', [clamped], IntegerType.get(type.context, type.width));
  return type.signedness === 'unsigned'
    ? to.op('builtin.unrealized_conversion_cast', [narrow], type)
    : narrow;
}

export const rescalePatterns: readonly ConversionPattern[] = [lowerRescale];

/** `mhlo.convolution` of any layout: loops over the result, then over the kernel's window and the input's features. */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineConstant,
  affineDim,
  affineFloorDiv,
  affineMul,
  type Builder,
  type ConversionPattern,
  DYNAMIC,
  type Operation,
  type RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  constantOf,
  generic,
  mapOf,
  named,
  rankedTensor,
  zeroOf,
  zeros,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { openOnes, type Size, sizeOf } from '../sizes.ts';
import { i64Elements, numberOf, numbersOf } from './attributes.ts';
import { convertElement } from './convert-element.ts';
import { elementOf, hloLowering, signlessTensor } from './hlo-lowering.ts';
import { picked } from './indexing.ts';
import { padded } from './movement.ts';
import { around, iteratorsOf, numbersOrOnes, windowCount, windowPlace } from './windows.ts';

/** Batch, feature and spatial dimensions of one side of a convolution; of the kernel, its input and output features. */
interface Layout {
  readonly first: number;
  readonly second: number;
  readonly spatial: readonly number[];
}
function layoutOf(op: Operation, index: number): Layout | null {
  const attr = op.attr('dimension_numbers');
  if (attr?.kind !== 'dialect') return null;
  const spatial = attr.params[3 * index + 2];
  if (!Array.isArray(spatial)) return null;
  return {
    first: Number(attr.params[3 * index]),
    second: Number(attr.params[3 * index + 1]),
    spatial: spatial.map(Number),
  };
}

/** A kernel with some of its spatial dimensions the other way round. */
function reversed(builder: Builder, kernel: Value, dims: readonly number[]): Value {
  const type = rankedTensor(kernel);
  if (!type || dims.length === 0) return kernel;
  return picked(builder, kernel, type, [], (to, at) =>
    at.map((index, dim) => {
      if (!dims.includes(dim)) return index;
      const last = to.builder.constantIndex((type.shape[dim] ?? 1) - 1);
      return to.op('arith.subi', [last, index]);
    }),
  );
}

/** `group · size + within`, where a dimension of the result says which group it is. */
function inGroup(dim: number, perGroup: number, size: number, within: AffineExpr): AffineExpr {
  const group = affineFloorDiv(affineDim(dim), affineConstant(perGroup));
  return affineAdd(affineMul(group, affineConstant(size)), within);
}

/** The open sizes of the result. */
function resultSizes(
  builder: Builder,
  op: Operation,
  result: RankedTensorType,
  into: Layout,
  spatial: readonly Size[],
  [input, kernel]: readonly [Value, Value],
  layouts: readonly [Layout, Layout],
): Value[] | null {
  const [from, window] = layouts;
  if (numberOf(op, 'batch_group_count') !== 1 && result.shape.includes(DYNAMIC)) return null;
  const all = result.shape.map((_, dim): Size => {
    if (dim === into.first) return sizeOf(builder, input, from.first);
    if (dim === into.second) return sizeOf(builder, kernel, window.second);
    return spatial[into.spatial.indexOf(dim)] ?? 1;
  });
  return openOnes(builder, result, all);
}

/** linalg's names for convolutions of one, two and three dimensions whose features come last. */
const NAMES = ['linalg.conv_1d_nwc_wcf', 'linalg.conv_2d_nhwc_hwcf', 'linalg.conv_3d_ndhwc_dhwcf'];

/** Are images laid out as `[b, …, f]`, and is the kernel `[…, i, o]`? */
function isNamedLayout(from: Layout, window: Layout, into: Layout): boolean {
  const count = from.spatial.length;
  const isImage = ({ first, second, spatial }: Layout): boolean =>
    first === 0 && second === count + 1 && spatial.every((dim, i) => dim === i + 1);
  const isKernel = window.first === count && window.second === count + 1;
  return isImage(from) && isImage(into) && isKernel && window.spatial.every((dim, i) => dim === i);
}

const lowerConvolution = hloLowering('convolution', (op, operands, rewriter) => {
  const [lhs, rhs] = operands as [Value, Value];
  const result = signlessTensor(op.result());
  const source = rankedTensor(lhs);
  const weights = rankedTensor(rhs);
  const [from, window, into] = [0, 1, 2].map((index) => layoutOf(op, index));
  const zero = result && zeroOf(result.elementType);
  const sourceZero = source && zeroOf(source.elementType);
  if (!weights || !zero || !sourceZero || !from || !window || !into) return false;
  const { elementType } = result;
  if (weights.elementType.kind !== elementType.kind) return false;
  if (source.elementType.kind !== elementType.kind) return false;
  const count = from.spatial.length;
  const groups = numberOf(op, 'feature_group_count');
  const batches = numberOf(op, 'batch_group_count');
  const features = result.shape[into.second] ?? DYNAMIC;
  const kernelSizes = window.spatial.map((dim) => weights.shape[dim] ?? DYNAMIC);
  const areKnown = [features, ...kernelSizes].every((size) => size !== DYNAMIC);
  if (!areKnown && (groups !== 1 || batches !== 1 || kernelSizes.includes(DYNAMIC))) return false;
  const isReversed = numbersOf(op, 'window_reversal');
  const flipped = window.spatial.filter((_, i) => isReversed[i]);
  const kernel = reversed(rewriter, rhs, flipped);
  const spread = (values: readonly number[]): number[] =>
    source.shape.map((_, dim) => values[from.spatial.indexOf(dim)] ?? 0);
  const { low, high } = around(op, count);
  const inside = numbersOrOnes(op, 'lhs_dilation', count).map((factor) => factor - 1);
  const padding = { low: spread(low), high: spread(high), inside: spread(inside) };
  const input = padded(rewriter, lhs, constantOf(rewriter, sourceZero), padding);
  const strides = numbersOrOnes(op, 'window_strides', count);
  const dilations = numbersOrOnes(op, 'rhs_dilation', count);
  const spatial = from.spatial.map((dim, i) =>
    windowCount(rewriter, sizeOf(rewriter, input, dim), {
      window: kernelSizes[i] ?? 1,
      stride: strides[i] ?? 1,
      dilation: dilations[i] ?? 1,
    }),
  );
  const layouts = [from, window] as const;
  const sizes = resultSizes(rewriter, op, result, into, spatial, [input, kernel], layouts);
  if (!sizes) return false;
  const init = zeros(rewriter, result, sizes, zero);
  const name = NAMES[count - 1];
  if (name && groups === 1 && batches === 1 && isNamedLayout(from, window, into)) {
    const loops = named(rewriter, name, [input, kernel], init, [
      ['dilations', i64Elements(op.context, dilations)],
      ['strides', i64Elements(op.context, strides)],
    ]);
    rewriter.replaceOp(op, [loops]);
    return true;
  }
  const outer = result.shape.length;
  const feature = outer + count;
  const inputExprs = source.shape.map((_, dim) => {
    if (dim === from.first) {
      const batch = affineDim(into.first);
      const perGroup = features / batches;
      const size = result.shape[into.first] ?? 1;
      return batches === 1 ? batch : inGroup(into.second, perGroup, size, batch);
    }
    const i = from.spatial.indexOf(dim);
    if (i >= 0)
      return windowPlace(into.spatial[i] ?? 0, strides[i] ?? 1, outer + i, dilations[i] ?? 1);
    const within = affineDim(feature);
    const size = weights.shape[window.first] ?? 1;
    return groups === 1 ? within : inGroup(into.second, features / groups, size, within);
  });
  const kernelDims = [...weights.shape.keys()].map((dim) => {
    if (dim === window.first) return feature;
    return dim === window.second ? into.second : outer + window.spatial.indexOf(dim);
  });
  const isFloat = elementType.kind === 'float';
  const types = op.operands.map(elementOf);
  const loops = generic(
    rewriter,
    {
      inputs: [input, kernel],
      inits: [init],
      maps: [
        new AffineMap(feature + 1, 0, inputExprs),
        mapOf(feature + 1, kernelDims),
        mapOf(feature + 1, [...result.shape.keys()]),
      ],
      iterators: iteratorsOf(outer, count + 1),
    },
    (body, args) => {
      const to = new Scalars(body);
      const [a, b] = args.slice(0, 2).map((value, i) => {
        const type = types[i] ?? value.type;
        return convertElement(to, value, type, elementOf(op.result()), elementType) ?? value;
      }) as [Value, Value];
      const product = to.op(isFloat ? 'arith.mulf' : 'arith.muli', [a, b]);
      return [to.op(isFloat ? 'arith.addf' : 'arith.addi', [args[2] as Value, product])];
    },
  );
  rewriter.replaceOp(op, loops.results);
  return true;
});

export const convolutionPatterns: readonly ConversionPattern[] = [lowerConvolution];

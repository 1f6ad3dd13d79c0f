/** Windows that move over tensors: their attributes, and the shape that comes of them. */

import type { Operation } from '../../operation.ts';
import { DYNAMIC } from '../../types.ts';
import { attrShape, integerAttrs, sizeNumber, sizeNumbers } from './attribute-values.ts';

/** A window along one dimension. */
export interface WindowDimension {
  readonly size: number;
  readonly stride: number;
  readonly low: number;
  readonly high: number;
  readonly baseDilation: number;
  readonly windowDilation: number;
}

/** Names of the attributes that a window is made of; null where an operation has none of the kind. */
export interface WindowNames {
  readonly strides: string;
  readonly padding: string;
  readonly baseDilation: string | null;
  readonly windowDilation: string | null;
  readonly reversal: string | null;
}

/** The values of an attribute in one dimension, a text if it has others, none without it. */
export function oneDimensional(op: Operation, name: string | null): number[] | string {
  const shape = name === null ? null : attrShape(op, name);
  if (name === null || !shape) return [];
  return shape.length === 1
    ? integerAttrs(op, name)
    : `expects the shape of ${name} attribute to be 1-D, but got {${sizeNumbers(shape)}}.`;
}

function paddingPairs(op: Operation, name: string): (readonly [number, number])[] | string {
  const shape = attrShape(op, name);
  if (!shape) return [];
  if (shape.length !== 2 || shape[1] !== 2)
    return `expects the shape of padding-attribute to be {N, 2}, but got {${sizeNumbers(shape)}}.`;
  const values = integerAttrs(op, name);
  return Array.from({ length: values.length >> 1 }, (_, i) => [
    values[2 * i] ?? 0,
    values[2 * i + 1] ?? 0,
  ]);
}

/** The window of an operation, of the sizes given; a text says what is wrong with it. */
export function windowOf(
  op: Operation,
  sizes: readonly number[],
  names: WindowNames,
): WindowDimension[] | string {
  const padding = paddingPairs(op, names.padding);
  if (typeof padding === 'string') return padding;
  const strides = oneDimensional(op, names.strides);
  if (typeof strides === 'string') return strides;
  const baseDilations = oneDimensional(op, names.baseDilation);
  if (typeof baseDilations === 'string') return baseDilations;
  const windowDilations = oneDimensional(op, names.windowDilation);
  if (typeof windowDilations === 'string') return windowDilations;
  const reversal = oneDimensional(op, names.reversal);
  if (typeof reversal === 'string') return reversal;
  for (const [values, name] of [
    [strides, 'window-strides'],
    [baseDilations, 'base-dilation factors'],
    [windowDilations, 'window-dilation factors'],
    [padding, 'padding-entries'],
    [reversal, 'window-reversal'],
  ] as const)
    if (values.length > 0 && values.length !== sizes.length)
      return `expects ${name} to have same dimension-size as size of window dimensions (${sizes.length}), but got: ${values.length}.`;
  const window: WindowDimension[] = [];
  for (const [i, size] of sizes.entries()) {
    const stride = strides[i] ?? 1;
    const baseDilation = baseDilations[i] ?? 1;
    const windowDilation = windowDilations[i] ?? 1;
    const at = `for ${i}-th window dimension, but got`;
    if (size !== DYNAMIC && size <= 0)
      return `expects window to have positive value ${at} ${sizeNumber(size)}.`;
    if (stride <= 0) return `expects window to have positive stride ${at} ${stride}.`;
    if (baseDilation <= 0)
      return `expects window to have positive base dilation factor ${at} ${baseDilation}.`;
    if (windowDilation <= 0)
      return `expects window to have positive window dilation factor ${at} ${windowDilation}.`;
    const [low, high] = padding[i] ?? [0, 0];
    window.push({ size, stride, low, high, baseDilation, windowDilation });
  }
  return window;
}

/** A size with gaps between its elements. */
const dilated = (size: number, dilation: number): number =>
  size === 0 ? 0 : (size - 1) * dilation + 1;

/** How many places a window has along each dimension. */
export const windowOutputShape = (
  base: readonly number[],
  window: readonly WindowDimension[],
): number[] =>
  window.map((dim, i) => {
    const size = base[i] ?? DYNAMIC;
    if (size === DYNAMIC || dim.size === DYNAMIC) return DYNAMIC;
    const padded = dim.low + dilated(size, dim.baseDilation) + dim.high;
    const extent = dilated(dim.size, dim.windowDilation);
    return padded === 0 || extent > padded ? 0 : Math.trunc((padded - extent) / dim.stride) + 1;
  });

export const REDUCE_WINDOW: WindowNames = {
  strides: 'window_strides',
  padding: 'padding',
  baseDilation: 'base_dilations',
  windowDilation: 'window_dilations',
  reversal: null,
};
export const SELECT_WINDOW: WindowNames = {
  ...REDUCE_WINDOW,
  baseDilation: null,
  windowDilation: null,
};
export const CONVOLUTION_WINDOW: WindowNames = {
  strides: 'window_strides',
  padding: 'padding',
  baseDilation: 'lhs_dilation',
  windowDilation: 'rhs_dilation',
  reversal: 'window_reversal',
};

/** What packing a tensor's tiles does to its shape, and checks that all operations that pack share. */

import type { VerifyContext } from '../dialect.ts';
import { DYNAMIC, type RankedShapedType, type Type } from '../types.ts';
import { type MixedIndex, mixedConstant } from './slices.ts';

/** Are these dimensions of a shape of the rank, each once? */
export const isDimensionList = (dims: readonly number[], rank: number): boolean =>
  dims.length <= rank &&
  new Set(dims).size === dims.length &&
  dims.every((dim) => dim >= 0 && dim < rank);

/** The least shape that holds the data packed: whole tiles, in the order, then the tiles' sizes. */
export function packedShape(
  unpacked: readonly number[],
  tiles: readonly number[],
  tiled: readonly number[],
  order: readonly number[],
): number[] {
  const outer = [...unpacked];
  for (const [i, dim] of tiled.entries()) {
    const [size, tile] = [outer[dim] ?? DYNAMIC, tiles[i] ?? DYNAMIC];
    outer[dim] = size === DYNAMIC || tile === DYNAMIC ? DYNAMIC : Math.ceil(size / tile);
  }
  return [...(order.length > 0 ? order.map((dim) => outer[dim] ?? DYNAMIC) : outer), ...tiles];
}

/** Is no size larger than its limit, as far as both are known? */
export const fitsWithin = (shape: readonly number[], limits: readonly number[]): boolean =>
  shape.every((size, i) => {
    const limit = limits[i] ?? DYNAMIC;
    return size === DYNAMIC || limit === DYNAMIC || size <= limit;
  });

/** Padding has the elements' type; without it all tiles must be full. Upstream's wording. */
export function verifyPadding(
  report: VerifyContext,
  source: RankedShapedType,
  padding: Type | undefined,
  tiled: readonly number[],
  tiles: readonly MixedIndex[],
): boolean {
  if (padding)
    return (
      padding === source.elementType ||
      report.opError(
        `expected padding_value has '${report.printType(source.elementType)}' but got: '${report.printType(padding)}'`,
      )
    );
  const isFull = tiled.every((dim, i) => {
    const [size, tile] = [source.shape[dim] ?? DYNAMIC, mixedConstant(tiles[i])];
    return size === DYNAMIC || tile === null || size % tile === 0;
  });
  return (
    isFull ||
    report.opError(
      'invalid tile factor provided. Only full tiles are supported when padding_value is not set',
    )
  );
}

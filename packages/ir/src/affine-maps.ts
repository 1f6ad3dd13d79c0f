/** Shapes of affine maps that operations ask for: minor identities, permutations, inverses. */

import { AffineMap, affineConstant, affineDim } from './affine.ts';

/** `(d0, …, dn) -> (dn-k, …, dn)`: the innermost dimensions. */
export const minorIdentity = (numDims: number, numResults: number): AffineMap =>
  new AffineMap(
    numDims,
    0,
    Array.from({ length: numResults }, (_, i) => affineDim(numDims - numResults + i)),
  );
export const isMinorIdentity = (map: AffineMap): boolean =>
  map.numSymbols === 0 &&
  map.numDims >= map.results.length &&
  map.results.every(
    (expr, i) => expr.kind === 'dim' && expr.position === map.numDims - map.results.length + i,
  );

/** Positions of the dimensions that a map's results are; null for a result that is none. */
export const dimPositions = (map: AffineMap): (number | null)[] =>
  map.results.map((expr) => (expr.kind === 'dim' ? expr.position : null));

/** For each dimension that is some result, in order, the number of that result. */
export function usedDimResults(map: AffineMap): number[] {
  const positions = dimPositions(map);
  return Array.from({ length: map.numDims }, (_, dim) => positions.indexOf(dim)).filter(
    (result) => result >= 0,
  );
}

/** The map with the dimensions left out that no result uses. */
export function compressUnusedDims(map: AffineMap): AffineMap {
  const positions = dimPositions(map);
  const used = Array.from({ length: map.numDims }, (_, dim) => dim).filter((dim) =>
    positions.includes(dim),
  );
  return new AffineMap(
    used.length,
    0,
    map.results.map((expr) =>
      expr.kind === 'dim' ? affineDim(used.indexOf(expr.position)) : expr,
    ),
  );
}

/**
 * Is the map a minor identity but for the order of its results and zeros in place of some? If so,
 * where each result of the map stands among a broadcast's dimensions; else null.
 */
export function permutedMinorIdentityWithBroadcasting(map: AffineMap): number[] | null {
  const { numDims, results } = map;
  const leading = Math.max(0, results.length - numDims);
  const projectionStart = Math.max(0, numDims - results.length);
  const permutation: number[] = results.map(() => -1);
  const broadcast: number[] = [];
  const dimFound = results.map(() => false);
  for (const [i, expr] of results.entries()) {
    if (expr.kind === 'constant') {
      if (expr.value !== 0n) return null;
      broadcast.push(i);
    } else if (expr.kind === 'dim') {
      if (expr.position < projectionStart) return null;
      const at = expr.position - projectionStart + leading;
      permutation[i] = at;
      dimFound[at] = true;
    } else return null;
  }
  let next = 0;
  for (const i of broadcast) {
    while (next < dimFound.length && dimFound[next]) next++;
    permutation[i] = next++;
  }
  return permutation;
}

export const zeroMap = (numDims: number): AffineMap =>
  new AffineMap(numDims, 0, [affineConstant(0)]);

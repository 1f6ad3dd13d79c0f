/**
 * What makes a named operation a convolution: each loop is one of the kinds that convolutions have, by
 * where its iterator stands in the maps of input, filter and output. Words are upstream's.
 */

import type { AffineExpr, AffineMap } from '../../affine.ts';
import type { VerifyContext } from '../../dialect.ts';
import { StructuredOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { inits, inputs } from './structured.ts';

/** The iterators that index the input: sums of two are convolved, those by themselves are not. */
interface InputIterators {
  readonly convolved: Set<number>;
  readonly plain: Set<number>;
}

/** The iterator of `d` and of `d * constant`; null for anything else. */
function scaledIterator(expr: AffineExpr): number | null {
  if (expr.kind === 'dim') return expr.position;
  if (expr.kind !== 'mul') return null;
  const [iterator, factor] = expr.lhs.kind === 'dim' ? [expr.lhs, expr.rhs] : [expr.rhs, expr.lhs];
  const isFactor = factor.kind === 'symbol' || factor.kind === 'constant';
  return iterator.kind === 'dim' && isFactor ? iterator.position : null;
}

/** Null if an index is neither an iterator nor a sum of two, or an iterator stands there twice. */
function inputIterators(map: AffineMap): InputIterators | null {
  const convolved = new Set<number>();
  const plain = new Set<number>();
  const add = (to: Set<number>, iterator: number | null): boolean => {
    if (iterator === null || convolved.has(iterator) || plain.has(iterator)) return false;
    to.add(iterator);
    return true;
  };
  const isRead = map.results.every((expr) =>
    expr.kind === 'add'
      ? add(convolved, scaledIterator(expr.lhs)) && add(convolved, scaledIterator(expr.rhs))
      : expr.kind === 'dim' && add(plain, expr.position),
  );
  return isRead ? { convolved, plain } : null;
}

/** Of a map that is a projected permutation. */
const iteratorsOf = (map: AffineMap): ReadonlySet<number> =>
  new Set(map.results.flatMap((expr) => (expr.kind === 'dim' ? [expr.position] : [])));

export function verifyConvolution(op: Operation, report: VerifyContext): boolean {
  const structured = op.getInterface(StructuredOp);
  if (!structured) return true;
  const maps = structured.indexingMaps(op);
  const [inputMap, filterMap] = maps;
  const outputMap = maps[maps.length - 1];
  if (inputs(op).length < 2 || inits(op).length !== 1 || !inputMap || !filterMap || !outputMap)
    return report.error('expected op with 2 inputs and 1 output');
  const input = inputIterators(inputMap);
  if (!input) return report.error('unexpected input index map for convolutions');
  if (!filterMap.isProjectedPermutation() || !outputMap.isProjectedPermutation())
    return report.error('expected output/filter indexing maps to be projected permutations');

  const kinds = structured.iteratorTypes(op);
  const filter = iteratorsOf(filterMap);
  const output = iteratorsOf(outputMap);
  const isInInput = (loop: number): boolean => input.plain.has(loop) || input.convolved.has(loop);
  const unexpectedLoop = (): boolean =>
    report.error('unexpected loop dimension for convolution op');
  for (const loop of output) {
    // Batch and image; the output's channels; channels that each are multiplied into several.
    const isKnown = filter.has(loop) ? !input.convolved.has(loop) : isInInput(loop);
    if (!isKnown) return unexpectedLoop();
    if (kinds[loop] !== 'parallel')
      return report.error('expected all iterators used to access outputs to be parallel');
  }
  for (const loop of filter) {
    if (output.has(loop)) continue;
    // The window, and the input's channels.
    if (!isInInput(loop)) return unexpectedLoop();
    if (kinds[loop] !== 'reduction')
      return report.error('expected all iterators not used to access outputs to be reduction');
  }
  return new Set([...output, ...filter]).size === kinds.length || unexpectedLoop();
}

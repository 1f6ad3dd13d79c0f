/**
 * What makes an operation structured: its iterators, indexing maps and scalar body, read from a
 * generic operation's attributes or derived from the table of named ones; and the structured verifier.
 */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineConstant,
  affineDim,
  affineMul,
} from '../../affine.ts';
import { AffineMapAttr, ArrayAttr, type DenseElementsAttr } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import { type StructuredInterface, StructuredOp } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { affineMapText } from '../../printer/affine-text.ts';
import { DYNAMIC, elementTypeOrSelf, isRankedShaped, type Type } from '../../types.ts';
import { NAMED_OPERATIONS, type NamedOperation } from './named-table.ts';

export type IteratorType = 'parallel' | 'reduction' | 'window';

/** Rank of an operand: 0 for a scalar. */
export const operandRank = (type: Type): number => (isRankedShaped(type) ? type.shape.length : 0);

const byName = new Map(NAMED_OPERATIONS.map((entry) => [`linalg.${entry.name}`, entry]));
export const namedOperation = (op: Operation): NamedOperation | undefined => byName.get(op.name);

interface Parsed {
  readonly iterators: readonly IteratorType[];
  readonly dims: ReadonlyMap<string, number>;
}
const parsedIterators = new Map<NamedOperation, Parsed>();
function iteratorsOf(entry: NamedOperation): Parsed {
  const known = parsedIterators.get(entry);
  if (known) return known;
  const dims = new Map<string, number>();
  const iterators = entry.iterators.split(' ').map((text, i): IteratorType => {
    const [name = '', kind] = text.split(':');
    dims.set(name, i);
    return kind === 'r' ? 'reduction' : 'parallel';
  });
  const parsed = { iterators, dims };
  parsedIterators.set(entry, parsed);
  return parsed;
}

/** Strides or dilations, 1 where the attribute is absent. */
export function windowParameters(
  op: Operation,
  name: 'strides' | 'dilations',
  spatial: number,
): number[] {
  const attr = op.attr(name);
  return Array.from({ length: spatial }, (_, i) =>
    attr?.kind === 'dense' ? Number((attr as DenseElementsAttr).bitsAt(i)) : 1,
  );
}

const SPATIAL_LETTERS = ['', 'w', 'hw', 'dhw'] as const;

function parseIndex(
  text: string,
  dims: ReadonlyMap<string, number>,
  constants: ReadonlyMap<string, number>,
): AffineExpr {
  return text
    .split('+')
    .map((term) =>
      term
        .split('*')
        .map((factor): AffineExpr => {
          const dim = dims.get(factor);
          if (dim !== undefined) return affineDim(dim);
          const constant = constants.get(factor);
          if (constant === undefined)
            throw new Error(`unknown index '${factor}' in linalg's table`);
          return affineConstant(constant);
        })
        .reduce(affineMul),
    )
    .reduce(affineAdd);
}

/** Indexing maps of a named operation from its table entry and attributes. */
export function namedIndexingMaps(op: Operation, entry: NamedOperation): AffineMap[] {
  const { iterators, dims } = iteratorsOf(entry);
  const constants = new Map<string, number>();
  const letters = SPATIAL_LETTERS[entry.spatial];
  const strides = windowParameters(op, 'strides', entry.spatial);
  const dilations = windowParameters(op, 'dilations', entry.spatial);
  [...letters].forEach((letter, i) => {
    constants.set(`s${letter}`, strides[i] ?? 1);
    constants.set(`d${letter}`, dilations[i] ?? 1);
  });
  return entry.operands.map(
    (text) =>
      new AffineMap(
        iterators.length,
        0,
        text === '' ? [] : text.split(' ').map((index) => parseIndex(index, dims, constants)),
      ),
  );
}

/** The maps of a named operation without windows, which no operation need be asked for. */
export function entryMaps(entry: NamedOperation): AffineMap[] {
  const { iterators, dims } = iteratorsOf(entry);
  return entry.operands.map(
    (text) =>
      new AffineMap(
        iterators.length,
        0,
        text === '' ? [] : text.split(' ').map((index) => parseIndex(index, dims, new Map())),
      ),
  );
}

/** Maps of operations whose iteration domain is the output's: scalars, or the identity. */
export function elementwiseMaps(op: Operation): AffineMap[] {
  const last = op.operands.at(-1);
  const rank = last ? operandRank(last.type) : 0;
  return op.operands.map((operand) =>
    operandRank(operand.type) === 0 ? new AffineMap(rank, 0, []) : AffineMap.identity(rank),
  );
}

const parallel = (count: number): IteratorType[] => Array.from({ length: count }, () => 'parallel');

/** Interface of the operations in the named table. */
export const namedInterface = (entry: NamedOperation): StructuredInterface => ({
  iteratorTypes: () => iteratorsOf(entry).iterators,
  indexingMaps: (op) => memoizedMaps(op) ?? namedIndexingMaps(op, entry),
  body: (op) => op.region().front,
});

/** The same of those that may say other maps than their entry's. */
export const mappedInterface = (entry: NamedOperation): StructuredInterface => ({
  ...namedInterface(entry),
  indexingMaps: genericMaps,
});

export const elementwiseInterface: StructuredInterface = {
  iteratorTypes(op) {
    const last = op.operands.at(-1);
    return parallel(last ? operandRank(last.type) : 0);
  },
  indexingMaps: elementwiseMaps,
  body: (op) => op.region().front,
};

/** The attribute in which upstream keeps the maps of named operations once they were asked for. */
export const MEMOIZED_MAPS = 'linalg.memoized_indexing_maps';
function memoizedMaps(op: Operation): AffineMap[] | null {
  const attr = op.attr(MEMOIZED_MAPS);
  return attr?.kind === 'array'
    ? attr.elements.flatMap((map) => (map.kind === 'affine_map' ? [map.map] : []))
    : null;
}
export function memoizeMaps(op: Operation, maps: (op: Operation) => readonly AffineMap[]): void {
  if (op.attr(MEMOIZED_MAPS)) return;
  op.setAttr(
    MEMOIZED_MAPS,
    ArrayAttr.get(
      op.context,
      maps(op).map((map) => AffineMapAttr.get(op.context, map)),
    ),
  );
}

/** Iterator kinds of a `linalg.generic`, from `#linalg.iterator_type` or strings. */
export function genericIterators(op: Operation): IteratorType[] {
  const attr = op.attr('iterator_types');
  if (attr?.kind !== 'array') return [];
  return attr.elements.map((element): IteratorType => {
    const text =
      element.kind === 'dialect'
        ? String(element.params[0])
        : element.kind === 'string'
          ? element.value
          : '';
    return text === 'reduction' || text === 'window' ? text : 'parallel';
  });
}
export function genericMaps(op: Operation): AffineMap[] {
  const attr = op.attr('indexing_maps');
  return attr?.kind === 'array'
    ? attr.elements.flatMap((map) => (map.kind === 'affine_map' ? [map.map] : []))
    : [];
}

/** Number of destination operands, always last: as `linalg.generic` has them, as many as inputs, or one. */
export function numInits(op: Operation): number {
  if (op.is('linalg.reduce')) return op.numOperands / 2;
  return op.is('linalg.generic') ? numOutputs(op) : 1;
}
/** Number of the operands that are written as `outs`: those are the destinations of what is valid. */
export function numOutputs(op: Operation): number {
  const segments = op.attr('operand_segment_sizes');
  return segments?.kind === 'dense_array' ? Number(segments.values[1] ?? 0n) : numInits(op);
}
export const inputs = (op: Operation): Value[] =>
  op.operands.slice(0, op.numOperands - numInits(op));
export const inits = (op: Operation): Value[] => op.operands.slice(op.numOperands - numInits(op));

/**
 * Checks common to all structured operations, in upstream's order and words, once what is in their body
 * is valid: map count and shape, that the loop ranges that operands imply agree, and the body's arguments.
 */
export function verifyStructured(op: Operation, report: VerifyContext): boolean {
  const structured = op.getInterface(StructuredOp);
  if (!structured) return true;
  const iterators = structured.iteratorTypes(op);
  const maps = structured.indexingMaps(op);
  if (maps.length !== op.numOperands)
    return report.opError(
      `expected the number of indexing_map (${maps.length}) to be equal to the number of input/output operands (${op.numOperands})`,
    );
  for (const [i, map] of maps.entries()) {
    if (map.numSymbols !== 0) return report.opError(`unexpected symbols in indexing_map #${i}`);
    if (map.numDims !== iterators.length)
      return report.opError(
        `expected indexing_map #${i} to have ${iterators.length} dim(s) to match the number of loops`,
      );
    const rank = operandRank(op.operand(i).type);
    if (map.results.length !== rank)
      return report.opError(
        `expected operand rank (${rank}) to match the result rank of indexing_map #${i} (${map.results.length})`,
      );
  }
  // A loop's size is that of a dimension which it alone indexes.
  const sized = new Set<number>();
  for (const map of maps)
    for (const expr of map.results) if (expr.kind === 'dim') sized.add(expr.position);
  if (sized.size < iterators.length)
    return report.opError('expected the shape-to-loops map to be non-null');
  if (op.regions.length !== 1 || !op.region().hasOneBlock)
    return report.opError('expects to have 1 region with 1 block');
  return verifyRanges(op, report, iterators.length, maps) && verifyBodyArguments(op, report);
}

/** An argument an operand, of its elements' type; a map's body has none for the destination. */
function verifyBodyArguments(op: Operation, report: VerifyContext): boolean {
  const { arguments: args } = op.region().front;
  const operands = op.is('linalg.map') ? inputs(op) : op.operands;
  if (args.length !== operands.length)
    return report.opError(
      'expected as many non-induction variable region arguments as the number of input/output operands',
    );
  for (const [i, argument] of args.entries()) {
    const element = elementTypeOrSelf((operands[i] as Value).type);
    if (argument.type !== element)
      return report.opError(
        `expected type of bb argument #${i} ('${report.printType(argument.type)}') to match element or self type of the corresponding operand ('${report.printType(element)}')`,
      );
  }
  return true;
}

/** Sizes of the loops that operands indexed by a bare dimension give; DYNAMIC where unknown. */
export function staticLoopRanges(
  op: Operation,
  numLoops: number,
  maps: readonly AffineMap[],
): number[] {
  const ranges = new Array<number>(numLoops).fill(DYNAMIC);
  const fixed = new Array<boolean>(numLoops).fill(false);
  maps.forEach((map, i) => {
    const { type } = op.operand(i);
    if (!isRankedShaped(type)) return;
    map.results.forEach((expr, dim) => {
      if (expr.kind !== 'dim' || fixed[expr.position]) return;
      ranges[expr.position] = type.shape[dim] ?? DYNAMIC;
      fixed[expr.position] = true;
    });
  });
  return ranges;
}

/** Value range of an index expression over loops `[0, range)`; null where a range is unknown. */
function interval(
  expr: AffineExpr,
  ranges: readonly number[],
): readonly [min: number, max: number] | null {
  switch (expr.kind) {
    case 'dim': {
      const size = ranges[expr.position] ?? DYNAMIC;
      return size === DYNAMIC ? null : [0, size - 1];
    }
    case 'symbol':
      return null;
    case 'constant':
      return [Number(expr.value), Number(expr.value)];
    default: {
      const lhs = interval(expr.lhs, ranges);
      const rhs = interval(expr.rhs, ranges);
      if (!lhs || !rhs) return null;
      if (expr.kind === 'add') return [lhs[0] + rhs[0], lhs[1] + rhs[1]];
      if (expr.kind === 'mul') {
        const products = [lhs[0] * rhs[0], lhs[0] * rhs[1], lhs[1] * rhs[0], lhs[1] * rhs[1]];
        return [Math.min(...products), Math.max(...products)];
      }
      return null;
    }
  }
}

function verifyRanges(
  op: Operation,
  report: VerifyContext,
  numLoops: number,
  maps: readonly AffineMap[],
): boolean {
  const ranges = staticLoopRanges(op, numLoops, maps);
  for (const [i, map] of maps.entries()) {
    const type = op.operand(i).type;
    if (!isRankedShaped(type)) continue;
    for (const [dim, expr] of map.results.entries()) {
      const size = type.shape[dim] ?? DYNAMIC;
      const range = interval(expr, ranges);
      if (size === DYNAMIC || size === 0 || !range) continue;
      if (range[0] < 0)
        return report.opError(
          `unexpected result less than 0 at expression #${dim} in ${affineMapText(map)}`,
        );
      const inferred = range[1] + 1;
      if (expr.kind === 'dim' ? inferred !== size : inferred > size)
        return report.opError(
          expr.kind === 'dim'
            ? `inferred input/output operand #${i} has shape's dimension #${dim} to be ${inferred}, but found ${size}`
            : `inferred input/output operand #${i} has shape's dimension #${dim} to be greater than or equal to ${inferred}, but found ${size}`,
        );
    }
  }
  return true;
}

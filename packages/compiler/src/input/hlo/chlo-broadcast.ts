/**
 * chlo's operations whose operands are broadcast become mhlo's of one shape: each operand that is smaller
 * is first spread over the result by a `linalg.generic`. Sizes that only a run knows must be equal then,
 * which an assertion says.
 */

import {
  AffineMap,
  affineConstant,
  affineDim,
  type ConversionPattern,
  type ConversionRewriter,
  DialectAttr,
  DYNAMIC,
  type NamedAttribute,
  type Operation,
  RankedTensorType,
  StringAttr,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { dimOf, emptyTensor, generic, parallel, rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { numbersOf, wordOf } from './attributes.ts';
import { elementOf, signlessTypes } from './hlo-lowering.ts';

/** A size: a number that is known, or a value. */
export type Extent = number | Value;

const isNumber = (extent: Extent): extent is number => typeof extent === 'number';

/** A tensor's sizes, with ones before them up to a rank. */
export function extentsOf(rewriter: ConversionRewriter, value: Value, rank: number): Extent[] {
  const shape = rankedTensor(value)?.shape ?? [];
  const ones = new Array<Extent>(rank - shape.length).fill(1);
  const own = shape.map(
    (size, dim): Extent => (size === DYNAMIC ? dimOf(rewriter, value, dim) : size),
  );
  return [...ones, ...own];
}

function assertEqual(rewriter: ConversionRewriter, a: Extent, b: Extent): void {
  const [lhs, rhs] = [a, b].map((extent) =>
    isNumber(extent) ? rewriter.constantIndex(extent) : extent,
  ) as [Value, Value];
  const isEqual = new Scalars(rewriter).cmpi('eq', lhs, rhs);
  const message = StringAttr.get(rewriter.context, 'mismatched dynamic broadcast extents');
  rewriter.create('cf.assert', { operands: [isEqual], attributes: [['msg', message]] });
}

/** The size that all of those which are not 1 have; null if two of them differ. */
function commonExtent(rewriter: ConversionRewriter, extents: readonly Extent[]): Extent | null {
  const others = extents.filter((extent) => extent !== 1);
  const known = others.filter(isNumber);
  if (known.some((size) => size !== known[0])) return null;
  // One that is known says what the others must be.
  const common = known[0] ?? others[0] ?? 1;
  for (const extent of others) if (extent !== common) assertEqual(rewriter, common, extent);
  return common;
}

/** A tensor with every dimension of the extents; where its own is 1, its elements are repeated. */
export function spread(
  rewriter: ConversionRewriter,
  value: Value,
  own: readonly Extent[],
  extents: readonly Extent[],
): Value {
  const type = rankedTensor(value);
  if (!type) return value;
  const rank = extents.length;
  const isRepeated = (dim: number): boolean => own[dim] === 1 && extents[dim] !== 1;
  if (type.shape.length === rank && !own.some((_, dim) => isRepeated(dim))) return value;
  const places = type.shape.map((_, i) => {
    const dim = rank - type.shape.length + i;
    return isRepeated(dim) ? affineConstant(0) : affineDim(dim);
  });
  const shape = extents.map((extent) => (isNumber(extent) ? extent : DYNAMIC));
  const sizes = extents.flatMap((extent) => (isNumber(extent) ? [] : [extent]));
  const init = emptyTensor(rewriter, RankedTensorType.get(shape, type.elementType), sizes);
  const state = {
    inputs: [value],
    inits: [init],
    maps: [new AffineMap(rank, 0, places), AffineMap.identity(rank)],
    iterators: parallel(rank),
  };
  return generic(rewriter, state, (_, [element]) => [element as Value]).result();
}

/** All operands in the shape they have together, with the signs that they had; null if there is none. */
function broadcastOperands(
  rewriter: ConversionRewriter,
  op: Operation,
  operands: readonly Value[],
): readonly Value[] | null {
  const types = operands.map(rankedTensor);
  if (!types.every((type) => type !== null)) return null;
  const [first] = types;
  const isStatic = types.every(({ shape }) => !shape.includes(DYNAMIC));
  const areSame = types.every(({ shape }) => String(shape) === String(first?.shape));
  if (isStatic && areSame) return op.operands;
  const rank = Math.max(...types.map(({ shape }) => shape.length));
  const own = operands.map((operand) => extentsOf(rewriter, operand, rank));
  const extents: Extent[] = [];
  for (let dim = 0; dim < rank; dim++) {
    const extent = commonExtent(
      rewriter,
      own.map((sizes) => sizes[dim] ?? 1),
    );
    if (extent === null) return null;
    extents.push(extent);
  }
  return operands.map((operand, i) => {
    const value = spread(rewriter, operand, own[i] ?? [], extents);
    const original = op.operand(i);
    if (value === operand) return original;
    const type = rankedTensor(value);
    const element = elementOf(original);
    if (!type || type.elementType === element) return value;
    return rewriter.createValue('builtin.unrealized_conversion_cast', {
      operands: [value],
      resultTypes: [RankedTensorType.get(type.shape, element)],
    });
  });
}

/** Are the dimensions that the smaller operand is laid along the last ones of the larger? */
function hasNumpyDimensions(op: Operation): boolean {
  if (!op.attr('broadcast_dimensions')) return true;
  const ranks = op.operands.map((operand) => rankedTensor(operand)?.shape.length ?? 0);
  const [least, most] = [Math.min(...ranks), Math.max(...ranks)];
  const dims = numbersOf(op, 'broadcast_dimensions');
  return dims.length === least && dims.every((dim, i) => dim === most - least + i);
}

const broadcasting = (
  name: string,
  target: string,
  attributesOf: (op: Operation) => NamedAttribute[] = () => [],
): ConversionPattern => ({
  ...lowering(`chlo.${name}`, (op, operands, rewriter) => {
    if (!hasNumpyDimensions(op)) return false;
    const values = broadcastOperands(rewriter, op, operands);
    if (!values) return false;
    rewriter.replaceOpWithNew(op, target, {
      operands: values,
      resultTypes: op.resultTypes,
      attributes: attributesOf(op),
    });
    return true;
  }),
  converter: signlessTypes,
});

/** What chlo calls `broadcast_X` is X in mhlo, but for functions that mhlo has not. */
const IN_MHLO = [
  'add',
  'and',
  'atan2',
  'complex',
  'divide',
  'maximum',
  'minimum',
  'multiply',
  'or',
  'power',
  'remainder',
  'shift_left',
  'shift_right_arithmetic',
  'shift_right_logical',
  'subtract',
  'xor',
];
const IN_CHLO = ['next_after', 'polygamma', 'zeta'];

function relation(op: Operation): NamedAttribute[] {
  return (['comparison_direction', 'compare_type'] as const).flatMap((name): NamedAttribute[] => {
    const word = wordOf(op, name);
    if (word === null) return [];
    const mnemonic = name === 'compare_type' ? 'comparison_type' : name;
    return [[name, DialectAttr.get(op.context, 'mhlo', mnemonic, [word])]];
  });
}

export const chloBroadcastPatterns: readonly ConversionPattern[] = [
  ...IN_MHLO.map((name) => broadcasting(`broadcast_${name}`, `mhlo.${name}`)),
  ...IN_CHLO.map((name) => broadcasting(`broadcast_${name}`, `chlo.${name}`)),
  broadcasting('broadcast_compare', 'mhlo.compare', relation),
  broadcasting('broadcast_select', 'mhlo.select'),
];

/**
 * Elements of `tensor.pack` and `tensor.unpack`: a packed tensor has the numbers of tiles as its leading
 * dimensions, in an order of their own, and what is within a tile as its trailing ones.
 */

import { type Operation, operandsNamed, type Value } from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, ZERO } from './linear.ts';
import type { Point } from './points.ts';
import { mixedList } from './sizes.ts';

/** How one dimension of the tensor that is not packed lies in the packed one. */
interface PackedDim {
  /** The packed dimension that counts its tiles, or its elements if it has no tiles. */
  readonly outer: number;
  /** The packed dimension within a tile, and the tile's size; null if it has no tiles. */
  readonly inner: { readonly dim: number; readonly tile: Linear } | null;
}

const numbers = (op: Operation, name: string): number[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.values.map(Number) : [];
};

/** The dimensions of `plain`, the operand or result of `op` that is not packed. */
function packedDims(op: Operation, plain: Value): PackedDim[] {
  if (plain.type.kind !== 'tensor') throw new CannotLower(op, 'packs what is no tensor');
  const rank = plain.type.shape.length;
  const order = numbers(op, 'outer_dims_perm');
  const tiled = numbers(op, 'inner_dims_pos');
  const tiles = mixedList(op, 'inner_tiles');
  return Array.from({ length: rank }, (_, dim) => {
    const tile = tiled.indexOf(dim);
    return {
      outer: order.length > 0 ? order.indexOf(dim) : dim,
      inner: tile < 0 ? null : { dim: rank + tile, tile: tiles[tile] as Linear },
    };
  });
}

/** The element of the source that a packed element is, or the padding beyond the source's end. */
export function evaluatePack(evaluator: Evaluator, op: Operation, { indices }: Point): Value {
  const { emitter } = evaluator;
  const source = op.operand(0);
  const [padding] = operandsNamed(op, 'padding_value');
  const conditions: Value[] = [];
  const inSource = packedDims(op, source).map(({ outer, inner }, dim) => {
    const count = indices[outer] ?? ZERO;
    if (!inner) return count;
    const index = addLinear(emitter.multiply(count, inner.tile), indices[inner.dim] ?? ZERO);
    const size = evaluator.sizes.at(source, dim);
    const [elements, tile] = [constantOf(size), constantOf(inner.tile)];
    const isWhole = elements !== null && tile !== null && elements % tile === 0;
    if (padding && !isWhole) conditions.push(emitter.compare('ult', index, size));
    return index;
  });
  const [first, ...rest] = conditions;
  if (!first || !padding) return evaluator.element(source, inSource);
  return emitter.branch(
    rest.reduce((all, next) => emitter.and(all, next), first),
    [padding.type],
    () => [evaluator.element(source, inSource)],
    () => [padding],
  )[0] as Value;
}

/** The packed element that an element of the result comes from. */
export function evaluateUnpack(evaluator: Evaluator, op: Operation, { indices }: Point): Value {
  const { emitter } = evaluator;
  const packed: Linear[] = [];
  packedDims(op, op.result()).forEach(({ outer, inner }, dim) => {
    const index = indices[dim] ?? ZERO;
    packed[outer] = inner ? emitter.quotient(index, inner.tile) : index;
    if (inner) packed[inner.dim] = emitter.remainder(index, inner.tile);
  });
  return evaluator.element(op.operand(0), packed);
}

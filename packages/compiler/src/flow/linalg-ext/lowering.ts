/** What the lowerings of linalg_ext's operations share: how one looks, loops by name, cloned regions. */

import {
  type AffineMap,
  type Builder,
  IRMapping,
  type Operation,
  operandsNamed,
  RankedTensorType,
  type Region,
  type Value,
} from '@iree-workbench/ir';
import { constantOf, emptyTensor, fill, mapOf, zeroOf } from '../../input/linalg-builder.ts';
import { dynamicDimsOf } from '../../util/dynamic-dims.ts';

/** Makes linalg of an operation on tensors. @returns what replaces its results; null if it cannot */
export type ExtLowering = (op: Operation, builder: Builder) => readonly Value[] | null;

/** A tensor and its type. */
export interface Tensor {
  readonly value: Value;
  readonly type: RankedTensorType;
}

/** Elements along a dimension, and the comparison that says which comes first. */
export interface Order {
  /** Tensors of one shape, whose elements are compared and stay together. */
  readonly tensors: readonly Tensor[];
  readonly dim: number;
  readonly region: Region;
}

const tensorsOf = (values: readonly Value[]): readonly Tensor[] =>
  values.flatMap((value) =>
    value.type instanceof RankedTensorType ? [{ value, type: value.type }] : [],
  );
/** The tensors among the operands of a name. */
export const inputsOf = (op: Operation): readonly Tensor[] =>
  tensorsOf(operandsNamed(op, 'inputs'));
export const outputsOf = (op: Operation): readonly Tensor[] =>
  tensorsOf(operandsNamed(op, 'outputs'));

/** The numbers from 0 on. */
export const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** A map of so many loops to all of them but the last, with one of them replaced by the last. */
export const mapThroughLast = (rank: number, dim: number): AffineMap =>
  mapOf(
    rank + 1,
    range(rank).map((i) => (i === dim ? rank : i)),
  );

/** A map of so many loops to those that remain without some. */
export const mapWithout = (numLoops: number, without: readonly number[]): AffineMap =>
  mapOf(
    numLoops,
    range(numLoops).filter((loop) => !without.includes(loop)),
  );

/** An uninitialised tensor of another's type. */
export const emptyLike = (builder: Builder, { value, type }: Tensor): Value =>
  emptyTensor(builder, type, dynamicDimsOf(builder, value));

/** Zeros in a tensor of another's sizes; null for elements that have no zero. */
export function zerosLike(
  builder: Builder,
  like: Tensor,
  elementType = like.type.elementType,
): Value | null {
  const zero = zeroOf(elementType);
  if (!zero) return null;
  const type = RankedTensorType.get(like.type.shape, elementType);
  return fill(builder, constantOf(builder, zero), emptyLike(builder, { value: like.value, type }));
}

/** Copies the operations of a region's block for its arguments. @returns what it yields */
export function inlineRegion(
  builder: Builder,
  region: Region,
  args: readonly Value[],
): readonly Value[] {
  const { front } = region;
  const mapping = new IRMapping();
  front.arguments.forEach((argument, i) => {
    const value = args[i];
    if (value) mapping.map(argument, value);
  });
  for (const op of front.ops) {
    if (op === front.last) return op.operands.map((operand) => mapping.lookup(operand));
    builder.clone(op, mapping);
  }
  return [];
}

/** Sizes and places that are known or computed, and slices of such. */

import {
  type Builder,
  DenseArrayAttr,
  DYNAMIC,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { dimOf, emptyTensor, rankedTensor } from './linalg-builder.ts';
import { Scalars } from './scalars.ts';

/** A number, or an index that a program computes. */
export type Size = number | Value;

const isNumber = (size: Size): size is number => typeof size === 'number';

/** A size of a tensor: a number where its type knows it. */
export function sizeOf(builder: Builder, tensor: Value, dim: number): Size {
  const size = rankedTensor(tensor)?.shape[dim] ?? DYNAMIC;
  return size === DYNAMIC ? dimOf(builder, tensor, dim) : size;
}
export const sizesOfTensor = (builder: Builder, tensor: Value): Size[] =>
  (rankedTensor(tensor)?.shape ?? []).map((_, dim) => sizeOf(builder, tensor, dim));

export const asIndex = (builder: Builder, size: Size): Value =>
  isNumber(size) ? builder.constantIndex(size) : size;

const OPERATIONS = {
  add: ['arith.addi', (a: number, b: number) => a + b],
  sub: ['arith.subi', (a: number, b: number) => a - b],
  mul: ['arith.muli', (a: number, b: number) => a * b],
  div: ['arith.divui', (a: number, b: number) => Math.floor(a / b)],
  max: ['arith.maxsi', Math.max],
} as const;

/** Arithmetic, done here where both are known. */
export function combine(builder: Builder, kind: keyof typeof OPERATIONS, a: Size, b: Size): Size {
  const [name, compute] = OPERATIONS[kind];
  if (isNumber(a) && isNumber(b)) return compute(a, b);
  if (b === 0 && (kind === 'add' || kind === 'sub')) return a;
  if (b === 1 && (kind === 'mul' || kind === 'div')) return a;
  if (b === 0 && kind === 'mul') return 0;
  return new Scalars(builder).op(name, [asIndex(builder, a), asIndex(builder, b)]);
}

/** The sizes that a type leaves open, of all those of a tensor. */
export const openOnes = (
  builder: Builder,
  type: RankedTensorType,
  sizes: readonly Size[],
): Value[] =>
  type.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [asIndex(builder, sizes[dim] as Size)] : [],
  );

/** The type of a tensor of such sizes. */
export const typeOf = (sizes: readonly Size[], element: Type): RankedTensorType =>
  RankedTensorType.get(
    sizes.map((size) => (isNumber(size) ? size : DYNAMIC)),
    element,
  );

const computed = (sizes: readonly Size[]): Value[] =>
  sizes.flatMap((size) => (isNumber(size) ? [] : [size]));
const known = (builder: Builder, sizes: readonly Size[]): DenseArrayAttr =>
  DenseArrayAttr.i64(
    builder.context,
    sizes.map((size) => (isNumber(size) ? size : DYNAMIC)),
  );

/** Where a slice begins, how large it is, and how far its elements are apart; one if not said. */
export interface Slice {
  readonly offsets: readonly Size[];
  readonly sizes: readonly Size[];
  readonly strides?: readonly Size[];
}
const stridesOf = ({ sizes, strides }: Slice): readonly Size[] => strides ?? sizes.map(() => 1);
const attributesOf = (builder: Builder, slice: Slice): [string, DenseArrayAttr][] => [
  ['static_offsets', known(builder, slice.offsets)],
  ['static_sizes', known(builder, slice.sizes)],
  ['static_strides', known(builder, stridesOf(slice))],
];

/** `tensor.extract_slice`. */
export const extractSlice = (
  builder: Builder,
  source: Value,
  result: RankedTensorType,
  slice: Slice,
): Value =>
  builder.createValue('tensor.extract_slice', {
    operandGroups: [
      [source],
      computed(slice.offsets),
      computed(slice.sizes),
      computed(stridesOf(slice)),
    ],
    resultTypes: [result],
    attributes: attributesOf(builder, slice),
  });

/** `tensor.insert_slice`. */
export const insertSlice = (builder: Builder, source: Value, into: Value, slice: Slice): Value =>
  builder.createValue('tensor.insert_slice', {
    operandGroups: [
      [source],
      [into],
      computed(slice.offsets),
      computed(slice.sizes),
      computed(stridesOf(slice)),
    ],
    resultTypes: [into.type],
    attributes: attributesOf(builder, slice),
  });

/** Tensors put behind one another along a dimension into an empty one. */
export function concatenated(
  builder: Builder,
  operands: readonly [Value, ...Value[]],
  result: RankedTensorType,
  along: number,
): Value {
  const sizes = sizesOfTensor(builder, operands[0]);
  const parts = operands.map((operand) => sizeOf(builder, operand, along));
  const whole = parts.reduce((a, b) => combine(builder, 'add', a, b));
  const all = sizes.map((size, dim) => (dim === along ? whole : size));
  let into = emptyTensor(builder, result, openOnes(builder, result, all));
  let offset: Size = 0;
  for (const [i, operand] of operands.entries()) {
    const part = parts[i] as Size;
    into = insertSlice(builder, operand, into, {
      offsets: sizes.map((_, dim) => (dim === along ? offset : 0)),
      sizes: sizes.map((size, dim) => (dim === along ? part : size)),
    });
    offset = combine(builder, 'add', offset, part);
  }
  return into;
}

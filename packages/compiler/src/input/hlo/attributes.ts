/** Reads the attributes of mhlo's operations, and makes some. */

import {
  type Context,
  DenseElementsAttr,
  IntegerAttr,
  IntegerType,
  numElements,
  type Operation,
  RankedTensorType,
} from '@iree-workbench/ir';

/** The numbers of a constant attribute; none without it. */
export function numbersOf(op: Operation, name: string): number[] {
  const attr = op.attr(name);
  if (attr?.kind !== 'dense') return [];
  return Array.from({ length: numElements(attr.type.shape) }, (_, i) => {
    const element = attr.at(i);
    return element instanceof IntegerAttr ? Number(element.value) : 0;
  });
}

/** The number of an integer attribute; 0 without it. */
export function numberOf(op: Operation, name: string): number {
  const attr = op.attr(name);
  return attr instanceof IntegerAttr ? Number(attr.value) : 0;
}

/** The word of an attribute that is one of an enumeration's; null without it. */
export function wordOf(op: Operation, name: string): string | null {
  const attr = op.attr(name);
  if (attr?.kind !== 'dialect') return null;
  const [word] = attr.params;
  return typeof word === 'string' ? word : null;
}

/** A list in the attribute that says which dimension plays which part. */
export function dimensionsIn(op: Operation, name: string, index: number): number[] {
  const attr = op.attr(name);
  if (attr?.kind !== 'dialect') return [];
  const list = attr.params[index];
  return Array.isArray(list) ? list.map(Number) : [];
}

/** `dense<[…]> : tensor<nxi64>`. */
export function i64Elements(context: Context, values: readonly number[]): DenseElementsAttr {
  const type = IntegerType.get(context, 64);
  return DenseElementsAttr.fromElements(
    RankedTensorType.get([values.length], type),
    values.map((value) => IntegerAttr.get(type, value)),
  );
}

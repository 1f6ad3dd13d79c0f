/** Values of operations' attributes, and how upstream's diagnostics show numbers and types. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { DYNAMIC, type Type } from '../../types.ts';
import { integersIn } from './convolution-syntax.ts';
import { numbersIn } from './dimension-numbers.ts';

/** The integer of an attribute; 0 without it. */
export function integerAttr(op: Operation, name: string): number {
  const attr = op.attr(name);
  return attr?.kind === 'integer' ? Number(attr.value) : 0;
}
/** The elements of a constant of integers; none without it. */
export const integerAttrs = (op: Operation, name: string): number[] =>
  integersIn(op.attr(name)).map(Number);
/** The shape of a constant; null without it. */
export function attrShape(op: Operation, name: string): readonly number[] | null {
  const attr = op.attr(name);
  return attr?.kind === 'dense' ? attr.type.shape : null;
}
/** The integers of a value that is a constant, or null. */
export function constantIntegers(value: Value): number[] | null {
  const { definingOp } = value;
  if (!definingOp?.hasTrait('ConstantLike')) return null;
  const attr = definingOp.attr('value');
  return attr?.kind === 'dense' ? integersIn(attr).map(Number) : null;
}
/** A parameter of dimension numbers that is a list. */
export const dimensionsOf = (attr: Attribute | undefined, index: number): readonly number[] =>
  attr?.kind === 'dialect' ? numbersIn(attr.params[index]) : [];
/** A parameter of dimension numbers that is one number. */
export const dimensionOf = (attr: Attribute | undefined, index: number): number =>
  attr?.kind === 'dialect' ? Number(attr.params[index]) : 0;

/** A size in a diagnostic: upstream has no `?` there. */
export const sizeNumber = (size: number): string =>
  size === DYNAMIC ? '-9223372036854775808' : String(size);
export const sizeNumbers = (sizes: readonly number[]): string => sizes.map(sizeNumber).join(', ');
/** `[2, ?]` */
export const shapeText = (sizes: readonly number[]): string =>
  `[${sizes.map((size) => (size === DYNAMIC ? '?' : String(size))).join(', ')}]`;
export const typeText = (report: VerifyContext, type: Type): string =>
  `'${report.printType(type)}'`;
export const typeTexts = (report: VerifyContext, types: readonly Type[]): string =>
  types.map((type) => typeText(report, type)).join(', ');

export const hasDuplicates = (values: readonly number[]): boolean =>
  new Set(values).size < values.length;
export const isSorted = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || (values[i - 1] ?? value) <= value);

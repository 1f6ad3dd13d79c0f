/**
 * Linear combinations of index values: a constant plus values times constants.
 *
 * Addresses and bounds are kept in this form until they are used, so that constants fold, equal
 * indices are recognised by their key, and the parts that do not change in a loop can be emitted
 * outside of it.
 */

import type { Value } from '@iree-workbench/ir';

export interface Linear {
  readonly constant: number;
  /** Distinct values with coefficients that are not zero. */
  readonly terms: readonly (readonly [value: Value, coefficient: number])[];
}

export const ZERO: Linear = { constant: 0, terms: [] };
export const linearConstant = (constant: number): Linear => ({ constant, terms: [] });
export const linearValue = (value: Value): Linear => ({ constant: 0, terms: [[value, 1]] });

/** The constant that the combination is, or null. */
export const constantOf = (linear: Linear): number | null =>
  linear.terms.length === 0 ? linear.constant : null;

export function addLinear(a: Linear, b: Linear, factor = 1): Linear {
  if (factor === 0) return a;
  const terms = new Map<Value, number>(a.terms);
  for (const [value, coefficient] of b.terms)
    terms.set(value, (terms.get(value) ?? 0) + coefficient * factor);
  return {
    constant: a.constant + b.constant * factor,
    terms: [...terms].filter(([, coefficient]) => coefficient !== 0),
  };
}

export const scaleLinear = (linear: Linear, factor: number): Linear =>
  addLinear(ZERO, linear, factor);

const valueIds = new WeakMap<Value, number>();
let nextValueId = 1;
/** A number that stands for the value in keys. */
export function valueId(value: Value): number {
  const known = valueIds.get(value);
  if (known !== undefined) return known;
  valueIds.set(value, nextValueId);
  return nextValueId++;
}

/** Equal combinations have equal keys. */
export const linearKey = (linear: Linear): string =>
  `${linear.constant}${linear.terms
    .map(([value, coefficient]) => `+${coefficient}v${valueId(value)}`)
    .sort()
    .join('')}`;

export const linearEqual = (a: Linear, b: Linear): boolean => linearKey(a) === linearKey(b);

/** How far results of two tools are apart. */

import type { Type } from '@iree-workbench/ir';
import { elementBytes, readElements } from '../reference/memory-bytes.ts';
import type { Scalar } from '../reference/values.ts';
import { elementParts } from './result-program.ts';

/** A difference up to `relative` times the largest element, and `absolute` besides, is rounding. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

export interface Deviation {
  /** The largest difference of finite elements, in parts of the largest finite element. */
  readonly relative: number;
  /** What is wrong, if anything is. */
  readonly problem: string | null;
}

/** Elements of a tensor; of complex ones, both parts one after the other. Any byte but zero is true. */
export function elementsOf(bytes: Uint8Array, type: Type): Scalar[] {
  const part = elementParts(type).type;
  const elements = new Array<Scalar>(bytes.length / elementBytes(part)).fill(0);
  readElements(bytes, part, elements);
  const isTruth = part.kind === 'integer' && part.width === 1;
  return isTruth ? elements.map((element) => (element ? 1n : 0n)) : elements;
}

/** Compares elements: integers exactly, floats within the tolerance, infinities and NaN by their places. */
export function deviation(
  expected: readonly Scalar[],
  found: readonly Scalar[],
  { relative, absolute }: Tolerance,
): Deviation {
  let largest = 0;
  for (const element of expected)
    if (typeof element === 'number' && Number.isFinite(element))
      largest = Math.max(largest, Math.abs(element));
  const limit = relative * largest + absolute;
  let difference = 0;
  let count = 0;
  let first = '';
  expected.forEach((element, at) => {
    const other = found[at];
    if (Object.is(element, other) || element === other) return;
    if (typeof element === 'number' && typeof other === 'number') {
      const distance = Math.abs(element - other);
      if (Number.isFinite(distance)) difference = Math.max(difference, distance);
      if (distance <= limit) return;
    }
    if (count++ === 0) first = `${at} is ${other}, not ${element}`;
  });
  return {
    relative: largest > 0 ? difference / largest : difference,
    problem: count > 0 ? `${count} of ${expected.length} elements differ: ${first}` : null,
  };
}

/** Reads the attributes of tosa's operations, and constants among their operands. */

import { constantValue, type Operation, type Value } from '@iree-workbench/ir';

/** The numbers of a dense array. */
export function numbersOf(op: Operation, name: string): readonly number[] {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.numbers : [];
}

export function integerOf(op: Operation, name: string): bigint {
  const attr = op.attr(name);
  return attr?.kind === 'integer' ? attr.value : 0n;
}

export const flagOf = (op: Operation, name: string): boolean => integerOf(op, name) !== 0n;

/** The two zero points of `quantization_info`; null where numbers are not quantised. */
export function zeroPointsOf(op: Operation): { first: bigint; second: bigint } | null {
  const attr = op.attr('quantization_info');
  if (attr?.kind !== 'dialect') return null;
  const [first = 0n, second = 0n] = attr.params.map((param) => BigInt(param as bigint | number));
  return { first, second };
}

/** The integers of a constant tensor; null if it is not constant. */
export function constantIntegers(value: Value): bigint[] | null {
  const attr = constantValue(value);
  if (attr?.kind !== 'dense') return null;
  return Array.from({ length: attr.numElements }, (_, i) => {
    const element = attr.at(i);
    return element.kind === 'integer' ? element.value : 0n;
  });
}

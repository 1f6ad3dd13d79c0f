/** Regions that combine two values into one, and groups of replicas: checks that several operations share. */

import type { VerifyContext } from '../../dialect.ts';
import type { Block, Operation } from '../../operation.ts';
import { elementTypeOrSelf, isTensor, type Type } from '../../types.ts';
import { attrShape, integerAttrs, typeText } from './attribute-values.ts';
import { areCompatibleSizes, haveCompatibleShapes } from './bounds.ts';

/** One element type; with `anyFloat`, floats of any two formats count as one. */
export function haveOneElementType(a: Type, b: Type, anyFloat = false): boolean {
  const [x, y] = [elementTypeOrSelf(a), elementTypeOrSelf(b)];
  return x === y || (anyFloat && x.kind === 'float' && y.kind === 'float');
}
export const areAlike = (a: Type, b: Type, anyFloat = false): boolean =>
  haveCompatibleShapes(a, b) && haveOneElementType(a, b, anyFloat);

/** What a block ends in. */
export const yieldedTypes = (block: Block): Type[] =>
  block.last?.operands.map((operand) => operand.type) ?? [];

export interface Reduced {
  readonly inputs: readonly Type[];
  readonly inits: readonly Type[];
  /** Sizes that the region's arguments may have, in order. */
  readonly sizes: readonly number[];
  readonly isUnranked: boolean;
}

/** The arguments and results of a region that combines values fit what is combined. */
export function verifyReducer(
  report: VerifyContext,
  block: Block,
  { inputs, inits, sizes, isUnranked }: Reduced,
): boolean {
  const count = inputs.length;
  const show = (type: Type): string => typeText(report, type);
  if (block.arguments.length !== count * 2)
    return report.error(
      `Reduction-region must take ${count * 2} parameters, but takes ${block.arguments.length} parameter(s)`,
    );
  const results = yieldedTypes(block);
  if (results.length === 0)
    return report.error('The reduction-region expected to return some value(s)');
  if (results.length !== count)
    return report.error(
      `Reduction-region here must produce ${count} tensors, but produces ${results.length} instead`,
    );
  for (const type of results)
    if (!isTensor(type))
      return report.error(
        `Reduction-region here must produce tensor-typed result(s), but produces ${show(type)} instead`,
      );
  for (const [i, input] of inputs.entries()) {
    const [result, first, second] = [
      results[i],
      block.arguments[i]?.type,
      block.arguments[count + i]?.type,
    ];
    const init = inits[i];
    if (!result || !first || !second || !init) return true;
    for (const [index, type, anyFloat] of [
      [i, first, false],
      [count + i, second, true],
    ] as const)
      if (!areAlike(result, type, anyFloat))
        return report.error(
          `The type of reduction-region's parameter at index ${index} is different than the corresponding result type: ${show(type)} vs ${show(result)}`,
        );
    if (!areAlike(result, init, true))
      return report.error(
        `The type of reduction-region's result type at index ${i} differs from the op's corresponding init-value type: ${show(result)} vs ${show(init)}`,
      );
    if (!haveOneElementType(input, second, true))
      return report.error(
        `The element-type of reduction-region's argument at index ${count + i} is expected to be ${show(elementTypeOrSelf(input))}, but got ${show(second)} as its type.`,
      );
    // Upstream looks no further at the others, too.
    if (isUnranked || second.kind !== 'tensor') return true;
    if (second.shape.length > sizes.length)
      return report.error(
        `The rank of reduction-region's argument at index ${count + i} is expected to be <= ${sizes.length}, got ${second.shape.length}`,
      );
    let seen = 0;
    for (const size of sizes) {
      const own = second.shape[seen];
      if (own !== undefined && areCompatibleSizes(size, own)) seen++;
    }
    if (seen < second.shape.length)
      return report.error(
        `The shape of reduction-region's argument at index ${count + i} is not compatible with that of reduce-op's input-parameter at index ${i}`,
      );
  }
  return true;
}

export interface GroupOptions {
  /** Groups are of one size: -1 may not fill one up. */
  readonly areUniform: boolean;
  readonly size?: number;
}
/** Each replica is in one group, and none is left out; a text says what is wrong. */
export function replicaGroupsProblem(
  op: Operation,
  { areUniform, size }: GroupOptions,
): string | null {
  const shape = attrShape(op, 'replica_groups') ?? [];
  if (shape.length !== 2) return 'replica groups should be a rank 2 tensor';
  const [rows = 0, columns = 0] = shape;
  if (op.attr('use_global_device_ids') && rows * columns === 0)
    return 'if `use_global_device_ids` is set, the replica groups cannot be empty';
  const seen = new Set<number>();
  for (const id of integerAttrs(op, 'replica_groups')) {
    if (id === -1) {
      if (areUniform) return 'Invalid replica id -1';
      continue;
    }
    if (seen.has(id)) return `replica id #${id} seen more than once`;
    seen.add(id);
  }
  for (let id = 0; id < seen.size; id++)
    if (!seen.has(id)) return `replica id #${id} not seen in replica groups`;
  return areUniform && size !== undefined && columns !== size
    ? `group size of replica_groups must be ${size}`
    : null;
}

/**
 * `tosa.reshape` becomes one that joins dimensions, one that splits them, or the two by way of the shape
 * that both sides are a refinement of.
 */

import {
  type Builder,
  type ConversionPattern,
  DYNAMIC,
  hasStaticShape,
  numElements,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { lowering } from '../input-conversion.ts';
import { rankedTensor, reshaped } from '../linalg-builder.ts';

type Shape = readonly number[];

/** The finest shape whose dimensions are products of dimensions of both; null if sizes differ. */
function commonShape(a: Shape, b: Shape): number[] | null {
  if (a.length === 0 || b.length === 0) return [];
  const common: number[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    let [left, right] = [a[i] as number, b[j] as number];
    while (left !== right && i < a.length && j < b.length) {
      if (left < right) {
        i++;
        left *= a[i] ?? 1;
      } else {
        j++;
        right *= b[j] ?? 1;
      }
    }
    if (left === right) common.push(left);
    i++;
    j++;
  }
  const rest = [...a.slice(i), ...b.slice(j)];
  return rest.every((size) => size === 1) ? common : null;
}

/** Which dimensions of the finer shape make each of the coarser; null if it is none that does. */
function groupsOf(fine: Shape, coarse: Shape): number[][] | null {
  if (coarse.length === 0) return [];
  const groups: number[][] = coarse.map(() => []);
  let at = 0;
  for (const [i, size] of coarse.entries()) {
    if (at >= fine.length) return null;
    let product = fine[at] as number;
    while (product < size && at < fine.length) {
      groups[i]?.push(at++);
      product *= fine[at] ?? 1;
    }
    if (product !== size) continue;
    groups[i]?.push(at++);
    // Ones behind go here, unless the next dimension is one itself.
    if (coarse[i + 1] === 1) continue;
    while (at < fine.length && fine[at] === 1) groups[i]?.push(at++);
  }
  return at === fine.length ? groups : null;
}

const isSame = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

/** The two steps' groups, and the shape between them; null if there are no such steps. */
interface Steps {
  readonly between: Shape;
  readonly joined: number[][];
  readonly split: number[][];
}

function stepsBetween(from: RankedTensorType, to: RankedTensorType): Steps | null {
  if (!hasStaticShape(from) || !hasStaticShape(to)) {
    // Where a size is open, one dimension holds all the elements on the way.
    if (to.shape.filter((size) => size === DYNAMIC).length > 1) return null;
    const isOpen = !hasStaticShape(from);
    const between = [isOpen ? DYNAMIC : numElements(from.shape)];
    return { between, joined: [[...from.shape.keys()]], split: [[...to.shape.keys()]] };
  }
  const between = commonShape(to.shape, from.shape);
  const joined = between && groupsOf(from.shape, between);
  const split = between && groupsOf(to.shape, between);
  return joined && split ? { between, joined, split } : null;
}

/** A tensor as one of a type that knows more or less of the same shape. */
const cast = (builder: Builder, value: Value, type: RankedTensorType): Value =>
  value.type === type
    ? value
    : builder.createValue('tensor.cast', { operands: [value], resultTypes: [type] });

/** A value in another shape; null if there is no way to it. */
export function reshapeTo(builder: Builder, value: Value, to: RankedTensorType): Value | null {
  const from = rankedTensor(value);
  const steps = from && stepsBetween(from, to);
  if (!from || !steps) return null;
  const { between, joined, split } = steps;
  const { elementType } = to;
  const flat = RankedTensorType.get(between, elementType);
  const collapsed = isSame(from.shape, between)
    ? value
    : reshaped(builder, 'tensor.collapse_shape', value, flat, joined);
  if (to.shape.length === between.length) return cast(builder, collapsed, to);
  const isOpen = between.includes(DYNAMIC) || !hasStaticShape(to);
  const known = hasStaticShape(to) ? numElements(to.shape) : DYNAMIC;
  const source = isOpen
    ? cast(builder, collapsed, RankedTensorType.get([known], elementType))
    : collapsed;
  return reshaped(builder, 'tensor.expand_shape', source, to, split);
}

export const lowerReshape: ConversionPattern = lowering(
  'tosa.reshape',
  (op, operands, rewriter) => {
    const result = rankedTensor(op.result());
    const value = result && reshapeTo(rewriter, operands[0] as Value, result);
    if (!value) return false;
    rewriter.replaceOp(op, [value]);
    return true;
  },
);

/** What casts of tensors may and do: compatibility, and when a user may look through one. */

import type { Operation } from '../../operation.ts';
import { DYNAMIC, isTensor, type Type } from '../../types.ts';

/** Could one type stand for the other, sizes being unknown in places? */
export function areCastCompatible(a: Type, b: Type): boolean {
  if (!isTensor(a) || !isTensor(b) || a.elementType !== b.elementType) return false;
  if (a.kind !== 'tensor' || b.kind !== 'tensor') return true;
  return (
    a.shape.length === b.shape.length &&
    a.shape.every((size, i) => size === b.shape[i] || size === DYNAMIC || b.shape[i] === DYNAMIC)
  );
}

/** Does `source` know at least as much of the sizes as `target`? */
export function preservesStaticInformation(source: Type, target: Type): boolean {
  if (source.kind !== 'tensor' || target.kind !== 'tensor') return false;
  if (source.elementType !== target.elementType) return false;
  if (source.shape.length !== target.shape.length) return false;
  return source.shape.every((size, i) => target.shape[i] === DYNAMIC || size !== DYNAMIC);
}

/** The cast only forgets sizes: its user may take what is cast. */
export const canFoldIntoConsumer = (cast: Operation): boolean =>
  preservesStaticInformation(cast.operand(0).type, cast.result().type);
/** The cast only adds sizes: what makes its operand may make its result. */
export const canFoldIntoProducer = (cast: Operation): boolean =>
  preservesStaticInformation(cast.result().type, cast.operand(0).type);

/** What may be inlined where indices must be affine: nothing that would make an index no dimension or symbol. */

import { operandGroup } from '../../dialect.ts';
import type { Operation, Region, Value } from '../../operation.ts';
import { isMemoryEffectFree } from '../../rewrite/effects.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { isDimOperation, isValidDim, isValidSymbol } from './scope.ts';

const LOOPS_AND_CONDITIONS: ReadonlySet<string> = new Set([
  'affine.for',
  'affine.if',
  'affine.parallel',
]);
const isLoopOrCondition = (op: Operation | null): boolean =>
  op !== null && LOOPS_AND_CONDITIONS.has(op.name);

/** Where indices are affine: in a scope of its own, a loop or a condition. */
export const mayInlineAffine = (_op: Operation, into: Region): boolean =>
  into.parentOp?.hasTrait('AffineScope') === true || isLoopOrCondition(into.parentOp);

/** The operands of the maps of what reads, writes or computes indices; null for other operations. */
const MAP_OPERANDS: Readonly<Record<string, string>> = {
  'affine.apply': 'mapOperands',
  'affine.load': 'indices',
  'affine.store': 'indices',
  'affine.vector_load': 'indices',
  'affine.vector_store': 'indices',
};

/**
 * May a body be put into a loop or a condition? All in it must be known to stay what it is.
 * @param argumentOf what stands for an argument of the body
 */
export function mayInlineIntoAffine(
  into: Region,
  body: Region,
  argumentOf: (argument: Value) => Value,
): boolean {
  if (!isLoopOrCondition(into.parentOp) || !body.hasOneBlock) return false;
  return body.front.ops.every(
    (op) => isMemoryEffectFree(op) || staysAffine(op, into, body, argumentOf),
  );
}

function staysAffine(
  op: Operation,
  into: Region,
  body: Region,
  argumentOf: (argument: Value) => Value,
): boolean {
  const group = MAP_OPERANDS[op.name];
  const map = op.attr('map');
  if (group === undefined || map?.kind !== 'affine_map') return false;
  const index = op.definition?.operands.findIndex(({ name }) => name === group) ?? -1;
  return operandGroup(op, index).every((value, i) => {
    // What is not at the top of the body is valid for another reason, which comes along.
    if (value.parentBlock?.region !== body) return true;
    if (value.kind === 'argument') {
      const isValid = i < map.map.numDims ? isValidDim : isValidSymbol;
      return isValid(argumentOf(value), into);
    }
    return constantValue(value) !== null || isDimOperation(value.owner);
  });
}

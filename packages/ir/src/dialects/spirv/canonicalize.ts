/** Canonicalisations of the spirv dialect, by operation. */

import { fuseLocations } from '../../attributes.ts';
import type { Block, Operation } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';
import { isScalar, isVector } from './composite-types.ts';

const OPPOSITES: readonly (readonly [comparison: string, opposite: string])[] = [
  ['spirv.IEqual', 'spirv.INotEqual'],
  ['spirv.INotEqual', 'spirv.IEqual'],
  ['spirv.LogicalEqual', 'spirv.LogicalNotEqual'],
  ['spirv.LogicalNotEqual', 'spirv.LogicalEqual'],
];

/** The opposite of a comparison is the comparison for the opposite. */
export const invertComparisons: readonly RewritePattern[] = OPPOSITES.map(
  ([comparison, opposite]) =>
    definePattern('spirv.LogicalNot', `of ${comparison}`, (op, rewriter) => {
      const compared = op.operand(0).definingOp;
      if (!compared?.is(comparison)) return false;
      rewriter.location = fuseLocations(op.context, [op.location, compared.location]);
      const inverse = rewriter.create(opposite, {
        operands: compared.operands,
        resultTypes: op.resultTypes,
      });
      rewriter.replaceOp(op, inverse.results);
      return true;
    }),
);

/** The store of a block that only stores and goes on to `merge`, or null. */
function onlyStore(block: Block | undefined, merge: Block): Operation | null {
  const store = block?.first;
  const branch = store?.next;
  return store?.is('spirv.Store') &&
    branch?.is('spirv.Branch') &&
    !branch.next &&
    branch.successors[0] === merge
    ? store
    : null;
}

/** A selection of which of two values is stored is a store of the value that is selected. */
export const selectStoredValue: RewritePattern = definePattern(
  'spirv.mlir.selection',
  'of the value that is stored',
  (op, rewriter) => {
    const { blocks } = op.region();
    const [header, , , merge] = blocks;
    const branch = header?.first;
    if (blocks.length !== 4 || !merge || !branch?.is('spirv.BranchConditional')) return false;
    const [onTrue, onFalse] = branch.successors.map((block) => onlyStore(block, merge));
    if (!onTrue || !onFalse) return false;
    const value = onTrue.operand(1);
    if (
      onTrue.operand(0) !== onFalse.operand(0) ||
      onTrue.attributes !== onFalse.attributes ||
      !(isScalar(value.type) || isVector(value.type))
    )
      return false;
    const selected = rewriter.createValue('spirv.Select', {
      operands: [branch.operand(0), value, onFalse.operand(1)],
      resultTypes: [value.type],
    });
    rewriter.create('spirv.Store', {
      operands: [onTrue.operand(0), selected],
      resultTypes: [],
      attributes: onTrue.attributes,
    });
    rewriter.eraseOp(op);
    return true;
  },
);

/**
 * What operations of other eras become where it takes more than another name: which operation, of which
 * operands, and which attributes are left behind.
 */

import { IntegerAttr, type Operation, operandsNamed, type Value } from '@iree-workbench/ir';

export interface Conversion {
  readonly name?: string;
  readonly operands?: readonly Value[];
  readonly dropped?: readonly string[];
  /** How long the groups of operands are, if not as they were. */
  readonly segments?: readonly number[];
}

/** Null where an operation says what cannot be said in the seed's era. */
type Convert = (op: Operation) => Conversion | null;

/** Are no results tied to arguments? */
function isUntied(op: Operation): boolean {
  const ties = op.attr('tied_operands');
  if (ties?.kind !== 'array') return true;
  return ties.elements.every((tie) => tie instanceof IntegerAttr && tie.value < 0n);
}

/** What is without ties as `func` has it. */
const asFunc =
  (name: string): Convert =>
  (op) =>
    isUntied(op) ? { name, dropped: ['tied_operands'] } : null;

/** The type of the result says what the sizes did. */
const expandShape: Convert = (op) => ({
  operands: operandsNamed(op, 'src'),
  dropped: ['static_output_shape'],
});

/** A product by the maps that it has always had; other maps are refused. */
const product: Convert = (op) => {
  const maps = op.definition?.attributes.find(({ name }) => name === 'indexing_maps');
  return maps?.default?.(op.context) === op.attr('indexing_maps')
    ? { dropped: ['indexing_maps'] }
    : null;
};

const sizesOf = (op: Operation, groups: readonly string[]): readonly number[] =>
  groups.map((group) => operandsNamed(op, group).length);

export const CONVERSIONS: Readonly<Record<string, Convert>> = {
  'util.func': asFunc('func.func'),
  'util.call': asFunc('func.call'),
  'util.return': (op) => ({
    name: op.parentOp?.is('util.initializer') ? 'util.initializer.return' : 'func.return',
  }),
  'tensor.expand_shape': expandShape,
  'memref.expand_shape': expandShape,
  'tensor.splat': (op) => (op.numOperands === 1 ? {} : null),
  'linalg.matmul': product,
  'linalg.batch_matmul': product,
  'linalg.batch_reduce_matmul': product,
  // Its reductions would be operations before the end.
  'scf.reduce': (op) =>
    op.hasTrait('Terminator') && op.numOperands === 0 ? { name: 'scf.yield' } : null,
  'hal.tensor.import': (op) =>
    operandsNamed(op, 'offset').length === 0
      ? { segments: sizesOf(op, ['source', 'target_dims', 'wait_fence']) }
      : null,
  'hal.tensor.export': (op) => ({ segments: [...sizesOf(op, ['source', 'source_dims']), 0] }),
};

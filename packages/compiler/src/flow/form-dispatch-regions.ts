/**
 * Gathers tensor computations into dispatch regions (`iree-flow-form-dispatch-regions`).
 *
 * A root is an operation worth a dispatch: contraction, convolution, pooling, reduction, a
 * non-contiguous slice or insertion. Element-wise consumers that run over the root's result join it
 * as long as they are its only users in the block; initialisations of destinations join as producers.
 * What is left element-wise becomes roots of its own. Cheap producers (constants, empties, scalars)
 * are cloned into the regions that use them by `clone-producers`.
 */

import {
  Builder,
  type Operation,
  type Region,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { isPattern } from '../stream/patterns.ts';
import { dynamicDimsOf } from '../util/dynamic-dims.ts';
import { callablesIn } from '../util/functions.ts';
import { buffersOf, MAX_BUFFERS } from './dispatch-buffers.ts';
import { isInDispatch, scatteredInto } from './dispatch-context.ts';

export const formDispatchRegions: PassFunction = (module, report) => {
  for (const callable of callablesIn(module))
    for (const region of callable.regions) formInRegion(region, report);
};

function formInRegion(region: Region, report: PassReport): void {
  for (const block of region.blocks) {
    const ops = block.ops;
    for (const op of ops)
      if (!isDispatchable(op)) for (const inner of op.regions) formInRegion(inner, report);
    const groups = groupOps(ops);
    for (const group of groups) makeRegion(group);
  }
}

/** Structured operations on tensors, and the tensor operations that move elements about. */
export function isDispatchable(op: Operation): boolean {
  if (op.results.length === 0 || op.resultTypes.some((type) => type.kind !== 'tensor'))
    return false;
  return op.getInterface(StructuredOp) !== undefined || MOVES.has(op.name);
}
const MOVES = new Set([
  'iree_linalg_ext.scatter',
  'tensor.extract_slice',
  'tensor.insert_slice',
  'tensor.pad',
  'tensor.generate',
  'tensor.pack',
  'tensor.unpack',
  'tensor.gather',
  'tensor.scatter',
]);

const iterators = (op: Operation) => op.getInterface(StructuredOp)?.iteratorTypes(op) ?? [];
const isElementwise = (op: Operation): boolean =>
  op.getInterface(StructuredOp) !== undefined &&
  iterators(op).every((kind) => kind === 'parallel') &&
  !op.is('linalg.fill');
const isFill = (op: Operation): boolean => op.is('linalg.fill');
const isRoot = (op: Operation): boolean => isDispatchable(op) && !isElementwise(op) && !isFill(op);

/** The groups of operations that become regions, each in program order, its root's result last. */
function groupOps(ops: readonly Operation[]): Operation[][] {
  const groupOf = new Map<Operation, Operation[]>();
  const groups: Operation[][] = [];
  const start = (root: Operation): Operation[] => {
    const group = [root];
    groups.push(group);
    groupOf.set(root, group);
    return group;
  };
  for (const op of ops) if (isRoot(op) && !isInDispatch(op)) absorbConsumers(start(op), groupOf);
  for (const op of ops)
    if (isElementwise(op) && !groupOf.has(op) && !isInDispatch(op))
      absorbConsumers(start(op), groupOf);
  for (const group of groups) absorbInitialisation(group, groupOf);
  for (const op of ops)
    if (isFill(op) && !isPattern(op.operand(0)) && !groupOf.has(op) && !isInDispatch(op)) {
      const fill = fillForHost(op, groupOf);
      if (fill) start(fill);
    }
  return groups.map((group) =>
    [...group].sort((a, b) => (a === b ? 0 : a.isBeforeInBlock(b) ? -1 : 1)),
  );
}

/** Element-wise users of the last result join while they alone use it. */
function absorbConsumers(group: Operation[], groupOf: Map<Operation, Operation[]>): void {
  for (;;) {
    const last = group[group.length - 1] as Operation;
    const [result] = last.results;
    if (last.numResults !== 1 || !result || !last.getInterface(StructuredOp)) return;
    const users = result.users;
    const [consumer] = users;
    if (users.length !== 1 || !consumer || consumer.block !== last.block) return;
    if (groupOf.has(consumer) || !isElementwise(consumer)) return;
    if (!isFusableConsumer(last, consumer, result) || dependsOnLater(group, consumer)) return;
    if (buffersOf([...group, consumer]) > MAX_BUFFERS) return;
    group.push(consumer);
    groupOf.set(consumer, group);
  }
}

/**
 * A consumer runs over the producer's result if it reads it by a projected permutation, so that each
 * tile of the consumer needs one tile of the result.
 */
function isFusableConsumer(producer: Operation, consumer: Operation, value: Value): boolean {
  const structured = consumer.getInterface(StructuredOp);
  if (!structured) return false;
  const maps = structured.indexingMaps(consumer);
  const uses = consumer.operands.flatMap((operand, i) => (operand === value ? [i] : []));
  const firstInit = consumer.numOperands - consumer.numResults;
  // A destination that the consumer writes over its own result is no input to fuse.
  if (uses.some((i) => i >= firstInit)) return false;
  const producerParallel = iterators(producer).filter((kind) => kind === 'parallel').length;
  return uses.every((i) => {
    const map = maps[i];
    return (
      map?.isProjectedPermutation() === true &&
      map.results.length === producerParallel &&
      isInOrder(map.results.map((expr) => (expr.kind === 'dim' ? expr.position : -1)))
    );
  });
}
const isInOrder = (positions: readonly number[]): boolean =>
  positions.every((position, i) => i === 0 || position > (positions[i - 1] as number));

/**
 * The region will stand where its last operation stands; what the consumer needs besides must not
 * itself depend on the group (it would have to run before and after it).
 */
function dependsOnLater(group: readonly Operation[], consumer: Operation): boolean {
  const members = new Set(group);
  const seen = new Set<Operation>();
  const reaches = (op: Operation): boolean => {
    if (members.has(op)) return true;
    if (seen.has(op) || op.block !== consumer.block) return false;
    seen.add(op);
    return op.operands.some(
      (operand) => operand.definingOp !== null && reaches(operand.definingOp),
    );
  };
  return consumer.operands.some((operand) => {
    const definition = operand.definingOp;
    return definition !== null && !members.has(definition) && reaches(definition);
  });
}

/** Fills of destinations are computed where they are accumulated into. */
function absorbInitialisation(group: Operation[], groupOf: Map<Operation, Operation[]>): void {
  for (const op of [...group]) {
    for (const operand of op.operands) {
      const definition = operand.definingOp;
      if (!definition || !isFill(definition) || definition.block !== op.block) continue;
      // What updates go into is memory: filled before, by the host.
      if (scatteredInto(op) === operand) continue;
      if (groupOf.has(definition)) continue;
      const users = definition.result().users;
      if (!users.every((user) => group.includes(user))) continue;
      group.push(definition);
      groupOf.set(definition, group);
    }
  }
}

/**
 * Devices fill with patterns of up to 32 bits, so that a wider one takes a dispatch where no other
 * dispatch computes it. @returns the fill for those who are in no group, or null if all are.
 */
function fillForHost(
  op: Operation,
  groupOf: ReadonlyMap<Operation, readonly Operation[]>,
): Operation | null {
  const uses = op.results.flatMap((result) =>
    result.uses.filter(({ owner }) => !groupOf.has(owner)),
  );
  if (uses.length === 0) return null;
  const copy = Builder.after(op).clone(op);
  for (const use of uses) use.set(copy.result());
  return copy;
}

/** Moves the group into a region at its last operation; results used outside are returned. */
function makeRegion(group: readonly Operation[]): void {
  const last = group[group.length - 1] as Operation;
  const members = new Set(group);
  const escaping = group.flatMap((op) =>
    op.results.filter((result) => result.users.some((user) => !members.has(user))),
  );
  const builder = Builder.before(last);
  const dims = escaping.flatMap((result) => dynamicDimsOf(builder, result));
  const types: Type[] = escaping.map((result) => result.type);
  const region = builder.create('flow.dispatch.region', {
    operandGroups: [dims, []],
    resultTypes: types,
    regions: 2,
  });
  const block = region.region(0).append();
  escaping.forEach((result, i) => {
    for (const use of result.uses) if (!members.has(use.owner)) use.set(region.result(i));
  });
  for (const op of group) {
    op.remove();
    block.append(op);
  }
  Builder.atEnd(block, last.location).create('flow.return', {
    operands: escaping,
    resultTypes: [],
  });
}

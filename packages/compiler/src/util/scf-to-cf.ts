/**
 * Turns the structured control flow of host code into branches, innermost first: what carries tensors
 * before they are dispatched (`iree-top-level-scf-to-cfg`), everything at the end
 * (`convert-scf-to-cf`).
 */

import {
  Block,
  Builder,
  IntegerAttr,
  isTensor,
  type Operation,
  type Region,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from './functions.ts';
import { parallelToFor } from './parallel-to-for.ts';

export const convertScfToCf: PassFunction = (module, report) => {
  for (const callable of callablesIn(module)) {
    parallelToFor(callable);
    callable.walk((op) => {
      if (!op.name.startsWith('scf.') || op.hasTrait('Terminator') || convert(op)) return;
      report.error(op, 'cannot run on the host', HOST_LOOPS);
    });
  }
};
const HOST_LOOPS =
  'host code may use scf.if, scf.index_switch, scf.for, scf.while, scf.parallel and scf.execute_region';

/** Tensors pass from block to block as branches' operands, whose shapes can go beside them. */
export const topLevelScfToCfg: PassFunction = (module) => {
  for (const callable of callablesIn(module)) {
    parallelToFor(callable);
    convertCarriersIn(callable.region());
  }
};

/** @returns true if something was converted, so that the operation around has several blocks. */
function convertCarriersIn(region: Region): boolean {
  let converted = false;
  for (const block of region.blocks)
    for (const op of block.ops) {
      if (!op.name.startsWith('scf.')) continue;
      const inner = op.regions.map(convertCarriersIn);
      const types = [...op.operands.map(({ type }) => type), ...op.resultTypes];
      if (inner.includes(true) || types.some(isTensor)) converted = convert(op) || converted;
    }
  return converted;
}

/** Makes branches of an operation; false if there is no way to. */
function convert(op: Operation): boolean {
  switch (op.name) {
    case 'scf.if':
      convertIf(op);
      return true;
    case 'scf.index_switch':
      convertIndexSwitch(op);
      return true;
    case 'scf.execute_region':
      convertExecuteRegion(op);
      return true;
    case 'scf.for':
      convertFor(op);
      return true;
    case 'scf.while':
      convertWhile(op);
      return true;
    default:
      return false;
  }
}

/** Splits the block at the operation: what follows it goes to a new block that takes its results. */
function splitAfter(op: Operation): { before: Block; rest: Block } {
  const before = op.block as Block;
  const rest = before.splitBefore(op.next);
  return { before, rest };
}

/** Moves the blocks of a region behind `after`; returns its entry and what ends it. */
function unwrap(region: Region, after: Block): { entry: Block; last: Operation } {
  const entry = region.front;
  const last = region.blocks
    .map((block) => block.last)
    .find((op) => op?.is('scf.yield') || op?.is('scf.condition'));
  if (!last) throw new Error('a region of scf that does not end');
  after.region?.takeBlocks(region, after);
  return { entry, last };
}

function branch(builder: Builder, target: Block, operands: readonly Value[]): void {
  builder.create('cf.br', { operands, resultTypes: [], successors: [target] });
}

/** Replaces the terminator of a region by a branch that hands its operands on. */
function leave(last: Operation, target: Block, operands: readonly Value[] = last.operands): void {
  branch(Builder.before(last), target, operands);
  last.erase();
}

function conditional(
  builder: Builder,
  condition: Value,
  [chosen, chosenOperands]: readonly [Block, readonly Value[]],
  [other, otherOperands]: readonly [Block, readonly Value[]],
): void {
  builder.create('cf.cond_br', {
    operandGroups: [[condition], chosenOperands, otherOperands],
    resultTypes: [],
    successors: [chosen, other],
  });
}

const addResultArguments = (op: Operation, block: Block): Value[] =>
  op.results.map((result) => block.addArgument(result.type, result.location));

function convertIf(op: Operation): void {
  const { before, rest } = splitAfter(op);
  op.replaceAllUsesWith(addResultArguments(op, rest));
  const chosen = unwrap(op.region(0), before);
  const other = op.region(1).isEmpty ? null : unwrap(op.region(1), before);
  leave(chosen.last, rest);
  if (other) leave(other.last, rest);
  conditional(
    Builder.atEnd(before, op.location),
    op.operand(0),
    [chosen.entry, []],
    [other?.entry ?? rest, []],
  );
  op.erase();
}

/** Cases are compared one after another; a case's block may be of any kind. */
function convertIndexSwitch(op: Operation): void {
  const { before, rest } = splitAfter(op);
  op.replaceAllUsesWith(addResultArguments(op, rest));
  const cases = op.attr('cases');
  const [otherwise, ...chosen] = op.regions.map((region) => {
    const { entry, last } = unwrap(region, before);
    leave(last, rest);
    return entry;
  });
  const values = cases?.kind === 'dense_array' ? cases.values : [];
  let block = before;
  chosen.forEach((entry, i) => {
    const builder = Builder.atEnd(block, op.location);
    const isCase = builder.createValue('arith.cmpi', {
      operands: [op.operand(0), builder.constantIndex(Number(values[i]))],
      resultTypes: [op.context.i1],
      attributes: [['predicate', IntegerAttr.i64(op.context, EQUAL)]],
    });
    const isLast = i === chosen.length - 1;
    const next = isLast ? (otherwise as Block) : new Block();
    if (!isLast) before.region?.insertAfter(next, block);
    conditional(builder, isCase, [entry, []], [next, []]);
    block = next;
  });
  if (chosen.length === 0) branch(Builder.atEnd(before, op.location), otherwise as Block, []);
  op.erase();
}
/** `arith.cmpi eq`. */
const EQUAL = 0;

function convertExecuteRegion(op: Operation): void {
  const { before, rest } = splitAfter(op);
  op.replaceAllUsesWith(addResultArguments(op, rest));
  const ends = op
    .region()
    .blocks.map((block) => block.last)
    .filter((last) => last?.is('scf.yield'));
  const entry = op.region().front;
  before.region?.takeBlocks(op.region(), before);
  for (const last of ends) if (last) leave(last, rest);
  branch(Builder.atEnd(before, op.location), entry, []);
  op.erase();
}

function convertFor(op: Operation): void {
  const [lower, upper, step, ...inits] = op.operands as [Value, Value, Value, ...Value[]];
  const { before, rest } = splitAfter(op);
  const { entry, last } = unwrap(op.region(), before);
  // The body's first block becomes the head, whose arguments are the loop's.
  const body = entry.splitBefore(entry.first);
  const [index, ...carried] = entry.arguments;
  if (!index) throw new Error('a loop without an index');
  const next = Builder.before(last).createValue('arith.addi', {
    operands: [index, step],
    resultTypes: [index.type],
  });
  leave(last, entry, [next, ...last.operands]);
  const head = Builder.atEnd(entry, op.location);
  const inRange = head.createValue('arith.cmpi', {
    operands: [index, upper],
    resultTypes: [op.context.i1],
    attributes: [['predicate', IntegerAttr.i64(op.context, SIGNED_LESS)]],
  });
  conditional(head, inRange, [body, []], [rest, []]);
  op.replaceAllUsesWith(carried);
  branch(Builder.atEnd(before, op.location), entry, [lower, ...inits]);
  op.erase();
}

/** `arith.cmpi slt`. */
const SIGNED_LESS = 2;

function convertWhile(op: Operation): void {
  const { before, rest } = splitAfter(op);
  op.replaceAllUsesWith(addResultArguments(op, rest));
  const after = unwrap(op.region(1), before);
  const test = unwrap(op.region(0), before);
  leave(after.last, test.entry);
  const [condition, ...values] = test.last.operands;
  if (!condition) throw new Error('a loop without a condition');
  conditional(Builder.before(test.last), condition, [after.entry, values], [rest, values]);
  test.last.erase();
  branch(Builder.atEnd(before, op.location), test.entry, op.operands);
  op.erase();
}

/**
 * Gathers asynchronous operations into executions (`iree-stream-schedule-execution`): as few as the
 * host's own work allows, so that a program without host decisions is submitted once.
 *
 * Going through a block, an operation joins the open execution unless something that it needs on the
 * host needs the execution's results; host operations that do not need them stay in front.
 */

import {
  ArrayAttr,
  type Block,
  Builder,
  IntegerAttr,
  isMemoryEffectFree,
  isResource,
  type Operation,
  operandsNamed,
  type Region,
  timepointType,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { sizeBeside } from './copy-on-write.ts';

const STREAMABLE = new Set([
  'stream.async.alloca',
  'stream.async.constant',
  'stream.async.splat',
  'stream.async.clone',
  'stream.async.slice',
  'stream.async.fill',
  'stream.async.update',
  'stream.async.copy',
  'stream.async.collective',
  'stream.async.transfer',
  'stream.async.dispatch',
]);

export const scheduleExecution: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    for (const region of callable.regions) scheduleRegion(region);
};

function scheduleRegion(region: Region): void {
  for (const block of region.blocks) {
    for (const op of block.ops) for (const inner of op.regions) scheduleRegion(inner);
    scheduleBlock(block);
  }
}

function scheduleBlock(block: Block): void {
  let open: Operation[] = [];
  let tainted = new Set<Value>();
  const close = (): void => {
    if (open.length > 0) formExecution(open);
    open = [];
    tainted = new Set();
  };
  for (const op of block.ops) {
    if (op.hasTrait('Terminator')) break;
    const needsOpen = uses(op, tainted);
    if (STREAMABLE.has(op.name)) {
      // Sizes and offsets must exist before the execution; results of its own it may use.
      const hostNeeds = op.operands.some(
        (operand) => tainted.has(operand) && !isResource(operand.type),
      );
      if (hostNeeds) close();
      open.push(op);
      for (const result of op.results) tainted.add(result);
      continue;
    }
    const first = open[0];
    if (!first) continue;
    if (needsOpen || !isHoistable(op)) close();
    else op.moveBefore(first);
  }
  close();
}

/** Whether the operation or one inside it uses one of the values. */
const uses = (op: Operation, values: ReadonlySet<Value>): boolean =>
  !op.walk((inner) => (inner.operands.some((operand) => values.has(operand)) ? 'stop' : undefined));

/** Host work that may run before device work that was written above it. */
const isHoistable = (op: Operation): boolean =>
  op.is('hal.buffer_view.assert') || op.is('util.global.load') || isMemoryEffectFree(op);

/** Wraps the operations into one execution that stands where the last of them stood. */
function formExecution(ops: readonly Operation[]): void {
  const last = ops[ops.length - 1] as Operation;
  const members = new Set(ops);
  const { context, location } = last;
  const captured: Value[] = [];
  for (const op of ops)
    for (const operand of op.operands)
      if (
        isResource(operand.type) &&
        !(operand.definingOp && members.has(operand.definingOp)) &&
        !captured.includes(operand)
      )
        captured.push(operand);
  const escaping = ops.flatMap((op) =>
    op.results.filter((result) => result.users.some((user) => !members.has(user))),
  );
  const builder = Builder.before(last);
  const sizes = captured.map((value) => captureSize(ops, value));
  const resultSizes = escaping.map(resultSize);
  const execution = builder.create('stream.async.execute', {
    operandGroups: [captured, sizes, resultSizes, []],
    resultTypes: [...escaping.map((value) => value.type), timepointType(context)],
    attributes: [
      [
        'tied_operands',
        ArrayAttr.get(
          context,
          escaping.map(() => IntegerAttr.index(context, -1)),
        ),
      ],
    ],
    regions: 1,
  });
  const body = execution.region().append();
  captured.forEach((value) => {
    const argument = body.addArgument(value.type, location);
    for (const use of value.uses) if (members.has(use.owner)) use.set(argument);
  });
  builder.setAfter(execution);
  if (escaping.length > 0) {
    const awaited = builder.create('stream.timepoint.await', {
      operandGroups: [
        execution.results.slice(0, -1),
        resultSizes,
        [execution.result(execution.numResults - 1)],
      ],
      resultTypes: escaping.map((value) => value.type),
    });
    escaping.forEach((value, i) => {
      for (const use of value.uses) if (!members.has(use.owner)) use.set(awaited.result(i));
    });
  }
  for (const op of ops) {
    op.remove();
    body.append(op);
  }
  Builder.atEnd(body, location).create('stream.yield', {
    operands: [...escaping, ...resultSizes],
    resultTypes: [],
  });
}

/** The size operand that an operation passes along with a captured resource. */
function captureSize(ops: readonly Operation[], value: Value): Value {
  for (const op of ops) {
    if (!op.operands.includes(value)) continue;
    const size = sizeBeside(op, value);
    if (size) return size;
  }
  throw new Error('a captured resource has no size');
}

/** The size of an operation's result. */
export function resultSize(value: Value): Value {
  const op = value.definingOp;
  if (!op || value.kind !== 'result') throw new Error('size of what no operation defines');
  if (op.is('stream.async.dispatch'))
    return operandsNamed(op, 'result_sizes')[value.index] as Value;
  for (const group of ['result_size', 'storage_size', 'target_size']) {
    const [size] = operandsNamed(op, group);
    if (size) return size;
  }
  throw new Error(`'${op.name}' gives no size for its result`);
}

/**
 * Decides the lifetime of every resource (`iree-stream-refine-usage`).
 *
 * Values that share storage (ties, block arguments with what branches pass) form a class. A class
 * that leaves the program or crosses control flow is external, one that only comes from a global or a
 * constant is variable or constant, and all else is transient. Transfers between equal lifetimes
 * vanish, those between different ones become copies.
 */

import {
  BranchOp,
  Builder,
  CallOp,
  FunctionType,
  isResource,
  type Lifetime,
  lifetimeOf,
  type Operation,
  resourceType,
  TiedOp,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn, functionsIn, functionType } from '../util/functions.ts';

export const refineUsage: PassFunction = (module) => {
  for (const callable of callablesIn(module)) refineFunction(callable);
  for (const func of functionsIn(module)) {
    const type = functionType(func);
    const refine = (types: readonly (typeof type.inputs)[number][]) =>
      types.map((t) =>
        isResource(t) && lifetimeOf(t) === '*' ? resourceType(func.context, 'external') : t,
      );
    func.setAttr(
      'function_type',
      TypeAttr.get(FunctionType.get(func.context, refine(type.inputs), refine(type.results))),
    );
  }
};

class Classes {
  readonly #parent = new Map<Value, Value>();
  find(value: Value): Value {
    let root = value;
    for (let up = this.#parent.get(root); up; up = this.#parent.get(root)) root = up;
    for (let v = value; v !== root; ) {
      const up = this.#parent.get(v) as Value;
      this.#parent.set(v, root);
      v = up;
    }
    return root;
  }
  join(a: Value, b: Value): void {
    const [x, y] = [this.find(a), this.find(b)];
    if (x !== y) this.#parent.set(x, y);
  }
}

const isUnknown = (value: Value): boolean =>
  isResource(value.type) && lifetimeOf(value.type) === '*';

/** The strongest need wins: what leaves must be external wherever it came from. */
const STRENGTH: readonly Lifetime[] = ['constant', 'variable', 'external'];

function refineFunction(callable: Operation): void {
  const classes = new Classes();
  const needs = new Map<Value, Set<Lifetime>>();
  const need = (value: Value, lifetime: Lifetime): void => {
    const root = classes.find(value);
    const set = needs.get(root) ?? new Set();
    set.add(lifetime);
    needs.set(root, set);
  };
  const values: Value[] = [];
  const collect = (value: Value): void => {
    if (isUnknown(value)) values.push(value);
  };
  const ops: Operation[] = [];
  callable.walk((op) => {
    if (op !== callable) ops.push(op);
    op.results.forEach(collect);
    for (const region of op.regions)
      for (const block of region.blocks) block.arguments.forEach(collect);
  });
  for (const op of ops) {
    const tied = op.getInterface(TiedOp);
    if (tied && !op.is('stream.async.transfer'))
      op.results.forEach((result, i) => {
        const operand = tied.tiedOperand(op, i);
        if (operand !== null && isUnknown(result) && isUnknown(op.operand(operand)))
          classes.join(result, op.operand(operand));
      });
    const branch = op.getInterface(BranchOp);
    if (branch)
      op.successors.forEach((block, i) => {
        const range = branch.successorOperands(op, i);
        for (let k = 0; k < range.count; k++) {
          const operand = op.operand(range.start + k);
          const argument = block.arguments[k];
          if (argument && isUnknown(argument) && isUnknown(operand))
            classes.join(argument, operand);
        }
      });
    if (op.is('arith.select') && isUnknown(op.result()))
      for (const operand of op.operands.slice(1)) classes.join(operand, op.result());
  }
  for (const value of values) if (value.kind === 'argument') need(value, 'external');
  for (const op of ops) {
    if (op.is('stream.async.transfer')) {
      const [from, to] = [op.operand(0), op.result()];
      if (isUnknown(to) && isResource(from.type) && !isUnknown(from)) {
        const lifetime = lifetimeOf(from.type);
        if (lifetime !== 'staging') need(to, lifetime);
      }
      if (isUnknown(from) && isResource(to.type) && !isUnknown(to)) {
        const lifetime = lifetimeOf(to.type);
        if (lifetime !== 'staging') need(from, lifetime);
      }
    }
    const crosses =
      op.getInterface(CallOp) !== undefined ||
      op.is('func.return') ||
      op.is('util.optimization_barrier') ||
      (op.getInterface(BranchOp) !== undefined && op.blockOperands.length > 0) ||
      op.is('arith.select');
    if (crosses)
      for (const value of [...op.operands, ...op.results])
        if (isUnknown(value)) need(value, 'external');
  }
  const chosen = (value: Value): Lifetime => {
    const set = needs.get(classes.find(value));
    if (!set) return 'transient';
    return [...set].reduce((a, b) => (STRENGTH.indexOf(a) > STRENGTH.indexOf(b) ? a : b));
  };
  const slices = ops.filter((op) => op.is('stream.async.slice'));
  shareExternalSlices(slices, chosen, need);
  const lifetimes = values.map(chosen);
  values.forEach((value, i) => {
    value.setType(resourceType(callable.context, lifetimes[i] as Lifetime));
  });
  for (const op of slices) settleSlice(op);
  for (const op of ops) if (op.block && op.is('stream.async.transfer')) settleTransfer(op);
}

/**
 * A slice has the lifetime of what it is taken from. Where only one of the two is external, the other
 * becomes external as well, which saves a copy.
 */
function shareExternalSlices(
  slices: readonly Operation[],
  chosen: (value: Value) => Lifetime,
  need: (value: Value, lifetime: Lifetime) => void,
): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const slice of slices) {
      const pair = [slice.operand(0), slice.result()];
      const transient = pair.find((value) => chosen(value) === 'transient');
      if (!transient || !pair.some((value) => chosen(value) === 'external')) continue;
      need(transient, 'external');
      changed = true;
    }
  }
}

/** A slice of a constant or a variable that lives otherwise is sliced first and then copied. */
function settleSlice(op: Operation): void {
  const result = op.result();
  const { type } = result;
  if (op.operand(0).type === type) return;
  result.setType(op.operand(0).type);
  const size = op.operand(op.numOperands - 1);
  const copy = Builder.after(op).create('stream.async.clone', {
    operands: [result, size, size],
    resultTypes: [type],
  });
  for (const use of result.uses) if (use.owner !== copy) use.set(copy.result());
}

/** A transfer between equal lifetimes is nothing; one that stays on the device is a copy. */
function settleTransfer(op: Operation): void {
  const [source, sourceSize, resultSize] = op.operands as [Value, Value, Value];
  const from = source.type;
  const to = op.result().type;
  if (from === to) {
    op.replaceAllUsesWith([source]);
    op.erase();
    return;
  }
  const isStaging = (type: Value['type']): boolean =>
    isResource(type) && lifetimeOf(type) === 'staging';
  if (isStaging(from) || isStaging(to)) return;
  const copy = Builder.before(op).createValue('stream.async.clone', {
    operands: [source, sourceSize, resultSize],
    resultTypes: [to],
  });
  op.replaceAllUsesWith([copy]);
  op.erase();
}

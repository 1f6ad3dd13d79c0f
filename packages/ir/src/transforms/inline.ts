/**
 * The inliner: replaces calls by the bodies of the functions called, callees first (`inline`).
 *
 * A function that is private and no longer called is dropped. Recursion is left alone.
 */

import { CallSiteLoc } from '../attributes.ts';
import { Builder } from '../builder.ts';
import { CallableOp, CallOp, symbolVisibility } from '../interfaces.ts';
import { IRMapping, type Operation, type Region, Region as RegionClass } from '../operation.ts';
import { canonicalize } from './canonicalize.ts';

/** The function that a call names, looked up from the nearest symbol tables outwards. */
export function resolveCallee(call: Operation): Operation | null {
  const callee = call.getInterface(CallOp)?.callee(call);
  if (callee?.kind !== 'symbol_ref' || callee.nested.length > 0) return null;
  for (let table = call.parentOp; table; table = table.parentOp) {
    if (!table.hasTrait('SymbolTable')) continue;
    for (let op = table.region().entry?.first ?? null; op; op = op.next)
      if (op.symbolName === callee.root) return op;
  }
  return null;
}

const callsIn = (op: Operation): Operation[] => {
  const calls: Operation[] = [];
  op.walk((inner) => {
    if (inner.getInterface(CallOp)) calls.push(inner);
  });
  return calls;
};

export function inlineCalls(module: Operation): boolean {
  const callables = module
    .region()
    .front.ops.filter((op) => op.getInterface(CallableOp)?.body(op) != null);
  let changed = false;
  for (const callable of bottomUp(callables)) {
    let inlined = false;
    for (let round = 0; round < 4; round++) {
      let again = false;
      for (const call of callsIn(callable)) {
        const callee = resolveCallee(call);
        if (!callee || callee === callable || callsItself(callee) || !mayInline(callee)) continue;
        if (inlineCall(call, callee)) again = true;
      }
      if (!again) break;
      inlined = true;
    }
    if (inlined) {
      changed = true;
      canonicalize(callable);
    }
  }
  const called = new Set(callsIn(module).map(resolveCallee));
  for (const callable of callables)
    if (
      changed &&
      callable.block &&
      symbolVisibility(callable) === 'private' &&
      callable.hasTrait('Symbol') &&
      !called.has(callable) &&
      !isReferenced(module, callable)
    )
      callable.erase();
  return changed;
}

function isReferenced(module: Operation, callable: Operation): boolean {
  const name = callable.symbolName;
  return !module.walk((op) => {
    for (const [, value] of op.attributes.entries)
      if (value.kind === 'symbol_ref' && value.root === name) return 'stop';
    return undefined;
  });
}

/** Callees before callers; members of a cycle in any order. */
function bottomUp(callables: readonly Operation[]): Operation[] {
  const order: Operation[] = [];
  const state = new Map<Operation, 'open' | 'done'>();
  const visit = (op: Operation): void => {
    if (state.has(op)) return;
    state.set(op, 'open');
    for (const call of callsIn(op)) {
      const callee = resolveCallee(call);
      if (callee) visit(callee);
    }
    state.set(op, 'done');
    if (callables.includes(op)) order.push(op);
  };
  callables.forEach(visit);
  return order;
}

const callsItself = (callee: Operation): boolean =>
  callsIn(callee).some((call) => resolveCallee(call) === callee);

/** All operations of the body belong to dialects that allow it, and no attribute forbids it. */
function mayInline(callee: Operation): boolean {
  if (callee.attr('noinline')) return false;
  const body = callee.getInterface(CallableOp)?.body(callee);
  if (!body || body.isEmpty) return false;
  const { dialects } = callee.context;
  return body.blocks.every((block) =>
    block.ops.every((op) => dialects.get(op.operationName.dialect)?.isLegalToInline?.(op) ?? false),
  );
}

/** Region operations whose regions may have one block only. */
const needsOneBlock = (call: Operation): boolean => {
  const parent = call.parentOp;
  return (
    parent !== null &&
    (parent.hasTrait('SingleBlock') || parent.hasTrait('SingleBlockImplicitTerminator'))
  );
};

/** Does it end the function and hand back its operands? */
const isReturn = (op: Operation): boolean =>
  op.hasTrait('ReturnLike') && op.blockOperands.length === 0 && !op.is('util.unreachable');

function inlineCall(call: Operation, callee: Operation): boolean {
  const body = callee.getInterface(CallableOp)?.body(callee) as Region;
  const args = call.getInterface(CallOp)?.argumentOperands(call) ?? [];
  const block = call.block;
  if (!block || args.length !== body.front.arguments.length) return false;
  const end = body.front.last;
  const isStraight = body.hasOneBlock && end !== null && isReturn(end);
  if (!isStraight && needsOneBlock(call)) return false;
  const copy = new RegionClass();
  body.cloneInto(copy, new IRMapping());
  for (const inner of copy.blocks)
    for (const op of inner.ops)
      op.walk((each) => {
        each.setLocation(CallSiteLoc.get(each.location, call.location));
      });
  const entry = copy.front;
  entry.arguments.forEach((argument, i) => {
    const value = args[i];
    if (value) argument.replaceAllUsesWith(value);
  });
  const last = entry.last;
  if (isStraight && last) {
    const results = last.operands;
    call.replaceAllUsesWith(results);
    last.erase();
    block.takeOperations(entry, call);
    call.erase();
    return true;
  }
  // The rest of the caller's block becomes the place that returns branch to.
  const rest = block.splitBefore(call.next);
  const resultArguments = call.results.map((result) =>
    rest.addArgument(result.type, result.location),
  );
  call.replaceAllUsesWith(resultArguments);
  const blocks = [...copy.blocks];
  for (const inner of blocks) {
    const exit = inner.last;
    if (!exit || !isReturn(exit)) continue;
    const dialect = call.context.dialects.get(exit.operationName.dialect);
    Builder.before(exit).create(dialect?.branch ?? 'cf.br', {
      operands: exit.operands,
      successors: [rest],
      resultTypes: [],
    });
    exit.erase();
  }
  block.takeOperations(entry, null);
  call.erase();
  entry.erase();
  block.region?.takeBlocks(copy, block);
  return true;
}

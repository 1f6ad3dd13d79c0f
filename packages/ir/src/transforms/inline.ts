/**
 * The inliner (`inline`): replaces calls by the bodies of the functions called, callees first, and
 * drops private functions that nobody refers to any more. Each function is canonicalised before it
 * is looked at, as upstream's inliner does.
 */

import { CallSiteLoc, type Location } from '../attributes.ts';
import { Builder } from '../builder.ts';
import type { Dialect } from '../dialect.ts';
import { CallableOp, CallOp } from '../interfaces.ts';
import { type Block, IRMapping, type Operation, Region, type Value } from '../operation.ts';
import { CallGraph, type CallGraphNode, CallGraphUses } from './call-graph.ts';
import { canonicalize } from './canonicalize.ts';

/** How often a group of functions is simplified and inlined into. */
const MAX_ROUNDS = 4;

/** The functions whose bodies brought a call in; inlining one of them again would not end. */
interface History {
  readonly inlined: CallGraphNode;
  readonly before: History | null;
}

/** A call and the function that it stands in. */
interface ResolvedCall {
  readonly call: Operation;
  readonly source: CallGraphNode;
  readonly target: CallGraphNode;
  readonly history: History | null;
}

function includes(history: History | null, node: CallGraphNode): boolean {
  for (let at = history; at; at = at.before) if (at.inlined === node) return true;
  return false;
}

/** Inlines in all functions inside `root`, a symbol table. @returns whether anything changed. */
export function inlineCalls(root: Operation): boolean {
  const inliner = new Inliner(root);
  for (const group of inliner.graph.stronglyConnected()) inliner.runOn(group);
  return inliner.finish();
}

class Inliner {
  readonly graph: CallGraph;
  readonly #uses: CallGraphUses;
  readonly #dead = new Set<CallGraphNode>();
  #changed = false;

  constructor(root: Operation) {
    this.graph = new CallGraph(root);
    this.#uses = new CallGraphUses(root, this.graph);
  }

  /** Simplifies and inlines into functions that call each other until neither does anything. */
  runOn(group: readonly CallGraphNode[]): void {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const alive = group.filter((node) => !this.#dead.has(node));
      for (const node of alive) this.#simplify(node);
      if (!this.#inlineCallsIn(alive)) return;
    }
  }

  /** Erases the functions that nothing refers to any more. */
  finish(): boolean {
    for (const { op } of this.#dead) op.erase();
    return this.#changed;
  }

  #simplify(node: CallGraphNode): void {
    if (node.children.length > 0 || !node.op.hasTrait('IsolatedFromAbove')) return;
    if (canonicalize(node.op).changed) this.#changed = true;
    this.#uses.recompute(node);
  }

  #markDead(node: CallGraphNode): void {
    this.#dead.add(node);
    this.#changed = true;
  }

  #inlineCallsIn(group: readonly CallGraphNode[]): boolean {
    const calls: ResolvedCall[] = [];
    for (const node of group)
      if (this.#uses.isDead(node)) this.#markDead(node);
      else this.#collectCalls(node.region, node, null, calls);
    let inlined = false;
    // Calls in what is inlined are appended, so the end moves.
    for (let i = 0; i < calls.length; i++) {
      const { call, source, target, history } = calls[i] as ResolvedCall;
      if (this.#dead.has(source) || includes(history, target)) continue;
      if (!mayInline(call, target)) continue;
      const inPlace = this.#uses.hasOneUseAndDiscardable(target);
      const ops = inlineCall(call, target, inPlace);
      if (!ops) continue;
      inlined = true;
      this.#changed = true;
      const here = { inlined: target, before: history };
      for (const op of ops) this.#collectCalls(op, source, here, calls);
      call.erase();
      if (inPlace) {
        this.#uses.forget(target);
        this.#markDead(target);
      }
      this.#uses.recompute(source);
    }
    return inlined;
  }

  /** Calls of known functions, but for those in the bodies of other nodes. */
  #collectCalls(
    where: Region | Operation,
    source: CallGraphNode,
    history: History | null,
    calls: ResolvedCall[],
  ): void {
    const visit = (op: Operation): void => {
      if (op.getInterface(CallOp)) {
        const callee = this.graph.symbols.callee(op);
        const target = callee && this.graph.node(callee);
        if (target) calls.push({ call: op, source, target, history });
        return;
      }
      if (op.getInterface(CallableOp)) return;
      for (const region of op.regions) visitRegion(region);
    };
    const visitRegion = (region: Region): void => {
      for (const block of region.blocks) for (let op = block.first; op; op = op.next) visit(op);
    };
    if (where instanceof Region) visitRegion(where);
    else visit(where);
  }
}

/** May calls of the function be replaced by its body? */
function mayInline(call: Operation, { op: callee, region: body }: CallGraphNode): boolean {
  if (call.hasTrait('Terminator') || callee.attr('noinline') || body.isEmpty) return false;
  // A function is not inlined into itself.
  const home = call.parentRegion;
  if (!home || home === body || body.isProperAncestorOf(home)) return false;
  // A body of several blocks needs a place that may have several.
  const parent = home.parentOp;
  const hasSingleBlock =
    parent?.hasTrait('SingleBlock') || parent?.hasTrait('SingleBlockImplicitTerminator');
  if (body.blocks.length > 1 && hasSingleBlock) return false;
  const dialectOf = (op: Operation): Dialect | undefined =>
    op.context.dialects.get(op.operationName.dialect);
  const allows = (op: Operation): boolean => dialectOf(op)?.isLegalToInline?.(op, home) ?? false;
  const isLegal = (region: Region): boolean =>
    region.blocks.every((block) =>
      block.ops.every((op) => allows(op) && op.regions.every(isLegal)),
    );
  const args = call.getInterface(CallOp)?.argumentOperands(call) ?? [];
  const argumentOf = (argument: Value): Value =>
    (argument.kind === 'argument' ? args[argument.index] : undefined) ?? argument;
  return (
    (dialectOf(call)?.mayInlineCall?.(call, callee) ?? allows(call)) &&
    parent !== null &&
    (dialectOf(parent)?.mayInlineInto?.(home, body, argumentOf) ?? allows(parent)) &&
    isLegal(body)
  );
}

/**
 * Puts the body in the place of the call, whose results it replaces; the call itself stays, unused.
 * @returns the operations that came in, or null if the body does not fit the call.
 */
function inlineCall(
  call: Operation,
  { op: callee, region: body }: CallGraphNode,
  inPlace: boolean,
): Operation[] | null {
  const block = call.block;
  const region = block?.region;
  const args = call.getInterface(CallOp)?.argumentOperands(call) ?? [];
  const resultTypes = callee.getInterface(CallableOp)?.resultTypes(callee) ?? [];
  const params = body.front.arguments;
  if (
    !block ||
    !region ||
    args.length !== params.length ||
    resultTypes.length !== call.numResults ||
    params.some((param, i) => param.type !== args[i]?.type) ||
    resultTypes.some((type, i) => type !== call.result(i).type)
  )
    return null;

  const source = new Region();
  if (inPlace) source.takeBlocks(body);
  else body.cloneInto(source, new IRMapping());
  const blocks = [...source.blocks];
  const ops = blocks.flatMap((inner) => inner.ops);
  addCallSite(blocks, call.location);
  const entry = source.front;
  entry.arguments.forEach((argument, i) => {
    argument.replaceAllUsesWith(args[i] as (typeof args)[number]);
  });
  if (blocks.length === 1) {
    const last = entry.last;
    if (last) {
      call.replaceAllUsesWith(last.operands);
      last.erase();
    }
    block.takeOperations(entry, call.next);
    return ops.filter((op) => op.block);
  }
  // The rest of the caller's block becomes the place that returns branch to.
  const rest = block.splitBefore(call.next);
  call.replaceAllUsesWith(
    call.results.map((result) => rest.addArgument(result.type, result.location)),
  );
  for (const inner of blocks) {
    const last = inner.last;
    if (!last?.hasTrait('ReturnLike') || last.blockOperands.length > 0) continue;
    if (last.is('util.unreachable')) continue;
    const dialect = call.context.dialects.get(last.operationName.dialect);
    Builder.before(last).create(dialect?.branchForReturn ?? 'cf.br', {
      operands: last.operands,
      successors: [rest],
      resultTypes: [],
    });
    last.erase();
  }
  block.takeOperations(entry, null);
  entry.erase();
  region.takeBlocks(source, block);
  return ops.filter((op) => op.block);
}

/** What was inlined happened there, called from here; of arguments nothing is said, as upstream has it. */
function addCallSite(blocks: readonly Block[], caller: Location): void {
  if (caller.kind === 'loc.unknown') return;
  const mapped = new Map<Location, Location>();
  const at = (callee: Location): Location => {
    let location = mapped.get(callee);
    if (!location) mapped.set(callee, (location = CallSiteLoc.get(callee, caller)));
    return location;
  };
  for (const block of blocks)
    for (const op of block.ops)
      op.walk((inner) => {
        inner.setLocation(at(inner.location));
      });
}

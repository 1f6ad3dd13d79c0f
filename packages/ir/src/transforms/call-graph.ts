/**
 * The call graph: functions and whatever else can be called, and who calls whom; with the order in
 * which upstream's inliner visits it and the counts of references that tell what nobody needs.
 */

import { CallableOp, CallOp, symbolVisibility } from '../interfaces.ts';
import type { Operation, Region } from '../operation.ts';
import { forEachSymbolRef } from './symbol-dce.ts';

/** Operations by their symbol name, for each symbol table that was asked for. */
export class SymbolIndex {
  readonly #tables = new Map<Operation, Map<string, Operation>>();

  #table(table: Operation): Map<string, Operation> {
    let names = this.#tables.get(table);
    if (!names) {
      names = new Map();
      for (const block of table.regions[0]?.blocks ?? [])
        for (let op = block.first; op; op = op.next) {
          const name = op.symbolName;
          if (name !== undefined && !names.has(name)) names.set(name, op);
        }
      this.#tables.set(table, names);
    }
    return names;
  }

  /** What the symbol means at `from`: the tables around it are searched from the inside out. */
  resolve(from: Operation, root: string, nested: readonly string[] = []): Operation | null {
    for (let table: Operation | null = from; table; table = table.parentOp) {
      if (!table.hasTrait('SymbolTable')) continue;
      let found: Operation | null = this.#table(table).get(root) ?? null;
      for (const name of nested) found = (found && this.#table(found).get(name)) ?? null;
      if (found?.block) return found;
    }
    return null;
  }

  /** Names that a symbol may have at `from`. */
  *namesAround(from: Operation): Iterable<string> {
    for (let table: Operation | null = from; table; table = table.parentOp)
      if (table.hasTrait('SymbolTable')) yield* this.namesIn(table);
  }
  namesIn(table: Operation): Iterable<string> {
    return this.#table(table).keys();
  }

  /** The operation that a call names; null for a call through a value or of what is not there. */
  callee(call: Operation): Operation | null {
    const callee = call.getInterface(CallOp)?.callee(call);
    return callee?.kind === 'symbol_ref' ? this.resolve(call, callee.root, callee.nested) : null;
  }
}

/** Something with a body that calls may reach. */
export interface CallGraphNode {
  readonly op: Operation;
  readonly region: Region;
  /** Nodes inside this one's body. */
  readonly children: CallGraphNode[];
  /** Callees and children, in the order of the text. */
  readonly edges: Set<CallGraphNode>;
}

export class CallGraph {
  readonly symbols = new SymbolIndex();
  readonly #nodes = new Map<Operation, CallGraphNode>();
  /** Nodes in no other node's body, in the order of the text. */
  readonly #roots: CallGraphNode[] = [];

  constructor(root: Operation) {
    this.#addNodes(root, null);
    this.#addEdges(root, null);
  }
  node(op: Operation): CallGraphNode | undefined {
    return this.#nodes.get(op);
  }
  get nodes(): Iterable<CallGraphNode> {
    return this.#nodes.values();
  }

  #addNodes(op: Operation, parent: CallGraphNode | null): void {
    if (op.getInterface(CallOp)) return;
    let around = parent;
    const callable = op.getInterface(CallableOp);
    if (callable) {
      const region = callable.body(op);
      if (!region) return;
      const node: CallGraphNode = { op, region, children: [], edges: new Set() };
      this.#nodes.set(op, node);
      if (parent) {
        parent.children.push(node);
        parent.edges.add(node);
      } else this.#roots.push(node);
      around = node;
    }
    for (const region of op.regions)
      for (const block of region.blocks)
        for (let inner = block.first; inner; inner = inner.next) this.#addNodes(inner, around);
  }
  #addEdges(op: Operation, around: CallGraphNode | null): void {
    if (op.getInterface(CallOp)) {
      const callee = this.symbols.callee(op);
      const node = callee && this.#nodes.get(callee);
      if (node) around?.edges.add(node);
      return;
    }
    const inside = this.#nodes.get(op) ?? around;
    for (const region of op.regions)
      for (const block of region.blocks)
        for (let inner = block.first; inner; inner = inner.next) this.#addEdges(inner, inside);
  }

  /** Groups of nodes that call each other, callees before callers (Tarjan's algorithm). */
  stronglyConnected(): CallGraphNode[][] {
    const groups: CallGraphNode[][] = [];
    const low = new Map<CallGraphNode, number>();
    const open: CallGraphNode[] = [];
    const isOpen = new Set<CallGraphNode>();
    let next = 0;
    for (const root of this.#roots) {
      if (low.has(root)) continue;
      const frames: { node: CallGraphNode; edges: CallGraphNode[]; at: number; index: number }[] =
        [];
      const enter = (node: CallGraphNode): void => {
        low.set(node, next);
        open.push(node);
        isOpen.add(node);
        frames.push({ node, edges: [...node.edges], at: 0, index: next++ });
      };
      enter(root);
      for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
        const callee = frame.edges[frame.at++];
        const mine = low.get(frame.node) ?? 0;
        if (callee) {
          const seen = low.get(callee);
          if (seen === undefined) enter(callee);
          else if (isOpen.has(callee)) low.set(frame.node, Math.min(mine, seen));
          continue;
        }
        frames.pop();
        const caller = frames.at(-1)?.node;
        if (caller) low.set(caller, Math.min(low.get(caller) ?? 0, mine));
        if (mine !== frame.index) continue;
        const group: CallGraphNode[] = [];
        for (let node = open.pop(); node; node = open.pop()) {
          isOpen.delete(node);
          group.push(node);
          if (node === frame.node) break;
        }
        groups.push(group);
      }
    }
    return groups;
  }
}

/**
 * How often nodes that may be dropped are referred to from the bodies of nodes. A node that anything
 * else refers to (an export, a table) is never dropped.
 */
export class CallGraphUses {
  readonly #graph: CallGraph;
  readonly #counts = new Map<CallGraphNode, number>();
  readonly #usesOf = new Map<CallGraphNode, ReadonlyMap<CallGraphNode, number>>();

  constructor(root: Operation, graph: CallGraph) {
    this.#graph = graph;
    for (const node of graph.nodes)
      if (node.op.hasTrait('Symbol') && symbolVisibility(node.op) !== 'public')
        this.#counts.set(node, 0);
    root.walk((table) => {
      if (!table.hasTrait('SymbolTable')) return;
      for (const block of table.regions[0]?.blocks ?? [])
        for (const op of block.ops)
          if (!graph.node(op))
            for (const node of this.#references(op).keys()) this.#counts.delete(node);
    });
    for (const node of graph.nodes) this.recompute(node);
  }

  /** Nodes that the operation and all in it refer to, and how often. */
  #references(op: Operation): Map<CallGraphNode, number> {
    const found = new Map<CallGraphNode, number>();
    op.walk((inner) => {
      for (const [, value] of inner.attributes.entries)
        forEachSymbolRef(value, (ref) => {
          const target = this.#graph.symbols.resolve(inner, ref.root, ref.nested);
          const node = target && this.#graph.node(target);
          if (node) found.set(node, (found.get(node) ?? 0) + 1);
        });
    });
    return found;
  }
  #add(uses: ReadonlyMap<CallGraphNode, number>, sign: 1 | -1): void {
    for (const [node, count] of uses) {
      const known = this.#counts.get(node);
      if (known !== undefined) this.#counts.set(node, known + sign * count);
    }
  }
  /** Counts the node's own references again after its body changed. */
  recompute(node: CallGraphNode): void {
    this.forget(node);
    const uses = this.#references(node.op);
    this.#usesOf.set(node, uses);
    this.#add(uses, 1);
  }
  /** The node is about to go, and with it what it refers to. */
  forget(node: CallGraphNode): void {
    const old = this.#usesOf.get(node);
    if (old) this.#add(old, -1);
    this.#usesOf.delete(node);
  }
  isDead(node: CallGraphNode): boolean {
    return this.#counts.get(node) === 0;
  }
  /** Is the only reference left the last reason to keep it? */
  hasOneUseAndDiscardable(node: CallGraphNode): boolean {
    return this.#counts.get(node) === 1;
  }
}

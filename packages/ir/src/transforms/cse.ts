/**
 * Common subexpression elimination: of equal operations the dominating one stays (`cse`).
 *
 * Scopes follow the dominator tree of a region's blocks; what is isolated from above starts anew.
 * Operations that only read memory are merged within a block as long as nothing may write between.
 */

import { type Attribute, attributesEqual } from '../attributes.ts';
import type { Block, Operation, Region } from '../operation.ts';
import { effectsOf, isMemoryEffectFree, isTriviallyDead } from '../rewrite/effects.ts';
import { dominatorTree } from './dominance.ts';

/** Expressions known in a scope and the scopes around it, by hash. */
class Scope {
  readonly #parent: Scope | null;
  readonly #known = new Map<string, Operation[]>();
  constructor(parent: Scope | null) {
    this.#parent = parent;
  }
  find(op: Operation, key: string): Operation | null {
    for (let scope: Scope | null = this; scope; scope = scope.#parent)
      for (const candidate of scope.#known.get(key) ?? [])
        if (isEquivalent(candidate, op)) return candidate;
    return null;
  }
  add(op: Operation, key: string): void {
    const list = this.#known.get(key);
    if (list) list.push(op);
    else this.#known.set(key, [op]);
  }
  replace(from: Operation, to: Operation, key: string): void {
    const list = this.#known.get(key);
    const index = list?.indexOf(from) ?? -1;
    if (list && index >= 0) list[index] = to;
  }
}

const valueIds = new WeakMap<object, number>();
let nextValueId = 1;
const idOf = (value: object): number => {
  let id = valueIds.get(value);
  if (id === undefined) {
    id = nextValueId++;
    valueIds.set(value, id);
  }
  return id;
};

const attributeKey = (attr: Attribute): string =>
  attr.kind === 'dense' && attr.data.length > 1024 ? `dense${attr.type.id}` : String(attr.id);

function keyOf(op: Operation): string {
  const operands = op.operands.map(idOf);
  // The order of operands says nothing where it does not matter.
  if (op.hasTrait('Commutative')) operands.sort((a, b) => a - b);
  const attributes = op.attributes.entries.map(([name, value]) => `${name}=${attributeKey(value)}`);
  return `${op.name}(${operands.join(',')}){${attributes.join(',')}}:${op.resultTypes.map((t) => t.id).join(',')}`;
}

function isEquivalent(a: Operation, b: Operation): boolean {
  if (a.operationName !== b.operationName || a.regions.length !== b.regions.length) return false;
  if (
    !a.attributes.entries.every(([name, value]) => {
      const other = b.attr(name);
      return other !== undefined && attributesEqual(value, other);
    })
  )
    return false;
  return a.regions.every((region, i) => regionsEqual(region, b.region(i)));
}

/** Structural equality of regions; operands from outside must be the same values. */
function regionsEqual(a: Region, b: Region): boolean {
  if (a.blocks.length !== b.blocks.length) return false;
  const twin = new Map<object, object>();
  a.blocks.forEach((block, i) => {
    twin.set(block, b.blocks[i] as Block);
  });
  const opsEqual = (x: Operation, y: Operation): boolean => {
    if (
      x.operationName !== y.operationName ||
      x.numOperands !== y.numOperands ||
      x.numResults !== y.numResults ||
      x.regions.length !== y.regions.length
    )
      return false;
    if (!attributesEqual(x.attributes, y.attributes)) return false;
    if (!x.operands.every((operand, i) => (twin.get(operand) ?? operand) === y.operand(i)))
      return false;
    if (!x.successors.every((block, i) => twin.get(block) === y.successors[i])) return false;
    if (!x.resultTypes.every((type, i) => type === y.result(i).type)) return false;
    x.results.forEach((result, i) => {
      twin.set(result, y.result(i));
    });
    return x.regions.every((region, i) => blocksEqual(region, y.region(i)));
  };
  const blocksEqual = (x: Region, y: Region): boolean => {
    if (x.blocks.length !== y.blocks.length) return false;
    x.blocks.forEach((block, i) => {
      twin.set(block, y.blocks[i] as Block);
    });
    return x.blocks.every((block, i) => {
      const other = y.blocks[i] as Block;
      if (block.arguments.length !== other.arguments.length) return false;
      if (!block.arguments.every((arg, k) => arg.type === other.argument(k).type)) return false;
      block.arguments.forEach((arg, k) => {
        twin.set(arg, other.argument(k));
      });
      const [left, right] = [block.ops, other.ops];
      return (
        left.length === right.length && left.every((op, k) => opsEqual(op, right[k] as Operation))
      );
    });
  };
  return blocksEqual(a, b);
}

export function eliminateCommonSubexpressions(root: Operation): boolean {
  const dead: Operation[] = [];
  const state = { changed: false };
  for (const region of root.regions) visitRegion(region, new Scope(null), dead, state);
  for (const op of dead.reverse()) if (op.block && !op.hasResultUses) op.erase();
  return state.changed || dead.length > 0;
}

function visitRegion(
  region: Region,
  scope: Scope,
  dead: Operation[],
  state: { changed: boolean },
): void {
  if (region.isEmpty) return;
  const isGraph = region.parentOp?.hasTrait('GraphRegion') ?? false;
  if (region.hasOneBlock) {
    visitBlock(region.front, new Scope(scope), dead, state, isGraph);
    return;
  }
  const tree = dominatorTree(region);
  const visit = (block: Block, outer: Scope): void => {
    const inner = new Scope(outer);
    visitBlock(block, inner, dead, state, isGraph);
    for (const child of tree.children(block)) visit(child, inner);
  };
  visit(region.front, scope);
}

function visitBlock(
  block: Block,
  scope: Scope,
  dead: Operation[],
  state: { changed: boolean },
  isGraph: boolean,
): void {
  for (const op of block.ops) {
    for (const region of op.regions)
      visitRegion(region, op.hasTrait('IsolatedFromAbove') ? new Scope(null) : scope, dead, state);
    if (op.hasTrait('Terminator')) continue;
    if (isTriviallyDead(op)) {
      dead.push(op);
      continue;
    }
    if (op.regions.some((region) => region.blocks.length > 1)) continue;
    const effects = effectsOf(op);
    if (!effects || op.numResults === 0) continue;
    const isRead = effects.length > 0 && effects.every((effect) => effect.kind === 'read');
    if (effects.length > 0 && !isRead) continue;
    const key = keyOf(op);
    const known = scope.find(op, key);
    if (!known) {
      scope.add(op, key);
      continue;
    }
    if (isRead && (known.block !== op.block || mayWriteBetween(known, op))) {
      scope.replace(known, op, key);
      continue;
    }
    if (isGraph && !dominatesAllUses(known)) continue;
    op.replaceAllUsesWith(known.results);
    dead.push(op);
    state.changed = true;
  }
}

const dominatesAllUses = (op: Operation): boolean => op.block !== null;

function mayWriteBetween(from: Operation, to: Operation): boolean {
  for (let op = from.next; op && op !== to; op = op.next) {
    if (isMemoryEffectFree(op)) continue;
    const effects = effectsOf(op);
    if (!effects || effects.some((effect) => effect.kind !== 'read')) return true;
  }
  return false;
}

/**
 * Addresses of accesses in loops. What an address has in common with others is added up before the
 * loop; where it moves on by the same distance each time, the loop carries a pointer instead of
 * computing it anew. Innermost loops are thereby left with loads, arithmetic and one addition a
 * pointer, and often need no counter: a pointer that has arrived ends them.
 */

import type { Block, Operation, Value } from '@iree-workbench/ir';
import { constantInteger, memrefSizes } from '../dispatch/dispatch.ts';
import { type Address, isNonNegative, loopDepth, valueDepth } from './addresses.ts';
import { elementOf } from './elements.ts';
import type { Kernel } from './kernel.ts';

/** A local that holds the varying part of addresses. */
interface Pointer {
  readonly local: number;
  /** Bytes by which it moves: a number, or a local that holds it. */
  readonly distance: { readonly bytes: number } | { readonly local: number };
}

/** What a loop that is open has computed before it, by its text. */
interface OpenLoop {
  readonly invariants: ReadonlyMap<string, number>;
  readonly pointers: ReadonlyMap<string, Pointer>;
}

/** A loop while its body is emitted. */
export interface LoopPointers {
  /** Moves the pointers to the next iteration. */
  advance(): void;
  /** A pointer and where it is after the last iteration; null if none tells. */
  readonly end: { readonly pointer: number; readonly limit: number } | null;
}

/** How an address moves through a loop: `factor` bytes times `scale` as the induction variable counts. */
interface Progress {
  readonly factor: number;
  readonly scale: Value | null;
}

/** More pointers than these would not stay in registers beside what an iteration computes. */
const MAX_POINTERS = 8;

export class LoopAddresses {
  readonly #k: Kernel;
  readonly #accesses = new Map<Operation, Address>();
  readonly #bases = new Map<Value, number>();
  readonly #open: OpenLoop[] = [];
  readonly #valueNumbers = new Map<Value, number>();

  constructor(kernel: Kernel) {
    this.#k = kernel;
  }

  /** Notes the address that an operation accesses. */
  add(op: Operation, address: Address): void {
    this.#accesses.set(op, address);
  }
  /** Notes the local that holds where a memref starts. */
  setBase(memref: Value, local: number): void {
    this.#bases.set(memref, local);
  }

  /** Pushes an access's address; the immediate that is left to add. */
  push(op: Operation): number {
    const { f } = this.#k;
    const address = this.#accesses.get(op) as Address;
    if (address.indices) {
      this.#pushIndices(address, address.indices);
      return 0;
    }
    const depth = loopDepth(op);
    const immediate = usesImmediate(address) ? address.constant : 0;
    const loop = this.#open[this.#open.length - 1];
    const invariant = this.#invariantKey(address, depth);
    const varying = varyingTerms(address, depth);
    const pointer = loop?.pointers.get(this.#pointerKey(invariant, varying));
    if (pointer) {
      f.get(pointer.local);
      return immediate;
    }
    const known = loop?.invariants.get(invariant);
    if (known === undefined) this.#pushInvariant(address, depth);
    else f.get(known);
    this.#pushTerms(varying);
    return immediate;
  }

  /**
   * Emits a loop after what its own accesses need before it. `isEmitted` tells which of its
   * operations are.
   */
  inLoop(
    loop: Operation,
    isEmitted: (op: Operation) => boolean,
    emit: (pointers: LoopPointers) => void,
  ): void {
    const depth = loopDepth(loop);
    const invariants = new Map<string, number>();
    const pointers = new Map<string, Pointer>();
    let end: LoopPointers['end'] = null;
    const prepare = (address: Address, isConditional: boolean): void => {
      const key = this.#invariantKey(address, depth);
      const varying = varyingTerms(address, depth);
      const pointerKey = this.#pointerKey(key, varying);
      if (pointers.has(pointerKey)) return;
      let invariant = invariants.get(key);
      if (invariant === undefined) {
        this.#pushInvariant(address, depth);
        invariant = this.#k.local('i32');
        this.#k.f.set(invariant);
        invariants.set(key, invariant);
      }
      const progress = progressOf(loop, varying, depth);
      if (!progress || pointers.size === MAX_POINTERS) return;
      const pointer = this.#makePointer(loop, invariant, progress);
      pointers.set(pointerKey, pointer);
      if (!end && !isConditional) end = this.#endOf(loop, pointer, progress);
    };
    const visit = (block: Block, isConditional: boolean): void => {
      for (let op = block.first; op; op = op.next) {
        const address = this.#accesses.get(op);
        if (address && !address.indices && isEmitted(op) && this.#bases.has(address.memref))
          prepare(address, isConditional);
        if (op.is('scf.if'))
          for (const region of op.regions) for (const inner of region.blocks) visit(inner, true);
      }
    };
    this.#k.scoped(() => {
      for (const region of loop.regions) for (const block of region.blocks) visit(block, false);
      this.#open.push({ invariants, pointers });
      emit({ advance: () => this.#advance(pointers.values()), end });
      this.#open.pop();
    });
  }

  // ----- Pointers -----

  #makePointer(loop: Operation, invariant: number, progress: Progress): Pointer {
    const { f } = this.#k;
    const local = this.#k.local('i32');
    f.get(invariant);
    this.#pushDistance(progress, loop.operand(0));
    f.op('i32.add').set(local);
    const step = constantInteger(loop.operand(2));
    if (step !== null && !progress.scale)
      return { local, distance: { bytes: Math.imul(Number(step), progress.factor) } };
    const distance = this.#k.local('i32');
    this.#pushDistance(progress, loop.operand(2));
    f.set(distance);
    return { local, distance: { local: distance } };
  }
  /** Bytes between addresses where the induction variable differs by `count`. */
  #pushDistance({ factor, scale }: Progress, count: Value): void {
    const { f } = this.#k;
    this.#k.push(count);
    if (scale) {
      this.#k.push(scale);
      f.op('i32.mul');
    }
    this.#pushScaled(factor);
  }
  /**
   * Where the pointer is after the loop's last iteration, if that is known before the first. Every
   * iteration accesses what it points to, so that it comes by each address once.
   */
  #endOf(loop: Operation, pointer: Pointer, progress: Progress): LoopPointers['end'] {
    const { f } = this.#k;
    if (!('bytes' in pointer.distance) || pointer.distance.bytes <= 0) return null;
    const [lower, upper, step] = [0, 1, 2].map((i) => constantInteger(loop.operand(i)));
    if (lower != null && upper != null && step != null) {
      const iterations = Math.ceil(Number(upper - lower) / Number(step));
      f.get(pointer.local).i32((iterations * pointer.distance.bytes) | 0);
    } else if (step === 1n) {
      f.get(pointer.local);
      this.#k.push(loop.operand(1));
      this.#k.push(loop.operand(0));
      f.op('i32.sub');
      this.#pushScaled(progress.factor);
    } else return null;
    const limit = this.#k.local('i32');
    f.op('i32.add').set(limit);
    return { pointer: pointer.local, limit };
  }
  #advance(pointers: Iterable<Pointer>): void {
    const { f } = this.#k;
    for (const { local, distance } of pointers) {
      f.get(local);
      if ('bytes' in distance) f.i32(distance.bytes);
      else f.get(distance.local);
      f.op('i32.add').set(local);
    }
  }

  // ----- Sums -----

  #number(value: Value): number {
    const known = this.#valueNumbers.get(value);
    if (known !== undefined) return known;
    this.#valueNumbers.set(value, this.#valueNumbers.size);
    return this.#valueNumbers.size - 1;
  }
  #termsKey(terms: Address['terms']): string {
    return terms
      .map(([value, factor]) => `${this.#number(value)}*${factor}`)
      .sort()
      .join('+');
  }
  /** The part of an address that is known before loop `depth` starts, as text. */
  #invariantKey(address: Address, depth: number): string {
    const constant = usesImmediate(address) ? '' : `+${address.constant}`;
    const terms = this.#termsKey(invariantTerms(address, depth));
    return `${depth}:${this.#number(address.memref)}+${terms}${constant}`;
  }
  #pointerKey(invariant: string, varying: Address['terms']): string {
    return `${invariant}|${this.#termsKey(varying)}`;
  }
  #pushInvariant(address: Address, depth: number): void {
    const { f } = this.#k;
    f.get(this.#bases.get(address.memref) as number);
    this.#pushTerms(invariantTerms(address, depth));
    if (!usesImmediate(address)) f.i32(address.constant).op('i32.add');
  }
  /** Adds the terms to what is on the stack. */
  #pushTerms(terms: Address['terms']): void {
    for (const [value, factor] of terms) {
      this.#k.push(value);
      this.#pushScaled(factor);
      this.#k.f.op('i32.add');
    }
  }
  /** Multiplies what is on the stack. */
  #pushScaled(factor: number): void {
    const { f } = this.#k;
    if (factor === 1) return;
    if (factor > 0 && (factor & (factor - 1)) === 0) f.i32(31 - Math.clz32(factor)).op('i32.shl');
    else f.i32(factor).op('i32.mul');
  }
  /** Row-major position over sizes that are values, times the element's bytes. */
  #pushIndices({ memref }: Address, indices: readonly Value[]): void {
    const { f } = this.#k;
    const sizes = memrefSizes(memref);
    indices.forEach((index, dim) => {
      if (dim > 0) {
        const size = sizes[dim];
        if (typeof size === 'number') f.i32(size);
        else if (size) this.#k.push(size);
        f.op('i32.mul');
      }
      this.#k.push(index);
      if (dim > 0) f.op('i32.add');
    });
    const { type } = memref;
    const bytes = (type.kind === 'memref' ? elementOf(type.elementType)?.bytes : undefined) ?? 1;
    f.i32(bytes).op('i32.mul');
    f.get(this.#bases.get(memref) as number).op('i32.add');
  }
}

const invariantTerms = ({ terms }: Address, depth: number): Address['terms'] =>
  terms.filter(([value]) => valueDepth(value) < depth);
const varyingTerms = ({ terms }: Address, depth: number): Address['terms'] =>
  terms.filter(([value]) => valueDepth(value) >= depth);

/** May the constant be the instruction's immediate, which is added without wrapping? */
const usesImmediate = ({ constant, terms }: Address): boolean =>
  constant >= 0 && terms.every(([value, factor]) => factor >= 0 && isNonNegative(value));

/** How a sum of terms moves through a counting loop, or null if not by a constant distance. */
function progressOf(loop: Operation, terms: Address['terms'], depth: number): Progress | null {
  const [term, ...others] = terms;
  if (!loop.is('scf.for') || !term || others.length > 0) return null;
  const [value, factor] = term;
  const iv = loop.region().front.argument(0);
  if (value === iv) return { factor, scale: null };
  const product = value.definingOp;
  if (!product?.is('arith.muli')) return null;
  const [left, right] = [product.operand(0), product.operand(1)];
  const scale = left === iv ? right : right === iv ? left : null;
  return scale && valueDepth(scale) < depth ? { factor, scale } : null;
}

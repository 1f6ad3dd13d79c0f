/**
 * Registers of a function's values: a linear scan of each block, in order of dominance, that takes
 * the lowest free register, as upstream's allocator does; so arguments arrive where the calling
 * convention puts them (`argumentRegisters`).
 */

import { Register } from '@iree-workbench/format';
import {
  type Block,
  BranchOp,
  isRefType,
  type Operation,
  type Region,
  reversePostOrder,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { Liveness } from './liveness.ts';

/** Thrown when a function needs more registers than an instruction can name. */
export class RegisterOverflow extends Error {
  readonly op: Operation;
  constructor(op: Operation) {
    super('needs more registers than the machine has');
    this.name = 'RegisterOverflow';
    this.op = op;
  }
}

const isRef = (value: Value): boolean => isRefType(value.type);
/** How many 32-bit registers a number takes. */
const widthOf = (type: Type): 1 | 2 =>
  (type.kind === 'integer' || type.kind === 'float') && type.width === 64 ? 2 : 1;

/** Which registers of a bank are in use. */
class Bank {
  readonly #used: boolean[] = [];
  readonly #limit: number;
  /** One more than the highest register ever used. */
  count = 0;
  constructor(limit: number) {
    this.#limit = limit;
  }
  clear(): void {
    this.#used.length = 0;
  }
  take(register: number, width: number): void {
    for (let i = 0; i < width; i++) this.#used[register + i] = true;
    this.count = Math.max(this.count, register + width);
  }
  release(register: number, width: number): void {
    for (let i = 0; i < width; i++) this.#used[register + i] = false;
  }
  /** The lowest free register; one of two is even. Null if none is left. */
  allocate(width: number): number | null {
    for (let register = 0; register + width - 1 <= this.#limit; register += width) {
      const isFree = !this.#used[register] && (width === 1 || !this.#used[register + 1]);
      if (!isFree) continue;
      this.take(register, width);
      return register;
    }
    return null;
  }
}

/** A copy of 32 bits or of a reference, as a branch makes it. */
interface Move {
  readonly from: number;
  readonly to: number;
}

export class RegisterAllocation {
  readonly #registers = new Map<Value, number>();
  readonly #liveness: Liveness;
  readonly #numbers = new Bank(Register.maxI32);
  readonly #refs = new Bank(Register.maxRef);
  /** Registers beyond those of values, for copies that go in a circle. */
  #scratchNumber = 0;
  #scratchRef = 0;

  /** @throws RegisterOverflow */
  constructor(region: Region) {
    this.#liveness = new Liveness(region);
    for (const block of reversePostOrder(region)) this.#allocateBlock(block);
  }

  get i32Count(): number {
    return this.#numbers.count + this.#scratchNumber;
  }
  get refCount(): number {
    return this.#refs.count + this.#scratchRef;
  }

  /** The register of a value, with the bit that marks references. */
  register(value: Value): number {
    const register = this.#registers.get(value);
    if (register === undefined) throw new Error('a value has no register');
    return isRef(value) ? register | Register.refTypeBit : register;
  }
  /** As `register`, and for the last use of a reference the bit that moves it out. */
  use(op: Operation, operand: number): number {
    const value = op.operand(operand);
    const register = this.register(value);
    return isRef(value) && this.#liveness.isLastUse(op, operand)
      ? register | Register.refMoveBit
      : register;
  }

  /**
   * Copies that a branch makes for the arguments of a successor, source and target alternating, in an
   * order in which none overwrites what a later one reads.
   */
  branchMoves(branch: Operation, successor: number): number[] {
    const range = branch.getInterface(BranchOp)?.successorOperands(branch, successor);
    const target = branch.successors[successor];
    if (!range || !target) return [];
    const numbers: Move[] = [];
    const refs: Move[] = [];
    target.arguments.forEach((argument, i) => {
      const value = branch.operand(range.start + i);
      const [from, to] = [this.register(value), this.register(argument)];
      if (from === to) return;
      if (isRef(value)) refs.push({ from, to });
      else
        for (let part = 0; part < widthOf(value.type); part++)
          numbers.push({ from: from + part, to: to + part });
    });
    const orderedNumbers = orderMoves(numbers, this.#numbers.count);
    const orderedRefs = orderMoves(refs, this.#refs.count | Register.refTypeBit);
    if (orderedNumbers.usesScratch) this.#scratchNumber = 1;
    if (orderedRefs.usesScratch) this.#scratchRef = 1;
    if (this.i32Count > Register.maxI32 + 1 || this.refCount > Register.maxRef + 1)
      throw new RegisterOverflow(branch);
    return [...orderedNumbers.moves, ...orderedRefs.moves].flatMap(({ from, to }) => [from, to]);
  }

  #bank(value: Value): Bank {
    return isRef(value) ? this.#refs : this.#numbers;
  }
  #define(value: Value, op: Operation): void {
    const register = this.#bank(value).allocate(isRef(value) ? 1 : widthOf(value.type));
    if (register === null) throw new RegisterOverflow(op);
    this.#registers.set(value, register);
  }
  #release(value: Value): void {
    const register = this.#registers.get(value);
    if (register === undefined) return;
    this.#bank(value).release(register, isRef(value) ? 1 : widthOf(value.type));
  }

  #allocateBlock(block: Block): void {
    this.#numbers.clear();
    this.#refs.clear();
    for (const value of this.#liveness.liveIn(block)) {
      const register = this.#registers.get(value);
      if (register !== undefined)
        this.#bank(value).take(register, isRef(value) ? 1 : widthOf(value.type));
    }
    const { first } = block;
    if (!first) return;
    for (const argument of block.arguments) this.#define(argument, first);
    // Only now, so that no two arguments share a register.
    for (const argument of block.arguments) if (!argument.hasUses) this.#release(argument);
    for (const op of block.ops) {
      op.operands.forEach((operand, i) => {
        if (this.#liveness.isLastUse(op, i)) this.#release(operand);
      });
      for (const result of op.results) {
        this.#define(result, op);
        if (!result.hasUses) this.#release(result);
      }
    }
  }
}

/**
 * Orders copies that mean to happen at once: first those whose target no other reads; what then is
 * left are circles, each of which is opened by saving one value in the scratch register.
 */
export function orderMoves(
  moves: readonly Move[],
  scratch: number,
): { moves: Move[]; usesScratch: boolean } {
  const ordered: Move[] = [];
  let rest = [...moves];
  let usesScratch = false;
  while (rest.length > 0) {
    const ready = rest.filter(({ to }) => !rest.some(({ from }) => from === to));
    if (ready.length > 0) {
      ordered.push(...ready);
      rest = rest.filter((move) => !ready.includes(move));
      continue;
    }
    const [first] = rest as [Move, ...Move[]];
    usesScratch = true;
    ordered.push({ from: first.to, to: scratch });
    rest = rest.map((move) => (move.from === first.to ? { from: scratch, to: move.to } : move));
  }
  return { moves: ordered, usesScratch };
}

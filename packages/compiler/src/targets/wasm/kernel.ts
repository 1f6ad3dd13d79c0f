/**
 * The kernel under translation: its function builder, where its values are held, and what its module
 * offers. Instructions for single operations are in scalar-operations.ts and vector-operations.ts.
 */

import type { Operation, Value } from '@iree-workbench/ir';
import { type Element, heldElement, laneCount, partSizes } from './elements.ts';
import type { Helpers } from './float-helpers.ts';
import type { FunctionBuilder, ValueType } from './function-builder.ts';

/** Puts a value, or the part of a vector, on the stack; may be done any number of times. */
export type Push = () => void;

export class Kernel {
  readonly f: FunctionBuilder;
  readonly helpers: Helpers;
  /** Indices of the functions imported from `math`. */
  readonly imports: ReadonlyMap<string, number>;
  /** May instructions of relaxed SIMD be used? */
  readonly relaxed: boolean;
  /** Locals of values: one of a scalar, one a part of a vector. */
  readonly #locals = new Map<Value, readonly number[]>();
  /** Values that are another's: a broadcast whose operand was loaded into all lanes. */
  readonly #aliases = new Map<Value, Value>();
  /** Values that were put on the stack. */
  readonly #pushed = new Set<Value>();
  /** Locals of the open blocks, given back when they end. */
  readonly #scopes: Set<number>[] = [new Set()];
  /** Values that have locals of their own, and the scopes that those belong to. */
  readonly #owners = new Map<Value, Set<number>>();

  constructor(
    f: FunctionBuilder,
    helpers: Helpers,
    imports: ReadonlyMap<string, number>,
    relaxed: boolean,
  ) {
    this.f = f;
    this.helpers = helpers;
    this.imports = imports;
    this.relaxed = relaxed;
  }

  // ----- Scopes -----

  /** Emits a block; locals made in it are free afterwards. */
  scoped(emit: () => void): void {
    this.#scopes.push(new Set());
    emit();
    for (const local of this.#scopes.pop() ?? []) this.f.release(local);
  }
  /** A local that lives to the end of the open scope. */
  local(type: ValueType): number {
    const local = this.f.local(type);
    this.#scopes[this.#scopes.length - 1]?.add(local);
    return local;
  }
  /** A local for as long as `use` runs. */
  temporary(type: ValueType, use: (local: number) => void): void {
    const local = this.f.local(type);
    use(local);
    this.f.release(local);
  }

  // ----- Values -----

  /** Types of the locals that hold a value. */
  localTypes(value: Value): ValueType[] {
    return value.type.kind === 'vector'
      ? partSizes(value.type).map(() => 'v128' as const)
      : [heldElement(value.type).scalar];
  }
  /** Gives a value its locals in the open scope. */
  define(value: Value): readonly number[] {
    const locals = this.localTypes(value).map((type) => this.local(type));
    this.#locals.set(value, locals);
    this.#owners.set(value, this.#scopes[this.#scopes.length - 1] as Set<number>);
    return locals;
  }
  /** Gives the locals of a value back that is used no more, unless others hold it too. */
  forget(value: Value): void {
    const scope = this.#owners.get(value);
    if (!scope) return;
    for (const local of this.#locals.get(value) ?? [])
      if (scope.delete(local)) this.f.release(local);
  }
  /** Lets a value be held in locals that there are already. */
  bind(value: Value, locals: readonly number[]): void {
    this.#locals.set(value, locals);
  }
  /** Lets a value stand for another, whose locals then live to the end of their scope. */
  alias(value: Value, other: Value): void {
    this.#aliases.set(value, other);
    this.#owners.delete(this.#aliases.get(other) ?? other);
  }
  locals(value: Value): readonly number[] {
    const locals = this.#locals.get(this.#aliases.get(value) ?? value);
    if (!locals) throw new Error('a value is used before it is computed');
    return locals;
  }
  /** Puts a scalar, or a part of a vector, on the stack. */
  push(value: Value, part = 0): void {
    const of = this.#aliases.get(value) ?? value;
    const op = of.definingOp;
    this.#pushed.add(of);
    if (op?.is('arith.constant') && !this.#locals.has(of)) this.#pushConstant(op, part);
    else this.f.get(this.locals(of)[part] as number);
  }
  /** Has anything that was emitted read the value? */
  wasPushed(value: Value): boolean {
    return this.#pushed.has(this.#aliases.get(value) ?? value);
  }
  readonly pusher =
    (value: Value, part = 0): Push =>
    () =>
      this.push(value, part);

  #pushConstant(op: Operation, part: number): void {
    const attr = op.attr('value');
    const { type } = op.result();
    const element = heldElement(type);
    if (attr?.kind === 'integer') this.pushBits(element, attr.value);
    else if (attr?.kind === 'float') this.pushFloat(element, attr.value, attr.bits);
    else if (attr?.kind === 'dense') {
      const bytes = new Uint8Array(16);
      const view = new DataView(bytes.buffer);
      const width = 16 / element.lanes;
      for (let lane = 0; lane < element.lanes; lane++) {
        const index = part * element.lanes + lane;
        if (index >= laneCount(type)) break;
        const item = attr.at(index);
        if (item.kind === 'float') {
          if (element.scalar === 'f64') view.setBigUint64(lane * width, item.bits, true);
          else if (element.half) view.setFloat32(lane * width, item.value, true);
          else view.setUint32(lane * width, Number(item.bits), true);
        } else if (width === 8) view.setBigInt64(lane * width, item.value, true);
        else
          view.setInt32(
            lane * width,
            element.bits === 1 ? -Number(item.value & 1n) : Number(BigInt.asIntN(32, item.value)),
            true,
          );
      }
      this.f.v128(bytes);
    }
  }
  /** An integer constant as the element is held. */
  pushBits(element: Element, value: bigint): void {
    if (element.scalar === 'i64') this.f.i64(value);
    else if (element.bits === 1) this.f.i32(Number(value & 1n));
    else this.f.i32(Number(BigInt.asIntN(element.bits, value)));
  }
  pushFloat(element: Element, value: number, bits: bigint): void {
    if (element.scalar === 'f64') this.f.f64Bits(bits);
    else if (element.half) this.f.f32(value);
    else this.f.f32Bits(Number(bits));
  }

  // ----- Lanes -----

  /** Takes a lane of the v128 on the stack. */
  extractLane(element: Element, lane: number): void {
    this.f.lane(`${element.shape}.extract_lane`, lane);
    if (element.bits === 1) this.f.i32(1).op('i32.and');
  }
  /** Stack: v128, scalar. */
  replaceLane(element: Element, lane: number): void {
    if (element.bits === 1) this.#toMask();
    this.f.lane(`${element.shape}.replace_lane`, lane);
  }
  /** The scalar on the stack in all lanes. */
  splat(element: Element): void {
    if (element.bits === 1) this.#toMask();
    this.f.op(`${element.shape}.splat`);
  }
  /** 0 or 1 on the stack becomes all zeros or all ones. */
  #toMask(): void {
    this.temporary('i32', (local) => {
      this.f.set(local).i32(0).get(local).op('i32.sub');
    });
  }
  /** A scalar, or lane `lane` of a vector. */
  pushLane(value: Value, lane: number): void {
    if (value.type.kind !== 'vector') {
      this.push(value);
      return;
    }
    const element = heldElement(value.type);
    this.push(value, Math.floor(lane / element.lanes));
    this.extractLane(element, lane % element.lanes);
  }
  readonly lanePusher =
    (value: Value, lane: number): Push =>
    () =>
      this.pushLane(value, lane);

  // ----- Elements -----

  /** Brings the i32 or i64 on the stack into the form in which the element is held. */
  normalize(element: Element): void {
    switch (element.bits) {
      case 1:
        this.f.i32(1).op('i32.and');
        break;
      case 8:
        if (element.scalar === 'i32') this.f.op('i32.extend8_s');
        break;
      case 16:
        if (element.scalar === 'i32') this.f.op('i32.extend16_s');
        break;
      default:
        break;
    }
    if (element.half) this.roundHalf(element.half);
  }
  /** Rounds the f32 on the stack to the precision of a half. */
  roundHalf(half: 'f16' | 'bf16'): void {
    this.toHalfBits(half);
    this.fromHalfBits(half);
  }
  toHalfBits(half: 'f16' | 'bf16'): void {
    this.f.call(this.helpers.index(half === 'f16' ? 'f16FromF32' : 'bf16FromF32'));
  }
  fromHalfBits(half: 'f16' | 'bf16'): void {
    this.f.call(this.helpers.index(half === 'f16' ? 'f32FromF16' : 'f32FromBf16'));
  }
  /** The integer that `push` gives, zero-extended from its own width. */
  pushUnsigned(element: Element, push: Push): void {
    push();
    if (element.bits === 8) this.f.i32(0xff).op('i32.and');
    else if (element.bits === 16) this.f.i32(0xffff).op('i32.and');
  }
}

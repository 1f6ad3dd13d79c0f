/**
 * Emits the body of one WebAssembly function: instructions, locals, structured control.
 *
 * Labels are handed out by the constructs that open them and turned into relative depths where they
 * are branched to. Locals are pooled by type: `release` makes one free for the next value.
 */

import { ByteWriter } from './byte-writer.ts';
import {
  isRelaxed,
  LANE_OPCODES,
  type LaneOpcode,
  MEMORY_LANE_OPCODES,
  MEMORY_OPCODES,
  type MemoryLaneOpcode,
  type MemoryOpcode,
  OTHER_OPCODES,
  PLAIN_OPCODES,
  type PlainOpcode,
} from './opcodes.ts';

/** Value types, by their bytes in the binary format. */
export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof VALUE_TYPES;

export interface FunctionSignature {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

/** A construct that can be branched to, while it is open. */
export interface Label {
  readonly depth: number;
}

const EMPTY_BLOCK_TYPE = 0x40;

export class FunctionBuilder {
  readonly signature: FunctionSignature;
  /** True once an instruction of relaxed SIMD was emitted. */
  usesRelaxed = false;
  readonly #code = new ByteWriter();
  readonly #locals: ValueType[] = [];
  readonly #free: Record<ValueType, number[]> = { i32: [], i64: [], f32: [], f64: [], v128: [] };
  #depth = 0;
  readonly #float = new DataView(new ArrayBuffer(8));

  constructor(signature: FunctionSignature) {
    this.signature = signature;
  }

  // ----- Locals -----

  /** A local that holds no live value; parameters are locals 0, 1, …. */
  local(type: ValueType): number {
    const free = this.#free[type].pop();
    if (free !== undefined) return free;
    this.#locals.push(type);
    return this.signature.params.length + this.#locals.length - 1;
  }
  /** Gives a local back for reuse. */
  release(local: number): void {
    const type = this.#locals[local - this.signature.params.length];
    if (type) this.#free[type].push(local);
  }
  get(local: number): this {
    return this.#index('local.get', local);
  }
  set(local: number): this {
    return this.#index('local.set', local);
  }
  tee(local: number): this {
    return this.#index('local.tee', local);
  }
  #index(name: 'local.get' | 'local.set' | 'local.tee' | 'call', index: number): this {
    this.#code.u8(OTHER_OPCODES[name]);
    this.#code.u32(index);
    return this;
  }

  // ----- Instructions -----

  #opcode(opcode: number): void {
    if (opcode < 0x100) this.#code.u8(opcode);
    else {
      this.#code.u8(opcode >>> 16);
      this.#code.u32(opcode & 0xffff);
    }
  }
  /** An instruction without immediates. Control has methods of its own. */
  op(name: Exclude<PlainOpcode, 'else' | 'end'>): this {
    if (isRelaxed(name)) this.usesRelaxed = true;
    this.#opcode(PLAIN_OPCODES[name]);
    return this;
  }
  /** A load or store at the address on the stack plus `offset`, naturally aligned or not. */
  memory(name: MemoryOpcode, offset = 0, alignment?: number): this {
    const [opcode, bytes] = MEMORY_OPCODES[name];
    this.#opcode(opcode);
    this.#memoryArgument(bytes, offset, alignment);
    return this;
  }
  memoryLane(name: MemoryLaneOpcode, lane: number, offset = 0, alignment?: number): this {
    const [opcode, bytes] = MEMORY_LANE_OPCODES[name];
    this.#opcode(opcode);
    this.#memoryArgument(bytes, offset, alignment);
    this.#code.u8(lane);
    return this;
  }
  #memoryArgument(bytes: number, offset: number, alignment = bytes): void {
    this.#code.u32(31 - Math.clz32(Math.min(alignment, bytes)));
    this.#code.u32(offset);
  }
  lane(name: LaneOpcode, lane: number): this {
    this.#opcode(LANE_OPCODES[name]);
    this.#code.u8(lane);
    return this;
  }
  /** Bytes of the result, each one of the 32 bytes of the two operands. */
  shuffle(lanes: readonly number[]): this {
    if (lanes.length !== 16) throw new RangeError(`shuffle of ${lanes.length} lanes`);
    this.#opcode(OTHER_OPCODES['i8x16.shuffle']);
    this.#code.bytes(lanes);
    return this;
  }
  i32(value: number): this {
    this.#code.u8(OTHER_OPCODES['i32.const']);
    this.#code.s32(value);
    return this;
  }
  i64(value: bigint): this {
    this.#code.u8(OTHER_OPCODES['i64.const']);
    this.#code.s64(value);
    return this;
  }
  f32(value: number): this {
    this.#float.setFloat32(0, value, true);
    return this.f32Bits(this.#float.getUint32(0, true));
  }
  f64(value: number): this {
    this.#float.setFloat64(0, value, true);
    return this.f64Bits(this.#float.getBigUint64(0, true));
  }
  f32Bits(bits: number): this {
    this.#code.u8(OTHER_OPCODES['f32.const']);
    this.#code.fixed32(bits);
    return this;
  }
  f64Bits(bits: bigint): this {
    this.#code.u8(OTHER_OPCODES['f64.const']);
    this.#code.fixed64(bits);
    return this;
  }
  v128(bytes: Uint8Array): this {
    if (bytes.length !== 16) throw new RangeError(`v128 constant of ${bytes.length} bytes`);
    this.#opcode(OTHER_OPCODES['v128.const']);
    this.#code.bytes(bytes);
    return this;
  }
  /** Copies from a passive data segment. Stack: destination, offset in the segment, bytes. */
  memoryInit(segment: number): this {
    this.#opcode(OTHER_OPCODES['memory.init']);
    this.#code.u32(segment);
    this.#code.u8(0);
    return this;
  }
  /** Stack: destination, source, bytes. */
  memoryCopy(): this {
    this.#opcode(OTHER_OPCODES['memory.copy']);
    this.#code.bytes([0, 0]);
    return this;
  }
  /** Stack: destination, byte, bytes. */
  memoryFill(): this {
    this.#opcode(OTHER_OPCODES['memory.fill']);
    this.#code.u8(0);
    return this;
  }
  /** Calls a function by its index: imports first, then the module's own. */
  call(functionIndex: number): this {
    return this.#index('call', functionIndex);
  }

  // ----- Control -----

  #open(name: 'block' | 'loop' | 'if', result: ValueType | null): Label {
    this.#code.u8(OTHER_OPCODES[name]);
    this.#code.u8(result ? VALUE_TYPES[result] : EMPTY_BLOCK_TYPE);
    this.#depth++;
    return { depth: this.#depth };
  }
  /** A branch to a block goes to its end. */
  block(result: ValueType | null = null): Label {
    return this.#open('block', result);
  }
  /** A branch to a loop goes to its start. */
  loop(result: ValueType | null = null): Label {
    return this.#open('loop', result);
  }
  if(result: ValueType | null = null): Label {
    return this.#open('if', result);
  }
  else(): this {
    this.#code.u8(PLAIN_OPCODES.else);
    return this;
  }
  end(): this {
    this.#code.u8(PLAIN_OPCODES.end);
    this.#depth--;
    return this;
  }
  br(label: Label): this {
    this.#code.u8(OTHER_OPCODES.br);
    this.#code.u32(this.#depth - label.depth);
    return this;
  }
  brIf(label: Label): this {
    this.#code.u8(OTHER_OPCODES.br_if);
    this.#code.u32(this.#depth - label.depth);
    return this;
  }

  /** Bytes emitted so far; what a source map counts in, relative to the body's code. */
  get codeOffset(): number {
    return this.#code.length;
  }

  /** The function's entry of the code section, its size in front. */
  encode(): Uint8Array {
    if (this.#depth !== 0)
      throw new Error(`${this.#depth} constructs are open at the function's end`);
    const body = new ByteWriter();
    const runs: [count: number, type: ValueType][] = [];
    for (const type of this.#locals) {
      const last = runs[runs.length - 1];
      if (last && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    body.u32(runs.length);
    for (const [count, type] of runs) {
      body.u32(count);
      body.u8(VALUE_TYPES[type]);
    }
    body.bytes(this.#code.finish());
    body.u8(PLAIN_OPCODES.end);
    const bytes = body.finish();
    const entry = new ByteWriter();
    entry.u32(bytes.length);
    entry.bytes(bytes);
    return entry.finish();
  }
}

/**
 * Instructions to bytes and back, by the opcode table: the encoder the compiler writes functions
 * with, and the decoder under the loader's verifier and the disassembler.
 */
import { FormatError } from './format-error.ts';
import {
  extensionPrefixes,
  findInstruction,
  type Instruction,
  instructionNamed,
  type OperandEncoding,
} from './opcodes.ts';

/**
 * Register copies a branch makes, source and target alternating, as they stand in the code: with
 * type and move bits, a 64-bit value as two pairs. They are made in this order, one after another.
 */
export type RegisterRemap = readonly number[];

/** An operand as the encoder takes it. */
export type OperandValue =
  /** Register, i32 attribute, ordinal (function ordinals with the import bit), f32 bits. */
  | number
  /** i64 attribute or f64 bits. */
  | bigint
  /** Text of a string operand. */
  | string
  /** Registers of a list, or segment sizes. */
  | readonly number[]
  /** A branch to a block of this function. */
  | BranchValue;

/** A branch target: while encoding a block's label, after decoding a byte offset. */
export interface BranchValue {
  readonly target: number;
  readonly remap: RegisterRemap;
}

/** A decoded instruction. */
export interface DecodedInstruction {
  readonly instruction: Instruction;
  /** One value for each operand of the table. */
  readonly operands: readonly OperandValue[];
  /** Offset of the next instruction. */
  readonly next: number;
}

/** What the encoder hands back for a function. */
export interface EncodedFunction {
  /** Bytes padded to a multiple of 8, as they go into the module's bytecode. */
  readonly bytes: Uint8Array;
  /** Length without padding: the descriptor's `bytecodeLength`. */
  readonly length: number;
  readonly blockCount: number;
}

const blockOpcode = instructionNamed('Block').opcode;

/** Encodes one function: blocks in order, each opened with {@link beginBlock}. */
export class FunctionEncoder {
  #bytes = new Uint8Array(256);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;
  readonly #blocks = new Map<number, number>();
  readonly #fixups: { readonly at: number; readonly label: number }[] = [];

  /** Offset of the next instruction in the function. */
  get offset(): number {
    return this.#length;
  }

  /** Starts a block that branches name by this label. */
  beginBlock(label: number): void {
    if (this.#blocks.has(label)) throw new TypeError(`block ${label} begins twice`);
    this.#blocks.set(label, this.#length);
    this.#u8(blockOpcode);
  }

  /** Appends an instruction. Operands must match the table; TypeError when they do not. */
  emit(instruction: Instruction, operands: readonly OperandValue[]): void {
    if (operands.length !== instruction.operands.length) {
      throw new TypeError(
        `${instruction.operation} takes ${instruction.operands.length} operands, not ${operands.length}`,
      );
    }
    if (instruction.table !== 'core') this.#u8(extensionPrefixes[instruction.table]);
    this.#u8(instruction.opcode);
    instruction.operands.forEach((encoding, index) => {
      this.#operand(instruction, encoding, operands[index]!);
    });
  }

  /** Resolves branches and pads the function. */
  finish(): EncodedFunction {
    for (const { at, label } of this.#fixups) {
      const offset = this.#blocks.get(label);
      if (offset === undefined) throw new TypeError(`branch to block ${label}, which never begins`);
      this.#view.setInt32(at, offset, true);
    }
    const length = this.#length;
    this.#align(8);
    return {
      bytes: this.#bytes.slice(0, this.#length),
      length,
      blockCount: this.#blocks.size,
    };
  }

  #operand(instruction: Instruction, encoding: OperandEncoding, value: OperandValue): void {
    const bad = (): TypeError =>
      new TypeError(
        `${instruction.operation}: operand '${encoding.name}' is not a ${encoding.kind}`,
      );
    switch (encoding.kind) {
      case 'operand':
      case 'result':
        if (typeof value !== 'number') throw bad();
        this.#u16(value);
        return;
      case 'operands':
      case 'results':
      case 'segments':
        if (!Array.isArray(value)) throw bad();
        this.#list(value as readonly number[], value.length);
        return;
      case 'attribute':
        if (encoding.type === 'i64' || encoding.type === 'f64') {
          if (typeof value !== 'bigint') throw bad();
          this.#u64(value);
        } else {
          if (typeof value !== 'number') throw bad();
          this.#u32(value);
        }
        return;
      case 'global':
      case 'rodata':
      case 'type':
      case 'function':
        if (typeof value !== 'number') throw bad();
        this.#u32(value);
        return;
      case 'string': {
        if (typeof value !== 'string') throw bad();
        const text = new TextEncoder().encode(value);
        if (text.length > 0xffff) {
          throw new TypeError(
            `${instruction.operation}: string of ${text.length} bytes is too long`,
          );
        }
        this.#u16(text.length);
        for (const byte of text) this.#u8(byte);
        return;
      }
      case 'branch':
        if (typeof value !== 'object' || !('target' in value)) throw bad();
        this.#fixups.push({ at: this.#length, label: value.target });
        this.#u32(0);
        this.#list(value.remap, value.remap.length / 2);
        return;
    }
  }

  #list(values: readonly number[], count: number): void {
    if (count > 0xffff) throw new TypeError(`list of ${count} registers is too long`);
    this.#align(2);
    this.#u16(count);
    for (const value of values) this.#u16(value);
  }

  #align(alignment: number): void {
    while (this.#length % alignment !== 0) this.#u8(0);
  }

  #reserve(size: number): number {
    const at = this.#length;
    if (at + size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#bytes.length * 2, at + size));
      grown.set(this.#bytes);
      this.#bytes = grown;
      this.#view = new DataView(grown.buffer);
    }
    this.#length += size;
    return at;
  }

  // Room is made before the view is read: growing replaces it.

  #u8(value: number): void {
    const at = this.#reserve(1);
    this.#view.setUint8(at, value);
  }

  #u16(value: number): void {
    if (!(value >= 0 && value <= 0xffff)) throw new TypeError(`${value} does not fit 16 bits`);
    const at = this.#reserve(2);
    this.#view.setUint16(at, value, true);
  }

  #u32(value: number): void {
    const at = this.#reserve(4);
    this.#view.setUint32(at, value >>> 0, true);
  }

  #u64(value: bigint): void {
    const at = this.#reserve(8);
    this.#view.setBigUint64(at, BigInt.asUintN(64, value), true);
  }
}

/**
 * Decodes the instruction at `pc` of a function's bytes. FormatError when the opcode is unknown or
 * the bytes end early. Registers and ordinals are not checked.
 */
export function decodeInstruction(code: DataView, pc: number): DecodedInstruction {
  const reader = new InstructionReader(code, pc);
  const first = reader.u8();
  let instruction: Instruction | undefined;
  if (first === extensionPrefixes.f32) instruction = findInstruction('f32', reader.u8());
  else if (first === extensionPrefixes.f64) instruction = findInstruction('f64', reader.u8());
  else instruction = findInstruction('core', first);
  if (!instruction) {
    throw new FormatError(`unhandled opcode ${hex(first, 2)} at pc ${hex(pc, 8)}`);
  }
  const operands = instruction.operands.map((encoding) => reader.operand(encoding));
  return { instruction, operands, next: reader.pc };
}

/** Reads fields of one instruction. */
class InstructionReader {
  readonly #code: DataView;
  readonly #start: number;
  pc: number;

  constructor(code: DataView, pc: number) {
    this.#code = code;
    this.#start = pc;
    this.pc = pc;
  }

  u8(): number {
    return this.#code.getUint8(this.#take(1));
  }

  operand(encoding: OperandEncoding): OperandValue {
    switch (encoding.kind) {
      case 'operand':
      case 'result':
        return this.#u16();
      case 'operands':
      case 'results':
      case 'segments':
        return this.#list(1);
      case 'attribute':
        switch (encoding.type) {
          case 'i32':
            return this.#code.getInt32(this.#take(4), true);
          case 'f32':
            return this.#code.getUint32(this.#take(4), true);
          case 'i64':
            return this.#code.getBigInt64(this.#take(8), true);
          case 'f64':
            return this.#code.getBigUint64(this.#take(8), true);
        }
        break;
      case 'global':
      case 'rodata':
      case 'type':
      case 'function':
        return this.#code.getUint32(this.#take(4), true);
      case 'string': {
        const length = this.#u16();
        const at = this.#take(length);
        const bytes = new Uint8Array(this.#code.buffer, this.#code.byteOffset + at, length);
        // Copied, since a decoder does not take shared memory.
        return new TextDecoder().decode(Uint8Array.from(bytes));
      }
      case 'branch': {
        const target = this.#code.getUint32(this.#take(4), true);
        return { target, remap: this.#list(2) };
      }
    }
  }

  #list(width: number): number[] {
    this.pc += this.pc % 2;
    const count = this.#u16();
    const at = this.#take(count * width * 2);
    return Array.from({ length: count * width }, (_, i) => this.#code.getUint16(at + i * 2, true));
  }

  #u16(): number {
    return this.#code.getUint16(this.#take(2), true);
  }

  #take(size: number): number {
    const at = this.pc;
    this.pc += size;
    if (this.pc > this.#code.byteLength) {
      throw new FormatError(
        `bytecode data overrun trying to parse op at ${hex(this.#start, 8)} ` +
          `(${this.#start}) of ${this.#code.byteLength} available bytes`,
      );
    }
    return at;
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

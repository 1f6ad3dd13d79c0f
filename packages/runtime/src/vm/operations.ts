/**
 * How operations are written for the interpreter: functions by instruction code that read operands
 * from the translated code and work on the current frame's registers.
 */
import { instructionCode, instructionNamed, Register } from '@iree-workbench/format';
import type { BytecodeModuleState } from './module-state.ts';
import type { VmRef } from './native-module.ts';
import type { Registers } from './registers.ts';

/** What an operation may touch besides its operands. */
export interface OperationContext {
  readonly registers: Registers;
  /** State of the module whose function runs. */
  state: BytecodeModuleState;
}

/** Runs one operation; `at` is the position of its first operand in `code`. */
export type Operation = (context: OperationContext, code: Int32Array, at: number) => void;

/** Operations by upstream's instruction name. */
export type OperationTable = Readonly<Record<string, Operation>>;

/** Arranges operations by instruction code, for the interpreter to index. */
export function indexOperations(tables: readonly OperationTable[]): (Operation | undefined)[] {
  const byCode = new Array<Operation | undefined>(0x300).fill(undefined);
  for (const table of tables) {
    for (const [name, operation] of Object.entries(table)) {
      const instruction = instructionNamed(name);
      byCode[instructionCode(instruction.table, instruction.opcode)] = operation;
    }
  }
  return byCode;
}

/** Reads a ref operand. */
export function readRef(registers: Registers, operand: number): VmRef | null {
  return registers.refs[registers.refBase + (operand & Register.refMask)]!;
}

/**
 * Reads a ref operand and, at its last use, empties the register, so that what it held does not
 * outlive its use while the program waits.
 */
export function takeRef(registers: Registers, operand: number): VmRef | null {
  const at = registers.refBase + (operand & Register.refMask);
  const ref = registers.refs[at]!;
  if ((operand & Register.refMoveBit) !== 0) registers.refs[at] = null;
  return ref;
}

/** Writes a ref result. */
export function writeRef(registers: Registers, operand: number, ref: VmRef | null): void {
  registers.refs[registers.refBase + (operand & Register.refMask)] = ref;
}

/**
 * Reads an i64 register that holds a size or offset, as unsigned. Values beyond 2^53 lose precision,
 * which no bounds check survives anyway.
 */
export function readSize(registers: Registers, operand: number): number {
  const at = registers.base + operand;
  return (registers.i32[at + 1]! >>> 0) * 0x100000000 + (registers.i32[at]! >>> 0);
}

/** Index of a 64-bit register in the f64 and i64 views. */
export function wide(registers: Registers, operand: number): number {
  return (registers.base + operand) >> 1;
}

/**
 * The interpreter: a synchronous loop over explicit frames. A native function that returns a promise
 * stops the loop with its frames kept; the caller resumes it when the promise settles.
 */
import {
  type CconvArgument,
  type CconvType,
  instructionCode,
  instructionNamed,
  Register,
} from '@iree-workbench/format';
import type { BytecodeFunction, BytecodeImport } from './bytecode-module.ts';
import { type Cancellation, throwIfCancelled } from './cancellation.ts';
import { describeFrame, type Frame, nativeFrame } from './frames.ts';
import { allocationLimits } from './limits.ts';
import type { BytecodeModuleState, LinkedFunction } from './module-state.ts';
import {
  isPending,
  type NativeArgument,
  NativeArguments,
  type NativeResult,
  type PendingResult,
  type VmRef,
  type VmValue,
} from './native-module.ts';
import { indexOperations, type OperationContext, takeRef, writeRef } from './operations.ts';
import { floatOperations } from './operations-float.ts';
import { integerOperations } from './operations-integer.ts';
import { checkRefType, memoryOperations } from './operations-memory.ts';
import { Registers, stackOverflow } from './registers.ts';
import { type StackFrameInfo, StatusError, statusName } from './status.ts';
import { instructionLengths } from './translate.ts';
import { checkResults } from './values.ts';

/** What the embedder may supply for one invocation. */
export interface InvokeOptions {
  /** Polled at branches and calls. */
  readonly cancellation?: Cancellation | undefined;
}

/** How often, in branches and calls, cancellation is polled. */
const pollInterval = 1024;

const operations = indexOperations([integerOperations, floatOperations, memoryOperations]);

const code = (name: string): number => {
  const instruction = instructionNamed(name);
  return instructionCode(instruction.table, instruction.opcode);
};
const cmpEqI64 = code('CmpEQI64');
const cmpEqRef = code('CmpEQRef');
const callVariadic = code('CallVariadic');

/** Runs one invocation. */
export class Machine implements OperationContext {
  readonly registers = new Registers();
  state: BytecodeModuleState;
  readonly #frames: Frame[] = [];
  readonly #options: InvokeOptions;
  readonly #print: ((text: string) => void) | undefined;
  #fuel = pollInterval;
  #results: VmValue[] = [];
  #pendingTypes: readonly CconvType[] = [];
  #pendingName: StackFrameInfo | undefined;

  constructor(
    target: BytecodeFunction,
    state: BytecodeModuleState,
    args: readonly VmValue[],
    options: InvokeOptions,
    print: ((text: string) => void) | undefined,
  ) {
    this.state = state;
    this.#options = options;
    this.#print = print;
    this.#enter(target, state);
    target.arguments.forEach((argument, index) => {
      this.#write(argument.type, argument.register, args[index]!);
    });
  }

  /** The values the function returned, once {@link run} is done. */
  get results(): readonly VmValue[] {
    return this.#results;
  }

  /** Runs until the function returns (undefined) or waits for something (a promise). */
  run(): PendingResult | undefined {
    try {
      throwIfCancelled(this.#options.cancellation);
      return this.#loop();
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** Goes on with what a promise settled to. */
  resume(result: NativeResult): PendingResult | undefined {
    try {
      const types = this.#pendingTypes;
      this.#pendingTypes = [];
      const frame = this.#frames.at(-1)!;
      this.#storeResults(frame, result, types);
      this.#pendingName = undefined;
      throwIfCancelled(this.#options.cancellation);
      return this.#loop();
    } catch (error) {
      throw this.#failure(error);
    }
  }

  /** The error to report when a promise the program waits for is rejected. */
  rejected(error: unknown): StatusError {
    return this.#failure(error);
  }

  #loop(): PendingResult | undefined {
    const { registers } = this;
    let frame = this.#frames.at(-1)!;
    let { code } = frame.fn;
    let { i32, base } = registers;
    let pc = frame.next;
    for (;;) {
      const at = pc + 1;
      // Codes stand as numbers: engines make a jump table of literals only.
      switch (code[pc]!) {
        case /* ConstI32 */ 0x0d:
        case /* ConstF32 */ 0x105:
          i32[base + code[at + 1]!] = code[at]!;
          pc += 3;
          break;
        case /* ConstI32Zero */ 0x0c:
        case /* ConstF32Zero */ 0x104:
          i32[base + code[at]!] = 0;
          pc += 2;
          break;
        case /* ConstI64 */ 0x0f:
        case /* ConstF64 */ 0x205: {
          const result = base + code[at + 2]!;
          i32[result] = code[at]!;
          i32[result + 1] = code[at + 1]!;
          pc += 4;
          break;
        }
        case /* ConstI64Zero */ 0x0e:
        case /* ConstF64Zero */ 0x204: {
          const result = base + code[at]!;
          i32[result] = 0;
          i32[result + 1] = 0;
          pc += 2;
          break;
        }
        case /* AddI32 */ 0x22:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! + i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* SubI32 */ 0x23:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! - i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* MulI32 */ 0x24:
          i32[base + code[at + 2]!] = Math.imul(i32[base + code[at]!]!, i32[base + code[at + 1]!]!);
          pc += 4;
          break;
        case /* AndI32 */ 0x33:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! & i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* OrI32 */ 0x34:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! | i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* XorI32 */ 0x35:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! ^ i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* ShlI32 */ 0x3a:
          // JavaScript masks shift amounts to 5 bits, as the VM does.
          i32[base + code[at + 2]!] = i32[base + code[at]!]! << i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* ShrI32S */ 0x3b:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! >> i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* ShrI32U */ 0x3c:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! >>> i32[base + code[at + 1]!]!;
          pc += 4;
          break;
        case /* AddI64 */ 0x2a: {
          const a = base + code[at]!;
          const b = base + code[at + 1]!;
          const result = base + code[at + 2]!;
          const low = (i32[a]! >>> 0) + (i32[b]! >>> 0);
          i32[result + 1] = i32[a + 1]! + i32[b + 1]! + (low > 0xffffffff ? 1 : 0);
          i32[result] = low;
          pc += 4;
          break;
        }
        case /* SubI64 */ 0x2b: {
          const a = base + code[at]!;
          const b = base + code[at + 1]!;
          const result = base + code[at + 2]!;
          const low = (i32[a]! >>> 0) - (i32[b]! >>> 0);
          i32[result + 1] = i32[a + 1]! - i32[b + 1]! - (low < 0 ? 1 : 0);
          i32[result] = low;
          pc += 4;
          break;
        }
        case /* TruncI64I32 */ 0x42:
          i32[base + code[at + 1]!] = i32[base + code[at]!]!;
          pc += 3;
          break;
        case /* ExtI32I64S */ 0x47: {
          const value = i32[base + code[at]!]!;
          const result = base + code[at + 1]!;
          i32[result] = value;
          i32[result + 1] = value >> 31;
          pc += 3;
          break;
        }
        case /* ExtI32I64U */ 0x48: {
          const result = base + code[at + 1]!;
          i32[result] = i32[base + code[at]!]!;
          i32[result + 1] = 0;
          pc += 3;
          break;
        }
        case /* CmpEQI32 */ 0x49:
          i32[base + code[at + 2]!] = i32[base + code[at]!] === i32[base + code[at + 1]!] ? 1 : 0;
          pc += 4;
          break;
        case /* CmpNEI32 */ 0x4a:
          i32[base + code[at + 2]!] = i32[base + code[at]!] !== i32[base + code[at + 1]!] ? 1 : 0;
          pc += 4;
          break;
        case /* CmpLTI32S */ 0x4b:
          i32[base + code[at + 2]!] = i32[base + code[at]!]! < i32[base + code[at + 1]!]! ? 1 : 0;
          pc += 4;
          break;
        case /* CmpLTI32U */ 0x4c:
          i32[base + code[at + 2]!] =
            i32[base + code[at]!]! >>> 0 < i32[base + code[at + 1]!]! >>> 0 ? 1 : 0;
          pc += 4;
          break;
        case /* CmpNZI32 */ 0x4d:
          i32[base + code[at + 1]!] = i32[base + code[at]!] !== 0 ? 1 : 0;
          pc += 3;
          break;
        case /* CmpEQI64 */ 0x4e:
        case /* CmpNEI64 */ 0x4f: {
          const a = base + code[at]!;
          const b = base + code[at + 1]!;
          const equal = i32[a] === i32[b] && i32[a + 1] === i32[b + 1];
          i32[base + code[at + 2]!] = equal === (code[pc] === cmpEqI64) ? 1 : 0;
          pc += 4;
          break;
        }
        case /* CmpLTI64S */ 0x50: {
          const a = base + code[at]!;
          const b = base + code[at + 1]!;
          const high = i32[a + 1]! - i32[b + 1]!;
          i32[base + code[at + 2]!] =
            high < 0 || (high === 0 && i32[a]! >>> 0 < i32[b]! >>> 0) ? 1 : 0;
          pc += 4;
          break;
        }
        case /* CmpLTI64U */ 0x51: {
          const a = base + code[at]!;
          const b = base + code[at + 1]!;
          const high = (i32[a + 1]! >>> 0) - (i32[b + 1]! >>> 0);
          i32[base + code[at + 2]!] =
            high < 0 || (high === 0 && i32[a]! >>> 0 < i32[b]! >>> 0) ? 1 : 0;
          pc += 4;
          break;
        }
        case /* CmpNZI64 */ 0x52: {
          const a = base + code[at]!;
          i32[base + code[at + 1]!] = (i32[a]! | i32[a + 1]!) !== 0 ? 1 : 0;
          pc += 3;
          break;
        }
        case /* CmpEQRef */ 0x53:
        case /* CmpNERef */ 0x54: {
          const a = takeRef(registers, code[at]!);
          // Both operands may be one register that is given up here.
          const b =
            code[at]! % 0x4000 === code[at + 1]! % 0x4000 ? a : takeRef(registers, code[at + 1]!);
          i32[base + code[at + 2]!] = (a === b) === (code[pc] === cmpEqRef) ? 1 : 0;
          pc += 4;
          break;
        }
        case /* CmpNZRef */ 0x55:
          i32[base + code[at + 1]!] = takeRef(registers, code[at]!) !== null ? 1 : 0;
          pc += 3;
          break;
        case /* SelectI32 */ 0x1c:
        case /* SelectF32 */ 0x108:
          i32[base + code[at + 3]!] =
            i32[base + code[at]!] !== 0 ? i32[base + code[at + 1]!]! : i32[base + code[at + 2]!]!;
          pc += 5;
          break;
        case /* SelectI64 */ 0x1d:
        case /* SelectF64 */ 0x208: {
          const from = base + (i32[base + code[at]!] !== 0 ? code[at + 1]! : code[at + 2]!);
          const result = base + code[at + 3]!;
          const low = i32[from]!;
          i32[result + 1] = i32[from + 1]!;
          i32[result] = low;
          pc += 5;
          break;
        }
        case /* SelectRef */ 0x1e: {
          const chosen = i32[base + code[at]!] !== 0 ? code[at + 2]! : code[at + 3]!;
          const ref = registers.refs[registers.refBase + (chosen & Register.refMask)]!;
          frame.pc = pc;
          checkRefType(ref, this.state.types[code[at + 1]!]!);
          takeRef(registers, code[at + 2]!);
          takeRef(registers, code[at + 3]!);
          writeRef(registers, code[at + 4]!, ref);
          pc += 6;
          break;
        }
        case /* SwitchI32 */ 0x1f:
        case /* SwitchF32 */ 0x109: {
          const index = i32[base + code[at]!]!;
          const count = code[at + 2]!;
          const result = base + code[at + 3 + count]!;
          i32[result] =
            index >= 0 && index < count ? i32[base + code[at + 3 + index]!]! : code[at + 1]!;
          pc = at + 4 + count;
          break;
        }
        case /* SwitchI64 */ 0x20:
        case /* SwitchF64 */ 0x209: {
          const index = i32[base + code[at]!]!;
          const count = code[at + 3]!;
          const result = base + code[at + 4 + count]!;
          if (index >= 0 && index < count) {
            const from = base + code[at + 4 + index]!;
            const low = i32[from]!;
            i32[result + 1] = i32[from + 1]!;
            i32[result] = low;
          } else {
            i32[result] = code[at + 1]!;
            i32[result + 1] = code[at + 2]!;
          }
          pc = at + 5 + count;
          break;
        }
        case /* SwitchRef */ 0x21: {
          const index = i32[base + code[at]!]!;
          const count = code[at + 3]!;
          const chosen = index >= 0 && index < count ? code[at + 4 + index]! : code[at + 2]!;
          const ref = registers.refs[registers.refBase + (chosen & Register.refMask)]!;
          frame.pc = pc;
          checkRefType(ref, this.state.types[code[at + 1]!]!);
          takeRef(registers, chosen);
          writeRef(registers, code[at + 4 + count]!, ref);
          pc = at + 5 + count;
          break;
        }
        case /* Branch */ 0x56:
        case /* Break */ 0x61:
          if (--this.#fuel < 0) {
            frame.pc = pc;
            this.#poll();
          }
          pc = this.#branch(code, at);
          break;
        case /* CondBranch */ 0x57: {
          if (--this.#fuel < 0) {
            frame.pc = pc;
            this.#poll();
          }
          const taken = i32[base + code[at]!] !== 0;
          pc = this.#branch(code, taken ? at + 1 : at + 3 + code[at + 2]! * 2);
          break;
        }
        case /* CondBreak */ 0x60:
          pc = this.#branch(code, at + 1);
          break;
        case /* Yield */ 0x5d:
          // The frame goes on behind the branch once the host had its turn.
          frame.pc = pc;
          this.#poll();
          frame.next = this.#branch(code, at);
          this.#pendingTypes = [];
          return yielded;
        case /* Call */ 0x58:
        case /* CallVariadic */ 0x59: {
          frame.pc = pc;
          if (--this.#fuel < 0) this.#poll();
          const pending = this.#call(frame, code, pc);
          if (pending) return pending;
          frame = this.#frames.at(-1)!;
          ({ code } = frame.fn);
          ({ i32, base } = registers);
          pc = frame.next;
          break;
        }
        case /* Return */ 0x5a: {
          frame.pc = pc;
          if (this.#return(frame, code, at)) return undefined;
          frame = this.#frames.at(-1)!;
          ({ code } = frame.fn);
          ({ i32, base } = registers);
          pc = frame.next;
          break;
        }
        case /* Fail */ 0x5b: {
          frame.pc = pc;
          const status = i32[base + code[at]!]!;
          const message = frame.fn.strings[code[at + 1]!]!;
          const name = statusName(status);
          throw new StatusError(name === 'OK' ? 'UNKNOWN' : name, message);
        }
        case /* ImportResolved */ 0x5c:
          i32[base + code[at + 1]!] = this.state.imports[-1 - code[at]!] ? 1 : 0;
          pc += 3;
          break;
        case /* Trace */ 0x5e:
          this.#discard(code, at + 1);
          pc = at + 2 + code[at + 1]!;
          break;
        case /* Print */ 0x5f:
          this.#print?.(frame.fn.strings[code[at]!]!);
          this.#discard(code, at + 1);
          pc = at + 2 + code[at + 1]!;
          break;
        default: {
          const instruction = code[pc]!;
          frame.pc = pc;
          operations[instruction]!(this, code, at);
          pc += instructionLengths[instruction]!;
        }
      }
    }
  }

  #poll(): void {
    this.#fuel = pollInterval;
    throwIfCancelled(this.#options.cancellation);
  }

  /** Copies registers as the branch at `at` says, one after another; returns the target. */
  #branch(code: Int32Array, at: number): number {
    const { registers } = this;
    const end = at + 2 + code[at + 1]! * 2;
    for (let i = at + 2; i < end; i += 2) {
      const from = code[i]!;
      const to = code[i + 1]!;
      if ((from & Register.refTypeBit) !== 0) {
        writeRef(registers, to, takeRef(registers, from));
      } else {
        registers.i32[registers.base + to] = registers.i32[registers.base + from]!;
      }
    }
    return code[at]!;
  }

  /** Empties ref registers a debugging operation uses last. */
  #discard(code: Int32Array, at: number): void {
    for (let i = 1; i <= code[at]!; ++i) {
      const register = code[at + i]!;
      if ((register & Register.refTypeBit) !== 0) takeRef(this.registers, register);
    }
  }

  /** Opens a frame and makes it current. Its caller's registers stay in place below it. */
  #enter(fn: BytecodeFunction, state: BytecodeModuleState): Frame {
    const caller = this.#frames.at(-1);
    if (this.#frames.length >= allocationLimits.stackFrames) throw stackOverflow();
    const base = caller ? caller.base + caller.fn.i32RegisterCount : 0;
    const refBase = caller ? caller.refBase + caller.fn.refRegisterCount : 0;
    this.registers.open(base, fn.i32RegisterCount, refBase, fn.refRegisterCount);
    const frame: Frame = { fn, state, base, refBase, pc: 0, next: 0, resultsAt: 0 };
    this.#frames.push(frame);
    this.state = state;
    return frame;
  }

  /** Makes the frame below the current one current again. */
  #leave(): Frame | undefined {
    const left = this.#frames.pop()!;
    this.registers.close(left.refBase, left.fn.refRegisterCount);
    const frame = this.#frames.at(-1);
    if (frame) {
      this.registers.base = frame.base;
      this.registers.refBase = frame.refBase;
      this.state = frame.state;
    }
    return frame;
  }

  /** Calls a function; afterwards the current frame is the callee's, or the caller's gone on. */
  #call(frame: Frame, code: Int32Array, pc: number): PendingResult | undefined {
    const callee = code[pc + 1]!;
    let listAt = pc + 2;
    let segmentsAt = 0;
    if (code[pc] === callVariadic) {
      segmentsAt = listAt + 1;
      listAt += 1 + code[listAt]!;
    }
    frame.resultsAt = listAt + 1 + code[listAt]!;
    frame.next = frame.resultsAt + 1 + code[frame.resultsAt]!;
    if (callee >= 0) {
      this.#callBytecode(frame, frame.fn.module.functions[callee]!, frame.state, code, listAt + 1);
      return undefined;
    }
    const ordinal = -1 - callee;
    const declaration = frame.fn.module.imports[ordinal]!;
    const linked = frame.state.imports[ordinal];
    if (!linked) {
      throw new StatusError(
        'NOT_FOUND',
        `optional import \`${declaration.fullName}\` (ordinal ${ordinal}) not resolved`,
      );
    }
    if (linked.kind === 'bytecode') {
      this.#callBytecode(frame, linked.target, linked.state, code, listAt + 1);
      return undefined;
    }
    const args = this.#nativeArguments(declaration.cconv.arguments, code, segmentsAt, listAt + 1);
    const result = this.#callNative(linked, args);
    if (isPending(result)) {
      this.#pendingTypes = declaration.cconv.results;
      this.#pendingName = nativeFrame(linked);
      return result;
    }
    this.#storeNative(frame, declaration, linked, result);
    return undefined;
  }

  #callNative(
    linked: LinkedFunction & { kind: 'native' },
    args: NativeArguments,
  ): NativeResult | PendingResult {
    try {
      const result = linked.target.call(args, { cancellation: this.#options.cancellation });
      return result === undefined ? undefined : result;
    } catch (error) {
      this.#pendingName = nativeFrame(linked);
      throw error;
    }
  }

  #storeNative(
    frame: Frame,
    declaration: BytecodeImport,
    linked: LinkedFunction & { kind: 'native' },
    result: NativeResult,
  ): void {
    try {
      this.#storeResults(frame, result, declaration.cconv.results);
    } catch (error) {
      this.#pendingName = nativeFrame(linked);
      throw error;
    }
  }

  #callBytecode(
    caller: Frame,
    fn: BytecodeFunction,
    state: BytecodeModuleState,
    code: Int32Array,
    sourcesAt: number,
  ): void {
    const frame = this.#enter(fn, state);
    const { i32, refs } = this.registers;
    const count = fn.arguments.length;
    for (let index = 0; index < count; ++index) {
      const { type, register } = fn.arguments[index]!;
      const source = code[sourcesAt + index]!;
      if (type === 'r') {
        const from = caller.refBase + (source & Register.refMask);
        refs[frame.refBase + register] = refs[from]!;
        if ((source & Register.refMoveBit) !== 0) refs[from] = null;
        continue;
      }
      const from = caller.base + source;
      const to = frame.base + register;
      i32[to] = i32[from]!;
      if (type === 'I' || type === 'F') i32[to + 1] = i32[from + 1]!;
    }
  }

  /** Returns from the current frame; true when it was the outermost. */
  #return(frame: Frame, code: Int32Array, at: number): boolean {
    const { i32, refs } = this.registers;
    const types = frame.fn.results;
    const caller = this.#frames.at(-2);
    if (!caller) {
      this.#results = types.map((type, index) => this.#read(type, code[at + 1 + index]!));
      this.#leave();
      return true;
    }
    const callerCode = caller.fn.code;
    for (let index = 0; index < types.length; ++index) {
      const type = types[index]!;
      const source = code[at + 1 + index]!;
      const target = callerCode[caller.resultsAt + 1 + index]!;
      if (type === 'r') {
        refs[caller.refBase + (target & Register.refMask)] =
          refs[frame.refBase + (source & Register.refMask)]!;
        continue;
      }
      const from = frame.base + source;
      const to = caller.base + target;
      i32[to] = i32[from]!;
      if (type === 'I' || type === 'F') i32[to + 1] = i32[from + 1]!;
    }
    this.#leave();
    return false;
  }

  #nativeArguments(
    types: readonly CconvArgument[],
    code: Int32Array,
    segmentsAt: number,
    sourcesAt: number,
  ): NativeArguments {
    const values: NativeArgument[] = [];
    let next = sourcesAt;
    for (const [index, argument] of types.entries()) {
      if (argument.kind === 'value') {
        values.push(this.#read(argument.type, code[next++]!));
        continue;
      }
      const tuples: NativeArguments[] = [];
      for (let count = code[segmentsAt + index]!; count > 0; --count) {
        const tuple: NativeArgument[] = [];
        for (const type of argument.types) tuple.push(this.#read(type, code[next++]!));
        tuples.push(new NativeArguments(tuple));
      }
      values.push(tuples);
    }
    return new NativeArguments(values);
  }

  /** Stores what a native function returned into the result registers of the call in progress. */
  #storeResults(frame: Frame, result: NativeResult, types: readonly CconvType[]): void {
    checkResults(types, result).forEach((value, index) => {
      this.#write(types[index]!, frame.fn.code[frame.resultsAt + 1 + index]!, value);
    });
  }

  /** Reads a register of the current frame as a value. */
  #read(type: CconvType, register: number): VmValue {
    const { registers } = this;
    switch (type) {
      case 'i':
        return registers.i32[registers.base + register]!;
      case 'f':
        return registers.f32[registers.base + register]!;
      case 'I':
        return registers.i64[(registers.base + register) >> 1]!;
      case 'F':
        return registers.f64[(registers.base + register) >> 1]!;
      case 'r':
        return takeRef(registers, register);
    }
  }

  /** Writes a value of the right kind to a register of the current frame. */
  #write(type: CconvType, register: number, value: VmValue): void {
    const { registers } = this;
    switch (type) {
      case 'i':
        registers.i32[registers.base + register] = value as number;
        return;
      case 'f':
        registers.f32[registers.base + register] = value as number;
        return;
      case 'I':
        registers.i64[(registers.base + register) >> 1] = value as bigint;
        return;
      case 'F':
        registers.f64[(registers.base + register) >> 1] = value as number;
        return;
      case 'r':
        writeRef(registers, register, value as VmRef | null);
        return;
    }
  }

  /** Turns whatever was thrown into a StatusError that knows where the program was. */
  #failure(error: unknown): StatusError {
    const status =
      error instanceof StatusError
        ? error
        : new StatusError('INTERNAL', error instanceof Error ? error.message : String(error), {
            cause: error,
          });
    if (status.vmStack.length === 0) {
      const stack: StackFrameInfo[] = this.#pendingName ? [this.#pendingName] : [];
      for (let i = this.#frames.length - 1; i >= 0; --i) {
        stack.push(describeFrame(this.#frames[i]!));
      }
      status.vmStack = stack;
    }
    return status;
  }
}

/** What `vm.yield` waits for: nothing, but the host gets a turn. */
const yielded: PendingResult = Promise.resolve(undefined);

/** True for the pending result of `vm.yield`, which a synchronous caller may skip. */
export function isYield(pending: PendingResult): boolean {
  return pending === yielded;
}

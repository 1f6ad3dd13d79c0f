/**
 * Frames of the interpreter's stack, and what an error says about them.
 */
import type { BytecodeFunction } from './bytecode-module.ts';
import type { BytecodeModuleState, LinkedFunction } from './module-state.ts';
import type { StackFrameInfo } from './status.ts';

/** A call in progress. */
export interface Frame {
  readonly fn: BytecodeFunction;
  readonly state: BytecodeModuleState;
  readonly base: number;
  readonly refBase: number;
  /** The instruction in progress; kept up where an instruction may fail. */
  pc: number;
  /** Where to go on after a call. */
  next: number;
  /** Position of the result registers of the call in progress. */
  resultsAt: number;
}

/** A native function as the innermost frame. */
export function nativeFrame(linked: LinkedFunction & { kind: 'native' }): StackFrameInfo {
  return { moduleName: linked.module.name, functionName: linked.target.name };
}

/** Where a frame is: the operation its pc names. */
export function describeFrame(frame: Frame): StackFrameInfo {
  const { starts, offsets, module } = frame.fn;
  let index = 0;
  let end = starts.length;
  while (index + 1 < end) {
    const middle = (index + end) >> 1;
    if (starts[middle]! <= frame.pc) index = middle;
    else end = middle;
  }
  const bytecodeOffset = offsets[index] ?? 0;
  const source = module.sourceLocation(frame.fn.ordinal, bytecodeOffset);
  return {
    moduleName: module.name,
    functionName: frame.fn.name,
    bytecodeOffset,
    ...(source !== undefined && { source }),
  };
}

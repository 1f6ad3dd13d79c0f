/**
 * The register stack of one invocation: one buffer seen as i32, f32, f64 and i64, plus the ref bank.
 * A frame is a base into each; 64-bit views are indexed by half the register's position.
 */
import { allocationLimits } from './limits.ts';
import type { VmRef } from './native-module.ts';
import { StatusError } from './status.ts';

/** Registers of all frames, growing with the call depth. */
export class Registers {
  i32: Int32Array;
  f32: Float32Array;
  f64: Float64Array;
  i64: BigInt64Array;
  readonly refs: (VmRef | null)[] = [];
  /** First register of the current frame; even. */
  base = 0;
  /** First ref register of the current frame. */
  refBase = 0;

  constructor(capacity = 256) {
    const buffer = new ArrayBuffer(capacity * 4);
    this.i32 = new Int32Array(buffer);
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.i64 = new BigInt64Array(buffer);
  }

  /** Makes room for a frame and clears it: no value of an earlier call shows through. */
  open(base: number, count: number, refBase: number, refCount: number): void {
    const end = base + count;
    if (end > this.i32.length) this.#grow(end);
    // Frames are small: a loop beats the call of fill.
    for (let i = base; i < end; ++i) this.i32[i] = 0;
    const refEnd = refBase + refCount;
    if (refEnd > allocationLimits.stackRegisters) throw stackOverflow();
    for (let i = refBase; i < refEnd; ++i) this.refs[i] = null;
    this.base = base;
    this.refBase = refBase;
  }

  /** Lets go of the refs of the frame that ends. */
  close(refBase: number, refCount: number): void {
    for (let i = refBase; i < refBase + refCount; ++i) this.refs[i] = null;
  }

  #grow(needed: number): void {
    if (needed > allocationLimits.stackRegisters) throw stackOverflow();
    let capacity = this.i32.length;
    while (capacity < needed) capacity *= 2;
    const buffer = new ArrayBuffer(capacity * 4);
    const grown = new Int32Array(buffer);
    grown.set(this.i32);
    this.i32 = grown;
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.i64 = new BigInt64Array(buffer);
  }
}

/** The failure of a program that calls too deep. */
export function stackOverflow(): StatusError {
  return new StatusError('RESOURCE_EXHAUSTED', 'VM stack overflow');
}

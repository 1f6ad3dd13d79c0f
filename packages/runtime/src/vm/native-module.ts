/**
 * The border between the VM and modules written in TypeScript (hal, check, io, an embedder's own):
 * what a native function receives, what it returns, and how it waits.
 */
import type { Cancellation } from './cancellation.ts';
import { StatusError } from './status.ts';

/**
 * Anything a ref register may hold. `vmType` is the type's name without `!`: `vm.buffer`, `vm.list`,
 * `hal.buffer_view`. Casts and checks in the VM compare this name.
 */
export interface VmRef {
  readonly vmType: string;
}

/** A value at the VM's border: i32/f32/f64 are numbers, i64 is a bigint, a ref is an object or null. */
export type VmValue = number | bigint | VmRef | null;

/** A class whose instances are refs of one type; used for checked casts. */
export interface VmRefClass<T extends VmRef> {
  /** The type's name, equal to the instances' `vmType`. */
  readonly vmTypeName: string;
  readonly prototype: T;
  [Symbol.hasInstance](value: unknown): boolean;
}

/** Casts a ref, INVALID_ARGUMENT on null or another type. */
export function castRef<T extends VmRef>(value: VmValue, refClass: VmRefClass<T>): T {
  const ref = castOptionalRef(value, refClass);
  if (ref === null) {
    throw new StatusError('INVALID_ARGUMENT', `ref is null; expected !${refClass.vmTypeName}`);
  }
  return ref;
}

/** Casts a ref that may be null, INVALID_ARGUMENT on another type. */
export function castOptionalRef<T extends VmRef>(
  value: VmValue,
  refClass: VmRefClass<T>,
): T | null {
  if (value === null) return null;
  if (value instanceof refClass) return value as T;
  const actual = typeof value === 'object' ? `!${value.vmType}` : typeof value;
  throw new StatusError(
    'INVALID_ARGUMENT',
    `ref type mismatch; expected !${refClass.vmTypeName} but have ${actual}`,
  );
}

/** One argument position: a value, or for a `C…D` span the tuples it repeats. */
export type NativeArgument = VmValue | readonly NativeArguments[];

/**
 * The arguments of a native call, read by position with a checked type. A variadic span is one
 * position that holds a list of tuples, each again a NativeArguments (also for one-element tuples).
 */
export class NativeArguments {
  readonly values: readonly NativeArgument[];

  constructor(values: readonly NativeArgument[]) {
    this.values = values;
  }

  get length(): number {
    return this.values.length;
  }

  /** An i32 as a signed number. */
  i32(index: number): number {
    return this.#number(index) | 0;
  }

  /** An i32 as an unsigned number (bit fields, element types). */
  u32(index: number): number {
    return this.#number(index) >>> 0;
  }

  /** An f32 or f64. */
  float(index: number): number {
    return this.#number(index);
  }

  /** An i64 in full. */
  i64(index: number): bigint {
    const value = this.values[index];
    if (typeof value !== 'bigint') throw this.#mismatch(index, 'i64');
    return value;
  }

  /** An i64 that counts or measures something on this host: 0 ≤ x ≤ 2^53-1, else OUT_OF_RANGE. */
  size(index: number): number {
    const value = this.i64(index);
    if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new StatusError('OUT_OF_RANGE', `argument ${index} is ${value}: not a valid size`);
    }
    return Number(value);
  }

  /** A ref of the class's type; null and other types fail. */
  ref<T extends VmRef>(index: number, refClass: VmRefClass<T>): T {
    return castRef(this.#scalar(index), refClass);
  }

  /** A ref of the class's type, or null. */
  optionalRef<T extends VmRef>(index: number, refClass: VmRefClass<T>): T | null {
    return castOptionalRef(this.#scalar(index), refClass);
  }

  /** A ref of any type, or null. */
  anyRef(index: number): VmRef | null {
    const value = this.#scalar(index);
    if (typeof value === 'number' || typeof value === 'bigint') throw this.#mismatch(index, 'ref');
    return value;
  }

  /** The tuples of a variadic span. */
  span(index: number): readonly NativeArguments[] {
    const value = this.values[index];
    if (!Array.isArray(value)) throw this.#mismatch(index, 'variadic span');
    return value as readonly NativeArguments[];
  }

  #scalar(index: number): VmValue {
    const value = this.values[index];
    if (value === undefined || Array.isArray(value)) throw this.#mismatch(index, 'ref');
    return value as VmValue;
  }

  #number(index: number): number {
    const value = this.values[index];
    if (typeof value !== 'number') throw this.#mismatch(index, 'number');
    return value;
  }

  #mismatch(index: number, expected: string): StatusError {
    return new StatusError('INVALID_ARGUMENT', `argument ${index} is not a ${expected}`);
  }
}

/** What a native function returns: nothing, its one result, or an array with one value a result. */
export type NativeResult = VmValue | readonly VmValue[] | undefined;

/** A result that is not there yet. The VM suspends its frames and resumes when it settles. */
export type PendingResult = PromiseLike<NativeResult>;

/** Facts about the running invocation a native function may want. */
export interface NativeCall {
  readonly cancellation: Cancellation | undefined;
}

/** One function a native module exports. */
export interface NativeFunction {
  /** Name without the module: `buffer_view.create`. */
  readonly name: string;
  /** Calling convention as in the module files: `0rIIiiCID_r`. */
  readonly cconv: string;
  /** Runs the function. Throw a StatusError to fail; return a promise to make the VM wait. */
  // biome-ignore lint/suspicious/noConfusingVoidType: functions without results return nothing.
  call(args: NativeArguments, call: NativeCall): NativeResult | PendingResult | void;
}

/**
 * A module written in TypeScript. Make one per context: its state lives in its closures.
 */
export interface NativeModule {
  readonly name: string;
  readonly version: number;
  /** Ref types this module brings into the context, so that bytecode may name them (`hal.buffer`). */
  readonly refTypes?: readonly string[];
  readonly functions: readonly NativeFunction[];
}

/** True for a result the VM has to wait for. */
export function isPending(result: unknown): result is PendingResult {
  return (
    typeof result === 'object' &&
    result !== null &&
    typeof (result as { then?: unknown }).then === 'function'
  );
}

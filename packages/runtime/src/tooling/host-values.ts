/**
 * Values of a program on the host: what inputs are parsed to and results are read as, without a
 * device.
 */
import type { CconvType } from '@iree-workbench/format';
import type { Allocator } from '../hal/allocator.ts';
import { BufferView } from '../hal/buffer-view.ts';
import { VmList } from '../vm/list.ts';
import type { VmRef, VmValue } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import type { NdArray } from './npy.ts';

/** Types of a scalar. */
export type ScalarType = 'i8' | 'i16' | 'i32' | 'i64' | 'f32' | 'f64';

export interface ScalarValue {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly value: number | bigint;
}

/** A tensor with its contents; `asStorage` passes its buffer without shape and type. */
export interface TensorValue extends NdArray {
  readonly kind: 'tensor';
  readonly asStorage?: boolean;
}

export interface ListValue {
  readonly kind: 'list';
  readonly elements: readonly HostValue[];
}

/** An object that has no text, by its type. */
export interface OpaqueValue {
  readonly kind: 'opaque';
  readonly type: string;
  readonly ref: VmRef;
}

/** No object; as an expectation: whatever it is. */
export interface NullValue {
  readonly kind: 'null';
}

/** A value on the host. */
export type HostValue = ListValue | NullValue | OpaqueValue | ScalarValue | TensorValue;

/** Turns values into arguments of a program, tensors into buffer views of a device. */
export function toArguments(values: readonly HostValue[], allocator: Allocator): VmValue[] {
  return values.map((value) => toArgument(value, allocator));
}

function toArgument(value: HostValue, allocator: Allocator): VmValue {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'tensor': {
      const { shape, elementType, bytes } = value;
      const view = BufferView.fromBytes(allocator, shape, elementType, bytes);
      return value.asStorage ? view.buffer : view;
    }
    case 'null':
      return null;
    case 'opaque':
      return value.ref;
    case 'list':
      throw new StatusError('UNIMPLEMENTED', 'lists cannot be passed as arguments');
  }
}

/**
 * Reads results of a program from the device; `types` are the results' calling-convention types,
 * which tell an i32 from an f32.
 */
export async function toHostValues(
  results: readonly VmValue[],
  types: readonly CconvType[],
): Promise<HostValue[]> {
  return await Promise.all(
    results.map((result, index) => {
      if (typeof result === 'number' || typeof result === 'bigint') {
        return { kind: 'scalar' as const, type: scalarType(types[index]), value: result };
      }
      return refToHostValue(result);
    }),
  );
}

/** The scalar type of a calling-convention type. */
export function scalarType(type: CconvType | undefined): ScalarType {
  switch (type) {
    case 'I':
      return 'i64';
    case 'f':
      return 'f32';
    case 'F':
      return 'f64';
    case 'i':
    case 'r':
    case undefined:
      return 'i32';
  }
}

async function refToHostValue(ref: VmRef | null): Promise<HostValue> {
  if (ref === null) return { kind: 'null' };
  if (ref instanceof BufferView) {
    const { shape, elementType } = ref;
    return { kind: 'tensor', shape, elementType, bytes: await ref.read() };
  }
  if (ref instanceof VmList) {
    const elements = Array.from({ length: ref.size }, async (_, index): Promise<HostValue> => {
      const value = ref.get(index);
      const type = ref.typeAt(index);
      if (typeof value === 'number' || typeof value === 'bigint') {
        return { kind: 'scalar', type: type === 'ref' || !type ? 'i32' : type, value };
      }
      return await refToHostValue(value);
    });
    return { kind: 'list', elements: await Promise.all(elements) };
  }
  return { kind: 'opaque', type: ref.vmType, ref };
}

/**
 * Values where they enter the VM: arguments of an invocation and results of native functions.
 */
import type { CconvType } from '@iree-workbench/format';
import type { NativeResult, VmValue } from './native-module.ts';
import { StatusError } from './status.ts';

/** Checks a value that enters the VM against its type. */
export function checkValue(type: CconvType, value: VmValue | undefined, what: string): VmValue {
  switch (type) {
    case 'i':
    case 'f':
    case 'F':
      if (typeof value === 'number') return value;
      break;
    case 'I':
      if (typeof value === 'bigint') return value;
      if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
      break;
    case 'r':
      if (value === null) return null;
      if (typeof value === 'object' && typeof value.vmType === 'string') return value;
      break;
  }
  throw new StatusError('INVALID_ARGUMENT', `${what} is not a value of type '${type}'`);
}

/** The results of a native function, as many and of such types as its calling convention says. */
export function checkResults(types: readonly CconvType[], result: NativeResult): VmValue[] {
  if (types.length === 0) return [];
  const values: readonly VmValue[] = Array.isArray(result)
    ? (result as readonly VmValue[])
    : result === undefined
      ? []
      : [result as VmValue];
  if (values.length !== types.length) {
    throw new StatusError(
      'INTERNAL',
      `native function returned ${values.length} results; its calling convention has ${types.length}`,
    );
  }
  return types.map((type, index) => checkValue(type, values[index], `result ${index}`));
}

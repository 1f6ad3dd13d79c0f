/**
 * WebGPU reports errors later and by scopes; this turns them into StatusErrors.
 */
import { StatusError } from '../../vm/status.ts';

const filters: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];

/** Runs synchronous calls and gives the first error they cause, once the device knows. */
export function captureErrors<T>(
  device: GPUDevice,
  run: () => T,
): { readonly result: T; readonly error: Promise<StatusError | undefined> } {
  for (const filter of filters) device.pushErrorScope(filter);
  let result: T;
  let error: Promise<StatusError | undefined>;
  try {
    result = run();
  } finally {
    const scopes = filters.map(() => device.popErrorScope());
    error = Promise.all(scopes).then(
      (errors) => {
        // Scopes close innermost first, that is in the reverse order of the filters.
        const index = errors.findIndex((found) => found !== null);
        return index < 0 ? undefined : gpuStatus(filters.at(-1 - index)!, errors[index]!.message);
      },
      (lost: unknown) => new StatusError('UNAVAILABLE', `the GPU device was lost: ${lost}`),
    );
  }
  return { result, error };
}

function gpuStatus(filter: GPUErrorFilter, message: string): StatusError {
  switch (filter) {
    case 'validation':
      return new StatusError('INVALID_ARGUMENT', `WebGPU: ${message}`);
    case 'out-of-memory':
      return new StatusError('RESOURCE_EXHAUSTED', `WebGPU: ${message}`);
    case 'internal':
      return new StatusError('INTERNAL', `WebGPU: ${message}`);
  }
}

/**
 * Turns whatever a platform API threw into the runtime's one error.
 */
import { FormatError } from '@iree-workbench/format';
import { StatusError, type StatusName } from '../vm/status.ts';

/** A StatusError as it is; malformed input as INVALID_ARGUMENT; anything else under `fallback`. */
export function toStatusError(error: unknown, fallback: StatusName = 'INTERNAL'): StatusError {
  if (error instanceof StatusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FormatError) {
    return new StatusError('INVALID_ARGUMENT', message, { cause: error });
  }
  return new StatusError(fallback, message, { cause: error });
}

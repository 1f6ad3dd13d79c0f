/**
 * Failures of the system in its own words.
 */
import { getSystemErrorMap } from 'node:util';

/** The system's words for a failure, as C's `strerror` has them. */
export function reasonOf(error: unknown): string {
  const { errno, code } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'Is a directory';
  const message = errno === undefined ? undefined : getSystemErrorMap().get(errno)?.[1];
  if (!message) return error instanceof Error ? error.message : String(error);
  return message.charAt(0).toUpperCase() + message.slice(1);
}

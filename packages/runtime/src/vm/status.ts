/**
 * Status codes and the one error the runtime throws: every failure of a program, a native module or
 * a device arrives at the embedder as a StatusError with IREE's code and name.
 */

/** IREE's status codes with their numeric values (the ones `vm.fail` and `hal.fence.fail` carry). */
export const StatusCode = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
  DEFERRED: 17,
} as const;

export type StatusName = keyof typeof StatusCode;

const namesByCode = new Map<number, StatusName>(
  Object.entries(StatusCode).map(([name, code]) => [code, name as StatusName]),
);

/** The name of a numeric status code; codes IREE does not define are UNKNOWN. */
export function statusName(code: number): StatusName {
  return namesByCode.get(code) ?? 'UNKNOWN';
}

/** One frame of the VM's call stack, innermost first. */
export interface StackFrameInfo {
  readonly moduleName: string;
  readonly functionName: string;
  /** Byte offset of the failing operation in its function; absent for native functions. */
  readonly bytecodeOffset?: number;
  /** Source location from the module's debug database, as upstream prints it. */
  readonly source?: string;
}

/** A failed operation of the runtime: status, message, and where in the program it happened. */
export class StatusError extends Error {
  readonly status: StatusName;
  /** What went wrong, without the status name and without the stack. */
  readonly reason: string;
  /** VM frames, innermost first; filled in by the VM as the error leaves the program. */
  vmStack: readonly StackFrameInfo[] = [];

  constructor(status: StatusName, reason = '', options?: ErrorOptions) {
    super(reason === '' ? status : `${status}; ${reason}`, options);
    this.name = 'StatusError';
    this.status = status;
    this.reason = reason;
  }

  get code(): number {
    return StatusCode[this.status];
  }

  /** Message and VM stack as text, the way upstream's tools print a failed status. */
  format(): string {
    const lines = [this.message];
    this.vmStack.forEach((frame, index) => {
      const depth = String(this.vmStack.length - 1 - index).padStart(2);
      const kind = (frame.bytecodeOffset === undefined ? 'native' : 'bytecode').padStart(8);
      const where = `${frame.moduleName}.${frame.functionName}:${frame.bytecodeOffset ?? 0}`;
      lines.push(`[${depth}] ${kind} ${where} ${frame.source ?? '-'}`);
    });
    return lines.join('\n');
  }
}

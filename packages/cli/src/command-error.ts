/**
 * The error that ends a command: its message is all the user sees, its exit code what scripts see.
 */

/** Exit codes of `iwb`. */
export const ExitCode = { success: 0, failure: 1, usage: 2 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export class CommandError extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = ExitCode.failure) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Ends a command that has said already what went wrong. */
export class AlreadyReported extends CommandError {
  constructor() {
    super('');
  }
}

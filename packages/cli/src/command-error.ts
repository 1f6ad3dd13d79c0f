/**
 * The error that ends a command: its message is all the user sees.
 */

/** Exit codes of `iwb`: those of upstream's tools, which have one for all that can go wrong. */
export const ExitCode = { success: 0, failure: 1 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Ends a command that has said already what went wrong. */
export class AlreadyReported extends CommandError {
  constructor() {
    super('');
  }
}

/**
 * The error every reader of this package throws for bytes or text that are not what they should be.
 */

/** Malformed input: a module, an executable, a calling convention. */
export class FormatError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FormatError';
  }
}

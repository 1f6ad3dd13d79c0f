/** The text that a job works on, and how it is read. */
import type { Era } from '@iree-workbench/ir/eras';

export interface Source {
  /** What diagnostics call it: a file's path, or `<text>`. */
  readonly name: string;
  readonly text: string;
  /** The version of MLIR's language that it is in. */
  readonly era: Era;
}

/** Why a dispatch cannot be lowered, and where; caught at the border and reported as a diagnostic. */

import type { Operation } from '@iree-workbench/ir';

export class CannotLower extends Error {
  readonly op: Operation;
  readonly help: string | undefined;
  constructor(op: Operation, reason: string, help?: string) {
    super(reason);
    this.op = op;
    this.help = help;
  }
}

/** What the functions of passes look like, and how one says that it cannot go on. */

import type { Operation, PassContext } from '@iree-workbench/ir';

/** Reports at an operation: what cannot be done and what would help. */
export type PassReport = Pick<PassContext, 'error'>;

/** A step of the compiler: changes the operation in place, reports what it could not do. */
export type PassFunction = (op: Operation, report: PassReport) => void;

/**
 * How a pass says that it cannot go on: at an operation, naming itself, the reason, and what helps.
 *
 * Passes are functions of an operation and a report; the pipeline wraps them for the pass manager.
 */

import { type Diagnostic, makeDiagnostic, type Operation } from '@iree-workbench/ir';

export class PassReport {
  readonly pass: string;
  readonly diagnostics: Diagnostic[] = [];
  constructor(pass: string) {
    this.pass = pass;
  }
  get hasErrors(): boolean {
    return this.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  }
  /** Reports an error at the operation; `help` becomes a note. */
  error(op: Operation, reason: string, help?: string): void {
    this.diagnostics.push(
      makeDiagnostic('error', op.location, `'${op.name}' op ${reason} (pass ${this.pass})`, [
        ...(help === undefined ? [] : [{ message: help }]),
      ]),
    );
  }
}

/** A step of the compiler: changes the operation in place, reports what it could not do. */
export type PassFunction = (op: Operation, report: PassReport) => void;

/** Dumps the IR around passes, as upstream's `--mlir-print-ir-…` options do. */

import type { Operation } from '../operation.ts';
import { type PrintOptions, printOperation } from '../printer/printer.ts';
import type { Pass } from './pass.ts';
import type { PassInstrumentation } from './pass-manager.ts';

export interface IrPrintingOptions {
  /** Whether to print before a pass. */
  readonly before?: (pass: Pass) => boolean;
  /** Whether to print after a pass. */
  readonly after?: (pass: Pass) => boolean;
  /** After a pass only if it changed something. */
  readonly onlyOnChange?: boolean;
  /** After a pass only if it failed. */
  readonly onlyOnFailure?: boolean;
  /** The whole module even where a pass runs on an operation in it. */
  readonly moduleScope?: boolean;
  readonly printOptions?: PrintOptions;
  /** Is the operation valid? Where it is not, it is printed in generic form. */
  readonly isValid?: (op: Operation) => boolean;
  readonly write: (text: string) => void;
}

export class IrPrinting implements PassInstrumentation {
  readonly #options: IrPrintingOptions;
  /** Texts before the passes that run, innermost last. */
  readonly #before: string[] = [];
  constructor(options: IrPrintingOptions) {
    this.#options = options;
  }

  beforePass(pass: Pass, op: Operation): void {
    const { before, onlyOnChange } = this.#options;
    if (before?.(pass)) this.#dump(`Before ${pass.className} (${pass.argument})`, op);
    if (onlyOnChange) this.#before.push(fingerprint(op));
  }

  afterPass(pass: Pass, op: Operation, failed: boolean): void {
    const { after, onlyOnChange, onlyOnFailure } = this.#options;
    const old = onlyOnChange ? this.#before.pop() : undefined;
    if (!after?.(pass)) return;
    if (failed) {
      this.#dump(`After ${pass.className} Failed (${pass.argument})`, op);
      return;
    }
    if (onlyOnFailure || (onlyOnChange && old === fingerprint(op))) return;
    this.#dump(`After ${pass.className} (${pass.argument})`, op);
  }

  #dump(when: string, op: Operation): void {
    const { moduleScope, printOptions, isValid, write } = this.#options;
    let shown = op;
    let place = '';
    if (moduleScope) {
      for (let parent = op.parentOp; parent; parent = parent.parentOp) shown = parent;
      const name = op.symbolName;
      place = ` ('${op.name}' operation${name === undefined ? '' : `: @${name}`})`;
    }
    const text = printOperation(shown, {
      ...printOptions,
      ...(shown.block ? { localScope: true } : {}),
      ...(isValid && !isValid(shown) ? { generic: true } : {}),
    });
    // What stands in no block ends its own last line, if it may have aliases there.
    const end = shown.block || printOptions?.localScope ? '' : '\n';
    write(`// -----// IR Dump ${when}${place} //----- //\n${text}${end}\n\n`);
  }
}

const fingerprint = (op: Operation): string =>
  printOperation(op, { generic: true, localScope: true });

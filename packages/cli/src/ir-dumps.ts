/**
 * IR before and after passes (`--mlir-print-ir-after-all` and its kin) with upstream's marker lines.
 */
import type { Operation, Pass, PassInstrumentation } from '@iree-workbench/ir';

/** Which dumps are wanted. */
export interface IrDumpOptions {
  readonly beforeAll?: boolean;
  readonly afterAll?: boolean;
  /** Passes by the name they have in pipelines. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** After passes that changed something only. */
  readonly afterChange?: boolean;
  readonly afterFailure?: boolean;
  /** The whole module, and not the operation that the pass ran on alone. */
  readonly moduleScope?: boolean;
}

export const wantsDumps = (options: IrDumpOptions): boolean =>
  Boolean(
    options.beforeAll ||
      options.afterAll ||
      options.before?.length ||
      options.after?.length ||
      options.afterFailure,
  );

/** How an operation is printed: without a line break at its end. */
export type PrintOperation = (op: Operation) => string;

/** Prints IR around passes. */
export function irDumps(
  options: IrDumpOptions,
  print: PrintOperation,
  write: (text: string) => void,
): PassInstrumentation {
  const isWanted = (all: boolean | undefined, names: readonly string[] | undefined, pass: Pass) =>
    all === true || names?.includes(pass.argument) === true;
  const dump = (when: string, pass: Pass, op: Operation): void => {
    const marker = `// -----// IR Dump ${when} (${pass.argument})`;
    // A module ends with a line break of its own, an operation inside one does not.
    if (options.moduleScope) {
      write(`${marker} (${describe(op)}) //----- //\n${print(rootOf(op))}\n\n\n`);
    } else {
      write(`${marker} //----- //\n${print(op)}${op.block ? '\n\n' : '\n\n\n'}`);
    }
  };
  /** The text before the passes that are running, innermost last. */
  const textsBefore: string[] = [];
  return {
    beforePass(pass, op) {
      if (isWanted(options.beforeAll, options.before, pass)) {
        dump(`Before ${pass.className}`, pass, op);
      }
      if (options.afterChange) textsBefore.push(print(op));
    },
    afterPass(pass, op, failed) {
      const textBefore = options.afterChange ? textsBefore.pop() : undefined;
      if (failed) {
        if (options.afterFailure || isWanted(options.afterAll, options.after, pass)) {
          dump(`After ${pass.className} Failed`, pass, op);
        }
        return;
      }
      if (options.afterFailure || !isWanted(options.afterAll, options.after, pass)) return;
      if (textBefore !== undefined && textBefore === print(op)) return;
      dump(`After ${pass.className}`, pass, op);
    },
  };
}

function describe(op: Operation): string {
  const symbol = op.attr('sym_name');
  const name = symbol?.kind === 'string' ? `: @${symbol.value}` : '';
  return `'${op.name}' operation${name}`;
}

function rootOf(op: Operation): Operation {
  let root = op;
  for (let parent = root.parentOp; parent; parent = root.parentOp) root = parent;
  return root;
}

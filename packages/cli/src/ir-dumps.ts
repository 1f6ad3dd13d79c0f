/**
 * IR before and after passes: what `--mlir-print-ir-after-all` and its kin ask for.
 */
import {
  IrPrinting,
  nearestName,
  type Pass,
  type PassInstrumentation,
  type PassRegistry,
  verifyOperation,
} from '@iree-workbench/ir';
import { CommandError } from './command-error.ts';
import type { JobSink, ReportOptions } from './compiler-job.ts';

/** Which dumps are wanted. */
export interface IrDumpOptions {
  readonly beforeAll?: boolean;
  readonly afterAll?: boolean;
  /** Passes by the name they have in pipelines. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** Of those after passes, only what was changed. */
  readonly afterChange?: boolean;
  /** After any pass, but only if it failed. */
  readonly afterFailure?: boolean;
  /** The whole module, and not the operation that the pass ran on alone. */
  readonly moduleScope?: boolean;
}

/** The instrumentation that prints them: none, or one. */
export function irPrinting(
  { dumps, print }: Pick<ReportOptions, 'dumps' | 'print'>,
  registry: PassRegistry,
  sink: JobSink,
): readonly PassInstrumentation[] {
  const { beforeAll = false, afterAll = false, afterFailure = false } = dumps;
  const before = filter('before', beforeAll, dumps.before ?? [], registry);
  const after = filter('after', afterAll || afterFailure, dumps.after ?? [], registry);
  if (!before && !after) return [];
  return [
    new IrPrinting({
      ...(before && { before }),
      ...(after && { after }),
      onlyOnChange: dumps.afterChange ?? false,
      onlyOnFailure: afterFailure,
      moduleScope: dumps.moduleScope ?? false,
      printOptions: print,
      isValid: (op) => verifyOperation(op).length === 0,
      write: (text) => sink.error(text),
    }),
  ];
}

/** Which passes are meant; undefined for none. */
function filter(
  when: 'after' | 'before',
  all: boolean,
  names: readonly string[],
  registry: PassRegistry,
): ((pass: Pass) => boolean) | undefined {
  for (const name of names) {
    if (registry.pass(name)) continue;
    const nearest = nearestName(
      name,
      registry.passes.map(({ argument }) => argument),
    );
    const hint = nearest === undefined ? '' : `\n(Did you mean ${nearest}?)`;
    throw new CommandError(
      `for the --mlir-print-ir-${when} option: Cannot find option named '${name}'!${hint}`,
    );
  }
  if (all) return () => true;
  return names.length > 0 ? (pass) => names.includes(pass.argument) : undefined;
}

/**
 * `--compile-mode=hal-executable`: one executable, as `--iree-hal-dump-executable-sources-to` writes it, to
 * the binary that a module would hold.
 */
import {
  DenseElementsAttr,
  type Diagnostic,
  makeDiagnostic,
  type Operation,
  type PassInstrumentation,
  type PassRegistry,
  parsePipeline,
  runPasses,
  verifyOperation,
} from '@iree-workbench/ir';

/** The passes that turn a variant into a binary. */
const PIPELINE = 'builtin.module(iree-hal-translate-executables,iree-hal-serialize-executables)';

export interface ExecutableEvents {
  readonly onDiagnostic: (diagnostic: Diagnostic) => void;
  readonly instrumentations: readonly PassInstrumentation[];
}

/** Compiles the only executable of a module. @returns its binary, or null after what was reported */
export function compileExecutable(
  module: Operation,
  registry: PassRegistry,
  { onDiagnostic, instrumentations }: ExecutableEvents,
): Uint8Array | null {
  const fail = (op: Operation, message: string, help?: string): null => {
    const notes = help === undefined ? [] : [{ message: help }];
    onDiagnostic(makeDiagnostic('error', op.location, message, notes));
    return null;
  };
  const invalid = verifyOperation(module);
  invalid.forEach(onDiagnostic);
  if (invalid.length > 0) return null;
  const [executable, ...others] = module
    .region()
    .front.ops.filter((op) => op.is('hal.executable') || op.is('hal.executable.source'));
  if (!executable || others.length > 0) {
    return fail(
      module,
      'HAL executable translation requires exactly 1 top level hal.executable/hal.executable.source op',
    );
  }
  const { steps } = parsePipeline(PIPELINE, registry);
  const ok = runPasses(module, steps, { onDiagnostic, instrumentations, verify: verifyOperation });
  if (!ok) return null;
  const binaries = executable.collect('hal.executable.binary');
  const data = binaries[0]?.attr('data');
  if (binaries.length === 1 && data instanceof DenseElementsAttr) return data.data;
  return fail(
    executable,
    "'hal.executable' op executable translation failed to produce exactly 1 binary for the input executable",
    'leave one hal.executable.variant in it',
  );
}

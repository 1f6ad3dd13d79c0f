/** Compiles a program to a module file. */
import { NEVER_CANCELLED } from '@iree-workbench/ir';
import { MlirDocument } from '@iree-workbench/server/service/document';
import { publicFunctions } from '@iree-workbench/server/service/functions';
import { runPipeline } from '@iree-workbench/server/service/pipeline';
import type { OnStep } from '../job-protocol.ts';
import type { CompiledRequest } from './compiled-ir.ts';
import { type ToldDiagnostics, tellDiagnostics } from './told-diagnostics.ts';

export interface CompileAnswer extends ToldDiagnostics {
  readonly ok: boolean;
  /** The module file; absent if there are errors. */
  readonly module?: Uint8Array;
  /** What can be called. */
  readonly functions: readonly {
    readonly name: string;
    readonly inputs: readonly { readonly type: string; readonly example: string }[];
  }[];
  readonly milliseconds: number;
}

/** The text is one program, whatever `// -----` lines are in it. */
export function compileProgram(request: CompiledRequest, onStep: OnStep): CompileAnswer {
  const { source, targets, allowUnregistered } = request;
  const { text, name, era } = source;
  const started = performance.now();
  const options = { era, targets, allowUnregisteredDialects: allowUnregistered };
  const { diagnostics, bytes } = runPipeline(text, 0, options, 'end', NEVER_CANCELLED, {
    beforePass: (run) => onStep(`${run.phase}: ${run.argument}`),
  });
  const milliseconds = Math.round(performance.now() - started);
  const told = tellDiagnostics(diagnostics, source);
  const document = new MlirDocument(text, name, undefined, era);
  const functions = publicFunctions(document).map(({ name: symbol, inputs }) => ({
    name: symbol,
    inputs: inputs.map((input) => ({ type: input.typeText, example: input.default })),
  }));
  const ok = told.errors === 0 && bytes !== undefined;
  return { ok, ...told, ...(ok && { module: bytes }), functions, milliseconds };
}

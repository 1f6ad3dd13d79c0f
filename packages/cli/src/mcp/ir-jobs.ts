/** What is done to IR for agents, by name: functions of plain data, which a thread calls. */
import { compileProgram } from './jobs/compile-program.ts';
import { diffPasses, irAfter, passRuns } from './jobs/compiled-ir.ts';
import { explainDiagnostic } from './jobs/explain-diagnostic.ts';
import { explainOperation } from './jobs/explain-operation.ts';
import { format } from './jobs/format.ts';
import { listPasses } from './jobs/list-passes.ts';
import { runPipeline } from './jobs/run-pipeline.ts';
import { verify } from './jobs/verify.ts';

export const irJobs = {
  verify,
  format,
  explainOperation,
  explainDiagnostic,
  listPasses,
  runPipeline,
  passRuns,
  irAfter,
  diffPasses,
  compileProgram,
} as const;

export type IrJobs = typeof irJobs;

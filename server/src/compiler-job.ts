/** What the server asks of its compiler threads and what they answer: data that crosses a thread's border. */
import type { DocumentDiagnostic } from './service/diagnostics.ts';
import type { IRAtPoint } from './service/ir-history.ts';
import type { CompiledText, PassRun, PipelineOptions, Point } from './service/pipeline.ts';

/** Something to do with a text, and what comes of it. */
export interface CompilerJobs {
  diagnose: { job: { text: string }; result: readonly DocumentDiagnostic[] };
  passes: { job: { text: string }; result: readonly PassRun[] };
  ir: { job: { text: string; point: Point }; result: IRAtPoint };
  compile: { job: { text: string; offset: number }; result: CompiledText };
}
export type JobKind = keyof CompilerJobs;

/** A job of one kind. */
export type JobOf<K extends JobKind> = {
  readonly kind: K;
  readonly options: PipelineOptions;
} & Readonly<CompilerJobs[K]['job']>;
export type ResultOf<K extends JobKind> = CompilerJobs[K]['result'];
export type CompilerJob = { [K in JobKind]: JobOf<K> }[JobKind];

export interface JobRequest {
  readonly id: number;
  readonly job: CompilerJob;
  /** One word that is not zero once nobody wants the answer any more. */
  readonly cancelled: Int32Array<SharedArrayBuffer>;
}

export type JobAnswer =
  | { readonly id: number; readonly ok: true; readonly result: ResultOf<JobKind> }
  | { readonly id: number; readonly ok: false; readonly message: string };

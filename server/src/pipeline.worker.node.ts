/** A compiler thread of the language server: does jobs one after the other, skipping what was cancelled. */
import { parentPort } from 'node:worker_threads';
import type { Cancellation } from '@iree-workbench/ir';
import type { CompilerJob, JobAnswer, JobKind, JobRequest, ResultOf } from './compiler-job.ts';
import { IRHistory } from './service/ir-history.ts';
import { compileText, pipelineDiagnostics } from './service/pipeline.ts';

const port = parentPort;
if (!port) throw new Error('this file is the entry point of a worker thread');

const history = new IRHistory();

port.on('message', ({ id, job, cancelled }: JobRequest) => {
  const cancellation: Cancellation = {
    get isCancelled() {
      return Atomics.load(cancelled, 0) !== 0;
    },
  };
  const answer = (message: JobAnswer): void => port.postMessage(message);
  if (cancellation.isCancelled) {
    answer({ id, ok: false, message: 'cancelled' });
    return;
  }
  try {
    answer({ id, ok: true, result: execute(job, cancellation) });
  } catch (error) {
    answer({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
});

function execute(job: CompilerJob, cancellation: Cancellation): ResultOf<JobKind> {
  switch (job.kind) {
    case 'diagnose':
      return pipelineDiagnostics(job.text, job.options, cancellation);
    case 'passes':
      return history.passes(job.text, job.options, cancellation);
    case 'ir':
      return history.at(job.text, job.point, job.options, cancellation);
    case 'compile':
      return compileText(job.text, job.offset, job.options, cancellation);
  }
}

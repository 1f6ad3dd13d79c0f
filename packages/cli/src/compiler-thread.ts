/**
 * Runs compiler jobs in a thread of their own: this one stays free to show progress, memory has room
 * whatever Node's defaults are, and running out of it is a message instead of a crash.
 */
import { Worker } from 'node:worker_threads';
import { CommandError } from './command-error.ts';
import type { CompilerJob, JobMessage, JobResult, SourceFile } from './compiler-job.ts';
import { writeInto } from './files.ts';
import { Progress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Limits of the thread: the heap in MiB, and a stack for deeply nested IR. */
const resourceLimits = { maxOldGenerationSizeMb: 8192, stackSizeMb: 32 } as const;

/** Runs a job; what it reports goes to standard error as it comes. */
export async function runInCompilerThread(
  job: CompilerJob,
  terminal: Terminal,
  what: string,
): Promise<JobResult> {
  const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
  const progress = new Progress(terminal.error, what);
  const worker = new Worker(new URL(`./compiler.worker.node${extension}`, import.meta.url), {
    workerData: job,
    transferList: sourcesOf(job).map((source) => source.bytes.buffer),
    resourceLimits,
  });
  try {
    return await new Promise<JobResult>((resolve, reject) => {
      worker.on('message', (message: JobMessage) => {
        switch (message.kind) {
          case 'error':
            progress.clear();
            terminal.error.write(message.text);
            return;
          case 'step':
            progress.step(message.name);
            return;
          case 'file':
            progress.clear();
            try {
              writeInto(message.folder, message.name, message.bytes, terminal);
            } catch (error) {
              reject(error);
            }
            return;
          case 'result':
            resolve(message.result);
            return;
          case 'fault':
            reject(new CommandError(message.message));
            return;
        }
      });
      worker.on('error', (error: Error) => reject(threadFailure(error)));
      worker.on('exit', () => reject(new CommandError('the compiler ended before its work did')));
    });
  } finally {
    progress.end();
    await worker.terminate();
  }
}

function sourcesOf(job: CompilerJob): readonly SourceFile[] {
  switch (job.kind) {
    case 'opt':
      return job.sources;
    case 'compile':
      return [job.source];
    case 'list':
      return [];
  }
}

function threadFailure(error: Error): CommandError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new CommandError('out of memory: the program is too large to compile here');
  }
  return new CommandError(`internal error: ${error.message}`);
}

/**
 * Runs compiler jobs in threads of their own: this one stays free to show progress, memory has room
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

/** Threads without work that may be of use again, and how many of them are kept. */
const idle: Worker[] = [];
let kept = 0;

/** Keeps so many threads for further jobs while something is done that has many of them. */
export async function keepingThreads<T>(count: number, work: () => Promise<T>): Promise<T> {
  kept += count;
  try {
    return await work();
  } finally {
    kept -= count;
    await Promise.all(idle.splice(kept).map((worker) => worker.terminate()));
  }
}

function startThread(): Worker {
  const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
  return new Worker(new URL(`./compiler.worker.node${extension}`, import.meta.url), {
    resourceLimits,
  });
}

/** Runs a job; what it reports goes to standard error as it comes. */
export async function runInCompilerThread(
  job: CompilerJob,
  terminal: Terminal,
  what: string,
): Promise<JobResult> {
  // What runs inside another command keeps to what it was asked to say.
  const progress = terminal.embedding ? undefined : new Progress(terminal.error, what);
  const worker = idle.pop() ?? startThread();
  let isUsable = false;
  try {
    return await new Promise<JobResult>((resolve, reject) => {
      worker.on('message', (message: JobMessage) => {
        switch (message.kind) {
          case 'error':
            progress?.clear();
            terminal.error.write(message.text);
            return;
          case 'step':
            progress?.step(message.name);
            return;
          case 'file':
            progress?.clear();
            try {
              writeInto(message.folder, message.name, message.bytes, terminal);
            } catch (error) {
              reject(error);
            }
            return;
          case 'result':
            isUsable = true;
            resolve(message.result);
            return;
          case 'fault':
            isUsable = true;
            reject(new CommandError(message.message));
            return;
        }
      });
      worker.on('error', (error: Error) => reject(threadFailure(error)));
      worker.on('exit', () => reject(new CommandError('the compiler ended before its work did')));
      worker.postMessage(
        job,
        sourcesOf(job).map((source) => source.bytes.buffer),
      );
    });
  } finally {
    progress?.end();
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    if (isUsable && idle.length < kept) idle.push(worker);
    else await worker.terminate();
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

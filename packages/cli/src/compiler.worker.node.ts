/**
 * The compiler's thread: runs the jobs it is sent, one after the other.
 */
import { parentPort } from 'node:worker_threads';
import { CommandError } from './command-error.ts';
import type { CompilerJob, JobMessage } from './compiler-job.ts';
import { executeJob } from './execute-job.ts';

const port = parentPort!;
const send = (message: JobMessage, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

port.on('message', (job: CompilerJob) => {
  try {
    const result = executeJob(job, {
      error: (text) => send({ kind: 'error', text }),
      step: (name) => send({ kind: 'step', name }),
      file: (folder, name, bytes) => send({ kind: 'file', folder, name, bytes }),
    });
    send({ kind: 'result', result }, [result.output.buffer]);
  } catch (error) {
    if (error instanceof CommandError) {
      send({ kind: 'fault', message: error.message });
    } else {
      const message = error instanceof Error ? error.message : String(error);
      const stack = error instanceof Error && process.env.IWB_DEBUG ? `\n${error.stack}` : '';
      send({ kind: 'fault', message: `internal error: ${message}${stack}` });
    }
  }
});

/**
 * Starts the process that runs programs: a program that never ends, or a driver that takes its process
 * with it, costs the server nothing.
 */
import { type ForkOptions, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RunnerAnswer, RunnerRequest } from './runner-protocol.ts';

/** Milliseconds that a process has to end after its answer. */
const GRACE = 2000;
/** Characters of a failed process's last words that are shown. */
const LAST_WORDS = 2000;

/** The answer to a run that was cancelled. */
export class RunCancelled extends Error {
  constructor() {
    super('the run was cancelled');
    this.name = 'RunCancelled';
  }
}

export class Runner {
  readonly #path: string;

  /** @param entry the file that the process runs */
  constructor(entry: URL) {
    this.#path = fileURLToPath(entry);
  }

  /** Asks a new process; rejects with RunCancelled once the signal says so. */
  ask(request: RunnerRequest, signal?: AbortSignal): Promise<RunnerAnswer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new RunCancelled());
        return;
      }
      const options: ForkOptions = {
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        // Two processes cannot be debugged at one port.
        execArgv: process.execArgv.filter((argument) => !argument.startsWith('--inspect')),
      };
      const child = fork(this.#path, [], options);
      let said = '';
      child.stderr?.on('data', (text: Buffer) => {
        said = (said + text.toString()).slice(-LAST_WORDS);
      });
      const stop = (): void => {
        child.kill('SIGKILL');
        reject(new RunCancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
      child.on('message', (answer: RunnerAnswer) => {
        resolve(answer);
        setTimeout(() => child.kill('SIGKILL'), GRACE).unref();
      });
      child.on('error', reject);
      child.on('exit', (status, endedBy) => {
        signal?.removeEventListener('abort', stop);
        // After an answer this changes nothing.
        resolve({
          kind: 'failure',
          message: `the process that runs programs ended with ${endedBy ?? status}\n${said}`.trim(),
        });
      });
      child.send(request);
    });
  }
}

/**
 * The script of the local device's workers: they keep executables by number and run jobs.
 */
import { executeJob } from './execute-job.ts';
import { createMathImports } from './math-imports.ts';

/** Messages to a worker. */
export type WorkerRequest =
  | { readonly kind: 'memory'; readonly memory: WebAssembly.Memory; readonly threads: number }
  | {
      readonly kind: 'executable';
      readonly id: number;
      readonly module: WebAssembly.Module;
      readonly entryPoints: number;
    }
  | { readonly kind: 'drop-executable'; readonly id: number }
  | {
      readonly kind: 'job';
      readonly program: number;
      readonly control: number;
      readonly scratch: number;
    };

/** A worker's answer to a job: the message of a trap, or null. */
export type WorkerReply = { readonly failure: string | null };

/** The script, to be run after the platform has defined `onMessage` and `send`. */
export function workerScript(): string {
  // Build tools may wrap named functions in calls of a helper to keep their names.
  return `
const __name = (target) => target;
const executeJob = ${executeJob};
const mathImports = (${createMathImports})();
const executables = new Map();
let memory;
let threads = 1;
onMessage((message) => {
  switch (message.kind) {
    case 'memory':
      memory = message.memory;
      threads = message.threads;
      break;
    case 'executable': {
      const instance = new WebAssembly.Instance(message.module, { env: { memory }, math: mathImports });
      const functions = [];
      for (let i = 0; i < message.entryPoints; ++i) functions.push(instance.exports['d' + i]);
      executables.set(message.id, functions);
      break;
    }
    case 'drop-executable':
      executables.delete(message.id);
      break;
    case 'job': {
      const functionsOf = (id) => executables.get(id);
      const failure = executeJob(memory, functionsOf, threads, message.program, message.control, message.scratch);
      send({ failure });
      break;
    }
  }
});
`;
}

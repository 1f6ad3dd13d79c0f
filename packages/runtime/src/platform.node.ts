/**
 * Node as the place the runtime runs in: worker threads, the garbage collector, engine flags.
 */
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { supportsRelaxedSimd } from './drivers/local/simd-support.ts';
import type { Platform, PlatformWorker } from './platform.ts';

/** Choices an application makes for its process. */
export interface NodePlatformOptions {
  /**
   * Turns relaxed SIMD on in engines that have it behind a flag (Node 20). The flag is the whole
   * process's, so it is the application that says so.
   */
  readonly relaxedSimd?: boolean;
}

/** Node's platform. */
export function nodePlatform(options: NodePlatformOptions = {}): Platform {
  // Engines that have it by default know no flag for it, and would say so.
  if (options.relaxedSimd && !supportsRelaxedSimd()) {
    setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
  return {
    name: 'node',
    concurrency: availableParallelism(),
    createWorker: createThreadWorker,
    collectGarbage,
  };
}

let gc: (() => void) | undefined;

function collectGarbage(): void {
  if (!gc) {
    // Contexts made while the flag is set know the collector; the program's own never does.
    setFlagsFromString('--expose-gc');
    gc = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  gc();
}

function createThreadWorker(script: string, name: string): PlatformWorker {
  const prelude =
    "const { parentPort } = require('node:worker_threads');\n" +
    "const onMessage = (handler) => parentPort.on('message', handler);\n" +
    'const send = (message) => parentPort.postMessage(message);\n';
  const worker = new Worker(prelude + script, { eval: true, name, execArgv: [] });
  let ended = false;
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (handler) => {
      worker.on('message', handler);
      // Listening alone keeps a process from ending; only work should.
      worker.unref();
    },
    onError: (handler) => {
      worker.on('error', handler);
      worker.on('exit', (code) => {
        if (!ended) handler(new Error(`worker ${name} exited with code ${code}`));
      });
    },
    setBusy: (busy) => {
      if (busy) worker.ref();
      else worker.unref();
    },
    terminate: async () => {
      ended = true;
      await worker.terminate();
    },
  };
}

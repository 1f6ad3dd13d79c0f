/**
 * What the runtime asks of the place it runs in. Node's answers stand in `platform.node.ts`, a
 * browser's here.
 */

/** A thread that runs a given script and exchanges messages. */
export interface PlatformWorker {
  postMessage(message: unknown): void;
  onMessage(handler: (message: unknown) => void): void;
  /** The script failed or the thread ended by itself. */
  onError(handler: (error: Error) => void): void;
  /** While busy, the worker keeps the process alive; otherwise it must not. */
  setBusy(busy: boolean): void;
  terminate(): Promise<void>;
}

/** A place the runtime runs in. */
export interface Platform {
  readonly name: string;
  /** Threads that run at a time. */
  readonly concurrency: number;
  /**
   * Starts a worker on a script. The script receives messages through `onMessage(handler)` and sends
   * with `send(message)`, two functions the platform puts before it. Absent where there are none.
   */
  createWorker?(script: string, name: string): PlatformWorker;
  /** Runs the garbage collector, where the place allows it. */
  collectGarbage?(): void;
}

/** True where threads can share memory (Node; a page with the cross-origin isolation headers). */
export function hasSharedMemory(): boolean {
  return typeof SharedArrayBuffer === 'function';
}

/** A browser page or worker. */
export function browserPlatform(): Platform {
  return {
    name: 'browser',
    concurrency: navigator.hardwareConcurrency || 1,
    createWorker: createBlobWorker,
  };
}

function createBlobWorker(script: string, name: string): PlatformWorker {
  const prelude =
    'const onMessage = (handler) => { self.onmessage = (event) => handler(event.data); };\n' +
    'const send = (message) => self.postMessage(message);\n';
  const url = URL.createObjectURL(new Blob([prelude, script], { type: 'text/javascript' }));
  const worker = new Worker(url, { name });
  URL.revokeObjectURL(url);
  return {
    postMessage: (message) => worker.postMessage(message),
    onMessage: (handler) => {
      worker.onmessage = (event) => handler(event.data);
    },
    onError: (handler) => {
      worker.onerror = (event) => handler(new Error(event.message));
    },
    setBusy: () => {},
    terminate: async () => worker.terminate(),
  };
}

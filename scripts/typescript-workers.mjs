/**
 * A preload for Node (`--import`) that lets sources in TypeScript start workers in TypeScript. tsx does that
 * by itself from Node 22 on; on Node 20 its hooks do not reach a worker's entry point, so the worker starts
 * with a line of JavaScript that installs them and then loads the entry point.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { register } from 'tsx/esm/api';

register();

if (Number(process.versions.node.split('.')[0]) < 22) {
  const workerThreads = createRequire(import.meta.url)('node:worker_threads');
  const { Worker } = workerThreads;
  workerThreads.Worker = class extends Worker {
    /**
     * @param {string | URL} entry
     * @param {import('node:worker_threads').WorkerOptions} [options]
     */
    constructor(entry, options = {}) {
      if (options.eval || !String(entry).endsWith('.ts')) {
        super(entry, options);
        return;
      }
      const load = `import(${JSON.stringify(import.meta.url)}).then(() => import(${JSON.stringify(String(entry))}))`;
      super(load, { ...options, eval: true });
    }
  };
  syncBuiltinESMExports();
}

/** Targets for tests: small workgroups, so that small tensors have several. */

import type { CodegenTarget } from './target.ts';

export const SEQUENTIAL: CodegenTarget = {
  name: 'sequential',
  execution: 'sequential',
  vectorWidth: 4,
  threadWidth: 1,
  vectorMath: false,
  registerTile: { rows: 4, vectors: 2 },
  stagedTiles: [],
  maxWorkgroupCount: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  workgroupThreads: 1,
  workgroupMemory: 0,
  privateMemory: 1 << 16,
  workgroupWork: 256,
};

/** Sixteen threads, and a grid so small that workgroups must stride. */
export const THREADS: CodegenTarget = {
  name: 'threads',
  execution: 'threads',
  vectorWidth: 1,
  threadWidth: 4,
  vectorMath: true,
  registerTile: { rows: 1, vectors: 1 },
  stagedTiles: [
    { rows: 64, columns: 32, depth: 16, threads: 32 },
    { rows: 32, columns: 32, depth: 16, threads: 16 },
    { rows: 16, columns: 16, depth: 16, threads: 16 },
  ],
  maxWorkgroupCount: [3, 3, 3],
  workgroupThreads: 16,
  workgroupMemory: 16384,
  privateMemory: 4096,
  workgroupWork: 16,
};

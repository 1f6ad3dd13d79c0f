/** What code generation is told of each executable format. */

import type { CodegenTarget } from '../codegen/target.ts';

/** One thread with SIMD registers; workgroups are large, for each costs a call. */
const WASM: CodegenTarget = {
  name: 'wasm',
  execution: 'sequential',
  vectorWidth: 4,
  threadWidth: 1,
  vectorMath: false,
  registerTile: { rows: 4, vectors: 2 },
  stagedTiles: [],
  maxWorkgroupCount: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  workgroupThreads: 1,
  workgroupMemory: 0,
  privateMemory: 1 << 20,
  workgroupWork: 1 << 18,
};

/** Limits that every WebGPU device keeps (the specification's defaults). */
const WGSL: CodegenTarget = {
  name: 'webgpu-wgsl',
  execution: 'threads',
  vectorWidth: 1,
  threadWidth: 4,
  vectorMath: true,
  registerTile: { rows: 1, vectors: 1 },
  stagedTiles: [
    { rows: 128, columns: 64, depth: 16, threads: 128 },
    { rows: 64, columns: 64, depth: 16, threads: 64 },
    { rows: 32, columns: 32, depth: 32, threads: 64 },
  ],
  maxWorkgroupCount: [65535, 65535, 65535],
  workgroupThreads: 64,
  workgroupMemory: 16384,
  privateMemory: 4096,
  workgroupWork: 64,
};

/** By executable format. */
export const CODEGEN_TARGETS: ReadonlyMap<string, CodegenTarget> = new Map([
  ['wasm-simd128-fb', WASM],
  ['webgpu-wgsl-fb', WGSL],
]);

/**
 * The devices of a compilation, and what users call their back ends. It imports nothing, so that a
 * command line may read its flags without loading the compiler.
 */

/** Devices that a module can be compiled for. */
export const TARGETS = ['local', 'webgpu'] as const;
export type TargetDevice = (typeof TARGETS)[number];

/** Devices by the names that `--iree-hal-target-backends` takes. */
export const BACKENDS: ReadonlyMap<string, TargetDevice> = new Map([
  ['webgpu', 'webgpu'],
  ['webgpu-wgsl', 'webgpu'],
  ['wasm', 'local'],
  ['wasm-simd128', 'local'],
  ['local', 'local'],
]);

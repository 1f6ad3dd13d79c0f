/**
 * The devices of a compilation, and what users call their back ends. It imports nothing, so that a
 * command line may read its flags without loading the compiler.
 */

/** Devices that a module can be compiled for. */
export const TARGETS = ['local', 'webgpu'] as const;
export type TargetDevice = (typeof TARGETS)[number];

/** What is wrong with the value of a flag, in words for whoever wrote it. */
export class FlagError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FlagError';
  }
}

/** Devices by the names that `--iree-hal-target-backends` takes. */
export const BACKENDS: ReadonlyMap<string, TargetDevice> = new Map([
  ['webgpu', 'webgpu'],
  ['webgpu-wgsl', 'webgpu'],
  ['wasm', 'local'],
  ['wasm-simd128', 'local'],
  ['local', 'local'],
]);

/** The devices that back ends named are for, each once. */
export function targetsOfBackends(names: readonly string[]): readonly TargetDevice[] {
  const targets = names.map((name) => {
    const target = BACKENDS.get(name);
    if (target) return target;
    throw new FlagError(
      `target backend '${name}' not registered; registered backends: wasm, webgpu`,
    );
  });
  if (targets.length === 0) throw new FlagError('--iree-hal-target-backends: no back end named');
  return [...new Set(targets)];
}

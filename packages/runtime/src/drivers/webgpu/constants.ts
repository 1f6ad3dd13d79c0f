/**
 * WebGPU's flag values. Browsers have them as globals, Node's package does not; the specification
 * fixes the numbers.
 */

export const GpuBufferUsage = {
  MapRead: 0x0001,
  MapWrite: 0x0002,
  CopySrc: 0x0004,
  CopyDst: 0x0008,
  Uniform: 0x0040,
  Storage: 0x0080,
  Indirect: 0x0100,
} as const;

export const gpuShaderStageCompute = 0x4;
export const gpuMapModeRead = 0x1;

/** What every device buffer can be used for. */
export const deviceBufferUsage =
  GpuBufferUsage.Storage |
  GpuBufferUsage.CopySrc |
  GpuBufferUsage.CopyDst |
  GpuBufferUsage.Indirect;

/** Bind group of push constants. */
export const constantsGroup = 3;

/** Rounds up to a multiple of a power of two or any other positive number. */
export function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}

/** Rounds down to a multiple. */
export function alignDown(value: number, alignment: number): number {
  return value - (value % alignment);
}

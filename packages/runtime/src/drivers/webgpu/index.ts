/**
 * The WebGPU driver.
 */
export * from './device.ts';
export * from './driver.ts';

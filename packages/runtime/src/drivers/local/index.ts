/**
 * The local driver: CPUs through WebAssembly.
 */
export * from './device.ts';
export * from './driver.ts';

/**
 * The runtime: VM, HAL with its drivers, native modules, and the session that joins them. Runs in
 * Node, a worker and a browser page; what only Node has stands in `index.node.ts`.
 */
export * from './drivers/local/index.ts';
export * from './drivers/webgpu/index.ts';
export * from './hal/index.ts';
export * from './modules/check/index.ts';
export * from './modules/hal/index.ts';
export * from './platform.ts';
export * from './select-device.ts';
export * from './session.ts';
export * from './tooling/index.ts';
export * from './vm/index.ts';

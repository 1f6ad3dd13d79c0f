/**
 * The virtual machine: loads bytecode modules, links them with native modules and runs them.
 */
export * from './buffer.ts';
export * from './cancellation.ts';
export * from './limits.ts';
export * from './list.ts';
export * from './native-module.ts';
export * from './status.ts';

/**
 * The virtual machine: loads bytecode modules, links them with native modules and runs them.
 */
export * from './buffer.ts';
export * from './bytecode-module.ts';
export * from './cancellation.ts';
export * from './context.ts';
export * from './disassembler.ts';
export * from './limits.ts';
export * from './list.ts';
export type { InvokeOptions } from './machine.ts';
export * from './native-module.ts';
export * from './status.ts';

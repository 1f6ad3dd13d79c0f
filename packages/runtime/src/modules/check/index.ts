/**
 * The `check` module of the VM.
 */
export * from './module.ts';

/**
 * The `hal` module of the VM.
 */
export * from './module.ts';

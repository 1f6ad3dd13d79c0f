/**
 * What compiler and runtime share and nothing else: the module file, the opcode table, calling
 * conventions, HAL enums and executable containers.
 */
export * from './bytecode.ts';
export * from './calling-convention.ts';
export * from './executables.ts';
export * from './format-error.ts';
export * from './hal.ts';
export * from './hal-module.ts';
export * from './module.ts';
export * from './module-reader.ts';
export * from './module-writer.ts';
export * from './opcodes.ts';

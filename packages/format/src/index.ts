/**
 * What compiler and runtime share and nothing else: the module file, the opcode table, calling
 * conventions, HAL enums and executable containers.
 */
export * from './calling-convention.ts';
export * from './executables.ts';
export * from './format-error.ts';
export * from './hal.ts';
export * from './hal-module.ts';

/** Everything that other packages may use of the IR. */
export * from './affine.ts';
export * from './asm.ts';
export * from './attributes.ts';
export * from './builder.ts';
export * from './constraints.ts';
export * from './context.ts';
export * from './diagnostics.ts';
export * from './dialect.ts';
export * from './float.ts';
export * from './interfaces.ts';
export * from './operation.ts';
export * from './pattern.ts';
export * from './traits.ts';
export * from './types.ts';

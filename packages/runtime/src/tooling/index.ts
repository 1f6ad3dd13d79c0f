/**
 * Values as text and files, in the formats of upstream's tools.
 */
export * from './buffer-view-text.ts';
export * from './comparison.ts';
export { defaultMaxElementCount, formatElements, parseElements } from './elements.ts';
export * from './host-values.ts';
export * from './inputs.ts';
export * from './npy.ts';
export * from './outputs.ts';
export { formatG } from './printf.ts';
export * from './small-floats.ts';

/**
 * Values as text and files, in the formats of upstream's tools.
 */
export * from './buffer-view-text.ts';
export { defaultMaxElementCount, formatElements, parseElements } from './elements.ts';
export { formatG } from './printf.ts';
export * from './small-floats.ts';

/** The compiler: from a module in any phase to a module file. */
export { toSeedEra } from './input/eras/seed-era.ts';
export * from './input/input-types.ts';
export * from './pipeline.ts';
export * from './preprocessing.ts';
export * from './target-names.ts';
export { wasmText } from './targets/wasm/text.ts';

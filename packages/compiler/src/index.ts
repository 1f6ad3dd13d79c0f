/** The compiler: from a module in any phase to a module file. */
export * from './pipeline.ts';
export * from './preprocessing.ts';
export * from './target-names.ts';

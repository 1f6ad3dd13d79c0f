/** FileCheck: checks a text against the directives of another. */
export * from './check-file.ts';
export * from './check-source.ts';
export * from './command.ts';
export * from './diagnostics.ts';
export * from './directives.ts';
export * from './filecheck.ts';
export * from './flags.ts';
export * from './options.ts';
export { RegexError } from './posix-regex.ts';

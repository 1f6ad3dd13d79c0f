/**
 * Tests as LLVM's projects write them: FileCheck, and lit's RUN lines, read and carried out without a shell.
 */
export * from './expected-diagnostics.ts';
export * from './filecheck/index.ts';
export * from './runner/known-tools.ts';
export * from './runner/run-test.ts';
export * from './script/conditions.ts';
export * from './script/substitutions.ts';
export * from './script/test-script.ts';
export * from './shell/shell.ts';
export * from './shell/shell-parser.ts';
export * from './shell/shell-syntax.ts';
export * from './shell/split-file.ts';
export * from './shell/tool.ts';
export * from './updating/generate-checks.ts';
export * from './updating/update-checks.ts';

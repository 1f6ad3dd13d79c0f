/**
 * Tests as LLVM's projects write them: FileCheck, and lit's RUN lines, read and carried out without a shell.
 */
export * from './filecheck/index.ts';

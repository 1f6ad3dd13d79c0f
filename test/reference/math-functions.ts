/** The functions that WebAssembly calls where it has none, as references for what computes them itself. */

export { createMathImports } from '../../packages/runtime/src/drivers/local/math-imports.ts';

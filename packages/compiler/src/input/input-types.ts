/**
 * The dialects that programs come in, by the names that `--iree-input-type` takes. It imports nothing, so
 * that a command line may read its flags without loading the compiler.
 */

/** `auto` converts whatever input dialects a program has; `none` is for programs that have none. */
export const INPUT_TYPES = ['auto', 'mhlo', 'none', 'stablehlo', 'tosa', 'xla'] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/**
 * The dialects that programs come in, by the names that `--iree-input-type` takes. It imports nothing, so
 * that a command line may read its flags without loading the compiler.
 */

/** `auto` converts whatever input dialects a program has; `none` is for programs that have none. */
export const INPUT_TYPES = ['auto', 'mhlo', 'none', 'stablehlo', 'tosa', 'xla'] as const;
export type InputType = (typeof INPUT_TYPES)[number];

/** Changes of all values of an element type, in the order in which phase `flow` makes them. */
export const ELEMENT_TYPE_CHANGES = [
  'demote-f64-to-f32',
  'demote-f32-to-f16',
  'promote-f16-to-f32',
  'demote-i64-to-i32',
  'promote-bf16-to-f32',
] as const;
export type ElementTypeChange = (typeof ELEMENT_TYPE_CHANGES)[number];

/** Those of programs in mhlo, which are made if nothing else is asked for. */
export const MHLO_CHANGES = [
  'demote-i64-to-i32',
  'demote-f64-to-f32',
  'promote-bf16-to-f32',
] as const satisfies readonly ElementTypeChange[];

/** Which changes are made: of programs in mhlo when they are converted, and of all at phase `flow`. */
export interface ElementTypeChanges {
  readonly mhlo: readonly ElementTypeChange[];
  readonly flow: readonly ElementTypeChange[];
}
export const DEFAULT_CHANGES: ElementTypeChanges = { mhlo: MHLO_CHANGES, flow: [] };

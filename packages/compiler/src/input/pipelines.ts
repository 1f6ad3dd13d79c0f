/**
 * Which conversions a program needs before the compiler's own dialects are all there is of it: those of
 * the type the user names, or of the dialects found.
 *
 * An input dialect is an entry of `CONVERSIONS`; programs that mix some go through one after another.
 */

import type { Operation, PipelineStep } from '@iree-workbench/ir';
import { MHLO_CONVERSION, XLA_CLEANUP } from './hlo/passes.ts';
import type { InputConversion } from './input-conversion.ts';
import { DEFAULT_CHANGES, type ElementTypeChanges, type InputType } from './input-types.ts';
import { TOSA_CONVERSION } from './tosa/passes.ts';

export const CONVERSIONS: readonly InputConversion[] = [
  XLA_CLEANUP,
  MHLO_CONVERSION,
  TOSA_CONVERSION,
];

/** The steps that convert a module's input dialects. */
export function inputSteps(
  module: Operation,
  type: InputType,
  { mhlo }: ElementTypeChanges = DEFAULT_CHANGES,
): readonly PipelineStep[] {
  return conversionsOf(module, type).flatMap(
    ({ pipeline, stepsWith }) => stepsWith?.(mhlo) ?? pipeline.steps,
  );
}

function conversionsOf(module: Operation, type: InputType): readonly InputConversion[] {
  if (type !== 'auto') return CONVERSIONS.filter(({ types }) => types.includes(type));
  const found = new Set<string>();
  module.walk((op) => {
    found.add(op.operationName.dialect);
  });
  return CONVERSIONS.filter(({ dialects }) => dialects.some((dialect) => found.has(dialect)));
}

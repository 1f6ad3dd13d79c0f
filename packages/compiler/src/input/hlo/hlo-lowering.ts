/** Patterns of mhlo's operations, which see their operands without the sign of integers. */

import type { Builder } from '@iree-workbench/ir';
import {
  type ConversionPattern,
  DYNAMIC,
  RankedTensorType,
  type Type,
  TypeConverter,
  type Value,
} from '@iree-workbench/ir';
import { signless } from '../../flow/strip-signedness.ts';
import { lowering } from '../input-conversion.ts';
import { dimOf, rankedTensor } from '../linalg-builder.ts';

/** Takes the signs of integers out of types. */
export const signlessTypes = new TypeConverter().addConversion(signless);

/** Converts one of mhlo's operations; the casts around it go with the signs of all other types. */
export const hloLowering = (
  name: string,
  convert: ConversionPattern['convert'],
): ConversionPattern => ({ ...lowering(`mhlo.${name}`, convert), converter: signlessTypes });

/** The type that a result is to have; null if it is no tensor of known rank. */
export function signlessTensor(value: Value): RankedTensorType | null {
  const type = signless(value.type);
  return type instanceof RankedTensorType ? type : null;
}

/** The element type as the operation has it, with its sign. */
export function elementOf({ type }: Value): Type {
  return type instanceof RankedTensorType ? type.elementType : type;
}

/** The sizes that a tensor leaves open. */
export function openSizes(builder: Builder, value: Value): Value[] {
  const shape = rankedTensor(value)?.shape ?? [];
  return shape.flatMap((size, dim) => (size === DYNAMIC ? [dimOf(builder, value, dim)] : []));
}

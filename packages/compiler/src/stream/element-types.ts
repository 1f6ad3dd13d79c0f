/** Element types as the numbers by which the HAL knows them. */

import { ElementType, makeElementType, NumericalType } from '@iree-workbench/format';
import type { Type } from '@iree-workbench/ir';

/** The HAL's number of an element type; 0 for opaque ones. */
export function elementTypeValue(type: Type): number {
  switch (type.kind) {
    case 'integer': {
      if (type.width === 1) return ElementType.Bool8;
      const kind =
        type.signedness === 'signed'
          ? NumericalType.IntegerSigned
          : type.signedness === 'unsigned'
            ? NumericalType.IntegerUnsigned
            : NumericalType.Integer;
      return makeElementType(kind, type.width);
    }
    case 'index':
      return makeElementType(NumericalType.Integer, 64);
    case 'float':
      return makeElementType(
        type.format === 'bf16' ? NumericalType.FloatBrain : NumericalType.FloatIeee,
        type.width,
      );
    case 'complex':
      return type.elementType.kind === 'float'
        ? makeElementType(NumericalType.FloatComplex, 2 * type.elementType.width)
        : 0;
    default:
      return 0;
  }
}

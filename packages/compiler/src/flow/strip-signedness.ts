/**
 * Integers lose the sign in their types (`iree-flow-strip-signedness`): operations say themselves whether
 * they take numbers as signed. Casts between the two worlds go.
 */

import {
  type Attribute,
  DenseElementsAttr,
  definePass,
  FunctionType,
  IntegerAttr,
  IntegerType,
  type Operation,
  type Pass,
  RankedTensorType,
  type Type,
  TypeAttr,
} from '@iree-workbench/ir';
import { retypeValues } from '../util/retype.ts';

/** A type without the sign of its integers. */
export function signless(type: Type): Type {
  if (type instanceof IntegerType) return IntegerType.get(type.context, type.width);
  if (type instanceof RankedTensorType) {
    const element = signless(type.elementType);
    return element === type.elementType
      ? type
      : RankedTensorType.get(type.shape, element, type.encoding);
  }
  if (type instanceof FunctionType)
    return FunctionType.get(type.context, type.inputs.map(signless), type.results.map(signless));
  return type;
}

/** A type, or a constant of one; other attributes stay. */
export function strippedAttribute(attr: Attribute): Attribute {
  if (attr.kind === 'type') return TypeAttr.get(signless(attr.type));
  if (attr.kind === 'integer' && attr.type instanceof IntegerType)
    return IntegerAttr.get(signless(attr.type) as IntegerType, attr.value);
  if (attr.kind === 'dense' && attr.type instanceof RankedTensorType) {
    const type = signless(attr.type) as RankedTensorType;
    return type === attr.type ? attr : DenseElementsAttr.get(type, attr.data);
  }
  return attr;
}

function strip(op: Operation): void {
  retypeValues(op, signless);
  for (const [name, value] of op.attributes.entries) {
    const stripped = strippedAttribute(value);
    if (stripped !== value) op.setAttr(name, stripped);
  }
}

export const stripSignedness: Pass = definePass({
  argument: 'iree-flow-strip-signedness',
  className: 'StripSignednessPass',
  summary: 'takes the sign out of the types of integers',
  run(root) {
    strip(root);
    root.walk(strip);
    for (const cast of root.collect('builtin.unrealized_conversion_cast')) {
      const [from, to] = [cast.operands[0], cast.results[0]];
      if (cast.numOperands !== 1 || cast.numResults !== 1 || from?.type !== to?.type) continue;
      cast.replaceAllUsesWith(cast.operands);
      cast.erase();
    }
  },
});

/**
 * Sums of 16-bit floats along a row are added up in 32 bits and rounded once: in their own type they would
 * stop growing long before the row ends.
 */

import {
  AffineMap,
  Builder,
  bitWidth,
  type Operation,
  RankedTensorType,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { emptyTensor, generic, parallel } from '../input/linalg-builder.ts';
import { dynamicDimsOf } from '../util/dynamic-dims.ts';
import { combinerOf } from './reductions.ts';

/** Widens the sums of a dispatch that add up one tensor; products have their own way to be staged. */
export function widenSums(func: Operation): void {
  const sums: Operation[] = [];
  func.walk((op) => {
    if (isNarrowSum(op)) sums.push(op);
  });
  for (const op of sums) widen(op);
}

function isNarrowSum(op: Operation): boolean {
  const structured = op.getInterface(StructuredOp);
  const type = op.results[0]?.type;
  if (!structured?.iteratorTypes(op).includes('reduction') || op.numResults !== 1) return false;
  if (!(type instanceof RankedTensorType) || !isNarrowFloat(type.elementType)) return false;
  const body = structured.body(op);
  const numInputs = op.numOperands - 1;
  const read = body.arguments.slice(0, numInputs).filter((argument) => argument.hasUses);
  return read.length === 1 && combinerOf(body, numInputs, 0)?.is('arith.addf') === true;
}

const isNarrowFloat = (type: Type): boolean => type.kind === 'float' && bitWidth(type) === 16;

function widen(op: Operation): void {
  const structured = op.getInterface(StructuredOp);
  const result = op.result();
  const type = result.type;
  if (!structured || !(type instanceof RankedTensorType)) return;
  const body = structured.body(op);
  const index = op.numOperands - 1;
  const sum = combinerOf(body, index, 0);
  if (!sum) return;
  const { f32 } = op.context;
  const accumulator = body.argument(index);
  op.setOperand(index, cast(Builder.before(op), 'arith.extf', op.operand(index), f32));
  accumulator.setType(f32);
  const inside = Builder.before(sum);
  sum.operands.forEach((operand, i) => {
    if (operand !== accumulator)
      sum.setOperand(
        i,
        inside.createValue('arith.extf', { operands: [operand], resultTypes: [f32] }),
      );
  });
  sum.result().setType(f32);
  result.setType(RankedTensorType.get(type.shape, f32));
  const uses = [...result.uses];
  const rounded = cast(Builder.after(op), 'arith.truncf', result, type.elementType);
  for (const use of uses) use.set(rounded);
}

/** A tensor with each element cast. */
function cast(builder: Builder, name: string, tensor: Value, to: Type): Value {
  const { shape } = tensor.type as RankedTensorType;
  const map = AffineMap.identity(shape.length);
  const type = RankedTensorType.get(shape, to);
  const state = {
    inputs: [tensor],
    inits: [emptyTensor(builder, type, dynamicDimsOf(builder, tensor))],
    maps: [map, map],
    iterators: parallel(shape.length),
  };
  return generic(builder, state, (body, [element]) => [
    body.createValue(name, { operands: [element as Value], resultTypes: [to] }),
  ]).result();
}

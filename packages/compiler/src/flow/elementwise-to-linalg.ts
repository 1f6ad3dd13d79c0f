/**
 * Elementwise operations on tensors become `linalg.generic` (`convert-elementwise-to-linalg`), and
 * `tensor.dim` is answered where the size is known (`resolve-shaped-type-result-dims`).
 */

import {
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  Block,
  Builder,
  DialectAttr,
  DYNAMIC,
  type Operation,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { dynamicDimsOf, knownDims } from '../util/dynamic-dims.ts';
import { callablesIn } from '../util/functions.ts';
import { isInDispatch } from './dispatch-context.ts';

export const convertElementwiseToLinalg: PassFunction = (module) => {
  for (const callable of callablesIn(module)) {
    callable.walk((op) => {
      if (isInDispatch(op)) return;
      if (isElementwiseOnTensors(op)) toGeneric(op);
      else if (op.is('tensor.dim')) resolveDim(op);
    });
  }
};

function isElementwiseOnTensors(op: Operation): boolean {
  return (
    op.numResults === 1 &&
    op.hasTrait('Elementwise') &&
    op.result().type instanceof RankedTensorType &&
    op.operands.every(({ type }) => type.kind !== 'vector')
  );
}

function toGeneric(op: Operation): void {
  const { context } = op;
  const builder = Builder.before(op);
  const type = op.result().type as RankedTensorType;
  const tensors = op.operands.filter((operand) => operand.type instanceof RankedTensorType);
  const empty = builder.createValue('tensor.empty', {
    operands: tensors[0] ? dynamicDimsOf(builder, tensors[0]) : [],
    resultTypes: [type],
  });
  const identity = AffineMapAttr.get(context, AffineMap.identity(type.shape.length));
  const body = new Block();
  const region = new Region();
  region.append(body);
  // A scalar operand (the condition of a select) is used from outside.
  const args = new Map<Value, Value>(
    [...new Set(tensors)].map((operand) => [
      operand,
      body.addArgument((operand.type as RankedTensorType).elementType, op.location),
    ]),
  );
  body.addArgument(type.elementType, op.location);
  const inside = Builder.atEnd(body, op.location);
  const scalar = inside.createValue(op.name, {
    operands: op.operands.map((operand) => args.get(operand) ?? operand),
    resultTypes: [type.elementType],
    attributes: op.attributes,
  });
  inside.create('linalg.yield', { operands: [scalar] });
  const parallel = DialectAttr.get(context, 'linalg', 'iterator_type', ['parallel']);
  const generic = builder.create('linalg.generic', {
    operandGroups: [[...args.keys()], [empty]],
    resultTypes: [type],
    attributes: [
      ['indexing_maps', ArrayAttr.get(context, new Array(args.size + 1).fill(identity))],
      ['iterator_types', ArrayAttr.get(context, new Array(type.shape.length).fill(parallel))],
    ],
    regions: [region],
  });
  op.replaceAllUsesWith(generic.results);
  op.erase();
}

function resolveDim(op: Operation): void {
  const index = op.operand(1).definingOp?.attr('value');
  const source = op.operand(0);
  if (index?.kind !== 'integer' || source.type.kind !== 'tensor' || !source.type.shape) return;
  const dim = Number(index.value);
  const { shape } = source.type;
  if (shape[dim] !== DYNAMIC) return;
  const known = knownDims(source);
  const value = known?.[shape.slice(0, dim).filter((size) => size === DYNAMIC).length];
  if (!value) return;
  op.result().replaceAllUsesWith(value);
  op.erase();
}

/**
 * Elementwise operations on tensors become `linalg.generic` (`convert-elementwise-to-linalg`), splats
 * become fills, and `tensor.dim` is answered where the size is known
 * (`resolve-shaped-type-result-dims`).
 */

import {
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  Block,
  Builder,
  DialectAttr,
  DYNAMIC,
  IntegerAttr,
  type Operation,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { derivedDims, dynamicCount, dynamicDimsOf } from '../util/dynamic-dims.ts';
import { callablesIn } from '../util/functions.ts';
import { isInDispatch } from './dispatch-context.ts';

export const convertElementwiseToLinalg: PassFunction = (module) => {
  for (const callable of callablesIn(module)) {
    callable.walk((op) => {
      if (isInDispatch(op)) return;
      if (isElementwiseOnTensors(op)) toGeneric(op);
      else if (op.is('tensor.splat')) toFill(op);
      else if (op.is('tensor.dim')) resolveDim(op);
    });
  }
};

function isElementwiseOnTensors(op: Operation): boolean {
  return (
    op.numResults > 0 &&
    op.hasTrait('Elementwise') &&
    op.resultTypes.every((type) => type instanceof RankedTensorType) &&
    op.operands.every(({ type }) => type.kind !== 'vector') &&
    !choosesTensor(op)
  );
}

/** One condition for tensors of dynamic shape, which may differ: the host chooses a tensor. */
const choosesTensor = (op: Operation): boolean =>
  op.is('arith.select') &&
  op.operand(0).type.kind !== 'tensor' &&
  dynamicCount(op.result().type) > 0;

function toGeneric(op: Operation): void {
  const { context } = op;
  const builder = Builder.before(op);
  const types = op.resultTypes.filter((type) => type instanceof RankedTensorType);
  const tensors = op.operands.filter((operand) => operand.type instanceof RankedTensorType);
  const dims = tensors[0] ? dynamicDimsOf(builder, tensors[0]) : [];
  const empties = types.map((type) =>
    builder.createValue('tensor.empty', { operands: dims, resultTypes: [type] }),
  );
  const rank = types[0]?.shape.length ?? 0;
  const identity = AffineMapAttr.get(context, AffineMap.identity(rank));
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
  const elementTypes = types.map(({ elementType }) => elementType);
  for (const type of elementTypes) body.addArgument(type, op.location);
  const inside = Builder.atEnd(body, op.location);
  const scalar = inside.create(op.name, {
    operands: op.operands.map((operand) => args.get(operand) ?? operand),
    resultTypes: elementTypes,
    attributes: op.attributes,
  });
  inside.create('linalg.yield', { operands: scalar.results });
  const parallel = DialectAttr.get(context, 'linalg', 'iterator_type', ['parallel']);
  const generic = builder.create('linalg.generic', {
    operandGroups: [[...args.keys()], empties],
    resultTypes: types,
    attributes: [
      ['indexing_maps', ArrayAttr.get(context, new Array(args.size + types.length).fill(identity))],
      ['iterator_types', ArrayAttr.get(context, new Array(rank).fill(parallel))],
    ],
    regions: [region],
  });
  op.replaceAllUsesWith(generic.results);
  op.erase();
}

function toFill(op: Operation): void {
  const builder = Builder.before(op);
  const element = op.operand(0);
  const body = new Block();
  const region = new Region();
  region.append(body);
  const yielded = body.addArgument(element.type, op.location);
  body.addArgument(element.type, op.location);
  Builder.atEnd(body, op.location).create('linalg.yield', { operands: [yielded] });
  const empty = builder.createValue('tensor.empty', { resultTypes: op.resultTypes });
  const fill = builder.create('linalg.fill', {
    operandGroups: [[element], [empty]],
    resultTypes: op.resultTypes,
    regions: [region],
  });
  op.replaceAllUsesWith(fill.results);
  op.erase();
}

function resolveDim(op: Operation): void {
  const [source, index] = op.operands as [Value, Value];
  if (source.type.kind !== 'tensor') return;
  const builder = Builder.before(op);
  const constant = index.definingOp?.attr('value');
  const { shape } = source.type;
  const dynamic = derivedDims(builder, source);
  if (!dynamic) return;
  const sizes = shape.map((size) =>
    size === DYNAMIC ? (dynamic.shift() as Value) : builder.constantIndex(size),
  );
  const value =
    constant?.kind === 'integer'
      ? sizes[Number(constant.value)]
      : chosenSize(builder, index, sizes);
  if (!value) return;
  op.result().replaceAllUsesWith(value);
  op.erase();
}

/** The size whose number `index` is when the program runs. */
function chosenSize(builder: Builder, index: Value, sizes: readonly Value[]): Value | undefined {
  const { context } = builder;
  return sizes.reduceRight((rest, size, dim) => {
    const isThis = builder.createValue('arith.cmpi', {
      operands: [index, builder.constantIndex(dim)],
      resultTypes: [context.i1],
      attributes: [['predicate', IntegerAttr.i64(context, EQUAL)]],
    });
    return builder.createValue('arith.select', {
      operands: [isThis, size, rest],
      resultTypes: [context.indexType],
    });
  });
}

/** `arith.cmpi eq`. */
const EQUAL = 0;

/**
 * Fusion of element-wise operations on tensors (`iree-flow-fusion-of-tensor-ops`).
 *
 * A `linalg.generic` whose loops are all parallel is merged into the one generic that uses its
 * result: the consumer's body computes the element where it would have read it. The consumer's loops
 * stay; the producer's indexing maps are composed with the inverse of its result map and the map by
 * which the consumer read the result.
 */

import {
  type AffineExpr,
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  affineDim,
  type Block,
  Builder,
  fuseLocations,
  genericIterators,
  genericMaps,
  IntegerAttr,
  IRMapping,
  inits,
  inputs,
  numInits,
  type Operation,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { buffersOf, MAX_BUFFERS } from './dispatch-buffers.ts';

export const fusionOfTensorOps: PassFunction = (module) => {
  for (const callable of callablesIn(module)) {
    for (let changed = true; changed; ) {
      changed = false;
      // What a round has fused waits for the next one: a chain is joined in pairs, not copied at each link.
      const fused = new Set<Operation | null>();
      for (const op of callable.collect('linalg.generic')) {
        if (!op.block) continue;
        const operand = inputs(op).findIndex(
          (value, i) => !fused.has(value.definingOp) && isFusable(op, i),
        );
        if (operand < 0) continue;
        fused.add(fuse(op, operand));
        changed = true;
      }
    }
  }
};

const isParallel = (op: Operation): boolean =>
  genericIterators(op).every((kind) => kind === 'parallel');

/** May the producer of input `index` be computed inside `consumer`? */
export function isFusable(consumer: Operation, index: number): boolean {
  const value = consumer.operand(index);
  const producer = value.definingOp;
  if (!producer?.is('linalg.generic') || producer.block !== consumer.block) return false;
  if (!value.hasOneUse || producer.numResults !== 1 || !isParallel(producer)) return false;
  // The producer's loops must follow from its result's indices.
  const resultMap = genericMaps(producer)[producer.numOperands - 1];
  if (!resultMap?.isPermutation()) return false;
  if (buffersOf([producer, consumer]) > MAX_BUFFERS) return false;
  // A producer that reads its destination would need it inside the consumer.
  const destination = producer.region().front.arguments[producer.numOperands - 1];
  if (destination?.hasUses) return false;
  // The operands that are left must still say how far each loop goes.
  if (!tellsLoops(fusedMaps(producer, consumer, index))) return false;
  // Values that a reduction reads again and again are better computed once, unless cheap: a
  // reduction may absorb a producer whose every input it would read in the same order.
  if (!isParallel(consumer)) {
    const map = genericMaps(consumer)[index];
    if (!map || map.results.length !== genericIterators(consumer).length) return false;
  }
  return true;
}

/** Is every loop the index of some operand's dimension? */
function tellsLoops(maps: readonly AffineMap[]): boolean {
  const told = new Set<number>();
  for (const map of maps)
    for (const expr of map.results) if (expr.kind === 'dim') told.add(expr.position);
  return told.size === (maps[0]?.numDims ?? 0);
}

/** The maps of both, those of the producer's inputs in the place of the one of its result. */
function fusedMaps(producer: Operation, consumer: Operation, index: number): AffineMap[] {
  const consumerMaps = genericMaps(consumer);
  const producerMaps = genericMaps(producer);
  const toLoops = loopsOf(producer, consumer, index);
  return [
    ...consumerMaps.slice(0, index),
    ...inputs(producer).map((_, i) => (producerMaps[i] as AffineMap).compose(toLoops)),
    ...consumerMaps.slice(index + 1),
  ];
}

/** The producer's loops as functions of the consumer's, which reads it as input `index`. */
const loopsOf = (producer: Operation, consumer: Operation, index: number): AffineMap =>
  producerLoops(
    genericMaps(producer)[producer.numOperands - 1] as AffineMap,
    genericMaps(consumer)[index] as AffineMap,
  );

/** Merges the producer of an input into its consumer; the operation that is now both. */
function fuse(consumer: Operation, index: number): Operation {
  const producer = consumer.operand(index).definingOp as Operation;
  const builder = Builder.before(consumer);
  const toLoops = loopsOf(producer, consumer, index);
  const producerInputs = inputs(producer);
  const consumerInputs = inputs(consumer);
  const newInputs = [
    ...consumerInputs.slice(0, index),
    ...producerInputs,
    ...consumerInputs.slice(index + 1),
  ];
  const newMaps = fusedMaps(producer, consumer, index);
  const fused = builder.create('linalg.generic', {
    operandGroups: [newInputs, inits(consumer)],
    resultTypes: consumer.resultTypes,
    attributes: consumer.attributes.with('operand_segment_sizes', null).with(
      'indexing_maps',
      ArrayAttr.get(
        consumer.context,
        newMaps.map((map) => AffineMapAttr.get(consumer.context, map)),
      ),
    ),
    regions: 1,
  });
  fused.setLocation(fuseLocations(consumer.context, [producer.location, consumer.location]));
  const body = fused.region().append();
  fuseBodies(body, producer, consumer, index, toLoops);
  consumer.replaceAllUsesWith(fused.results);
  consumer.erase();
  if (!producer.hasResultUses) producer.erase();
  return fused;
}

/** The producer's loops as functions of the consumer's. */
function producerLoops(resultMap: AffineMap, useMap: AffineMap): AffineMap {
  const loops = Array.from({ length: resultMap.numDims }, (_, loop) => {
    const position = resultMap.results.findIndex(
      (expr) => expr.kind === 'dim' && expr.position === loop,
    );
    return useMap.results[position] ?? affineDim(0);
  });
  return new AffineMap(useMap.numDims, 0, loops);
}

function fuseBodies(
  body: Block,
  producer: Operation,
  consumer: Operation,
  index: number,
  toLoops: AffineMap,
): void {
  const producerBody = producer.region().front;
  const consumerBody = consumer.region().front;
  const mapping = new IRMapping();
  const add = (from: Value): void => {
    mapping.map(from, body.addArgument(from.type, consumer.location));
  };
  const consumerArgs = consumerBody.arguments;
  consumerArgs.slice(0, index).forEach(add);
  producerBody.arguments.slice(0, producer.numOperands - numInits(producer)).forEach(add);
  consumerArgs.slice(index + 1).forEach(add);
  const builder = Builder.atEnd(body, producer.location);
  for (const op of producerBody.ops) {
    if (op.is('linalg.yield')) {
      mapping.map(consumerBody.argument(index), mapping.lookup(op.operand(0)));
      continue;
    }
    if (op.is('linalg.index')) {
      const expr = toLoops.results[Number(op.intAttr('dim') ?? 0n)];
      mapping.map(op.result(), indexValue(builder, expr ?? affineDim(0)));
      continue;
    }
    builder.clone(op, mapping);
  }
  for (const op of consumerBody.ops) builder.clone(op, mapping);
}

/** An index expression over the loops as operations. */
function indexValue(builder: Builder, expr: AffineExpr): Value {
  const { indexType } = builder.context;
  switch (expr.kind) {
    case 'dim':
      return builder.createValue('linalg.index', {
        resultTypes: [indexType],
        attributes: [['dim', IntegerAttr.i64(builder.context, expr.position)]],
      });
    case 'constant':
      return builder.constantIndex(expr.value);
    case 'symbol':
      throw new Error('linalg index maps have no symbols');
    default: {
      const operands = [indexValue(builder, expr.lhs), indexValue(builder, expr.rhs)];
      const name = {
        add: 'arith.addi',
        mul: 'arith.muli',
        mod: 'arith.remsi',
        floordiv: 'arith.floordivsi',
        ceildiv: 'arith.ceildivsi',
      }[expr.kind];
      return builder.createValue(name, { operands, resultTypes: [indexType] });
    }
  }
}

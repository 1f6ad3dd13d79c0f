/**
 * The dynamic dimensions of tensor values as index values, found at their definition where it
 * carries them, and asked with `tensor.dim` where it does not.
 */

import {
  type Builder,
  DestinationStyleOp,
  DYNAMIC,
  type Operation,
  operandsNamed,
  type Type,
  type Value,
} from '@iree-workbench/ir';

const dynamicCount = (type: Type): number =>
  type.kind === 'tensor' ? type.shape.filter((size) => size === DYNAMIC).length : 0;

/** Dimensions of result `index` in a list that goes through the results' dynamic sizes in order. */
function pickDims(op: Operation, index: number, dims: readonly Value[]): Value[] {
  let start = 0;
  for (let i = 0; i < index; i++) start += dynamicCount(op.result(i).type);
  return dims.slice(start, start + dynamicCount(op.result(index).type));
}

/** Operand group that holds the dynamic dimensions of an operation's results, by name. */
const RESULT_DIMS: Readonly<Record<string, string>> = {
  'tensor.empty': 'dynamicSizes',
  'hal.tensor.import': 'target_dims',
  'flow.dispatch': 'result_dims',
  'flow.dispatch.workgroups': 'result_dims',
  'flow.dispatch.region': 'result_dims',
  'flow.tensor.reshape': 'result_dims',
  'flow.tensor.slice': 'result_dims',
  'flow.tensor.splat': 'result_dims',
  'flow.tensor.empty': 'result_dims',
  'flow.tensor.clone': 'argument_dims',
  'flow.tensor.update': 'target_dims',
  'flow.tensor.store': 'target_dims',
  'flow.tensor.tie_shape': 'dynamic_dims',
};

/** The known dynamic dimensions of a value, or null if only its contents tell. */
export function knownDims(value: Value): Value[] | null {
  if (dynamicCount(value.type) === 0) return [];
  const op = value.definingOp;
  if (!op || value.kind !== 'result') return null;
  if (op.is('tensor.empty')) return op.operands;
  const group = RESULT_DIMS[op.name];
  if (group) return pickDims(op, value.index, operandsNamed(op, group));
  const destination = op.getInterface(DestinationStyleOp);
  if (destination) {
    const { start } = destination.initsRange(op);
    const init = op.operands[start + value.index];
    return init ? knownDims(init) : null;
  }
  if (op.is('tensor.insert_slice')) return knownDims(op.operand(1));
  if (op.is('tensor.insert')) return knownDims(op.operand(1));
  if (op.is('tensor.extract_slice')) return sliceDims(op, value.type);
  if (op.is('tensor.cast')) {
    const source = op.operand(0);
    // Only a cast that keeps the same dimensions dynamic passes them on one to one.
    return dynamicCount(source.type) === dynamicCount(value.type) ? knownDims(source) : null;
  }
  return null;
}

/** Dynamic sizes of an extract_slice that keeps the rank. */
function sliceDims(op: Operation, type: Type): Value[] | null {
  const sizes = operandsNamed(op, 'sizes');
  const statics = op.attr('static_sizes');
  if (type.kind !== 'tensor' || statics?.kind !== 'dense_array') return null;
  return statics.values.length === type.shape.length && sizes.length === dynamicCount(type)
    ? sizes
    : null;
}

/** The dynamic dimensions in order, made before the builder's insertion point where unknown. */
export function dynamicDimsOf(builder: Builder, value: Value): Value[] {
  const known = knownDims(value);
  if (known) return known;
  if (value.type.kind !== 'tensor') return [];
  return value.type.shape.flatMap((size, dim) =>
    size === DYNAMIC
      ? [
          builder.createValue('tensor.dim', {
            operands: [value, builder.constantIndex(dim)],
            resultTypes: [builder.context.indexType],
          }),
        ]
      : [],
  );
}

/** All sizes of a tensor as index values, constants for the static ones. */
export function sizesOf(builder: Builder, value: Value): Value[] {
  if (value.type.kind !== 'tensor') return [];
  const dynamic = dynamicDimsOf(builder, value);
  return value.type.shape.map((size) =>
    size === DYNAMIC ? (dynamic.shift() as Value) : builder.constantIndex(size),
  );
}

export { dynamicCount };

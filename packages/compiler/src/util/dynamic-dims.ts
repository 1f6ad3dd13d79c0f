/**
 * The dynamic dimensions of tensor values as index values, found at their definition where it
 * carries them, and asked with `tensor.dim` where it does not.
 */

import {
  attributeType,
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
  'tensor.generate': 'dynamicExtents',
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

/**
 * The dynamic dimensions of a value in order, from what its definition carries; arithmetic on them is
 * made at the builder. Null if only the tensor itself tells them.
 */
export function derivedDims(builder: Builder, value: Value): Value[] | null {
  if (dynamicCount(value.type) === 0) return [];
  const op = value.definingOp;
  if (!op || value.kind !== 'result') return null;
  const group = RESULT_DIMS[op.name];
  if (group) return pickDims(op, value.index, operandsNamed(op, group));
  const destination = op.getInterface(DestinationStyleOp);
  if (destination) {
    const { start } = destination.initsRange(op);
    const init = op.operands[start + value.index];
    return init ? derivedDims(builder, init) : null;
  }
  switch (op.name) {
    case 'tensor.insert':
    case 'tensor.insert_slice':
      return derivedDims(builder, op.operand(1));
    case 'flow.dispatch.tensor.load':
    case 'tensor.extract_slice': {
      // A dimension that the result does not keep has the size 1, which is static.
      const sizes = operandsNamed(op, 'sizes');
      return sizes.length === dynamicCount(value.type) ? sizes : null;
    }
    case 'tensor.cast':
      return castDims(builder, op.operand(0), value.type);
    case 'util.optimization_barrier':
      return derivedDims(builder, op.operand(value.index));
    case 'flow.tensor.constant':
      return constantDims(builder, op);
    case 'tensor.pad':
      return paddedDims(builder, op);
    case 'tensor.collapse_shape':
    case 'tensor.expand_shape':
      return reassociatedDims(builder, op);
    case 'tensor.reshape':
      return dimsFromShape(builder, op);
    case 'arith.select':
      return selectedDims(builder, op);
    default:
      return null;
  }
}

/** A constant may be of a type that knows less of its shape. */
function constantDims(builder: Builder, op: Operation): Value[] | null {
  const value = op.attr('value');
  const type = op.result().type;
  const known = value && attributeType(value);
  if (known?.kind !== 'tensor' || type.kind !== 'tensor') return null;
  return known.shape.flatMap((size, dim) =>
    type.shape[dim] === DYNAMIC ? [builder.constantIndex(size)] : [],
  );
}

/** Sizes of all dimensions after a cast's source, where the result does not know them. */
function castDims(builder: Builder, source: Value, to: Type): Value[] | null {
  if (to.kind !== 'tensor' || source.type.kind !== 'tensor') return null;
  const sizes = sizesOf(builder, source);
  return sizes.filter((_, dim) => to.shape[dim] === DYNAMIC);
}

const binary = (builder: Builder, name: string, lhs: Value, rhs: Value): Value =>
  builder.createValue(name, { operands: [lhs, rhs], resultTypes: [builder.context.indexType] });

/** Values of a list that is in part static. */
function mixedValues(builder: Builder, op: Operation, name: string): Value[] {
  const dynamic = operandsNamed(op, name);
  const statics = op.attr(`static_${name}`);
  return statics?.kind === 'dense_array'
    ? statics.values.map((value) =>
        Number(value) === DYNAMIC ? (dynamic.shift() as Value) : builder.constantIndex(value),
      )
    : [];
}

function paddedDims(builder: Builder, op: Operation): Value[] {
  const type = op.result().type;
  const low = mixedValues(builder, op, 'low');
  const high = mixedValues(builder, op, 'high');
  return sizesOf(builder, op.operand(0)).flatMap((size, dim) =>
    type.kind === 'tensor' && type.shape[dim] === DYNAMIC
      ? [
          binary(
            builder,
            'arith.addi',
            binary(builder, 'arith.addi', low[dim] as Value, size),
            high[dim] as Value,
          ),
        ]
      : [],
  );
}

/** Products or quotients of the source's dimensions; null if a group has two unknowns. */
function reassociatedDims(builder: Builder, op: Operation): Value[] | null {
  const reassociation = op.attr('reassociation');
  const to = op.result().type;
  if (to.kind !== 'tensor' || reassociation?.kind !== 'array') return null;
  const groups = reassociation.elements.map((group) =>
    group.kind === 'array'
      ? group.elements.map((e) => (e.kind === 'integer' ? Number(e.value) : 0))
      : [],
  );
  const sourceSizes = sizesOf(builder, op.operand(0));
  const dims: Value[] = [];
  for (const [i, group] of groups.entries()) {
    if (op.is('tensor.collapse_shape')) {
      if (to.shape[i] !== DYNAMIC) continue;
      dims.push(
        group
          .map((dim) => sourceSizes[dim] as Value)
          .reduce((a, b) => binary(builder, 'arith.muli', a, b)),
      );
      continue;
    }
    const unknown = group.filter((dim) => to.shape[dim] === DYNAMIC);
    if (unknown.length === 0) continue;
    if (unknown.length > 1) return null;
    const known = group.reduce((product, dim) => product * Math.max(1, to.shape[dim] ?? 1), 1);
    const source = sourceSizes[i] as Value;
    dims.push(
      known === 1 ? source : binary(builder, 'arith.divui', source, builder.constantIndex(known)),
    );
  }
  return dims;
}

/** Dimensions that a tensor holds: its elements, read on the host. */
function dimsFromShape(builder: Builder, op: Operation): Value[] {
  const type = op.result().type;
  const shape = op.operand(1);
  const { indexType } = builder.context;
  if (type.kind !== 'tensor' || !type.shape || shape.type.kind !== 'tensor') return [];
  const { elementType } = shape.type;
  return type.shape.flatMap((size, dim) => {
    if (size !== DYNAMIC) return [];
    const element = builder.createValue('tensor.extract', {
      operands: [shape, builder.constantIndex(dim)],
      resultTypes: [elementType],
    });
    return elementType === indexType
      ? [element]
      : [
          builder.createValue('arith.index_cast', {
            operands: [element],
            resultTypes: [indexType],
          }),
        ];
  });
}

/** Either tensor's dimensions, if one condition chooses the whole tensor. */
function selectedDims(builder: Builder, op: Operation): Value[] | null {
  const [condition, a, b] = op.operands as [Value, Value, Value];
  if (condition.type.kind === 'tensor') return dynamicDimsOf(builder, a);
  const others = dynamicDimsOf(builder, b);
  return dynamicDimsOf(builder, a).map((dim, i) =>
    builder.createValue('arith.select', {
      operands: [condition, dim, others[i] as Value],
      resultTypes: [dim.type],
    }),
  );
}

/** The dynamic dimensions in order, made before the builder's insertion point where unknown. */
export function dynamicDimsOf(builder: Builder, value: Value): Value[] {
  const derived = derivedDims(builder, value);
  if (derived) return derived;
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

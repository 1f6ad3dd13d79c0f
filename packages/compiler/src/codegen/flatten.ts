/**
 * Makes elementwise dispatches one-dimensional: where every tensor has the same shape and is read and
 * written whole, its dimensions say nothing, and one long loop beats a nest with a short inner one.
 */

import {
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  Builder,
  DenseArrayAttr,
  DenseElementsAttr,
  DialectAttr,
  DialectType,
  DYNAMIC,
  IRMapping,
  type Operation,
  operandsNamed,
  type Param,
  RankedTensorType,
  StructuredOp,
  type Value,
} from '@iree-workbench/ir';
import { constantOf, type Linear, linearEqual } from './linear.ts';
import { dispatchTensorType, mixedSizes, product } from './memory.ts';
import { mixedList } from './sizes.ts';

/** Replaces the store by one of a flat tensor where that is possible. */
export function flattenStore(store: Operation): void {
  const value = store.operand(0);
  if (value.type.kind !== 'tensor' || value.type.shape.length < 2) return;
  if (!isWholeAccess(store, store.operand(1)) || !isFlattenable(value, value.type.shape.length))
    return;
  const flat = new Map<Value, Value>();
  const flatValue = flatten(value, flat);
  const target = flatBinding(store.operand(1));
  const builder = Builder.before(store);
  const size = flatSize(flatValue);
  builder.create(store.name, {
    operandGroups: [[flatValue], [target], ...dynamicGroups(targetDims(target), size)],
    resultTypes: [],
    attributes: wholeSlice(store, flatValue.type),
  });
  store.erase();
}

/** Does a load or store take all of the tensor in memory, in order? */
function isWholeAccess(op: Operation, memory: Value): boolean {
  const subspan = memory.definingOp;
  const type = dispatchTensorType(memory.type);
  if (!subspan?.is('hal.interface.binding.subspan') || !type) return false;
  const sizes = mixedList(op, 'sizes');
  const whole = mixedSizes(type.shape, operandsNamed(subspan, 'dynamic_dims'));
  const all = (list: readonly Linear[], constant: number): boolean =>
    list.every((part) => constantOf(part) === constant);
  const rank = op.is('flow.dispatch.tensor.load') ? op.result().type : op.operand(0).type;
  return (
    all(mixedList(op, 'offsets'), 0) &&
    all(mixedList(op, 'strides'), 1) &&
    rank.kind === 'tensor' &&
    rank.shape.length === sizes.length &&
    sizes.every((size, dim) => linearEqual(size, whole[dim] ?? size))
  );
}

/** Is everything that the value is computed from of the same shape, element by element? */
function isFlattenable(value: Value, rank: number, visited = new Set<Value>()): boolean {
  if (value.type.kind !== 'tensor' || visited.has(value)) return true;
  visited.add(value);
  const op = value.definingOp;
  if (!op || value.type.shape.length !== rank) return false;
  if (op.is('flow.dispatch.tensor.load')) return isWholeAccess(op, op.operand(0));
  if (op.is('tensor.empty')) return true;
  if (op.is('arith.constant')) {
    const attr = op.attr('value');
    return attr?.kind === 'dense' && attr.isSplat;
  }
  const structured = op.getInterface(StructuredOp);
  if (!structured) return false;
  const maps = structured.indexingMaps(op);
  const onScalars = structured
    .body(op)
    .ops.every(
      (inner) =>
        !inner.is('linalg.index') &&
        inner.regions.length === 0 &&
        inner.operands.every(({ type }) => type.kind !== 'tensor'),
    );
  return (
    onScalars &&
    structured.iteratorTypes(op).every((kind) => kind === 'parallel') &&
    op.operands.every(
      (operand, i) =>
        operand.type.kind !== 'tensor' ||
        (maps[i]?.isIdentity() === true && isFlattenable(operand, rank, visited)),
    )
  );
}

/** The value as a flat tensor, computed beside it. */
function flatten(value: Value, flat: Map<Value, Value>): Value {
  const known = flat.get(value);
  const op = value.definingOp;
  if (known || !op || value.kind !== 'result' || value.type.kind !== 'tensor')
    return known ?? value;
  const operands = op.operands.map((operand) => flatten(operand, flat));
  const results = flattenOp(op, operands);
  op.results.forEach((result, i) => {
    flat.set(result, results[i] as Value);
  });
  return results[value.index] as Value;
}

function flattenOp(op: Operation, operands: readonly Value[]): readonly Value[] {
  const builder = Builder.after(op);
  const { type } = op.result();
  if (type.kind !== 'tensor') return op.results;
  if (op.is('flow.dispatch.tensor.load')) {
    const source = flatBinding(op.operand(0));
    const tensor = dispatchTensorType(source.type) as RankedTensorType;
    const size = targetDims(source);
    return builder.create(op.name, {
      operandGroups: [[source], ...dynamicGroups(size, size)],
      resultTypes: [tensor],
      attributes: wholeSlice(op, tensor),
    }).results;
  }
  const sizes = type.shape.reduce((count, size) => (size === DYNAMIC ? DYNAMIC : count * size), 1);
  const flatType = (element: typeof type.elementType): RankedTensorType =>
    RankedTensorType.get([type.shape.includes(DYNAMIC) ? DYNAMIC : sizes], element);
  if (op.is('arith.constant')) {
    const attr = op.attr('value');
    const splat = attr?.kind === 'dense' ? attr.splatValue : null;
    if (!splat) return op.results;
    const constant = DenseElementsAttr.splat(flatType(type.elementType), splat);
    return [builder.constant(constant, constant.type)];
  }
  if (op.is('tensor.empty')) {
    const size = product(builder, mixedSizes(type.shape, op.operands));
    return builder.create('tensor.empty', {
      operands: typeof size === 'number' ? [] : [size],
      resultTypes: [flatType(type.elementType)],
    }).results;
  }
  return flattenStructured(builder, op, operands).results;
}

/** The operation as `linalg.generic` over one dimension. */
function flattenStructured(builder: Builder, op: Operation, operands: readonly Value[]): Operation {
  const { context } = op;
  const numInputs = op.numOperands - op.numResults;
  const identity = AffineMap.identity(1);
  const scalar = new AffineMap(1, 0, []);
  const inits = operands.slice(numInputs);
  const generic = builder.create('linalg.generic', {
    operandGroups: [operands.slice(0, numInputs), inits],
    resultTypes: inits.map((init) => init.type),
    attributes: [
      [
        'indexing_maps',
        ArrayAttr.get(
          context,
          operands.map(({ type }) =>
            AffineMapAttr.get(context, type.kind === 'tensor' ? identity : scalar),
          ),
        ),
      ],
      [
        'iterator_types',
        ArrayAttr.get(context, [DialectAttr.get(context, 'linalg', 'iterator_type', ['parallel'])]),
      ],
    ],
    regions: 1,
  });
  op.region().cloneInto(generic.region(), new IRMapping());
  return generic;
}

/** The binding as a flat tensor: another view of the same memory. */
function flatBinding(memory: Value): Value {
  const op = memory.definingOp;
  const type = dispatchTensorType(memory.type);
  if (!op || !type || memory.type.kind !== 'dialect') return memory;
  const builder = Builder.after(op);
  const size = product(builder, mixedSizes(type.shape, operandsNamed(op, 'dynamic_dims')));
  const flat = RankedTensorType.get([typeof size === 'number' ? size : DYNAMIC], type.elementType);
  const [access] = memory.type.params;
  return builder.createValue(op.name, {
    operandGroups: [operandsNamed(op, 'byte_offset'), typeof size === 'number' ? [] : [size]],
    resultTypes: [dispatchTensor(memory.type.dialect, memory.type.mnemonic, access, flat)],
    attributes: op.attributes.entries.filter(([name]) => name !== 'operand_segment_sizes'),
  });
}

const dispatchTensor = (
  dialect: string,
  mnemonic: string,
  access: Param | undefined,
  tensor: RankedTensorType,
): DialectType =>
  DialectType.get(tensor.context, dialect, mnemonic, [access ?? 'readwrite', tensor]);

/** The dynamic size of a flat binding, or none. */
const targetDims = (memory: Value): Value[] =>
  memory.definingOp ? operandsNamed(memory.definingOp, 'dynamic_dims') : [];

/** The dynamic size of a flat value as its definition has it. */
function flatSize(value: Value): Value[] {
  let at = value;
  for (;;) {
    const op = at.definingOp;
    if (!op) return [];
    if (op.is('flow.dispatch.tensor.load')) return targetDims(op.operand(0));
    if (op.is('tensor.empty')) return op.operands;
    if (op.is('arith.constant')) return [];
    at = op.operand(op.numOperands - op.numResults);
  }
}

/** Groups `dims`, offsets, sizes, strides of a whole access. */
const dynamicGroups = (dims: readonly Value[], size: readonly Value[]): Value[][] => [
  [...dims],
  [],
  [...size],
  [],
];

function wholeSlice(op: Operation, type: Value['type']): (readonly [string, DenseArrayAttr])[] {
  const { context } = op;
  const size = type.kind === 'tensor' ? (type.shape[0] ?? 1) : 1;
  return [
    ['static_offsets', DenseArrayAttr.i64(context, [0])],
    ['static_sizes', DenseArrayAttr.i64(context, [size])],
    ['static_strides', DenseArrayAttr.i64(context, [1])],
  ];
}

/** Elements of the results of tensor operations that are not structured: slices, pads, reshapes. */

import type { DenseElementsAttr, Operation, Value } from '@iree-workbench/ir';
import { BodyCloner } from './body.ts';
import { type Box, evaluateBox, insertedBox } from './boxes.ts';
import { CannotLower } from './cannot-lower.ts';
import type { Emitter } from './emitter.ts';
import type { Evaluator } from './evaluate.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import { linearOf, rowMajorStrides } from './memory.ts';
import { evaluatePack, evaluateUnpack } from './packing.ts';
import type { Point } from './points.ts';
import { keptDims, mixedList, reassociation } from './sizes.ts';

/** The elements of the single result of `op` at the points; as `Evaluator.evaluate`. */
export function evaluateTensorOp(
  evaluator: Evaluator,
  op: Operation,
  points: readonly Point[],
): Value[] {
  switch (op.name) {
    case 'arith.constant':
      return constant(evaluator, op, points);
    case 'tensor.empty': {
      const type = op.result().type;
      // Nothing may depend on what an empty tensor holds: any value does.
      const zero = evaluator.emitter.zero(type.kind === 'tensor' ? type.elementType : type);
      return points.map(() => zero);
    }
    case 'tensor.cast':
      return evaluator.evaluate(op.operand(0), points);
    case 'tensor.extract_slice':
      return extractSlice(evaluator, op, points);
    case 'tensor.insert_slice': {
      const box = insertedBox(evaluator, op);
      return points.map((point) => evaluateBox(evaluator, box, point));
    }
    case 'tensor.insert':
      return each(evaluator, points, (point) => insert(evaluator, op, point));
    case 'tensor.pad': {
      const box = paddedBox(evaluator, op);
      return points.map((point) => evaluateBox(evaluator, box, point));
    }
    case 'tensor.collapse_shape':
      return each(evaluator, points, (point) => collapse(evaluator, op, point));
    case 'tensor.expand_shape':
      return each(evaluator, points, (point) => expand(evaluator, op, point));
    case 'tensor.generate':
      return each(evaluator, points, (point) => generate(evaluator, op, point));
    case 'tensor.pack':
      return each(evaluator, points, (point) => evaluatePack(evaluator, op, point));
    case 'tensor.unpack':
      return each(evaluator, points, (point) => evaluateUnpack(evaluator, op, point));
    case 'tensor.splat':
      return points.map(() => op.operand(0));
    case 'tensor.from_elements':
      return each(evaluator, points, (point) => fromElements(evaluator, op, point));
    default:
      if (/^(arith|math)\./.test(op.name) && op.regions.length === 0)
        return each(evaluator, points, (point) => elementwise(evaluator, op, point));
      throw new CannotLower(
        op,
        'has no lowering to loops',
        'dispatches take linalg operations, tensor slices, pads and reshapes, and elementwise arith and math',
      );
  }
}

/** Evaluates scalar by scalar, vectors lane by lane. */
const each = (
  evaluator: Evaluator,
  points: readonly Point[],
  evaluate: (point: Point) => Value,
): Value[] => evaluator.gather(points, (scalars) => scalars.map(evaluate));

function constant(evaluator: Evaluator, op: Operation, points: readonly Point[]): Value[] {
  const value = op.attr('value');
  if (value?.kind !== 'dense')
    throw new CannotLower(op, 'is a constant whose elements are not given');
  if (value.isSplat) {
    const element = splatElement(evaluator.emitter, value);
    return points.map(() => element);
  }
  return evaluator.loadAt(evaluator.memory.constant(op, value), points);
}

/** The element that all elements of a constant are. */
function splatElement(emitter: Emitter, value: DenseElementsAttr): Value {
  const { elementType: type } = value.type;
  const element = value.element(0);
  if (element.kind !== 'array' || type.kind !== 'complex') return emitter.constant(element, type);
  const [re, im] = element.elements.map((part) => emitter.constant(part, type.elementType));
  return emitter.complex(re as Value, im as Value);
}

function extractSlice(evaluator: Evaluator, op: Operation, points: readonly Point[]): Value[] {
  const offsets = mixedList(op, 'offsets');
  const strides = mixedList(op, 'strides');
  const kept = keptDims(op, op.result().type);
  const mapped = (point: Point): Point => ({
    lane: point.lane < 0 ? -1 : (kept[point.lane] ?? -1),
    indices: offsets.map((offset, dim) => {
      const position = kept.indexOf(dim);
      if (position < 0) return offset;
      const index = point.indices[position] ?? ZERO;
      return addLinear(offset, evaluator.emitter.multiply(index, strides[dim] ?? ZERO));
    }),
  });
  const isDense = points.every(
    ({ lane }) => lane < 0 || constantOf(strides[kept[lane] ?? 0] ?? ZERO) === 1,
  );
  return isDense
    ? evaluator.evaluate(op.operand(0), points.map(mapped))
    : evaluator.gather(points, (scalars) => evaluator.evaluate(op.operand(0), scalars.map(mapped)));
}

function insert(evaluator: Evaluator, op: Operation, { indices }: Point): Value {
  const { emitter } = evaluator;
  const [scalar, destination, ...places] = op.operands as [Value, Value, ...Value[]];
  const [first, ...rest] = places.map((place, dim) =>
    emitter.compare('eq', indices[dim] ?? ZERO, linearOf(place)),
  );
  if (!first) return scalar;
  return emitter.branch(
    rest.reduce((all, next) => emitter.and(all, next), first),
    [scalar.type],
    () => [scalar],
    () => [evaluator.element(destination, indices)],
  )[0] as Value;
}

/** The box of a pad's source in what it was padded to. */
function paddedBox(evaluator: Evaluator, op: Operation): Box {
  const source = op.operand(0);
  const high = mixedList(op, 'high');
  const { arguments: indices } = op.region().front;
  const isEverywhere = indices.every((argument) => !argument.hasUses);
  return {
    op,
    source,
    dims: mixedList(op, 'low').map((offset, dim) => ({
      offset,
      size: evaluator.sizes.at(source, dim),
      stride: 1,
      whole: constantOf(offset) === 0 && constantOf(high[dim] as Linear) === 0,
    })),
    sourceDims: high.map((_, dim) => dim),
    outside: (point) =>
      isEverywhere
        ? yieldedAt(evaluator, op, point.indices)
        : (each(evaluator, [point], ({ indices: at }) => yieldedAt(evaluator, op, at))[0] as Value),
  };
}

/** What the operation's region yields for the indices. */
function yieldedAt(evaluator: Evaluator, op: Operation, indices: readonly Linear[]): Value {
  const body = op.region().front;
  const cloner = new BodyCloner(evaluator, indices, 1);
  body.arguments.forEach((argument, dim) => {
    if (argument.hasUses) cloner.map(argument, evaluator.emitter.materialize(indices[dim] ?? ZERO));
  });
  return cloner.run(body)[0] as Value;
}
const generate = (evaluator: Evaluator, op: Operation, point: Point): Value =>
  yieldedAt(evaluator, op, point.indices);

/** Indices of the group's dimensions from the number of the element among them. */
function delinearize(evaluator: Evaluator, index: Linear, sizes: readonly Linear[]): Linear[] {
  const { emitter } = evaluator;
  if (sizes.length === 1) return [index];
  const strides = rowMajorStrides(emitter, sizes);
  const significant = sizes.filter((size) => constantOf(size) !== 1).length;
  let rest = index;
  let left = significant;
  return sizes.map((size, i) => {
    if (constantOf(size) === 1) return ZERO;
    left--;
    if (left === 0) return rest;
    const stride = strides[i] as Linear;
    const digit = emitter.quotient(rest, stride);
    rest = emitter.remainder(rest, stride);
    return digit;
  });
}

function collapse(evaluator: Evaluator, op: Operation, point: Point): Value {
  const source = op.operand(0);
  const indices: Linear[] = [];
  reassociation(op).forEach((group, dim) => {
    const sizes = group.map((inner) => evaluator.sizes.at(source, inner));
    indices.push(...delinearize(evaluator, point.indices[dim] ?? ZERO, sizes));
  });
  if (indices.length === 0 && source.type.kind === 'tensor')
    indices.push(...source.type.shape.map(() => ZERO));
  return evaluator.element(source, indices);
}

function expand(evaluator: Evaluator, op: Operation, point: Point): Value {
  const { emitter } = evaluator;
  const indices = reassociation(op).map((group) => {
    const strides = rowMajorStrides(
      emitter,
      group.map((dim) => evaluator.sizes.at(op.result(), dim)),
    );
    return group.reduce(
      (sum, dim, i) =>
        addLinear(sum, emitter.multiply(point.indices[dim] ?? ZERO, strides[i] as Linear)),
      ZERO,
    );
  });
  return evaluator.element(op.operand(0), indices);
}

function fromElements(evaluator: Evaluator, op: Operation, point: Point): Value {
  const { emitter } = evaluator;
  const strides = rowMajorStrides(emitter, evaluator.sizes.of(op.result()));
  const position = point.indices.reduce(
    (sum, index, i) => addLinear(sum, emitter.multiply(index, strides[i] as Linear)),
    ZERO,
  );
  const constantPosition = constantOf(position);
  const elements = op.operands;
  if (constantPosition !== null) return elements[constantPosition] as Value;
  const [last, ...others] = [...elements].reverse() as [Value, ...Value[]];
  return others.reduce(
    (rest, element, i) =>
      emitter.value(
        'arith.select',
        [emitter.compare('eq', position, linearConstant(elements.length - 2 - i)), element, rest],
        element.type,
      ),
    last,
  );
}

/** An arith or math operation on tensors, element by element. */
function elementwise(evaluator: Evaluator, op: Operation, point: Point): Value {
  const operands = op.operands.map((operand) => evaluator.evaluate(operand, [point])[0] as Value);
  return evaluator.emitter.value(
    op.name,
    operands,
    ...([op.result().type].map((type) => (type.kind === 'tensor' ? type.elementType : type)) as [
      Value['type'],
    ]),
    op.attributes.entries,
    true,
  );
}

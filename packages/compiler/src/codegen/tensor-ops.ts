/** Elements of the results of tensor operations that are not structured: slices, pads, reshapes. */

import type { DenseElementsAttr, Operation, Value } from '@iree-workbench/ir';
import { BodyCloner } from './body.ts';
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
    case 'tensor.insert_slice':
      return each(evaluator, points, (point) => insertSlice(evaluator, op, point));
    case 'tensor.insert':
      return each(evaluator, points, (point) => insert(evaluator, op, point));
    case 'tensor.pad':
      return each(evaluator, points, (point) => pad(evaluator, op, point));
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

/** `inside` where every condition holds, else `outside`; conditions that are known cost nothing. */
function select(
  evaluator: Evaluator,
  op: Operation,
  conditions: readonly Value[],
  inside: () => Value,
  outside: () => Value,
): Value {
  const { emitter } = evaluator;
  const [first, ...rest] = conditions;
  if (!first) return inside();
  const condition = rest.reduce((all, next) => emitter.and(all, next), first);
  const type = op.result().type;
  const element = type.kind === 'tensor' ? type.elementType : type;
  return emitter.branch(
    condition,
    [element],
    () => [inside()],
    () => [outside()],
  )[0] as Value;
}

/** Conditions for `0 <= index < size`; null if it never holds, empty if it always does. */
function inRange(
  evaluator: Evaluator,
  index: Linear,
  size: Linear,
  whole: boolean,
): Value[] | null {
  if (whole) return [];
  const at = constantOf(index);
  const count = constantOf(size);
  if (at !== null && count !== null) return at >= 0 && at < count ? [] : null;
  // Unsigned comparison refuses negative indices as well.
  return [evaluator.emitter.compare('ult', index, size)];
}

function insertSlice(evaluator: Evaluator, op: Operation, point: Point): Value {
  const { emitter } = evaluator;
  const [source, destination] = [op.operand(0), op.operand(1)];
  const offsets = mixedList(op, 'offsets');
  const sizes = mixedList(op, 'sizes');
  const strides = mixedList(op, 'strides');
  const kept = keptDims(op, source.type);
  const conditions: Value[] = [];
  const inner: Linear[] = [];
  for (const [dim, offset] of offsets.entries()) {
    const size = sizes[dim] as Linear;
    const stride = constantOf(strides[dim] as Linear);
    const distance = addLinear(point.indices[dim] ?? ZERO, offset, -1);
    if (stride === null || stride < 1)
      throw new CannotLower(op, 'inserts with a stride that is no positive constant');
    const whole =
      constantOf(offset) === 0 &&
      stride === 1 &&
      constantOf(addLinear(size, evaluator.sizes.at(destination, dim), -1)) === 0;
    const index = emitter.floorQuotient(distance, stride);
    const within = inRange(evaluator, index, size, whole);
    if (!within) return evaluator.element(destination, point.indices);
    conditions.push(...within);
    if (stride > 1)
      conditions.push(
        emitter.compare('eq', addLinear(distance, index, -stride), linearConstant(0)),
      );
    if (kept.includes(dim)) inner.push(index);
  }
  return select(
    evaluator,
    op,
    conditions,
    () => evaluator.element(source, inner),
    () => evaluator.element(destination, point.indices),
  );
}

function insert(evaluator: Evaluator, op: Operation, point: Point): Value {
  const [scalar, destination, ...indices] = op.operands as [Value, Value, ...Value[]];
  return select(
    evaluator,
    op,
    indices.map((index, dim) =>
      evaluator.emitter.compare('eq', point.indices[dim] ?? ZERO, linearOf(index)),
    ),
    () => scalar,
    () => evaluator.element(destination, point.indices),
  );
}

function pad(evaluator: Evaluator, op: Operation, point: Point): Value {
  const source = op.operand(0);
  const low = mixedList(op, 'low');
  const high = mixedList(op, 'high');
  const padding = (): Value => yieldedAt(evaluator, op, point.indices);
  const conditions: Value[] = [];
  const inner = low.map((amount, dim) => addLinear(point.indices[dim] ?? ZERO, amount, -1));
  for (const [dim, index] of inner.entries()) {
    const whole = constantOf(low[dim] as Linear) === 0 && constantOf(high[dim] as Linear) === 0;
    const within = inRange(evaluator, index, evaluator.sizes.at(source, dim), whole);
    if (!within) return padding();
    conditions.push(...within);
  }
  return select(evaluator, op, conditions, () => evaluator.element(source, inner), padding);
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

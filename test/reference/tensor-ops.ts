/** The tensor dialect of the reference evaluator. */

import type { Operation } from '@iree-workbench/ir';
import type { Evaluator } from './evaluator.ts';
import {
  elementCount,
  indicesOf,
  makeTensor,
  position,
  type RuntimeValue,
  resolveShape,
  type Scalar,
  type TensorValue,
  tensorElement,
  zeroOf,
} from './values.ts';

/** Value of the single result of a `tensor` operation. */
export function evaluateTensorOperation(evaluator: Evaluator, op: Operation): RuntimeValue {
  const { type } = op.result();
  const element = type.kind === 'tensor' ? type.elementType : type;
  const shape = type.kind === 'tensor' ? type.shape : [];
  switch (op.name) {
    case 'tensor.empty': {
      const sizes = resolveShape(
        shape,
        op.operands.map((operand) => evaluator.number(operand)),
      );
      return makeTensor(sizes, () => zeroOf(element));
    }
    case 'tensor.cast':
      return evaluator.tensor(op.operand(0));
    case 'tensor.dim':
      return evaluator.tensor(op.operand(0)).shape[evaluator.number(op.operand(1))] as number;
    case 'tensor.extract':
      return tensorElement(
        evaluator.tensor(op.operand(0)),
        op.operands.slice(1).map((operand) => evaluator.number(operand)),
      );
    case 'tensor.insert': {
      const target = evaluator.tensor(op.operand(1));
      const elements = [...target.elements];
      const indices = op.operands.slice(2).map((operand) => evaluator.number(operand));
      elements[position(target.shape, indices)] = evaluator.get(op.operand(0)) as Scalar;
      return { ...target, elements };
    }
    case 'tensor.splat':
      return makeTensor(shape, () => evaluator.get(op.operand(0)) as Scalar);
    case 'tensor.from_elements':
      return {
        kind: 'tensor',
        shape,
        elements: op.operands.map((operand) => evaluator.get(operand) as Scalar),
      };
    case 'tensor.extract_slice':
      return extractSlice(evaluator, op);
    case 'tensor.insert_slice':
      return insertSlice(evaluator, op);
    case 'tensor.pad':
      return pad(evaluator, op);
    case 'tensor.collapse_shape':
    case 'tensor.expand_shape':
      return reshape(evaluator, op);
    case 'tensor.generate': {
      const sizes = resolveShape(
        shape,
        op.operands.map((operand) => evaluator.number(operand)),
      );
      return makeTensor(
        sizes,
        (indices) => evaluator.runNow(op.region().front, [...indices])[0] as Scalar,
      );
    }
    default:
      throw new Error(`the reference evaluator has no '${op.name}'`);
  }
}

function extractSlice(evaluator: Evaluator, op: Operation): TensorValue {
  const source = evaluator.tensor(op.operand(0));
  const sizes = evaluator.list(op, 'sizes');
  const offsets = evaluator.list(op, 'offsets');
  const strides = evaluator.list(op, 'strides');
  const slice = makeTensor(sizes, (indices) =>
    tensorElement(
      source,
      indices.map((index, dim) => (offsets[dim] ?? 0) + index * (strides[dim] ?? 1)),
    ),
  );
  return { ...slice, shape: evaluator.sliceShape(op, sizes) };
}

function insertSlice(evaluator: Evaluator, op: Operation): TensorValue {
  const source = evaluator.tensor(op.operand(0));
  const target = evaluator.tensor(op.operand(1));
  const sizes = evaluator.list(op, 'sizes');
  const offsets = evaluator.list(op, 'offsets');
  const strides = evaluator.list(op, 'strides');
  const elements = [...target.elements];
  let next = 0;
  for (const indices of indicesOf(sizes)) {
    const at = indices.map((index, dim) => (offsets[dim] ?? 0) + index * (strides[dim] ?? 1));
    elements[position(target.shape, at)] = source.elements[next++] as Scalar;
  }
  return { ...target, elements };
}

function pad(evaluator: Evaluator, op: Operation): TensorValue {
  const source = evaluator.tensor(op.operand(0));
  const low = evaluator.list(op, 'low');
  const high = evaluator.list(op, 'high');
  const sizes = source.shape.map((size, dim) => size + (low[dim] ?? 0) + (high[dim] ?? 0));
  return makeTensor(sizes, (indices) => {
    const inner = indices.map((index, dim) => index - (low[dim] ?? 0));
    return inner.every((index, dim) => index >= 0 && index < (source.shape[dim] as number))
      ? tensorElement(source, inner)
      : (evaluator.runNow(op.region().front, [...indices])[0] as Scalar);
  });
}

/** The same elements in the shape of the result's type. */
function reshape(evaluator: Evaluator, op: Operation): TensorValue {
  const source = evaluator.tensor(op.operand(0));
  const { type } = op.result();
  const shape = type.kind === 'tensor' ? type.shape : [];
  const groups = op.attr('reassociation');
  const lists =
    groups?.kind === 'array'
      ? groups.elements.map((group) =>
          group.kind === 'array'
            ? group.elements.map((dim) => (dim.kind === 'integer' ? Number(dim.value) : 0))
            : [],
        )
      : [];
  const result: number[] = [];
  lists.forEach((group, i) => {
    if (op.is('tensor.collapse_shape'))
      result.push(elementCount(group.map((dim) => source.shape[dim] as number)));
    else {
      const known = elementCount(
        group.map((dim) => shape[dim] as number).filter((size) => size >= 0),
      );
      result.push(
        ...group.map((dim) => {
          const size = shape[dim] as number;
          return size >= 0 ? size : (source.shape[i] as number) / known;
        }),
      );
    }
  });
  return { kind: 'tensor', shape: result, elements: source.elements };
}

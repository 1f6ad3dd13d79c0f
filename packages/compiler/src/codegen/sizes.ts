/** Sizes of tensors as index combinations, from where they are known; and offset lists of slices. */

import {
  type AffineMap,
  DestinationStyleOp,
  DYNAMIC,
  type Operation,
  operandsNamed,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import type { Emitter } from './emitter.ts';
import { addLinear, constantOf, type Linear, linearConstant } from './linear.ts';
import { linearOf, mixedSizes } from './memory.ts';
import { laneThrough } from './points.ts';

/** `offsets`, `sizes`, `strides`, `low` or `high` of an operation: its static list and its values. */
export function mixedList(op: Operation, name: string): Linear[] {
  const attr = op.attr(`static_${name}`);
  const statics = attr?.kind === 'dense_array' ? attr.values : [];
  const values = operandsNamed(op, name);
  let next = 0;
  return statics.map((value) => {
    if (Number(value) !== DYNAMIC) return linearConstant(Number(value));
    const dynamic = values[next++];
    if (!dynamic) throw new CannotLower(op, `has fewer ${name} than its list says`);
    return linearOf(dynamic);
  });
}

/** The dimensions of a slice that its tensor of perhaps lower rank has: those of size 1 may miss. */
export function keptDims(op: Operation, type: Type): number[] {
  const attr = op.attr('static_sizes');
  const sizes = attr?.kind === 'dense_array' ? attr.values.map(Number) : [];
  const shape = type.kind === 'tensor' ? type.shape : [];
  const kept: number[] = [];
  sizes.forEach((size, dim) => {
    if (size === shape[kept.length]) kept.push(dim);
  });
  return kept;
}

export class TensorSizes {
  readonly #emitter: Emitter;
  constructor(emitter: Emitter) {
    this.#emitter = emitter;
  }

  /** All sizes of a tensor. */
  of(value: Value): Linear[] {
    if (value.type.kind !== 'tensor') return [];
    return value.type.shape.map((size, dim) =>
      size === DYNAMIC ? this.#dynamic(value, dim) : linearConstant(size),
    );
  }
  /** The size along one dimension. */
  at(value: Value, dim: number): Linear {
    const size = value.type.kind === 'tensor' ? (value.type.shape[dim] ?? 1) : 1;
    return size === DYNAMIC ? this.#dynamic(value, dim) : linearConstant(size);
  }
  /** For `tensor.dim`. */
  ofDim(op: Operation, tensor: Value, dim: Value): Linear {
    const constant = constantOf(linearOf(dim));
    if (constant === null) throw new CannotLower(op, 'asks for a dimension that is no constant');
    return this.at(tensor, constant);
  }
  /** How often a loop of a structured operation runs. */
  ofLoop(op: Operation, maps: readonly AffineMap[], loop: number): Linear {
    for (const [operand, map] of maps.entries())
      for (const [dim, expr] of map.results.entries())
        if (expr.kind === 'dim' && expr.position === loop) return this.at(op.operand(operand), dim);
    throw new CannotLower(op, `has loop ${loop} that no operand gives a range`);
  }

  #dynamic(value: Value, dim: number): Linear {
    const op = value.definingOp;
    if (!op || value.kind !== 'result') {
      const owner = value.parentBlock?.parentOp;
      if (!owner) throw new Error('a block argument that belongs nowhere');
      throw new CannotLower(owner, 'carries a tensor as a block argument');
    }
    switch (op.name) {
      case 'flow.dispatch.tensor.load':
      case 'tensor.extract_slice':
        return mixedList(op, 'sizes')[keptDims(op, value.type)[dim] ?? 0] as Linear;
      case 'tensor.empty':
        return mixedSizes(value.type.kind === 'tensor' ? value.type.shape : [], op.operands)[
          dim
        ] as Linear;
      case 'tensor.insert_slice':
      case 'tensor.insert':
        return this.at(op.operand(1), dim);
      case 'tensor.cast':
        return this.at(op.operand(0), dim);
      case 'tensor.generate':
        return mixedSizes(value.type.kind === 'tensor' ? value.type.shape : [], op.operands)[
          dim
        ] as Linear;
      case 'tensor.pad': {
        const low = mixedList(op, 'low')[dim] as Linear;
        const high = mixedList(op, 'high')[dim] as Linear;
        return addLinear(addLinear(this.at(op.operand(0), dim), low), high);
      }
      case 'tensor.collapse_shape': {
        const group = reassociation(op)[dim] ?? [];
        return group.reduce(
          (size, source) => this.#emitter.multiply(size, this.at(op.operand(0), source)),
          linearConstant(1),
        );
      }
      case 'tensor.expand_shape': {
        const source = reassociation(op).findIndex((dims) => dims.includes(dim));
        const group = reassociation(op)[source] ?? [];
        const statics = group
          .filter((other) => other !== dim)
          .reduce(
            (size, other) => this.#emitter.multiply(size, this.at(value, other)),
            linearConstant(1),
          );
        return this.#emitter.quotient(this.at(op.operand(0), source), statics);
      }
      default: {
        const destination = op.getInterface(DestinationStyleOp);
        if (destination)
          return this.at(op.operand(destination.initsRange(op).start + value.index), dim);
        if (op.getInterface(StructuredOp))
          return this.at(op.operand(op.numOperands - op.numResults + value.index), dim);
        if (op.hasTrait('Elementwise') || /^(arith|math)\./.test(op.name)) {
          const operand = op.operands.find(({ type }) => type.kind === 'tensor');
          if (operand) return this.at(operand, dim);
        }
        throw new CannotLower(op, `has a dynamic size in dimension ${dim} that nothing tells`);
      }
    }
  }

  /** Are neighbours along the dimension neighbours in the memory that the tensor is read from? */
  isContiguous(value: Value, dim: number): boolean {
    const op = value.definingOp;
    if (!op || value.type.kind !== 'tensor') return false;
    const trailing = value.type.shape.slice(dim + 1).every((size) => size === 1);
    switch (op.name) {
      case 'flow.dispatch.tensor.load':
      case 'tensor.extract_slice': {
        const kept = keptDims(op, value.type)[dim] ?? 0;
        const stride = mixedList(op, 'strides')[kept];
        if (!stride || constantOf(stride) !== 1) return false;
        return op.is('tensor.extract_slice')
          ? this.isContiguous(op.operand(0), kept)
          : this.#isInnermost(op, kept);
      }
      case 'arith.constant':
      case 'tensor.empty':
        return trailing;
      case 'tensor.cast':
        return this.isContiguous(op.operand(0), dim);
      default: {
        const structured = op.getInterface(StructuredOp);
        if (!structured) return false;
        const maps = structured.indexingMaps(op);
        const numInputs = op.numOperands - op.numResults;
        const expr = maps[numInputs + (value.kind === 'result' ? value.index : 0)]?.results[dim];
        if (expr?.kind !== 'dim') return false;
        const body = structured.body(op);
        return maps.slice(0, numInputs).every((map, operand) => {
          if (!body.argument(operand).hasUses) return true;
          const lane = laneThrough(map, expr.position);
          return lane === -1 || (lane !== null && this.isContiguous(op.operand(operand), lane));
        });
      }
    }
  }
  /** No dimension after `dim` of the memory that a load reads has more than one element. */
  #isInnermost(load: Operation, dim: number): boolean {
    const type = load.operand(0).type;
    const tensor = type.kind === 'dialect' ? type.params[1] : null;
    if (typeof tensor !== 'object' || tensor === null || !('kind' in tensor)) return false;
    return tensor.kind === 'tensor' && tensor.shape.slice(dim + 1).every((size) => size === 1);
  }
}

/** Groups of dimensions of `tensor.collapse_shape` and `tensor.expand_shape`. */
export function reassociation(op: Operation): number[][] {
  const attr = op.attr('reassociation');
  if (attr?.kind !== 'array') return [];
  return attr.elements.map((group) =>
    group.kind === 'array'
      ? group.elements.map((dim) => (dim.kind === 'integer' ? Number(dim.value) : 0))
      : [],
  );
}

/**
 * Addresses of loads and stores as sums: what does not change in a loop is added up before it, a
 * constant becomes the instruction's immediate.
 *
 * Arithmetic of index values is modulo 2^32, as that of addresses, so that sums may be taken apart
 * freely; only an immediate is added without wrapping, and needs the rest of the sum to be in range.
 */

import type { MemRefType, Operation, Value } from '@iree-workbench/ir';
import { constantInteger, memrefSizes } from '../dispatch/dispatch.ts';
import { elementOf } from './elements.ts';

/** `base of memref + constant + sum of value * factor`, in bytes. */
export interface Address {
  readonly memref: Value;
  readonly terms: readonly (readonly [value: Value, factor: number])[];
  readonly constant: number;
  /** Sizes of leading dimensions are values: the index must be computed as it is needed. */
  readonly indices: readonly Value[] | null;
}

/** Nesting depth of loops around an operation or a value's definition. */
export function loopDepth(at: Operation | null): number {
  let depth = 0;
  for (let op = at; op; op = op.parentOp) if (op.is('scf.for') || op.is('scf.while')) depth++;
  return depth;
}
/** Loops that a value changes in: those around its definition. */
export function valueDepth(value: Value): number {
  if (value.kind === 'argument') return loopDepth(value.owner.parentOp);
  const op = value.owner;
  return loopDepth(op.parentOp);
}

const MAX_STEPS = 64;

/** The address of element `indices` of a memref, for an access at `at`. */
export function addressOf(memref: Value, indices: readonly Value[], at: Operation): Address {
  const bytes = elementOf((memref.type as MemRefType).elementType)?.bytes ?? 1;
  const sizes = memrefSizes(memref);
  const strides: number[] = [];
  let stride = bytes;
  for (let dim = sizes.length - 1; dim >= 0; dim--) {
    strides[dim] = stride;
    const size = sizes[dim];
    if (dim > 0 && typeof size !== 'number') return { memref, terms: [], constant: 0, indices };
    stride *= typeof size === 'number' ? size : 1;
  }
  const depth = loopDepth(at);
  const terms = new Map<Value, number>();
  let constant = 0;
  let steps = 0;
  const add = (value: Value, factor: number): void => {
    const known = constantInteger(value);
    if (known !== null) {
      constant = (constant + Math.imul(Number(BigInt.asIntN(32, known)), factor)) | 0;
      return;
    }
    const op = value.definingOp;
    // What is computed outside of the innermost loop is one term: it is known there already.
    if (op && steps < MAX_STEPS && (depth === 0 || valueDepth(value) === depth)) {
      steps++;
      const constantFactor = (i: number): number | null => {
        const found = constantInteger(op.operand(i));
        return found === null ? null : Number(BigInt.asIntN(32, found));
      };
      if (op.is('arith.addi')) {
        add(op.operand(0), factor);
        add(op.operand(1), factor);
        return;
      }
      if (op.is('arith.subi')) {
        add(op.operand(0), factor);
        add(op.operand(1), -factor | 0);
        return;
      }
      if (op.is('arith.muli')) {
        const [left, right] = [constantFactor(0), constantFactor(1)];
        if (right !== null) {
          add(op.operand(0), Math.imul(factor, right));
          return;
        }
        if (left !== null) {
          add(op.operand(1), Math.imul(factor, left));
          return;
        }
      }
    }
    terms.set(value, ((terms.get(value) ?? 0) + factor) | 0);
  };
  indices.forEach((index, dim) => {
    add(index, strides[dim] as number);
  });
  return {
    memref,
    terms: [...terms].filter(([, factor]) => factor !== 0),
    constant,
    indices: null,
  };
}

/** Is an index value surely not negative? */
export function isNonNegative(value: Value, steps = 32): boolean {
  const known = constantInteger(value);
  if (known !== null) return known >= 0n;
  if (steps === 0) return false;
  if (value.kind === 'argument') {
    const loop = value.owner.parentOp;
    return value.index === 0 && !!loop?.is('scf.for') && isNonNegative(loop.operand(0), steps - 1);
  }
  const op = value.owner;
  const operand = (i: number): boolean => isNonNegative(op.operand(i), Math.floor(steps / 2));
  switch (op.name) {
    case 'hal.interface.workgroup.id':
    case 'hal.interface.workgroup.count':
    case 'hal.interface.workgroup.size':
    case 'gpu.thread_id':
    case 'gpu.block_dim':
    case 'memref.dim':
    // Sizes and offsets that the host passes.
    case 'arith.index_castui':
      return true;
    case 'arith.addi':
    case 'arith.muli':
    case 'arith.divui':
    case 'arith.minsi':
      return operand(0) && operand(1);
    case 'arith.remui':
    case 'arith.minui':
      return operand(1);
    case 'arith.maxsi':
      return operand(0) || operand(1);
    case 'arith.select':
      return operand(1) && operand(2);
    default:
      return false;
  }
}

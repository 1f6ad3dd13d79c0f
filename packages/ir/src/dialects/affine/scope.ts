/**
 * Which values may be dimensions and symbols: a symbol does not change inside its affine scope, a
 * dimension may also step with the loops around it.
 */

import { operandsNamed } from '../../dialect.ts';
import type { Operation, Region, Value } from '../../operation.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { DYNAMIC } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { mixedIndices } from '../slices.ts';

/** The region of the nearest affine scope around an operation, or null. */
export function affineScope(op: Operation): Region | null {
  let current = op;
  for (let parent = op.parentOp; parent; parent = current.parentOp) {
    if (parent.hasTrait('AffineScope')) return current.parentRegion;
    current = parent;
  }
  return null;
}

const homeRegion = (value: Value): Region | null => value.parentBlock?.region ?? null;
const isAtTopOf = (value: Value, region: Region): boolean => homeRegion(value) === region;
/** Defined at the top level of an affine scope. */
const isTopLevel = (value: Value): boolean =>
  value.parentBlock?.parentOp?.hasTrait('AffineScope') ?? false;

const isAffineLoop = (op: Operation | null | undefined): boolean =>
  op?.is('affine.for') === true || op?.is('affine.parallel') === true;

const DIM_OPERATIONS: ReadonlySet<string> = new Set(['memref.dim', 'tensor.dim']);
export const isDimOperation = (op: Operation): boolean => DIM_OPERATIONS.has(op.name);

/** A valid dimension in `region`; without one, in the scope that the value is defined in. */
export function isValidDim(value: Value, region?: Region | null): boolean {
  if (value.type.kind !== 'index') return false;
  if (region === undefined) {
    const op = value.definingOp;
    if (op) return isValidDim(value, affineScope(op));
    const parent = value.parentBlock?.parentOp;
    return parent?.hasTrait('AffineScope') === true || isAffineLoop(parent);
  }
  if (isValidSymbol(value, region)) return true;
  const op = value.definingOp;
  if (!op) return isAffineLoop(value.parentBlock?.parentOp);
  if (op.is('affine.apply')) return op.operands.every((operand) => isValidDim(operand, region));
  return isDimOperation(op) && isTopLevel(op.operand(0));
}

/** A valid symbol in `region`; without one, in the scope that the value is defined in. */
export function isValidSymbol(value: Value, region?: Region | null): boolean {
  if (value.type.kind !== 'index') return false;
  const op = value.definingOp;
  if (region === undefined) {
    if (isTopLevel(value)) return true;
    return op !== null && isValidSymbol(value, affineScope(op));
  }
  if (region && isAtTopOf(value, region)) return true;
  // What is defined further out may be used where the region's operation lets values in.
  const outside = (): boolean => {
    const owner = region?.parentOp;
    if (!owner || owner.hasTrait('IsolatedFromAbove')) return false;
    const outer = owner.parentRegion;
    return outer !== null && isValidSymbol(value, outer);
  };
  if (!op) return outside();
  if (constantValue(value)) return true;
  if (op.is('affine.apply')) return op.operands.every((operand) => isValidSymbol(operand, region));
  if (isDimOperation(op)) return isDimSymbol(op, region);
  return outside();
}

function isDimSymbol(op: Operation, region: Region | null): boolean {
  const source = op.operand(0);
  if (isTopLevel(source)) return true;
  const definition = source.definingOp;
  const index = constantIndex(op.operand(1));
  if (!definition || index === null || source.type.kind !== 'memref') return false;
  const { shape } = source.type;
  if (shape[index] !== DYNAMIC) return true;
  const nth = shape.slice(0, index).filter((size) => size === DYNAMIC).length;
  const size = ((): Value | number | undefined => {
    switch (definition.name) {
      case 'memref.alloc':
        return operandsNamed(definition, 'dynamicSizes')[nth];
      case 'memref.view':
        return operandsNamed(definition, 'sizes')[nth];
      case 'memref.subview':
        return mixedIndices(definition, 'sizes').filter((s) => typeof s !== 'number')[nth];
      default:
        return undefined;
    }
  })();
  return typeof size === 'object' && isValidSymbol(size, region);
}

export const isValidIndex = (value: Value, region: Region | null): boolean =>
  isValidDim(value, region) || isValidSymbol(value, region);

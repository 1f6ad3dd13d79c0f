/** Folds of transfers: reads of what was written, writes of what was read, known bounds. */

import { isMinorIdentity } from '../../affine-maps.ts';
import { ArrayAttr, IntegerAttr } from '../../attributes.ts';
import { type Fold, operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { DYNAMIC, type MemRefType, type RankedTensorType, type VectorType } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { foldMemRefCasts } from '../memref/fold.ts';
import { canFoldIntoConsumer as canFoldTensorCast } from '../tensor/casts.ts';
import { sameShape } from './verify.ts';
import { permutationMap } from './verify-regions.ts';

/** A transfer seen the same whether it reads or writes. */
export interface Transfer {
  readonly op: Operation;
  readonly source: Value;
  readonly sourceType: MemRefType | RankedTensorType;
  readonly vectorType: VectorType;
  readonly indices: readonly Value[];
  readonly map: NonNullable<ReturnType<typeof permutationMap>>;
  readonly mask: Value | null;
  /** Known to lie in the source, by dimension of the vector. */
  readonly inBounds: readonly boolean[];
}

export function transferOf(op: Operation | null | undefined): Transfer | null {
  if (!op) return null;
  const isRead = op.is('vector.transfer_read');
  if (!isRead && !op.is('vector.transfer_write')) return null;
  const map = permutationMap(op);
  if (!map) return null;
  const source = op.operand(isRead ? 0 : 1);
  const flags = op.attr('in_bounds');
  return {
    op,
    source,
    sourceType: source.type as MemRefType | RankedTensorType,
    vectorType: (isRead ? op.result() : op.operand(0)).type as VectorType,
    indices: operandsNamed(op, 'indices'),
    map,
    mask: operandsNamed(op, 'mask')[0] ?? null,
    inBounds: map.results.map((expr, i) => {
      if (expr.kind === 'constant') return true;
      const flag = flags?.kind === 'array' ? flags.elements[i] : undefined;
      return flag instanceof IntegerAttr && flag.value !== 0n;
    }),
  };
}
export const isAllInBounds = (transfer: Transfer): boolean => transfer.inBounds.every(Boolean);
export const boolArray = (op: Operation, flags: readonly boolean[]): ArrayAttr =>
  ArrayAttr.get(
    op.context,
    flags.map((flag) => IntegerAttr.bool(op.context, flag)),
  );

const sameValues = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** Do both address the same elements in the same way? */
function sameAccess(a: Transfer, b: Transfer): boolean {
  return sameValues(a.indices, b.indices) && a.map.equals(b.map) && a.vectorType === b.vectorType;
}

/** Can it be told from constant indices that the two do not touch the same elements? */
export function areDisjoint(a: Transfer, b: Transfer): boolean {
  if (!a.map.equals(b.map)) return false;
  const leading = a.sourceType.shape.length - a.map.results.length;
  return a.indices.some((index, i) => {
    const [x, y] = [constantIndex(index), constantIndex(b.indices[i])];
    if (x === null || y === null) return false;
    const distance = Math.abs(x - y);
    return i < leading ? distance !== 0 : distance >= (a.vectorType.shape[i - leading] ?? 0);
  });
}

/** Sets `in_bounds` where constant indices and sizes show it. */
function foldInBounds(op: Operation): boolean {
  const transfer = transferOf(op);
  if (!transfer || transfer.map.results.length === 0) return false;
  let changed = false;
  const flags = transfer.inBounds.map((known, i) => {
    const expr = transfer.map.results[i];
    if (known || expr?.kind !== 'dim') return known;
    const size = transfer.sourceType.shape[expr.position] ?? DYNAMIC;
    const index = constantIndex(transfer.indices[expr.position]);
    if (size === DYNAMIC || index === null) return false;
    const fits = index + (transfer.vectorType.shape[i] ?? 1) <= size;
    changed ||= fits;
    return fits;
  });
  if (changed) op.setAttr('in_bounds', boolArray(op, flags));
  return changed;
}

/** Operands that are casts which only lost static sizes become what was cast. */
function foldTensorCasts(op: Operation): boolean {
  let changed = false;
  for (const operand of op.opOperands) {
    const cast = operand.value.definingOp;
    if (!cast?.is('tensor.cast') || !canFoldTensorCast(cast)) continue;
    operand.set(cast.operand(0));
    changed = true;
  }
  return changed;
}

export const foldTransferRead: Fold = (op) => {
  const read = transferOf(op);
  if (read?.sourceType.kind === 'tensor') {
    let write = transferOf(read.source.definingOp);
    while (write?.op.is('vector.transfer_write')) {
      const isSame =
        isAllInBounds(write) &&
        isAllInBounds(read) &&
        sameAccess(write, read) &&
        !write.mask &&
        !read.mask;
      if (isSame) return [write.op.operand(0)];
      if (!areDisjoint(write, read)) break;
      write = transferOf(write.source.definingOp);
    }
  }
  if (foldInBounds(op)) return 'in-place';
  if (foldMemRefCasts(op)) return 'in-place';
  return foldTensorCasts(op) ? 'in-place' : null;
};

export const foldTransferWrite: Fold = (op) => {
  const write = transferOf(op);
  const read = transferOf(op.operand(0).definingOp);
  if (write?.sourceType.kind === 'tensor' && read?.op.is('vector.transfer_read')) {
    // Everything of a tensor read and written over another: that tensor.
    const isZero = (value: Value): boolean => constantIndex(value) === 0;
    const copiesAll =
      write.map.results.length > 0 &&
      read.map.results.length === write.map.results.length &&
      isMinorIdentity(read.map) &&
      isMinorIdentity(write.map) &&
      isAllInBounds(read) &&
      isAllInBounds(write) &&
      read.sourceType === write.sourceType &&
      read.vectorType === write.vectorType &&
      sameShape(read.vectorType.shape, write.sourceType.shape) &&
      read.indices.every(isZero) &&
      write.indices.every(isZero);
    if (copiesAll) return [read.source];
    const writesBack =
      read.source === write.source && sameAccess(read, write) && !read.mask && !write.mask;
    if (writesBack) return [read.source];
  }
  if (foldInBounds(op)) return 'in-place';
  return foldMemRefCasts(op) ? 'in-place' : null;
};

/** Canonicalisations of transfers: with slices of tensors, and writes over writes. */

import {
  compressUnusedDims,
  isMinorIdentity,
  minorIdentity,
  permutedMinorIdentityWithBroadcasting,
} from '../../affine-maps.ts';
import { AffineMapAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { type RankedTensorType, VectorType } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { isMixedConstant, type MixedIndex, mixedSlice, sliceState } from '../slices.ts';
import { inferSliceType } from '../tensor/slice-types.ts';
import { i64Array } from './fold.ts';
import {
  areDisjoint,
  boolArray,
  isAllInBounds,
  type Transfer,
  transferOf,
} from './fold-transfer.ts';
import { sameShape } from './verify.ts';

const asValue = (rewriter: Rewriter, item: MixedIndex): Value =>
  typeof item === 'number' ? rewriter.constantIndex(item) : item;
const hasUnitStrides = (op: Operation): boolean =>
  mixedSlice(op).strides.every((stride) => isMixedConstant(stride, 1));
const tensor = (value: Value): RankedTensorType => value.type as RankedTensorType;

/** Sizes of the source that a transfer touches, by dimension of the source. */
function chunkAccessed({ map, vectorType, sourceType }: Transfer): number[] {
  const sizes = sourceType.shape.map(() => 1);
  map.results.forEach((expr, i) => {
    if (expr.kind === 'dim') sizes[expr.position] = vectorType.shape[i] ?? 1;
  });
  return sizes;
}

const readOfSlice = definePattern(
  'vector.transfer_read',
  'of a slice of a tensor',
  (op, rewriter) => {
    const read = transferOf(op);
    if (!read || read.map.results.length === 0 || !isAllInBounds(read)) return false;
    if (!isMinorIdentity(read.map) || read.mask) return false;
    const slice = read.source.definingOp;
    if (!slice?.is('tensor.extract_slice') || !hasUnitStrides(slice)) return false;
    const [from, to] = [tensor(slice.operand(0)), tensor(slice.result())];
    const mixed = mixedSlice(slice);
    const dropped = from.shape.length - to.shape.length;
    if (dropped > 0) {
      // Only leading dimensions may have been left out.
      const whole = inferSliceType(from, mixed).shape;
      if (!sameShape(to.shape, whole.slice(whole.length - to.shape.length))) return false;
    }
    const indices: Value[] = mixed.offsets
      .slice(0, dropped)
      .map((offset) => asValue(rewriter, offset));
    read.indices.forEach((index, i) => {
      const offset = asValue(rewriter, mixed.offsets[i + dropped] ?? 0);
      indices.push(
        rewriter.createValue('arith.addi', {
          operands: [index, offset],
          resultTypes: [op.context.indexType],
        }),
      );
    });
    const created = rewriter.create('vector.transfer_read', {
      operandGroups: [[slice.operand(0)], indices, operandsNamed(op, 'padding'), []],
      resultTypes: op.resultTypes,
      attributes: [
        [
          'permutation_map',
          AffineMapAttr.get(
            op.context,
            minorIdentity(from.shape.length, read.vectorType.shape.length),
          ),
        ],
        [
          'in_bounds',
          boolArray(
            op,
            read.inBounds.map(() => true),
          ),
        ],
      ],
    });
    rewriter.replaceOp(op, created.results);
    return true;
  },
);

const readOfWrite = definePattern(
  'vector.transfer_read',
  'of what was written, in another order',
  (op, rewriter) => {
    const read = transferOf(op);
    const write = transferOf(read?.source.definingOp);
    if (!read || !write?.op.is('vector.transfer_write')) return false;
    if (read.sourceType.kind !== 'tensor' || !isAllInBounds(read)) return false;
    const isSame =
      read.indices.every((index, i) => index === write.indices[i]) &&
      read.mask === write.mask &&
      sameShape(chunkAccessed(read), chunkAccessed(write));
    if (!isSame) return false;
    const map = compressUnusedDims(read.map).compose(compressUnusedDims(write.map));
    if (map.results.length === 0) return false;
    const permutation = permutedMinorIdentityWithBroadcasting(map);
    if (!permutation) return false;
    const { shape } = read.vectorType;
    const broadcast: number[] = shape.map(() => 1);
    permutation.forEach((to, i) => {
      broadcast[to] = shape[i] ?? 1;
    });
    const vector = rewriter.createValue('vector.broadcast', {
      operands: [write.op.operand(0)],
      resultTypes: [VectorType.get(broadcast, write.vectorType.elementType)],
    });
    rewriter.replaceOpWithNew(op, 'vector.transpose', {
      operands: [vector],
      resultTypes: op.resultTypes,
      attributes: [['transp', i64Array(op, permutation)]],
    });
    return true;
  },
);

/** A write over a write of the same elements drops the first. */
const writeOverWrite = definePattern(
  'vector.transfer_write',
  'over a write of the same elements',
  (op, rewriter) => {
    const write = transferOf(op);
    if (write?.sourceType.kind !== 'tensor') return false;
    let toModify = op;
    let earlier = transferOf(write.source.definingOp);
    while (earlier?.op.is('vector.transfer_write')) {
      const { source } = earlier;
      const isSame =
        isAllInBounds(write) === isAllInBounds(earlier) &&
        write.indices.every((index, i) => index === earlier?.indices[i]) &&
        write.mask === earlier.mask &&
        write.vectorType === earlier.vectorType &&
        write.map.equals(earlier.map);
      if (isSame) {
        const target = toModify;
        rewriter.modifyInPlace(target, () => target.setOperand(1, source));
        return true;
      }
      if (!areDisjoint(earlier, write) || !earlier.op.result().hasOneUse) return false;
      toModify = earlier.op;
      earlier = transferOf(source.definingOp);
    }
    return false;
  },
);

const sliceOfWrite = definePattern(
  'tensor.insert_slice',
  'of a vector written to all of a tensor',
  (op, rewriter) => {
    const write = transferOf(op.operand(0).definingOp);
    if (!write?.op.is('vector.transfer_write') || !hasUnitStrides(op)) return false;
    const rank = write.vectorType.shape.length;
    const isWhole =
      rank > 0 &&
      isAllInBounds(write) &&
      sameShape(write.vectorType.shape, write.sourceType.shape) &&
      !write.mask &&
      write.map.isIdentity();
    if (!isWhole) return false;
    const [source, dest] = [tensor(op.operand(0)), tensor(op.operand(1))];
    const mixed = mixedSlice(op);
    if (dest.shape.length > source.shape.length) {
      const whole = inferSliceType(dest, mixed).shape;
      if (
        !sameShape(source.shape.slice(source.shape.length - rank), whole.slice(whole.length - rank))
      )
        return false;
    }
    const indices = mixed.offsets.map((offset) => asValue(rewriter, offset));
    const created = rewriter.create('vector.transfer_write', {
      operandGroups: [[write.op.operand(0)], [op.operand(1)], indices, []],
      resultTypes: op.resultTypes,
      attributes: [
        ['permutation_map', AffineMapAttr.get(op.context, minorIdentity(dest.shape.length, rank))],
        [
          'in_bounds',
          boolArray(
            op,
            write.inBounds.map(() => true),
          ),
        ],
      ],
    });
    rewriter.replaceOp(op, created.results);
    return true;
  },
);

const sliceOfSliceOfWrite = definePattern(
  'tensor.insert_slice',
  'of a slice of a write that pads',
  (op, rewriter) => {
    const slice = op.operand(0).definingOp;
    if (!slice?.is('tensor.extract_slice') || !slice.result().hasOneUse) return false;
    if (!hasUnitStrides(op) || !hasUnitStrides(slice)) return false;
    const write = transferOf(slice.operand(0).definingOp);
    if (!write?.op.is('vector.transfer_write') || !write.op.result().hasOneUse) return false;
    if (tensor(op.operand(0)).shape.length !== write.map.results.length) return false;
    const [inserted, extracted] = [mixedSlice(op), mixedSlice(slice)];
    const fits =
      extracted.offsets.every((offset) => isMixedConstant(offset, 0)) &&
      write.indices.every((index) => constantIndex(index) === 0) &&
      inserted.sizes.length === extracted.sizes.length &&
      inserted.sizes.every((size, i) => size === extracted.sizes[i]);
    if (!fits) return false;
    const through = (shape: readonly number[]): number[] =>
      write.map.results.map((expr) => (expr.kind === 'dim' ? (shape[expr.position] ?? 1) : 0));
    if (write.mask || !sameShape(write.vectorType.shape, through(write.sourceType.shape)))
      return false;
    const type = tensor(op.operand(0));
    const inBounds = through(type.shape).map((size, i) => size === write.vectorType.shape[i]);
    const target = rewriter.createValue('tensor.extract_slice', {
      ...sliceState(op, [[op.operand(1)]], inserted),
      resultTypes: [type],
    });
    const written = rewriter.createValue('vector.transfer_write', {
      operandGroups: [[write.op.operand(0)], [target], write.indices, []],
      resultTypes: [type],
      attributes: [
        ['permutation_map', AffineMapAttr.get(op.context, write.map)],
        ['in_bounds', boolArray(op, inBounds)],
      ],
    });
    rewriter.modifyInPlace(op, () => op.setOperand(0, written));
    return true;
  },
);

export const transferPatterns: Readonly<Record<string, readonly RewritePattern[]>> = {
  transfer_read: [readOfSlice, readOfWrite],
  transfer_write: [writeOverWrite, sliceOfWrite, sliceOfSliceOfWrite],
};

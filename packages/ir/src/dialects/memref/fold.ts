/** Folds of the memref dialect. Most look through casts that only took information away. */

import { IntegerAttr } from '../../attributes.ts';
import { Builder } from '../../builder.ts';
import { type Fold, operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import { DYNAMIC, hasStaticShape, type MemRefType } from '../../types.ts';
import { denseReshape } from '../dense-values.ts';
import {
  isMixedConstant,
  type MixedIndex,
  mixedConstant,
  mixedIndices,
  mixedSlice,
} from '../slices.ts';
import { memRefRankReduction } from './subview.ts';

/** Operands that are casts of ranked memrefs become what is cast, but for the stored value. */
export function foldMemRefCasts(op: Operation, except: Value | null = null): boolean {
  let folded = false;
  for (const operand of op.opOperands) {
    const cast = operand.value.definingOp;
    if (!cast?.is('memref.cast') || operand.value === except) continue;
    if (cast.operand(0).type.kind === 'unranked-memref') continue;
    operand.set(cast.operand(0));
    folded = true;
  }
  return folded;
}
export const foldCasts: Fold = (op) => (foldMemRefCasts(op) ? 'in-place' : null);
/** As `foldCasts` where operand 0 is a value that is stored. */
export const foldCastsOfMemory: Fold = (op) =>
  foldMemRefCasts(op, op.operand(0)) ? 'in-place' : null;

/** Does the cast only lose static information, so that its user may take the source? */
export function canFoldIntoConsumer(cast: Operation): boolean {
  const [source, result] = [cast.operand(0).type, cast.result().type];
  if (source.kind !== 'memref' || result.kind !== 'memref') return false;
  if (source.elementType !== result.elementType) return false;
  if (source.shape.length !== result.shape.length) return false;
  const [a, b] = [stridesAndOffset(source), stridesAndOffset(result)];
  if (!a || !b) return false;
  const gains = (from: number, to: number | undefined): boolean =>
    from === DYNAMIC && to !== DYNAMIC;
  return !(
    source.shape.some((size, i) => gains(size, result.shape[i])) ||
    gains(a.offset, b.offset) ||
    a.strides.some((stride, i) => gains(stride, b.strides[i]))
  );
}

export const foldCopy: Fold = (op) => {
  let folded = false;
  for (const operand of op.opOperands) {
    const cast = operand.value.definingOp;
    if (!cast?.is('memref.cast') || !canFoldIntoConsumer(cast)) continue;
    operand.set(cast.operand(0));
    folded = true;
  }
  return folded ? 'in-place' : null;
};

/** A cast to the same type is nothing; a cast of a cast is one. */
export const foldCast: Fold = (op) => {
  if (op.operand(0).type === op.result().type) return [op.operand(0)];
  return foldMemRefCasts(op) ? 'in-place' : null;
};

export const foldDim: Fold = (op, [, indexAttr]) => {
  const type = op.operand(0).type;
  if (indexAttr?.kind !== 'integer' || type.kind !== 'memref') return null;
  const index = Number(indexAttr.value);
  const size = type.shape[index];
  if (size === undefined) return null;
  if (size !== DYNAMIC) return [IntegerAttr.index(op.context, size)];
  const definition = op.operand(0).definingOp;
  const nth = type.shape.slice(0, index).filter((s) => s === DYNAMIC).length;
  const value = ((): MixedIndex | null => {
    switch (definition?.name) {
      case 'memref.alloc':
      case 'memref.alloca':
        return operandsNamed(definition, 'dynamicSizes')[nth] ?? null;
      case 'memref.view':
        return operandsNamed(definition, 'sizes')[nth] ?? null;
      case 'memref.subview': {
        const sizes = mixedIndices(definition, 'sizes');
        const unused = memRefRankReduction(definition.operand(0).type as MemRefType, type, sizes);
        return sizes.filter((_, i) => !unused?.has(i))[index] ?? null;
      }
      case 'memref.reinterpret_cast':
        return mixedIndices(definition, 'sizes')[index] ?? null;
      default:
        return null;
    }
  })();
  if (value !== null)
    return [typeof value === 'number' ? IntegerAttr.index(op.context, value) : value];
  return foldMemRefCasts(op) ? 'in-place' : null;
};

export const foldRank: Fold = (op) => {
  const type = op.operand(0).type;
  return type.kind === 'memref' ? [IntegerAttr.index(op.context, type.shape.length)] : null;
};

/** Sizes, strides or offsets with what the type or constants tell of them. */
export function constified(items: readonly MixedIndex[], known: readonly number[]): MixedIndex[] {
  return items.map((item, i) => {
    const size = known[i];
    return size !== undefined && size !== DYNAMIC ? size : (mixedConstant(item) ?? item);
  });
}

/** Offset, sizes and strides that `memref.extract_strided_metadata` gives, constants where known. */
export function constifiedMetadata(op: Operation): {
  readonly offset: MixedIndex;
  readonly sizes: readonly MixedIndex[];
  readonly strides: readonly MixedIndex[];
} {
  const type = op.operand(0).type as MemRefType;
  const rank = type.shape.length;
  const layout = stridesAndOffset(type);
  const [, offset, ...rest] = op.results;
  return {
    offset: constified([offset as Value], layout ? [layout.offset] : [])[0] as MixedIndex,
    sizes: constified(rest.slice(0, rank), type.shape),
    strides: constified(rest.slice(rank), layout?.strides ?? []),
  };
}

export const foldStridedMetadata: Fold = (op) => {
  const { offset, sizes, strides } = constifiedMetadata(op);
  const builder = Builder.before(op);
  let changed = false;
  [offset, ...sizes, ...strides].forEach((item, i) => {
    const result = op.result(i + 1);
    if (typeof item !== 'number' || !result.hasUses) return;
    result.replaceAllUsesWith(builder.constantIndex(item));
    changed = true;
  });
  return changed ? 'in-place' : null;
};

export const foldReinterpretCast: Fold = (op) => {
  const definition = op.operand(0).definingOp;
  const isView =
    definition?.is('memref.reinterpret_cast') ||
    definition?.is('memref.cast') ||
    (definition?.is('memref.subview') &&
      mixedIndices(definition, 'offsets').every((offset) => isMixedConstant(offset, 0)));
  if (!definition || !isView) return null;
  op.setOperand(0, definition.operand(0));
  return 'in-place';
};

export const foldReshape =
  (inverse: string): Fold =>
  (op, [source]) => {
    const inner = op.operand(0).definingOp;
    const type = op.result().type;
    if (inner?.is(inverse) && inner.operand(0).type === type) return [inner.operand(0)];
    return source?.kind === 'dense' && type.kind === 'memref' && hasStaticShape(type)
      ? [denseReshape(source, type)]
      : null;
  };

export const foldSubView: Fold = (op) => {
  const [source, result] = [op.operand(0), op.result()];
  const type = result.type as MemRefType;
  if (source.type === type && hasStaticShape(type)) return [source];
  const inner = source.definingOp;
  if (!inner?.is('memref.subview') || source.type !== type) return null;
  const slice = mixedSlice(op);
  const sizes = mixedIndices(inner, 'sizes');
  const isWhole =
    slice.offsets.every((offset) => isMixedConstant(offset, 0)) &&
    slice.strides.every((stride) => isMixedConstant(stride, 1)) &&
    slice.sizes.length === sizes.length &&
    slice.sizes.every((size, i) => size === sizes[i]);
  return isWhole ? [source] : null;
};

export const foldMemorySpaceCast: Fold = (op) => {
  const inner = op.operand(0).definingOp;
  if (!inner?.is('memref.memory_space_cast')) return null;
  op.setOperand(0, inner.operand(0));
  return 'in-place';
};

/** Canonicalisations of the memref dialect, by operation. */

import { operandsNamed } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import { DYNAMIC, MemRefType } from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { reassociationOf, reshapePatterns } from '../reassociation.ts';
import {
  foldConstantIndices,
  type MixedIndex,
  mixedConstant,
  mixedSlice,
  sliceState,
} from '../slices.ts';
import { canFoldIntoConsumer, constified, constifiedMetadata } from './fold.ts';
import { collapsedType } from './reshape.ts';
import { canonicalSubViewType } from './subview.ts';

/** Shape with constant size operands filled in, and the operands that are left; null if none is. */
function constantSizes(
  type: MemRefType,
  sizes: readonly Value[],
): { readonly shape: number[]; readonly dynamic: Value[] } | null {
  let changed = false;
  let next = 0;
  const dynamic: Value[] = [];
  const shape = type.shape.map((size) => {
    if (size !== DYNAMIC) return size;
    const operand = sizes[next++] as Value;
    const constant = constantIndex(operand);
    if (constant === null) {
      dynamic.push(operand);
      return size;
    }
    changed = true;
    return constant;
  });
  return changed ? { shape, dynamic } : null;
}
const reshaped = (type: MemRefType, shape: readonly number[]): MemRefType =>
  MemRefType.get(shape, type.elementType, type.layout, type.memorySpace);

const allocationOfConstantSize = (name: string): RewritePattern =>
  definePattern(name, 'constant sizes', (op, rewriter) => {
    const type = op.result().type as MemRefType;
    const folded = constantSizes(type, operandsNamed(op, 'dynamicSizes'));
    if (!folded) return false;
    const alignment = op.attr('alignment');
    const allocation = rewriter.createValue(name, {
      operandGroups: [folded.dynamic, operandsNamed(op, 'symbolOperands')],
      resultTypes: [reshaped(type, folded.shape)],
      attributes: alignment ? [['alignment', alignment]] : [],
    });
    rewriter.replaceOpWithNew(op, 'memref.cast', {
      operands: [allocation],
      resultTypes: op.resultTypes,
    });
    return true;
  });

/** Memory that is only written to and freed is not needed. */
const deadAllocation = (name: string): RewritePattern =>
  definePattern(name, 'never read', (op, rewriter) => {
    const result = op.result();
    const isDead = result.users.every((user) =>
      user.is('memref.store') ? user.operand(0) !== result : user.is('memref.dealloc'),
    );
    if (!isDead) return false;
    for (const user of result.users) rewriter.eraseOp(user);
    rewriter.eraseOp(op);
    return true;
  });

const selfCopy = definePattern('memref.copy', 'onto itself', (op, rewriter) => {
  if (op.operand(0) !== op.operand(1)) return false;
  rewriter.eraseOp(op);
  return true;
});
const copyOfCast = definePattern('memref.copy', 'of a cast', (op, rewriter) => {
  let changed = false;
  for (const i of [0, 1]) {
    const cast = op.operand(i).definingOp;
    if (!cast?.is('memref.cast') || cast.operand(0).type.kind !== 'memref') continue;
    rewriter.modifyInPlace(op, () => op.setOperand(i, cast.operand(0)));
    changed = true;
  }
  return changed;
});

const dimOfReshape = definePattern('memref.dim', 'of a reshape', (op, rewriter) => {
  const reshape = op.operand(0).definingOp;
  if (!reshape?.is('memref.reshape')) return false;
  rewriter.setAfter(reshape);
  rewriter.location = op.location;
  const shape = reshape.operand(1);
  const elementType = (shape.type as MemRefType).elementType;
  let size = rewriter.createValue('memref.load', {
    operands: [shape, op.operand(1)],
    resultTypes: [elementType],
  });
  if (elementType.kind !== 'index')
    size = rewriter.createValue('arith.index_cast', {
      operands: [size],
      resultTypes: [op.context.indexType],
    });
  rewriter.replaceOp(op, [size]);
  return true;
});

const sameItems = (a: readonly MixedIndex[], b: readonly MixedIndex[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** A cast to what the metadata was taken from is nothing, or a cast. */
const reinterpretOfMetadata = definePattern(
  'memref.reinterpret_cast',
  'of the metadata of a memref',
  (op, rewriter) => {
    const metadata = op.operand(0).definingOp;
    if (!metadata?.is('memref.extract_strided_metadata')) return false;
    const type = op.result().type as MemRefType;
    const layout = stridesAndOffset(type);
    const taken = constifiedMetadata(metadata);
    const slice = mixedSlice(op);
    const same =
      sameItems(taken.strides, constified(slice.strides, layout?.strides ?? [])) &&
      sameItems(taken.sizes, constified(slice.sizes, type.shape)) &&
      sameItems([taken.offset], constified(slice.offsets, layout ? [layout.offset] : []));
    if (!same) return false;
    const source = metadata.operand(0);
    if (source.type === type) rewriter.replaceOp(op, [source]);
    else rewriter.replaceOpWithNew(op, 'memref.cast', { operands: [source], resultTypes: [type] });
    return true;
  },
);

const collapseOfCast = definePattern('memref.collapse_shape', 'of a cast', (op, rewriter) => {
  const cast = op.operand(0).definingOp;
  if (!cast?.is('memref.cast') || !canFoldIntoConsumer(cast)) return false;
  const type = collapsedType(cast.operand(0).type as MemRefType, reassociationOf(op));
  if (!type) return false;
  if (type === op.result().type) {
    rewriter.modifyInPlace(op, () => op.setOperand(0, cast.operand(0)));
    return true;
  }
  const collapsed = rewriter.createValue('memref.collapse_shape', {
    operands: [cast.operand(0)],
    resultTypes: [type],
    attributes: [['reassociation', op.attr('reassociation')!]],
  });
  rewriter.replaceOpWithNew(op, 'memref.cast', {
    operands: [collapsed],
    resultTypes: op.resultTypes,
  });
  return true;
});

function isTrivialSubView(op: Operation): boolean {
  const [source, result] = [op.operand(0).type as MemRefType, op.result().type as MemRefType];
  if (source.shape.length !== result.shape.length) return false;
  const { offsets, sizes, strides } = mixedSlice(op);
  return (
    offsets.every((offset) => mixedConstant(offset) === 0) &&
    strides.every((stride) => mixedConstant(stride) === 1) &&
    sizes.every((size, i) => mixedConstant(size) === source.shape[i])
  );
}

const subViewPatterns: readonly RewritePattern[] = [
  definePattern('memref.subview', 'constant offsets and sizes', (op, rewriter) => {
    const slice = foldConstantIndices(op);
    if (!slice) return false;
    const source = op.operand(0).type as MemRefType;
    const type = canonicalSubViewType(op.result().type as MemRefType, source, source, slice);
    if (!type) return false;
    const view = rewriter.createValue('memref.subview', {
      ...sliceState(op, [[op.operand(0)]], slice),
      resultTypes: [type],
    });
    rewriter.replaceOpWithNew(op, 'memref.cast', {
      operands: [view],
      resultTypes: op.resultTypes,
    });
    return true;
  }),
  definePattern('memref.subview', 'of a cast', (op, rewriter) => {
    if (op.operands.some((operand) => constantIndex(operand) !== null)) return false;
    const cast = op.operand(0).definingOp;
    if (!cast?.is('memref.cast') || !canFoldIntoConsumer(cast)) return false;
    const slice = mixedSlice(op);
    const type = canonicalSubViewType(
      op.result().type as MemRefType,
      op.operand(0).type as MemRefType,
      cast.operand(0).type as MemRefType,
      slice,
    );
    if (!type) return false;
    const view = rewriter.createValue('memref.subview', {
      ...sliceState(op, [[cast.operand(0)]], slice),
      resultTypes: [type],
    });
    rewriter.replaceOpWithNew(op, 'memref.cast', {
      operands: [view],
      resultTypes: op.resultTypes,
    });
    return true;
  }),
  definePattern('memref.subview', 'of everything', (op, rewriter) => {
    if (!isTrivialSubView(op)) return false;
    const source = op.operand(0);
    if (source.type === op.result().type) rewriter.replaceOp(op, [source]);
    else
      rewriter.replaceOpWithNew(op, 'memref.cast', {
        operands: [source],
        resultTypes: op.resultTypes,
      });
    return true;
  }),
];

const viewPatterns: readonly RewritePattern[] = [
  definePattern('memref.view', 'constant sizes', (op, rewriter) => {
    const type = op.result().type as MemRefType;
    const folded = constantSizes(type, operandsNamed(op, 'sizes'));
    if (!folded) return false;
    const view = rewriter.createValue('memref.view', {
      operands: [op.operand(0), op.operand(1), ...folded.dynamic],
      resultTypes: [reshaped(type, folded.shape)],
    });
    rewriter.replaceOpWithNew(op, 'memref.cast', {
      operands: [view],
      resultTypes: op.resultTypes,
    });
    return true;
  }),
  definePattern('memref.view', 'of a cast of an allocation', (op, rewriter) => {
    const cast = op.operand(0).definingOp;
    if (!cast?.is('memref.cast') || !cast.operand(0).definingOp?.is('memref.alloc')) return false;
    rewriter.replaceOpWithNew(op, 'memref.view', {
      operands: [cast.operand(0), ...op.operands.slice(1)],
      resultTypes: op.resultTypes,
    });
    return true;
  }),
];

// ----- alloca_scope -----

const isAlloca = (op: Operation): boolean => op.is('memref.alloca');
/** Might the operation take stack memory itself? */
const mayTakeStack = (op: Operation): boolean =>
  !op.hasTrait('RecursiveMemoryEffects') && (isAlloca(op) || op.definition === null);

const isLastInRegion = (op: Operation): boolean =>
  op.next !== null &&
  op.next === op.block?.terminator &&
  (op.parentRegion?.blocks.length ?? 0) === 1;

const scopePatterns: readonly RewritePattern[] = [
  definePattern('memref.alloca_scope', 'around nothing that allocates', (op, rewriter) => {
    const takesStack = !op.walk((inner) => {
      if (inner === op) return undefined;
      if (mayTakeStack(inner)) return 'stop';
      return inner.hasTrait('AutomaticAllocationScope') ? 'skip' : undefined;
    }, 'pre');
    if (takesStack && !(op.parentOp?.hasTrait('AutomaticAllocationScope') && isLastInRegion(op)))
      return false;
    const block = op.region().front;
    const last = block.last as Operation;
    const results = last.operands;
    rewriter.eraseOp(last);
    rewriter.inlineBlockBefore(block, op, []);
    rewriter.replaceOp(op, results);
    return true;
  }),
  definePattern('memref.alloca_scope', 'at the end of its scope', (op, rewriter) => {
    let outer = op.parentOp;
    if (!outer || outer.hasTrait('AutomaticAllocationScope')) return false;
    if (!isLastInRegion(op) || !isLastInRegion(outer)) return false;
    while (!outer.parentOp?.hasTrait('AutomaticAllocationScope')) {
      outer = outer.parentOp;
      if (!outer || !isLastInRegion(outer)) return false;
    }
    const root: Operation = outer;
    const isInside = (value: Value): boolean => {
      const home = value.parentBlock?.parentOp;
      return home !== null && home !== undefined && root.isAncestorOf(home);
    };
    const hoisted: Operation[] = [];
    op.walk((inner) => {
      if (isAlloca(inner) && !inner.operands.some(isInside)) hoisted.push(inner);
    });
    if (hoisted.length === 0) return false;
    rewriter.setBefore(root);
    for (const alloca of hoisted) rewriter.replaceOp(alloca, rewriter.clone(alloca).results);
    return true;
  }),
];

const reshapes = reshapePatterns('memref');

export const canonicalizations: Readonly<Record<string, readonly RewritePattern[]>> = {
  alloc: [allocationOfConstantSize('memref.alloc'), deadAllocation('memref.alloc')],
  alloca: [allocationOfConstantSize('memref.alloca'), deadAllocation('memref.alloca')],
  realloc: [deadAllocation('memref.realloc')],
  alloca_scope: scopePatterns,
  copy: [copyOfCast, selfCopy],
  dim: [dimOfReshape],
  reinterpret_cast: [reinterpretOfMetadata],
  expand_shape: reshapes.expand,
  collapse_shape: [...reshapes.collapse, collapseOfCast],
  subview: subViewPatterns,
  view: viewPatterns,
};

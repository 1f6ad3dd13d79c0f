/** Checks of the memref dialect beyond types of operands; wording is upstream's. */

import type { AffineMap } from '../../affine.ts';
import { type Attribute, attributeType, isElements } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { effectsOf } from '../../rewrite/effects.ts';
import { hasIdentityLayout, isStrided, stridesAndOffset } from '../../strided-layout.ts';
import {
  DYNAMIC,
  hasStaticShape,
  isShaped,
  type MemRefType,
  RankedTensorType,
  type Type,
  UnrankedTensorType,
} from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { reassociationOf } from '../reassociation.ts';
import { mixedSlice, staticList, verifySlice } from '../slices.ts';
import { ATOMIC_KINDS } from './kinds.ts';
import { collapsedType, expandedType, transposedType } from './reshape.ts';
import { checkSubViewType, inferSubViewType } from './subview.ts';

type Verify = (op: Operation, report: VerifyContext) => boolean;

const memref = (type: Type): MemRefType => type as MemRefType;
const isPowerOfTwo = (value: bigint): boolean => value > 0n && (value & (value - 1n)) === 0n;
const dynamicCount = (type: MemRefType): number =>
  type.shape.filter((size) => size === DYNAMIC).length;

/** The tensor type with the shape and elements of a memref type. */
export function tensorTypeOf(type: Type): Type | null {
  if (type.kind === 'memref') return RankedTensorType.get(type.shape, type.elementType);
  return type.kind === 'unranked-memref' ? UnrankedTensorType.get(type.elementType) : null;
}

export const verifyAllocation: Verify = (op, report) => {
  if (op.is('memref.alloca')) {
    let parent = op.parentOp;
    while (parent && !parent.hasTrait('AutomaticAllocationScope')) parent = parent.parentOp;
    if (!parent)
      return report.opError('requires an ancestor op with AutomaticAllocationScope trait');
  }
  const type = memref(op.result().type);
  if (operandsNamed(op, 'dynamicSizes').length !== dynamicCount(type))
    return report.opError('dimension operand count does not equal memref dynamic dimension count');
  const symbols = layoutSymbols(type.layout);
  const given = operandsNamed(op, 'symbolOperands').length;
  return (
    given === symbols ||
    report.opError(
      `symbol operand count does not equal memref symbol count: expected ${symbols}, got ${given}`,
    )
  );
};

/** Symbols that a layout's affine map has: one for each dynamic stride or offset. */
export function layoutSymbols(layout: Attribute | null): number {
  if (layout?.kind === 'affine_map') return layout.map.numSymbols;
  if (layout?.kind !== 'strided') return 0;
  return [layout.offset, ...layout.strides].filter((value) => value === DYNAMIC).length;
}

export const verifyRealloc: Verify = (op, report) => {
  const [source, result] = [memref(op.operand(0).type), memref(op.result().type)];
  const [a, b] = [source, result].map((type) => report.printType(type));
  if (!hasIdentityLayout(source))
    return report.error(`unsupported layout for source memref type '${a}'`);
  if (!hasIdentityLayout(result))
    return report.error(`unsupported layout for result memref type '${b}'`);
  const both = `source memref type '${a}' and result memref type '${b}'`;
  if (source.memorySpace !== result.memorySpace)
    return report.error(`different memory spaces specified for ${both}`);
  if (source.elementType !== result.elementType)
    return report.error(`different element types specified for ${both}`);
  const dynamic = dynamicCount(result) > 0;
  const hasSize = op.numOperands > 1;
  if (dynamic && !hasSize) return report.error(`missing dimension operand for result type '${b}'`);
  return (
    dynamic || !hasSize || report.error(`unnecessary dimension operand for result type '${b}'`)
  );
};

/** As many indices as dimensions. */
export const verifyIndices =
  (position: number, message: string): Verify =>
  (op, report) =>
    memref(op.operand(position).type).shape.length === op.numOperands - position - 1 ||
    report.opError(message);

export const verifyDim: Verify = (op, report) => {
  const index = constantIndex(op.operand(1));
  const type = op.operand(0).type;
  return (
    index === null ||
    type.kind !== 'memref' ||
    index < type.shape.length ||
    report.opError('index is out of range')
  );
};

/** Could one type stand for the other, sizes, strides and offset being unknown in places? */
export function areCastCompatible(a: Type, b: Type): boolean {
  if (a.kind === 'memref' && b.kind === 'memref') {
    if (a.elementType !== b.elementType) return false;
    const fits = (x: number, y: number | undefined): boolean =>
      x === DYNAMIC || y === DYNAMIC || x === y;
    if (a.layout !== b.layout) {
      const [x, y] = [stridesAndOffset(a), stridesAndOffset(b)];
      if (!x || !y || x.strides.length !== y.strides.length) return false;
      if (!fits(x.offset, y.offset)) return false;
      if (!x.strides.every((stride, i) => fits(stride, y.strides[i]))) return false;
    }
    return (
      a.memorySpace === b.memorySpace &&
      a.shape.length === b.shape.length &&
      a.shape.every((size, i) => fits(size, b.shape[i]))
    );
  }
  const isMemRef = (type: Type): type is MemRefType | Extract<Type, { kind: 'unranked-memref' }> =>
    type.kind === 'memref' || type.kind === 'unranked-memref';
  if (!isMemRef(a) || !isMemRef(b) || a.kind === b.kind) return false;
  return a.elementType === b.elementType && a.memorySpace === b.memorySpace;
}

const verifyCompatible =
  (areCompatible: (from: Type, to: Type) => boolean): Verify =>
  (op, report) => {
    const [from, to] = [op.operand(0).type, op.result().type];
    return (
      areCompatible(from, to) ||
      report.opError(
        `operand type '${report.printType(from)}' and result type '${report.printType(to)}' are cast incompatible`,
      )
    );
  };
export const verifyCast: Verify = verifyCompatible(areCastCompatible);
/** Only the memory space may differ. */
export const verifyMemorySpaceCast: Verify = verifyCompatible((a, b) => {
  if (a.kind === 'memref' && b.kind === 'memref')
    return (
      a.elementType === b.elementType &&
      a.layout === b.layout &&
      a.shape.length === b.shape.length &&
      a.shape.every((size, i) => size === b.shape[i])
    );
  return (
    a.kind === 'unranked-memref' && b.kind === 'unranked-memref' && a.elementType === b.elementType
  );
});

export const verifyAssumeAlignment: Verify = (op, report) =>
  isPowerOfTwo(op.intAttr('alignment') ?? 1n) || report.opError('alignment must be power of 2');

export const verifyGenericAtomic: Verify = (op, report) => {
  const body = op.region();
  const args = body.entry?.arguments ?? [];
  if (args.length !== 1) return report.opError('expected single number of entry block arguments');
  if (op.result().type !== args[0]?.type)
    return report.opError('expected block argument of the same type result type');
  for (const block of body.blocks)
    for (const inner of block.ops) {
      if (inner.hasTrait('Terminator') || effectsOf(inner)?.length === 0) continue;
      return report.errorAt(
        inner,
        "body of 'memref.generic_atomic_rmw' should contain only operations with no side effects",
      );
    }
  return true;
};

export const verifyAtomicYield: Verify = (op, report) => {
  const wanted = op.parentOp?.results[0]?.type;
  const type = op.operand(0).type;
  return (
    wanted === undefined ||
    type === wanted ||
    report.opError(
      `types mismatch between yield op: '${report.printType(type)}' and its parent: '${report.printType(wanted)}'`,
    )
  );
};

export const verifyAtomic: Verify = (op, report) => {
  if (memref(op.operand(1).type).shape.length !== op.numOperands - 2)
    return report.opError('expects the number of subscripts to be equal to memref rank');
  const number = Number(op.intAttr('kind') ?? 0n);
  const kind = ATOMIC_KINDS.find(([, value]) => value === number)?.[0] ?? '';
  const isFloat = op.operand(0).type.kind === 'float';
  if (['addf', 'maxf', 'minf', 'mulf'].includes(kind))
    return isFloat || report.opError(`with kind '${kind}' expects a floating-point type`);
  if (kind === 'assign') return true;
  return !isFloat || report.opError(`with kind '${kind}' expects an integer type`);
};

export const verifyGlobal: Verify = (op, report) => {
  const typeAttr = op.attr('type');
  const type = typeAttr?.kind === 'type' ? typeAttr.type : null;
  if (type?.kind !== 'memref' || !hasStaticShape(type))
    return report.opError(
      `type should be static shaped memref, but got '${type ? report.printType(type) : ''}'`,
    );
  const value = op.attr('initial_value');
  if (value && value.kind !== 'unit' && !isElements(value))
    return report.opError(
      `initial value should be a unit or elements attribute, but got ${report.printAttribute(value)}`,
    );
  if (value && isElements(value)) {
    const found = attributeType(value);
    const wanted = tensorTypeOf(type);
    if (found && wanted && found !== wanted)
      return report.opError(
        `initial value expected to be of type '${report.printType(wanted)}', but was of type '${report.printType(found)}'`,
      );
  }
  const alignment = op.intAttr('alignment');
  return (
    alignment === undefined ||
    isPowerOfTwo(BigInt.asUintN(64, alignment)) ||
    report.error(`alignment attribute value ${BigInt.asUintN(64, alignment)} is not a power of 2`)
  );
};

export const verifyGetGlobal: Verify = (op, report) => {
  const name = op.attr('name');
  if (name?.kind !== 'symbol_ref') return true;
  let table = op.parentOp;
  while (table && !table.hasTrait('SymbolTable')) table = table.parentOp;
  const global = table?.region().entry?.findSymbol(name.root);
  if (!global?.is('memref.global'))
    return report.opError(`'${name.root}' does not reference a valid global memref`);
  const type = global.attr('type');
  const result = op.result().type;
  return (
    type?.kind !== 'type' ||
    type.type === result ||
    report.opError(
      `result type '${report.printType(result)}' does not match type '${report.printType(type.type)}' of the global memref @${name.root}`,
    )
  );
};

export const verifyReinterpretCast: Verify = (op, report) => {
  const result = memref(op.result().type);
  if (!verifySlice(op, report, [1, result.shape.length, result.shape.length])) return false;
  const source = op.operand(0).type;
  if (source.kind !== 'memref' && source.kind !== 'unranked-memref') return true;
  const both = `source type '${report.printType(source)}' and result memref type '${report.printType(result)}'`;
  if (source.memorySpace !== result.memorySpace)
    return report.error(`different memory spaces specified for ${both}`);
  if (source.elementType !== result.elementType)
    return report.error(`different element types specified for ${both}`);
  const differ = (a: number | undefined, b: number): boolean =>
    a !== undefined && a !== DYNAMIC && b !== DYNAMIC && a !== b;
  const sizes = staticList(op, 'static_sizes').map(Number);
  for (const [i, size] of sizes.entries())
    if (differ(result.shape[i], size))
      return report.error(
        `expected result type with size = ${size} instead of ${result.shape[i]} in dim = ${i}`,
      );
  const layout = stridesAndOffset(result);
  if (!layout)
    return report.error(
      `expected result type to have strided layout but found '${report.printType(result)}'`,
    );
  const offset = Number(staticList(op, 'static_offsets')[0] ?? 0n);
  if (differ(layout.offset, offset))
    return report.error(`expected result type with offset = ${layout.offset} instead of ${offset}`);
  const strides = staticList(op, 'static_strides').map(Number);
  for (const [i, stride] of strides.entries())
    if (differ(layout.strides[i], stride))
      return report.error(
        `expected result type with stride = ${stride} instead of ${layout.strides[i]} in dim = ${i}`,
      );
  return true;
};

export const verifySubView: Verify = (op, report) => {
  const [base, result] = [memref(op.operand(0).type), memref(op.result().type)];
  const rank = base.shape.length;
  if (!verifySlice(op, report, [rank, rank, rank])) return false;
  if (base.memorySpace !== result.memorySpace)
    return report.error(
      `different memory spaces specified for base memref type '${report.printType(base)}' and subview memref type '${report.printType(result)}'`,
    );
  if (!isStrided(base)) return report.error(`base type '${report.printType(base)}' is not strided`);
  const slice = mixedSlice(op);
  const inferred = inferSubViewType(base, slice);
  if (!inferred) return true;
  const text = report.printType(inferred);
  switch (checkSubViewType(inferred, result, slice.sizes)) {
    case 'same':
      return true;
    case 'rank-too-large':
      return report.error('expected result rank to be smaller or equal to the source rank. ');
    case 'size-mismatch':
      return report.error(
        `expected result type to be '${text}' or a rank-reduced version. (mismatch of result sizes) `,
      );
    case 'element-type-mismatch':
      return report.error(
        `expected result element type to be '${report.printType(inferred.elementType)}'`,
      );
    case 'memory-space-mismatch':
      return report.error('expected result and source memory spaces to match.');
    case 'layout-mismatch':
      return report.error(
        `expected result type to be '${text}' or a rank-reduced version. (mismatch of result layout) `,
      );
  }
};

function verifyGroups(
  op: Operation,
  report: VerifyContext,
  collapsed: readonly number[],
  expanded: readonly number[],
  allowDynamic: boolean,
): boolean {
  const groups = reassociationOf(op);
  if (collapsed.length !== groups.length)
    return report.opError(
      `invalid number of reassociation groups: found ${groups.length}, expected ${collapsed.length}`,
    );
  let next = 0;
  for (const [i, group] of groups.entries()) {
    let isDynamic = false;
    let product = 1;
    for (const dim of group) {
      if (dim !== next++) return report.opError('reassociation indices must be contiguous');
      const size = expanded[dim];
      if (size === undefined) return report.opError(`reassociation index ${dim} is out of bounds`);
      if (size !== DYNAMIC) {
        product *= size;
        continue;
      }
      if (isDynamic && !allowDynamic)
        return report.opError('at most one dimension in a reassociation group may be dynamic');
      isDynamic = true;
    }
    if ((collapsed[i] === DYNAMIC) !== isDynamic)
      return report.opError(
        `collapsed dim (${i}) must be dynamic if and only if reassociation group is dynamic`,
      );
    if (!isDynamic && product !== collapsed[i])
      return report.opError(
        `collapsed dim size (${collapsed[i]}) must equal reassociation group size (${product})`,
      );
  }
  if (collapsed.length === 0)
    return (
      expanded.every((size) => size === 1) ||
      report.opError('rank 0 memrefs can only be extended/collapsed with/from ones')
    );
  return (
    next === expanded.length ||
    report.opError(
      `expanded rank (${expanded.length}) inconsistent with number of reassociation indices (${next})`,
    )
  );
}

export const verifyExpandShape: Verify = (op, report) => {
  const [source, result] = [memref(op.operand(0).type), memref(op.result().type)];
  if (source.shape.length >= result.shape.length)
    return report.opError(
      `expected rank expansion, but found source rank ${source.shape.length} >= result rank ${result.shape.length}`,
    );
  if (!verifyGroups(op, report, source.shape, result.shape, false)) return false;
  const expected = expandedType(source, result.shape, reassociationOf(op));
  if (!expected) return report.opError('invalid source layout map');
  return (
    expected === result ||
    report.opError(
      `expected expanded type to be '${report.printType(expected)}' but found '${report.printType(result)}'`,
    )
  );
};

export const verifyCollapseShape: Verify = (op, report) => {
  const [source, result] = [memref(op.operand(0).type), memref(op.result().type)];
  if (source.shape.length <= result.shape.length)
    return report.opError(
      `expected rank reduction, but found source rank ${source.shape.length} <= result rank ${result.shape.length}`,
    );
  if (!verifyGroups(op, report, result.shape, source.shape, true)) return false;
  const expected = collapsedType(source, reassociationOf(op), result.shape);
  if (!expected)
    return report.opError('invalid source layout map or collapsing non-contiguous dims');
  return (
    expected === result ||
    report.opError(
      `expected collapsed type to be '${report.printType(expected)}' but found '${report.printType(result)}'`,
    )
  );
};

export const verifyReshape: Verify = (op, report) => {
  const [source, result] = [op.operand(0).type, op.result().type];
  const shape = memref(op.operand(1).type).shape[0] ?? DYNAMIC;
  if (isShaped(source) && isShaped(result) && source.elementType !== result.elementType)
    return report.opError(
      'element types of source and destination memref types should be the same',
    );
  if (source.kind === 'memref' && !hasIdentityLayout(source))
    return report.opError('source memref type should have identity affine map');
  if (result.kind !== 'memref') return true;
  if (!hasIdentityLayout(result))
    return report.opError('result memref type should have identity affine map');
  if (shape === DYNAMIC)
    return report.opError(
      'cannot use shape operand with dynamic length to reshape to statically-ranked memref type',
    );
  return (
    shape === result.shape.length ||
    report.opError("length of shape operand differs from the result's memref rank")
  );
};

export const verifyTranspose: Verify = (op, report) => {
  const attr = op.attr('permutation');
  const map: AffineMap | null = attr?.kind === 'affine_map' ? attr.map : null;
  if (!map?.isPermutation()) return report.opError('expected a permutation map');
  const [source, result] = [memref(op.operand(0).type), memref(op.result().type)];
  if (map.numDims !== source.shape.length)
    return report.opError('expected a permutation map of same rank as the input');
  const expected = transposedType(source, map);
  return (
    expected === null ||
    expected === result ||
    report.opError(
      `output type '${report.printType(result)}' does not match transposed input type '${report.printType(source)}', '${report.printType(expected)}'`,
    )
  );
};

export const verifyView: Verify = (op, report) => {
  const [base, view] = [memref(op.operand(0).type), memref(op.result().type)];
  if (!hasIdentityLayout(base))
    return report.error(`unsupported map for base memref type '${report.printType(base)}'`);
  if (!hasIdentityLayout(view))
    return report.error(`unsupported map for result memref type '${report.printType(view)}'`);
  if (base.memorySpace !== view.memorySpace)
    return report.error(
      `different memory spaces specified for base memref type '${report.printType(base)}' and view memref type '${report.printType(view)}'`,
    );
  return (
    op.numOperands - 2 === dynamicCount(view) ||
    report.error(`incorrect number of size operands for type '${report.printType(view)}'`)
  );
};

/** Operands of `memref.dma_start`: source, destination and tag with their indices, counts. */
export const verifyDmaStart: Verify = (op, report) => {
  const { operands } = op;
  if (operands.length < 4) return report.opError('expected at least 4 operands');
  const rankAt = (position: number): number | null => {
    const type = operands[position]?.type;
    return type?.kind === 'memref' ? type.shape.length : null;
  };
  const areIndices = (start: number, count: number): boolean =>
    operands.slice(start, start + count).every((operand) => operand.type.kind === 'index');
  const source = rankAt(0);
  if (source === null) return report.opError('expected source to be of memref type');
  let needed = source + 4;
  const tooFew = (): boolean => operands.length < needed;
  if (tooFew()) return report.opError(`expected at least ${needed} operands`);
  if (!areIndices(1, source)) return report.opError('expected source indices to be of index type');
  const target = rankAt(source + 1);
  if (target === null) return report.opError('expected destination to be of memref type');
  needed += target;
  if (tooFew()) return report.opError(`expected at least ${needed} operands`);
  if (!areIndices(source + 2, target))
    return report.opError('expected destination indices to be of index type');
  const count = source + target + 2;
  if (!areIndices(count, 1)) return report.opError('expected num elements to be of index type');
  const tag = rankAt(count + 1);
  if (tag === null) return report.opError('expected tag to be of memref type');
  needed += tag;
  if (tooFew()) return report.opError(`expected at least ${needed} operands`);
  if (!areIndices(count + 2, tag))
    return report.opError('expected tag indices to be of index type');
  if (operands.length !== needed && operands.length !== needed + 2)
    return report.opError('incorrect number of operands');
  return (
    operands.length === needed ||
    areIndices(needed, 2) ||
    report.opError('expected stride and num elements per stride to be of type index')
  );
};

export const verifyDmaWait: Verify = (op, report) => {
  const rank = memref(op.operand(0).type).shape.length;
  const given = op.numOperands - 2;
  return (
    given === rank ||
    report.opError(
      `expected tagIndices to have the same number of elements as the tagMemRef rank, expected ${rank}, but got ${given}`,
    )
  );
};

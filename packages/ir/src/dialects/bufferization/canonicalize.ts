/** Canonicalisations of the bufferization dialect, of its operations and of those that use them. */

import { IntegerAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern, type Rewriter } from '../../pattern.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import { DYNAMIC, MemRefType, RankedTensorType } from '../../types.ts';
import { constantIndex, constantInteger } from '../constants.ts';
import { areCastCompatible } from '../memref/verify.ts';

const definition = (value: Value, name: string): Operation | null => {
  const op = value.definingOp;
  return op?.is(`bufferization.${name}`) ? op : null;
};
const dimOf = (rewriter: Rewriter, dialect: 'tensor' | 'memref', source: Value, dim: number) =>
  rewriter.createValue(`${dialect}.dim`, {
    operands: [
      source,
      rewriter.createValue('arith.constant', {
        resultTypes: [rewriter.context.indexType],
        attributes: [['value', IntegerAttr.index(rewriter.context, dim)]],
      }),
    ],
    resultTypes: [rewriter.context.indexType],
  });

// ----- alloc_tensor -----

const constantSizes = definePattern(
  'bufferization.alloc_tensor',
  'constant sizes',
  (op, rewriter) => {
    const type = op.result().type;
    if (type.kind !== 'tensor' || operandsNamed(op, 'copy').length > 0) return false;
    const sizes = operandsNamed(op, 'dynamic_sizes');
    const dynamic: Value[] = [];
    let next = 0;
    const shape = type.shape.map((size) => {
      if (size !== DYNAMIC) return size;
      const operand = sizes[next++] as Value;
      const constant = constantInteger(operand);
      if (constant !== null) return Number(constant);
      dynamic.push(operand);
      return DYNAMIC;
    });
    const known = RankedTensorType.get(shape, type.elementType, type.encoding);
    if (known === type) return false;
    const allocation = rewriter.createValue('bufferization.alloc_tensor', {
      operandGroups: [dynamic, [], []],
      resultTypes: [known],
    });
    rewriter.replaceOpWithNew(op, 'tensor.cast', { operands: [allocation], resultTypes: [type] });
    return true;
  },
);

const dimOfAllocation = definePattern('tensor.dim', 'of an allocation', (op, rewriter) => {
  const allocation = definition(op.operand(0), 'alloc_tensor');
  const index = constantIndex(op.operand(1));
  const type = allocation?.result().type;
  if (!allocation || index === null || type?.kind !== 'tensor') return false;
  if (type.shape[index] !== DYNAMIC) return false;
  const [copy] = operandsNamed(allocation, 'copy');
  const nth = type.shape.slice(0, index).filter((size) => size === DYNAMIC).length;
  const size = copy
    ? dimOf(rewriter, 'tensor', copy, index)
    : (operandsNamed(allocation, 'dynamic_sizes')[nth] as Value);
  rewriter.replaceOp(op, [size]);
  return true;
});

// ----- clone -----

const VIEWS = new Set([
  'memref.cast',
  'memref.collapse_shape',
  'memref.expand_shape',
  'memref.memory_space_cast',
  'memref.reinterpret_cast',
  'memref.reshape',
  'memref.subview',
  'memref.transpose',
  'memref.view',
]);

/** The only operation that frees a memory; null without one, undefined if there are several. */
function deallocationOf(memory: Value): Operation | null | undefined {
  const frees = [...memory.users].filter(
    (user) =>
      user
        .getInterface(MemoryEffects)?.(user)
        .some(({ kind, value }) => kind === 'free' && value === memory) ?? false,
  );
  return frees.length > 1 ? undefined : (frees[0] ?? null);
}

const redundantClone = definePattern(
  'bufferization.clone',
  'whose source or copy is freed behind it',
  (op, rewriter) => {
    if (!op.hasResultUses) {
      rewriter.eraseOp(op);
      return true;
    }
    const source = op.operand(0);
    let origin = source;
    while (origin.definingOp && VIEWS.has(origin.definingOp.name))
      origin = origin.definingOp.operand(0);
    const ofClone = deallocationOf(op.result());
    const ofSource = deallocationOf(origin);
    if (ofClone === undefined || ofSource === undefined) return false;
    // In one block, the lives of both may overlap in part only.
    if (ofClone && ofSource && ofClone.block === ofSource.block) return false;
    const redundant = [ofClone, ofSource].find((free) => free?.block === op.block);
    if (!redundant) return false;
    for (let at = op.next; at !== redundant; at = at.next) {
      if (!at) return false;
      const effects = at.getInterface(MemoryEffects)?.(at);
      if (effects?.some(({ kind }) => kind === 'free')) return false;
    }
    rewriter.replaceOpWithNew(op, 'memref.cast', {
      operands: [source],
      resultTypes: op.resultTypes,
    });
    rewriter.eraseOp(redundant);
    return true;
  },
);

// ----- to_memref and to_tensor -----

const memrefOfCast = definePattern('bufferization.to_memref', 'of a cast', (op, rewriter) => {
  const cast = op.operand(0).definingOp;
  if (!cast?.is('tensor.cast')) return false;
  const source = cast.operand(0);
  if (source.type.kind !== 'tensor') return false;
  const memref = rewriter.createValue('bufferization.to_memref', {
    operands: [source],
    resultTypes: [MemRefType.get(source.type.shape, source.type.elementType)],
  });
  rewriter.replaceOpWithNew(op, 'memref.cast', {
    operands: [memref],
    resultTypes: op.resultTypes,
  });
  return true;
});

/** A cast never fails at run time if strides and offset do not become static. */
function isCastSafe(source: MemRefType, target: MemRefType): boolean {
  if (!areCastCompatible(source, target)) return false;
  const [a, b] = [stridesAndOffset(source), stridesAndOffset(target)];
  if (!a || !b) return false;
  const gains = (from: number, to: number | undefined): boolean =>
    from === DYNAMIC && to !== DYNAMIC;
  return !gains(a.offset, b.offset) && !a.strides.some((s, i) => gains(s, b.strides[i]));
}

function copyOf(memory: Value, type: MemRefType, rewriter: Rewriter): Value {
  const sizes = type.shape.flatMap((size, i) =>
    size === DYNAMIC ? [dimOf(rewriter, 'memref', memory, i)] : [],
  );
  const copy = rewriter.createValue('memref.alloc', {
    operandGroups: [sizes, []],
    resultTypes: [type],
  });
  rewriter.create('memref.copy', { operands: [memory, copy] });
  return copy;
}

const memrefOfTensor = definePattern(
  'bufferization.to_memref',
  'of a tensor of memory',
  (op, rewriter) => {
    const memory = definition(op.operand(0), 'to_tensor')?.operand(0);
    if (!memory) return false;
    const [from, to] = [memory.type, op.result().type];
    if (from === to) {
      rewriter.replaceOp(op, [memory]);
      return true;
    }
    if (to.kind !== 'memref') {
      rewriter.replaceOpWithNew(op, 'memref.cast', { operands: [memory], resultTypes: [to] });
      return true;
    }
    const isSameKind =
      from.kind === 'memref' &&
      from.elementType === to.elementType &&
      from.memorySpace === to.memorySpace &&
      from.shape.length === to.shape.length;
    if (!isSameKind) return false;
    const replacement = rewriter.guarded(() => {
      rewriter.location = memory.location;
      return isCastSafe(from, to)
        ? rewriter.createValue('memref.cast', { operands: [memory], resultTypes: [to] })
        : copyOf(memory, to, rewriter);
    });
    rewriter.replaceOp(op, [replacement]);
    return true;
  },
);

/** `name` of what `wrapper` makes becomes `replacement` of what the wrapper is of. */
const through = (name: string, wrapper: string, replacement: string): RewritePattern =>
  definePattern(name, `through bufferization.${wrapper}`, (op, rewriter) => {
    const source = definition(op.operand(0), wrapper)?.operand(0);
    if (!source) return false;
    rewriter.replaceOpWithNew(op, replacement, {
      operands: [source, ...op.operands.slice(1)],
      resultTypes: op.resultTypes,
    });
    return true;
  });

export const allocTensorPatterns: readonly RewritePattern[] = [constantSizes];
export const clonePatterns: readonly RewritePattern[] = [redundantClone];
export const toMemrefPatterns: readonly RewritePattern[] = [memrefOfCast, memrefOfTensor];
/** Patterns whose root is an operation of another dialect. */
export const foreignPatterns: readonly RewritePattern[] = [
  dimOfAllocation,
  through('tensor.dim', 'to_tensor', 'memref.dim'),
  through('memref.dim', 'to_memref', 'tensor.dim'),
  through('memref.load', 'to_memref', 'tensor.extract'),
];

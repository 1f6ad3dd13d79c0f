/**
 * Arithmetic on shapes becomes that of indices (`convert-shape-to-std`), where shapes are tensors of extents whose
 * number is known.
 */

import {
  type Builder,
  DYNAMIC,
  definePattern,
  type Operation,
  type Pass,
  RankedTensorType,
  type RewritePattern,
  type Rewriter,
  type Value,
} from '@iree-workbench/ir';
import { greedyPass } from '../input-conversion.ts';
import { rankedTensor } from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { asIndex, sizesOfTensor } from '../sizes.ts';

const lowering = (
  root: string,
  rewrite: (op: Operation, operands: readonly Value[], rewriter: Rewriter) => boolean,
): RewritePattern =>
  definePattern(root, 'shapes as extents', (op, rewriter) => rewrite(op, op.operands, rewriter));

/** How many extents a shape has; null where only a run knows. */
function countOf(shape: Value): number | null {
  const [count] = rankedTensor(shape)?.shape ?? [];
  return count === undefined || count === DYNAMIC ? null : count;
}

const extentsIn = (builder: Builder, shape: Value, count: number): Value[] => {
  const to = new Scalars(builder);
  return Array.from({ length: count }, (_, i) => to.extract(shape, [builder.constantIndex(i)]));
};

/** A tensor of extents, of the type that the result has. */
function shapeOf(builder: Builder, extents: readonly Value[], result: Value): Value | null {
  const type = rankedTensor(result);
  if (type?.elementType.kind !== 'index') return null;
  const known = RankedTensorType.get([extents.length], type.elementType);
  const shape = builder.createValue('tensor.from_elements', {
    operands: extents,
    resultTypes: [known],
  });
  if (known === type) return shape;
  return builder.createValue('tensor.cast', { operands: [shape], resultTypes: [type] });
}

const lowerShapeOf = lowering('shape.shape_of', (op, [tensor], rewriter) => {
  if (!tensor || !rankedTensor(tensor)) return false;
  const extents = sizesOfTensor(rewriter, tensor).map((size) => asIndex(rewriter, size));
  const shape = shapeOf(rewriter, extents, op.result());
  if (!shape) return false;
  rewriter.replaceOp(op, [shape]);
  return true;
});

const lowerConstShape = lowering('shape.const_shape', (op, _, rewriter) => {
  const attr = op.attr('shape');
  if (attr?.kind !== 'dense') return false;
  const extents = Array.from({ length: attr.numElements }, (__, i) =>
    rewriter.constantIndex(attr.bitsAt(i)),
  );
  const shape = shapeOf(rewriter, extents, op.result());
  if (!shape) return false;
  rewriter.replaceOp(op, [shape]);
  return true;
});

const lowerGetExtent = lowering('shape.get_extent', (op, [shape, dim], rewriter) => {
  if (!shape || dim?.type.kind !== 'index' || !rankedTensor(shape)) return false;
  rewriter.replaceOp(op, [new Scalars(rewriter).extract(shape, [dim])]);
  return true;
});

const lowerNumElements = lowering('shape.num_elements', (op, [shape], rewriter) => {
  const count = shape ? countOf(shape) : null;
  if (!shape || count === null || op.result().type.kind !== 'index') return false;
  const to = new Scalars(rewriter);
  const [first, ...others] = extentsIn(rewriter, shape, count);
  const product = others.reduce(
    (sum, extent) => to.op('arith.muli', [sum, extent]),
    first ?? rewriter.constantIndex(1),
  );
  rewriter.replaceOp(op, [product]);
  return true;
});

const lowerRank = lowering('shape.rank', (op, [shape], rewriter) => {
  const count = shape ? countOf(shape) : null;
  if (count === null || op.result().type.kind !== 'index') return false;
  rewriter.replaceOp(op, [rewriter.constantIndex(count)]);
  return true;
});

/** Extents of several shapes, the last of each side by side; those of 1 give way to others. */
const lowerBroadcast = lowering('shape.broadcast', (op, shapes, rewriter) => {
  const counts = shapes.map(countOf);
  if (!counts.every((count) => count !== null)) return false;
  const rank = Math.max(0, ...counts);
  const to = new Scalars(rewriter);
  const one = rewriter.constantIndex(1);
  const all = shapes.map((shape, i) => extentsIn(rewriter, shape, counts[i] ?? 0));
  const extents = Array.from({ length: rank }, (_, dim) => {
    const own = all.flatMap((list) => list[dim - rank + list.length] ?? []);
    return own.reduce((known, extent) => to.select(to.cmpi('eq', known, one), extent, known));
  });
  const shape = shapeOf(rewriter, extents, op.result());
  if (!shape) return false;
  rewriter.replaceOp(op, [shape]);
  return true;
});

const lowerToExtentTensor = lowering('shape.to_extent_tensor', (op, [shape], rewriter) => {
  const type = rankedTensor(op.result());
  if (!shape || !type || !rankedTensor(shape)) return false;
  const cast =
    shape.type === type
      ? shape
      : rewriter.createValue('tensor.cast', { operands: [shape], resultTypes: [type] });
  rewriter.replaceOp(op, [cast]);
  return true;
});

const arithmetic = (name: string, target: string): RewritePattern =>
  lowering(`shape.${name}`, (op, operands, rewriter) => {
    if (![...operands, op.result()].every(({ type }) => type.kind === 'index')) return false;
    rewriter.replaceOp(op, [new Scalars(rewriter).op(target, operands)]);
    return true;
  });

const patterns: readonly RewritePattern[] = [
  lowerShapeOf,
  lowerConstShape,
  lowerGetExtent,
  lowerNumElements,
  lowerRank,
  lowerBroadcast,
  lowerToExtentTensor,
  arithmetic('add', 'arith.addi'),
  arithmetic('mul', 'arith.muli'),
  arithmetic('div', 'arith.divsi'),
];

/** What is not converted stays: later passes say so at the operation. */
export const convertShapeToStd: Pass = greedyPass(
  {
    argument: 'convert-shape-to-std',
    className: 'ConvertShapeToStandard',
    summary: 'turns arithmetic on shapes into that of indices',
  },
  () => patterns,
);

/** `tosa.scatter` becomes that of linalg_ext, whose indices name the batch, too. */

import {
  AffineMap,
  type Builder,
  ConversionTarget,
  DenseArrayAttr,
  DYNAMIC,
  IntegerAttr,
  type Pass,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass, lowering } from '../input-conversion.ts';
import {
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  generic,
  parallel,
  rankedTensor,
  reshaped,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';

/** For each update the number of its batch. */
function batchIndices(builder: Builder, indices: Value, type: RankedTensorType): Value {
  const dims = type.shape.flatMap((size, dim) =>
    size === DYNAMIC ? [dimOf(builder, indices, dim)] : [],
  );
  const init = emptyTensor(builder, type, dims);
  const element = type.elementType;
  if (type.shape[0] === 1 && element.kind === 'integer')
    return fill(builder, constantOf(builder, IntegerAttr.get(element, 0)), init);
  const map = AffineMap.identity(type.shape.length);
  const state = {
    inputs: [indices],
    inits: [init],
    maps: [map, map],
    iterators: parallel(type.shape.length),
  };
  return generic(builder, state, (body) => {
    const to = new Scalars(body);
    return [to.op('arith.index_cast', [to.index(0)], element)];
  }).result();
}

/** Joins the batch with the rows. */
function joinBatch(builder: Builder, value: Value): Value {
  const type = rankedTensor(value) as RankedTensorType;
  const [batch = 1, rows = 1, ...rest] = type.shape;
  const joined = batch === DYNAMIC || rows === DYNAMIC ? DYNAMIC : batch * rows;
  return reshaped(
    builder,
    'tensor.collapse_shape',
    value,
    RankedTensorType.get([joined, ...rest], type.elementType),
    [[0, 1], ...rest.map((_, i) => [i + 2])],
  );
}

const lowerScatter = lowering('tosa.scatter', (op, operands, rewriter) => {
  const [values, indices, updates] = operands as [Value, Value, Value];
  const type = rankedTensor(values);
  const indexType = rankedTensor(indices);
  if (!type || !indexType || !rankedTensor(updates)) return false;
  const { context } = rewriter;
  const [batch = 1, rows = 1] = indexType.shape;
  const ofDepth = (depth: number): RankedTensorType =>
    RankedTensorType.get([batch, rows, depth], indexType.elementType);
  const deep = reshaped(rewriter, 'tensor.expand_shape', indices, ofDepth(1), [[0], [1, 2]]);
  const both = rewriter.createValue('tosa.concat', {
    operands: [batchIndices(rewriter, deep, ofDepth(1)), deep],
    resultTypes: [ofDepth(2)],
    attributes: [['axis', IntegerAttr.i64(context, 2)]],
  });
  const [rowIndices, rowUpdates] = [both, updates].map((value) => joinBatch(rewriter, value)) as [
    Value,
    Value,
  ];
  const region = new Region();
  const block = region.append();
  for (let i = 0; i < 2; i++) block.addArgument(type.elementType, op.location);
  const scatter = rewriter.create('iree_linalg_ext.scatter', {
    operandGroups: [[rowUpdates, rowIndices], [values]],
    resultTypes: [type],
    attributes: [
      ['dimension_map', DenseArrayAttr.i64(context, [0, 1])],
      ['unique_indices', IntegerAttr.bool(context, true)],
    ],
    regions: [region],
  });
  rewriter.guarded(() => {
    rewriter.setToEnd(block);
    rewriter.create('iree_linalg_ext.yield', { operands: [block.argument(0)] });
  });
  rewriter.replaceOp(op, scatter.results);
  return true;
});

export const tosaToLinalgExt: Pass = conversionPass(
  {
    argument: 'iree-tosa-to-linalg-ext',
    className: 'TosaToLinalgExtPass',
    summary: "turns tosa's scatter into that of linalg_ext",
  },
  'full',
  () =>
    new ConversionTarget().addIllegalOp('tosa.scatter').markUnknownOpDynamicallyLegal(() => true),
  [lowerScatter],
);

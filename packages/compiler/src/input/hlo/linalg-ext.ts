/**
 * What linalg_ext has operations for (`iree-mhlo-to-linalg-ext`): sorts, scatters of whole slices, reversals, the
 * greatest elements, Fourier transforms.
 */

import {
  type ConversionPattern,
  ConversionTarget,
  DenseArrayAttr,
  DYNAMIC,
  FloatAttr,
  IntegerAttr,
  IntegerType,
  type Operation,
  type Pass,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass, lowering } from '../input-conversion.ts';
import {
  bodyRegion,
  constantOf,
  dimOf,
  emptyTensor,
  fill,
  integerBounds,
  rankedTensor,
} from '../linalg-builder.ts';
import { Scalars } from '../scalars.ts';
import { dimensionsIn, numberOf } from './attributes.ts';
import { isRealProduct, lowerFft } from './fft.ts';
import {
  elementOf,
  hloLowering,
  openSizes,
  signlessTensor,
  signlessTypes,
} from './hlo-lowering.ts';
import { scalarRegion } from './regions.ts';

const elementTypes = (values: readonly Value[]): Type[] =>
  values.flatMap((value) => rankedTensor(value)?.elementType ?? []);

const lowerSort = hloLowering('sort', (op, operands, rewriter) => {
  const types = op.results.map(signlessTensor);
  const rank = types[0]?.shape.length ?? 0;
  const compared = elementTypes(operands).flatMap((type) => [type, type]);
  const region = scalarRegion(op.region(), compared, (args) => args, rewriter);
  if (!region || !types.every((type) => type !== null)) return false;
  const dimension = op.attr('dimension') ? numberOf(op, 'dimension') : -1;
  rewriter.replaceOpWithNew(op, 'iree_linalg_ext.sort', {
    operands,
    resultTypes: types,
    attributes: [
      ['dimension', IntegerAttr.i64(op.context, dimension < 0 ? dimension + rank : dimension)],
      ['operand_segment_sizes', DenseArrayAttr.i32(op.context, [0, operands.length])],
    ],
    regions: [region],
  });
  return true;
});

/**
 * Does a scatter write one slice for each row of its indices, whose numbers are the first dimensions?
 * Others are made so before, or lowered by themselves.
 */
function isCanonicalScatter(op: Operation): boolean {
  const [, indices] = scatterOperands(op);
  const shape = indices ? rankedTensor(indices)?.shape : null;
  const part = (index: number): number[] => dimensionsIn(op, 'scatter_dimension_numbers', index);
  const numbers = op.attr('scatter_dimension_numbers');
  const vectorDim = numbers?.kind === 'dialect' ? Number(numbers.params[3]) : -1;
  return (
    shape?.length === 2 &&
    vectorDim === 1 &&
    part(2).length === shape[1] &&
    part(1).every((dim, i) => dim === i) &&
    part(0).every((dim, i) => dim === i + 1)
  );
}

/** The input, the indices and the updates of a scatter of one tensor. */
const scatterOperands = (op: Operation): readonly Value[] =>
  op.numOperands === 3 ? op.operands : [];

const lowerScatter = hloLowering('scatter', (op, operands, rewriter) => {
  const type = signlessTensor(op.result());
  if (!type || !isCanonicalScatter(op)) return false;
  const [original, indices, updates] = operands as [Value, Value, Value];
  const { elementType } = type;
  // The operation hands its region the update first.
  const swapped = (args: readonly Value[]): readonly Value[] => [...args].reverse();
  const region = scalarRegion(op.region(), [elementType, elementType], swapped, rewriter);
  if (!region) return false;
  const map = dimensionsIn(op, 'scatter_dimension_numbers', 2);
  rewriter.replaceOpWithNew(op, 'iree_linalg_ext.scatter', {
    operands: [updates, indices, original],
    resultTypes: [type],
    attributes: [
      ['dimension_map', DenseArrayAttr.i64(op.context, map)],
      ['operand_segment_sizes', DenseArrayAttr.i32(op.context, [2, 1])],
      ['unique_indices', op.attr('unique_indices') ?? IntegerAttr.bool(op.context, false)],
    ],
    regions: [region],
  });
  return true;
});

const lowerReverse = hloLowering('reverse', (op, [input], rewriter) => {
  const type = signlessTensor(op.result());
  const dimensions = op.attr('dimensions');
  if (!input || !type || !dimensions) return false;
  const init = emptyTensor(rewriter, type, openSizes(rewriter, input));
  rewriter.replaceOpWithNew(op, 'iree_linalg_ext.reverse', {
    operands: [input, init],
    resultTypes: [type],
    attributes: [
      ['dimensions', dimensions],
      ['operand_segment_sizes', DenseArrayAttr.i32(op.context, [1, 1])],
    ],
  });
  return true;
});

/** What no element is less than: `type` has the sign that `element`, which holds it, has not. */
function leastOf(type: Type, element: Type): IntegerAttr | FloatAttr | null {
  if (element.kind === 'float') return FloatAttr.get(element, Number.NEGATIVE_INFINITY);
  return type instanceof IntegerType && element instanceof IntegerType
    ? IntegerAttr.get(element, integerBounds(type).min)
    : null;
}

const lowerTopK: ConversionPattern = {
  ...lowering('chlo.top_k', (op, [operand], rewriter) => {
    const source = operand && rankedTensor(operand);
    const types = op.results.map((result) => signlessTensor(result)?.elementType);
    const [elementType, indexType] = types;
    const compared = elementOf(op.operand(0));
    const least = elementType && leastOf(compared, elementType);
    if (!source || !least || !(indexType instanceof IntegerType)) return false;
    const last = source.shape.length - 1;
    const outer = source.shape.slice(0, last);
    const sizes = outer.flatMap((size, dim) =>
      size === DYNAMIC ? [dimOf(rewriter, operand, dim)] : [],
    );
    const shape = [...outer, numberOf(op, 'k')];
    const none = IntegerAttr.get(indexType, 0x7fffffff);
    const [values, places] = [elementType, indexType].map((type) =>
      emptyTensor(rewriter, RankedTensorType.get(shape, type), sizes),
    ) as [Value, Value];
    const inits = [
      fill(rewriter, constantOf(rewriter, least), values),
      fill(rewriter, constantOf(rewriter, none), places),
    ];
    const isUnsigned = compared.kind === 'integer' && compared.signedness === 'unsigned';
    const region = bodyRegion(
      op.location,
      [elementType, elementType],
      (inside, [lhs, rhs]) => {
        const to = new Scalars(inside);
        if (elementType.kind === 'float') return [to.cmpf('ogt', lhs as Value, rhs as Value)];
        return [to.cmpi(isUnsigned ? 'uge' : 'sge', lhs as Value, rhs as Value)];
      },
      'iree_linalg_ext.yield',
    );
    if (!region) return false;
    rewriter.replaceOpWithNew(op, 'iree_linalg_ext.topk', {
      operands: [operand, ...inits],
      resultTypes: inits.map(({ type }) => type),
      attributes: [
        ['dimension', IntegerAttr.i64(op.context, last)],
        ['operand_segment_sizes', DenseArrayAttr.i32(op.context, [1, 2])],
      ],
      regions: [region],
    });
    return true;
  }),
  converter: signlessTypes,
};

/** Scatters and some transforms may stay: those that are left are lowered by themselves. */
export const mhloToLinalgExt: Pass = conversionPass(
  {
    argument: 'iree-mhlo-to-linalg-ext',
    className: 'ConvertMHLOToLinalgExt',
    summary:
      "turns mhlo's sorts, scatters, reversals and Fourier transforms into those of linalg_ext",
  },
  'partial',
  () =>
    new ConversionTarget()
      .addIllegalOp('mhlo.sort', 'mhlo.reverse')
      .addDynamicallyLegalOp((op) => !isCanonicalScatter(op), 'mhlo.scatter')
      .addDynamicallyLegalOp(isRealProduct, 'mhlo.fft')
      .addIllegalOp('chlo.top_k')
      .markUnknownOpDynamicallyLegal(() => true),
  [lowerSort, lowerScatter, lowerReverse, lowerTopK, lowerFft],
);

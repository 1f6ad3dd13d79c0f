/**
 * The transforms of Winograd's algorithm F(6×6, 3×3): tiles of an image times a matrix from both sides.
 *
 * The matrices follow from the points at which polynomials are evaluated: 0, ±1, ±2, ±½ and infinity.
 */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineConstant,
  affineDim,
  affineMul,
  type Builder,
  DenseArrayAttr,
  DenseElementsAttr,
  DYNAMIC,
  FloatAttr,
  type FloatType,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import {
  constantOf,
  emptyTensor,
  fill,
  generic,
  mapOf,
  reshaped,
} from '../../input/linalg-builder.ts';
import { Scalars } from '../../input/scalars.ts';
import { padWith } from '../../input/tosa/padding.ts';
import { type ExtLowering, inputsOf, outputsOf, range, type Tensor } from './lowering.ts';

/** Rows and columns of an output tile. */
const TILE = 6;
const KERNEL = 3;
/** Rows and columns of a transformed tile. */
const DEPTH = TILE + KERNEL - 1;

/** The points but infinity, which is the last. */
const POINTS: readonly number[] = [0, 1, -1, 2, -2, 1 / 2, -1 / 2];

/** Coefficients of the polynomial with the roots, the constant first. */
function fromRoots(roots: readonly number[]): readonly number[] {
  let product: readonly number[] = [1];
  for (const root of roots) {
    const shifted = [0, ...product];
    product = shifted.map((coefficient, i) => coefficient - root * (product[i] ?? 0));
  }
  return product;
}

/** For each point, the polynomial that the others are the roots of; the one for 0 is negated. */
function inputMatrix(): readonly number[][] {
  const rows = POINTS.map((point) => {
    const coefficients = fromRoots(POINTS.filter((other) => other !== point));
    return range(DEPTH).map((i) => (point === 0 ? -1 : 1) * (coefficients[i] ?? 0));
  });
  return [...rows, [...fromRoots(POINTS)]];
}

/** Powers of the points; of infinity, only the highest counts. */
const outputMatrix = (): readonly number[][] =>
  range(TILE).map((power) => [
    ...POINTS.map((point) => point ** power),
    power === TILE - 1 ? 1 : 0,
  ]);

function matrix(builder: Builder, rows: readonly number[][], element: FloatType): Value {
  const type = RankedTensorType.get([rows.length, DEPTH], element);
  const values = rows.flat().map((value) => FloatAttr.get(element, value));
  return builder.constant(DenseElementsAttr.fromElements(type, values), type);
}

/** Sums products of a matrix's row and elements of a tensor. The last loop is the sum's. */
function product(
  builder: Builder,
  [factors, factorDim]: readonly [Value, number],
  [tensor, map]: readonly [Value, AffineMap],
  shape: readonly number[],
): Value {
  const rank = shape.length;
  const element = (tensor.type as RankedTensorType).elementType as FloatType;
  const type = RankedTensorType.get(shape, element);
  const zero = constantOf(builder, FloatAttr.get(element, 0));
  const state = {
    inputs: [factors, tensor],
    inits: [fill(builder, zero, emptyTensor(builder, type, []))],
    maps: [mapOf(rank + 1, [factorDim, rank]), map, mapOf(rank + 1, range(rank))],
    iterators: [...range(rank).map(() => 'parallel' as const), 'reduction' as const],
  };
  return generic(builder, state, (body, [a, b, sum]) => {
    const to = new Scalars(body);
    return [to.op('arith.addf', [sum as Value, to.op('arith.mulf', [a as Value, b as Value])])];
  }).result();
}

/** Static tensors, and the sizes that there are matrices for. */
function isSupported(op: Operation, tensors: readonly Tensor[]): boolean {
  return (
    op.intAttr('output_tile_size') === BigInt(TILE) &&
    op.intAttr('kernel_size') === BigInt(KERNEL) &&
    tensors.every(({ type }) => !type.shape.includes(DYNAMIC) && type.elementType.kind === 'float')
  );
}

/** Image dimensions of an image, and its others: batch and channels. */
function imageDims(op: Operation): { image: readonly number[]; others: readonly number[] } {
  const attr = op.attr('image_dimensions');
  const image = attr?.kind === 'dense_array' ? attr.numbers : [];
  return { image, others: range(4).filter((dim) => !image.includes(dim)) };
}

/** Zeros behind an image up to the sizes. */
function padded(builder: Builder, { value, type }: Tensor, shape: readonly number[]): Value {
  const amounts = shape.flatMap((size, dim) => [0, Math.max(0, size - (type.shape[dim] ?? 0))]);
  return padWith(builder, value, amounts, FloatAttr.get(type.elementType as FloatType, 0));
}

/** `iree_linalg_ext.winograd.input_transform`: an image to the squares of its tiles. */
export const lowerWinogradInput: ExtLowering = (op, builder) => {
  const [input] = inputsOf(op);
  const [output] = outputsOf(op);
  if (!input || !output || !isSupported(op, [input, output])) return null;
  const { image, others } = imageDims(op);
  const shape = output.type.shape;
  const factors = matrix(builder, inputMatrix(), input.type.elementType as FloatType);
  // Loops of the squares: row, column, batch, row and column of tiles, channel.
  const [tileRow, tileColumn, batch, channel, sum] = [3, 4, 2, 5, 6];
  const inTile = (tile: number, offset: number): AffineExpr =>
    affineAdd(affineMul(affineDim(tile), affineConstant(TILE)), affineDim(offset));
  const results: AffineExpr[] = [];
  results[image[0] ?? 1] = inTile(tileRow, sum);
  results[image[1] ?? 2] = inTile(tileColumn, 1);
  results[others[0] ?? 0] = affineDim(batch);
  results[others[1] ?? 3] = affineDim(channel);
  const wanted = input.type.shape.map((size, dim) => {
    const at = image.indexOf(dim);
    return at < 0 ? size : (shape[tileRow + at] ?? 0) * TILE + KERNEL - 1;
  });
  const whole = padded(builder, input, wanted);
  const rows = product(builder, [factors, 0], [whole, new AffineMap(7, 0, results)], shape);
  const columns = mapOf(7, [0, sum, 2, 3, 4, 5]);
  return [product(builder, [factors, 1], [rows, columns], shape)];
};

/** `iree_linalg_ext.winograd.output_transform`: the squares of tiles to an image. */
export const lowerWinogradOutput: ExtLowering = (op, builder) => {
  const [input] = inputsOf(op);
  const [output] = outputsOf(op);
  if (!input || !output || !isSupported(op, [input, output])) return null;
  const { image, others } = imageDims(op);
  const [, , batches = 1, tileRows = 1, tileColumns = 1, channels = 1] = input.type.shape;
  const factors = matrix(builder, outputMatrix(), input.type.elementType as FloatType);
  const halfShape = [TILE, DEPTH, batches, tileRows, tileColumns, channels];
  const rows = product(
    builder,
    [factors, 0],
    [input.value, mapOf(7, [6, 1, 2, 3, 4, 5])],
    halfShape,
  );
  // The image with each of its two dimensions as tiles and places in them.
  const shape: number[] = [];
  const groups: number[][] = [];
  const place = { tileRow: 0, row: 0, tileColumn: 0, column: 0, batch: 0, channel: 0 };
  for (const dim of range(4)) {
    const first = shape.length;
    if (dim === image[0]) {
      shape.push(tileRows, TILE);
      [place.tileRow, place.row] = [first, first + 1];
    } else if (dim === image[1]) {
      shape.push(tileColumns, TILE);
      [place.tileColumn, place.column] = [first, first + 1];
    } else if (dim === others[0]) {
      shape.push(batches);
      place.batch = first;
    } else {
      shape.push(channels);
      place.channel = first;
    }
    groups.push(range(shape.length - first).map((i) => first + i));
  }
  const from = mapOf(7, [
    place.row,
    6,
    place.batch,
    place.tileRow,
    place.tileColumn,
    place.channel,
  ]);
  const tiles = product(builder, [factors, place.column], [rows, from], shape);
  const joinedType = RankedTensorType.get(
    groups.map((group) => group.reduce((size, dim) => size * (shape[dim] ?? 1), 1)),
    output.type.elementType,
  );
  const joined = reshaped(builder, 'tensor.collapse_shape', tiles, joinedType, groups);
  if (joinedType === output.type) return [joined];
  const { context } = builder;
  const list = (values: readonly number[]) => DenseArrayAttr.i64(context, values);
  return [
    builder.createValue('tensor.extract_slice', {
      operandGroups: [[joined], [], [], []],
      resultTypes: [output.type],
      attributes: [
        ['static_offsets', list(output.type.shape.map(() => 0))],
        ['static_sizes', list(output.type.shape)],
        ['static_strides', list(output.type.shape.map(() => 1))],
      ],
    }),
  ];
};

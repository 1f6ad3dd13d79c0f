/**
 * Operations of the tensor dialect that move whole parts: pack and unpack (tiles as trailing
 * dimensions), gather and scatter (parts found by indices), and the slice that a parallel loop puts back.
 */

import { DenseArrayAttr } from '../../attributes.ts';
import {
  AnyRankedTensor,
  AnySignlessInteger,
  AnyType,
  anyTypeOf,
  DenseI64ArrayAttr,
  Index,
  rankedTensorOf,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defaultOptionalAttr,
  defineOp,
  type OpDefinition,
  operandsNamed,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { DestinationStyleOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { printOperation } from '../../printer/printer.ts';
import { AttrSizedOperandSegments, Pure, TypesMatchWith } from '../../traits.ts';
import { DYNAMIC, RankedTensorType } from '../../types.ts';
import { fitsWithin, isDimensionList, packedShape, verifyPadding } from '../packing.ts';
import { type MixedIndex, mixedConstant, mixedList, staticList } from '../slices.ts';
import { verifyInsertSlice } from './verify.ts';

// ----- pack and unpack -----

const tensorType = (op: Operation, index: number): RankedTensorType =>
  op.operand(index).type as RankedTensorType;
const positions = (op: Operation, name: string): number[] => staticList(op, name).map(Number);
const tilesOf = (op: Operation): MixedIndex[] =>
  mixedList(staticList(op, 'static_inner_tiles'), operandsNamed(op, 'inner_tiles'));

function verifyPacking(
  op: Operation,
  report: VerifyContext,
  unpacked: RankedTensorType,
  packed: RankedTensorType,
): boolean {
  const tiles = tilesOf(op);
  const tiled = positions(op, 'inner_dims_pos');
  const permutation = positions(op, 'outer_dims_perm');
  const rank = unpacked.shape.length;
  if (tiles.some((tile) => mixedConstant(tile) === 0))
    return report.error('invalid zero tile factor');
  if (!isDimensionList(tiled, rank)) return report.error('invalid inner_dims_pos vector');
  if (!isDimensionList(permutation, rank)) return report.error('invalid outer_dims_perm vector');
  if (permutation.length > 0 && permutation.length !== rank)
    return report.error('outer_dims_perm must be a permutation or empty');
  if (tiles.length > rank)
    return report.error(
      'tiling factors must be less than or equal to the input rank for pack or output rank for unpack',
    );
  if (tiles.length !== tiled.length)
    return report.error('tiling factors must equal the number of dimensions to tile');
  if (rank + tiles.length !== packed.shape.length)
    return report.error('packed rank must equal unpacked rank + tiling factors');
  const sizes = tiles.map((tile) => mixedConstant(tile) ?? DYNAMIC);
  const staticTiles = positions(op, 'static_inner_tiles');
  const least = packedShape(unpacked.shape, staticTiles, tiled, permutation);
  if (!fitsWithin(least, packed.shape))
    return report.error(
      `the shape of output is not large enough to hold the packed data. Expected at least '${report.printType(RankedTensorType.get(least, unpacked.elementType))}', got '${report.printType(packed)}'`,
    );
  const inner = packed.shape.slice(rank);
  return (
    inner.every((size, i) => size === DYNAMIC || size === sizes[i]) ||
    report.error(
      'mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type',
    )
  );
}

function verifyPack(op: Operation, report: VerifyContext): boolean {
  const source = tensorType(op, 0);
  if (!verifyPacking(op, report, source, tensorType(op, 1))) return false;
  const [padding] = operandsNamed(op, 'padding_value');
  return verifyPadding(report, source, padding?.type, positions(op, 'inner_dims_pos'), tilesOf(op));
}

const packingAttributes = {
  outer_dims_perm: defaultOptionalAttr(DenseI64ArrayAttr, (context) =>
    DenseArrayAttr.i64(context, []),
  ),
  inner_dims_pos: DenseI64ArrayAttr,
  static_inner_tiles: DenseI64ArrayAttr,
};
const resultIsDest = TypesMatchWith(
  'result type matches type of dest',
  'dest',
  'result',
  (type) => type,
);
const writesDest = DestinationStyleOp.with({ initsRange: () => ({ start: 1, end: 2 }) });
const TILES =
  '(`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos `inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) `into` $dest attr-dict `:` type($source) `->` type($dest)';

const pack = defineOp('tensor.pack', {
  summary: 'a tensor with tiles of it as trailing dimensions',
  operands: {
    source: AnyRankedTensor,
    dest: AnyRankedTensor,
    padding_value: optional(AnyType),
    inner_tiles: variadic(Index),
  },
  results: { result: AnyRankedTensor },
  attributes: packingAttributes,
  traits: [AttrSizedOperandSegments, Pure, resultIsDest],
  interfaces: [writesDest],
  inferTypes: ({ operands }) => (operands[1] ? [operands[1].type] : null),
  resultNames: (op, setName) => setName(op.result(), 'pack'),
  verify: verifyPack,
  assemblyFormat: `$source (\`padding_value\` \`(\` $padding_value^ \`:\` type($padding_value) \`)\`)? ${TILES}`,
});

const unpack = defineOp('tensor.unpack', {
  summary: 'the tensor whose tiles are trailing dimensions',
  operands: { source: AnyRankedTensor, dest: AnyRankedTensor, inner_tiles: variadic(Index) },
  results: { result: AnyRankedTensor },
  attributes: packingAttributes,
  traits: [Pure, resultIsDest],
  interfaces: [writesDest],
  inferTypes: ({ operands }) => (operands[1] ? [operands[1].type] : null),
  resultNames: (op, setName) => setName(op.result(), 'unpack'),
  verify: (op, report) => verifyPacking(op, report, tensorType(op, 1), tensorType(op, 0)),
  assemblyFormat: `$source ${TILES}`,
});

// ----- gather and scatter -----

/** The parts of a tensor that indices name: the indices' shape, then the parts', with or without 1s. */
function partsType(
  source: RankedTensorType,
  indices: RankedTensorType,
  dims: readonly number[],
  isReduced: boolean,
): RankedTensorType {
  const parts = source.shape.flatMap((size, dim) => {
    if (!dims.includes(dim)) return [size];
    return isReduced ? [] : [1];
  });
  return RankedTensorType.get([...indices.shape.slice(0, -1), ...parts], source.elementType);
}

function verifyDims(
  report: VerifyContext,
  dims: readonly number[],
  rank: number,
  what: 'gather' | 'scatter',
): boolean {
  const of = what === 'gather' ? 'source' : 'dest';
  if (dims.length === 0) return report.opError(`${what}_dims must be non-empty`);
  if (dims.length > rank) return report.opError(`${what}_dims overflow ${of} rank`);
  for (const [i, dim] of dims.entries()) {
    if (dim < 0) return report.opError(`${what}_dims value must be non-negative`);
    if (dim >= rank) return report.opError(`${what}_dims value must be smaller than ${of} rank`);
    if (i > 0 && (dims[i - 1] ?? 0) >= dim)
      return report.opError(`${what}_dims values must be strictly increasing`);
  }
  return true;
}

/** `parts` must be what the indices name in `whole`. */
function verifyParts(
  report: VerifyContext,
  what: 'result' | 'source',
  parts: RankedTensorType,
  whole: RankedTensorType,
  indices: RankedTensorType,
  dims: readonly number[],
): boolean {
  const [full, reduced] = [false, true].map((isReduced) =>
    partsType(whole, indices, dims, isReduced),
  ) as [RankedTensorType, RankedTensorType];
  return (
    parts === full ||
    parts === reduced ||
    report.opError(
      `${what} type mismatch: expected '${report.printType(full)}' or its rank-reduced variant '${report.printType(reduced)}' (got: '${report.printType(parts)}')`,
    )
  );
}

const Indices = rankedTensorOf(anyTypeOf([AnySignlessInteger, Index]));

const gather = defineOp('tensor.gather', {
  summary: 'the parts of a tensor that indices name',
  operands: { source: AnyRankedTensor, indices: Indices },
  results: { result: AnyRankedTensor },
  attributes: { gather_dims: DenseI64ArrayAttr, unique: optionalAttr(UnitAttrConstraint) },
  traits: [Pure],
  resultNames: (op, setName) => setName(op.result(), 'gather'),
  verify(op, report) {
    const [source, indices] = [tensorType(op, 0), tensorType(op, 1)];
    const dims = positions(op, 'gather_dims');
    const result = op.result().type as RankedTensorType;
    return (
      verifyDims(report, dims, source.shape.length, 'gather') &&
      verifyParts(report, 'result', result, source, indices, dims)
    );
  },
  assemblyFormat:
    '$source `[` $indices `]` `gather_dims` `(` $gather_dims `)` (`unique` $unique^)? attr-dict `:` functional-type(operands, results)',
});

const scatter = defineOp('tensor.scatter', {
  summary: 'a tensor with the parts that indices name replaced',
  operands: { source: AnyRankedTensor, dest: AnyRankedTensor, indices: Indices },
  results: { result: AnyRankedTensor },
  attributes: { scatter_dims: DenseI64ArrayAttr, unique: optionalAttr(UnitAttrConstraint) },
  traits: [Pure],
  resultNames: (op, setName) => setName(op.result(), 'scatter'),
  verify(op, report) {
    const [source, dest, indices] = [tensorType(op, 0), tensorType(op, 1), tensorType(op, 2)];
    const dims = positions(op, 'scatter_dims');
    if (!verifyDims(report, dims, dest.shape.length, 'scatter')) return false;
    if (!op.attr('unique')) return report.opError("requires 'unique' attribute to be set");
    return verifyParts(report, 'source', source, dest, indices, dims);
  },
  assemblyFormat:
    '$source `into` $dest `[` $indices `]` `scatter_dims` `(` $scatter_dims `)` (`unique` $unique^)? attr-dict `:` functional-type(operands, results)',
});

// ----- parallel_insert_slice -----

const parallelInsertSlice = defineOp('tensor.parallel_insert_slice', {
  summary: "a part of a parallel loop's result, put in its place",
  operands: {
    source: AnyRankedTensor,
    dest: AnyRankedTensor,
    offsets: variadic(Index),
    sizes: variadic(Index),
    strides: variadic(Index),
  },
  attributes: {
    static_offsets: DenseI64ArrayAttr,
    static_sizes: DenseI64ArrayAttr,
    static_strides: DenseI64ArrayAttr,
  },
  traits: [AttrSizedOperandSegments],
  verify(op, report) {
    const parent = op.parentOp;
    if (parent && !parent.is('scf.forall.in_parallel'))
      return report.error(
        `expected ParallelCombiningOpInterface parent, got:\n${printOperation(parent, { generic: true })}`,
      );
    return verifyInsertSlice(op, report);
  },
  assemblyFormat:
    '$source `into` $dest `` custom<DynamicIndexList>($offsets, $static_offsets) custom<DynamicIndexList>($sizes, $static_sizes) custom<DynamicIndexList>($strides, $static_strides) attr-dict `:` type($source) `into` type($dest)',
});

export const partOperations: readonly OpDefinition[] = [
  gather,
  pack,
  parallelInsertSlice,
  scatter,
  unpack,
];

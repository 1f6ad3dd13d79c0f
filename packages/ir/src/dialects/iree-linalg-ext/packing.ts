/** Checks of what changes a tensor's layout: pack, unpack and encodings; wording is upstream's. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC, isRankedShaped, type RankedShapedType, withShape } from '../../types.ts';
import { fitsWithin, isDimensionList, packedShape, verifyPadding } from '../packing.ts';
import { type MixedIndex, mixedConstant, mixedList, staticList } from '../slices.ts';
import { areCompatible, dimensionsOf, structured, type Verify } from './verify.ts';

const tilesOf = (op: Operation): readonly MixedIndex[] =>
  mixedList(staticList(op, 'static_inner_tiles'), operandsNamed(op, 'inner_tiles'));

function verifyTiles(
  op: Operation,
  report: VerifyContext,
  unpacked: RankedShapedType,
  packed: RankedShapedType,
): boolean {
  const tiles = tilesOf(op);
  const positions = dimensionsOf(op, 'inner_dims_pos');
  const order = dimensionsOf(op, 'outer_dims_perm');
  const rank = unpacked.shape.length;
  if (tiles.some((tile) => mixedConstant(tile) === 0)) return report.error('invalid tile factor');
  if (!isDimensionList(positions, rank)) return report.error('invalid inner_dims_pos vector');
  if (!isDimensionList(order, rank)) return report.error('invalid outer_dims_perm vector');
  if (tiles.length !== positions.length)
    return report.error('blocking factors must equal the number of dimensions to block');
  if (tiles.length > rank)
    return report.error('blocking factors must be less or equal than the input rank');
  if (rank + tiles.length !== packed.shape.length)
    return report.error('packed rank must equal unpacked rank + blocking factors');
  const statics = tiles.map((tile) => (typeof tile === 'number' ? tile : DYNAMIC));
  const least = packedShape(unpacked.shape, statics, positions, order);
  if (!fitsWithin(least, packed.shape))
    return report.error(
      `the shape of output is not large enough to hold the packed data. Expected at least '${report.printType(withShape(unpacked, least))}', got '${report.printType(packed)}'`,
    );
  const fits = tiles.every((tile, i) => {
    const extent = packed.shape[rank + i];
    const constant = mixedConstant(tile);
    return extent === DYNAMIC || (constant !== null && extent === constant);
  });
  return (
    fits ||
    report.error(
      'mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type',
    )
  );
}

/** Types of the first input and output; null if there is none, or unranked ones. */
function endsOf(op: Operation): readonly [RankedShapedType, RankedShapedType] | null {
  const [input] = operandsNamed(op, 'inputs');
  const [output] = operandsNamed(op, 'outputs');
  if (!input || !output) return null;
  return isRankedShaped(input.type) && isRankedShaped(output.type)
    ? [input.type, output.type]
    : null;
}

export const verifyPack: Verify = structured({}, (op, report) => {
  const ends = endsOf(op);
  if (!ends) return true;
  const [input, output] = ends;
  if (!verifyTiles(op, report, input, output)) return false;
  const [padding] = operandsNamed(op, 'padding_value');
  return verifyPadding(
    report,
    input,
    padding?.type,
    dimensionsOf(op, 'inner_dims_pos'),
    tilesOf(op),
  );
});
export const verifyUnpack: Verify = structured({}, (op, report) => {
  const ends = endsOf(op);
  return !ends || verifyTiles(op, report, ends[1], ends[0]);
});

/** `set_encoding` gives its result an encoding, `unset_encoding` takes that of its source. */
export const verifyEncoding =
  (name: 'set_encoding' | 'unset_encoding'): Verify =>
  (op, report) => {
    const [source, result] = [op.operand(0).type, op.result().type];
    if (source.kind !== 'tensor' || result.kind !== 'tensor') return true;
    const ends = [
      [source, 'source'],
      [result, 'result'],
    ] as const;
    const [plain, encoded] = name === 'set_encoding' ? ends : [ends[1], ends[0]];
    if (plain[0].encoding)
      return report.opError(`${plain[1]} of ${name} op cannot have a tensor encoding`);
    const { encoding } = encoded[0];
    if (encoding?.kind !== 'dialect' || encoding.name !== 'iree_linalg_ext.encoding')
      return report.opError(`${encoded[1]} of ${name} op expected to have a valid tensor encoding`);
    if (source.shape.length !== result.shape.length)
      return report.opError('cannot change the rank of the tensor');
    return (
      areCompatible(result.shape, source.shape) ||
      report.opError('expected to preserve the logical shape of the tensor')
    );
  };

/** What is checked of transformations of structured operations. */

import type { Attribute } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC } from '../../types.ts';

const isPermutation = (order: readonly bigint[]): boolean =>
  [...order].sort((a, b) => (a < b ? -1 : 1)).every((value, i) => value === BigInt(i));
/** What upstream takes for a permutation of dimensions that it does not know yet. */
const isDistinct = (order: readonly bigint[]): boolean => new Set(order).size === order.length;

/** The numbers of an array of integers, dense or not. */
function integers(attr: Attribute | undefined): readonly bigint[] {
  if (attr?.kind === 'dense_array') return attr.values;
  if (attr?.kind !== 'array') return [];
  return attr.elements.map((element) => (element.kind === 'integer' ? element.value : 0n));
}
const listed = (values: readonly bigint[]): string => values.join(', ');

/** Numbers of a name are a permutation; `shown` is how the message shows them. */
const verifyPermutation =
  (name: string, what: string, shown: 'attribute' | 'numbers') =>
  (op: Operation, report: VerifyContext): boolean => {
    const attr = op.attr(name);
    const order = integers(attr);
    if (!attr || isPermutation(order)) return true;
    const text = shown === 'attribute' ? report.printAttribute(attr) : listed(order);
    return report.opError(`expects ${what} to be a permutation, found ${text}`);
  };
export const verifyFuse = verifyPermutation('tile_interchange', 'interchange', 'attribute');
export const verifyInterchange = verifyPermutation(
  'iterator_interchange',
  'iterator_interchange',
  'numbers',
);
export const verifyHoistPad = verifyPermutation('transpose', 'transpose', 'numbers');

export function verifyMultitileSizes(op: Operation, report: VerifyContext): boolean {
  const [first] = op.resultTypes;
  return (
    op.resultTypes.every((type) => type === first) ||
    report.opError('expects all results type to be the same')
  );
}

export function verifyPackGreedily(op: Operation, report: VerifyContext): boolean {
  if (!isDistinct(integers(op.attr('matmul_inner_dims_order'))))
    return report.opError('"matmul_inner_dims_order" is not a valid permutation');
  const multiples = integers(op.attr('matmul_padded_sizes_next_multiple_of'));
  const sizes = integers(op.attr('static_matmul_packed_sizes'));
  return (
    multiples.every((multiple, i) => multiple === 0n || sizes[i] === 0n) ||
    report.opError(
      'at most one of the packed_size and the padded_sizes_next_multiple_of can be nonzero for the matmul strategy',
    )
  );
}

export function verifyPackTranspose(op: Operation, report: VerifyContext): boolean {
  const names = ['inner_perm', 'outer_perm'];
  for (const name of names)
    if (!isDistinct(integers(op.attr(name))))
      return report.opError(`"${name}" is not a valid permutation`);
  return (
    names.some((name) => integers(op.attr(name)).length > 0) ||
    report.opError(' at least one of "inner_perm" or "outer_perm" must be specified')
  );
}

export function verifyPad(op: Operation, report: VerifyContext): boolean {
  const shown = (name: string): string => {
    const attr = op.attr(name);
    return attr ? report.printAttribute(attr) : '[]';
  };
  if (integers(op.attr('pack_paddings')).some((value) => value !== 0n && value !== 1n))
    return report.opError(
      `expects pack_paddings to contain booleans (0/1), found ${shown('pack_paddings')}`,
    );
  if (integers(op.attr('padding_dimensions')).some((value) => value < 0n))
    return report.opError(
      `expects padding_dimensions to contain positive integers, found ${shown('padding_dimensions')}`,
    );
  const transposes = op.attr('transpose_paddings');
  for (const order of transposes?.kind === 'array' ? transposes.elements : [])
    if (!isPermutation(integers(order)))
      return report.opError(
        `expects transpose_paddings to be a permutation, found ${report.printAttribute(order)}`,
      );
  return true;
}

export function verifyReplace(op: Operation, report: VerifyContext): boolean {
  const ops = op.region().entry?.ops ?? [];
  const [replacement] = ops;
  if (!replacement || ops.length !== 1) return report.opError('expected one operation in block');
  if (replacement.numOperands > 0)
    return report.opErrorAt(replacement, 'expected replacement without operands');
  return (
    replacement.regions.length === 0 ||
    replacement.hasTrait('IsolatedFromAbove') ||
    report.opErrorAt(replacement, 'expect op that is isolated from above')
  );
}

export function verifySplit(op: Operation, report: VerifyContext): boolean {
  const isStatic = op.intAttr('static_split_point') !== BigInt(DYNAMIC);
  const isDynamic = operandsNamed(op, 'dynamic_split_point').length > 0;
  return (
    isStatic !== isDynamic ||
    report.opError('expects either a dynamic or a static split point to be provided')
  );
}

export function verifyTileToForall(op: Operation, report: VerifyContext): boolean {
  const given = (name: string): number =>
    Number(operandsNamed(op, name).length > 0 || integers(op.attr(`static_${name}`)).length > 0) +
    operandsNamed(op, `packed_${name}`).length;
  for (const name of ['num_threads', 'tile_sizes'])
    if (given(name) > 1) return report.opError(`${name} and packed_${name} are mutually exclusive`);
  return (
    given('num_threads') + given('tile_sizes') > 0 ||
    report.opError('either (packed_)num_threads or (packed_)tile_sizes must be specified')
  );
}

/** Verifiers of the stream dialect; words are upstream's. */

import type { Attribute } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { valuesNamed } from '../../traits.ts';
import { DYNAMIC, isRankedShaped, isShaped, type Type } from '../../types.ts';
import { verifyWorkload } from '../flow/verify.ts';
import { collectiveParamKeyword } from './directives.ts';

type Verify = (op: Operation, report: VerifyContext) => boolean;

/** All of the checks, in order. */
export const every =
  (...checks: readonly Verify[]): Verify =>
  (op, report) =>
    checks.every((check) => check(op, report));

/** Values that know their sizes need one each: groups of values by name, and of their sizes. */
export const sized = (...pairs: readonly (readonly [values: string, sizes: string])[]): Verify =>
  every(
    ...pairs.map(
      ([values, sizes]): Verify =>
        (op, report) => {
          const required = (valuesNamed(op, values) ?? []).filter(({ type }) => isSizeAware(type));
          const { length } = operandsNamed(op, sizes);
          return (
            length === required.length ||
            report.opError(
              `value set has ${required.length} dynamic dimensions but only ${length} dimension values are attached`,
            )
          );
        },
    ),
  );
const isSizeAware = (type: Type): boolean =>
  type.kind === 'dialect' && (type.name === 'stream.resource' || type.name === 'util.buffer');

/** Encodings need the sizes that they leave open: `name` or, of a value, `name_encoding`, and `…_dims`. */
export const encoded = (...names: readonly string[]): Verify =>
  every(
    ...names.map(
      (name): Verify =>
        (op, report) =>
          verifyTypeDims(report, encodingOf(op, name), operandsNamed(op, `${name}_dims`)),
    ),
  );
function verifyTypeDims(report: VerifyContext, type: Type | null, dims: readonly Value[]): boolean {
  const shape = type && isRankedShaped(type) ? type.shape : [];
  const required = shape.filter((size) => size === DYNAMIC).length;
  return (
    dims.length === required ||
    report.opError(
      `type set has ${required} dynamic dimensions but only ${dims.length} dimension values are attached`,
    )
  );
}
function encodingOf(op: Operation, name: string): Type | null {
  const attr = op.attr(name);
  return attr?.kind === 'type' ? attr.type : null;
}

/** Groups of indices must be as many as the encoding has dimensions. */
export const indexed =
  (encoding: string, groups: readonly string[], message: string): Verify =>
  (op, report) => {
    const type = encodingOf(op, encoding);
    if (!type || !isRankedShaped(type)) return true;
    const { length } = type.shape;
    return (
      groups.every((group) => operandsNamed(op, group).length === length) || report.opError(message)
    );
  };

/** A copy may be of another shape, but not encoded otherwise. */
export function verifyClone(op: Operation, report: VerifyContext): boolean {
  const [source, result] = ['source_encoding', 'result_encoding'].map((name) => {
    const type = encodingOf(op, name);
    return type?.kind === 'tensor' ? type.encoding : null;
  });
  if (source === result) return true;
  const text = (attr: Attribute | null | undefined): string =>
    attr ? report.printAttribute(attr) : '<<NULL ATTRIBUTE>>';
  return report.opError(
    `clones changing tensor encoding from ${text(source)} to ${text(result)}; not allowed`,
  );
}

export function verifyAllocation(op: Operation, report: VerifyContext): boolean {
  const [first] = op.resultTypes;
  return (
    op.resultTypes.every((type) => type === first) ||
    report.error('all allocated resources must have the same lifetime')
  );
}

export function verifyConstants(op: Operation, report: VerifyContext): boolean {
  const values = op.attr('values');
  const count = op.numResults - 1;
  return (
    (operandsNamed(op, 'result_sizes').length === count &&
      values?.kind === 'array' &&
      values.elements.length === count) ||
    report.opError('mismatched constant/result counts')
  );
}

/** Each operand is a result. */
export function verifyPairs(op: Operation, report: VerifyContext): boolean {
  const { length } = operandsNamed(op, 'resource_operands');
  return (
    length === 0 ||
    length === op.numResults ||
    report.error('op results/tied operand indices mismatch')
  );
}

/** Resources among the operands each have a range. */
export function verifyRanges(op: Operation, report: VerifyContext): boolean {
  const [offsets = 0, ...others] = ['offsets', 'ends', 'lengths'].map(
    (part) => operandsNamed(op, `resource_operand_${part}`).length,
  );
  if (others.some((length) => length !== offsets))
    return report.opError('mismatch on resource range offsets/ends/lengths; counts must match');
  const required = operandsNamed(op, 'resource_operands').filter(
    ({ type }) => type.kind === 'dialect' && type.name === 'stream.resource',
  );
  return (
    required.length === offsets ||
    report.opError(
      `expects ${required.length} resource range operand sets but ${offsets} are present`,
    )
  );
}

/** A binding that is seen as shaped needs the sizes that are open. */
export const verifySubspan: Verify = (op, report) => {
  const { type } = op.result();
  return !isShaped(type) || verifyTypeDims(report, type, operandsNamed(op, 'dynamic_dims'));
};

export function verifyPack(op: Operation, report: VerifyContext): boolean {
  const intervals = op.attr('lifetime_intervals');
  const count = intervals?.kind === 'array' ? intervals.elements.length : 0;
  const slices = operandsNamed(op, 'dynamic_slice_sizes').length;
  if (count % 2 !== 0) return report.opError('requires a [start, end] range for each slice');
  if (slices !== op.numResults - 1 || slices !== count / 2)
    return report.opError('requires a 1:1 mapping of slice ranges to packed offsets');
  return true;
}

export function verifyAccesses(op: Operation, report: VerifyContext): boolean {
  const resources = operandsNamed(op, 'resources').length;
  const groups = ['resource_sizes', 'resource_offsets', 'resource_lengths'];
  const accesses = op.attr('resource_accesses');
  const accessCount = accesses?.kind === 'array' ? accesses.elements.length : 0;
  if (
    groups.some((group) => operandsNamed(op, group).length !== resources) ||
    accessCount !== resources
  )
    return report.opError(`dispatch with ${resources} resources has mismatched associated ranges`);
  return true;
}

/** Every entry point takes the workload. */
export function verifyEntryPoints(op: Operation, report: VerifyContext): boolean {
  const entryPoints = op.attr('entry_points');
  if (entryPoints?.kind !== 'array' || entryPoints.elements.length === 0)
    return report.opError('at least one entry point must be defined');
  return entryPoints.elements.every((entryPoint) =>
    verifyWorkload(op, report, entryPoint, 'stream.executable.export'),
  );
}

export function verifyCollective(op: Operation, report: VerifyContext): boolean {
  const hasParam = operandsNamed(op, 'param').length > 0;
  const keyword = collectiveParamKeyword(op.attr('op'));
  if (keyword !== null && !hasParam)
    return report.opError(`requires a ${keyword} parameter but none present`);
  if (keyword === null && hasParam)
    return report.opError('does not require a parameter but one present');
  return true;
}

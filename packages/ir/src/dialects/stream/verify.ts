/** Verifiers of the stream dialect; words are upstream's. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { verifyWorkload } from '../flow/verify.ts';
import { collectiveParamKeyword } from './directives.ts';

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

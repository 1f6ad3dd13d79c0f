/** Verifiers of the flow dialect; words are upstream's. */

import type { Attribute } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation, Region, Value } from '../../operation.ts';
import { valuesNamed } from '../../traits.ts';
import { DYNAMIC, isRankedShaped, isShaped, type Type } from '../../types.ts';
import { verifySlice } from '../slices.ts';
import { lookupSymbol } from '../symbols.ts';
import { boundTensorType, isDispatchTensor } from './types.ts';

function requiredDims(type: Type): number {
  if (isDispatchTensor(type)) return requiredDims(boundTensorType(type));
  return type.kind === 'tensor' || type.kind === 'memref'
    ? type.shape.filter((size) => size === DYNAMIC).length
    : 0;
}

/** The dimension operands must be as many as the shaped values have dynamic dimensions. */
export function verifyDims(
  report: VerifyContext,
  values: readonly Value[],
  dims: readonly Value[],
): boolean {
  const required = values.reduce((sum, value) => sum + requiredDims(value.type), 0);
  return (
    dims.length === required ||
    report.opError(
      `value set has ${required} dynamic dimensions but only ${dims.length} dimension values are attached`,
    )
  );
}

/** A verifier that pairs groups of values with groups of their dimensions, by name. */
export const dimsOf =
  (...pairs: readonly (readonly [values: string, dims: string])[]) =>
  (op: Operation, report: VerifyContext): boolean =>
    pairs.every(([values, dims]) =>
      verifyDims(report, valuesNamed(op, values) ?? [], operandsNamed(op, dims)),
    );

/** Offsets, sizes and strides of a part must fit the tensor that a dispatch sees. */
export function verifyPart(op: Operation, report: VerifyContext, name: string): boolean {
  const [tensor] = operandsNamed(op, name);
  if (!tensor || !isDispatchTensor(tensor.type)) return true;
  const bound = boundTensorType(tensor.type);
  const rank = isRankedShaped(bound) ? bound.shape.length : 0;
  return verifySlice(op, report, [rank, rank, rank]);
}

/**
 * The workload must be what the export's counting region takes. What the entry point names may be lowered
 * further already, or not be there: then nothing is known of it.
 */
export function verifyWorkload(
  op: Operation,
  report: VerifyContext,
  entryPoint: Attribute | undefined,
  exportName: string,
): boolean {
  const target = lookupSymbol(op, entryPoint);
  const count = target?.is(exportName) ? target.region().entry : null;
  if (!count) return true;
  const workload = operandsNamed(op, 'workload');
  if (count.arguments.length !== workload.length)
    return report.opError(
      `workload mismatch; entry point expects ${count.arguments.length} arguments but dispatch provides ${workload.length}`,
    );
  for (const [i, argument] of count.arguments.entries()) {
    const actual = workload[i]?.type;
    if (actual && argument.type !== actual)
      return report.opError(
        `workload operand ${i} type mismatch; expected '${report.printType(argument.type)}' but passed '${report.printType(actual)}'`,
      );
  }
  return true;
}

/** Every `flow.return` of a counting region gives three indices. */
export function verifyCountReturns(
  region: Region,
  report: VerifyContext,
  terminator: string,
): boolean {
  for (const block of region.blocks) {
    const last = block.last;
    if (!last?.is(terminator)) continue;
    if (last.numOperands !== 3 || last.operands.some((operand) => operand.type.kind !== 'index'))
      return report.opErrorAt(last, 'workgroup count region must return the XYZ dimension counts');
  }
  return true;
}

export function verifyRegion(op: Operation, report: VerifyContext): boolean {
  const body = op.region(0);
  if (body.entry && body.entry.arguments.length > 0)
    return report.opError('expected no block arguments');
  if (!body.hasOneBlock) return report.opError('expected exactly 1 block');
  const last = body.front.last;
  if (!last?.is('flow.return')) return report.opError("expected 'flow.return' terminator");
  if (
    op.resultTypes.length !== last.numOperands ||
    op.resultTypes.some((type, i) => type !== last.operand(i).type)
  )
    return report.opErrorAt(last, 'operand types do not match with parent results');
  if (op.resultTypes.some((type) => type.kind !== 'tensor'))
    return report.opError('only ranked tensor results are allowed');
  return true;
}

export function verifyWorkgroups(op: Operation, report: VerifyContext): boolean {
  if (!dimsOf(['arguments', 'argument_dims'], ['results', 'result_dims'])(op, report)) return false;
  for (const type of [...operandsNamed(op, 'arguments').map((v) => v.type), ...op.resultTypes])
    if (isShaped(type) && type.elementType.kind === 'index')
      return report.opError(
        `I/O type '${report.printType(type)}' is invalid: index types must not cross the dispatch boundary`,
      );
  const count = op.region(1);
  if (count.isEmpty) return true;
  const workload = operandsNamed(op, 'workload');
  const args = count.front.arguments;
  if (workload.length !== args.length)
    return report.opError(
      `workload operands and workgroup count args mismatch (${workload.length} vs ${args.length})`,
    );
  for (const [i, value] of workload.entries()) {
    const captured = args[i];
    if (captured && captured.type !== value.type)
      return report.opError(
        `workload value ${i} type mismatch; operand is '${report.printType(value.type)}' but region captures '${report.printType(captured.type)}'`,
      );
  }
  return verifyCountReturns(count, report, 'flow.return');
}

export function verifyWorkgroupInfo(op: Operation, report: VerifyContext): boolean {
  const dimension = op.intAttr('dimension') ?? 0n;
  return (
    (dimension >= 0n && dimension < 3n) ||
    report.opError(
      `dimension ${BigInt.asUintN(64, dimension)} out of bounds of dispatch dimensions; expected [0, 3)`,
    )
  );
}

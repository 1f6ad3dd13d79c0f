/** Verifiers of the hal dialect; words are upstream's. */

import { attributeType } from '../../attributes.ts';
import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import { FunctionOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { valuesNamed } from '../../traits.ts';
import { DYNAMIC, isRankedShaped, isSignless } from '../../types.ts';
import { functionTypeOf } from '../func/verify.ts';

export function verifyReturn(op: Operation, report: VerifyContext): boolean {
  const parent = op.parentOp;
  if (!parent?.getInterface(FunctionOp) && !parent?.is('hal.executable.constant.block'))
    return true;
  const expected = functionTypeOf(parent)?.results ?? [];
  if (op.numOperands !== expected.length)
    return report.opError(
      `return must have the same number of operands as the parent result signature (have ${op.numOperands}, expected ${expected.length})`,
    );
  for (const [i, operand] of op.operands.entries()) {
    const type = expected[i];
    if (type && operand.type !== type)
      return report.opError(
        `parent expected result ${i} to be '${report.printType(type)}' but returning '${report.printType(operand.type)}'`,
      );
  }
  return true;
}

export function verifyConstantBlock(op: Operation, report: VerifyContext): boolean {
  const { inputs = [], results = [] } = functionTypeOf(op) ?? {};
  const [device, ...others] = inputs;
  const takesDevice =
    device === undefined || (device.kind === 'dialect' && device.name === 'hal.device');
  if (!takesDevice || others.length > 0)
    return report.opError('initializer must take a !hal.device or nothing');
  for (const [i, type] of results.entries())
    if (!isSignless(type, 32))
      return report.opError(
        `initializer must return only i32 values (result ${i} is '${report.printType(type)}')`,
      );
  const keys = op.attr('keys');
  return (
    (keys?.kind === 'array' && keys.elements.length === results.length) ||
    report.opError('must have one key for every result')
  );
}

export function verifyBindingSubspan(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (!isRankedShaped(type)) return true;
  const dynamic = type.shape.filter((size) => size === DYNAMIC).length;
  const given = operandsNamed(op, 'dynamic_dims').length;
  return (
    dynamic === given ||
    report.opError(
      `result type '${report.printType(type)}' has ${dynamic} dynamic dimensions but ${given} associated dimension SSA values`,
    )
  );
}

export function verifyDeviceQuery(op: Operation, report: VerifyContext): boolean {
  const value = op.attr('default_value');
  return (
    !value ||
    attributeType(value) === op.result(1).type ||
    report.opError('type mismatch between result and default value')
  );
}

export function verifyDeviceSwitch(op: Operation, report: VerifyContext): boolean {
  const conditions = op.attr('conditions');
  const count = conditions?.kind === 'array' ? conditions.elements.length : 0;
  if (count !== op.regions.length)
    return report.opError('requires conditions and regions be matched 1:1');
  if (count === 0) return report.opError('requires at least one condition');
  for (const region of op.regions)
    for (const block of region.blocks) {
      const last = block.last;
      if (!last?.is('hal.return')) continue;
      const same =
        last.numOperands === op.numResults &&
        last.operands.every((operand, i) => operand.type === op.result(i).type);
      if (!same) return report.opError('requires all regions return the same types');
    }
  return true;
}

export function verifyExport(op: Operation, report: VerifyContext): boolean {
  const region = op.region();
  const block = region.entry;
  if (!block) return true;
  if (!region.hasOneBlock) return report.opError('expected a single region block');
  const [device, ...workload] = block.arguments;
  const isValid =
    device?.type.kind === 'dialect' &&
    device.type.name === 'hal.device' &&
    workload.every((argument) => argument.type.kind === 'index');
  if (!isValid)
    return report.opError(
      'expected workgroup_count to take (%device: !hal.device, %workload_0: index, %workload_1: index, ...',
    );
  const last = block.last;
  if (!last?.is('hal.return') || last.numOperands !== 3)
    return report.opError('expected operation to yield 3 values');
  return true;
}

/** A tensor at the border needs the sizes that it leaves open, and its encoding leaves as many open. */
export const verifyTensorDims =
  (name: 'source' | 'target') =>
  (op: Operation, report: VerifyContext): boolean => {
    const [tensor] = valuesNamed(op, name) ?? [];
    if (tensor?.type.kind !== 'tensor') return true;
    const open = openSizes(tensor.type);
    if (operandsNamed(op, `${name}_dims`).length !== open)
      return report.opError(
        `number of ${name}_dims must match number of dynamic dims in ${name} type`,
      );
    const encoding = op.attr(`${name}_encoding`);
    if (encoding?.kind !== 'type' || !isRankedShaped(encoding.type)) return true;
    return (
      openSizes(encoding.type) === open ||
      report.opError(
        `encoding and storage types must have the same dynamic dimension values; encoding shape '${report.printType(encoding.type)}' incompatible with storage shape '${report.printType(tensor.type)}'`,
      )
    );
  };
const openSizes = ({ shape }: { readonly shape: readonly number[] }): number =>
  shape.filter((size) => size === DYNAMIC).length;

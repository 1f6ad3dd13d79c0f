/** Checks of the dialect's attributes on operations, arguments and results of any dialect. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';

const isNamed = (attr: Attribute, name: string): boolean =>
  attr.kind === 'dialect' && attr.name === name;

export function verifyOperationAttribute(
  _op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  switch (name) {
    case 'spirv.entry_point_abi':
      return (
        isNamed(value, name) ||
        report.error(`'${name}' attribute must be an entry point ABI attribute`)
      );
    case 'spirv.target_env':
      return isNamed(value, name) || report.error(`'${name}' must be a spirv::TargetEnvAttr`);
    default:
      return report.error(`found unsupported '${name}' attribute on operation`);
  }
}

export function verifyArgumentAttribute(
  _op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
): boolean {
  if (name !== 'spirv.interface_var_abi')
    return report.error(`found unsupported '${name}' attribute on region argument`);
  if (value.kind !== 'dialect' || value.name !== name)
    return report.error(`'${name}' must be a spirv::InterfaceVarABIAttr`);
  const isScalar = type.kind === 'integer' || type.kind === 'index' || type.kind === 'float';
  return (
    value.params[2] === null ||
    isScalar ||
    report.error(
      `'${name}' attribute cannot specify storage class when attaching to a non-scalar value`,
    )
  );
}

export const verifyResultAttribute = (
  _op: Operation,
  _name: string,
  _value: Attribute,
  report: VerifyContext,
): boolean => report.error('cannot attach SPIR-V attributes to region result');

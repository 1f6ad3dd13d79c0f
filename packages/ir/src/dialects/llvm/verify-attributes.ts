/** Attributes of the llvm dialect on operations, arguments and results of any dialect; wording is upstream's. */

import type { Attribute } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { Type } from '../../types.ts';
import { dataLayoutError } from './data-layout.ts';
import { asPointer, isCompatibleType, isVoid } from './types.ts';

const POINTER_MARKS = [
  'llvm.noalias',
  'llvm.readonly',
  'llvm.readnone',
  'llvm.writeonly',
  'llvm.nest',
  'llvm.nocapture',
  'llvm.nofree',
  'llvm.nonnull',
];
const POINTEE_TYPES = [
  'llvm.sret',
  'llvm.byval',
  'llvm.byref',
  'llvm.elementtype',
  'llvm.inalloca',
  'llvm.preallocated',
];
const INTEGER_MARKS = ['llvm.signext', 'llvm.zeroext'];
const POINTER_NUMBERS = [
  'llvm.align',
  'llvm.dereferenceable',
  'llvm.dereferenceable_or_null',
  'llvm.alignstack',
];
const MARKS = ['llvm.noundef', 'llvm.inreg', 'llvm.returned'];
/** What says something of arguments only. */
const NOT_OF_RESULTS = [
  'llvm.allocalign',
  'llvm.allocptr',
  'llvm.byval',
  'llvm.byref',
  'llvm.inalloca',
  'llvm.nest',
  'llvm.nocapture',
  'llvm.nofree',
  'llvm.preallocated',
  'llvm.readnone',
  'llvm.readonly',
  'llvm.returned',
  'llvm.alignstack',
  'llvm.sret',
  'llvm.writeonly',
];

export function verifyArgumentAttribute(
  _op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
): boolean {
  const fail = (message: string): false => report.error(`"${name}" ${message}`);
  // A type that is not converted yet may become anything.
  const isKnown = isCompatibleType(type);
  const pointer = asPointer(type);
  const wants = (kind: Attribute['kind'], noun: string): boolean =>
    value.kind === kind || fail(`should be ${noun} attribute`);
  const wantsPointer = (): boolean =>
    !isKnown || pointer !== null || fail('attribute attached to non-pointer LLVM type');
  if (POINTER_MARKS.includes(name)) return wants('unit', 'a unit') && wantsPointer();
  if (POINTER_NUMBERS.includes(name)) return wants('integer', 'an integer') && wantsPointer();
  if (POINTEE_TYPES.includes(name)) {
    if (!wants('type', 'a type') || !wantsPointer()) return false;
    const pointee = pointer?.elementType;
    const isOther = pointee && value.kind === 'type' && value.type !== pointee;
    return !isOther || fail('attribute attached to LLVM pointer argument of different type');
  }
  if (INTEGER_MARKS.includes(name))
    return (
      wants('unit', 'a unit') &&
      (!isKnown || type.kind === 'integer' || fail('attribute attached to non-integer LLVM type'))
    );
  return !MARKS.includes(name) || wants('unit', 'a unit');
}

export function verifyResultAttribute(
  op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
  type: Type,
): boolean {
  if (isVoid(type))
    return report.error('cannot attach result attributes to functions with a void return');
  if (NOT_OF_RESULTS.includes(name))
    return report.error(`"${name}" is not a valid result attribute`);
  return verifyArgumentAttribute(op, name, value, report, type);
}

/** The layout of data is one that LLVM reads. */
export function verifyOperationAttribute(
  _op: Operation,
  name: string,
  value: Attribute,
  report: VerifyContext,
): boolean {
  if (name !== 'llvm.data_layout') return true;
  if (value.kind !== 'string')
    return report.opError("expected 'llvm.data_layout' to be a string attributes");
  const message = dataLayoutError(value.value);
  return message === null || report.opError(`invalid data layout descriptor: ${message}`);
}

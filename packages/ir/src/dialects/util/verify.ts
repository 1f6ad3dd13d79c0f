/** Verifiers of the util dialect; words are upstream's. */

import { attributeType } from '../../attributes.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { type DialectType, DYNAMIC, isRankedShaped, isShaped, type Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { canBeElement, parameterType } from './types.ts';

/** Whether a global of one type may be read or written as another. */
function isCompatible(global: Type, access: Type): boolean {
  if (global === access) return true;
  if (isShaped(global) && isShaped(access)) {
    if (!isRankedShaped(global) || !isRankedShaped(access)) return true;
    return (
      global.shape.length === access.shape.length &&
      global.shape.every((size, i) => {
        const other = access.shape[i];
        return size === other || size === DYNAMIC || other === DYNAMIC;
      })
    );
  }
  // A resource holds what a tensor is.
  return global.kind === 'dialect' && global.name === 'stream.resource' && isShaped(access);
}

type Access = 'load' | 'store';

function verifyType(
  report: VerifyContext,
  what: string,
  global: Type,
  accessed: Type,
  access: Access,
  isIndirect: boolean,
): boolean {
  return (
    (access === 'load' || isIndirect ? isCompatible(global, accessed) : global === accessed) ||
    report.opError(
      `global type mismatch; ${what} is '${report.printType(global)}' but ${access} is '${report.printType(accessed)}'`,
    )
  );
}

/** The global that an operation names is there and has the type. */
export function verifyGlobalAccess(
  op: Operation,
  report: VerifyContext,
  accessed: Type,
  access: Access,
): boolean {
  const reference = op.attr('global');
  const global = lookupSymbol(op, reference);
  const type = global?.attr('type');
  const name = reference?.kind === 'symbol_ref' ? reference.root : '';
  if (type?.kind !== 'type') return report.opError(`undefined global: @${name}`);
  return verifyType(report, `global "${name}"`, type.type, accessed, access, false);
}

export function verifyGlobalStore(op: Operation, report: VerifyContext): boolean {
  if (!verifyGlobalAccess(op, report, op.operand(0).type, 'store')) return false;
  const global = lookupSymbol(op, op.attr('global'));
  // Initialisers give constants their values.
  const initializer = op.ancestor('util.initializer');
  return (
    initializer !== null ||
    global?.attr('is_mutable') !== undefined ||
    report.opError(`global "${global?.symbolName ?? ''}" is not mutable and cannot be stored to`)
  );
}

/** What a pointer points to has the type. */
export function verifyPointerAccess(
  report: VerifyContext,
  pointer: Type,
  accessed: Type,
  access: Access,
): boolean {
  if (pointer.kind !== 'dialect') return true;
  return verifyType(report, 'global pointer', parameterType(pointer), accessed, access, true);
}

/** What is named is a global. */
export function verifyGlobalReference(op: Operation, report: VerifyContext): boolean {
  return (
    lookupSymbol(op, op.attr('global'))?.is('util.global') === true ||
    report.opError(
      "attribute 'global' failed to satisfy constraint: flat symbol reference attribute referencing to a 'IREE::Util::GlobalOpInterface' symbol",
    )
  );
}

/** What a global begins with may be read from it. */
export function verifyGlobal(op: Operation, report: VerifyContext): boolean {
  const type = op.attr('type');
  const value = op.attr('initial_value');
  const given = value && attributeType(value);
  if (type?.kind !== 'type' || !given || isCompatible(type.type, given)) return true;
  return report.opError(
    `initial value type mismatch; global "${op.symbolName}" is '${report.printType(type.type)}' but initial value provided is '${report.printType(given)}'`,
  );
}

/** A list of one type holds no others, but for tensors, of which one is like the other. */
export const verifyListAccess =
  (access: 'accessed' | 'mutated') =>
  (op: Operation, report: VerifyContext): boolean => {
    const held = parameterType(op.operand(0).type as DialectType);
    const { type } = access === 'accessed' ? op.result() : op.operand(2);
    if (canBeElement(held, type)) return true;
    return report.error(
      `list contains '${report.printType(held)}' and cannot be ${access} as '${report.printType(type)}'`,
    );
  };

/** What memory is aligned to is a power of two, or left open. */
export function verifyAlignment(op: Operation, report: VerifyContext): boolean {
  const alignment = op.intAttr('alignment') ?? 0n;
  return (
    alignment <= 0n ||
    (alignment & (alignment - 1n)) === 0n ||
    report.opError('invalid alignment; must be a power of two')
  );
}

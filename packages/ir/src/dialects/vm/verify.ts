/** Verifiers of the vm dialect; words are upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { isDialectType, type Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { integerValue } from './fold.ts';
import { isRefType, listElementType, refObjectType } from './types.ts';

/** Names of the operations that define globals. */
const isGlobal = (op: Operation | null): op is Operation =>
  op !== null && /^(vm\.global\.([if](32|64)|ref)|util\.global)$/.test(op.name);

const globalOf = (op: Operation): Operation | null => {
  const found = lookupSymbol(op, op.attr('global'));
  return isGlobal(found) ? found : null;
};
const nameOf = (op: Operation): string => {
  const reference = op.attr('global');
  return reference?.kind === 'symbol_ref' ? reference.root : '';
};
const typeOf = (global: Operation): Type | null => {
  const attr = global.attr('type');
  return attr?.kind === 'type' ? attr.type : null;
};

export function verifyGlobalAddress(op: Operation, report: VerifyContext): boolean {
  return (
    globalOf(op) !== null ||
    report.opError(
      "attribute 'global' failed to satisfy constraint: flat symbol reference attribute referencing to a 'IREE::Util::GlobalOpInterface' symbol",
    )
  );
}

export function verifyGlobalLoad(op: Operation, report: VerifyContext): boolean {
  const global = globalOf(op);
  if (!global) return report.opError(`undefined global: @${nameOf(op)}`);
  const type = typeOf(global);
  const loaded = op.result().type;
  return (
    type === null ||
    type === loaded ||
    report.opError(
      `global type mismatch; global ${nameOf(op)} is '${report.printType(type)}' but load is '${report.printType(loaded)}'`,
    )
  );
}

export function verifyGlobalStore(op: Operation, report: VerifyContext): boolean {
  const global = globalOf(op);
  if (!global) return report.opError(`undefined global: @${nameOf(op)}`);
  const type = typeOf(global);
  const stored = op.operand(0).type;
  if (type !== null && type !== stored)
    return report.opError(
      `global type mismatch; global ${nameOf(op)} is '${report.printType(type)}' but store is '${report.printType(stored)}'`,
    );
  if (!global.attr('is_mutable') && !op.ancestor('vm.initializer'))
    return report.opError(`global ${nameOf(op)} is not mutable and cannot be stored to`);
  return true;
}

export function verifyExport(op: Operation, report: VerifyContext): boolean {
  const reference = op.attr('function_ref');
  if (lookupSymbol(op, reference)?.is('vm.func')) return true;
  const name = reference?.kind === 'symbol_ref' ? reference.root : '';
  return report.error(`vm.func op named '${name}' not found for export`);
}

export function verifyRodataReference(op: Operation, report: VerifyContext): boolean {
  const reference = op.attr('rodata');
  if (lookupSymbol(op, reference)) return true;
  return report.opError(
    `Undefined rodata section: ${reference?.kind === 'symbol_ref' ? reference.root : ''}`,
  );
}

/** A value goes between a list of references and the machine as what the list holds. */
const verifyListAccess =
  (role: 'result' | 'value', verb: string, typeOfAccess: (op: Operation) => Type) =>
  (op: Operation, report: VerifyContext): boolean => {
    const list = op.operand(0).type;
    if (!isDialectType(list, 'vm.list')) return true;
    const element = listElementType(list);
    const type = typeOfAccess(op);
    if (isDialectType(element, 'vm.opaque')) return true;
    if (isRefType(element) !== isRefType(type))
      return report.error(
        `cannot convert between list type '${report.printType(element)}' and ${role} type '${report.printType(type)}'`,
      );
    if (!isRefType(element) || element === type) return true;
    const object = refObjectType(element);
    if (object && isDialectType(object, 'vm.opaque')) return true;
    return report.error(
      `list contains '${report.printType(element)}' that cannot be ${verb} as '${report.printType(type)}'`,
    );
  };
export const verifyListGet = verifyListAccess('result', 'accessed', (op) => op.result().type);
export const verifyListSet = verifyListAccess('value', 'mutated', (op) => op.operand(2).type);

/** Failing with OK would not fail. `index` is the operand that holds the status. */
export const verifyStatus =
  (index: number) =>
  (op: Operation, report: VerifyContext): boolean =>
    integerValue(op.operand(index)) !== 0n || report.opError('status is 0; expected to not be OK');

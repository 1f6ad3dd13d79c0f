/** Checks of the iree_input dialect; wording is upstream's. */

import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC, isRankedShaped, isShaped, type Type } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { pointee } from './types.ts';

type Verify = (op: Operation, report: VerifyContext) => boolean;

/** Could the one be an access of the other, sizes being unknown in places? */
function areCompatible(global: Type, access: Type): boolean {
  if (!isShaped(global) || !isShaped(access)) return !isShaped(global) && !isShaped(access);
  if (global.elementType !== access.elementType) return false;
  if (!isRankedShaped(global) || !isRankedShaped(access)) return true;
  return (
    global.shape.length === access.shape.length &&
    global.shape.every((size, i) => {
      const other = access.shape[i];
      return size === DYNAMIC || other === DYNAMIC || size === other;
    })
  );
}

export const verifyGlobalAccess =
  (verb: 'load' | 'store', accessed: (op: Operation) => Type): Verify =>
  (op, report) => {
    const ref = op.attr('global');
    if (ref?.kind !== 'symbol_ref') return true;
    const global = lookupSymbol(op, ref);
    if (!global?.is('iree_input.global')) return report.opError(`undefined global: ${ref.root}`);
    const type = global.attr('type');
    const access = accessed(op);
    if (type?.kind !== 'type' || areCompatible(type.type, access)) return true;
    return report.opError(
      `global type mismatch; global ${ref.root} is '${report.printType(type.type)}' but ${verb} is '${report.printType(access)}'`,
    );
  };

/** Operand `index` is the pointer. */
export const verifyIndirectAccess =
  (verb: 'load' | 'store', index: number, accessed: (op: Operation) => Type): Verify =>
  (op, report) => {
    const target = pointee(op.operand(index).type);
    const access = accessed(op);
    if (!target || areCompatible(target, access)) return true;
    return report.opError(
      `global type mismatch; global pointer is '${report.printType(target)}' but ${verb} is '${report.printType(access)}'`,
    );
  };

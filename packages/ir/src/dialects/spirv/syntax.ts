/** Parts of syntax that several groups of operations share. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import type { SymbolRefAttr } from '../../attributes.ts';
import type { Operation } from '../../operation.ts';
import type { DialectType, Type } from '../../types.ts';
import { isPointer } from './composite-types.ts';
import { caseOf, hasBit, parseEnumStringInto } from './enum-attribute.ts';
import { MemoryAccess } from './enums.ts';

/** `: !spirv.ptr<…>`; a type that is none is reported at the colon. */
export function parseColonPointer(parser: OpAsmParser): DialectType {
  const at = parser.offset();
  const type = parser.parseColonType();
  return isPointer(type) ? type : parser.fail('expected pointer type', at);
}

/** Names of the attributes that say what is known of an access. */
export interface AccessNames {
  readonly access: string;
  readonly alignment: string;
}
export const ACCESS: AccessNames = { access: 'memory_access', alignment: 'alignment' };
export const SOURCE_ACCESS: AccessNames = {
  access: 'source_memory_access',
  alignment: 'source_alignment',
};

/** `["Volatile|Aligned", 4]`, if it is there. */
export function parseOptionalAccess(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  names: AccessNames = ACCESS,
): void {
  if (!parser.parseOptionalPunctuation('[')) return;
  const access = parseEnumStringInto(parser, state, MemoryAccess, names.access);
  if (hasBit(access, 'Aligned')) {
    parser.parsePunctuation(',');
    state.attributes.set(names.alignment, parser.parseAttribute(parser.context.i32));
  }
  parser.parsePunctuation(']');
}

/**
 * Prints what `parseOptionalAccess` reads; what the operation lacks of it stands under the names
 * `otherwise`. @returns the attributes that are shown.
 */
export function printAccess(
  printer: OpAsmPrinter,
  op: Operation,
  names: AccessNames = ACCESS,
  otherwise: AccessNames = names,
): string[] {
  const access = caseOf(op.attr(names.access) ?? op.attr(otherwise.access));
  if (access === null) return [];
  printer.print(` ["${access}"`);
  const alignment = op.attr(names.alignment) ?? op.attr(otherwise.alignment);
  const isAligned = hasBit(access, 'Aligned') && alignment?.kind === 'integer';
  if (isAligned) printer.print(`, ${BigInt.asUintN(32, alignment.value)}`);
  printer.print(']');
  return isAligned ? [names.access, names.alignment] : [names.access];
}

/** ` : type`. */
export function printColonType(printer: OpAsmPrinter, type: Type): void {
  printer.print(' : ');
  printer.printType(type);
}

/** `@name`, or the diagnostic of a typed attribute. */
export function parseReference(parser: OpAsmParser): SymbolRefAttr {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  return attr.kind === 'symbol_ref' && attr.nested.length === 0
    ? attr
    : parser.fail('invalid kind of attribute specified', at);
}

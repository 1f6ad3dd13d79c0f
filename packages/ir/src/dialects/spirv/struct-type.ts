/**
 * `!spirv.struct<(f32 [0], i32 [4, NonWritable])>`: members with offsets and decorations. A struct
 * with a name may contain pointers to itself; its body is set once and is no part of its identity.
 */

import type { AsmTypePrinter, OpAsmParser } from '../../asm.ts';
import type { Context } from '../../context.ts';
import type { TypeDefinition } from '../../dialect.ts';
import { DialectType, type Param, type Type } from '../../types.ts';
import { Decoration } from './enums.ts';

/** A decoration of member number `member`, perhaps with a value: `MatrixStride=16`. */
interface MemberDecoration {
  readonly member: number;
  readonly decoration: string;
  readonly value: number | null;
}

export interface StructBody {
  readonly members: readonly Type[];
  /** Offset of each member in bytes; empty if the struct has no layout. */
  readonly offsets: readonly number[];
  /** In the order of the members. */
  readonly decorations: readonly MemberDecoration[];
}

const EMPTY: StructBody = { members: [], offsets: [], decorations: [] };

/** Bodies of structs with names, which exist before their bodies are known. */
const namedBodies = new WeakMap<DialectType, StructBody>();
/** Names of the structs whose bodies are being parsed or printed: inside, the name alone stands for them. */
const openNames = new WeakMap<OpAsmParser | AsmTypePrinter, Set<string>>();

function namesOpenIn(owner: OpAsmParser | AsmTypePrinter): Set<string> {
  let names = openNames.get(owner);
  if (!names) openNames.set(owner, (names = new Set()));
  return names;
}

/** What the struct consists of; a struct with a name and no body yet is empty. */
export function structBody(type: DialectType): StructBody {
  const [name, members, offsets, decorations] = type.params;
  if (name !== null) return namedBodies.get(type) ?? EMPTY;
  return {
    members: members as readonly Type[],
    offsets: offsets as readonly number[],
    decorations: (decorations as readonly (readonly [number, string, number | null])[]).map(
      ([member, decoration, value]) => ({ member, decoration, value }),
    ),
  };
}

const bodyParams = (body: StructBody): readonly Param[] => [
  body.members,
  body.offsets,
  body.decorations.map(({ member, decoration, value }) => [member, decoration, value]),
];
const namedStruct = (context: Context, name: string): DialectType =>
  DialectType.get(context, 'spirv', 'struct', [name]);

const isSameBody = (a: StructBody, b: StructBody): boolean =>
  a.members.length === b.members.length &&
  a.members.every((member, i) => member === b.members[i]) &&
  a.offsets.join() === b.offsets.join() &&
  a.decorations.length === b.decorations.length &&
  a.decorations.every((one, i) => {
    const other = b.decorations[i];
    return (
      one.member === other?.member &&
      one.decoration === other.decoration &&
      one.value === other.value
    );
  });

/** Gives a struct with a name its body; false if it has another one. */
function setBody(type: DialectType, body: StructBody): boolean {
  const known = namedBodies.get(type);
  if (known) return isSameBody(known, body);
  namedBodies.set(type, body);
  return true;
}

/** A number that fits 32 bits; a negative one is its complement. */
export function parseOptionalUnsigned(parser: OpAsmParser): number | null {
  const at = parser.offset();
  const value = parser.parseOptionalInteger();
  if (value === null) return null;
  if (value < -(1n << 31n) || value >= 1n << 32n) parser.fail('integer value too large', at);
  return Number(BigInt.asUintN(32, value));
}
export const parseUnsigned = (parser: OpAsmParser): number =>
  parseOptionalUnsigned(parser) ?? parser.fail('expected integer value');

const INCOMPLETE_OFFSETS = 'offset specification must be given for all members';

/** Behind `[`: an offset, decorations, or both. */
function parseMemberLayout(
  parser: OpAsmParser,
  member: number,
  offsets: number[],
  decorations: MemberDecoration[],
): void {
  const at = parser.offset();
  const offset = parseOptionalUnsigned(parser);
  if (offset !== null) {
    if (offsets.length !== member) parser.fail(INCOMPLETE_OFFSETS, at);
    offsets.push(offset);
  }
  if (parser.parseOptionalPunctuation(']')) return;
  if (offset !== null) parser.parsePunctuation(',');
  do {
    const decorationAt = parser.offset();
    const decoration = parser.parseKeyword();
    if (Decoration.symbolize(decoration) === null)
      parser.fail(`unknown attribute: '${decoration}'`, decorationAt);
    const value = parser.parseOptionalPunctuation('=') ? parseUnsigned(parser) : null;
    decorations.push({ member, decoration, value });
  } while (parser.parseOptionalPunctuation(','));
  parser.parsePunctuation(']');
}

/** `(members)>`; `nameAt` is where the type's mnemonic stands. */
function parseBody(parser: OpAsmParser, nameAt: number): StructBody {
  parser.parsePunctuation('(');
  if (parser.parseOptionalPunctuation(')')) {
    parser.parsePunctuation('>');
    return EMPTY;
  }
  const members: Type[] = [];
  const offsets: number[] = [];
  const decorations: MemberDecoration[] = [];
  do {
    members.push(parser.parseType());
    if (parser.parseOptionalPunctuation('['))
      parseMemberLayout(parser, members.length - 1, offsets, decorations);
  } while (parser.parseOptionalPunctuation(','));
  if (offsets.length > 0 && offsets.length !== members.length)
    parser.fail(INCOMPLETE_OFFSETS, nameAt);
  parser.parsePunctuation(')');
  parser.parsePunctuation('>');
  return { members, offsets, decorations };
}

/** With decorations in the order of their numbers, as structs without a name keep them. */
function sorted(body: StructBody): StructBody {
  const number = ({ decoration }: MemberDecoration): number => Decoration.cases.indexOf(decoration);
  const decorations = [...body.decorations].sort(
    (a, b) => a.member - b.member || number(a) - number(b),
  );
  return { ...body, decorations };
}

function parseNamed(parser: OpAsmParser, name: string, nameAt: number): readonly Param[] {
  const open = namesOpenIn(parser);
  if (parser.parseOptionalPunctuation('>'))
    return open.has(name)
      ? [name]
      : parser.fail('recursive struct reference not nested in struct definition', nameAt);
  parser.parsePunctuation(',');
  if (open.has(name)) parser.fail('identifier already used for an enclosing struct', nameAt);
  open.add(name);
  try {
    const body = parseBody(parser, nameAt);
    if (!setBody(namedStruct(parser.context, name), body))
      parser.fail(`struct '${name}' is already defined with another body`, nameAt);
    return [name];
  } finally {
    open.delete(name);
  }
}

function printBody(printer: AsmTypePrinter, { members, offsets, decorations }: StructBody): void {
  printer.print('(');
  members.forEach((member, i) => {
    if (i > 0) printer.print(', ');
    printer.printType(member);
    const layout = decorations
      .filter((one) => one.member === i)
      .map(({ decoration, value }) => (value === null ? decoration : `${decoration}=${value}`));
    if (offsets.length > 0) layout.unshift(String(offsets[i]));
    if (layout.length > 0) printer.print(` [${layout.join(', ')}]`);
  });
  printer.print(')>');
}

export const structType: TypeDefinition = {
  mnemonic: 'struct',
  summary: 'members of types of their own, perhaps with a name, offsets and decorations',
  parse(parser) {
    const nameAt = parser.offset() - 'struct'.length;
    parser.parsePunctuation('<');
    const name = parser.parseOptionalKeyword();
    return name === null
      ? [null, ...bodyParams(sorted(parseBody(parser, nameAt)))]
      : parseNamed(parser, name, nameAt);
  },
  print(printer, type) {
    const [name] = type.params;
    printer.print('<');
    if (typeof name !== 'string') return printBody(printer, structBody(type));
    const open = namesOpenIn(printer);
    printer.print(name);
    if (open.has(name)) return printer.print('>');
    printer.print(', ');
    open.add(name);
    printBody(printer, structBody(type));
    open.delete(name);
  },
};

/** Debug information: what the program that was compiled looked like. */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import { type Attribute, DialectAttr, StringAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import type { AttrDefinition } from '../../dialect.ts';
import type { Param } from '../../types.ts';
import { parseAttributeOf, printNestedAttribute } from '../nested-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';
import { parseUnsignedBits } from '../unsigned.ts';
import { parseCase } from './attributes.ts';
import { CALLING_CONVENTIONS, ENCODINGS, LANGUAGES, TAGS } from './dwarf.ts';
import type { Cases } from './enums.ts';

// ----- Kinds of parameters -----

type Kind = (name: string) => StructParameter;

/** As a parameter that may be missing. */
const optional = ({ absent = null, ...parameter }: StructParameter): StructParameter => ({
  ...parameter,
  absent,
});
const printText = (printer: OpAsmPrinter, value: Param): void => printer.print(String(value));

const unsigned =
  (bits: number): Kind =>
  (name) => ({
    name,
    parse: (parser) => parseUnsignedBits(parser, bits),
    print: printText,
  });
/** A number that is 0 where it is missing. */
const count = (name: string, bits = 32): StructParameter => ({
  ...unsigned(bits)(name),
  absent: 0n,
});
const flag: Kind = (name) => ({
  name,
  parse(parser) {
    const at = parser.offset();
    const value = parser.parseInteger();
    if (value !== 0n && value !== 1n) parser.fail('integer value too large', at);
    return Number(value);
  },
  print: (printer, value) => printer.print(value === 1 ? 'true' : 'false'),
});

const string: Kind = (name) => ({
  name,
  parse: (parser) => parseAttributeOf(parser, 'string'),
  print: (printer, value) => printer.printAttribute(value as Attribute),
});
const integer: Kind = (name) => ({
  name,
  parse: (parser) => parseAttributeOf(parser, 'integer'),
  print: (printer, value) => printer.printAttribute(value as Attribute),
});

/** Names of the attributes that are scopes, types, or anything of debug information. */
const LOCAL_SCOPES = ['llvm.di_lexical_block', 'llvm.di_subprogram'];
const SCOPES = [
  ...LOCAL_SCOPES,
  'llvm.di_compile_unit',
  'llvm.di_composite_type',
  'llvm.di_file',
  'llvm.di_lexical_block_file',
  'llvm.di_namespace',
];
const TYPES = [
  'llvm.di_null_type',
  'llvm.di_basic_type',
  'llvm.di_composite_type',
  'llvm.di_derived_type',
  'llvm.di_subroutine_type',
];
const NODES = [...SCOPES, ...TYPES, 'llvm.di_local_variable', 'llvm.di_subrange'];

/** One of several attributes, or the only one, of which the text may leave out the name. */
function parseNode(parser: OpAsmParser, names: readonly string[]): Attribute {
  const at = parser.offset();
  const [only = ''] = names;
  const short = names.length === 1 ? parseShort(parser, only) : null;
  const attr = short ?? parser.parseAttribute();
  return attr.kind === 'dialect' && names.includes(attr.name)
    ? attr
    : parser.fail('invalid kind of attribute specified', at);
}
function parseShort(parser: OpAsmParser, name: string): Attribute | null {
  const full = parser.parseOptionalExtendedAttribute();
  if (full) return full;
  const definition = parser.context.attrDefinition(name);
  const params = definition?.parse?.(parser, null) ?? [];
  return DialectAttr.get(parser.context, 'llvm', definition?.mnemonic ?? '', params);
}
const node =
  (names: readonly string[]): Kind =>
  (name) => ({
    name,
    parse: (parser) => parseNode(parser, names),
    print(printer, value) {
      if (names.length === 1) printNestedAttribute(printer, value as Attribute);
      else printer.printAttribute(value as Attribute);
    },
  });
const scope = node(SCOPES);
const type = node(TYPES);
const file = node(['llvm.di_file']);
/** Several, which end the parameters. */
const nodes =
  (names: readonly string[]): Kind =>
  (name) => ({
    name,
    absent: null,
    parse(parser) {
      const list: Attribute[] = [];
      do list.push(parseNode(parser, names));
      while (parser.parseOptionalPunctuation(','));
      return list;
    },
    print(printer, value) {
      (value as readonly Attribute[]).forEach((attr, i) => {
        if (i > 0) printer.print(', ');
        printer.printAttribute(attr);
      });
    },
  });

/** A name of DWARF's; `noun` is upstream's for them. */
const constant = (name: string, noun: string, names: ReadonlySet<string>): StructParameter => ({
  name,
  parse(parser) {
    const at = parser.offset();
    const text = parser.parseKeyword();
    return names.has(text)
      ? text
      : parser.fail(`invalid debug info debug info ${noun} name: ${text}`, at);
  },
  print: printText,
});
/** Upstream takes a tag that it does not know, and forgets its name. */
const tag: StructParameter = {
  name: 'tag',
  parse(parser) {
    const text = parser.parseKeyword();
    return TAGS.has(text) ? text : '';
  },
  print: printText,
};

// ----- Flags -----

const FLAGS: Cases = [
  ['Bit0', 1],
  ['Bit1', 1 << 1],
  ['FwdDecl', 1 << 2],
  ['AppleBlock', 1 << 3],
  ['ReservedBit4', 1 << 4],
  ['Virtual', 1 << 5],
  ['Artificial', 1 << 6],
  ['Explicit', 1 << 7],
  ['Prototyped', 1 << 8],
  ['ObjcClassComplete', 1 << 9],
  ['ObjectPointer', 1 << 10],
  ['Vector', 1 << 11],
  ['StaticMember', 1 << 12],
  ['LValueReference', 1 << 13],
  ['RValueReference', 1 << 14],
  ['ExportSymbols', 1 << 15],
  ['SingleInheritance', 1 << 16],
  ['MultipleInheritance', 1 << 16],
  ['VirtualInheritance', 1 << 16],
  ['IntroducedVirtual', 1 << 18],
  ['BitField', 1 << 19],
  ['NoReturn', 1 << 20],
  ['TypePassByValue', 1 << 22],
  ['TypePassByReference', 1 << 23],
  ['EnumClass', 1 << 24],
  ['Thunk', 1 << 25],
  ['NonTrivial', 1 << 26],
  ['BigEndian', 1 << 27],
  ['LittleEndian', 1 << 28],
  ['AllCallsDescribed', 1 << 29],
];
/** Names of several bits, those of more first. */
const FLAG_GROUPS: Cases = [
  ['Public', 3],
  ['Private', 1],
  ['Protected', 2],
];
const SUBPROGRAM_FLAGS: Cases = [
  ['Virtual', 1],
  ['PureVirtual', 1 << 1],
  ['LocalToUnit', 1 << 2],
  ['Definition', 1 << 3],
  ['Optimized', 1 << 4],
  ['Pure', 1 << 5],
  ['Elemental', 1 << 6],
  ['Recursive', 1 << 7],
  ['MainSubprogram', 1 << 8],
  ['Deleted', 1 << 9],
  ['ObjCDirect', 1 << 11],
];

/** Bits, by their names with `|` between: what has a name as a keyword, all else as a string. */
function flags(name: string, noun: string, cases: Cases, groups: Cases): StructParameter {
  const all: Cases = [...groups, ...cases];
  const parseOne = (parser: OpAsmParser): number => {
    const at = parser.offset();
    const text = parser.parseOptionalKeywordOrString();
    if (text === null) return parser.fail(`expected keyword for ${noun}`, at);
    let bits = 0;
    for (const word of text.split('|').map((part) => part.trim())) {
      const found = all.find(([one]) => one === word);
      if (!found && word !== 'Zero') parser.fail(`invalid ${noun} specification: ${text}`, at);
      bits |= found?.[1] ?? 0;
    }
    return bits;
  };
  return {
    name,
    absent: 0,
    parse(parser) {
      let bits = 0;
      do bits |= parseOne(parser);
      while (parser.parseOptionalPunctuation('|'));
      return bits;
    },
    print(printer, value) {
      let rest = Number(value);
      const names: string[] = [];
      for (const [group, bits] of groups)
        if ((rest & bits) === bits) {
          names.push(group);
          rest &= ~bits;
        }
      for (const [one, bit] of cases) if (rest & bit) names.push(one);
      const text = names.join('|');
      if (all.some(([, bits]) => bits === value)) printer.print(text);
      else printer.printString(text);
    },
  };
}

const EMISSION_KINDS = ['None', 'Full', 'LineTablesOnly', 'DebugDirectivesOnly'];
const emissionKind: StructParameter = {
  name: 'emissionKind',
  parse: (parser) => parseCase(parser, 'LLVM debug emission kind', EMISSION_KINDS),
  print: printText,
};

// ----- The attributes -----

const debugInfo = (
  mnemonic: string,
  summary: string,
  parameters: readonly StructParameter[],
): AttrDefinition => structAttribute(mnemonic, summary, parameters, mnemonic);

const fileDefinition: AttrDefinition = {
  mnemonic: 'di_file',
  summary: 'a file of source text',
  parse(parser) {
    parser.parsePunctuation('<');
    const name = parseAttributeOf(parser, 'string');
    if (parser.parseOptionalKeyword('in') === null) parser.fail("expected 'in'");
    const directory = parseAttributeOf(parser, 'string');
    parser.parsePunctuation('>');
    return [name, directory];
  },
  print(printer, { params: [name, directory] }) {
    printer.print('<');
    if (name instanceof StringAttr) printer.printAttribute(name);
    printer.print(' in ');
    if (directory instanceof StringAttr) printer.printAttribute(directory);
    printer.print('>');
  },
  alias: () => 'di_file',
};

export const LocalVariableConstraint = dialectAttr('llvm.di_local_variable', '');

export const debugInfoDefinitions: readonly AttrDefinition[] = [
  { mnemonic: 'di_null_type', summary: 'no type', alias: () => 'di_null_type' },
  debugInfo('di_basic_type', 'a type that is not made of others', [
    tag,
    string('name'),
    count('sizeInBits', 64),
    optional(constant('encoding', 'encoding', ENCODINGS)),
  ]),
  debugInfo('di_compile_unit', 'what was compiled together', [
    constant('sourceLanguage', 'language', LANGUAGES),
    file('file'),
    optional(string('producer')),
    flag('isOptimized'),
    emissionKind,
  ]),
  debugInfo('di_composite_type', 'a type that is made of others', [
    tag,
    optional(string('name')),
    optional(file('file')),
    count('line'),
    optional(scope('scope')),
    optional(type('baseType')),
    flags('flags', 'LLVM DI flags', FLAGS, FLAG_GROUPS),
    count('sizeInBits', 64),
    count('alignInBits', 64),
    nodes(NODES)('elements'),
  ]),
  debugInfo('di_derived_type', 'a type that is made of another', [
    tag,
    optional(string('name')),
    optional(type('baseType')),
    count('sizeInBits', 64),
    count('alignInBits'),
    count('offsetInBits', 64),
  ]),
  fileDefinition,
  debugInfo('di_lexical_block', 'a block with variables of its own', [
    scope('scope'),
    optional(file('file')),
    count('line'),
    count('column'),
  ]),
  debugInfo('di_lexical_block_file', 'a part of a block that stands in another file', [
    scope('scope'),
    optional(file('file')),
    unsigned(32)('discriminator'),
  ]),
  debugInfo('di_local_variable', 'a variable of a function', [
    scope('scope'),
    optional(string('name')),
    optional(file('file')),
    count('line'),
    count('arg'),
    count('alignInBits'),
    optional(type('type')),
  ]),
  debugInfo('di_namespace', 'a scope of names', [
    optional(string('name')),
    optional(scope('scope')),
    flag('exportSymbols'),
  ]),
  debugInfo('di_subprogram', 'a function', [
    optional(node(['llvm.di_compile_unit'])('compileUnit')),
    scope('scope'),
    optional(string('name')),
    optional(string('linkageName')),
    file('file'),
    count('line'),
    count('scopeLine'),
    flags('subprogramFlags', 'LLVM DISubprogram flags', SUBPROGRAM_FLAGS, []),
    optional(node(['llvm.di_subroutine_type'])('type')),
  ]),
  structAttribute('di_subrange', 'the bounds of an array', [
    optional(integer('count')),
    optional(integer('lowerBound')),
    optional(integer('upperBound')),
    optional(integer('stride')),
  ]),
  debugInfo('di_subroutine_type', 'the types that a function takes and returns', [
    optional(constant('callingConvention', 'calling convention', CALLING_CONVENTIONS)),
    nodes(TYPES)('types'),
  ]),
];

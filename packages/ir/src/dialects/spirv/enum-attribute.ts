/**
 * Enumerations of the spirv dialect. Each is an attribute, `#spirv.scope<Device>`; the syntax of many
 * operations has its cases as strings or keywords. A set of bits is written `Acquire|UniformMemory`,
 * and kept as the text of its cases in the enumeration's order.
 */

import type { OpAsmParser, OperationStateBuilder } from '../../asm.ts';
import { type Attribute, DialectAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import type { AttrConstraint, AttrDefinition } from '../../dialect.ts';
import { NoneType } from '../../types.ts';

export interface SpirvEnum {
  /** The attribute's name without the dialect, which diagnostics about a case name, too. */
  readonly mnemonic: string;
  readonly cases: readonly string[];
  readonly definition: AttrDefinition;
  readonly constraint: AttrConstraint;
  /** The text in normal form, or null if it is no case (or a set with something that is none). */
  symbolize(text: string): string | null;
  get(context: Context, text: string): DialectAttr;
}

export interface SpirvEnumSpec {
  readonly mnemonic: string;
  /** Name of upstream's C++ enumeration, for diagnostics. */
  readonly name: string;
  readonly summary: string;
  /** Upstream's wording in the verifier's diagnostics; `valid SPIR-V Name` if absent. */
  readonly description?: string;
  readonly cases: readonly string[];
  /** Cases are bits, and the first is `None`. */
  readonly isBitSet?: boolean;
}

/** Words of a text, for the longer lists of cases. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export function defineEnum(spec: SpirvEnumSpec): SpirvEnum {
  const { mnemonic, name, cases, isBitSet = false } = spec;
  const known = new Set(cases);
  /** Bits in the order of the cases; `None` is the set without any. */
  const normalize = (bits: readonly string[]): string => {
    if (bits.length === 1) return bits[0] ?? '';
    return cases.filter((one) => one !== 'None' && bits.includes(one)).join('|') || 'None';
  };
  function parse(parser: OpAsmParser): string {
    parser.parsePunctuation('<');
    const at = parser.offset();
    const keywords: string[] = [];
    do {
      const keyword = parser.parseKeyword();
      if (!known.has(keyword))
        parser.failWord(
          `expected ::mlir::spirv::${name} to be one of: ${cases.join(', ')}`,
          cases,
          at,
        );
      keywords.push(keyword);
    } while (isBitSet && parser.parseOptionalPunctuation('|'));
    parser.parsePunctuation('>');
    return normalize(keywords);
  }
  return {
    mnemonic,
    cases,
    definition: {
      mnemonic,
      summary: spec.summary,
      parse: (parser) => [parse(parser)],
      print: (printer, attr) => printer.print(`<${String(attr.params[0])}>`),
    },
    constraint: dialectAttr(`spirv.${mnemonic}`, spec.description ?? `valid SPIR-V ${name}`),
    symbolize(text) {
      if (known.has(text)) return text;
      if (!isBitSet) return null;
      const bits = text.split('|').map((bit) => bit.trim());
      return bits.every((bit) => bit !== 'None' && known.has(bit)) ? normalize(bits) : null;
    },
    get: (context, text) => DialectAttr.get(context, 'spirv', mnemonic, [text]),
  };
}

/** The case (or set of cases) that an attribute stands for, or null. */
export const caseOf = (attr: Attribute | undefined): string | null =>
  attr?.kind === 'dialect' && typeof attr.params[0] === 'string' ? attr.params[0] : null;

/** Is the bit in the set that the text stands for? */
export const hasBit = (set: string | null, bit: string): boolean =>
  set?.split('|').includes(bit) ?? false;

/** A string that holds a case: `"Device"`. */
export function parseEnumString(parser: OpAsmParser, kind: SpirvEnum): string {
  const at = parser.offset();
  const attr = parser.parseAttribute(NoneType.get(parser.context));
  if (attr.kind !== 'string')
    return parser.fail(`expected ${kind.mnemonic} attribute specified as string`, at);
  return (
    kind.symbolize(attr.value) ??
    parser.failWord(
      `invalid ${kind.mnemonic} attribute specification: "${attr.value}"`,
      kind.cases,
      at,
    )
  );
}

/** As `parseEnumString`; the operation gets the case as an attribute. */
export function parseEnumStringInto(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  kind: SpirvEnum,
  name: string = kind.mnemonic,
): string {
  const text = parseEnumString(parser, kind);
  state.attributes.set(name, kind.get(parser.context, text));
  return text;
}

/** A keyword that is a case; diagnostics call it `what`. */
export function parseEnumKeyword(
  parser: OpAsmParser,
  kind: SpirvEnum,
  what: string = kind.mnemonic,
): string {
  const at = parser.offset();
  const keyword = parser.parseKeyword();
  return (
    kind.symbolize(keyword) ??
    parser.failWord(`invalid ${what} attribute specification: ${keyword}`, kind.cases, at)
  );
}

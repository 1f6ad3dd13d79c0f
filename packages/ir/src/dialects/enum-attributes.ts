/** Attributes of dialects that are one of several keywords: `#gpu<dim x>`, `#index<cmp_predicate eq>`. */

import type { OpAsmParser } from '../asm.ts';
import { type Attribute, DialectAttr } from '../attributes.ts';
import type { AttrConstraint, AttrDefinition } from '../dialect.ts';

export interface EnumAttribute {
  readonly definition: AttrDefinition;
  readonly constraint: AttrConstraint;
}

export interface EnumAttributeSpec {
  readonly dialect: string;
  readonly mnemonic: string;
  readonly summary: string;
  /** Name of upstream's C++ enumeration, for diagnostics. */
  readonly cppName: string;
  readonly cases: readonly string[];
  /** Upstream's wording in the verifier's diagnostics. */
  readonly constraintSummary: string;
  /** `<case>` after the mnemonic; without, the case follows a blank. */
  readonly hasBrackets?: boolean;
}

/** The keyword of one of an enumeration's cases. */
export function parseEnumCase(
  parser: OpAsmParser,
  cppName: string,
  cases: readonly string[],
): string {
  const known = parser.parseOptionalKeyword(...cases);
  if (known !== null) return known;
  const at = parser.offset();
  parser.parseKeyword();
  return parser.failWord(`expected ${cppName} to be one of: ${cases.join(', ')}`, cases, at);
}

/** The attribute's definition, and its constraint, whose short form in a format is what follows the mnemonic. */
export function enumAttribute(spec: EnumAttributeSpec): EnumAttribute {
  const { dialect, mnemonic, cases, hasBrackets = false } = spec;
  const parseCase = (parser: OpAsmParser): string => {
    if (hasBrackets) parser.parsePunctuation('<');
    const keyword = parseEnumCase(parser, spec.cppName, cases);
    if (hasBrackets) parser.parsePunctuation('>');
    return keyword;
  };
  const text = (attr: DialectAttr): string =>
    hasBrackets ? `<${String(attr.params[0])}>` : ` ${String(attr.params[0])}`;
  const isIt = (attr: Attribute): attr is DialectAttr =>
    attr.kind === 'dialect' && attr.name === `${dialect}.${mnemonic}`;
  return {
    definition: {
      mnemonic,
      summary: spec.summary,
      parse: (parser) => [parseCase(parser)],
      print: (printer, attr) => printer.print(text(attr)),
    },
    constraint: {
      summary: spec.constraintSummary,
      matches: isIt,
      form: 'custom',
      parse: (parser) => DialectAttr.get(parser.context, dialect, mnemonic, [parseCase(parser)]),
      print(printer, attr) {
        if (isIt(attr)) printer.print(text(attr));
      },
    },
  };
}

/** The case that an attribute stands for, or null. */
export const enumCase = (attr: Attribute | undefined): string | null =>
  attr?.kind === 'dialect' && typeof attr.params[0] === 'string' ? attr.params[0] : null;

/** Attributes of the vm dialect: how many symbols of each kind a module has. */

import {
  type Attribute,
  type DialectAttr,
  DialectAttr as DialectAttrClass,
  isDialectAttr,
} from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type { AttrDefinition } from '../../dialect.ts';

const FIELDS = [
  'import_funcs',
  'export_funcs',
  'internal_funcs',
  'global_bytes',
  'global_refs',
  'rodatas',
  'rwdatas',
] as const;

/** How many of each a module has, bytes of globals among them; upstream's `#vm.ordinal_counts`. */
export type OrdinalCounts = Readonly<Record<(typeof FIELDS)[number], number>>;

export const ordinalCountsAttr = (context: Context, counts: OrdinalCounts): DialectAttr =>
  DialectAttrClass.get(
    context,
    'vm',
    'ordinal_counts',
    FIELDS.map((field) => counts[field]),
  );

/** The counts that the attribute holds, or null if it is none. */
export function ordinalCountsOf(attr: Attribute | undefined): OrdinalCounts | null {
  if (!isDialectAttr(attr, 'vm.ordinal_counts')) return null;
  const value = (field: (typeof FIELDS)[number]): number =>
    Number(attr.params[FIELDS.indexOf(field)]);
  return {
    import_funcs: value('import_funcs'),
    export_funcs: value('export_funcs'),
    internal_funcs: value('internal_funcs'),
    global_bytes: value('global_bytes'),
    global_refs: value('global_refs'),
    rodatas: value('rodatas'),
    rwdatas: value('rwdatas'),
  };
}

export const vmAttributes: readonly AttrDefinition[] = [
  {
    mnemonic: 'ordinal_counts',
    summary: 'how many symbols of each kind a module has',
    parse(parser) {
      const values = new Map<string, number>();
      parser.parsePunctuation('<');
      do {
        const at = parser.offset();
        const field = parser.parseKeyword();
        if (!(FIELDS as readonly string[]).includes(field))
          parser.fail(`duplicate or unknown struct parameter name: ${field}`, at);
        parser.parsePunctuation('=');
        values.set(field, Number(parser.parseInteger()));
      } while (parser.parseOptionalPunctuation(','));
      const at = parser.offset();
      const missing = FIELDS.find((field) => !values.has(field));
      if (missing !== undefined)
        parser.fail(`struct is missing required parameter: ${missing}`, at);
      parser.parsePunctuation('>');
      return FIELDS.map((field) => values.get(field) ?? 0);
    },
    print(printer, attr) {
      const fields = FIELDS.map((field, i) => `${field} = ${attr.params[i]}`);
      printer.print(`<${fields.join(', ')}>`);
    },
  },
];

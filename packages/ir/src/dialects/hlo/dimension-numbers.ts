/** Attributes that say which dimension plays which part: of products, gathers, scatters and convolutions. */

import type { OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import type { AttrDefinition } from '../../dialect.ts';
import { DYNAMIC, type Param } from '../../types.ts';
import { parseWrappedInteger } from '../wrapped-integers.ts';

/** A size, or `?`. */
export const parseSize = (parser: OpAsmParser): number =>
  parser.parseOptionalPunctuation('?') ? DYNAMIC : Number(parseWrappedInteger(parser, 64));
const sizeText = (size: Param): string => (size === DYNAMIC ? '?' : String(size));

/** `[1, ?]` */
export function parseSizes(parser: OpAsmParser): number[] {
  const sizes: number[] = [];
  parser.parseCommaSeparatedList('square', () => {
    sizes.push(parseSize(parser));
  });
  return sizes;
}
export const sizesText = (sizes: Param): string =>
  `[${Array.isArray(sizes) ? sizes.map(sizeText).join(', ') : ''}]`;
/** The numbers in a parameter that is a list of them. */
export const numbersIn = (param: Param | undefined): readonly number[] =>
  Array.isArray(param) ? param.map(Number) : [];

export interface Field {
  readonly name: string;
  readonly kind: 'number' | 'list' | 'list-of-one-or-more' | 'flag';
}
const absentValue = ({ kind }: Field): Param => (kind === 'list' ? [] : 0);

function parseField(parser: OpAsmParser, { kind }: Field): Param {
  switch (kind) {
    case 'flag':
      return 1;
    case 'number':
      return Number(parseWrappedInteger(parser, 64));
    case 'list':
      return parseSizes(parser);
    case 'list-of-one-or-more': {
      const sizes = parseSizes(parser);
      return sizes.length > 0
        ? sizes
        : parser.fail(`expected at least 1 element(s), found ${sizes.length}`);
    }
  }
}

/** `name = value, …>` in any order; what is not said is 0 or empty. */
export function parseFields(parser: OpAsmParser, fields: readonly Field[]): Param[] {
  const values = new Map<string, Param>();
  while (!parser.parseOptionalPunctuation('>')) {
    const keyword = parser.parseOptionalKeyword(...fields.map(({ name }) => name));
    const field = fields.find(({ name }) => name === keyword);
    if (!field)
      return parser.fail(`expected one of: ${fields.map(({ name }) => `\`${name}\``).join(', ')}`);
    if (values.has(field.name)) parser.fail(`duplicated \`${field.name}\` entry`);
    if (field.kind !== 'flag') parser.parsePunctuation('=');
    values.set(field.name, parseField(parser, field));
    if (!parser.parseOptionalPunctuation(',')) {
      parser.parsePunctuation('>');
      break;
    }
  }
  return fields.map((field) => values.get(field.name) ?? absentValue(field));
}

/** `<name = value, …>` of the fields that are neither 0 nor empty. */
function printFields(
  printer: OpAsmPrinter,
  fields: readonly Field[],
  values: readonly Param[],
): void {
  const texts = fields.flatMap(({ name }, i) => {
    const value = values[i] ?? 0;
    if (Array.isArray(value)) return value.length > 0 ? [`${name} = ${sizesAsNumbers(value)}`] : [];
    return value === 0 ? [] : [`${name} = ${String(value)}`];
  });
  printer.print(`<${texts.join(', ')}>`);
}
/** Upstream prints a size that is not known as the number that stands for it here. */
const sizesAsNumbers = (sizes: readonly Param[]): string =>
  `[${sizes.map((size) => (size === DYNAMIC ? '-9223372036854775808' : String(size))).join(', ')}]`;

const fieldsAttribute = (
  mnemonic: string,
  summary: string,
  fields: readonly Field[],
): AttrDefinition => ({
  mnemonic,
  summary,
  parse(parser) {
    parser.parsePunctuation('<');
    return parseFields(parser, fields);
  },
  print: (printer, attr) => printFields(printer, fields, attr.params),
});
const list = (name: string): Field => ({ name, kind: 'list' });
const number = (name: string): Field => ({ name, kind: 'number' });

export const dotFields: readonly Field[] = [
  list('lhs_batching_dimensions'),
  list('rhs_batching_dimensions'),
  list('lhs_contracting_dimensions'),
  list('rhs_contracting_dimensions'),
];

export const dimensionNumbers: readonly AttrDefinition[] = [
  fieldsAttribute('dot', 'which dimensions of two tensors go together in a product', dotFields),
  fieldsAttribute('gather', 'what the dimensions of a gather and its indices are', [
    list('offset_dims'),
    list('collapsed_slice_dims'),
    list('start_index_map'),
    number('index_vector_dim'),
  ]),
  fieldsAttribute('scatter', 'what the dimensions of a scatter, its indices and updates are', [
    list('update_window_dims'),
    list('inserted_window_dims'),
    list('scatter_dims_to_operand_dims'),
    number('index_vector_dim'),
  ]),
];

const aliasFields: readonly Field[] = [
  list('tuple_indices'),
  { name: 'result_index', kind: 'list-of-one-or-more' },
  { name: 'must_alias', kind: 'flag' },
];
/** `<tuple_indices = [0], result_index = [1, 0], must_alias>` */
export const resultAlias: AttrDefinition = {
  mnemonic: 'result_alias',
  summary: 'the result of a function that shares its storage with an argument',
  parse(parser) {
    parser.parsePunctuation('<');
    return parseFields(parser, aliasFields);
  },
  print(printer, { params }) {
    const [tuple = [], result = [], must] = params;
    const texts = [
      ...(numbersIn(tuple).length > 0 ? [`tuple_indices = ${sizesText(tuple)}`] : []),
      `result_index = ${sizesText(result)}`,
      ...(must === 1 ? ['must_alias'] : []),
    ];
    printer.print(`<${texts.join(', ')}>`);
  },
};

/** The dimensions of a convolution, `[b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]`, and its window. */

import type { CustomDirective, OpAsmParser, OpAsmPrinter } from '../../asm.ts';
import { type Attribute, DenseElementsAttr, DialectAttr, IntegerAttr } from '../../attributes.ts';
import type { AttrDefinition } from '../../dialect.ts';
import { type Param, RankedTensorType, type Type } from '../../types.ts';
import { printed, slot } from '../util/directives.ts';
import { parseWrappedInteger } from '../wrapped-integers.ts';
import { type Field, numbersIn, parseFields } from './dimension-numbers.ts';

/** Positions of two dimensions with a part of their own, and of the spatial ones in order. */
interface Layout {
  readonly first: number;
  readonly second: number;
  readonly spatial: readonly number[];
}

/**
 * `[b, 0, f]`: a letter for each of the two dimensions, and the spatial ones by number; mhlo has `?`
 * for what is none of them.
 */
function parseLayout(
  parser: OpAsmParser,
  letters: readonly [string, string],
  hasUnknown: boolean,
): Layout {
  parser.parsePunctuation('[');
  const lettersAt = new Map<string, number>();
  const spatialAt = new Map<number, number>();
  let index = 0;
  do {
    if (hasUnknown && parser.parseOptionalPunctuation('?')) {
      index++;
      continue;
    }
    const at = parser.offset();
    const number = parser.parseOptionalInteger();
    const missing = letters.filter((letter) => !lettersAt.has(letter));
    if (number !== null) {
      const dim = Number(number);
      if (dim < 0) parser.fail(`Unexpected dimension ${dim}`, at);
      if (spatialAt.has(dim)) parser.fail(`Duplicate entries for spatial dimension ${dim}`, at);
      spatialAt.set(dim, index);
    } else {
      const keyword = parser.parseKeyword();
      if (keyword.length !== 1 || missing.length === 0)
        parser.fail(`Unexpected keyword ${keyword}`, at);
      if (!missing.includes(keyword))
        parser.fail(`Unexpected dimension ${keyword}, expecting ${missing.join(', ')}`, at);
      lettersAt.set(keyword, index);
    }
    index++;
  } while (parser.parseOptionalPunctuation(','));
  const missing = letters.filter((letter) => !lettersAt.has(letter));
  if (missing.length > 0) parser.fail(`Expected dimensions ${missing.join(', ')} not specified`);
  parser.parsePunctuation(']');
  const count = Math.max(-1, ...spatialAt.keys()) + 1;
  // A number far beyond the others leaves many out; only the first are named.
  const left: number[] = [];
  for (let dim = 0; dim < count && left.length < 10; dim++) if (!spatialAt.has(dim)) left.push(dim);
  if (left.length > 0) parser.fail(`Expected spatial dimensions ${left.join(', ')} not specified`);
  return {
    first: lettersAt.get(letters[0]) ?? 0,
    second: lettersAt.get(letters[1]) ?? 0,
    spatial: Array.from({ length: count }, (_, dim) => spatialAt.get(dim) ?? 0),
  };
}

function layoutText(
  { first, second, spatial }: Layout,
  letters: readonly [string, string],
): string {
  const texts = new Array<string>(Math.max(first, second, ...spatial) + 1).fill('?');
  texts[first] = letters[0];
  texts[second] = letters[1];
  for (const [dim, at] of spatial.entries()) texts[at] = String(dim);
  return `[${texts.join(', ')}]`;
}

const IMAGE = ['b', 'f'] as const;
const KERNEL = ['i', 'o'] as const;

/** As parameters of the attribute: of input, kernel and output each two dimensions and the spatial ones. */
function parseLayouts(parser: OpAsmParser, hasUnknown: boolean): Param[] {
  const input = parseLayout(parser, IMAGE, hasUnknown);
  parser.parseKeyword('x');
  const kernel = parseLayout(parser, KERNEL, hasUnknown);
  parser.parsePunctuation('->');
  const output = parseLayout(parser, IMAGE, hasUnknown);
  return [input, kernel, output].flatMap(({ first, second, spatial }) => [first, second, spatial]);
}

/** Where the dimensions of input, kernel and output stand. */
export function layoutsOf(params: readonly Param[]): readonly [Layout, Layout, Layout] {
  const at = (start: number): Layout => ({
    first: Number(params[start]),
    second: Number(params[start + 1]),
    spatial: numbersIn(params[start + 2]),
  });
  return [at(0), at(3), at(6)];
}
function layoutsText(params: readonly Param[]): string {
  const [input, kernel, output] = layoutsOf(params);
  return `${layoutText(input, IMAGE)}x${layoutText(kernel, KERNEL)}->${layoutText(output, IMAGE)}`;
}

const RAW_FIELDS: readonly Field[] = [
  { name: 'input_batch_dimension', kind: 'number' },
  { name: 'input_feature_dimension', kind: 'number' },
  { name: 'input_spatial_dimensions', kind: 'list' },
  { name: 'kernel_input_feature_dimension', kind: 'number' },
  { name: 'kernel_output_feature_dimension', kind: 'number' },
  { name: 'kernel_spatial_dimensions', kind: 'list' },
  { name: 'output_batch_dimension', kind: 'number' },
  { name: 'output_feature_dimension', kind: 'number' },
  { name: 'output_spatial_dimensions', kind: 'list' },
];

/** `#mhlo.conv<[b, 0, f]x[0, i, o]->[b, 0, f]>`, or `<raw input_batch_dimension = 0, …>`. */
export const convolutionDimensions = (hasUnknown: boolean): AttrDefinition => ({
  mnemonic: 'conv',
  summary: 'which dimensions of a convolution are batch, features and space',
  parse(parser) {
    parser.parsePunctuation('<');
    if (parser.parseOptionalKeyword('raw') !== null) return parseFields(parser, RAW_FIELDS);
    const params = parseLayouts(parser, hasUnknown);
    parser.parsePunctuation('>');
    return params;
  },
  print: (printer, attr) => printer.print(`<${layoutsText(attr.params)}>`),
});

export const ConvolutionDimensions: CustomDirective = {
  parse(parser, args) {
    const { dialect } = parser.operationName;
    slot(args, 0, 'attribute').attr = DialectAttr.get(
      parser.context,
      dialect,
      'conv',
      parseLayouts(parser, dialect === 'mhlo'),
    );
  },
  print(printer, args) {
    const { attr } = printed(args, 0, 'attribute');
    if (attr?.kind === 'dialect') printer.print(layoutsText(attr.params));
  },
};

const integers = (type: Type, shape: readonly number[], values: readonly bigint[]): Attribute =>
  DenseElementsAttr.fromElements(
    RankedTensorType.get(shape, type),
    values.map((value) =>
      IntegerAttr.get(type.kind === 'integer' ? type : type.context.i64, value),
    ),
  );
/** A constant of 64-bit integers in one dimension. */
export const integerList = (i64: Type, values: readonly bigint[]): Attribute =>
  integers(i64, [values.length], values);

/** Keywords of a window's attributes, in the order of the directive's arguments. */
const WINDOW_KEYWORDS: readonly string[] = ['stride', 'pad', 'lhs_dilate', 'rhs_dilate', 'reverse'];

function parseWindowAttribute(parser: OpAsmParser, keyword: string): Attribute {
  const values: bigint[] = [];
  const parseValue = (): void => {
    values.push(parseWrappedInteger(parser, 64));
  };
  const { i1, i64 } = parser.context;
  if (keyword === 'pad') {
    parser.parseCommaSeparatedList('square', () => {
      const before = values.length;
      parser.parseCommaSeparatedList('square', parseValue);
      const count = values.length - before;
      if (count !== 2) parser.fail(`Expected array with 2 elements, got ${count} elements instead`);
    });
    return integers(i64, [values.length / 2, 2], values);
  }
  parser.parseCommaSeparatedList('square', parseValue);
  return keyword === 'reverse'
    ? integers(
        i1,
        [values.length],
        values.map((value) => (value === 0n ? 0n : 1n)),
      )
    : integerList(i64, values);
}

/** Elements of a constant of integers. */
export const integersIn = (attr: Attribute | null | undefined): bigint[] =>
  attr?.kind === 'dense'
    ? Array.from({ length: attr.numElements }, (_, i) => {
        const element = attr.at(i);
        return element.kind === 'integer' ? element.value : 0n;
      })
    : [];

function printWindowAttribute(printer: OpAsmPrinter, keyword: string, attr: Attribute): void {
  const values = integersIn(attr);
  const isBool = attr.kind === 'dense' && attr.type.elementType === printer.context.i1;
  const isPaired = attr.kind === 'dense' && attr.type.shape.length === 2;
  const texts = isBool
    ? values.map((value) => (value === 0n ? '0' : '1'))
    : isPaired
      ? values.flatMap((value, i) => (i % 2 === 0 ? [`[${value}, ${String(values[i + 1])}]`] : []))
      : values.map(String);
  printer.print(`${keyword} = [${texts.join(', ')}]`);
}

/** `stride = [2, 2], pad = [[0, 0], [1, 1]]`, in any order. */
export const WindowAttributes: CustomDirective = {
  parse(parser, args) {
    const left = new Set(WINDOW_KEYWORDS);
    for (;;) {
      const keyword = parser.parseOptionalKeyword();
      if (keyword === null) return;
      if (!left.delete(keyword)) parser.fail(`Unexpected keyword ${keyword}`);
      parser.parsePunctuation('=');
      slot(args, WINDOW_KEYWORDS.indexOf(keyword), 'attribute').attr = parseWindowAttribute(
        parser,
        keyword,
      );
      if (!parser.parseOptionalPunctuation(',')) return;
    }
  },
  print(printer, args) {
    let isFirst = true;
    for (const [i, keyword] of WINDOW_KEYWORDS.entries()) {
      const { attr } = printed(args, i, 'attribute');
      if (!attr) continue;
      if (!isFirst) printer.print(', ');
      isFirst = false;
      printWindowAttribute(printer, keyword, attr);
    }
  },
};

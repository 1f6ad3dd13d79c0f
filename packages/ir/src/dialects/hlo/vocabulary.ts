/**
 * What differs by dialect between mhlo and stablehlo: types and attributes of their own. Their
 * operations are one table, written in terms of it.
 */

import type { OpAsmParser } from '../../asm.ts';
import { type Attribute, DialectAttr, IntegerAttr } from '../../attributes.ts';
import {
  AnyAttr,
  anyTypeOf,
  arrayOf,
  DictionaryAttrConstraint,
  dialectAttr,
  dialectType,
  FlatSymbolRefArrayAttr,
  integerEnumAttr,
  StrAttr,
} from '../../constraints.ts';
import type {
  AttrConstraint,
  AttrDefinition,
  TypeConstraint,
  TypeDefinition,
} from '../../dialect.ts';
import { DYNAMIC, type Param, type Type } from '../../types.ts';
import { type EnumAttribute, enumAttribute } from '../enum-attributes.ts';
import { type StructParameter, structAttribute } from '../struct-parameters.ts';
import { parseWrappedInteger } from '../wrapped-integers.ts';
import { convolutionDimensions } from './convolution-syntax.ts';
import {
  dimensionNumbers,
  numbersIn,
  parseSize,
  parseSizes,
  resultAlias,
  sizesText,
} from './dimension-numbers.ts';
import { nestedOf, StaticShapeTensor, Tensor } from './types.ts';

export type HloName = 'mhlo' | 'stablehlo';

/** The dialect's own types and attributes, as constraints; `definitions` are those that it registers. */
export interface Hlo {
  readonly name: HloName;
  readonly isMhlo: boolean;
  readonly Token: TypeConstraint;
  readonly Tuple: TypeConstraint;
  readonly TensorOrToken: TypeConstraint;
  readonly TensorOrTokenOrTuple: TypeConstraint;
  readonly TensorOrTuple: TypeConstraint;
  readonly StaticShapeTensorOrToken: TypeConstraint;
  /** Of mhlo only: what an asynchronous operation is working on. */
  readonly AsyncBundle: TypeConstraint;
  readonly ComparisonDirection: AttrConstraint;
  readonly ComparisonType: AttrConstraint;
  readonly PrecisionConfig: AttrConstraint;
  readonly FftType: AttrConstraint;
  readonly Transpose: AttrConstraint;
  readonly RngDistribution: AttrConstraint;
  readonly RngAlgorithm: AttrConstraint;
  readonly CustomCallApiVersion: AttrConstraint;
  readonly CustomCallSchedule: AttrConstraint;
  readonly FusionKind: AttrConstraint;
  readonly DomainKind: AttrConstraint;
  readonly ChannelHandle: AttrConstraint;
  readonly DotDimensions: AttrConstraint;
  readonly GatherDimensions: AttrConstraint;
  readonly ScatterDimensions: AttrConstraint;
  readonly ConvolutionDimensions: AttrConstraint;
  readonly outputOperandAliases: (of: string) => AttrConstraint;
  readonly attributes: readonly AttrDefinition[];
  readonly types: readonly TypeDefinition[];
}

export const COMPARISON_DIRECTIONS = ['EQ', 'NE', 'GE', 'GT', 'LE', 'LT'] as const;
export const COMPARISON_TYPES = ['NOTYPE', 'FLOAT', 'TOTALORDER', 'SIGNED', 'UNSIGNED'] as const;

/** An enumeration of upstream's: what follows the mnemonic is the case. */
const keywords = (
  dialect: string,
  mnemonic: string,
  cppName: string,
  summary: string,
  constraintSummary: string,
  cases: readonly string[],
  hasBrackets = false,
): EnumAttribute =>
  enumAttribute({
    dialect,
    mnemonic,
    summary,
    cppName: `::mlir::${dialect}::${cppName}`,
    cases,
    constraintSummary,
    hasBrackets,
  });
export const comparisonDirection = (dialect: string): EnumAttribute =>
  keywords(
    dialect,
    'comparison_direction',
    'ComparisonDirection',
    'the relation that a comparison asks for',
    'Which comparison operation to perform.',
    COMPARISON_DIRECTIONS,
  );
export const comparisonType = (dialect: string): EnumAttribute =>
  keywords(
    dialect,
    'comparison_type',
    'ComparisonType',
    'the order of numbers that a comparison goes by',
    'Which comparison type to use.',
    COMPARISON_TYPES,
  );

const API_VERSIONS = [
  ['API_VERSION_UNSPECIFIED', 0],
  ['API_VERSION_ORIGINAL', 1],
  ['API_VERSION_STATUS_RETURNING', 2],
  ['API_VERSION_STATUS_RETURNING_UNIFIED', 3],
  ['API_VERSION_TYPED_FFI', 4],
] as const;

const sizes = (name: string): StructParameter => ({
  name,
  parse: parseSizes,
  print: (printer, value) => printer.print(sizesText(value)),
});
const number = (name: string): StructParameter => ({
  name,
  parse: (parser) => parseWrappedInteger(parser, 64),
  print: (printer, value) => printer.print(String(value)),
});
/** A number or nothing, which is written as upstream writes it: it does not read that back. */
const offset: StructParameter = {
  name: 'offset',
  parse: (parser) => parser.parseOptionalInteger(),
  print: (printer, value) => printer.print(value === null ? 'None' : String(value)),
};
const channelHandle = structAttribute(
  'channel_handle',
  'the channel that devices talk over: its number and its kind',
  [number('handle'), number('type')],
);

const outputOperandAlias: AttrDefinition = {
  mnemonic: 'output_operand_alias',
  summary: 'an operand whose storage an output takes over',
  parse(parser) {
    const parseKey = (key: string): void => {
      parser.parseKeyword(key);
      parser.parsePunctuation('=');
    };
    parser.parsePunctuation('<');
    parseKey('output_tuple_indices');
    const output = parseSizes(parser);
    parser.parsePunctuation(',');
    parseKey('operand_index');
    const operand = Number(parseWrappedInteger(parser, 64));
    parser.parsePunctuation(',');
    parseKey('operand_tuple_indices');
    const indices = parseSizes(parser);
    parser.parsePunctuation('>');
    return [output, operand, indices];
  },
  print(printer, { params: [output = [], operand, indices = []] }) {
    printer.print(
      `<output_tuple_indices = ${sizesText(output)}, operand_index = ${String(operand)}, operand_tuple_indices = ${sizesText(indices)}>`,
    );
  },
};

/** Attributes of mhlo that describe a module as XLA compiles it. */
const xlaAttributes: readonly AttrDefinition[] = [
  structAttribute('cross_program_prefetch', 'an argument that another program fetches ahead', [
    number('parameter'),
    sizes('indices'),
    offset,
  ]),
  structAttribute('dynamic_parameter_binding', 'the parameter that holds a size of another', [
    number('dynamic_param_num'),
    sizes('dynamic_param_indices'),
    number('target_param_num'),
    sizes('target_param_indices'),
    number('target_param_dim_num'),
  ]),
];

const BOUNDS_SUMMARY = 'the most that sizes of a tensor can be which are not known';
/** A bound for each size that is not known, and for no other. */
function boundsProblem(attr: DialectAttr, shape: readonly number[]): string | null {
  const bounds = numbersIn(attr.params[0]);
  if (bounds.length !== shape.length)
    return `Bounds length is ${bounds.length}, expected to be equal to rank(${shape.length}) of the tensor`;
  const known = shape.findIndex((size, i) => size !== DYNAMIC && bounds[i] !== DYNAMIC);
  return known < 0
    ? null
    : `Static dimension ${known} cannot have a bound, use ShapedType::kDynamic to indicate a missing bound`;
}
/** `<bounds = [?, 5]>` */
export function parseTypeExtensions(parser: OpAsmParser): Param[] {
  parser.parsePunctuation('<');
  parser.parseKeyword('bounds');
  parser.parsePunctuation('=');
  const bounds = parseSizes(parser);
  parser.parsePunctuation('>');
  return [bounds];
}
const typeExtensions: AttrDefinition = {
  mnemonic: 'type_extensions',
  summary: BOUNDS_SUMMARY,
  verifyEncoding: boundsProblem,
  parse: parseTypeExtensions,
  print: (printer, { params: [bounds = []] }) => printer.print(`<bounds = ${sizesText(bounds)}>`),
};
/** `<?, 5>` */
const boundsAttribute: AttrDefinition = {
  mnemonic: 'bounds',
  summary: BOUNDS_SUMMARY,
  verifyEncoding: boundsProblem,
  parse(parser) {
    const bounds: number[] = [];
    parser.parseCommaSeparatedList('angle', () => {
      bounds.push(parseSize(parser));
    });
    return [bounds];
  },
  print: (printer, { params: [bounds = []] }) =>
    printer.print(`<${sizesText(bounds).slice(1, -1)}>`),
};

const asyncBundleTypes = (type: Type): readonly Type[] | null =>
  type.kind === 'dialect' && type.name === 'mhlo.async_bundle' ? (type.params as Type[]) : null;
const asyncBundle: TypeDefinition = {
  mnemonic: 'async_bundle',
  summary: 'operands, results and state of an operation that is under way',
  parse(parser) {
    parser.parsePunctuation('<');
    const types = parser.parseTypeList();
    parser.parsePunctuation('>');
    return types;
  },
  print(printer, type) {
    printer.print('<');
    printer.printTypes(asyncBundleTypes(type) ?? []);
    printer.print('>');
  },
};
const token: TypeDefinition = {
  mnemonic: 'token',
  summary: 'what orders operations that have effects',
};

/** Types and attributes of one of the dialects. */
export function hloVocabulary(name: HloName): Hlo {
  const isMhlo = name === 'mhlo';
  const Token = dialectType(`${name}.token`, 'token');
  const Tuple = nestedOf('nested tuple', [Tensor, Token], (type) =>
    type.kind === 'tuple' ? type.types : null,
  );
  const direction = comparisonDirection(name);
  const comparison = comparisonType(name);
  const precision = keywords(
    name,
    'precision',
    'Precision',
    'how exactly an operand is to be taken',
    'XLA precision for an operand. Has backend specific meaning.',
    ['DEFAULT', 'HIGH', 'HIGHEST', ...(isMhlo ? ['PACKED_NIBBLE'] : [])],
  );
  const fft = keywords(
    name,
    'fft_type',
    'FftType',
    'the kind of a Fourier transform',
    'XLA fast fourier transform type.',
    ['FFT', 'IFFT', 'RFFT', 'IRFFT'],
  );
  const transpose = keywords(
    name,
    'transpose',
    'Transpose',
    'what a matrix is replaced by in a triangular system',
    'Transpose options',
    ['TRANSPOSE_INVALID', 'NO_TRANSPOSE', 'TRANSPOSE', 'ADJOINT'],
  );
  const distribution = keywords(
    name,
    'rng_distribution',
    'RngDistribution',
    'how random numbers are distributed',
    'XLA PRNG distribution to be used.',
    ['UNIFORM', 'NORMAL'],
    isMhlo,
  );
  const algorithm = keywords(
    name,
    'rng_algorithm',
    'RngAlgorithm',
    'how random bits are made',
    'XLA PRNG algorithm to be used.',
    ['DEFAULT', 'THREE_FRY', 'PHILOX'],
    isMhlo,
  );
  const schedule = keywords(
    name,
    'custom_call_schedule',
    'CustomCallSchedule',
    'when a call of foreign code is to run',
    'Specifies the desired schedule for the custom-call.',
    ['NONE', 'LATEST', 'EARLIEST'],
  );
  const domain = keywords(
    name,
    'kind',
    'DomainKind',
    'what the metadata of a domain is about',
    'Kind of domain metatdata attached to an HLO domain.',
    ['sharding'],
  );
  const fusion = keywords(
    name,
    'fusion_kind',
    'FusionKind',
    'how operations are made one',
    'fusion kind',
    ['kLoop', 'kInput', 'kOutput', 'kCustom'],
  );
  const dequantize = keywords(
    name,
    'dequantize_mode',
    'DequantizeMode',
    'how packed numbers are taken for real ones',
    'Dequantization mode. Only MIN_COMBINED is supported.',
    ['MIN_COMBINED'],
  );
  const own = (mnemonic: string, summary: string): AttrConstraint =>
    dialectAttr(`${name}.${mnemonic}`, summary);
  return {
    name,
    isMhlo,
    Token,
    Tuple,
    TensorOrToken: anyTypeOf([Tensor, Token]),
    TensorOrTokenOrTuple: anyTypeOf([Tensor, Token, Tuple]),
    TensorOrTuple: anyTypeOf([Tensor, Tuple]),
    StaticShapeTensorOrToken: anyTypeOf([StaticShapeTensor, Token]),
    AsyncBundle: nestedOf('async_bundle', [Tensor, Token], asyncBundleTypes),
    ComparisonDirection: direction.constraint,
    ComparisonType: comparison.constraint,
    PrecisionConfig: arrayOf(precision.constraint, 'Precision Config attribute'),
    FftType: fft.constraint,
    Transpose: transpose.constraint,
    RngDistribution: distribution.constraint,
    RngAlgorithm: algorithm.constraint,
    CustomCallApiVersion: {
      ...integerEnumAttr(32, API_VERSIONS),
      summary: 'Custom call API version',
    },
    CustomCallSchedule: schedule.constraint,
    FusionKind: fusion.constraint,
    DomainKind: domain.constraint,
    ChannelHandle: own('channel_handle', "two 64-bit integers 'handle' and 'type'"),
    DotDimensions: own('dot', 'Attribute that models the dimension information for dot.'),
    GatherDimensions: own('gather', 'Attribute that models the dimension information for gather'),
    ScatterDimensions: own(
      'scatter',
      'Attribute that models the dimension information for scatter',
    ),
    ConvolutionDimensions: own('conv', 'Structure of dimension information for conv op'),
    outputOperandAliases: (of) =>
      arrayOf(
        own(
          'output_operand_alias',
          'Attribute that models the alias relationship of output and operand of a CustomCall op',
        ),
        `Aliasing attribute for outputs and operands of ${of}`,
      ),
    attributes: [
      ...[direction, comparison, precision, fft, transpose, distribution, algorithm].map(
        ({ definition }) => definition,
      ),
      ...dimensionNumbers,
      convolutionDimensions(isMhlo),
      outputOperandAlias,
      resultAlias,
      channelHandle,
      ...(isMhlo
        ? [
            ...[schedule, domain, fusion, dequantize].map(({ definition }) => definition),
            ...xlaAttributes,
            typeExtensions,
          ]
        : [boundsAttribute]),
    ],
    types: isMhlo ? [token, asyncBundle] : [token],
  };
}

const elements = (summary: string, matches: (type: Type) => boolean): AttrConstraint => ({
  summary,
  matches: (attr) => attr.kind === 'dense' && matches(attr.type.elementType),
});
export const I64Elements = elements(
  '64-bit signless integer elements attribute',
  (type) => type.kind === 'integer' && type.width === 64 && type.signedness === 'signless',
);
export const BoolElements = elements(
  'constant boolean vector/tensor attribute',
  (type) => type.kind === 'integer' && type.width === 1 && type.signedness === 'signless',
);
const LayoutAttr: AttrConstraint = {
  summary: 'A 1D tensor of index type (layout)',
  matches: (attr) =>
    attr.kind === 'dense' && attr.type.elementType.kind === 'index' && attr.type.shape.length === 1,
};
export const Layouts = arrayOf(LayoutAttr, 'Array of layout (1D tensor of index type) attributes');
export const StringOrDictionary: AttrConstraint = {
  ...AnyAttr,
  summary: `${StrAttr.summary} or ${DictionaryAttrConstraint.summary}`,
  matches: (attr) => attr.kind === 'string' || attr.kind === 'dictionary',
};
export const CalledComputations = FlatSymbolRefArrayAttr;
/** What stands for an API version that is not given. */
export const originalApi = (context: Attribute['context']): Attribute =>
  IntegerAttr.i32(context, 1);
/** The attribute by which a dialect bounds sizes. */
export const createTypeExtensions = (
  context: Attribute['context'],
  dialect: string,
  bounds: readonly number[],
): Attribute =>
  DialectAttr.get(context, dialect, dialect === 'mhlo' ? 'type_extensions' : 'bounds', [
    [...bounds],
  ]);

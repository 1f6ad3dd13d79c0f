/**
 * The constraints on types and attributes that definitions are written with, under upstream's
 * names; `summary` is upstream's wording, which diagnostics repeat.
 */

import type { OpAsmParser, OpAsmPrinter } from './asm.ts';
import {
  type Attribute,
  attributeType,
  DenseArrayAttr,
  FloatAttr,
  IntegerAttr,
  isElements,
} from './attributes.ts';
import type { Context } from './context.ts';
import type { AttrConstraint, TypeConstraint } from './dialect.ts';
import { encodeFloat } from './float.ts';
import { isStrided } from './strided-layout.ts';
import {
  DialectType,
  DYNAMIC,
  type FloatKind,
  FloatType,
  hasStaticShape,
  IntegerType,
  isDialectType,
  isRankedShaped,
  isShaped,
  isSignless,
  isTensor,
  NoneType,
  numElements,
  type Signedness,
  type Type,
} from './types.ts';

// ----- Types -----

const type = (
  summary: string,
  matches: (type: Type) => boolean,
  buildable?: (context: Context) => Type,
): TypeConstraint => (buildable ? { summary, matches, buildable } : { summary, matches });

/** As a constraint whose C++ class upstream's parsers ask for: other kinds do not get to the verifier. */
const ofKinds = (constraint: TypeConstraint, ...kinds: Type['kind'][]): TypeConstraint => ({
  ...constraint,
  kinds,
});

/** Any of several constraints: `A or B`. */
export const anyTypeOf = (
  constraints: readonly TypeConstraint[],
  summary = constraints.map((c) => c.summary).join(' or '),
): TypeConstraint => type(summary, (t) => constraints.some((c) => c.matches(t)));
/** All of several constraints. */
export const allTypesOf = (
  constraints: readonly TypeConstraint[],
  summary = constraints.map((c) => c.summary).join(' and '),
): TypeConstraint => type(summary, (t) => constraints.every((c) => c.matches(t)));

export const AnyType = type('any type', () => true);
export const NoneTypeConstraint = ofKinds(
  type('none type', (t) => t.kind === 'none'),
  'none',
);
export const AnyFunction = ofKinds(
  type('function type', (t) => t.kind === 'function'),
  'function',
);

/** `32-bit signless integer` and its kin. */
export const integerOfWidth = (
  width: number,
  signedness: Signedness = 'signless',
): TypeConstraint =>
  ofKinds(
    type(
      `${width}-bit ${signedness} integer`,
      (t) => t.kind === 'integer' && t.width === width && t.signedness === signedness,
      (context) => IntegerType.get(context, width, signedness),
    ),
    'integer',
  );
/** `8/16/32-bit signless integer`. */
export const integerOfWidths = (
  widths: readonly number[],
  signedness: Signedness = 'signless',
): TypeConstraint =>
  type(
    `${widths.join('/')}-bit ${signedness} integer`,
    (t) => t.kind === 'integer' && widths.includes(t.width) && t.signedness === signedness,
  );
export const AnyInteger = ofKinds(
  type('integer', (t) => t.kind === 'integer'),
  'integer',
);
export const AnySignlessInteger = ofKinds(
  type('signless integer', (t) => isSignless(t)),
  'integer',
);
export const I1 = integerOfWidth(1);
export const I8 = integerOfWidth(8);
export const I16 = integerOfWidth(16);
export const I32 = integerOfWidth(32);
export const I64 = integerOfWidth(64);
export const Index = ofKinds(
  type(
    'index',
    (t) => t.kind === 'index',
    (context) => context.indexType,
  ),
  'index',
);
export const AnySignlessIntegerOrIndex = anyTypeOf([AnySignlessInteger, Index]);

const FLOAT_SUMMARIES: Partial<Record<FloatKind, string>> = { bf16: 'bfloat16 type' };
export const floatOf = (format: FloatKind): TypeConstraint => {
  // Those named after their format have no class of their own.
  const isNamed = format === 'bf16' || format.startsWith('f8');
  const constraint = type(
    FLOAT_SUMMARIES[format] ?? (isNamed ? `${format} type` : `${format.slice(1)}-bit float`),
    (t) => t.kind === 'float' && t.format === format,
    (context) => FloatType.get(context, format),
  );
  return isNamed ? constraint : ofKinds(constraint, 'float');
};
export const F16 = floatOf('f16');
export const BF16 = floatOf('bf16');
export const F32 = floatOf('f32');
export const F64 = floatOf('f64');
export const AnyFloat = ofKinds(
  type('floating-point', (t) => t.kind === 'float'),
  'float',
);
export const AnyComplex = ofKinds(
  type('complex-type', (t) => t.kind === 'complex'),
  'complex',
);
export const complexOf = (element: TypeConstraint): TypeConstraint =>
  ofKinds(
    type(
      `complex type with ${element.summary} elements`,
      (t) => t.kind === 'complex' && element.matches(t.elementType),
    ),
    'complex',
  );
export const AnyTuple = type(
  'nested tuple with any combination of any type values',
  (t) => t.kind === 'tuple',
);

const shapedOf =
  (name: string, isKind: (type: Type) => boolean, ...kinds: Type['kind'][]) =>
  (element: TypeConstraint): TypeConstraint =>
    ofKinds(
      type(
        `${name} of ${element.summary} values`,
        (t) => isKind(t) && isShaped(t) && element.matches(t.elementType),
      ),
      ...kinds,
    );
export const shapedTypeOf = shapedOf(
  'shaped',
  isShaped,
  'vector',
  'tensor',
  'unranked-tensor',
  'memref',
  'unranked-memref',
);
export const vectorOf = shapedOf(
  'vector',
  (t) => t.kind === 'vector' && t.shape.length > 0,
  'vector',
);
/** Vectors of rank 0 too. */
export const vectorOfAnyRank = shapedOf('vector', (t) => t.kind === 'vector', 'vector');
export const tensorOf = shapedOf('tensor', isTensor, 'tensor', 'unranked-tensor');
/** Formats parse any tensor for it: what has no rank is the verifier's to refuse. */
export const rankedTensorOf = shapedOf(
  'ranked tensor',
  (t) => t.kind === 'tensor',
  'tensor',
  'unranked-tensor',
);
/** As `rankedTensorOf`, of tensors without a rank. */
export const unrankedTensorOf = shapedOf(
  'unranked.tensor',
  (t) => t.kind === 'unranked-tensor',
  'tensor',
  'unranked-tensor',
);
export const memRefOf = shapedOf('memref', (t) => t.kind === 'memref', 'memref');
export const unrankedOrRankedMemRefOf = (element: TypeConstraint): TypeConstraint =>
  anyTypeOf([
    shapedOf('unranked.memref', (t) => t.kind === 'unranked-memref')(element),
    memRefOf(element),
  ]);
export const staticShapeTensorOf = shapedOf(
  'statically shaped tensor',
  (t) => t.kind === 'tensor' && hasStaticShape(t),
  'tensor',
  'unranked-tensor',
);
export const staticShapeMemRefOf = (element: TypeConstraint): TypeConstraint =>
  ofKinds(
    type(
      `statically shaped memref of ${element.summary} values`,
      (t) => t.kind === 'memref' && hasStaticShape(t) && element.matches(t.elementType),
    ),
    'memref',
  );
/** `1D tensor of … values`, `0D/1D …`. */
export const tensorOfRanks = (element: TypeConstraint, ranks: readonly number[]): TypeConstraint =>
  ofKinds(
    type(
      `${ranks.map((rank) => `${rank}D`).join('/')} tensor of ${element.summary} values`,
      (t) =>
        t.kind === 'tensor' && ranks.includes(t.shape.length) && element.matches(t.elementType),
    ),
    'tensor',
    'unranked-tensor',
  );
export const memRefOfRanks = (element: TypeConstraint, ranks: readonly number[]): TypeConstraint =>
  ofKinds(
    type(
      `${ranks.map((rank) => `${rank}D`).join('/')} memref of ${element.summary} values`,
      (t) =>
        t.kind === 'memref' && ranks.includes(t.shape.length) && element.matches(t.elementType),
    ),
    'memref',
  );
export const vectorOfRanks = (element: TypeConstraint, ranks: readonly number[]): TypeConstraint =>
  ofKinds(
    type(
      `vector of ${element.summary} values of ranks ${ranks.join('/')}`,
      (t) =>
        t.kind === 'vector' && ranks.includes(t.shape.length) && element.matches(t.elementType),
    ),
    'vector',
  );
const ofLengths = (base: TypeConstraint, lengths: readonly number[]): TypeConstraint => ({
  ...base,
  summary: `${base.summary} of length ${lengths.join('/')}`,
  matches: (t) => base.matches(t) && t.kind === 'vector' && lengths.includes(numElements(t.shape)),
});
/** Vectors of as many elements, of one of the types. */
export const vectorOfLength = (
  lengths: readonly number[],
  elements: readonly TypeConstraint[],
): TypeConstraint => ofLengths(vectorOf(anyTypeOf(elements)), lengths);
export const scalableVectorOf = shapedOf(
  'scalable vector',
  (t) => t.kind === 'vector' && t.numScalableDims > 0,
  'vector',
);
/** Scalable vectors whose least number of elements is one of those. */
export const scalableVectorOfLength = (
  lengths: readonly number[],
  elements: readonly TypeConstraint[],
): TypeConstraint => ofLengths(scalableVectorOf(anyTypeOf(elements)), lengths);
export const AnyShaped = shapedTypeOf(AnyType);
export const AnyVector = vectorOf(AnyType);
export const AnyVectorOfAnyRank = vectorOfAnyRank(AnyType);
/** A vector of one of the ranks, whatever its elements. */
export const vectorOfRank = (ranks: readonly number[]): TypeConstraint =>
  ofKinds(
    type(
      ` of ranks ${ranks.join('/')}`,
      (t) => t.kind === 'vector' && ranks.includes(t.shape.length),
    ),
    'vector',
  );
export const scalableVectorOfRank = (ranks: readonly number[]): TypeConstraint =>
  type(
    ` of ranks ${ranks.join('/')}`,
    (t) => t.kind === 'vector' && t.numScalableDims > 0 && ranks.includes(t.shape.length),
  );
export const AnyTensor = tensorOf(AnyType);
export const AnyRankedTensor = rankedTensorOf(AnyType);
export const AnyStaticShapeTensor = staticShapeTensorOf(AnyType);
export const AnyMemRef = memRefOf(AnyType);
export const AnyRankedOrUnrankedMemRef = unrankedOrRankedMemRefOf(AnyType);
export const AnyUnrankedMemRef = shapedOf(
  'unranked.memref',
  (t) => t.kind === 'unranked-memref',
  'unranked-memref',
)(AnyType);
export const AnyStridedMemRef = type(
  'strided memref of any type values',
  (t) => t.kind === 'memref' && isStrided(t),
);
export const stridedMemRefOfRank = (rank: number): TypeConstraint =>
  type(`${rank}D memref of any type values`, (t) => t.kind === 'memref' && t.shape.length === rank);
export const AnyStaticShapeMemRef = staticShapeMemRefOf(AnyType);

/** Scalars of a kind, and vectors and tensors of them: upstream's `…Like`. */
const like = (summary: string, scalar: (type: Type) => boolean): TypeConstraint =>
  type(summary, (t) => {
    // Vectors without dimensions are not among them.
    if (t.kind === 'vector') return t.shape.length > 0 && scalar(t.elementType);
    return scalar(isTensor(t) ? t.elementType : t);
  });
export const BoolLike = like('bool-like', (t) => isSignless(t, 1));
export const SignlessIntegerLike = like(
  'signless-integer-like',
  (t) => isSignless(t) || t.kind === 'index',
);
/** As `SignlessIntegerLike` without index. */
export const SignlessFixedWidthIntegerLike = like('signless-fixed-width-integer-like', (t) =>
  isSignless(t),
);
export const FloatLike = like('floating-point-like', (t) => t.kind === 'float');

/** A dialect's type by name, e.g. `dialectType('hal.buffer', 'buffer')`; upstream's summary. */
export const dialectType = (name: string, summary: string, isBuildable = false): TypeConstraint => {
  const constraint = type(summary, (t) => isDialectType(t, name));
  if (!isBuildable) return constraint;
  const [dialect = '', mnemonic = ''] = [
    name.slice(0, name.indexOf('.')),
    name.slice(name.indexOf('.') + 1),
  ];
  return { ...constraint, buildable: (context) => DialectType.get(context, dialect, mnemonic) };
};

/** True for a type all of whose sizes are known, or that has none. */
export const isStatic = (t: Type): boolean =>
  !isRankedShaped(t) || t.shape.every((size) => size !== DYNAMIC);

// ----- Attributes -----

const attr = (
  summary: string,
  matches: (attr: Attribute) => boolean,
  more: Partial<AttrConstraint> = {},
): AttrConstraint => ({ summary, matches, ...more });

export const AnyAttr = attr('any attribute', () => true);
export const TypedAttr = attr(
  'TypedAttr instance',
  (a) => a.kind === 'string' || attributeType(a) !== null,
);
export const UnitAttrConstraint = attr('unit attribute', (a) => a.kind === 'unit', {
  form: 'unit',
});
export const BoolAttr = attr(
  'bool attribute',
  (a) => a.kind === 'integer' && isSignless(a.type, 1),
  { valueType: (context) => context.i1 },
);
export const integerAttrOfWidth = (
  width: number,
  signedness: Signedness = 'signless',
): AttrConstraint =>
  attr(
    `${width}-bit ${signedness} integer attribute`,
    (a) =>
      a.kind === 'integer' &&
      a.type.kind === 'integer' &&
      a.type.width === width &&
      a.type.signedness === signedness,
    { valueType: (context) => IntegerType.get(context, width, signedness) },
  );
export const I1Attr = integerAttrOfWidth(1);
export const I8Attr = integerAttrOfWidth(8);
export const I32Attr = integerAttrOfWidth(32);
export const I64Attr = integerAttrOfWidth(64);
export const IndexAttr = attr(
  'index attribute',
  (a) => a.kind === 'integer' && a.type.kind === 'index',
  { valueType: (context) => context.indexType },
);
export const APIntAttr = attr('arbitrary integer attribute', (a) => a.kind === 'integer');
export const floatAttrOf = (format: FloatKind): AttrConstraint =>
  attr(
    `${format.slice(1)}-bit float attribute`,
    (a) => a.kind === 'float' && a.type.format === format,
    { valueType: (context) => FloatType.get(context, format) },
  );
export const F32Attr = floatAttrOf('f32');
export const F64Attr = floatAttrOf('f64');
export const StrAttr = attr('string attribute', (a) => a.kind === 'string', {
  kind: 'string',
  valueType: (context) => NoneType.get(context),
});
export const SymbolNameAttr = attr('string attribute', (a) => a.kind === 'string', {
  form: 'symbol-name',
});
export const SymbolRefAttrConstraint = attr(
  'symbol reference attribute',
  (a) => a.kind === 'symbol_ref',
  { kind: 'symbol_ref', valueType: (context) => NoneType.get(context) },
);
export const FlatSymbolRefAttr = attr(
  'flat symbol reference attribute',
  (a) => a.kind === 'symbol_ref' && a.nested.length === 0,
  { kind: 'symbol_ref', valueType: (context) => NoneType.get(context) },
);
export const DictionaryAttrConstraint = attr(
  'dictionary of named attribute values',
  (a) => a.kind === 'dictionary',
  { kind: 'dictionary' },
);
export const AffineMapAttrConstraint = attr('AffineMap attribute', (a) => a.kind === 'affine_map');
export const IntegerSetAttrConstraint = attr(
  'IntegerSet attribute',
  (a) => a.kind === 'integer_set',
);
export const TypeAttrConstraint = attr('any type attribute', (a) => a.kind === 'type');
/** A type attribute that holds a type of the constraint: `type attribute of …`. */
export const typeAttrOf = (constraint: TypeConstraint): AttrConstraint =>
  attr(
    `type attribute of ${constraint.summary}`,
    (a) => a.kind === 'type' && constraint.matches(a.type),
  );
export const FunctionTypeAttr = typeAttrOf(AnyFunction);
export const ElementsAttrConstraint = attr('constant vector/tensor attribute', isElements);
export const ArrayAttrConstraint = attr('array attribute', (a) => a.kind === 'array', {
  kind: 'array',
  valueType: (context) => NoneType.get(context),
});
/** `… array attribute` with every element of the constraint. */
export const arrayOf = (element: AttrConstraint, summary: string): AttrConstraint =>
  attr(summary, (a) => a.kind === 'array' && a.elements.every((e) => element.matches(e)), {
    kind: 'array',
    valueType: (context) => NoneType.get(context),
  });
export const I64ArrayAttr = arrayOf(I64Attr, '64-bit integer array attribute');
export const I32ArrayAttr = arrayOf(I32Attr, '32-bit integer array attribute');
export const IndexArrayAttr = arrayOf(IndexAttr, 'index array attribute');
/** Array of integer arrays: the groups of a reassociation. */
export const IndexListArrayAttr = arrayOf(I64ArrayAttr, 'Array of 64-bit integer array attributes');
export const BoolArrayAttr = arrayOf(BoolAttr, '1-bit boolean array attribute');
export const StrArrayAttr = arrayOf(StrAttr, 'string array attribute');
export const TypeArrayAttr = arrayOf(TypeAttrConstraint, 'type array attribute');
export const AffineMapArrayAttr = arrayOf(AffineMapAttrConstraint, 'AffineMap array attribute');
export const DictArrayAttr = arrayOf(DictionaryAttrConstraint, 'Array of dictionary attributes');
export const SymbolRefArrayAttr = arrayOf(SymbolRefAttrConstraint, 'symbol ref array attribute');
export const FlatSymbolRefArrayAttr = arrayOf(FlatSymbolRefAttr, 'flat symbol ref array attribute');
/** Inside a format: `[1, 2]` instead of `array<i64: 1, 2>`. */
const denseArrayOf = (
  name: string,
  elementType: (context: Context) => DenseArrayAttr['elementType'],
): AttrConstraint =>
  attr(
    `${name} dense array attribute`,
    (a) => a.kind === 'dense_array' && a.elementType === elementType(a.context),
    {
      form: 'custom',
      parse: (parser) => parseDenseArray(parser, elementType(parser.context)),
      print: printDenseArray,
    },
  );

function parseDenseArray(parser: OpAsmParser, type: DenseArrayAttr['elementType']): Attribute {
  const values: bigint[] = [];
  parser.parseCommaSeparatedList('square', () => {
    if (type.kind === 'float') values.push(encodeFloat(type.format, parser.parseFloat()));
    else {
      const at = parser.offset();
      const value = parser.parseInteger();
      const isInRange =
        type.width === 1
          ? value === 0n || value === 1n
          : BigInt.asIntN(type.width, value) === value;
      if (!isInRange) parser.fail('integer value too large', at);
      values.push(value);
    }
  });
  return DenseArrayAttr.get(type, values);
}

function printDenseArray(printer: OpAsmPrinter, attr: Attribute): void {
  if (attr.kind !== 'dense_array') {
    printer.printAttribute(attr);
    return;
  }
  const { elementType, values } = attr;
  const isBool = elementType.kind === 'integer' && elementType.width === 1;
  printer.print('[');
  values.forEach((value, i) => {
    if (i > 0) printer.print(', ');
    if (elementType.kind === 'float')
      printer.printAttributeWithoutType(FloatAttr.fromBits(elementType, value));
    else printer.print(isBool ? String(value !== 0n) : String(value));
  });
  printer.print(']');
}
export const DenseI64ArrayAttr = denseArrayOf('i64', (context) => context.i64);
export const DenseI32ArrayAttr = denseArrayOf('i32', (context) => context.i32);
export const DenseBoolArrayAttr = denseArrayOf('i1', (context) => context.i1);
export const DenseF32ArrayAttr = denseArrayOf('f32', (context) => context.f32);

/**
 * An enum held as an integer attribute (upstream's `I64EnumAttr`): cases in order, a keyword each.
 * `summary` is upstream's, e.g. `allowed 64-bit signless integer cases: 0, 1, 2`.
 */
export const integerEnumAttr = (
  width: number,
  cases: readonly (readonly [keyword: string, value: number])[],
): AttrConstraint => {
  const values = new Set(cases.map(([, value]) => BigInt(value)));
  return attr(
    `allowed ${width}-bit signless integer cases: ${cases.map(([, value]) => value).join(', ')}`,
    (a) => a.kind === 'integer' && isSignless(a.type, width) && values.has(a.value),
    {
      form: 'enum',
      valueType: (context) => IntegerType.get(context, width),
      cases: cases.map(([keyword, value]) => [keyword, BigInt(value)] as const),
    },
  );
};

/** Text of a bit set as upstream prints it: every case whose bits are all set, in order. */
export function bitEnumText(
  cases: readonly (readonly [keyword: string, value: number])[],
  value: number,
): string {
  const names = cases.flatMap(([keyword, bits]) =>
    bits !== 0 && (value & bits) >>> 0 === bits ? [keyword] : [],
  );
  return names.length > 0 ? names.join('|') : (cases.find(([, bits]) => bits === 0)?.[0] ?? '');
}

/** Upstream's words where a text has none of an enum's cases. */
export const expectedEnumMessage = (
  name: string,
  cases: readonly (readonly [keyword: string, value: unknown])[],
): string =>
  `expected string or keyword containing one of the following enum values for attribute '${name}' [${cases.map(([keyword]) => keyword).join(', ')}]`;

/** Bits of such a text; null if a name is unknown. */
export function bitEnumValue(
  cases: readonly (readonly [keyword: string, value: number])[],
  text: string,
): number | null {
  let value = 0;
  for (const name of text.split('|')) {
    const found = cases.find(([keyword]) => keyword === name.trim());
    if (!found) return null;
    value |= found[1];
  }
  return value >>> 0;
}

/**
 * A bit set held as a 32-bit integer attribute (upstream's `I32BitEnumAttr`). One single bit prints
 * as a keyword, all else as a string.
 */
export const bitEnumAttr = (
  summary: string,
  cases: readonly (readonly [keyword: string, value: number])[],
): AttrConstraint => {
  const all = cases.reduce((bits, [, value]) => bits | value, 0) >>> 0;
  const isSingle = (value: number): boolean =>
    value > 0 && (value & (value - 1)) === 0 && cases.some(([, bits]) => bits === value);
  const bitsOf = (a: Attribute): number =>
    a.kind === 'integer' ? Number(BigInt.asUintN(32, a.value)) : 0;
  return attr(
    summary,
    (a) => a.kind === 'integer' && isSignless(a.type, 32) && (bitsOf(a) & ~all) === 0,
    {
      form: 'custom',
      parse(parser, name) {
        const at = parser.offset();
        const text =
          parser.parseOptionalKeyword(...cases.map(([keyword]) => keyword)) ??
          parser.parseOptionalString();
        if (text === null)
          return parser.failWord(
            expectedEnumMessage(name, cases),
            cases.map(([keyword]) => keyword),
            at,
          );
        const value = bitEnumValue(cases, text);
        if (value === null)
          return parser.fail(`invalid ${name} attribute specification: "${text}"`, at);
        return IntegerAttr.i32(parser.context, value);
      },
      print(printer, a) {
        const text = bitEnumText(cases, bitsOf(a));
        if (isSingle(bitsOf(a))) printer.print(text);
        else printer.printString(text);
      },
    },
  );
};

/** An attribute of a dialect by name (`arith.fastmath`), with upstream's summary. */
export const dialectAttr = (name: string, summary: string): AttrConstraint =>
  attr(summary, (a) => a.kind === 'dialect' && a.name === name, { attrName: name });

/** Adds a condition to a constraint, with upstream's `whose …` wording appended. */
export const confinedAttr = (
  base: AttrConstraint,
  matches: (attr: Attribute) => boolean,
  wording: string,
): AttrConstraint => ({
  ...base,
  summary: `${base.summary} ${wording}`,
  matches: (a) => base.matches(a) && matches(a),
});
export const minimumValue = (base: AttrConstraint, least: bigint): AttrConstraint =>
  confinedAttr(
    base,
    (a) => a instanceof IntegerAttr && a.value >= least,
    `whose minimum value is ${least}`,
  );
export const maximumValue = (base: AttrConstraint, greatest: bigint): AttrConstraint =>
  confinedAttr(
    base,
    (a) => a instanceof IntegerAttr && a.value <= greatest,
    `whose maximum value is ${greatest}`,
  );
export const nonNegative = (base: AttrConstraint): AttrConstraint =>
  confinedAttr(
    base,
    (a) => a instanceof IntegerAttr && a.value >= 0n,
    'whose value is non-negative',
  );
export const positive = (base: AttrConstraint): AttrConstraint =>
  confinedAttr(base, (a) => a instanceof IntegerAttr && a.value > 0n, 'whose value is positive');

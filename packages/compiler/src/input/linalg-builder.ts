/** Builds linalg on tensors, with what stands around it: empty tensors, sizes, scalar constants. */

import {
  AffineMap,
  AffineMapAttr,
  ArrayAttr,
  type Attribute,
  affineDim,
  Builder,
  ComplexType,
  type Context,
  DialectAttr,
  DYNAMIC,
  FloatAttr,
  type FloatType,
  IntegerAttr,
  type IntegerType,
  type IteratorType,
  type Location,
  NAMED_OPERATIONS,
  type NamedAttribute,
  namedBody,
  type Operation,
  RankedTensorType,
  Region,
  type Type,
  UnknownLoc,
  type Value,
} from '@iree-workbench/ir';

/** A value's type where it is a tensor of known rank; null if it is anything else. */
export const rankedTensor = (value: Value): RankedTensorType | null =>
  value.type instanceof RankedTensorType ? value.type : null;

/** The zero of integers and floats; null for other types. */
export function zeroOf(type: Type): IntegerAttr | FloatAttr | null {
  if (type.kind === 'float') return FloatAttr.get(type, 0);
  return type.kind === 'integer' || type.kind === 'index' ? IntegerAttr.get(type, 0) : null;
}

/** The bounds of an integer type, as its signedness has them; signless is signed. */
export const integerBounds = (type: IntegerType): { min: bigint; max: bigint } =>
  type.signedness === 'unsigned'
    ? { min: 0n, max: (1n << BigInt(type.width)) - 1n }
    : { min: -(1n << BigInt(type.width - 1)), max: (1n << BigInt(type.width - 1)) - 1n };

/** The greatest finite number of a float type. */
export function largestFinite(type: FloatType): FloatAttr {
  const { bits: infinity } = FloatAttr.get(type, Number.POSITIVE_INFINITY);
  return FloatAttr.fromBits(type, infinity - 1n);
}
/** The least finite number of a float type. */
export const lowestFinite = (type: FloatType): FloatAttr =>
  FloatAttr.fromBits(type, largestFinite(type).bits | (1n << BigInt(type.width - 1)));

export const constantOf = (builder: Builder, attr: IntegerAttr | FloatAttr): Value =>
  builder.constant(attr, attr.type);
export const constantI32 = (builder: Builder, value: bigint | number): Value =>
  constantOf(builder, IntegerAttr.i32(builder.context, value));

/** `tensor.dim`. */
export const dimOf = (builder: Builder, tensor: Value, dim: number): Value =>
  builder.createValue('tensor.dim', {
    operands: [tensor, builder.constantIndex(dim)],
    resultTypes: [builder.context.indexType],
  });

/** `tensor.empty` of a type, whose dynamic sizes are given in order. */
export const emptyTensor = (
  builder: Builder,
  type: RankedTensorType,
  sizes: readonly Value[],
): Value => builder.createValue('tensor.empty', { operands: sizes, resultTypes: [type] });

/** The number of sizes that a type leaves open. */
export const numDynamic = (type: RankedTensorType): number =>
  type.shape.filter((size) => size === DYNAMIC).length;

/** A map of so many dimensions that gives some of them. */
export const mapOf = (numDims: number, dims: readonly number[]): AffineMap =>
  new AffineMap(numDims, 0, dims.map(affineDim));

export const mapsAttr = (context: Context, maps: readonly AffineMap[]): ArrayAttr =>
  ArrayAttr.get(
    context,
    maps.map((map) => AffineMapAttr.get(context, map)),
  );
export const iteratorsAttr = (context: Context, iterators: readonly IteratorType[]): ArrayAttr =>
  ArrayAttr.get(
    context,
    iterators.map((kind) => DialectAttr.get(context, 'linalg', 'iterator_type', [kind])),
  );

/** So many loops in any order. */
export const parallel = (rank: number): IteratorType[] => new Array(rank).fill('parallel');

export interface GenericState {
  readonly inputs: readonly Value[];
  /** The results have their types. */
  readonly inits: readonly Value[];
  /** One an operand, inputs first. */
  readonly maps: readonly AffineMap[];
  readonly iterators: readonly IteratorType[];
}

/** Builds a body's operations; gives what it yields. */
export type Body = (builder: Builder, args: readonly Value[]) => readonly Value[];

/**
 * A region of one block, ended by what `build` makes of its arguments.
 * @returns null if that is nothing.
 */
export function bodyRegion(
  location: Location,
  types: readonly Type[],
  build: (builder: Builder, args: readonly Value[]) => readonly Value[] | null,
  terminator = 'linalg.yield',
): Region | null {
  const region = new Region();
  const block = region.append();
  for (const type of types) block.addArgument(type, location);
  const inside = Builder.atEnd(block, location);
  const yielded = build(inside, block.arguments);
  if (!yielded) return null;
  inside.create(terminator, { operands: yielded });
  return region;
}

/** `linalg.generic` on tensors. */
export function generic(
  builder: Builder,
  { inputs, inits, maps, iterators }: GenericState,
  body: Body | Region,
): Operation {
  const { context, location } = builder;
  const region =
    body instanceof Region
      ? body
      : (bodyRegion(location, [...inputs, ...inits].map(elementOf), body) as Region);
  return builder.create('linalg.generic', {
    operandGroups: [inputs, inits],
    resultTypes: inits.map(({ type }) => type),
    attributes: [
      ['indexing_maps', mapsAttr(context, maps)],
      ['iterator_types', iteratorsAttr(context, iterators)],
    ],
    regions: [region],
  });
}

const elementOf = ({ type }: Value): Type =>
  type instanceof RankedTensorType ? type.elementType : type;

/** `linalg.fill`. */
export function fill(builder: Builder, scalar: Value, into: Value): Value {
  const types = [scalar.type, elementOf(into)];
  const nowhere = UnknownLoc.get(builder.context);
  const region = bodyRegion(nowhere, types, (_, [value]) => [value as Value]) as Region;
  return builder.createValue('linalg.fill', {
    operandGroups: [[scalar], [into]],
    resultTypes: [into.type],
    regions: [region],
  });
}

/** A tensor of zeros of any type of numbers, complex ones too; null for other types. */
export function zerosOf(
  builder: Builder,
  type: RankedTensorType,
  sizes: readonly Value[],
): Value | null {
  const { elementType } = type;
  const zero = zeroOf(elementType instanceof ComplexType ? elementType.elementType : elementType);
  if (!zero || !(elementType instanceof ComplexType))
    return zero && zeros(builder, type, sizes, zero);
  const scalar = builder.createValue('complex.constant', {
    operands: [],
    resultTypes: [elementType],
    attributes: [['value', ArrayAttr.get(builder.context, [zero, zero])]],
  });
  return fill(builder, scalar, emptyTensor(builder, type, sizes));
}

/** A tensor of zeros. */
export function zeros(
  builder: Builder,
  type: RankedTensorType,
  sizes: readonly Value[],
  zero: IntegerAttr | FloatAttr,
): Value {
  const empty = emptyTensor(builder, type, sizes);
  return fill(builder, constantOf(builder, zero), empty);
}

const BY_NAME = new Map(
  NAMED_OPERATIONS.map((operation) => [`linalg.${operation.name}`, operation]),
);

/**
 * One of linalg's named operations (`linalg.matmul`), on tensors of numbers, for which each has arithmetic.
 */
export function named(
  builder: Builder,
  name: string,
  inputs: readonly Value[],
  init: Value,
  attributes: readonly NamedAttribute[] = [],
): Value {
  const operation = BY_NAME.get(name);
  if (!operation) throw new Error(`'${name}' is none of linalg's named operations`);
  // Nobody wrote such a body: as upstream's, it is nowhere.
  const nowhere = UnknownLoc.get(builder.context);
  const region = bodyRegion(nowhere, [...inputs, init].map(elementOf), (inside, args) => {
    const value = namedBody(inside, operation.body, args, operation.unsigned ?? false);
    return value && [value];
  });
  if (!region) throw new Error(`'${name}' has no arithmetic for the element types`);
  return builder.createValue(name, {
    operandGroups: [inputs, [init]],
    resultTypes: [init.type],
    attributes,
    regions: [region],
  });
}

/** The attribute that groups dimensions for `tensor.expand_shape` and `tensor.collapse_shape`. */
export const reassociation = (
  context: Context,
  groups: readonly (readonly number[])[],
): Attribute =>
  ArrayAttr.get(
    context,
    groups.map((group) =>
      ArrayAttr.get(
        context,
        group.map((dim) => IntegerAttr.i64(context, dim)),
      ),
    ),
  );

/** `tensor.expand_shape` or `tensor.collapse_shape`. */
export const reshaped = (
  builder: Builder,
  name: 'tensor.collapse_shape' | 'tensor.expand_shape',
  source: Value,
  type: Type,
  groups: readonly (readonly number[])[],
): Value =>
  builder.createValue(name, {
    operands: [source],
    resultTypes: [type],
    attributes: [['reassociation', reassociation(builder.context, groups)]],
  });

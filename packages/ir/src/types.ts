/**
 * The builtin types, and the one class that stands for every dialect's types.
 *
 * A type is immutable and unique in its context, so `===` is equality. Types are made by the
 * context's uniquer through the static `get` functions, never by `new`.
 */

import type { Attribute } from './attributes.ts';
import type { Context } from './context.ts';

/** The size, stride or offset that is not known at compile time; equals upstream's `kDynamic`. */
export const DYNAMIC = -(2 ** 63);

export type Signedness = 'signless' | 'signed' | 'unsigned';

/** Float formats of the builtin dialect with their width in bits. */
export const FLOAT_WIDTHS = {
  f8E5M2: 8,
  f8E4M3FN: 8,
  f8E5M2FNUZ: 8,
  f8E4M3FNUZ: 8,
  f8E4M3B11FNUZ: 8,
  bf16: 16,
  f16: 16,
  f32: 32,
  f64: 64,
  f80: 80,
  f128: 128,
} as const;
export type FloatKind = keyof typeof FLOAT_WIDTHS;

/** What all types share. `id` is unique in the context and serves as a key of derived objects. */
abstract class TypeBase {
  // Declared and not defined: engines are slow to define a field of a class with many heirs.
  declare readonly context: Context;
  declare readonly id: number;
  constructor(context: Context) {
    this.context = context;
    this.id = context.nextId();
  }
}

export class IntegerType extends TypeBase {
  readonly kind = 'integer';
  readonly width: number;
  readonly signedness: Signedness;
  private constructor(context: Context, width: number, signedness: Signedness) {
    super(context);
    this.width = width;
    this.signedness = signedness;
  }
  static get(context: Context, width: number, signedness: Signedness = 'signless'): IntegerType {
    const letter = signedness === 'signless' ? 'i' : signedness === 'signed' ? 's' : 'u';
    return context.uniqueType(
      `${letter}${width}`,
      () => new IntegerType(context, width, signedness),
    );
  }
}

export class IndexType extends TypeBase {
  readonly kind = 'index';
  static get(context: Context): IndexType {
    return context.uniqueType('index', () => new IndexType(context));
  }
}

export class FloatType extends TypeBase {
  readonly kind = 'float';
  readonly format: FloatKind;
  private constructor(context: Context, format: FloatKind) {
    super(context);
    this.format = format;
  }
  /** Width in bits. */
  get width(): number {
    return FLOAT_WIDTHS[this.format];
  }
  static get(context: Context, format: FloatKind): FloatType {
    return context.uniqueType(`float:${format}`, () => new FloatType(context, format));
  }
}

export class NoneType extends TypeBase {
  readonly kind = 'none';
  static get(context: Context): NoneType {
    return context.uniqueType('none', () => new NoneType(context));
  }
}

export class ComplexType extends TypeBase {
  readonly kind = 'complex';
  readonly elementType: Type;
  private constructor(context: Context, elementType: Type) {
    super(context);
    this.elementType = elementType;
  }
  static get(elementType: Type): ComplexType {
    const context = elementType.context;
    return context.uniqueType(
      `complex:${elementType.id}`,
      () => new ComplexType(context, elementType),
    );
  }
}

export class TupleType extends TypeBase {
  readonly kind = 'tuple';
  readonly types: readonly Type[];
  private constructor(context: Context, types: readonly Type[]) {
    super(context);
    this.types = types;
  }
  static get(context: Context, types: readonly Type[]): TupleType {
    return context.uniqueType(`tuple:${ids(types)}`, () => new TupleType(context, [...types]));
  }
}

export class FunctionType extends TypeBase {
  readonly kind = 'function';
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
  private constructor(context: Context, inputs: readonly Type[], results: readonly Type[]) {
    super(context);
    this.inputs = inputs;
    this.results = results;
  }
  static get(context: Context, inputs: readonly Type[], results: readonly Type[]): FunctionType {
    return context.uniqueType(
      `fn:${ids(inputs)}->${ids(results)}`,
      () => new FunctionType(context, [...inputs], [...results]),
    );
  }
}

export class VectorType extends TypeBase {
  readonly kind = 'vector';
  readonly shape: readonly number[];
  /** How many of the trailing dimensions are scalable (`[4]`). */
  readonly numScalableDims: number;
  readonly elementType: Type;
  private constructor(
    context: Context,
    shape: readonly number[],
    elementType: Type,
    numScalableDims: number,
  ) {
    super(context);
    this.shape = shape;
    this.elementType = elementType;
    this.numScalableDims = numScalableDims;
  }
  static get(shape: readonly number[], elementType: Type, numScalableDims = 0): VectorType {
    const context = elementType.context;
    return context.uniqueType(
      `vector:${shape.join('x')}:${numScalableDims}:${elementType.id}`,
      () => new VectorType(context, [...shape], elementType, numScalableDims),
    );
  }
}

export class RankedTensorType extends TypeBase {
  readonly kind = 'tensor';
  readonly shape: readonly number[];
  readonly elementType: Type;
  readonly encoding: Attribute | null;
  private constructor(
    context: Context,
    shape: readonly number[],
    elementType: Type,
    encoding: Attribute | null,
  ) {
    super(context);
    this.shape = shape;
    this.elementType = elementType;
    this.encoding = encoding;
  }
  static get(
    shape: readonly number[],
    elementType: Type,
    encoding: Attribute | null = null,
  ): RankedTensorType {
    const context = elementType.context;
    return context.uniqueType(
      `tensor:${shape.join('x')}:${elementType.id}:${encoding?.id ?? ''}`,
      () => new RankedTensorType(context, [...shape], elementType, encoding),
    );
  }
}

export class UnrankedTensorType extends TypeBase {
  readonly kind = 'unranked-tensor';
  readonly elementType: Type;
  private constructor(context: Context, elementType: Type) {
    super(context);
    this.elementType = elementType;
  }
  static get(elementType: Type): UnrankedTensorType {
    const context = elementType.context;
    return context.uniqueType(
      `*tensor:${elementType.id}`,
      () => new UnrankedTensorType(context, elementType),
    );
  }
}

export class MemRefType extends TypeBase {
  readonly kind = 'memref';
  readonly shape: readonly number[];
  readonly elementType: Type;
  /** An affine map, a strided layout or another layout attribute; null is the identity. */
  readonly layout: Attribute | null;
  readonly memorySpace: Attribute | null;
  private constructor(
    context: Context,
    shape: readonly number[],
    elementType: Type,
    layout: Attribute | null,
    memorySpace: Attribute | null,
  ) {
    super(context);
    this.shape = shape;
    this.elementType = elementType;
    this.layout = layout;
    this.memorySpace = memorySpace;
  }
  static get(
    shape: readonly number[],
    elementType: Type,
    layout: Attribute | null = null,
    memorySpace: Attribute | null = null,
  ): MemRefType {
    const context = elementType.context;
    // An identity map is the same layout as none.
    const canonical = layout?.kind === 'affine_map' && layout.map.isIdentity() ? null : layout;
    return context.uniqueType(
      `memref:${shape.join('x')}:${elementType.id}:${canonical?.id ?? ''}:${memorySpace?.id ?? ''}`,
      () => new MemRefType(context, [...shape], elementType, canonical, memorySpace),
    );
  }
}

export class UnrankedMemRefType extends TypeBase {
  readonly kind = 'unranked-memref';
  readonly elementType: Type;
  readonly memorySpace: Attribute | null;
  private constructor(context: Context, elementType: Type, memorySpace: Attribute | null) {
    super(context);
    this.elementType = elementType;
    this.memorySpace = memorySpace;
  }
  static get(elementType: Type, memorySpace: Attribute | null = null): UnrankedMemRefType {
    const context = elementType.context;
    return context.uniqueType(
      `*memref:${elementType.id}:${memorySpace?.id ?? ''}`,
      () => new UnrankedMemRefType(context, elementType, memorySpace),
    );
  }
}

/** A type of a dialect that is not registered: its text, kept as written. */
export class OpaqueType extends TypeBase {
  readonly kind = 'opaque';
  readonly dialect: string;
  readonly text: string;
  private constructor(context: Context, dialect: string, text: string) {
    super(context);
    this.dialect = dialect;
    this.text = text;
  }
  static get(context: Context, dialect: string, text: string): OpaqueType {
    return context.uniqueType(
      `opaque:${dialect}:${text}`,
      () => new OpaqueType(context, dialect, text),
    );
  }
}

/** A parameter of a dialect's type or attribute. */
export type Param = Type | Attribute | string | number | bigint | null | readonly Param[];

/** A type of a registered dialect: a mnemonic and parameters, described by a `TypeDefinition`. */
export class DialectType extends TypeBase {
  readonly kind = 'dialect';
  readonly dialect: string;
  readonly mnemonic: string;
  /** `!dialect.mnemonic` without its parameters; the name to test for. */
  readonly name: string;
  readonly params: readonly Param[];
  private constructor(
    context: Context,
    dialect: string,
    mnemonic: string,
    params: readonly Param[],
  ) {
    super(context);
    this.dialect = dialect;
    this.mnemonic = mnemonic;
    this.name = `${dialect}.${mnemonic}`;
    this.params = params;
  }
  static get(
    context: Context,
    dialect: string,
    mnemonic: string,
    params: readonly Param[] = [],
  ): DialectType {
    return context.uniqueType(
      `!${dialect}.${mnemonic}${paramsKey(params)}`,
      () => new DialectType(context, dialect, mnemonic, params),
    );
  }
}

export type Type =
  | IntegerType
  | IndexType
  | FloatType
  | NoneType
  | ComplexType
  | TupleType
  | FunctionType
  | VectorType
  | RankedTensorType
  | UnrankedTensorType
  | MemRefType
  | UnrankedMemRefType
  | OpaqueType
  | DialectType;

export type TensorType = RankedTensorType | UnrankedTensorType;
export type ShapedType = VectorType | TensorType | MemRefType | UnrankedMemRefType;
/** Shaped types whose rank is known. */
export type RankedShapedType = VectorType | RankedTensorType | MemRefType;

export const isShaped = (type: Type): type is ShapedType =>
  type.kind === 'vector' ||
  type.kind === 'tensor' ||
  type.kind === 'memref' ||
  type.kind === 'unranked-tensor' ||
  type.kind === 'unranked-memref';

export const isRankedShaped = (type: Type): type is RankedShapedType =>
  type.kind === 'vector' || type.kind === 'tensor' || type.kind === 'memref';

export const isTensor = (type: Type): type is TensorType =>
  type.kind === 'tensor' || type.kind === 'unranked-tensor';

/** True for `!dialect.mnemonic<…>`, e.g. `isDialectType(type, 'hal.buffer_view')`. */
export const isDialectType = (type: Type, name: string): type is DialectType =>
  type.kind === 'dialect' && type.name === name;

/** The element type of a shaped type, else the type itself. */
export const elementTypeOrSelf = (type: Type): Type => (isShaped(type) ? type.elementType : type);

export const isSignless = (type: Type, width?: number): type is IntegerType =>
  type.kind === 'integer' &&
  type.signedness === 'signless' &&
  (width === undefined || type.width === width);

export const isIntOrIndex = (type: Type): type is IntegerType | IndexType =>
  type.kind === 'integer' || type.kind === 'index';

export const isIntOrFloat = (type: Type): type is IntegerType | FloatType =>
  type.kind === 'integer' || type.kind === 'float';

export const hasStaticShape = (type: RankedShapedType): boolean =>
  type.shape.every((size) => size !== DYNAMIC);

/** Product of the static sizes of a shape; throws if a size is dynamic (a caller's error). */
export function numElements(shape: readonly number[]): number {
  let count = 1;
  for (const size of shape) {
    if (size === DYNAMIC) throw new Error('numElements of a dynamic shape');
    count *= size;
  }
  return count;
}

/** The positions of the dynamic sizes. */
export const dynamicDims = (shape: readonly number[]): number[] =>
  shape.flatMap((size, index) => (size === DYNAMIC ? [index] : []));

/** Width in bits of an integer, index (64) or float type. */
export function bitWidth(type: Type): number {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return type.width;
    case 'index':
      return 64;
    case 'complex':
      return 2 * bitWidth(type.elementType);
    default:
      throw new Error(`bitWidth of a ${type.kind} type`);
  }
}

/** Does `bitWidth` know it? */
export const hasWidth = (type: Type): boolean =>
  type.kind === 'complex'
    ? hasWidth(type.elementType)
    : type.kind === 'integer' || type.kind === 'float' || type.kind === 'index';

/** A shaped type of the same kind with another shape and, if given, another element type. */
export function withShape<T extends RankedShapedType>(
  type: T,
  shape: readonly number[],
  elementType: Type = type.elementType,
): T {
  switch (type.kind) {
    case 'vector':
      return VectorType.get(shape, elementType, type.numScalableDims) as T;
    case 'tensor':
      return RankedTensorType.get(shape, elementType, type.encoding) as T;
    case 'memref':
      return MemRefType.get(shape, elementType, type.layout, type.memorySpace) as T;
  }
}

function ids(types: readonly Type[]): string {
  return types.map((type) => type.id).join(',');
}

/** Key of a parameter list for uniquing; distinguishes strings, numbers, objects and nesting. */
export function paramsKey(params: readonly Param[]): string {
  let key = '<';
  for (const param of params) {
    if (param === null) key += '~,';
    else if (typeof param === 'string') key += `${JSON.stringify(param)},`;
    else if (typeof param === 'number') key += `${param},`;
    else if (typeof param === 'bigint') key += `${param}n,`;
    else if (Array.isArray(param)) key += `${paramsKey(param)},`;
    else key += `#${(param as Type | Attribute).id},`;
  }
  return `${key}>`;
}

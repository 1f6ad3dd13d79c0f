/**
 * Folds of the arith dialect. Integers wrap in their width (index: 64 bits); floats are computed as
 * doubles and rounded to their format, which is exact for f32 and narrower.
 */

import { type Attribute, DenseElementsAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Fold, FoldResult } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  bitWidth,
  elementTypeOrSelf,
  type IndexType,
  type IntegerType,
  isRankedShaped,
  type Type,
} from '../../types.ts';
import { CMPF_PREDICATES, CMPI_PREDICATES } from './predicates.ts';

type Scalar = IntegerAttr | FloatAttr;
type IntLike = IntegerType | IndexType;
const isIntLike = (type: Type): type is IntLike => type.kind === 'integer' || type.kind === 'index';

/** Element count up to which constants are folded element by element. */
const MAX_FOLDED_ELEMENTS = 4096;

/** The constant of a type with elements made by `at`. */
function build(
  type: Type,
  count: number,
  splat: boolean,
  at: (i: number) => Scalar | null,
): Attribute | null {
  if (!isRankedShaped(type)) return at(0);
  const n = splat ? 1 : count;
  if (n > MAX_FOLDED_ELEMENTS) return null;
  const elements: Scalar[] = [];
  for (let i = 0; i < n; i++) {
    const element = at(i);
    if (!element) return null;
    elements.push(element);
  }
  return DenseElementsAttr.fromElements(type, elements);
}

const elementAt = (attr: Attribute, i: number): Scalar | null => {
  if (attr.kind === 'integer' || attr.kind === 'float') return attr;
  if (attr.kind !== 'dense' || attr.type.elementType.kind === 'complex') return null;
  return attr.at(i);
};
const isSplat = (attr: Attribute): boolean => attr.kind !== 'dense' || attr.isSplat;
const countOf = (attr: Attribute): number => (attr.kind === 'dense' ? attr.numElements : 1);

/** Applies `compute` to constants element by element. */
function mapConstants(
  type: Type,
  attrs: readonly Attribute[],
  compute: (elements: readonly Scalar[]) => Scalar | null,
): Attribute | null {
  if (isRankedShaped(type) && type.shape.some((size) => size < 0)) return null;
  const [first] = attrs;
  if (!first) return null;
  return build(type, countOf(first), attrs.every(isSplat), (i) => {
    const elements = attrs.map((attr) => elementAt(attr, i));
    return elements.every((element) => element !== null) ? compute(elements as Scalar[]) : null;
  });
}

// ----- Integers -----

export interface IntegerFold {
  /** The value of constants, unsigned and signed views given; null if undefined. */
  readonly compute: (lhs: bigint, rhs: bigint, width: number) => bigint | null;
  /** x op constant (or op of equal operands) without both being constants. */
  readonly simplify?: (op: Operation, rhs: bigint | null, width: number) => Value | bigint | null;
}

const unsigned = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);
const signed = (value: bigint, width: number): bigint => BigInt.asIntN(width, value);
const ones = (width: number): bigint => (1n << BigInt(width)) - 1n;

const identityRight =
  (identity: bigint) =>
  (op: Operation, rhs: bigint | null): Value | null =>
    rhs === identity ? op.operand(0) : null;

/** Signed value of a splat or scalar constant. */
function splatInteger(attr: Attribute | null | undefined): bigint | null {
  if (attr?.kind === 'integer') return attr.value;
  const splat = attr?.kind === 'dense' ? attr.splatValue : null;
  return splat?.kind === 'integer' ? splat.value : null;
}

/** A splat or scalar of the type. */
function integerConstant(type: Type, value: bigint): Attribute | null {
  const element = elementTypeOrSelf(type);
  if (!isIntLike(element)) return null;
  const attr = IntegerAttr.get(element, value);
  if (!isRankedShaped(type)) return attr;
  return type.shape.some((size) => size < 0) ? null : DenseElementsAttr.splat(type, attr);
}

export const integerBinary =
  (fold: IntegerFold): Fold =>
  (op, [lhs, rhs]) => {
    const type = op.result().type;
    const element = elementTypeOrSelf(type);
    if (!isIntLike(element)) return null;
    const width = bitWidth(element);
    if (lhs && rhs) {
      const folded = mapConstants(type, [lhs, rhs], ([a, b]) => {
        if (a?.kind !== 'integer' || b?.kind !== 'integer') return null;
        const value = fold.compute(signed(a.value, width), signed(b.value, width), width);
        return value === null ? null : IntegerAttr.get(element, value);
      });
      if (folded) return [folded];
    }
    const constant = splatInteger(rhs);
    const simple =
      fold.simplify?.(op, constant === null ? null : signed(constant, width), width) ?? null;
    if (simple === null) return null;
    if (typeof simple !== 'bigint') return [simple];
    const attr = integerConstant(type, simple);
    return attr ? [attr] : null;
  };

const same = (op: Operation): boolean => op.operand(0) === op.operand(1);

export const addi: IntegerFold = {
  compute: (a, b) => a + b,
  simplify(op, rhs) {
    if (rhs === 0n) return op.operand(0);
    // (a - b) + b and b + (a - b)
    for (const [x, y] of [
      [op.operand(0), op.operand(1)],
      [op.operand(1), op.operand(0)],
    ] as const) {
      const sub = x.definingOp;
      if (sub?.is('arith.subi') && sub.operand(1) === y) return sub.operand(0);
    }
    return null;
  },
};
export const subi: IntegerFold = {
  compute: (a, b) => a - b,
  simplify(op, rhs) {
    if (same(op)) return 0n;
    if (rhs === 0n) return op.operand(0);
    const add = op.operand(0).definingOp;
    if (add?.is('arith.addi')) {
      if (add.operand(1) === op.operand(1)) return add.operand(0);
      if (add.operand(0) === op.operand(1)) return add.operand(1);
    }
    return null;
  },
};
export const muli: IntegerFold = {
  compute: (a, b) => a * b,
  simplify: (op, rhs) => (rhs === 0n ? 0n : rhs === 1n ? op.operand(0) : null),
};
export const divui: IntegerFold = {
  compute: (a, b, w) => (b === 0n ? null : unsigned(a, w) / unsigned(b, w)),
  simplify: identityRight(1n),
};
export const divsi: IntegerFold = {
  compute: (a, b, w) => (b === 0n || (b === -1n && a === -(1n << BigInt(w - 1))) ? null : a / b),
  simplify: identityRight(1n),
};
export const ceildivui: IntegerFold = {
  compute(a, b, w) {
    const [x, y] = [unsigned(a, w), unsigned(b, w)];
    return y === 0n ? null : (x + y - 1n) / y;
  },
  simplify: identityRight(1n),
};
const overflows = (a: bigint, b: bigint, w: number): boolean =>
  b === -1n && a === -(1n << BigInt(w - 1));
export const floordivsi: IntegerFold = {
  compute(a, b, w) {
    if (b === 0n || overflows(a, b, w)) return null;
    const q = a / b;
    return a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q;
  },
  simplify: identityRight(1n),
};
export const ceildivsi: IntegerFold = {
  compute(a, b, w) {
    if (b === 0n || overflows(a, b, w)) return null;
    const q = a / b;
    return a % b !== 0n && a < 0n === b < 0n ? q + 1n : q;
  },
  simplify: identityRight(1n),
};
export const remui: IntegerFold = {
  compute: (a, b, w) => (b === 0n ? null : unsigned(a, w) % unsigned(b, w)),
  simplify: (_op, rhs) => (rhs === 1n ? 0n : null),
};
export const remsi: IntegerFold = {
  compute: (a, b) => (b === 0n ? null : a % b),
  simplify: (_op, rhs) => (rhs === 1n ? 0n : null),
};
/** Operands that the same operation gives, each with the other operand. */
const nested = (op: Operation): { readonly inner: Operation; readonly other: Value }[] =>
  [0, 1].flatMap((i) => {
    const inner = op.operand(i).definingOp;
    return inner?.is(op.name) ? [{ inner, other: op.operand(1 - i) }] : [];
  });

export const andi: IntegerFold = {
  compute: (a, b) => a & b,
  simplify: (op, rhs, w) =>
    same(op)
      ? op.operand(0)
      : rhs === 0n
        ? 0n
        : rhs !== null && unsigned(rhs, w) === ones(w)
          ? op.operand(0)
          : // What has been masked once is masked.
            (nested(op)
              .find(({ inner, other }) => inner.operands.includes(other))
              ?.inner.result() ?? null),
};
export const ori: IntegerFold = {
  compute: (a, b) => a | b,
  simplify: (op, rhs, w) =>
    same(op) || rhs === 0n
      ? op.operand(0)
      : rhs !== null && unsigned(rhs, w) === ones(w)
        ? rhs
        : null,
};
export const xori: IntegerFold = {
  compute: (a, b) => a ^ b,
  simplify: (op, rhs) => {
    if (same(op)) return 0n;
    if (rhs === 0n) return op.operand(0);
    // What is flipped twice is what it was.
    for (const { inner, other } of nested(op)) {
      if (inner.operand(0) === other) return inner.operand(1);
      if (inner.operand(1) === other) return inner.operand(0);
    }
    return null;
  },
};
const shiftAmount = (b: bigint, w: number): bigint | null => {
  const amount = unsigned(b, w);
  return amount < BigInt(w) ? amount : null;
};
export const shli: IntegerFold = {
  compute(a, b, w) {
    const n = shiftAmount(b, w);
    return n === null ? null : a << n;
  },
  simplify: identityRight(0n),
};
export const shrui: IntegerFold = {
  compute(a, b, w) {
    const n = shiftAmount(b, w);
    return n === null ? null : unsigned(a, w) >> n;
  },
  simplify: identityRight(0n),
};
export const shrsi: IntegerFold = {
  compute(a, b, w) {
    const n = shiftAmount(b, w);
    return n === null ? null : a >> n;
  },
  simplify: identityRight(0n),
};
const extreme = (
  compute: IntegerFold['compute'],
  absorbing: (w: number) => bigint,
  neutral: (w: number) => bigint,
): IntegerFold => ({
  compute,
  simplify(op, rhs, w) {
    if (same(op)) return op.operand(0);
    if (rhs === null) return null;
    if (signed(rhs, w) === signed(absorbing(w), w)) return rhs;
    return signed(rhs, w) === signed(neutral(w), w) ? op.operand(0) : null;
  },
});
const maxSigned = (w: number): bigint => (1n << BigInt(w - 1)) - 1n;
const minSigned = (w: number): bigint => -(1n << BigInt(w - 1));
export const maxsi = extreme((a, b) => (a > b ? a : b), maxSigned, minSigned);
export const minsi = extreme((a, b) => (a < b ? a : b), minSigned, maxSigned);
export const maxui = extreme(
  (a, b, w) => (unsigned(a, w) > unsigned(b, w) ? a : b),
  ones,
  () => 0n,
);
export const minui = extreme(
  (a, b, w) => (unsigned(a, w) < unsigned(b, w) ? a : b),
  () => 0n,
  ones,
);

// ----- Floats -----

export interface FloatFold {
  readonly compute: (lhs: number, rhs: number) => number;
  /** The constant on the right that leaves the left operand as it is. */
  readonly isIdentity?: (rhs: number) => boolean;
  /** Of a value with itself it is the value. */
  readonly isIdempotent?: boolean;
}

export const floatBinary =
  (fold: FloatFold): Fold =>
  (op, [lhs, rhs]) => {
    const type = op.result().type;
    const element = elementTypeOrSelf(type);
    if (element.kind !== 'float' || element.width > 64) return null;
    if (lhs && rhs) {
      const folded = mapConstants(type, [lhs, rhs], ([a, b]) =>
        a?.kind === 'float' && b?.kind === 'float'
          ? FloatAttr.get(element, fold.compute(a.value, b.value))
          : null,
      );
      if (folded) return [folded];
    }
    if (fold.isIdempotent && same(op)) return [op.operand(0)];
    const splat = rhs?.kind === 'float' ? rhs : rhs?.kind === 'dense' ? rhs.splatValue : null;
    if (splat?.kind === 'float' && fold.isIdentity?.(splat.value)) return [op.operand(0)];
    return null;
  };

export const addf: FloatFold = { compute: (a, b) => a + b, isIdentity: (b) => Object.is(b, -0) };
export const subf: FloatFold = { compute: (a, b) => a - b, isIdentity: (b) => Object.is(b, 0) };
export const mulf: FloatFold = { compute: (a, b) => a * b, isIdentity: (b) => b === 1 };
export const divf: FloatFold = { compute: (a, b) => a / b, isIdentity: (b) => b === 1 };
export const remf: FloatFold = { compute: (a, b) => a % b };
export const maxf: FloatFold = {
  compute: (a, b) => Math.max(a, b),
  isIdempotent: true,
  isIdentity: (b) => b === Number.NEGATIVE_INFINITY,
};
export const maxnumf: FloatFold = {
  compute: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)),
  isIdempotent: true,
};
export const minnumf: FloatFold = {
  compute: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)),
  isIdempotent: true,
};
export const minf: FloatFold = {
  compute: (a, b) => Math.min(a, b),
  isIdempotent: true,
  isIdentity: (b) => b === Number.POSITIVE_INFINITY,
};

export const foldNegf: Fold = (op, [operand]) => {
  const inner = op.operand(0).definingOp;
  if (inner?.is('arith.negf')) return [inner.operand(0)];
  const type = op.result().type;
  const element = elementTypeOrSelf(type);
  if (!operand || element.kind !== 'float') return null;
  const sign = 1n << BigInt(element.width - 1);
  const folded = mapConstants(type, [operand], ([a]) =>
    a?.kind === 'float' ? FloatAttr.fromBits(element, a.bits ^ sign) : null,
  );
  return folded && [folded];
};

// ----- Casts -----

export type CastFold = (element: Scalar, to: Type) => Scalar | null;

export const castFold =
  (fold: CastFold): Fold =>
  (op, [operand]): FoldResult => {
    const source = op.operand(0).definingOp;
    // A cast there and back is nothing, where no bits were lost on the way.
    if (source && INVERSE[op.name] === source.name && source.operand(0).type === op.result().type)
      return [source.operand(0)];
    if (op.is('arith.bitcast') && op.operand(0).type === op.result().type) return [op.operand(0)];
    if (!operand) return null;
    const type = op.result().type;
    const to = elementTypeOrSelf(type);
    const folded = mapConstants(type, [operand], ([a]) => (a ? fold(a, to) : null));
    return folded && [folded];
  };

const INVERSE: Readonly<Record<string, string>> = {
  'arith.trunci': 'arith.extui',
  'arith.bitcast': 'arith.bitcast',
  'arith.truncf': 'arith.extf',
};

const asInteger = (to: Type, value: bigint): IntegerAttr | null =>
  isIntLike(to) ? IntegerAttr.get(to, value) : null;
const asFloat = (to: Type, value: number): FloatAttr | null =>
  to.kind === 'float' && to.width <= 64 ? FloatAttr.get(to, value) : null;
const unsignedValue = (a: IntegerAttr): bigint => unsigned(a.value, bitWidth(a.type));
const signedValue = (a: IntegerAttr): bigint => signed(a.value, bitWidth(a.type));

export const extui: CastFold = (a, to) =>
  a.kind === 'integer' ? asInteger(to, unsignedValue(a)) : null;
export const extsi: CastFold = (a, to) =>
  a.kind === 'integer' ? asInteger(to, signedValue(a)) : null;
export const trunci: CastFold = (a, to) => (a.kind === 'integer' ? asInteger(to, a.value) : null);
export const indexCast: CastFold = (a, to) =>
  a.kind === 'integer' ? asInteger(to, signedValue(a)) : null;
export const indexCastUi: CastFold = (a, to) =>
  a.kind === 'integer' ? asInteger(to, unsignedValue(a)) : null;
export const extf: CastFold = (a, to) => (a.kind === 'float' ? asFloat(to, a.value) : null);
export const truncf: CastFold = (a, to) => {
  if (a.kind !== 'float') return null;
  const narrow = asFloat(to, a.value);
  // Only what the narrow format holds exactly.
  return narrow && Object.is(narrow.value, a.value) ? narrow : null;
};
export const uitofp: CastFold = (a, to) =>
  a.kind === 'integer' ? asFloat(to, Number(unsignedValue(a))) : null;
export const sitofp: CastFold = (a, to) =>
  a.kind === 'integer' ? asFloat(to, Number(signedValue(a))) : null;
const toInteger = (a: Scalar, to: Type, isSigned: boolean): IntegerAttr | null => {
  if (a.kind !== 'float' || !isIntLike(to) || !Number.isFinite(a.value)) return null;
  const value = BigInt(Math.trunc(a.value));
  const width = bitWidth(to);
  const fits = isSigned ? signed(value, width) === value : unsigned(value, width) === value;
  return fits ? IntegerAttr.get(to, value) : null;
};
export const fptoui: CastFold = (a, to) => toInteger(a, to, false);
export const fptosi: CastFold = (a, to) => toInteger(a, to, true);
export const bitcast: CastFold = (a, to) => {
  const raw = a.kind === 'float' ? a.bits : unsignedValue(a);
  if (to.kind === 'float') return FloatAttr.fromBits(to, raw);
  return isIntLike(to) ? IntegerAttr.get(to, raw) : null;
};

// ----- Comparisons and selection -----

export function compareIntegers(predicate: string, a: bigint, b: bigint, width: number): boolean {
  const [x, y] = predicate.startsWith('u')
    ? [unsigned(a, width), unsigned(b, width)]
    : [signed(a, width), signed(b, width)];
  switch (predicate) {
    case 'eq':
      return x === y;
    case 'ne':
      return x !== y;
    case 'slt':
    case 'ult':
      return x < y;
    case 'sle':
    case 'ule':
      return x <= y;
    case 'sgt':
    case 'ugt':
      return x > y;
    default:
      return x >= y;
  }
}

export function compareFloats(predicate: string, a: number, b: number): boolean {
  const unordered = Number.isNaN(a) || Number.isNaN(b);
  switch (predicate) {
    case 'false':
      return false;
    case 'true':
      return true;
    case 'ord':
      return !unordered;
    case 'uno':
      return unordered;
    default:
  }
  if (unordered) return predicate.startsWith('u');
  switch (predicate.slice(1)) {
    case 'eq':
      return a === b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
    default:
      return a !== b;
  }
}

/** Keyword of the predicate attribute of a comparison. */
export const predicateOf = (op: Operation): string => {
  const value = Number(op.intAttr('predicate') ?? 0n);
  const table: readonly (readonly [string, number])[] = op.is('arith.cmpi')
    ? CMPI_PREDICATES
    : CMPF_PREDICATES;
  return table.find(([, number]) => number === value)?.[0] ?? 'eq';
};

const boolean = (op: Operation, value: boolean): Attribute => IntegerAttr.bool(op.context, value);

export const foldCmpi: Fold = (op, [lhs, rhs]) => {
  const type = op.result().type;
  const predicate = predicateOf(op);
  if (op.operand(0) === op.operand(1) && !isRankedShaped(type))
    return [boolean(op, ['eq', 'sle', 'sge', 'ule', 'uge'].includes(predicate))];
  if (lhs && rhs) {
    const width = bitWidth(elementTypeOrSelf(op.operand(0).type));
    const folded = mapConstants(type, [lhs, rhs], ([a, b]) =>
      a?.kind === 'integer' && b?.kind === 'integer'
        ? IntegerAttr.bool(op.context, compareIntegers(predicate, a.value, b.value, width))
        : null,
    );
    return folded && [folded];
  }
  // A constant on the left goes to the right with the predicate mirrored.
  if (lhs && !rhs) {
    const mirrored = MIRRORED[predicate] ?? predicate;
    const number = CMPI_PREDICATES.find(([keyword]) => keyword === mirrored)?.[1] ?? 0;
    const [a, b] = op.operands as [Value, Value];
    op.setOperands([b, a]);
    op.setAttr('predicate', IntegerAttr.i64(op.context, number));
    return 'in-place';
  }
  return null;
};
const MIRRORED: Readonly<Record<string, string>> = {
  slt: 'sgt',
  sle: 'sge',
  sgt: 'slt',
  sge: 'sle',
  ult: 'ugt',
  ule: 'uge',
  ugt: 'ult',
  uge: 'ule',
};

export const foldCmpf: Fold = (op, [lhs, rhs]) => {
  if (!lhs || !rhs) return null;
  const predicate = predicateOf(op);
  const folded = mapConstants(op.result().type, [lhs, rhs], ([a, b]) =>
    a?.kind === 'float' && b?.kind === 'float'
      ? IntegerAttr.bool(op.context, compareFloats(predicate, a.value, b.value))
      : null,
  );
  return folded && [folded];
};

export const foldSelect: Fold = (op, [condition]) => {
  const [value, yes, no] = op.operands as [Value, Value, Value];
  if (yes === no) return [yes];
  const constant = splatInteger(condition);
  if (constant !== null) return [constant !== 0n ? yes : no];
  // select(a == b, a, b) is b, select(a != b, a, b) is a.
  const compare = value.definingOp;
  if (compare?.is('arith.cmpi')) {
    const [a, b] = compare.operands as [Value, Value];
    const predicate = predicateOf(compare);
    if (predicate === 'eq' && ((a === yes && b === no) || (a === no && b === yes))) return [no];
    if (predicate === 'ne' && ((a === yes && b === no) || (a === no && b === yes))) return [yes];
  }
  return null;
};

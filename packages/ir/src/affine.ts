/**
 * Affine expressions, maps and integer sets, with the simplifications that building one applies.
 *
 * Expressions are immutable trees; equality is structural (`affineEqual`). Maps and sets carry a
 * canonical key by which the context makes their attributes unique.
 */

export type AffineExpr =
  | { readonly kind: 'dim'; readonly position: number }
  | { readonly kind: 'symbol'; readonly position: number }
  | { readonly kind: 'constant'; readonly value: bigint }
  | {
      readonly kind: 'add' | 'mul' | 'mod' | 'floordiv' | 'ceildiv';
      readonly lhs: AffineExpr;
      readonly rhs: AffineExpr;
    };

export const affineDim = (position: number): AffineExpr => ({ kind: 'dim', position });
export const affineSymbol = (position: number): AffineExpr => ({ kind: 'symbol', position });
/** A number of 64 bits, as upstream computes with. */
export const affineConstant = (value: bigint | number): AffineExpr => ({
  kind: 'constant',
  value: BigInt.asIntN(64, BigInt(value)),
});

export function affineEqual(a: AffineExpr, b: AffineExpr): boolean {
  if (a === b) return true;
  if (a.kind === 'dim') return b.kind === 'dim' && a.position === b.position;
  if (a.kind === 'symbol') return b.kind === 'symbol' && a.position === b.position;
  if (a.kind === 'constant') return b.kind === 'constant' && a.value === b.value;
  if (a.kind !== b.kind) return false;
  return affineEqual(a.lhs, b.lhs) && affineEqual(a.rhs, b.rhs);
}

/** Adds the dimensions that an expression depends on; the set given. */
export function collectDims(expr: AffineExpr, into: Set<number>): Set<number> {
  if (expr.kind === 'dim') into.add(expr.position);
  else if (expr.kind !== 'symbol' && expr.kind !== 'constant') {
    collectDims(expr.lhs, into);
    collectDims(expr.rhs, into);
  }
  return into;
}

/** True if the expression holds no dimension. */
export function isSymbolicOrConstant(expr: AffineExpr): boolean {
  switch (expr.kind) {
    case 'dim':
      return false;
    case 'symbol':
    case 'constant':
      return true;
    default:
      return isSymbolicOrConstant(expr.lhs) && isSymbolicOrConstant(expr.rhs);
  }
}

export const floorDiv = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};
export const ceilDiv = (a: bigint, b: bigint): bigint => -floorDiv(-a, b);
export const euclideanMod = (a: bigint, b: bigint): bigint => ((a % b) + b) % b;

/** The largest known divisor of an expression's value, as upstream's `getLargestKnownDivisor`. */
export function largestKnownDivisor(expr: AffineExpr): bigint {
  switch (expr.kind) {
    case 'dim':
    case 'symbol':
      return 1n;
    case 'constant':
      return expr.value < 0n ? -expr.value : expr.value;
    case 'mul':
      return largestKnownDivisor(expr.lhs) * largestKnownDivisor(expr.rhs);
    case 'add':
    case 'mod':
      return gcd(largestKnownDivisor(expr.lhs), largestKnownDivisor(expr.rhs));
    case 'floordiv':
    case 'ceildiv': {
      if (expr.rhs.kind !== 'constant' || expr.rhs.value === 0n) return 1n;
      const divisor = largestKnownDivisor(expr.lhs);
      return divisor % expr.rhs.value === 0n ? abs(divisor / expr.rhs.value) : 1n;
    }
  }
}

const abs = (a: bigint): bigint => (a < 0n ? -a : a);
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? abs(a) : gcd(b, a % b));
const isMultipleOf = (expr: AffineExpr, factor: bigint): boolean => {
  const divisor = largestKnownDivisor(expr);
  return divisor === 0n || (factor !== 0n && divisor % factor === 0n);
};

/** lhs + rhs with upstream's construction-time simplifications. */
export function affineAdd(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  if (lhs.kind === 'constant' && rhs.kind === 'constant')
    return affineConstant(lhs.value + rhs.value);
  // Constants and symbols go to the right.
  if (lhs.kind === 'constant' || (isSymbolicOrConstant(lhs) && !isSymbolicOrConstant(rhs)))
    return affineAdd(rhs, lhs);
  if (rhs.kind === 'constant') {
    if (rhs.value === 0n) return lhs;
    if (lhs.kind === 'add' && lhs.rhs.kind === 'constant')
      return affineAdd(lhs.lhs, affineConstant(lhs.rhs.value + rhs.value));
  }
  // c1 * x + c2 * x = (c1 + c2) * x
  const [lhsTerm, lhsFactor] = splitFactor(lhs);
  const [rhsTerm, rhsFactor] = splitFactor(rhs);
  if (rhs.kind !== 'constant' && affineEqual(lhsTerm, rhsTerm))
    return affineMul(lhsTerm, affineConstant(lhsFactor + rhsFactor));
  // (x + c) + y = (x + y) + c
  if (lhs.kind === 'add' && lhs.rhs.kind === 'constant' && rhs.kind !== 'constant')
    return affineAdd(affineAdd(lhs.lhs, rhs), lhs.rhs);
  // x + (y floordiv c) * -c = x mod c
  if (rhs.kind === 'mul' && rhs.rhs.kind === 'constant' && rhs.lhs.kind === 'floordiv') {
    const { lhs: numerator, rhs: denominator } = rhs.lhs;
    if (
      denominator.kind === 'constant' &&
      rhs.rhs.value === -denominator.value &&
      denominator.value > 0n &&
      affineEqual(lhs, numerator)
    )
      return affineMod(lhs, denominator);
  }
  // The same with a divisor that is no constant: x + (x floordiv e) * e * -1.
  if (
    rhs.kind === 'mul' &&
    rhs.rhs.kind === 'constant' &&
    rhs.rhs.value === -1n &&
    rhs.lhs.kind === 'mul' &&
    rhs.lhs.lhs.kind === 'floordiv' &&
    affineEqual(rhs.lhs.lhs.rhs, rhs.lhs.rhs) &&
    affineEqual(rhs.lhs.lhs.lhs, lhs)
  )
    return affineMod(lhs, rhs.lhs.rhs);
  return { kind: 'add', lhs, rhs };
}

function splitFactor(expr: AffineExpr): [AffineExpr, bigint] {
  return expr.kind === 'mul' && expr.rhs.kind === 'constant'
    ? [expr.lhs, expr.rhs.value]
    : [expr, 1n];
}

export function affineMul(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  if (lhs.kind === 'constant' && rhs.kind === 'constant')
    return affineConstant(lhs.value * rhs.value);
  if (lhs.kind === 'constant' || (isSymbolicOrConstant(lhs) && !isSymbolicOrConstant(rhs)))
    return affineMul(rhs, lhs);
  if (rhs.kind === 'constant') {
    if (rhs.value === 1n) return lhs;
    if (rhs.value === 0n) return rhs;
    if (lhs.kind === 'mul' && lhs.rhs.kind === 'constant')
      return affineMul(lhs.lhs, affineConstant(lhs.rhs.value * rhs.value));
  }
  if (lhs.kind === 'mul' && lhs.rhs.kind === 'constant')
    return affineMul(affineMul(lhs.lhs, rhs), lhs.rhs);
  return { kind: 'mul', lhs, rhs };
}

export function affineMod(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  if (rhs.kind === 'constant' && rhs.value >= 1n) {
    if (lhs.kind === 'constant') return affineConstant(euclideanMod(lhs.value, rhs.value));
    if (rhs.value === 1n || isMultipleOf(lhs, rhs.value)) return affineConstant(0);
    if (lhs.kind === 'add') {
      if (isMultipleOf(lhs.lhs, rhs.value)) return affineMod(lhs.rhs, rhs);
      if (isMultipleOf(lhs.rhs, rhs.value)) return affineMod(lhs.lhs, rhs);
    }
    if (
      lhs.kind === 'mod' &&
      lhs.rhs.kind === 'constant' &&
      lhs.rhs.value >= 1n &&
      lhs.rhs.value % rhs.value === 0n
    )
      return affineMod(lhs.lhs, rhs);
  }
  return { kind: 'mod', lhs, rhs };
}

export function affineFloorDiv(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  if (rhs.kind === 'constant' && rhs.value !== 0n) {
    if (lhs.kind === 'constant') return affineConstant(floorDiv(lhs.value, rhs.value));
    if (rhs.value === 1n) return lhs;
    if (lhs.kind === 'mul' && lhs.rhs.kind === 'constant' && rhs.value >= 1n) {
      const factor = lhs.rhs.value;
      if (factor % rhs.value === 0n) return affineMul(lhs.lhs, affineConstant(factor / rhs.value));
    }
    if (lhs.kind === 'add' && rhs.value >= 1n) {
      if (isMultipleOf(lhs.lhs, rhs.value) || isMultipleOf(lhs.rhs, rhs.value))
        return affineAdd(affineFloorDiv(lhs.lhs, rhs), affineFloorDiv(lhs.rhs, rhs));
    }
  }
  return { kind: 'floordiv', lhs, rhs };
}

export function affineCeilDiv(lhs: AffineExpr, rhs: AffineExpr): AffineExpr {
  if (rhs.kind === 'constant' && rhs.value !== 0n) {
    if (lhs.kind === 'constant') return affineConstant(ceilDiv(lhs.value, rhs.value));
    if (rhs.value === 1n) return lhs;
    if (lhs.kind === 'mul' && lhs.rhs.kind === 'constant' && rhs.value >= 1n) {
      const factor = lhs.rhs.value;
      if (factor % rhs.value === 0n) return affineMul(lhs.lhs, affineConstant(factor / rhs.value));
    }
  }
  return { kind: 'ceildiv', lhs, rhs };
}

export const affineSub = (lhs: AffineExpr, rhs: AffineExpr): AffineExpr =>
  affineAdd(lhs, affineMul(rhs, affineConstant(-1)));

/** Applies the constructor of a binary kind. */
export function affineBinary(
  kind: 'add' | 'mul' | 'mod' | 'floordiv' | 'ceildiv',
  lhs: AffineExpr,
  rhs: AffineExpr,
): AffineExpr {
  switch (kind) {
    case 'add':
      return affineAdd(lhs, rhs);
    case 'mul':
      return affineMul(lhs, rhs);
    case 'mod':
      return affineMod(lhs, rhs);
    case 'floordiv':
      return affineFloorDiv(lhs, rhs);
    case 'ceildiv':
      return affineCeilDiv(lhs, rhs);
  }
}

/** Replaces dimensions and symbols; a missing replacement leaves the leaf as it is. */
export function affineReplace(
  expr: AffineExpr,
  dims: readonly AffineExpr[],
  symbols: readonly AffineExpr[] = [],
): AffineExpr {
  switch (expr.kind) {
    case 'dim':
      return dims[expr.position] ?? expr;
    case 'symbol':
      return symbols[expr.position] ?? expr;
    case 'constant':
      return expr;
    default:
      return affineBinary(
        expr.kind,
        affineReplace(expr.lhs, dims, symbols),
        affineReplace(expr.rhs, dims, symbols),
      );
  }
}

/** Value at a point, or null for a division by zero. */
export function affineEvaluate(
  expr: AffineExpr,
  dims: readonly bigint[],
  symbols: readonly bigint[] = [],
): bigint | null {
  switch (expr.kind) {
    case 'dim':
      return dims[expr.position] ?? null;
    case 'symbol':
      return symbols[expr.position] ?? null;
    case 'constant':
      return expr.value;
    default: {
      const lhs = affineEvaluate(expr.lhs, dims, symbols);
      const rhs = affineEvaluate(expr.rhs, dims, symbols);
      if (lhs === null || rhs === null) return null;
      if (expr.kind === 'add') return lhs + rhs;
      if (expr.kind === 'mul') return lhs * rhs;
      if (rhs === 0n) return null;
      if (expr.kind === 'mod') return euclideanMod(lhs, rhs);
      return expr.kind === 'floordiv' ? floorDiv(lhs, rhs) : ceilDiv(lhs, rhs);
    }
  }
}

/** Canonical text of an expression; a key, not upstream's printed form. */
export function affineKey(expr: AffineExpr): string {
  switch (expr.kind) {
    case 'dim':
      return `d${expr.position}`;
    case 'symbol':
      return `s${expr.position}`;
    case 'constant':
      return `${expr.value}`;
    default:
      return `(${expr.kind} ${affineKey(expr.lhs)} ${affineKey(expr.rhs)})`;
  }
}

/** Of each rank that was asked for. */
const identities: (AffineMap | undefined)[] = [];

export class AffineMap {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly results: readonly AffineExpr[];
  constructor(numDims: number, numSymbols: number, results: readonly AffineExpr[]) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
    this.results = results;
  }
  static identity(rank: number): AffineMap {
    return (identities[rank] ??= new AffineMap(
      rank,
      0,
      Array.from({ length: rank }, (_, i) => affineDim(i)),
    ));
  }
  /** `(d0, …) -> (d_p0, d_p1, …)`. */
  static permutation(numDims: number, positions: readonly number[]): AffineMap {
    return new AffineMap(numDims, 0, positions.map(affineDim));
  }
  get key(): string {
    return `${this.numDims},${this.numSymbols}:${this.results.map(affineKey).join(';')}`;
  }
  isIdentity(): boolean {
    return (
      this.numDims === this.results.length &&
      this.results.every((expr, i) => expr.kind === 'dim' && expr.position === i)
    );
  }
  /** Each result a distinct dimension (some may be missing). */
  isProjectedPermutation(allowZeros = false): boolean {
    if (this.numSymbols > 0) return false;
    const seen = new Set<number>();
    return this.results.every((expr) => {
      if (allowZeros && expr.kind === 'constant') return expr.value === 0n;
      if (expr.kind !== 'dim' || seen.has(expr.position)) return false;
      seen.add(expr.position);
      return true;
    });
  }
  isPermutation(): boolean {
    return this.results.length === this.numDims && this.isProjectedPermutation();
  }
  /** `this ∘ other`: other's results become this map's dimensions. */
  compose(other: AffineMap): AffineMap {
    const shiftedSymbols = Array.from({ length: other.numSymbols }, (_, i) =>
      affineSymbol(i + this.numSymbols),
    );
    const inner = other.results.map((expr) => affineReplace(expr, [], shiftedSymbols));
    return new AffineMap(
      other.numDims,
      this.numSymbols + other.numSymbols,
      this.results.map((expr) => affineReplace(expr, inner)),
    );
  }
  equals(other: AffineMap): boolean {
    return this.key === other.key;
  }
}

/** A set of points: each constraint is an expression that is `= 0` or `>= 0`. */
export class IntegerSet {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly constraints: readonly { readonly expr: AffineExpr; readonly isEquality: boolean }[];
  constructor(numDims: number, numSymbols: number, constraints: IntegerSet['constraints']) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
    this.constraints = constraints;
  }
  get key(): string {
    return `${this.numDims},${this.numSymbols}:${this.constraints
      .map((c) => `${affineKey(c.expr)}${c.isEquality ? '==' : '>='}`)
      .join(';')}`;
  }
}

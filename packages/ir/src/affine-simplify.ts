/**
 * Simplification of affine expressions through their linear form: a sum of multiples of dimensions,
 * symbols and "locals" (divisions, remainders and products that are not linear), as upstream's
 * `simplifyAffineExpr` does it.
 */

import {
  type AffineExpr,
  AffineMap,
  affineAdd,
  affineBinary,
  affineCeilDiv,
  affineConstant,
  affineDim,
  affineEqual,
  affineFloorDiv,
  affineMod,
  affineMul,
  affineSymbol,
} from './affine.ts';

const abs = (a: bigint): bigint => (a < 0n ? -a : a);
function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** True if no dimension or symbol is divided by or multiplied with another. */
export function isPureAffine(expr: AffineExpr): boolean {
  switch (expr.kind) {
    case 'dim':
    case 'symbol':
    case 'constant':
      return true;
    case 'add':
      return isPureAffine(expr.lhs) && isPureAffine(expr.rhs);
    case 'mul':
      return (
        isPureAffine(expr.lhs) &&
        isPureAffine(expr.rhs) &&
        (expr.lhs.kind === 'constant' || expr.rhs.kind === 'constant')
      );
    case 'mod':
    case 'floordiv':
    case 'ceildiv':
      return isPureAffine(expr.lhs) && expr.rhs.kind === 'constant';
  }
}

/** Coefficients of an expression: of locals by their number, the rest by position. */
interface LinearForm {
  readonly dims: bigint[];
  readonly symbols: bigint[];
  /** Missing entries are 0. */
  readonly locals: bigint[];
  constant: bigint;
}

class Flattener {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly locals: AffineExpr[] = [];
  constructor(numDims: number, numSymbols: number) {
    this.numDims = numDims;
    this.numSymbols = numSymbols;
  }

  #zero(): LinearForm {
    return {
      dims: new Array<bigint>(this.numDims).fill(0n),
      symbols: new Array<bigint>(this.numSymbols).fill(0n),
      locals: [],
      constant: 0n,
    };
  }
  #map(form: LinearForm, change: (coefficient: bigint) => bigint): LinearForm {
    return {
      dims: form.dims.map(change),
      symbols: form.symbols.map(change),
      locals: Array.from(form.locals, (c) => change(c ?? 0n)),
      constant: change(form.constant),
    };
  }
  #coefficients = (form: LinearForm): bigint[] => [
    ...form.dims,
    ...form.symbols,
    ...Array.from(form.locals, (c) => c ?? 0n),
    form.constant,
  ];

  /** Number of a local, a new one if the expression is none yet. */
  #local(expr: AffineExpr): number {
    const known = this.locals.findIndex((local) => affineEqual(local, expr));
    return known >= 0 ? known : this.locals.push(expr) - 1;
  }
  #ofLocal(expr: AffineExpr): LinearForm {
    const form = this.#zero();
    form.locals[this.#local(expr)] = 1n;
    return form;
  }

  flatten(expr: AffineExpr): LinearForm {
    switch (expr.kind) {
      case 'constant': {
        const form = this.#zero();
        form.constant = expr.value;
        return form;
      }
      case 'dim': {
        const form = this.#zero();
        form.dims[expr.position] = 1n;
        return form;
      }
      case 'symbol': {
        const form = this.#zero();
        form.symbols[expr.position] = 1n;
        return form;
      }
      case 'add': {
        const lhs = this.flatten(expr.lhs);
        const rhs = this.flatten(expr.rhs);
        const sum = this.#zero();
        lhs.dims.forEach((c, i) => {
          sum.dims[i] = c + (rhs.dims[i] ?? 0n);
        });
        lhs.symbols.forEach((c, i) => {
          sum.symbols[i] = c + (rhs.symbols[i] ?? 0n);
        });
        for (let i = 0; i < this.locals.length; i++)
          sum.locals[i] = (lhs.locals[i] ?? 0n) + (rhs.locals[i] ?? 0n);
        sum.constant = lhs.constant + rhs.constant;
        return sum;
      }
      case 'mul': {
        const lhs = this.flatten(expr.lhs);
        const rhs = this.flatten(expr.rhs);
        if (expr.rhs.kind !== 'constant')
          return this.#ofLocal(affineMul(this.build(lhs), this.build(rhs)));
        const factor = expr.rhs.value;
        return this.#map(lhs, (c) => c * factor);
      }
      case 'mod':
        return this.#flattenMod(this.flatten(expr.lhs), this.flatten(expr.rhs), expr.rhs);
      case 'floordiv':
      case 'ceildiv':
        return this.#flattenDiv(
          this.flatten(expr.lhs),
          this.flatten(expr.rhs),
          expr.rhs,
          expr.kind === 'ceildiv',
        );
    }
  }

  #flattenMod(lhs: LinearForm, rhs: LinearForm, divisor: AffineExpr): LinearForm {
    if (divisor.kind !== 'constant' || divisor.value <= 0n)
      return this.#ofLocal(affineMod(this.build(lhs), this.build(rhs)));
    const by = divisor.value;
    const coefficients = this.#coefficients(lhs);
    if (coefficients.every((c) => c % by === 0n)) return this.#zero();
    // x mod c is x - (x floordiv c) * c.
    const common = coefficients.reduce(gcd, by);
    const dividend = common === 1n ? lhs : this.#map(lhs, (c) => c / common);
    const local = this.#local(affineFloorDiv(this.build(dividend), affineConstant(by / common)));
    const form = this.#map(lhs, (c) => c);
    form.locals[local] = -by;
    return form;
  }

  #flattenDiv(lhs: LinearForm, rhs: LinearForm, divisor: AffineExpr, isCeil: boolean): LinearForm {
    const divide = isCeil ? affineCeilDiv : affineFloorDiv;
    if (divisor.kind !== 'constant' || divisor.value <= 0n)
      return this.#ofLocal(divide(this.build(lhs), this.build(rhs)));
    const common = this.#coefficients(lhs).reduce(gcd, divisor.value);
    const dividend = common === 1n ? lhs : this.#map(lhs, (c) => c / common);
    const by = divisor.value / common;
    if (by === 1n) return dividend;
    return this.#ofLocal(divide(this.build(dividend), affineConstant(by)));
  }

  /** The expression of a linear form: dimensions, symbols, locals, the constant. */
  build(form: LinearForm): AffineExpr {
    let expr: AffineExpr = affineConstant(0);
    const add = (coefficient: bigint | undefined, term: AffineExpr): void => {
      if (coefficient) expr = affineAdd(expr, affineMul(term, affineConstant(coefficient)));
    };
    form.dims.forEach((c, i) => {
      add(c, affineDim(i));
    });
    form.symbols.forEach((c, i) => {
      add(c, affineSymbol(i));
    });
    this.locals.forEach((local, i) => {
      add(form.locals[i], local);
    });
    return form.constant === 0n ? expr : affineAdd(expr, affineConstant(form.constant));
  }

  /**
   * As `build` for expressions that are not linear: products of two dimensions or symbols stand in
   * the order of their positions between the linear terms.
   */
  buildSemiAffine(form: LinearForm): AffineExpr {
    const terms: { major: number; minor: number; coefficient: bigint; term: AffineExpr }[] = [];
    const base = Math.max(this.numDims, this.numSymbols);
    let offsetSymbol = 0;
    let offsetDim = -1;
    form.symbols.forEach((coefficient, i) => {
      if (coefficient !== 0n)
        terms.push({
          major: i,
          minor: base + offsetSymbol++,
          coefficient,
          term: affineSymbol(i),
        });
    });
    const rest: { coefficient: bigint; term: AffineExpr }[] = [];
    const isLeaf = (e: AffineExpr): e is AffineExpr & { kind: 'dim' | 'symbol' } =>
      e.kind === 'dim' || e.kind === 'symbol';
    this.locals.forEach((local, i) => {
      const coefficient = form.locals[i] ?? 0n;
      if (coefficient === 0n) return;
      if (!('lhs' in local) || !isLeaf(local.lhs)) {
        rest.push({ coefficient, term: local });
        return;
      }
      const { lhs, rhs } = local;
      if (rhs.kind !== 'constant' && !isLeaf(rhs)) {
        rest.push({ coefficient, term: local });
        return;
      }
      const minor =
        lhs.kind === 'dim'
          ? rhs.kind === 'constant'
            ? offsetDim--
            : rhs.position
          : base + offsetSymbol++;
      terms.push({ major: lhs.position, minor, coefficient, term: local });
    });
    form.dims.forEach((coefficient, i) => {
      if (coefficient !== 0n)
        terms.push({ major: i, minor: offsetDim--, coefficient, term: affineDim(i) });
    });
    terms.sort((a, b) => a.major - b.major || a.minor - b.minor);
    let expr: AffineExpr = affineConstant(0);
    for (const { coefficient, term } of [...terms, ...rest])
      expr = affineAdd(expr, affineMul(term, affineConstant(coefficient)));
    return form.constant === 0n ? expr : affineAdd(expr, affineConstant(form.constant));
  }
}

/** Is the expression a multiple of the symbol, as far as can be seen? */
function isDivisibleBySymbol(
  expr: AffineExpr,
  symbol: number,
  opKind: 'mod' | 'floordiv' | 'ceildiv',
): boolean {
  switch (expr.kind) {
    case 'constant':
      return expr.value === 0n;
    case 'dim':
      return false;
    case 'symbol':
      return expr.position === symbol;
    case 'add':
      return (
        isDivisibleBySymbol(expr.lhs, symbol, opKind) &&
        isDivisibleBySymbol(expr.rhs, symbol, opKind)
      );
    case 'mod':
      return (
        isDivisibleBySymbol(expr.lhs, symbol, 'mod') && isDivisibleBySymbol(expr.rhs, symbol, 'mod')
      );
    case 'mul':
      return (
        isDivisibleBySymbol(expr.lhs, symbol, opKind) ||
        isDivisibleBySymbol(expr.rhs, symbol, opKind)
      );
    case 'floordiv':
    case 'ceildiv':
      return opKind === expr.kind && isDivisibleBySymbol(expr.lhs, symbol, expr.kind);
  }
}

/** The quotient of an expression that is divisible by the symbol. */
function symbolicDivide(
  expr: AffineExpr,
  symbol: number,
  opKind: 'floordiv' | 'ceildiv',
): AffineExpr {
  switch (expr.kind) {
    case 'constant':
      return affineConstant(0);
    case 'symbol':
      return affineConstant(1);
    case 'dim':
      return expr;
    case 'add':
      return affineAdd(
        symbolicDivide(expr.lhs, symbol, opKind),
        symbolicDivide(expr.rhs, symbol, opKind),
      );
    case 'mod':
      return affineMod(
        symbolicDivide(expr.lhs, symbol, opKind),
        symbolicDivide(expr.rhs, symbol, opKind),
      );
    case 'mul':
      return isDivisibleBySymbol(expr.lhs, symbol, opKind)
        ? affineMul(symbolicDivide(expr.lhs, symbol, opKind), expr.rhs)
        : affineMul(expr.lhs, symbolicDivide(expr.rhs, symbol, opKind));
    case 'floordiv':
    case 'ceildiv':
      return affineBinary(expr.kind, symbolicDivide(expr.lhs, symbol, expr.kind), expr.rhs);
  }
}

/** Divides by symbols where that goes without remainder. */
function simplifySemiAffine(expr: AffineExpr): AffineExpr {
  if (!('lhs' in expr)) return expr;
  const lhs = simplifySemiAffine(expr.lhs);
  const rhs = simplifySemiAffine(expr.rhs);
  if (expr.kind === 'add' || expr.kind === 'mul' || rhs.kind !== 'symbol')
    return affineBinary(expr.kind, lhs, rhs);
  if (!isDivisibleBySymbol(expr.lhs, rhs.position, expr.kind))
    return affineBinary(expr.kind, lhs, rhs);
  return expr.kind === 'mod' ? affineConstant(0) : symbolicDivide(lhs, rhs.position, expr.kind);
}

export function simplifyAffineExpr(
  expr: AffineExpr,
  numDims: number,
  numSymbols: number,
): AffineExpr {
  const isPure = isPureAffine(expr);
  const start = isPure ? expr : simplifySemiAffine(expr);
  const flattener = new Flattener(numDims, numSymbols);
  const form = flattener.flatten(start);
  const linear = flattener.build(form);
  const isNowPure = isPureAffine(start);
  if (!isNowPure && affineEqual(start, linear)) return start;
  return isNowPure ? linear : flattener.buildSemiAffine(form);
}

export const simplifyAffineMap = (map: AffineMap): AffineMap =>
  new AffineMap(
    map.numDims,
    map.numSymbols,
    map.results.map((expr) => simplifyAffineExpr(expr, map.numDims, map.numSymbols)),
  );

/** Coefficients of a linear expression without divisions; null if it is none. */
export function linearCoefficients(
  expr: AffineExpr,
  numDims: number,
  numSymbols: number,
): bigint[] | null {
  if (!isPureAffine(expr)) return null;
  const flattener = new Flattener(numDims, numSymbols);
  const form = flattener.flatten(expr);
  if (flattener.locals.length > 0) return null;
  return [...form.dims, ...form.symbols, form.constant];
}

/**
 * Random arithmetic whose result does not depend on how it is computed: floats stay small, and what
 * jumps – comparisons, rounding, conversions to integers – is applied to values without a rounding error only.
 */

import { randomInteger } from './random.ts';

export const ELEMENTS = ['i1', 'i8', 'i16', 'i32', 'i64', 'f16', 'f32', 'f64'] as const;
export type Element = (typeof ELEMENTS)[number];

export const isFloat = (element: Element): boolean => element.startsWith('f');
export const bitsOf = (element: Element): number => Number(element.slice(1));

/** A value of a program with what is known of its elements. */
export interface Term {
  readonly name: string;
  readonly element: Element;
  /** No float element is larger; of no meaning for integers. */
  readonly bound: number;
  /** Every float element is a multiple of this; 0 if there may be rounding errors. */
  readonly granule: number;
}

/** Where arithmetic is written: on scalars in a body, or on tensors. */
export interface ExpressionPlace {
  readonly random: () => number;
  /** The element types that may occur beside i1. */
  readonly elements: readonly Element[];
  /** Hosts count no ones, and convert no 64-bit integers to floats. */
  readonly isHost: boolean;
  emit(line: string): void;
  fresh(): string;
  /** The type of a value with the element type. */
  typeOf(element: Element): string;
  /** A constant in every element; null if none can be written. */
  constant(element: Element, value: number): string | null;
}

const SIGNIFICANT_BITS: Readonly<Record<string, number>> = { f16: 11, f32: 24, f64: 53 };
/** What float elements are kept below. */
const LIMIT: Readonly<Record<string, number>> = { f16: 64, f32: 4096, f64: 4096 };

/** The granule, or 0 if values up to the bound need more bits than the element type has. */
export const exactGranule = (element: Element, bound: number, granule: number): number =>
  bound / granule <= 2 ** (SIGNIFICANT_BITS[element] ?? 0) ? granule : 0;

const INTEGER_OPS = 'addi subi muli andi ori xori maxsi minsi maxui minui'.split(' ');
const BOOLEAN_OPS = ['andi', 'ori', 'xori'];
const SHIFTS = ['shli', 'shrsi', 'shrui'];
const DIVISIONS = ['divsi', 'divui', 'remsi', 'remui', 'ceildivsi', 'floordivsi', 'ceildivui'];
const INTEGER_PREDICATES = 'eq ne slt sle sgt sge ult ule ugt uge'.split(' ');
const FLOAT_PREDICATES = 'oeq ogt oge olt ole one ueq ugt uge ult ule une ord uno'.split(' ');

export class RandomExpression {
  readonly #place: ExpressionPlace;
  constructor(place: ExpressionPlace) {
    this.#place = place;
  }

  #pick<T>(from: readonly T[]): T {
    return from[randomInteger(this.#place.random, 0, from.length - 1)] as T;
  }
  #of(element: Element, line: string, bound = 0, granule = 0): Term {
    const name = this.#place.fresh();
    this.#place.emit(`${name} = ${line}`);
    return { name, element, bound, granule: exactGranule(element, bound, granule) };
  }
  #binary(op: string, a: Term, b: Term, bound = 0, granule = 0): Term {
    const line = `${op} ${a.name}, ${b.name} : ${this.#place.typeOf(a.element)}`;
    return this.#of(a.element, line, bound, granule);
  }
  #unary(op: string, a: Term, bound = 0, granule = 0): Term {
    return this.#of(
      a.element,
      `${op} ${a.name} : ${this.#place.typeOf(a.element)}`,
      bound,
      granule,
    );
  }
  #constant(element: Element, value: number): Term | null {
    const name = this.#place.constant(element, value);
    return name === null ? null : { name, element, bound: Math.abs(value), granule: 0.25 };
  }

  /** The value with float elements no larger than `limit`; null if that takes a constant. */
  clamp(a: Term, limit: number): Term | null {
    if (!isFloat(a.element) || a.bound <= limit) return a;
    const low = this.#constant(a.element, -limit);
    const high = this.#constant(a.element, limit);
    if (!low || !high) return this.#unary('math.tanh', a, 1);
    return this.#binary(
      'arith.minf',
      this.#binary('arith.maxf', a, low, a.bound, a.granule),
      high,
      limit,
      a.granule,
    );
  }

  /** A random operation on some of the terms; null if the ones picked do not fit together. */
  step(terms: readonly Term[]): Term | null {
    const a = this.#pick(terms);
    const others = terms.filter(({ element }) => element === a.element);
    const kind = this.#place.random();
    if (kind < 0.2) return this.convert(a, this.#pick(this.#place.elements));
    if (kind < 0.35) return this.#compare(a, this.#pick(others), terms);
    const result = isFloat(a.element)
      ? this.#float(a, this.#pick(others))
      : this.#integer(a, this.#pick(others));
    return result && this.clamp(result, LIMIT[a.element] ?? 0);
  }

  #compare(a: Term, b: Term, terms: readonly Term[]): Term | null {
    const { typeOf } = this.#place;
    if (isFloat(a.element) && (a.granule === 0 || b.granule === 0)) return null;
    const type = typeOf(a.element);
    const condition = isFloat(a.element)
      ? this.#of('i1', `arith.cmpf ${this.#pick(FLOAT_PREDICATES)}, ${a.name}, ${b.name} : ${type}`)
      : this.#of(
          'i1',
          `arith.cmpi ${this.#pick(INTEGER_PREDICATES)}, ${a.name}, ${b.name} : ${type}`,
        );
    if (this.#place.random() < 0.4) return condition;
    const yes = this.#pick(terms);
    const no = this.#pick(terms.filter(({ element }) => element === yes.element));
    const result = typeOf(yes.element);
    const conditionType = typeOf('i1');
    const types = conditionType === 'i1' ? result : `${conditionType}, ${result}`;
    return this.#of(
      yes.element,
      `arith.select ${condition.name}, ${yes.name}, ${no.name} : ${types}`,
      Math.max(yes.bound, no.bound),
      Math.min(yes.granule, no.granule),
    );
  }

  #integer(a: Term, b: Term): Term | null {
    if (a.element === 'i1') return this.#binary(`arith.${this.#pick(BOOLEAN_OPS)}`, a, b);
    const kind = this.#place.random();
    if (kind < 0.65) return this.#binary(`arith.${this.#pick(INTEGER_OPS)}`, a, b);
    if (kind < 0.8) {
      const mask = this.#constant(a.element, bitsOf(a.element) - 1);
      return (
        mask && this.#binary(`arith.${this.#pick(SHIFTS)}`, a, this.#binary('arith.andi', b, mask))
      );
    }
    if (kind < 0.92) {
      const seven = this.#constant(a.element, 7);
      const one = this.#constant(a.element, 1);
      if (!seven || !one) return null;
      const divisor = this.#binary('arith.ori', this.#binary('arith.andi', b, seven), one);
      return this.#binary(`arith.${this.#pick(DIVISIONS)}`, a, divisor);
    }
    const ops = this.#place.isHost ? ['absi', 'ctlz'] : ['absi', 'ctlz', 'cttz', 'ctpop'];
    return this.#unary(`math.${this.#pick(ops)}`, a);
  }

  #float(a: Term, b: Term): Term | null {
    const granule = Math.min(a.granule, b.granule);
    const larger = Math.max(a.bound, b.bound);
    switch (randomInteger(this.#place.random, 0, 15)) {
      case 0:
      case 1:
        return this.#binary('arith.addf', a, b, a.bound + b.bound, granule);
      case 2:
      case 3:
        return this.#binary('arith.subf', a, b, a.bound + b.bound, granule);
      case 4:
      case 5:
        return this.#binary('arith.mulf', a, b, a.bound * b.bound, a.granule * b.granule);
      case 6:
        return this.#binary('arith.maxf', a, b, larger, granule);
      case 7:
        return this.#binary('arith.minf', a, b, larger, granule);
      case 8:
        return this.#unary('arith.negf', a, a.bound, a.granule);
      case 9:
        return this.#unary('math.absf', a, a.bound, a.granule);
      case 10:
        return this.#divide(a, b);
      case 11: {
        const small = this.clamp(a, 4);
        const op = this.#pick(['exp', 'exp2', 'expm1']);
        return small && this.#unary(`math.${op}`, small, 55);
      }
      case 12:
        return this.#unary(`math.${this.#pick(['tanh', 'sin', 'cos'])}`, a, 1);
      case 13: {
        const positive = this.#abovePart(a);
        const op = this.#pick(['sqrt', 'rsqrt', 'log', 'log2', 'log1p']);
        return positive && this.#unary(`math.${op}`, positive, a.bound + 1);
      }
      case 14:
        return a.granule === 0
          ? null
          : this.#unary(`math.${this.#pick(['floor', 'ceil', 'trunc'])}`, a, a.bound + 1, 1);
      default:
        return this.#of(
          a.element,
          `math.fma ${a.name}, ${b.name}, ${a.name} : ${this.#place.typeOf(a.element)}`,
          a.bound * b.bound + a.bound,
          a.granule * Math.min(b.granule, 1),
        );
    }
  }
  /** |a| + 1. */
  #abovePart(a: Term): Term | null {
    const one = this.#constant(a.element, 1);
    return one && this.#binary('arith.addf', this.#unary('math.absf', a), one, a.bound + 1);
  }
  #divide(a: Term, b: Term): Term | null {
    const divisor = this.#abovePart(b);
    return divisor && this.#binary('arith.divf', a, divisor, a.bound);
  }

  /** The value in another element type; null if there is no conversion that all compute alike. */
  convert(a: Term, to: Element): Term | null {
    const cast = (op: string, from: Term, bound = 0, granule = 0): Term =>
      this.#of(
        to,
        `arith.${op} ${from.name} : ${this.#place.typeOf(from.element)} to ${this.#place.typeOf(to)}`,
        bound,
        granule,
      );
    const wider = bitsOf(to) > bitsOf(a.element);
    if (a.element === to) return a;
    if (isFloat(a.element) && isFloat(to)) {
      const small = this.clamp(a, LIMIT[to] ?? 0);
      return small && cast(wider ? 'extf' : 'truncf', small, small.bound, small.granule);
    }
    if (isFloat(a.element)) {
      if (a.granule === 0 || to === 'i1') return null;
      const small = this.clamp(a, 100);
      if (!small || small.granule === 0) return null;
      return this.#place.random() < 0.5
        ? cast('fptosi', small)
        : cast('fptoui', this.#unary('math.absf', small, small.bound, small.granule));
    }
    if (!isFloat(to)) return cast(wider ? this.#pick(['extsi', 'extui']) : 'trunci', a);
    if (a.element === 'i1') return cast('uitofp', a, 1, 1);
    if (a.element === 'i64' && this.#place.isHost) return null;
    const mask = this.#constant(a.element, 15);
    return (
      mask && cast(this.#pick(['sitofp', 'uitofp']), this.#binary('arith.andi', a, mask), 15, 1)
    );
  }
}

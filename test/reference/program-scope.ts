/** A block of a random program while it is written: its values, and what a step needs to add one. */

import { randomInteger } from './random.ts';
import { type Element, isFloat, RandomExpression, type Term } from './random-expression.ts';

/** A dimension: its size, and the value that holds it where the type does not say it. */
export interface Dim {
  readonly size: number;
  readonly value?: string;
}
export interface TensorTerm extends Term {
  readonly dims: readonly Dim[];
}

/** No tensor has more elements. */
export const MAX_ELEMENTS = 600;

export const countOf = (dims: readonly Dim[]): number =>
  dims.reduce((product, { size }) => product * size, 1);

export const typeText = ({ element, dims }: Pick<TensorTerm, 'element' | 'dims'>): string =>
  `tensor<${dims.map(({ size, value }) => (value === undefined ? `${size}x` : '?x')).join('')}${element}>`;

/** Whether the dimensions are the same in types and in size. */
export const sameDims = (a: readonly Dim[], b: readonly Dim[]): boolean =>
  a.length === b.length &&
  a.every(
    ({ size, value }, dim) =>
      size === b[dim]?.size && (value === undefined) === (b[dim]?.value === undefined),
  );

const literal = (element: Element, value: number): string =>
  isFloat(element)
    ? value.toFixed(2)
    : element === 'i1'
      ? String((value & 1) === 1)
      : String(Math.trunc(value));

export class ProgramScope {
  readonly random: () => number;
  /** The element types that values of the program start with. */
  readonly elements: readonly Element[];
  /** All that may occur. */
  readonly allowed: readonly Element[];
  readonly lines: string[] = [];
  readonly tensors: TensorTerm[];
  readonly scalars: Term[];
  /** A value of type i32 from 0 to 3 that nothing folds. */
  count: string | undefined;
  /** Values of type index that are small and not negative. */
  readonly indices: string[];
  readonly #names: { count: number; largest: number };

  constructor(
    random: () => number,
    elements: readonly Element[],
    allowed: readonly Element[],
    outer?: ProgramScope,
  ) {
    this.random = random;
    this.elements = elements;
    this.allowed = allowed;
    this.tensors = [...(outer?.tensors ?? [])];
    this.scalars = [...(outer?.scalars ?? [])];
    this.indices = [...(outer?.indices ?? [])];
    this.count = outer?.count;
    this.#names = outer ? outer.#names : { count: 0, largest: 1 };
  }

  /** A block inside, which sees the values of this one. */
  inner(): ProgramScope {
    return new ProgramScope(this.random, this.elements, this.allowed, this);
  }
  append(inner: ProgramScope): void {
    this.emit(...inner.lines.map((line) => `  ${line}`));
  }
  emit(...lines: readonly string[]): void {
    this.lines.push(...lines);
  }
  fresh(): string {
    return `%v${this.#names.count++}`;
  }
  /** The largest bound of a float anywhere in the function. */
  get largestBound(): number {
    return this.#names.largest;
  }

  integer(low: number, high: number): number {
    return randomInteger(this.random, low, high);
  }
  chance(probability: number): boolean {
    return this.random() < probability;
  }
  pick<T>(from: readonly T[]): T {
    return from[this.integer(0, from.length - 1)] as T;
  }
  /** A tensor that fits, those made last more often; null if none does. */
  tensor(fits: (tensor: TensorTerm) => boolean = () => true): TensorTerm | null {
    const fitting = this.tensors.filter(fits);
    if (fitting.length === 0) return null;
    return this.pick(this.chance(0.6) ? fitting.slice(-3) : fitting);
  }
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => [this.random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  }

  index(value: number): string {
    const name = this.fresh();
    this.emit(`${name} = arith.constant ${value} : index`);
    return name;
  }
  /** A size as an operand of a slice: a number, or a value that nothing folds. */
  size(value: number): Dim {
    const { count } = this;
    if (count === undefined || this.chance(0.6)) return { size: value };
    // count * 0 + value, through what is known at run time only.
    const [zero, product, cast, base, sum] = Array.from({ length: 5 }, () => this.fresh());
    this.emit(
      `${zero} = arith.constant -4 : i32`,
      `${product} = arith.divui ${count}, ${zero} : i32`,
      `${cast} = arith.index_cast ${product} : i32 to index`,
      `${base} = arith.constant ${value} : index`,
      `${sum} = arith.addi ${cast}, ${base} : index`,
    );
    return { size: value, value: sum as string };
  }
  /** A number of iterations. */
  smallIndex(): string {
    const { count } = this;
    if (count === undefined || this.chance(0.4)) return this.index(this.integer(0, 3));
    const name = this.fresh();
    this.emit(`${name} = arith.index_cast ${count} : i32 to index`);
    return name;
  }

  /** Adds a tensor whose type may have dynamic dimensions of which no value is known yet. */
  define(tensor: TensorTerm): TensorTerm {
    const dims = tensor.dims.map((dim, position): Dim => {
      if (dim.value === undefined) return dim;
      const value = this.fresh();
      const at = this.index(position);
      this.emit(`${value} = tensor.dim ${tensor.name}, ${at} : ${typeText(tensor)}`);
      return { size: dim.size, value };
    });
    return this.add({ ...tensor, dims });
  }
  /** Adds a tensor whose dimensions' values are in scope. */
  add(tensor: TensorTerm): TensorTerm {
    this.tensors.push(tensor);
    if (isFloat(tensor.element)) this.#names.largest = Math.max(this.#names.largest, tensor.bound);
    return tensor;
  }
  /** The tensor with other static or dynamic dimensions of the same sizes. */
  cast(tensor: TensorTerm, dims: readonly Dim[]): TensorTerm {
    const to = { ...tensor, dims };
    if (typeText(to) === typeText(tensor)) return tensor;
    const name = this.fresh();
    this.emit(`${name} = tensor.cast ${tensor.name} : ${typeText(tensor)} to ${typeText(to)}`);
    return { ...to, name };
  }
  empty(element: Element, dims: readonly Dim[]): string {
    const name = this.fresh();
    const values = dims.flatMap(({ value }) => (value === undefined ? [] : [value]));
    this.emit(`${name} = tensor.empty(${values.join(', ')}) : ${typeText({ element, dims })}`);
    return name;
  }
  scalarConstant(element: Element, value: number): string {
    const name = this.fresh();
    this.emit(
      element === 'i1'
        ? `${name} = arith.constant ${literal(element, value)}`
        : `${name} = arith.constant ${literal(element, value)} : ${element}`,
    );
    return name;
  }
  denseText(element: Element, shape: readonly number[]): string {
    const value = (): string =>
      literal(element, isFloat(element) ? this.integer(-8, 8) / 4 : this.integer(-9, 9));
    if (this.chance(0.2)) return `dense<${value()}>`;
    const nested = (dim: number): string =>
      dim === shape.length
        ? value()
        : `[${Array.from({ length: shape[dim] as number }, () => nested(dim + 1)).join(', ')}]`;
    return `dense<${nested(0)}>`;
  }
  denseConstant(element: Element, shape: readonly number[]): TensorTerm {
    const name = this.fresh();
    const dims = shape.map((size) => ({ size }));
    const text = this.denseText(element, shape);
    this.emit(`${name} = arith.constant ${text} : ${typeText({ element, dims })}`);
    return this.add({ name, element, dims, bound: 2, granule: 0.25 });
  }
  /** A tensor filled with one value. */
  filled(element: Element, dims: readonly Dim[], value: number): string {
    const scalar = this.scalarConstant(element, value);
    const empty = this.empty(element, dims);
    const name = this.fresh();
    const type = typeText({ element, dims });
    this.emit(
      `${name} = linalg.fill ins(${scalar} : ${element}) outs(${empty} : ${type}) -> ${type}`,
    );
    return name;
  }
  /** An element of a tensor that fits; hosts compute with no other floats than f32. */
  extracted(fits: (tensor: TensorTerm) => boolean): Term | null {
    const tensor = this.tensor((each) => !['f16', 'f64'].includes(each.element) && fits(each));
    if (!tensor) return null;
    const at = tensor.dims.map(({ size }) => this.index(this.integer(0, size - 1)));
    const name = this.fresh();
    this.emit(`${name} = tensor.extract ${tensor.name}[${at.join(', ')}] : ${typeText(tensor)}`);
    const { element, bound, granule } = tensor;
    const scalar = { name, element, bound, granule };
    this.scalars.push(scalar);
    return scalar;
  }
  /** A condition known at run time only; null if there is nothing to compute one from. */
  condition(): string | null {
    const name = this.fresh();
    const { count } = this;
    if (count !== undefined && this.chance(0.5)) {
      const limit = this.scalarConstant('i32', this.integer(0, 3));
      this.emit(
        `${name} = arith.cmpi ${this.pick(['slt', 'eq', 'uge'])}, ${count}, ${limit} : i32`,
      );
      return name;
    }
    const element = this.extracted((tensor) => !isFloat(tensor.element));
    if (!element) return null;
    if (element.element === 'i1') return element.name;
    const limit = this.scalarConstant(element.element, this.integer(-2, 5));
    this.emit(`${name} = arith.cmpi sgt, ${element.name}, ${limit} : ${element.element}`);
    return name;
  }

  /** Arithmetic written here on values of types made by `typeOf`. */
  #expression(
    typeOf: (element: Element) => string,
    constant: (element: Element, value: number) => string | null,
    isHost = false,
  ): RandomExpression {
    return new RandomExpression({
      random: this.random,
      elements: isHost
        ? this.allowed.filter((element) => !['f16', 'f64'].includes(element))
        : this.allowed,
      isHost,
      emit: (line) => this.emit(line),
      fresh: () => this.fresh(),
      typeOf,
      constant,
    });
  }
  /** Arithmetic on scalars: of a body, or of the host. */
  scalarExpression(isHost = false): RandomExpression {
    return this.#expression(
      (element) => element,
      (element, value) => this.scalarConstant(element, value),
      isHost,
    );
  }
  tensorExpression(dims: readonly Dim[]): RandomExpression {
    const isStatic = dims.every(({ value }) => value === undefined);
    return this.#expression(
      (element) => typeText({ element, dims }),
      (element, value) => {
        if (!isStatic) return null;
        const name = this.fresh();
        this.emit(
          `${name} = arith.constant dense<${literal(element, value)}> : ${typeText({ element, dims })}`,
        );
        return name;
      },
    );
  }
  /** Random arithmetic on terms: the last result of an allowed element type, or null. */
  expressionOf(expression: RandomExpression, terms: readonly Term[], steps: number): Term | null {
    const known = [...terms];
    let last: Term | null = null;
    for (let i = 0; i < steps; i++) {
      const result = expression.step(this.chance(0.5) ? known.slice(-2) : known);
      if (!result || !this.allowed.includes(result.element)) continue;
      known.push(result);
      last = result;
      if (isFloat(result.element))
        this.#names.largest = Math.max(this.#names.largest, result.bound);
    }
    return last;
  }
  /** Arithmetic on whole tensors. */
  elementwise(): void {
    const first = this.tensor();
    if (!first) return;
    const { dims } = first;
    const same = this.tensors.filter((tensor) => sameDims(tensor.dims, dims));
    const result = this.expressionOf(
      this.tensorExpression(dims),
      [...same.slice(-4), first],
      this.integer(1, 3),
    );
    if (result) this.add({ ...result, dims });
  }
  /** The tensor, or one made of it, with floats of at most 8. */
  bounded(tensor: TensorTerm): TensorTerm {
    const bounded = this.tensorExpression(tensor.dims).clamp(tensor, 8);
    if (!bounded || bounded === tensor) return tensor;
    return this.add({ ...bounded, dims: tensor.dims });
  }
}

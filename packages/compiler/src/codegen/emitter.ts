/**
 * Emits dispatch IR into nested scopes (loops and branches), each operation in the outermost scope
 * where its operands are known, and each only once: invariant code leaves its loops and equal
 * expressions merge while they are made.
 */

import {
  ArrayAttr,
  type Attribute,
  Block,
  Builder,
  ComplexType,
  type Context,
  FloatAttr,
  IntegerAttr,
  type Location,
  type NamedAttribute,
  type Operation,
  Region,
  type Type,
  type Value,
  VectorType,
} from '@iree-workbench/ir';
import {
  addLinear,
  constantOf,
  type Linear,
  linearConstant,
  linearValue,
  scaleLinear,
  valueId,
} from './linear.ts';

/** A block under construction. */
export interface Scope {
  readonly block: Block;
  /** New operations go before it: the loop that is open, or what follows the place of emission. */
  before: Operation | null;
  readonly parent: Scope | null;
  readonly depth: number;
  /** Runs under a condition: what may fault must not leave it. */
  readonly conditional: boolean;
  /** Values by what computes them. */
  readonly known: Map<string, Value>;
  /** Evaluated tensor elements; see the evaluator. */
  readonly elements: Map<string, Value>;
}

export interface PureOp {
  readonly name: string;
  readonly operands?: readonly Value[];
  readonly types: readonly Type[];
  readonly attributes?: Iterable<NamedAttribute>;
}

export class Emitter {
  readonly context: Context;
  location: Location;
  scope: Scope;
  readonly #depths = new Map<Value, number>();

  /** Emits before `place`; everything that dominates it counts as known. */
  constructor(place: Operation) {
    if (!place.block) throw new Error('the emitter needs a place in a block');
    this.context = place.context;
    this.location = place.location;
    this.scope = {
      block: place.block,
      before: place,
      parent: null,
      depth: 0,
      conditional: false,
      known: new Map(),
      elements: new Map(),
    };
  }

  /** The first block of the function that is emitted into. */
  get functionEntry(): Block {
    const parent = this.scope.block.parentOp;
    const func = parent?.is('func.func') ? parent : parent?.ancestor('func.func');
    if (!func) throw new Error('the emitter is outside a function');
    return func.region().front;
  }
  depthOf(value: Value): number {
    return this.#depths.get(value) ?? 0;
  }
  depthOfLinear(linear: Linear): number {
    return linear.terms.reduce((depth, [value]) => Math.max(depth, this.depthOf(value)), 0);
  }
  /** The scope of the depth around the current one; faulting code stays inside conditions. */
  scopeAt(depth: number, mayFault: boolean): Scope {
    let scope = this.scope;
    while (scope.parent && scope.depth > depth && !(mayFault && scope.conditional))
      scope = scope.parent;
    return scope;
  }
  /** Runs `emit` with `scope`, one of those around, as the current one. */
  within<T>(scope: Scope, emit: () => T): T {
    const current = this.scope;
    this.scope = scope;
    try {
      return emit();
    } finally {
      this.scope = current;
    }
  }
  at<T>(location: Location, emit: () => T): T {
    const current = this.location;
    this.location = location;
    try {
      return emit();
    } finally {
      this.location = current;
    }
  }

  // ----- Operations -----

  /** An operation in the current scope, neither moved nor merged. */
  create(name: string, state: Omit<PureOp, 'name'> & { regions?: readonly Region[] }): Operation {
    return this.#createIn(this.scope, { name, ...state }, state.regions);
  }
  #createIn(scope: Scope, op: PureOp, regions?: readonly Region[]): Operation {
    const builder = new Builder(this.location, { block: scope.block, before: scope.before });
    const created = builder.create(op.name, {
      operands: op.operands ?? [],
      resultTypes: op.types,
      attributes: op.attributes ?? [],
      regions: regions ?? 0,
    });
    for (const result of created.results) this.#depths.set(result, scope.depth);
    return created;
  }

  /** The results of an operation without effects, made where its operands allow, or found. */
  pure(op: PureOp, mayFault = false): readonly Value[] {
    const operands = op.operands ?? [];
    const attributes = [...(op.attributes ?? [])];
    const key = `${op.name}(${operands.map(valueId).join()})${attributes
      .map(([name, attr]) => `${name}=${attr.id}`)
      .join()}:${op.types.map((type) => type.id).join()}`;
    const depth = operands.reduce((max, value) => Math.max(max, this.depthOf(value)), 0);
    const target = this.scopeAt(depth, mayFault);
    for (let scope: Scope | null = this.scope; scope; scope = scope.parent) {
      const found = scope.known.get(key);
      if (found)
        return found.kind === 'result' && op.types.length > 1 ? found.owner.results : [found];
    }
    const created = this.#createIn(target, { ...op, attributes });
    const first = created.results[0];
    if (first) target.known.set(key, first);
    return created.results;
  }
  /** `pure` of one result. */
  value(
    name: string,
    operands: readonly Value[],
    type: Type,
    attributes: Iterable<NamedAttribute> = [],
    mayFault = false,
  ): Value {
    return this.pure({ name, operands, types: [type], attributes }, mayFault)[0] as Value;
  }

  constant(attr: Attribute, type: Type): Value {
    return this.value('arith.constant', [], type, [['value', attr]]);
  }
  index(value: number): Value {
    const type = this.context.indexType;
    return this.constant(IntegerAttr.get(type, value), type);
  }
  /** Zero of a type of numbers. */
  zero(type: Type): Value {
    if (type.kind === 'complex') {
      const part = this.zero(type.elementType);
      return this.complex(part, part);
    }
    if (type.kind === 'float') return this.constant(FloatAttr.get(type, 0), type);
    if (type.kind === 'integer' || type.kind === 'index')
      return this.constant(IntegerAttr.get(type, 0), type);
    throw new Error(`no zero of a ${type.kind} type`);
  }

  // ----- Indices -----

  #indexOp(name: string, lhs: Value, rhs: Value): Value {
    return this.value(name, [lhs, rhs], this.context.indexType);
  }
  /** The value of a combination; partial sums are made as far out as their terms allow. */
  materialize(linear: Linear): Value {
    const terms = [...linear.terms].sort(
      ([a, x], [b, y]) =>
        this.depthOf(a) - this.depthOf(b) || Math.sign(y) - Math.sign(x) || valueId(a) - valueId(b),
    );
    const scaled = (value: Value, factor: number): Value =>
      factor === 1 ? value : this.#indexOp('arith.muli', value, this.index(factor));
    let sum: Value | null = null;
    let constant = linear.constant;
    for (const [value, coefficient] of terms) {
      if (coefficient > 0) {
        const term = scaled(value, coefficient);
        sum = sum ? this.#indexOp('arith.addi', sum, term) : term;
      } else {
        if (!sum) {
          sum = this.index(constant);
          constant = 0;
        }
        sum = this.#indexOp('arith.subi', sum, scaled(value, -coefficient));
      }
    }
    if (!sum) return this.index(constant);
    return constant === 0 ? sum : this.#indexOp('arith.addi', sum, this.index(constant));
  }
  multiply(a: Linear, b: Linear): Linear {
    const [x, y] = [constantOf(a), constantOf(b)];
    if (x !== null) return scaleLinear(b, x);
    if (y !== null) return scaleLinear(a, y);
    return linearValue(this.#indexOp('arith.muli', this.materialize(a), this.materialize(b)));
  }
  /** Quotient of a combination that is not negative by a positive one. */
  quotient(a: Linear, b: Linear): Linear {
    const [x, y] = [constantOf(a), constantOf(b)];
    if (y === 1) return a;
    if (x !== null && y) return linearConstant(Math.floor(x / y));
    return linearValue(
      this.value(
        'arith.divui',
        [this.materialize(a), this.materialize(b)],
        this.context.indexType,
        [],
        y === null,
      ),
    );
  }
  remainder(a: Linear, b: Linear): Linear {
    const [x, y] = [constantOf(a), constantOf(b)];
    if (y === 1) return linearConstant(0);
    if (x !== null && y) return linearConstant(x % y);
    return linearValue(
      this.value(
        'arith.remui',
        [this.materialize(a), this.materialize(b)],
        this.context.indexType,
        [],
        y === null,
      ),
    );
  }
  /** Quotient rounded to minus infinity, for operands of any sign and a positive constant. */
  floorQuotient(a: Linear, divisor: number): Linear {
    const x = constantOf(a);
    if (x !== null) return linearConstant(Math.floor(x / divisor));
    if (divisor === 1) return a;
    return linearValue(this.#indexOp('arith.floordivsi', this.materialize(a), this.index(divisor)));
  }
  ceilQuotient(a: Linear, divisor: number): Linear {
    return this.quotient(addLinear(a, linearConstant(divisor - 1)), linearConstant(divisor));
  }
  minimum(a: Linear, b: Linear): Linear {
    const difference = constantOf(addLinear(a, b, -1));
    if (difference !== null) return difference <= 0 ? a : b;
    return linearValue(this.#indexOp('arith.minui', this.materialize(a), this.materialize(b)));
  }
  compare(predicate: 'ult' | 'slt' | 'sge' | 'eq', a: Linear, b: Linear): Value {
    const cases = { eq: 0n, slt: 2n, sge: 5n, ult: 6n } as const;
    return this.value('arith.cmpi', [this.materialize(a), this.materialize(b)], this.context.i1, [
      ['predicate', IntegerAttr.i64(this.context, cases[predicate])],
    ]);
  }
  and(a: Value, b: Value): Value {
    return this.value('arith.andi', [a, b], this.context.i1);
  }

  // ----- Complex numbers -----

  /** A complex number of two floats: what carries the parts to who asks for them, and no code in the end. */
  complex(re: Value, im: Value): Value {
    return this.value('complex.create', [re, im], ComplexType.get(re.type));
  }
  /** The real and the imaginary part of a complex number. */
  parts(value: Value): readonly [re: Value, im: Value] {
    const { definingOp: op, type } = value;
    if (type.kind !== 'complex') throw new Error(`no parts of a ${type.kind} value`);
    if (op?.is('complex.create')) return [op.operand(0), op.operand(1)];
    const constant = op?.is('complex.constant') ? op.attr('value') : null;
    if (constant?.kind === 'array') {
      const [re, im] = constant.elements.map((part) => this.constant(part, type.elementType));
      if (re && im) return [re, im];
    }
    const part = (name: string): Value => this.value(name, [value], type.elementType);
    return [part('complex.re'), part('complex.im')];
  }
  /** The values with the parts of complex numbers in place of these. */
  split(values: readonly Value[]): Value[] {
    return values.flatMap((value) => (value.type.kind === 'complex' ? this.parts(value) : [value]));
  }
  /** Values of the types from what `split` gave of such. */
  join(values: readonly Value[], types: readonly Type[]): Value[] {
    let next = 0;
    const take = (): Value => values[next++] as Value;
    return types.map((type) => (type.kind === 'complex' ? this.complex(take(), take()) : take()));
  }

  // ----- Vectors -----

  /** The value in every lane; vectors are left as they are. */
  broadcast(value: Value, width: number): Value {
    return value.type.kind === 'vector'
      ? value
      : this.value('vector.broadcast', [value], VectorType.get([width], value.type));
  }
  extract(vector: Value, lane: number): Value {
    const known = this.#lanes.get(vector)?.[lane];
    if (known) return known;
    return vector.type.kind === 'vector'
      ? this.value('vector.extract', [vector], vector.type.elementType, [
          ['position', this.#position(lane)],
        ])
      : vector;
  }
  fromLanes(lanes: readonly Value[]): Value {
    const [first, ...rest] = lanes as [Value, ...Value[]];
    let vector = this.broadcast(first, lanes.length);
    rest.forEach((lane, i) => {
      vector = this.value('vector.insert', [lane, vector], vector.type, [
        ['position', this.#position(i + 1)],
      ]);
    });
    this.#lanes.set(vector, lanes);
    return vector;
  }
  /** Lanes of two vectors, those of the second counted on from those of the first. */
  shuffle(a: Value, b: Value, lanes: readonly number[]): Value {
    if (a.type.kind !== 'vector') throw new Error(`no lanes of a ${a.type.kind} value`);
    const mask = lanes.map((lane) => IntegerAttr.i64(this.context, lane));
    return this.value(
      'vector.shuffle',
      [a, b],
      VectorType.get([lanes.length], a.type.elementType),
      [['mask', ArrayAttr.get(this.context, mask)]],
    );
  }
  /** What vectors were put together of: elements of those are there already. */
  readonly #lanes = new WeakMap<Value, readonly Value[]>();
  #position(lane: number): Attribute {
    return ArrayAttr.get(this.context, [IntegerAttr.i64(this.context, lane)]);
  }

  // ----- Scopes -----

  #open(block: Block, conditional: boolean): Scope {
    return {
      block,
      before: null,
      parent: this.scope,
      depth: this.scope.depth + 1,
      conditional,
      known: new Map(),
      elements: new Map(),
    };
  }
  #setDepth(values: readonly Value[], depth: number): void {
    for (const value of values) this.#depths.set(value, depth);
  }

  /** Fills a block of an operation that stands in the current scope. */
  #fill(owner: Operation, block: Block, conditional: boolean, emit: () => readonly Value[]): void {
    const outer = this.scope;
    const before = outer.before;
    const scope = this.#open(block, conditional);
    this.#setDepth(block.arguments, scope.depth);
    outer.before = owner;
    this.scope = scope;
    try {
      const results = emit();
      this.create('scf.yield', { operands: results, types: [] });
    } finally {
      this.scope = outer;
      outer.before = before;
    }
  }

  /** A loop that carries values; its results. A single iteration or none is no loop. */
  loop(
    lower: Linear,
    upper: Linear,
    step: number | Linear,
    inits: readonly Value[],
    body: (iv: Linear, carried: readonly Value[]) => readonly Value[],
  ): readonly Value[] {
    const types = inits.map(({ type }) => type);
    if (types.some(isComplex)) {
      const results = this.loop(lower, upper, step, this.split(inits), (iv, carried) =>
        this.split(body(iv, this.join(carried, types))),
      );
      return this.join(results, types);
    }
    const stepBy = typeof step === 'number' ? linearConstant(step) : step;
    const stepConstant = constantOf(stepBy);
    const distance = constantOf(addLinear(upper, lower, -1));
    if (distance !== null && distance <= 0) return inits;
    if (distance !== null && stepConstant !== null && distance <= stepConstant)
      return body(lower, inits);
    const block = new Block();
    const region = new Region();
    region.append(block);
    const iv = block.addArgument(this.context.indexType, this.location);
    for (const init of inits) block.addArgument(init.type, this.location);
    const op = this.create('scf.for', {
      operands: [
        this.materialize(lower),
        this.materialize(upper),
        this.materialize(stepBy),
        ...inits,
      ],
      types: inits.map((init) => init.type),
      regions: [region],
    });
    this.#fill(op, block, false, () => body(linearValue(iv), block.arguments.slice(1)));
    return op.results;
  }

  /** `scf.if`; both branches give values of the types. */
  branch(
    condition: Value,
    types: readonly Type[],
    then: () => readonly Value[],
    otherwise: (() => readonly Value[]) | null,
  ): readonly Value[] {
    if (types.some(isComplex)) {
      const results = this.branch(
        condition,
        splitTypes(types),
        () => this.split(then()),
        otherwise && (() => this.split(otherwise())),
      );
      return this.join(results, types);
    }
    const regions = [new Region(), new Region()] as const;
    const thenBlock = regions[0].append();
    const elseBlock = otherwise ? regions[1].append() : null;
    const op = this.create('scf.if', { operands: [condition], types, regions });
    this.#fill(op, thenBlock, true, then);
    if (otherwise && elseBlock) this.#fill(op, elseBlock, true, otherwise);
    return op.results;
  }

  /**
   * The results of a copy of an operation with regions, each block filled by `fill` (which makes the
   * terminator), given the values of the original's arguments.
   */
  withRegions(
    op: Operation,
    operands: readonly Value[],
    fill: (original: Block, args: readonly Value[]) => void,
  ): readonly Value[] {
    const regions = op.regions.map(() => new Region());
    const copy = this.create(op.name, {
      operands: this.split(operands),
      types: splitTypes(op.resultTypes),
      attributes: op.attributes.entries,
      regions,
    });
    op.regions.forEach((region, i) => {
      for (const block of region.blocks) {
        const target = (regions[i] as Region).append();
        const types = block.arguments.map(({ type }) => type);
        for (const argument of block.arguments)
          for (const type of splitTypes([argument.type]))
            target.addArgument(type, argument.location);
        const outer = this.scope;
        const before = outer.before;
        this.scope = this.#open(target, true);
        this.#setDepth(target.arguments, this.scope.depth);
        outer.before = copy;
        try {
          fill(block, this.join(target.arguments, types));
        } finally {
          this.scope = outer;
          outer.before = before;
        }
      }
    });
    return this.join(copy.results, op.resultTypes);
  }
}

const isComplex = (type: Type): boolean => type.kind === 'complex';

/** The types of what `Emitter.split` makes of values of the types. */
const splitTypes = (types: readonly Type[]): Type[] =>
  types.flatMap((type) =>
    type.kind === 'complex' ? [type.elementType, type.elementType] : [type],
  );

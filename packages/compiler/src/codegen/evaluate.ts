/**
 * Evaluates tensors on demand: a tensor is a function of indices, and code for an element (or for a
 * vector of neighbours) is emitted where it is asked for.
 *
 * Producers are thereby fused into their consumers without being rewritten first; a reduction becomes
 * a loop that carries its accumulators, and the emitter puts it in the outermost loop that knows its
 * indices. Points are evaluated together, so that a tile of accumulators shares one loop and its loads.
 */

import {
  type AffineMap,
  type Block,
  type Operation,
  type StructuredInterface,
  StructuredOp,
  type Value,
} from '@iree-workbench/ir';
import { BodyCloner } from './body.ts';
import { CannotLower } from './cannot-lower.ts';
import type { Emitter, Scope } from './emitter.ts';
import { addLinear, constantOf, type Linear, linearConstant, scaleLinear, ZERO } from './linear.ts';
import { holdsWords, Memory, type Storage } from './memory.ts';
import {
  evaluateExpr,
  lanesOf,
  laneThrough,
  type Point,
  pointKey,
  stridedHalves,
  stridedLane,
} from './points.ts';
import { type Combiner, reductionCombiners } from './reductions.ts';
import { keptDims, mixedList, TensorSizes } from './sizes.ts';
import type { CodegenTarget } from './target.ts';
import { evaluateTensorOp } from './tensor-ops.ts';
import { reduceWithThreads } from './thread-reduction.ts';

/** Where the elements of a value are found instead of being computed; null: not at these points. */
export type Override = (points: readonly Point[]) => Value[] | null;

/** A workgroup whose threads reduce together, in scopes that all of them run alike. */
export interface Cooperation {
  readonly thread: Linear;
  /** Scopes deeper than this may be run by some threads only. */
  readonly depth: number;
}

export class Evaluator {
  /** Set while the threads of a workgroup work on the same elements. */
  cooperation: Cooperation | null = null;
  readonly emitter: Emitter;
  readonly memory: Memory;
  readonly sizes: TensorSizes;
  readonly target: CodegenTarget;
  readonly #overrides = new Map<Value, Override>();
  #width: number;

  constructor(emitter: Emitter, bindings: Map<Value, Storage>, target: CodegenTarget) {
    this.emitter = emitter;
    this.target = target;
    this.#width = target.vectorWidth;
    this.memory = new Memory(emitter, bindings);
    this.sizes = new TensorSizes(emitter);
  }

  /** Lanes of the vectors that points with a lane give. */
  get width(): number {
    return this.#width;
  }
  /** While `emit` runs, vectors have `width` lanes. */
  withWidth<T>(width: number, emit: () => T): T {
    const previous = this.#width;
    this.#width = width;
    try {
      return emit();
    } finally {
      this.#width = previous;
    }
  }

  /** While `emit` runs, elements of `value` come from `override`. */
  overriding<T>(value: Value, override: Override, emit: () => T): T {
    const previous = this.#overrides.get(value);
    this.#overrides.set(value, override);
    try {
      return emit();
    } finally {
      if (previous) this.#overrides.set(value, previous);
      else this.#overrides.delete(value);
    }
  }

  /**
   * The elements of a tensor at the points. A point with a lane gives a vector, or a scalar if all
   * its elements are the same.
   */
  evaluate(value: Value, points: readonly Point[]): Value[] {
    if (value.type.kind !== 'tensor') return points.map(() => value);
    const overridden = this.#overrides.get(value)?.(points);
    if (overridden) return overridden;
    const found = new Map<string, Value>();
    const missing: [key: string, point: Point][] = [];
    const keys = points.map((point) => `${this.#prefix(value)}${pointKey(point)}`);
    points.forEach((point, i) => {
      const key = keys[i] as string;
      if (found.has(key) || missing.some(([other]) => other === key)) return;
      const known = this.#known(key);
      if (known) found.set(key, known);
      else missing.push([key, point]);
    });
    if (missing.length > 0) {
      const asked = missing.map(([, point]) => point);
      const scope = this.#scopeOf(asked);
      const computed = this.emitter.within(scope, () => this.#compute(value, asked));
      missing.forEach(([key], i) => {
        const element = computed[i] as Value;
        scope.elements.set(key, element);
        found.set(key, element);
      });
    }
    return keys.map((key) => found.get(key) as Value);
  }
  element(value: Value, indices: readonly Linear[]): Value {
    return this.evaluate(value, [{ indices, lane: -1 }])[0] as Value;
  }

  readonly #ids = new Map<Value, number>();
  #prefix(value: Value): string {
    const id = this.#ids.get(value) ?? this.#ids.size;
    this.#ids.set(value, id);
    return `${id}:`;
  }
  #scopeOf(points: readonly Point[]): Scope {
    let depth = 0;
    for (const point of points)
      for (const index of point.indices) depth = Math.max(depth, this.emitter.depthOfLinear(index));
    return this.emitter.scopeAt(depth, true);
  }
  /** An element that was evaluated before, in this scope or in one around it. */
  #known(key: string): Value | null {
    for (let scope: Scope | null = this.emitter.scope; scope; scope = scope.parent) {
      const element = scope.elements.get(key);
      if (element) return element;
    }
    return null;
  }

  #compute(value: Value, points: readonly Point[]): Value[] {
    if (value.kind !== 'result') {
      const owner = value.owner.parentOp;
      if (!owner) throw new Error('a block argument that belongs nowhere');
      throw new CannotLower(owner, 'carries a tensor as a block argument');
    }
    const op = value.owner;
    return this.emitter.at(op.location, () => {
      if (op.is('flow.dispatch.tensor.load')) return this.#load(op, points);
      const structured = op.getInterface(StructuredOp);
      if (structured) return this.#structured(op, structured, value.index, points);
      return evaluateTensorOp(this, op, points);
    });
  }

  /** Vectors of points that have no neighbours in memory, from their elements. */
  gather(points: readonly Point[], scalars: (points: readonly Point[]) => Value[]): Value[] {
    const expanded = points.map((point) => (point.lane < 0 ? [point] : lanesOf(point, this.width)));
    const elements = scalars(expanded.flat());
    let next = 0;
    return expanded.map((lanes) => {
      const values = elements.slice(next, next + lanes.length);
      next += lanes.length;
      return lanes.length === 1 ? (values[0] as Value) : this.emitter.fromLanes(values);
    });
  }

  // ----- Memory -----

  #load(op: Operation, points: readonly Point[]): Value[] {
    const storage = this.memory.binding(op.operand(0));
    const offsets = mixedList(op, 'offsets');
    const strides = mixedList(op, 'strides');
    const kept = keptDims(op, op.result().type);
    return this.loadAt(
      storage,
      points.map((point) => ({
        lane: point.lane < 0 ? -1 : (kept[point.lane] ?? -1),
        indices: offsets.map((offset, dim) => {
          const position = kept.indexOf(dim);
          return position < 0
            ? offset
            : addLinear(
                offset,
                this.emitter.multiply(point.indices[position] ?? ZERO, strides[dim] ?? ZERO),
              );
        }),
      })),
      (lane) => constantOf(strides[lane] ?? ZERO) === 1,
    );
  }

  /** Elements in memory; `dense` tells whether a lane's neighbours are a dimension's neighbours. */
  loadAt(
    storage: Storage,
    points: readonly Point[],
    dense: (lane: number) => boolean = () => true,
  ): Value[] {
    const strides = this.memory.strides(storage);
    return points.map((point) => {
      const address = this.memory.address(storage, point.indices);
      if (point.lane < 0) return this.memory.load(storage, address, 1);
      const stride = strides[point.lane] as Linear;
      if (dense(point.lane) && constantOf(stride) === 1)
        return this.memory.load(storage, address, this.width);
      const lanes = Array.from({ length: this.width }, (_, i) =>
        this.memory.load(storage, addLinear(address, stride, i), 1),
      );
      return this.emitter.fromLanes(lanes);
    });
  }

  // ----- Structured operations -----

  #structured(
    op: Operation,
    structured: StructuredInterface,
    result: number,
    points: readonly Point[],
  ): Value[] {
    const iterators = structured.iteratorTypes(op);
    const maps = structured.indexingMaps(op);
    const body = structured.body(op);
    const numInputs = op.numOperands - op.numResults;
    const outMap = maps[numInputs + result];
    if (!outMap) throw new CannotLower(op, `has no indexing map for result ${result}`);
    const loopOf = new Map<number, number>();
    outMap.results.forEach((expr, dim) => {
      if (expr.kind === 'dim' && !loopOf.has(expr.position)) loopOf.set(expr.position, dim);
      else if (expr.kind !== 'constant')
        throw new CannotLower(
          op,
          'writes its result through an indexing map that is no projected permutation',
          'give every dimension of the result a loop of its own',
        );
    });
    const nest: LoopNest = {
      op,
      body,
      numInputs,
      maps,
      result,
      loops: iterators.map((_, loop) => loopOf.get(loop) ?? null),
    };
    const reductions = nest.loops.flatMap((dim, loop) => (dim === null ? [loop] : []));
    // A vector along a dimension that the operation cannot take as vectors is taken apart.
    const isVector = points.some((point) => point.lane >= 0);
    if (isVector && !BodyCloner.takesVectors(body))
      return reductions.length === 0
        ? this.#lanewise(nest, points)
        : this.gather(points, (scalars) => this.#structured(op, structured, result, scalars));
    return reductions.length === 0
      ? this.#elementwise(nest, points)
      : this.#reduce(nest, reductions, points);
  }

  /** Values of the loops at a point of the result, and the loop that its lane is. */
  #loopsAt(nest: LoopNest, point: Point): Iteration {
    return {
      loops: nest.loops.map((dim) => (dim === null ? ZERO : (point.indices[dim] ?? ZERO))),
      lane: point.lane < 0 ? -1 : nest.loops.indexOf(point.lane),
    };
  }

  /** What the body's arguments are in the iterations: an array an iteration. */
  #inputs(
    nest: LoopNest,
    iterations: readonly Iteration[],
    operands: readonly number[],
  ): Map<number, Value[]> {
    const inputs = new Map<number, Value[]>();
    for (const operand of operands) {
      if (!nest.body.argument(operand).hasUses) continue;
      const value = nest.op.operand(operand);
      const map = nest.maps[operand];
      if (!map) continue;
      const asked = iterations.map((iteration) => this.#operandPoints(value, map, iteration));
      const elements = this.evaluate(
        value,
        asked.flatMap(({ points }) => points),
      );
      let next = 0;
      inputs.set(
        operand,
        asked.map(({ points, shuffled }) => {
          const values = elements.slice(next, next + points.length);
          next += points.length;
          const [first, second] = values as [Value, Value];
          if (values.length === 1) return first;
          if (!shuffled) return this.emitter.fromLanes(values);
          const [a, b] = [first, second].map((each) => this.emitter.broadcast(each, this.width));
          return this.emitter.shuffle(a as Value, b as Value, shuffled);
        }),
      );
    }
    return inputs;
  }

  /**
   * Where an operand is asked for by an iteration: at one point, at a point for each lane, or at two vectors
   * that have the lanes between them.
   */
  #operandPoints(
    value: Value,
    map: AffineMap,
    { loops, lane }: Iteration,
  ): { readonly points: readonly Point[]; readonly shuffled: readonly number[] | null } {
    const at = (values: readonly Linear[]): Linear[] =>
      map.results.map((expr) => evaluateExpr(this.emitter, expr, values));
    const mapped = lane < 0 ? -1 : laneThrough(map, lane);
    if (mapped !== null) return { points: [{ indices: at(loops), lane: mapped }], shuffled: null };
    const { width } = this;
    const strided = stridedLane(map, lane);
    const halves =
      strided && this.target.execution === 'sequential' && holdsWords(value.type)
        ? stridedHalves(strided.stride, width)
        : null;
    if (strided && halves) {
      const indices = at(loops);
      const points = [0, halves.offset].map((offset) => ({
        lane: strided.lane,
        indices: indices.map((index, dim) =>
          dim === strided.lane ? addLinear(index, linearConstant(offset)) : index,
        ),
      }));
      return { points, shuffled: halves.lanes };
    }
    const points = Array.from({ length: width }, (_, i) => ({
      lane: -1,
      indices: at(loops.map((loop, l) => (l === lane ? addLinear(loop, linearConstant(i)) : loop))),
    }));
    return { points, shuffled: null };
  }

  #elementwise(nest: LoopNest, points: readonly Point[]): Value[] {
    const iterations = points.map((point) => this.#loopsAt(nest, point));
    const inputs = this.#inputs(
      nest,
      iterations,
      // The body of linalg.map does not take what its result overwrites.
      nest.body.arguments.map((_, i) => i),
    );
    return iterations.map((iteration, i) => {
      const cloner = new BodyCloner(this, iteration.loops, this.width);
      for (const [operand, values] of inputs)
        cloner.map(nest.body.argument(operand), values[i] as Value);
      return cloner.run(nest.body)[nest.result] as Value;
    });
  }

  /** Lane by lane, but of inputs that are computed in vectors where they can be. */
  #lanewise(nest: LoopNest, points: readonly Point[]): Value[] {
    const operands = nest.body.arguments.map((_, i) => i);
    const isWords = (operand: number): boolean => holdsWords(nest.op.operand(operand).type);
    const lanes = points.map((point) => (point.lane < 0 ? [point] : lanesOf(point, this.width)));
    const iterations = (of: readonly Point[]): Iteration[] =>
      of.map((point) => this.#loopsAt(nest, point));
    const words = this.#inputs(nest, iterations(points), operands.filter(isWords));
    const singles = this.#inputs(
      nest,
      iterations(lanes.flat()),
      operands.filter((operand) => !isWords(operand)),
    );
    let next = 0;
    return points.map((_, i) => {
      const values = (lanes[i] as readonly Point[]).map((lane, l) => {
        const { loops } = this.#loopsAt(nest, lane);
        const cloner = new BodyCloner(this, loops, this.width);
        for (const [operand, vectors] of words)
          cloner.map(nest.body.argument(operand), this.emitter.extract(vectors[i] as Value, l));
        for (const [operand, elements] of singles)
          cloner.map(nest.body.argument(operand), elements[next] as Value);
        next++;
        return cloner.run(nest.body)[nest.result] as Value;
      });
      return values.length === 1 ? (values[0] as Value) : this.emitter.fromLanes(values);
    });
  }

  #reduce(nest: LoopNest, reductions: readonly number[], points: readonly Point[]): Value[] {
    const { op, numInputs } = nest;
    const sizes = reductions.map((loop) => this.sizes.ofLoop(op, nest.maps, loop));
    const iterations = points.map((point) => this.#loopsAt(nest, point));
    const results = this.#sharedResults(nest);
    // inits[r * points + p]
    const inits = results.flatMap((result) => {
      const values = this.evaluate(op.operand(numInputs + result), points);
      return values.map((value, p) =>
        (points[p] as Point).lane < 0 ? value : this.emitter.broadcast(value, this.width),
      );
    });
    const together = this.#reduceTogether(nest, reductions, sizes, points, results, inits);
    if (together) return [together[results.indexOf(nest.result)] as Value];
    const combiners = this.#laneCombiners(nest, reductions, sizes, points, results);
    const carried = combiners
      ? this.#reduceLanes(nest, reductions, sizes, iterations, results, inits, combiners)
      : this.#nest(reductions, sizes, inits, new Map(), (ivs, accumulators) =>
          this.#step(nest, iterations, ivs, results, accumulators, -1),
        );
    const own = results.indexOf(nest.result);
    return carried.slice(own * points.length, (own + 1) * points.length);
  }

  /** A reduction by all threads of the workgroup, or null where they do not work together. */
  #reduceTogether(
    nest: LoopNest,
    reductions: readonly number[],
    sizes: readonly Linear[],
    points: readonly Point[],
    results: readonly number[],
    inits: readonly Value[],
  ): Value[] | null {
    const { cooperation, emitter } = this;
    if (!cooperation || emitter.scope.depth > cooperation.depth || points.length !== 1) return null;
    const combiners = reductionCombiners(nest.body, nest.numInputs);
    if (!combiners) return null;
    const iterations = points.map((point) => this.#loopsAt(nest, point));
    const last = sizes.length - 1;
    const { threadWidth } = this.target;
    const isWhole = (constantOf(sizes[last] as Linear) ?? 1) % threadWidth === 0;
    const takesLanes = this.withWidth(threadWidth, () =>
      this.#laneCombiners(nest, reductions, sizes, points, results),
    );
    const width = isWhole && takesLanes ? threadWidth : 1;
    const counts = sizes.map((size, i) =>
      i === last ? emitter.quotient(size, linearConstant(width)) : size,
    );
    const at = (indices: readonly Linear[]): Map<number, Linear> =>
      new Map(
        reductions.map((loop, i) => {
          const index = indices[i] as Linear;
          return [loop, i === last ? scaleLinear(index, width) : index];
        }),
      );
    const lane = width > 1 ? (reductions[last] as number) : -1;
    return this.withWidth(width, () =>
      reduceWithThreads(this, cooperation.thread, counts, combiners, inits, (indices, carried) =>
        this.#step(nest, iterations, at(indices), results, carried, lane),
      ),
    );
  }

  /** Results that are accumulated together: the body reads its accumulators crosswise, or may. */
  #sharedResults(nest: LoopNest): number[] {
    return nest.op.results.map((_, i) => i);
  }

  /** Nested loops over the reduction's iterations that carry accumulators. */
  #nest(
    loops: readonly number[],
    sizes: readonly Linear[],
    inits: readonly Value[],
    ivs: ReadonlyMap<number, Linear>,
    body: (ivs: ReadonlyMap<number, Linear>, carried: readonly Value[]) => readonly Value[],
  ): readonly Value[] {
    const [loop, ...rest] = loops;
    if (loop === undefined) return body(ivs, inits);
    const [size, ...restSizes] = sizes as [Linear, ...Linear[]];
    return this.emitter.loop(ZERO, size, 1, inits, (iv, carried) =>
      this.#nest(rest, restSizes, carried, new Map(ivs).set(loop, iv), body),
    );
  }

  /** One iteration of the reduction for all points: the new accumulators. */
  #step(
    nest: LoopNest,
    iterations: readonly Iteration[],
    ivs: ReadonlyMap<number, Linear>,
    results: readonly number[],
    accumulators: readonly Value[],
    reductionLane: number,
  ): Value[] {
    const at = iterations.map(
      ({ loops, lane }): Iteration => ({
        loops: loops.map((value, loop) => ivs.get(loop) ?? value),
        lane: reductionLane >= 0 ? reductionLane : lane,
      }),
    );
    const inputs = this.#inputs(
      nest,
      at,
      Array.from({ length: nest.numInputs }, (_, i) => i),
    );
    const next = new Array<Value>(accumulators.length);
    at.forEach((iteration, p) => {
      const cloner = new BodyCloner(this, iteration.loops, this.width);
      for (const [operand, values] of inputs)
        cloner.map(nest.body.argument(operand), values[p] as Value);
      results.forEach((result, r) => {
        cloner.map(
          nest.body.argument(nest.numInputs + result),
          accumulators[r * at.length + p] as Value,
        );
      });
      const yielded = cloner.run(nest.body);
      results.forEach((result, r) => {
        const value = yielded[result] as Value;
        next[r * at.length + p] =
          iteration.lane < 0 ? value : this.emitter.broadcast(value, this.width);
      });
    });
    return next;
  }

  /**
   * How to reduce along vectors of the innermost loop: a combiner a result, or null where that is
   * not possible or brings nothing.
   */
  #laneCombiners(
    nest: LoopNest,
    reductions: readonly number[],
    sizes: readonly Linear[],
    points: readonly Point[],
    results: readonly number[],
  ): Combiner[] | null {
    if (this.width === 1 || points.some((point) => point.lane >= 0)) return null;
    if (!BodyCloner.takesVectors(nest.body)) return null;
    const size = constantOf(sizes[sizes.length - 1] as Linear);
    if (size !== null && size < this.width) return null;
    const loop = reductions[reductions.length - 1] as number;
    for (let operand = 0; operand < nest.numInputs; operand++) {
      if (!nest.body.argument(operand).hasUses) continue;
      const lane = laneThrough(nest.maps[operand] as (typeof nest.maps)[number], loop);
      if (lane === null || (lane >= 0 && !this.sizes.isContiguous(nest.op.operand(operand), lane)))
        return null;
    }
    const combiners = reductionCombiners(nest.body, nest.numInputs);
    return combiners && results.length === combiners.length ? combiners : null;
  }

  #reduceLanes(
    nest: LoopNest,
    reductions: readonly number[],
    sizes: readonly Linear[],
    iterations: readonly Iteration[],
    results: readonly number[],
    inits: readonly Value[],
    combiners: readonly Combiner[],
  ): readonly Value[] {
    const { emitter, width } = this;
    const count = iterations.length;
    const innermost = reductions[reductions.length - 1] as number;
    const size = sizes[sizes.length - 1] as Linear;
    const whole = emitter.multiply(
      emitter.quotient(size, linearConstant(width)),
      linearConstant(width),
    );
    const combinerOf = (i: number): Combiner => combiners[Math.floor(i / count)] as Combiner;
    const vectors = inits.map((init, i) =>
      emitter.broadcast(combinerOf(i).neutral(emitter, init.type), width),
    );
    const carried = this.#nest(
      reductions.slice(0, -1),
      sizes.slice(0, -1),
      [...inits, ...vectors],
      new Map(),
      (ivs, values) => {
        const reduce = (from: Linear, to: Linear, accumulators: readonly Value[]) =>
          emitter.loop(from, to, width, accumulators, (iv, c) =>
            this.#step(nest, iterations, new Map(ivs).set(innermost, iv), results, c, innermost),
          );
        const start = values.slice(inits.length);
        const accumulators =
          combiners.some(({ isFloatSum }) => isFloatSum) && isLong(size, width)
            ? this.#inBlocks(size, whole, start, vectors, combinerOf, reduce)
            : reduce(ZERO, whole, start);
        const scalars = emitter.loop(whole, size, 1, values.slice(0, inits.length), (iv, c) =>
          this.#step(nest, iterations, new Map(ivs).set(innermost, iv), results, c, -1),
        );
        return [...scalars, ...accumulators];
      },
    );
    return inits.map((_, i) => {
      const vector = carried[inits.length + i] as Value;
      let sum = carried[i] as Value;
      for (let lane = 0; lane < width; lane++)
        sum = combinerOf(i).combine(emitter, sum, emitter.extract(vector, lane));
      return sum;
    });
  }

  /** Reduces a long row block by block: what is added to a sum is then not small beside it. */
  #inBlocks(
    size: Linear,
    whole: Linear,
    start: readonly Value[],
    neutral: readonly Value[],
    combinerOf: (i: number) => Combiner,
    reduce: (from: Linear, to: Linear, accumulators: readonly Value[]) => readonly Value[],
  ): readonly Value[] {
    const { emitter } = this;
    const block = linearConstant(this.width * BLOCK_STEPS);
    const end = emitter.multiply(emitter.quotient(size, block), block);
    const sums = emitter.loop(ZERO, end, this.width * BLOCK_STEPS, start, (iv, carried) => {
      const ofBlock = reduce(iv, addLinear(iv, block), neutral);
      return carried.map((sum, i) => combinerOf(i).combine(emitter, sum, ofBlock[i] as Value));
    });
    return reduce(end, whole, sums);
  }
}

/** Vectors that one accumulator of a long sum adds up before it is added itself. */
const BLOCK_STEPS = 128;

/** Is a reduction of so many elements worth blocks? One of unknown size may be. */
function isLong(size: Linear, width: number): boolean {
  const known = constantOf(size);
  return known === null || known >= 4 * width * BLOCK_STEPS;
}

/** A structured operation's loops: the dimension of the asked result that each is, or null. */
interface LoopNest {
  readonly op: Operation;
  readonly body: Block;
  readonly numInputs: number;
  readonly maps: ReturnType<StructuredInterface['indexingMaps']>;
  readonly result: number;
  readonly loops: readonly (number | null)[];
}

/** Values of the loops, and the loop along which the iteration is a vector, or -1. */
interface Iteration {
  readonly loops: readonly Linear[];
  readonly lane: number;
}

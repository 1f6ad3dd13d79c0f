/**
 * A slow evaluator of dispatches: func, arith, math, scf, tensor and linalg as they are defined, and the
 * memory operations of dispatch IR. Code generation is held to it: what it makes of a dispatch must
 * compute what the dispatch says. Never shipped.
 */

import {
  type Attribute,
  affineEvaluate,
  type Block,
  type DenseElementsAttr,
  type Operation,
  operandsNamed,
  StructuredOp,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { scalarOp } from './scalar-ops.ts';
import { evaluateTensorOperation } from './tensor-ops.ts';
import {
  elementCount,
  indicesOf,
  type MemoryValue,
  makeTensor,
  position,
  type RuntimeValue,
  resolveShape,
  type Scalar,
  type TensorValue,
  zeroOf,
} from './values.ts';

/** Where a dispatch runs and what it is given. */
export interface DispatchInputs {
  /** Memory of `set:binding` with at least `length` elements of the type, an entry an element. */
  readonly binding: (key: string, length: number, elementType: Type) => Scalar[];
  readonly constants: readonly number[];
  /** What is around a function of a program; dispatches have none. */
  readonly program?: ProgramState;
}
/** Functions and globals of a program. */
export interface ProgramState {
  call(op: Operation, operands: readonly RuntimeValue[]): readonly RuntimeValue[];
  load(op: Operation): RuntimeValue;
  store(op: Operation, value: RuntimeValue): void;
}
export interface Place {
  readonly workgroup: readonly number[];
  readonly count: readonly number[];
  readonly thread: number;
  /** Memory of the workgroup, by the operation that allocates it. */
  readonly shared: Map<Operation, MemoryValue>;
}

const byteSize = (type: Type): number =>
  type.kind === 'integer' || type.kind === 'float' ? Math.ceil(type.width / 8) : 4;

const scalarOfAttr = (attr: Attribute): Scalar =>
  attr.kind === 'float'
    ? attr.value
    : attr.kind === 'integer'
      ? attr.type.kind === 'index'
        ? Number(attr.value)
        : attr.value
      : 0;

const denseElements = (attr: DenseElementsAttr): Scalar[] =>
  Array.from({ length: attr.numElements }, (_, i) => scalarOfAttr(attr.at(i)));

/** The value of a constant. */
export function valueOfAttr(attr: Attribute): RuntimeValue {
  if (attr.kind !== 'dense') return scalarOfAttr(attr);
  return attr.type.kind === 'vector'
    ? { kind: 'vector', lanes: denseElements(attr) }
    : { kind: 'tensor', shape: attr.type.shape, elements: denseElements(attr) };
}

export class Evaluator {
  readonly #inputs: DispatchInputs;
  readonly #place: Place;
  readonly #values = new Map<Value, RuntimeValue>();

  constructor(inputs: DispatchInputs, place: Place) {
    this.#inputs = inputs;
    this.#place = place;
  }

  get(value: Value): RuntimeValue {
    const found = this.#values.get(value);
    if (found === undefined) throw new Error('a value is used before it is computed');
    return found;
  }
  set(value: Value, to: RuntimeValue): void {
    this.#values.set(value, to);
  }
  number(value: Value): number {
    return Number(this.get(value) as Scalar);
  }
  tensor(value: Value): TensorValue {
    return this.get(value) as TensorValue;
  }
  /** Offsets, sizes and the like: the static list with its dynamic entries. */
  list(op: Operation, name: string): number[] {
    const attr = op.attr(`static_${name}`);
    const values = operandsNamed(op, name).map((value) => this.number(value));
    return attr?.kind === 'dense_array' ? resolveShape(attr.values.map(Number), values) : values;
  }

  /** Runs a block to its end; gives what its terminator hands on. Stops at barriers. */
  *run(block: Block, args: readonly RuntimeValue[] = []): Generator<void, RuntimeValue[]> {
    block.arguments.forEach((argument, i) => {
      this.set(argument, args[i] as RuntimeValue);
    });
    for (let op = block.first; op; op = op.next) {
      if (op.hasTrait('Terminator') || /\.(yield|return)$/.test(op.name))
        return op.operands.map((operand) => this.get(operand));
      const results = yield* this.#execute(op);
      op.results.forEach((result, i) => {
        this.set(result, results[i] as RuntimeValue);
      });
    }
    return [];
  }
  /** Runs a block that has no barriers. */
  runNow(block: Block, args: readonly RuntimeValue[] = []): RuntimeValue[] {
    const running = this.run(block, args);
    for (;;) {
      const step = running.next();
      if (step.done) return step.value;
    }
  }

  *#execute(op: Operation): Generator<void, readonly RuntimeValue[]> {
    switch (op.name) {
      case 'scf.for': {
        let carried = op.operands.slice(3).map((operand) => this.get(operand));
        const [lower, upper, step] = op.operands.slice(0, 3).map((operand) => this.number(operand));
        if (!((step as number) > 0)) throw new Error('a loop with a step that is not positive');
        for (let i = lower as number; i < (upper as number); i += step as number)
          carried = yield* this.run(op.region().front, [i, ...carried]);
        return carried;
      }
      case 'scf.if': {
        const region = op.region(this.get(op.operand(0)) === 1n ? 0 : 1);
        return region.isEmpty ? [] : yield* this.run(region.front);
      }
      case 'scf.while': {
        const [before, after] = [op.region(0).front, op.region(1).front];
        let carried = op.operands.map((operand) => this.get(operand));
        for (;;) {
          const [condition, ...rest] = yield* this.run(before, carried);
          if (condition !== 1n) return rest;
          carried = yield* this.run(after, rest);
        }
      }
      case 'func.call':
        return this.#program().call(
          op,
          op.operands.map((operand) => this.get(operand)),
        );
      case 'util.global.load':
        return [this.#program().load(op)];
      case 'util.global.store':
        this.#program().store(op, this.get(op.operand(0)));
        return [];
      case 'gpu.barrier':
        yield;
        return [];
      default:
        return this.#compute(op);
    }
  }

  #program(): ProgramState {
    if (!this.#inputs.program) throw new Error('a dispatch has no functions and globals around it');
    return this.#inputs.program;
  }

  #compute(op: Operation): readonly RuntimeValue[] {
    if (op.is('arith.constant')) return [valueOfAttr(op.attr('value') as Attribute)];
    if (op.name.startsWith('arith.') || op.name.startsWith('math.')) return [this.#lanewise(op)];
    if (op.getInterface(StructuredOp)) return this.#structured(op);
    if (op.name.startsWith('tensor.')) return [evaluateTensorOperation(this, op)];
    switch (op.name) {
      case 'hal.interface.constant.load': {
        const value = this.#inputs.constants[Number(op.intAttr('index') ?? 0n)] ?? 0;
        return [op.result().type.kind === 'integer' ? BigInt(value) : value];
      }
      case 'hal.interface.workgroup.id':
        return [this.#place.workgroup[Number(op.intAttr('dimension') ?? 0n)] ?? 0];
      case 'hal.interface.workgroup.count':
        return [this.#place.count[Number(op.intAttr('dimension') ?? 0n)] ?? 1];
      case 'gpu.thread_id':
        return [this.#place.thread];
      case 'hal.interface.binding.subspan':
        return [this.#subspan(op)];
      case 'flow.dispatch.tensor.load':
        return [this.#load(op)];
      case 'flow.dispatch.tensor.store':
        this.#store(op);
        return [];
      default:
        return this.#memory(op);
    }
  }

  #lanewise(op: Operation): RuntimeValue {
    const operands = op.operands.map((operand) => this.get(operand));
    const element = (type: Type): Type =>
      type.kind === 'vector' || type.kind === 'tensor' ? type.elementType : type;
    const types = op.operands.map(({ type }) => element(type));
    const resultType = element(op.result().type);
    const at = (lane: number): Scalar => {
      const scalars = operands.map((operand) =>
        typeof operand === 'object'
          ? ((operand.kind === 'vector' ? operand.lanes : operand.elements)[lane] as Scalar)
          : operand,
      );
      const result = scalarOp(op, types, resultType, scalars);
      if (result === null) throw new Error(`the reference evaluator has no '${op.name}'`);
      return result;
    };
    const { type } = op.result();
    if (type.kind === 'vector')
      return {
        kind: 'vector',
        lanes: Array.from({ length: type.shape[0] ?? 1 }, (_, lane) => at(lane)),
      };
    const shaped = operands.find((operand) => typeof operand === 'object') as
      | TensorValue
      | undefined;
    return type.kind === 'tensor' && shaped
      ? { kind: 'tensor', shape: shaped.shape, elements: shaped.elements.map((_, i) => at(i)) }
      : at(0);
  }

  #subspan(op: Operation): MemoryValue {
    const key = `${op.intAttr('set') ?? 0n}:${op.intAttr('binding') ?? 0n}`;
    const { type } = op.result();
    const shaped = type.kind === 'dialect' ? (type.params[1] as Type) : type;
    if (shaped.kind !== 'tensor' && shaped.kind !== 'memref')
      throw new Error('a binding of no shape');
    const [byteOffset] = operandsNamed(op, 'byte_offset');
    const offset = byteOffset ? this.number(byteOffset) / byteSize(shaped.elementType) : 0;
    const shape = resolveShape(
      shaped.shape,
      operandsNamed(op, 'dynamic_dims').map((dim) => this.number(dim)),
    );
    const length = offset + elementCount(shape);
    const elements = this.#inputs.binding(key, length, shaped.elementType);
    return { kind: 'memory', elements, offset, shape };
  }

  #load(op: Operation): TensorValue {
    const source = this.get(op.operand(0)) as MemoryValue;
    const [offsets, sizes, strides] = ['offsets', 'sizes', 'strides'].map((n) => this.list(op, n));
    const whole = makeTensor(sizes as number[], (indices) => {
      const at = indices.map((index, dim) => (offsets?.[dim] ?? 0) + index * (strides?.[dim] ?? 1));
      return source.elements[source.offset + position(source.shape, at)] as Scalar;
    });
    return { ...whole, shape: this.sliceShape(op, sizes as number[]) };
  }

  #store(op: Operation): void {
    const target = this.get(op.operand(1)) as MemoryValue;
    const value = this.tensor(op.operand(0));
    const [offsets, sizes, strides] = ['offsets', 'sizes', 'strides'].map((n) => this.list(op, n));
    let next = 0;
    for (const indices of indicesOf(sizes as number[])) {
      const at = indices.map((index, dim) => (offsets?.[dim] ?? 0) + index * (strides?.[dim] ?? 1));
      target.elements[target.offset + position(target.shape, at)] = value.elements[
        next++
      ] as Scalar;
    }
  }

  /** The shape of a slice in the result's perhaps rank-reduced type, which lacks sizes of 1. */
  sliceShape(op: Operation, sizes: readonly number[]): number[] {
    const { type } = op.result();
    if (type.kind !== 'tensor' || type.shape.length === sizes.length) return [...sizes];
    const written = op.attr('static_sizes');
    const expected = [...type.shape];
    return sizes.filter((size, dim) => {
      const isKept =
        expected[0] === (written?.kind === 'dense_array' ? Number(written.values[dim]) : size);
      if (isKept) expected.shift();
      return isKept;
    });
  }

  #structured(op: Operation): TensorValue[] {
    const structured = op.getInterface(StructuredOp);
    if (!structured) return [];
    const maps = structured.indexingMaps(op);
    const body = structured.body(op);
    const numInputs = op.numOperands - op.numResults;
    const operands = op.operands.map((operand) => this.get(operand));
    const results = operands.slice(numInputs).map((value) => ({
      ...(value as TensorValue),
      elements: [...(value as TensorValue).elements],
    }));
    const sizes = structured.iteratorTypes(op).map((_, loop) => {
      for (const [i, map] of maps.entries())
        for (const [dim, expr] of map.results.entries())
          if (expr.kind === 'dim' && expr.position === loop)
            return (operands[i] as TensorValue).shape[dim] as number;
      throw new Error('a loop without a range');
    });
    for (const loops of indicesOf(sizes)) {
      const point = loops.map(BigInt);
      const at = (i: number): number[] =>
        (maps[i]?.results ?? []).map((expr) => Number(affineEvaluate(expr, point)));
      const args = operands.map((operand, i): RuntimeValue => {
        if (typeof operand !== 'object') return operand;
        const tensor = i < numInputs ? operand : results[i - numInputs];
        return (tensor as TensorValue).elements[
          position((tensor as TensorValue).shape, at(i))
        ] as Scalar;
      });
      for (const inner of body.ops)
        if (inner.is('linalg.index'))
          this.set(inner.result(), loops[Number(inner.intAttr('dim') ?? 0n)] as number);
      const yielded = this.#body(body, args);
      results.forEach((result, r) => {
        result.elements[position(result.shape, at(numInputs + r))] = yielded[r] as Scalar;
      });
    }
    return results;
  }
  /** A structured operation's body, whose `linalg.index` are set already. */
  #body(body: Block, args: readonly RuntimeValue[]): RuntimeValue[] {
    body.arguments.forEach((argument, i) => {
      this.set(argument, args[i] as RuntimeValue);
    });
    for (let op = body.first; op; op = op.next) {
      if (op === body.last) return op.operands.map((operand) => this.get(operand));
      if (op.is('linalg.index')) continue;
      const running = this.#execute(op);
      let step = running.next();
      while (!step.done) step = running.next();
      const results = step.value;
      op.results.forEach((result, i) => {
        this.set(result, results[i] as RuntimeValue);
      });
    }
    return [];
  }

  #memory(op: Operation): readonly RuntimeValue[] {
    const memory = (i: number): MemoryValue => this.get(op.operand(i)) as MemoryValue;
    const address = (target: MemoryValue, first: number, width: number): number => {
      const indices = op.operands.slice(first).map((operand) => this.number(operand));
      const start = position(target.shape, indices);
      if (start + width > elementCount(target.shape))
        throw new RangeError('a vector leaves memory');
      return target.offset + start;
    };
    const { type } = op.results[0] ?? { type: op.operands[0]?.type as Type };
    switch (op.name) {
      case 'memref.load':
        return [memory(0).elements[address(memory(0), 1, 1)] as Scalar];
      case 'memref.store':
        memory(1).elements[address(memory(1), 2, 1)] = this.get(op.operand(0)) as Scalar;
        return [];
      case 'vector.load': {
        const width = type.kind === 'vector' ? (type.shape[0] ?? 1) : 1;
        const start = address(memory(0), 1, width);
        return [{ kind: 'vector', lanes: memory(0).elements.slice(start, start + width) }];
      }
      case 'vector.store': {
        const value = this.get(op.operand(0));
        if (typeof value !== 'object' || value.kind !== 'vector') throw new Error('no vector');
        const start = address(memory(1), 2, value.lanes.length);
        value.lanes.forEach((lane, i) => {
          memory(1).elements[start + i] = lane;
        });
        return [];
      }
      case 'vector.broadcast': {
        const scalar = this.get(op.operand(0)) as Scalar;
        const width = type.kind === 'vector' ? (type.shape[0] ?? 1) : 1;
        return [{ kind: 'vector', lanes: new Array<Scalar>(width).fill(scalar) }];
      }
      case 'vector.extract':
        return [this.#lanes(op.operand(0))[this.#position(op)] as Scalar];
      case 'vector.insert': {
        const lanes = [...this.#lanes(op.operand(1))];
        lanes[this.#position(op)] = this.get(op.operand(0)) as Scalar;
        return [{ kind: 'vector', lanes }];
      }
      case 'vector.shuffle': {
        const lanes = [...this.#lanes(op.operand(0)), ...this.#lanes(op.operand(1))];
        const mask = op.attr('mask');
        const from = mask?.kind === 'array' ? mask.elements : [];
        return [
          {
            kind: 'vector',
            lanes: from.map((at) => lanes[at.kind === 'integer' ? Number(at.value) : -1] as Scalar),
          },
        ];
      }
      case 'memref.alloca':
      case 'memref.alloc':
        return [this.#allocate(op)];
      case 'memref.get_global':
        return [this.#global(op)];
      default:
        throw new Error(`the reference evaluator has no '${op.name}'`);
    }
  }
  #lanes(value: Value): readonly Scalar[] {
    const vector = this.get(value);
    if (typeof vector !== 'object' || vector.kind !== 'vector') throw new Error('no vector');
    return vector.lanes;
  }
  #position(op: Operation): number {
    const attr = op.attr('position');
    const [first] = attr?.kind === 'array' ? attr.elements : [];
    return first?.kind === 'integer' ? Number(first.value) : 0;
  }
  #allocate(op: Operation): MemoryValue {
    const { type } = op.result();
    if (type.kind !== 'memref') throw new Error('an allocation of no memory');
    const known = this.#place.shared.get(op);
    if (known) return known;
    const memory: MemoryValue = {
      kind: 'memory',
      shape: type.shape,
      offset: 0,
      elements: new Array<Scalar>(elementCount(type.shape)).fill(zeroOf(type.elementType)),
    };
    if (type.memorySpace) this.#place.shared.set(op, memory);
    return memory;
  }
  #global(op: Operation): MemoryValue {
    const name = op.attr('name');
    const module = op.ancestor('builtin.module');
    const global = module
      ?.region()
      .front.ops.find((other) => name?.kind === 'symbol_ref' && other.symbolName === name.root);
    const value = global?.attr('initial_value');
    if (value?.kind !== 'dense') throw new Error('a global without a value');
    return { kind: 'memory', shape: value.type.shape, offset: 0, elements: denseElements(value) };
  }
}

/** Runs a dispatch function for all workgroups of a grid, the threads of each in lockstep at barriers. */
export function runDispatch(
  func: Operation,
  inputs: DispatchInputs,
  count: readonly number[] = [1, 1, 1],
  threads = 1,
): void {
  for (const workgroup of indicesOf([...count].reverse())) {
    const shared = new Map<Operation, MemoryValue>();
    let running = Array.from({ length: threads }, (_, thread) =>
      new Evaluator(inputs, {
        workgroup: [...workgroup].reverse(),
        count,
        thread,
        shared,
      }).run(func.region().front),
    );
    while (running.length > 0) running = running.filter((thread) => !thread.next().done);
  }
}

/** The workgroup counts that an export computes from a workload. */
export function workgroupCount(exportOp: Operation, workload: readonly number[]): number[] {
  const block = exportOp.region().front;
  const evaluator = new Evaluator(
    { binding: () => [], constants: [] },
    { workgroup: [0, 0, 0], count: [1, 1, 1], thread: 0, shared: new Map() },
  );
  return evaluator.runNow(block, [0, ...workload]).map(Number);
}

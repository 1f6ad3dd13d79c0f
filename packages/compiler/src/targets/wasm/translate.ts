/**
 * Dispatch IR to WebAssembly: one exported function `d<ordinal>` a dispatch, which runs the
 * workgroups of a range one after the other.
 *
 * Parameters are those that the local device's runtime calls with: addresses of the bindings' base
 * addresses and of the push constants, the range of linear workgroup ids, the grid, and the thread's
 * scratch memory, in which allocations and constant tables of the dispatch have fixed places.
 */

import {
  type Block,
  type MemRefType,
  numElements,
  type Operation,
  operandsNamed,
  type Value,
} from '@iree-workbench/ir';
import {
  type Dispatch,
  flatBinding,
  globalOf,
  memrefSizes,
  shuffledLanes,
} from '../dispatch/dispatch.ts';
import { addressOf } from './addresses.ts';
import { WasmModuleBuilder } from './binary.ts';
import { elementOf, heldElement, partSizes } from './elements.ts';
import { Helpers, MATH_IMPORTS } from './float-helpers.ts';
import type { FunctionSignature, ValueType } from './function-builder.ts';
import { Kernel } from './kernel.ts';
import { LoopAddresses, type LoopPointers } from './loop-addresses.ts';
import { loadScalar, loadVector, storeScalar, storeVector } from './memory-operations.ts';
import { emitScalar, isLanewise } from './scalar-operations.ts';
import { emitMultiplyAdd, emitPart } from './vector-operations.ts';

/** Parameters of an entry point, in order. */
const PARAMETERS = {
  bindings: 0,
  constants: 1,
  begin: 2,
  end: 3,
  countX: 4,
  countY: 5,
  countZ: 6,
  scratch: 7,
} as const;
const ENTRY_SIGNATURE: FunctionSignature = {
  params: Object.keys(PARAMETERS).map(() => 'i32' as const),
  results: [],
};

/** Pages that every memory has and that none exceeds. */
const MEMORY_LIMITS = { minimum: 1, maximum: 65536, shared: true } as const;
const SCRATCH_ALIGNMENT = 16;

export interface WasmTranslation {
  readonly bytes: Uint8Array;
  /** Bytes of scratch memory each dispatch needs, in order. */
  readonly localMemory: readonly number[];
  /** True if an instruction of relaxed SIMD was used, so that not every engine takes the bytes. */
  readonly usesRelaxed: boolean;
}

/** Translates validated dispatches into one module. */
export function translateToWasm(
  name: string,
  dispatches: readonly Dispatch[],
  options: { readonly relaxed: boolean },
): WasmTranslation {
  const module = new WasmModuleBuilder(name);
  module.importMemory('env', 'memory', MEMORY_LIMITS);
  const imports = importMath(module, dispatches);
  const helpers = new Helpers(module);
  const localMemory = dispatches.map((dispatch) => {
    const { index, body } = module.addFunction(dispatch.name, ENTRY_SIGNATURE);
    module.exportFunction(`d${dispatch.ordinal}`, index);
    const kernel = new Kernel(body, helpers, imports, options.relaxed);
    return new Translator(module, kernel, dispatch).run();
  });
  return { bytes: module.encode(), localMemory, usesRelaxed: module.usesRelaxed };
}

/** Imports the functions that the dispatches call. */
function importMath(
  module: WasmModuleBuilder,
  dispatches: readonly Dispatch[],
): ReadonlyMap<string, number> {
  const indices = new Map<string, number>();
  for (const { func } of dispatches)
    func.walk((op) => {
      const found = MATH_IMPORTS.get(op.name);
      if (!found || indices.has(found[0])) return;
      const params = Array.from({ length: found[1] }, (): ValueType => 'f64');
      indices.set(found[0], module.importFunction('math', found[0], { params, results: ['f64'] }));
    });
  return indices;
}

class Translator {
  readonly #module: WasmModuleBuilder;
  readonly #k: Kernel;
  readonly #dispatch: Dispatch;
  /** Values that something emitted uses. */
  readonly #needed = new Set<Value>();
  readonly #addresses: LoopAddresses;
  /** Values that an operation is the last to use, whose locals are free after it. */
  readonly #lastUses = new Map<Operation, Value[]>();
  /** Multiplications that become part of the addition that uses them. */
  readonly #fused = new Set<Operation>();
  /** Loads that become part of the broadcast that uses them. */
  readonly #splatLoads = new Set<Operation>();
  #scratch = 0;
  readonly #workgroup: number[] = [];

  constructor(module: WasmModuleBuilder, kernel: Kernel, dispatch: Dispatch) {
    this.#module = module;
    this.#k = kernel;
    this.#dispatch = dispatch;
    this.#addresses = new LoopAddresses(kernel);
  }

  /** Emits the entry point; the bytes of scratch memory that it needs. */
  run(): number {
    const { f } = this.#k;
    const body = this.#dispatch.func.region().front;
    this.#mark(body);
    this.#places(body);
    const [x, y, z, rest] = ['i32', 'i32', 'i32', 'i32'].map(() => f.local('i32')) as [
      number,
      number,
      number,
      number,
    ];
    this.#workgroup.push(x, y, z);
    const done = f.block();
    f.get(PARAMETERS.begin).get(PARAMETERS.end).op('i32.ge_u').brIf(done);
    const again = f.loop();
    f.get(PARAMETERS.begin).get(PARAMETERS.countX).op('i32.rem_u').set(x);
    f.get(PARAMETERS.begin).get(PARAMETERS.countX).op('i32.div_u').set(rest);
    f.get(rest).get(PARAMETERS.countY).op('i32.rem_u').set(y);
    f.get(rest).get(PARAMETERS.countY).op('i32.div_u').set(z);
    this.#block(body);
    f.get(PARAMETERS.begin).i32(1).op('i32.add').tee(PARAMETERS.begin);
    f.get(PARAMETERS.end).op('i32.lt_u').brIf(again);
    f.end().end();
    return this.#scratch;
  }

  // ----- What must be emitted -----

  /** Marks what the block's effects need, users before what they use. */
  #mark(block: Block): void {
    for (let op = block.last; op; op = op.previous) {
      for (const region of op.regions) for (const inner of region.blocks) this.#mark(inner);
      const hasEffect = op.regions.length > 0 || op.numResults === 0 || op.name.endsWith('.yield');
      if (hasEffect || op.results.some((result) => this.#needed.has(result)))
        this.#markOperands(op);
    }
  }
  /** Marks what `op` needs when it is emitted, be it at its own place or at that of `user`. */
  #markOperands(op: Operation, user = op): void {
    const first = memoryOperand(op);
    if (first >= 0) {
      const address = addressOf(op.operand(first), op.operands.slice(first + 1), op);
      this.#addresses.add(op, address);
      for (let i = 0; i <= first; i++) this.#need(op.operand(i), user);
      for (const [value] of address.terms) this.#need(value, user);
      for (const index of address.indices ?? []) this.#need(index, user);
      if (address.indices) this.#needSizes(address.memref, user);
      return;
    }
    if (op.is('memref.dim')) this.#needSizes(op.operand(0), user);
    const splat = splatLoad(op);
    if (splat) {
      this.#splatLoads.add(splat);
      this.#markOperands(splat, user);
      return;
    }
    const product = this.#k.relaxed ? fusedProduct(op) : -1;
    op.operands.forEach((operand, i) => {
      if (i === product && operand.definingOp) {
        this.#fused.add(operand.definingOp);
        for (const factor of operand.definingOp.operands) this.#need(factor, user);
      } else this.#need(operand, user);
    });
  }
  #needSizes(memref: Value, user: Operation): void {
    for (const size of memrefSizes(memref)) if (typeof size !== 'number') this.#need(size, user);
  }
  /** Marks a value; the first user that is seen is the last there is. */
  #need(value: Value, user: Operation): void {
    if (this.#needed.has(value)) return;
    this.#needed.add(value);
    if (value.kind !== 'result') return;
    // A value that is used in a loop must be there in all its iterations.
    let last: Operation | null = user;
    while (last && last.block !== value.owner.block) last = last.parentOp;
    if (!last) return;
    const values = this.#lastUses.get(last);
    if (values) values.push(value);
    else this.#lastUses.set(last, [value]);
  }

  // ----- Memory of the dispatch -----

  #allocate(bytes: number): number {
    const offset = this.#scratch;
    this.#scratch += Math.ceil(bytes / SCRATCH_ALIGNMENT) * SCRATCH_ALIGNMENT;
    return offset;
  }
  /** Gives allocations and constant tables their places in scratch memory, and fills the tables. */
  #places(body: Block): void {
    const { f } = this.#k;
    const tables = new Map<Operation, number>();
    body.parentOp?.walk((op) => {
      if (op.is('memref.alloca') || op.is('memref.alloc')) {
        const type = op.result().type as MemRefType;
        this.#base(op.result(), this.#allocate(numElements(type.shape) * bytesOf(type)));
      } else if (op.is('memref.get_global') && this.#needed.has(op.result())) {
        const global = globalOf(op);
        const value = global?.attr('initial_value');
        if (!global || value?.kind !== 'dense') return;
        const known = tables.get(global);
        const offset = known ?? this.#allocate(value.numElements * bytesOf(op.result().type));
        tables.set(global, offset);
        this.#base(op.result(), offset);
        if (known !== undefined) return;
        const bytes = tableBytes(value.data, value.numElements * bytesOf(op.result().type));
        f.get(PARAMETERS.scratch).i32(offset).op('i32.add').i32(0).i32(bytes.length);
        f.memoryInit(this.#module.addData(bytes));
      }
    });
  }
  /** A local that holds the address `offset` bytes into scratch memory. */
  #base(memref: Value, offset: number): void {
    const { f } = this.#k;
    const local = f.local('i32');
    f.get(PARAMETERS.scratch).i32(offset).op('i32.add').set(local);
    this.#addresses.setBase(memref, local);
  }

  // ----- Operations -----

  #block(block: Block): void {
    for (let op = block.first; op; op = op.next) {
      this.#operation(op);
      for (const value of this.#lastUses.get(op) ?? []) this.#k.forget(value);
    }
  }

  #operation(op: Operation): void {
    const k = this.#k;
    const { f } = k;
    if (this.#fused.has(op)) return;
    if (op.numResults > 0 && op.regions.length === 0)
      if (!op.results.some((result) => this.#needed.has(result))) return;
    switch (op.name) {
      case 'arith.constant':
      case 'func.return':
      case 'scf.yield':
      case 'scf.condition':
      case 'gpu.barrier':
      case 'memref.alloc':
      case 'memref.alloca':
      case 'memref.dealloc':
      case 'memref.get_global':
        return;
      case 'hal.interface.binding.subspan':
        this.#subspan(op);
        return;
      case 'hal.interface.constant.load':
        this.#constantLoad(op);
        return;
      case 'hal.interface.workgroup.id':
        k.bind(op.result(), [this.#workgroup[dimensionOf(op)] as number]);
        return;
      case 'hal.interface.workgroup.count':
        k.bind(op.result(), [PARAMETERS.countX + dimensionOf(op)]);
        return;
      case 'hal.interface.workgroup.size':
      case 'gpu.block_dim':
        f.i32(1).set(k.define(op.result())[0] as number);
        return;
      case 'gpu.thread_id':
        f.i32(0).set(k.define(op.result())[0] as number);
        return;
      case 'memref.dim':
        this.#dim(op);
        return;
      case 'memref.load':
      case 'vector.load':
        this.#load(op);
        return;
      case 'memref.store':
      case 'vector.store':
        this.#store(op);
        return;
      case 'vector.broadcast':
      case 'vector.splat':
        this.#broadcast(op);
        return;
      case 'vector.extract': {
        k.pushLane(op.operand(0), positionOf(op));
        f.set(k.define(op.result())[0] as number);
        return;
      }
      case 'vector.insert':
        this.#insert(op);
        return;
      case 'vector.shuffle':
        this.#shuffle(op);
        return;
      case 'scf.for':
        this.#for(op);
        return;
      case 'scf.if':
        this.#if(op);
        return;
      case 'scf.while':
        this.#while(op);
        return;
      default:
        if (!isLanewise(op.name)) throw new Error(`a dispatch was not validated: '${op.name}'`);
        this.#lanewise(op);
    }
  }

  #lanewise(op: Operation): void {
    const k = this.#k;
    const result = op.result();
    const product = fusedProduct(op);
    const multiplication = product >= 0 ? op.operand(product).definingOp : null;
    if (multiplication && this.#fused.has(multiplication)) {
      const addend = op.operand(1 - product);
      const element = heldElement(result.type);
      const locals = k.define(result);
      locals.forEach((local, part) => {
        emitMultiplyAdd(
          k,
          element,
          [...multiplication.operands, addend].map((value) => k.pusher(value, part)),
        );
        k.f.set(local);
      });
      return;
    }
    if (result.type.kind !== 'vector') {
      emitScalar(
        k,
        op,
        op.operands.map((operand) => k.pusher(operand)),
      );
      k.f.set(k.define(result)[0] as number);
      return;
    }
    const locals = k.define(result);
    const ofScalar = (operand: Value): boolean => operand.type.kind !== 'vector';
    const done = locals.every((local, part) => {
      const emitted = emitPart(
        k,
        op,
        op.operands.map((operand) => k.pusher(operand, ofScalar(operand) ? 0 : part)),
      );
      if (emitted) k.f.set(local);
      return emitted;
    });
    if (!done) this.#byLanes(op, locals);
  }
  /** Takes vectors apart, computes lane by lane and puts the result together. */
  #byLanes(op: Operation, locals: readonly number[]): void {
    const k = this.#k;
    const element = heldElement(op.result().type);
    let lane = 0;
    partSizes(op.result().type).forEach((size, part) => {
      for (let i = 0; i < size; i++, lane++) {
        const at = lane;
        if (i > 0) k.f.get(locals[part] as number);
        emitScalar(
          k,
          op,
          op.operands.map((operand) => k.lanePusher(operand, at)),
        );
        if (i === 0) k.splat(element);
        else k.replaceLane(element, i);
        k.f.set(locals[part] as number);
      }
    });
  }

  #broadcast(op: Operation): void {
    const k = this.#k;
    const source = op.operand(0);
    if (source.type.kind === 'vector') {
      k.alias(op.result(), source);
      return;
    }
    const locals = k.define(op.result());
    const element = heldElement(source.type);
    const load = source.definingOp;
    locals.forEach((local, part) => {
      if (part === 0 && load && this.#splatLoads.has(load)) {
        const immediate = this.#addresses.push(load);
        k.f.memory(element.bytes === 8 ? 'v128.load64_splat' : 'v128.load32_splat', immediate);
      } else if (part === 0) {
        k.push(source);
        k.splat(element);
      } else k.f.get(locals[0] as number);
      k.f.set(local);
    });
  }
  #insert(op: Operation): void {
    const k = this.#k;
    const [source, target] = [op.operand(0), op.operand(1)];
    const element = heldElement(target.type);
    const lane = positionOf(op);
    k.define(op.result()).forEach((local, part) => {
      k.push(target, part);
      if (Math.floor(lane / element.lanes) === part) {
        k.push(source);
        k.replaceLane(element, lane % element.lanes);
      }
      k.f.set(local);
    });
  }
  #shuffle(op: Operation): void {
    const k = this.#k;
    const [first, second] = [op.operand(0), op.operand(1)];
    const element = heldElement(first.type);
    const taken = shuffledLanes(op);
    const locals = k.define(op.result());
    const isWhole = [first, second, op.result()].every(({ type }) => partSizes(type).length === 1);
    if (isWhole) {
      k.push(first);
      k.push(second);
      k.f.shuffle(shuffledBytes(taken, first, element.lanes)).set(locals[0] as number);
      return;
    }
    let lane = 0;
    partSizes(op.result().type).forEach((size, part) => {
      for (let i = 0; i < size; i++, lane++) {
        const { operand, lane: from } = taken[lane] as (typeof taken)[number];
        if (i > 0) k.f.get(locals[part] as number);
        k.pushLane(operand, from);
        if (i === 0) k.splat(element);
        else k.replaceLane(element, i);
        k.f.set(locals[part] as number);
      }
    });
  }

  // ----- Interface -----

  #subspan(op: Operation): void {
    const { f } = this.#k;
    const set = Number(op.intAttr('set') ?? 0n);
    const binding = Number(op.intAttr('binding') ?? 0n);
    const flat = flatBinding(this.#dispatch.layout, set, binding);
    const base = this.#k.local('i32');
    f.get(PARAMETERS.bindings).memory('i32.load', 4 * flat);
    const [offset] = operandsNamed(op, 'byte_offset');
    if (offset) {
      this.#k.push(offset);
      f.op('i32.add');
    }
    f.set(base);
    this.#addresses.setBase(op.result(), base);
  }
  #constantLoad(op: Operation): void {
    const { f } = this.#k;
    const { type } = op.result();
    const element = heldElement(type);
    f.get(PARAMETERS.constants).memory('i32.load', 4 * Number(op.intAttr('index') ?? 0n));
    if (element.scalar === 'i64') f.op('i64.extend_i32_u');
    else if (element.scalar === 'f64')
      // The constant is one word; a wider float takes it as its low bits.
      f.op('i64.extend_i32_u').op('f64.reinterpret_i64');
    else if (element.half) this.#k.fromHalfBits(element.half);
    else if (element.scalar === 'f32') f.op('f32.reinterpret_i32');
    else this.#k.normalize(element);
    f.set(this.#k.define(op.result())[0] as number);
  }
  #dim(op: Operation): void {
    const k = this.#k;
    const sizes = memrefSizes(op.operand(0));
    const local = k.define(op.result())[0] as number;
    // The dimension is a constant; the validator refuses others.
    const index = op.operand(1).definingOp?.attr('value');
    const size = sizes[index?.kind === 'integer' ? Number(index.value) : 0];
    if (typeof size === 'number') k.f.i32(size);
    else if (size) k.push(size);
    k.f.set(local);
  }

  // ----- Loads and stores -----

  #load(op: Operation): void {
    const k = this.#k;
    const result = op.result();
    const locals = k.define(result);
    if (result.type.kind === 'vector') {
      const offset = this.#addressLocal(op);
      loadVector(k, result.type, offset.local, offset.immediate, locals);
      k.f.release(offset.local);
      return;
    }
    const element = heldElement(result.type);
    const immediate = this.#addresses.push(op);
    loadScalar(k, element, immediate);
    k.f.set(locals[0] as number);
  }
  #store(op: Operation): void {
    const k = this.#k;
    const value = op.operand(0);
    if (value.type.kind === 'vector') {
      const offset = this.#addressLocal(op);
      storeVector(k, value, offset.local, offset.immediate);
      k.f.release(offset.local);
      return;
    }
    const immediate = this.#addresses.push(op);
    k.push(value);
    storeScalar(k, heldElement(value.type), immediate);
  }
  /** An access's address in a local of its own, to be released by the caller. */
  #addressLocal(op: Operation): { readonly local: number; readonly immediate: number } {
    const immediate = this.#addresses.push(op);
    const local = this.#k.f.local('i32');
    this.#k.f.set(local);
    return { local, immediate };
  }

  #isEmitted(op: Operation): boolean {
    if (this.#splatLoads.has(op)) return true;
    return op.numResults === 0 || op.results.some((result) => this.#needed.has(result));
  }

  // ----- Control -----

  #inLoop(op: Operation, emit: (pointers: LoopPointers) => void): void {
    this.#addresses.inLoop(op, (access) => this.#isEmitted(access), emit);
  }
  /** Sets locals to values all at once. */
  #assign(targets: readonly (readonly number[])[], values: readonly Value[]): void {
    const { f } = this.#k;
    const flat: number[] = [];
    values.forEach((value, i) => {
      (targets[i] as readonly number[]).forEach((local, part) => {
        this.#k.push(value, part);
        flat.push(local);
      });
    });
    for (const local of flat.reverse()) f.set(local);
  }

  #for(op: Operation): void {
    const k = this.#k;
    const { f } = k;
    const [lower, upper, step] = [op.operand(0), op.operand(1), op.operand(2)];
    const body = op.region().front;
    const [iv, ...carried] = body.arguments;
    if (!iv) return;
    const results = op.results.map((result) => k.define(result));
    this.#assign(results, op.operands.slice(3));
    carried.forEach((argument, i) => {
      k.bind(argument, results[i] as readonly number[]);
    });
    k.scoped(() => {
      const counter = k.define(iv)[0] as number;
      k.push(lower);
      f.tee(counter);
      k.push(upper);
      f.op('i32.lt_s').if();
      this.#inLoop(op, ({ advance, end }) => {
        const again = f.loop();
        k.scoped(() => {
          this.#block(body);
          this.#assign(results, body.last?.operands ?? []);
        });
        advance();
        if (end && !k.wasPushed(iv)) f.get(end.pointer).get(end.limit).op('i32.ne').brIf(again);
        else {
          f.get(counter);
          k.push(step);
          f.op('i32.add').tee(counter);
          k.push(upper);
          f.op('i32.lt_s').brIf(again);
        }
        f.end();
      });
      f.end();
    });
  }

  #if(op: Operation): void {
    const k = this.#k;
    const results = op.results.map((result) => k.define(result));
    const branch = (block: Block): void =>
      k.scoped(() => {
        this.#block(block);
        this.#assign(results, block.last?.operands ?? []);
      });
    k.push(op.operand(0));
    k.f.if();
    branch(op.region(0).front);
    const otherwise = op.regions[1]?.entry;
    if (otherwise) {
      k.f.else();
      branch(otherwise);
    }
    k.f.end();
  }

  #while(op: Operation): void {
    const k = this.#k;
    const { f } = k;
    const results = op.results.map((result) => k.define(result));
    const [before, after] = [op.region(0).front, op.region(1).front];
    k.scoped(() => {
      const carried = before.arguments.map((argument) => k.define(argument));
      this.#assign(carried, op.operands);
      this.#inLoop(op, () => {
        const done = f.block();
        const again = f.loop();
        k.scoped(() => {
          this.#block(before);
          const condition = before.last as Operation;
          const [go, ...passed] = condition.operands as [Value, ...Value[]];
          this.#assign(results, passed);
          k.push(go);
          f.op('i32.eqz').brIf(done);
        });
        k.scoped(() => {
          after.arguments.forEach((argument, i) => {
            k.bind(argument, results[i] as readonly number[]);
          });
          this.#block(after);
          this.#assign(carried, after.last?.operands ?? []);
        });
        f.br(again);
        f.end().end();
      });
    });
  }
}

// ----- Facts about operations -----

/** Operand number of the memref that an operation accesses, or -1. */
function memoryOperand(op: Operation): number {
  switch (op.name) {
    case 'memref.load':
    case 'vector.load':
      return 0;
    case 'memref.store':
    case 'vector.store':
      return 1;
    default:
      return -1;
  }
}

/**
 * The load whose only use is this broadcast, if it may as well happen here: nothing in between writes
 * memory. Loading late keeps few registers in use, and one instruction does both.
 */
function splatLoad(op: Operation): Operation | null {
  if (!op.is('vector.broadcast') && !op.is('vector.splat')) return null;
  const value = op.operand(0);
  const load = value.definingOp;
  if (!load?.is('memref.load') || !value.hasOneUse || load.block !== op.block) return null;
  const element = elementOf(value.type);
  if (!element || element.half || element.bytes < 4) return null;
  for (let between = load.next; between && between !== op; between = between.next)
    if (between.numResults === 0 || between.regions.length > 0) return null;
  return load;
}

/** Operand number of a multiplication that only this addition of vectors uses, or -1. */
function fusedProduct(op: Operation): number {
  const type = op.results[0]?.type;
  if (!op.is('arith.addf') || type?.kind !== 'vector' || elementOf(type.elementType)?.half)
    return -1;
  return [0, 1].findIndex((i) => {
    const value = op.operand(i);
    const product = value.definingOp;
    return product?.is('arith.mulf') && value.hasOneUse && product.block === op.block;
  });
}

const bytesOf = (type: Value['type']): number =>
  (type.kind === 'memref' ? elementOf(type.elementType)?.bytes : undefined) ?? 1;

const dimensionOf = (op: Operation): number => Number(op.intAttr('dimension') ?? 0n);

/** Position of `vector.extract` and `vector.insert` in a vector of one dimension. */
function positionOf(op: Operation): number {
  const attr = op.attr('position');
  const first = attr?.kind === 'array' ? attr.elements[0] : undefined;
  return first?.kind === 'integer' ? Number(first.value) : 0;
}

/** The bytes of two operands, one after the other, that lanes are made of; of lanes beyond the last, any. */
function shuffledBytes(
  taken: ReturnType<typeof shuffledLanes>,
  first: Value,
  lanes: number,
): number[] {
  const bytes = 16 / lanes;
  return Array.from({ length: 16 }, (_, i) => {
    const from = taken[Math.floor(i / bytes)];
    if (!from) return i;
    return (from.operand === first ? 0 : 16) + from.lane * bytes + (i % bytes);
  });
}

/** The bytes of a table whose constant may be a splat. */
function tableBytes(data: Uint8Array, size: number): Uint8Array {
  if (data.length === size) return data;
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += data.length) bytes.set(data, at);
  return bytes;
}

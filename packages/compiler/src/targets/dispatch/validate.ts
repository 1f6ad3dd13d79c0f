/**
 * Validates dispatch IR: what passes here, a back end translates. Each finding is reported at its
 * operation, with what would help.
 *
 * The language is described in docs/dispatch-ir.md. What depends on the back end (which element
 * types there are, how large memories and workgroups may be) comes as `DispatchLimits`.
 */

import {
  type Block,
  DialectAttr,
  DYNAMIC,
  type MemRefType,
  numElements,
  type Operation,
  operandsNamed,
  printType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import type { PassReport } from '../../report.ts';
import {
  constantInteger,
  type Dispatch,
  dispatchesOf,
  flatBinding,
  globalOf,
  innerModule,
  isWorkgroupMemory,
} from './dispatch.ts';
import { findDivergentBarrier } from './uniformity.ts';

/** What a back end can take. */
export interface DispatchLimits {
  /** Its name in messages. */
  readonly name: string;
  /** May values (not only memory) have this element type? */
  readonly takesElement: (type: Type) => boolean;
  /** May vectors have lanes of this element type? Absent: of all. */
  readonly takesLanes?: (type: Type) => boolean;
  /** Lanes that a vector may have. */
  readonly vectorLanes: readonly [minimum: number, maximum: number];
  /** Threads of a workgroup, in all. */
  readonly workgroupThreads: number;
  /** Bytes of memory that a workgroup's threads share. */
  readonly workgroupMemory: number;
  /** Bytes of memory of one thread. */
  readonly privateMemory: number;
  /** Descriptor sets and storage buffers of a pipeline layout. */
  readonly maxSets: number;
  readonly maxBindings: number;
  /** Operations that it can do lane by lane. */
  readonly lanewise: ReadonlySet<string>;
}

/** Bytes of an element in memory, or 0 for what memory does not hold. */
export function elementBytes(type: Type): number {
  if (type.kind === 'index') return 4;
  if (type.kind === 'float') return type.width / 8;
  return type.kind === 'integer' ? Math.ceil(type.width / 8) : 0;
}

/** The variant's dispatches, or null if something in them is not dispatch IR (reported). */
export function validateVariant(
  variant: Operation,
  limits: DispatchLimits,
  report: PassReport,
): readonly Dispatch[] | null {
  const validator = new Validator(limits, report);
  const dispatches = dispatchesOf(variant);
  validator.variant(variant, dispatches);
  for (const dispatch of dispatches) validator.dispatch(dispatch);
  return validator.ok ? dispatches : null;
}

/** What an operation may look like; a text says what is wrong with it. */
type Check = (op: Operation, validator: Validator) => string | null;

const accept: Check = () => null;

class Validator {
  readonly limits: DispatchLimits;
  readonly #report: PassReport;
  ok = true;
  #dispatch: Dispatch | null = null;
  /** The last dispatch that something was said about. */
  #refused: Dispatch | null = null;
  #shared = 0;
  #private = 0;

  constructor(limits: DispatchLimits, report: PassReport) {
    this.limits = limits;
    this.#report = report;
  }

  get dispatchOf(): Dispatch {
    return this.#dispatch as Dispatch;
  }
  /** Reports the first problem of a dispatch: the others mostly follow from it. */
  error(op: Operation, message: string, help?: string): void {
    this.ok = false;
    if (this.#dispatch !== null && this.#dispatch === this.#refused) return;
    this.#refused = this.#dispatch;
    this.#report.error(op, message, help);
  }

  variant(variant: Operation, dispatches: readonly Dispatch[]): void {
    const module = innerModule(variant);
    if (!module) {
      this.error(variant, 'holds no builtin.module with code');
      return;
    }
    const ordinals = new Set<number>();
    for (const op of variant.region().front.ops) {
      if (!op.is('hal.executable.export')) continue;
      const dispatch = dispatches.find(({ exportOp }) => exportOp === op);
      if (!dispatch)
        this.error(
          op,
          'names no function with a body in the variant',
          'add a func.func of its name',
        );
      else if (ordinals.has(dispatch.ordinal))
        this.error(op, `has ordinal ${dispatch.ordinal}, which another export has`);
      else ordinals.add(dispatch.ordinal);
    }
    dispatches.forEach(({ ordinal, exportOp }, i) => {
      if (ordinal !== i) this.error(exportOp, `has ordinal ${ordinal} where ${i} is expected`);
    });
  }

  dispatch(dispatch: Dispatch): void {
    const { func, exportOp, workgroupSize, layout } = dispatch;
    this.#dispatch = dispatch;
    this.#shared = 0;
    this.#private = 0;
    const type = func.attr('function_type');
    if (
      type?.kind !== 'type' ||
      type.type.kind !== 'function' ||
      type.type.inputs.length + type.type.results.length > 0
    )
      this.error(func, 'has arguments or results', 'a dispatch gets its data through bindings');
    if (!func.region().hasOneBlock)
      this.error(func, 'has several blocks', 'control flow in dispatches is scf.for and scf.if');
    const threads = workgroupSize.reduce((product, size) => product * size, 1);
    if (!(threads >= 1 && threads <= this.limits.workgroupThreads))
      this.error(
        exportOp,
        `asks for workgroups of ${threads} threads; ${this.limits.name} has up to ${this.limits.workgroupThreads}`,
      );
    if (
      layout.sets.some(({ ordinal }, i) => ordinal !== i) ||
      layout.sets.length > this.limits.maxSets
    )
      this.error(exportOp, `has descriptor sets that are not 0 to ${this.limits.maxSets - 1}`);
    const bindings = layout.sets.reduce((count, set) => count + set.bindings.length, 0);
    if (bindings > this.limits.maxBindings)
      this.error(
        exportOp,
        `has ${bindings} bindings; ${this.limits.name} has up to ${this.limits.maxBindings}`,
      );
    this.block(func.region().front);
    if (this.#shared > this.limits.workgroupMemory)
      this.error(
        func,
        `takes ${this.#shared} bytes of workgroup memory of ${this.limits.workgroupMemory}`,
      );
    if (this.#private > this.limits.privateMemory)
      this.error(
        func,
        `takes ${this.#private} bytes of scratch memory of ${this.limits.privateMemory}`,
      );
    const divergent = this.ok ? findDivergentBarrier(func) : null;
    if (divergent)
      this.error(
        divergent,
        'stands where threads of a workgroup may run different ways',
        'bounds and conditions around a barrier come from workgroup ids, counts and constants only',
      );
    this.#dispatch = null;
  }

  block(block: Block): void {
    for (const op of block.ops) this.#operation(op);
  }

  #operation(op: Operation): void {
    const check =
      CHECKS.get(op.name) ?? (this.limits.lanewise.has(op.name) ? checkLanewise : undefined);
    if (!check) {
      this.error(op, `is not part of dispatch IR for ${this.limits.name}`);
      return;
    }
    for (const value of [...op.operands, ...op.results]) {
      const problem = value.type.kind === 'memref' ? null : this.typeProblem(value.type);
      if (problem === null) continue;
      this.error(op, problem, helpWith(problem));
      return;
    }
    const problem = check(op, this);
    if (problem !== null) {
      this.error(op, problem, helpWith(problem));
      return;
    }
    for (const region of op.regions) for (const block of region.blocks) this.block(block);
  }

  /** What is wrong with the type of a value that is no memory, or null. */
  typeProblem(type: Type): string | null {
    const { limits } = this;
    if (type.kind === 'vector') {
      const [minimum, maximum] = limits.vectorLanes;
      const lanes = type.shape[0] ?? 0;
      if (type.shape.length !== 1 || type.numScalableDims > 0)
        return 'works on vectors that have not one dimension of a fixed size';
      if (lanes < minimum || lanes > maximum)
        return `works on vectors of ${lanes} lanes; ${limits.name} has ${minimum} to ${maximum}`;
      if (limits.takesLanes && !limits.takesLanes(type.elementType))
        return `works on vectors of elements that ${limits.name} has no vectors of`;
      return this.typeProblem(type.elementType);
    }
    if (limits.takesElement(type)) return null;
    return `works on ${printType(type)}, which ${limits.name} does not have`;
  }

  /** What is wrong with a memref, or null. */
  memrefProblem(type: Type): string | null {
    if (type.kind !== 'memref') return 'works on memory of unknown rank';
    if (type.layout) return 'works on memory with a layout that is not row-major';
    if (type.elementType.kind === 'index' || !this.limits.takesElement(type.elementType))
      return `works on memory of ${printType(type.elementType)}, which ${this.limits.name} does not have`;
    return null;
  }

  allocate(type: MemRefType): void {
    const bytes = numElements(type.shape) * elementBytes(type.elementType);
    if (isWorkgroupMemory(type)) this.#shared += bytes;
    else this.#private += bytes;
  }
}

// ----- Operations -----

const checkConstant: Check = (op) => {
  const attr = op.attr('value');
  return attr?.kind === 'integer' || attr?.kind === 'float' || attr?.kind === 'dense'
    ? null
    : 'is no number';
};

/** Operations that have no meaning on booleans. */
const NOT_ON_BOOLEANS =
  /^arith\.(div|rem|ceildiv|floordiv|shl|shr|addui_extended|mul[su]i_extended)|^math\./;

const checkLanewise: Check = (op) => {
  const operand = op.operands[0]?.type;
  const element = operand?.kind === 'vector' ? operand.elementType : operand;
  if (element?.kind === 'integer' && element.width === 1 && NOT_ON_BOOLEANS.test(op.name))
    return 'works on booleans, for which it is not defined here';
  return op.operands.some(({ type }) => type.kind === 'memref')
    ? 'works on memory as a value'
    : null;
};

const checkAccess =
  (memref: number): Check =>
  (op, validator) => {
    const { type } = op.operand(memref);
    const problem = validator.memrefProblem(type);
    if (problem !== null) return problem;
    const value = memref === 0 ? op.result().type : op.operand(0).type;
    const element = value.kind === 'vector' ? value.elementType : value;
    return type.kind === 'memref' && element === type.elementType
      ? null
      : 'accesses elements of another type than the memory has';
  };

const checkAllocation: Check = (op, validator) => {
  const { type } = op.result();
  const problem = validator.memrefProblem(type);
  if (problem !== null) return problem;
  if (type.kind !== 'memref') return null;
  if (type.shape.some((size) => size === DYNAMIC)) return 'allocates memory of unknown size';
  if (op.is('memref.alloc') && !isWorkgroupMemory(type) && op.parentOp?.is('func.func') === false)
    return 'allocates memory inside control flow';
  validator.allocate(type);
  return null;
};

const checkSubspan: Check = (op, validator) => {
  const problem = validator.memrefProblem(op.result().type);
  if (problem !== null) return problem;
  const [set, binding] = [Number(op.intAttr('set') ?? 0n), Number(op.intAttr('binding') ?? 0n)];
  if (flatBinding(validator.dispatchOf.layout, set, binding) < 0)
    return `names binding ${binding} of set ${set}, which the pipeline layout does not have`;
  const [offset] = operandsNamed(op, 'byte_offset');
  const known = offset ? constantInteger(offset) : 0n;
  const bytes = elementBytes((op.result().type as MemRefType).elementType);
  if (known !== null && known % BigInt(bytes) !== 0n)
    return `starts at byte ${known}, between elements of ${bytes} bytes`;
  return null;
};

const checkConstantLoad: Check = (op, validator) => {
  const index = Number(op.intAttr('index') ?? 0n);
  const { pushConstants } = validator.dispatchOf.layout;
  return index < pushConstants
    ? null
    : `loads constant ${index} of the ${pushConstants} that the pipeline layout has`;
};

const checkDimension: Check = (op) => {
  const dimension = Number(op.intAttr('dimension') ?? 0n);
  return dimension >= 0 && dimension < 3 ? null : 'names a dimension beyond z';
};
const checkThreadDimension: Check = (op) => {
  const attr = op.attr('dimension');
  return attr instanceof DialectAttr && ['x', 'y', 'z'].includes(String(attr.params[0]))
    ? null
    : 'names no dimension';
};

const checkGlobal: Check = (op, validator) => {
  const problem = validator.memrefProblem(op.result().type);
  if (problem !== null) return problem;
  const global = globalOf(op);
  if (global?.attr('initial_value')?.kind !== 'dense') return 'names no constant table';
  validator.allocate(op.result().type as MemRefType);
  return null;
};

const checkDim: Check = (op) => {
  const { type } = op.operand(0);
  const dimension = constantInteger(op.operand(1));
  return type.kind === 'memref' &&
    dimension !== null &&
    dimension >= 0n &&
    dimension < BigInt(type.shape.length)
    ? null
    : 'asks for a dimension that is not known';
};

const isNumber = (value: Value): boolean => value.type.kind !== 'memref';
const checkControl: Check = (op) =>
  [...op.operands, ...op.results].every(isNumber) ? null : 'carries memory as a value';

const checkPosition: Check = (op) => {
  const vector = op.operand(op.is('vector.extract') ? 0 : 1).type;
  const attr = op.attr('position');
  const first = attr?.kind === 'array' && attr.elements.length === 1 ? attr.elements[0] : null;
  if (vector.kind !== 'vector' || first?.kind !== 'integer') return 'names no single lane';
  return first.value >= 0n && first.value < BigInt(vector.shape[0] ?? 0)
    ? null
    : 'names a lane that the vector does not have';
};
const checkBroadcast: Check = (op) => {
  const source = op.operand(0).type;
  return source.kind !== 'vector' || source === op.result().type
    ? null
    : 'repeats a vector instead of a scalar';
};
const checkShuffle: Check = (op) =>
  op.operands.every(({ type }) => type.kind === 'vector' && type.shape.length === 1)
    ? null
    : 'exchanges what are no lanes';

/** What helps against a type that only some targets have. */
function helpWith(problem: string): string | undefined {
  if (!problem.endsWith('does not have')) return undefined;
  const conversion = problem.includes(' f64,')
    ? 'compute in 32 bits (--iree-flow-demote-f64-to-f32)'
    : 'convert to a type that this one has';
  return `compile for another target (--iree-hal-target-backends), or ${conversion}`;
}

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['arith.constant', checkConstant],
  ['func.return', accept],
  ['gpu.barrier', accept],
  ['gpu.block_dim', checkThreadDimension],
  ['gpu.thread_id', checkThreadDimension],
  ['hal.interface.binding.subspan', checkSubspan],
  ['hal.interface.constant.load', checkConstantLoad],
  ['hal.interface.workgroup.count', checkDimension],
  ['hal.interface.workgroup.id', checkDimension],
  ['hal.interface.workgroup.size', checkDimension],
  ['memref.alloc', checkAllocation],
  ['memref.alloca', checkAllocation],
  ['memref.dealloc', accept],
  ['memref.dim', checkDim],
  ['memref.get_global', checkGlobal],
  ['memref.load', checkAccess(0)],
  ['memref.store', checkAccess(1)],
  ['scf.condition', checkControl],
  ['scf.for', checkControl],
  ['scf.if', checkControl],
  ['scf.while', checkControl],
  ['scf.yield', checkControl],
  ['vector.broadcast', checkBroadcast],
  ['vector.extract', checkPosition],
  ['vector.insert', checkPosition],
  ['vector.load', checkAccess(0)],
  ['vector.shuffle', checkShuffle],
  ['vector.splat', accept],
  ['vector.store', checkAccess(1)],
]);

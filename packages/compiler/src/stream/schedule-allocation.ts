/**
 * Gives every resource of an execution its storage and turns the execution into commands
 * (`iree-stream-schedule-allocation`).
 *
 * What leaves the execution is allocated before it. What stays inside shares one transient
 * allocation, packed by the intervals in which the values live. Constants come from staging memory.
 */

import {
  ACCESS,
  ArrayAttr,
  type Attribute,
  accessAttr,
  Builder,
  DialectType,
  IntegerAttr,
  isDispatchTensor,
  isResource,
  type Operation,
  operandsNamed,
  resourceType,
  TiedOp,
  type Type,
  tensorAccess,
  timepointType,
  UnitAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { callablesIn } from '../util/functions.ts';
import { resultSize } from './schedule-execution.ts';

export const scheduleAllocation: PassFunction = (module, report) => {
  for (const callable of callablesIn(module))
    for (const execution of callable.collect('stream.async.execute'))
      new ExecutionAllocator(module, execution, report).run();
};

/** Where a value lies: a captured resource (argument of the command region) and a range of it. */
interface Storage {
  readonly resource: Value;
  readonly resourceSize: Value;
  readonly offset: Value;
  readonly length: Value;
}
/** A capture still to be made: the resource outside. */
interface Capture {
  readonly outer: Value;
  readonly size: Value;
}

class ExecutionAllocator {
  readonly #module: Operation;
  readonly #execution: Operation;
  readonly #report: PassReport;
  readonly #builder: Builder;
  readonly #captures: Capture[] = [];
  /** Storage of each value inside, with the capture's number until the region exists. */
  readonly #places = new Map<Value, { capture: number; offset: Value; length: Value }>();
  readonly #zero: Value;

  constructor(module: Operation, execution: Operation, report: PassReport) {
    this.#module = module;
    this.#execution = execution;
    this.#report = report;
    this.#builder = Builder.before(execution);
    this.#zero = this.#builder.constantIndex(0);
  }

  run(): void {
    const execution = this.#execution;
    const body = execution.region().front;
    const ops = body.ops;
    const terminator = ops[ops.length - 1] as Operation;
    const operands = operandsNamed(execution, 'resource_operands');
    const sizes = operandsNamed(execution, 'resource_operand_sizes');
    body.arguments.forEach((argument, i) => {
      this.#capture(argument, operands[i] as Value, sizes[i] as Value);
    });
    const yielded = operandsNamed(terminator, 'resource_operands');
    const work = ops.slice(0, -1);
    this.#placeResults(work, yielded);
    const slab = this.#placeLocals(work);
    const timepoints = operandsNamed(execution, 'await_timepoint');
    const wait = slab ? this.#join([...timepoints, slab.timepoint]) : timepoints[0];

    const { context, location } = execution;
    const commands = this.#builder.create('stream.cmd.execute', {
      operandGroups: [
        this.#captures.map((capture) => capture.outer),
        this.#captures.map((capture) => capture.size),
        wait ? [wait] : [],
      ],
      resultTypes: [timepointType(context)],
      regions: 1,
    });
    const region = commands.region().append();
    for (const capture of this.#captures) region.addArgument(capture.outer.type, location);
    const inside = Builder.atEnd(region, location);
    const storage = (value: Value): Storage => {
      const place = this.#places.get(value);
      if (!place) throw new Error('a resource was given no storage');
      return {
        resource: region.argument(place.capture),
        resourceSize: (this.#captures[place.capture] as Capture).size,
        offset: place.offset,
        length: place.length,
      };
    };
    for (const op of work) {
      inside.location = op.location;
      const staged = this.#staged.get(op);
      if (staged !== undefined) this.#copyConstant(op, inside, region.argument(staged), storage);
      else emitCommand(this.#module, op, inside, storage, this.#report);
    }
    inside.create('stream.yield', { resultTypes: [] });

    let done: Value = commands.result();
    this.#builder.setAfter(commands);
    if (slab)
      done = this.#builder.createValue('stream.resource.dealloca', {
        operands: [slab.resource, slab.size, done],
        resultTypes: [timepointType(context)],
      });
    execution.results.forEach((result, i) => {
      const value = yielded[i];
      const place = value && this.#places.get(value);
      result.replaceAllUsesWith(place ? (this.#captures[place.capture] as Capture).outer : done);
    });
    for (const op of [...ops].reverse()) {
      op.dropAllReferences();
    }
    execution.erase();
  }

  #capture(value: Value, outer: Value, size: Value): void {
    let capture = this.#captures.findIndex((known) => known.outer === outer);
    if (capture < 0) capture = this.#captures.push({ outer, size }) - 1;
    this.#places.set(value, { capture, offset: this.#zero, length: size });
  }

  /** Operand whose storage a result takes over, or null. */
  #tied(value: Value): Value | null {
    const op = value.definingOp;
    if (!op || value.kind !== 'result') return null;
    const operand = op.getInterface(TiedOp)?.tiedOperand(op, value.index) ?? null;
    return operand === null || op.is('stream.async.transfer') ? null : op.operand(operand);
  }

  /** Storage outside for what is yielded; ties lead back to where the storage begins. */
  #placeResults(ops: readonly Operation[], yielded: readonly Value[]): void {
    for (const value of yielded) {
      let origin = value;
      for (let tied = this.#tied(origin); tied; tied = this.#tied(origin)) origin = tied;
      if (this.#places.has(origin)) continue;
      const size = resultSize(origin);
      const outer = this.#builder.createValue('stream.resource.alloc', {
        operands: [size],
        resultTypes: [origin.type],
        attributes: [['uninitialized', UnitAttr.get(origin.context)]],
      });
      this.#capture(origin, outer, size);
    }
    for (const op of ops) for (const result of op.results) this.#follow(result);
    for (const op of ops) if (op.is('stream.async.constant')) this.#stage(op);
  }

  /** Gives a tied result the place of its operand, once that has one. */
  #follow(value: Value): boolean {
    if (this.#places.has(value)) return true;
    const tied = this.#tied(value);
    const place = tied && this.#places.get(tied);
    if (place) this.#places.set(value, place);
    return place !== undefined && place !== null;
  }

  readonly #staged = new Map<Operation, number>();
  /** Host bytes of a constant as a staging resource that a copy reads. */
  #stage(op: Operation): void {
    const [size] = operandsNamed(op, 'result_size') as [Value];
    const value = op.attr('value') as Attribute;
    const buffer = this.#builder.createValue('util.buffer.constant', {
      resultTypes: [DialectType.get(op.context, 'util', 'buffer')],
      attributes: [['value', value]],
    });
    const staging = this.#builder.createValue('stream.resource.map', {
      operands: [buffer, this.#zero, size],
      resultTypes: [resourceType(op.context, 'staging')],
    });
    this.#staged.set(op, this.#captures.push({ outer: staging, size }) - 1);
  }

  #copyConstant(
    op: Operation,
    builder: Builder,
    staging: Value,
    storage: (value: Value) => Storage,
  ): void {
    const target = storage(op.result());
    builder.create('stream.cmd.copy', {
      operands: [
        staging,
        target.length,
        this.#zero,
        target.resource,
        target.resourceSize,
        target.offset,
        target.length,
      ],
      resultTypes: [],
    });
  }

  /** One transient allocation for values that live only inside, at packed offsets. */
  #placeLocals(
    ops: readonly Operation[],
  ): { resource: Value; size: Value; timepoint: Value } | null {
    const position = new Map(ops.map((op, i) => [op, i]));
    const locals: { value: Value; start: number; end: number; size: Value }[] = [];
    for (const op of ops)
      for (const result of op.results) {
        if (this.#follow(result)) continue;
        if (this.#tied(result)) continue;
        locals.push({
          value: result,
          start: position.get(op) as number,
          end: this.#lastUse(result, position),
          size: resultSize(result),
        });
      }
    if (locals.length === 0) return null;
    const { context } = this.#execution;
    const index = context.indexType;
    const pack = this.#builder.create('stream.resource.pack', {
      operandGroups: [[], locals.map((local) => local.size)],
      resultTypes: [index, ...locals.map(() => index)],
      attributes: [
        [
          'lifetime_intervals',
          ArrayAttr.get(
            context,
            locals.flatMap((local) => [
              IntegerAttr.index(context, local.start),
              IntegerAttr.index(context, local.end),
            ]),
          ),
        ],
      ],
    });
    const size = pack.result(0);
    const alloca = this.#builder.create('stream.resource.alloca', {
      operands: [size],
      resultTypes: [resourceType(context, 'transient'), timepointType(context)],
    });
    const capture = this.#captures.push({ outer: alloca.result(0), size }) - 1;
    locals.forEach((local, i) => {
      this.#places.set(local.value, {
        capture,
        offset: pack.result(i + 1),
        length: local.size,
      });
    });
    for (const op of ops) for (const result of op.results) this.#follow(result);
    return { resource: alloca.result(0), size, timepoint: alloca.result(1) };
  }

  /** Position of the last operation that touches the storage of a value, through ties. */
  #lastUse(value: Value, position: ReadonlyMap<Operation, number>): number {
    let last = position.get(value.definingOp as Operation) ?? 0;
    for (const use of value.uses) {
      last = Math.max(last, position.get(use.owner) ?? position.size);
      for (const result of use.owner.results)
        if (this.#tied(result) === value) last = Math.max(last, this.#lastUse(result, position));
    }
    return last;
  }

  #join(timepoints: readonly Value[]): Value | undefined {
    if (timepoints.length < 2) return timepoints[0];
    return this.#builder.createValue('stream.timepoint.join', {
      operands: timepoints,
      resultTypes: [timepointType(this.#execution.context)],
    });
  }
}

/** The command for one asynchronous operation. */
function emitCommand(
  module: Operation,
  op: Operation,
  builder: Builder,
  storage: (value: Value) => Storage,
  report: PassReport,
): void {
  const add = (lhs: Value, rhs: Value): Value =>
    builder.createValue('arith.addi', {
      operands: [lhs, rhs],
      resultTypes: [builder.context.indexType],
    });
  const copy = (
    from: Storage,
    fromOffset: Value,
    to: Storage,
    toOffset: Value,
    length: Value,
  ): void => {
    builder.create('stream.cmd.copy', {
      operands: [
        from.resource,
        from.resourceSize,
        fromOffset,
        to.resource,
        to.resourceSize,
        toOffset,
        length,
      ],
      resultTypes: [],
    });
  };
  const fill = (target: Storage, offset: Value, length: Value, pattern: Value): void => {
    builder.create('stream.cmd.fill', {
      operands: [target.resource, target.resourceSize, offset, length, pattern],
      resultTypes: [],
    });
  };
  const operand = (name: string): Value => operandsNamed(op, name)[0] as Value;
  switch (op.name) {
    case 'stream.async.alloca':
      return;
    case 'stream.async.splat': {
      const target = storage(op.result());
      return fill(target, target.offset, target.length, operand('value'));
    }
    case 'stream.async.fill': {
      const target = storage(op.result());
      return fill(
        target,
        add(target.offset, operand('target_offset')),
        operand('target_length'),
        operand('value'),
      );
    }
    case 'stream.async.clone':
    case 'stream.async.transfer': {
      const [from, to] = [storage(operand('source')), storage(op.result())];
      return copy(from, from.offset, to, to.offset, to.length);
    }
    case 'stream.async.slice': {
      const [from, to] = [storage(operand('source')), storage(op.result())];
      return copy(from, add(from.offset, operand('source_offset')), to, to.offset, to.length);
    }
    case 'stream.async.update': {
      const [from, to] = [storage(operand('update')), storage(op.result())];
      return copy(from, from.offset, to, add(to.offset, operand('target_offset')), from.length);
    }
    case 'stream.async.copy': {
      const [from, to] = [storage(operand('source')), storage(op.result())];
      return copy(
        from,
        add(from.offset, operand('source_offset')),
        to,
        add(to.offset, operand('target_offset')),
        operand('length'),
      );
    }
    case 'stream.async.dispatch':
      return emitDispatch(module, op, builder, storage);
    default:
      report.error(op, 'has no command', 'collectives need a device that has channels');
  }
}

function emitDispatch(
  module: Operation,
  op: Operation,
  builder: Builder,
  storage: (value: Value) => Storage,
): void {
  const accesses = bindingAccesses(module, op);
  const operands = operandsNamed(op, 'resource_operands');
  const resources: Storage[] = [];
  const uniforms: Value[] = [];
  for (const operand of operands)
    if (isResource(operand.type)) resources.push(storage(operand));
    else uniforms.push(operand);
  const ties = op.attr('tied_operands');
  op.results.forEach((result, i) => {
    const tie = ties?.kind === 'array' ? ties.elements[i] : undefined;
    if (tie?.kind === 'integer' && tie.value >= 0n) return;
    resources.push(storage(result));
  });
  const entryPoint = op.attr('entry_point') as Attribute;
  builder.create('stream.cmd.dispatch', {
    operandGroups: [
      operandsNamed(op, 'workload'),
      uniforms,
      resources.map((r) => r.resource),
      resources.map((r) => r.resourceSize),
      resources.map((r) => r.offset),
      resources.map((r) => r.length),
    ],
    resultTypes: [],
    attributes: [
      ['entry_points', ArrayAttr.get(op.context, [entryPoint])],
      [
        'resource_accesses',
        ArrayAttr.get(
          op.context,
          resources.map((_, i) => accessAttr(op.context, accesses[i] ?? ACCESS.read)),
        ),
      ],
    ],
  });
}

/** How the entry point uses each of its bindings, in order. */
function bindingAccesses(module: Operation, op: Operation): number[] {
  const ref = op.attr('entry_point');
  if (ref?.kind !== 'symbol_ref') return [];
  const accesses: number[] = [];
  const executable = module.region().front.findSymbol(ref.root);
  if (!executable?.is('stream.executable')) return accesses;
  executable.walk((func) => {
    if (!func.is('func.func') || func.symbolName !== ref.leaf) return;
    for (const argument of func.region().front.arguments) {
      if (argument.type.kind !== 'dialect' || argument.type.name !== 'stream.binding') continue;
      accesses.push(
        argument.users.reduce((bits, user) => bits | accessOf(user.results[0]?.type), 0),
      );
    }
  });
  return accesses;
}

function accessOf(type: Type | undefined): number {
  if (!type || !isDispatchTensor(type)) return ACCESS.read | ACCESS.write;
  switch (tensorAccess(type)) {
    case 'readonly':
      return ACCESS.read;
    case 'writeonly':
      return ACCESS.write;
    case 'readwrite':
      return ACCESS.read | ACCESS.write;
  }
}

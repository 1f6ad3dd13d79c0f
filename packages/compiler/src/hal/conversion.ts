/**
 * Turns resources into buffers, timepoints into fences and executions into command buffers
 * (`iree-hal-conversion`).
 *
 * Types change in place: a resource and its buffer are the same SSA value, so that calls, branches
 * and globals need no rewriting of their own. Then each stream operation is replaced where it stands.
 * Inside a command buffer a dispatch is chosen by `hal.device.switch` on the formats that the
 * device's executable cache takes, one region a variant.
 */

import {
  ArrayAttr,
  type Attribute,
  Builder,
  DialectAttr,
  executableTargetOf,
  FunctionType,
  halType,
  IntegerAttr,
  isDialectType,
  type Operation,
  operandsNamed,
  Region,
  StringAttr,
  SymbolRefAttr,
  type Type,
  TypeAttr,
  type Value,
} from '@iree-workbench/ir';
import type { PassFunction, PassReport } from '../report.ts';
import { elementTypeValue } from '../stream/element-types.ts';
import { callablesIn } from '../util/functions.ts';
import { retypeValues } from '../util/retype.ts';
import { lookupSymbol } from '../util/symbols.ts';

/** Bits of memory types and buffer usages, as in the HAL. */
const DEVICE_LOCAL = 48;
const DEVICE_VISIBLE = 16;
const HOST_VISIBLE = 2;
const HOST_LOCAL = 70;
const TRANSFER = 3;
const DISPATCH_STORAGE = 0xc00;
const MAPPING = 0x9000000;
const SHARING_IMMUTABLE = 0x80000;

const ENCODING_DENSE_ROW_MAJOR = 1;

export const convertToHal: PassFunction = (module, report) => {
  retype(module);
  for (const callable of callablesIn(module)) {
    const conversion = new Conversion(module, report);
    callable.walk((op) => {
      if (op !== callable) conversion.convert(op);
    });
  }
};

function halTypeOf(type: Type): Type {
  const { context } = type;
  if (isDialectType(type, 'stream.resource')) return halType(context, 'buffer');
  return isDialectType(type, 'stream.timepoint') ? halType(context, 'fence') : type;
}

/** Changes the types of values, signatures and globals on the host. */
function retype(module: Operation): void {
  for (const top of module.region().front.ops) {
    if (top.is('util.global')) {
      const type = top.attr('type');
      if (type?.kind === 'type') top.setAttr('type', TypeAttr.get(halTypeOf(type.type)));
      continue;
    }
    if (!callablesIn(module).includes(top) && !top.is('func.func')) continue;
    const signature = top.attr('function_type');
    if (signature?.kind === 'type' && signature.type.kind === 'function')
      top.setAttr(
        'function_type',
        TypeAttr.get(
          FunctionType.get(
            top.context,
            signature.type.inputs.map(halTypeOf),
            signature.type.results.map(halTypeOf),
          ),
        ),
      );
    top.walk((op) => retypeValues(op, halTypeOf));
  }
}

class Conversion {
  readonly #module: Operation;
  readonly #report: PassReport;
  constructor(module: Operation, report: PassReport) {
    this.#module = module;
    this.#report = report;
  }

  convert(op: Operation): void {
    const builder = Builder.before(op);
    switch (op.name) {
      case 'stream.tensor.import':
        return this.#import(op, builder);
      case 'stream.tensor.export':
        return this.#export(op, builder);
      case 'stream.resource.alloc':
        return replace(
          op,
          operandsNamed(op, 'storage_sizes').map((size) =>
            this.#allocate(
              builder,
              size,
              DEVICE_LOCAL | HOST_VISIBLE,
              TRANSFER | DISPATCH_STORAGE | MAPPING,
            ),
          ),
        );
      case 'stream.resource.alloca':
        return this.#alloca(op, builder);
      case 'stream.resource.dealloca':
        return this.#dealloca(op, builder);
      case 'stream.resource.map':
        return this.#map(op, builder);
      case 'stream.resource.load':
        return replace(op, [
          builder.createValue('hal.buffer.load', {
            operands: [op.operand(0), ...operandsNamed(op, 'source_offset')],
            resultTypes: op.resultTypes,
          }),
        ]);
      case 'stream.resource.size':
        return replace(op, [
          builder.createValue('hal.buffer.length', {
            operands: [op.operand(0)],
            resultTypes: [op.context.indexType],
          }),
        ]);
      case 'stream.timepoint.immediate':
        return replace(op, [nullFence(builder)]);
      case 'stream.timepoint.join':
        return replace(op, [
          builder.createValue('hal.fence.join', {
            operands: op.operands,
            resultTypes: [halType(op.context, 'fence')],
          }),
        ]);
      case 'stream.timepoint.await':
        return this.#await(op, builder);
      case 'stream.cmd.execute':
        return this.#execute(op, builder);
      default:
        // Commands are converted with their execution.
        if (
          op.name.startsWith('stream.') &&
          !op.name.startsWith('stream.cmd.') &&
          !op.is('stream.yield')
        )
          this.#report.error(
            op,
            'has no counterpart in the HAL',
            'collectives need a device with channels',
          );
    }
  }

  // ----- Device -----

  #device(builder: Builder): Value {
    return builder.createValue('hal.ex.shared_device', {
      resultTypes: [halType(builder.context, 'device')],
    });
  }
  #allocator(builder: Builder): Value {
    return builder.createValue('hal.device.allocator', {
      operands: [this.#device(builder)],
      resultTypes: [halType(builder.context, 'allocator')],
    });
  }
  #allocate(builder: Builder, size: Value, type: number, usage: number): Value {
    return builder.createValue('hal.allocator.allocate', {
      operands: [this.#allocator(builder), size],
      resultTypes: [halType(builder.context, 'buffer')],
      attributes: allocation(builder, type, usage),
    });
  }
  #fence(builder: Builder, device: Value): Value {
    return builder.createValue('hal.fence.create', {
      operands: [device],
      resultTypes: [halType(builder.context, 'fence')],
      attributes: [['flags', i32(builder, 0)]],
    });
  }

  // ----- Tensors at the border -----

  #import(op: Operation, builder: Builder): void {
    const source = op.operand(0);
    if (!isDialectType(source.type, 'hal.buffer_view')) return replace(op, [source]);
    const buffer = builder.createValue('hal.buffer_view.buffer', {
      operands: [source],
      resultTypes: [halType(op.context, 'buffer')],
    });
    builder.create('hal.buffer.assert', {
      operands: [buffer, this.#allocator(builder), ...operandsNamed(op, 'result_size')],
      attributes: [
        ['message', StringAttr.get(op.context, 'tensor')],
        ...allocation(builder, DEVICE_VISIBLE, TRANSFER | DISPATCH_STORAGE),
      ],
    });
    replace(op, [buffer]);
  }

  #export(op: Operation, builder: Builder): void {
    const [buffer] = operandsNamed(op, 'source');
    const encoding = op.attr('source_encoding');
    if (!buffer || encoding?.kind !== 'type' || encoding.type.kind !== 'tensor') return;
    if (!isDialectType(op.result().type, 'hal.buffer_view')) return replace(op, [buffer]);
    const dynamic = [...operandsNamed(op, 'source_encoding_dims')];
    const shape = encoding.type.shape.map((size) =>
      size < 0 ? (dynamic.shift() as Value) : builder.constantIndex(size),
    );
    const view = builder.createValue('hal.buffer_view.create', {
      operands: [
        buffer,
        builder.constantIndex(0),
        ...operandsNamed(op, 'source_size'),
        constantI32(builder, elementTypeValue(encoding.type.elementType)),
        constantI32(builder, ENCODING_DENSE_ROW_MAJOR),
        ...shape,
      ],
      resultTypes: op.resultTypes,
    });
    replace(op, [view]);
  }

  // ----- Memory -----

  #alloca(op: Operation, builder: Builder): void {
    const device = this.#device(builder);
    const signal = this.#fence(builder, device);
    const buffer = builder.createValue('hal.device.queue.alloca', {
      operands: [
        device,
        affinityAny(builder),
        waitFence(op, builder),
        signal,
        builder.constant(IntegerAttr.i64(op.context, 0), op.context.i64),
        ...operandsNamed(op, 'storage_size'),
      ],
      resultTypes: [halType(op.context, 'buffer')],
      attributes: allocation(builder, DEVICE_LOCAL, TRANSFER | DISPATCH_STORAGE),
    });
    replace(op, [buffer, signal]);
  }

  #dealloca(op: Operation, builder: Builder): void {
    const device = this.#device(builder);
    const signal = this.#fence(builder, device);
    builder.create('hal.device.queue.dealloca', {
      operands: [device, affinityAny(builder), waitFence(op, builder), signal, op.operand(0)],
    });
    replace(op, [signal]);
  }

  /** Bytes of the module, copied to memory of the host that the device can read from. */
  #map(op: Operation, builder: Builder): void {
    const buffer = builder.createValue('hal.allocator.allocate.initialized', {
      operands: [
        this.#allocator(builder),
        op.operand(0),
        ...operandsNamed(op, 'source_offset'),
        ...operandsNamed(op, 'result_size'),
      ],
      resultTypes: [halType(op.context, 'buffer')],
      attributes: allocation(
        builder,
        HOST_LOCAL | DEVICE_VISIBLE,
        TRANSFER | MAPPING | SHARING_IMMUTABLE,
      ),
    });
    replace(op, [buffer]);
  }

  #await(op: Operation, builder: Builder): void {
    const status = builder.createValue('hal.fence.await', {
      operands: [constantI32(builder, -1), ...operandsNamed(op, 'await_timepoint')],
      resultTypes: [op.context.i32],
    });
    builder.create('util.status.check_ok', {
      operands: [status],
      attributes: [['message', StringAttr.get(op.context, 'failed to wait on timepoint')]],
    });
    replace(op, operandsNamed(op, 'resource_operands'));
  }

  // ----- Commands -----

  #execute(op: Operation, builder: Builder): void {
    const { context } = op;
    const device = this.#device(builder);
    const commands = builder.createValue('hal.command_buffer.create', {
      operands: [device],
      resultTypes: [halType(context, 'command_buffer')],
      attributes: [
        ['modes', i32(builder, 1)],
        ['command_categories', i32(builder, 3)],
      ],
    });
    const body = op.region().front;
    const resources = operandsNamed(op, 'resource_operands');
    body.arguments.forEach((argument, i) => {
      const resource = resources[i];
      if (resource) argument.replaceAllUsesWith(resource);
    });
    this.#record(body.ops, builder, device, commands);
    builder.create('hal.command_buffer.finalize', { operands: [commands] });
    const signal = this.#fence(builder, device);
    builder.create('hal.device.queue.execute', {
      operands: [device, affinityAny(builder), waitFence(op, builder), signal, commands],
    });
    replace(op, [signal]);
  }

  #record(ops: readonly Operation[], builder: Builder, device: Value, commands: Value): void {
    for (const op of ops) {
      builder.location = op.location;
      switch (op.name) {
        case 'stream.yield':
          continue;
        case 'stream.cmd.serial':
        case 'stream.cmd.concurrent':
          this.#record(op.region().front.ops, builder, device, commands);
          continue;
        case 'stream.cmd.copy':
          builder.create('hal.command_buffer.copy_buffer', {
            operands: [
              commands,
              ...operandsNamed(op, 'source'),
              ...operandsNamed(op, 'source_offset'),
              ...operandsNamed(op, 'target'),
              ...operandsNamed(op, 'target_offset'),
              ...operandsNamed(op, 'length'),
            ],
          });
          break;
        case 'stream.cmd.fill':
          builder.create('hal.command_buffer.fill_buffer', {
            operands: [
              commands,
              ...operandsNamed(op, 'target'),
              ...operandsNamed(op, 'target_offset'),
              ...operandsNamed(op, 'target_length'),
              ...operandsNamed(op, 'value'),
            ],
          });
          break;
        case 'stream.cmd.dispatch':
          this.#dispatch(op, builder, device, commands);
          break;
        case 'stream.cmd.flush':
        case 'stream.cmd.invalidate':
        case 'stream.cmd.discard':
          // Memory is coherent, and a discard is only a hint.
          continue;
        default:
          if (!op.name.startsWith('stream.')) {
            op.remove();
            builder.insert(op);
            continue;
          }
          this.#report.error(op, 'has no command', 'collectives need a device with channels');
          continue;
      }
      builder.create('hal.command_buffer.execution_barrier', {
        operands: [commands],
        attributes: [
          ['source_stage_mask', i32(builder, 0x1c)],
          ['target_stage_mask', i32(builder, 0x0d)],
          ['flags', i32(builder, 0)],
        ],
      });
    }
  }

  #dispatch(op: Operation, builder: Builder, device: Value, commands: Value): void {
    const { context } = op;
    const points = op.attr('entry_points');
    const entryPoints =
      points?.kind === 'array'
        ? points.elements.filter((point) => point instanceof SymbolRefAttr)
        : [];
    const conditions: Attribute[] = [];
    const regions: Region[] = [];
    for (const entryPoint of entryPoints) {
      const target = this.#variant(entryPoint)?.attr('target');
      if (!(target instanceof DialectAttr)) continue;
      conditions.push(
        DialectAttr.get(context, 'hal', 'device.match.executable.format', [
          StringAttr.get(context, executableTargetOf(target).format),
        ]),
      );
      const region = new Region();
      regions.push(region);
      this.#dispatchVariant(
        op,
        entryPoint,
        Builder.atEnd(region.append(), op.location),
        device,
        commands,
      );
    }
    builder.create('hal.device.switch', {
      operands: [device],
      resultTypes: [],
      attributes: [['conditions', ArrayAttr.get(context, conditions)]],
      regions,
    });
  }

  #variant(entryPoint: SymbolRefAttr): Operation | null {
    const executable = lookupSymbol(this.#module, entryPoint.root);
    return executable && lookupSymbol(executable, entryPoint.nested[0] ?? '');
  }

  #dispatchVariant(
    op: Operation,
    entryPoint: SymbolRefAttr,
    builder: Builder,
    device: Value,
    commands: Value,
  ): void {
    const { context } = op;
    const variant = this.#variant(entryPoint);
    const exported = variant && lookupSymbol(variant, entryPoint.leaf);
    const layoutAttr = exported?.attr('layout');
    if (!layoutAttr) return this.#report.error(op, 'runs an entry point that is not there');
    const layout = builder.createValue('hal.pipeline_layout.lookup', {
      operands: [device],
      resultTypes: [halType(context, 'pipeline_layout')],
      attributes: [['layout', layoutAttr]],
    });
    const constants = operandsNamed(op, 'uniform_operands');
    if (constants.length > 0)
      builder.create('hal.command_buffer.push_constants', {
        operands: [commands, layout, ...constants],
        attributes: [['offset', IntegerAttr.index(context, 0)]],
      });
    const buffers = operandsNamed(op, 'resources');
    builder.create('hal.command_buffer.push_descriptor_set', {
      operands: [
        commands,
        layout,
        builder.constantIndex(0),
        ...buffers.map((_, i) => builder.constantIndex(i)),
        ...buffers,
        ...operandsNamed(op, 'resource_offsets'),
        ...operandsNamed(op, 'resource_lengths'),
      ],
    });
    const workgroups = builder.create('hal.executable.calculate_workgroups', {
      operands: [device, ...operandsNamed(op, 'workload')],
      resultTypes: [context.indexType, context.indexType, context.indexType],
      attributes: [['entry_point', entryPoint]],
    });
    builder.create('hal.command_buffer.dispatch.symbol', {
      operands: [commands, ...workgroups.results],
      attributes: [['entry_point', entryPoint]],
    });
    builder.create('hal.return');
  }
}

// ----- Attributes and constants -----

function replace(op: Operation, values: readonly Value[]): void {
  op.replaceAllUsesWith(values);
  op.erase();
}

const i32 = (builder: Builder, value: number): IntegerAttr =>
  IntegerAttr.get(builder.context.i32, value);
const constantI32 = (builder: Builder, value: number): Value =>
  builder.constant(i32(builder, value), builder.context.i32);
/** Any queue of the device may run it. */
const affinityAny = (builder: Builder): Value =>
  builder.constant(IntegerAttr.i64(builder.context, -1), builder.context.i64);
const allocation = (builder: Builder, type: number, usage: number) =>
  [
    ['memory_types', i32(builder, type)],
    ['buffer_usage', i32(builder, usage)],
  ] as const;
const nullFence = (builder: Builder): Value =>
  builder.createValue('util.null', { resultTypes: [halType(builder.context, 'fence')] });
const waitFence = (op: Operation, builder: Builder): Value =>
  operandsNamed(op, 'await_timepoint')[0] ?? nullFence(builder);

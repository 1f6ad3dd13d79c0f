/**
 * The native `hal` module: what compiled programs of bytecode 15.0 (hal version 0) import, over the
 * HAL's objects.
 */
import { BufferUsage, findImport, halModule, halRefTypes } from '@iree-workbench/format';
import { Allocator } from '../../hal/allocator.ts';
import { allBitsSet } from '../../hal/bitfield.ts';
import { HalBuffer, wholeBuffer } from '../../hal/buffer.ts';
import { BufferView } from '../../hal/buffer-view.ts';
import { Channel } from '../../hal/channel.ts';
import { CommandBuffer } from '../../hal/command-buffer.ts';
import { HalDevice } from '../../hal/device.ts';
import { Executable } from '../../hal/executable.ts';
import { Fence, semaphoresOf } from '../../hal/fence.ts';
import { DescriptorSetLayout, PipelineLayout } from '../../hal/layouts.ts';
import type { Semaphore, Timepoint } from '../../hal/semaphore.ts';
import { formatBufferView } from '../../tooling/buffer-view-text.ts';
import { VmBuffer } from '../../vm/buffer.ts';
import type { NativeArguments, NativeFunction, NativeModule } from '../../vm/native-module.ts';
import { StatusCode, StatusError, statusName } from '../../vm/status.ts';
import { assertBuffer, assertBufferView } from './diagnostics.ts';
import { awaitFences, type FenceWaits } from './fence-await.ts';

/** What surrounds the module. */
export interface HalModuleOptions {
  /** Receives the text of `hal.buffer_view.trace`. */
  readonly trace?: (text: string) => void;
  /** Told of every executable a program creates; they get ready in the background. */
  readonly onExecutable?: (executable: Executable) => void;
  /**
   * Told of fences a program went past before the device reached them, because everything the
   * program can see of the device is ordered after them anyway.
   */
  readonly onDeferredFence?: (fence: Fence) => void;
  /** Told of every semaphore that a program makes. */
  readonly onSemaphore?: (semaphore: Semaphore) => void;
  /** False of a timepoint that nothing will reach while the program waits for it; true if not known. */
  readonly mayReach?: (timepoint: Timepoint) => boolean;
}

/** Bindings of a descriptor set, and of a binding table, that one call may pass. */
const maxDescriptorBindings = 32;
const maxBindingTableEntries = 256;

/** Makes the module for one context. */
export function createHalModule(device: HalDevice, options: HalModuleOptions = {}): NativeModule {
  const executableCache = device.createExecutableCache('');
  const waits: FenceWaits = {
    onDeferred: options.onDeferredFence,
    mayReach: options.mayReach ?? (() => true),
  };

  const implementations: Record<string, NativeFunction['call']> = {
    'ex.shared_device': () => device,

    'allocator.allocate': (args) =>
      args
        .ref(0, Allocator)
        .allocateBuffer({ memoryType: args.u32(1), usage: args.u32(2) }, args.size(3)),
    'allocator.allocate.initialized': (args) => {
      const allocator = args.ref(0, Allocator);
      const contents = sourceRange(args, 3);
      return allocator.allocateBuffer(
        { memoryType: args.u32(1), usage: args.u32(2) },
        contents.byteLength,
        contents,
      );
    },
    'allocator.map.byte_buffer': (args) => {
      const allocator = args.ref(0, Allocator);
      const isTry = args.i32(1) !== 0;
      const usage = args.u32(3);
      const source = args.ref(4, VmBuffer);
      const contents = sourceRange(args, 4);
      const isImmutable = allBitsSet(usage, BufferUsage.SharingImmutable);
      if (source.access === 'constant' && !isImmutable) {
        throw new StatusError(
          'PERMISSION_DENIED',
          'source buffer is immutable and can only be mapped for constant usage',
        );
      }
      if (source.access === 'constant' && isImmutable) {
        return allocator.importConstant({ memoryType: args.u32(2), usage }, contents);
      }
      if (isTry) return null;
      throw new StatusError(
        'UNAVAILABLE',
        'mutable host memory cannot be mapped into the memory of this device',
      );
    },

    'buffer.assert': (args) => {
      const buffer = args.ref(0, HalBuffer);
      const message = args.ref(1, VmBuffer).toText();
      args.ref(2, Allocator);
      assertBuffer(buffer, message, args.size(3), args.u32(4), args.u32(5));
    },
    'buffer.subspan': (args) => args.ref(0, HalBuffer).subspan(args.size(1), length(args, 2)),
    'buffer.length': (args) => BigInt(args.ref(0, HalBuffer).byteLength),
    'buffer.load': async (args) => {
      const byteCount = args.i32(2);
      if (byteCount < 0 || byteCount > 4) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `load length byte count ${byteCount} exceeds max`,
        );
      }
      const bytes = await args.ref(0, HalBuffer).read(args.size(1), byteCount);
      return bytes.reduceRight((value, byte) => (value << 8) | byte, 0);
    },
    'buffer.store': (args) => {
      const value = args.i32(0);
      const target = args.ref(1, HalBuffer);
      const offset = args.size(2);
      const byteCount = args.i32(3);
      if (byteCount < 0 || byteCount > 4) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `store length byte count ${byteCount} exceeds max`,
        );
      }
      const bytes = Uint8Array.from({ length: byteCount }, (_, index) => value >>> (index * 8));
      target.write(offset, bytes);
    },

    'buffer_view.create': (args) => {
      const buffer = args.ref(0, HalBuffer).subspan(args.size(1), length(args, 2));
      const shape = args.span(5).map((dim) => dim.size(0));
      return new BufferView(buffer, shape, args.u32(3), args.u32(4));
    },
    'buffer_view.assert': (args) => {
      const view = args.ref(0, BufferView);
      const message = args.ref(1, VmBuffer).toText();
      const shape = args.span(4).map((dim) => dim.size(0));
      assertBufferView(view, message, args.u32(2), args.u32(3), shape);
    },
    'buffer_view.buffer': (args) => args.ref(0, BufferView).buffer,
    'buffer_view.element_type': (args) => args.ref(0, BufferView).elementType | 0,
    'buffer_view.encoding_type': (args) => args.ref(0, BufferView).encodingType | 0,
    'buffer_view.rank': (args) => args.ref(0, BufferView).rank,
    'buffer_view.dim': (args) => BigInt(args.ref(0, BufferView).dim(args.i32(1))),
    'buffer_view.trace': async (args) => {
      const key = args.ref(0, VmBuffer).toText();
      const views = args.span(1).map((operand) => operand.ref(0, BufferView));
      const lines = await Promise.all(views.map((view) => formatBufferView(view)));
      options.trace?.([`=== ${key} ===`, ...lines, '', ''].join('\n'));
      return undefined;
    },

    'channel.create': (args) =>
      args.ref(0, HalDevice).createChannel(args.i64(1), {
        flags: args.u32(2),
        id: args.optionalRef(3, VmBuffer)?.bytes,
        group: args.optionalRef(4, VmBuffer)?.toText(),
        rank: args.i32(5),
        count: args.i32(6),
      }),
    'channel.rank_and_count': (args) => {
      const { rank, count } = args.ref(0, Channel).queryRankAndCount();
      return [rank, count];
    },

    'command_buffer.create': (args) => {
      const bindingCapacity = args.i32(3);
      if (bindingCapacity < 0 || bindingCapacity > maxBindingTableEntries) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `binding table capacity ${bindingCapacity} > ${maxBindingTableEntries}`,
        );
      }
      const commandBuffer = args
        .ref(0, HalDevice)
        .createCommandBuffer(args.u32(1), args.u32(2), -1n, bindingCapacity);
      commandBuffer.begin();
      return commandBuffer;
    },
    'command_buffer.finalize': (args) => args.ref(0, CommandBuffer).end(),
    'command_buffer.begin_debug_group': (args) => {
      args.ref(0, CommandBuffer).beginDebugGroup(args.ref(1, VmBuffer).toText());
    },
    'command_buffer.end_debug_group': (args) => args.ref(0, CommandBuffer).endDebugGroup(),
    'command_buffer.execution_barrier': (args) => {
      args.ref(0, CommandBuffer).executionBarrier(args.u32(1), args.u32(2), args.u32(3));
    },
    'command_buffer.fill_buffer': (args) => {
      const target = args.ref(1, HalBuffer);
      args
        .ref(0, CommandBuffer)
        .fillBuffer(target, args.size(2), length(args, 3), args.u32(4), args.i32(5));
    },
    'command_buffer.copy_buffer': (args) => {
      const source = args.ref(1, HalBuffer);
      const target = args.ref(3, HalBuffer);
      args
        .ref(0, CommandBuffer)
        .copyBuffer(source, args.size(2), target, args.size(4), args.size(5));
    },
    'command_buffer.collective': (args) => {
      const binding = (index: number) => ({
        buffer: args.optionalRef(index, HalBuffer),
        offset: args.size(index + 1),
        length: length(args, index + 2),
      });
      args
        .ref(0, CommandBuffer)
        .collective(
          args.ref(1, Channel),
          args.u32(2),
          args.u32(3),
          binding(4),
          binding(7),
          args.size(10),
        );
    },
    'command_buffer.push_constants': (args) => {
      const values = Uint32Array.from(args.span(3), (value) => value.u32(0));
      args
        .ref(0, CommandBuffer)
        .pushConstants(args.ref(1, PipelineLayout), args.u32(2) * 4, values);
    },
    'command_buffer.push_descriptor_set': (args) => {
      const bindings = args.span(3);
      checkCount('binding count', bindings.length, maxDescriptorBindings);
      args.ref(0, CommandBuffer).pushDescriptorSet(
        args.ref(1, PipelineLayout),
        args.i32(2),
        bindings.map((binding) => ({
          binding: binding.u32(0),
          bufferSlot: binding.u32(1),
          buffer: binding.optionalRef(2, HalBuffer),
          offset: binding.size(3),
          length: length(binding, 4),
        })),
      );
    },
    'command_buffer.dispatch': (args) => {
      const executable = args.ref(1, Executable);
      args
        .ref(0, CommandBuffer)
        .dispatch(executable, args.u32(2), args.u32(3), args.u32(4), args.u32(5));
    },
    'command_buffer.dispatch.indirect': (args) => {
      const executable = args.ref(1, Executable);
      args
        .ref(0, CommandBuffer)
        .dispatchIndirect(executable, args.u32(2), args.ref(3, HalBuffer), args.size(4));
    },
    'command_buffer.execute.commands': (args) => {
      const bindings = args.span(2);
      checkCount('binding table count', bindings.length, maxBindingTableEntries);
      args.ref(0, CommandBuffer).executeCommands(
        args.ref(1, CommandBuffer),
        bindings.map((binding) => ({
          buffer: binding.optionalRef(0, HalBuffer),
          offset: binding.size(1),
          length: length(binding, 2),
        })),
      );
    },

    'descriptor_set_layout.create': (args) => {
      const bindings = args.span(2);
      checkCount('binding count', bindings.length, maxDescriptorBindings);
      return args.ref(0, HalDevice).createDescriptorSetLayout(
        args.u32(1),
        bindings.map((binding) => ({
          binding: binding.u32(0),
          type: binding.u32(1),
          flags: binding.u32(2),
        })),
      );
    },
    'pipeline_layout.create': (args) =>
      args.ref(0, HalDevice).createPipelineLayout(
        args.i32(1),
        args.span(2).map((layout) => layout.ref(0, DescriptorSetLayout)),
      ),

    'device.allocator': (args) => args.ref(0, HalDevice).allocator,
    'device.query.i64': (args) => {
      const category = args.ref(1, VmBuffer).toText();
      const value = args.ref(0, HalDevice).queryI64(category, args.ref(2, VmBuffer).toText());
      return value === undefined ? [0, 0n] : [1, value];
    },
    'device.queue.alloca': (args) =>
      args
        .ref(0, HalDevice)
        .queueAlloca(
          args.i64(1),
          semaphoresOf(args.optionalRef(2, Fence)),
          semaphoresOf(args.optionalRef(3, Fence)),
          args.i32(4),
          { memoryType: args.u32(5), usage: args.u32(6) },
          args.size(7),
        ),
    'device.queue.dealloca': (args) => {
      const waits = semaphoresOf(args.optionalRef(2, Fence));
      const signals = semaphoresOf(args.optionalRef(3, Fence));
      args.ref(0, HalDevice).queueDealloca(args.i64(1), waits, signals, args.ref(4, HalBuffer));
    },
    'device.queue.execute': (args) => {
      const waits = semaphoresOf(args.optionalRef(2, Fence));
      const signals = semaphoresOf(args.optionalRef(3, Fence));
      const commandBuffers = args.span(4).map((entry) => entry.ref(0, CommandBuffer));
      args.ref(0, HalDevice).queueExecute(args.i64(1), waits, signals, commandBuffers);
    },
    'device.queue.flush': (args) => args.ref(0, HalDevice).queueFlush(args.i64(1)),

    'executable.create': (args) => {
      args.ref(0, HalDevice);
      const executable = executableCache.prepareExecutable({
        format: args.ref(1, VmBuffer).toText(),
        data: args.ref(2, VmBuffer).bytes,
        constants: specializationConstants(args.optionalRef(3, VmBuffer)),
        pipelineLayouts: args.span(4).map((layout) => layout.ref(0, PipelineLayout)),
        cachingMode: 0,
      });
      options.onExecutable?.(executable);
      return executable;
    },

    'fence.create': (args) => {
      const semaphore = args.ref(0, HalDevice).createSemaphore(0);
      options.onSemaphore?.(semaphore);
      return Fence.at(semaphore, 1);
    },
    'fence.join': (args) => Fence.join(args.span(0).map((fence) => fence.optionalRef(0, Fence))),
    'fence.query': (args) => {
      try {
        return args.ref(0, Fence).query() ? StatusCode.OK : StatusCode.DEFERRED;
      } catch (error) {
        if (error instanceof StatusError) return error.code;
        throw error;
      }
    },
    'fence.signal': (args) => args.ref(0, Fence).signal(),
    'fence.fail': (args) => {
      args.ref(0, Fence).fail(new StatusError(statusName(args.i32(1) & 0x1f)));
    },
    'fence.await': (args) => {
      const timeout = args.u32(0);
      const fences = args.span(1).map((fence) => fence.optionalRef(0, Fence));
      return awaitFences(fences, timeout, device, waits);
    },
  };

  const functions = Object.entries(implementations).map<NativeFunction>(([name, call]) => ({
    name,
    cconv: findImport(halModule, name)!.cconv,
    call,
  }));
  return { name: halModule.name, version: halModule.version, refTypes: halRefTypes, functions };
}

/** An i64 length, -1 for what is left of the buffer. */
function length(args: NativeArguments, index: number): number {
  return args.i64(index) === -1n ? wholeBuffer : args.size(index);
}

/** The range (buffer, offset, length) of host bytes a call names. */
function sourceRange(args: NativeArguments, index: number): Uint8Array {
  const source = args.ref(index, VmBuffer);
  const offset = args.size(index + 1);
  const requested = length(args, index + 2);
  const size = requested === wholeBuffer ? Math.max(0, source.length - offset) : requested;
  if (offset + size > source.length) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `byte range out of bounds (requested ${offset}-${offset + size - 1} of available ` +
        `${source.length})`,
    );
  }
  return source.bytes.subarray(offset, offset + size);
}

function specializationConstants(source: VmBuffer | null): Uint32Array {
  if (source === null) return new Uint32Array(0);
  if (source.length % 4 !== 0) {
    throw new StatusError(
      'INVALID_ARGUMENT',
      `constant buffer data must contain 4-byte elements but data length is ${source.length}`,
    );
  }
  return Uint32Array.from({ length: source.length / 4 }, (_, index) =>
    source.view.getUint32(index * 4, true),
  );
}

function checkCount(what: string, count: number, limit: number): void {
  if (count > limit) throw new StatusError('OUT_OF_RANGE', `${what} ${count} > ${limit}`);
}

/**
 * Encodes recorded commands as WebGPU commands, bridging what WebGPU does not allow: unaligned
 * ranges, copies within a buffer, two bindings of the same bytes.
 */
import type {
  BoundRange,
  BufferRange,
  Command,
  DispatchCommand,
  DispatchIndirectCommand,
} from '../../hal/commands.ts';
import { rangesOverlap } from '../../hal/commands.ts';
import type { DeviceCounters } from '../../hal/device.ts';
import { StatusError } from '../../vm/status.ts';
import { WebGpuStorage } from './allocator.ts';
import type { BufferPool, PooledBuffer } from './buffer-pool.ts';
import type { Builtins, BuiltinTarget } from './builtins.ts';
import { alignDown, alignUp, constantsGroup } from './constants.ts';
import type { ConstantsArena } from './constants-arena.ts';
import { WebGpuExecutable } from './executable.ts';
import type { Submitter } from './submitter.ts';

/** What stands behind a binding of a dispatch once aliases and alignment are dealt with. */
interface PreparedBinding {
  readonly range: BoundRange;
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly size: number;
  /** A copy of the range, when the range itself cannot be bound. */
  readonly scratch: PooledBuffer | undefined;
}

/** Encodes commands for one device. */
export class CommandEncoder {
  readonly #device: GPUDevice;
  readonly #pool: BufferPool;
  readonly #submitter: Submitter;
  readonly #constants: ConstantsArena;
  readonly #builtins: Builtins;
  readonly #counters: DeviceCounters;

  constructor(
    device: GPUDevice,
    pool: BufferPool,
    submitter: Submitter,
    constants: ConstantsArena,
    builtins: Builtins,
    counters: DeviceCounters,
  ) {
    this.#device = device;
    this.#pool = pool;
    this.#submitter = submitter;
    this.#constants = constants;
    this.#builtins = builtins;
    this.#counters = counters;
  }

  /** Encodes one command into the submission that is being collected. */
  encode(command: Command): void {
    switch (command.kind) {
      case 'dispatch':
      case 'dispatch-indirect':
        this.#dispatch(command);
        return;
      case 'fill':
        this.#fill(command.target, command.pattern);
        return;
      case 'copy':
        this.#copy(command.source, command.target);
        return;
      case 'update':
        this.update(storageOf(command.target), command.target.storageOffset, command.bytes);
        return;
      case 'signal-event':
        command.event.signaled = true;
        return;
      case 'reset-event':
        command.event.signaled = false;
        return;
      case 'wait-event':
        if (!command.event.signaled) {
          throw new StatusError(
            'FAILED_PRECONDITION',
            'commands wait for an event that nothing before them signals',
          );
        }
        return;
      case 'begin-debug-group':
        this.#submitter.commandEncoder().pushDebugGroup(command.label);
        return;
      case 'end-debug-group':
        this.#submitter.commandEncoder().popDebugGroup();
        return;
      case 'barrier':
        // WebGPU orders every dispatch and copy against those before it.
        return;
    }
  }

  /** Copies host bytes to any place of a buffer, in the order of the commands. */
  update(storage: WebGpuStorage, offset: number, bytes: Uint8Array): void {
    this.#submitter.touch(storage);
    const source = this.#pool.acquire(bytes.byteLength, bytes);
    this.#copyBytes(source, 0, storage, offset, bytes.byteLength);
    this.#pool.release(source);
  }

  #fill(range: BufferRange, pattern: number): void {
    ++this.#counters.fills;
    const storage = storageOf(range);
    this.#submitter.touch(storage);
    const { storageOffset: begin } = range;
    const end = paddedEnd(storage, begin + range.length);
    if (pattern === 0 && begin % 4 === 0 && end % 4 === 0) {
      this.#submitter.commandEncoder().clearBuffer(storage.gpuBuffer, begin, end - begin);
      return;
    }
    const target = this.#builtinTarget(storage, begin, range.length);
    this.#builtins.fill(this.#submitter.computePass(), target, pattern);
  }

  #copy(source: BufferRange, target: BufferRange): void {
    ++this.#counters.copies;
    const from = storageOf(source);
    const to = storageOf(target);
    this.#submitter.touch(from);
    this.#submitter.touch(to);
    if (from !== to) {
      const pooled = { gpuBuffer: from.gpuBuffer, capacity: from.capacity };
      this.#copyBytes(pooled, source.storageOffset, to, target.storageOffset, source.length);
      return;
    }
    // WebGPU does not copy within a buffer.
    const scratch = this.#copyOut(source);
    this.#copyBytes(scratch, source.storageOffset % 4, to, target.storageOffset, source.length);
    this.#pool.release(scratch);
  }

  /** Copies between different buffers: by a copy command, or by a shader if words do not line up. */
  #copyBytes(
    source: PooledBuffer,
    sourceOffset: number,
    target: WebGpuStorage,
    targetOffset: number,
    length: number,
  ): void {
    const size = paddedEnd(target, targetOffset + length) - targetOffset;
    const fits = sourceOffset + size <= source.capacity;
    if (sourceOffset % 4 === 0 && targetOffset % 4 === 0 && size % 4 === 0 && fits) {
      const encoder = this.#submitter.commandEncoder();
      encoder.copyBufferToBuffer(
        source.gpuBuffer,
        sourceOffset,
        target.gpuBuffer,
        targetOffset,
        size,
      );
      return;
    }
    const bound = this.#builtinTarget(target, targetOffset, length);
    this.#builtins.copy(this.#submitter.computePass(), bound, source.gpuBuffer, sourceOffset);
  }

  /** Copies the words a range touches to a scratch buffer; the range begins at its offset mod 4. */
  #copyOut(range: BufferRange): PooledBuffer {
    const begin = alignDown(range.storageOffset, 4);
    const size = alignUp(range.storageOffset + range.length, 4) - begin;
    const scratch = this.#pool.acquire(size);
    const encoder = this.#submitter.commandEncoder();
    encoder.copyBufferToBuffer(storageOf(range).gpuBuffer, begin, scratch.gpuBuffer, 0, size);
    return scratch;
  }

  #builtinTarget(storage: WebGpuStorage, begin: number, length: number): BuiltinTarget {
    const offset = alignDown(begin, this.#device.limits.minStorageBufferOffsetAlignment);
    const end = alignUp(begin + length, 4);
    const size = end - offset;
    this.#validateBindingSize(size);
    const first = begin - offset;
    return { buffer: storage.gpuBuffer, offset, size, first, last: first + length };
  }

  #dispatch(command: DispatchCommand | DispatchIndirectCommand): void {
    ++this.#counters.dispatches;
    const { executable, entryPoint, constants } = command;
    if (!(executable instanceof WebGpuExecutable)) {
      throw new StatusError('INVALID_ARGUMENT', 'executable belongs to another device');
    }
    if (command.kind === 'dispatch') this.#validateGrid(command.workgroupCount);
    const bindings = this.#prepareBindings(command);
    const indirect = command.kind === 'dispatch-indirect' ? this.#workgroups(command) : undefined;
    const { pipeline, setLayouts } = executable.entryPoint(entryPoint);
    const slot = constants.length > 0 ? this.#constants.allocate(constants) : undefined;
    const pass = this.#submitter.computePass();
    pass.setPipeline(pipeline);
    setLayouts.forEach((layout, set) => {
      const entries = bindings
        .filter(({ range }) => range.set === set)
        .map(({ range, buffer, offset, size }) => ({
          binding: range.binding,
          resource: { buffer, offset, size },
        }));
      pass.setBindGroup(set, this.#device.createBindGroup({ layout, entries }));
    });
    if (slot) pass.setBindGroup(constantsGroup, slot.bindGroup, [slot.dynamicOffset]);
    if (command.kind === 'dispatch') {
      pass.dispatchWorkgroups(...command.workgroupCount);
    } else if (indirect) {
      pass.dispatchWorkgroupsIndirect(indirect.gpuBuffer, 0);
      this.#pool.release(indirect);
    }
    for (const binding of bindings) this.#finishBinding(binding);
  }

  /** A copy of the workgroup counts: the dispatch may also write to where they stand. */
  #workgroups({ workgroups }: DispatchIndirectCommand): PooledBuffer {
    this.#submitter.touch(storageOf(workgroups));
    return this.#copyOut(workgroups);
  }

  #prepareBindings(command: DispatchCommand | DispatchIndirectCommand): PreparedBinding[] {
    const alignment = this.#device.limits.minStorageBufferOffsetAlignment;
    const prepared: PreparedBinding[] = [];
    const direct: BoundRange[] = [];
    // Ranges that are written are bound as they are; those only read make way for them.
    const byAccess = [...command.bindings].sort((a, b) => Number(a.readOnly) - Number(b.readOnly));
    for (const range of byAccess) {
      const storage = storageOf(range);
      this.#submitter.touch(storage);
      this.#validateBindingSize(range.length);
      const alias = direct.find((other) => rangesOverlap(range, other));
      if (alias && !range.readOnly) throw aliasError(command, alias, range);
      if (alias || range.storageOffset % alignment !== 0) {
        prepared.push(this.#bindCopy(range));
        continue;
      }
      direct.push(range);
      const size = Math.min(bindingSize(range.length), storage.capacity - range.storageOffset);
      prepared.push(
        size > 0
          ? {
              range,
              buffer: storage.gpuBuffer,
              offset: range.storageOffset,
              size,
              scratch: undefined,
            }
          : this.#bindCopy(range),
      );
    }
    return prepared;
  }

  /** Binds a copy of a range that cannot be bound itself. */
  #bindCopy(range: BoundRange): PreparedBinding {
    const size = bindingSize(range.length);
    const scratch = this.#pool.acquire(size);
    const storage = storageOf(range);
    if (range.length > 0) {
      if (range.storageOffset % 4 === 0) {
        const end = alignUp(range.storageOffset + range.length, 4);
        this.#submitter
          .commandEncoder()
          .copyBufferToBuffer(
            storage.gpuBuffer,
            range.storageOffset,
            scratch.gpuBuffer,
            0,
            end - range.storageOffset,
          );
      } else {
        const target = {
          buffer: scratch.gpuBuffer,
          offset: 0,
          size: alignUp(range.length, 4),
          first: 0,
          last: range.length,
        };
        const words = this.#copyOut(range);
        const pass = this.#submitter.computePass();
        this.#builtins.copy(pass, target, words.gpuBuffer, range.storageOffset % 4);
        this.#pool.release(words);
      }
    }
    return { range, buffer: scratch.gpuBuffer, offset: 0, size, scratch };
  }

  /** Copies back what a dispatch wrote to a copy of its range. */
  #finishBinding({ range, scratch }: PreparedBinding): void {
    if (!scratch) return;
    if (!range.readOnly && range.length > 0) {
      this.#copyBytes(scratch, 0, storageOf(range), range.storageOffset, range.length);
    }
    this.#pool.release(scratch);
  }

  #validateGrid(workgroupCount: readonly number[]): void {
    const limit = this.#device.limits.maxComputeWorkgroupsPerDimension;
    if (workgroupCount.some((count) => count > limit)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `a grid of ${workgroupCount.join('x')} workgroups is too large; the GPU device allows ` +
          `${limit} a dimension`,
      );
    }
  }

  #validateBindingSize(size: number): void {
    const limit = this.#device.limits.maxStorageBufferBindingSize;
    if (size > limit) {
      throw new StatusError(
        'RESOURCE_EXHAUSTED',
        `cannot bind ${size} bytes; the GPU device allows bindings of up to ${limit} bytes`,
      );
    }
  }
}

function storageOf(range: BufferRange): WebGpuStorage {
  const { storage } = range.buffer;
  if (!(storage instanceof WebGpuStorage)) {
    throw new StatusError('INVALID_ARGUMENT', 'buffer belongs to another device');
  }
  return storage;
}

/** Extends a range that ends with its buffer over the padding, so that it ends at a word. */
function paddedEnd(storage: WebGpuStorage, end: number): number {
  return end === storage.byteLength ? alignUp(end, 4) : end;
}

/** Size of a binding: shaders may read whole vec4s. */
function bindingSize(length: number): number {
  return Math.max(16, alignUp(length, 16));
}

function aliasError(
  { executable, entryPoint }: DispatchCommand | DispatchIndirectCommand,
  a: BoundRange,
  b: BoundRange,
): StatusError {
  const name = ({ set, binding }: BoundRange) => `set ${set} binding ${binding}`;
  return new StatusError(
    'INVALID_ARGUMENT',
    `dispatch of ${executable.entryPointName(entryPoint)} writes to overlapping ranges through ` +
      `${name(a)} and ${name(b)}, which WebGPU does not allow`,
  );
}

/**
 * Command buffers: commands recorded and validated once, encoded by the driver at each submission.
 */
import {
  BufferUsage,
  CommandBufferMode,
  CommandCategory,
  MemoryAccess,
  MemoryType,
  unpackCollectiveOp,
} from '@iree-workbench/format';
import type { VmRef } from '../vm/native-module.ts';
import { StatusError } from '../vm/status.ts';
import {
  type BufferBinding,
  type DescriptorSetBinding,
  rangeOf,
  resolveSlots,
  validateBinding,
} from './bindings.ts';
import { allBitsSet, anyBitSet, formatBitfield } from './bitfield.ts';
import type { HalBuffer } from './buffer.ts';
import type { Channel } from './channel.ts';
import type {
  BindingSlot,
  BoundRange,
  Command,
  DispatchCommand,
  DispatchIndirectCommand,
  DispatchState,
  IndirectlyBoundCommand,
} from './commands.ts';
import type { HalEvent } from './event.ts';
import type { Executable } from './executable.ts';
import { isReadOnly, type PipelineLayout } from './layouts.ts';

type RecordingState = 'initial' | 'recording' | 'finalized';

/** A command buffer. */
export class CommandBuffer implements VmRef {
  static readonly vmTypeName = 'hal.command_buffer';
  readonly vmType = CommandBuffer.vmTypeName;
  readonly mode: number;
  readonly allowedCategories: number;
  readonly queueAffinity: bigint;
  readonly bindingCapacity: number;
  #state: RecordingState = 'initial';
  #commands: (Command | IndirectlyBoundCommand)[] = [];
  #debugGroupDepth = 0;
  #submissions = 0;
  #constants = new Uint32Array(0);
  readonly #sets: DescriptorSetBinding[][] = [];
  readonly #executables = new Set<Executable>();

  constructor(
    mode: number,
    allowedCategories: number,
    queueAffinity: bigint,
    bindingCapacity: number,
  ) {
    if (allBitsSet(mode, CommandBufferMode.AllowInlineExecution)) {
      if (!allBitsSet(mode, CommandBufferMode.OneShot)) {
        throw new StatusError('INVALID_ARGUMENT', 'inline command buffers must be one-shot');
      }
      if (allBitsSet(mode, CommandBufferMode.Nested)) {
        throw new StatusError('INVALID_ARGUMENT', 'inline command buffers cannot be nested');
      }
    }
    if (bindingCapacity > 0 && !allBitsSet(mode, CommandBufferMode.Nested)) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'command buffer bindings are only supported for nested command buffers (today)',
      );
    }
    this.mode = mode;
    this.allowedCategories = allowedCategories;
    this.queueAffinity = queueAffinity;
    this.bindingCapacity = bindingCapacity;
  }

  /** Begins recording; what was recorded before is dropped. */
  begin(): void {
    if (this.#state === 'recording') {
      throw new StatusError(
        'FAILED_PRECONDITION',
        'command buffer is already in a recording state',
      );
    }
    this.#state = 'recording';
    this.#commands = [];
    this.#debugGroupDepth = 0;
    this.#constants = new Uint32Array(0);
    this.#sets.length = 0;
    this.#executables.clear();
    this.#submissions = 0;
  }

  /** Ends recording; the command buffer may be submitted. */
  end(): void {
    if (this.#debugGroupDepth !== 0) {
      throw new StatusError(
        'FAILED_PRECONDITION',
        `unbalanced debug group depth (expected 0, is ${this.#debugGroupDepth})`,
      );
    }
    this.#validateRecording();
    this.#state = 'finalized';
  }

  /** Executables the commands use. */
  get executables(): ReadonlySet<Executable> {
    return this.#executables;
  }

  /** The commands of a finalized primary command buffer, for one submission. */
  takeForSubmission(): readonly Command[] {
    if (allBitsSet(this.mode, CommandBufferMode.Nested)) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'nested command buffers cannot be submitted to a queue directly',
      );
    }
    if (this.#state !== 'finalized') {
      throw new StatusError('FAILED_PRECONDITION', 'command buffer has not been finalized');
    }
    if (this.#submissions > 0 && allBitsSet(this.mode, CommandBufferMode.OneShot)) {
      throw new StatusError(
        'FAILED_PRECONDITION',
        'one-shot command buffers can only be submitted once',
      );
    }
    ++this.#submissions;
    return this.#commands as readonly Command[];
  }

  /** Opens a group of commands that tools show under a label. */
  beginDebugGroup(label: string): void {
    this.#validateRecording();
    ++this.#debugGroupDepth;
    this.#commands.push({ kind: 'begin-debug-group', label });
  }

  /** Closes the innermost group. */
  endDebugGroup(): void {
    this.#validateRecording();
    --this.#debugGroupDepth;
    if (this.#debugGroupDepth >= 0) this.#commands.push({ kind: 'end-debug-group' });
  }

  /** Orders the commands before against the commands after. */
  executionBarrier(_sourceStageMask: number, _targetStageMask: number, flags: number): void {
    this.#validateRecording();
    if (flags !== 0) {
      throw new StatusError('UNIMPLEMENTED', 'non-zero barrier flag not yet supported');
    }
    this.#commands.push({ kind: 'barrier' });
  }

  /** Signals an event once the commands before have run. */
  signalEvent(event: HalEvent, _sourceStageMask: number): void {
    this.#validateCategories(CommandCategory.Dispatch);
    this.#commands.push({ kind: 'signal-event', event });
  }

  /** Resets an event once the commands before have run. */
  resetEvent(event: HalEvent, _sourceStageMask: number): void {
    this.#validateCategories(CommandCategory.Dispatch);
    this.#commands.push({ kind: 'reset-event', event });
  }

  /** Makes the commands after wait for events. */
  waitEvents(events: readonly HalEvent[], _sourceStageMask: number, _targetStageMask: number) {
    this.#validateCategories(CommandCategory.Dispatch);
    for (const event of events) this.#commands.push({ kind: 'wait-event', event });
    this.#commands.push({ kind: 'barrier' });
  }

  /** Tells the device that a buffer's contents are no longer needed. */
  discardBuffer(buffer: HalBuffer): void {
    this.#validateCategories(CommandCategory.Transfer);
    buffer.validateMemoryType(MemoryType.DeviceVisible);
  }

  /** Fills a range with a pattern of 1, 2 or 4 bytes (its low bytes). */
  fillBuffer(
    target: HalBuffer,
    targetOffset: number,
    length: number,
    pattern: number,
    patternLength: number,
  ): void {
    this.#validateCategories(CommandCategory.Transfer);
    const size = target.resolveLength(targetOffset, length);
    validateTransferTarget(target, targetOffset, size);
    if (patternLength !== 1 && patternLength !== 2 && patternLength !== 4) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `fill value length is not one of the supported values (pattern_length=${patternLength})`,
      );
    }
    if (targetOffset % patternLength !== 0 || size % patternLength !== 0) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'fill offset and/or length do not match the natural alignment of the fill value ' +
          `(target_offset=${targetOffset}, length=${size}, pattern_length=${patternLength})`,
      );
    }
    if (size === 0) return;
    const range = rangeOf(target, targetOffset, size);
    this.#commands.push({
      kind: 'fill',
      target: range,
      pattern: rotatePattern(repeatPattern(pattern, patternLength), range.storageOffset),
    });
  }

  /** Copies host bytes, taken now, into a range. */
  updateBuffer(
    source: Uint8Array,
    sourceOffset: number,
    target: HalBuffer,
    targetOffset: number,
    length: number,
  ): void {
    this.#validateCategories(CommandCategory.Transfer);
    validateTransferTarget(target, targetOffset, length);
    if (!(sourceOffset >= 0 && sourceOffset + length <= source.byteLength)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `update source range ${sourceOffset}+${length} exceeds ${source.byteLength} bytes`,
      );
    }
    if (length === 0) return;
    this.#commands.push({
      kind: 'update',
      bytes: source.slice(sourceOffset, sourceOffset + length),
      target: rangeOf(target, targetOffset, length),
    });
  }

  /** Copies a range; the two must not overlap. */
  copyBuffer(
    source: HalBuffer,
    sourceOffset: number,
    target: HalBuffer,
    targetOffset: number,
    length: number,
  ): void {
    this.#validateCategories(CommandCategory.Transfer);
    source.validateLive();
    source.validateAccess(MemoryAccess.Read);
    source.validateUsage(BufferUsage.TransferSource);
    source.validateRange(sourceOffset, length);
    target.validateLive();
    target.validateUsage(BufferUsage.TransferTarget);
    target.validateAccess(MemoryAccess.Write);
    target.validateRange(targetOffset, length);
    if (
      !anyBitSet(source.memoryType, MemoryType.DeviceVisible) &&
      !anyBitSet(target.memoryType, MemoryType.DeviceVisible)
    ) {
      throw new StatusError(
        'PERMISSION_DENIED',
        'at least one buffer must be device-visible for a copy; ' +
          `source_buffer=${formatBitfield(MemoryType, source.memoryType)}, ` +
          `target_buffer=${formatBitfield(MemoryType, target.memoryType)}`,
      );
    }
    if (source.overlaps(sourceOffset, length, target, targetOffset, length)) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'source and target ranges overlap within the same buffer',
      );
    }
    if (length === 0) return;
    this.#commands.push({
      kind: 'copy',
      source: rangeOf(source, sourceOffset, length),
      target: rangeOf(target, targetOffset, length),
    });
  }

  /** Collective operations: validated as upstream does, run by no device here. */
  collective(
    _channel: Channel,
    packedOp: number,
    _param: number,
    sendBinding: BufferBinding,
    recvBinding: BufferBinding,
    _elementCount: number,
  ): void {
    this.#validateCategories(CommandCategory.Dispatch);
    const op = unpackCollectiveOp(packedOp);
    if (!op) throw new StatusError('INVALID_ARGUMENT', 'unknown collective operation');
    if (op.kind !== 'Recv' && sendBinding.buffer === null) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'collective operation requires a send buffer binding',
      );
    }
    if (op.kind !== 'Send' && recvBinding.buffer === null) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        'collective operation requires a recv buffer binding',
      );
    }
    throw new StatusError('UNIMPLEMENTED', 'collectives not implemented');
  }

  /** Sets push constants from a byte offset on. */
  pushConstants(layout: PipelineLayout, offset: number, values: Uint32Array): void {
    if (values.length === 0) return;
    this.#validateCategories(CommandCategory.Dispatch);
    const first = offset / 4;
    if (!Number.isInteger(first) || first < 0) {
      throw new StatusError(
        'INVALID_ARGUMENT',
        `invalid alignment ${offset}, must be 4-byte aligned`,
      );
    }
    if (first + values.length > layout.pushConstants) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `push constants ${first}..${first + values.length - 1} exceed the ` +
          `${layout.pushConstants} of the pipeline layout`,
      );
    }
    if (first + values.length > this.#constants.length) {
      const grown = new Uint32Array(layout.pushConstants);
      grown.set(this.#constants);
      this.#constants = grown;
    }
    this.#constants.set(values, first);
  }

  /** Binds the buffers of a descriptor set for the dispatches that follow. */
  pushDescriptorSet(
    layout: PipelineLayout,
    set: number,
    bindings: readonly DescriptorSetBinding[],
  ): void {
    this.#validateCategories(CommandCategory.Dispatch);
    if (!(set >= 0 && set < layout.setLayouts.length)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `descriptor set ${set} exceeds the ${layout.setLayouts.length} of the pipeline layout`,
      );
    }
    const hasBindingTable = allBitsSet(this.mode, CommandBufferMode.Nested);
    bindings.forEach((binding, index) => {
      if (binding.buffer) {
        validateBinding(binding.buffer, binding.offset, binding.length);
      } else if (!hasBindingTable) {
        throw new StatusError(
          'INVALID_ARGUMENT',
          `bindings[${index}] is indirect but the command buffer does not support binding tables`,
        );
      } else if (!(binding.bufferSlot >= 0 && binding.bufferSlot < this.bindingCapacity)) {
        throw new StatusError(
          'OUT_OF_RANGE',
          `bindings[${index}] references binding table slot ${binding.bufferSlot} but table ` +
            `capacity is ${this.bindingCapacity}`,
        );
      }
    });
    this.#sets[set] = [...bindings];
  }

  /** Runs an entry point over a grid of workgroups. */
  dispatch(executable: Executable, entryPoint: number, x: number, y: number, z: number): void {
    this.#validateCategories(CommandCategory.Dispatch);
    const { state, slots } = this.#dispatchState(executable, entryPoint);
    const command: DispatchCommand = { kind: 'dispatch', ...state, workgroupCount: [x, y, z] };
    if (x === 0 || y === 0 || z === 0) return;
    this.#pushDispatch(command, slots);
  }

  /** Runs an entry point over a grid whose size stands in a buffer as three 32-bit counts. */
  dispatchIndirect(
    executable: Executable,
    entryPoint: number,
    workgroupsBuffer: HalBuffer,
    workgroupsOffset: number,
  ): void {
    this.#validateCategories(CommandCategory.Dispatch);
    workgroupsBuffer.validateLive();
    workgroupsBuffer.validateMemoryType(MemoryType.DeviceVisible);
    workgroupsBuffer.validateAccess(MemoryAccess.Read);
    workgroupsBuffer.validateUsage(BufferUsage.DispatchIndirectParams);
    workgroupsBuffer.validateRange(workgroupsOffset, 12);
    if ((workgroupsBuffer.byteOffset + workgroupsOffset) % 4 !== 0) {
      throw new StatusError('INVALID_ARGUMENT', 'workgroup counts must be 4-byte aligned');
    }
    const { state, slots } = this.#dispatchState(executable, entryPoint);
    const command: DispatchIndirectCommand = {
      kind: 'dispatch-indirect',
      ...state,
      workgroups: rangeOf(workgroupsBuffer, workgroupsOffset, 12),
    };
    this.#pushDispatch(command, slots);
  }

  /** Executes a finalized nested command buffer with a table for its indirect bindings. */
  executeCommands(commands: CommandBuffer, bindingTable: readonly BufferBinding[]): void {
    this.#validateRecording();
    if (allBitsSet(this.mode, CommandBufferMode.Nested)) {
      throw new StatusError(
        'FAILED_PRECONDITION',
        'command buffers can only be nested one level (nested cannot execute nested)',
      );
    }
    if (!allBitsSet(commands.mode, CommandBufferMode.Nested)) {
      throw new StatusError(
        'FAILED_PRECONDITION',
        'only nested command buffers can be executed as part of a primary command buffer',
      );
    }
    if (commands.#state !== 'finalized') {
      throw new StatusError('FAILED_PRECONDITION', 'command buffer has not been finalized');
    }
    // A nested command buffer is immutable once finalized, so its commands can be taken over now.
    for (const command of commands.#commands) {
      this.#commands.push(command.kind === 'bind' ? resolveSlots(command, bindingTable) : command);
    }
    for (const executable of commands.#executables) this.#executables.add(executable);
  }

  #pushDispatch(command: DispatchCommand | DispatchIndirectCommand, slots: BindingSlot[]): void {
    this.#executables.add(command.executable);
    this.#commands.push(slots.length === 0 ? command : { kind: 'bind', slots, command });
  }

  /** Takes a snapshot of constants and bindings as the entry point's layout wants them. */
  #dispatchState(
    executable: Executable,
    entryPoint: number,
  ): { state: DispatchState; slots: BindingSlot[] } {
    if (!(entryPoint >= 0 && entryPoint < executable.entryPointCount)) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `executable entry point ordinal ${entryPoint} out of range ` +
          `(has ${executable.entryPointCount})`,
      );
    }
    const layout = executable.pipelineLayouts[entryPoint]!;
    const constants = new Uint32Array(layout.pushConstants);
    constants.set(this.#constants.subarray(0, layout.pushConstants));
    const bindings: BoundRange[] = [];
    const slots: BindingSlot[] = [];
    layout.setLayouts.forEach((setLayout, set) => {
      for (const declared of setLayout.bindings) {
        const bound = this.#sets[set]?.find((candidate) => candidate.binding === declared.binding);
        if (!bound) {
          throw new StatusError(
            'FAILED_PRECONDITION',
            `dispatch of ${executable.entryPointName(entryPoint)} lacks a buffer for set ${set} ` +
              `binding ${declared.binding}`,
          );
        }
        const where = { set, binding: declared.binding, readOnly: isReadOnly(declared) };
        if (bound.buffer) {
          const length = bound.buffer.resolveLength(bound.offset, bound.length);
          bindings.push({ ...where, ...rangeOf(bound.buffer, bound.offset, length) });
        } else {
          const { offset, length } = bound;
          slots.push({ ...where, slot: bound.bufferSlot, offset, length });
        }
      }
    });
    return { state: { executable, entryPoint, constants, bindings }, slots };
  }

  #validateRecording(): void {
    if (this.#state !== 'recording') {
      throw new StatusError('FAILED_PRECONDITION', 'command buffer is not in a recording state');
    }
  }

  #validateCategories(required: number): void {
    this.#validateRecording();
    if (!allBitsSet(this.allowedCategories, required)) {
      throw new StatusError(
        'FAILED_PRECONDITION',
        `operation requires categories ${formatBitfield(CommandCategory, required)} but command ` +
          `buffer only supports ${formatBitfield(CommandCategory, this.allowedCategories)}`,
      );
    }
  }
}

function validateTransferTarget(target: HalBuffer, offset: number, length: number): void {
  target.validateLive();
  target.validateMemoryType(MemoryType.DeviceVisible);
  target.validateAccess(MemoryAccess.Write);
  target.validateUsage(BufferUsage.TransferTarget);
  target.validateRange(offset, length);
}

function repeatPattern(pattern: number, patternLength: 1 | 2 | 4): number {
  switch (patternLength) {
    case 1:
      return ((pattern & 0xff) * 0x01010101) >>> 0;
    case 2:
      return ((pattern & 0xffff) * 0x00010001) >>> 0;
    case 4:
      return pattern >>> 0;
  }
}

/** Turns a pattern that begins at an offset into the one that stands at multiples of four. */
function rotatePattern(pattern: number, offset: number): number {
  const bits = (offset % 4) * 8;
  return bits === 0 ? pattern : ((pattern << bits) | (pattern >>> (32 - bits))) >>> 0;
}

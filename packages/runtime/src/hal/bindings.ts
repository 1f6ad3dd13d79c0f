/**
 * What dispatches bind: descriptor sets with buffers or slots, and the tables that fill the slots.
 */
import { MemoryType } from '@iree-workbench/format';
import { StatusError } from '../vm/status.ts';
import { type HalBuffer, wholeBuffer } from './buffer.ts';
import type { BoundRange, BufferRange, Command, IndirectlyBoundCommand } from './commands.ts';

/** What a descriptor set binds: a buffer, or with `buffer: null` a slot of the binding table. */
export interface DescriptorSetBinding {
  readonly binding: number;
  readonly bufferSlot: number;
  readonly buffer: HalBuffer | null;
  readonly offset: number;
  /** Bytes, or {@link wholeBuffer}. */
  readonly length: number;
}

/** One entry of a binding table, or one side of a collective operation. */
export interface BufferBinding {
  readonly buffer: HalBuffer | null;
  readonly offset: number;
  readonly length: number;
}

/** Checks that a range of a buffer may be bound to a dispatch. */
export function validateBinding(buffer: HalBuffer, offset: number, length: number): void {
  buffer.validateLive();
  buffer.validateMemoryType(MemoryType.DeviceVisible);
  buffer.validateRange(offset, buffer.resolveLength(offset, length));
}

/** A range of a buffer as commands keep it. */
export function rangeOf(buffer: HalBuffer, offset: number, length: number): BufferRange {
  return { buffer, storageOffset: buffer.byteOffset + offset, length };
}

/** Fills the slots of a nested dispatch from the table it is executed with. */
export function resolveSlots(
  command: IndirectlyBoundCommand,
  bindingTable: readonly BufferBinding[],
): Command {
  const resolved = command.slots.map<BoundRange>((slot) => {
    const entry = bindingTable[slot.slot];
    if (!entry?.buffer) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `binding table slot ${slot.slot} is used but not provided ` +
          `(table has ${bindingTable.length})`,
      );
    }
    const available = entry.buffer.resolveLength(entry.offset, entry.length);
    const length = slot.length === wholeBuffer ? available - slot.offset : slot.length;
    if (slot.offset + length > available || length < 0) {
      throw new StatusError(
        'OUT_OF_RANGE',
        `binding table slot ${slot.slot} has ${available} bytes; range ${slot.offset}+${length} ` +
          'does not fit',
      );
    }
    const offset = entry.offset + slot.offset;
    validateBinding(entry.buffer, offset, length);
    const { set, binding, readOnly } = slot;
    return { set, binding, readOnly, ...rangeOf(entry.buffer, offset, length) };
  });
  const bindings = [...command.command.bindings, ...resolved].sort(
    (a, b) => a.set - b.set || a.binding - b.binding,
  );
  return { ...command.command, bindings };
}

/**
 * What a command buffer records: the commands, with every buffer range resolved and checked, that
 * drivers encode when work is submitted.
 */
import type { HalBuffer } from './buffer.ts';
import type { HalEvent } from './event.ts';
import type { Executable } from './executable.ts';

/** A range of a buffer's memory; the offset counts from the start of the allocation. */
export interface BufferRange {
  readonly buffer: HalBuffer;
  readonly storageOffset: number;
  readonly length: number;
}

/** A range bound to a dispatch. */
export interface BoundRange extends BufferRange {
  readonly set: number;
  readonly binding: number;
  /** True when the program says that it only reads it. */
  readonly readOnly: boolean;
}

/** What both kinds of dispatch have. */
export interface DispatchState {
  readonly executable: Executable;
  readonly entryPoint: number;
  /** Push constants, as many as the entry point's layout has. */
  readonly constants: Uint32Array;
  /** Sorted by set and binding. */
  readonly bindings: readonly BoundRange[];
}

export interface FillCommand {
  readonly kind: 'fill';
  readonly target: BufferRange;
  /** The pattern repeated to 32 bits, as it stands at offsets that are multiples of four. */
  readonly pattern: number;
}

export interface UpdateCommand {
  readonly kind: 'update';
  readonly bytes: Uint8Array;
  readonly target: BufferRange;
}

export interface CopyCommand {
  readonly kind: 'copy';
  readonly source: BufferRange;
  readonly target: BufferRange;
}

export interface DispatchCommand extends DispatchState {
  readonly kind: 'dispatch';
  readonly workgroupCount: readonly [number, number, number];
}

export interface DispatchIndirectCommand extends DispatchState {
  readonly kind: 'dispatch-indirect';
  /** Three 32-bit workgroup counts. */
  readonly workgroups: BufferRange;
}

export interface EventCommand {
  readonly kind: 'signal-event' | 'reset-event' | 'wait-event';
  readonly event: HalEvent;
}

export interface BarrierCommand {
  readonly kind: 'barrier';
}

export interface BeginDebugGroupCommand {
  readonly kind: 'begin-debug-group';
  readonly label: string;
}

export interface EndDebugGroupCommand {
  readonly kind: 'end-debug-group';
}

/** One command, ready to be encoded. */
export type Command =
  | BarrierCommand
  | BeginDebugGroupCommand
  | CopyCommand
  | DispatchCommand
  | DispatchIndirectCommand
  | EndDebugGroupCommand
  | EventCommand
  | FillCommand
  | UpdateCommand;

/** A reference to a slot of the binding table that a nested command buffer is executed with. */
export interface BindingSlot {
  readonly slot: number;
  readonly set: number;
  readonly binding: number;
  readonly readOnly: boolean;
  readonly offset: number;
  readonly length: number;
}

/** A dispatch of a nested command buffer; what it binds may wait for a binding table. */
export interface IndirectlyBoundCommand {
  readonly kind: 'bind';
  readonly slots: readonly BindingSlot[];
  readonly command: DispatchCommand | DispatchIndirectCommand;
}

/** True when two ranges share bytes. */
export function rangesOverlap(a: BufferRange, b: BufferRange): boolean {
  return (
    a.buffer.storage === b.buffer.storage &&
    a.storageOffset < b.storageOffset + b.length &&
    b.storageOffset < a.storageOffset + a.length
  );
}

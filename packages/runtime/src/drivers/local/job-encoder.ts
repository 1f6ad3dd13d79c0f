/**
 * Encodes commands as a job in the device's memory: the program, and the bindings, constants and
 * update data it points to.
 */
import type { BufferRange, Command, DispatchState } from '../../hal/commands.ts';
import { StatusError } from '../../vm/status.ts';
import { LocalStorage } from './allocator.ts';
import type { DeviceMemory } from './device-memory.ts';
import { LocalExecutable } from './executable.ts';
import { controlWords, JobOp } from './execute-job.ts';
import type { Job } from './thread-pool.ts';

const scratchAlignment = 64;

/** A job with the memory that belongs to it. */
export interface EncodedJob extends Job {
  /** Gives the job's memory back. */
  free(): void;
}

/** Address of a range in the device's memory. */
function addressOf(range: BufferRange): number {
  const { storage } = range.buffer;
  if (!(storage instanceof LocalStorage)) {
    throw new StatusError('INVALID_ARGUMENT', 'buffer belongs to another device');
  }
  return storage.address + range.storageOffset;
}

/** Encodes command buffers into one job; undefined when there is nothing to run. */
export function encodeJob(
  memory: DeviceMemory,
  commandBuffers: readonly (readonly Command[])[],
  threads: number,
): EncodedJob | undefined {
  const encoder = new JobEncoder();
  commandBuffers.forEach((commands, index) => {
    // Command buffers of one submission run one after another.
    if (index > 0) encoder.barrier();
    for (const command of commands) encoder.encode(command);
  });
  return encoder.finish(memory, threads);
}

/** Words and bytes of a job before it has an address. */
class JobEncoder {
  readonly #program: number[] = [];
  /** Positions in the program that hold offsets into the data, to become addresses. */
  readonly #relocations: number[] = [];
  readonly #data: number[] = [];
  readonly #updates: { readonly position: number; readonly bytes: Uint8Array }[] = [];
  #localMemory = 0;
  #hasWork = false;

  encode(command: Command): void {
    switch (command.kind) {
      case 'dispatch': {
        const [x, y, z] = command.workgroupCount;
        if (x * y * z > 0x7fffffff) {
          throw new StatusError('OUT_OF_RANGE', `a grid of ${x}x${y}x${z} workgroups is too large`);
        }
        this.#dispatch(JobOp.Dispatch, command);
        this.#program.push(x, y, z, 0);
        break;
      }
      case 'dispatch-indirect':
        this.#dispatch(JobOp.DispatchIndirect, command);
        this.#program.push(addressOf(command.workgroups), 0);
        break;
      case 'fill':
        this.#hasWork = true;
        this.#program.push(
          JobOp.Fill,
          addressOf(command.target),
          command.target.length,
          command.pattern,
          0,
        );
        break;
      case 'copy':
        this.#hasWork = true;
        this.#program.push(
          JobOp.Copy,
          addressOf(command.source),
          addressOf(command.target),
          command.target.length,
          0,
        );
        break;
      case 'update':
        this.#hasWork = true;
        this.#updates.push({ position: this.#program.length + 1, bytes: command.bytes });
        this.#program.push(JobOp.Copy, 0, addressOf(command.target), command.target.length, 0);
        break;
      case 'barrier':
        this.barrier();
        break;
      case 'signal-event':
        command.event.signaled = true;
        break;
      case 'reset-event':
        command.event.signaled = false;
        break;
      case 'wait-event':
        if (!command.event.signaled) {
          throw new StatusError(
            'FAILED_PRECONDITION',
            'commands wait for an event that nothing before them signals',
          );
        }
        this.barrier();
        break;
      case 'begin-debug-group':
      case 'end-debug-group':
        break;
    }
  }

  barrier(): void {
    this.#program.push(JobOp.Barrier);
  }

  #dispatch(op: number, state: DispatchState): void {
    const { executable, entryPoint, bindings, constants } = state;
    if (!(executable instanceof LocalExecutable)) {
      throw new StatusError('INVALID_ARGUMENT', 'executable belongs to another device');
    }
    this.#hasWork = true;
    this.#localMemory = Math.max(this.#localMemory, executable.localMemory(entryPoint));
    this.#program.push(op, executable.id, entryPoint);
    this.#relocations.push(this.#program.length, this.#program.length + 1);
    this.#program.push(this.#data.length, this.#data.length + bindings.length);
    for (const binding of bindings) this.#data.push(addressOf(binding));
    for (const constant of constants) this.#data.push(constant);
  }

  finish(memory: DeviceMemory, threads: number): EncodedJob | undefined {
    if (!this.#hasWork) return undefined;
    this.#program.push(JobOp.End);
    const dataStart = controlWords + this.#program.length;
    const updateStart = (dataStart + this.#data.length) * 4;
    const updateBytes = this.#updates.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    const scratchStart = align(updateStart + updateBytes);
    const scratchStride = align(this.#localMemory);
    const control = memory.allocate(scratchStart + scratchStride * threads);
    for (const position of this.#relocations) {
      this.#program[position] = control + (dataStart + this.#program[position]!) * 4;
    }
    let updateAddress = control + updateStart;
    for (const { position, bytes } of this.#updates) {
      memory.bytes(updateAddress, bytes.byteLength).set(bytes);
      this.#program[position] = updateAddress;
      updateAddress += bytes.byteLength;
    }
    const words = memory.words(control, dataStart + this.#data.length);
    words.fill(0, 0, controlWords);
    words.set(this.#program, controlWords);
    words.set(this.#data, dataStart);
    return {
      control,
      program: control + controlWords * 4,
      scratch: control + scratchStart,
      scratchStride,
      free: () => memory.free(control),
    };
  }
}

function align(bytes: number): number {
  return Math.ceil(bytes / scratchAlignment) * scratchAlignment;
}

/** Memory that the threads of a workgroup share, and where they wait for each other. */

import { Builder, DenseArrayAttr, DialectAttr, MemRefType, type Type } from '@iree-workbench/ir';
import type { Emitter } from './emitter.ts';
import { linearConstant } from './linear.ts';
import { type Storage, storageType } from './memory.ts';

/** Memory of `count` elements for the whole workgroup, made at the function's start. */
export function sharedMemory(emitter: Emitter, elementType: Type, count: number): Storage {
  const { context, location } = emitter;
  const memref = Builder.atStart(emitter.functionEntry, location).createValue('memref.alloc', {
    resultTypes: [
      MemRefType.get(
        [count],
        storageType(elementType),
        null,
        DialectAttr.get(context, 'gpu', 'address_space', ['workgroup']),
      ),
    ],
    attributes: [['operand_segment_sizes', DenseArrayAttr.i32(context, [0, 0])]],
  });
  return { memref, elementType, sizes: [linearConstant(count)], immutable: false };
}

/** Waits for all threads of the workgroup; all of them must come here. */
export function barrier(emitter: Emitter): void {
  emitter.create('gpu.barrier', { types: [] });
}

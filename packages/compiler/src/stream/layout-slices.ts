/**
 * Computes the offsets of packed slices (`iree-stream-layout-slices`).
 *
 * Slices of one size share a place when their lifetimes do not touch; places follow each other, each
 * aligned to what the devices ask of a binding's offset.
 */

import { Builder, type Operation, operandsNamed, type Value } from '@iree-workbench/ir';
import type { PassFunction } from '../report.ts';
import { callablesIn } from '../util/functions.ts';

/** Alignment in bytes that suits every device (WebGPU's `minStorageBufferOffsetAlignment`). */
export const OFFSET_ALIGNMENT = 256;

export const layoutSlices: PassFunction = (module) => {
  for (const callable of callablesIn(module))
    for (const pack of callable.collect('stream.resource.pack')) layout(pack);
};

interface Place {
  readonly size: Value;
  readonly intervals: (readonly [start: number, end: number])[];
  readonly slices: number[];
}

function layout(pack: Operation): void {
  const builder = Builder.before(pack);
  const sizes = operandsNamed(pack, 'dynamic_slice_sizes');
  const [base] = operandsNamed(pack, 'offset');
  const attr = pack.attr('lifetime_intervals');
  const bounds =
    attr?.kind === 'array'
      ? attr.elements.map((e) => (e.kind === 'integer' ? Number(e.value) : 0))
      : [];
  const places: Place[] = [];
  sizes.forEach((size, i) => {
    const interval = [bounds[2 * i] ?? 0, bounds[2 * i + 1] ?? 0] as const;
    const free = places.find(
      (place) =>
        sameSize(place.size, size) &&
        place.intervals.every(([start, end]) => interval[0] > end || interval[1] < start),
    );
    if (free) {
      free.intervals.push(interval);
      free.slices.push(i);
    } else places.push({ size, intervals: [interval], slices: [i] });
  });
  let offset: Value = base ?? builder.constantIndex(0);
  let known: number | null = base ? null : 0;
  for (const place of places) {
    for (const slice of place.slices) pack.result(slice + 1).replaceAllUsesWith(offset);
    const size = constantOf(place.size);
    if (known !== null && size !== null) {
      known = Math.ceil((known + size) / OFFSET_ALIGNMENT) * OFFSET_ALIGNMENT;
      offset = builder.constantIndex(known);
      continue;
    }
    known = null;
    const end = builder.createValue('arith.addi', {
      operands: [offset, place.size],
      resultTypes: [builder.context.indexType],
    });
    offset = builder.createValue('util.align', {
      operands: [end, builder.constantIndex(OFFSET_ALIGNMENT)],
      resultTypes: [builder.context.indexType],
    });
  }
  pack.result(0).replaceAllUsesWith(offset);
  pack.erase();
}

function constantOf(value: Value): number | null {
  const attr = value.definingOp?.is('arith.constant') ? value.definingOp.attr('value') : null;
  return attr?.kind === 'integer' ? Number(attr.value) : null;
}

function sameSize(a: Value, b: Value): boolean {
  if (a === b) return true;
  const size = constantOf(a);
  return size !== null && size === constantOf(b);
}

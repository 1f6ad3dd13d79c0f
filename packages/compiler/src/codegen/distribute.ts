/**
 * Distributes the stores of a dispatch over workgroups: loops over tiles, each of which stores its
 * slice of the tensor. What the slice is computed from stays as it is; the lowering to loops
 * evaluates only what the slice asks for.
 */

import {
  DenseArrayAttr,
  DYNAMIC,
  type Operation,
  RankedTensorType,
  type Value,
} from '@iree-workbench/ir';
import { Emitter } from './emitter.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import { LOWERING_CONFIG, loweringConfig } from './lowering-config.ts';
import { keptDims, mixedList } from './sizes.ts';
import { emitWorkgroupLoops } from './workgroups.ts';

/** Offsets, sizes and strides as an operation takes them: static lists and the dynamic values. */
interface SliceParts {
  readonly offsets: readonly Linear[];
  readonly sizes: readonly Linear[];
  readonly strides: readonly Linear[];
}

function sliceState(
  emitter: Emitter,
  parts: SliceParts,
  leading: readonly (readonly Value[])[],
): { operands: Value[]; attributes: [string, DenseArrayAttr][] } {
  const groups: Value[][] = leading.map((group) => [...group]);
  const attributes: [string, DenseArrayAttr][] = [];
  for (const name of ['offsets', 'sizes', 'strides'] as const) {
    const dynamic: Value[] = [];
    const statics = parts[name].map((part) => {
      const constant = constantOf(part);
      if (constant === null) dynamic.push(emitter.materialize(part));
      return constant ?? DYNAMIC;
    });
    groups.push(dynamic);
    attributes.push([`static_${name}`, DenseArrayAttr.i64(emitter.context, statics.map(BigInt))]);
  }
  attributes.push([
    'operand_segment_sizes',
    DenseArrayAttr.i32(
      emitter.context,
      groups.map((group) => group.length),
    ),
  ]);
  return { operands: groups.flat(), attributes };
}

/** Wraps a store in loops over its tiles; see `emitWorkgroupLoops` for `grid` and `always`. */
export function distributeStore(
  store: Operation,
  grid: readonly (number | null)[],
  always: boolean,
): void {
  const emitter = new Emitter(store);
  const value = store.operand(0);
  const type = value.type;
  if (type.kind !== 'tensor') return;
  const kept = keptDims(store, type);
  const storeOffsets = mixedList(store, 'offsets');
  const storeSizes = mixedList(store, 'sizes');
  const storeStrides = mixedList(store, 'strides');
  const sizes = kept.map((dim) => storeSizes[dim] as Linear);
  const config = loweringConfig(store, type.shape.length);
  if (!always && config.workgroup.every((size) => size === 0)) return;
  const target = store.operand(1);
  const targetDims = dynamicDimsOfTarget(store);
  const configAttr = store.attr(LOWERING_CONFIG);
  emitWorkgroupLoops(emitter, sizes, config.workgroup, grid, always, (offsets, extents) => {
    const sliceType = RankedTensorType.get(
      extents.map((size) => constantOf(size) ?? DYNAMIC),
      type.elementType,
    );
    const slice = sliceState(
      emitter,
      { offsets, sizes: extents, strides: offsets.map(() => linearConstant(1)) },
      [[value]],
    );
    const tile = emitter.create('tensor.extract_slice', {
      operands: slice.operands,
      types: [sliceType],
      attributes: slice.attributes,
    });
    const parts = sliceState(
      emitter,
      {
        offsets: storeOffsets.map((offset, dim) => {
          const position = kept.indexOf(dim);
          const at = position < 0 ? ZERO : (offsets[position] as Linear);
          return addLinear(offset, emitter.multiply(at, storeStrides[dim] as Linear));
        }),
        sizes: storeSizes.map((size, dim) => {
          const position = kept.indexOf(dim);
          return position < 0 ? size : (extents[position] as Linear);
        }),
        strides: storeStrides,
      },
      [[tile.result()], [target], targetDims],
    );
    emitter.create(store.name, {
      operands: parts.operands,
      types: [],
      attributes: [
        ...parts.attributes,
        ...(configAttr ? [[LOWERING_CONFIG, configAttr] as const] : []),
      ],
    });
  });
  store.erase();
}

/** The dynamic dimensions of the stored-to tensor that the operation names. */
function dynamicDimsOfTarget(store: Operation): Value[] {
  const segments = store.attr('operand_segment_sizes');
  const count = segments?.kind === 'dense_array' ? Number(segments.values[2] ?? 0n) : 0;
  return store.operands.slice(2, 2 + count);
}

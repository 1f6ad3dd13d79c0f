/**
 * Distributes the stores of a dispatch over workgroups: loops over tiles, each of which stores its
 * slice of the tensor. What the slice is computed from stays as it is; the lowering to loops
 * evaluates only what the slice asks for.
 */

import {
  DenseArrayAttr,
  DYNAMIC,
  IRMapping,
  type Operation,
  RankedTensorType,
  Region,
  type Value,
} from '@iree-workbench/ir';
import { Emitter } from './emitter.ts';
import { addLinear, constantOf, type Linear, linearConstant, ZERO } from './linear.ts';
import { LOWERING_CONFIG, loweringConfig } from './lowering-config.ts';
import { findScatter, type Scatter, updateSizes } from './scatter.ts';
import { keptDims, mixedList, TensorSizes } from './sizes.ts';
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
  const scatter = findScatter(value);
  if (scatter) {
    distributeScatter(store, scatter, grid, always);
    return;
  }
  const kept = keptDims(store, type);
  const storeSizes = mixedList(store, 'sizes');
  const sizes = kept.map((dim) => storeSizes[dim] as Linear);
  const config = loweringConfig(store, type.shape.length);
  if (!always && config.workgroup.every((size) => size === 0)) return;
  emitWorkgroupLoops(emitter, sizes, config.workgroup, grid, always, (offsets, extents) => {
    storeTile(emitter, store, extractTile(emitter, value, offsets, extents), offsets, extents);
  });
  store.erase();
}

/** Wraps the store of a scatter in loops over tiles of its updates, which go into slices of what is there. */
function distributeScatter(
  store: Operation,
  scatter: Scatter,
  grid: readonly (number | null)[],
  always: boolean,
): void {
  const emitter = new Emitter(store);
  const tensorSizes = new TensorSizes(emitter);
  const sizes = updateSizes(emitter, tensorSizes, scatter);
  const config = loweringConfig(store, sizes.length);
  if (!always && config.workgroup.every((size) => size === 0)) return;
  const { op, updates, indices, original, windowDims, moved } = scatter;
  emitWorkgroupLoops(emitter, sizes, config.workgroup, grid, always, (offsets, extents) => {
    const [first = ZERO, ...windowOffsets] = offsets;
    const [count = ZERO, ...windowSizes] = extents;
    const at = tensorSizes.of(original).map(() => ZERO);
    const around = tensorSizes.of(original);
    windowDims.forEach((dim, i) => {
      // An index moves the window: its tile is the whole of it.
      if (moved.includes(dim)) return;
      at[dim] = windowOffsets[i] as Linear;
      around[dim] = windowSizes[i] as Linear;
    });
    const isTable = indices.type.kind === 'tensor' && indices.type.shape.length > 1;
    const columns = linearConstant(moved.length);
    const operands = [
      extractTile(emitter, updates, offsets, extents),
      extractTile(emitter, indices, [first, ZERO], isTable ? [count, columns] : [count]),
      extractTile(emitter, original, at, around),
    ];
    const region = new Region();
    op.region().cloneInto(region, new IRMapping());
    const tile = emitter.create(op.name, {
      operands,
      types: [(operands[2] as Value).type],
      attributes: op.attributes.entries,
      regions: [region],
    });
    storeTile(emitter, store, tile.result(), at, around);
  });
  store.erase();
}

/** The slice of a tensor at offsets, of its rank. */
function extractTile(
  emitter: Emitter,
  value: Value,
  offsets: readonly Linear[],
  extents: readonly Linear[],
): Value {
  const { type } = value;
  if (type.kind !== 'tensor') return value;
  const sliceType = RankedTensorType.get(
    extents.map((size) => constantOf(size) ?? DYNAMIC),
    type.elementType,
  );
  const parts = {
    offsets: offsets.slice(0, extents.length),
    sizes: extents,
    strides: extents.map(() => linearConstant(1)),
  };
  const slice = sliceState(emitter, parts, [[value]]);
  return emitter
    .create('tensor.extract_slice', {
      operands: slice.operands,
      types: [sliceType],
      attributes: slice.attributes,
    })
    .result();
}

/** Stores a tile of a store's tensor. */
function storeTile(
  emitter: Emitter,
  store: Operation,
  tile: Value,
  offsets: readonly Linear[],
  extents: readonly Linear[],
): void {
  const kept = keptDims(store, store.operand(0).type);
  const strides = mixedList(store, 'strides');
  const configAttr = store.attr(LOWERING_CONFIG);
  const parts = sliceState(
    emitter,
    {
      offsets: mixedList(store, 'offsets').map((offset, dim) => {
        const position = kept.indexOf(dim);
        const at = position < 0 ? ZERO : (offsets[position] as Linear);
        return addLinear(offset, emitter.multiply(at, strides[dim] as Linear));
      }),
      sizes: mixedList(store, 'sizes').map((size, dim) => {
        const position = kept.indexOf(dim);
        return position < 0 ? size : (extents[position] as Linear);
      }),
      strides,
    },
    [[tile], [store.operand(1)], dynamicDimsOfTarget(store)],
  );
  emitter.create(store.name, {
    operands: parts.operands,
    types: [],
    attributes: [
      ...parts.attributes,
      ...(configAttr ? [[LOWERING_CONFIG, configAttr] as const] : []),
    ],
  });
}

/** The dynamic dimensions of the stored-to tensor that the operation names. */
function dynamicDimsOfTarget(store: Operation): Value[] {
  const segments = store.attr('operand_segment_sizes');
  const count = segments?.kind === 'dense_array' ? Number(segments.values[2] ?? 0n) : 0;
  return store.operands.slice(2, 2 + count);
}

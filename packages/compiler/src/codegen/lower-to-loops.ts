/**
 * Lowers the stores of a dispatch to loops over memory: bindings become flat memrefs, and the loops
 * over a stored tile evaluate its elements, in vectors and register tiles as the lowering
 * configuration says, and write each to its place.
 */

import { DialectAttr, type Operation, type Value } from '@iree-workbench/ir';
import { Emitter } from './emitter.ts';
import { Evaluator } from './evaluate.ts';
import {
  addLinear,
  constantOf,
  type Linear,
  linearConstant,
  linearKey,
  linearValue,
  scaleLinear,
  ZERO,
} from './linear.ts';
import { type LoweringConfig, loweringConfig } from './lowering-config.ts';
import { holdsWords, type Storage } from './memory.ts';
import { findPanel, panelFits, withPackedPanel } from './pack.ts';
import { lanesOf, type Point } from './points.ts';
import { checkInPlace, emitUpdates, findScatter, type Scatter, updateSizes } from './scatter.ts';
import { keptDims, mixedList } from './sizes.ts';
import { emitStagedContraction } from './staged-contraction.ts';
import type { CodegenTarget } from './target.ts';

/** Lowers every store of the function and erases what only they needed. */
export function lowerStoresToLoops(func: Operation, target: CodegenTarget): void {
  const bindings = new Map<Value, Storage>();
  for (const group of groupStores(func)) {
    const [first] = group;
    if (!first) continue;
    const emitter = new Emitter(group[group.length - 1] as Operation);
    const evaluator = new Evaluator(emitter, bindings, target);
    lowerGroup(evaluator, group);
    for (const store of group) store.erase();
  }
  eraseUnusedTensors(func);
}

/** Stores one after the other over the same sizes are computed together, for what they share. */
function groupStores(func: Operation): Operation[][] {
  const groups: { key: string; stores: Operation[] }[] = [];
  for (const store of func.collect('flow.dispatch.tensor.store')) {
    const kept = keptDims(store, store.operand(0).type);
    const sizes = mixedList(store, 'sizes');
    const scatter = findScatter(store.operand(0));
    const key = `${scatter?.op.id ?? ''}|${kept.map((dim) => linearKey(sizes[dim] as Linear)).join()}|${
      store.attr('lowering_config')?.id ?? ''
    }`;
    const last = groups[groups.length - 1];
    const previous = last?.stores[last.stores.length - 1];
    if (last?.key === key && previous && previous.next === store) last.stores.push(store);
    else groups.push({ key, stores: [store] });
  }
  return groups.map(({ stores }) => stores);
}

function lowerGroup(evaluator: Evaluator, group: readonly Operation[]): void {
  const [first] = group as [Operation];
  const scatter = findScatter(first.operand(0));
  if (scatter) {
    evaluator.emitter.at(scatter.op.location, () => lowerScatter(evaluator, first, scatter));
    return;
  }
  const kept = keptDims(first, first.operand(0).type);
  const storeSizes = mixedList(first, 'sizes');
  const sizes = kept.map((dim) => storeSizes[dim] as Linear);
  const config = loweringConfig(first, sizes.length);
  evaluator.emitter.at(first.location, () => {
    const body = (points: readonly Point[]): void => emitPoints(evaluator, group, points);
    if (evaluator.target.execution === 'threads')
      emitThreads(
        evaluator,
        first.operand(0),
        group.length === 1,
        sizes,
        config,
        (points) => {
          for (const store of group) evaluator.evaluate(store.operand(0), points);
        },
        body,
      );
    else emitTiles(evaluator, first.operand(0), sizes, config, body);
  });
}

/** Loops over the updates of a scatter, which are written where its result is stored. */
function lowerScatter(evaluator: Evaluator, store: Operation, scatter: Scatter): void {
  checkInPlace(store, scatter);
  const sizes = updateSizes(evaluator.emitter, evaluator.sizes, scatter);
  const config = loweringConfig(store, sizes.length);
  const storage = evaluator.memory.binding(store.operand(1));
  const body = (points: readonly Point[]): void =>
    emitUpdates(evaluator, scatter, storage, addressesOf(evaluator, store), points);
  if (evaluator.target.execution === 'threads')
    emitThreads(evaluator, scatter.updates, false, sizes, config, () => {}, body);
  else {
    const inOrder = sizes.map((_, dim) => dim);
    emitNest(evaluator, sizes, config, inOrder, body, null);
  }
}

/** Where a store writes the element at the indices. */
function addressesOf(
  { emitter, memory }: Evaluator,
  store: Operation,
): (indices: readonly Linear[]) => Linear {
  const storage = memory.binding(store.operand(1));
  const kept = keptDims(store, store.operand(0).type);
  const offsets = mixedList(store, 'offsets');
  const strides = mixedList(store, 'strides');
  return (indices) =>
    memory.address(
      storage,
      offsets.map((offset, dim) => {
        const position = kept.indexOf(dim);
        if (position < 0) return offset;
        const index = indices[position] ?? ZERO;
        return addLinear(offset, emitter.multiply(index, strides[dim] as Linear));
      }),
    );
}

/** Evaluates the stored values at the points, then writes them. */
function emitPoints(
  evaluator: Evaluator,
  group: readonly Operation[],
  points: readonly Point[],
): void {
  const values = group.map((store) => evaluator.evaluate(store.operand(0), points));
  group.forEach((store, i) => {
    evaluator.emitter.at(store.location, () =>
      emitWrites(evaluator, store, points, values[i] as Value[]),
    );
  });
}

function emitWrites(
  evaluator: Evaluator,
  store: Operation,
  points: readonly Point[],
  values: readonly Value[],
): void {
  const { emitter, memory } = evaluator;
  const storage = memory.binding(store.operand(1));
  const kept = keptDims(store, store.operand(0).type);
  const strides = mixedList(store, 'strides');
  const addresses = addressesOf(evaluator, store);
  const addressOf = (point: Point): Linear => addresses(point.indices);
  points.forEach((point, i) => {
    const value = values[i] as Value;
    if (point.lane < 0) {
      memory.store(storage, addressOf(point), value);
      return;
    }
    const dim = kept[point.lane] as number;
    const isDense =
      constantOf(strides[dim] as Linear) === 1 &&
      constantOf(memory.strides(storage)[dim] as Linear) === 1;
    // Vectors of narrow elements are not stored as such.
    if (isDense && holdsWords(store.operand(0).type))
      memory.store(storage, addressOf(point), emitter.broadcast(value, evaluator.width));
    else
      lanesOf(point, evaluator.width).forEach((lane, l) => {
        memory.store(storage, addressOf(lane), emitter.extract(value, l));
      });
  });
}

/** Sequential loops over register tiles, with the input of a contraction packed where it pays. */
function emitTiles(
  evaluator: Evaluator,
  stored: Value,
  sizes: readonly Linear[],
  config: LoweringConfig,
  body: (points: readonly Point[]) => void,
): void {
  const panel = findPanel(evaluator, stored, sizes, config);
  const inOrder = sizes.map((_, dim) => dim);
  const plain = (): void => emitNest(evaluator, sizes, config, inOrder, body, null);
  if (!panel) {
    plain();
    return;
  }
  const rows = panel.rows.reduce(
    (product: number, { size }) => product * (constantOf(size) ?? Number.NaN),
    1,
  );
  const count = (Number.isNaN(rows) ? panel.capacity : rows) * panel.columns;
  const elementType = panel.value.type.kind === 'tensor' ? panel.value.type.elementType : null;
  if (!elementType) return;
  const scratch: Storage = {
    memref: evaluator.memory.scratch(count, elementType),
    elementType,
    sizes: [linearConstant(count)],
    immutable: false,
  };
  const outer = [...panel.fixed, config.lane];
  const order = [...outer, ...inOrder.filter((dim) => !outer.includes(dim))];
  const packed = (): void =>
    emitNest(evaluator, sizes, config, order, body, (origin, emit) =>
      withPackedPanel(evaluator, panel, scratch, stored, origin, emit),
    );
  const fits = panelFits(evaluator, panel);
  if (!fits) {
    packed();
    return;
  }
  const run = (emit: () => void) => (): [] => {
    emit();
    return [];
  };
  evaluator.emitter.branch(fits, [], run(packed), run(plain));
}

/**
 * Loops over the dimensions in an order, with remainders in ever smaller steps. `atPanel` runs around
 * what is inside of a whole step along the lane.
 */
function emitNest(
  evaluator: Evaluator,
  sizes: readonly Linear[],
  config: LoweringConfig,
  order: readonly number[],
  body: (points: readonly Point[]) => void,
  atPanel: ((origin: readonly Linear[], emit: () => void) => void) | null,
): void {
  const { emitter, width } = evaluator;
  const origin: Linear[] = sizes.map(() => ZERO);
  const extents: number[] = sizes.map(() => 1);
  const nest = (position: number, vectors: boolean): void => {
    const dim = order[position];
    if (dim === undefined) {
      body(tilePoints(origin, extents, vectors ? config.lane : -1, width));
      return;
    }
    const size = sizes[dim] as Linear;
    const register = config.register[dim] ?? 1;
    const isLane = dim === config.lane;
    const steps = isLane
      ? [...new Set([Math.max(register, width), width, 1])]
      : [...new Set([register, 1])];
    let start: Linear = ZERO;
    for (const step of steps) {
      const end =
        step === 1
          ? size
          : emitter.multiply(emitter.quotient(size, linearConstant(step)), linearConstant(step));
      emitter.loop(start, end, step, [], (iv) => {
        origin[dim] = iv;
        extents[dim] = step;
        const inner = (): void => nest(position + 1, isLane ? step >= width : vectors);
        if (isLane && atPanel && step === register) atPanel(origin, inner);
        else inner();
        return [];
      });
      // What an outer loop's next step finds is the dimension's start.
      origin[dim] = ZERO;
      start = end;
    }
  };
  nest(0, false);
}

/** The points of a tile: vectors along the lane, single elements along everything else. */
function tilePoints(
  origin: readonly Linear[],
  extents: readonly number[],
  lane: number,
  width: number,
): Point[] {
  let points: Linear[][] = [[]];
  origin.forEach((start, dim) => {
    const step = dim === lane ? width : 1;
    const next: Linear[][] = [];
    for (const prefix of points)
      for (let at = 0; at < (extents[dim] as number); at += step)
        next.push([...prefix, addLinear(start, linearConstant(at))]);
    points = next;
  });
  return points.map((indices) => ({ indices, lane }));
}

/**
 * One element or vector a thread: the threads of a workgroup stride over the tile's elements; dimensions that
 * one thread runs through alone are loops inside.
 */
function emitThreads(
  evaluator: Evaluator,
  stored: Value,
  isAlone: boolean,
  sizes: readonly Linear[],
  config: LoweringConfig,
  evaluate: (points: readonly Point[]) => void,
  body: (points: readonly Point[]) => void,
): void {
  const { emitter, target } = evaluator;
  const thread = linearValue(threadId(emitter));
  if (
    isAlone &&
    config.reduction > 0 &&
    emitStagedContraction(evaluator, stored, sizes, config, thread, body)
  )
    return;
  if (config.cooperative) {
    emitCooperative(evaluator, sizes, config, thread, evaluate, body);
    return;
  }
  const shared = sizes.flatMap((_, dim) => (config.serial.includes(dim) ? [] : [dim]));
  const width = config.lane < 0 ? 1 : (config.register[config.lane] ?? 1);
  /** How many elements or vectors there are along each dimension. */
  const counts = sizes.map((size, dim) =>
    dim === config.lane ? emitter.quotient(size, linearConstant(width)) : size,
  );
  const total = shared.reduce(
    (product, dim) => emitter.multiply(product, counts[dim] as Linear),
    linearConstant(1),
  );
  emitter.loop(thread, total, target.workgroupThreads, [], (iv) => {
    const origin: Linear[] = sizes.map(() => ZERO);
    let left = iv;
    const significant = shared.filter((dim) => constantOf(counts[dim] as Linear) !== 1);
    for (let i = significant.length - 1; i >= 0; i--) {
      const dim = significant[i] as number;
      const count = counts[dim] as Linear;
      const number = i === 0 ? left : emitter.remainder(left, count);
      origin[dim] = dim === config.lane ? scaleLinear(number, width) : number;
      left = i === 0 ? left : emitter.quotient(left, count);
    }
    const nest = (position: number): void => {
      const dim = config.serial[position];
      if (dim === undefined) {
        evaluator.withWidth(width, () => body([{ indices: [...origin], lane: config.lane }]));
        return;
      }
      emitter.loop(ZERO, sizes[dim] as Linear, 1, [], (index) => {
        origin[dim] = index;
        nest(position + 1);
        return [];
      });
    };
    nest(0);
    return [];
  });
}

/**
 * One row a workgroup: its threads reduce the row together, then each writes its share of the row's
 * elements (or one of them writes the only element).
 */
function emitCooperative(
  evaluator: Evaluator,
  sizes: readonly Linear[],
  config: LoweringConfig,
  thread: Linear,
  evaluate: (points: readonly Point[]) => void,
  body: (points: readonly Point[]) => void,
): void {
  const { emitter, target } = evaluator;
  const origin: Linear[] = sizes.map(() => ZERO);
  const rows = sizes.flatMap((_, dim) => (config.serial.includes(dim) ? [] : [dim]));
  const writeRow = (): void => {
    const point = (): Point => ({ indices: [...origin], lane: -1 });
    evaluator.cooperation = { thread, depth: emitter.scope.depth };
    if (config.serial.length === 0) {
      // All threads must take part in the reduction; only then may one go its own way.
      evaluate([point()]);
      evaluator.cooperation = null;
      emitter.branch(
        emitter.compare('eq', thread, ZERO),
        [],
        () => {
          body([point()]);
          return [];
        },
        null,
      );
      return;
    }
    const total = config.serial.reduce(
      (product, dim) => emitter.multiply(product, sizes[dim] as Linear),
      linearConstant(1),
    );
    emitter.loop(thread, total, target.workgroupThreads, [], (iv) => {
      let left = iv;
      for (let i = config.serial.length - 1; i >= 0; i--) {
        const dim = config.serial[i] as number;
        const size = sizes[dim] as Linear;
        origin[dim] = i === 0 ? left : emitter.remainder(left, size);
        left = i === 0 ? left : emitter.quotient(left, size);
      }
      body([point()]);
      return [];
    });
    evaluator.cooperation = null;
  };
  const nest = (position: number): void => {
    const dim = rows[position];
    if (dim === undefined) {
      writeRow();
      return;
    }
    emitter.loop(ZERO, sizes[dim] as Linear, 1, [], (iv) => {
      origin[dim] = iv;
      nest(position + 1);
      return [];
    });
  };
  nest(0);
}

/** The thread's number in its workgroup, which is a row of threads. */
const threadId = (emitter: Emitter): Value =>
  emitter.value('gpu.thread_id', [], emitter.context.indexType, [
    ['dimension', DialectAttr.get(emitter.context, 'gpu', 'dim', ['x'])],
  ]);

/** Erases what computed the stored tensors, and the bindings as tensors. */
export function eraseUnusedTensors(func: Operation): void {
  const isTensorLike = (value: Value): boolean =>
    value.type.kind === 'tensor' ||
    (value.type.kind === 'dialect' && value.type.name === 'flow.dispatch.tensor');
  const candidates: Operation[] = [];
  func.walk((op) => {
    if (op.is('tensor.dim') || op.results.some(isTensorLike)) candidates.push(op);
  });
  for (const op of candidates.reverse()) if (!op.hasResultUses) op.erase();
}

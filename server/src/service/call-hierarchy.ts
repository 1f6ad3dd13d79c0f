/** Who calls whom: functions and the entry points of executables, by calls, dispatches and references. */
import type { Operation } from '@iree-workbench/ir';
import { callableAround, entryPointsOf, functionsOfEntryPoint, isCallable } from './callables.ts';
import {
  type Chunk,
  type MlirDocument,
  type PlacedChunk,
  shifted,
  type TextRange,
} from './document.ts';

export interface Callable {
  readonly name: string;
  /** The operation's name. */
  readonly detail: string;
  readonly range: TextRange;
  /** The name itself; by its start, the callable is asked for again. */
  readonly selection: TextRange;
}

/** A caller or a callee, and the places in the caller that name the callee. */
export interface Call {
  readonly callable: Callable;
  readonly places: readonly TextRange[];
}

/** The callables that an offset names. */
export function callablesAt(document: MlirDocument, at: number): readonly Callable[] {
  const placed = document.at(at);
  return operationsAt(placed, at).flatMap((op) => describe(placed, op) ?? []);
}

/** Who calls what is named at an offset. */
export function incomingCalls(document: MlirDocument, at: number): readonly Call[] {
  const placed = document.at(at);
  const { chunk } = placed;
  const callers = new Map<Operation, TextRange[]>();
  for (const callee of operationsAt(placed, at)) {
    for (const place of chunk.occurrences.of({ kind: 'symbol', op: callee })) {
      if (place.isDefinition) continue;
      const op = chunk.info.operationAt(place.start)?.op;
      const caller = op && callableAround(op);
      if (caller) listIn(callers, caller).push(place);
    }
    for (const entry of entryPointsOf(callee)) {
      const place = chunk.info.symbolRangeOf(entry);
      const places = listIn(callers, entry);
      // A reference to the function may stand there already.
      if (place && places.length === 0) places.push(place);
    }
  }
  return callsOf(placed, callers);
}

/** Whom what is named at an offset calls. */
export function outgoingCalls(document: MlirDocument, at: number): readonly Call[] {
  const placed = document.at(at);
  const { chunk } = placed;
  const callees = new Map<Operation, TextRange[]>();
  for (const caller of operationsAt(placed, at)) {
    for (const place of usesInside(chunk, caller)) {
      const { entity } = place;
      if (entity.kind !== 'symbol' || !isCallable(entity.op)) continue;
      const op = chunk.info.operationAt(place.start)?.op;
      if (op && callableAround(op) === caller) listIn(callees, entity.op).push(place);
    }
    for (const inner of functionsOfEntryPoint(caller)) {
      const place = chunk.info.symbolRangeOf(caller);
      const places = listIn(callees, inner);
      if (place && places.length === 0) places.push(place);
    }
  }
  return callsOf(placed, callees);
}

function operationsAt({ chunk, offset }: PlacedChunk, at: number): readonly Operation[] {
  return chunk.occurrences
    .at(at - offset)
    .flatMap(({ entity }) =>
      entity.kind === 'symbol' && isCallable(entity.op) ? [entity.op] : [],
    );
}

/** The uses of names in the text of an operation. */
function usesInside(chunk: Chunk, op: Operation) {
  const range = chunk.info.rangeOf(op);
  const unit = chunk.tree.unitOf(op);
  if (!range || !unit) return [];
  return chunk.occurrences
    .in(unit)
    .filter(
      ({ start, end, isDefinition }) => !isDefinition && range.start <= start && end <= range.end,
    );
}

function callsOf(placed: PlacedChunk, byCallable: ReadonlyMap<Operation, TextRange[]>): Call[] {
  return [...byCallable].flatMap(([op, places]) => {
    const callable = describe(placed, op);
    if (!callable) return [];
    return [{ callable, places: places.map((place) => shifted(place, placed.offset)) }];
  });
}

function describe({ chunk, offset }: PlacedChunk, op: Operation): Callable | null {
  const range = chunk.info.rangeOf(op);
  const selection = chunk.info.symbolRangeOf(op);
  if (!range || !selection) return null;
  return {
    name: op.symbolName ?? '',
    detail: op.name,
    range: shifted(range, offset),
    selection: shifted(selection, offset),
  };
}

function listIn<K>(map: Map<K, TextRange[]>, key: K): TextRange[] {
  let list = map.get(key);
  if (!list) map.set(key, (list = []));
  return list;
}

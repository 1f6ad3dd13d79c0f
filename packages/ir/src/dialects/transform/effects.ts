/**
 * What a transformation does to the handles that it is given, and to the payload: whether it only reads
 * them, or consumes them, after which nothing may use them. Its other effects follow from that.
 */

import { InterfaceKey, operandsNamed } from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation, OpOperand, Value } from '../../operation.ts';

export interface TransformInterface {
  /** Handles among the operands that nothing may use afterwards. */
  consumed(op: Operation): readonly Value[];
}
/** Operations that transform a payload or find something in it. */
export const TransformOp = new InterfaceKey<TransformInterface>('TransformOpInterface');

export type PayloadEffect = 'none' | 'read' | 'write';
type Entry = readonly [InterfaceKey<unknown>, unknown];

function memoryEffects(
  op: Operation,
  consumed: readonly Value[],
  payload: PayloadEffect,
): readonly MemoryEffect[] {
  const effects: MemoryEffect[] = [];
  for (const value of op.operands) {
    effects.push({ kind: 'read', value });
    if (consumed.includes(value)) effects.push({ kind: 'free', value });
  }
  for (const value of op.results) effects.push({ kind: 'alloc', value }, { kind: 'write', value });
  if (payload !== 'none') effects.push({ kind: 'read', value: null });
  if (payload === 'write') effects.push({ kind: 'write', value: null });
  return effects;
}

/** The interfaces of an operation whose consumed handles are computed. */
export const transforms = (
  consumed: (op: Operation) => readonly Value[],
  payload: PayloadEffect | ((op: Operation) => PayloadEffect),
): readonly Entry[] => [
  TransformOp.with({ consumed }),
  MemoryEffects.with((op) =>
    memoryEffects(op, consumed(op), typeof payload === 'function' ? payload(op) : payload),
  ),
];

/** Consumes all handles it is given, and changes the payload. */
export const FUNCTIONAL = transforms((op) => op.operands, 'write');
/** Finds something in the payload. */
export const NAVIGATION = transforms(() => [], 'read');
/** Changes the payload; the handles stay what they were. */
export const IN_PLACE = transforms(() => [], 'write');
/** Only handles come of it: the payload is left alone. */
export const HANDLES_ONLY = transforms(() => [], 'none');
/** Consumes the operands of a name, reads the others, and changes the payload. */
export const consuming = (...names: readonly string[]): readonly Entry[] =>
  transforms((op) => names.flatMap((name) => operandsNamed(op, name)), 'write');

/** Is a handle unusable after the operation? */
export const consumesHandle = (op: Operation, value: Value): boolean =>
  op.getInterface(TransformOp)?.consumed(op).includes(value) ?? false;

/** Might a use consume its handle? Of what says nothing of its effects, all is to be feared. */
export function isPotentialConsumer(use: OpOperand): boolean {
  const { owner } = use;
  if (owner.getInterface(TransformOp)) return consumesHandle(owner, use.value);
  return !owner.getInterface(MemoryEffects) && !owner.hasTrait('Pure');
}

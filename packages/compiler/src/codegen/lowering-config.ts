/**
 * The lowering configuration of a store: the tiles that the loops over the stored tensor are cut
 * into. It is an attribute, so that it shows in the IR, may be edited there, and the steps that
 * follow read nothing else.
 */

import {
  DenseArrayAttr,
  DictionaryAttr,
  IntegerAttr,
  type NamedAttribute,
  type Operation,
  UnitAttr,
} from '@iree-workbench/ir';

export const LOWERING_CONFIG = 'lowering_config';

export interface LoweringConfig {
  /** Tile of a workgroup along each dimension of the stored tensor; 0: the whole dimension. */
  readonly workgroup: readonly number[];
  /** Elements that one thread computes together along each dimension. */
  readonly register: readonly number[];
  /** The dimension along which vectors run, or -1. */
  readonly lane: number;
  /** Dimensions that one thread runs through alone, because what it reads is shared along them. */
  readonly serial: readonly number[];
  /** Tile of the reduction that the threads of a workgroup stage in shared memory; 0: none. */
  readonly reduction: number;
  /** All threads of a workgroup reduce one row of the stored tensor together. */
  readonly cooperative: boolean;
}

export function setLoweringConfig(op: Operation, config: LoweringConfig): void {
  const { context } = op;
  const entries: NamedAttribute[] = [
    ['workgroup', DenseArrayAttr.i64(context, config.workgroup)],
    ['register', DenseArrayAttr.i64(context, config.register)],
  ];
  if (config.lane >= 0) entries.push(['lane', IntegerAttr.i64(context, config.lane)]);
  if (config.serial.length > 0)
    entries.push(['serial', DenseArrayAttr.i64(context, config.serial)]);
  if (config.reduction > 0) entries.push(['reduction', IntegerAttr.i64(context, config.reduction)]);
  if (config.cooperative) entries.push(['cooperative', UnitAttr.get(context)]);
  op.setAttr(LOWERING_CONFIG, DictionaryAttr.get(context, entries));
}

/** The configuration of a store of the rank; absent parts are the simplest there is. */
export function loweringConfig(op: Operation, rank: number): LoweringConfig {
  const attr = op.attr(LOWERING_CONFIG);
  const list = (name: string): readonly number[] | null => {
    const value = attr?.kind === 'dictionary' ? attr.get(name) : undefined;
    return value?.kind === 'dense_array' ? value.numbers : null;
  };
  const ofRank = (name: string, fill: number): readonly number[] => {
    const numbers = list(name);
    return Array.from({ length: rank }, (_, i) => numbers?.[i] ?? fill);
  };
  const integer = (name: string): number | null => {
    const value = attr?.kind === 'dictionary' ? attr.get(name) : undefined;
    return value?.kind === 'integer' ? Number(value.value) : null;
  };
  return {
    workgroup: ofRank('workgroup', 0),
    register: ofRank('register', 1).map((size) => Math.max(1, size)),
    lane: integer('lane') ?? -1,
    serial: list('serial') ?? [],
    reduction: integer('reduction') ?? 0,
    cooperative: attr?.kind === 'dictionary' && attr.has('cooperative'),
  };
}

/**
 * What definitions are in an era. They say what they are in the seed's, and what is different in others; a
 * context is given them as any, so that nothing else has to ask.
 */

import {
  type AttrDefinition,
  type Dialect,
  defineOp,
  type OpDefinition,
  type TypeDefinition,
} from './dialect.ts';
import { type Changes, ERAS, type Era, type EraRange, isBefore, isIn } from './eras.ts';

/** A definition that has a range and changes. */
interface Ranged<Fields> extends EraRange {
  readonly changes?: Changes<Fields>;
}

/** The definition with the changes of an era; itself where there are none, null where it is not. */
function inEra<Fields, D extends Ranged<Fields>>(definition: D, era: Era): D | null {
  if (!isIn(definition, era)) return null;
  const changes = definition.changes?.filter((change) => isIn(change, era)) ?? [];
  return changes.length === 0 ? definition : Object.assign({}, definition, ...changes);
}

/** An operation's definition in an era; null if there is none. */
export function operationIn(definition: OpDefinition, era: Era): OpDefinition | null {
  const { name, spec } = definition;
  const changed = inEra({ name, ...spec }, era);
  if (!changed) return null;
  const isSame = !spec.changes?.some((change) => isIn(change, era));
  return isSame ? definition : defineOp(changed.name, changed, name);
}

const isRanged = ({ since, until, changes }: Ranged<unknown>): boolean =>
  since !== undefined || until !== undefined || changes !== undefined;

/** A dialect's definitions of types or attributes in an era. */
function definitionsIn<D extends TypeDefinition | AttrDefinition>(
  definitions: readonly D[] | undefined,
  era: Era,
): readonly D[] | undefined {
  if (!definitions?.some(isRanged)) return definitions;
  return definitions.flatMap((definition) => inEra<unknown, D>(definition, era) ?? []);
}

const known = new Map<Era, WeakMap<Dialect, Dialect | null>>(
  ERAS.map((era) => [era, new WeakMap()]),
);

/** A dialect as it is in an era, resolved once; null if it is not there. */
export function dialectIn(dialect: Dialect, era: Era): Dialect | null {
  const found = known.get(era)?.get(dialect);
  if (found !== undefined) return found;
  const resolved = resolveDialect(dialect, era);
  known.get(era)?.set(dialect, resolved);
  return resolved;
}

function resolveDialect(dialect: Dialect, era: Era): Dialect | null {
  if (!isIn(dialect, era)) return null;
  const { operations } = dialect;
  const types = definitionsIn(dialect.types, era);
  const attributes = definitionsIn(dialect.attributes, era);
  const hasOperations = operations.some(({ spec }) => isRanged(spec));
  if (!hasOperations && types === dialect.types && attributes === dialect.attributes)
    return dialect;
  return {
    ...dialect,
    operations: operations.flatMap((definition) => operationIn(definition, era) ?? []),
    ...(types && { types }),
    ...(attributes && { attributes }),
  };
}

/** What a name that an era does not have is in others. */
export interface OtherEra {
  /** What it is called in the era; null if it is not there. */
  readonly name: string | null;
  /** The first era that has the name; undefined if it is older than the era asked for. */
  readonly since?: Era;
  /** The first that has it no more, likewise. */
  readonly until?: Era;
}

const byName = new WeakMap<Dialect, ReadonlyMap<string, readonly OpDefinition[]>>();

/** A dialect's definitions by the names that they have in any era: an editor asks with each key. */
function definitionsNamed(dialect: Dialect, name: string): readonly OpDefinition[] {
  let definitions = byName.get(dialect);
  if (!definitions) {
    const made = new Map<string, OpDefinition[]>();
    for (const definition of dialect.operations) {
      const changed = definition.spec.changes?.flatMap((change) => change.name ?? []) ?? [];
      for (const each of new Set([definition.name, ...changed]))
        made.set(each, [...(made.get(each) ?? []), definition]);
    }
    definitions = made;
    byName.set(dialect, definitions);
  }
  return definitions.get(name) ?? [];
}

/** Looks for an operation that an era does not have by this name in the others. */
export function operationOfOtherEra(
  dialects: Iterable<Dialect>,
  name: string,
  era: Era,
): OtherEra | null {
  for (const dialect of dialects)
    for (const definition of definitionsNamed(dialect, name)) {
      const nameIn = (other: Era): string | null =>
        isIn(dialect, other) ? (operationIn(definition, other)?.name ?? null) : null;
      const named = ERAS.filter((other) => nameIn(other) === name);
      const [since] = named;
      if (since === undefined) continue;
      const now = nameIn(era);
      if (isBefore(era, since)) return { name: now, since };
      const until = ERAS.find((other) => isBefore(since, other) && !named.includes(other));
      return { name: now, ...(until && { until }) };
    }
  return null;
}

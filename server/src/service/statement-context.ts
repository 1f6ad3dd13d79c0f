/**
 * The statement that a place stands in while it is being typed: its beginning, the operation around it,
 * and the values that it may use. The text may be broken; what was parsed around it is enough.
 */
import {
  type Block,
  type Context,
  dominatorTree,
  type OpDefinition,
  type Operation,
  type Value,
  type ValuesBefore,
} from '@iree-workbench/ir';
import { structureOf } from './brackets.ts';
import type { Unit } from './chunk-tree.ts';
import type { Chunk } from './document.ts';
import { makeSegment } from './segment.ts';
import { referenceTo } from './value-text.ts';

export interface StatementContext {
  /** Where it begins, in the piece. */
  readonly at: number;
  /** From the statement's beginning to the place. */
  readonly prefix: string;
  /** What stands behind the place on its line. */
  readonly rest: string;
  /** The operation in whose region the statement stands; null at the top. */
  readonly around: Operation | null;
  /** The block that the statement stands in; null where none was parsed. */
  readonly block: Block | null;
  /** The last operation before the statement in the block; null for the first. */
  readonly before: Operation | null;
}

/** A statement has no more text before the place than this. */
const LONGEST = 1 << 14;
/** What can begin a statement: results, an operation's name, quoted or not, or a word that becomes one. */
const BEGINNING = /^[ \t]*(?:%[\w$.-]+(?::\d+)?[ \t]*(?:,|=)|[A-Za-z_][\w$.]*|"|$)/;

export function statementAt(chunk: Chunk, at: number): StatementContext {
  const { text, start } = textBefore(chunk, at);
  const lines = text.split('\n');
  // A line belongs to the one before while brackets are open.
  let first = lines.length - 1;
  for (; first > 0; first--) {
    const candidate = lines.slice(first).join('\n');
    const line = lines[first]!;
    if (makeSegment(candidate, 'rest').lowest === 0 && BEGINNING.test(line) && !goesOn(chunk, line))
      break;
  }
  const candidate = lines.slice(first).join('\n');
  // The region that the statement stands in may be opened on the same line.
  const opened = behindOpenRegion(candidate);
  const prefix = candidate.slice(opened);
  const statementStart = start + text.length - prefix.length;
  const behind = chunk.tree.slice(at, at + 2000);
  const rest = behind.slice(0, behind.search(/\n|$/));
  return { at: statementStart, prefix, rest, ...placeOf(chunk, statementStart) };
}

/** A word with something behind it, but no dialect in front. */
const BARE = /^[ \t]*([A-Za-z_]\w*)(?![\w.$])[ \t]*\S/;

/** Does a line begin with a word that is no operation's, as a form that goes on does: `outs(…)`? */
function goesOn({ module: { context } }: Chunk, line: string): boolean {
  const word = BARE.exec(line)?.[1];
  return word !== undefined && !bareNames(context).has(word);
}

const knownNames = new WeakMap<Context, ReadonlySet<string>>();

/** The operations that are written without their dialect in some region. */
function bareNames(context: Context): ReadonlySet<string> {
  const known = knownNames.get(context);
  if (known) return known;
  const all = [...context.dialects.values()];
  const usual = new Set(
    all.flatMap(({ operations }) => operations.map(({ hooks }) => hooks.defaultDialect)),
  );
  const names = new Set<string>();
  for (const { name, operations } of all)
    if (name === 'builtin' || usual.has(name))
      for (const operation of operations) names.add(operation.name.slice(name.length + 1));
  knownNames.set(context, names);
  return names;
}

/** The operation whose name a statement's beginning holds. */
export interface NamedOperation {
  readonly definition: OpDefinition;
  /** In the generic form, with its name in quotes. */
  readonly isGeneric: boolean;
  /** Offset in the beginning, behind the name. */
  readonly end: number;
}

const NAMED = /^\s*(?:(?:%[\w$.-]+(?::\d+)?\s*,?\s*)+=\s*)?(?:"([^"\n]+)"|([A-Za-z_][\w$.]*))/;

/** The operation that is written; null before its name, and if there is none of the name. */
export function operationNamedIn(
  context: Context,
  { prefix, around }: Pick<StatementContext, 'prefix' | 'around'>,
): NamedOperation | null {
  const [text, quoted, bare = ''] = NAMED.exec(prefix) ?? [];
  if (text === undefined) return null;
  const usual = around?.definition?.hooks.defaultDialect ?? 'builtin';
  const name = quoted ?? (bare.includes('.') ? bare : `${usual}.${bare}`);
  const { definition } = context.operationName(name);
  return definition && { definition, isGeneric: quoted !== undefined, end: text.length };
}

/** The text before a place, with the offset it begins at. */
function textBefore(chunk: Chunk, at: number): { text: string; start: number } {
  const start = Math.max(0, at - LONGEST);
  const text = chunk.tree.slice(start, at);
  if (start === 0) return { text, start };
  const line = text.indexOf('\n') + 1;
  return { text: text.slice(line), start: start + line };
}

/** Offset behind the brace of a region that nothing closes, 0 without one. */
function behindOpenRegion(text: string): number {
  const brace = structureOf(text).opened.findLast(({ open }) => open === '{');
  // Attributes have names; and who writes them is still in the statement.
  const isRegion = brace && /^\s*(?:%|"|[A-Za-z_]\w*\.\w|\n)/.test(text.slice(brace.at + 1));
  return isRegion ? brace.at + 1 : 0;
}

/** Where a statement that begins at an offset stands among what was parsed. */
function placeOf(chunk: Chunk, at: number): Pick<StatementContext, 'around' | 'block' | 'before'> {
  const unit = chunk.tree.unitAt(at);
  const local = at - unit.start;
  const last = lastEndedBefore(unit, local);
  const holder = holderOf(unit, local) ?? unit.body?.block.parentOp ?? null;
  for (let op = last; op; op = op.parentOp)
    if (op.parentOp === holder || (!holder && op.parentOp === chunk.module))
      return { around: op.parentOp, block: op.block, before: op };
  if (unit.frame && unit.body) {
    const { block } = unit.body;
    const [first] = unit.operations;
    return { around: block.parentOp, block, before: first?.previous ?? block.last };
  }
  const block = holder ? (holder.regions.findLast(({ entry }) => entry)?.entry ?? null) : null;
  return { around: holder, block, before: null };
}

/** The innermost operation with regions whose text holds an offset that is not its end. */
function holderOf(unit: Unit, local: number): Operation | null {
  for (const { op, start, end, name } of unit.info.operations)
    if (start <= local && name.end <= local && local < end && op.regions.length > 0) return op;
  return null;
}

/** The last operation whose text ends before an offset: of several that end together, the outermost. */
function lastEndedBefore(unit: Unit, local: number): Operation | null {
  const { operations } = unit.info;
  let low = 0;
  let high = operations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (operations[middle]!.end <= local) low = middle + 1;
    else high = middle;
  }
  return operations[low - 1]?.op ?? null;
}

/** A value as the text refers to it. */
export interface NamedValue {
  /** With its `%`, and `#1` behind the name of a group. */
  readonly name: string;
  readonly value: Value;
}

/** How many operations of a block are looked at for values, from the statement on back. */
const MOST_OPERATIONS = 1500;

/**
 * The values that a statement may use, from the nearest on; those without a name are left out, and so is
 * what is far from the statement in its block.
 */
export function* valuesBefore(
  chunk: Chunk,
  { block: from, before }: StatementContext,
): Iterable<NamedValue> {
  let block = from;
  let last = before;
  while (block) {
    let left = MOST_OPERATIONS;
    for (let op = last; op && left-- > 0; op = op.previous) yield* namesOf(chunk, op.results);
    yield* namesOf(chunk, block.arguments);
    const { region } = block;
    if (region && region.blocks.length > 1) {
      const tree = dominatorTree(region);
      const here = block;
      for (const other of [...region.blocks].reverse())
        if (other !== here && tree.dominates(other, here)) {
          for (let op = other.last; op && left-- > 0; op = op.previous)
            yield* namesOf(chunk, op.results);
          yield* namesOf(chunk, other.arguments);
        }
    }
    const around: Operation | null = block.parentOp;
    if (!around || around.operationName.isIsolatedFromAbove) return;
    block = around.block;
    last = around.previous;
  }
}

function* namesOf(chunk: Chunk, values: readonly Value[]): Iterable<NamedValue> {
  for (const value of values) {
    const name = referenceTo(chunk, value);
    if (name !== null) yield { name, value };
  }
}

/** The values before a statement, for the parser. */
export function parserValues(chunk: Chunk, context: StatementContext): ValuesBefore {
  const known = new Map<string, Value[]>();
  const values = valuesBefore(chunk, context)[Symbol.iterator]();
  let last = '';
  /** Looks on until the name is known, and all its results, which come one after the other. */
  const find = (wanted: string): Value[] | undefined => {
    while (!known.has(wanted) || last === wanted) {
      const next = values.next();
      if (next.done) break;
      const [base = '', number = '0'] = next.value.name.slice(1).split('#');
      const results = known.get(base) ?? [];
      results[Number(number)] = next.value.value;
      known.set(base, results);
      last = base;
    }
    return known.get(wanted);
  };
  const { body } = chunk.tree.unitAt(context.at);
  return {
    // A name that is not known may be one that does not parse yet.
    lookup: (name) => find(name) ?? body?.valuesOf(name) ?? 'poisoned',
    placeOf: (value) => value.location,
    names: () => [],
  };
}

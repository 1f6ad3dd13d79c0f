/** Large constants from where they are used into the resources at the end of the piece. */
import { type DenseElementsAttr, denseElementBytes, parseAttribute } from '@iree-workbench/ir';
import { structureOfUnit } from './brackets.ts';
import type { Unit } from './chunk-tree.ts';
import { type CodeAction, harmless, placedEdits, type Selection } from './code-action.ts';
import type { Chunk, TextRange } from './document.ts';
import type { TextEdit } from './segments.ts';

/** Constants of fewer bytes are as well where they are. */
const LARGE = 64;
const ALIGNMENT = 64;

export function outlineActions({ placed, start, end }: Selection): readonly CodeAction[] {
  const { chunk } = placed;
  const actions: CodeAction[] = [];
  const add = (title: string, find: () => readonly Constant[]): void => {
    actions.push({
      title,
      kind: 'refactor.extract',
      edits: () => {
        const constants = find();
        const edits = constants.length > 0 ? harmless(placed, outlined(chunk, constants)) : null;
        return edits && placedEdits(placed, edits);
      },
    });
  };
  const unit = chunk.tree.unitAt(start);
  const here = constantsIn(chunk, unit).filter((found) => found.start <= end && start <= found.end);
  if (here.length > 0) add('Outline the constant into a resource', () => here);
  if (here.length > 0 && allConstants(chunk).length > 1)
    add('Outline all large constants into resources', () => allConstants(chunk));
  return actions;
}

/** A constant of many elements as it stands in the piece. */
interface Constant extends TextRange {
  readonly value: DenseElementsAttr;
  /** As it is written. */
  readonly type: string;
}

const known = new WeakMap<Unit, readonly Constant[]>();

const allConstants = (chunk: Chunk): readonly Constant[] =>
  chunk.tree.units.flatMap((unit) => constantsIn(chunk, unit));

/** `dense<…> : type`, found by brackets. */
function constantsIn({ module: { context } }: Chunk, unit: Unit): readonly Constant[] {
  let found = known.get(unit);
  if (!found) {
    const { text } = unit;
    const { pairs, comments } = structureOfUnit(unit);
    found = pairs.flatMap((pair) => {
      const start = pair.start - 'dense'.length;
      if (
        pair.open !== '<' ||
        !/(?<![\w.$])dense$/.test(text.slice(Math.max(0, start - 1), pair.start))
      )
        return [];
      const type = /^\s*:\s*(?:tensor|vector)</.exec(text.slice(pair.end, pair.end + 100));
      const typePair = type && pairs.find((other) => other.start === pair.end + type[0].length - 1);
      if (!typePair || comments.some((comment) => comment.start < start && start < comment.end))
        return [];
      const { value } = parseAttribute(context, text.slice(start, typePair.end));
      if (value?.kind !== 'dense' || value.isSplat || !isOutlinable(value)) return [];
      const written = text.slice(pair.end, typePair.end).replace(/^\s*:\s*/, '');
      return [{ start, end: typePair.end, value, type: written }];
    });
    known.set(unit, found);
  }
  return found.map((constant) => ({
    ...constant,
    start: constant.start + unit.start,
    end: constant.end + unit.start,
  }));
}

/** Resources hold whole bytes, as the constant itself does for such elements. */
const isOutlinable = ({ type, data }: DenseElementsAttr): boolean =>
  data.length >= LARGE &&
  type.elementType.kind !== 'index' &&
  !(type.elementType.kind === 'integer' && type.elementType.width % 8 !== 0) &&
  data.length % denseElementBytes(type.elementType) === 0;

function outlined(chunk: Chunk, constants: readonly Constant[]): readonly TextEdit[] {
  const { text } = chunk;
  const edits: TextEdit[] = [];
  const entries: string[] = [];
  for (const { start, end, value, type } of constants) {
    const { key, entry } = resource(text, entries, value);
    entries.push(entry);
    edits.push({ start, end, text: `dense_resource<${key}> : ${type}` });
  }
  return [...edits, sectionEdit(text, entries)].sort((a, b) => a.start - b.start);
}

/** A key that nobody has, and what stands behind it: alignment and bytes. */
function resource(text: string, entries: readonly string[], { type, data }: DenseElementsAttr) {
  const stem = `constant_${type.shape.join('x') || 'scalar'}`;
  const isTaken = (key: string): boolean =>
    text.includes(key) || entries.some((entry) => entry.startsWith(`${key}:`));
  let key = stem;
  for (let i = 0; isTaken(key); i++) key = `${stem}_${i}`;
  const head = new Uint8Array([ALIGNMENT, 0, 0, 0]);
  const hex = [...head, ...data].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  return { key, entry: `${key}: "0x${hex.join('')}"` };
}

/** Entries go in front of those that are there, or into a section at the end. */
function sectionEdit(text: string, entries: readonly string[]): TextEdit {
  const insert = (at: number, added: string): TextEdit => ({ start: at, end: at, text: added });
  const section = text.lastIndexOf('{-#');
  const find = (pattern: RegExp): number | null => {
    const found = section < 0 ? null : pattern.exec(text.slice(section));
    return found && section + found.index + found[0].length;
  };
  const lines = (indent: string): string => entries.map((entry) => `${indent}${entry}`).join(',\n');
  const builtin = find(/dialect_resources:\s*\{[\s\S]*?\bbuiltin:\s*\{/);
  if (builtin !== null) return insert(builtin, `\n${lines('      ')},`);
  const wrapped = `builtin: {\n${lines('      ')}\n    }`;
  const dialects = find(/dialect_resources:\s*\{/);
  if (dialects !== null) return insert(dialects, `\n    ${wrapped},`);
  const all = `dialect_resources: {\n    ${wrapped}\n  }`;
  const open = find(/\{-#/);
  if (open !== null) return insert(open, `\n  ${all},`);
  const end = text.trimEnd().length;
  return insert(end, `\n\n{-#\n  ${all}\n#-}`);
}

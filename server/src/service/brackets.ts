/** Brackets, comments and strings of a text, told without parsing it: broken text has them, too. */
import type { ChunkTree, Unit } from './chunk-tree.ts';
import type { TextRange } from './document.ts';

/** From an opening bracket to behind the closing one. */
export interface BracketPair extends TextRange {
  readonly open: OpeningBracket;
}
export type OpeningBracket = '(' | '[' | '{' | '<';

export interface TextStructure {
  /** In order of their ends: inner pairs before those around them. */
  readonly pairs: readonly BracketPair[];
  readonly comments: readonly TextRange[];
  readonly strings: readonly TextRange[];
  /** Brackets that nothing in the text closes or opens; `<` and `>` are none alone. */
  readonly opened: readonly { readonly at: number; readonly open: OpeningBracket }[];
  readonly closed: readonly { readonly at: number; readonly open: OpeningBracket }[];
}

const OPENING: Readonly<Record<string, OpeningBracket>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '>': '<',
};
/**
 * The pattern of what stands between a string's quotes. Many characters are taken at once: one by one, those
 * of a large constant overflow the stack.
 */
export const STRING_INSIDE = String.raw`[^"\\\n]*(?:\\.[^"\\\n]*)*`;
const INTERESTING = new RegExp(String.raw`//.*|"${STRING_INSIDE}"?|->|>=|[()[\]{}<>]`, 'g');

export function structureOf(text: string): TextStructure {
  const structure = scan(text);
  return { ...structure, opened: structure.opened.filter(({ open }) => open !== '<') };
}

/** The last bracket that nothing in the text closes; `<` is one if it is the last. */
export const innermostOpen = (text: string): TextStructure['opened'][number] | null =>
  scan(text).opened.at(-1) ?? null;

/** `<` that nothing closes are among those opened. */
function scan(text: string): TextStructure {
  const pairs: BracketPair[] = [];
  const comments: TextRange[] = [];
  const strings: TextRange[] = [];
  const opened: { at: number; open: OpeningBracket }[] = [];
  const closed: { at: number; open: OpeningBracket }[] = [];
  for (const { 0: token, index: start } of text.matchAll(INTERESTING)) {
    const end = start + token.length;
    if (token.startsWith('//')) comments.push({ start, end });
    else if (token.startsWith('"')) strings.push({ start, end });
    else if (token.length > 1) continue;
    else if ('([{<'.includes(token)) opened.push({ at: start, open: token as OpeningBracket });
    else {
      const open = OPENING[token] as OpeningBracket;
      // Between a bracket and its own, `<` was another sign; and a brace ends what was not closed in it.
      let last = opened.length - 1;
      const isLoose = (inner: OpeningBracket | undefined): boolean =>
        inner !== undefined && (open === '{' ? inner !== '{' : open !== '<' && inner === '<');
      while (isLoose(opened[last]?.open)) last--;
      if (opened[last]?.open === open) {
        pairs.push({ start: opened[last]!.at, end, open });
        opened.length = last;
      } else if (open !== '<') closed.push({ at: start, open });
    }
  }
  return { pairs, comments, strings, opened, closed };
}

const known = new WeakMap<Unit, TextStructure>();

/** The structure of a unit; offsets count from its start. */
export function structureOfUnit(unit: Unit): TextStructure {
  let structure = known.get(unit);
  if (!structure) known.set(unit, (structure = structureOf(unit.text)));
  return structure;
}

/** The pairs and comments of a piece of text; a module's braces may stand in different units. */
export function structureOfChunk({ units }: ChunkTree): {
  readonly pairs: readonly BracketPair[];
  readonly comments: readonly TextRange[];
} {
  const pairs: BracketPair[] = [];
  const comments: TextRange[] = [];
  const opened: { at: number; open: OpeningBracket }[] = [];
  for (const unit of units) {
    const inUnit = structureOfUnit(unit);
    for (const { start, end, open } of inUnit.pairs)
      pairs.push({ start: start + unit.start, end: end + unit.start, open });
    for (const { start, end } of inUnit.comments)
      comments.push({ start: start + unit.start, end: end + unit.start });
    for (const { at, open } of inUnit.closed) {
      if (opened.at(-1)?.open !== open) continue;
      pairs.push({ start: opened.pop()!.at, end: at + unit.start + 1, open });
    }
    for (const { at, open } of inUnit.opened) opened.push({ at: at + unit.start, open });
  }
  return { pairs, comments };
}

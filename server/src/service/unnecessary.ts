/** What a text could do without: operations whose results nobody uses, and blocks that nothing reaches. */
import {
  type Block,
  isTriviallyDead,
  type Operation,
  type Region,
  type Value,
} from '@iree-workbench/ir';
import type { IsTimeUp, Unit } from './chunk-tree.ts';
import { type MlirDocument, shifted, type TextRange } from './document.ts';

export interface Unnecessary extends TextRange {
  readonly message: string;
}

/** A statement with more text is left alone: it would have to be looked through at each key. */
const LARGEST = 1 << 18;
/** As much as anybody looks at. */
const MOST = 250;

/** In the order of the text. */
export function unnecessaryIn(document: MlirDocument): readonly Unnecessary[] {
  const found: Unnecessary[] = [];
  for (const { chunk, offset } of document.chunks)
    for (const unit of chunk.tree.units)
      for (const part of inUnit(unit)) {
        found.push({ ...shifted(part, unit.start + offset), message: part.message });
        if (found.length === MOST) return found;
      }
  return found;
}

/** Finds on until the time is up. @returns whether all is found */
export function findUnnecessary(document: MlirDocument, isTimeUp: IsTimeUp): boolean {
  let count = 0;
  for (const { chunk } of document.chunks)
    for (const unit of chunk.tree.units) {
      if (count >= MOST) return true;
      const isKnown = known.get(unit)?.of === unit.info;
      count += inUnit(unit).length;
      if (!isKnown && isTimeUp()) return false;
    }
  return true;
}

const known = new WeakMap<
  Unit,
  { readonly of: Unit['info']; readonly found: readonly Unnecessary[] }
>();

function inUnit(unit: Unit): readonly Unnecessary[] {
  const earlier = known.get(unit);
  if (earlier?.of === unit.info) return earlier.found;
  const found: Unnecessary[] = [];
  // What did not parse may have been a use.
  const isBroken = unit.parsed.some(({ severity }) => severity === 'error');
  if (!isBroken && unit.text.length <= LARGEST)
    for (const op of unit.operations) new UnnecessaryIn(unit, op, found).findInside(op);
  found.sort((a, b) => a.start - b.start);
  known.set(unit, { of: unit.info, found });
  return found;
}

/** Finds what is unnecessary inside an operation of a unit. */
class UnnecessaryIn {
  readonly #unit: Unit;
  readonly #found: Unnecessary[];
  /** To ask each value for its uses would make lists of them all. */
  readonly #used = new Set<Value>();

  constructor(unit: Unit, root: Operation, found: Unnecessary[]) {
    this.#unit = unit;
    this.#found = found;
    root.walk((op) => {
      for (let i = 0; i < op.numOperands; i++) this.#used.add(op.operand(i));
    });
  }

  findInside(op: Operation): void {
    for (const region of op.regions) {
      const reached = reachedBlocks(region);
      for (const block of region.blocks) {
        if (reached.has(block))
          for (let inner = block.first; inner; inner = inner.next) this.#look(inner);
        else {
          const range = rangeOfBlock(this.#unit, block);
          if (range) this.#found.push({ ...range, message: 'nothing branches to this block' });
        }
      }
    }
  }

  #look(op: Operation): void {
    const isDead = op.numResults > 0 && !this.#isUsed(op) && isTriviallyDead(op);
    const range = isDead && this.#unit.info.rangeOf(op);
    if (!range) return this.findInside(op);
    this.#found.push({
      start: range.start,
      end: range.end,
      message: `nothing uses ${op.numResults === 1 ? 'the result' : 'the results'} of '${op.name}'`,
    });
  }

  #isUsed(op: Operation): boolean {
    for (let i = 0; i < op.numResults; i++) if (this.#used.has(op.result(i))) return true;
    return false;
  }
}

/** Those that control may come to; where nobody says how it goes, all. */
function reachedBlocks({ blocks, entry }: Region): ReadonlySet<Block> {
  const reached = new Set<Block>(entry ? [entry] : []);
  for (const block of reached) for (const successor of block.successors) reached.add(successor);
  const isUnknown = blocks.some(
    (block) => reached.has(block) && !block.last?.hasTrait('Terminator'),
  );
  return isUnknown ? new Set(blocks) : reached;
}

/** From a block's label to its last operation. */
function rangeOfBlock({ info }: Unit, block: Block): TextRange | null {
  const label = info.blocks.get(block)?.definition;
  const last = block.last && info.rangeOf(block.last);
  return label && last ? { start: label.start, end: last.end } : null;
}

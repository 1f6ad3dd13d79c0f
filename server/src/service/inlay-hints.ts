/**
 * Inlay hints: what a text does not say. Types that a format leaves out, what the arguments of calls and
 * dispatches are for and what dispatches give, and how large what comes into being is.
 */
import { isRankedShaped, type Operation, type Type } from '@iree-workbench/ir';
import { argumentHints, resultHints } from './callee-hints.ts';
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import type { InlayHint, PlacedOperation } from './inlay-hint.ts';
import { capitalized } from './operation-documentation.ts';
import { bytesOfType, byteText, typeDocumentation } from './type-description.ts';
import { argumentTypeHints, resultTypeHints } from './type-hints.ts';

/** Which of them are wanted. */
export interface HintKinds {
  readonly types: boolean;
  readonly dispatches: boolean;
  readonly sizes: boolean;
}

/** Those of a range of offsets, in the order of the text. */
export function inlayHints(
  document: MlirDocument,
  range: TextRange,
  kinds: HintKinds,
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const { chunk, offset } of document.chunks) {
    const [from, to] = [range.start - offset, range.end - offset];
    if (to < 0 || from > chunk.length) continue;
    for (const unit of chunk.tree.units) {
      if (unit.end < from || unit.start > to) continue;
      const local = { start: from - unit.start, end: to - unit.start };
      for (const each of unit.info.operations) {
        if (each.end < local.start || each.start > local.end) continue;
        const found = hintsOf({ chunk, unit, range: each }, kinds);
        for (const hint of found)
          if (hint.at >= local.start && hint.at <= local.end)
            hints.push(placed(hint, offset + unit.start, offset));
      }
    }
  }
  return hints.sort((a, b) => a.at - b.at);
}

/** A hint at an offset in the unit; its target is a range of the piece. */
const placed = (hint: InlayHint, unitOffset: number, pieceOffset: number): InlayHint => ({
  at: hint.at + unitOffset,
  kind: hint.kind,
  label: hint.label,
  get tooltip() {
    return hint.tooltip;
  },
  get target() {
    return hint.target && shifted(hint.target, pieceOffset);
  },
});

function hintsOf(place: PlacedOperation, { types, dispatches, sizes }: HintKinds): InlayHint[] {
  const hints: InlayHint[] = [];
  // The generic form says all types.
  const isGeneric = place.unit.text[place.range.name.start] === '"';
  if (types && !isGeneric) hints.push(...resultTypeHints(place));
  if (types) hints.push(...argumentTypeHints(place));
  if (dispatches) hints.push(...argumentHints(place), ...resultHints(place));
  if (sizes) hints.push(...sizeHints(place));
  return hints;
}

// ----- Sizes -----

/** How large a constant, a global or an allocation is: what has a shape of nothing that had one. */
function sizeHints({ range: { op, end } }: PlacedOperation): InlayHint[] {
  const type = madeType(op);
  const bytes = type && bytesOfType(type);
  if (!type || bytes === null) return [];
  return [
    {
      at: end,
      kind: 'size',
      label: byteText(bytes).replace(/ \(.*$/, ''),
      get tooltip() {
        return `${capitalized(op.definition?.spec.summary ?? op.name)}\n\n${typeDocumentation(type)}`;
      },
      target: null,
    },
  ];
}

function madeType(op: Operation): Type | null {
  if (op.regions.some(({ isEmpty }) => !isEmpty)) return null;
  const declared = op.symbolName === undefined ? undefined : op.attr('type');
  if (declared?.kind === 'type') return declared.type;
  // What is read of a global was there before.
  if (op.attributes.entries.some(([, { kind }]) => kind === 'symbol_ref')) return null;
  const [result, ...others] = op.results;
  if (!result || others.length > 0) return null;
  return op.operands.some(({ type }) => isRankedShaped(type) || type.kind === 'dialect')
    ? null
    : result.type;
}

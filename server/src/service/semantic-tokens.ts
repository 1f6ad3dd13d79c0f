/**
 * Highlighting that takes knowing what a name stands for. The grammar colours operations, types and
 * literals; this tells arguments from results, and functions from globals.
 */
import { type MlirDocument, shifted, type TextRange } from './document.ts';
import type { Entity } from './occurrences.ts';
import { symbolKind } from './symbols.ts';

/** Kinds of tokens, by LSP's names. */
export const TOKEN_TYPES = [
  'parameter',
  'variable',
  'function',
  'namespace',
  'property',
  'type',
  'macro',
  'label',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['declaration', 'readonly'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken extends TextRange {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/**
 * In the order of the text; none overlaps another.
 * @param range of these offsets only: what is far from them is not looked at
 */
export function semanticTokens(
  document: MlirDocument,
  range: TextRange = { start: 0, end: Number.POSITIVE_INFINITY },
): readonly SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const { chunk, offset } of document.chunks) {
    const [from, to] = [range.start - offset, range.end - offset];
    if (to < 0 || from > chunk.length) continue;
    let end = -1;
    for (const unit of chunk.tree.units) {
      if (unit.end < from || unit.start > to) continue;
      for (const occurrence of chunk.occurrences.in(unit)) {
        // A group of results has one name.
        if (occurrence.start < end || occurrence.end < from || occurrence.start > to) continue;
        end = occurrence.end;
        const { type, isReadonly } = describe(occurrence.entity);
        const modifiers: TokenModifier[] = [];
        if (occurrence.isDefinition) modifiers.push('declaration');
        if (isReadonly) modifiers.push('readonly');
        tokens.push({ ...shifted(occurrence, offset), type, modifiers });
      }
    }
  }
  return tokens;
}

function describe(entity: Entity): { type: TokenType; isReadonly?: boolean } {
  switch (entity.kind) {
    case 'value':
      return { type: entity.value.kind === 'argument' ? 'parameter' : 'variable' };
    case 'block':
      return { type: 'label' };
    case 'attribute alias':
      return { type: 'macro' };
    case 'type alias':
      return { type: 'type' };
    case 'symbol':
      switch (symbolKind(entity.op)) {
        case 'function':
          return { type: 'function' };
        case 'module':
          return { type: 'namespace' };
        case 'variable':
          return { type: 'property' };
        case 'constant':
        case 'object':
          return { type: 'property', isReadonly: true };
      }
  }
}

/** The name that was probably meant where there is none of that spelling. */
import { nearestName, type Operation, SymbolIndex } from '@iree-workbench/ir';
import { type CodeAction, mending, placedEdits } from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { Chunk, PlacedChunk, TextRange } from './document.ts';
import type { TextEdit } from './segments.ts';

/** A fix for a diagnostic of the piece, if it is about a name that another one is like. */
export function spellingFix(
  placed: PlacedChunk,
  diagnostic: DocumentDiagnostic,
): CodeAction | null {
  const edit = findFix(placed, diagnostic);
  if (!edit || !mending(placed, [edit], diagnostic)) return null;
  return {
    title: `Change to '${edit.text}'`,
    kind: 'quickfix',
    isPreferred: true,
    mends: diagnostic,
    edits: () => placedEdits(placed, [edit]),
  };
}

/** Words that begin a builtin type. */
const BUILTIN_TYPES = [
  ...['i1', 'i4', 'i8', 'i16', 'i32', 'i64', 'si8', 'si32', 'ui8', 'ui32'],
  ...['f16', 'bf16', 'f32', 'f64', 'index', 'none'],
  ...['complex', 'memref', 'tensor', 'tuple', 'vector'],
];

function findFix(
  { chunk, offset }: PlacedChunk,
  { range: place, message }: DocumentDiagnostic,
): TextEdit | null {
  if (!place) return null;
  const range = { start: place.start - offset, end: place.end - offset };
  const word = chunk.text.slice(range.start, range.end);
  const nearest = (at: TextRange, candidates: readonly string[]): TextEdit | null => {
    const name = chunk.text.slice(at.start, at.end);
    const found = nearestName(
      name,
      candidates.filter((candidate) => candidate !== name),
    );
    return found === undefined ? null : { start: at.start, end: at.end, text: found };
  };
  // An alias that is not there is reported at what follows it.
  const alias = /^undefined symbol alias id '(.+)'$/.exec(message)?.[1];
  if (alias !== undefined) {
    const before = chunk.text.slice(0, range.start);
    const at = Math.max(before.lastIndexOf(`!${alias}`), before.lastIndexOf(`#${alias}`));
    if (at < 0) return null;
    return nearest({ start: at, end: at + 1 + alias.length }, aliasNames(chunk, before[at] ?? ''));
  }
  const choices = /\[([\w, ]+)\]$/.exec(message)?.[1];
  if (choices !== undefined) return nearest(range, choices.split(', '));
  const mnemonic = /^unknown {1,2}(?:type|attribute) `.*` in dialect `(.*)`$/.exec(message)?.[1];
  if (mnemonic !== undefined) return nearest(range, mnemonics(chunk, mnemonic, message));
  switch (word[0]) {
    case '%':
      return nearest(range, definedNames(chunk, range, 'value'));
    case '^':
      return nearest(range, definedNames(chunk, range, 'block'));
    default:
  }
  if (/^custom op '.*' is unknown|not found for custom op|^unregistered operation /.test(message))
    return nearest(range, operationNames(chunk, word));
  if (message === 'expected non-function type') {
    // It may be reported at the end of what is before.
    const pattern = /\s*([\w.]+)/y;
    pattern.lastIndex = range.start;
    const [before, name] = pattern.exec(chunk.text) ?? [];
    if (before === undefined || name === undefined) return null;
    const end = range.start + before.length;
    return nearest({ start: end - name.length, end }, BUILTIN_TYPES);
  }
  const symbol = unknownSymbol(chunk, range);
  return symbol && nearest(symbol, symbolNames(chunk));
}

/** Names of values or blocks that the statement around defines. */
function definedNames(chunk: Chunk, { start }: TextRange, kind: 'value' | 'block'): string[] {
  const names = chunk.occurrences
    .in(chunk.tree.unitAt(start))
    .filter(({ isDefinition, entity }) => isDefinition && entity.kind === kind)
    .map((place) => chunk.text.slice(place.start, place.end));
  return [...new Set(names)];
}

function aliasNames({ tree }: Chunk, sigil: string): readonly string[] {
  const names = tree.units.flatMap(({ typeAliases, attributeAliases }) => [
    ...(sigil === '!' ? typeAliases : attributeAliases).keys(),
  ]);
  return names.map((name) => sigil + name);
}

/** Operations of the dialect, or of all if there is none of the name. */
function operationNames({ module: { context } }: Chunk, word: string): readonly string[] {
  const quote = word.startsWith('"') ? '"' : '';
  const [first = ''] = word.slice(quote.length).split('.');
  const dialect = context.dialects.get(first);
  // Functions need not say where their operations come from.
  const isBare = !word.includes('.');
  const dialects = dialect ? [dialect] : isBare ? [] : [...context.dialects.values()];
  const names = dialects.flatMap(({ operations }) => operations.map(({ name }) => name));
  const bare = context.dialects
    .get('func')
    ?.operations.map(({ name }) => name.slice('func.'.length));
  return [...names, ...(isBare && bare ? bare : [])].map((name) => `${quote}${name}${quote}`);
}

function mnemonics(
  { module: { context } }: Chunk,
  name: string,
  message: string,
): readonly string[] {
  const dialect = context.dialects.get(name);
  const definitions = message.includes('attribute `') ? dialect?.attributes : dialect?.types;
  return (definitions ?? []).map(({ mnemonic }) => mnemonic);
}

/** The first reference to a symbol that is not there, of the operation at an offset. */
function unknownSymbol(chunk: Chunk, { start }: TextRange): TextRange | null {
  const unit = chunk.tree.unitAt(start);
  const found = unit.info.operationAt(start - unit.start);
  if (!found) return null;
  const symbols = new SymbolIndex();
  const isUnknown = (from: Operation, [root = '', ...nested]: readonly string[]): boolean =>
    symbols.resolve(from, root, nested) === null;
  const use = unit.info.symbolUses.find(
    (candidate) =>
      found.start <= candidate.start &&
      candidate.end <= found.end &&
      isUnknown(found.op, [...(candidate.parents ?? []), candidate.name]),
  );
  return use ? { start: use.start + unit.start, end: use.end + unit.start } : null;
}

const symbolNames = (chunk: Chunk): readonly string[] => [
  ...new Set(
    chunk.occurrences.all
      .filter(({ entity, isDefinition }) => isDefinition && entity.kind === 'symbol')
      .map(({ start, end }) => chunk.text.slice(start, end)),
  ),
];

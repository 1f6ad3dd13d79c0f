/** What is known of the operation, value, block, symbol or alias at an offset, as Markdown. */
import {
  ConstantLike,
  isElements,
  type Operation,
  type OperationRange,
  printType,
  type Value,
} from '@iree-workbench/ir';
import { attributeDocumentation } from './attribute-description.ts';
import { type Chunk, type MlirDocument, shifted, type TextRange } from './document.ts';
import { attributeAlias, literalAt, typeAlias } from './literals.ts';
import type { Entity } from './occurrences.ts';
import { capitalized, code, operationDocumentation } from './operation-documentation.ts';
import { typeDocumentation } from './type-description.ts';
import { definedName } from './value-text.ts';

export interface Hover extends TextRange {
  readonly markdown: string;
  /** Where the value is used that is told of: the first few places. */
  readonly uses: readonly TextRange[];
}

/** Places of uses that a hover names. */
const MOST_USES = 5;

/** Lines of a definition that a hover shows, and characters of each. */
const SHOWN = { lines: 6, width: 160 } as const;

export function hoverAt(document: MlirDocument, at: number): Hover | null {
  const { chunk, offset } = document.at(at);
  const local = at - offset;
  const occurrences = chunk.occurrences.at(local);
  const [first] = occurrences;
  if (first) {
    const parts = occurrences.map(({ entity }) => describeEntity(chunk, entity));
    const uses = occurrences
      .flatMap(({ entity }) =>
        entity.kind === 'value' ? chunk.occurrences.usesOf(entity.value, MOST_USES).first : [],
      )
      .slice(0, MOST_USES)
      .map((use) => shifted(use, offset));
    return { ...shifted(first, offset), markdown: parts.join('\n\n'), uses };
  }
  const named = chunk.info.operationNamedAt(local);
  if (named)
    return { ...shifted(named.name, offset), markdown: describeOperation(named.op), uses: [] };
  const literal = literalAt(chunk, local);
  if (!literal) return null;
  const markdown =
    literal.kind === 'type'
      ? typeDocumentation(literal.type)
      : attributeDocumentation(literal.attribute);
  return { ...shifted(literal, offset), markdown, uses: [] };
}

function describeOperation(op: Operation): string {
  const { definition } = op;
  if (!definition) return `${code(op.name)}\n\nNothing is known of this operation.`;
  return operationDocumentation(definition, op);
}

// ----- Names -----

function describeEntity(chunk: Chunk, entity: Entity): string {
  switch (entity.kind) {
    case 'value':
      return describeValue(chunk, entity.value);
    case 'block': {
      const types = entity.block.arguments.map(({ type }) => printType(type));
      const args =
        types.length > 0 ? ` with arguments ${types.map((t) => `\`${t}\``).join(', ')}` : '';
      const count = entity.block.predecessors.length;
      return `Block${args}, ${count} ${count === 1 ? 'predecessor' : 'predecessors'}`;
    }
    case 'symbol': {
      const range = chunk.info.rangeOf(entity.op);
      if (!range) return code(`${entity.op.name} @${entity.op.symbolName}`);
      return [code(heading(chunk, range)), commentAbove(chunk.text, range.start)]
        .filter((part) => part !== '')
        .join('\n\n');
    }
    case 'attribute alias': {
      const meaning = attributeAlias(chunk, entity.name);
      return describeAlias(chunk, entity, meaning && attributeDocumentation(meaning));
    }
    case 'type alias': {
      const meaning = typeAlias(chunk, entity.name);
      return describeAlias(chunk, entity, meaning && typeDocumentation(meaning));
    }
  }
}

/** The line that defines an alias, and what it stands for. */
function describeAlias(
  { tree }: Chunk,
  { kind, name }: Extract<Entity, { readonly name: string }>,
  meaning: string | null,
): string {
  for (const unit of tree.units) {
    const aliases = kind === 'type alias' ? unit.info.typeAliases : unit.info.attributeAliases;
    const place = aliases.get(name)?.definition;
    if (!place) continue;
    const end = unit.text.indexOf('\n', place.start);
    const line = code(shortened(unit.text.slice(place.start, end < 0 ? undefined : end)));
    return meaning === null ? line : `${line}\n\n${meaning}`;
  }
  return capitalized(`${kind} that is defined nowhere`);
}

function describeValue(chunk: Chunk, value: Value): string {
  const name = definedName(chunk, value)?.text ?? '%';
  const uses = chunk.occurrences.usesOf(value, 0).count;
  const used = uses === 0 ? 'Not used' : `Used ${uses === 1 ? 'once' : `${uses} times`}`;
  if (value.kind === 'argument') {
    const parent = value.owner.parentOp;
    const of = value.owner.isEntry ? 'the entry block' : 'a block';
    const where = parent ? ` of \`${parent.name}\`${symbolSuffix(parent)}` : '';
    return `${code(`${name}: ${printType(value.type)}`)}\n\nArgument #${value.index} of ${of}${where}. ${used}`;
  }
  const suffix = value.owner.numResults > 1 ? `#${value.index}` : '';
  const parts = [code(`${name}${suffix}: ${printType(value.type)}`)];
  const range = chunk.info.rangeOf(value.owner);
  if (range) parts.push(`Result of\n${code(heading(chunk, range))}`);
  const summary = value.owner.definition?.spec.summary;
  if (summary) parts.push(capitalized(summary));
  parts.push(used);
  const constant = value.owner.hasTrait(ConstantLike.name) ? value.owner.attr('value') : undefined;
  if (constant && isElements(constant)) parts.push(attributeDocumentation(constant));
  return parts.join('\n\n');
}

const symbolSuffix = (op: Operation): string =>
  op.symbolName === undefined ? '' : ` \`@${op.symbolName}\``;

/** The text of an operation up to its first region. */
function heading(chunk: Chunk, range: OperationRange): string {
  const inner = range.op.regions
    .flatMap((region) => region.blocks)
    .flatMap((block) => (block.first ? [chunk.info.rangeOf(block.first)?.start] : []))
    .filter((start) => start !== undefined);
  const end = Math.min(range.end, ...inner);
  const most = SHOWN.lines * SHOWN.width;
  const shown = chunk.tree.slice(range.start, Math.min(end, range.start + most));
  const text = shown.replace(/\{\s*(?:\^[^{}]*)?$/, '');
  return shortened(text.trimEnd());
}

/** A text cut to what a hover has room for. */
function shortened(text: string): string {
  const lines = text.split('\n');
  const cut = lines
    .slice(0, SHOWN.lines)
    .map((line) => (line.length > SHOWN.width ? `${line.slice(0, SHOWN.width)}…` : line));
  return [...cut, ...(lines.length > SHOWN.lines ? ['…'] : [])].join('\n');
}

/** The text of the comment lines that end on the line before an offset. */
function commentAbove(text: string, offset: number): string {
  const comment: string[] = [];
  for (let end = text.lastIndexOf('\n', offset - 1); end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const words = /^\s*\/\/(?! -----)\s?(.*)$/.exec(text.slice(start, end));
    if (!words) break;
    comment.unshift(words[1] ?? '');
    end = start - 1;
  }
  return comment.join('\n').trim();
}

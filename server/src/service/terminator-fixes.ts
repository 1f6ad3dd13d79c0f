/** A terminator for a block that has none, with what it must hand on. */
import {
  type Block,
  FunctionOp,
  type Operation,
  printType,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { type CodeAction, freshName, indentAt, mending, placedEdits } from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { Chunk, PlacedChunk } from './document.ts';
import type { TextEdit } from './segments.ts';
import { referenceTo } from './value-text.ts';

/** A fix for a diagnostic of the piece, if it is about a missing terminator. */
export function terminatorFix(
  placed: PlacedChunk,
  diagnostic: DocumentDiagnostic,
): CodeAction | null {
  for (const { name, edits } of candidates(placed, diagnostic))
    if (mending(placed, edits, diagnostic))
      return {
        title: `Add '${name}'`,
        kind: 'quickfix',
        isPreferred: true,
        mends: diagnostic,
        edits: () => placedEdits(placed, edits),
      };
  return null;
}

interface Candidate {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

function candidates(
  { chunk, offset }: PlacedChunk,
  { range, message }: DocumentDiagnostic,
): readonly Candidate[] {
  if (!range) return [];
  const at = range.start - offset;
  // A function without a body did not get as far as to be one.
  if (message.endsWith('expected non-empty function body')) {
    const end = chunk.text.indexOf('}', at);
    if (end < 0 || chunk.text.slice(at + 1, end).trim() !== '') return [];
    const indent = indentAt(chunk.text, at);
    const text = `{\n${indent}  return\n${indent}}`;
    return [{ name: 'return', edits: [{ start: at, end: end + 1, text }] }];
  }
  if (!message.startsWith('block with no terminator')) return [];
  const last = chunk.info.operationAt(at)?.op;
  const lastRange = last && chunk.info.rangeOf(last);
  if (!last?.block || !lastRange) return [];
  const { block } = last;
  const indent = `\n${indentAt(chunk.text, lastRange.start)}`;
  return terminators(chunk, block).map(({ name, lines }) => ({
    name,
    edits: [
      {
        start: lastRange.end,
        end: lastRange.end,
        text: lines.map((line) => indent + line).join(''),
      },
    ],
  }));
}

interface Terminator {
  readonly name: string;
  readonly lines: readonly string[];
}

/** What may end a block, the likeliest first. */
function terminators(chunk: Chunk, block: Block): readonly Terminator[] {
  const parent = block.parentOp;
  const region = block.region;
  if (!parent || !region) return [];
  const next = region.blocks[region.blocks.indexOf(block) + 1];
  const label = next && labelOf(chunk, next);
  const branch =
    label && next.arguments.length === 0 ? [{ name: 'cf.br', lines: [`cf.br ${label}`] }] : [];
  const passed = valuesFor(chunk, block, wantedTypes(parent));
  if (!passed) return branch;
  const { values, types, constants } = passed;
  const operands = values.length > 0 ? ` ${values.join(', ')} : ${types.join(', ')}` : '';
  const ends = terminatorNames(parent).map((name) => ({
    name,
    lines: [...constants, `${name}${operands}`],
  }));
  return [...branch, ...ends];
}

/** Terminators of the dialect of the operation around that hand values to it. */
function terminatorNames(parent: Operation): readonly string[] {
  if (parent.is('func.func')) return ['return'];
  const [dialect = ''] = parent.name.split('.');
  const operations = parent.context.dialects.get(dialect)?.operations ?? [];
  return operations
    .filter(({ traits }) => traits.some(({ name }) => name === 'Terminator'))
    .map(({ name }) => name)
    .filter((name) => /\.(return|yield|end)$/.test(name));
}

function wantedTypes(parent: Operation): readonly Type[] {
  const type = parent.attr('function_type');
  const isFunction = parent.getInterface(FunctionOp) !== undefined;
  if (isFunction && type?.kind === 'type' && type.type.kind === 'function')
    return type.type.results;
  return parent.resultTypes;
}

/** For each type the last value of the block that has it, or a zero; null if there is neither. */
function valuesFor(chunk: Chunk, block: Block, wanted: readonly Type[]) {
  const known: Value[] = [...block.arguments, ...block.ops.flatMap(({ results }) => [...results])];
  const values: string[] = [];
  const constants: string[] = [];
  for (const type of wanted) {
    const value = known.findLast((candidate) => candidate.type === type);
    const text = value && referenceTo(chunk, value);
    if (text) values.push(text);
    else {
      const zero = zeroOf(type);
      if (!zero) return null;
      const name = freshName([chunk.text, ...constants].join('\n'), '%', 'zero');
      constants.push(`${name} = arith.constant ${zero} : ${printType(type)}`);
      values.push(name);
    }
  }
  return { values, constants, types: wanted.map(printType) };
}

function zeroOf(type: Type): string | null {
  switch (type.kind) {
    case 'integer':
    case 'index':
      return '0';
    case 'float':
      return '0.0';
    case 'tensor':
    case 'vector': {
      const element = zeroOf(type.elementType);
      return element && `dense<${element}>`;
    }
    default:
      return null;
  }
}

/** A block's label as it is written. */
function labelOf(chunk: Chunk, block: Block): string | null {
  const place = chunk.occurrences
    .of({ kind: 'block', block })
    .find(({ isDefinition }) => isDefinition);
  return place ? chunk.text.slice(place.start, place.end) : null;
}

/** Hints about calls and dispatches: the names that the callee has for its arguments and for what it gives. */
import {
  type Operation,
  operandGroup,
  operandGroupStart,
  printType,
  SymbolRefAttr,
  TiedOp,
  type Value,
} from '@iree-workbench/ir';
import { calleeNamed } from './callables.ts';
import type { Chunk } from './document.ts';
import { behindName, type InlayHint, type PlacedOperation } from './inlay-hint.ts';
import { code } from './operation-documentation.ts';
import { definedName } from './value-text.ts';

/** Names that say nothing: numbers, and those that printers make up. */
const isTelling = (name: string): boolean => !/^%(?:arg|out|in)?_?\d*$/.test(name);

function calleeOf(op: Operation): { callee: Operation; reference: string } | null {
  const attr = op.attr('callee') ?? op.attr('entry_point');
  if (!(attr instanceof SymbolRefAttr) || !op.parentOp) return null;
  const callee = calleeNamed(op.parentOp, [attr.root, ...attr.nested]);
  return callee && { callee, reference: attr.leaf };
}

const argumentsOf = (callee: Operation): readonly Value[] =>
  callee.regions[0]?.entry?.arguments ?? [];

/** `lhs:` in front of an argument that is not called so itself. */
export function argumentHints({ chunk, unit, range }: PlacedOperation): InlayHint[] {
  const found = calleeOf(range.op);
  if (!found) return [];
  const values = argumentsOf(found.callee);
  const text = unit.text.slice(range.name.end, range.end);
  return writtenArguments(text).flatMap(({ start, text: written }, i) => {
    const value = values[i];
    const name = value && definedName(chunk, value)?.text;
    if (!name || !isTelling(name) || name === written) return [];
    const label = `${name.slice(1)}:`;
    return [named(chunk, [value], { at: range.name.end + start, kind: 'parameter', label })];
  });
}

/** The list in parentheses behind the callee's name, by its commas. */
function writtenArguments(text: string): { readonly start: number; readonly text: string }[] {
  const opened = /^[^(]*@[^(]*?\(/.exec(text)?.[0].length;
  if (opened === undefined) return [];
  const length = text.slice(opened).indexOf(')');
  const written: { start: number; text: string }[] = [];
  let start = opened;
  for (const part of text.slice(opened, opened + length).split(',')) {
    const inner = part.trim();
    if (inner !== '') written.push({ start: start + part.indexOf(inner), text: inner });
    start += part.length + 1;
  }
  return written;
}

/** What a dispatch gives is called so where it is made: `(out)` behind the result's name. */
export function resultHints({ chunk, unit, range }: PlacedOperation): InlayHint[] {
  const { op, results } = range;
  if (!op.name.startsWith('flow.dispatch') || results.length === 0) return [];
  const given = givenValues(op);
  return results.flatMap(({ end, firstResult }, i) => {
    const values = given.slice(firstResult, results[i + 1]?.firstResult ?? op.numResults);
    const names = values.map((value) => (value ? (definedName(chunk, value)?.text ?? '') : ''));
    if (!names.some((name) => name !== '' && isTelling(name))) return [];
    const label = `(${names.map((name) => name.slice(1) || '_').join(', ')})`;
    const known = values.filter((value) => value !== null);
    return [named(chunk, known, { at: behindName(unit.text, end), kind: 'result', label })];
  });
}

/** Of each result the value that is called so inside: what a region returns, what a function stores to. */
function givenValues(op: Operation): readonly (Value | null)[] {
  if (op.name === 'flow.dispatch.region') return op.regions[0]?.entry?.last?.operands ?? [];
  const isInline = op.name === 'flow.dispatch.workgroups';
  const callee = isInline ? op : calleeOf(op)?.callee;
  if (!callee) return [];
  const values = argumentsOf(callee);
  const group = op.definition?.operands.findIndex(({ name }) => name === 'arguments') ?? -1;
  const first = group < 0 ? 0 : operandGroupStart(op, group);
  const count = group < 0 ? op.operands.length : operandGroup(op, group).length;
  const tied = op.getInterface(TiedOp);
  // Those that are not written over an operand come behind the operands.
  let next = count;
  return op.results.map((_, i) => {
    const operand = tied?.tiedOperand(op, i) ?? null;
    return values[operand === null ? next++ : operand - first] ?? null;
  });
}

function named(
  chunk: Chunk,
  values: readonly Value[],
  hint: Pick<InlayHint, 'at' | 'kind' | 'label'>,
): InlayHint {
  return {
    ...hint,
    get tooltip() {
      return code(
        values
          .map((value) => `${definedName(chunk, value)?.text ?? '_'}: ${printType(value.type)}`)
          .join('\n'),
      );
    },
    get target() {
      const [first] = values;
      const place = first && definedName(chunk, first);
      return place ? { start: place.start, end: place.start + place.text.length } : null;
    },
  };
}

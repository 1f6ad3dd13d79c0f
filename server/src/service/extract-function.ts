/**
 * The selected operations into a function of their own: values from before become its arguments, values
 * that are used after it its results. Their text, names and comments stay as they are.
 */
import { type Block, type Operation, printType, SymbolIndex, type Value } from '@iree-workbench/ir';
import {
  applied,
  type CodeAction,
  freshName,
  harmless,
  indentAt,
  placedEdits,
  type Selection,
} from './code-action.ts';
import type { Chunk } from './document.ts';
import type { TextEdit } from './segments.ts';
import { definedName, groupOf, referenceTo } from './value-text.ts';

export function extractAction(selection: Selection): CodeAction | null {
  const { placed } = selection;
  const run = selectedOperations(selection);
  if (!run) return null;
  return {
    title: run.length === 1 ? 'Extract the operation into a function' : 'Extract into a function',
    kind: 'refactor.extract',
    edits: () => {
      const made = extraction(placed.chunk, run);
      const edits = made && harmless(placed, made);
      return edits && placedEdits(placed, edits);
    },
  };
}

/** Operations that follow each other in a block of a function, of which the selection holds a part. */
function selectedOperations({
  placed: { chunk },
  start,
  end,
}: Selection): readonly Operation[] | null {
  if (chunk.text.slice(start, end).trim() === '') return null;
  const from = start + chunk.text.slice(start, end).search(/\S/);
  const to = start + chunk.text.slice(start, end).trimEnd().length;
  let op = chunk.info.operationAt(from)?.op ?? null;
  // The block that holds all of the selection.
  for (; op?.block; op = op.parentOp) {
    const last = lastIn(chunk, op.block, to);
    if (!last || !isBefore(op, last) || !isWhole(chunk, op, last, from, to)) continue;
    const run: Operation[] = [];
    for (let at: Operation | null = op; at; at = at.next) {
      run.push(at);
      if (at === last) break;
    }
    return isInFunction(op) &&
      run.every((each) => each.successors.length === 0 && !each.hasTrait('Terminator'))
      ? run
      : null;
  }
  return null;
}

const isBefore = (a: Operation, b: Operation): boolean => a === b || a.isBeforeInBlock(b);

/** The last operation of a block that begins before an offset. */
function lastIn(chunk: Chunk, block: Block, to: number): Operation | null {
  let last: Operation | null = null;
  for (let op = block.first; op; op = op.next) {
    const range = chunk.info.rangeOf(op);
    if (range && range.start < to) last = op;
  }
  return last;
}
/** Does the selection begin and end within these operations, and not in the midst of one alone? */
function isWhole(
  chunk: Chunk,
  first: Operation,
  last: Operation,
  from: number,
  to: number,
): boolean {
  const [begin, end] = [chunk.info.rangeOf(first), chunk.info.rangeOf(last)];
  return (
    begin !== undefined &&
    end !== undefined &&
    from <= begin.name.end &&
    to <= end.end &&
    to > end.start
  );
}

const isInFunction = (op: Operation): boolean => {
  for (let around = op.parentOp; around; around = around.parentOp) {
    if (around.is('func.func')) return true;
    if (around.hasTrait('IsolatedFromAbove')) return false;
  }
  return false;
};

function extraction(chunk: Chunk, run: readonly Operation[]): readonly TextEdit[] | null {
  const first = run[0] && chunk.info.rangeOf(run[0]);
  const last = run.at(-1) && chunk.info.rangeOf(run.at(-1) as Operation);
  const host = run[0] && functionAround(run[0]);
  const hostRange = host && chunk.info.rangeOf(host);
  if (!first || !last || !host || !hostRange) return null;
  const inside = new Set<Operation>();
  for (const op of run) op.walk((inner) => void inside.add(inner));

  const captured = [...new Set([...inside].flatMap((op) => op.operands))].filter(
    (value) => !isDefinedIn(inside, value),
  );
  const used = run
    .flatMap((op) => [...op.results])
    .filter((result) => result.users.some((user) => !inside.has(user)));
  // A group keeps its name only as a whole.
  const results = [...new Set(used.flatMap((value) => [...groupOf(chunk, value)]))];

  const argumentNames = new Map<Value, string>();
  for (const value of captured) {
    const reference = referenceTo(chunk, value);
    if (reference === null) return null;
    const isPart = reference.includes('#');
    argumentNames.set(
      value,
      isPart
        ? freshName(chunk.text, '%', `part_${reference.slice(1).replace('#', '_')}`)
        : reference,
    );
  }
  const body = bodyText(chunk, { start: first.start, end: last.end }, argumentNames);
  const references = results.map((value) => referenceTo(chunk, value));
  if (references.includes(null)) return null;

  const symbol = freshName(chunk.text, '@', `${host.symbolName ?? 'function'}_part`);
  const name = isSymbolName(symbol) ? symbol : freshName(chunk.text, '@', 'extracted');
  const types = (values: readonly Value[]): string =>
    values.map(({ type }) => printType(type)).join(', ');
  const resultTypes = results.length === 0 ? '' : ` -> (${types(results)})`;
  const outer = indentAt(chunk.text, hostRange.start);
  const own = indentAt(chunk.text, first.start);
  const parameters = captured.map(
    (value) => `${argumentNames.get(value)}: ${printType(value.type)}`,
  );
  const returned = results.length === 0 ? '' : ` ${references.join(', ')} : ${types(results)}`;
  const declaration =
    `\n\n${outer}func.func private ${name}(${parameters.join(', ')})${resultTypes} {\n` +
    `${reindented(body, own, `${outer}  `)}\n${outer}  return${returned}\n${outer}}`;

  const groups = [...new Set(results.map((value) => groupOf(chunk, value)[0] as Value))].map(
    (head) => {
      const size = groupOf(chunk, head).length;
      const text = definedName(chunk, head)?.text ?? '';
      return size > 1 ? `${text}:${size}` : text;
    },
  );
  const left = groups.length === 0 ? '' : `${groups.join(', ')} = `;
  const passed = captured.map((value) => referenceTo(chunk, value)).join(', ');
  const call = `${left}func.call ${name}(${passed}) : (${types(captured)}) -> (${types(results)})`;
  return [
    { start: first.start, end: last.end, text: call },
    { start: hostRange.end, end: hostRange.end, text: declaration },
  ];
}

function functionAround(op: Operation): Operation | null {
  for (let around: Operation | null = op; around; around = around.parentOp)
    if (around.is('func.func')) return around;
  return null;
}

function isDefinedIn(inside: ReadonlySet<Operation>, value: Value): boolean {
  const owner = value.kind === 'result' ? value.owner : value.owner.parentOp;
  return owner !== null && inside.has(owner);
}

/** A text with other names for some values. */
function bodyText(
  chunk: Chunk,
  range: { readonly start: number; readonly end: number },
  names: ReadonlyMap<Value, string>,
): string {
  const edits: TextEdit[] = [];
  for (const [value, name] of names) {
    const reference = referenceTo(chunk, value) ?? name;
    if (reference === name) continue;
    for (const place of chunk.occurrences.of({ kind: 'value', value }))
      if (range.start <= place.start && place.end <= range.end)
        edits.push({
          start: place.start - range.start,
          end: place.start - range.start + reference.length,
          text: name,
        });
  }
  edits.sort((a, b) => a.start - b.start);
  return applied(chunk.text.slice(range.start, range.end), edits);
}

/** Lines of a text that began behind `from`, all behind `to`. */
const reindented = (text: string, from: string, to: string): string =>
  text
    .split('\n')
    .map((line, i) =>
      i === 0 ? to + line : line.startsWith(from) ? to + line.slice(from.length) : line,
    )
    .join('\n');

const isSymbolName = (symbol: string): boolean => /^@[A-Za-z_][\w$.]*$/.test(symbol);

// ----- And back -----

/** A call of a function of one block is replaced by what the function does. */
export function inlineAction({ placed, start }: Selection): CodeAction | null {
  const { chunk } = placed;
  const call = chunk.info.operationAt(start)?.op;
  if (!call?.is('func.call')) return null;
  const callee = new SymbolIndex().callee(call);
  if (
    !callee?.is('func.func') ||
    callee.regions[0]?.blocks.length !== 1 ||
    callee.isAncestorOf(call)
  )
    return null;
  return {
    title: `Inline '@${callee.symbolName}'`,
    kind: 'refactor.inline',
    edits: () => {
      const made = inlining(chunk, call, callee);
      const edits = made && harmless(placed, made);
      return edits && placedEdits(placed, edits);
    },
  };
}

function inlining(chunk: Chunk, call: Operation, callee: Operation): readonly TextEdit[] | null {
  const range = chunk.info.rangeOf(call);
  const host = functionAround(call);
  const hostRange = host && chunk.info.rangeOf(host);
  const block = callee.region().front;
  const ret = block.last;
  const first = block.first && chunk.info.rangeOf(block.first);
  const end = ret?.previous && chunk.info.rangeOf(ret.previous);
  if (!range || !hostRange || !ret || !first) return null;

  // What each value of the function is called where the call stands.
  const renamed = new Map<Value, string>();
  for (const [i, argument] of block.arguments.entries()) {
    const passed = call.operands[i] && referenceTo(chunk, call.operands[i]);
    if (!passed) return null;
    renamed.set(argument, passed);
  }
  let taken = chunk.text.slice(hostRange.start, hostRange.end);
  const rename = (value: Value): void => {
    const name = definedName(chunk, value)?.text;
    const head = groupOf(chunk, value)[0];
    if (name === undefined || !head) return;
    let own = renamed.get(head);
    if (own === undefined) {
      const stem = /^%\d/.test(name) ? 'inlined' : name.slice(1);
      own = freshName(taken, '%', stem);
      taken += ` ${own} `;
    }
    renamed.set(value, own);
  };
  for (const op of block.ops)
    op.walk((inner) => {
      inner.results.forEach(rename);
      for (const region of inner.regions)
        for (const nested of region.blocks) nested.arguments.forEach(rename);
    });

  const edits: TextEdit[] = [];
  const own = indentAt(chunk.text, range.start);
  if (end) {
    const inner = { start: first.start, end: end.end };
    const changes: TextEdit[] = [];
    for (const [value, text] of renamed)
      for (const place of chunk.occurrences.of({ kind: 'value', value }))
        if (inner.start <= place.start && place.end <= inner.end)
          changes.push({ start: place.start - inner.start, end: place.end - inner.start, text });
    const unique = new Map(changes.map((change) => [change.start, change]));
    const sorted = [...unique.values()].sort((a, b) => a.start - b.start);
    const body = applied(chunk.text.slice(inner.start, inner.end), sorted);
    const text = reindented(body, indentAt(chunk.text, first.start), own).slice(own.length);
    edits.push({ start: range.start, end: range.end, text });
  } else edits.push(removedLine(chunk.text, range));

  for (const result of call.results) {
    const returned = ret.operand(result.index);
    const reference = referenceTo(chunk, returned);
    const ownName = renamed.get(returned);
    const old = referenceTo(chunk, result);
    if (!reference || ownName === undefined || !old) return null;
    const part = /#\d+$/.exec(reference)?.[0] ?? '';
    const text = returned.kind === 'argument' ? ownName : ownName + part;
    for (const place of chunk.occurrences.of({ kind: 'value', value: result }))
      if (!place.isDefinition)
        edits.push({ start: place.start, end: place.start + old.length, text });
  }
  return edits.sort((a, b) => a.start - b.start);
}

/** A statement without its line, if nothing else stands there. */
function removedLine(text: string, { start, end }: { start: number; end: number }): TextEdit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const isAlone =
    text.slice(lineStart, start).trim() === '' &&
    lineEnd >= 0 &&
    text.slice(end, lineEnd).trim() === '';
  return isAlone ? { start: lineStart, end: lineEnd + 1, text: '' } : { start, end, text: '' };
}

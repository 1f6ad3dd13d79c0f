/** A cast in front of an operation that wants a value of another type. */
import { parseType, printType, type Type } from '@iree-workbench/ir';
import { type CodeAction, freshName, indentAt, mending, placedEdits } from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import type { PlacedChunk } from './document.ts';
import type { TextEdit } from './segments.ts';
import { referenceTo } from './value-text.ts';

/** A fix for a diagnostic of the piece, if it is about a value of another type than is wanted. */
export function castFix(placed: PlacedChunk, diagnostic: DocumentDiagnostic): CodeAction | null {
  const found = operandCast(placed, diagnostic) ?? returnCast(placed, diagnostic);
  if (!found || !mending(placed, found.edits, diagnostic)) return null;
  return {
    title: `Cast with '${found.name}'`,
    kind: 'quickfix',
    mends: diagnostic,
    edits: () => placedEdits(placed, found.edits),
  };
}

interface Cast {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

const USE = /^use of value '.*' expects different type than prior uses: '(.*)' vs '(.*)'$/;
const RETURN =
  /^type of return operand (\d+) \('(.*)'\) doesn't match function result type \('(.*)'\)/;

/** At a use whose type in the text is another than the value's. */
function operandCast(
  { chunk, offset }: PlacedChunk,
  { range, message }: DocumentDiagnostic,
): Cast | null {
  const [, toText, fromText] = USE.exec(message) ?? [];
  if (!range || toText === undefined || fromText === undefined) return null;
  const { context } = chunk.module;
  const [from, to] = [parseType(context, fromText).value, parseType(context, toText).value];
  if (!from || !to) return null;
  const start = range.start - offset;
  const used = /%[\w$.-]+(?:#\d+)?/y;
  used.lastIndex = start;
  const value = used.exec(chunk.text)?.[0];
  const line = statementStart(chunk.text, start);
  if (value === undefined || line === null) return null;
  const cast = castTo(value, from, to, chunk.text);
  const indent = indentAt(chunk.text, line);
  return {
    name: cast.name,
    edits: [
      { start: line, end: line, text: `${cast.text}\n${indent}` },
      { start, end: start + value.length, text: cast.result },
    ],
  };
}

/** In front of a return of other types than the function's. */
function returnCast(
  { chunk, offset }: PlacedChunk,
  { range, message }: DocumentDiagnostic,
): Cast | null {
  const [, index] = RETURN.exec(message) ?? [];
  if (!range || index === undefined) return null;
  const op = chunk.info.operationAt(range.start - offset)?.op;
  const place = op && chunk.info.rangeOf(op);
  const type = op?.parentOp?.attr('function_type');
  if (!op || !place || type?.kind !== 'type' || type.type.kind !== 'function') return null;
  const { results } = type.type;
  const value = op.operands[Number(index)];
  const to = results[Number(index)];
  const texts = op.operands.map((operand) => referenceTo(chunk, operand));
  const from = texts[Number(index)];
  if (!value || !to || !from || texts.includes(null)) return null;
  const cast = castTo(from, value.type, to, chunk.text);
  const values = texts.map((text, i) => (i === Number(index) ? cast.result : text)).join(', ');
  const types = op.operands.map((operand, i) => printType(i === Number(index) ? to : operand.type));
  const indent = indentAt(chunk.text, place.start);
  const name = chunk.text.slice(place.name.start, place.name.end);
  if (name.startsWith('"')) return null;
  const text = `${cast.text}\n${indent}${name} ${values} : ${types.join(', ')}`;
  return { name: cast.name, edits: [{ start: place.start, end: place.end, text }] };
}

/** Where the statement begins that an offset is in: the last line before it that begins one. */
function statementStart(text: string, at: number): number | null {
  for (let lineStart = text.lastIndexOf('\n', at - 1) + 1; ; ) {
    const line = text.slice(lineStart, at);
    if (/^\s*(?:%[^=]*=\s*)?(?:[A-Za-z_][\w$.]*|"[^"\n]*")\s/.test(`${line} `))
      return lineStart + line.search(/\S/);
    if (lineStart === 0) return null;
    lineStart = text.lastIndexOf('\n', lineStart - 2) + 1;
  }
}

/** A cast of a value, and the name of its result. */
function castTo(value: string, from: Type, to: Type, text: string) {
  const base = /^%([A-Za-z_$.-][\w$.-]*)$/.exec(value)?.[1];
  const result = freshName(text, '%', base === undefined ? 'cast' : `${base}_cast`);
  const name = castName(from, to);
  const types = `${printType(from)} to ${printType(to)}`;
  return { name, result, text: `${result} = ${name} ${value} : ${types}` };
}

function castName(from: Type, to: Type): string {
  if (from.kind === 'tensor' && to.kind === 'tensor' && from.elementType === to.elementType)
    return 'tensor.cast';
  if (from.kind === 'memref' && to.kind === 'memref') return 'memref.cast';
  const isElementwise =
    (from.kind === 'tensor' && to.kind === 'tensor') ||
    (from.kind === 'vector' && to.kind === 'vector');
  const hasSameShape =
    isElementwise &&
    from.shape.length === to.shape.length &&
    from.shape.every((d, i) => d === to.shape[i]);
  const scalar = hasSameShape ? scalarCast(from.elementType, to.elementType) : scalarCast(from, to);
  return scalar ?? 'builtin.unrealized_conversion_cast';
}

function scalarCast(from: Type, to: Type): string | null {
  if (from.kind === 'integer' && to.kind === 'integer') {
    if (from.width === to.width) return null;
    if (from.width > to.width) return 'arith.trunci';
    // True is one, not minus one.
    return from.width === 1 ? 'arith.extui' : 'arith.extsi';
  }
  const areIndexed = [from.kind, to.kind].every((kind) => kind === 'index' || kind === 'integer');
  if (areIndexed) return 'arith.index_cast';
  if (from.kind === 'float' && to.kind === 'float') {
    if (from.width === to.width) return null;
    return from.width < to.width ? 'arith.extf' : 'arith.truncf';
  }
  if (from.kind === 'integer' && to.kind === 'float')
    return from.width === 1 ? 'arith.uitofp' : 'arith.sitofp';
  if (from.kind === 'float' && to.kind === 'integer') return 'arith.fptosi';
  return null;
}

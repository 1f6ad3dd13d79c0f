/** A cast in front of an operation that wants a value of another type. */
import {
  BranchOp,
  Operation,
  parseType,
  printOperation,
  printType,
  type Type,
} from '@iree-workbench/ir';
import { ChunkTree } from './chunk-tree.ts';
import {
  type CodeAction,
  freshName,
  indentAt,
  mending,
  placedEdits,
  touchedPart,
} from './code-action.ts';
import type { DocumentDiagnostic } from './diagnostics.ts';
import { Chunk, type PlacedChunk } from './document.ts';
import type { TextEdit } from './segments.ts';
import { namesOf, referenceTo } from './value-text.ts';

/** A fix for a diagnostic of the piece, if it is about a value of another type than is wanted. */
export function castFix(placed: PlacedChunk, diagnostic: DocumentDiagnostic): CodeAction | null {
  const found = operandCast(placed, diagnostic) ?? operationCast(placed, diagnostic);
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

/** An operand that the verifier wants to be of another type. */
interface Mismatch {
  readonly op: Operation;
  readonly operand: number;
  readonly to: Type;
}

/** In front of an operation that names its operand's type, which is written anew. */
function operationCast(placed: PlacedChunk, { range, message }: DocumentDiagnostic): Cast | null {
  if (!range) return null;
  const { chunk, offset } = placed;
  const at = range.start - offset;
  // The operation is changed in a copy of its statement.
  const part = touchedPart(chunk, [{ start: at, end: at, text: '' }]);
  const copy = part ? new Chunk(new ChunkTree(part.text, '-', chunk.tree.era)) : null;
  const shift = part?.edits[0] ? at - part.edits[0].start : 0;
  const about = copy?.info.operationAt(at - shift)?.op;
  const mismatch = about && findMismatch(about, message);
  if (!copy || !mismatch) return null;
  const { op, operand, to } = mismatch;
  const place = copy.info.rangeOf(op);
  const value = op.operands[operand];
  const reference = value && referenceTo(copy, value);
  if (!place || !value || !reference) return null;
  const { name, result, text } = castTo(reference, value.type, to, chunk.text);
  const written = copy.text.slice(place.start, place.end);
  const cast = Operation.create({
    name,
    location: op.location,
    operands: [value],
    resultTypes: [to],
  });
  op.block?.insertBefore(cast, op);
  op.setOperand(operand, cast.result());
  const names = namesOf(copy);
  const writtenName = copy.text.slice(place.name.start, place.name.end);
  const printed = printOperation(op, {
    generic: writtenName.startsWith('"'),
    debugInfo: /\bloc\([^\n]*\)\s*$/.test(written),
    names: {
      ...names,
      value: (named) => (named === cast.result() ? result.slice(1) : names.value(named)),
    },
  });
  // Where functions need not name their dialect, it stays unnamed.
  const changed = printed.replace(op.name, writtenName.replaceAll('"', ''));
  const indent = indentAt(copy.text, place.start);
  const lines = `${text}\n${changed}`.replaceAll('\n', `\n${indent}`);
  return { name, edits: [{ start: place.start + shift, end: place.end + shift, text: lines }] };
}

const RETURN = /^type of return operand (\d+) \(/;
const CALL =
  /operand type mismatch: expected operand type '(.*)', but provided '.*' for operand number (\d+)$/;
const BRANCH = /^type mismatch for bb argument #(\d+) of successor #(\d+)$/;
const REGION =
  /along control flow edge from Region #(\d+) to .*: source type #(\d+) '.*' should match input type #\d+ '(.*)'$/;

/** Which operand a message of the verifier is about. */
function findMismatch(op: Operation, message: string): Mismatch | null {
  const mismatch = (of: Operation | null, operand: number, to: Type | null | undefined) =>
    of && to ? { op: of, operand, to } : null;
  const [, returned] = RETURN.exec(message) ?? [];
  if (returned !== undefined) {
    const type = op.parentOp?.attr('function_type');
    if (type?.kind !== 'type' || type.type.kind !== 'function') return null;
    return mismatch(op, Number(returned), type.type.results[Number(returned)]);
  }
  const [, wanted, passed] = CALL.exec(message) ?? [];
  if (wanted !== undefined)
    return mismatch(op, Number(passed), parseType(op.context, wanted).value);
  const [, argument, successor] = BRANCH.exec(message) ?? [];
  if (argument !== undefined) {
    const operands = op.getInterface(BranchOp)?.successorOperands(op, Number(successor));
    const block = op.successors[Number(successor)];
    const to = block?.arguments[Number(argument)]?.type;
    return operands ? mismatch(op, operands.start + Number(argument), to) : null;
  }
  const [, region, source, input] = REGION.exec(message) ?? [];
  if (region === undefined || input === undefined) return null;
  const end = op.regions[Number(region)]?.blocks.at(-1)?.terminator ?? null;
  // A condition comes before what it hands on.
  const first = end?.is('scf.condition') ? 1 : 0;
  return mismatch(end, first + Number(source), parseType(op.context, input).value);
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

/**
 * Named operations that have indexing maps of their own since 2026: products of matrices, transposed or
 * broadcast by other maps than those that they are known for.
 */

import type { AffineMap } from '../../affine.ts';
import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { AffineMapAttr, ArrayAttr, type Attribute } from '../../attributes.ts';
import type { Context } from '../../context.ts';
import type { VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import type { NamedOperation } from './named-table.ts';
import { entryMaps, genericMaps } from './structured.ts';

const MAPPED = new Set(['matmul', 'batch_matmul', 'batch_reduce_matmul']);
export const mayHaveMaps = ({ name }: NamedOperation): boolean => MAPPED.has(name);

/** The maps that stand where none are written. */
export const defaultMaps = (entry: NamedOperation, context: Context): Attribute =>
  ArrayAttr.get(
    context,
    entryMaps(entry).map((map) => AffineMapAttr.get(context, map)),
  );

/** `indexing_maps = [...]`, before all else. */
export function parseMaps(
  entry: NamedOperation,
  parser: OpAsmParser,
  state: OperationStateBuilder,
): void {
  const { context } = parser;
  if (parser.parseOptionalKeyword('indexing_maps') === null) {
    state.attributes.set('indexing_maps', defaultMaps(entry, context));
    return;
  }
  parser.parsePunctuation('=');
  const at = parser.offset();
  const maps = parser.parseAttribute();
  if (maps.kind !== 'array' || maps.elements.some(({ kind }) => kind !== 'affine_map'))
    parser.fail('expected an array of affine maps', at);
  state.attributes.set('indexing_maps', maps);
}

export function printMaps(entry: NamedOperation, printer: OpAsmPrinter, op: Operation): void {
  const maps = op.attr('indexing_maps');
  if (!maps || maps === defaultMaps(entry, op.context)) return;
  printer.print(' indexing_maps = ');
  printer.printAttribute(maps);
}

/** Does each map pick from the loops that the operand is known to be indexed by? */
export function verifyMaps(entry: NamedOperation, op: Operation, report: VerifyContext): boolean {
  const usual = entryMaps(entry);
  const positionsOf = ({ results }: AffineMap): readonly number[] =>
    results.map((expr) => (expr.kind === 'dim' ? expr.position : -1));
  return genericMaps(op).every((map, i) => {
    const allowed = usual[i] ? positionsOf(usual[i]) : [];
    return (
      positionsOf(map).every((position) => allowed.includes(position)) ||
      report.opError('Unexpected dim expression in map result.')
    );
  });
}

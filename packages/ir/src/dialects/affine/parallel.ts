/** Syntax of `affine.parallel`: bounds are expressions, or the greatest or least of several. */

import {
  type AffineExpr,
  AffineMap,
  affineDim,
  affineReplace,
  affineSymbol,
} from '../../affine.ts';
import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { AffineMapAttr, ArrayAttr, DenseElementsAttr, IntegerAttr } from '../../attributes.ts';
import type { Operation, Value } from '../../operation.ts';
import { RankedTensorType } from '../../types.ts';
import { ATOMIC_KINDS } from '../memref/kinds.ts';
import { intArray } from '../vector/attributes.ts';
import { mapAttr, numInputs } from './maps.ts';
import type { Parse, Print } from './syntax.ts';

/** `tensor<Nxi32>` of how many results belong to each bound. */
export function groupSizes(op: Operation, name: string): number[] {
  const attr = op.attr(name);
  if (attr?.kind !== 'dense') return [];
  return Array.from({ length: attr.numElements }, (_, i) => Number(attr.bitsAt(i)));
}

function parseBounds(parser: OpAsmParser, state: OperationStateBuilder, isUpper: boolean): void {
  const { context } = parser;
  const dims: Value[] = [];
  const symbols: Value[] = [];
  const results: AffineExpr[] = [];
  const groups: bigint[] = [];
  const number = (list: Value[], value: Value): number => {
    const known = list.indexOf(value);
    return known >= 0 ? known : list.push(value) - 1;
  };
  const parsed: ReturnType<typeof parser.parseAffineExprOfSSAIds>[] = [];
  parser.parseCommaSeparatedList('paren', () => {
    const bound =
      parser.parseOptionalKeyword(isUpper ? 'min' : 'max') === null
        ? parser.parseAffineExprOfSSAIds()
        : parser.parseAffineMapOfSSAIds('paren');
    parsed.push(bound);
    groups.push(BigInt(bound.map.results.length));
  });
  // All dimensions come before all symbols.
  const resolved = parsed.map(({ map, operands }) => {
    const values = parser.resolveOperands(operands, context.indexType);
    return {
      map,
      dims: values.slice(0, map.numDims).map((value) => affineDim(number(dims, value))),
      symbols: values.slice(map.numDims).map((value) => affineSymbol(number(symbols, value))),
    };
  });
  for (const bound of resolved)
    for (const expr of bound.map.results)
      results.push(affineReplace(expr, bound.dims, bound.symbols));
  state.operands.push(...dims, ...symbols);
  const name = isUpper ? 'upperBounds' : 'lowerBounds';
  state.attributes.set(
    `${name}Map`,
    AffineMapAttr.get(context, new AffineMap(dims.length, symbols.length, results)),
  );
  state.attributes.set(
    `${name}Groups`,
    DenseElementsAttr.fromElements(
      RankedTensorType.get([groups.length], context.i32),
      groups.map((size) => IntegerAttr.i32(context, size)),
    ),
  );
}

export const parseParallel: Parse = (parser, state) => {
  const { context } = parser;
  const ivs = parser.parseArgumentList('paren');
  parser.parsePunctuation('=');
  parseBounds(parser, state, false);
  parser.parseKeyword('to');
  parseBounds(parser, state, true);
  const steps: bigint[] = [];
  if (parser.parseOptionalKeyword('step') === null) for (const _ of ivs) steps.push(1n);
  else
    for (const expr of parser.parseAffineMapOfSSAIds('paren').map.results) {
      if (expr.kind !== 'constant')
        return parser.fail('steps must be constant integers', parser.nameOffset());
      steps.push(expr.value);
    }
  state.attributes.set(
    'steps',
    ArrayAttr.get(
      context,
      steps.map((step) => IntegerAttr.i64(context, step)),
    ),
  );
  const reductions: IntegerAttr[] = [];
  if (parser.parseOptionalKeyword('reduce') !== null)
    parser.parseCommaSeparatedList('paren', () => {
      const at = parser.offset();
      const name = parser.parseString();
      const kind = ATOMIC_KINDS.find(([keyword]) => keyword === name);
      if (!kind)
        return parser.failWord(
          `invalid reduction value: "${name}"`,
          ATOMIC_KINDS.map(([keyword]) => keyword),
          at,
        );
      reductions.push(IntegerAttr.i64(context, kind[1]));
    });
  state.attributes.set('reductions', ArrayAttr.get(context, reductions));
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  for (const iv of ivs) iv.type = context.indexType;
  state.regions.push(parser.parseRegion(ivs));
  parser.parseOptionalAttrDict(state.attributes);
};

function printBounds(
  printer: OpAsmPrinter,
  op: Operation,
  name: 'lowerBounds' | 'upperBounds',
  operands: readonly Value[],
): void {
  const map = mapAttr(op, `${name}Map`);
  let start = 0;
  for (const size of groupSizes(op, `${name}Groups`)) {
    if (start > 0) printer.print(', ');
    const part = new AffineMap(map.numDims, map.numSymbols, map.results.slice(start, start + size));
    if (size !== 1) printer.print(name === 'lowerBounds' ? 'max(' : 'min(');
    printer.printAffineMapOfSSAIds(part, operands);
    if (size !== 1) printer.print(')');
    start += size;
  }
}

export const printParallel: Print = (printer, op) => {
  const lower = numInputs(mapAttr(op, 'lowerBoundsMap'));
  printer.print(' (');
  printer.printOperands(op.region().front.arguments);
  printer.print(') = (');
  printBounds(printer, op, 'lowerBounds', op.operands.slice(0, lower));
  printer.print(') to (');
  printBounds(printer, op, 'upperBounds', op.operands.slice(lower));
  printer.print(')');
  const steps = intArray(op.attr('steps'));
  if (steps.some((step) => step !== 1)) printer.print(` step (${steps.join(', ')})`);
  if (op.numResults > 0) {
    const names = intArray(op.attr('reductions')).map(
      (kind) => `"${ATOMIC_KINDS.find(([, value]) => value === kind)?.[0] ?? ''}"`,
    );
    printer.print(` reduce (${names.join(', ')}) -> (`);
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: op.numResults > 0,
  });
  printer.printOptionalAttrDict(op.attributes, [
    'reductions',
    'lowerBoundsMap',
    'lowerBoundsGroups',
    'upperBoundsMap',
    'upperBoundsGroups',
    'steps',
  ]);
};

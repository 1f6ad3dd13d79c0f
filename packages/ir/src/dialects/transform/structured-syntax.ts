/** The hand-written syntax of transformations of structured operations: tilings and splits. */

import type {
  CustomDirective,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { DenseArrayAttr, IntegerAttr } from '../../attributes.ts';
import { operandsNamed } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { DYNAMIC, type Type } from '../../types.ts';
import {
  DynamicIndexList,
  parseDynamicIndices,
  printDynamicIndices,
} from '../dynamic-index-list.ts';
import { handleType } from '../pdl/types.ts';
import { printed, slot } from '../util/directives.ts';

const numbers = (op: Operation, name: string): readonly bigint[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.values : [];
};
const countLoops = (sizes: readonly bigint[]): number => sizes.filter((size) => size !== 0n).length;

// ----- Tiling -----

/** ` {interchange = [1, 0]}`, an attribute dictionary of only that. */
function parseInterchange(parser: OpAsmParser, state: OperationStateBuilder): void {
  if (!parser.parseOptionalPunctuation('{')) return;
  parser.parseKeyword('interchange');
  parser.parsePunctuation('=');
  const order: bigint[] = [];
  parser.parseCommaSeparatedList('square', () => order.push(parser.parseInteger()));
  state.attributes.set('interchange', DenseArrayAttr.i64(parser.context, order));
  parser.parsePunctuation('}');
}

function printSizes(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  const dynamic = operandsNamed(op, 'dynamic_sizes');
  printDynamicIndices(printer, dynamic, numbers(op, 'static_sizes'), 'square');
  const interchange = numbers(op, 'interchange');
  if (interchange.length > 0) printer.print(` {interchange = [${interchange.join(', ')}]}`);
}

interface ParsedSizes {
  readonly target: UnresolvedOperand;
  readonly sizes: readonly UnresolvedOperand[];
  readonly sizesAt: number;
  readonly numLoops: number;
}

function parseSizes(parser: OpAsmParser, state: OperationStateBuilder): ParsedSizes {
  const target = parser.parseOperand();
  const sizesAt = parser.offset();
  const { operands: sizes, statics } = parseDynamicIndices(parser, 'square');
  parseInterchange(parser, state);
  state.attributes.set('static_sizes', DenseArrayAttr.i64(parser.context, statics));
  return { target, sizes, sizesAt, numLoops: countLoops(statics) };
}

/** `%target[4, %size] {interchange = …} : (types) -> types`, a result for every loop. */
export function parseTile(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { target, sizes, sizesAt, numLoops } = parseSizes(parser, state);
  parser.parsePunctuation(':');
  const { inputs, results } = parser.parseFunctionType();
  if (results.length !== numLoops + 1)
    parser.fail(`expected ${numLoops + 1} result type(s)`, parser.nameOffset());
  const [targetType, ...sizeTypes] = inputs;
  if (!targetType || sizeTypes.length !== sizes.length)
    return parser.fail(`expected ${sizes.length + 1} operand type(s)`, sizesAt);
  state.operands.push(
    parser.resolveOperand(target, targetType),
    ...parser.resolveOperands(sizes, sizeTypes, sizesAt),
  );
  state.resultTypes.push(...results);
}

export function printTile(printer: OpAsmPrinter, op: Operation): void {
  printSizes(printer, op);
  printer.print(' : ');
  printer.printFunctionalType(
    op.operands.map(({ type }) => type),
    op.resultTypes,
  );
}

/** As `parseTile` without types. */
export function parseTileToScfFor(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { target, sizes, numLoops } = parseSizes(parser, state);
  const handle = handleType(parser.context, 'operation');
  state.operands.push(
    parser.resolveOperand(target, handle),
    ...parser.resolveOperands(sizes, handle),
  );
  state.resultTypes.push(...Array<Type>(numLoops + 1).fill(handle));
}
export const printTileToScfFor = printSizes;

/** `%target {tile_sizes = [4, 0]}`, a result for every loop. */
export function parseFuse(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const target = parser.parseOperand();
  parser.parseOptionalAttrDict(state.attributes);
  const sizes = state.attributes.get('tile_sizes');
  if (!sizes) return parser.fail("expected 'tile_sizes' attribute", at);
  if (sizes.kind !== 'array') return parser.fail("'tile_sizes' attribute must be an array", at);
  const values = sizes.elements.map((size) => (size.kind === 'integer' ? size.value : 1n));
  const handle = handleType(parser.context, 'operation');
  state.resultTypes.push(...Array<Type>(countLoops(values) + 1).fill(handle));
  state.operands.push(parser.resolveOperand(target, handle));
}

export function printFuse(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.printOptionalAttrDict(op.attributes);
}

// ----- Splitting -----

/** `%target after 4 : type`, or `after %point : type, type`. */
export function parseSplit(parser: OpAsmParser, state: OperationStateBuilder): void {
  const target = parser.parseOperand();
  parser.parseKeyword('after');
  const point = parser.parseOptionalOperand();
  const staticPoint = point ? BigInt(DYNAMIC) : parser.parseInteger();
  parser.parseOptionalAttrDict(state.attributes);
  const type = parser.parseColonType();
  state.operands.push(parser.resolveOperand(target, type));
  if (point) {
    parser.parsePunctuation(',');
    state.operands.push(parser.resolveOperand(point, parser.parseType()));
  }
  state.attributes.set('static_split_point', IntegerAttr.i64(parser.context, staticPoint));
  state.resultTypes.push(type, type);
}

export function printSplit(printer: OpAsmPrinter, op: Operation): void {
  const staticPoint = op.intAttr('static_split_point') ?? BigInt(DYNAMIC);
  const point = staticPoint === BigInt(DYNAMIC) ? op.operand(1) : null;
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print(' after ');
  if (point) printer.printOperand(point);
  else printer.print(String(staticPoint));
  printer.print(' ');
  printer.printOptionalAttrDict(op.attributes, ['static_split_point']);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
  if (!point) return;
  printer.print(', ');
  printer.printType(point.type);
}

// ----- Directives -----

/** `(target) -> size` for three results of one type. */
const MultitileSizesTypes: CustomDirective = {
  parse(parser, args) {
    const at = parser.offset();
    const { inputs, results } = parser.parseFunctionType();
    if (inputs.length !== 1 || results.length !== 1)
      parser.fail('expects a trailing functional type with one argument and one result', at);
    slot(args, 0, 'type').types = [...inputs];
    for (const i of [1, 2, 3]) slot(args, i, 'type').types = [...results];
  },
  print(printer, args) {
    printer.printFunctionalType(printed(args, 0, 'type').types, printed(args, 1, 'type').types);
  },
};

/** `%packed`, one handle for all numbers, or a list as `DynamicIndexList` has it. */
const PackedOrDynamicIndexList: CustomDirective = {
  parse(parser, args, state) {
    const packed = parser.parseOptionalOperand();
    if (packed) {
      slot(args, 0, 'operand').operands.push(packed);
      slot(args, 2, 'attribute').attr = DenseArrayAttr.i64(parser.context, []);
    } else DynamicIndexList.parse(parser, args.slice(1), state);
  },
  print(printer, args, op) {
    const { values } = printed(args, 0, 'operand');
    if (values.length > 0) printer.printOperands(values);
    else DynamicIndexList.print(printer, args.slice(1), op);
  },
};

export const structuredDirectives: Readonly<Record<string, CustomDirective>> = {
  MultitileSizesTypes,
  PackedOrDynamicIndexList,
};

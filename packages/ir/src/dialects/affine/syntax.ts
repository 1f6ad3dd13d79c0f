/** Syntax of the affine dialect but for `affine.parallel`: everything applies maps to values. */

import { AffineMap, affineConstant, affineSymbol } from '../../affine.ts';
import type {
  AsmArgument,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { AffineMapAttr, IntegerAttr } from '../../attributes.ts';
import { type Operation, Region, type Value } from '../../operation.ts';
import type { MemRefType } from '../../types.ts';
import { parseAssignments, printAssignments } from '../assignments.ts';
import { parsePrefetchHints, printPrefetchHints } from '../memref/syntax.ts';
import { mapAttr, numInputs } from './maps.ts';

export type Parse = (parser: OpAsmParser, state: OperationStateBuilder) => void;
export type Print = (printer: OpAsmPrinter, op: Operation) => void;

/** `(%d0, %d1)[%s0]`: resolves the operands, returns how many are dimensions. */
function parseDimAndSymbolList(parser: OpAsmParser, state: OperationStateBuilder): number {
  const dims = parser.parseOperandList('paren');
  const symbols = parser.parseOperandList('optional-square');
  state.operands.push(...parser.resolveOperands([...dims, ...symbols], parser.context.indexType));
  return dims.length;
}
function printDimAndSymbolList(
  printer: OpAsmPrinter,
  operands: readonly Value[],
  numDims: number,
): void {
  printer.print('(');
  printer.printOperands(operands.slice(0, numDims));
  printer.print(')');
  if (operands.length <= numDims) return;
  printer.print('[');
  printer.printOperands(operands.slice(numDims));
  printer.print(']');
}

const parseMapAttr = (parser: OpAsmParser): AffineMapAttr => {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  return attr.kind === 'affine_map' ? attr : parser.fail('invalid kind of attribute specified', at);
};

// ----- apply, min, max -----

export const parseApply: Parse = (parser, state) => {
  const attr = parseMapAttr(parser);
  state.attributes.set('map', attr);
  const numDims = parseDimAndSymbolList(parser, state);
  parser.parseOptionalAttrDict(state.attributes);
  if (attr.map.numDims !== numDims || numInputs(attr.map) !== state.operands.length)
    parser.fail('dimension or symbol index mismatch', parser.nameOffset());
  for (const _ of attr.map.results) state.resultTypes.push(parser.context.indexType);
};
export const parseMinMax: Parse = (parser, state) => {
  state.attributes.set('map', parseMapAttr(parser));
  const dims = parser.parseOperandList('paren');
  const symbols = parser.parseOperandList('optional-square');
  parser.parseOptionalAttrDict(state.attributes);
  state.operands.push(...parser.resolveOperands([...dims, ...symbols], parser.context.indexType));
  state.resultTypes.push(parser.context.indexType);
};
export const printApply: Print = (printer, op) => {
  const attr = op.attr('map');
  printer.print(' ');
  if (attr) printer.printAttribute(attr);
  printDimAndSymbolList(printer, op.operands, mapAttr(op, 'map').numDims);
  printer.printOptionalAttrDict(op.attributes, ['map']);
};

// ----- for -----

function parseBound(parser: OpAsmParser, state: OperationStateBuilder, isLower: boolean): void {
  const { context } = parser;
  const name = isLower ? 'lower_bound' : 'upper_bound';
  const hasPrefix = parser.parseOptionalKeyword(isLower ? 'max' : 'min') !== null;
  const operands = parser.parseOperandList();
  if (operands.length > 1) parser.fail('expected only one loop bound operand', parser.nameOffset());
  const [only] = operands;
  if (only) {
    state.operands.push(parser.resolveOperand(only, context.indexType));
    const identity = new AffineMap(0, 1, [affineSymbol(0)]);
    state.attributes.set(name, AffineMapAttr.get(context, identity));
    return;
  }
  const at = parser.offset();
  const attr = parser.parseAttribute(context.indexType);
  if (attr.kind === 'integer') {
    const constant = new AffineMap(0, 0, [affineConstant(attr.value)]);
    state.attributes.set(name, AffineMapAttr.get(context, constant));
    return;
  }
  if (attr.kind !== 'affine_map')
    return parser.fail(
      'expected valid affine map representation for loop bounds',
      parser.nameOffset(),
    );
  state.attributes.set(name, attr);
  const before = state.operands.length;
  const numDims = parseDimAndSymbolList(parser, state);
  if (attr.map.numDims !== numDims)
    parser.fail('dim operand count and affine map dim count must match', parser.nameOffset());
  if (numInputs(attr.map) !== state.operands.length - before)
    parser.fail('symbol operand count and affine map symbol count must match', parser.nameOffset());
  if (attr.map.results.length > 1 && !hasPrefix)
    parser.fail(
      isLower
        ? "lower loop bound affine map with multiple results requires 'max' prefix"
        : "upper loop bound affine map with multiple results requires 'min' prefix",
      at,
    );
}

export const parseFor: Parse = (parser, state) => {
  const { context } = parser;
  const induction = parser.parseArgument();
  induction.type = context.indexType;
  parser.parsePunctuation('=');
  parseBound(parser, state, true);
  parser.parseKeyword('to', ' between bounds');
  parseBound(parser, state, false);
  if (parser.parseOptionalKeyword('step') === null)
    state.attributes.set('step', IntegerAttr.index(context, 1));
  else {
    const at = parser.offset();
    const step = parser.parseAttribute(context.indexType);
    if (step.kind !== 'integer') return parser.fail('invalid kind of attribute specified', at);
    state.attributes.set('step', step);
    if (step.value < 0n)
      parser.fail('expected step to be representable as a positive signed integer', at);
  }
  const args: AsmArgument[] = [induction];
  if (parser.parseOptionalKeyword('iter_args') !== null) {
    const { args: carried, inits } = parseAssignments(parser);
    args.push(...carried);
    const types = parser.parseOptionalArrowTypeList();
    if (types.length === 0) parser.fail("expected '->'");
    state.resultTypes.push(...types);
    for (const [i, init] of inits.entries()) {
      const type = state.resultTypes[i];
      const arg = args[i + 1];
      if (!type || !arg) break;
      arg.type = type;
      state.operands.push(parser.resolveOperand(init, type));
    }
  }
  if (args.length !== state.resultTypes.length + 1)
    parser.fail(
      'mismatch between the number of loop-carried values and results',
      parser.nameOffset(),
    );
  state.regions.push(parser.parseRegion(args));
  parser.parseOptionalAttrDict(state.attributes);
};

function printBound(
  printer: OpAsmPrinter,
  op: Operation,
  name: 'lower_bound' | 'upper_bound',
  operands: readonly Value[],
): void {
  const map = mapAttr(op, name);
  const [only, ...others] = map.results;
  if (others.length > 0 || !only) printer.print(name === 'lower_bound' ? 'max ' : 'min ');
  else if (numInputs(map) === 0 && only.kind === 'constant') {
    printer.print(String(only.value));
    return;
  } else if (map.numDims === 0 && map.numSymbols === 1 && only.kind === 'symbol') {
    printer.printOperands(operands);
    return;
  }
  const attr = op.attr(name);
  if (attr) printer.printAttribute(attr);
  printDimAndSymbolList(printer, operands, map.numDims);
}

/** Operands of the bounds and initial values of an `affine.for`. */
export function forOperands(op: Operation): {
  readonly lower: readonly Value[];
  readonly upper: readonly Value[];
  readonly inits: readonly Value[];
} {
  const lower = numInputs(mapAttr(op, 'lower_bound'));
  const upper = lower + numInputs(mapAttr(op, 'upper_bound'));
  const { operands } = op;
  return {
    lower: operands.slice(0, lower),
    upper: operands.slice(lower, upper),
    inits: operands.slice(upper),
  };
}

export const printFor: Print = (printer, op) => {
  const [induction, ...carried] = op.region().front.arguments;
  const { lower, upper, inits } = forOperands(op);
  const step = op.intAttr('step') ?? 1n;
  printer.print(' ');
  if (induction) printer.printRegionArgument(induction, undefined, true);
  printer.print(' = ');
  printBound(printer, op, 'lower_bound', lower);
  printer.print(' to ');
  printBound(printer, op, 'upper_bound', upper);
  if (step !== 1n) printer.print(` step ${step}`);
  if (inits.length > 0) {
    printer.print(' iter_args');
    printAssignments(printer, carried, inits);
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: inits.length > 0,
  });
  printer.printOptionalAttrDict(op.attributes, ['lower_bound', 'upper_bound', 'step']);
};

// ----- if -----

export const parseIf: Parse = (parser, state) => {
  const at = parser.offset();
  const attr = parser.parseAttribute();
  if (attr.kind !== 'integer_set') return parser.fail('invalid kind of attribute specified', at);
  state.attributes.set('condition', attr);
  const numDims = parseDimAndSymbolList(parser, state);
  if (attr.set.numDims !== numDims)
    parser.fail('dim operand count and integer set dim count must match', parser.nameOffset());
  if (numDims + attr.set.numSymbols !== state.operands.length)
    parser.fail(
      'symbol operand count and integer set symbol count must match',
      parser.nameOffset(),
    );
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  state.regions.push(parser.parseRegion());
  state.regions.push(
    parser.parseOptionalKeyword('else') === null ? new Region() : parser.parseRegion(),
  );
  parser.parseOptionalAttrDict(state.attributes);
};
export const printIf: Print = (printer, op) => {
  const condition = op.attr('condition');
  const options = { printEntryBlockArgs: false, printBlockTerminators: op.numResults > 0 };
  printer.print(' ');
  if (condition) printer.printAttribute(condition);
  printDimAndSymbolList(
    printer,
    op.operands,
    condition?.kind === 'integer_set' ? condition.set.numDims : 0,
  );
  printer.printOptionalArrowTypeList(op.resultTypes);
  printer.print(' ');
  printer.printRegion(op.region(0), options);
  if (!op.region(1).isEmpty) {
    printer.print(' else ');
    printer.printRegion(op.region(1), options);
  }
  printer.printOptionalAttrDict(op.attributes, ['condition']);
};

// ----- Loads and stores -----

function parseIndices(
  parser: OpAsmParser,
  state: OperationStateBuilder,
): readonly UnresolvedOperand[] {
  const { map, operands } = parser.parseAffineMapOfSSAIds('square');
  state.attributes.set('map', AffineMapAttr.get(parser.context, map));
  return operands;
}
const parseMemRefType = (parser: OpAsmParser): MemRefType => {
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  return type.kind === 'memref' ? type : parser.fail('invalid kind of type specified', at);
};
const index = (parser: OpAsmParser) => parser.context.indexType;

/** `%m[…] : memref<…>`, with the vector's type behind for `vector_load`. */
export const parseLoad =
  (isVector: boolean): Parse =>
  (parser, state) => {
    const memref = parser.parseOperand();
    const indices = parseIndices(parser, state);
    parser.parseOptionalAttrDict(state.attributes);
    const type = parseMemRefType(parser);
    let result = type.elementType;
    if (isVector) {
      parser.parsePunctuation(',');
      result = parser.parseType();
    }
    state.operands.push(
      parser.resolveOperand(memref, type),
      ...parser.resolveOperands(indices, index(parser)),
    );
    state.resultTypes.push(result);
  };
export const parseStore =
  (isVector: boolean): Parse =>
  (parser, state) => {
    const value = parser.parseOperand();
    parser.parsePunctuation(',');
    const memref = parser.parseOperand();
    const indices = parseIndices(parser, state);
    parser.parseOptionalAttrDict(state.attributes);
    const type = parseMemRefType(parser);
    let valueType = type.elementType;
    if (isVector) {
      parser.parsePunctuation(',');
      valueType = parser.parseType();
    }
    state.operands.push(
      parser.resolveOperand(value, valueType),
      parser.resolveOperand(memref, type),
      ...parser.resolveOperands(indices, index(parser)),
    );
  };

function printIndices(printer: OpAsmPrinter, op: Operation, operands: readonly Value[]): void {
  printer.print('[');
  if (op.attr('map')) printer.printAffineMapOfSSAIds(mapAttr(op, 'map'), operands);
  printer.print(']');
}
export const printLoad =
  (isVector: boolean): Print =>
  (printer, op) => {
    printer.print(' ');
    printer.printOperand(op.operand(0));
    printIndices(printer, op, op.operands.slice(1));
    printer.printOptionalAttrDict(op.attributes, ['map']);
    printer.print(' : ');
    printer.printTypes([op.operand(0).type, ...(isVector ? [op.result().type] : [])]);
  };
export const printStore =
  (isVector: boolean): Print =>
  (printer, op) => {
    printer.print(' ');
    printer.printOperands([op.operand(0), op.operand(1)]);
    printIndices(printer, op, op.operands.slice(2));
    printer.printOptionalAttrDict(op.attributes, ['map']);
    printer.print(' : ');
    printer.printTypes([op.operand(1).type, ...(isVector ? [op.operand(0).type] : [])]);
  };

export const parsePrefetch: Parse = (parser, state) => {
  const memref = parser.parseOperand();
  const indices = parseIndices(parser, state);
  const setHints = parsePrefetchHints(parser, state);
  parser.parseOptionalAttrDict(state.attributes);
  const type = parseMemRefType(parser);
  state.operands.push(
    parser.resolveOperand(memref, type),
    ...parser.resolveOperands(indices, index(parser)),
  );
  setHints();
};
export const printPrefetch: Print = (printer, op) => {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printIndices(printer, op, op.operands.slice(1));
  printPrefetchHints(printer, op);
  printer.printOptionalAttrDict(op.attributes, ['map', 'localityHint', 'isDataCache', 'isWrite']);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
};

// ----- DMA -----

/** Maps of a DMA operation's memories, in the order of the text. */
export const DMA_MAPS = ['src_map', 'dst_map', 'tag_map'] as const;

function parseDmaMemory(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  name: string,
): { readonly memref: UnresolvedOperand; readonly indices: readonly UnresolvedOperand[] } {
  const memref = parser.parseOperand();
  const { map, operands } = parser.parseAffineMapOfSSAIds('square');
  state.attributes.set(name, AffineMapAttr.get(parser.context, map));
  return { memref, indices: operands };
}

export const parseDmaStart: Parse = (parser, state) => {
  const memories = DMA_MAPS.map((name) => {
    const memory = parseDmaMemory(parser, state, name);
    parser.parsePunctuation(',');
    return memory;
  });
  const count = parser.parseOperand();
  const strides: UnresolvedOperand[] = [];
  while (parser.parseOptionalPunctuation(',')) strides.push(parser.parseOperand());
  const at = parser.nameOffset();
  if (strides.length > 0 && strides.length !== 2)
    parser.fail('expected two stride related operands', at);
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  if (types.length !== 3) parser.fail('expected three types', at);
  for (const [i, { memref, indices }] of memories.entries()) {
    const type = types[i];
    if (!type) return;
    state.operands.push(
      parser.resolveOperand(memref, type),
      ...parser.resolveOperands(indices, index(parser)),
    );
  }
  state.operands.push(...parser.resolveOperands([count, ...strides], index(parser)));
};
export const parseDmaWait: Parse = (parser, state) => {
  const { memref, indices } = parseDmaMemory(parser, state, 'tag_map');
  parser.parsePunctuation(',');
  const count = parser.parseOperand();
  const type = parser.parseColonType();
  state.operands.push(
    parser.resolveOperand(memref, type),
    ...parser.resolveOperands([...indices, count], index(parser)),
  );
};

/** Prints memories with their indices; returns their types and the operands behind. */
function printDma(printer: OpAsmPrinter, op: Operation, maps: readonly string[]): void {
  const { operands } = op;
  const memories: Value[] = [];
  let next = 0;
  printer.print(' ');
  for (const name of maps) {
    const map = mapAttr(op, name);
    const memory = operands[next++] as Value;
    memories.push(memory);
    printer.printOperand(memory);
    printer.print('[');
    printer.printAffineMapOfSSAIds(map, operands.slice(next, next + numInputs(map)));
    printer.print('], ');
    next += numInputs(map);
  }
  printer.printOperands(operands.slice(next));
  printer.print(' : ');
  printer.printTypes(memories.map((memory) => memory.type));
}
export const printDmaStart: Print = (printer, op) => printDma(printer, op, DMA_MAPS);
export const printDmaWait: Print = (printer, op) => printDma(printer, op, ['tag_map']);

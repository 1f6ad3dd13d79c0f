/**
 * The hand-written syntax of linalg: what all structured operations share (`ins`, `outs`), the
 * generic operation, and map, reduce, transpose and broadcast.
 */

import type { AsmArgument, OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  ArrayAttr,
  type Attribute,
  DenseArrayAttr,
  DialectAttr,
  DictionaryAttr,
  StringAttr,
  UnknownLoc,
} from '../../attributes.ts';
import { Builder } from '../../builder.ts';
import { definesAttribute } from '../../dialect.ts';
import { type Block, type Operation, Region, type Value } from '../../operation.ts';
import { elementTypeOrSelf, type Type } from '../../types.ts';
import { numOutputs } from './structured.ts';

/** Fills the body of an operation whose syntax has none. */
export type BodyBuilder = (
  builder: Builder,
  args: readonly Value[],
  attr: (name: string) => Attribute | undefined,
) => Value | null;

/**
 * A region with one block: an argument an operand's element type, ended by what `build` yields.
 * Nobody wrote such a body: as upstream's, it is nowhere.
 */
export function makeBody(
  state: OperationStateBuilder,
  types: readonly Type[],
  build: BodyBuilder,
): Region | null {
  const region = new Region();
  const block = region.append();
  const nowhere = UnknownLoc.get(state.location.context);
  for (const type of types) block.addArgument(elementTypeOrSelf(type), nowhere);
  const builder = Builder.atEnd(block, nowhere);
  const value = build(builder, block.arguments, (name) => state.attributes.get(name));
  if (!value) return null;
  builder.create('linalg.yield', { operands: [value] });
  return region;
}

/** `ins(%a, %b : types)` and `outs(%c : types)`, either optional; resolves the operands. */
function parseInsOuts(
  parser: OpAsmParser,
  state: OperationStateBuilder,
): { inputTypes: Type[]; outputTypes: Type[] } {
  const clause = (keyword: string): Type[] => {
    if (parser.parseOptionalKeyword(keyword) === null) return [];
    parser.parsePunctuation('(');
    const at = parser.offset();
    const operands = parser.parseOperandList();
    parser.parsePunctuation(':');
    const types = parser.parseTypeList();
    parser.parsePunctuation(')');
    state.operands.push(...parser.resolveOperands(operands, types, at));
    return types;
  };
  const inputTypes = clause('ins');
  const outputTypes = clause('outs');
  return { inputTypes, outputTypes };
}

function setSegments(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  numInputs: number,
  numOutputs: number,
): void {
  state.attributes.set(
    'operand_segment_sizes',
    DenseArrayAttr.i32(parser.context, [numInputs, numOutputs]),
  );
}

/** For an operation with that many operands. */
export function parseNamed(build: BodyBuilder, arity: number | null = null) {
  return (parser: OpAsmParser, state: OperationStateBuilder): void => {
    const at = parser.offset();
    parser.parseOptionalAttrDict(state.attributes);
    const { inputTypes, outputTypes } = parseInsOuts(parser, state);
    parser.parseOptionalAttrDict(state.attributes);
    setSegments(parser, state, inputTypes.length, outputTypes.length);
    state.resultTypes.push(...parser.parseOptionalArrowTypeList());
    const types = [...inputTypes, ...outputTypes];
    if (arity !== null && types.length !== arity)
      parser.fail(
        `[parseNamedStructuredOpRegion] ods-gen generated region expects ${arity} args, got ${types.length}`,
        // Behind the whole operation: nothing more is read.
        parser.offset(),
      );
    const region = makeBody(state, types, build);
    if (!region) parser.fail(`unsupported element types of '${parser.operationName.name}'`, at);
    state.regions.push(region);
  };
}

function printInsOuts(printer: OpAsmPrinter, op: Operation): void {
  const clause = (keyword: string, values: readonly Value[]): void => {
    if (values.length === 0) return;
    printer.print(` ${keyword}(`);
    printer.printOperands(values);
    printer.print(' : ');
    printer.printTypes(values.map((value) => value.type));
    printer.print(')');
  };
  const numInputs = op.numOperands - numOutputs(op);
  clause('ins', op.operands.slice(0, numInputs));
  clause('outs', op.operands.slice(numInputs));
}

export function printNamed(printer: OpAsmPrinter, op: Operation): void {
  printer.printOptionalAttrDict(op.attributes, [
    'operand_segment_sizes',
    'linalg.memoized_indexing_maps',
    ...(definesAttribute(op.definition, 'indexing_maps') ? ['indexing_maps'] : []),
  ]);
  printInsOuts(printer, op);
  printer.printOptionalArrowTypeList(op.resultTypes);
}

// ----- generic -----

/** Attributes that stand before `ins`, all others follow `attrs =`. */
const GENERIC_ATTRIBUTES = ['doc', 'indexing_maps', 'library_call', 'iterator_types'];

export function parseGeneric(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const leading = parser.parseAttribute();
  if (leading.kind !== 'dictionary') parser.fail('invalid kind of attribute specified', at);
  for (const [name, value] of leading.entries) state.attributes.set(name, value);
  const iterators = state.attributes.get('iterator_types');
  let unknownIterator: string | null = null;
  if (iterators?.kind === 'array')
    state.attributes.set(
      'iterator_types',
      ArrayAttr.get(
        parser.context,
        iterators.elements.map((element) => {
          if (element.kind !== 'string') return element;
          if (!['parallel', 'reduction', 'window'].includes(element.value))
            unknownIterator ??= element.value;
          return DialectAttr.get(parser.context, 'linalg', 'iterator_type', [element.value]);
        }),
      ),
    );
  // Upstream looks at them as it goes on.
  if (unknownIterator !== null) parser.error(`unexpected iterator_type (${unknownIterator})`);
  // A second dictionary may follow, whose attributes print among the others.
  parser.parseOptionalAttrDict(state.attributes);
  const { inputTypes, outputTypes } = parseInsOuts(parser, state);
  setSegments(parser, state, inputTypes.length, outputTypes.length);
  if (parser.parseOptionalKeyword('attrs') !== null) {
    parser.parsePunctuation('=');
    parser.parseOptionalAttrDict(state.attributes);
  }
  // A yield that is left out is missing.
  state.regions.push(parser.parseRegion([], { leavesTerminator: true }));
  state.resultTypes.push(...parser.parseOptionalArrowTypeList());
}

export function printGeneric(printer: OpAsmPrinter, op: Operation): void {
  const leading = op.attributes.entries.flatMap(([name, value]) => {
    if (!GENERIC_ATTRIBUTES.includes(name)) return [];
    if (name !== 'iterator_types' || value.kind !== 'array') return [[name, value] as const];
    const strings = value.elements.map((element) =>
      element.kind === 'dialect' ? StringAttr.get(op.context, String(element.params[0])) : element,
    );
    return [[name, ArrayAttr.get(op.context, strings)] as const];
  });
  printer.print(' ');
  printer.printAttributeWithoutType(DictionaryAttr.get(op.context, leading));
  printInsOuts(printer, op);
  const rest = op.attributes.entries.filter(
    ([name]) => !GENERIC_ATTRIBUTES.includes(name) && name !== 'operand_segment_sizes',
  );
  if (rest.length > 0) {
    printer.print(' attrs = ');
    printer.printOptionalAttrDict(DictionaryAttr.get(op.context, rest));
  }
  if (!op.region().isEmpty) {
    printer.print(' ');
    printer.printRegion(op.region());
  }
  printer.printOptionalArrowTypeList(op.resultTypes);
}

// ----- map, reduce, transpose, broadcast -----

/** `ins(…) outs(…)` and the results of tensor outputs, for operations without `->`. */
function parseDestinationStyle(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  parseAttributes: () => void,
): void {
  const { outputTypes } = parseInsOuts(parser, state);
  parseAttributes();
  for (const type of outputTypes) if (type.kind === 'tensor') state.resultTypes.push(type);
  parser.parseOptionalAttrDict(state.attributes);
}

/** `{ dialect.op {attrs} }` in front of the operands: the body is that one operation. */
function parseShortBody(
  parser: OpAsmParser,
): { name: string; attributes: Map<string, Attribute> } | null {
  if (!parser.parseOptionalPunctuation('{')) return null;
  const name = parser.parseKeyword();
  const attributes = new Map<string, Attribute>();
  parser.parseOptionalAttrDict(attributes);
  parser.parsePunctuation('}');
  return { name, attributes };
}

function addShortBody(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  payload: { name: string; attributes: Map<string, Attribute> },
  operands: readonly Value[],
  accumulatorsFirst: number,
): void {
  const region = new Region();
  const block = region.append();
  const nowhere = UnknownLoc.get(parser.context);
  const args = operands.map((operand) =>
    block.addArgument(elementTypeOrSelf(operand.type), nowhere),
  );
  const ordered = [
    ...args.slice(args.length - accumulatorsFirst),
    ...args.slice(0, args.length - accumulatorsFirst),
  ];
  const builder = Builder.atEnd(block, state.location);
  const types = [(ordered[0] ?? args[0])?.type].flatMap((type) => (type ? [type] : []));
  const op = builder.create(payload.name, {
    operands: ordered,
    resultTypes: types,
    attributes: payload.attributes,
  });
  builder.create('linalg.yield', { operands: [op.result()] });
  state.regions.push(region);
  if (!parser.context.operationName(payload.name).definition)
    parser.error(`unregistered operation '${payload.name}' in the body of a structured operation`);
}

const parseBody = (parser: OpAsmParser, state: OperationStateBuilder): void => {
  const args: AsmArgument[] = parser.parseArgumentList('paren', { type: true, attributes: true });
  state.regions.push(parser.parseRegion(args));
};

export function parseMap(parser: OpAsmParser, state: OperationStateBuilder): void {
  const payload = parseShortBody(parser);
  parseDestinationStyle(parser, state, () => undefined);
  if (payload) addShortBody(parser, state, payload, state.operands.slice(0, -1), 0);
  else parseBody(parser, state);
}

export function parseReduce(parser: OpAsmParser, state: OperationStateBuilder): void {
  const payload = parseShortBody(parser);
  parseDestinationStyle(parser, state, () => parseDims(parser, state, 'dimensions'));
  if (payload) addShortBody(parser, state, payload, state.operands, 1);
  else parseBody(parser, state);
}

function parseDims(parser: OpAsmParser, state: OperationStateBuilder, name: string): void {
  parser.parseKeyword(name);
  parser.parsePunctuation('=');
  const values: bigint[] = [];
  parser.parseCommaSeparatedList('square', () => values.push(parser.parseInteger()));
  state.attributes.set(name, DenseArrayAttr.i64(parser.context, values));
}

/** transpose and broadcast: the body passes the input on. */
export const parseCopying =
  (attribute: string) =>
  (parser: OpAsmParser, state: OperationStateBuilder): void => {
    parseDestinationStyle(parser, state, () => parseDims(parser, state, attribute));
    const region = new Region();
    const block = region.append();
    for (const operand of state.operands)
      block.addArgument(elementTypeOrSelf(operand.type), operand.location);
    Builder.atEnd(block, state.location).create('linalg.yield', {
      operands: block.arguments.slice(0, 1),
    });
    state.regions.push(region);
  };

const printDims = (printer: OpAsmPrinter, op: Operation, name: string): void => {
  const dims = op.attr(name);
  printer.print(` ${name} = [${dims?.kind === 'dense_array' ? dims.values.join(', ') : ''}] `);
};

export const printCopying =
  (attribute: string) =>
  (printer: OpAsmPrinter, op: Operation): void => {
    printInsOuts(printer, op);
    printDims(printer, op, attribute);
    printer.printOptionalAttrDict(op.attributes, [attribute]);
  };

/** The body's only operation before the yield, if the short form can stand for it. */
function shortBody(block: Block, accumulators: number): Operation | null {
  const first = block.first;
  const yielded = first?.next;
  if (!first || !yielded || yielded.next || !yielded.is('linalg.yield')) return null;
  if (first.numResults !== 1 || first.regions.length > 0 || first.numOperands === 0) return null;
  if (yielded.numOperands !== 1 || yielded.operand(0) !== first.result()) return null;
  if (first.hasTrait('AttrSizedOperandSegments')) return null;
  const args = block.arguments;
  const ordered = [
    ...args.slice(args.length - accumulators),
    ...args.slice(0, args.length - accumulators),
  ];
  if (first.numOperands !== ordered.length) return null;
  return first.operands.every((operand, i) => operand === ordered[i]) ? first : null;
}

function printShortBody(printer: OpAsmPrinter, payload: Operation): void {
  // A default that every operation carries says nothing.
  const elided = (payload.definition?.populated ?? []).flatMap((attr) =>
    attr.default && payload.attr(attr.name) === attr.default(payload.context) ? [attr.name] : [],
  );
  printer.print(` { ${payload.name}`);
  printer.printOptionalAttrDict(payload.attributes, elided);
  printer.print(' }');
}

function printLongBody(printer: OpAsmPrinter, op: Operation): void {
  printer.increaseIndent();
  printer.printNewline();
  printer.print('(');
  op.region().front.arguments.forEach((argument, i) => {
    if (i > 0) printer.print(', ');
    printer.printRegionArgument(argument);
  });
  printer.print(') ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
  printer.decreaseIndent();
}

export function printMap(printer: OpAsmPrinter, op: Operation): void {
  const payload = shortBody(op.region().front, 0);
  if (payload) printShortBody(printer, payload);
  printInsOuts(printer, op);
  printer.printOptionalAttrDict(op.attributes);
  if (!payload) printLongBody(printer, op);
}

export function printReduce(printer: OpAsmPrinter, op: Operation): void {
  const payload = op.region().front.arguments.length === 2 ? shortBody(op.region().front, 1) : null;
  if (payload) printShortBody(printer, payload);
  printInsOuts(printer, op);
  printDims(printer, op, 'dimensions');
  printer.printOptionalAttrDict(op.attributes, ['dimensions']);
  if (!payload) printLongBody(printer, op);
}

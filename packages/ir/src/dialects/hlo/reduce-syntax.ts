/** The syntax of reduce and while, whose operands are paired with arguments of their regions; and of constants. */

import type {
  AsmArgument,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import {
  type Attribute,
  attributesEqual,
  DictionaryAttr,
  isElements,
  type Location,
} from '../../attributes.ts';
import type { OpDefinition } from '../../dialect.ts';
import { Block, Operation, Region, type Value } from '../../operation.ts';
import { elementTypeOrSelf, type FunctionType, RankedTensorType, type Type } from '../../types.ts';
import { parseWrappedInteger } from '../wrapped-integers.ts';
import { integerList, integersIn } from './convolution-syntax.ts';

const typesOf = (values: readonly Value[]): Type[] => values.map((value) => value.type);

/** An operation that combines two values into one of their type, whichever comes first. */
const isReducer = (definition: OpDefinition | null | undefined, dialect: string): boolean =>
  definition !== null &&
  definition !== undefined &&
  definition.dialect === dialect &&
  definition.operands.length === 2 &&
  definition.operands.every(({ arity }) => arity === 'single') &&
  definition.results.length === 1 &&
  definition.results[0]?.arity === 'single' &&
  definition.traitNames.has('Commutative') &&
  definition.regions.length === 0;

const isSameLocation = (a: Location, b: Location): boolean => attributesEqual(a, b);

/** The only operation of the body, if the body is no more than what the short form says; or null. */
function compactReducer(op: Operation): Operation | null {
  const block = op.region(0).entry;
  const [inner, end] = block?.ops ?? [];
  if (!block || !inner || !end || block.ops.length !== 2) return null;
  const [first, second] = block.arguments;
  const [input] = op.operands;
  if (!first || !second || !input || block.arguments.length !== 2) return null;
  if (!isReducer(inner.definition, op.operationName.dialect)) return null;
  const type = RankedTensorType.get([], elementTypeOrSelf(input.type));
  const isPlain =
    [...typesOf(inner.operands), ...inner.resultTypes].every((each) => each === type) &&
    inner.operand(0) === first &&
    inner.operand(1) === second &&
    end.is(`${op.operationName.dialect}.return`) &&
    end.numOperands === 1 &&
    end.operand(0) === inner.result();
  const { location } = op;
  return isPlain &&
    [inner.location, end.location, first.location, second.location].every((each) =>
      isSameLocation(each, location),
    )
    ? inner
    : null;
}

const dimensionsText = (op: Operation): string =>
  ` across dimensions = [${integersIn(op.attr('dimensions')).join(', ')}]`;

/** `(%0 init: %1), … applies mhlo.add across dimensions = [0] : type`, or with the body written out. */
export function printReduce(printer: OpAsmPrinter, op: Operation): void {
  const pairs = op.numOperands >> 1;
  for (let i = 0; i < pairs; i++) {
    printer.print(i > 0 ? ', (' : '(');
    printer.printOperand(op.operand(i));
    printer.print(' init: ');
    printer.printOperand(op.operand(i + pairs));
    printer.print(')');
  }
  const inner = compactReducer(op);
  if (inner) printer.print(` applies ${inner.name}`);
  printer.print(dimensionsText(op));
  if (!inner) printer.printOptionalAttrDict(op.attributes, ['dimensions']);
  printer.print(' : ');
  printer.printFunctionalType(typesOf(op.operands), op.resultTypes);
  if (inner) return;
  printer.printNewline();
  printer.print(' reducer');
  const block = op.region(0).front;
  for (let i = 0; i < pairs; i++) {
    const [element, accumulator] = [block.arguments[i], block.arguments[i + pairs]];
    if (!element || !accumulator) continue;
    printer.print('(');
    printer.printRegionArgument(element);
    printer.print(', ');
    printer.printRegionArgument(accumulator);
    printer.print(') ');
  }
  printer.print(' ');
  printer.printRegion(op.region(0), { printEntryBlockArgs: false });
}

/** `across dimensions = [0, 1]` */
function parseDimensions(parser: OpAsmParser): Attribute {
  const dimensions: bigint[] = [];
  parser.parseKeyword('across');
  parser.parseKeyword('dimensions');
  parser.parsePunctuation('=');
  parser.parseCommaSeparatedList('square', () => {
    dimensions.push(parseWrappedInteger(parser, 64));
  });
  return integerList(parser.context.i64, dimensions);
}

function parseFunctionalType(parser: OpAsmParser): FunctionType {
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  return type.kind === 'function' ? type : parser.fail('invalid kind of type specified', at);
}

/** `%name: type loc(…)` */
function parseReducerArgument(parser: OpAsmParser): AsmArgument {
  const operand = parser.parseOperand();
  const type = parser.parseColonType();
  return {
    operand,
    type,
    attributes: DictionaryAttr.get(parser.context, []),
    location: parser.parseOptionalLocation(),
  };
}

/** `(%0 init: %1), …`: the inputs, and behind them the values that they start from. */
function parseReduced(parser: OpAsmParser): UnresolvedOperand[] {
  const [inputs, inits]: [UnresolvedOperand[], UnresolvedOperand[]] = [[], []];
  for (;;) {
    parser.parseOptionalPunctuation(',');
    if (!parser.parseOptionalPunctuation('(')) break;
    inputs.push(parser.parseOperand());
    parser.parseKeyword('init');
    parser.parsePunctuation(':');
    inits.push(parser.parseOperand());
    parser.parsePunctuation(')');
  }
  return [...inputs, ...inits];
}

/** The body that the short form stands for: the operation, and a return of its result. */
function buildReducer(name: string, dialect: string, type: Type, location: Location): Region {
  const region = new Region();
  const block = region.append(new Block());
  const operands = [block.addArgument(type, location), block.addArgument(type, location)];
  const inner = Operation.create({ name, location, operands, resultTypes: [type] });
  block.append(inner);
  block.append(
    Operation.create({ name: `${dialect}.return`, location, operands: [inner.result()] }),
  );
  return region;
}

export function parseReduce(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const start = parser.location(at);
  const { dialect } = parser.operationName;
  const operands = parseReduced(parser);
  if (parser.parseOptionalKeyword('applies') === null) {
    const dimensions = parseDimensions(parser);
    parser.parseOptionalAttrDict(state.attributes);
    const type = parseFunctionalType(parser);
    state.attributes.set('dimensions', dimensions);
    parser.parseKeyword('reducer');
    const [elements, accumulators]: [AsmArgument[], AsmArgument[]] = [[], []];
    while (parser.parseOptionalPunctuation('(')) {
      elements.push(parseReducerArgument(parser));
      parser.parsePunctuation(',');
      accumulators.push(parseReducerArgument(parser));
      parser.parsePunctuation(')');
    }
    state.resultTypes.push(...type.results);
    state.operands.push(...parser.resolveOperands(operands, type.inputs, at));
    state.regions.push(
      parser.parseRegion([...elements, ...accumulators], { leavesTerminator: true }),
    );
    state.location = start;
    return;
  }
  const name = parser.parseKeywordOrString();
  if (!isReducer(parser.context.operationName(name).definition, dialect))
    parser.fail(
      `expected the inner-op to be a commutative binary-op from ${dialect} dialect, zero region, producing single result`,
      at,
    );
  const dimensions = parseDimensions(parser);
  const type = parseFunctionalType(parser);
  const location = parser.parseOptionalLocation() ?? start;
  const [input] = type.inputs;
  if (!input) return parser.fail('input types missing in reduce-op function type', at);
  state.operands.push(...parser.resolveOperands(operands, type.inputs, at));
  const scalar = RankedTensorType.get([], elementTypeOrSelf(input));
  state.regions.push(buildReducer(name, dialect, scalar, location));
  state.resultTypes.push(...type.results);
  state.location = location;
  state.attributes.set('dimensions', dimensions);
}

/** `(%arg = %init, …) : types`, then what says whether to go on, and what is done. */
export function parseWhile(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  const [operands, names]: [UnresolvedOperand[], UnresolvedOperand[]] = [[], []];
  parser.parsePunctuation('(');
  while (!parser.parseOptionalPunctuation(')')) {
    names.push(parser.parseOperand());
    parser.parsePunctuation('=');
    operands.push(parser.parseOperand());
    if (parser.parseOptionalPunctuation(')')) break;
    parser.parsePunctuation(',');
  }
  if (operands.length > 0) {
    parser.parsePunctuation(':');
    state.resultTypes.push(...parser.parseTypeList());
  }
  state.operands.push(...parser.resolveOperands(operands, state.resultTypes, at));
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  const makeArguments = (): AsmArgument[] =>
    names.map((operand, i) => ({
      operand,
      type: state.resultTypes[i] ?? null,
      attributes: DictionaryAttr.get(parser.context, []),
      location: null,
    }));
  for (const keyword of ['cond', 'do']) {
    parser.parseKeyword(keyword);
    state.regions.push(parser.parseRegion(makeArguments(), { leavesTerminator: true }));
  }
}

export function printWhile(printer: OpAsmPrinter, op: Operation): void {
  const names = op.region(0).front.arguments;
  printer.print('(');
  op.operands.forEach((operand, i) => {
    const name = names[i];
    if (!name) return;
    if (i > 0) printer.print(', ');
    printer.printOperand(name);
    printer.print(' = ');
    printer.printOperand(operand);
  });
  printer.print(')');
  if (op.numOperands > 0) {
    printer.print(' : ');
    printer.printTypes(typesOf(op.operands));
  }
  printer.printOptionalAttrDictWithKeyword(op.attributes);
  printer.printNewline();
  printer.print(' cond ');
  printer.printRegion(op.region(0), { printEntryBlockArgs: false });
  printer.print(' do ');
  printer.printRegion(op.region(1), { printEntryBlockArgs: false });
}

/** `dense<1.0> : tensor<f32>`; in parentheses what is generic but for the name. */
export function parseConstant(parser: OpAsmParser, state: OperationStateBuilder): void {
  if (parser.parseOptionalPunctuation('(')) {
    parser.parsePunctuation(')');
    parser.parseOptionalAttrDict(state.attributes);
    parser.parsePunctuation(':');
    parser.parsePunctuation('(');
    parser.parsePunctuation(')');
    parser.parsePunctuation('->');
    state.resultTypes.push(parser.parseType());
    return;
  }
  parser.parseOptionalAttrDict(state.attributes);
  const at = parser.offset();
  const value = parser.parseAttribute();
  if (!isElements(value)) return parser.fail('invalid kind of attribute specified', at);
  state.attributes.set('value', value);
  state.resultTypes.push(value.type);
}

export function printConstant(printer: OpAsmPrinter, op: Operation): void {
  const value = op.attr('value');
  if (!value || !isElements(value) || value.type !== op.result().type) {
    printer.print('()');
    printer.printOptionalAttrDict(op.attributes);
    printer.print(' : ');
    return printer.printFunctionalType([], op.resultTypes);
  }
  printer.printOptionalAttrDict(op.attributes, ['value']);
  printer.print(' ');
  printer.printAttribute(value);
}

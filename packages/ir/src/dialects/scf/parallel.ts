/** Parallel loops of the scf dialect: `scf.parallel` with its reductions, and `scf.forall`. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { DenseArrayAttr } from '../../attributes.ts';
import { AnyRankedTensor, AnyType, DenseI64ArrayAttr, Index } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type Block, Operation, Region, type Value } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  GraphRegion,
  HasParent,
  NoTerminator,
  Pure,
  RecursiveMemoryEffects,
  SingleBlock,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import type { Type } from '../../types.ts';
import { parseAssignments, printAssignments } from '../assignments.ts';
import { constantIndex } from '../constants.ts';
import { DeviceMappingArrayAttr } from '../device-mapping.ts';
import { parseDynamicIndices, printDynamicIndices } from '../dynamic-index-list.ts';
import { staticList, verifyMixedList } from '../slices.ts';

const isPositive = (step: Value): boolean => (constantIndex(step) ?? 1) > 0;

// ----- parallel -----

function parseIndices(parser: OpAsmParser, state: OperationStateBuilder, count: number): void {
  const at = parser.offset();
  const operands = parser.parseOperandList('paren');
  if (operands.length !== count) parser.fail(`expected ${count} operands`, at);
  state.operands.push(...parser.resolveOperands(operands, parser.context.indexType));
}

function printList(printer: OpAsmPrinter, before: string, values: readonly Value[]): void {
  printer.print(`${before} (`);
  printer.printOperands(values);
  printer.print(')');
}

/** What a body joins with other iterations: values, and the operations that say so. */
type Reductions = (body: Block) => readonly (readonly [reduce: Operation, value: Value])[];

const verifyParallel =
  (terminator: string, reductionsOf: Reductions) =>
  (op: Operation, report: VerifyContext): boolean => {
    const steps = operandsNamed(op, 'step');
    if (steps.length === 0)
      return report.opError('needs at least one tuple element for lowerBound, upperBound and step');
    if (!steps.every(isPositive)) return report.opError('constant step operand must be positive');
    const block = op.region().front;
    const { arguments: indices } = block;
    if (indices.length !== steps.length)
      return report.opError(
        `expects the same number of induction variables: ${indices.length} as bound and step values: ${steps.length}`,
      );
    if (!indices.every((index) => index.type.kind === 'index'))
      return report.opError('expects arguments for the induction variable to be of index type');
    const { last } = block;
    if (!last?.is(terminator))
      return report.opError(`expects body to terminate with '${terminator}'`);
    if (last.is('scf.yield') && last.numOperands > 0)
      return report.opErrorAt(last, "not allowed to have operands inside 'scf.parallel'");
    return verifyReductions(op, reductionsOf(block), report);
  };

/** A reduction and an initial value for each result. */
function verifyReductions(
  op: Operation,
  reductions: ReturnType<Reductions>,
  report: VerifyContext,
): boolean {
  const inits = operandsNamed(op, 'initVals').length;
  const same = `expects number of results: ${op.numResults} to be the same as number of`;
  if (op.numResults !== reductions.length)
    return report.opError(`${same} reductions: ${reductions.length}`);
  if (op.numResults !== inits) return report.opError(`${same} initial values: ${inits}`);
  for (const [i, [reduce, value]] of reductions.entries()) {
    const [expected, actual] = [op.result(i).type, value.type];
    if (expected !== actual)
      return report.opErrorAt(
        reduce,
        `expects type of reduce: '${report.printType(actual)}' to be the same as result type: '${report.printType(expected)}'`,
      );
  }
  return true;
}

const parallel = defineOp('scf.parallel', {
  summary: 'a loop over several indices whose iterations do not depend on each other',
  operands: {
    lowerBound: variadic(Index),
    upperBound: variadic(Index),
    step: variadic(Index),
    initVals: variadic(AnyType),
  },
  results: { results: variadic(AnyType) },
  regions: { region: { blocks: 1 } },
  traits: [AttrSizedOperandSegments, RecursiveMemoryEffects],
  verify: verifyParallel('scf.yield', (body) =>
    body.ops.filter((inner) => inner.is('scf.reduce')).map((inner) => [inner, inner.operand(0)]),
  ),
  changes: [
    {
      since: '2026',
      verify: verifyParallel('scf.reduce', (body) =>
        (body.last?.operands ?? []).map((operand) => [body.last as Operation, operand]),
      ),
    },
  ],
  usage:
    '(<%iv>) = (<%lowerBound>) to (<%upperBound>) step (<%step>) (?init (<%initVals>) -> <types>)? <region>',
  parse(parser, state) {
    const indices = parser.parseArgumentList('paren');
    const { length: rank } = indices;
    for (const index of indices) index.type = parser.context.indexType;
    parser.parsePunctuation('=');
    parseIndices(parser, state, rank);
    parser.parseKeyword('to');
    parseIndices(parser, state, rank);
    parser.parseKeyword('step');
    parseIndices(parser, state, rank);
    const inits =
      parser.parseOptionalKeyword('init') === null ? [] : parser.parseOperandList('paren');
    state.resultTypes.push(...parser.parseOptionalArrowTypeList());
    state.attributes.set(
      'operand_segment_sizes',
      DenseArrayAttr.i32(parser.context, [rank, rank, rank, inits.length]),
    );
    const body = parser.parseRegion(indices);
    state.regions.push(body);
    parser.parseOptionalAttrDict(state.attributes);
    state.operands.push(
      ...parser.resolveOperands(inits, [...state.resultTypes], parser.nameOffset()),
    );
    const block = body.entry ?? body.append();
    const reduces = parser.context.operationName('scf.reduce');
    const name = reduces.isTerminator ? reduces : 'scf.yield';
    if (!block.last?.hasTrait('Terminator'))
      block.append(Operation.create({ name, location: state.location }));
  },
  print(printer, op) {
    printList(printer, '', op.region().front.arguments);
    printList(printer, ' =', operandsNamed(op, 'lowerBound'));
    printList(printer, ' to', operandsNamed(op, 'upperBound'));
    printList(printer, ' step', operandsNamed(op, 'step'));
    const inits = operandsNamed(op, 'initVals');
    if (inits.length > 0) printList(printer, ' init', inits);
    printer.printOptionalArrowTypeList(op.resultTypes);
    printer.print(' ');
    printer.printRegion(op.region(), { printEntryBlockArgs: false });
    printer.printOptionalAttrDict(op.attributes, ['operand_segment_sizes']);
  },
});

const reduce = defineOp('scf.reduce', {
  summary: 'joins a value with those of other iterations',
  operands: { operand: AnyType },
  regions: { reductionOperator: { blocks: 1 } },
  traits: [HasParent('scf.parallel')],
  verifyRegions(op, report) {
    const { type } = op.operand(0);
    const block = op.region().front;
    if (block.arguments.length !== 2 || block.arguments.some((value) => value.type !== type))
      return report.opError(
        `expects two arguments to reduce block of type '${report.printType(type)}'`,
      );
    return (
      block.last?.is('scf.reduce.return') ||
      report.opError("the block inside reduce should be terminated with a 'scf.reduce.return' op")
    );
  },
  usage: '(<%operand>) : <operand type> <reductionOperator>',
  parse(parser, state) {
    parser.parsePunctuation('(');
    const operand = parser.parseOperand();
    parser.parsePunctuation(')');
    state.operands.push(parser.resolveOperand(operand, parser.parseColonType()));
    state.regions.push(parser.parseRegion());
  },
  print(printer, op) {
    printer.print('(');
    printer.printOperand(op.operand(0));
    printer.print(')  : ');
    printer.printType(op.operand(0).type);
    printer.print(' ');
    printer.printRegion(op.region());
  },
  changes: [
    {
      since: '2026',
      summary: 'ends an iteration with values to join with those of others',
      operands: { operands: variadic(AnyType) },
      regions: { reductions: { constraint: { blocks: 1 }, variadic: true } },
      traits: [HasParent('scf.parallel'), RecursiveMemoryEffects, Terminator],
      verifyRegions: verifyJoins,
      parse: undefined,
      print: undefined,
      assemblyFormat: '(`` `(` $operands^ `:` type($operands) `)`)? $reductions attr-dict',
    },
  ],
});

/** A region for each value, which joins two of its type. */
function verifyJoins(op: Operation, report: VerifyContext): boolean {
  return op.regions.every((region, i) => {
    const type = op.operands[i]?.type;
    const block = region.front;
    if (block.arguments.length !== 2 || block.arguments.some((value) => value.type !== type))
      return report.opError(
        `expects two block arguments in reduction region of type '${type ? report.printType(type) : ''}'`,
      );
    return (
      block.last?.is('scf.reduce.return') ||
      report.opError(
        "the block inside reduction region should be terminated with a 'scf.reduce.return' op",
      )
    );
  });
}

const reduceReturn = defineOp('scf.reduce.return', {
  summary: 'ends the joining of two values',
  operands: { result: AnyType },
  traits: [HasParent('scf.reduce'), Pure, Terminator],
  verify(op, report) {
    const index = op.parentRegion ? (op.parentOp?.regions.indexOf(op.parentRegion) ?? 0) : 0;
    const type = op.parentOp?.operands[index]?.type;
    return (
      !type ||
      op.operand(0).type === type ||
      report.opError(
        `needs to have type '${report.printType(type)}' (the type of the enclosing ReduceOp)`,
      )
    );
  },
  assemblyFormat: '$result attr-dict `:` type($result)',
});

// ----- forall -----

const BOUNDS = [
  ['lower bound', 'LowerBound'],
  ['upper bound', 'UpperBound'],
  ['step', 'Step'],
] as const;
type Bound = (typeof BOUNDS)[number][1];
const statics = (op: Operation, bound: Bound): readonly bigint[] =>
  staticList(op, `static${bound}`);
const dynamics = (op: Operation, bound: Bound): Value[] => operandsNamed(op, `dynamic${bound}`);
const rankOf = (op: Operation): number => statics(op, 'LowerBound').length;

function verifyForall(op: Operation, report: VerifyContext): boolean {
  const rank = rankOf(op);
  const outputs = operandsNamed(op, 'outputs');
  if (op.numResults !== outputs.length)
    return report.opError(
      `produces ${op.numResults} results, but has only ${outputs.length} outputs`,
    );
  const { arguments: args } = op.region().front;
  if (args.length !== rank + outputs.length)
    return report.opError(`region expects ${rank} arguments`);
  for (const [i, arg] of args.entries()) {
    if (i < rank && arg.type.kind !== 'index')
      return report.opError(`expects ${i}-th block argument to be an index`);
    if (i >= rank && arg.type !== outputs[i - rank]?.type)
      return report.opError(
        `type mismatch between ${i - rank}-th output and corresponding block argument`,
      );
  }
  const mapping = op.attr('mapping');
  if (mapping?.kind === 'array' && ![0, rank].includes(mapping.elements.length))
    return report.opError('mapping attribute size must match op rank');
  return BOUNDS.every(([name, bound]) =>
    verifyMixedList(op, report, name, rank, statics(op, bound), dynamics(op, bound).length),
  );
}

/** From 0 in steps of 1. */
const isNormalized = (op: Operation): boolean =>
  statics(op, 'LowerBound').every((bound) => bound === 0n) &&
  statics(op, 'Step').every((step) => step === 1n);

function parseForall(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const indices = parser.parseArgumentList('paren');
  for (const index of indices) index.type = context.indexType;
  const segments: number[] = [];
  const setStatics = (bound: Bound, values: readonly bigint[]): void => {
    state.attributes.set(`static${bound}`, DenseArrayAttr.i64(context, values));
  };
  const parseBound = (bound: Bound): void => {
    const { operands, statics: values } = parseDynamicIndices(parser, 'paren');
    state.operands.push(...parser.resolveOperands(operands, context.indexType));
    segments.push(operands.length);
    setStatics(bound, values);
  };
  if (parser.parseOptionalKeyword('in') !== null) {
    segments.push(0);
    parseBound('UpperBound');
    segments.push(0);
    setStatics(
      'LowerBound',
      indices.map(() => 0n),
    );
    setStatics(
      'Step',
      indices.map(() => 1n),
    );
  } else {
    parser.parsePunctuation('=');
    parseBound('LowerBound');
    parser.parseKeyword('to');
    parseBound('UpperBound');
    parser.parseKeyword('step');
    parseBound('Step');
  }
  const at = parser.offset();
  const hasShared = parser.parseOptionalKeyword('shared_outs') !== null;
  const shared = hasShared ? parseAssignments(parser) : { args: [], inits: [] };
  if (hasShared) state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  const types = [...state.resultTypes];
  state.operands.push(...parser.resolveOperands(shared.inits, types, at));
  segments.push(shared.inits.length);
  shared.args.forEach((arg, i) => {
    arg.type = types[i] as Type;
  });
  const body = parser.parseRegion([...indices, ...shared.args], { leavesTerminator: true });
  state.regions.push(body);
  state.attributes.set('operand_segment_sizes', DenseArrayAttr.i32(context, segments));
  parser.parseOptionalAttrDict(state.attributes);
  const block = body.entry ?? body.append();
  if (block.last?.hasTrait('Terminator')) return;
  const region = new Region();
  region.append();
  block.append(
    Operation.create({ name: IN_PARALLEL, location: state.location, regions: [region] }),
  );
}

function printForall(printer: OpAsmPrinter, op: Operation): void {
  const rank = rankOf(op);
  const { arguments: args } = op.region().front;
  const printBound = (before: string, bound: Bound): void => {
    printer.print(before);
    printDynamicIndices(printer, dynamics(op, bound), statics(op, bound), 'paren');
  };
  printList(printer, '', args.slice(0, rank));
  if (isNormalized(op)) printBound(' in ', 'UpperBound');
  else {
    printBound(' = ', 'LowerBound');
    printBound(' to ', 'UpperBound');
    printBound(' step ', 'Step');
  }
  if (op.numResults > 0) {
    printer.print(' shared_outs');
    printAssignments(printer, args.slice(rank), operandsNamed(op, 'outputs'));
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: op.numResults > 0,
  });
  printer.printOptionalAttrDict(op.attributes, [
    'operand_segment_sizes',
    ...BOUNDS.map(([, bound]) => `static${bound}`),
  ]);
}

const IN_PARALLEL = 'scf.forall.in_parallel';

const forall = defineOp('scf.forall', {
  summary: 'a body run for all indices, each putting its part into shared tensors',
  operands: {
    dynamicLowerBound: variadic(Index),
    dynamicUpperBound: variadic(Index),
    dynamicStep: variadic(Index),
    outputs: variadic(AnyRankedTensor),
  },
  results: { results: variadic(AnyType) },
  attributes: {
    staticLowerBound: DenseI64ArrayAttr,
    staticUpperBound: DenseI64ArrayAttr,
    staticStep: DenseI64ArrayAttr,
    mapping: optionalAttr(DeviceMappingArrayAttr),
  },
  regions: { region: { blocks: 1 } },
  traits: [
    AttrSizedOperandSegments,
    RecursiveMemoryEffects,
    SingleBlockImplicitTerminator(IN_PARALLEL),
  ],
  verify: verifyForall,
  usage:
    '(<%iv>) in (<%dynamicUpperBound>) (?shared_outs(<%arg = %outputs>) -> (<types>))? <region>',
  parse: parseForall,
  print: printForall,
});

const inParallel = defineOp(IN_PARALLEL, {
  summary: 'ends a body with the parts that it puts into shared tensors',
  regions: { region: { blocks: 1 } },
  traits: [Terminator, HasParent('scf.forall'), GraphRegion, SingleBlock, NoTerminator],
  verify(op, report) {
    const loop = op.parentOp;
    if (!loop?.is('scf.forall')) return report.opError('expected forall op parent');
    const shared: readonly Value[] = loop.region().front.arguments.slice(rankOf(loop));
    for (const inner of op.region().front.ops) {
      if (!inner.is('tensor.parallel_insert_slice'))
        return report.opError('expected only tensor.parallel_insert_slice ops');
      if (!shared.includes(inner.operand(1)))
        return report.opErrorAt(inner, 'may only insert into an output block argument');
    }
    return true;
  },
  usage: '<region>',
  parse(parser, state) {
    const region = parser.parseRegion();
    if (region.isEmpty) region.append();
    state.regions.push(region);
    parser.parseOptionalAttrDict(state.attributes);
  },
  print(printer, op) {
    printer.print(' ');
    printer.printRegion(op.region(), { printEntryBlockArgs: false, printBlockTerminators: false });
    printer.printOptionalAttrDict(op.attributes);
  },
});

export const parallelOperations: readonly OpDefinition[] = [
  forall,
  inParallel,
  parallel,
  reduce,
  reduceReturn,
];

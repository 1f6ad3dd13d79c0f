/** The scf dialect: structured control flow — loops and conditions with regions and results. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { UnitAttr } from '../../attributes.ts';
import {
  AnySignlessInteger,
  AnyType,
  anyTypeOf,
  I1,
  Index,
  UnitAttrConstraint,
} from '../../constraints.ts';
import type { OperationName } from '../../context.ts';
import {
  defineDialect,
  defineOp,
  definesAttribute,
  type OpDefinition,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { LoopLikeOp, Speculatable } from '../../interfaces.ts';
import { type Block, Operation, Region, type Value } from '../../operation.ts';
import { definePattern, type Rewriter } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import {
  AllTypesMatch,
  HasParent,
  NoRegionArguments,
  Pure,
  RecursivelySpeculatable,
  RecursiveMemoryEffects,
  ReturnLike,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import type { Type } from '../../types.ts';
import { parseAssignments, printAssignments } from '../assignments.ts';
import { edgesFrom, RegionBranch } from './control-flow.ts';
import { indexSwitch } from './index-switch.ts';
import { parallelOperations } from './parallel.ts';

/** Adds `scf.yield` where the text leaves it out. */
function ensureYield(region: Region, state: OperationStateBuilder): void {
  const block = region.entry ?? region.append();
  if (!block.last?.hasTrait('Terminator'))
    block.append(Operation.create({ name: 'scf.yield', location: state.location }));
}

const terminator = (block: Block): Operation => block.last as Operation;

/** Moves what is in `block` (but its terminator) in front of `op` and gives `op` its yields. */
function inlineInPlace(
  rewriter: Rewriter,
  op: Operation,
  block: Block,
  args: readonly Value[],
): void {
  const last = terminator(block);
  const values = last.operands.map((operand) =>
    operand.kind === 'argument' && operand.owner === block
      ? (args[operand.index] as Value)
      : operand,
  );
  rewriter.eraseOp(last);
  rewriter.inlineBlockBefore(block, op, args);
  rewriter.replaceOp(op, values);
}

// ----- if -----

const ifOp = defineOp('scf.if', {
  summary: 'runs one of two regions',
  operands: { condition: I1 },
  results: { results: variadic(AnyType) },
  regions: { thenRegion: { blocks: 1 }, elseRegion: 'any' },
  traits: [
    NoRegionArguments,
    RecursiveMemoryEffects,
    RecursivelySpeculatable,
    SingleBlockImplicitTerminator('scf.yield'),
    RegionBranch((op) =>
      op.regions.flatMap((region) =>
        edgesFrom(region, 'scf.yield', 0, [{ to: null, inputs: op.results }]),
      ),
    ),
  ],
  verify: (op, report) =>
    op.numResults === 0 ||
    !op.region(1).isEmpty ||
    report.opError('must have an else block if defining values'),
  canonicalize: [
    definePattern('scf.if', 'constant condition', (op, rewriter) => {
      const condition = constantValue(op.operand(0));
      if (condition?.kind !== 'integer') return false;
      const region = op.region(condition.value !== 0n ? 0 : 1);
      if (region.isEmpty) rewriter.eraseOp(op);
      else inlineInPlace(rewriter, op, region.front, []);
      return true;
    }),
    definePattern('scf.if', 'both regions only yield', (op, rewriter) => {
      const [yes, no] = op.regions;
      if (!yes?.entry || !no?.entry || op.numResults === 0) return false;
      if (yes.front.first !== yes.front.last || no.front.first !== no.front.last) return false;
      const [a, b] = [terminator(yes.front), terminator(no.front)];
      const values = op.results.map((result, i) =>
        rewriter.createValue('arith.select', {
          operands: [op.operand(0), a.operand(i), b.operand(i)],
          resultTypes: [result.type],
        }),
      );
      rewriter.replaceOp(op, values);
      return true;
    }),
  ],
  usage: '<%condition> (?-> (<types>))? <thenRegion> (?else <elseRegion>)?',
  parse(parser, state) {
    const condition = parser.parseOperand();
    state.operands.push(parser.resolveOperand(condition, parser.context.i1));
    state.resultTypes.push(...parser.parseOptionalArrowTypeList());
    const yes = parser.parseRegion();
    ensureYield(yes, state);
    state.regions.push(yes);
    if (parser.parseOptionalKeyword('else') !== null) {
      const no = parser.parseRegion();
      ensureYield(no, state);
      state.regions.push(no);
    } else state.regions.push(new Region());
    parser.parseOptionalAttrDict(state.attributes);
  },
  print(printer, op) {
    const withValues = op.numResults > 0;
    printer.print(' ');
    printer.printOperand(op.operand(0));
    if (withValues) {
      printer.print(' -> (');
      printer.printTypes(op.resultTypes);
      printer.print(')');
    }
    printer.print(' ');
    printer.printRegion(op.region(0), {
      printEntryBlockArgs: false,
      printBlockTerminators: withValues,
    });
    if (!op.region(1).isEmpty) {
      printer.print(' else ');
      printer.printRegion(op.region(1), {
        printEntryBlockArgs: false,
        printBlockTerminators: withValues,
      });
    }
    printer.printOptionalAttrDict(op.attributes);
  },
});

// ----- for -----

const constantIndex = (value: Value): bigint | null => {
  const attr = constantValue(value);
  return attr?.kind === 'integer' ? attr.value : null;
};

/** May it say that its bounds are compared as unsigned numbers? */
const mayBeUnsigned = ({ definition }: OperationName): boolean =>
  definesAttribute(definition, 'unsignedCmp');

function parseFor(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context, operationName } = parser;
  if (mayBeUnsigned(operationName) && parser.parseOptionalKeyword('unsigned') !== null)
    state.attributes.set('unsignedCmp', UnitAttr.get(context));
  const induction = parser.parseArgument();
  parser.parsePunctuation('=');
  const lower = parser.parseOperand();
  parser.parseKeyword('to');
  const upper = parser.parseOperand();
  parser.parseKeyword('step');
  const step = parser.parseOperand();
  const carried =
    parser.parseOptionalKeyword('iter_args') === null ? null : parseAssignments(parser);
  if (carried) state.resultTypes.push(...parser.parseOptionalArrowTypeList());
  if (carried && carried.args.length !== state.resultTypes.length)
    parser.fail(
      'mismatch in number of loop-carried values and defined values',
      parser.nameOffset(),
    );
  const type: Type = parser.parseOptionalPunctuation(':') ? parser.parseType() : context.indexType;
  induction.type = type;
  for (const operand of [lower, upper, step])
    state.operands.push(parser.resolveOperand(operand, type));
  carried?.inits.forEach((init, i) => {
    const own = state.resultTypes[i] as Type;
    (carried.args[i] as typeof induction).type = own;
    state.operands.push(parser.resolveOperand(init, own));
  });
  const body = parser.parseRegion([induction, ...(carried?.args ?? [])]);
  ensureYield(body, state);
  state.regions.push(body);
  parser.parseOptionalAttrDict(state.attributes);
}

function printFor(printer: OpAsmPrinter, op: Operation): void {
  const block = op.region().front;
  const [induction, ...carried] = block.arguments;
  const isUnsigned = mayBeUnsigned(op.operationName) && op.attr('unsignedCmp') !== undefined;
  printer.print(isUnsigned ? ' unsigned ' : ' ');
  printer.printOperand(induction as Value);
  printer.print(' = ');
  printer.printOperand(op.operand(0));
  printer.print(' to ');
  printer.printOperand(op.operand(1));
  printer.print(' step ');
  printer.printOperand(op.operand(2));
  if (carried.length > 0) {
    printer.print(' iter_args');
    printAssignments(printer, carried, op.operands.slice(3));
    printer.print(' -> (');
    printer.printTypes(op.resultTypes);
    printer.print(')');
  }
  printer.print(' ');
  const type = op.operand(0).type;
  if (type.kind !== 'index') {
    printer.print(' : ');
    printer.printType(type);
    printer.print(' ');
  }
  printer.printRegion(op.region(), {
    printEntryBlockArgs: false,
    printBlockTerminators: carried.length > 0,
  });
  printer.printOptionalAttrDict(op.attributes, isUnsigned ? ['unsignedCmp'] : []);
}

const forOp = defineOp('scf.for', {
  summary: 'a counted loop that carries values',
  operands: {
    lowerBound: anyTypeOf([AnySignlessInteger, Index]),
    upperBound: anyTypeOf([AnySignlessInteger, Index]),
    step: anyTypeOf([AnySignlessInteger, Index]),
    initArgs: variadic(AnyType),
  },
  results: { results: variadic(AnyType) },
  regions: { region: { blocks: 1 } },
  traits: [
    AllTypesMatch('lowerBound', 'upperBound', 'step'),
    RecursiveMemoryEffects,
    SingleBlockImplicitTerminator('scf.yield'),
    RegionBranch((op) => {
      const body = op.region();
      const into = { to: body, inputs: body.front.arguments.slice(1) };
      return [
        { from: null, operands: op.operands.slice(3), ...into },
        ...edgesFrom(body, 'scf.yield', 0, [into, { to: null, inputs: op.results }]),
      ];
    }),
  ],
  interfaces: [
    LoopLikeOp.with({
      body: (op: Operation) => op.region(),
      isDefinedOutside(op: Operation, value: Value) {
        const home = value.parentBlock?.parentOp;
        return !(home && op.isAncestorOf(home));
      },
    }),
    // With another step the induction variable may overflow, and the loop would not end.
    Speculatable.with((op: Operation) => constantIndex(op.operand(2)) === 1n && 'recursive'),
  ],
  verify(op, report) {
    const step = constantIndex(op.operand(2));
    if (step !== null && step <= 0n)
      return report.opError('constant step operand must be positive');
    return (
      op.numResults === 0 ||
      op.numResults === op.numOperands - 3 ||
      report.opError('mismatch in number of loop-carried values and defined values')
    );
  },
  verifyRegions(op, report) {
    const [induction] = op.region().front.arguments;
    return (
      induction?.type === op.operand(0).type ||
      report.opError('expected induction variable to be same type as bounds and step')
    );
  },
  canonicalize: [
    definePattern('scf.for', 'loop of no or one iteration', (op, rewriter) => {
      const [lower, upper, step] = [0, 1, 2].map((i) => constantIndex(op.operand(i)));
      if (lower === null || upper === null || lower === undefined || upper === undefined)
        return false;
      if (lower >= upper) {
        rewriter.replaceOp(op, op.operands.slice(3));
        return true;
      }
      if (step === null || step === undefined || step <= 0n || lower + step < upper) return false;
      inlineInPlace(rewriter, op, op.region().front, [op.operand(0), ...op.operands.slice(3)]);
      return true;
    }),
    definePattern('scf.for', 'carried values that do not change', (op, rewriter) => {
      const block = op.region().front;
      const last = terminator(block);
      let changed = false;
      op.results.forEach((result, i) => {
        const argument = block.argument(i + 1);
        const init = op.operand(3 + i);
        const yielded = last.operand(i);
        if (yielded !== argument && yielded !== init) return;
        if (!argument.hasUses && !result.hasUses) return;
        if (argument.uses.every((use) => use.owner === last) && !result.hasUses) return;
        argument.replaceAllUsesWith(init);
        result.replaceAllUsesWith(init);
        changed = true;
      });
      if (changed) rewriter.modifyInPlace(op, () => undefined);
      return changed;
    }),
  ],
  usage:
    '<%iv> = <%lowerBound> to <%upperBound> step <%step> (?iter_args(<%arg = %initArgs>) -> (<types>))? <region>',
  parse: parseFor,
  print: printFor,
  changes: [{ since: '2026', attributes: { unsignedCmp: optionalAttr(UnitAttrConstraint) } }],
});

// ----- while -----

const whileOp = defineOp('scf.while', {
  summary: 'a loop with a condition: one region decides, the other follows',
  operands: { inits: variadic(AnyType) },
  results: { results: variadic(AnyType) },
  regions: { before: { blocks: 1 }, after: { blocks: 1 } },
  traits: [
    RecursiveMemoryEffects,
    RegionBranch((op) => {
      const [before, after] = [op.region(0), op.region(1)];
      const into = { to: before, inputs: before.front.arguments };
      return [
        { from: null, operands: op.operands, ...into },
        ...edgesFrom(before, 'scf.condition', 1, [
          { to: null, inputs: op.results },
          { to: after, inputs: after.front.arguments },
        ]),
        ...edgesFrom(after, 'scf.yield', 0, [into]),
      ];
    }),
  ],
  verify(op, report) {
    const before = op.region(0).entry?.last;
    if (!before?.is('scf.condition'))
      return report.opError("expects the 'before' region to terminate with 'scf.condition'");
    const after = op.region(1).entry?.last;
    return (
      after?.is('scf.yield') ||
      report.opError("expects the 'after' region to terminate with 'scf.yield'")
    );
  },
  usage: '(<%arg = %inits>) : (<types>) -> <types> <before> do <after>',
  parse(parser, state) {
    // The list is optional: nothing is carried without it.
    const assigned = parseAssignments(parser, 'optional-paren');
    const at = parser.offset();
    parser.parsePunctuation(':');
    const type = parser.parseFunctionType();
    if (type.inputs.length !== assigned.inits.length)
      parser.fail(
        `expected as many input types as operands (expected ${assigned.inits.length} got ${type.inputs.length})`,
        at,
      );
    state.operands.push(...parser.resolveOperands(assigned.inits, type.inputs));
    state.resultTypes.push(...type.results);
    assigned.args.forEach((arg, i) => {
      arg.type = type.inputs[i] as Type;
    });
    state.regions.push(parser.parseRegion(assigned.args));
    parser.parseKeyword('do');
    state.regions.push(parser.parseRegion());
    parser.parseOptionalAttrDictWithKeyword(state.attributes);
  },
  print(printer, op) {
    const before = op.region(0).front;
    if (op.numOperands > 0) {
      printer.print(' ');
      printAssignments(printer, before.arguments, op.operands);
    }
    printer.print(' : ');
    printer.printFunctionalType(
      op.operands.map((operand) => operand.type),
      op.resultTypes,
    );
    printer.print(' ');
    printer.printRegion(op.region(0), { printEntryBlockArgs: false });
    printer.print(' do ');
    printer.printRegion(op.region(1));
    printer.printOptionalAttrDictWithKeyword(op.attributes);
  },
});

const operations: readonly OpDefinition[] = [
  ifOp,
  forOp,
  whileOp,
  indexSwitch,
  ...parallelOperations,
  defineOp('scf.condition', {
    summary: 'ends the deciding region of a while loop',
    operands: { condition: I1, args: variadic(AnyType) },
    traits: [HasParent('scf.while'), Pure, Terminator],
    assemblyFormat: '`(` $condition `)` attr-dict ($args^ `:` type($args))?',
  }),
  defineOp('scf.yield', {
    summary: 'ends a region with its results',
    operands: { results: variadic(AnyType) },
    traits: [
      Pure,
      ReturnLike,
      Terminator,
      HasParent(
        'scf.execute_region',
        'scf.for',
        'scf.if',
        'scf.index_switch',
        'scf.parallel',
        'scf.while',
      ),
    ],
    assemblyFormat: 'attr-dict ($results^ `:` type($results))?',
  }),
  defineOp('scf.execute_region', {
    summary: 'a region with control flow of its own',
    results: { results: variadic(AnyType) },
    regions: { region: 'any' },
    traits: [
      RecursiveMemoryEffects,
      RegionBranch((op) =>
        op
          .region()
          .blocks.flatMap(({ last }) =>
            last?.is('scf.yield')
              ? [{ from: op.region(), to: null, operands: last.operands, inputs: op.results }]
              : [],
          ),
      ),
    ],
    verify(op, report) {
      const { entry } = op.region();
      if (!entry) return report.opError('region needs to have at least one block');
      return entry.arguments.length === 0 || report.opError('region cannot have any arguments');
    },
    usage: '(?-> <types>)? <region>',
    parse(parser, state) {
      state.resultTypes.push(...parser.parseOptionalArrowTypeList());
      state.regions.push(parser.parseRegion());
      parser.parseOptionalAttrDict(state.attributes);
    },
    print(printer, op) {
      printer.printOptionalArrowTypeList(op.resultTypes);
      printer.print(' ');
      printer.printRegion(op.region(), { printEntryBlockArgs: false });
      printer.printOptionalAttrDict(op.attributes);
    },
  }),
];

export const scfDialect = defineDialect({
  name: 'scf',
  summary: 'structured control flow',
  operations,
  isLegalToInline: () => true,
});

/** Branches, and the structured loops and selections that they stand in. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  ArrayAttr,
  DenseArrayAttr,
  type IntegerAttr,
  type SymbolRefAttr,
} from '../../attributes.ts';
import { FlatSymbolRefAttr, I32ArrayAttr } from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  operandGroup,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { CallOp } from '../../interfaces.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { AttrSizedOperandSegments, Pure, ReturnLike, Terminator } from '../../traits.ts';
import { branchFrom } from '../branches.ts';
import { functionTypeOf } from '../func/verify.ts';
import { lookupSymbol } from '../symbols.ts';
import { selectStoredValue } from './canonicalize.ts';
import { AnySpirv, Bool, InFunctionScope } from './constraints.ts';
import { caseOf, parseEnumKeyword, type SpirvEnum } from './enum-attribute.ts';
import { LoopControl, SelectionControl } from './enums.ts';

const branch = defineOp('spirv.Branch', {
  summary: 'branches to a block',
  operands: { targetOperands: variadic(AnySpirv) },
  successors: { target: 'any' },
  traits: [InFunctionScope, Pure, Terminator],
  interfaces: [branchFrom(0)],
  assemblyFormat: '$target (`(` $targetOperands^ `:` type($targetOperands) `)`)? attr-dict',
});

/** `^block(%a, %b : i32, f32)`; the operands are resolved. */
function parseTarget(parser: OpAsmParser): { block: Block; operands: Value[] } {
  const block = parser.parseSuccessor();
  if (!parser.parseOptionalPunctuation('(')) return { block, operands: [] };
  const at = parser.offset();
  const operands = parser.parseOperandList();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  parser.parsePunctuation(')');
  return { block, operands: parser.resolveOperands(operands, types, at) };
}

function parseWeight(parser: OpAsmParser): IntegerAttr {
  const at = parser.offset();
  const weight = parser.parseAttribute(parser.context.i32);
  return weight.kind === 'integer'
    ? weight
    : parser.fail('invalid kind of attribute specified', at);
}

function parseConditional(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  state.operands.push(parser.resolveOperand(parser.parseOperand(), context.i1));
  if (parser.parseOptionalPunctuation('[')) {
    const weights = [parseWeight(parser)];
    parser.parsePunctuation(',');
    weights.push(parseWeight(parser));
    parser.parsePunctuation(']');
    state.attributes.set('branch_weights', ArrayAttr.get(context, weights));
  }
  const sizes = [1];
  for (let i = 0; i < 2; i++) {
    parser.parsePunctuation(',');
    const { block, operands } = parseTarget(parser);
    state.successors.push(block);
    state.operands.push(...operands);
    sizes.push(operands.length);
  }
  state.attributes.set('operand_segment_sizes', DenseArrayAttr.i32(context, sizes));
}

function printConditional(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOperand(op.operand(0));
  const weights = op.attr('branch_weights');
  if (weights?.kind === 'array') {
    const values = weights.elements.map((one) => (one.kind === 'integer' ? one.value : 0n));
    printer.print(` [${values.join(', ')}]`);
  }
  op.successors.forEach((block, i) => {
    printer.print(', ');
    printer.printSuccessorAndUseList(block, operandGroup(op, i + 1));
  });
}

const branchConditional = defineOp('spirv.BranchConditional', {
  summary: 'branches to one of two blocks, perhaps with how likely each is',
  operands: {
    condition: Bool,
    trueTargetOperands: variadic(AnySpirv),
    falseTargetOperands: variadic(AnySpirv),
  },
  attributes: { branch_weights: optionalAttr(I32ArrayAttr) },
  successors: { trueTarget: 'any', falseTarget: 'any' },
  traits: [AttrSizedOperandSegments, InFunctionScope, Pure, Terminator],
  interfaces: [branchFrom(1)],
  parse: parseConditional,
  print: printConditional,
  verify(op, report) {
    const weights = op.attr('branch_weights');
    if (weights?.kind !== 'array') return true;
    if (weights.elements.length !== 2)
      return report.opError('must have exactly two branch weights');
    return (
      weights.elements.some((weight) => weight.kind === 'integer' && weight.value !== 0n) ||
      report.opError('branch weights cannot both be zero')
    );
  },
});

function verifyCall(op: Operation, report: VerifyContext): boolean {
  const reference = op.attr('callee');
  const callee = lookupSymbol(op, reference);
  const type = callee?.is('spirv.func') ? functionTypeOf(callee) : null;
  if (!type)
    return report.opError(
      `callee function '${reference?.kind === 'symbol_ref' ? reference.root : ''}' not found in nearest symbol table`,
    );
  if (op.numResults > 1)
    return report.opError(
      `expected callee function to have 0 or 1 result, but provided ${op.numResults}`,
    );
  if (type.inputs.length !== op.numOperands)
    return report.opError(
      `has incorrect number of operands for callee: expected ${type.inputs.length}, but provided ${op.numOperands}`,
    );
  for (const [i, input] of type.inputs.entries())
    if (op.operand(i).type !== input)
      return report.opError(
        `operand type mismatch: expected operand type '${report.printType(input)}', but provided '${report.printType(op.operand(i).type)}' for operand number ${i}`,
      );
  if (type.results.length !== op.numResults)
    return report.opError(
      `has incorrect number of results has for callee: expected ${type.results.length}, but provided ${op.numResults}`,
    );
  const [result] = type.results;
  return (
    !result ||
    op.result().type === result ||
    report.opError(
      `result type mismatch: expected '${report.printType(result)}', but provided '${report.printType(op.result().type)}'`,
    )
  );
}

const functionCall = defineOp('spirv.FunctionCall', {
  summary: 'calls a function of the module',
  operands: { arguments: variadic(AnySpirv) },
  results: { return_value: optional(AnySpirv) },
  attributes: { callee: FlatSymbolRefAttr },
  traits: [InFunctionScope],
  interfaces: [
    CallOp.with({
      callee: (op: Operation) => op.attr('callee') as SymbolRefAttr,
      setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('callee', callee),
      argumentOperands: (op: Operation) => op.operands,
    }),
  ],
  verify: verifyCall,
  assemblyFormat: '$callee `(` $arguments `)` attr-dict `:` functional-type($arguments, results)',
});

// ----- Structured control flow -----

/** `control(Unroll)`; `None` if nothing is written. */
function parseControl(parser: OpAsmParser, state: OperationStateBuilder, kind: SpirvEnum): void {
  let control = 'None';
  if (parser.parseOptionalKeyword('control') !== null) {
    parser.parsePunctuation('(');
    control = parseEnumKeyword(parser, kind);
    parser.parsePunctuation(')');
  }
  state.attributes.set(kind.mnemonic, kind.get(parser.context, control));
  state.regions.push(parser.parseRegion());
}
function printControl(printer: OpAsmPrinter, op: Operation, kind: SpirvEnum): void {
  const control = caseOf(op.attr(kind.mnemonic));
  if (control !== 'None') printer.print(` control(${control})`);
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

const isMergeBlock = ({ first }: Block): boolean =>
  first !== null && first.next === null && first.is('spirv.mlir.merge');
const LAST_MERGES = "last block must be the merge block with only one 'spirv.mlir.merge' op";

function verifyLoop(op: Operation, report: VerifyContext): boolean {
  const { blocks } = op.region();
  const last = blocks[blocks.length - 1];
  if (!last) return true;
  if (!isMergeBlock(last)) return report.opError(LAST_MERGES);
  const [entry, header] = blocks;
  if (!entry || blocks.length < 2)
    return report.opError('must have an entry block branching to the loop header block');
  if (!header || blocks.length < 3)
    return report.opError('must have a loop header block branched from the entry block');
  const only = entry.first;
  if (!only || only.next || !only.is('spirv.Branch') || only.successors[0] !== header)
    return report.opError("entry block must only have one 'spirv.Branch' op to the second block");
  const continued = blocks[blocks.length - 2];
  if (!continued || blocks.length < 4)
    return report.opError('requires a loop continue block branching to the loop header block');
  if (!continued.successors.includes(header))
    return report.opError(
      'second to last block must be the loop continue block that branches to the loop header block',
    );
  return (
    !blocks.slice(2, -2).some((block) => block.successors.includes(header)) ||
    report.opError(
      'can only have the entry and loop continue block branching to the loop header block',
    )
  );
}

const loop = defineOp('spirv.mlir.loop', {
  summary: 'a loop: entry, header, body, the block that continues it, and the one behind it',
  attributes: { loop_control: LoopControl.constraint },
  regions: { body: 'any' },
  traits: [InFunctionScope],
  parse: (parser, state) => parseControl(parser, state, LoopControl),
  print: (printer, op) => printControl(printer, op, LoopControl),
  verifyRegions: verifyLoop,
});

const selection = defineOp('spirv.mlir.selection', {
  summary: 'a selection: a header that branches, its cases, and the block where they meet',
  attributes: { selection_control: SelectionControl.constraint },
  regions: { body: 'any' },
  traits: [InFunctionScope],
  parse: (parser, state) => parseControl(parser, state, SelectionControl),
  print: (printer, op) => printControl(printer, op, SelectionControl),
  canonicalize: [selectStoredValue],
  verifyRegions(op, report) {
    const { blocks } = op.region();
    const last = blocks[blocks.length - 1];
    if (!last) return true;
    if (!isMergeBlock(last)) return report.opError(LAST_MERGES);
    return blocks.length > 1 || report.opError('must have a selection header block');
  },
});

const merge = defineOp('spirv.mlir.merge', {
  summary: 'ends the last block of a loop or selection',
  traits: [Pure, Terminator],
  verify(op, report) {
    const parent = op.parentOp;
    if (!parent?.is('spirv.mlir.selection') && !parent?.is('spirv.mlir.loop'))
      return report.opError("expected parent op to be 'spirv.mlir.selection' or 'spirv.mlir.loop'");
    const blocks = op.parentRegion?.blocks ?? [];
    return (
      blocks[blocks.length - 1]?.last === op ||
      report.opError(
        "can only be used in the last block of 'spirv.mlir.selection' or 'spirv.mlir.loop'",
      )
    );
  },
  assemblyFormat: 'attr-dict',
});

export const controlFlowOperations: readonly OpDefinition[] = [
  branch,
  branchConditional,
  functionCall,
  loop,
  merge,
  defineOp('spirv.Return', {
    summary: 'returns from a function that gives nothing',
    traits: [InFunctionScope, Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('spirv.ReturnValue', {
    summary: 'returns a value from a function',
    operands: { value: AnySpirv },
    traits: [InFunctionScope, Pure, ReturnLike, Terminator],
    assemblyFormat: '$value attr-dict `:` type($value)',
  }),
  selection,
  defineOp('spirv.Unreachable', {
    summary: 'ends a block that is never reached',
    traits: [InFunctionScope, Terminator],
    verify: (op, report) =>
      !op.block?.isEntry || report.opError('cannot be used in reachable block'),
    assemblyFormat: 'attr-dict',
  }),
];

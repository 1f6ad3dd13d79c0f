/** `cf.switch`: a branch to one of several blocks, chosen by an integer. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { DenseArrayAttr, DenseElementsAttr, IntegerAttr } from '../../attributes.ts';
import { AnyInteger, AnyType, DenseI32ArrayAttr } from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  operandGroup,
  operandGroupStart,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { BranchOp } from '../../interfaces.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { AttrSizedOperandSegments, Pure, Terminator } from '../../traits.ts';
import { numElements, type Type, VectorType } from '../../types.ts';

const CaseValuesAttr: AttrConstraint = {
  summary: 'integer elements attribute',
  matches: (attr) =>
    attr.kind === 'dense' &&
    (attr.type.elementType.kind === 'integer' || attr.type.elementType.kind === 'index'),
};

/** Groups of the definition's operands. */
const DEFAULT = 1;
const CASES = 2;

/** How many operands each case passes on. */
function caseSizes(op: Operation): readonly number[] {
  const attr = op.attr('case_operand_segments');
  return attr?.kind === 'dense_array' ? attr.numbers : [];
}

/** Operands for a successor: the default's, or those of case `index - 1`. */
export function passedOperands(op: Operation, index: number): { start: number; count: number } {
  if (index === 0)
    return { start: operandGroupStart(op, DEFAULT), count: operandGroup(op, DEFAULT).length };
  const sizes = caseSizes(op);
  const before = sizes.slice(0, index - 1).reduce((sum, size) => sum + size, 0);
  return { start: operandGroupStart(op, CASES) + before, count: sizes[index - 1] ?? 0 };
}
const operandsFor = (op: Operation, index: number): Value[] => {
  const { start, count } = passedOperands(op, index);
  return op.operands.slice(start, start + count);
};

/** Gives the successors other operands. */
function setPassed(op: Operation, passed: readonly (readonly Value[])[]): void {
  const [defaults = [], ...cases] = passed;
  op.setOperands([op.operand(0), ...passed.flat()]);
  const sizes = cases.map((values) => values.length);
  op.setAttr('case_operand_segments', DenseArrayAttr.i32(op.context, sizes));
  op.setAttr(
    'operand_segment_sizes',
    DenseArrayAttr.i32(op.context, [1, defaults.length, sizes.reduce((sum, n) => sum + n, 0)]),
  );
}
const allPassed = (op: Operation): Value[][] => op.successors.map((_, i) => operandsFor(op, i));

/** Branch interface of a switch: the default's operands, then those of the cases. */
export const switchBranch = BranchOp.with({
  successorOperands: passedOperands,
  eraseSuccessorOperand(op: Operation, index: number, argument: number) {
    const passed = allPassed(op);
    passed[index]?.splice(argument, 1);
    setPassed(op, passed);
  },
  appendSuccessorOperands(op: Operation, index: number, values: readonly Value[]) {
    const passed = allPassed(op);
    passed[index]?.push(...values);
    setPassed(op, passed);
  },
});

/** `^block(%a, %b : types)`: appends the successor and the operands, says how many. */
function parseTarget(parser: OpAsmParser, state: OperationStateBuilder): number {
  state.successors.push(parser.parseSuccessor());
  if (!parser.parseOptionalPunctuation('(')) return 0;
  const operands = parser.parseOperandList();
  parser.parsePunctuation(':');
  const types = parser.parseTypeList();
  parser.parsePunctuation(')');
  state.operands.push(...parser.resolveOperands(operands, types));
  return operands.length;
}

function parseSwitch(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const flag = parser.parseOperand();
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  if (type.kind !== 'integer') return parser.fail('invalid kind of type specified', at);
  state.operands.push(parser.resolveOperand(flag, type));
  parser.parsePunctuation(',');
  parser.parsePunctuation('[');
  parser.parseKeyword('default');
  parser.parsePunctuation(':');
  const defaults = parseTarget(parser, state);
  const values: IntegerAttr[] = [];
  const sizes: number[] = [];
  while (parser.parseOptionalPunctuation(',')) {
    values.push(IntegerAttr.get(type, BigInt.asIntN(type.width, parser.parseInteger())));
    parser.parsePunctuation(':');
    sizes.push(parseTarget(parser, state));
  }
  parser.parsePunctuation(']');
  if (values.length > 0)
    state.attributes.set(
      'case_values',
      DenseElementsAttr.fromElements(VectorType.get([values.length], type), values),
    );
  state.attributes.set('case_operand_segments', DenseArrayAttr.i32(context, sizes));
  const cases = sizes.reduce((sum, size) => sum + size, 0);
  state.attributes.set('operand_segment_sizes', DenseArrayAttr.i32(context, [1, defaults, cases]));
  parser.parseOptionalAttrDict(state.attributes);
}

/** Values of the cases, as they are kept. */
function caseValues(op: Operation): bigint[] {
  const attr = op.attr('case_values');
  if (attr?.kind !== 'dense') return [];
  return Array.from({ length: op.successors.length - 1 }, (_, i) => attr.bitsAt(i));
}

function printSwitch(printer: OpAsmPrinter, op: Operation): void {
  const { type } = op.operand(0);
  const width = type.kind === 'integer' ? type.width : 0;
  printer.print(' ');
  printer.printOperand(op.operand(0));
  printer.print(' : ');
  printer.printType(type);
  printer.print(', [');
  printer.printNewline();
  const [target, ...targets] = op.successors;
  printer.print('  default: ');
  printer.printSuccessorAndUseList(target as Block, operandsFor(op, 0));
  const values = caseValues(op);
  for (const [i, block] of targets.entries()) {
    printer.print(',');
    printer.printNewline();
    // Upstream prints them without sign.
    printer.print(`  ${BigInt.asUintN(width, values[i] ?? 0n)}: `);
    printer.printSuccessorAndUseList(block, operandsFor(op, i + 1));
  }
  if (targets.length > 0) printer.printNewline();
  printer.print(']');
  printer.printOptionalAttrDict(op.attributes, [
    'case_operand_segments',
    'case_values',
    'operand_segment_sizes',
  ]);
}

function verifySwitch(op: Operation, report: VerifyContext): boolean {
  const attr = op.attr('case_values');
  const count = op.successors.length - 1;
  if (attr?.kind !== 'dense')
    return (
      count === 0 ||
      report.opError(
        `number of case values (0) should match number of case destinations (${count})`,
      )
    );
  const [flag, value]: Type[] = [op.operand(0).type, attr.type.elementType];
  if (flag !== value)
    return report.opError(
      `'flag' type ('${report.printType(flag as Type)}') should match case value type ('${report.printType(value as Type)}')`,
    );
  const values = numElements(attr.type.shape);
  return (
    values === count ||
    report.opError(
      `number of case values (${values}) should match number of case destinations (${count})`,
    )
  );
}

/** The successor that a constant leads to; null if the flag is none. */
function knownSuccessor(op: Operation): number | null {
  const flag = constantValue(operandsNamed(op, 'flag')[0] as Value);
  if (op.successors.length === 1) return 0;
  if (flag?.kind !== 'integer' || flag.type.kind !== 'integer') return null;
  const { width } = flag.type;
  const wanted = BigInt.asUintN(width, flag.value);
  return caseValues(op).findIndex((value) => BigInt.asUintN(width, value) === wanted) + 1;
}

export const switchOp = defineOp('cf.switch', {
  summary: 'branches to the block of the case that an integer is, or the default',
  operands: {
    flag: AnyInteger,
    defaultOperands: variadic(AnyType),
    caseOperands: variadic(AnyType),
  },
  attributes: {
    case_values: optionalAttr(CaseValuesAttr),
    case_operand_segments: DenseI32ArrayAttr,
  },
  successors: { defaultDestination: 'any', caseDestinations: 'variadic' },
  traits: [AttrSizedOperandSegments, Pure, Terminator],
  interfaces: [switchBranch],
  verify: verifySwitch,
  canonicalize: [
    definePattern('cf.switch', 'the case is known', (op, rewriter) => {
      const index = knownSuccessor(op);
      if (index === null) return false;
      rewriter.replaceOpWithNew(op, 'cf.br', {
        operands: operandsFor(op, index),
        successors: [op.successors[index] as Block],
        resultTypes: [],
      });
      return true;
    }),
  ],
  usage: '<%flag> : <flag type>, [default: <^default>, <value>: <^dest>]',
  parse: parseSwitch,
  print: printSwitch,
});

/** Atomic operations on what a pointer points to, and barriers. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  defineOp,
  type OpDefinition,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { pointeeOf } from './composite-types.ts';
import { AnyPtr, Float, Integer, Numerical, UnsignedOp } from './constraints.ts';
import { caseOf, parseEnumStringInto, type SpirvEnum } from './enum-attribute.ts';
import { MemorySemantics, Scope } from './enums.ts';
import { parseColonPointer, printColonType } from './syntax.ts';

/** Attributes in the order of the text, each a string. */
type AtomicAttributes = readonly (readonly [name: string, kind: SpirvEnum])[];
const UPDATE: AtomicAttributes = [
  ['memory_scope', Scope],
  ['semantics', MemorySemantics],
];
const COMPARE: AtomicAttributes = [
  ['memory_scope', Scope],
  ['equal_semantics', MemorySemantics],
  ['unequal_semantics', MemorySemantics],
];
const specs = (attributes: AtomicAttributes) =>
  Object.fromEntries(attributes.map(([name, kind]) => [name, kind.constraint]));

/** `"Scope" "Semantics" %pointer, %values : !spirv.ptr<…>`; values and result are what is pointed to. */
const parseAtomic =
  (attributes: AtomicAttributes, numValues: number) =>
  (parser: OpAsmParser, state: OperationStateBuilder): void => {
    for (const [name, kind] of attributes) parseEnumStringInto(parser, state, kind, name);
    const operands = parser.parseOperandList('none', 1 + numValues);
    const pointer = parseColonPointer(parser);
    const pointee = pointeeOf(pointer);
    const types = [pointer, ...Array.from({ length: numValues }, () => pointee)];
    state.operands.push(...parser.resolveOperands(operands, types));
    state.resultTypes.push(pointee);
  };
const printAtomic =
  (attributes: AtomicAttributes) =>
  (printer: OpAsmPrinter, op: Operation): void => {
    for (const [name] of attributes) printer.print(` "${caseOf(op.attr(name))}"`);
    printer.print(' ');
    printer.printOperands(op.operands);
    printColonType(printer, op.operand(0).type);
  };

const ORDERS = ['Acquire', 'Release', 'AcquireRelease', 'SequentiallyConsistent'];

/** At most one of the orders may be asked for. */
function verifySemantics(op: Operation, name: string, report: VerifyContext): boolean {
  const bits = caseOf(op.attr(name))?.split('|') ?? [];
  return (
    bits.filter((bit) => ORDERS.includes(bit)).length <= 1 ||
    report.error(
      'expected at most one of these four memory constraints to be set: `Acquire`, `Release`,`AcquireRelease` or `SequentiallyConsistent`',
    )
  );
}

const verifyUpdate =
  (kind: 'integer' | 'float') =>
  (op: Operation, report: VerifyContext): boolean => {
    const pointee = pointeeOf(op.operand(0).type);
    if (pointee.kind !== kind)
      return report.opError(
        `pointer operand must point to an ${kind} value, found '${report.printType(pointee)}'`,
      );
    if (op.numOperands > 1 && op.operand(1).type !== pointee)
      return report.opError(
        `expected value to have the same type as the pointer operand's pointee type '${report.printType(pointee)}', but found '${report.printType(op.operand(1).type)}'`,
      );
    return verifySemantics(op, 'semantics', report);
  };

/** Do operand `index` (`what` in words) and the result have one type? */
function verifySameAsResult(
  op: Operation,
  index: number,
  what: string,
  report: VerifyContext,
): boolean {
  const [operand, result] = [op.operand(index).type, op.result().type];
  return (
    operand === result ||
    report.opError(
      `${what} operand must have the same type as the op result, but found '${report.printType(operand)}' vs '${report.printType(result)}'`,
    )
  );
}
function verifyPointee(op: Operation, report: VerifyContext): boolean {
  const [pointee, result] = [pointeeOf(op.operand(0).type), op.result().type];
  return (
    pointee === result ||
    report.opError(
      `pointer operand's pointee type must have the same as the op result type, but found '${report.printType(pointee)}' vs '${report.printType(result)}'`,
    )
  );
}

const update = (mnemonic: string, summary: string, ...traits: readonly Trait[]): OpDefinition =>
  updateOf(mnemonic, summary, Integer, 'integer', traits);
const updateOf = (
  mnemonic: string,
  summary: string,
  value: TypeConstraint,
  kind: 'integer' | 'float',
  traits: readonly Trait[] = [],
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { pointer: AnyPtr, value },
    results: { result: value },
    attributes: specs(UPDATE),
    traits,
    parse: parseAtomic(UPDATE, 1),
    print: printAtomic(UPDATE),
    verify: verifyUpdate(kind),
  });
const step = (mnemonic: string, summary: string): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { pointer: AnyPtr },
    results: { result: Integer },
    attributes: specs(UPDATE),
    parse: parseAtomic(UPDATE, 0),
    print: printAtomic(UPDATE),
    verify: verifyUpdate('integer'),
  });
const compareExchange = (mnemonic: string, summary: string): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { pointer: AnyPtr, value: Integer, comparator: Integer },
    results: { result: Integer },
    attributes: specs(COMPARE),
    parse: parseAtomic(COMPARE, 2),
    print: printAtomic(COMPARE),
    verify: (op, report) =>
      verifySameAsResult(op, 1, 'value', report) &&
      verifySameAsResult(op, 2, 'comparator', report) &&
      verifyPointee(op, report),
  });

export const atomicOperations: readonly OpDefinition[] = [
  update('AtomicAnd', 'replaces an integer by its bits that another has, too'),
  compareExchange('AtomicCompareExchange', 'replaces an integer if it is equal to another'),
  compareExchange(
    'AtomicCompareExchangeWeak',
    'replaces an integer if it is equal to another; may fail though it is',
  ),
  defineOp('spirv.AtomicExchange', {
    summary: 'replaces a number',
    operands: { pointer: AnyPtr, value: Numerical },
    results: { result: Numerical },
    attributes: specs(UPDATE),
    parse: parseAtomic(UPDATE, 1),
    print: printAtomic(UPDATE),
    verify: (op, report) => verifySameAsResult(op, 1, 'value', report) && verifyPointee(op, report),
  }),
  update('AtomicIAdd', 'adds an integer'),
  step('AtomicIDecrement', 'takes one from an integer'),
  step('AtomicIIncrement', 'adds one to an integer'),
  update('AtomicISub', 'takes an integer away'),
  update('AtomicOr', 'adds the bits that another integer has'),
  update('AtomicSMax', 'keeps the greater of two signed integers'),
  update('AtomicSMin', 'keeps the lesser of two signed integers'),
  update('AtomicUMax', 'keeps the greater of two unsigned integers', UnsignedOp),
  update('AtomicUMin', 'keeps the lesser of two unsigned integers', UnsignedOp),
  update('AtomicXor', 'changes the bits that another integer has'),
  updateOf('EXT.AtomicFAdd', 'adds a float', Float, 'float'),

  defineOp('spirv.ControlBarrier', {
    summary: 'waits until all invocations of a scope have come',
    attributes: {
      execution_scope: Scope.constraint,
      memory_scope: Scope.constraint,
      memory_semantics: MemorySemantics.constraint,
    },
    verify: (op, report) => verifySemantics(op, 'memory_semantics', report),
    assemblyFormat: '$execution_scope `,` $memory_scope `,` $memory_semantics attr-dict',
  }),
  defineOp('spirv.MemoryBarrier', {
    summary: 'keeps the order of accesses to memory before and behind',
    attributes: { memory_scope: Scope.constraint, memory_semantics: MemorySemantics.constraint },
    verify: (op, report) => verifySemantics(op, 'memory_semantics', report),
    assemblyFormat: '$memory_scope `,` $memory_semantics attr-dict',
  }),
];

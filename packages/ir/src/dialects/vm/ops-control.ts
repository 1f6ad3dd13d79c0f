/** Control flow of the vm dialect: branches, calls, failures, checks, and what debugs. */

import { DenseArrayAttr, type SymbolRefAttr } from '../../attributes.ts';
import { I32, StrAttr, TypeArrayAttr } from '../../constraints.ts';
import {
  type AttrConstraint,
  type OpDefinition,
  operandGroup,
  operandGroupStart,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { BranchOp, CallOp, MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  Commutative,
  HasParent,
  Pure,
  ReturnLike,
  Terminator,
} from '../../traits.ts';
import * as patterns from './canonicalize.ts';
import { DebugOnly, defineVMOp, FullBarrier, PseudoOp, TRIVIAL, YieldPoint } from './define.ts';
import { parseCallVariadic, parseCondFail, printCallVariadic, printCondFail } from './syntax.ts';
import { AnyVMType, GlobalRefAttr } from './types.ts';
import { verifyStatus } from './verify.ts';

/** Branch interface of an operation whose successors' operands are the groups from `first` on. */
const branch = (first: number) => {
  const setGroup = (op: Operation, index: number, values: readonly Value[]): void => {
    const groups = (op.definition?.operands ?? []).map((_, i) => operandGroup(op, i));
    groups[first + index] = [...values];
    op.setOperands(groups.flat());
    if (op.hasTrait('AttrSizedOperandSegments'))
      op.setAttr(
        'operand_segment_sizes',
        DenseArrayAttr.i32(
          op.context,
          groups.map((group) => group.length),
        ),
      );
  };
  return BranchOp.with({
    successorOperands: (op: Operation, index: number) => ({
      start: operandGroupStart(op, first + index),
      count: operandGroup(op, first + index).length,
    }),
    eraseSuccessorOperand(op: Operation, index: number, argument: number) {
      const rest = operandGroup(op, first + index).filter((_, i) => i !== argument);
      setGroup(op, index, rest);
    },
    appendSuccessorOperands(op: Operation, index: number, values: readonly Value[]) {
      setGroup(op, index, [...operandGroup(op, first + index), ...values]);
    },
  });
};

const TO_ONE = '$dest (`(` $destOperands^ `:` type($destOperands) `)`)?';
const DEBUG_BRANCH = [Terminator, YieldPoint, FullBarrier, DebugOnly];

const branches: readonly OpDefinition[] = [
  defineVMOp('br', {
    summary: 'branches to a block',
    operands: { destOperands: variadic(AnyVMType) },
    successors: { dest: 'any' },
    traits: [Terminator],
    interfaces: [branch(0)],
    canonicalize: patterns.branchPatterns,
    assemblyFormat: `${TO_ONE} attr-dict`,
  }),
  defineVMOp('cond_br', {
    summary: 'branches to one of two blocks',
    operands: {
      condition: I32,
      trueDestOperands: variadic(AnyVMType),
      falseDestOperands: variadic(AnyVMType),
    },
    successors: { trueDest: 'any', falseDest: 'any' },
    traits: [AttrSizedOperandSegments, Terminator],
    interfaces: [branch(1)],
    canonicalize: patterns.condBranchPatterns,
    assemblyFormat:
      '$condition `,` $trueDest (`(` $trueDestOperands^ `:` type($trueDestOperands) `)`)? `,` $falseDest (`(` $falseDestOperands^ `:` type($falseDestOperands) `)`)? attr-dict',
  }),
  defineVMOp('yield', {
    summary: 'lets other work run, then branches',
    operands: { destOperands: variadic(AnyVMType) },
    successors: { dest: 'any' },
    traits: [HasParent('vm.func'), Terminator, YieldPoint],
    interfaces: [branch(0)],
    assemblyFormat: `${TO_ONE} attr-dict`,
  }),
  defineVMOp('break', {
    summary: 'stops in a debugger, then branches',
    operands: { destOperands: variadic(AnyVMType) },
    successors: { dest: 'any' },
    traits: DEBUG_BRANCH,
    interfaces: [branch(0)],
    assemblyFormat: `${TO_ONE} attr-dict`,
  }),
  defineVMOp('cond_break', {
    summary: 'stops in a debugger if the condition holds, then branches',
    operands: { condition: I32, destOperands: variadic(AnyVMType) },
    successors: { dest: 'any' },
    traits: DEBUG_BRANCH,
    interfaces: [branch(1)],
    canonicalize: [patterns.condBreakPattern],
    assemblyFormat: `$condition \`,\` ${TO_ONE} attr-dict`,
  }),
];

/** A call that is not marked may do anything. */
const callEffects = MemoryEffects.with((op: Operation) =>
  op.attr('nosideeffects')
    ? []
    : [
        { kind: 'read' as const, value: null },
        { kind: 'write' as const, value: null },
      ],
);
const call = [
  callEffects,
  CallOp.with({
    callee: (op: Operation) => op.attr('callee') as SymbolRefAttr,
    setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('callee', callee),
    argumentOperands: (op: Operation) => op.operands,
  }),
];
const SegmentSizesAttr: AttrConstraint = {
  summary: '16-bit signless integer elements attribute',
  matches: (attr) =>
    attr.kind === 'dense' &&
    attr.type.elementType.kind === 'integer' &&
    attr.type.elementType.width === 16 &&
    attr.type.elementType.signedness === 'signless',
};

const calls: readonly OpDefinition[] = [
  defineVMOp('call', {
    summary: 'calls a function or an import',
    operands: { operands: variadic(AnyVMType) },
    results: { results: variadic(AnyVMType) },
    attributes: { callee: GlobalRefAttr },
    interfaces: call,
    canonicalize: [patterns.unusedCall('vm.call')],
    assemblyFormat: '$callee `(` operands `)` attr-dict `:` functional-type(operands, results)',
  }),
  defineVMOp('call.variadic', {
    summary: 'calls an import some of whose arguments repeat',
    operands: { operands: variadic(AnyVMType) },
    results: { results: variadic(AnyVMType) },
    attributes: {
      callee: GlobalRefAttr,
      segment_sizes: SegmentSizesAttr,
      segment_types: TypeArrayAttr,
    },
    interfaces: call,
    canonicalize: [patterns.unusedCall('vm.call.variadic'), patterns.nonVariadicCall],
    parse: parseCallVariadic,
    print: printCallVariadic,
  }),
  defineVMOp('return', {
    summary: 'returns from a function',
    operands: { operands: variadic(AnyVMType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineVMOp('import.resolved', {
    summary: 'is an optional import there?',
    attributes: { import: GlobalRefAttr },
    results: { result: I32 },
    ...TRIVIAL,
    canonicalize: [patterns.importResolvedPattern],
    resultNames(op, setName) {
      const reference = op.attr('import');
      const name = reference?.kind === 'symbol_ref' ? reference.root : '';
      setName(op.result(), `has_${name}`.replace(/[^A-Za-z0-9_]/g, '_'));
    },
    assemblyFormat: '$import attr-dict `:` type($result)',
  }),
];

const MESSAGE = { message: optionalAttr(StrAttr) };

const failures: readonly OpDefinition[] = [
  defineVMOp('fail', {
    summary: 'ends the invocation with a status',
    operands: { status: I32 },
    attributes: MESSAGE,
    traits: [Terminator],
    verify: verifyStatus(0),
    assemblyFormat: '$status (`,` $message^)? attr-dict',
  }),
  defineVMOp('cond_fail', {
    summary: 'ends the invocation with a status if the condition holds',
    operands: { condition: I32, status: I32 },
    attributes: MESSAGE,
    traits: [PseudoOp],
    canonicalize: [patterns.condFailPattern],
    verify: verifyStatus(1),
    parse: parseCondFail,
    print: printCondFail,
  }),
  ...(
    [
      ['check.eq', 'equal', 'eq', '.o'],
      ['check.nearly_eq', 'nearly equal', 'eq', '.near'],
      ['check.ne', 'not equal', 'ne', '.o'],
    ] as const
  ).map(([mnemonic, word, comparison, floatSuffix]) =>
    defineVMOp(mnemonic, {
      summary: `fails unless the values are ${word}`,
      operands: { lhs: AnyVMType, rhs: AnyVMType },
      attributes: MESSAGE,
      traits: [PseudoOp, AllTypesMatch('lhs', 'rhs'), Commutative],
      canonicalize: [patterns.checkPattern(`vm.${mnemonic}`, comparison, floatSuffix)],
      assemblyFormat: '$lhs `,` $rhs (`,` $message^)? attr-dict `:` type($lhs)',
    }),
  ),
  defineVMOp('check.nz', {
    summary: 'fails unless the value is not zero',
    operands: { value: AnyVMType },
    attributes: MESSAGE,
    traits: [PseudoOp],
    canonicalize: [patterns.checkPattern('vm.check.nz', 'nz', '.o')],
    assemblyFormat: '$value (`,` $message^)? attr-dict `:` type($value)',
  }),
];

const debug: readonly OpDefinition[] = [
  defineVMOp('trace', {
    summary: 'records an event with values',
    operands: { operands: variadic(AnyVMType) },
    attributes: { event_name: StrAttr },
    traits: [FullBarrier, DebugOnly],
    assemblyFormat: '$event_name `(` operands `)` attr-dict `:` type(operands)',
  }),
  defineVMOp('print', {
    summary: 'prints a message with values',
    operands: { operands: variadic(AnyVMType) },
    attributes: { message: StrAttr },
    traits: [FullBarrier, DebugOnly],
    assemblyFormat: '$message `(` operands `)` attr-dict `:` type(operands)',
  }),
];

export const controlOperations: readonly OpDefinition[] = [
  ...branches,
  ...calls,
  ...failures,
  ...debug,
];

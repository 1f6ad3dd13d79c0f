/** Operations that the invocations of a workgroup or subgroup do together. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import type { Attribute } from '../../attributes.ts';
import {
  defineOp,
  type OpDefinition,
  optional,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, Pure } from '../../traits.ts';
import { elementTypeOrSelf, type Type } from '../../types.ts';
import { versionOf } from './attributes.ts';
import { pointeeOf } from './composite-types.ts';
import { constantInteger } from './constants.ts';
import {
  AnyPtr,
  AnySpirv,
  Bool,
  Float,
  Int32Vec4,
  Integer,
  ScalarOrVector,
  SignedOp,
  SignlessOrUnsignedVec4,
  scalarOrVectorOf,
  UnsignedOp,
} from './constraints.ts';
import { caseOf, parseEnumString, parseEnumStringInto } from './enum-attribute.ts';
import { GroupOperation, Scope, StorageClass, Version } from './enums.ts';
import { printColonType } from './syntax.ts';
import { pointerType } from './types.ts';

function verifyScope(op: Operation, report: VerifyContext): boolean {
  const scope = caseOf(op.attr('execution_scope'));
  return (
    scope === 'Workgroup' ||
    scope === 'Subgroup' ||
    report.opError("execution scope must be 'Workgroup' or 'Subgroup'")
  );
}
const execution_scope = Scope.constraint;

// ----- Groups all of whose invocations take part -----

const group = (mnemonic: string, summary: string, of: TypeConstraint): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { x: scalarOrVectorOf(of) },
    results: { result: scalarOrVectorOf(of) },
    attributes: { execution_scope, group_operation: GroupOperation.constraint },
    traits: [Pure, AllTypesMatch('x', 'result')],
    verify: verifyScope,
    assemblyFormat: '$execution_scope $group_operation operands attr-dict `:` type($x)',
  });

const groupBroadcast = defineOp('spirv.GroupBroadcast', {
  summary: 'the value of one invocation of the group',
  operands: { value: AnySpirv, localid: scalarOrVectorOf(Integer) },
  results: { result: AnySpirv },
  attributes: { execution_scope },
  traits: [Pure, AllTypesMatch('value', 'result')],
  verify(op, report) {
    if (!verifyScope(op, report)) return false;
    const { type } = op.operand(1);
    const count = type.kind === 'vector' ? type.shape[0] : 3;
    return (
      count === 2 ||
      count === 3 ||
      report.opError(
        `localid is a vector and can be with only  2 or 3 components, actual number is ${count}`,
      )
    );
  },
  assemblyFormat: '$execution_scope operands attr-dict `:` type($value) `,` type($localid)',
});

// ----- Groups of which some take part -----

/** `"Subgroup" "Reduce" %value cluster_size(%size) : type`. */
function parseArithmetic(parser: OpAsmParser, state: OperationStateBuilder): void {
  parseEnumStringInto(parser, state, Scope, 'execution_scope');
  parseEnumStringInto(parser, state, GroupOperation);
  const value = parser.parseOperand();
  let size = null;
  if (parser.parseOptionalKeyword('cluster_size') !== null) {
    parser.parsePunctuation('(');
    size = parser.parseOperand();
    parser.parsePunctuation(')');
  }
  const type = parser.parseColonType();
  state.operands.push(parser.resolveOperand(value, type));
  if (size) state.operands.push(parser.resolveOperand(size, parser.context.i32));
  state.resultTypes.push(type);
}
function printArithmetic(printer: OpAsmPrinter, op: Operation): void {
  const attributes = [op.attr('execution_scope'), op.attr('group_operation')];
  for (const attr of attributes) printer.print(` "${caseOf(attr)}"`);
  printer.print(' ');
  printer.printOperand(op.operand(0));
  if (op.numOperands > 1) {
    printer.print(' cluster_size(');
    printer.printOperand(op.operand(1));
    printer.print(')');
  }
  printColonType(printer, op.result().type);
}
function verifyArithmetic(op: Operation, report: VerifyContext): boolean {
  if (!verifyScope(op, report)) return false;
  if (caseOf(op.attr('group_operation')) === 'ClusteredReduce' && op.numOperands === 1)
    return report.opError(
      "cluster size operand must be provided for 'ClusteredReduce' group operation",
    );
  if (op.numOperands === 1) return true;
  const size = constantInteger(op.operand(1));
  if (size === null) return report.opError('cluster size operand must come from a constant op');
  const bits = size >>> 0;
  return (
    (bits !== 0 && (bits & (bits - 1)) === 0) ||
    report.opError('cluster size operand must be a power of two')
  );
}
const nonUniform = (
  mnemonic: string,
  summary: string,
  of: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { value: scalarOrVectorOf(of), cluster_size: optional(Integer) },
    results: { result: scalarOrVectorOf(of) },
    attributes: { execution_scope, group_operation: GroupOperation.constraint },
    traits,
    parse: parseArithmetic,
    print: printArithmetic,
    verify: verifyArithmetic,
  });

function verifyShuffle(op: Operation, report: VerifyContext): boolean {
  if (!verifyScope(op, report)) return false;
  const { type } = op.operand(1);
  return (
    !(type.kind === 'integer' && type.signedness === 'signed') ||
    report.opError('second operand must be a singless/unsigned integer')
  );
}
const shuffle = (
  mnemonic: string,
  summary: string,
  by: string,
  result: TypeConstraint,
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { value: ScalarOrVector, [by]: Integer },
    results: { result },
    attributes: { execution_scope },
    traits: [Pure, AllTypesMatch('value', 'result')],
    verify: verifyShuffle,
    assemblyFormat: `$execution_scope operands attr-dict \`:\` type($value) \`,\` type($${by})`,
  });

/** The target of the operation's module: its own, or one of a symbol table around, else the default. */
function targetVersion(op: Operation): string {
  let module = op.parentOp;
  while (module && !module.is('spirv.module')) module = module.parentOp;
  for (let around = module; around; around = around.parentOp) {
    const target: Attribute | undefined = around.attr('spirv.target_env');
    if (around.hasTrait('SymbolTable') && target) return versionOf(target) ?? DEFAULT_VERSION;
  }
  return DEFAULT_VERSION;
}
const DEFAULT_VERSION = 'v1.0';
const isBefore = (version: string, other: string): boolean =>
  Version.cases.indexOf(version) < Version.cases.indexOf(other);

const nonUniformBroadcast = defineOp('spirv.GroupNonUniformBroadcast', {
  summary: 'the value of one of the invocations that take part',
  operands: { value: AnySpirv, id: Integer },
  results: { result: AnySpirv },
  attributes: { execution_scope },
  traits: [Pure, AllTypesMatch('value', 'result')],
  verify(op, report) {
    if (!verifyScope(op, report)) return false;
    const id = op.operand(1);
    const isConstant =
      id.kind === 'result' &&
      (id.owner.is('spirv.Constant') || id.owner.is('spirv.mlir.referenceof'));
    return (
      isConstant ||
      !isBefore(targetVersion(op), 'v1.5') ||
      report.opError('id must be the result of a constant op')
    );
  },
  assemblyFormat: '$execution_scope operands attr-dict `:` type($value) `,` type($id)',
});

// ----- Blocks that a subgroup reads and writes -----

/** A pointer to the elements of what is read or written. */
const blockPointer = (type: Type, storageClass: string) =>
  pointerType(elementTypeOrSelf(type), storageClass);

const verifyBlock = (type: Type, op: Operation, report: VerifyContext): boolean => {
  const element = type.kind === 'vector' ? type.elementType : type;
  return (
    element === pointeeOf(op.operand(0).type) ||
    report.opError('mismatch in result type and pointer type')
  );
};

const blockRead = defineOp('spirv.INTEL.SubgroupBlockRead', {
  summary: 'reads a block, of which each invocation of the subgroup gets its part',
  operands: { ptr: AnyPtr },
  results: { value: AnySpirv },
  parse(parser, state) {
    const storageClass = parseEnumString(parser, StorageClass);
    const pointer = parser.parseOperand();
    const type = parser.parseColonType();
    state.operands.push(parser.resolveOperand(pointer, blockPointer(type, storageClass)));
    state.resultTypes.push(type);
  },
  print(printer, op) {
    printer.print(' ');
    printer.printOperand(op.operand(0));
    printColonType(printer, op.result().type);
  },
  verify: (op, report) => verifyBlock(op.result().type, op, report),
});

const blockWrite = defineOp('spirv.INTEL.SubgroupBlockWrite', {
  summary: 'writes a block, to which each invocation of the subgroup gives its part',
  operands: { ptr: AnyPtr, value: AnySpirv },
  parse(parser, state) {
    const at = parser.offset();
    const storageClass = parseEnumString(parser, StorageClass);
    const operands = parser.parseOperandList('none', 2);
    const type = parser.parseColonType();
    const types = [blockPointer(type, storageClass), type];
    state.operands.push(...parser.resolveOperands(operands, types, at));
  },
  print(printer, op) {
    printer.print(' ');
    printer.printOperands(op.operands);
    printColonType(printer, op.operand(1).type);
  },
  verify: (op, report) => verifyBlock(op.operand(1).type, op, report),
});

export const groupOperations: readonly OpDefinition[] = [
  groupBroadcast,
  group('GroupFAdd', 'sum of the floats of a group', Float),
  group('GroupFMax', 'greatest of the floats of a group', Float),
  group('GroupFMin', 'least of the floats of a group', Float),
  group('KHR.GroupFMul', 'product of the floats of a group', Float),
  group('GroupIAdd', 'sum of the integers of a group', Integer),
  group('KHR.GroupIMul', 'product of the integers of a group', Integer),
  group('GroupSMax', 'greatest of the signed integers of a group', Integer),
  group('GroupSMin', 'least of the signed integers of a group', Integer),
  group('GroupUMax', 'greatest of the unsigned integers of a group', Integer),
  group('GroupUMin', 'least of the unsigned integers of a group', Integer),
  blockRead,
  blockWrite,
  defineOp('spirv.KHR.SubgroupBallot', {
    summary: 'a bit for each invocation of the subgroup: does the predicate hold?',
    operands: { predicate: Bool },
    results: { result: Int32Vec4 },
    assemblyFormat: '$predicate attr-dict `:` type($result)',
  }),

  defineOp('spirv.GroupNonUniformBallot', {
    summary: 'a bit for each invocation that takes part: does the predicate hold?',
    operands: { predicate: Bool },
    results: { result: SignlessOrUnsignedVec4 },
    attributes: { execution_scope },
    verify: verifyScope,
    assemblyFormat: '$execution_scope $predicate attr-dict `:` type($result)',
  }),
  nonUniformBroadcast,
  defineOp('spirv.GroupNonUniformElect', {
    summary: 'is this the first of the invocations that take part?',
    results: { result: Bool },
    attributes: { execution_scope },
    verify: verifyScope,
    assemblyFormat: '$execution_scope attr-dict `:` type($result)',
  }),
  nonUniform('GroupNonUniformFAdd', 'sum of the floats of those that take part', Float),
  nonUniform('GroupNonUniformFMax', 'greatest of the floats of those that take part', Float),
  nonUniform('GroupNonUniformFMin', 'least of the floats of those that take part', Float),
  nonUniform('GroupNonUniformFMul', 'product of the floats of those that take part', Float),
  nonUniform('GroupNonUniformIAdd', 'sum of the integers of those that take part', Integer),
  nonUniform('GroupNonUniformIMul', 'product of the integers of those that take part', Integer),
  nonUniform(
    'GroupNonUniformSMax',
    'greatest of the signed integers of those that take part',
    Integer,
    SignedOp,
  ),
  nonUniform(
    'GroupNonUniformSMin',
    'least of the signed integers of those that take part',
    Integer,
    SignedOp,
  ),
  nonUniform(
    'GroupNonUniformUMax',
    'greatest of the unsigned integers of those that take part',
    Integer,
    UnsignedOp,
  ),
  nonUniform(
    'GroupNonUniformUMin',
    'least of the unsigned integers of those that take part',
    Integer,
    UnsignedOp,
  ),
  shuffle(
    'GroupNonUniformShuffle',
    'the value of the invocation with a number',
    'id',
    ScalarOrVector,
  ),
  shuffle(
    'GroupNonUniformShuffleDown',
    'the value of the invocation so many behind',
    'delta',
    AnySpirv,
  ),
  shuffle(
    'GroupNonUniformShuffleUp',
    'the value of the invocation so many before',
    'delta',
    AnySpirv,
  ),
  shuffle(
    'GroupNonUniformShuffleXor',
    'the value of the invocation whose number differs in the bits of a mask',
    'mask',
    AnySpirv,
  ),
];

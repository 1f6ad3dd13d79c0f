/** Matrices: of one invocation, and those that the invocations of a scope hold together. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { I32Attr, TypeAttrConstraint } from '../../constraints.ts';
import { defineOp, type OpDefinition, optionalAttr, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, Pure } from '../../traits.ts';
import type { DialectType, Type } from '../../types.ts';
import {
  componentType,
  elementCount,
  elementTypeAt,
  isScalar,
  pointeeOf,
  storageClassOf,
} from './composite-types.ts';
import {
  AnyCooperativeMatrix,
  AnyJointMatrix,
  AnyMatrix,
  AnyPtr,
  Bool,
  Float,
  Int32,
  Integer,
  matrixOrCooperativeMatrixOf,
} from './constraints.ts';
import { caseOf } from './enum-attribute.ts';
import { MatrixLayout, MemoryAccess, Scope } from './enums.ts';
import { parseOptionalAccess } from './syntax.ts';

const columnsOf = (type: Type): number => elementCount(type) ?? 0;
const rowsOf = (type: Type): number => {
  const column = elementTypeAt(type, 0);
  return column ? (elementCount(column) ?? 0) : 0;
};

const matrixTimesMatrix = defineOp('spirv.MatrixTimesMatrix', {
  summary: 'product of matrices',
  operands: { leftmatrix: AnyMatrix, rightmatrix: AnyMatrix },
  results: { result: AnyMatrix },
  traits: [Pure],
  verify(op, report) {
    const [left, right, result] = [op.operand(0).type, op.operand(1).type, op.result().type];
    if (columnsOf(left) !== rowsOf(right))
      return report.error(
        "left matrix columns' count must be equal to the right matrix rows' count",
      );
    if (columnsOf(right) !== columnsOf(result))
      return report.error("right and result matrices must have equal columns' count");
    if (componentType(right) !== componentType(result))
      return report.error("right and result matrices' component type must be the same");
    if (componentType(left) !== componentType(result))
      return report.error("left and result matrices' component type must be the same");
    return (
      rowsOf(left) === rowsOf(result) ||
      report.error("left and result matrices must have equal rows' count")
    );
  },
  assemblyFormat:
    'operands attr-dict `:` type($leftmatrix) `,` type($rightmatrix) `->` type($result)',
});

const matrixTimesScalar = defineOp('spirv.MatrixTimesScalar', {
  summary: 'each element of a matrix times a number',
  operands: { matrix: matrixOrCooperativeMatrixOf(Float), scalar: Float },
  results: { result: matrixOrCooperativeMatrixOf(Float) },
  traits: [Pure, AllTypesMatch('matrix', 'result')],
  verify: (op, report) =>
    componentType(op.operand(0).type) === op.operand(1).type ||
    report.error("input matrix components' type and scaling value must have the same type"),
  assemblyFormat: 'operands attr-dict `:` type($matrix) `,` type($scalar)',
});

const transpose = defineOp('spirv.Transpose', {
  summary: 'a matrix with its rows as columns',
  operands: { matrix: AnyMatrix },
  results: { result: AnyMatrix },
  traits: [Pure],
  verify(op, report) {
    const [input, result] = [op.operand(0).type, op.result().type];
    if (rowsOf(input) !== columnsOf(result))
      return report.error('input matrix rows count must be equal to output matrix columns count');
    if (columnsOf(input) !== rowsOf(result))
      return report.error('input matrix columns count must be equal to output matrix rows count');
    return (
      componentType(input) === componentType(result) ||
      report.error('input and output matrices must have the same component type')
    );
  },
  assemblyFormat: 'operands attr-dict `:` type($matrix) `->` type($result)',
});

// ----- Matrices of a scope -----

const sizesOf = ({ params }: DialectType) => ({
  element: params[0] as Type,
  rows: params[1] as number,
  columns: params[2] as number,
  scope: params[3] as string,
});

type Sizes = ReturnType<typeof sizesOf>;

/** Sizes and scopes of `a * b + c` fit, and the element types by a rule of their own. */
const verifyMultiplyAdd =
  (mismatch: (a: Sizes, b: Sizes) => string | null) =>
  (op: Operation, report: VerifyContext): boolean => {
    if (op.operand(2).type !== op.result().type)
      return report.opError('result and third operand must have the same type');
    const types = [...op.operands, op.result()].map(({ type }) => sizesOf(type as DialectType));
    const [a, b, c, r] = types;
    if (!a || !b || !c || !r) return true;
    if (a.rows !== r.rows || a.columns !== b.rows || b.columns !== r.columns)
      return report.opError('matrix size must match');
    if ([a, b, c].some(({ scope }) => scope !== r.scope))
      return report.opError('matrix scope must match');
    const message = mismatch(a, b);
    return message === null || report.opError(message);
  };
/** Integers may differ in their sign. */
const verifyCooperativeMultiplyAdd = verifyMultiplyAdd(({ element: a }, { element: b }) => {
  if (a.kind === 'integer' && b.kind === 'integer')
    return a.width === b.width
      ? null
      : 'matrix A and B integer element types must be the same bit width';
  return a === b ? null : 'matrix A and B non-integer element types must match';
});
const verifyJointMultiplyAdd = verifyMultiplyAdd(({ element: a }, { element: b }) =>
  a === b ? null : 'matrix element type must match',
);

/** A tile lies in memory of one of the classes, as scalars or vectors. */
const verifyTilePointer =
  (classes: readonly string[], message: string) =>
  (op: Operation, report: VerifyContext): boolean => {
    const { type } = op.operand(0);
    const pointee = pointeeOf(type);
    if (!isScalar(pointee) && pointee.kind !== 'vector')
      return report.error(
        `Pointer must point to a scalar or vector type but provided '${report.printType(pointee)}'`,
      );
    const storageClass = storageClassOf(type);
    return (
      classes.includes(storageClass) || report.error(`${message} but provided ${storageClass}`)
    );
  };
const verifyCooperativePointer = verifyTilePointer(
  ['Workgroup', 'StorageBuffer', 'PhysicalStorageBuffer'],
  'Pointer storage class must be Workgroup, StorageBuffer or PhysicalStorageBufferEXT',
);
const verifyJointPointer = verifyTilePointer(
  ['Workgroup', 'CrossWorkgroup', 'UniformConstant', 'Generic'],
  'Pointer storage class must be Workgroup or CrossWorkgroup',
);

/** ` %operands ["Volatile"] : pointer type`; the alignment of the access is not written. */
function printTile(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOperands(op.operands);
  const access = caseOf(op.attr('memory_access'));
  if (access !== null) printer.print(` ["${access}"]`);
  printer.print(' : ');
  printer.printType(op.operand(0).type);
}

const cooperativeLoad = defineOp('spirv.NV.CooperativeMatrixLoad', {
  summary: 'reads a cooperative matrix whose rows (or columns) lie a stride apart',
  operands: { pointer: AnyPtr, stride: Integer, columnmajor: Bool },
  results: { result: AnyCooperativeMatrix },
  attributes: { memory_access: optionalAttr(MemoryAccess.constraint) },
  parse(parser: OpAsmParser, state: OperationStateBuilder) {
    const operands = parser.parseOperandList('none', 3);
    parseOptionalAccess(parser, state);
    const pointer = parser.parseColonType();
    parser.parseKeyword('as');
    const matrix = parser.parseType();
    const { i32, i1 } = parser.context;
    state.operands.push(...parser.resolveOperands(operands, [pointer, i32, i1]));
    state.resultTypes.push(matrix);
  },
  print(printer, op) {
    printTile(printer, op);
    printer.print(' as ');
    printer.printType(op.result().type);
  },
  verify: verifyCooperativePointer,
});

const cooperativeStore = defineOp('spirv.NV.CooperativeMatrixStore', {
  summary: 'writes a cooperative matrix so that its rows (or columns) lie a stride apart',
  operands: { pointer: AnyPtr, object: AnyCooperativeMatrix, stride: Integer, columnmajor: Bool },
  attributes: { memory_access: optionalAttr(MemoryAccess.constraint) },
  parse(parser: OpAsmParser, state: OperationStateBuilder) {
    const operands = parser.parseOperandList('none', 4);
    parseOptionalAccess(parser, state);
    const pointer = parser.parseColonType();
    parser.parsePunctuation(',');
    const matrix = parser.parseType();
    const { i32, i1 } = parser.context;
    state.operands.push(...parser.resolveOperands(operands, [pointer, matrix, i32, i1]));
  },
  print(printer, op) {
    printTile(printer, op);
    printer.print(', ');
    printer.printType(op.operand(1).type);
  },
  verify: verifyCooperativePointer,
});

const jointAttributes = {
  layout: MatrixLayout.constraint,
  scope: Scope.constraint,
  memory_access: optionalAttr(MemoryAccess.constraint),
  alignment: optionalAttr(I32Attr),
};

export const matrixOperations: readonly OpDefinition[] = [
  matrixTimesMatrix,
  matrixTimesScalar,
  transpose,

  defineOp('spirv.NV.CooperativeMatrixLength', {
    summary: 'how many elements of a cooperative matrix an invocation holds',
    results: { result: Int32 },
    attributes: { cooperative_matrix_type: TypeAttrConstraint },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` $cooperative_matrix_type',
  }),
  cooperativeLoad,
  defineOp('spirv.NV.CooperativeMatrixMulAdd', {
    summary: 'product of two cooperative matrices added to a third',
    operands: { a: AnyCooperativeMatrix, b: AnyCooperativeMatrix, c: AnyCooperativeMatrix },
    results: { result: AnyCooperativeMatrix },
    traits: [Pure, AllTypesMatch('c', 'result')],
    verify: verifyCooperativeMultiplyAdd,
    assemblyFormat: 'operands attr-dict`:` type($a) `,` type($b) `->` type($c)',
  }),
  cooperativeStore,

  defineOp('spirv.INTEL.JointMatrixLoad', {
    summary: 'reads a joint matrix whose rows (or columns) lie a stride apart',
    operands: { pointer: AnyPtr, stride: Integer },
    results: { result: AnyJointMatrix },
    attributes: jointAttributes,
    verify: verifyJointPointer,
    assemblyFormat:
      '$scope $layout operands attr-dict `:` `(` type(operands) `)` `->` type($result)',
  }),
  defineOp('spirv.INTEL.JointMatrixMad', {
    summary: 'product of two joint matrices added to a third',
    operands: { a: AnyJointMatrix, b: AnyJointMatrix, c: AnyJointMatrix },
    results: { result: AnyJointMatrix },
    attributes: { scope: Scope.constraint },
    traits: [Pure, AllTypesMatch('c', 'result')],
    verify: verifyJointMultiplyAdd,
    assemblyFormat: '$scope operands attr-dict`:` type($a) `,` type($b) `->` type($c)',
  }),
  defineOp('spirv.INTEL.JointMatrixStore', {
    summary: 'writes a joint matrix so that its rows (or columns) lie a stride apart',
    operands: { pointer: AnyPtr, object: AnyJointMatrix, stride: Integer },
    attributes: jointAttributes,
    verify: verifyJointPointer,
    assemblyFormat: '$scope $layout operands attr-dict `:` `(` type(operands) `)`',
  }),
  defineOp('spirv.INTEL.JointMatrixWorkItemLength', {
    summary: 'how many elements of a joint matrix an invocation holds',
    results: { result: Int32 },
    attributes: { joint_matrix_type: TypeAttrConstraint },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` $joint_matrix_type',
  }),
];

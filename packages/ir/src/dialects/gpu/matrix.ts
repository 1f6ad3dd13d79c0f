/** Matrices that the threads of a subgroup hold together: their type and its operations. */

import {
  anyTypeOf,
  F16,
  F32,
  I8,
  I32,
  Index,
  IndexAttr,
  integerOfWidth,
  memRefOf,
  UnitAttrConstraint,
  vectorOfRanks,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optionalAttr,
  type TypeConstraint,
  type TypeDefinition,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import { AllTypesMatch, Pure, TypesMatchWith } from '../../traits.ts';
import { type DialectType, isDialectType, type Type } from '../../types.ts';
import { enumAttribute } from '../enum-attributes.ts';

const ROLES = ['AOp', 'BOp', 'COp'];
const SI8 = integerOfWidth(8, 'signed');
const UI8 = integerOfWidth(8, 'unsigned');
const Element = anyTypeOf([SI8, UI8, I32, F16, F32]);

interface Matrix {
  readonly shape: readonly number[];
  readonly elementType: Type;
  /** What it is in `A * B + C`. */
  readonly role: string;
}
const matrixOf = (type: DialectType): Matrix => {
  const [shape, elementType, role] = type.params as [readonly number[], Type, string];
  return { shape, elementType, role };
};
const asMatrix = (type: Type): Matrix | null =>
  isDialectType(type, 'gpu.mma_matrix') ? matrixOf(type) : null;

const MNEMONIC = 'mma_matrix';
export const matrixType: TypeDefinition = {
  mnemonic: MNEMONIC,
  summary: 'a matrix that the threads of a subgroup hold together',
  parse(parser) {
    const at = parser.offset() - MNEMONIC.length;
    parser.parsePunctuation('<');
    const shape = parser.parseDimensionList(false);
    const elementType = parser.parseType();
    parser.parsePunctuation(',');
    const role = parser.parseString();
    parser.parsePunctuation('>');
    if (!ROLES.includes(role)) parser.fail('operand expected to be one of AOp, BOp or COp', at);
    if (shape.length !== 2) parser.fail('MMAMatrixType must have exactly two dimensions', at);
    if (!Element.matches(elementType))
      parser.fail('MMAMatrixType elements must be SI8, UI8, I32, F16, or F32', at);
    return [shape, elementType, role];
  },
  print(printer, type) {
    const { shape, elementType, role } = matrixOf(type);
    printer.print(`<${shape.join('x')}x`);
    printer.printType(elementType);
    printer.print(', ');
    printer.printString(role);
    printer.print('>');
  },
};

const elementwise = enumAttribute({
  dialect: 'gpu',
  mnemonic: 'mma_element_wise',
  summary: 'what is done to elements',
  cppName: '::mlir::gpu::MMAElementwiseOp',
  cases: [
    'addf',
    'mulf',
    'subf',
    'maxf',
    'minf',
    'divf',
    'addi',
    'muli',
    'subi',
    'divs',
    'divu',
    'negatef',
    'negates',
  ],
  constraintSummary: 'elementwise operation to apply to mma matrix',
});
export const elementwiseAttribute = elementwise.definition;

const AnyMatrix: TypeConstraint = {
  summary: 'MMAMatrix type',
  matches: (type) => asMatrix(type) !== null,
};
const matrixWith = (...elements: readonly TypeConstraint[]): TypeConstraint => {
  const element = anyTypeOf(elements);
  return {
    summary: `gpu.mma_matrix of ${element.summary} values`,
    matches(type) {
      const matrix = asMatrix(type);
      return matrix !== null && element.matches(matrix.elementType);
    },
  };
};
const Scalars = [I8, I32, F16, F32];
const Memory = memRefOf(anyTypeOf([...Scalars, vectorOfRanks(anyTypeOf(Scalars), [1])]));
const effect = (kind: MemoryEffect['kind'], operand: number) =>
  MemoryEffects.with((op) => [
    { kind, value: null },
    { kind, value: op.operand(operand) },
  ]);

const hasUnitStride = (type: Type): boolean =>
  type.kind === 'memref' && stridesAndOffset(type)?.strides.at(-1) === 1;

function verifyStore(op: Operation, report: VerifyContext): boolean {
  if (!hasUnitStride(op.operand(1).type))
    return report.error('expected destination memref most minor dim must have unit stride');
  return (
    asMatrix(op.operand(0).type)?.role === 'COp' ||
    report.error("expected the operand matrix being stored to have 'COp' operand type")
  );
}

function verifyCompute(op: Operation, report: VerifyContext): boolean {
  const matrices = op.operands.map((value) => asMatrix(value.type));
  if (!matrices.every((matrix, i) => matrix?.role === ROLES[i]))
    return report.error('operands must be in the order AOp, BOp, COp');
  const [a = [], b = [], c = []] = matrices.map((matrix) => matrix?.shape ?? []);
  return (
    (a[1] === b[0] && a[0] === c[0] && b[1] === c[1]) ||
    report.error('operand shapes do not satisfy matmul constraints')
  );
}

export const matrixOperations: readonly OpDefinition[] = [
  defineOp('gpu.subgroup_mma_load_matrix', {
    summary: 'loads a matrix',
    operands: { srcMemref: Memory, indices: variadic(Index) },
    results: { res: AnyMatrix },
    attributes: { leadDimension: IndexAttr, transpose: optionalAttr(UnitAttrConstraint) },
    interfaces: [effect('read', 0)],
    verify: (op, report) =>
      hasUnitStride(op.operand(0).type) ||
      report.error('expected source memref most minor dim must have unit stride'),
    assemblyFormat: '$srcMemref `[` $indices `]` attr-dict `:` type($srcMemref) `->` type($res)',
  }),
  defineOp('gpu.subgroup_mma_store_matrix', {
    summary: 'stores a matrix',
    operands: {
      src: matrixWith(SI8, UI8, I32, F16, F32),
      dstMemref: Memory,
      indices: variadic(Index),
    },
    attributes: { leadDimension: IndexAttr, transpose: optionalAttr(UnitAttrConstraint) },
    interfaces: [effect('write', 1)],
    verify: verifyStore,
    assemblyFormat:
      '$src `,` $dstMemref `[` $indices `]` attr-dict `:` type($src) `,` type($dstMemref)',
  }),
  defineOp('gpu.subgroup_mma_compute', {
    summary: 'product of two matrices, added to a third',
    operands: {
      opA: matrixWith(SI8, UI8, F16, F32),
      opB: matrixWith(SI8, UI8, F16, F32),
      opC: matrixWith(I32, F16, F32),
    },
    results: { res: AnyMatrix },
    attributes: {
      a_transpose: optionalAttr(UnitAttrConstraint),
      b_transpose: optionalAttr(UnitAttrConstraint),
    },
    traits: [Pure, AllTypesMatch('opC', 'res')],
    verify: verifyCompute,
    assemblyFormat:
      '$opA `,` $opB `,` $opC attr-dict `:` type($opA) `,` type($opB) `->` type($res)',
  }),
  defineOp('gpu.subgroup_mma_constant_matrix', {
    summary: 'a matrix of equal elements',
    operands: { value: Element },
    results: { res: AnyMatrix },
    traits: [
      Pure,
      TypesMatchWith(
        'value type matches element type of mma_matrix',
        'res',
        'value',
        (type) => asMatrix(type)?.elementType ?? null,
      ),
    ],
    assemblyFormat: '$value attr-dict `:` type($res)',
  }),
  defineOp('gpu.subgroup_mma_elementwise', {
    summary: 'combines elements of matrices',
    operands: { args: variadic(AnyMatrix) },
    results: { res: AnyMatrix },
    attributes: { opType: elementwise.constraint },
    traits: [Pure, AllTypesMatch('args')],
    assemblyFormat: '$opType $args attr-dict `:` functional-type($args, $res)',
  }),
];

/** Arithmetic, bits and comparisons. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { anyTypeOf } from '../../constraints.ts';
import {
  defineOp,
  type Fold,
  type OpDefinition,
  optionalAttr,
  type Trait,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  Commutative,
  Pure,
  SameOperandsAndResultShape,
  SameOperandsAndResultType,
  SameTypeOperands,
  TypesMatchWith,
} from '../../traits.ts';
import { elementTypeOrSelf, isDialectType, type Type, VectorType } from '../../types.ts';
import { invertComparisons } from './canonicalize.ts';
import { bitsOf } from './composite-types.ts';
import {
  AnyPtr,
  AnyStruct,
  Bool,
  Float,
  Integer,
  Scalar,
  SignedOp,
  scalarOrVectorOf,
  scalarOrVectorOrCooperativeMatrixOf,
  UnsignedOp,
  UsableInSpecConstantOp,
  Vector,
  vectorOfLength,
} from './constraints.ts';
import { PackedVectorFormat } from './enums.ts';
import {
  foldIAdd,
  foldIMul,
  foldISub,
  foldLogicalAnd,
  foldLogicalNotEqual,
  foldLogicalOr,
} from './fold.ts';
import { structBody } from './struct-type.ts';

// ----- Arithmetic -----

/** Folds of the operations that have one, by name. */
const FOLDS: Readonly<Record<string, Fold>> = {
  IAdd: foldIAdd,
  IMul: foldIMul,
  ISub: foldISub,
  LogicalAnd: foldLogicalAnd,
  LogicalNotEqual: foldLogicalNotEqual,
  LogicalOr: foldLogicalOr,
};
const foldOf = (mnemonic: string): { readonly fold?: Fold } => {
  const fold = FOLDS[mnemonic];
  return fold ? { fold } : {};
};

const binary = (
  mnemonic: string,
  summary: string,
  of: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition => {
  const type = scalarOrVectorOrCooperativeMatrixOf(of);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand1: type, operand2: type },
    results: { result: type },
    traits: [...traits, Pure, SameOperandsAndResultType],
    ...foldOf(mnemonic),
    assemblyFormat: 'operands attr-dict `:` type($result)',
  });
};
const unary = (
  mnemonic: string,
  summary: string,
  of: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition => {
  const type = scalarOrVectorOrCooperativeMatrixOf(of);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand: type },
    results: { result: type },
    traits: [...traits, Pure, SameOperandsAndResultType],
    assemblyFormat: 'operands attr-dict `:` type($result)',
  });
};

/** `{attributes} %a, %b : !spirv.struct<(i32, i32)>`. */
function parseExtended(parser: OpAsmParser, state: OperationStateBuilder): void {
  parser.parseOptionalAttrDict(state.attributes);
  const operands = parser.parseOperandList();
  parser.parsePunctuation(':');
  const at = parser.offset();
  const type = parser.parseType();
  const members = isDialectType(type, 'spirv.struct') ? structBody(type).members : [];
  const [first] = members;
  if (members.length !== 2 || !first)
    return parser.fail('expected spirv.struct type with two members', at);
  state.operands.push(...parser.resolveOperands(operands, [first, first], at));
  state.resultTypes.push(type);
}
function printExtended(printer: OpAsmPrinter, op: Operation): void {
  printer.print(' ');
  printer.printOptionalAttrDict(op.attributes);
  printer.printOperands(op.operands);
  printer.print(' : ');
  printer.printType(op.result().type);
}
function verifyExtended(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const members = isDialectType(type, 'spirv.struct') ? structBody(type).members : [];
  if (members.length !== 2)
    return report.opError('expected result struct type containing two members');
  const [first] = members;
  return (
    [...members, ...op.operands.map((operand) => operand.type)].every((one) => one === first) ||
    report.opError('expected all operand types and struct member types are the same')
  );
}
const extended = (mnemonic: string, summary: string, ...traits: readonly Trait[]): OpDefinition => {
  const type = scalarOrVectorOf(Integer);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand1: type, operand2: type },
    results: { result: AnyStruct },
    traits,
    parse: parseExtended,
    print: printExtended,
    verify: verifyExtended,
  });
};

const vectorTimesScalar = defineOp('spirv.VectorTimesScalar', {
  summary: 'each element of a vector times a number',
  operands: { vector: vectorOfLength([2, 3, 4], Float), scalar: Float },
  results: { result: vectorOfLength([2, 3, 4], Float) },
  traits: [Pure],
  verify(op, report) {
    const { type } = op.result();
    if (op.operand(0).type !== type)
      return report.opError('vector operand and result type mismatch');
    return (
      op.operand(1).type === elementTypeOrSelf(type) ||
      report.opError('scalar operand and result element type match')
    );
  },
  assemblyFormat: 'operands attr-dict `:` `(` type(operands) `)` `->` type($result)',
});

// ----- Bits -----

const bitBinary = (mnemonic: string, summary: string): OpDefinition => {
  const type = scalarOrVectorOf(Integer);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand1: type, operand2: type },
    results: { result: type },
    traits: [Commutative, UsableInSpecConstantOp, Pure, SameOperandsAndResultType],
    assemblyFormat: 'operands attr-dict `:` type($result)',
  });
};
const bitUnary = (mnemonic: string, summary: string, ...traits: readonly Trait[]): OpDefinition => {
  const type = scalarOrVectorOf(Integer);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand: type },
    results: { result: type },
    traits: [...traits, Pure, SameOperandsAndResultType],
    assemblyFormat: '$operand `:` type($operand) attr-dict',
  });
};
const shift = (mnemonic: string, summary: string): OpDefinition => {
  const type = scalarOrVectorOf(Integer);
  return defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand1: type, operand2: type },
    results: { result: type },
    traits: [
      UsableInSpecConstantOp,
      Pure,
      SameOperandsAndResultShape,
      AllTypesMatch('operand1', 'result'),
    ],
    assemblyFormat: 'operands attr-dict `:` type($operand1) `,` type($operand2)',
  });
};
const BIT_FIELD = 'operands attr-dict `:` type($base) `,` type($offset) `,` type($count)';
const bitFieldExtract = (mnemonic: string, summary: string, trait: Trait): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { base: scalarOrVectorOf(Integer), offset: Integer, count: Integer },
    results: { result: scalarOrVectorOf(Integer) },
    traits: [trait, Pure, AllTypesMatch('base', 'result')],
    assemblyFormat: BIT_FIELD,
  });

// ----- Comparisons -----

/** `i1`, or as many of them as the operand has elements. */
const boolsLike = (type: Type): Type =>
  type.kind === 'vector'
    ? VectorType.get([type.shape.reduce((a, b) => a * b, 1)], type.context.i1)
    : type.context.i1;
const RESULT_OF = 'type of result to correspond to the `i1` equivalent of the operand';

const compare = (
  mnemonic: string,
  summary: string,
  of: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand1: scalarOrVectorOf(of), operand2: scalarOrVectorOf(of) },
    results: { result: scalarOrVectorOf(Bool) },
    traits: [
      ...traits,
      Pure,
      SameTypeOperands,
      SameOperandsAndResultShape,
      TypesMatchWith(RESULT_OF, 'operand1', 'result', boolsLike),
    ],
    ...foldOf(mnemonic),
    assemblyFormat: '$operand1 `,` $operand2 `:` type($operand1) attr-dict',
  });
const test = (
  mnemonic: string,
  summary: string,
  of: TypeConstraint,
  ...traits: readonly Trait[]
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: { operand: scalarOrVectorOf(of) },
    results: { result: scalarOrVectorOf(Bool) },
    traits: [
      ...traits,
      Pure,
      SameTypeOperands,
      SameOperandsAndResultShape,
      TypesMatchWith(RESULT_OF, 'operand', 'result', boolsLike),
    ],
    ...(mnemonic === 'LogicalNot' ? { canonicalize: invertComparisons } : {}),
    assemblyFormat: '$operand `:` type($operand) attr-dict',
  });

const SelectType = anyTypeOf([Scalar, Vector, AnyPtr]);
const select = defineOp('spirv.Select', {
  summary: 'one of two values, by a condition or element by element',
  operands: {
    condition: scalarOrVectorOf(Bool),
    true_value: SelectType,
    false_value: SelectType,
  },
  results: { result: SelectType },
  traits: [Pure, AllTypesMatch('true_value', 'false_value', 'result'), UsableInSpecConstantOp],
  verify(op, report) {
    const condition = op.operand(0).type;
    const result = op.result().type;
    if (condition.kind !== 'vector') return true;
    if (result.kind !== 'vector')
      return report.opError(
        'result expected to be of vector type when condition is of vector type',
      );
    return (
      result.shape[0] === condition.shape[0] ||
      report.opError(
        'result should have the same number of elements as the condition when condition is of vector type',
      )
    );
  },
  assemblyFormat: 'operands attr-dict `:` type($condition) `,` type($result)',
});

// ----- Dot products -----

function verifyDot(op: Operation, report: VerifyContext): boolean {
  const factor = op.operand(0).type;
  if (op.operand(1).type !== factor)
    return report.opError('requires the same type for both vector operands');
  const format = op.attr('format');
  if (factor.kind === 'integer') {
    if (!format)
      return report.opError('requires Packed Vector Format attribute for integer vector operands');
    if (factor.width !== 32)
      return report.opError(
        'with specified Packed Vector Format (PackedVectorFormat4x8Bit) requires integer vector operands to be 32-bits wide',
      );
  } else if (format)
    return report.opError(
      `with invalid format attribute for vector operands of type '${report.printType(factor)}'`,
    );
  if (op.attributes.entries.length > (factor.kind === 'integer' ? 1 : 0))
    return report.error("op only supports the 'format' #spirv.packed_vector_format attribute");
  const result = op.result().type;
  if (op.numOperands === 3 && op.operand(2).type !== result)
    return report.opError('requires the same accumulator operand and result types');
  const [factorBits, resultBits] = [bitsOf(factor), bitsOf(result)];
  return (
    factorBits <= resultBits ||
    report.opError(
      `result type has insufficient bit-width (${resultBits} bits) for the specified vector operand type (${factorBits} bits)`,
    )
  );
}
const dot = (
  mnemonic: string,
  summary: string,
  accumulates: boolean,
  ...traits: readonly Trait[]
): OpDefinition =>
  defineOp(`spirv.${mnemonic}`, {
    summary,
    operands: {
      vector1: scalarOrVectorOf(Integer),
      vector2: scalarOrVectorOf(Integer),
      ...(accumulates ? { accumulator: Integer } : {}),
    },
    results: { result: Integer },
    attributes: { format: optionalAttr(PackedVectorFormat.constraint) },
    traits: [...traits, Pure],
    verify: verifyDot,
    assemblyFormat: 'operands attr-dict `:` `(` type(operands) `)` `->` type($result)',
  });

export const arithmeticOperations: readonly OpDefinition[] = [
  binary('FAdd', 'sum of floats', Float, Commutative),
  binary('FDiv', 'quotient of floats', Float),
  binary('FMod', 'remainder of floats, with the sign of the divisor', Float),
  binary('FMul', 'product of floats', Float, Commutative),
  unary('FNegate', 'a float with the other sign', Float),
  binary('FRem', 'remainder of floats, with the sign of the dividend', Float),
  binary('FSub', 'difference of floats', Float),
  binary('IAdd', 'sum of integers', Integer, Commutative, UsableInSpecConstantOp),
  extended('IAddCarry', 'sum of integers and its carry', Commutative, Pure),
  binary('IMul', 'product of integers', Integer, Commutative, UsableInSpecConstantOp),
  binary('ISub', 'difference of integers', Integer, UsableInSpecConstantOp),
  extended('ISubBorrow', 'difference of integers and its borrow', Pure),
  binary('SDiv', 'quotient of signed integers', Integer, UsableInSpecConstantOp),
  binary(
    'SMod',
    'remainder of signed integers, with the sign of the divisor',
    Integer,
    UsableInSpecConstantOp,
  ),
  extended(
    'SMulExtended',
    'product of signed integers in two words, the lower first',
    Pure,
    Commutative,
  ),
  unary('SNegate', 'an integer with the other sign', Integer, UsableInSpecConstantOp),
  binary(
    'SRem',
    'remainder of signed integers, with the sign of the dividend',
    Integer,
    UsableInSpecConstantOp,
  ),
  binary('UDiv', 'quotient of unsigned integers', Integer, UnsignedOp, UsableInSpecConstantOp),
  extended(
    'UMulExtended',
    'product of unsigned integers in two words, the lower first',
    Pure,
    Commutative,
  ),
  binary('UMod', 'remainder of unsigned integers', Integer, UnsignedOp, UsableInSpecConstantOp),
  vectorTimesScalar,

  bitUnary('BitCount', 'number of bits that are set'),
  defineOp('spirv.BitFieldInsert', {
    summary: 'an integer of which some bits come from another',
    operands: {
      base: scalarOrVectorOf(Integer),
      insert: scalarOrVectorOf(Integer),
      offset: Integer,
      count: Integer,
    },
    results: { result: scalarOrVectorOf(Integer) },
    traits: [Pure, AllTypesMatch('base', 'insert', 'result')],
    assemblyFormat: BIT_FIELD,
  }),
  bitFieldExtract('BitFieldSExtract', 'some bits of an integer, as a signed number', SignedOp),
  bitFieldExtract('BitFieldUExtract', 'some bits of an integer, as an unsigned number', UnsignedOp),
  bitUnary('BitReverse', 'the bits in the opposite order'),
  bitBinary('BitwiseAnd', 'bits that are set in both integers'),
  bitBinary('BitwiseOr', 'bits that are set in one of the integers or both'),
  bitBinary('BitwiseXor', 'bits that are set in one of the integers'),
  shift('ShiftLeftLogical', 'bits shifted to the left, with zeros behind'),
  shift('ShiftRightArithmetic', 'bits shifted to the right, with the sign in front'),
  shift('ShiftRightLogical', 'bits shifted to the right, with zeros in front'),
  bitUnary('Not', 'the bits that are not set', UsableInSpecConstantOp),

  compare('FOrdEqual', 'are the floats equal, and neither is NaN?', Float, Commutative),
  compare('FOrdGreaterThan', 'is a float greater, and neither is NaN?', Float),
  compare('FOrdGreaterThanEqual', 'is a float greater or equal, and neither is NaN?', Float),
  compare('FOrdLessThan', 'is a float less, and neither is NaN?', Float),
  compare('FOrdLessThanEqual', 'is a float less or equal, and neither is NaN?', Float),
  compare('FOrdNotEqual', 'do the floats differ, and neither is NaN?', Float, Commutative),
  compare('FUnordEqual', 'are the floats equal, or is one NaN?', Float, Commutative),
  compare('FUnordGreaterThan', 'is a float greater, or is one NaN?', Float),
  compare('FUnordGreaterThanEqual', 'is a float greater or equal, or is one NaN?', Float),
  compare('FUnordLessThan', 'is a float less, or is one NaN?', Float),
  compare('FUnordLessThanEqual', 'is a float less or equal, or is one NaN?', Float),
  compare('FUnordNotEqual', 'do the floats differ, or is one NaN?', Float, Commutative),
  compare('IEqual', 'are the integers equal?', Integer, Commutative, UsableInSpecConstantOp),
  compare('INotEqual', 'do the integers differ?', Integer, Commutative, UsableInSpecConstantOp),
  test('IsInf', 'is it infinite?', Float),
  test('IsNan', 'is it not a number?', Float),
  compare('LogicalAnd', 'do both hold?', Bool, Commutative, UsableInSpecConstantOp),
  compare('LogicalEqual', 'do both hold, or neither?', Bool, Commutative, UsableInSpecConstantOp),
  test('LogicalNot', 'does it not hold?', Bool, UsableInSpecConstantOp),
  compare(
    'LogicalNotEqual',
    'does one hold and the other not?',
    Bool,
    Commutative,
    UsableInSpecConstantOp,
  ),
  compare('LogicalOr', 'does one hold, or both?', Bool, Commutative, UsableInSpecConstantOp),
  compare('Ordered', 'is neither float NaN?', Float, Commutative),
  compare(
    'SGreaterThan',
    'is a signed integer greater?',
    Integer,
    UsableInSpecConstantOp,
    SignedOp,
  ),
  compare(
    'SGreaterThanEqual',
    'is a signed integer greater or equal?',
    Integer,
    UsableInSpecConstantOp,
    SignedOp,
  ),
  compare('SLessThan', 'is a signed integer less?', Integer, UsableInSpecConstantOp, SignedOp),
  compare(
    'SLessThanEqual',
    'is a signed integer less or equal?',
    Integer,
    UsableInSpecConstantOp,
    SignedOp,
  ),
  select,
  compare(
    'UGreaterThan',
    'is an unsigned integer greater?',
    Integer,
    UnsignedOp,
    UsableInSpecConstantOp,
  ),
  compare(
    'UGreaterThanEqual',
    'is an unsigned integer greater or equal?',
    Integer,
    UnsignedOp,
    UsableInSpecConstantOp,
  ),
  compare('ULessThan', 'is an unsigned integer less?', Integer, UnsignedOp, UsableInSpecConstantOp),
  compare(
    'ULessThanEqual',
    'is an unsigned integer less or equal?',
    Integer,
    UnsignedOp,
    UsableInSpecConstantOp,
  ),
  compare('Unordered', 'is one of the floats NaN?', Float, Commutative),

  dot('SDot', 'dot product of signed integers', false, SignedOp, Commutative),
  dot('SUDot', 'dot product of signed and unsigned integers', false, SignedOp, UnsignedOp),
  dot('UDot', 'dot product of unsigned integers', false, UnsignedOp, Commutative),
  dot('SDotAccSat', 'dot product of signed integers added to another, saturated', true, SignedOp),
  dot(
    'SUDotAccSat',
    'dot product of signed and unsigned integers added to another, saturated',
    true,
    SignedOp,
    UnsignedOp,
  ),
  dot(
    'UDotAccSat',
    'dot product of unsigned integers added to another, saturated',
    true,
    UnsignedOp,
  ),
];

/** Extended instruction sets: OpenCL's functions (`CL.`) and GLSL's (`GL.`). */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import {
  defineOp,
  type OpDefinition,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, Pure, SameOperandsAndResultType } from '../../traits.ts';
import { isDialectType, type Type } from '../../types.ts';
import { AnyStruct, Float, Float16or32, Int32, Integer, scalarOrVectorOf } from './constraints.ts';
import { structBody } from './struct-type.ts';

const unary = (name: string, summary: string, of: TypeConstraint): OpDefinition =>
  defineOp(`spirv.${name}`, {
    summary,
    operands: { operand: scalarOrVectorOf(of) },
    results: { result: scalarOrVectorOf(of) },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: '$operand `:` type($operand) attr-dict',
  });
const binary = (name: string, summary: string, of: TypeConstraint): OpDefinition =>
  defineOp(`spirv.${name}`, {
    summary,
    operands: { lhs: scalarOrVectorOf(of), rhs: scalarOrVectorOf(of) },
    results: { result: scalarOrVectorOf(of) },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: 'operands attr-dict `:` type($result)',
  });

/** `%x, %y, %z : f32`, or the generic form's `(%x, %y, %z) : (types) -> type`. */
function parseTernary(parser: OpAsmParser, state: OperationStateBuilder): void {
  const at = parser.offset();
  if (parser.parseOptionalPunctuation('(')) {
    const operands = parser.parseOperandList();
    parser.parsePunctuation(')');
    parser.parseOptionalAttrDict(state.attributes);
    const type = parser.parseColonType();
    if (type.kind !== 'function') return parser.fail('expected function type', at);
    state.operands.push(...parser.resolveOperands(operands, type.inputs, at));
    state.resultTypes.push(...type.results);
    return;
  }
  const operands = parser.parseOperandList();
  parser.parseOptionalAttrDict(state.attributes);
  const type = parser.parseColonType();
  state.operands.push(...parser.resolveOperands(operands, type));
  state.resultTypes.push(type);
}
function printTernary(printer: OpAsmPrinter, op: Operation): void {
  const { type } = op.result();
  if (op.operands.some((operand) => operand.type !== type)) {
    // One type would not tell them all.
    printer.print('(');
    printer.printOperands(op.operands);
    printer.print(')');
    printer.printOptionalAttrDict(op.attributes);
    printer.print(' : ');
    printer.printFunctionalType(
      op.operands.map((operand) => operand.type),
      [type],
    );
    return;
  }
  printer.print(' ');
  printer.printOperands(op.operands);
  printer.printOptionalAttrDict(op.attributes);
  printer.print(' : ');
  printer.printType(type);
}
const glTernary = (name: string, summary: string, of: TypeConstraint): OpDefinition => {
  const type = scalarOrVectorOf(of);
  return defineOp(`spirv.${name}`, {
    summary,
    operands: { x: type, y: type, z: type },
    results: { result: type },
    traits: [Pure],
    parse: parseTernary,
    print: printTernary,
  });
};

const is32BitInteger = (type: Type): boolean => type.kind === 'integer' && type.width === 32;

function verifyFrexp(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  const members = isDialectType(type, 'spirv.struct') ? structBody(type).members : [];
  const [significand, exponent] = members;
  if (members.length !== 2 || !significand || !exponent)
    return report.error('result type must be a struct type with two memebers');
  const operand = op.operand(0).type;
  if (significand !== operand)
    return report.error(
      'member zero of the resulting struct type must be the same type as the operand',
    );
  if (exponent.kind === 'vector') {
    if (!is32BitInteger(exponent.elementType))
      return report.error(
        'member one of the resulting struct type mustbe a scalar or vector of 32 bit integer type',
      );
  } else if (!is32BitInteger(exponent))
    return report.error(
      'member one of the resulting struct type must be a scalar or vector of 32 bit integer type',
    );
  const hasSameCount =
    operand.kind === 'vector' && exponent.kind === 'vector'
      ? operand.shape[0] === exponent.shape[0]
      : operand.kind === 'float' && exponent.kind === 'integer';
  return (
    hasSameCount ||
    report.error(
      'member one of the resulting struct type must have the same number of components as the operand type',
    )
  );
}

function verifyLdexp(op: Operation, report: VerifyContext): boolean {
  const [significand, exponent] = [op.operand(0).type, op.operand(1).type];
  if ((significand.kind === 'float') !== (exponent.kind === 'integer'))
    return report.opError('operands must both be scalars or vectors');
  const count = (type: Type): number => (type.kind === 'vector' ? (type.shape[0] ?? 1) : 1);
  return (
    count(significand) === count(exponent) ||
    report.opError('operands must have the same number of elements')
  );
}

const clFma = defineOp('spirv.CL.fma', {
  summary: 'product of two floats and sum with a third, rounded once',
  operands: {
    x: scalarOrVectorOf(Float),
    y: scalarOrVectorOf(Float),
    z: scalarOrVectorOf(Float),
  },
  results: { result: scalarOrVectorOf(Float) },
  traits: [Pure, SameOperandsAndResultType],
  assemblyFormat: 'operands attr-dict `:` type($result)',
});

const frexpStruct = defineOp('spirv.GL.FrexpStruct', {
  summary: 'a float as a significand below 1 and a power of two',
  operands: { operand: scalarOrVectorOf(Float) },
  results: { result: AnyStruct },
  traits: [Pure],
  verify: verifyFrexp,
  assemblyFormat: 'attr-dict $operand `:` type($operand) `->` type($result)',
});
const ldexp = defineOp('spirv.GL.Ldexp', {
  summary: 'a significand times a power of two',
  operands: { x: scalarOrVectorOf(Float), exp: scalarOrVectorOf(Integer) },
  results: { y: scalarOrVectorOf(Float) },
  traits: [Pure, AllTypesMatch('x', 'y')],
  verify: verifyLdexp,
  assemblyFormat: 'attr-dict $x `:` type($x) `,` $exp `:` type($exp) `->` type($y)',
});
const mix = defineOp('spirv.GL.FMix', {
  summary: 'a value between two others, in the proportion of a third',
  operands: {
    x: scalarOrVectorOf(Float),
    y: scalarOrVectorOf(Float),
    a: scalarOrVectorOf(Float),
  },
  results: { result: scalarOrVectorOf(Float) },
  traits: [Pure, AllTypesMatch('x', 'y', 'a', 'result')],
  assemblyFormat:
    'attr-dict $x `:` type($x) `,` $y `:` type($y) `,` $a `:` type($a) `->` type($result)',
});

export const extendedOperations: readonly OpDefinition[] = [
  unary('CL.ceil', 'the least integer that is not less', Float),
  unary('CL.cos', 'cosine', Float),
  unary('CL.erf', 'error function', Float),
  unary('CL.exp', 'power of e', Float),
  unary('CL.fabs', 'magnitude of a float', Float),
  unary('CL.floor', 'the greatest integer that is not greater', Float),
  clFma,
  binary('CL.fmax', 'the greater of two floats', Float),
  binary('CL.fmin', 'the lesser of two floats', Float),
  unary('CL.log', 'natural logarithm', Float),
  binary('CL.pow', 'a float to the power of another', Float),
  unary('CL.rint', 'the nearest integer, halves to the even one', Float),
  unary('CL.round', 'the nearest integer, halves away from zero', Float),
  unary('CL.rsqrt', 'one over the square root', Float),
  unary('CL.s_abs', 'magnitude of a signed integer', Integer),
  binary('CL.s_max', 'the greater of two signed integers', Integer),
  binary('CL.s_min', 'the lesser of two signed integers', Integer),
  unary('CL.sin', 'sine', Float),
  unary('CL.sqrt', 'square root', Float),
  unary('CL.tanh', 'hyperbolic tangent', Float),
  binary('CL.u_max', 'the greater of two unsigned integers', Integer),
  binary('CL.u_min', 'the lesser of two unsigned integers', Integer),

  unary('GL.Acos', 'inverse cosine', Float16or32),
  unary('GL.Asin', 'inverse sine', Float16or32),
  unary('GL.Atan', 'inverse tangent', Float16or32),
  unary('GL.Ceil', 'the least integer that is not less', Float),
  unary('GL.Cos', 'cosine', Float16or32),
  unary('GL.Cosh', 'hyperbolic cosine', Float16or32),
  unary('GL.Exp', 'power of e', Float16or32),
  unary('GL.FAbs', 'magnitude of a float', Float),
  glTernary('GL.FClamp', 'a float, or the bound that it is beyond', Float),
  binary('GL.FMax', 'the greater of two floats', Float),
  binary('GL.FMin', 'the lesser of two floats', Float),
  mix,
  unary('GL.FSign', 'sign of a float', Float),
  unary('GL.FindUMsb', 'position of the highest bit that is set', Int32),
  unary('GL.Floor', 'the greatest integer that is not greater', Float),
  glTernary('GL.Fma', 'product of two floats and sum with a third, rounded once', Float),
  frexpStruct,
  unary('GL.InverseSqrt', 'one over the square root', Float),
  ldexp,
  unary('GL.Log', 'natural logarithm', Float16or32),
  binary('GL.Pow', 'a float to the power of another', Float16or32),
  unary('GL.Round', 'the nearest integer, halves as the device likes', Float),
  unary('GL.RoundEven', 'the nearest integer, halves to the even one', Float),
  unary('GL.SAbs', 'magnitude of a signed integer', Integer),
  glTernary('GL.SClamp', 'a signed integer, or the bound that it is beyond', Integer),
  binary('GL.SMax', 'the greater of two signed integers', Integer),
  binary('GL.SMin', 'the lesser of two signed integers', Integer),
  unary('GL.SSign', 'sign of an integer', Integer),
  unary('GL.Sin', 'sine', Float16or32),
  unary('GL.Sinh', 'hyperbolic sine', Float16or32),
  unary('GL.Sqrt', 'square root', Float),
  unary('GL.Tan', 'tangent', Float16or32),
  unary('GL.Tanh', 'hyperbolic tangent', Float16or32),
  glTernary('GL.UClamp', 'an unsigned integer, or the bound that it is beyond', Integer),
  binary('GL.UMax', 'the greater of two unsigned integers', Integer),
  binary('GL.UMin', 'the lesser of two unsigned integers', Integer),
];

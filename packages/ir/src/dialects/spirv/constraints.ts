/** What the operands and results of SPIR-V's operations may be, under upstream's names. */

import { anyTypeOf, dialectType, I1, I32, NoneTypeConstraint } from '../../constraints.ts';
import type { AttrConstraint, Trait, TypeConstraint } from '../../dialect.ts';
import { FunctionOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { PredTrait } from '../../traits.ts';
import { isDialectType, type Type } from '../../types.ts';

/** A constraint under another name; formats parse only types of its kind. */
const named = (
  summary: string,
  kind: Type['kind'],
  constraint: TypeConstraint,
): TypeConstraint => ({ ...constraint, summary, kinds: [kind] });
const integerOf = (...widths: readonly number[]): TypeConstraint => ({
  summary: `${widths.join('/')}-bit integer`,
  matches: (type) => type.kind === 'integer' && widths.includes(type.width),
  kinds: ['integer'],
});
const floatOf = (...widths: readonly number[]): TypeConstraint => ({
  summary: `${widths.join('/')}-bit float`,
  matches: (type) =>
    type.kind === 'float' && type.format === `f${type.width}` && widths.includes(type.width),
});

export const Void = named('void', 'none', NoneTypeConstraint);
export const Bool = named('bool', 'integer', I1);
export const Int32 = named('Int32', 'integer', I32);
export const Integer = integerOf(8, 16, 32, 64);
export const Float = floatOf(16, 32, 64);
export const Float16or32 = floatOf(16, 32);

/** A vector of so many elements, of one of the kinds. */
export const vectorOfLength = (
  lengths: readonly number[],
  ...elements: readonly TypeConstraint[]
): TypeConstraint => {
  const element = anyTypeOf(elements);
  return {
    summary: `vector of ${element.summary} values of length ${lengths.join('/')}`,
    matches: (type) =>
      type.kind === 'vector' &&
      element.matches(type.elementType) &&
      lengths.includes(type.shape.reduce((count, size) => count * size, 1)),
    kinds: ['vector'],
  };
};
const LENGTHS = [2, 3, 4, 8, 16];

export const Vector = vectorOfLength(LENGTHS, Bool, Integer, Float);
export const Int32Vec4 = vectorOfLength([4], integerOf(32));
export const SignlessOrUnsignedVec4 = vectorOfLength([4], {
  summary: '8/16/32/64-bit signless/unsigned integer',
  matches: (type) =>
    Integer.matches(type) && type.kind === 'integer' && type.signedness !== 'signed',
});

export const AnyPtr = dialectType('spirv.ptr', 'any SPIR-V pointer type');
export const AnyArray = dialectType('spirv.array', 'any SPIR-V array type');
export const AnyRuntimeArray = dialectType('spirv.rtarray', 'any SPIR-V runtime array type');
export const AnyStruct = dialectType('spirv.struct', 'any SPIR-V struct type');
export const AnyMatrix = dialectType('spirv.matrix', 'any SPIR-V matrix type');
export const AnyCooperativeMatrix = dialectType(
  'spirv.coopmatrix',
  'any SPIR-V cooperative matrix type',
);
export const AnyJointMatrix = dialectType('spirv.jointmatrix', 'any SPIR-V joint matrix type');
export const AnyImage = dialectType('spirv.image', 'any SPIR-V image type');
export const AnySampledImage = dialectType('spirv.sampled_image', 'any SPIR-V sampled image type');

export const Numerical = anyTypeOf([Integer, Float]);
export const Scalar = anyTypeOf([Numerical, Bool]);
export const ScalarOrVector = anyTypeOf([Scalar, Vector]);
export const ScalarOrVectorOrPtr = anyTypeOf([ScalarOrVector, AnyPtr]);
export const Composite = anyTypeOf([
  Vector,
  AnyArray,
  AnyRuntimeArray,
  AnyStruct,
  AnyCooperativeMatrix,
  AnyJointMatrix,
  AnyMatrix,
]);
/** What a value of SPIR-V may be. */
export const AnySpirv = anyTypeOf([
  Void,
  Bool,
  Integer,
  Float,
  Vector,
  AnyPtr,
  AnyArray,
  AnyRuntimeArray,
  AnyStruct,
  AnyCooperativeMatrix,
  AnyJointMatrix,
  AnyMatrix,
  AnySampledImage,
]);

export const scalarOrVectorOf = (element: TypeConstraint): TypeConstraint =>
  anyTypeOf([element, vectorOfLength(LENGTHS, element)]);

const cooperativeMatrixOf = (element: TypeConstraint): TypeConstraint => ({
  summary: `Cooperative Matrix of ${element.summary} values`,
  matches: (type) =>
    isDialectType(type, 'spirv.coopmatrix') && element.matches(type.params[0] as Type),
});
export const scalarOrVectorOrCooperativeMatrixOf = (element: TypeConstraint): TypeConstraint =>
  anyTypeOf([element, vectorOfLength(LENGTHS, element), cooperativeMatrixOf(element)]);
export const matrixOrCooperativeMatrixOf = (element: TypeConstraint): TypeConstraint =>
  anyTypeOf([AnyMatrix, cooperativeMatrixOf(element)]);

export const VceAttr: AttrConstraint = {
  summary: 'version-capability-extension attribute',
  matches: (attr) => attr.kind === 'dialect' && attr.name === 'spirv.vce',
};

// ----- Where operations may stand -----

function isInFunction(op: Operation): boolean {
  for (let around = op.parentOp; around; around = around.parentOp) {
    if (around.hasTrait('SymbolTable')) return false;
    if (around.getInterface(FunctionOp)) return true;
  }
  return false;
}

/** Inside a function, with no module between. */
export const InFunctionScope = PredTrait(
  "op must appear in a function-like op's block",
  isInFunction,
);
/** Directly in a module. */
export const InModuleScope = PredTrait(
  "op must appear in a module-like op's block",
  (op) => op.parentOp?.hasTrait('SymbolTable') ?? false,
);

export const SignedOp: Trait = { name: 'SignedOp' };
export const UnsignedOp: Trait = { name: 'UnsignedOp' };
/** May be computed when a specialisation constant is set. */
export const UsableInSpecConstantOp: Trait = { name: 'UsableInSpecConstantOp' };

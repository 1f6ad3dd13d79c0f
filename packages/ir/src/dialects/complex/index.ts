/** The complex dialect: arithmetic on complex numbers of floats. */

import { FloatAttr } from '../../attributes.ts';
import { AnyFloat, ArrayAttrConstraint, complexOf, I1 } from '../../constraints.ts';
import {
  type AttrDefinition,
  defineDialect,
  defineOp,
  type Fold,
  type OpDefinition,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  ConstantLike,
  Elementwise,
  Pure,
  SameOperandsAndResultType,
  TypesMatchWith,
} from '../../traits.ts';
import { ComplexType, FloatType } from '../../types.ts';
import { elementOfComplex as elementOf, materializeElement } from '../constants.ts';
import * as folds from './fold.ts';

const Complex = complexOf(AnyFloat);
const folding = (fold: Fold | undefined): { readonly fold?: Fold } => (fold ? { fold } : {});

const binary = (name: string, summary: string, fold?: Fold): OpDefinition =>
  defineOp(`complex.${name}`, {
    summary,
    operands: { lhs: Complex, rhs: Complex },
    results: { result: Complex },
    traits: [Pure, SameOperandsAndResultType, Elementwise],
    ...folding(fold),
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($result)',
  });
const compare = (name: string, summary: string): OpDefinition =>
  defineOp(`complex.${name}`, {
    summary,
    operands: { lhs: Complex, rhs: Complex },
    results: { result: I1 },
    traits: [Pure, AllTypesMatch('lhs', 'rhs'), Elementwise],
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($lhs)',
  });
const unary = (name: string, summary: string, fold?: Fold): OpDefinition =>
  defineOp(`complex.${name}`, {
    summary,
    operands: { complex: Complex },
    results: { result: Complex },
    traits: [SameOperandsAndResultType, Pure, Elementwise],
    ...folding(fold),
    assemblyFormat: '$complex attr-dict `:` type($complex)',
  });
/** A float of a complex number. */
const measure = (name: string, summary: string, result: string, fold?: Fold): OpDefinition =>
  defineOp(`complex.${name}`, {
    summary,
    operands: { complex: Complex },
    results: { [result]: AnyFloat },
    traits: [
      TypesMatchWith('complex element type matches result type', 'complex', result, elementOf),
      Pure,
      Elementwise,
    ],
    ...folding(fold),
    assemblyFormat: '$complex attr-dict `:` type($complex)',
  });

function verifyConstant(op: Operation, report: VerifyContext): boolean {
  const value = op.attr('value');
  const elements = value?.kind === 'array' ? value.elements : [];
  if (elements.length !== 2)
    return report.opError(
      "requires 'value' to be a complex constant, represented as array of two values",
    );
  const [real, imaginary] = elements;
  if (real?.kind !== 'float' || imaginary?.kind !== 'float')
    return report.opError("requires attribute's elements to be float attributes");
  const { type } = op.result();
  const element = elementOf(type) ?? type;
  if (real.type === element && imaginary.type === element) return true;
  const [a, b, expected] = [real.type, imaginary.type, element].map((t) => report.printType(t));
  return report.opError(
    `requires attribute's element types ('${a}', '${b}') to match the element type of the op's return type ('${expected}')`,
  );
}

/** `#complex.number<:f32 1.0, 2.0>`. */
const number: AttrDefinition = {
  mnemonic: 'number',
  summary: 'a complex number',
  parse(parser) {
    parser.parsePunctuation('<');
    parser.parsePunctuation(':');
    const at = parser.offset();
    const type = parser.parseType();
    if (type.kind !== 'float')
      return parser.fail('element type of the complex attribute must be float like type.', at);
    const real = parser.parseFloat();
    parser.parsePunctuation(',');
    const imaginary = parser.parseFloat();
    parser.parsePunctuation('>');
    return [FloatAttr.get(type, real), FloatAttr.get(type, imaginary)];
  },
  print(printer, attr) {
    const [real, imaginary] = attr.params;
    if (!(real instanceof FloatAttr) || !(imaginary instanceof FloatAttr)) return;
    printer.print('<:');
    printer.printType(real.type);
    printer.print(' ');
    printer.printAttributeWithoutType(real);
    printer.print(', ');
    printer.printAttributeWithoutType(imaginary);
    printer.print('>');
  },
  type(attr) {
    const [real] = attr.params;
    return ComplexType.get(
      real instanceof FloatAttr ? real.type : FloatType.get(attr.context, 'f32'),
    );
  },
};

export const complexDialect = defineDialect({
  name: 'complex',
  summary: 'arithmetic on complex numbers of floats',
  operations: [
    measure('abs', 'distance from zero', 'result'),
    binary('add', 'sum', folds.foldAdd),
    measure('angle', 'angle to the real axis', 'result'),
    binary('atan2', 'angle whose tangent is a quotient'),
    unary('conj', 'the conjugate', folds.foldInverse('conj')),
    defineOp('complex.constant', {
      summary: 'a complex number that is known',
      results: { complex: Complex },
      attributes: { value: ArrayAttrConstraint },
      traits: [ConstantLike, Pure],
      fold(op) {
        const value = op.attr('value');
        return value ? [value] : null;
      },
      verify: verifyConstant,
      resultNames: (op, setName) => setName(op.result(), 'cst'),
      assemblyFormat: '$value attr-dict `:` type($complex)',
    }),
    unary('cos', 'cosine'),
    defineOp('complex.create', {
      summary: 'a complex number of its real and imaginary part',
      operands: { real: AnyFloat, imaginary: AnyFloat },
      results: { complex: Complex },
      traits: [
        Pure,
        AllTypesMatch('real', 'imaginary'),
        TypesMatchWith(
          'complex element type matches real operand type',
          'complex',
          'real',
          elementOf,
        ),
        TypesMatchWith(
          'complex element type matches imaginary operand type',
          'complex',
          'imaginary',
          elementOf,
        ),
      ],
      fold: folds.foldCreate,
      assemblyFormat: '$real `,` $imaginary attr-dict `:` type($complex)',
    }),
    binary('div', 'quotient'),
    compare('eq', 'are both equal?'),
    unary('exp', 'power of e', folds.foldInverse('log')),
    unary('expm1', 'power of e, less 1'),
    measure('im', 'imaginary part', 'imaginary', folds.foldPart(1)),
    unary('log', 'natural logarithm', folds.foldInverse('exp')),
    unary('log1p', 'natural logarithm of the number and 1'),
    binary('mul', 'product'),
    unary('neg', 'the negative', folds.foldInverse('neg')),
    compare('neq', 'do both differ?'),
    binary('pow', 'power'),
    measure('re', 'real part', 'real', folds.foldPart(0)),
    unary('rsqrt', 'one by the square root'),
    unary('sign', 'the number of the same angle on the unit circle'),
    unary('sin', 'sine'),
    unary('sqrt', 'square root'),
    binary('sub', 'difference', folds.foldSub),
    unary('tan', 'tangent'),
    unary('tanh', 'hyperbolic tangent'),
  ],
  attributes: [number],
  isLegalToInline: () => true,
  materializeConstant: materializeElement,
});

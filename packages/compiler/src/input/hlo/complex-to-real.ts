/**
 * Arithmetic of complex tensors in arithmetic of their parts, where upstream writes it so: sums, products,
 * quotients, absolute values, exponentials and comparisons. All else about complex numbers stays.
 */

import {
  type Attribute,
  ComplexType,
  type ConversionPattern,
  type ConversionRewriter,
  ConversionTarget,
  DialectAttr,
  elementTypeOrSelf,
  type NamedAttribute,
  type Operation,
  type Pass,
  type Type,
  type Value,
} from '@iree-workbench/ir';
import { conversionPass } from '../input-conversion.ts';
import { wordOf } from './attributes.ts';
import { HloArithmetic, withElements } from './hlo-arithmetic.ts';
import { signlessTypes } from './hlo-lowering.ts';

/** More than what lowers the operations as they are. */
const BENEFIT = 2;

const isComplex = ({ type }: Value): boolean => elementTypeOrSelf(type) instanceof ComplexType;

/** The type of one part of complex numbers. */
function partType(type: Type): Type {
  const element = elementTypeOrSelf(type);
  return element instanceof ComplexType ? withElements(type, element.elementType) : type;
}

/** Operations on the parts, which are not made where they are known. */
class Parts {
  readonly #op: Operation;
  readonly #rewriter: ConversionRewriter;
  readonly to: HloArithmetic;
  constructor(op: Operation, rewriter: ConversionRewriter) {
    this.#op = op;
    this.#rewriter = rewriter;
    this.to = new HloArithmetic(rewriter);
  }
  real = (value: Value): Value => this.#part('real', 0, value);
  imag = (value: Value): Value => this.#part('imag', 1, value);
  #part(name: string, index: number, value: Value): Value {
    const { definingOp } = value;
    if (definingOp?.is('mhlo.complex')) return definingOp.operand(index);
    return this.to.op(name, [value], partType(value.type));
  }
  complex(re: Value, im: Value, type: Type): Value {
    const [a, b] = [re.definingOp, im.definingOp];
    if (a?.is('mhlo.real') && b?.is('mhlo.imag') && a.operand(0) === b.operand(0))
      return a.operand(0);
    return this.to.op('complex', [re, im], type);
  }
  /** One of chlo's operations that broadcast, on tensors that become as large as the result. */
  broadcast(
    name: string,
    operands: readonly Value[],
    element: Type,
    attributes: readonly NamedAttribute[] = [],
  ): Value {
    return this.#rewriter.createValue(`chlo.broadcast_${name}`, {
      operands,
      resultTypes: [withElements(this.#op.result().type, element)],
      attributes,
    });
  }
  /** The product of two tensors of floats. */
  product = (a: Value, b: Value): Value =>
    this.broadcast('multiply', [a, b], elementTypeOrSelf(partType(a.type)));
}

type Compute = (parts: Parts, op: Operation, operands: readonly Value[]) => Value | null;

// Upstream evaluates the operands of an operation from the last to the first, and so is what is made in order.

/** What each part of the result is of the same parts of the operands. */
const partwise =
  (make: (parts: Parts, a: Value, b: Value) => Value): Compute =>
  (parts, op, operands) => {
    const [a, b] = operands as [Value, Value];
    const [re, im] = [parts.real, parts.imag].map((part) => {
      const last = part(b);
      return make(parts, part(a), last);
    }) as [Value, Value];
    return parts.to.op('complex', [re, im], op.result().type);
  };

const multiply: Compute = (parts, op, operands) => {
  const [a, b] = operands as [Value, Value];
  const [ar, ai, br, bi] = [parts.real(a), parts.imag(a), parts.real(b), parts.imag(b)];
  const ofImaginary = parts.product(ai, bi);
  const re = parts.to.sub(parts.product(ar, br), ofImaginary);
  const last = parts.product(ai, br);
  const im = parts.to.add(parts.product(ar, bi), last);
  return parts.complex(re, im, op.result().type);
};

/** By the square of the divisor's length. */
const divide: Compute = (parts, op, operands) => {
  const { to } = parts;
  const [a, b] = operands as [Value, Value];
  const [re, im] = [parts.real(b), parts.imag(b)];
  const conjugate = parts.complex(re, to.neg(im), b.type);
  const numerator = parts.broadcast('multiply', [a, conjugate], elementTypeOrSelf(a.type));
  const square = to.mul(im, im);
  const denominator = to.add(to.mul(re, re), square);
  const element = elementTypeOrSelf(re.type);
  const [x, y] = ['real', 'imag'].map((name) => {
    const part = to.op(name, [numerator], partType(numerator.type));
    return parts.broadcast('divide', [part, denominator], element);
  }) as [Value, Value];
  return parts.complex(x, y, op.result().type);
};

const abs: Compute = ({ to, real, imag }, _, [value]) => {
  const [re, im] = [real(value as Value), imag(value as Value)];
  const square = to.mul(im, im);
  return to.sqrt(to.add(to.mul(re, re), square));
};

const exponential: Compute = (parts, op, [value]) => {
  const { to } = parts;
  const [re, im] = ['real', 'imag'].map((name) =>
    to.op(name, [value as Value], partType((value as Value).type)),
  ) as [Value, Value];
  const length = to.exp(re);
  const y = to.mul(to.op('sine', [im]), length);
  const x = to.mul(to.op('cosine', [im]), length);
  return parts.complex(x, y, op.result().type);
};

const JOINED: Readonly<Record<string, string>> = { EQ: 'and', NE: 'or' };

const compare: Compute = (parts, op, operands) => {
  const [a, b] = operands as [Value, Value];
  const direction = wordOf(op, 'comparison_direction') ?? '';
  const kind = wordOf(op, 'compare_type');
  const joined = JOINED[direction];
  if (joined === undefined) return null;
  const chlo = (name: string, word: string): Attribute =>
    DialectAttr.get(op.context, 'chlo', name, [word]);
  const attributes: NamedAttribute[] = [
    ['comparison_direction', chlo('comparison_direction', direction)],
  ];
  if (kind !== null) attributes.push(['compare_type', chlo('comparison_type', kind)]);
  const compared = (x: Value, y: Value): Value =>
    parts.broadcast('compare', [x, y], op.context.i1, attributes);
  const [ar, ai, br, bi] = [parts.real(a), parts.imag(a), parts.real(b), parts.imag(b)];
  const byImaginary = compared(ai, bi);
  return parts.to.op(joined, [compared(ar, br), byImaginary]);
};

const broadcasting = (name: string): Compute =>
  partwise((parts, a, b) => parts.broadcast(name, [a, b], elementTypeOrSelf(a.type)));

const COMPUTE: Readonly<Record<string, Compute>> = {
  'chlo.broadcast_add': broadcasting('add'),
  'chlo.broadcast_compare': compare,
  'chlo.broadcast_divide': divide,
  'chlo.broadcast_multiply': multiply,
  'chlo.broadcast_subtract': broadcasting('subtract'),
  'mhlo.abs': abs,
  'mhlo.add': partwise(({ to }, a, b) => to.add(a, b)),
  'mhlo.compare': compare,
  'mhlo.divide': divide,
  'mhlo.exponential': exponential,
  'mhlo.multiply': multiply,
  'mhlo.subtract': partwise(({ to }, a, b) => to.sub(a, b)),
};

/** They win over what lowers the operations as they are. */
export const complexToRealPatterns: readonly ConversionPattern[] = Object.entries(COMPUTE).map(
  ([root, compute]) => ({
    name: `${root}: of complex numbers in their parts`,
    root,
    benefit: BENEFIT,
    converter: signlessTypes,
    convert(op, operands, rewriter) {
      if (!operands.every(isComplex)) return false;
      const value = compute(new Parts(op, rewriter), op, operands);
      if (value) rewriter.replaceOp(op, [value]);
      return value !== null;
    },
  }),
);

/** Takes a part of numbers that are made of parts. */
const elide = (root: string, index: number): ConversionPattern => ({
  name: `${root}: of known parts`,
  root,
  convert(op, [value], rewriter) {
    const made = value?.definingOp;
    if (!made?.is('mhlo.complex')) return false;
    rewriter.replaceOp(op, [made.operand(index)]);
    return true;
  },
});
/** What nobody takes as a complex number need not be one. */
const eraseComplex: ConversionPattern = {
  name: 'mhlo.complex: unused',
  root: 'mhlo.complex',
  benefit: 0,
  convert(op, _, rewriter) {
    rewriter.eraseOp(op);
    return true;
  },
};

const hasNoComplex = (op: Operation): boolean => ![...op.operands, ...op.results].some(isComplex);

/** Upstream's pass for tests: no complex number may be left. */
export const testComplexToReal: Pass = conversionPass(
  {
    argument: 'iree-test-mhlo-convert-complex-to-real',
    className: 'TestMHLOConvertComplexToReal',
    summary: 'writes arithmetic of complex numbers in their parts',
  },
  'partial',
  () =>
    new ConversionTarget()
      .addIllegalOp('mhlo.complex', 'mhlo.imag', 'mhlo.real')
      .addDynamicallyLegalOp(hasNoComplex, ...Object.keys(COMPUTE))
      .markUnknownOpDynamicallyLegal(() => true),
  [...complexToRealPatterns, elide('mhlo.real', 0), elide('mhlo.imag', 1), eraseComplex],
);

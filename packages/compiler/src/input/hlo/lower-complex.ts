/**
 * Arithmetic of complex tensors in arithmetic of their parts, before anything else is made of mhlo. What other
 * passes leave or make of such is written out by `complex-to-real`; roots, logarithms and powers stay whole.
 */

import {
  ComplexType,
  DenseElementsAttr,
  definePattern,
  elementTypeOrSelf,
  FloatAttr,
  hasStaticShape,
  type Operation,
  type RewritePattern,
  type Value,
} from '@iree-workbench/ir';
import { rankedTensor } from '../linalg-builder.ts';
import { wordOf } from './attributes.ts';
import { HloArithmetic, withElements } from './hlo-arithmetic.ts';

const isComplex = ({ type }: Value): boolean => elementTypeOrSelf(type) instanceof ComplexType;

/** Arithmetic with the parts of complex tensors, which are not made where they are known. */
class ComplexArithmetic extends HloArithmetic {
  re = (value: Value): Value => this.#part('real', 0, value);
  im = (value: Value): Value => this.#part('imag', 1, value);
  #part(name: string, index: number, value: Value): Value {
    const { definingOp, type } = value;
    if (definingOp?.is('mhlo.complex')) return definingOp.operand(index);
    const element = elementTypeOrSelf(type);
    return this.op(
      name,
      [value],
      element instanceof ComplexType ? withElements(type, element.elementType) : type,
    );
  }
  complex = (re: Value, im: Value, like: Value): Value => this.op('complex', [re, im], like.type);
  square = (a: Value): Value => this.mul(a, a);
  sine = (a: Value): Value => this.op('sine', [a]);
  cosine = (a: Value): Value => this.op('cosine', [a]);
}

type Write = (to: ComplexArithmetic, op: Operation) => Value | null;

const binary =
  (write: (to: ComplexArithmetic, a: Value, b: Value) => Value): Write =>
  (to, op) =>
    write(to, op.operand(0), op.operand(1));
const unary =
  (write: (to: ComplexArithmetic, a: Value) => Value | null): Write =>
  (to, op) =>
    write(to, op.operand(0));

const partwise = (write: (to: ComplexArithmetic) => (a: Value, b: Value) => Value): Write =>
  binary((to, a, b) => {
    const re = write(to)(to.re(a), to.re(b));
    return to.complex(re, write(to)(to.im(a), to.im(b)), a);
  });

/** By the square of the divisor's length. */
const divide = binary((to, a, b) => {
  const conjugate = to.complex(to.re(b), to.neg(to.im(b)), b);
  const numerator = to.mul(a, conjugate);
  const denominator = to.add(to.mul(to.re(b), to.re(b)), to.mul(to.im(b), to.im(b)));
  const re = to.div(to.re(numerator), denominator);
  return to.complex(re, to.div(to.im(numerator), denominator), a);
});

/** Sine or cosine, through exponentials of the imaginary part. */
const wave = (kind: 'cosine' | 'sine'): Write =>
  unary((to, a) => {
    const re = to.re(a);
    const two = splat(to, re, 2);
    if (!two) return null;
    const first = kind === 'sine' ? to.sine(re) : to.cosine(re);
    const im = to.im(a);
    const [up, down] = [to.exp(im), to.exp(to.neg(im))];
    const x = to.div(to.mul(first, to.add(up, down)), two);
    const second = kind === 'sine' ? to.cosine(re) : to.sine(re);
    const difference = kind === 'sine' ? to.sub(up, down) : to.sub(down, up);
    return to.complex(x, to.div(to.mul(second, difference), two), a);
  });

/** A constant in the shape of a tensor of floats; null if its sizes are open. */
function splat(to: HloArithmetic, like: Value, value: number): Value | null {
  const type = rankedTensor(like);
  if (!type || !hasStaticShape(type) || type.elementType.kind !== 'float') return null;
  return to.op('constant', [], type, [
    ['value', DenseElementsAttr.splat(type, FloatAttr.get(type.elementType, value))],
  ]);
}

const JOINED: Readonly<Record<string, string>> = { EQ: 'and', NE: 'or' };

const compare: Write = (to, op) => {
  const joined = JOINED[wordOf(op, 'comparison_direction') ?? ''];
  if (joined === undefined) return null;
  const { type } = op.result();
  const [a, b] = [op.operand(0), op.operand(1)];
  const compared = (x: Value, y: Value): Value =>
    to.op('compare', [x, y], type, op.attributes.entries);
  const byReal = compared(to.re(a), to.re(b));
  return to.op(joined, [byReal, compared(to.im(a), to.im(b))]);
};

const WRITTEN_OUT: Readonly<Record<string, Write>> = {
  abs: unary((to, a) => to.sqrt(to.add(to.square(to.re(a)), to.square(to.im(a))))),
  add: partwise((to) => to.add),
  compare,
  cosine: wave('cosine'),
  divide,
  exponential: unary((to, a) => {
    const im = to.im(a);
    const cosine = to.cosine(im);
    const length = to.exp(to.re(a));
    const re = to.mul(cosine, length);
    return to.complex(re, to.mul(to.sine(im), length), a);
  }),
  multiply: binary((to, a, b) => {
    const [ar, br] = [to.re(a), to.re(b)];
    const ofReals = to.mul(ar, br);
    const [ai, bi] = [to.im(a), to.im(b)];
    const re = to.sub(ofReals, to.mul(ai, bi));
    return to.complex(re, to.add(to.mul(ar, bi), to.mul(ai, br)), a);
  }),
  sine: wave('sine'),
  subtract: partwise((to) => to.sub),
};

export const complexLowerings: readonly RewritePattern[] = Object.entries(WRITTEN_OUT).map(
  ([name, write]) =>
    definePattern(`mhlo.${name}`, 'of complex numbers in their parts', (op, rewriter) => {
      if (!op.operands.every(isComplex)) return false;
      const value = write(new ComplexArithmetic(rewriter), op);
      if (value) rewriter.replaceOp(op, [value]);
      return value !== null;
    }),
);

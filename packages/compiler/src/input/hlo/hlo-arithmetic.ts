/** Builds mhlo's elementwise arithmetic on whole tensors, in which functions of chlo are written out. */

import {
  type Attribute,
  type Builder,
  ComplexType,
  DialectAttr,
  DictionaryAttr,
  elementTypeOrSelf,
  FloatAttr,
  type FloatType,
  IntegerAttr,
  type IntegerType,
  type NamedAttribute,
  RankedTensorType,
  type Type,
  type Value,
} from '@iree-workbench/ir';

export type Direction = 'EQ' | 'NE' | 'GE' | 'GT' | 'LE' | 'LT';

/** The type of a tensor with other elements. */
export const withElements = (type: Type, element: Type): Type =>
  type instanceof RankedTensorType ? RankedTensorType.get(type.shape, element) : type;

/** Makes operations one after another at a builder's insertion point. */
export class HloArithmetic {
  readonly builder: Builder;
  constructor(builder: Builder) {
    this.builder = builder;
  }

  /** An operation of mhlo whose result has the type of its first operand, or the one given. */
  op(
    name: string,
    operands: readonly Value[],
    type?: Type,
    attributes: readonly NamedAttribute[] = [],
  ): Value {
    const resultType = type ?? operands[0]?.type;
    if (!resultType) throw new Error(`'mhlo.${name}' without an operand has no type`);
    return this.builder.createValue(`mhlo.${name}`, {
      operands,
      resultTypes: [resultType],
      attributes: DictionaryAttr.get(this.builder.context, attributes),
    });
  }
  add = (a: Value, b: Value): Value => this.op('add', [a, b]);
  sub = (a: Value, b: Value): Value => this.op('subtract', [a, b]);
  mul = (a: Value, b: Value): Value => this.op('multiply', [a, b]);
  div = (a: Value, b: Value): Value => this.op('divide', [a, b]);
  neg = (a: Value): Value => this.op('negate', [a]);
  abs = (a: Value): Value => {
    const element = elementTypeOrSelf(a.type);
    return this.op(
      'abs',
      [a],
      element instanceof ComplexType ? withElements(a.type, element.elementType) : a.type,
    );
  };
  sqrt = (a: Value): Value => this.op('sqrt', [a]);
  exp = (a: Value): Value => this.op('exponential', [a]);
  log = (a: Value): Value => this.op('log', [a]);
  log1p = (a: Value): Value => this.op('log_plus_one', [a]);
  floor = (a: Value): Value => this.op('floor', [a]);
  and = (a: Value, b: Value): Value => this.op('and', [a, b]);
  or = (a: Value, b: Value): Value => this.op('or', [a, b]);

  compare(a: Value, direction: Direction, b: Value): Value {
    const { context } = this.builder;
    const attr = DialectAttr.get(context, 'mhlo', 'comparison_direction', [direction]);
    const type = withElements(a.type, context.i1);
    return this.op('compare', [a, b], type, [['comparison_direction', attr]]);
  }
  select(condition: Value, onTrue: Value, onFalse: Value): Value {
    return this.op('select', [condition, onTrue, onFalse], onTrue.type);
  }
  /** The same numbers in another element type. */
  convert(a: Value, element: Type): Value {
    return this.op('convert', [a], withElements(a.type, element));
  }

  /** A number in the shape and the element type of a tensor. */
  like(value: number, tensor: Value): Value {
    return this.#constant(numberAttr(elementTypeOrSelf(tensor.type), value), tensor);
  }
  /** A float of such bits in the shape of a tensor. */
  likeBits(bits: bigint, tensor: Value): Value {
    return this.#constant(
      FloatAttr.fromBits(elementTypeOrSelf(tensor.type) as FloatType, bits),
      tensor,
    );
  }
  /** An integer that may be too great for a number, in the shape of a tensor. */
  likeInteger(value: bigint, tensor: Value): Value {
    return this.#constant(
      IntegerAttr.get(elementTypeOrSelf(tensor.type) as IntegerType, value),
      tensor,
    );
  }
  #constant(value: Attribute, tensor: Value): Value {
    return this.builder.createValue('chlo.constant_like', {
      operands: [tensor],
      resultTypes: [tensor.type],
      attributes: [['value', value]],
    });
  }

  /** `((c₀·x + c₁)·x + …)`, begun with zero times x as upstream begins it. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    let sum = this.like(0, x);
    for (const coefficient of coefficients)
      sum = this.add(this.mul(sum, x), this.like(coefficient, x));
    return sum;
  }
}

function numberAttr(element: Type, value: number): Attribute {
  if (element instanceof ComplexType && element.elementType.kind === 'float') {
    const part = element.elementType;
    const parts = [FloatAttr.get(part, value), FloatAttr.get(part, 0)];
    return DialectAttr.get(element.context, 'complex', 'number', parts);
  }
  return element.kind === 'float'
    ? FloatAttr.get(element, value)
    : IntegerAttr.get(element as IntegerType, value);
}

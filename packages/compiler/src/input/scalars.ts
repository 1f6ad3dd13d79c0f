/** Scalar arithmetic in the bodies that input conversions build. */

import {
  type Builder,
  type FloatAttr,
  IntegerAttr,
  type Type,
  type Value,
} from '@iree-workbench/ir';

/** The numbers of `arith.cmpi`'s predicates. */
const CMPI = {
  eq: 0,
  ne: 1,
  slt: 2,
  sle: 3,
  sgt: 4,
  sge: 5,
  ult: 6,
  ule: 7,
  ugt: 8,
  uge: 9,
} as const;
/** The numbers of `arith.cmpf`'s predicates that are asked for here. */
const CMPF = { oeq: 1, ogt: 2, oge: 3, olt: 4, ole: 5, one: 6, une: 13 } as const;

/** Makes scalar operations one after another at a builder's insertion point. */
export class Scalars {
  readonly builder: Builder;
  constructor(builder: Builder) {
    this.builder = builder;
  }

  /** An operation whose result has the type of its first operand, or the one given. */
  op(name: string, operands: readonly Value[], type?: Type): Value {
    const resultType = type ?? operands[0]?.type;
    if (!resultType) throw new Error(`'${name}' without an operand has no type`);
    return this.builder.createValue(name, { operands, resultTypes: [resultType] });
  }
  constant(attr: IntegerAttr | FloatAttr): Value {
    return this.builder.constant(attr, attr.type);
  }
  /** An integer constant of the type. */
  integer(type: Type, value: bigint | number): Value {
    if (type.kind !== 'integer' && type.kind !== 'index')
      throw new Error(`an integer constant cannot be ${type.kind}`);
    return this.constant(IntegerAttr.get(type, value));
  }
  i32(value: bigint | number): Value {
    return this.integer(this.builder.context.i32, value);
  }
  cmpi(predicate: keyof typeof CMPI, lhs: Value, rhs: Value): Value {
    return this.#compare('arith.cmpi', CMPI[predicate], lhs, rhs);
  }
  cmpf(predicate: keyof typeof CMPF, lhs: Value, rhs: Value): Value {
    return this.#compare('arith.cmpf', CMPF[predicate], lhs, rhs);
  }
  #compare(name: string, predicate: number, lhs: Value, rhs: Value): Value {
    const { context } = this.builder;
    return this.builder.createValue(name, {
      operands: [lhs, rhs],
      attributes: [['predicate', IntegerAttr.i64(context, predicate)]],
    });
  }
  select(condition: Value, onTrue: Value, onFalse: Value): Value {
    return this.op('arith.select', [condition, onTrue, onFalse], onTrue.type);
  }
  /** `linalg.index`. */
  index(dim: number): Value {
    const { context } = this.builder;
    return this.builder.createValue('linalg.index', {
      resultTypes: [context.indexType],
      attributes: [['dim', IntegerAttr.i64(context, dim)]],
    });
  }
  toIndex(value: Value): Value {
    return this.op('arith.index_cast', [value], this.builder.context.indexType);
  }
  /** An element of a tensor. */
  extract(tensor: Value, indices: readonly Value[]): Value {
    const { type } = tensor;
    if (type.kind !== 'tensor') throw new Error(`no element of ${type.kind}`);
    return this.op('tensor.extract', [tensor, ...indices], type.elementType);
  }
  /** The integer between two bounds that is nearest. */
  clampInteger(value: Value, min: Value, max: Value): Value {
    const isBelow = this.cmpi('slt', value, min);
    const atLeast = this.select(isBelow, min, value);
    const isAbove = this.cmpi('slt', max, value);
    return this.select(isAbove, max, atLeast);
  }
  clampFloat(value: Value, min: Value, max: Value): Value {
    const atMost = this.op('arith.minf', [value, max]);
    return this.op('arith.maxf', [atMost, min]);
  }
}

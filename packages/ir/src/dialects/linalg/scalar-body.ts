/**
 * Builds the scalar bodies of linalg's named operations: the casts and arithmetic that upstream's
 * region builder would make, in its order.
 */

import { FloatAttr, IntegerAttr } from '../../attributes.ts';
import type { Builder } from '../../builder.ts';
import type { Value } from '../../operation.ts';
import { bitWidth, type Type } from '../../types.ts';
import type { ScalarBody } from './named-table.ts';

/** Converts a scalar as upstream's `convertScalarToDtype`; null if there is no such conversion. */
export function castScalar(
  builder: Builder,
  value: Value,
  to: Type,
  isUnsigned: boolean,
): Value | null {
  const from = value.type;
  if (from === to) return value;
  const convert = (name: string): Value =>
    builder.createValue(name, { operands: [value], resultTypes: [to] });
  if (from.kind === 'index' || to.kind === 'index')
    return from.kind === 'integer' || to.kind === 'integer'
      ? convert(isUnsigned ? 'arith.index_castui' : 'arith.index_cast')
      : null;
  if (to.kind === 'float') {
    if (from.kind === 'integer')
      return convert(isUnsigned || from.width === 1 ? 'arith.uitofp' : 'arith.sitofp');
    if (from.kind === 'float')
      return convert(bitWidth(from) < bitWidth(to) ? 'arith.extf' : 'arith.truncf');
    return null;
  }
  if (to.kind === 'integer') {
    if (from.kind === 'float') return convert(isUnsigned ? 'arith.fptoui' : 'arith.fptosi');
    if (from.kind === 'integer')
      return convert(
        from.width > to.width ? 'arith.trunci' : isUnsigned ? 'arith.extui' : 'arith.extsi',
      );
  }
  return null;
}

export type BinaryFunction =
  | 'add'
  | 'sub'
  | 'mul'
  | 'max_signed'
  | 'min_signed'
  | 'max_unsigned'
  | 'min_unsigned';

const FLOAT_BINARY: Record<BinaryFunction, string> = {
  add: 'arith.addf',
  sub: 'arith.subf',
  mul: 'arith.mulf',
  max_signed: 'arith.maxf',
  min_signed: 'arith.minf',
  max_unsigned: 'arith.maxf',
  min_unsigned: 'arith.minf',
};
const INTEGER_BINARY: Record<BinaryFunction, string> = {
  add: 'arith.addi',
  sub: 'arith.subi',
  mul: 'arith.muli',
  max_signed: 'arith.maxsi',
  min_signed: 'arith.minsi',
  max_unsigned: 'arith.maxui',
  min_unsigned: 'arith.minui',
};
const COMPLEX_BINARY: Partial<Record<BinaryFunction, string>> = {
  add: 'complex.add',
  sub: 'complex.sub',
  mul: 'complex.mul',
};
const BOOLEAN_BINARY: Partial<Record<BinaryFunction, string>> = {
  add: 'arith.ori',
  mul: 'arith.andi',
};

/** `fun(lhs, rhs)` for the operands' type; null if the type has no such function. */
export function binaryScalar(
  builder: Builder,
  fun: BinaryFunction,
  lhs: Value,
  rhs: Value,
): Value | null {
  const type = lhs.type;
  const name =
    type.kind === 'float'
      ? FLOAT_BINARY[fun]
      : type.kind === 'complex'
        ? COMPLEX_BINARY[fun]
        : type.kind === 'integer' && type.width === 1
          ? (BOOLEAN_BINARY[fun] ?? (fun === 'sub' ? undefined : INTEGER_BINARY[fun]))
          : type.kind === 'integer' || type.kind === 'index'
            ? INTEGER_BINARY[fun]
            : undefined;
  return name === undefined
    ? null
    : builder.createValue(builder.context.nameInEra(name), {
        operands: [lhs, rhs],
        resultTypes: [type],
      });
}

export type UnaryFunction = 'exp' | 'log' | 'abs' | 'ceil' | 'floor' | 'negf';
const UNARY: Record<UnaryFunction, string> = {
  exp: 'math.exp',
  log: 'math.log',
  abs: 'math.absf',
  ceil: 'math.ceil',
  floor: 'math.floor',
  negf: 'arith.negf',
};
export function unaryScalar(builder: Builder, fun: UnaryFunction, value: Value): Value | null {
  return value.type.kind === 'float'
    ? builder.createValue(UNARY[fun], { operands: [value], resultTypes: [value.type] })
    : null;
}

const REDUCTIONS: Partial<Record<ScalarBody, BinaryFunction>> = {
  sum: 'add',
  max: 'max_signed',
  'max-unsigned': 'max_unsigned',
  min: 'min_signed',
  'min-unsigned': 'min_unsigned',
};

/** The value that a table entry's body yields; `args` are the block's arguments, the output last. */
export function namedBody(
  builder: Builder,
  body: ScalarBody,
  args: readonly Value[],
  isUnsigned: boolean,
): Value | null {
  const out = args[args.length - 1] as Value;
  const cast = (i: number): Value | null =>
    castScalar(builder, args[i] as Value, out.type, isUnsigned);
  const combine = (fun: BinaryFunction, lhs: Value | null, rhs: Value | null): Value | null =>
    lhs && rhs && binaryScalar(builder, fun, lhs, rhs);
  switch (body) {
    case 'multiply-add': {
      const lhs = cast(0);
      const rhs = cast(1);
      return combine('add', out, combine('mul', lhs, rhs));
    }
    case 'quantized-multiply-add': {
      const lhs = cast(0);
      const lhsZeroPoint = cast(2);
      const shifted = combine('sub', lhs, lhsZeroPoint);
      const rhs = cast(1);
      const rhsZeroPoint = cast(3);
      return combine('add', out, combine('mul', shifted, combine('sub', rhs, rhsZeroPoint)));
    }
    default: {
      const fun = REDUCTIONS[body];
      return fun
        ? combine(
            fun,
            out,
            castScalar(builder, args[0] as Value, out.type, body.endsWith('unsigned')),
          )
        : null;
    }
  }
}

/**
 * The pseudo-random element of `linalg.fill_rng_2d`: a linear congruence of position and seed. The order
 * is that in which the tools of the seed's era happen to build it.
 */
export function randomScalar(builder: Builder, args: readonly Value[]): Value | null {
  const [min, max, seed, out] = args;
  if (!min || !max || !seed || !out) return null;
  const { i32, i64, f64 } = builder.context;
  const binary = (name: string, lhs: Value, rhs: Value): Value =>
    builder.createValue(name, { operands: [lhs, rhs], resultTypes: [lhs.type] });
  const cast = (value: Value, to: Type): Value => castScalar(builder, value, to, false) as Value;
  const integer = (value: number, to: Type): Value =>
    cast(builder.constant(IntegerAttr.get(i64, value), i64), to);
  const index = (dim: number): Value =>
    cast(
      builder.createValue('linalg.index', {
        resultTypes: [builder.context.indexType],
        attributes: [['dim', IntegerAttr.i64(builder.context, dim)]],
      }),
      i32,
    );
  const congruence = (value: Value): Value => {
    const product = binary('arith.muli', value, integer(1103515245, i32));
    return binary('arith.addi', product, integer(12345, i32));
  };
  const half = integer(2147483647, f64);
  const column = index(1);
  const row = congruence(binary('arith.addi', index(0), seed));
  const mixed = congruence(binary('arith.addi', column, row));
  const offset = binary('arith.addf', half, cast(mixed, f64));
  const range = binary('arith.subf', max, min);
  const unit = builder.constant(FloatAttr.get(f64, 2.3283063999999999e-10), f64);
  const scaled = binary('arith.mulf', offset, binary('arith.mulf', range, unit));
  return castScalar(builder, binary('arith.addf', scaled, min), out.type, false);
}

/** The quant dialect: quantised types, and casts between them and what stores them. */

import { defineDialect, defineOp, type OpDefinition, type TypeConstraint } from '../../dialect.ts';
import { Pure } from '../../traits.ts';
import { isSignless, isTensor, type Type } from '../../types.ts';
import { types } from './types.ts';

const isQuantized = (type: Type): boolean => type.kind === 'dialect' && type.dialect === 'quant';
const isReal = (type: Type): boolean => type.kind === 'float' || isQuantized(type);
const isStorage = (type: Type): boolean => isSignless(type) || isQuantized(type);
/** A scalar, or a tensor or vector of them. */
const ofScalars =
  (isScalar: (type: Type) => boolean) =>
  (type: Type): boolean =>
    isScalar(
      isTensor(type) || (type.kind === 'vector' && type.shape.length > 0) ? type.elementType : type,
    );

const Real: TypeConstraint = {
  summary: 'primitive/tensor/vector of real valued primitive (float or quantized type)',
  matches: ofScalars(isReal),
};
const RealOrStorage: TypeConstraint = {
  summary: '',
  matches: ofScalars((type) => isReal(type) || isStorage(type)),
};

const cast = (name: 'qcast' | 'dcast', summary: string): OpDefinition =>
  defineOp(`quant.${name}`, {
    summary,
    operands: { arg: Real },
    results: { result: Real },
    traits: [Pure],
  });

export const quantDialect = defineDialect({
  name: 'quant',
  summary: 'real numbers that are stored as integers',
  operations: [
    cast('qcast', 'real numbers as they will be quantised'),
    cast('dcast', 'quantised numbers as real ones'),
    defineOp('quant.scast', {
      summary: 'quantised numbers as their integers, or back',
      operands: { arg: RealOrStorage },
      results: { result: RealOrStorage },
      traits: [Pure],
      fold(op) {
        const inner = op.operand(0).definingOp;
        return inner?.is('quant.scast') && inner.operand(0).type === op.result().type
          ? [inner.operand(0)]
          : null;
      },
    }),
  ],
  types,
  parseType(parser) {
    const at = parser.offset();
    return parser.fail(`unknown quantized type ${parser.parseKeyword()}`, at);
  },
});

/** The check dialect: what tests expect of values at run time. */

import { attributeType } from '../../attributes.ts';
import {
  AnyFloat,
  AnySignlessInteger,
  AnyTensor,
  anyTypeOf,
  ElementsAttrConstraint,
  tensorOf,
} from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition, type TypeConstraint } from '../../dialect.ts';
import { definePattern } from '../../pattern.ts';
import { AllTypesMatch, SameTypeOperands } from '../../traits.ts';
import { BufferView } from '../hal/types.ts';

const isTrue = (name: string, summary: string, operand: TypeConstraint): OpDefinition =>
  defineOp(`check.${name}`, {
    summary,
    operands: { operand },
    assemblyFormat: '`(` $operand `)` attr-dict `:` type($operand)',
  });
const areAlike = (name: string, summary: string, type: TypeConstraint): OpDefinition =>
  defineOp(`check.${name}`, {
    summary,
    operands: { lhs: type, rhs: type },
    traits: [SameTypeOperands],
    assemblyFormat: '`(` $lhs `,` $rhs `)` attr-dict `:` type($lhs)',
  });
/** As `base` with a constant, which becomes an operation of its own. */
const isLike = (base: string, summary: string, type: TypeConstraint): OpDefinition =>
  defineOp(`check.${base}_const`, {
    summary,
    operands: { lhs: type },
    attributes: { value: ElementsAttrConstraint },
    traits: [AllTypesMatch('lhs', 'value')],
    canonicalize: [
      definePattern(`check.${base}_const`, 'with the constant as operand', (op, rewriter) => {
        const value = op.attr('value');
        const valueType = value && attributeType(value);
        if (!value || !valueType) return false;
        const constant = rewriter.createValue('arith.constant', {
          resultTypes: [valueType],
          attributes: [['value', value]],
        });
        rewriter.replaceOpWithNew(op, `check.${base}`, { operands: [op.operand(0), constant] });
        return true;
      }),
    ],
    assemblyFormat: '`(` $lhs `,` $value `)` attr-dict `:` type($lhs)',
  });

export const checkDialect = defineDialect({
  name: 'check',
  summary: 'what tests expect of values at run time',
  operations: [
    isTrue('expect_true', 'the integer is not 0', AnySignlessInteger),
    isTrue('expect_false', 'the integer is 0', AnySignlessInteger),
    isTrue(
      'expect_all_true',
      'no element is 0',
      anyTypeOf([BufferView, tensorOf(AnySignlessInteger)]),
    ),
    areAlike('expect_eq', 'all elements are equal', anyTypeOf([BufferView, AnyTensor])),
    isLike('expect_eq', 'all elements are those of a constant', AnyTensor),
    areAlike(
      'expect_almost_eq',
      'all elements are equal but for rounding',
      anyTypeOf([BufferView, tensorOf(AnyFloat)]),
    ),
    isLike(
      'expect_almost_eq',
      'all elements are those of a constant but for rounding',
      tensorOf(AnyFloat),
    ),
  ],
});

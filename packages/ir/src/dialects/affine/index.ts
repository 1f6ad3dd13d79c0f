/** The affine dialect: loops, conditions and accesses whose indices are affine expressions. */

import { defineDialect } from '../../dialect.ts';
import { materializeArithConstant } from '../constants.ts';
import { mayInlineAffine, mayInlineIntoAffine } from './inlining.ts';
import { operations } from './ops.ts';

export const affineDialect = defineDialect({
  name: 'affine',
  summary: 'loops, conditions and accesses whose indices are affine expressions',
  operations,
  isLegalToInline: mayInlineAffine,
  mayInlineInto: mayInlineIntoAffine,
  materializeConstant: materializeArithConstant,
});

export { canonicalizeMap, composeMap, mapAttr } from './maps.ts';
export { isValidDim, isValidSymbol } from './scope.ts';

/** The vector dialect: registers of several elements, and how they meet memory. */

import { defineDialect } from '../../dialect.ts';
import { materializeArithConstant } from '../constants.ts';
import { attributes } from './attributes.ts';
import { foreignPatterns } from './canonicalize.ts';
import { operations } from './ops.ts';

export const vectorDialect = defineDialect({
  name: 'vector',
  summary: 'registers of several elements',
  operations,
  attributes,
  canonicalize: foreignPatterns,
  isLegalToInline: () => true,
  materializeConstant: materializeArithConstant,
});

export { COMBINING_KINDS, type CombiningKind, combiningKindOf } from './attributes.ts';

/** The tensor dialect: making, taking apart and reshaping tensors. */

import { defineDialect } from '../../dialect.ts';
import { materializeElement } from '../constants.ts';
import { DynamicIndexList } from '../dynamic-index-list.ts';
import { operations } from './ops.ts';

export const tensorDialect = defineDialect({
  name: 'tensor',
  summary: 'making, taking apart and reshaping tensors',
  operations,
  customDirectives: { DynamicIndexList },
  isLegalToInline: () => true,
  materializeConstant: materializeElement,
});

export { mixedIndices } from '../slices.ts';

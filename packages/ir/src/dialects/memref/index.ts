/** The memref dialect: memory with a shape. */

import { defineDialect } from '../../dialect.ts';
import { materializeArithConstant } from '../constants.ts';
import { DynamicIndexList } from '../dynamic-index-list.ts';
import { operations } from './ops.ts';
import { GlobalMemrefOpTypeAndInitialValue } from './syntax.ts';

export const memrefDialect = defineDialect({
  name: 'memref',
  summary: 'memory with a shape',
  operations,
  customDirectives: { DynamicIndexList, GlobalMemrefOpTypeAndInitialValue },
  isLegalToInline: () => true,
  materializeConstant: materializeArithConstant,
});

export { ATOMIC_KINDS } from './kinds.ts';
export { inferSubViewType } from './subview.ts';

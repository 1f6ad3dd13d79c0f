/** The tensor dialect: making, taking apart and reshaping tensors. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { DynamicIndexList } from '../dynamic-index-list.ts';
import { operations } from './ops.ts';

export const tensorDialect = defineDialect({
  name: 'tensor',
  summary: 'making, taking apart and reshaping tensors',
  operations,
  customDirectives: { DynamicIndexList },
  isLegalToInline: () => true,
  materializeConstant: (value, type, location) =>
    (value.kind === 'integer' || value.kind === 'float' || value.kind === 'dense') &&
    value.type === type
      ? Operation.create({
          name: 'arith.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

export { mixedIndices } from '../slices.ts';

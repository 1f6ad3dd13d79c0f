/** The flow dialect: tensor programs as dispatches and what flows between them. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { flowDirectives } from './directives.ts';
import { operations } from './ops.ts';
import { flowTypes } from './types.ts';

export const flowDialect = defineDialect({
  name: 'flow',
  summary: 'data flow of tensors and its partitioning into dispatches',
  operations,
  types: flowTypes,
  customDirectives: flowDirectives,
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

export { parseCountRegion, printCountRegion } from './directives.ts';
export { tiedThrough } from './ops.ts';
export {
  boundTensorType,
  dispatchTensorType,
  isDispatchTensor,
  type TensorAccess,
  tensorAccess,
} from './types.ts';
export { verifyCountReturns, verifyDims } from './verify.ts';

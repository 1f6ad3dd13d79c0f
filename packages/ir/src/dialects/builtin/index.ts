/** The builtin dialect: what MLIR itself is made of. */

import { defineDialect } from '../../dialect.ts';
import { module, unrealizedConversionCast } from './ops.ts';

export const builtinDialect = defineDialect({
  name: 'builtin',
  summary: 'the types, attributes and operations that MLIR itself is made of',
  operations: [module, unrealizedConversionCast],
  isLegalToInline: () => true,
});

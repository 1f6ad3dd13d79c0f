/** The spirv dialect: SPIR-V's modules, types and instructions. */

import { defineDialect } from '../../dialect.ts';
import { spirvAttributes } from './attributes.ts';
import { funcOp, moduleOp } from './module.ts';
import { spirvTypes } from './types.ts';
import { verifyOperationAttribute } from './verify-attributes.ts';

export const spirvDialect = defineDialect({
  name: 'spirv',
  summary: "SPIR-V's modules, types and instructions",
  operations: [moduleOp, funcOp],
  types: spirvTypes,
  attributes: spirvAttributes,
  // SPIR-V may be extended.
  allowsUnknownOperations: true,
  parseType(parser) {
    const at = parser.offset();
    return parser.fail(`unknown SPIR-V type: ${parser.parseKeyword()}`, at);
  },
  parseAttribute(parser) {
    const at = parser.offset();
    return parser.fail(`unknown SPIR-V attribute kind: ${parser.parseKeyword()}`, at);
  },
  verifyOperationAttribute,
  isLegalToInline: () => true,
});

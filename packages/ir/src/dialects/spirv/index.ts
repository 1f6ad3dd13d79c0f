/** The spirv dialect: SPIR-V's modules, types and instructions. */

import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { accessChainOperations } from './access-chain.ts';
import { arithmeticOperations } from './arithmetic.ts';
import { atomicOperations } from './atomic.ts';
import { spirvAttributes } from './attributes.ts';
import { castOperations } from './casts.ts';
import { compositeOperations } from './composites.ts';
import { constantOperations, isConstantType } from './constants.ts';
import { controlFlowOperations } from './control-flow.ts';
import { extendedOperations } from './extended.ts';
import { groupOperations } from './groups.ts';
import { imageOperandsDirective, imageOperations } from './images.ts';
import { interfaceOperations } from './interface.ts';
import { matrixOperations } from './matrices.ts';
import { memoryOperations } from './memory.ts';
import { funcOp, moduleOp } from './module.ts';
import { spirvTypes } from './types.ts';
import {
  verifyArgumentAttribute,
  verifyOperationAttribute,
  verifyResultAttribute,
} from './verify-attributes.ts';

/** Structured control flow that returns from within stays where it is. */
function isLegalToInline(op: Operation): boolean {
  if (!op.is('spirv.mlir.selection') && !op.is('spirv.mlir.loop')) return true;
  return !op
    .region()
    .blocks.some(({ last }) => last?.is('spirv.Return') || last?.is('spirv.ReturnValue'));
}

export const spirvDialect = defineDialect({
  name: 'spirv',
  summary: "SPIR-V's modules, types and instructions",
  operations: [
    moduleOp,
    funcOp,
    ...accessChainOperations,
    ...arithmeticOperations,
    ...atomicOperations,
    ...castOperations,
    ...compositeOperations,
    ...constantOperations,
    ...controlFlowOperations,
    ...extendedOperations,
    ...groupOperations,
    ...imageOperations,
    ...interfaceOperations,
    ...matrixOperations,
    ...memoryOperations,
  ],
  customDirectives: { ImageOperands: imageOperandsDirective },
  types: spirvTypes,
  attributes: spirvAttributes,
  // SPIR-V may be extended.
  allowsUnknownOperations: true,
  parseType(parser) {
    const at = parser.offset();
    return parser.failWord(
      `unknown SPIR-V type: ${parser.parseKeyword()}`,
      spirvTypes.map(({ mnemonic }) => mnemonic),
      at,
    );
  },
  parseAttribute(parser) {
    const at = parser.offset();
    return parser.failWord(
      `unknown SPIR-V attribute kind: ${parser.parseKeyword()}`,
      spirvAttributes.map(({ mnemonic }) => mnemonic),
      at,
    );
  },
  verifyOperationAttribute,
  verifyArgumentAttribute,
  verifyResultAttribute,
  materializeConstant: (value, type, location) =>
    isConstantType(type)
      ? Operation.create({
          name: 'spirv.Constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
  branchForReturn: 'spirv.Branch',
  isLegalToInline,
});

/** The llvm dialect: LLVM's IR as operations, types and attributes. */

import { attributeType } from '../../attributes.ts';
import { defineDialect } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { aggregateOperations } from './aggregates.ts';
import { arithmeticOperations } from './arithmetic.ts';
import { attributeDefinitions } from './attributes.ts';
import { callOperations } from './calls.ts';
import { controlFlowOperations } from './control-flow.ts';
import { debugInfoDefinitions } from './debug-info.ts';
import { directives } from './directives.ts';
import { functionOperations } from './functions.ts';
import { globalOperations } from './globals.ts';
import { isLegalToInline, mayInlineCall } from './inlining.ts';
import { intrinsicOperations } from './intrinsics.ts';
import { loopDefinitions } from './loop-annotations.ts';
import { memoryOperations } from './memory.ts';
import { metadataOperations } from './metadata.ts';
import { refuseType, typeDefinitions } from './type-syntax.ts';
import {
  verifyArgumentAttribute,
  verifyOperationAttribute,
  verifyResultAttribute,
} from './verify-attributes.ts';

export const llvmDialect = defineDialect({
  name: 'llvm',
  summary: "LLVM's IR: what is closest to machines",
  operations: [
    ...arithmeticOperations,
    ...aggregateOperations,
    ...memoryOperations,
    ...controlFlowOperations,
    ...callOperations,
    ...functionOperations,
    ...globalOperations,
    ...metadataOperations,
    ...intrinsicOperations,
  ],
  // Not all that LLVM has is defined upstream either.
  allowsUnknownOperations: true,
  types: typeDefinitions,
  attributes: [...attributeDefinitions, ...debugInfoDefinitions, ...loopDefinitions],
  customDirectives: directives,
  parseType: refuseType,
  verifyOperationAttribute,
  verifyArgumentAttribute,
  verifyResultAttribute,
  isLegalToInline,
  mayInlineCall,
  mayInlineInto: (into) => into.parentOp?.is('llvm.func') === true,
  branchForReturn: 'llvm.br',
  materializeConstant: (value, type, location) =>
    attributeType(value) === type
      ? Operation.create({
          name: 'llvm.mlir.constant',
          location,
          resultTypes: [type],
          attributes: [['value', value]],
        })
      : null,
});

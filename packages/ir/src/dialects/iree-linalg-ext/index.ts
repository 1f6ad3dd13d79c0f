/** The iree_linalg_ext dialect: operations on tensors that linalg cannot say, and tensors' layouts. */

import { defineDialect } from '../../dialect.ts';
import { DynamicIndexList } from '../dynamic-index-list.ts';
import { enumAttribute } from '../enum-attributes.ts';
import { operations } from './ops.ts';

const encoding = enumAttribute({
  dialect: 'iree_linalg_ext',
  mnemonic: 'encoding',
  summary: 'how the operand of a matrix product lies in memory',
  cppName: '::mlir::iree_compiler::IREE::LinalgExt::TensorEncoding',
  cases: [
    'MATMUL_F32F32F32_LHS',
    'MATMUL_F32F32F32_RHS',
    'MATMUL_F32F32F32_RESULT',
    'MATMUL_I8I8I32_LHS',
    'MATMUL_I8I8I32_RHS',
    'MATMUL_I8I8I32_RESULT',
  ],
  constraintSummary: 'identifier for encoding used for the tensor',
  hasBrackets: true,
});

export const ireeLinalgExtDialect = defineDialect({
  name: 'iree_linalg_ext',
  summary: "operations on tensors that linalg cannot say, and tensors' layouts",
  operations,
  attributes: [encoding.definition],
  customDirectives: { DynamicIndexList },
});

/** The passes that take tosa to linalg on tensors, and the pipeline that orders them as upstream's. */

import {
  ConversionTarget,
  canonicalizePass,
  inlinePass,
  nested,
  type Pass,
  type PipelineStep,
  step,
} from '@iree-workbench/ir';
import { stripSignedness } from '../../flow/strip-signedness.ts';
import { conversionPass, greedyPass, type InputConversion } from '../input-conversion.ts';
import { quantizedConvToConv } from '../quantized-convolution.ts';
import { quantizedMatmulToMatmul } from '../quantized-matmul.ts';
import { topLevelScfToCfgPass } from '../top-level-scf-to-cfg.ts';
import { verifyLegality } from '../verify-legality.ts';
import { tosaToArith } from './arith.ts';
import { tosaMakeBroadcastable } from './broadcastable.ts';
import { tosaToScf } from './control-flow.ts';
import { convolutionPatterns } from './convolutions.ts';
import { convolutionDecompositions } from './decompose-convolutions.ts';
import { transposedDecompositions } from './decompose-transposed.ts';
import { elementwisePatterns } from './elementwise.ts';
import { tosaLayerwiseConstantFold } from './layerwise-constant-fold.ts';
import { lookupPatterns } from './lookups.ts';
import { movementPatterns } from './movement.ts';
import { poolPatterns } from './pools.ts';
import { reductionPatterns } from './reductions.ts';
import { rescalePatterns } from './rescale.ts';
import { resizePatterns } from './resize.ts';
import { tosaToLinalgExt } from './scatter.ts';
import { TENSOR_OPERATIONS, tosaToTensor } from './tensor.ts';

const tosaToLinalg: Pass = conversionPass(
  {
    argument: 'tosa-to-linalg',
    className: 'TosaToLinalg',
    summary: 'turns tosa into linalg on tensors',
  },
  'full',
  () =>
    new ConversionTarget()
      .addIllegalDialect('tosa')
      .addLegalOp(
        'tosa.apply_scale',
        'tosa.cond_if',
        'tosa.const',
        'tosa.while_loop',
        ...TENSOR_OPERATIONS,
      )
      .markUnknownOpDynamicallyLegal(() => true),
  [
    ...elementwisePatterns,
    ...lookupPatterns,
    ...reductionPatterns,
    ...rescalePatterns,
    ...resizePatterns,
    ...movementPatterns,
  ],
);

const tosaToLinalgNamed: Pass = conversionPass(
  {
    argument: 'tosa-to-linalg-named',
    className: 'TosaToLinalgNamed',
    summary: "turns tosa's convolutions, products and pools into linalg's named operations",
  },
  'full',
  () =>
    new ConversionTarget()
      .addLegalDialect('tosa')
      .addIllegalOp(
        'tosa.conv2d',
        'tosa.conv3d',
        'tosa.depthwise_conv2d',
        'tosa.max_pool2d',
        'tosa.avg_pool2d',
        'tosa.matmul',
        'tosa.fully_connected',
      )
      .markUnknownOpDynamicallyLegal(() => true),
  [...convolutionPatterns, ...poolPatterns],
);

const tosaOptionalDecompositions: Pass = greedyPass(
  {
    argument: 'tosa-optional-decompositions',
    className: 'TosaOptionalDecompositions',
    summary: 'turns convolutions that move no window, and transposed ones, into others',
  },
  () => [...convolutionDecompositions, ...transposedDecompositions],
);

const verifyTosaLegality: Pass = verifyLegality(
  {
    argument: 'iree-tosa-verify-compiler-input-legality',
    className: 'VerifyCompilerTOSAInputLegality',
  },
  ['tosa'],
  ['tosa.apply_scale'],
);

const onFunctions = (...passes: readonly Pass[]): PipelineStep =>
  nested('func.func', ...passes.map((pass) => step(pass)));

const steps: readonly PipelineStep[] = [
  onFunctions(tosaToScf, topLevelScfToCfgPass),
  step(inlinePass),
  onFunctions(
    tosaMakeBroadcastable,
    tosaToArith,
    tosaToTensor,
    tosaToLinalgExt,
    canonicalizePass,
    tosaOptionalDecompositions,
    canonicalizePass,
    tosaMakeBroadcastable,
    tosaToLinalgNamed,
    canonicalizePass,
    tosaLayerwiseConstantFold,
    tosaMakeBroadcastable,
    tosaToLinalg,
    tosaToArith,
    tosaToTensor,
    stripSignedness,
    canonicalizePass,
    quantizedMatmulToMatmul,
    quantizedConvToConv,
    canonicalizePass,
  ),
  step(verifyTosaLegality),
];

export const TOSA_CONVERSION: InputConversion = {
  types: ['tosa'],
  dialects: ['tosa'],
  pipeline: {
    argument: 'iree-tosa-input-transformation-pipeline',
    summary: 'turns tosa into linalg on tensors',
    steps,
  },
  passes: [
    tosaToScf,
    tosaMakeBroadcastable,
    tosaToArith,
    tosaToTensor,
    tosaToLinalgExt,
    tosaOptionalDecompositions,
    tosaToLinalgNamed,
    tosaLayerwiseConstantFold,
    tosaToLinalg,
    stripSignedness,
    quantizedMatmulToMatmul,
    quantizedConvToConv,
    verifyTosaLegality,
  ],
};

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
import { conversionPass, type InputConversion } from '../input-conversion.ts';
import { tosaToArith } from './arith.ts';
import { tosaMakeBroadcastable } from './broadcastable.ts';
import { tosaToScf } from './control-flow.ts';
import { elementwisePatterns } from './elementwise.ts';
import { lookupPatterns } from './lookups.ts';
import { reductionPatterns } from './reductions.ts';
import { rescalePatterns } from './rescale.ts';
import { lowerReshape } from './reshape.ts';
import { tosaToTensor } from './tensor.ts';
import { tensorPatterns } from './tensor-operations.ts';

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
        'tosa.slice',
        'tosa.pad',
      )
      .markUnknownOpDynamicallyLegal(() => true),
  [
    ...elementwisePatterns,
    ...lookupPatterns,
    ...reductionPatterns,
    ...rescalePatterns,
    ...tensorPatterns,
    lowerReshape,
  ],
);

const onFunctions = (...passes: readonly Pass[]): PipelineStep =>
  nested('func.func', ...passes.map((pass) => step(pass)));

const steps: readonly PipelineStep[] = [
  onFunctions(tosaToScf),
  step(inlinePass),
  onFunctions(tosaMakeBroadcastable, tosaToArith, tosaToTensor, canonicalizePass),
  onFunctions(tosaMakeBroadcastable, tosaToLinalg, tosaToArith, tosaToTensor, canonicalizePass),
];

export const TOSA_CONVERSION: InputConversion = {
  types: ['tosa'],
  dialects: ['tosa'],
  pipeline: {
    argument: 'iree-tosa-input-transformation-pipeline',
    summary: 'turns tosa into linalg on tensors',
    steps,
  },
  passes: [tosaToScf, tosaMakeBroadcastable, tosaToArith, tosaToTensor, tosaToLinalg],
};

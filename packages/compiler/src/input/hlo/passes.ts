/** The passes that take stablehlo and mhlo to linalg on tensors, and the pipeline that orders them. */

import {
  ConversionTarget,
  canonicalizePass,
  csePass,
  inlinePass,
  nested,
  type Pass,
  type PipelineStep,
  step,
} from '@iree-workbench/ir';
import { stripSignedness } from '../../flow/strip-signedness.ts';
import { conversionPass, type InputConversion } from '../input-conversion.ts';
import { topLevelScfToCfgPass } from '../top-level-scf-to-cfg.ts';
import { verifyLegality } from '../verify-legality.ts';
import { lowerBatchNormInference } from './batch-norm.ts';
import { elementwisePatterns } from './elementwise.ts';
import { indexingPatterns } from './indexing.ts';
import { movementPatterns } from './movement.ts';
import { productPatterns } from './products.ts';
import { reductionPatterns } from './reductions.ts';
import { stablehloToMhlo } from './stablehlo-to-mhlo.ts';
import { windowPatterns } from './windows.ts';

/** What is not converted stays, for the pass that verifies the input to name it. */
const mhloToLinalg: Pass = conversionPass(
  {
    argument: 'iree-mhlo-to-linalg-on-tensors',
    className: 'ConvertMHLOToLinalgOnTensors',
    summary: 'turns mhlo into linalg on tensors',
  },
  'partial',
  () => new ConversionTarget().addIllegalDialect('mhlo').markUnknownOpDynamicallyLegal(() => true),
  [
    ...elementwisePatterns,
    ...indexingPatterns,
    ...movementPatterns,
    ...productPatterns,
    ...reductionPatterns,
    ...windowPatterns,
    lowerBatchNormInference,
  ],
);

const verifyMhloLegality: Pass = verifyLegality(
  {
    argument: 'iree-mhlo-verify-compiler-input-legality',
    className: 'VerifyCompilerMHLOInputLegality',
  },
  ['chlo', 'mhlo', 'stablehlo'],
  [],
);

const onFunctions = (...passes: readonly Pass[]): PipelineStep =>
  nested('func.func', ...passes.map((pass) => step(pass)));

const steps: readonly PipelineStep[] = [
  step(stablehloToMhlo),
  onFunctions(canonicalizePass, topLevelScfToCfgPass, canonicalizePass),
  step(inlinePass),
  onFunctions(canonicalizePass, csePass, mhloToLinalg, stripSignedness, canonicalizePass),
  step(verifyMhloLegality),
];

export const MHLO_CONVERSION: InputConversion = {
  types: ['mhlo', 'stablehlo'],
  dialects: ['mhlo', 'stablehlo', 'chlo'],
  pipeline: {
    argument: 'iree-mhlo-input-transformation-pipeline',
    summary: 'turns stablehlo and mhlo into linalg on tensors',
    steps,
  },
  passes: [stablehloToMhlo, mhloToLinalg, verifyMhloLegality],
};

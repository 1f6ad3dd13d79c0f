/** The passes that take stablehlo and mhlo to linalg on tensors, and the pipeline that orders them. */

import {
  canonicalizePass,
  csePass,
  inlinePass,
  nested,
  type Pass,
  type PipelineStep,
  step,
} from '@iree-workbench/ir';
import { stripSignedness } from '../../flow/strip-signedness.ts';
import type { InputConversion } from '../input-conversion.ts';
import { topLevelScfToCfgPass } from '../top-level-scf-to-cfg.ts';
import { verifyLegality } from '../verify-legality.ts';
import { mhloToLinalgOnTensors } from './linalg-on-tensors.ts';
import { stablehloToMhlo } from './stablehlo-to-mhlo.ts';

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
  onFunctions(canonicalizePass, csePass),
  step(mhloToLinalgOnTensors),
  onFunctions(stripSignedness, canonicalizePass),
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
  passes: [stablehloToMhlo, mhloToLinalgOnTensors, verifyMhloLegality],
};

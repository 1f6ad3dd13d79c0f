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
import { elementTypeSteps } from '../../util/convert-element-types.ts';
import { reconcileUnrealizedCasts } from '../../util/reconcile-casts.ts';
import type { InputConversion } from '../input-conversion.ts';
import { type ElementTypeChange, MHLO_CHANGES } from '../input-types.ts';
import { topLevelScfToCfgPass } from '../top-level-scf-to-cfg.ts';
import { verifyLegality } from '../verify-legality.ts';
import { testComplexToReal } from './complex-to-real.ts';
import { legalizeControlFlow } from './control-flow.ts';
import { flattenTuples } from './flatten-tuples.ts';
import { mhloToLinalgExt } from './linalg-ext.ts';
import { mhloToLinalgOnTensors } from './linalg-on-tensors.ts';
import { KEEP_LAYOUTS, mhloPreprocessing } from './preprocessing.ts';
import { convertShapeToStd } from './shapes.ts';
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

const stepsWith = (changes: readonly ElementTypeChange[]): readonly PipelineStep[] => [
  step(stablehloToMhlo),
  nested(
    'func.func',
    ...[canonicalizePass, legalizeControlFlow, topLevelScfToCfgPass].map((pass) => step(pass)),
    step(mhloPreprocessing, KEEP_LAYOUTS),
    step(canonicalizePass),
  ),
  step(convertShapeToStd),
  onFunctions(canonicalizePass),
  step(inlinePass),
  ...elementTypeSteps(changes),
  onFunctions(canonicalizePass, csePass, mhloToLinalgExt),
  step(mhloToLinalgOnTensors),
  onFunctions(stripSignedness),
  step(reconcileUnrealizedCasts),
  onFunctions(canonicalizePass),
  step(verifyMhloLegality),
];

const DIALECTS = ['mhlo', 'stablehlo', 'chlo'];

/** What clients of XLA hand over passes tuples on, which nothing else here knows. */
export const XLA_CLEANUP: InputConversion = {
  types: ['xla'],
  dialects: DIALECTS,
  pipeline: {
    argument: 'iree-mhlo-xla-cleanup-pipeline',
    summary: "takes tuples apart, and turns mhlo's control flow into that of scf",
    steps: [onFunctions(legalizeControlFlow), step(flattenTuples), onFunctions(canonicalizePass)],
  },
  passes: [flattenTuples],
};

export const MHLO_CONVERSION: InputConversion = {
  types: ['mhlo', 'stablehlo', 'xla'],
  dialects: DIALECTS,
  pipeline: {
    argument: 'iree-mhlo-input-transformation-pipeline',
    summary: 'turns stablehlo and mhlo into linalg on tensors',
    steps: stepsWith(MHLO_CHANGES),
  },
  stepsWith,
  passes: [
    stablehloToMhlo,
    legalizeControlFlow,
    mhloPreprocessing,
    convertShapeToStd,
    mhloToLinalgExt,
    mhloToLinalgOnTensors,
    reconcileUnrealizedCasts,
    verifyMhloLegality,
    testComplexToReal,
  ],
};

/**
 * The pass that takes all of mhlo and chlo to linalg on tensors (`iree-mhlo-to-linalg-on-tensors`), and the signs
 * of integers out of functions, calls, branches and globals.
 */

import {
  applyPartialConversion,
  applyPatternsGreedily,
  type ConversionPattern,
  ConversionTarget,
  definePass,
  functionSignaturePattern,
  type Operation,
  type Pass,
  PatternSet,
  typePattern,
} from '@iree-workbench/ir';
import { strippedAttribute } from '../../flow/strip-signedness.ts';
import { chloPatterns } from './chlo-conversion.ts';
import { collectivePatterns } from './collectives.ts';
import { complexToRealPatterns } from './complex-to-real.ts';
import { convolutionPatterns } from './convolution.ts';
import { einsumPatterns } from './einsum.ts';
import { elementwisePatterns } from './elementwise.ts';
import { eraseUnusedOperands } from './erase-unused-operands.ts';
import { lowerRealFft } from './fft.ts';
import { signlessTypes } from './hlo-lowering.ts';
import { indexingPatterns } from './indexing.ts';
import { movementPatterns } from './movement.ts';
import { productPatterns } from './products.ts';
import { reductionPatterns } from './reductions.ts';
import { rngPatterns } from './rng.ts';
import { scatterPatterns } from './scatter.ts';
import { selectAndScatterPatterns } from './select-and-scatter.ts';
import { windowPatterns } from './windows.ts';

/** What passes values on as they are. */
const STRUCTURAL = [
  'arith.index_castui',
  'cf.br',
  'cf.cond_br',
  'func.call',
  'func.return',
  'ml_program.global_load',
  'ml_program.global_load_const',
  'ml_program.global_store',
  'tensor.from_elements',
];

const globalPattern: ConversionPattern = {
  name: 'ml_program.global: type and value',
  root: 'ml_program.global',
  convert(op, _, rewriter) {
    rewriter.modifyInPlace(op, () => {
      for (const [name, value] of op.attributes.entries) op.setAttr(name, strippedAttribute(value));
    });
    return true;
  },
};

const isSignless = (op: Operation): boolean => signlessTypes.isLegal(op);

/** The blocks of a function count too. */
const isSignlessFunction = (op: Operation): boolean =>
  isSignless(op) &&
  op.regions.every(({ blocks }) =>
    blocks.every((block) => block.arguments.every(({ type }) => signlessTypes.isLegalType(type))),
  );

/** The type of a global is an attribute. */
function isSignlessGlobal(op: Operation): boolean {
  const attr = op.attr('type');
  return attr?.kind !== 'type' || signlessTypes.isLegalType(attr.type);
}

const target = (): ConversionTarget =>
  new ConversionTarget()
    .addIllegalDialect('chlo', 'mhlo')
    .addDynamicallyLegalOp(isSignless, ...STRUCTURAL)
    .addDynamicallyLegalOp(isSignlessFunction, 'func.func')
    .addDynamicallyLegalOp(isSignlessGlobal, 'ml_program.global')
    .markUnknownOpDynamicallyLegal(() => true);

const patterns: readonly ConversionPattern[] = [
  functionSignaturePattern('func.func', signlessTypes),
  globalPattern,
  ...STRUCTURAL.map((name) => typePattern(name, signlessTypes)),
  ...chloPatterns,
  ...complexToRealPatterns,
  ...collectivePatterns,
  ...convolutionPatterns,
  ...einsumPatterns,
  ...elementwisePatterns,
  ...indexingPatterns,
  ...movementPatterns,
  ...productPatterns,
  ...reductionPatterns,
  ...rngPatterns,
  ...scatterPatterns,
  ...selectAndScatterPatterns,
  ...windowPatterns,
  lowerRealFft,
];

export const mhloToLinalgOnTensors: Pass = definePass({
  argument: 'iree-mhlo-to-linalg-on-tensors',
  className: 'ConvertMHLOToLinalgOnTensors',
  summary: 'turns mhlo into linalg on tensors',
  anchor: 'builtin.module',
  run(module, context) {
    const diagnostics = applyPartialConversion(module, target(), patterns);
    for (const diagnostic of diagnostics) context.report(diagnostic);
    if (diagnostics.length > 0) return;
    applyPatternsGreedily(module, new PatternSet([eraseUnusedOperands]), {
      isCancelled: () => context.cancellation.isCancelled,
    });
  },
});

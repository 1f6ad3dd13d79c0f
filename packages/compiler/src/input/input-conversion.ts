/** What an input conversion is made of: patterns, passes of them, and the pipeline that orders those. */

import {
  applyFullConversion,
  applyPartialConversion,
  applyPatternsGreedily,
  type ConversionPattern,
  type ConversionTarget,
  definePass,
  type NamedPipeline,
  type Operation,
  type Pass,
  PatternSet,
  type PipelineStep,
  type RewritePattern,
} from '@iree-workbench/ir';
import type { ElementTypeChange, InputType } from './input-types.ts';

/** The way from one family of input dialects to linalg on tensors. */
export interface InputConversion {
  /** Values of `--iree-input-type` that ask for it. */
  readonly types: readonly InputType[];
  /** Dialects whose operations it converts. */
  readonly dialects: readonly string[];
  readonly pipeline: NamedPipeline;
  /** The steps of the pipeline with such changes of element types; absent: it makes none. */
  readonly stepsWith?: (changes: readonly ElementTypeChange[]) => readonly PipelineStep[];
  /** The passes of the pipeline that others do not have, and those beside it. */
  readonly passes: readonly Pass[];
}

type PassName = Pick<Pass, 'argument' | 'className' | 'summary'>;

/** Converts an operation, as dialect conversion asks for it. */
export const lowering = (
  root: string,
  convert: ConversionPattern['convert'],
  benefit = 1,
): ConversionPattern => ({ name: `lower ${root}`, root, convert, benefit });

/** A pass on functions that converts all the target does not allow. */
export function conversionPass(
  name: PassName,
  kind: 'full' | 'partial',
  target: () => ConversionTarget,
  patterns: readonly ConversionPattern[],
): Pass {
  const apply = kind === 'full' ? applyFullConversion : applyPartialConversion;
  return definePass({
    ...name,
    run(op, context) {
      for (const diagnostic of apply(op, target(), patterns)) context.report(diagnostic);
    },
  });
}

/** A pass on functions that rewrites until nothing changes. */
export const greedyPass = (
  name: PassName,
  patterns: (op: Operation) => readonly RewritePattern[],
): Pass =>
  definePass({
    ...name,
    run(op, context) {
      applyPatternsGreedily(op, new PatternSet(patterns(op)), {
        isCancelled: () => context.cancellation.isCancelled,
      });
    },
  });

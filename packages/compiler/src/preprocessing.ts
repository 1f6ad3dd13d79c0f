/** Passes of a user's own, which are phase `preprocessing`, from the text that asks for them. */
import { type PassRegistry, type PipelineStep, parsePipeline } from '@iree-workbench/ir';
import { FlagError } from './target-names.ts';

/**
 * Reads the value of `--iree-preprocessing-pass-pipeline`.
 * @throws PipelineSyntaxError where the text is no pipeline, FlagError where it is one of something else
 */
export function parsePreprocessing(text: string, registry: PassRegistry): readonly PipelineStep[] {
  const { anchor, steps } = parsePipeline(text, registry);
  if (anchor === 'builtin.module') return steps;
  throw new FlagError(
    `expected preprocessing pass pipeline string to be nested within \`builtin.module(..)\`; got \`${text}\``,
  );
}

/** The passes that an agent asks for: a pipeline as MLIR writes it, or just passes with commas between. */
import {
  nearestName,
  type ParsedPipeline,
  PassOptionError,
  type PassRegistry,
  type PipelineStep,
  PipelineSyntaxError,
  parsePassFlag,
  parsePipeline,
} from '@iree-workbench/ir';
import { CommandError } from '../../command-error.ts';

/**
 * Reads `builtin.module(func.func(cse))`, which runs as it says, or `canonicalize,cse{…}`, where each pass runs on
 * the operations that it is for.
 * @throws CommandError where there is no such pass or option, saying which one may have been meant
 */
export function readPipeline(text: string, registry: PassRegistry): ParsedPipeline {
  if (/^\s*(?:builtin\.module|any)\s*\(/.test(text)) return parsed(text, registry);
  const steps = parts(text).flatMap((part) => readPart(part, registry));
  return { anchor: 'builtin.module', steps };
}

function parsed(text: string, registry: PassRegistry): ParsedPipeline {
  try {
    return parsePipeline(text, registry);
  } catch (error) {
    if (!(error instanceof PipelineSyntaxError)) throw error;
    throw new CommandError(`${error.message.trimEnd()}${hint(error.nearest)}`);
  }
}

function readPart(part: string, registry: PassRegistry): readonly PipelineStep[] {
  const [, name = '', options = ''] = /^([^{(]*)(?:\{(.*)\})?$/s.exec(part) ?? [];
  if (name === '') return parsed(`builtin.module(${part})`, registry).steps;
  try {
    const steps = parsePassFlag(name.trim(), options, registry);
    if (steps) return steps;
  } catch (error) {
    if (!(error instanceof PassOptionError)) throw error;
    throw new CommandError(error.message.trimEnd());
  }
  const known = [...registry.passes, ...registry.pipelines].map(({ argument }) => argument);
  throw new CommandError(
    `there is no pass or pipeline '${name.trim()}'${hint(nearestName(name.trim(), known))}`,
  );
}

const hint = (meant: string | undefined): string =>
  meant === undefined ? '' : `\ndid you mean \`${meant}\`? list_passes has them all`;

/** What stands between the commas that are in no brackets. */
function parts(text: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const char = text[i];
    if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') depth--;
    if (char !== undefined && (char !== ',' || depth > 0)) continue;
    found.push(text.slice(start, i).trim());
    start = i + 1;
  }
  return found.filter((part) => part !== '');
}

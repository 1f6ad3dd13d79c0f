/**
 * The passes that a command line asks for: of `iwb opt` those of `--pass-pipeline`, or flags named like
 * passes in the order given, as in `--canonicalize="max-iterations=2" --cse`.
 */
import { FlagError, parsePreprocessing } from '@iree-workbench/compiler';
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
import { AlreadyReported, CommandError } from './command-error.ts';
import type { JobSink, OptJob } from './compiler-job.ts';
import { isTakenFlag } from './upstream-flags.ts';

/** What a job says of its passes. */
export type AskedPasses = Pick<OptJob, 'otherFlags' | 'passFlags' | 'passPipeline'>;

/** Reads the passes of a job; undefined when there are none. What is wrong is told in upstream's words. */
export function readOptPipeline(
  job: AskedPasses,
  registry: PassRegistry,
  sink: JobSink,
): ParsedPipeline | undefined {
  const steps = job.passFlags.flatMap((flag) => readPassFlag(flag, job, registry, sink));
  if (job.passPipeline === undefined) {
    return steps.length > 0 ? { anchor: 'builtin.module', steps } : undefined;
  }
  if (job.passFlags.length > 0) {
    sayError("'-pass-pipeline' option can't be used with individual pass options", sink);
    throw new AlreadyReported();
  }
  const { passPipeline } = job;
  return reporting(sink, () => parsePipeline(passPipeline, registry));
}

/** The passes of phase `preprocessing`, which run on the module. */
export function readPreprocessing(
  text: string | undefined,
  registry: PassRegistry,
  sink: JobSink,
): readonly PipelineStep[] | undefined {
  if (text === undefined) return undefined;
  return reporting(sink, () => parsePreprocessing(text, registry));
}

/** Reads a pipeline, and says in upstream's words what is wrong with it. */
function reporting<T>(sink: JobSink, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FlagError) throw new CommandError(error.message);
    if (!(error instanceof PipelineSyntaxError)) throw error;
    if (error.cause instanceof PassOptionError) reportOption(error.cause, sink);
    sayError(error.message, sink);
    if (error.nearest !== undefined) {
      sink.error(`<unknown>:0: note: did you mean \`${error.nearest}\`?\n`);
    }
    throw new AlreadyReported();
  }
}

const sayError = (message: string, sink: JobSink): void =>
  sink.error(`<unknown>:0: error: ${message}\n`);

/** The steps of a flag that stands for a pass: `canonicalize` or `canonicalize=max-iterations=2`. */
function readPassFlag(flag: string, job: AskedPasses, registry: PassRegistry, sink: JobSink) {
  const [, name = '', options = ''] = /^([^=]*)=?(.*)$/s.exec(flag) ?? [];
  try {
    const steps = parsePassFlag(name, options, registry);
    if (steps) return steps;
  } catch (error) {
    if (!(error instanceof PassOptionError)) throw error;
    reportOption(error, sink);
    throw new AlreadyReported();
  }
  if (isTakenFlag('opt', name, flag.includes('=') ? options : undefined)) return [];
  const known = [...registry.passes, ...registry.pipelines].map(({ argument }) => argument);
  const nearest = nearestName(name, [...known, ...job.otherFlags]);
  const hint = nearest === undefined ? '' : `\n(Did you mean --${nearest}?)`;
  throw new CommandError(`unknown option '--${name}'${hint}\nTry: iwb opt --help`);
}

function reportOption(error: PassOptionError, sink: JobSink): void {
  sink.error(`${error.isAboutValue ? 'iwb: ' : ''}${error.message}\n`);
}

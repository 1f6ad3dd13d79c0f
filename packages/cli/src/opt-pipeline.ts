/**
 * The passes of `iwb opt`: those of `--pass-pipeline`, or flags named like passes in the order given, as
 * in `--canonicalize="max-iterations=2" --cse`.
 */
import {
  nearestName,
  type ParsedPipeline,
  PassOptionError,
  type PassRegistry,
  PipelineSyntaxError,
  parsePassFlag,
  parsePipeline,
} from '@iree-workbench/ir';
import { AlreadyReported, CommandError } from './command-error.ts';
import type { JobSink, OptJob } from './compiler-job.ts';

/** Reads the passes of a job; undefined when there are none. What is wrong is told in upstream's words. */
export function readOptPipeline(
  job: OptJob,
  registry: PassRegistry,
  sink: JobSink,
): ParsedPipeline | undefined {
  const say = (message: string): void => sink.error(`<unknown>:0: error: ${message}\n`);
  const steps = job.passFlags.flatMap((flag) => readPassFlag(flag, job, registry, sink));
  if (job.passPipeline === undefined) {
    return steps.length > 0 ? { anchor: 'builtin.module', steps } : undefined;
  }
  if (job.passFlags.length > 0) {
    say("'-pass-pipeline' option can't be used with individual pass options");
    throw new AlreadyReported();
  }
  try {
    return parsePipeline(job.passPipeline, registry);
  } catch (error) {
    if (!(error instanceof PipelineSyntaxError)) throw error;
    if (error.cause instanceof PassOptionError) reportOption(error.cause, sink);
    say(error.message);
    if (error.nearest !== undefined) {
      sink.error(`<unknown>:0: note: did you mean '${error.nearest}'?\n`);
    }
    throw new AlreadyReported();
  }
}

/** The steps of a flag that stands for a pass: `canonicalize` or `canonicalize=max-iterations=2`. */
function readPassFlag(flag: string, job: OptJob, registry: PassRegistry, sink: JobSink) {
  const [, name = '', options = ''] = /^([^=]*)=?(.*)$/s.exec(flag) ?? [];
  try {
    const steps = parsePassFlag(name, options, registry);
    if (steps) return steps;
  } catch (error) {
    if (!(error instanceof PassOptionError)) throw error;
    reportOption(error, sink);
    throw new AlreadyReported();
  }
  const known = [...registry.passes, ...registry.pipelines].map(({ argument }) => argument);
  const nearest = nearestName(name, [...known, ...job.otherFlags]);
  const hint = nearest === undefined ? '' : `\n(Did you mean --${nearest}?)`;
  throw new CommandError(`unknown option '--${name}'${hint}\nTry: iwb opt --help`);
}

function reportOption(error: PassOptionError, sink: JobSink): void {
  sink.error(`${error.isAboutValue ? 'iwb: ' : ''}${error.message}\n`);
}

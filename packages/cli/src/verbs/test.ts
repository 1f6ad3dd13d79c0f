/**
 * `iwb test`: runs the `RUN:` lines of files, as upstream's lit does, with the verbs of `iwb` in place of
 * upstream's tools and without a shell.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve, sep } from 'node:path';
import type { Era } from '@iree-workbench/ir';
import { runTest, type TestOptions, type TestOutcome } from '@iree-workbench/lit';
import { Command } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { keepingThreads } from '../compiler-thread.ts';
import { writeOutput } from '../files.ts';
import { collect, collectList, count, dialectsFlag } from '../flags.ts';
import { reasonOf } from '../system-error.ts';
import { stylerFor, type Terminal } from '../terminal.ts';
import {
  formatSummary,
  formatTestLine,
  formatTestOutput,
  isFailure,
  type NamedOutcome,
} from '../test-report.ts';
import { withUpdatedChecks } from '../updated-checks.ts';
import { type RunCommandLine, verbHost } from '../verb-tools.ts';

interface TestFlags {
  readonly dialects: Era;
  readonly jobs: number;
  readonly filter?: RegExp;
  readonly filterOut?: RegExp;
  readonly features?: readonly string[];
  readonly define: readonly string[];
  readonly update?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Makes the verb. */
export function testVerb(terminal: Terminal, runCommandLine: RunCommandLine): Command {
  return new Command('test')
    .description("run the RUN: lines of files, as LLVM's lit, without a shell")
    .argument('<files...>', 'tests, or folders whose .mlir files with RUN: lines are tests')
    .option(
      '-j, --jobs <count>',
      'tests run side by side',
      count,
      Math.min(availableParallelism(), 8),
    )
    .option('--filter <regex>', 'only tests whose path matches', regex)
    .option('--filter-out <regex>', 'no tests whose path matches', regex)
    .addOption(dialectsFlag())
    .option('--features <names>', 'what REQUIRES: may ask for, with commas', collectList)
    .option(
      '-D, --define <name=text>',
      'a substitution: %{name}=text (repeat for more)',
      collect,
      [],
    )
    .option('--update', 'write the CHECK: lines of tests that fail anew, of what is printed now')
    .option('-v, --verbose', 'show what the commands of all tests wrote')
    .option('-q, --quiet', 'tell of failures only')
    .action(async (roots: readonly string[], flags: TestFlags) => {
      const files = roots.flatMap(testsIn).filter((path) => isWanted(path, flags));
      if (files.length === 0) throw new CommandError('no tests: no file has RUN: lines');
      const started = performance.now();
      const jobs = Math.min(flags.jobs, files.length);
      if (!flags.quiet) {
        const workers = `${jobs} ${jobs === 1 ? 'worker' : 'workers'}`;
        const tests = `${files.length} ${files.length === 1 ? 'test' : 'tests'}`;
        terminal.out.write(`-- Testing: ${tests}, ${workers} --\n`);
      }
      const all = await keepingThreads(jobs, () =>
        runAll(files, jobs, flags, terminal, runCommandLine),
      );
      const milliseconds = performance.now() - started;
      const hasFailed = all.some(({ outcome }) => isFailure(outcome));
      if (!flags.quiet || hasFailed) terminal.out.write(formatSummary(all, milliseconds));
      if (hasFailed) throw new AlreadyReported();
    });
}

function regex(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch (error) {
    throw new CommandError(`--filter: ${error instanceof Error ? error.message : error}`);
  }
}

const isWanted = (path: string, { filter, filterOut }: TestFlags): boolean =>
  (filter?.test(path) ?? true) && !(filterOut?.test(path) ?? false);

/** A file that is named is a test whatever is in it; of a folder, those with RUN: lines are. */
function testsIn(root: string): readonly string[] {
  const stat = statSync(root, { throwIfNoEntry: false });
  if (!stat) throw new CommandError(`cannot open input file '${root}': No such file or directory`);
  if (!stat.isDirectory()) return [root];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mlir') && !name.split(sep).includes('Inputs'))
    .sort()
    .map((name) => join(root, name))
    .filter((path) => readText(path).includes('RUN:'));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CommandError(`cannot open input file '${path}': ${reasonOf(error)}`);
  }
}

/** Runs all tests, as many at once as asked for, and tells of each when it has ended. */
async function runAll(
  files: readonly string[],
  jobs: number,
  flags: TestFlags,
  terminal: Terminal,
  runCommandLine: RunCommandLine,
): Promise<readonly NamedOutcome[]> {
  const options = testOptions(flags);
  const style = stylerFor(terminal.out);
  const folder = mkdtempSync(join(tmpdir(), 'iwb-test-'));
  const all: NamedOutcome[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++;
      const path = files[index]!;
      const own = join(folder, `${index}`);
      mkdirSync(own);
      const run = (): Promise<TestOutcome> =>
        runFile(path, own, options, runCommandLine, flags.dialects);
      const outcome = flags.update ? await runUpdating(path, run, terminal) : await run();
      const named = { name: path, outcome };
      all.push(named);
      if (!flags.quiet || isFailure(named.outcome)) {
        const place = `${all.length} of ${files.length}`;
        terminal.out.write(formatTestLine(named, place, style));
      }
      if (flags.verbose || isFailure(named.outcome)) terminal.out.write(formatTestOutput(named));
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return all;
}

/**
 * Runs a test, and while it fails, once more with the directives of the line that failed written anew. A
 * test that does not come to pass so stays as it is.
 */
async function runUpdating(
  path: string,
  run: () => Promise<TestOutcome>,
  terminal: Terminal,
): Promise<TestOutcome> {
  const first = await run();
  const original = readText(path);
  let text = original;
  for (let outcome = first; outcome.code === 'FAIL'; ) {
    const updated = withUpdatedChecks(text, slashed(resolve(path)), outcome);
    const reached = outcome.lines.length;
    if (updated !== null) {
      writeOutput(path, (text = updated), terminal);
      outcome = await run();
    }
    // Lines that share directives would undo each other's.
    if (updated === null || (outcome.code === 'FAIL' && outcome.lines.length <= reached)) {
      if (text !== original) writeOutput(path, original, terminal);
      return first;
    }
    if (outcome.code !== 'FAIL') {
      terminal.error.write(`${path}: updated\n`);
      return outcome;
    }
  }
  return first;
}

const slashed = (native: string): string => native.split(sep).join('/');

async function runFile(
  path: string,
  folder: string,
  options: TestOptions,
  runCommandLine: RunCommandLine,
  era: Era,
): Promise<TestOutcome> {
  const test = {
    path: slashed(resolve(path)),
    text: readText(path),
    temporary: slashed(join(folder, `${basename(path)}.tmp`)),
  };
  // What tests write without saying where goes to a folder that is removed.
  const host = verbHost({ folder, unsaved: new Map() }, runCommandLine, era);
  return await runTest(test, host, options);
}

function testOptions({ features = [], define }: TestFlags): TestOptions {
  const substitutions = define.map((definition) => {
    const equals = definition.indexOf('=');
    if (!definition.startsWith('%') || equals < 2) {
      throw new CommandError(`--define: '${definition}' is not of the form %name=text`);
    }
    return [definition.slice(0, equals), definition.slice(equals + 1)] as const;
  });
  return { features: new Set(features), substitutions: new Map(substitutions) };
}

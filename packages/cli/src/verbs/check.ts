/**
 * `iwb check`: runs test programs, as upstream's iree-check-module, from text or modules, files or
 * whole folders.
 */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { formatFileText, formatJunit, formatSummary, formatTap } from '../check-report.ts';
import { checkFile, type FileOutcome, hasPassed, parseTestFilter } from '../check-tests.ts';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { machineRegistry } from '../device-choice.ts';
import { type DeviceListFlags, formatDeviceList } from '../device-lists.ts';
import { writeOutput } from '../files.ts';
import { count, programFlags, readProgramOptions } from '../flags.ts';
import type { ProgramOptions } from '../program.ts';
import { reasonOf } from '../system-error.ts';
import { stylerFor, type Terminal } from '../terminal.ts';

interface CheckFlags extends DeviceListFlags {
  readonly expect_failure?: boolean;
  readonly filter?: string;
  readonly gtest_filter?: string;
  readonly jobs: number;
  readonly tap?: boolean;
  readonly junit?: string;
}

/** Makes the verb. */
export function checkVerb(terminal: Terminal): Command {
  const command = new Command('check')
    .description('run test programs: every exported function without arguments is a test')
    .argument(
      '[files...]',
      'programs as text or modules, or folders of them; - for standard input',
    );
  return programFlags(command)
    .option('--expect_failure', 'succeed if and only if a test fails')
    .option('--filter <patterns>', "tests to run, with * and ?: 'abs*:neg*-*_f64'")
    .addOption(new Option('--gtest_filter <patterns>', "--filter by gtest's name").hideHelp())
    .option('--jobs <count>', 'files checked side by side', count, 1)
    .option('--tap', 'print TAP (the Test Anything Protocol)')
    .option('--junit <file>', "write JUnit's XML; - for standard output")
    .action(async (given: readonly string[], flags: CheckFlags) => {
      const options = readProgramOptions(undefined, flags);
      const list = await formatDeviceList(flags, machineRegistry(options));
      if (list !== undefined) {
        terminal.out.write(list);
        return;
      }
      // Without a file of its own, the last module is it; those before are seen by it.
      const [roots, linked] =
        given.length > 0
          ? [given, options.files]
          : [options.files.slice(-1), options.files.slice(0, -1)];
      if (roots.length === 0) throw new CommandError('no tests: name a file, a folder, or -');
      const groups = groupFiles(roots);
      const outcomes = await checkGroups(groups, { ...options, files: linked }, flags, terminal);
      conclude(outcomes, flags, terminal);
    });
}

/** Files in groups: those of a folder, and by itself each that is named. */
function groupFiles(roots: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const add = (group: string, file: string): void => {
    const files = groups.get(group);
    if (files) files.push(file);
    else groups.set(group, [file]);
  };
  for (const root of roots) {
    if (!isFolder(root)) {
      add(root, root);
      continue;
    }
    const files = programsIn(root);
    if (files.length === 0) throw new CommandError(`no .mlir or .vmfb file in '${root}'`);
    for (const file of files) add(dirname(file), file);
  }
  return groups;
}

function isFolder(path: string): boolean {
  return path !== '-' && (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

function programsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:mlir|vmfb)$/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new CommandError(`cannot read folder '${folder}': ${reasonOf(error)}`);
  }
}

type Outcomes = ReadonlyMap<string, readonly FileOutcome[]>;

/** Checks all files, as many at once as asked for, and tells of them in their order. */
async function checkGroups(
  groups: ReadonlyMap<string, readonly string[]>,
  options: ProgramOptions,
  flags: CheckFlags,
  terminal: Terminal,
): Promise<Outcomes> {
  const filter = parseTestFilter(flags.filter ?? flags.gtest_filter ?? '*');
  const style = stylerFor(terminal.out);
  const files = [...groups.values()].flat();
  const outcomes: FileOutcome[] = [];
  let next = 0;
  let told = 0;
  const tell = (): void => {
    for (let outcome = outcomes[told]; outcome; outcome = outcomes[++told]) {
      // Where the output is for another program, people read the rest beside it.
      if (flags.tap || flags.junit === '-') terminal.error.write(outcome.log);
      else terminal.out.write(formatFileText(outcome, style));
    }
  };
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const index = next++;
      const file = files[index]!;
      // Which device it is, is said once.
      const isQuiet = index > 0;
      const program = { ...options, isQuiet, files: [...options.files, file] };
      outcomes[index] = await checkFile(program, terminal, filter);
      tell();
    }
  };
  await Promise.all(Array.from({ length: Math.min(flags.jobs, files.length) }, work));
  let begin = 0;
  return new Map(
    [...groups].map(([group, { length }]) => [group, outcomes.slice(begin, (begin += length))]),
  );
}

function conclude(outcomes: Outcomes, flags: CheckFlags, terminal: Terminal): void {
  const all = [...outcomes.values()].flat();
  const isText = !flags.tap && flags.junit !== '-';
  if (flags.tap) terminal.out.write(formatTap(all));
  if (flags.junit !== undefined) writeOutput(flags.junit, formatJunit(all), terminal);
  if (isText && all.length > 1) terminal.out.write(`\n${formatSummary(outcomes)}`);
  const ok = all.every(hasPassed);
  if (flags.expect_failure) {
    const text = ok ? 'Test passed but expected failure\n' : 'Test failed as expected\n';
    (isText ? terminal.out : terminal.error).write(text);
  } else if (!ok && isText) {
    terminal.out.write('Test failed\n');
  }
  if (ok === (flags.expect_failure ?? false)) throw new AlreadyReported();
}

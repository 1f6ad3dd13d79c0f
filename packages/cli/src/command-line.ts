/**
 * The command line: its verbs, and flags written as LLVM's tools accept them (`-flag`, `--flag=false`).
 */
import { Command, CommanderError, Help, type Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { CommandError, ExitCode } from './command-error.ts';
import { expandFlagFiles } from './flag-file.ts';
import type { Terminal } from './terminal.ts';
import { isTakenFlag } from './upstream-flags.ts';
import type { RunCommandLine } from './verb-tools.ts';
import { benchmarkVerb } from './verbs/benchmark.ts';
import { checkVerb } from './verbs/check.ts';
import { compileVerb } from './verbs/compile.ts';
import { demoVerb } from './verbs/demo.ts';
import { devicesVerb } from './verbs/devices.ts';
import { dumpVerb } from './verbs/dump.ts';
import { fileCheckVerb } from './verbs/filecheck.ts';
import { fmtVerb } from './verbs/fmt.ts';
import { lspVerb } from './verbs/lsp.ts';
import { mcpVerb } from './verbs/mcp.ts';
import { optVerb } from './verbs/opt.ts';
import { runVerb } from './verbs/run.ts';
import { testVerb } from './verbs/test.ts';

/**
 * Makes `iwb` with its verbs. Nothing exits the process: errors are thrown.
 *
 * @param runCommandLine runs the verbs that tests call
 */
export function createCommandLine(terminal: Terminal, runCommandLine: RunCommandLine): Command {
  const program = new Command('iwb')
    .description('Work with MLIR and IREE: transform, compile, run and measure programs.')
    .version(`iwb ${manifest.version}`, '--version', 'show the version')
    .helpCommand('help [verb]', 'show the help of a verb');
  const verbs = [
    optVerb,
    compileVerb,
    runVerb,
    benchmarkVerb,
    checkVerb,
    devicesVerb,
    lspVerb,
    mcpVerb,
    dumpVerb,
    fmtVerb,
    fileCheckVerb,
  ];
  for (const makeVerb of verbs) program.addCommand(makeVerb(terminal));
  program.addCommand(testVerb(terminal, runCommandLine));
  program.addCommand(demoVerb(terminal));
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .configureOutput({
        writeOut: (text) => terminal.out.write(text),
        writeErr: (text) => terminal.error.write(text),
        outputError: (text, write) => write(`iwb: ${text}`),
        getOutHelpWidth: () => terminal.out.columns,
        getErrHelpWidth: () => terminal.error.columns,
        getOutHasColors: () => terminal.out.colorDepth > 1,
        getErrHasColors: () => terminal.error.colorDepth > 1,
      })
      .configureHelp({ optionDescription })
      .showSuggestionAfterError()
      .showHelpAfterError(`Try: ${command === program ? 'iwb' : `iwb ${command.name()}`} --help`);
    if (command !== program)
      command.option('--color', 'colours, or none with =0, whatever the output is');
    const hasOwnHelp = command.options.some(({ long }) => long === '--help');
    if (!hasOwnHelp) command.helpOption('-h, --help', 'show this help');
  }
  return program;
}

const help = new Help();

/** Commander's description of a flag. That one which may be repeated begins with no value says nothing. */
function optionDescription(option: Option): string {
  const isEmptyList = Array.isArray(option.defaultValue) && option.defaultValue.length === 0;
  if (!isEmptyList) return help.optionDescription(option);
  return help.optionDescription(Object.create(option, { defaultValue: { value: undefined } }));
}

/** The exit code of an error that commander throws, having told the user; undefined for others. */
export function usageExitCode(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? ExitCode.success : ExitCode.failure;
}

/** What `--color` says, wherever it stands before `--`; undefined without it. */
export function colorFlag(args: readonly string[]): boolean | undefined {
  const end = args.indexOf('--');
  const flags = end < 0 ? args : args.slice(0, end);
  const last = flags.findLast((arg) => /^--?color(?:=(?:true|false|1|0))?$/i.test(arg));
  return last === undefined ? undefined : !/=(?:false|0)$/i.test(last);
}

/** Verbs that take `--flagfile`, which upstream's runtime tools have. */
const runtimeVerbs: ReadonlySet<string> = new Set(['run', 'benchmark', 'check']);

/** A flag with a name of two letters or more, and its value. */
const longFlag = /^--?([a-z][\w.-]+)(?:=(.*))?$/is;

/**
 * Rewrites flags as commander reads them: one dash before a long name becomes two, `=true` and
 * `=false` behind a flag without a value are acted upon, `help VERB` is `VERB --help`.
 */
export function normalizeArguments(
  program: Command,
  args: readonly string[],
  terminal: Terminal,
): string[] {
  const [name, ...given] = args;
  const find = (wanted: string | undefined): Command | undefined =>
    program.commands.find((command) => command.name() === wanted);
  if (name === 'help' && find(given[0])) return [given[0] ?? '', '--help'];
  const verb = find(name);
  // FileCheck reads its own.
  if (!verb || name === undefined || name === 'filecheck') return [...args];
  const rest = runtimeVerbs.has(name) ? expandFlagFiles(given, terminal) : given;
  const normalized = [name];
  const options = new Map(
    verb.options.flatMap((option) =>
      [option.long, option.short].flatMap((key) => (key === undefined ? [] : [[key, option]])),
    ),
  );
  for (let i = 0; i < rest.length; ++i) {
    const arg = rest[i] ?? '';
    if (arg === '--') return [...normalized, ...rest.slice(i)];
    const [, long, value] = longFlag.exec(arg) ?? [];
    const option = options.get(long === undefined ? arg : `--${long}`);
    if (long === undefined) {
      normalized.push(arg);
    } else if (!option) {
      // What `opt` does not know may be a pass.
      if (name === 'opt' || !isTakenFlag(name, long, value)) {
        normalized.push(arg.replace(/^-+/, '--'));
      }
    } else if (option.required || option.optional || value === undefined) {
      normalized.push(arg.replace(/^-+/, '--'));
    } else {
      normalized.push(...switchFlag(long, value, options));
    }
    // The value that follows is no flag, whatever it looks like.
    if (option?.required && value === undefined && i + 1 < rest.length) {
      normalized.push(rest[++i] ?? '');
    }
  }
  return normalized;
}

/** A flag without a value of its own, switched on or off by what stands behind it. */
function switchFlag(
  name: string,
  value: string,
  options: ReadonlyMap<string, Option>,
): readonly string[] {
  if (/^(?:true|1)$/i.test(value)) return [`--${name}`];
  if (!/^(?:false|0)$/i.test(value)) {
    throw new CommandError(
      `for the --${name} option: '${value}' is invalid value for boolean argument! Try 0 or 1`,
    );
  }
  return options.has(`--no-${name}`) ? [`--no-${name}`] : [];
}

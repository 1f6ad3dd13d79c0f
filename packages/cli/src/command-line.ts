/**
 * The command line: its verbs, and flags written as LLVM's tools accept them (`-flag`, `--flag=false`).
 */
import { Command, CommanderError } from 'commander';
import { ExitCode } from './command-error.ts';
import type { Terminal } from './terminal.ts';
import { benchmarkVerb } from './verbs/benchmark.ts';
import { compileVerb } from './verbs/compile.ts';
import { demoVerb } from './verbs/demo.ts';
import { devicesVerb } from './verbs/devices.ts';
import { dumpVerb } from './verbs/dump.ts';
import { lspVerb } from './verbs/lsp.ts';
import { optVerb } from './verbs/opt.ts';
import { runVerb } from './verbs/run.ts';

/** Makes `iwb` with its verbs. Nothing exits the process: errors are thrown. */
export function createCommandLine(terminal: Terminal): Command {
  const program = new Command('iwb')
    .description('Work with MLIR and IREE: transform, compile, run and measure programs.')
    .helpCommand('help [verb]', 'show the help of a verb');
  const verbs = [optVerb, compileVerb, runVerb, benchmarkVerb, devicesVerb, lspVerb, dumpVerb];
  for (const makeVerb of [...verbs, demoVerb]) program.addCommand(makeVerb(terminal));
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
      .showSuggestionAfterError()
      .showHelpAfterError(`Try: ${command === program ? 'iwb' : `iwb ${command.name()}`} --help`)
      .helpOption('-h, --help', 'show this help');
  }
  return program;
}

/** The exit code of an error that commander throws, having told the user; undefined for others. */
export function usageExitCode(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? ExitCode.success : ExitCode.failure;
}

/**
 * Rewrites flags as commander reads them: one dash before a long name becomes two, `=true` and
 * `=false` behind a flag without a value are acted upon.
 */
export function normalizeArguments(program: Command, args: readonly string[]): string[] {
  const [name, ...rest] = args;
  const verb = program.commands.find((command) => command.name() === name);
  if (!verb || name === undefined) return [...args];
  const options = new Map(verb.options.flatMap((option) => [[option.long ?? '', option]]));
  const normalized = [name];
  for (const [index, arg] of rest.entries()) {
    if (arg === '--') return [...normalized, ...rest.slice(index)];
    const match = /^--?([a-z][\w-]+)(?:=(true|false|1|0))?$/s.exec(arg);
    const withValue = /^-([a-z][\w-]+)(=.*)$/s.exec(arg);
    const option = match && options.get(`--${match[1]}`);
    if (option && !option.required && match[2] !== undefined) {
      const isOn = match[2] === 'true' || match[2] === '1';
      if (isOn) normalized.push(`--${match[1]}`);
      else if (options.has(`--no-${match[1]}`)) normalized.push(`--no-${match[1]}`);
    } else if (option) {
      normalized.push(`--${arg.replace(/^-+/, '')}`);
    } else if (withValue && options.has(`--${withValue[1]}`)) {
      normalized.push(`-${arg}`);
    } else {
      normalized.push(arg);
    }
  }
  return normalized;
}

/**
 * Runs a command line: one verb, and whatever goes wrong as a message and an exit code.
 */
import { FormatError } from '@iree-workbench/format';
import { StatusError } from '@iree-workbench/runtime';
import { CommandError, ExitCode } from './command-error.ts';
import { colorFlag, createCommandLine, normalizeArguments, usageExitCode } from './command-line.ts';
import { formatFrames } from './program.ts';
import { ClosedPipe, stylerFor, type Terminal, withColors } from './terminal.ts';

/** Runs a command line. @returns its exit code. */
export async function runCommandLine(args: readonly string[], given: Terminal): Promise<ExitCode> {
  const color = colorFlag(args);
  const terminal = color === undefined ? given : withColors(given, color);
  const program = createCommandLine(terminal, runCommandLine);
  let stall = (): void => {};
  const stalled = new Promise<never>((_, reject) => {
    stall = () => reject(new CommandError('the program waits for a signal that nothing will give'));
  });
  // Node ends, and says nothing, when all that is left is waiting for something that cannot happen.
  process.once('beforeExit', stall);
  try {
    const command = program.parseAsync(normalizeArguments(program, args, terminal), {
      from: 'user',
    });
    await Promise.race([command, stalled]);
    return ExitCode.success;
  } catch (error) {
    const usage = usageExitCode(error);
    return usage ?? reportFailure(error, terminal);
  } finally {
    process.off('beforeExit', stall);
  }
}

function reportFailure(error: unknown, terminal: Terminal): ExitCode {
  // The reader of a pipe has gone, `| head` for one: it has what it wanted.
  if (error instanceof ClosedPipe) return ExitCode.failure;
  const style = stylerFor(terminal.error);
  const say = (message: string): void =>
    terminal.error.write(`${style('iwb: ', 'bold')}${style('error: ', 'bold', 'red')}${message}\n`);
  if (error instanceof CommandError) {
    if (error.message !== '') say(error.message);
    return ExitCode.failure;
  }
  if (error instanceof StatusError) {
    say(`${error.message}\n${formatFrames(error.vmStack)}`.trimEnd());
  } else if (error instanceof FormatError) {
    say(error.message);
  } else {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error && process.env.IWB_DEBUG ? `\n${error.stack}` : '';
    say(`internal error: ${message}${stack}`);
  }
  return ExitCode.failure;
}

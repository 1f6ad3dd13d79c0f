/**
 * `iwb fmt`: tidies the text of IR where it lies; names, comments and chosen lines stay.
 */
import { formatText } from '@iree-workbench/ir/formatter';
import { Command } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { type InputFile, readInput, writeOutput } from '../files.ts';
import type { Terminal } from '../terminal.ts';

interface FmtFlags {
  readonly check?: boolean;
  readonly output?: string;
}

/** Makes the verb. */
export function fmtVerb(terminal: Terminal): Command {
  return new Command('fmt')
    .description('tidy the text of IR, keeping names, comments and lines')
    .argument('[files...]', 'IR as text, rewritten in place; - for standard input to output', ['-'])
    .option(
      '--check',
      'change nothing: name the files that are not tidy, and fail if there are any',
    )
    .option('-o, --output <file>', 'write here instead, of one file; - for standard output')
    .action((paths: readonly string[], flags: FmtFlags) => {
      if (flags.output !== undefined && paths.length > 1)
        throw new CommandError('-o takes one file');
      let untidy = 0;
      for (const path of paths) {
        const input = readInput(path, terminal);
        const text = decode(input);
        const tidy = formatText(text);
        if (flags.check) {
          if (tidy === text) continue;
          untidy++;
          terminal.out.write(`${input.name}\n`);
        } else if (flags.output !== undefined || path === '-')
          writeOutput(flags.output ?? '-', tidy, terminal);
        else if (tidy !== text) {
          writeOutput(path, tidy, terminal);
          terminal.error.write(`${path}\n`);
        }
      }
      if (untidy > 0) throw new AlreadyReported();
    });
}

/** What is no UTF-8 could not be written back as it was. */
function decode({ name, bytes }: InputFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError(`cannot format '${name}': it is not UTF-8 text`);
  }
}

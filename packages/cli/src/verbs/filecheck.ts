/**
 * `iwb filecheck`: checks standard input or a file against the directives of another, as LLVM's FileCheck.
 */
import { fileCheckCommand } from '@iree-workbench/lit';
import { Command } from 'commander';
import { AlreadyReported, CommandError } from '../command-error.ts';
import { readBytes } from '../files.ts';
import type { Terminal } from '../terminal.ts';

/** Makes the verb. Its flags are FileCheck's own, which reads them. */
export function fileCheckVerb(terminal: Terminal): Command {
  return new Command('filecheck')
    .description("check a text against the CHECK: lines of a file, as LLVM's FileCheck")
    .usage('[flags] <check-file>')
    .argument('[args...]', 'the file with the directives, and flags of FileCheck: --check-prefix=A')
    .allowUnknownOption()
    .addHelpText('after', '\n--dump-input=help explains what is printed when a check fails.')
    .action((args: readonly string[]) => {
      const read = (path: string): Uint8Array =>
        terminal.embedding?.read(path) ?? readForCheck(path, terminal);
      const { exitCode, output, errors } = fileCheckCommand(args, read);
      terminal.out.write(output);
      terminal.error.write(errors);
      if (exitCode !== 0) throw new AlreadyReported();
    });
}

/** FileCheck says itself which file it could not open. */
function readForCheck(path: string, { embedding }: Terminal): Uint8Array {
  try {
    return readBytes(path, embedding);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(error.message.replace(/^cannot open input file '.*?': /, ''));
  }
}

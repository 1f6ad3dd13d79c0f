/** `iwb lsp`: the language server, for editors other than VS Code. */
import { Command } from 'commander';
import { runLanguageServer } from '../server-processes.ts';

/** Makes the verb. */
export function lspVerb(): Command {
  return new Command('lsp')
    .description('serve the language server protocol on standard input and output')
    .option('--stdio', 'the same; editors pass it')
    .action(runLanguageServer);
}

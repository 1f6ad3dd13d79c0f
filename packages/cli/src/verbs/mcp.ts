/** `iwb mcp`: the workbench as tools of the Model Context Protocol, for agents. */
import { Command } from 'commander';
import { collect } from '../flags.ts';
import { runMcpServer } from '../server-processes.ts';

/** Makes the verb. */
export function mcpVerb(): Command {
  return new Command('mcp')
    .description('serve the Model Context Protocol on standard input and output, for agents')
    .option(
      '--root <folder>',
      "a folder whose files tools may use; the client's roots, or else this folder (repeat)",
      collect,
      [],
    )
    .action(({ root }: { root: readonly string[] }) => runMcpServer(root));
}

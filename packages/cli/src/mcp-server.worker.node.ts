/** The process that is the server of `iwb mcp`, on the standard input and output given to it. */
import { parseArgs } from 'node:util';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { createMcpServer } from './mcp/server.ts';

const { values } = parseArgs({ options: { root: { type: 'string', multiple: true } } });
const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
const server = createMcpServer({
  roots: values.root ?? [],
  folder: process.cwd(),
  runner: new URL(`./runner.worker.node${extension}`, import.meta.url),
});
// The protocol has standard output; what a client does not read ends the server as its going does.
process.stdout.on('error', () => process.exit(0));
process.stdin.on('end', () => void server.close());
await server.connect(new StdioServerTransport());

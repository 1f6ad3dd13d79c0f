/** The workbench as a server of the Model Context Protocol: its tools, over whatever transport. */
import { parse } from 'node:path';
import { Devices } from '@iree-workbench/server/devices';
import { Runner } from '@iree-workbench/server/runner';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import manifest from '../../package.json' with { type: 'json' };
import { IrThreads } from './ir-threads.ts';
import { registerPassTools } from './pass-tools.ts';
import { registerRunTools } from './run-tools.ts';
import { foldersOf, Roots } from './sources.ts';
import { registerTextTools } from './text-tools.ts';

/** What tools work with. */
export interface Workbench {
  readonly roots: Roots;
  readonly threads: IrThreads;
  /** Runs programs, each in a process of its own. */
  readonly runner: Runner;
  readonly devices: Devices;
}

export interface ServerOptions {
  /** Folders whose files tools may use; without one, the client's roots are. */
  readonly roots: readonly string[];
  /** Where the server was started, which is the root if nobody names another. */
  readonly folder: string;
  /** The file of the process that runs programs. */
  readonly runner: URL;
}

/** What agents are told of the tools as a whole. */
const INSTRUCTIONS = `IREE Workbench understands MLIR as IREE of March 2023 and LLVM 16 write it: verify and format IR, \
run passes and see what each does, compile for and run on the CPU (local) and the GPU (webgpu). \
Tools take IR as \`text\` or as a \`file\` below a root. Lines and columns count from 1. \
Large constants in printed IR are elided; long results come in pages (\`firstLine\`, \`maxLines\`).`;

/** A server that is not connected yet. Closing it ends what it started. */
export function createMcpServer({ roots, folder, runner: entry }: ServerOptions): McpServer {
  const server = new McpServer(
    { name: 'iree-workbench', title: 'IREE Workbench', version: manifest.version },
    { instructions: INSTRUCTIONS },
  );
  const threads = new IrThreads();
  const runner = new Runner(entry);
  const workbench = {
    roots: new Roots(() => rootsOf(server, roots, folder)),
    threads,
    runner,
    devices: new Devices(runner),
  };
  registerTextTools(server, workbench);
  registerPassTools(server, workbench);
  registerRunTools(server, workbench);
  server.server.oninitialized = () => threads.warm();
  server.server.onclose = () => void threads.dispose();
  return server;
}

/** The folders that are open to tools: those that the user named, or else the client's, or else where it is. */
async function rootsOf(
  { server }: McpServer,
  named: readonly string[],
  folder: string,
): Promise<readonly string[]> {
  if (named.length > 0) return named;
  if (server.getClientCapabilities()?.roots) {
    const { roots } = await server.listRoots();
    return foldersOf(roots.map(({ uri }) => uri));
  }
  // A whole drive is no project: clients start servers there that they have no folder for.
  return parse(folder).root === folder ? [] : [folder];
}

/** Starts servers as processes of their own, so that no other verb has to load them. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AlreadyReported } from './command-error.ts';

/** The language server. */
export const runLanguageServer = (): Promise<void> => serve('language-server', []);

/** The server of the Model Context Protocol. @param roots folders whose files it may read and write */
export const runMcpServer = (roots: readonly string[]): Promise<void> =>
  serve(
    'mcp-server',
    roots.map((root) => `--root=${root}`),
  );

/**
 * Serves on this process's standard input and output until the client ends it.
 * @throws AlreadyReported if the server ends with an error, which it has said itself.
 */
async function serve(name: string, given: readonly string[]): Promise<void> {
  const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
  const entry = new URL(`./${name}.worker.node${extension}`, import.meta.url);
  const args = [...process.execArgv, fileURLToPath(entry), ...given];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new AlreadyReported();
}

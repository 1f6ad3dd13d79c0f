/** Starts the language server as a process of its own, so that no other verb has to load it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AlreadyReported } from './command-error.ts';

/**
 * Serves on this process's standard input and output until the client ends it.
 * @throws AlreadyReported if the server ends with an error, which it has said itself.
 */
export async function runLanguageServer(): Promise<void> {
  const extension = /\.\w+$/.exec(import.meta.url)?.[0] ?? '.js';
  const entry = new URL(`./language-server.worker.node${extension}`, import.meta.url);
  const args = [...process.execArgv, fileURLToPath(entry)];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) throw new AlreadyReported();
}

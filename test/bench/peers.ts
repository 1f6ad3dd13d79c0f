/**
 * The tools we are measured against, where the machine has them.
 */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const peerCommands = [
  'iree-opt',
  'iree-compile',
  'iree-benchmark-module',
  'iree-mlir-lsp-server',
  'mlir-opt-16',
  'mlir-lsp-server-16',
] as const;
export type PeerCommand = (typeof peerCommands)[number];

/** Paths of the commands that were found. */
export type Peers = Readonly<Partial<Record<PeerCommand, string>>>;

/** Looks for the commands in a folder, then on PATH. */
export function findPeers(folder: string | undefined): Peers {
  const folders = [folder, ...(process.env.PATH ?? '').split(delimiter)].filter(
    (path) => path !== undefined && path !== '',
  );
  const found = peerCommands.flatMap((name) => {
    const path = folders.map((place) => join(place!, name)).find(isExecutable);
    return path === undefined ? [] : [[name, path] as const];
  });
  return Object.fromEntries(found);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** How to get what is missing, a line each; empty when all is there. */
export function adviceOnPeers(peers: Peers): string {
  const lines: string[] = [];
  if (!peers['iree-compile'] || !peers['iree-benchmark-module']) {
    lines.push(
      'No IREE to compare with: pip install iree-compiler==20230404.479 iree-runtime==20230404.479',
      '(Python 3.8 to 3.11), then --peers with the folder of iree-compile.',
    );
  }
  if (!peers['iree-opt']) {
    lines.push(
      'No iree-opt: the wheel has it as a function only; docs/measuring.md says how to make the command.',
    );
  }
  if (!peers['mlir-opt-16'])
    lines.push('No mlir-opt-16: apt-get install mlir-16-tools (Debian 12).');
  return lines.map((line) => `${line}\n`).join('');
}

/**
 * `npm run bench`: measures and prints one table (`docs/measuring.md`).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { swiftShaderEnvironment } from '../../scripts/chromium.mjs';
import type { Bench } from './bench.ts';
import { measureCompilation } from './compile.ts';
import { measureServers } from './lsp.ts';
import { adviceOnPeers, findPeers } from './peers.ts';
import { measureRuns } from './run.ts';
import { formatTable, type Row } from './table.ts';
import { measureText } from './text.ts';

const kinds = ['text', 'compile', 'run', 'lsp'] as const;
type Kind = (typeof kinds)[number];

const usage = `npm run bench -- [--only text,compile,run,lsp] [--seconds N] [--peers FOLDER] [--json]

  --only      what to measure: text (parse, print), compile, run, lsp (the
              language server); all by default
  --seconds   how long a line of the table may measure (4)
  --peers     folder with iree-opt, iree-compile, iree-benchmark-module; PATH by default
  --json      print JSON
`;

const root = join(import.meta.dirname, '../..');

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: kinds.join(',') },
      seconds: { type: 'string', default: '4' },
      peers: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const only = readKinds(values.only);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error(`--seconds: '${values.seconds}' is no time`);
  const peers = findPeers(values.peers);
  const folder = mkdtempSync(join(tmpdir(), 'iwb-bench-'));
  const progress = (what: string): void => console.error(`… ${what}`);
  const iwb = [process.execPath, join(root, 'dist/iwb.js')];
  const bench: Bench = { iwb, peers, root, folder, seconds, progress };
  try {
    const rows: Row[] = [];
    if (only.has('text')) rows.push(...measureText(bench));
    if (only.has('compile')) rows.push(...measureCompilation(bench));
    if (only.has('run')) rows.push(...measureRuns(bench, await swiftShaderEnvironment()));
    if (only.has('lsp')) rows.push(...(await measureServers(bench)));
    if (values.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else
      process.stdout.write(
        `\n${formatTable(rows)}\n× is how many times as fast as the peer iwb is.\n`,
      );
    process.stderr.write(adviceOnPeers(peers));
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readKinds(text: string): ReadonlySet<Kind> {
  const named = text.split(',').map((name) => {
    const kind = kinds.find((known) => known === name);
    if (!kind) throw new Error(`--only: '${name}' is none of ${kinds.join(', ')}`);
    return kind;
  });
  return new Set(named);
}

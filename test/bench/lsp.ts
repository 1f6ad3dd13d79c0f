/**
 * Measures language servers through one client: from a key to the diagnostics of the text it made, over a
 * fixed mix of edits at the start, in the middle and at the end of a file.
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Bench } from './bench.ts';
import { measureAnswers } from './lsp-answers.ts';
import { openDocument, startServer } from './lsp-client.ts';
import { measureOpening } from './lsp-opening.ts';
import type { CommandLine } from './measure.ts';
import { functionsText, oneFunctionText } from './programs.ts';
import type { PeerName, Row } from './table.ts';

const URI = 'file:///bench.mlir';

/** An edit of one line: something is put in place of so many characters. */
interface Key {
  readonly at: number;
  readonly removed: number;
  readonly text: string;
}

/**
 * Keys in an operation, each followed by one that takes it back: a blank, a new line, another name of the
 * operation, an opening brace.
 */
const keysAt = (at: number): readonly Key[] => [
  { at, removed: 0, text: ' ' },
  { at, removed: 1, text: '' },
  { at, removed: 0, text: '\n' },
  { at, removed: 1, text: '' },
  { at: at + 'arith.mul'.length, removed: 1, text: 'x' },
  { at: at + 'arith.mul'.length, removed: 1, text: 'i' },
  { at, removed: 0, text: '{' },
  { at, removed: 1, text: '' },
];
const PLACES = [0.02, 0.5, 0.97];

/** The operation that stands behind a part of a text, or the last one. */
function operationAt(text: string, part: number): number {
  const at = text.indexOf('arith.muli', Math.floor(part * text.length));
  return at < 0 ? text.lastIndexOf('arith.muli') : at;
}

type Percentiles = Readonly<Record<'p50' | 'p95', number>>;

/** Files of each size, through every server there is. */
export async function measureServers(bench: Bench): Promise<Row[]> {
  const [node, ...script] = bench.iwb;
  const servers: { readonly name: PeerName | 'iwb'; readonly command: CommandLine }[] = [
    { name: 'iwb', command: { program: node!, args: [...script, 'lsp', '--stdio'] } },
  ];
  const { peers } = bench;
  if (peers['iree-mlir-lsp-server'])
    servers.push({ name: 'iree', command: { program: peers['iree-mlir-lsp-server'], args: [] } });
  if (peers['mlir-lsp-server-16'])
    servers.push({
      name: 'mlir-16',
      command: { program: peers['mlir-lsp-server-16'], args: [] },
    });
  const perFunction = functionsText(20).length / 20;
  const files = [
    { what: '10 KB', text: functionsText(Math.round(1e4 / perFunction)) },
    { what: '1 MB', text: functionsText(Math.round(1e6 / perFunction)) },
    { what: '10 MB, many functions', text: functionsText(Math.round(1e7 / perFunction)) },
    { what: '10 MB, one function', text: oneFunctionText(1e7) },
  ];
  const rows: Row[] = [];
  /** Measures a file with each server, and makes a row of each of the numbers. */
  const measure = async <T extends string>(
    group: string,
    file: (typeof files)[number],
    names: Readonly<Record<T, string>>,
    measureOne: (command: CommandLine, text: string) => Promise<Readonly<Record<T, number>>>,
  ): Promise<void> => {
    const results: { readonly name: PeerName | 'iwb'; readonly found: Record<T, number> }[] = [];
    for (const { name, command } of servers) {
      bench.progress(`${group}, ${file.what}: ${command.program}`);
      results.push({ name, found: await measureOne(command, file.text) });
    }
    for (const key of Object.keys(names) as T[]) {
      const peerTimes: Partial<Record<PeerName, number>> = {};
      for (const { name, found } of results) if (name !== 'iwb') peerTimes[name] = found[key];
      const what = `${file.what}, ${names[key]}`;
      rows.push({ group, what, unit: 'ms', ours: results[0]!.found[key], peers: peerTimes });
    }
  };
  for (const file of files)
    await measure(
      'Language server, from a key to diagnostics',
      file,
      { p50: 'p50', p95: 'p95' },
      (command, text) => measureKeys(command, text, bench.seconds),
    );
  for (const file of files)
    await measure(
      'Language server, an answer about a place',
      file,
      { hover: 'hover p50', completion: 'completion p50', slowCompletion: 'completion p95' },
      measureAnswers,
    );
  for (const file of files)
    await measure(
      'Language server, opening a file',
      file,
      {
        first: 'all diagnostics, just started',
        warm: 'all diagnostics, warm',
        wait: 'longest wait for another answer',
        visible: 'an error that is visible',
      },
      measureOpening,
    );
  return rows;
}

/** Presses keys until the time is up, each place at least twice. */
async function measureKeys(
  command: CommandLine,
  text: string,
  seconds: number,
): Promise<Percentiles> {
  const server = await startServer(command);
  const { client, published, isIncremental } = server;
  try {
    let document = TextDocument.create(URI, 'mlir', 1, text);
    const opened = published.of(URI, 1);
    await openDocument(server, URI, text);
    await opened;
    const press = async (key: Key): Promise<number> => {
      const range = {
        start: document.positionAt(key.at),
        end: document.positionAt(key.at + key.removed),
      };
      const version = document.version + 1;
      document = TextDocument.update(document, [{ range, text: key.text }], version);
      const contentChanges = [
        isIncremental ? { range, text: key.text } : { text: document.getText() },
      ];
      const answer = published.of(URI, version);
      const start = performance.now();
      await client.sendNotification('textDocument/didChange', {
        textDocument: { uri: URI, version },
        contentChanges,
      });
      await answer;
      return performance.now() - start;
    };
    const times: number[] = [];
    const end = performance.now() + 1000 * seconds;
    for (let round = 0; round < 2 || performance.now() < end; round++)
      for (const place of PLACES)
        for (const key of keysAt(operationAt(text, place))) times.push(await press(key));
    times.sort((a, b) => a - b);
    const at = (part: number): number => times[Math.floor(part * (times.length - 1))]!;
    return { p50: at(0.5), p95: at(0.95) };
  } finally {
    server.dispose();
  }
}

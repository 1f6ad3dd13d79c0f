/**
 * Measures how language servers open files: until all diagnostics are there, in a process that has just
 * started and in one that is warm, how long another request has to wait meanwhile, and when it is said
 * what is wrong with the lines that are seen.
 */
import { methods, type VisibleRangesParams } from '../../server/src/protocol.ts';
import { type MeasuredServer, openDocument, startServer } from './lsp-client.ts';
import type { CommandLine } from './measure.ts';

/**
 * Milliseconds until all diagnostics are there, the longest that a request about another document waited
 * meanwhile, and milliseconds until an error in the middle is told that is seen.
 */
export type Opening = Readonly<Record<'first' | 'warm' | 'wait' | 'visible', number>>;

const SMALL = 'file:///small.mlir';
const SMALL_TEXT = 'func.func @f() {\n  return\n}\n';
/** Files are opened and closed until the server has seen so many characters, then one counts. */
const WARM = 3e6;
/** Milliseconds between requests. */
const PAUSE = 5;

export async function measureOpening(command: CommandLine, text: string): Promise<Opening> {
  const server = await startServer(command);
  try {
    const small = server.published.of(SMALL, 1);
    await openDocument(server, SMALL, SMALL_TEXT);
    await small;
    const { time: first } = await open(server, text, 0);
    const rounds = Math.max(1, Math.ceil(WARM / text.length));
    for (let round = 1; round < rounds; round++) await open(server, text, round);
    const { time: warm, wait } = await open(server, text, rounds);
    const visible = await openBroken(server, text);
    return { first, warm, wait, visible };
  } finally {
    server.dispose();
  }
}

/** Opens a text with an error in the middle that is seen. @returns milliseconds until something is said */
async function openBroken(server: MeasuredServer, text: string): Promise<number> {
  const uri = 'file:///broken.mlir';
  const at = text.indexOf('arith.muli', text.length / 2);
  const broken = `${text.slice(0, at)}arith.mulx${text.slice(at + 'arith.muli'.length)}`;
  const line = broken.slice(0, at).split('\n').length - 1;
  const params: VisibleRangesParams = { uri, ranges: [{ start: line - 20, end: line + 30 }] };
  const diagnostics = server.published.of(uri, 1);
  const start = performance.now();
  await openDocument(server, uri, broken);
  // Others do not know it.
  await server.client.sendNotification(methods.visibleRanges, params);
  await diagnostics;
  return performance.now() - start;
}

/** Opens a text as a document of its own, and closes it when its diagnostics are there. */
async function open(
  server: MeasuredServer,
  text: string,
  number: number,
): Promise<{ readonly time: number; readonly wait: number }> {
  const uri = `file:///opened${number}.mlir`;
  const diagnostics = server.published.of(uri, 1);
  const start = performance.now();
  await openDocument(server, uri, text);
  let isOpen = true;
  const waits: number[] = [];
  const asking = (async () => {
    while (isOpen) {
      const asked = performance.now();
      await server.client.sendRequest('textDocument/hover', {
        textDocument: { uri: SMALL },
        position: { line: 0, character: 2 },
      });
      waits.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  })();
  await diagnostics;
  const time = performance.now() - start;
  isOpen = false;
  await asking;
  await server.client.sendNotification('textDocument/didClose', { textDocument: { uri } });
  return { time, wait: Math.max(...waits) };
}

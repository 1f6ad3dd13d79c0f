/**
 * Measures how language servers open files: until all diagnostics are there, in a process that has just
 * started and in one that is warm, and how long another request has to wait meanwhile.
 */
import { type MeasuredServer, openDocument, startServer } from './lsp-client.ts';
import type { CommandLine } from './measure.ts';

/**
 * Milliseconds until all diagnostics are there, and the longest that a request about another document
 * waited meanwhile.
 */
export type Opening = Readonly<Record<'first' | 'warm' | 'wait', number>>;

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
    return { first, warm, wait };
  } finally {
    server.dispose();
  }
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

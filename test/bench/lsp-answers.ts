/**
 * Measures how long language servers take to answer about a place in a file that is parsed: what stands there
 * (hover), and what may be typed there (completion).
 */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { openDocument, startServer } from './lsp-client.ts';
import type { CommandLine } from './measure.ts';

/** Milliseconds: half of the hovers, and of the completions, and what 95 % of the completions take. */
export type Answers = Readonly<Record<'hover' | 'completion' | 'slowCompletion', number>>;

const URI = 'file:///answers.mlir';
const OPERATION = 'arith.muli';
/** Where the operations stand that are asked about, as parts of the text. */
const PLACES = [0.02, 0.2, 0.5, 0.8, 0.97];
const ROUNDS = 4;
const PATIENCE = 60_000;

export async function measureAnswers(command: CommandLine, text: string): Promise<Answers> {
  const server = await startServer(command);
  try {
    const document = TextDocument.create(URI, 'mlir', 1, text);
    const diagnostics = server.published.of(URI, 1);
    await openDocument(server, URI, text);
    await diagnostics;
    const ask = async (method: 'hover' | 'completion', at: number): Promise<number> => {
      const start = performance.now();
      await server.client.sendRequest(`textDocument/${method}`, {
        textDocument: { uri: URI },
        position: document.positionAt(at),
      });
      return performance.now() - start;
    };
    const times = { hover: [] as number[], completion: [] as number[] };
    const end = performance.now() + PATIENCE;
    for (let round = 0; round < ROUNDS && performance.now() < end; round++)
      for (const part of PLACES) {
        const found = text.indexOf(OPERATION, Math.floor(part * text.length));
        const operation = found < 0 ? text.lastIndexOf(OPERATION) : found;
        const operand = text.indexOf('%', operation);
        times.hover.push(await ask('hover', operation + 1), await ask('hover', operand + 1));
        // Behind the sigil of an operand, and in the middle of the operation's name.
        times.completion.push(
          await ask('completion', operand + 1),
          await ask('completion', operation + 'arith.m'.length),
        );
      }
    const at = (list: readonly number[], part: number): number =>
      list.toSorted((a, b) => a - b)[Math.floor(part * (list.length - 1))] ?? Number.NaN;
    return {
      hover: at(times.hover, 0.5),
      completion: at(times.completion, 0.5),
      slowCompletion: at(times.completion, 0.95),
    };
  } finally {
    server.dispose();
  }
}

/**
 * `RUN:` lines in the editor: lenses that run them, and what went wrong in place. They are carried out in a
 * process of our own, by our own tools, and not at all where the workspace is not trusted.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
} from 'vscode-languageserver/node';
import { cancellable, failed } from './document-requests.ts';
import { toRange, workspaceEdit } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import { commands, methods, type Settings, type TestResult, type TestTarget } from './protocol.ts';
import type { Runner } from './runner.ts';
import type { TestedFile } from './runner-protocol.ts';
import type { TextRange } from './service/document.ts';
import { checkUpdates, runLinesOf, type TestFinding, testFindings } from './service/run-lines.ts';

export interface RunLineContext {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly runner: Runner;
  readonly client: () => ClientCapabilities;
  readonly isTrusted: () => boolean;
  /** Whose dialects documents are in. */
  readonly dialects: () => Settings['dialects'];
  /** Shows the diagnostics of a document anew. */
  readonly show: (uri: string) => void;
}

/** The `RUN:` lines of open documents. */
export class RunLines {
  readonly #context: RunLineContext;
  /** What the latest runs found, as long as the text is what was run. */
  readonly #found = new Map<string, readonly Diagnostic[]>();

  constructor(context: RunLineContext) {
    this.#context = context;
    const { connection, documents } = context;
    documents.onChange(({ uri }) => this.#found.delete(uri));
    documents.onClose((uri) => this.#found.delete(uri));
    connection.onRequest(
      methods.runTest,
      (target: TestTarget, token: CancellationToken): Promise<TestResult> =>
        this.run(target, token),
    );
  }

  /** What the latest run found in a document that was not edited since. */
  findings(uri: string): readonly Diagnostic[] {
    return this.#found.get(uri) ?? [];
  }

  /** A lens at each line, and one for all where there are several. */
  lenses({ text, mlir }: OpenDocument): readonly CodeLens[] {
    if (!this.#context.isTrusted() || !text.uri.startsWith('file:')) return [];
    const ranges = runLinesOf(mlir.text);
    const lens = (title: string, at: number, line?: number): CodeLens => {
      const range = toRange(text, { start: at, end: at });
      const target: TestTarget = { uri: text.uri, ...(line !== undefined && { line }) };
      return { range, command: { title, command: commands.runTest, arguments: [target] } };
    };
    const [first] = ranges;
    if (!first || ranges.length === 1) return first ? [lens('Run test ▶', first.start)] : [];
    return [
      lens(`Run all ${ranges.length} lines ▶`, first.start),
      ...ranges.map(({ start }) => lens('Run line ▶', start, text.positionAt(start).line)),
    ];
  }

  /** Actions on the `RUN:` line of a selection that calls FileCheck; the edits take running it. */
  actions({ text, mlir }: OpenDocument, selection: TextRange): readonly CodeAction[] {
    if (!this.#context.isTrusted() || !text.uri.startsWith('file:')) return [];
    const found = runLinesOf(mlir.text).find(
      ({ start, end }) => start <= selection.end && selection.start <= end,
    );
    if (!found || !mlir.text.slice(found.start, found.end).includes('FileCheck')) return [];
    const data: UpdateData = { uri: text.uri, version: text.version, runLine: found.line - 1 };
    return [{ title: UPDATE_CHECKS, kind: 'refactor.rewrite', data }];
  }

  /** The edits of an action of ours; null for another's. */
  async resolve(action: CodeAction, token: CancellationToken): Promise<CodeAction | null> {
    if (action.title !== UPDATE_CHECKS) return null;
    const { uri, version, runLine } = action.data as UpdateData;
    const document = this.#context.documents.get(uri);
    if (!document || document.text.version !== version) throw failed(`${uri} was edited meanwhile`);
    const { text, mlir } = document;
    const source = mlir.text;
    const tested = await this.#ask(uri, source, token, runLine);
    if (text.version !== version) throw failed(`${uri} was edited meanwhile`);
    const edits = checkUpdates(source, pathOf(uri), tested);
    if (typeof edits === 'string') throw failed(edits);
    return { ...action, edit: workspaceEdit(this.#context.client(), text, edits) };
  }

  /** Carries out the lines of a text, or one of them. */
  async #ask(
    uri: string,
    text: string,
    token: CancellationToken,
    line?: number,
  ): Promise<TestedFile> {
    const { runner, isTrusted, dialects } = this.#context;
    if (!isTrusted()) throw failed('RUN: lines are carried out in trusted workspaces only');
    if (!uri.startsWith('file:')) throw failed(`${uri} is no file, which RUN: lines name`);
    const answer = await cancellable(token, (signal) =>
      runner.ask(
        {
          kind: 'test',
          path: pathOf(uri),
          text,
          dialects: dialects(),
          ...(line !== undefined && { line: line + 1 }),
        },
        signal,
      ),
    );
    switch (answer.kind) {
      case 'tested':
        return answer.file;
      case 'failure':
        throw failed(answer.message);
      case 'devices':
      case 'measured':
      case 'result':
        throw new Error('the runner answered something else than it was asked');
    }
  }

  /** Carries out lines of a document, and shows in it what went wrong. */
  async run({ uri, line }: TestTarget, token: CancellationToken): Promise<TestResult> {
    const { documents, show } = this.#context;
    const document = documents.get(uri);
    if (!document) return resultOf(await this.#ask(uri, textOnDisk(uri), token, line));
    const { text, mlir } = document;
    const { version } = text;
    const source = mlir.text;
    const tested = await this.#ask(uri, source, token, line);
    if (text.version === version) {
      const found = testFindings(source, pathOf(uri), tested);
      this.#found.set(
        uri,
        found.map((finding) => toLspFinding(document, finding)),
      );
      show(uri);
    }
    return resultOf(tested);
  }
}

function resultOf({ code, reason, report }: TestedFile): TestResult {
  const isFailure = !PEACEFUL.has(code);
  return { code, isFailure, report, ...(reason !== undefined && { reason }) };
}

/** The text of a file that is not open. */
function textOnDisk(uri: string): string {
  if (!uri.startsWith('file:')) throw failed(`${uri} is not open`);
  try {
    return readFileSync(fileURLToPath(uri), 'utf8');
  } catch (error) {
    throw failed(`${uri}: ${error instanceof Error ? error.message : error}`);
  }
}

const UPDATE_CHECKS = 'Update CHECK lines from actual output';

/** What an action carries until its edits are asked for. */
interface UpdateData {
  readonly uri: string;
  readonly version: number;
  /** Where the line begins. */
  readonly runLine: number;
}

/** The codes of tests that went as they should, or were not run. */
const PEACEFUL: ReadonlySet<string> = new Set(['PASS', 'XFAIL', 'UNSUPPORTED']);

const pathOf = (uri: string): string => resolve(fileURLToPath(uri));

const SEVERITIES: Readonly<Record<TestFinding['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  remark: DiagnosticSeverity.Information,
};

const toLspFinding = (
  { text }: OpenDocument,
  { severity, tool, message, range }: TestFinding,
): Diagnostic => ({
  severity: SEVERITIES[severity],
  source: tool,
  message,
  range: toRange(text, range),
});

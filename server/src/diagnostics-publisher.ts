/**
 * Diagnostics as a document is written: at once from the parser and the verifier, then, when they are
 * content and the writer rests, from the pipeline in its thread. Of several edits the latest one wins. Of
 * a long document that was just opened, what is seen comes first.
 */
import type { Connection, Diagnostic, Range } from 'vscode-languageserver/node';
import { type CompilerThread, JobCancelled } from './compiler-thread.ts';
import { toLspDiagnostic, unnecessaryDiagnostics } from './lsp-conversion.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import { shownDiagnostics } from './service/announced-diagnostics.ts';
import { type DocumentDiagnostic, documentDiagnostics, isError } from './service/diagnostics.ts';
import type { PipelineOptions } from './service/pipeline.ts';
import { testDiagnostics } from './service/test-diagnostics.ts';
import { VisibleParts } from './visible-parts.ts';

/** Milliseconds of rest after a key before a document is looked at that cannot be in slices. */
const REST = 100;
/** A look that others wait fewer milliseconds for does not wait for a rest. */
const QUICK = 40;
/** Milliseconds of rest before the pipeline is asked, for each so many characters and at least. */
const PIPELINE_REST = { least: 100, perMillion: 300 } as const;

export interface PublisherOptions {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly thread: CompilerThread;
  /** How documents are compiled; null when the pipeline shall not be asked. */
  readonly pipeline: () => Promise<PipelineOptions | null>;
  /** Does the client ask for what is found without the pipeline? Then only the rest is published. */
  readonly isAsked: () => boolean;
  /** Does the client show what is unnecessary otherwise than as a diagnostic? */
  readonly showsTags: () => boolean;
  /** What running a document's tests found in it. */
  readonly tested: (uri: string) => readonly Diagnostic[];
  /** A diagnostic as the client can show it. */
  readonly known: (diagnostic: Diagnostic) => Diagnostic;
}

export class DiagnosticsPublisher {
  readonly #options: PublisherOptions;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #running = new Map<string, AbortController>();
  /** Milliseconds that others waited for the beginning of the latest look at a document. */
  readonly #lookTimes = new Map<string, number>();
  /** Documents of which the pipeline's own findings are shown. */
  readonly #withFindings = new Set<string>();

  readonly #visible: VisibleParts;

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#visible = new VisibleParts(options.documents);
  }

  /** Takes in what is seen of a document; if that is still being read, it is said first what is wrong there. */
  see(uri: string, ranges: readonly Range[]): void {
    this.#visible.see(uri, ranges);
    this.#showVisible(uri);
  }

  /** Looks at a document, at once if that is quick, else when its writer rests. */
  schedule(uri: string): void {
    this.#stop(uri);
    if ((this.#lookTimes.get(uri) ?? 0) < QUICK) void this.#lookSafely(uri);
    else
      this.#timers.set(
        uri,
        setTimeout(() => void this.#lookSafely(uri), REST),
      );
  }

  /** Takes a closed document's diagnostics back. */
  forget(uri: string): void {
    this.#stop(uri);
    this.#withFindings.delete(uri);
    this.#lookTimes.delete(uri);
    this.#visible.forget(uri);
    void this.#options.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const uri of [...this.#timers.keys(), ...this.#running.keys()]) this.#stop(uri);
  }

  #stop(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
  }

  /** A fault of the service costs a document its diagnostics until the next edit, not the server its life. */
  async #lookSafely(uri: string): Promise<void> {
    try {
      await this.#look(uri);
    } catch (error) {
      this.#options.connection.console.error(`The diagnostics of ${uri} broke off: ${error}`);
    }
  }

  async #look(uri: string): Promise<void> {
    this.#timers.delete(uri);
    const { documents } = this.#options;
    const controller = new AbortController();
    this.#running.set(uri, controller);
    if (this.#visible.begin(uri)) {
      // Behind what opened it, there may be word of what is seen.
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (controller.signal.aborted) return;
      this.#showVisible(uri);
    }
    const start = performance.now();
    const document = documents.get(uri);
    if (!document) return;
    const { mlir } = document;
    const done = documents.done(uri);
    this.#lookTimes.set(uri, performance.now() - start);
    if (!(await done) || controller.signal.aborted) return;
    this.#visible.end(uri);
    const found = documentDiagnostics(mlir);
    const isBroken = found.some(isError);
    // What the pipeline found stays until it has looked again: the editor moves it along with the text.
    const keepsFindings = this.#withFindings.has(uri) && !isBroken;
    if (!keepsFindings) await this.#sendNow(uri, document, found);
    if (isBroken || controller.signal.aborted) return;
    const options = await this.#options.pipeline();
    if (controller.signal.aborted) return;
    if (!options) {
      if (keepsFindings) await this.#sendNow(uri, document, found);
      return;
    }
    const { least, perMillion } = PIPELINE_REST;
    const wait = least + (perMillion * mlir.text.length) / 1e6;
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (controller.signal.aborted) return;
    try {
      const all = await this.#options.thread.run(
        { kind: 'diagnose', text: mlir.text, options },
        controller.signal,
      );
      if (controller.signal.aborted) return;
      if (all.length > found.length) this.#withFindings.add(uri);
      else this.#withFindings.delete(uri);
      await this.#send(document, all);
    } catch (error) {
      if (error instanceof JobCancelled) return;
      this.#options.connection.console.error(`The pipeline broke off on ${uri}: ${error}`);
      this.#withFindings.delete(uri);
      await this.#send(document, found);
    }
  }

  /** Shows what is wrong with what is seen of a document that is being read. */
  #showVisible(uri: string): void {
    const { connection, isAsked, known } = this.#options;
    const shown = isAsked() ? null : this.#visible.look(uri);
    if (!shown) return;
    const { text, found } = shown;
    void connection.sendDiagnostics({
      uri,
      version: text.version,
      diagnostics: found.map((diagnostic) => known(toLspDiagnostic(text, diagnostic))),
    });
  }

  /** Shows what is found without the pipeline. */
  async #sendNow(
    uri: string,
    document: OpenDocument,
    found: readonly DocumentDiagnostic[],
  ): Promise<void> {
    this.#withFindings.delete(uri);
    await this.#send(document, found);
  }

  async #send({ text, mlir }: OpenDocument, found: readonly DocumentDiagnostic[]): Promise<void> {
    const { connection, isAsked, showsTags, tested, known } = this.#options;
    const own = isAsked() ? shownDiagnostics(mlir, documentDiagnostics(mlir)) : [];
    const asked = new Set(own.map(keyOf));
    const ofTest = isAsked() ? [] : testDiagnostics(mlir);
    const hints = !isAsked() && showsTags() ? unnecessaryDiagnostics(text, mlir) : [];
    await connection.sendDiagnostics({
      uri: text.uri,
      version: text.version,
      diagnostics: [
        ...[...shownDiagnostics(mlir, found), ...ofTest]
          .filter((diagnostic) => !asked.has(keyOf(diagnostic)))
          .map((diagnostic) => known(toLspDiagnostic(text, diagnostic))),
        ...hints,
        ...tested(text.uri),
      ],
    });
  }
}

/** What tells diagnostics of a text apart. */
const keyOf = ({ message, range }: DocumentDiagnostic): string => `${range?.start} ${message}`;

/**
 * Answers to requests about open documents. A document that is not open has null for an answer, and a
 * request that the client has taken back, an error.
 */
import {
  type CancellationToken,
  LSPErrorCodes,
  type Position,
  ResponseError,
} from 'vscode-languageserver/node';
import { JobCancelled } from './compiler-thread.ts';
import type { OpenDocument, OpenDocuments } from './open-documents.ts';
import { RunCancelled } from './runner.ts';

interface InDocument {
  readonly textDocument: { readonly uri: string };
}

/** Throws what tells the client that its request was cancelled, if it was. */
export function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

/** Lets other messages in, the cancellation of this request among them. */
export async function letOthersIn(token: CancellationToken): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  refuseCancelled(token);
}

/** Refuses a request for a reason that the client shows. */
export const failed = (reason: string): ResponseError =>
  new ResponseError(LSPErrorCodes.RequestFailed, reason);

/** Does something that the client may cancel. */
export async function cancellable<T>(
  token: CancellationToken,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  if (token.isCancellationRequested) controller.abort();
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!(error instanceof JobCancelled || error instanceof RunCancelled)) throw error;
    throw new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
  } finally {
    subscription.dispose();
  }
}

/** An answer about a document. */
export function aboutDocument<T>(
  documents: OpenDocuments,
  { textDocument }: InDocument,
  token: CancellationToken,
  answer: (document: OpenDocument) => T,
): T | null {
  refuseCancelled(token);
  const document = documents.get(textDocument.uri);
  return document ? answer(document) : null;
}

/** An answer about a place in a document. */
export const aboutPlace = <T>(
  documents: OpenDocuments,
  params: InDocument & { readonly position: Position },
  token: CancellationToken,
  answer: (document: OpenDocument, offset: number) => T,
): T | null =>
  aboutDocument(documents, params, token, (document) =>
    answer(document, document.text.offsetAt(params.position)),
  );

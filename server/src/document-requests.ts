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
import { answerNow } from './service/patience.ts';

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

/** An answer about a document, when so much of it is parsed as it takes. */
export async function aboutDocument<T>(
  documents: OpenDocuments,
  { textDocument: { uri } }: InDocument,
  token: CancellationToken,
  answer: (document: OpenDocument) => T,
): Promise<T | null> {
  refuseCancelled(token);
  const document = documents.get(uri);
  if (!document) return null;
  const now = answerNow(() => answer(document));
  if (now) return now.answer;
  await whenDone(documents, uri, token);
  return answer(document);
}

/** Waits until all of a document is parsed and verified, unless the client has it otherwise meanwhile. */
export async function whenDone(
  documents: OpenDocuments,
  uri: string,
  token: CancellationToken,
): Promise<void> {
  const cancelled = cancellation(token);
  const isDone = await Promise.race([documents.done(uri), cancelled.promise]);
  cancelled.dispose();
  refuseCancelled(token);
  if (!isDone)
    throw new ResponseError(LSPErrorCodes.ContentModified, `${uri} was edited meanwhile`);
}

function cancellation(token: CancellationToken) {
  let dispose = (): void => {};
  const promise = new Promise<false>((resolve) => {
    const subscription = token.onCancellationRequested(() => resolve(false));
    dispose = () => subscription.dispose();
  });
  return { promise, dispose };
}

/** An answer about a place in a document. */
export const aboutPlace = <T>(
  documents: OpenDocuments,
  params: InDocument & { readonly position: Position },
  token: CancellationToken,
  answer: (document: OpenDocument, offset: number) => T,
): Promise<T | null> =>
  aboutDocument(documents, params, token, (document) =>
    answer(document, document.text.offsetAt(params.position)),
  );

/**
 * Who asks about a document that is still being parsed may do so without patience: if an answer takes
 * what is not parsed yet, and parsing it would take long, there is none, and the question is asked again
 * when all is parsed. Meanwhile others are answered.
 */

/** An answer takes statements that are not parsed yet. It leaves the service only as `null`. */
export class NotParsedYet extends Error {}

/** Characters that are parsed at once, whoever asks. */
const QUICK = 1 << 16;

let isPatient = true;

/** The answer to a question, or null if it takes long to find. */
export function answerNow<T>(ask: () => T): { readonly answer: T } | null {
  const before = isPatient;
  isPatient = false;
  try {
    return { answer: ask() };
  } catch (error) {
    if (error instanceof NotParsedYet) return null;
    throw error;
  } finally {
    isPatient = before;
  }
}

/** Refuses to parse so many characters for somebody without patience. */
export function refuseToWait(length: number): void {
  if (!isPatient && length > QUICK) throw new NotParsedYet();
}

/**
 * Semantic tokens as LSP has them, and what is different from those that a client has: a key in a long file
 * changes a few numbers of many.
 */
import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from 'vscode-languageserver/node';
import type { TextPositions } from './document-text.ts';
import { type SemanticToken, TOKEN_MODIFIERS, TOKEN_TYPES } from './service/semantic-tokens.ts';

/** Numbers that a token is written in. */
const WIDTH = 5;
/** Of a document with more numbers than these (8 MiB), none are kept: it is told as a whole each time. */
const MOST_KEPT = 1 << 21;

/** Tokens in order, each relative to the one before. */
export function encodeTokens(text: TextPositions, tokens: readonly SemanticToken[]): Uint32Array {
  const data = new Uint32Array(tokens.length * WIDTH);
  let lastLine = 0;
  let lastCharacter = 0;
  tokens.forEach(({ start, end, type, modifiers }, i) => {
    const { line, character } = text.positionAt(start);
    const bits = modifiers.reduce((set, each) => set | (1 << TOKEN_MODIFIERS.indexOf(each)), 0);
    const isSameLine = line === lastLine;
    data.set(
      [
        line - lastLine,
        isSameLine ? character - lastCharacter : character,
        end - start,
        TOKEN_TYPES.indexOf(type),
        bits,
      ],
      i * WIDTH,
    );
    lastLine = line;
    lastCharacter = character;
  });
  return data;
}

/** The least run of whole tokens that makes one list of the other; none where they are equal. */
export function tokenEdits(before: Uint32Array, after: Uint32Array): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  if (start === before.length && start === after.length) return [];
  start -= start % WIDTH;
  let same = 0;
  while (
    same < shorter - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  )
    same++;
  same -= same % WIDTH;
  const data = Array.from(after.subarray(start, after.length - same));
  return [{ start, deleteCount: before.length - same - start, ...(data.length > 0 && { data }) }];
}

/** The tokens that clients were told last, one list a document. */
export class TokenDeltas {
  readonly #told = new Map<string, { readonly resultId: string; readonly data: Uint32Array }>();
  #count = 0;

  full(uri: string, data: Uint32Array): SemanticTokens {
    const resultId = this.#keep(uri, data);
    return { data: Array.from(data), ...(resultId !== null && { resultId }) };
  }

  /** What is different from the list of a name; all, if that is no longer known. */
  delta(
    uri: string,
    previousResultId: string,
    data: Uint32Array,
  ): SemanticTokens | SemanticTokensDelta {
    const told = this.#told.get(uri);
    if (told?.resultId !== previousResultId) return this.full(uri, data);
    const edits = tokenEdits(told.data, data);
    const resultId = this.#keep(uri, data);
    return { edits, ...(resultId !== null && { resultId }) };
  }

  forget(uri: string): void {
    this.#told.delete(uri);
  }

  #keep(uri: string, data: Uint32Array): string | null {
    if (data.length > MOST_KEPT) {
      this.#told.delete(uri);
      return null;
    }
    const resultId = String(++this.#count);
    this.#told.set(uri, { resultId, data });
    return resultId;
  }
}

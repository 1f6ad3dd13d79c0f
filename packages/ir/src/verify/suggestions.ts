/** Names that were probably meant where the verifier finds one that is not known. */

import type { SymbolRefAttr } from '../attributes.ts';
import { type Note, suggestionNote } from '../diagnostics.ts';
import { noteOnUnknownOperation } from '../meant-operation.ts';
import { meantName } from '../nearest-name.ts';
import type { Operation } from '../operation.ts';
import { SymbolIndex } from '../transforms/call-graph.ts';
import { forEachSymbolRef } from '../transforms/symbol-dce.ts';

/** Errors for which the name that was meant is looked for. */
const MAX_SUGGESTIONS = 100;

/** A symbol that is written without quotes. */
const PLAIN_SYMBOL = /^[A-Za-z_][\w$.]*$/;

export class VerifierSuggestions {
  readonly #symbols = new SymbolIndex();
  #asked = 0;

  /** Notes to an error about an operation: what its text names and is not there, and what is like it. */
  notesFor(op: Operation, message: string): readonly Note[] {
    if (this.#asked >= MAX_SUGGESTIONS) return [];
    this.#asked++;
    const { definition } = op.operationName;
    if (!definition) {
      const note = noteOnUnknownOperation(op.context, op.operationName, op.name);
      return note ? [note] : [];
    }
    return [...this.#misspelledAttribute(op, message), ...this.#unknownSymbol(op, message)];
  }

  /** An attribute that is missing may be there by another name. */
  #misspelledAttribute(op: Operation, message: string): readonly Note[] {
    const defined = op.operationName.definition?.attributes ?? [];
    const missing = defined
      .map(({ name }) => name)
      .filter((name) => !op.attr(name) && message.includes(`'${name}'`));
    if (missing.length === 0) return [];
    for (const [written] of op.attributes.entries) {
      if (defined.some(({ name }) => name === written)) continue;
      const meant = meantName(written, missing);
      if (meant !== undefined) return [suggestionNote(written, meant)];
    }
    return [];
  }

  /** A symbol that the error is about and that is not there. */
  #unknownSymbol(op: Operation, message: string): readonly Note[] {
    let note: Note | null = null;
    forEachSymbolRef(op.attributes, (ref) => {
      if (note || ![ref.root, ...ref.nested].some((name) => message.includes(name))) return;
      note = this.#meantSymbol(op, ref);
    });
    return note ? [note] : [];
  }

  #meantSymbol(op: Operation, { root, nested }: SymbolRefAttr): Note | null {
    let known = this.#symbols.namesAround(op);
    for (const [depth, name] of [root, ...nested].entries()) {
      const found = this.#symbols.resolve(op, root, nested.slice(0, depth));
      if (found) {
        known = this.#symbols.namesIn(found);
        continue;
      }
      const plain = [...known].filter((candidate) => PLAIN_SYMBOL.test(candidate));
      const meant = PLAIN_SYMBOL.test(name) ? meantName(name, plain) : undefined;
      return meant === undefined ? null : suggestionNote(`@${name}`, `@${meant}`);
    }
    return null;
  }
}

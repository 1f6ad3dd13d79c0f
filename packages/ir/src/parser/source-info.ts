/**
 * Where things stand in the text: operations, values, blocks, symbols and aliases with the offsets of
 * their definitions and uses. A language server answers hover, definition, references, symbols and
 * semantic tokens from it; the IR itself knows only locations.
 */

import type { Block, Operation, Value } from '../operation.ts';
import type { ValueListener } from './ssa-scopes.ts';
import type { TokenStream } from './token-stream.ts';

/** Offsets [start, end) into the text. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

export interface OperationRange extends SourceRange {
  readonly op: Operation;
  /** The operation's name as written, in quotes or not. */
  readonly name: SourceRange;
  /** `%name` of each result group, and the first result it stands for. */
  readonly results: readonly (SourceRange & { readonly firstResult: number })[];
}

/** Definition and uses of a value, a block, a symbol or an alias. */
export interface Occurrences {
  definition: SourceRange | null;
  readonly uses: SourceRange[];
}

/** A use of a symbol: `nested` holds the names before it in `@a::@b`. */
export interface SymbolUse extends SourceRange {
  readonly name: string;
  readonly parents: readonly string[] | null;
}

export class SourceInfo implements ValueListener {
  readonly #s: TokenStream;
  /** In order of their ends: nested operations before the ones around them. */
  readonly operations: OperationRange[] = [];
  readonly values = new Map<Value, Occurrences>();
  readonly blocks = new Map<Block, Occurrences>();
  readonly attributeAliases = new Map<string, Occurrences>();
  readonly typeAliases = new Map<string, Occurrences>();
  readonly symbolUses: SymbolUse[] = [];
  readonly #byOperation = new Map<Operation, OperationRange>();

  constructor(stream: TokenStream) {
    this.#s = stream;
  }

  rangeOf(op: Operation): OperationRange | undefined {
    return this.#byOperation.get(op);
  }

  /** The innermost operation whose text holds the offset, or null. */
  operationAt(offset: number): OperationRange | null {
    for (const range of this.operations)
      if (range.start <= offset && offset <= range.end) return range;
    return null;
  }

  addOperation(range: OperationRange): void {
    this.operations.push(range);
    this.#byOperation.set(range.op, range);
  }

  // ----- Values and blocks -----

  valueDefined(value: Value, at: number): void {
    occurrences(this.values, value).definition = this.#tokenAt(at);
  }
  valueUsed(value: Value, at: number): void {
    occurrences(this.values, value).uses.push(this.#tokenAt(at));
  }
  valueRefined(placeholder: Value, value: Value): void {
    const earlier = this.values.get(placeholder);
    if (!earlier) return;
    this.values.delete(placeholder);
    occurrences(this.values, value).uses.push(...earlier.uses);
  }
  blockDefined(block: Block, at: number): void {
    occurrences(this.blocks, block).definition = this.#tokenAt(at);
  }
  blockUsed(block: Block, at: number): void {
    occurrences(this.blocks, block).uses.push(this.#tokenAt(at));
  }

  // ----- Symbols and aliases -----

  useSymbol(token: number, name: string, parents: readonly string[] | null): void {
    this.symbolUses.push({
      start: this.#s.starts[token]!,
      end: this.#s.ends[token]!,
      name,
      parents,
    });
  }
  defineAlias(kind: 'attribute' | 'type', name: string, token: number): void {
    occurrences(this.#aliases(kind), name).definition = {
      start: this.#s.starts[token]!,
      end: this.#s.ends[token]!,
    };
  }
  useAlias(kind: 'attribute' | 'type', name: string, token: number): void {
    occurrences(this.#aliases(kind), name).uses.push({
      start: this.#s.starts[token]!,
      end: this.#s.ends[token]!,
    });
  }
  #aliases(kind: 'attribute' | 'type'): Map<string, Occurrences> {
    return kind === 'attribute' ? this.attributeAliases : this.typeAliases;
  }

  /** The identifier that begins at the offset. */
  #tokenAt(start: number): SourceRange {
    const { text } = this.#s;
    let end = start + 1;
    while (end < text.length && /[\w$.-]/.test(text[end]!)) end++;
    return { start, end };
  }
}

function occurrences<K>(map: Map<K, Occurrences>, key: K): Occurrences {
  let found = map.get(key);
  if (!found) {
    found = { definition: null, uses: [] };
    map.set(key, found);
  }
  return found;
}

/**
 * Where things stand in the text: operations, values, blocks, symbols and aliases with the offsets of
 * their definitions and uses. A language server answers hover, definition, references, symbols and
 * semantic tokens from it; the IR itself knows only locations.
 */

import type { Block, Operation, Value } from '../operation.ts';
import type { ValueListener } from './ssa-scopes.ts';

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

/** In place of a place: the value is a stand-in of the one behind it in the list. */
const REFINED = -(2 ** 30);
const IDENTIFIER_REST = /[\w$.-]*/y;

/**
 * What stands where is noted in lists of numbers while a text is parsed, and put in order when somebody
 * asks: of most of a file nobody does.
 */
export class SourceInfo implements ValueListener {
  readonly #text: string;
  readonly #ops: Operation[] = [];
  /**
   * Of each operation its start and end, those of its name, and how many groups of results it has; of each
   * group its place and the number of its results.
   */
  readonly #opNumbers: number[] = [];
  readonly #valuesSeen: Value[] = [];
  /** Where each of them is used, or `~` of where it is defined. */
  readonly #valuePlaces: number[] = [];
  readonly #blocksSeen: Block[] = [];
  readonly #blockPlaces: number[] = [];
  readonly attributeAliases = new Map<string, Occurrences>();
  readonly typeAliases = new Map<string, Occurrences>();
  readonly symbolUses: SymbolUse[] = [];
  #operations: readonly OperationRange[] | null = null;
  #byOperation: ReadonlyMap<Operation, OperationRange> | null = null;
  #values: ReadonlyMap<Value, Occurrences> | null = null;
  #blocks: ReadonlyMap<Block, Occurrences> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  // ----- What there is -----

  /** In order of their ends: nested operations before the ones around them. */
  get operations(): readonly OperationRange[] {
    if (this.#operations) return this.#operations;
    let at = 0;
    const next = (): number => this.#opNumbers[at++] as number;
    this.#operations = this.#ops.map((op): OperationRange => {
      const [start, end] = [next(), next()];
      const name = { start: next(), end: next() };
      let firstResult = 0;
      const results = Array.from({ length: next() }, () => {
        const range = { ...this.#identifierAt(next()), firstResult };
        firstResult += next();
        return range;
      });
      return { op, start, end, name, results };
    });
    return this.#operations;
  }

  rangeOf(op: Operation): OperationRange | undefined {
    this.#byOperation ??= new Map(this.operations.map((range) => [range.op, range]));
    return this.#byOperation.get(op);
  }

  /** The innermost operation whose text holds the offset, or null. */
  operationAt(offset: number): OperationRange | null {
    for (const range of this.operations)
      if (range.start <= offset && offset <= range.end) return range;
    return null;
  }

  get values(): ReadonlyMap<Value, Occurrences> {
    this.#values ??= this.#occurrencesOf(this.#valuesSeen, this.#valuePlaces);
    return this.#values;
  }
  get blocks(): ReadonlyMap<Block, Occurrences> {
    this.#blocks ??= this.#occurrencesOf(this.#blocksSeen, this.#blockPlaces);
    return this.#blocks;
  }

  #occurrencesOf<T>(seen: readonly T[], places: readonly number[]): Map<T, Occurrences> {
    const found = new Map<T, Occurrences>();
    for (let i = 0; i < seen.length; i++) {
      const one = seen[i] as T;
      const place = places[i] as number;
      if (place === REFINED) {
        const earlier = found.get(one);
        found.delete(one);
        i++;
        if (earlier) occurrences(found, seen[i] as T).uses.push(...earlier.uses);
      } else if (place < 0) occurrences(found, one).definition = this.#identifierAt(~place);
      else occurrences(found, one).uses.push(this.#identifierAt(place));
    }
    return found;
  }

  /** The identifier that begins at the offset with its sigil. */
  #identifierAt(start: number): SourceRange {
    IDENTIFIER_REST.lastIndex = start + 1;
    IDENTIFIER_REST.test(this.#text);
    return { start, end: IDENTIFIER_REST.lastIndex };
  }

  // ----- What the parser tells -----

  /** An operation, its text, and that of its name; the groups of its results follow. */
  addOperation(
    op: Operation,
    start: number,
    end: number,
    nameStart: number,
    nameEnd: number,
    numGroups: number,
  ): void {
    this.#ops.push(op);
    this.#opNumbers.push(start, end, nameStart, nameEnd, numGroups);
    this.#operations = this.#byOperation = null;
  }
  /** A group of the results of the operation that was added last: where its name stands, how many it has. */
  addResults(at: number, count: number): void {
    this.#opNumbers.push(at, count);
  }

  valueDefined(value: Value, at: number): void {
    this.#noteValue(value, ~at);
  }
  valueUsed(value: Value, at: number): void {
    this.#noteValue(value, at);
  }
  valueRefined(placeholder: Value, value: Value): void {
    this.#noteValue(placeholder, REFINED);
    this.#noteValue(value, REFINED);
  }
  #noteValue(value: Value, place: number): void {
    this.#valuesSeen.push(value);
    this.#valuePlaces.push(place);
    this.#values = null;
  }
  blockDefined(block: Block, at: number): void {
    this.#noteBlock(block, ~at);
  }
  blockUsed(block: Block, at: number): void {
    this.#noteBlock(block, at);
  }
  #noteBlock(block: Block, place: number): void {
    this.#blocksSeen.push(block);
    this.#blockPlaces.push(place);
    this.#blocks = null;
  }

  useSymbol(range: SourceRange, name: string, parents: readonly string[] | null): void {
    this.symbolUses.push({ ...range, name, parents });
  }
  defineAlias(kind: 'attribute' | 'type', name: string, range: SourceRange): void {
    occurrences(this.#aliases(kind), name).definition = range;
  }
  useAlias(kind: 'attribute' | 'type', name: string, range: SourceRange): void {
    occurrences(this.#aliases(kind), name).uses.push(range);
  }
  #aliases(kind: 'attribute' | 'type'): Map<string, Occurrences> {
    return kind === 'attribute' ? this.attributeAliases : this.typeAliases;
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

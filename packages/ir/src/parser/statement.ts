/** What the parser keeps of a statement and of a region while they are parsed. */

import type { DictionaryAttr } from '../attributes.ts';
import type { OperationName } from '../context.ts';
import { Block, type Operation, type Region, type Value } from '../operation.ts';
import type { Type } from '../types.ts';

/** A statement while it is parsed; used again for others at the same depth when it is over. */
export class Statement {
  /** Number of its first token. */
  token = 0;
  /** The `%name:count` on its left: of each the name's number, the offset and the count. */
  readonly #groups: number[] = [];
  /** Token of the operation's name. */
  nameToken = -1;
  op: Operation | null = null;
  generic: GenericParts | null = null;
  /** Of an operation in its own syntax. */
  name: OperationName | null = null;
  hasError = false;
  /** An attribute that was given twice. */
  duplicate: string | null = null;

  begin(token: number): void {
    this.token = token;
    empty(this.#groups);
    this.nameToken = -1;
    this.op = null;
    this.generic = null;
    this.name = null;
    this.hasError = false;
    this.duplicate = null;
  }

  #parts: GenericParts | null = null;
  /** The statement's operation is a generic one of the name. */
  beginGeneric(name: OperationName): void {
    if (this.#parts) this.#parts.begin(name);
    else this.#parts = new GenericParts(name);
    this.generic = this.#parts;
  }

  addGroup(id: number, at: number): void {
    this.#groups.push(id, at, 1);
  }
  setLastCount(count: number): void {
    this.#groups[this.#groups.length - 1] = count;
  }
  get numGroups(): number {
    return this.#groups.length / 3;
  }
  groupId(index: number): number {
    return this.#groups[3 * index]!;
  }
  groupAt(index: number): number {
    return this.#groups[3 * index + 1]!;
  }
  groupCount(index: number): number {
    return this.#groups[3 * index + 2]!;
  }
  get numResults(): number {
    let count = 0;
    for (let i = 2; i < this.#groups.length; i += 3) count += this.#groups[i]!;
    return count;
  }
}

/** Empties a list and keeps its storage. */
export function empty(list: unknown[]): void {
  for (let i = list.length; i > 0; i--) list.pop();
}

const NO_TYPES: readonly Type[] = [];

/** What a generic operation is made of; used again for the statement's next. */
export class GenericParts {
  name: OperationName;
  /** Tokens of the operands. */
  readonly operands: number[] = [];
  readonly successors: Block[] = [];
  readonly regions: Region[] = [];
  attributes: DictionaryAttr | null = null;
  /** What stands in `<{}>`. */
  properties: DictionaryAttr | null = null;
  readonly values: Value[] = [];
  resultTypes: readonly Type[] = NO_TYPES;
  constructor(name: OperationName) {
    this.name = name;
  }
  begin(name: OperationName): void {
    this.name = name;
    empty(this.operands);
    empty(this.successors);
    empty(this.regions);
    this.attributes = null;
    this.properties = null;
    empty(this.values);
    this.resultTypes = NO_TYPES;
  }
}

export const NO_STATEMENT = new Statement();

/** Where a statement began, for the case that it breaks. */
export class StatementMark {
  token = 0;
  outer: Statement = NO_STATEMENT;
  region: RegionState | null = null;
  numRegions = 0;
  numLoose = 0;
  numDialects = 0;
  depth = 0;
  scopeDepth = 0;
  custom: Statement | null = null;
}

/** Blocks of a region while it is parsed. */
export interface RegionState {
  readonly region: Region;
  block: Block;
  /** The first block may still be labelled. */
  isUnnamed: boolean;
  argument: { id: number; at: number } | null;
  nextArgument: number;
  /** A statement of the region failed and is not in it. */
  hasLostStatement: boolean;
  readonly numEntryArguments: number;
}

export function makeRegionState(region: Region, numEntryArguments: number): RegionState {
  return {
    region,
    block: new Block(),
    isUnnamed: true,
    argument: null,
    nextArgument: 0,
    hasLostStatement: false,
    numEntryArguments,
  };
}

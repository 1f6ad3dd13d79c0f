/** Blocks, which hold operations as a linked list, and regions, which hold blocks. */

import type { Location, SourceText } from './attributes.ts';
import type { IRMapping, Operation } from './operation.ts';
import type { Type } from './types.ts';
import { enterUsesAroundOperation } from './use-lists.ts';
import { BlockArgument } from './values.ts';

/** A block named as successor; a node of the block's list of predecessors. */
export class BlockOperand {
  readonly owner: Operation;
  readonly index: number;
  #block: Block;
  constructor(owner: Operation, index: number, block: Block) {
    this.owner = owner;
    this.index = index;
    this.#block = block;
    block._addUse(this);
  }
  get block(): Block {
    return this.#block;
  }
  set(block: Block): void {
    this.#block._removeUse(this);
    this.#block = block;
    block._addUse(this);
    this.owner._modified();
  }
  /** @internal */
  _drop(): void {
    this.#block._removeUse(this);
  }
}

/** Of a block that is nobody's successor. */
const NO_USES: ReadonlySet<BlockOperand> = new Set();

export class Block {
  /** @internal */ _region: Region | null = null;
  /** Most blocks are nobody's successors. */
  #uses: Set<BlockOperand> | null = null;
  readonly #arguments: BlockArgument[] = [];
  #first: Operation | null = null;
  #last: Operation | null = null;
  #orderValid = true;
  /** The first operation of each symbol, from when one is asked for. */
  #symbols: Map<string, Operation> | null = null;
  /** No two operations in `#symbols` or left out of it have one name. */
  #symbolsDiffer = true;

  get region(): Region | null {
    return this._region;
  }
  get parentOp(): Operation | null {
    return this._region?.parentOp ?? null;
  }
  get arguments(): readonly BlockArgument[] {
    return this.#arguments;
  }
  argument(index: number): BlockArgument {
    const argument = this.#arguments[index];
    if (!argument) throw new RangeError(`block has no argument ${index}`);
    return argument;
  }
  addArgument(type: Type, location: Location): BlockArgument {
    return this.insertArgument(this.#arguments.length, type, location);
  }
  /** @internal As `addArgument`, by the parser; see use-lists.ts. */
  _addParsedArgument(type: Type, location: Location): BlockArgument {
    const argument = new BlockArgument(this, this.#arguments.length, type, location, true);
    this.#arguments.push(argument);
    return argument;
  }
  insertArgument(index: number, type: Type, location: Location): BlockArgument {
    const argument = new BlockArgument(this, index, type, location, false);
    this.#arguments.splice(index, 0, argument);
    this.#renumberArguments();
    return argument;
  }
  eraseArgument(index: number): void {
    if (this.argument(index).hasUses) throw new Error('a used block argument was erased');
    this.#arguments.splice(index, 1);
    this.#renumberArguments();
  }
  #renumberArguments(): void {
    this.#arguments.forEach((argument, i) => {
      argument.index = i;
    });
    this.parentOp?._modified();
  }

  get first(): Operation | null {
    return this.#first;
  }
  get last(): Operation | null {
    return this.#last;
  }
  get isEmpty(): boolean {
    return this.#first === null;
  }
  /** A snapshot of the operations, safe against changes while iterating. */
  get ops(): Operation[] {
    const ops: Operation[] = [];
    for (let op = this.#first; op; op = op._next) ops.push(op);
    return ops;
  }
  /** @internal */
  get _uses(): ReadonlySet<BlockOperand> {
    return this.#uses ?? NO_USES;
  }
  /** @internal */
  _addUse(use: BlockOperand): void {
    this.#uses ??= new Set();
    this.#uses.add(use);
  }
  /** @internal */
  _removeUse(use: BlockOperand): void {
    this.#uses?.delete(use);
  }
  /** The last operation if it is a terminator (or unregistered), else null. */
  get terminator(): Operation | null {
    const last = this.#last;
    return last && (!last.definition || last.operationName.isTerminator) ? last : null;
  }
  /** The first operation in this block with the symbol's name, or null. */
  findSymbol(name: string): Operation | null {
    if (!this.#symbols) {
      this.#symbols = new Map();
      this.#symbolsDiffer = true;
      for (let op = this.#first; op; op = op._next) {
        const symbol = op.symbolName;
        if (symbol === undefined) continue;
        if (this.#symbols.has(symbol)) this.#symbolsDiffer = false;
        else this.#symbols.set(symbol, op);
      }
    }
    return this.#symbols.get(name) ?? null;
  }
  /** @internal An operation in this block has another name. */
  _symbolsChanged(): void {
    this.#symbols = null;
  }
  #addSymbol(name: string | undefined, op: Operation): void {
    if (!this.#symbols || name === undefined) return;
    if (this.#symbols.has(name)) this.#symbols = null;
    else this.#symbols.set(name, op);
  }
  #removeSymbol(name: string | undefined): void {
    if (!this.#symbols || name === undefined) return;
    if (this.#symbolsDiffer) this.#symbols.delete(name);
    else this.#symbols = null;
  }
  /** Distinct blocks that branch here. */
  get predecessors(): Block[] {
    const blocks = new Set<Block>();
    for (const use of this._uses) if (use.owner.block) blocks.add(use.owner.block);
    return [...blocks];
  }
  get successors(): Block[] {
    return this.#last?.successors ?? [];
  }
  get isEntry(): boolean {
    return this._region?.blocks[0] === this;
  }

  append(op: Operation): Operation {
    return this.insertBefore(op, null);
  }
  /** Puts a detached operation before `before` (null: at the end). */
  insertBefore(op: Operation, before: Operation | null): Operation {
    if (op._block) throw new Error(`'${op.name}' is in a block already`);
    op._block = this;
    if (this.#symbols) this.#addSymbol(op.symbolName, op);
    const previous = before ? before._previous : this.#last;
    op._previous = previous;
    op._next = before;
    if (previous) previous._next = op;
    else this.#first = op;
    if (before) {
      before._previous = op;
      this.#orderValid = false;
    } else {
      this.#last = op;
      op._order = previous ? previous._order + 1 : 0;
    }
    for (const listener of op.context.listeners) listener.operationInserted?.(op);
    op._modified();
    return op;
  }
  /** @internal */
  _unlink(op: Operation): void {
    if (op._previous) op._previous._next = op._next;
    else this.#first = op._next;
    if (op._next) op._next._previous = op._previous;
    else this.#last = op._previous;
    op._block = op._previous = op._next = null;
    if (this.#symbols) this.#removeSymbol(op.symbolName);
  }
  /** @internal */
  _renumber(): void {
    if (this.#orderValid) return;
    let order = 0;
    for (let op = this.#first; op; op = op._next) op._order = order++;
    this.#orderValid = true;
  }
  /** Moves the operations from `from` to the end into a new block placed after this one. */
  splitBefore(from: Operation | null): Block {
    const rest = new Block();
    this._region?.insertAfter(rest, this);
    for (let op = from; op; ) {
      const next: Operation | null = op._next;
      op.remove();
      rest.append(op);
      op = next;
    }
    return rest;
  }
  /** Moves all operations of `other` before `before` (null: to the end). */
  takeOperations(other: Block, before: Operation | null = null): void {
    if (!before && this.isEmpty && other.#first?.context.listeners.length === 0) {
      this.#takeAll(other);
      return;
    }
    for (const op of other.ops) {
      op.remove();
      this.insertBefore(op, before);
    }
  }
  #takeAll(other: Block): void {
    for (let op = other.#first; op; op = op._next) {
      op._keepLocation();
      op._block = this;
    }
    this.#first = other.#first;
    this.#last = other.#last;
    this.#orderValid = other.#orderValid;
    other.#first = other.#last = null;
    this.#symbols = other.#symbols = null;
    this.parentOp?._modified();
    other.parentOp?._modified();
  }
  /** Erases the block; nothing outside may use it or its values. */
  erase(): void {
    const context = this.parentOp?.context;
    for (const listener of context?.listeners ?? []) listener.blockErased?.(this);
    for (const op of this.ops) op.dropAllReferences();
    for (const op of this.ops.reverse()) op.erase();
    this._region?._unlink(this);
  }
}

export class Region {
  /** @internal */ _parent: Operation | null = null;
  /** Text of the operations that were parsed into this region. @internal */
  readonly _source: SourceText | null;
  readonly #blocks: Block[] = [];

  constructor(source: SourceText | null = null) {
    this._source = source;
  }

  get parentOp(): Operation | null {
    return this._parent;
  }
  get blocks(): readonly Block[] {
    return this.#blocks;
  }
  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }
  /** The first block, or null. */
  get entry(): Block | null {
    return this.#blocks[0] ?? null;
  }
  /** The first block; throws if there is none (verified IR has it). */
  get front(): Block {
    const block = this.#blocks[0];
    if (!block) throw new Error('the region is empty');
    return block;
  }
  get hasOneBlock(): boolean {
    return this.#blocks.length === 1;
  }
  append(block: Block = new Block()): Block {
    return this.#insert(block, this.#blocks.length);
  }
  insertAfter(block: Block, after: Block): Block {
    return this.#insert(block, this.#blocks.indexOf(after) + 1);
  }
  insertBeforeBlock(block: Block, before: Block): Block {
    return this.#insert(block, this.#blocks.indexOf(before));
  }
  #insert(block: Block, index: number): Block {
    if (block._region) throw new Error('the block is in a region already');
    block._region = this;
    this.#blocks.splice(index, 0, block);
    for (const listener of this._parent?.context.listeners ?? []) listener.blockInserted?.(block);
    this._parent?._modified();
    return block;
  }
  /** @internal The region, or a block of it, is about to go somewhere else. */
  _enterUses(): void {
    for (const block of this.#blocks)
      for (let op = block.first; op; op = op.next) {
        if (op._hasUsesEntered || op.context._source) continue;
        enterUsesAroundOperation(op);
        return;
      }
  }
  /** @internal */
  _unlink(block: Block): void {
    if (this._source) for (let op = block.first; op; op = op.next) op._keepLocation();
    const index = this.#blocks.indexOf(block);
    if (index >= 0) this.#blocks.splice(index, 1);
    block._region = null;
    this._parent?._modified();
  }
  /** Moves all blocks of `other` to the end of this region (or after `after`). */
  takeBlocks(other: Region, after: Block | null = null): void {
    other._enterUses();
    let place = after;
    for (const block of [...other.blocks]) {
      other._unlink(block);
      if (place) this.insertAfter(block, place);
      else this.append(block);
      if (place) place = block;
    }
  }
  /** Copies the blocks to the end of `target`, entering values and blocks into `mapping`. */
  cloneInto(target: Region, mapping: IRMapping): void {
    for (const block of this.#blocks) {
      const copy = target.append();
      mapping.mapBlock(block, copy);
      for (const argument of block.arguments)
        mapping.map(argument, copy.addArgument(argument.type, argument.location));
    }
    const copies: [Operation, Operation][] = [];
    for (const block of this.#blocks)
      for (const op of block.ops) {
        const copy = op.clone(mapping, false);
        mapping.lookupBlock(block).append(copy);
        copies.push([op, copy]);
      }
    for (const [op, copy] of copies)
      op.regions.forEach((region, i) => {
        region.cloneInto(copy.region(i), mapping);
      });
    // A use may precede its definition in block order: map once more when all results are known.
    for (const [, copy] of copies)
      for (const operand of copy.opOperands) {
        const mapped = mapping.lookup(operand.value);
        if (mapped !== operand.value) operand.set(mapped);
      }
  }
  isProperAncestorOf(other: Region): boolean {
    for (let op = other.parentOp; op; op = op.parentOp) if (op.parentRegion === this) return true;
    return false;
  }
}

/**
 * Operations, blocks, regions and values: the one object graph that everything works on.
 *
 * There is one `Operation` class for all operations. Use lists are threaded through the operand
 * slots, blocks hold their operations as a linked list. Every change goes through the methods here,
 * which tell the context's listeners and raise the modification stamp of the nearest operation that
 * is isolated from above; pass recording and incremental work rest on that.
 */

import {
  type Attribute,
  DictionaryAttr,
  type Location,
  type NamedAttribute,
} from './attributes.ts';
import type { Context, OperationName } from './context.ts';
import type { InterfaceKey } from './dialect.ts';
import type { Type } from './types.ts';

/** Told of every change, after it happened (erasures: just before). */
export interface IRListener {
  operationInserted?(op: Operation): void;
  operationRemoved?(op: Operation): void;
  operationErased?(op: Operation): void;
  operationModified?(op: Operation): void;
  /** All uses of `op`'s results are about to become `replacement`. */
  operationReplaced?(op: Operation, replacement: readonly Value[]): void;
  blockInserted?(block: Block): void;
  blockErased?(block: Block): void;
}

/** A slot of an operation that uses a value; a node of that value's use list. */
export class OpOperand {
  readonly owner: Operation;
  index: number;
  /** @internal */ _value: Value;
  /** @internal */ _next: OpOperand | null = null;
  /** @internal */ _previous: OpOperand | null = null;
  constructor(owner: Operation, index: number, value: Value) {
    this.owner = owner;
    this.index = index;
    this._value = value;
    value._addUse(this);
  }
  get value(): Value {
    return this._value;
  }
  /** Makes the slot use another value. */
  set(value: Value): void {
    if (value === this._value) return;
    this._value._removeUse(this);
    this._value = value;
    value._addUse(this);
    this.owner._modified();
  }
}

abstract class ValueBase {
  /** @internal */ _firstUse: OpOperand | null = null;
  /** Changed only through `setType`. @internal */ _type: Type;
  /** Place in the names that were given last; see printer/names.ts. @internal */ _slot = 0;
  constructor(type: Type) {
    this._type = type;
  }
  get type(): Type {
    return this._type;
  }
  get context(): Context {
    return this._type.context;
  }
  /** @internal New uses go to the front, as upstream's do. */
  _addUse(use: OpOperand): void {
    use._previous = null;
    use._next = this._firstUse;
    if (this._firstUse) this._firstUse._previous = use;
    this._firstUse = use;
  }
  /** @internal */
  _removeUse(use: OpOperand): void {
    if (use._previous) use._previous._next = use._next;
    else this._firstUse = use._next;
    if (use._next) use._next._previous = use._previous;
    use._next = use._previous = null;
  }
  get hasUses(): boolean {
    return this._firstUse !== null;
  }
  get hasOneUse(): boolean {
    return this._firstUse !== null && this._firstUse._next === null;
  }
  /** A snapshot of the uses, newest first. */
  get uses(): OpOperand[] {
    const uses: OpOperand[] = [];
    for (let use = this._firstUse; use; use = use._next) uses.push(use);
    return uses;
  }
  /** The distinct operations that use the value, newest use first. */
  get users(): Operation[] {
    return [...new Set(this.uses.map((use) => use.owner))];
  }
}

/** A result of an operation. */
export class OpResult extends ValueBase {
  readonly owner: Operation;
  readonly index: number;
  constructor(owner: Operation, index: number, type: Type) {
    super(type);
    this.owner = owner;
    this.index = index;
  }
  // No field: there are as many results as operations.
  get kind(): 'result' {
    return 'result';
  }
  get location(): Location {
    return this.owner.location;
  }
  /** The block that holds the defining operation. */
  get parentBlock(): Block | null {
    return this.owner.block;
  }
  get definingOp(): Operation {
    return this.owner;
  }
  setType(type: Type): void {
    this._type = type;
    this.owner._modified();
  }
  replaceAllUsesWith(value: Value): void {
    replaceAllUses(this, value);
  }
}

/** An argument of a block. */
export class BlockArgument extends ValueBase {
  readonly owner: Block;
  index: number;
  location: Location;
  constructor(owner: Block, index: number, type: Type, location: Location) {
    super(type);
    this.owner = owner;
    this.index = index;
    this.location = location;
  }
  get kind(): 'argument' {
    return 'argument';
  }
  get parentBlock(): Block {
    return this.owner;
  }
  get definingOp(): null {
    return null;
  }
  setType(type: Type): void {
    this._type = type;
    this.owner.parentOp?._modified();
  }
  replaceAllUsesWith(value: Value): void {
    replaceAllUses(this, value);
  }
}

export type Value = OpResult | BlockArgument;

function replaceAllUses(from: Value, to: Value): void {
  if (from === to) return;
  for (const use of from.uses) use.set(to);
}

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

/** What it takes to make an operation. */
export interface OperationState {
  readonly name: string | OperationName;
  readonly location: Location;
  readonly operands?: readonly Value[];
  readonly resultTypes?: readonly Type[];
  readonly attributes?: DictionaryAttr | Iterable<NamedAttribute>;
  readonly successors?: readonly Block[];
  /** Regions to take over, or the number of empty ones to make. */
  readonly regions?: readonly Region[] | number;
}

/** Shared by all operations without any; never added to. */
const NO_OPERANDS: readonly OpOperand[] = [];
const NO_RESULTS: readonly OpResult[] = [];
const NO_SUCCESSORS: BlockOperand[] = [];
const NO_REGIONS: readonly Region[] = [];
const NO_USES: ReadonlySet<BlockOperand> = new Set();

export class Operation {
  readonly id: number;
  readonly operationName: OperationName;
  #location: Location;
  // Nearly all operations have one result and two operands at most: these need no lists.
  #operand0: OpOperand | null = null;
  #operand1: OpOperand | null = null;
  #moreOperands: readonly OpOperand[] = NO_OPERANDS;
  #result0: OpResult | null = null;
  #moreResults: readonly OpResult[] = NO_RESULTS;
  #attributes: DictionaryAttr;
  readonly #successors: BlockOperand[];
  readonly regions: readonly Region[];
  /** Raised on every change inside, for operations that are isolated from above. */
  stamp = 0;
  /** @internal */ _block: Block | null = null;
  /** @internal */ _previous: Operation | null = null;
  /** @internal */ _next: Operation | null = null;
  /** @internal Position in the block; valid while the block's order is. */ _order = 0;

  private constructor(context: Context, state: OperationState) {
    this.id = context.nextId();
    this.operationName =
      typeof state.name === 'string' ? context.operationName(state.name) : state.name;
    this.#location = state.location;
    if (state.operands) this._useOperands(state.operands);
    const { resultTypes } = state;
    if (resultTypes && resultTypes.length > 0) {
      this.#result0 = new OpResult(this, 0, resultTypes[0] as Type);
      if (resultTypes.length > 1)
        this.#moreResults = resultTypes.slice(1).map((type, i) => new OpResult(this, i + 1, type));
    }
    const { attributes, successors, regions = 0 } = state;
    let dictionary =
      attributes instanceof DictionaryAttr
        ? attributes
        : attributes
          ? DictionaryAttr.get(context, attributes)
          : context.emptyDictionary;
    const populated = this.operationName.populatedAttributes(context);
    if (dictionary.entries.length === 0) dictionary = populated;
    else
      for (const [name, value] of populated.entries)
        if (!dictionary.has(name)) dictionary = dictionary.with(name, value);
    this.#attributes = dictionary;
    this.#successors =
      successors && successors.length > 0
        ? successors.map((b, i) => new BlockOperand(this, i, b))
        : NO_SUCCESSORS;
    this.regions =
      typeof regions !== 'number'
        ? regions
        : regions > 0
          ? Array.from({ length: regions }, () => new Region())
          : NO_REGIONS;
    for (const region of this.regions) region._parent = this;
  }

  /** A detached operation; put it into a block, or erase it. */
  static create(state: OperationState): Operation {
    return new Operation(state.location.context, state);
  }

  // ----- What it is -----

  get context(): Context {
    return this.operationName.context;
  }
  get name(): string {
    return this.operationName.name;
  }
  get definition(): OperationName['definition'] {
    return this.operationName.definition;
  }
  is(name: string): boolean {
    return this.operationName.name === name;
  }
  hasTrait(name: string): boolean {
    return this.operationName.definition?.traitNames.has(name) ?? false;
  }
  getInterface<T>(key: InterfaceKey<T>): T | undefined {
    return this.operationName.getInterface(key);
  }
  get location(): Location {
    return this.#location;
  }
  setLocation(location: Location): void {
    this.#location = location;
    this._modified();
  }

  // ----- Operands -----

  get opOperands(): readonly OpOperand[] {
    if (!this.#operand0) return NO_OPERANDS;
    if (!this.#operand1) return [this.#operand0];
    return [this.#operand0, this.#operand1, ...this.#moreOperands];
  }
  get numOperands(): number {
    if (this.#operand1) return 2 + this.#moreOperands.length;
    return this.#operand0 ? 1 : 0;
  }
  get operands(): Value[] {
    if (!this.#operand0) return [];
    if (!this.#operand1) return [this.#operand0._value];
    const values = [this.#operand0._value, this.#operand1._value];
    for (const operand of this.#moreOperands) values.push(operand._value);
    return values;
  }
  /** The slot of operand `index`; throws if there is none (verified IR has it). */
  opOperand(index: number): OpOperand {
    const operand =
      index === 0 ? this.#operand0 : index === 1 ? this.#operand1 : this.#moreOperands[index - 2];
    if (!operand) throw new RangeError(`'${this.name}' has no operand ${index}`);
    return operand;
  }
  /** Operand `index`; throws if there is none (verified IR has it). */
  operand(index: number): Value {
    return this.opOperand(index)._value;
  }
  setOperand(index: number, value: Value): void {
    this.opOperand(index).set(value);
  }
  /** Replaces the whole operand list. */
  setOperands(values: readonly Value[]): void {
    this._dropOperands();
    this._useOperands(values);
    this._modified();
  }
  // Not private: a class with private methods marks each of its objects with a field more.
  /** @internal */
  _useOperands(values: readonly Value[]): void {
    const { length } = values;
    if (length > 0) this.#operand0 = new OpOperand(this, 0, values[0] as Value);
    if (length > 1) this.#operand1 = new OpOperand(this, 1, values[1] as Value);
    if (length > 2)
      this.#moreOperands = values.slice(2).map((value, i) => new OpOperand(this, i + 2, value));
  }
  /** @internal */
  _dropOperands(): void {
    for (const operand of this.opOperands) operand._value._removeUse(operand);
    this.#operand0 = this.#operand1 = null;
    this.#moreOperands = NO_OPERANDS;
  }
  eraseOperand(index: number): void {
    this.setOperands(this.operands.filter((_, i) => i !== index));
  }

  // ----- Results -----

  get results(): readonly OpResult[] {
    return this.#result0 ? [this.#result0, ...this.#moreResults] : NO_RESULTS;
  }
  get numResults(): number {
    return this.#result0 ? 1 + this.#moreResults.length : 0;
  }
  result(index = 0): OpResult {
    const result = index === 0 ? this.#result0 : this.#moreResults[index - 1];
    if (!result) throw new RangeError(`'${this.name}' has no result ${index}`);
    return result;
  }
  get resultTypes(): Type[] {
    return this.results.map((result) => result.type);
  }
  get hasResultUses(): boolean {
    return (this.#result0?.hasUses ?? false) || this.#moreResults.some((result) => result.hasUses);
  }

  // ----- Attributes -----

  get attributes(): DictionaryAttr {
    return this.#attributes;
  }
  setAttributes(attributes: DictionaryAttr | Iterable<NamedAttribute>): void {
    const symbol = this.#attributes.get('sym_name');
    this.#attributes =
      attributes instanceof DictionaryAttr
        ? attributes
        : DictionaryAttr.get(this.context, attributes);
    if (this.#attributes.get('sym_name') !== symbol) this._block?._symbolsChanged();
    this._modified();
  }
  attr(name: string): Attribute | undefined {
    return this.#attributes.get(name);
  }
  setAttr(name: string, value: Attribute): void {
    if (this.#attributes.get(name) === value) return;
    this.#attributes = this.#attributes.with(name, value);
    if (name === 'sym_name') this._block?._symbolsChanged();
    this._modified();
  }
  removeAttr(name: string): void {
    if (!this.#attributes.has(name)) return;
    this.#attributes = this.#attributes.with(name, null);
    if (name === 'sym_name') this._block?._symbolsChanged();
    this._modified();
  }
  /** Value of a string attribute, or undefined. */
  stringAttr(name: string): string | undefined {
    const attr = this.#attributes.get(name);
    return attr?.kind === 'string' ? attr.value : undefined;
  }
  /** Value of an integer attribute, or undefined. */
  intAttr(name: string): bigint | undefined {
    const attr = this.#attributes.get(name);
    return attr?.kind === 'integer' ? attr.value : undefined;
  }
  /** `sym_name`, or undefined. */
  get symbolName(): string | undefined {
    return this.stringAttr('sym_name');
  }

  // ----- Successors and regions -----

  get blockOperands(): readonly BlockOperand[] {
    return this.#successors;
  }
  get successors(): Block[] {
    return this.#successors.map((successor) => successor.block);
  }
  setSuccessor(index: number, block: Block): void {
    const successor = this.#successors[index];
    if (!successor) throw new RangeError(`'${this.name}' has no successor ${index}`);
    successor.set(block);
  }
  region(index = 0): Region {
    const region = this.regions[index];
    if (!region) throw new RangeError(`'${this.name}' has no region ${index}`);
    return region;
  }

  // ----- Place -----

  get block(): Block | null {
    return this._block;
  }
  get next(): Operation | null {
    return this._next;
  }
  get previous(): Operation | null {
    return this._previous;
  }
  get parentRegion(): Region | null {
    return this._block?.region ?? null;
  }
  get parentOp(): Operation | null {
    return this._block?.parentOp ?? null;
  }
  /** The nearest ancestor with the name, itself excluded. */
  ancestor(name: string): Operation | null {
    for (let op = this.parentOp; op; op = op.parentOp) if (op.is(name)) return op;
    return null;
  }
  isProperAncestorOf(other: Operation): boolean {
    for (let op = other.parentOp; op; op = op.parentOp) if (op === this) return true;
    return false;
  }
  isAncestorOf(other: Operation): boolean {
    return this === other || this.isProperAncestorOf(other);
  }
  /** Both in one block: is this one first? */
  isBeforeInBlock(other: Operation): boolean {
    const block = this._block;
    if (!block || block !== other._block) throw new Error('operations of different blocks');
    block._renumber();
    return this._order < other._order;
  }

  // ----- Change -----

  /** Takes the operation out of its block and keeps it alive. */
  remove(): void {
    const block = this._block;
    if (!block) return;
    for (const listener of this.context.listeners) listener.operationRemoved?.(this);
    this._modified();
    block._unlink(this);
  }
  moveBefore(other: Operation): void {
    if (other === this) return;
    const block = other._block;
    if (!block) throw new Error('moveBefore an operation outside a block');
    this.remove();
    block.insertBefore(this, other);
  }
  moveAfter(other: Operation): void {
    if (other === this || other._next === this) return;
    const block = other._block;
    if (!block) throw new Error('moveAfter an operation outside a block');
    this.remove();
    block.insertBefore(this, other._next);
  }
  /** Redirects all uses of the results. */
  replaceAllUsesWith(values: readonly Value[]): void {
    for (const listener of this.context.listeners) listener.operationReplaced?.(this, values);
    this.results.forEach((result, i) => {
      const value = values[i];
      if (!value)
        throw new Error(
          `'${this.name}': ${values.length} replacements for ${this.numResults} results`,
        );
      result.replaceAllUsesWith(value);
    });
  }
  /** Drops every use that this operation and what is in it make of values and blocks. */
  dropAllReferences(): void {
    this._dropOperands();
    for (const successor of this.#successors) successor._drop();
    this.#successors.length = 0;
    for (const region of this.regions)
      for (const block of region.blocks) for (const op of block.ops) op.dropAllReferences();
  }
  /** Erases the operation with all it holds; its results must be unused. */
  erase(): void {
    if (this.hasResultUses) throw new Error(`'${this.name}' erased while its results are used`);
    for (const listener of this.context.listeners) listener.operationErased?.(this);
    this._modified();
    this.dropAllReferences();
    this._block?._unlink(this);
  }
  /**
   * A detached copy. Operands and successors are looked up in `mapping` (absent: kept); results,
   * blocks and arguments of the copy are entered into it.
   */
  clone(mapping: IRMapping = new IRMapping(), withRegions = true): Operation {
    const copy = Operation.create({
      name: this.operationName,
      location: this.#location,
      operands: this.operands.map((operand) => mapping.lookup(operand)),
      resultTypes: this.resultTypes,
      attributes: this.#attributes,
      successors: this.#successors.map((successor) => mapping.lookupBlock(successor.block)),
      regions: this.regions.length,
    });
    this.results.forEach((result, i) => {
      mapping.map(result, copy.result(i));
    });
    if (withRegions)
      this.regions.forEach((region, i) => {
        region.cloneInto(copy.region(i), mapping);
      });
    return copy;
  }
  /** @internal Tells listeners and raises the stamps of the isolated operations around. */
  _modified(): void {
    for (const listener of this.context.listeners) listener.operationModified?.(this);
    for (let op: Operation | null = this; op; op = op.parentOp)
      if (op.operationName.isIsolatedFromAbove) op.stamp++;
  }

  // ----- Walk -----

  /**
   * Visits the operation and all inside it, parents after (`post`, the default, as upstream) or before
   * their children (`pre`). The visited operation may be erased in post-order. A visitor that
   * returns 'skip' in pre-order leaves out the regions, 'stop' ends the walk.
   * @returns false if stopped.
   */
  walk(
    // biome-ignore lint/suspicious/noConfusingVoidType: a visitor may return nothing
    visit: (op: Operation) => undefined | 'skip' | 'stop' | void,
    order: 'post' | 'pre' = 'post',
  ): boolean {
    if (order === 'pre') {
      const action = visit(this);
      if (action === 'stop') return false;
      if (action === 'skip') return true;
    }
    for (const region of this.regions)
      for (const block of [...region.blocks])
        for (let op = block.first; op; ) {
          const next: Operation | null = op._next;
          if (!op.walk(visit, order)) return false;
          op = next;
        }
    return order === 'pre' || visit(this) !== 'stop';
  }
  /** All operations of the name inside, in post-order, as a snapshot. */
  collect(name: string): Operation[] {
    const found: Operation[] = [];
    this.walk((op) => {
      if (op.is(name)) found.push(op);
    });
    return found;
  }
}

/** Old values and blocks to new ones, for cloning. */
export class IRMapping {
  readonly #values = new Map<Value, Value>();
  readonly #blocks = new Map<Block, Block>();
  map(from: Value, to: Value): void {
    this.#values.set(from, to);
  }
  mapBlock(from: Block, to: Block): void {
    this.#blocks.set(from, to);
  }
  /** The mapped value, else the value itself. */
  lookup(value: Value): Value {
    return this.#values.get(value) ?? value;
  }
  lookupOrNull(value: Value): Value | null {
    return this.#values.get(value) ?? null;
  }
  lookupBlock(block: Block): Block {
    return this.#blocks.get(block) ?? block;
  }
}

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
  insertArgument(index: number, type: Type, location: Location): BlockArgument {
    const argument = new BlockArgument(this, index, type, location);
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
    for (const op of other.ops) {
      op.remove();
      this.insertBefore(op, before);
    }
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
  readonly #blocks: Block[] = [];

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
  /** @internal */
  _unlink(block: Block): void {
    const index = this.#blocks.indexOf(block);
    if (index >= 0) this.#blocks.splice(index, 1);
    block._region = null;
    this._parent?._modified();
  }
  /** Moves all blocks of `other` to the end of this region (or after `after`). */
  takeBlocks(other: Region, after: Block | null = null): void {
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

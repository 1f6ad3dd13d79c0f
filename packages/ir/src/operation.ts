/**
 * Operations, blocks, regions and values: the one object graph that everything works on.
 *
 * There is one `Operation` class for all operations. Use lists (use-lists.ts) are threaded through the
 * operand slots, blocks hold their operations as a linked list. Every change goes through the methods here,
 * which tell the context's listeners and raise the modification stamp of the nearest operation that
 * is isolated from above; pass recording and incremental work rest on that.
 */

import {
  type Attribute,
  DictionaryAttr,
  FileLineColLoc,
  type Location,
  type NamedAttribute,
} from './attributes.ts';
import { Block, BlockOperand, Region } from './blocks.ts';
import type { Context, OperationName } from './context.ts';
import type { InterfaceKey } from './dialect.ts';
import type { Type } from './types.ts';
import { enterUsesAroundOperation, OpOperand } from './use-lists.ts';
import { OpResult, type Value } from './values.ts';

export { BlockArgument } from './values.ts';
export { Block, BlockOperand, OpOperand, OpResult, Region, type Value };

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

const addUse = (use: OpOperand, value: Value): void => value._addUse(use);
const isWithoutList = (value: Value): boolean => value._firstUse === undefined;
/** Slots of an operation without operands. */
const NO_SLOTS: OpOperand[] = [];

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

/** As `OperationState`, by the parser; a location is the offset into the source of the region. */
export interface ParsedOperationState extends Omit<OperationState, 'location'> {
  readonly location: Location | number;
}

/** Shared by all operations without any; never added to. */
const NO_OPERANDS: readonly OpOperand[] = [];
const NO_RESULTS: readonly OpResult[] = [];

/** What few operations have. */
class Rest {
  /** From the third. */
  operands: readonly Value[] = [];
  /** From the second. */
  results: readonly OpResult[] = [];
  successors: readonly BlockOperand[] = [];
  regions: readonly Region[] = [];
  /** Of what is in the regions, unless the operation is isolated from above. */
  areInnerUsesEntered = false;
  stamp = 0;
}
/** Shared by all operations without any; never changed. */
const NO_REST = new Rest();

export class Operation {
  readonly id: number;
  readonly operationName: OperationName;
  /** An offset into the source of the region, for as long as the operation stays in it. */
  #location: Location | number;
  // Nearly all operations have one result and two operands at most: these need no lists.
  #operand0: Value | null = null;
  #operand1: Value | null = null;
  /** By operand; absent while they are in no use list. */
  #uses: (OpOperand | undefined)[] | null = null;
  #result0: OpResult | null = null;
  #attributes: DictionaryAttr;
  #rest: Rest = NO_REST;
  /** @internal */ _block: Block | null = null;
  /** @internal */ _previous: Operation | null = null;
  /** @internal */ _next: Operation | null = null;
  /** @internal Position in the block; valid while the block's order is. */ _order = 0;

  private constructor(
    context: Context,
    state: OperationState | ParsedOperationState,
    isParsed: boolean,
  ) {
    this.id = context.nextId();
    this.operationName =
      typeof state.name === 'string' ? context.operationName(state.name) : state.name;
    this.#location = state.location;
    const { operands, resultTypes, attributes, successors, regions = 0 } = state;
    const hasRegions = typeof regions === 'number' ? regions > 0 : regions.length > 0;
    if (
      hasRegions ||
      (successors && successors.length > 0) ||
      (operands && operands.length > 2) ||
      (resultTypes && resultTypes.length > 1)
    )
      this.#rest = new Rest();
    if (operands && operands.length > 0) {
      this._storeOperands(operands);
      if (!isParsed) this._enterUses(addUse);
      else if (!operands.every(isWithoutList)) this._enterListedOperands();
    } else if (!isParsed) this.#uses = NO_SLOTS;
    if (resultTypes && resultTypes.length > 0) {
      this.#result0 = new OpResult(this, 0, resultTypes[0] as Type, isParsed);
      if (resultTypes.length > 1)
        this.#rest.results = resultTypes
          .slice(1)
          .map((type, i) => new OpResult(this, i + 1, type, isParsed));
    }
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
    if (successors && successors.length > 0)
      this.#rest.successors = successors.map((block, i) => new BlockOperand(this, i, block));
    if (hasRegions) {
      this.#rest.regions =
        typeof regions === 'number' ? Array.from({ length: regions }, () => new Region()) : regions;
      for (const region of this.#rest.regions) {
        if (!isParsed) region._enterUses();
        region._parent = this;
      }
      this.#rest.areInnerUsesEntered = !isParsed;
    }
  }

  /** A detached operation; put it into a block, or erase it. */
  static create(state: OperationState): Operation {
    const { context } = state.location;
    return new Operation(context, state, context._source !== null);
  }
  /** @internal As `create`, by the parser: its uses enter no lists until somebody asks for one. */
  static _parsed(context: Context, state: ParsedOperationState): Operation {
    return new Operation(context, state, true);
  }
  /** A detached cast from nothing, for a value whose definition is broken; its uses are in no list yet. */
  static standIn(type: Type, location: Location): Operation {
    const { context } = location;
    const name = context.operationName('builtin.unrealized_conversion_cast');
    return new Operation(context, { name, location, resultTypes: [type] }, true);
  }
  /** @internal As `create`, with use lists also while a text is parsed. */
  static _withUses(state: OperationState): Operation {
    return new Operation(state.location.context, state, false);
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
    if (typeof this.#location !== 'number') return this.#location;
    const { context } = this;
    const source = this._block?.region?._source ?? context._source;
    if (!source) throw new Error(`'${this.name}' has lost its source`);
    this.#location = FileLineColLoc.at(context, source, this.#location);
    return this.#location;
  }
  setLocation(location: Location): void {
    this.#location = location;
    this._modified();
  }

  // ----- Operands -----

  get opOperands(): readonly OpOperand[] {
    if (!this.#operand0) return NO_OPERANDS;
    if (!this.#uses || this.#uses.includes(undefined)) enterUsesAroundOperation(this);
    return this.#uses as OpOperand[];
  }
  get numOperands(): number {
    if (this.#operand1) return 2 + this.#rest.operands.length;
    return this.#operand0 ? 1 : 0;
  }
  get operands(): Value[] {
    if (!this.#operand0) return [];
    if (!this.#operand1) return [this.#operand0];
    return [this.#operand0, this.#operand1, ...this.#rest.operands];
  }
  /** The slot of operand `index`; throws if there is none (verified IR has it). */
  opOperand(index: number): OpOperand {
    const use = this.opOperands[index];
    if (!use) throw new RangeError(`'${this.name}' has no operand ${index}`);
    return use;
  }
  /** Operand `index`; throws if there is none (verified IR has it). */
  operand(index: number): Value {
    const value =
      index === 0 ? this.#operand0 : index === 1 ? this.#operand1 : this.#rest.operands[index - 2];
    if (!value) throw new RangeError(`'${this.name}' has no operand ${index}`);
    return value;
  }
  setOperand(index: number, value: Value): void {
    const old = this.operand(index);
    if (value === old) return;
    // As long as nobody has asked for the uses of either, there is no list to change.
    if (isWithoutList(old) && isWithoutList(value)) this._storeOperand(index, value);
    else {
      const use = this.opOperand(index);
      old._removeUse(use);
      this._storeOperand(index, value);
      value._addUse(use);
    }
    this._modified();
  }
  /** Replaces the whole operand list. */
  setOperands(values: readonly Value[]): void {
    if (!this._hasUsesEntered) enterUsesAroundOperation(this);
    this._dropOperands();
    if (values.length > 0) {
      if (values.length > 2) this._ownRest();
      this._storeOperands(values);
      this._enterUses(addUse);
    }
    this._modified();
  }
  // Not private: a class with private methods marks each of its objects with a field more.
  /** @internal */
  _storeOperands(values: readonly Value[]): void {
    const { length } = values;
    this.#operand0 = values[0] as Value;
    if (length > 1) this.#operand1 = values[1] as Value;
    if (length > 2) this.#rest.operands = values.slice(2);
  }
  /** @internal */
  _storeOperand(index: number, value: Value): void {
    if (index === 0) this.#operand0 = value;
    else if (index === 1) this.#operand1 = value;
    else this.#rest.operands = this.#rest.operands.with(index - 2, value);
  }
  /** @internal A value that has a list has all its uses in it. */
  _enterListedOperands(): void {
    this.#uses = this.operands.map((value, index) => {
      if (value._firstUse === undefined) return undefined;
      const use = new OpOperand(this, index);
      value._addUse(use);
      return use;
    });
  }
  /** @internal Makes the slots that are missing and has `enter` put them into lists. */
  _enterUses(enter: (use: OpOperand, value: Value) => void): void {
    const { operands } = this;
    const before = this.#uses;
    const uses = operands.map((_, index) => before?.[index] ?? new OpOperand(this, index));
    this.#uses = uses.length > 0 ? uses : NO_SLOTS;
    if (this.#rest.regions.length > 0) this.#rest.areInnerUsesEntered = true;
    for (let i = 0; i < uses.length; i++)
      if (!before?.[i]) enter(uses[i] as OpOperand, operands[i] as Value);
  }
  /** @internal */
  get _hasUsesEntered(): boolean {
    return (
      this.#uses !== null &&
      !this.#uses.includes(undefined) &&
      (this.#result0 === null || this.#result0._firstUse !== undefined) &&
      (this.#rest.regions.length === 0 ||
        this.#rest.areInnerUsesEntered ||
        this.operationName.isIsolatedFromAbove)
    );
  }
  /**
   * @internal While parsing: the definition of what was referred to before is known, and is `value`.
   */
  _defineOperand({ index }: OpOperand, value: Value): void {
    this._storeOperand(index, value);
    if (value._firstUse === undefined) {
      if (this.#uses) this.#uses[index] = undefined;
      return;
    }
    const use = this.#uses?.[index];
    if (use) value._addUse(use);
  }
  /** @internal */
  _dropOperands(): void {
    const { operands } = this;
    this.#uses?.forEach((use, i) => {
      if (use) (operands[i] as Value)._removeUse(use);
    });
    this.#uses = NO_SLOTS;
    this.#operand0 = this.#operand1 = null;
    if (this.#rest.operands.length > 0) this.#rest.operands = [];
  }
  /** @internal */
  _ownRest(): Rest {
    if (this.#rest === NO_REST) this.#rest = new Rest();
    return this.#rest;
  }
  eraseOperand(index: number): void {
    this.setOperands(this.operands.filter((_, i) => i !== index));
  }

  // ----- Results -----

  get results(): readonly OpResult[] {
    return this.#result0 ? [this.#result0, ...this.#rest.results] : NO_RESULTS;
  }
  get numResults(): number {
    return this.#result0 ? 1 + this.#rest.results.length : 0;
  }
  result(index = 0): OpResult {
    const result = index === 0 ? this.#result0 : this.#rest.results[index - 1];
    if (!result) throw new RangeError(`'${this.name}' has no result ${index}`);
    return result;
  }
  get resultTypes(): Type[] {
    return this.results.map((result) => result.type);
  }
  get hasResultUses(): boolean {
    return (this.#result0?.hasUses ?? false) || this.#rest.results.some((result) => result.hasUses);
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
    return this.#rest.successors;
  }
  get successors(): Block[] {
    return this.#rest.successors.map((successor) => successor.block);
  }
  setSuccessor(index: number, block: Block): void {
    const successor = this.#rest.successors[index];
    if (!successor) throw new RangeError(`'${this.name}' has no successor ${index}`);
    successor.set(block);
  }
  get regions(): readonly Region[] {
    return this.#rest.regions;
  }
  region(index = 0): Region {
    const region = this.#rest.regions[index];
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
    const { context } = this;
    // What the parser moves has no end of its scope yet, and comes to its place unentered.
    if (!this._hasUsesEntered && !context._source) enterUsesAroundOperation(this);
    this._keepLocation();
    for (const listener of context.listeners) listener.operationRemoved?.(this);
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
  /** @internal The operation is about to leave its region, or that its source. */
  _keepLocation(): void {
    this.#location = this.location;
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
    for (const successor of this.#rest.successors) successor._drop();
    if (this.#rest.successors.length > 0) this.#rest.successors = [];
    for (const region of this.regions)
      for (const block of region.blocks) for (const op of block.ops) op.dropAllReferences();
  }
  /**
   * Takes the operation out with all it holds, and drops what they use; who uses its results is to be
   * given other values. Unlike `erase` it does not ask for uses, and nobody is told.
   */
  abandon(): void {
    this.dropAllReferences();
    this._block?._unlink(this);
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
      location: this.location,
      operands: this.operands.map((operand) => mapping.lookup(operand)),
      resultTypes: this.resultTypes,
      attributes: this.#attributes,
      successors: this.#rest.successors.map((successor) => mapping.lookupBlock(successor.block)),
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
  /** Raised on every change inside, for operations that are isolated from above. */
  get stamp(): number {
    return this.#rest.stamp;
  }
  /** @internal Tells listeners and raises the stamps of the isolated operations around. */
  _modified(): void {
    for (const listener of this.context.listeners) listener.operationModified?.(this);
    for (let op: Operation | null = this; op; op = op.parentOp)
      if (op.operationName.isIsolatedFromAbove) op._ownRest().stamp++;
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

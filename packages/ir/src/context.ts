/**
 * The context: it owns the unique types and attributes, the registered dialects, the operation
 * names with their definitions and interfaces, the resources, and the listeners of changes.
 */

import { type Attribute, DictionaryAttr, type SourceText } from './attributes.ts';
import type {
  AttrDefinition,
  Dialect,
  InterfaceKey,
  OpDefinition,
  TypeDefinition,
} from './dialect.ts';
import { DictionaryNode } from './dictionary-tree.ts';
import { dialectIn } from './era-definitions.ts';
import { type Era, hasProperties } from './eras.ts';
import type { ParseOperation } from './format/parse.ts';
import type { CompiledPrinter } from './format/print.ts';
import type { IRListener } from './operation.ts';
import { FloatType, IndexType, IntegerType, type Type } from './types.ts';
import type { VerifyPlan } from './verify/invariants.ts';

/** What the context knows of an operation's name, registered or not. */
export class OperationName {
  readonly name: string;
  readonly dialect: string;
  readonly context: Context;
  readonly definition: OpDefinition | null;
  readonly #interfaces = new Map<InterfaceKey<unknown>, unknown>();
  readonly isIsolatedFromAbove: boolean;
  readonly isTerminator: boolean;
  /** May operations in its regions stand in any order? */
  readonly hasGraphRegion: boolean;
  /** May blocks in its regions end in any operation? */
  readonly allowsNoTerminator: boolean;
  /** Does the printer just number its results, as nobody wishes names for them or for blocks? */
  readonly hasNumberedResults: boolean;
  /** What parsing compiled of the assembly format; undefined until it is asked for. */
  formatParser: ParseOperation | null | undefined = undefined;
  /** What printing compiled of it, likewise. */
  compiledPrinter: CompiledPrinter | null | undefined = undefined;
  /** What the verifier made of the definition; null until it is asked for. */
  verifyPlan: VerifyPlan | null = null;
  constructor(context: Context, name: string, definition: OpDefinition | null) {
    this.context = context;
    this.name = name;
    const dot = name.indexOf('.');
    this.dialect = dot < 0 ? '' : name.slice(0, dot);
    this.definition = definition;
    this.isIsolatedFromAbove = definition?.traitNames.has('IsolatedFromAbove') ?? false;
    this.isTerminator = definition?.traitNames.has('Terminator') ?? false;
    this.hasGraphRegion = definition?.traitNames.has('GraphRegion') ?? false;
    this.allowsNoTerminator = definition?.traitNames.has('NoTerminator') ?? false;
    this.hasNumberedResults =
      !definition ||
      (definition.results.length < 2 &&
        !definition.hooks.resultNames &&
        !definition.hooks.blockName);
    for (const [key, implementation] of definition?.interfaces ?? [])
      this.#interfaces.set(key, implementation);
  }
  #populated: DictionaryAttr | null = null;
  /** The defaults that an operation of the name is given: all there is if it has no attributes. */
  populatedAttributes(context: Context): DictionaryAttr {
    if (this.#populated) return this.#populated;
    const entries: (readonly [string, Attribute])[] = [];
    for (const attr of this.definition?.populated ?? [])
      if (attr.default) entries.push([attr.name, attr.default(context)]);
    this.#populated = DictionaryAttr.get(context, entries);
    return this.#populated;
  }
  attachInterface<T>(key: InterfaceKey<T>, implementation: T): void {
    this.#interfaces.set(key, implementation);
  }
  getInterface<T>(key: InterfaceKey<T>): T | undefined {
    return this.#interfaces.get(key) as T | undefined;
  }
}

export class Context {
  /** The version of MLIR's language that is spoken here; see docs/architecture.md. */
  readonly era: Era;
  /** Are an operation's own attributes properties, `<{}>` in the generic form? */
  readonly hasProperties: boolean;
  /** Accept operations of dialects that are not registered (`--allow-unregistered-dialect`). */
  allowUnregisteredDialects = false;
  /** Bytes behind `dense_resource`, by key: the alignment (4 bytes) and the data. */
  readonly resources = new Map<string, { alignment: number; data: Uint8Array }>();
  /** What tools keep in a file beside its IR, by tool and in order: keys and values as they are printed. */
  readonly externalResources = new Map<string, (readonly [key: string, value: string])[]>();
  /** The registered dialects that the era has, as they are in it. */
  readonly dialects = new Map<string, Dialect>();
  /** All that were registered, as they were defined. */
  readonly #registered = new Set<Dialect>();
  readonly listeners: IRListener[] = [];
  readonly #types = new Map<string, Type>();
  readonly #attributes = new Map<string, Attribute>();
  /** @internal Of no entries; the others are found from here. */
  readonly _dictionaries = new DictionaryNode();
  readonly #names = new Map<string, OperationName>();
  /** What operations of another declared name are called. */
  readonly #renamed = new Map<string, string>();
  readonly #typeDefinitions = new Map<string, TypeDefinition>();
  readonly #attrDefinitions = new Map<string, AttrDefinition>();
  #nextId = 1;
  /** The text that is being parsed, which operations that stand in no region yet come from. @internal */
  _source: SourceText | null = null;
  #indexType: IndexType | null = null;
  #emptyDictionary: DictionaryAttr | null = null;

  constructor(dialects: readonly Dialect[] = [], era: Era = '2023') {
    this.era = era;
    this.hasProperties = hasProperties(era);
    for (const dialect of dialects) this.registerDialect(dialect);
  }

  nextId(): number {
    return this.#nextId++;
  }

  /** The stored object under `key`, made on first use. Only for `get` functions of types. */
  uniqueType<T extends Type>(key: string, make: () => T): T {
    let type = this.#types.get(key);
    if (!type) this.#types.set(key, (type = make()));
    return type as T;
  }

  /** As `uniqueType`, for attributes. */
  uniqueAttr<A extends Attribute>(key: string, make: () => A): A {
    let attr = this.#attributes.get(key);
    if (!attr) this.#attributes.set(key, (attr = make()));
    return attr as A;
  }

  registerDialect(defined: Dialect): void {
    if (this.#registered.has(defined)) return;
    this.#registered.add(defined);
    const dialect = dialectIn(defined, this.era);
    if (!dialect || this.dialects.has(dialect.name)) return;
    this.dialects.set(dialect.name, dialect);
    for (const definition of dialect.operations) {
      const { name, declaredName } = definition;
      this.#names.set(name, new OperationName(this, name, definition));
      if (name !== declaredName) this.#renamed.set(declaredName, name);
    }
    for (const type of dialect.types ?? [])
      this.#typeDefinitions.set(`${dialect.name}.${type.mnemonic}`, type);
    for (const attr of dialect.attributes ?? [])
      this.#attrDefinitions.set(`${dialect.name}.${attr.mnemonic}`, attr);
    for (const dependency of dialect.dependencies?.() ?? []) this.registerDialect(dependency);
    dialect.initialize?.(this);
  }

  /** The dialects that were registered, with what they have in other eras. */
  get definedDialects(): Iterable<Dialect> {
    return this.#registered;
  }

  operationName(name: string): OperationName {
    let found = this.#names.get(name);
    if (!found) this.#names.set(name, (found = new OperationName(this, name, null)));
    return found;
  }

  /** What an operation is called in the era, by the name of its declaration. */
  nameInEra(declaredName: string): string {
    return this.#renamed.get(declaredName) ?? declaredName;
  }

  /** Names of all registered operations. */
  *registeredOperations(): Iterable<OperationName> {
    for (const name of this.#names.values()) if (name.definition) yield name;
  }

  /** Definition of `dialect.mnemonic`, or undefined. */
  typeDefinition(name: string): TypeDefinition | undefined {
    return this.#typeDefinitions.get(name);
  }
  attrDefinition(name: string): AttrDefinition | undefined {
    return this.#attrDefinitions.get(name);
  }

  get indexType(): IndexType {
    return (this.#indexType ??= IndexType.get(this));
  }
  get i1(): IntegerType {
    return IntegerType.get(this, 1);
  }
  get i8(): IntegerType {
    return IntegerType.get(this, 8);
  }
  get i16(): IntegerType {
    return IntegerType.get(this, 16);
  }
  get i32(): IntegerType {
    return IntegerType.get(this, 32);
  }
  get i64(): IntegerType {
    return IntegerType.get(this, 64);
  }
  get f16(): FloatType {
    return FloatType.get(this, 'f16');
  }
  get f32(): FloatType {
    return FloatType.get(this, 'f32');
  }
  get f64(): FloatType {
    return FloatType.get(this, 'f64');
  }
  get emptyDictionary(): DictionaryAttr {
    return (this.#emptyDictionary ??= DictionaryAttr.getSorted(this, []));
  }
}

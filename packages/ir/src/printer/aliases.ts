/**
 * Aliases of attributes and types: which there are, in what order, and which of them may be defined
 * behind the IR.
 *
 * A dry run of the printer visits every attribute and type in upstream's order, which is not that of
 * the text: an operation's location comes first, and in the generic form regions come before types
 * and attributes. Aliases are defined in the order of how deep they nest, then by name.
 */

import type { OpAsmPrinter } from '../asm.ts';
import type { Attribute, DictionaryAttr, Location, NamedAttribute } from '../attributes.ts';
import { attributeType, isLocation } from '../attributes.ts';
import type { Context, OperationName } from '../context.ts';
import { printerOf } from '../format/print.ts';
import type { Operation, Region, Value } from '../operation.ts';
import { DialectType, OpaqueType, type Type } from '../types.ts';
import { sanitizeIdentifier } from './names.ts';

/** Tuples of more types than this get an alias. */
const TUPLE_ALIAS_SIZE = 16;

export interface AliasDefinition {
  readonly symbol: Attribute | Type;
  readonly name: string;
  /** Only locations of operations stand behind the IR. */
  readonly isDeferred: boolean;
}

/** Which alias stands for an attribute or type. */
export class AliasTable {
  readonly definitions: readonly AliasDefinition[];
  readonly #names = new Map<Attribute | Type | string, string>();
  constructor(definitions: readonly AliasDefinition[]) {
    this.definitions = definitions;
    for (const { symbol, name } of definitions) this.#names.set(identity(symbol), name);
  }
  nameOf(symbol: Attribute | Type): string | null {
    if (this.#names.size === 0) return null;
    return this.#names.get(identity(symbol)) ?? null;
  }
}

/** File locations are not unique objects, so locations are told apart by their content. */
function identity(symbol: Attribute | Type): Attribute | Type | string {
  return isLocation(symbol as Attribute) ? locationKey(symbol as Location) : symbol;
}

const locationKeys = new WeakMap<Location, string>();
function locationKey(location: Location): string {
  let key = locationKeys.get(location);
  if (key !== undefined) return key;
  switch (location.kind) {
    case 'loc.unknown':
      key = 'unknown';
      break;
    case 'loc.file':
      key = `${location.file}:${location.line}:${location.column}`;
      break;
    case 'loc.name':
      key = `${JSON.stringify(location.name)}(${locationKey(location.child)})`;
      break;
    case 'loc.callsite':
      key = `call(${locationKey(location.callee)} at ${locationKey(location.caller)})`;
      break;
    case 'loc.fused':
      key = `fused<${location.metadata?.id ?? ''}>[${location.locations.map(locationKey).join(',')}]`;
      break;
  }
  locationKeys.set(location, key);
  return key;
}

/** The name that an attribute or type suggests for its alias, or null if it wants none. */
function suggestedName(symbol: Attribute | Type): string | null {
  switch (symbol.kind) {
    case 'affine_map':
      return 'map';
    case 'integer_set':
      return 'set';
    case 'tuple':
      return symbol.types.length > TUPLE_ALIAS_SIZE ? 'tuple' : null;
    case 'dialect': {
      const name =
        symbol instanceof DialectType
          ? symbol.context.typeDefinition(symbol.name)?.alias?.(symbol)
          : symbol.context.attrDefinition(symbol.name)?.alias?.(symbol);
      return name === undefined || name === null ? null : sanitizeIdentifier(name, 'alias');
    }
    default:
      return isLocation(symbol as Attribute) ? 'loc' : null;
  }
}

interface Visited {
  readonly symbol: Attribute | Type;
  readonly isType: boolean;
  readonly name: string | null;
  /** 0 without aliases in it or of its own. */
  depth: number;
  canBeDeferred: boolean;
  children: readonly Visited[];
}

/** What is being visited inside an attribute or type. */
interface Frame {
  readonly canBeDeferred: boolean;
  readonly children: Visited[];
}

export interface AliasOptions {
  readonly generic: boolean;
  readonly debugInfo: boolean;
}

/** Finds the aliases that printing `root` uses. */
export function collectAliases(root: Operation, options: AliasOptions): AliasTable {
  const collector = new AliasCollector(root.context, options);
  collector.printOperation(root);
  return collector.table();
}

/** A printer that writes nothing and notes what it is given. */
class AliasCollector implements OpAsmPrinter {
  readonly context: Context;
  readonly #options: AliasOptions;
  readonly #visited = new Map<Attribute | Type | string, Visited>();
  #frame: Frame | null = null;
  #lastType: Type | null = null;

  constructor(context: Context, options: AliasOptions) {
    this.context = context;
    this.#options = options;
  }

  table(): AliasTable {
    const named = [...this.#visited.values()].filter((visited) => visited.name !== null);
    named.sort(
      (a, b) =>
        a.depth - b.depth ||
        Number(b.isType) - Number(a.isType) ||
        ((a.name ?? '') < (b.name ?? '') ? -1 : a.name === b.name ? 0 : 1),
    );
    const counts = new Map<string, number>();
    return new AliasTable(
      named.map(({ symbol, isType: ofType, name, canBeDeferred }) => {
        const base = name ?? '';
        const count = counts.get(base) ?? 0;
        counts.set(base, count + 1);
        return {
          symbol,
          name: `${ofType ? '!' : '#'}${base}${count === 0 ? '' : count}`,
          isDeferred: canBeDeferred,
        };
      }),
    );
  }

  #visit(symbol: Attribute | Type, canBeDeferred: boolean, withType = true): void {
    const key = identity(symbol);
    let visited = this.#visited.get(key);
    if (visited) {
      if (!canBeDeferred) forbidDeferring(visited);
    } else {
      const name = suggestedName(symbol);
      const ofType = isType(symbol);
      visited = {
        symbol,
        isType: ofType,
        name,
        depth: name === null ? 0 : 1,
        canBeDeferred,
        children: [],
      };
      this.#visited.set(key, visited);
      const outer = this.#frame;
      const frame: Frame = { canBeDeferred, children: [] };
      this.#frame = frame;
      if (ofType) this.#visitInsideType(symbol);
      else this.#visitInsideAttribute(symbol, withType);
      this.#frame = outer;
      visited.children = frame.children;
      const depth = Math.max(0, ...frame.children.map((child) => child.depth));
      if (depth > 0) visited.depth = depth + 1;
    }
    this.#frame?.children.push(visited);
  }

  #visitInsideType(type: Type): void {
    switch (type.kind) {
      case 'function':
        this.printTypes(type.inputs);
        this.printTypes(type.results);
        return;
      case 'tuple':
        this.printTypes(type.types);
        return;
      case 'complex':
      case 'vector':
      case 'unranked-tensor':
        this.printType(type.elementType);
        return;
      case 'tensor':
        this.printType(type.elementType);
        if (type.encoding) this.printAttribute(type.encoding);
        return;
      case 'memref':
        this.printType(type.elementType);
        if (type.layout) this.printAttribute(type.layout);
        if (type.memorySpace) this.printAttribute(type.memorySpace);
        return;
      case 'unranked-memref':
        this.printType(type.elementType);
        if (type.memorySpace) this.printAttribute(type.memorySpace);
        return;
      case 'dialect':
        this.context.typeDefinition(type.name)?.print?.(this, type);
        return;
      default:
    }
  }

  #visitInsideAttribute(attr: Attribute, withType: boolean): void {
    switch (attr.kind) {
      case 'dictionary':
        this.#entries(attr.entries);
        break;
      case 'array':
        for (const element of attr.elements) this.printAttribute(element);
        break;
      case 'type':
        this.printType(attr.type);
        break;
      case 'dialect':
        this.context.attrDefinition(attr.name)?.print?.(this, attr);
        break;
      case 'loc.name':
        if (attr.child.kind !== 'loc.unknown') this.printAttribute(attr.child);
        break;
      case 'loc.callsite':
        this.printAttribute(attr.callee);
        this.printAttribute(attr.caller);
        break;
      case 'loc.fused':
        if (attr.metadata) this.printAttribute(attr.metadata);
        for (const location of attr.locations) this.printAttribute(location);
        break;
      default:
    }
    const type =
      withType && attr.kind !== 'integer' && attr.kind !== 'float' && attributeType(attr);
    if (type && type.kind !== 'none') this.printType(type);
  }

  #entries(entries: Iterable<NamedAttribute>): void {
    for (const [, value] of entries) this.printAttribute(value);
  }

  // ----- What counts -----

  printType(type: Type): void {
    // The simple types have nothing to abbreviate and are the most frequent.
    if (type.kind === 'integer' || type.kind === 'index' || type.kind === 'float') return;
    // Nor does one twice in a row.
    if (this.#frame === null) {
      if (type === this.#lastType) return;
      this.#lastType = type;
    }
    this.#visit(type, this.#frame?.canBeDeferred ?? false);
  }
  printTypes(types: readonly Type[]): void {
    for (const type of types) this.printType(type);
  }
  printAttribute(attr: Attribute): void {
    if (!IS_PLAIN.has(attr.kind)) this.#visit(attr, this.#frame?.canBeDeferred ?? false);
  }
  printAttributeWithoutType(attr: Attribute): void {
    if (!IS_PLAIN.has(attr.kind)) this.#visit(attr, this.#frame?.canBeDeferred ?? false, false);
  }
  printStrippedAttribute(attr: Attribute): void {
    this.printAttribute(attr);
  }
  printOptionalAttrDict(attributes: DictionaryAttr, elided: readonly string[] = []): void {
    for (const [name, value] of attributes.entries)
      if (!elided.includes(name)) this.printAttribute(value);
  }
  printOptionalAttrDictWithKeyword(attributes: DictionaryAttr, elided?: readonly string[]): void {
    this.printOptionalAttrDict(attributes, elided);
  }
  printFunctionalType(operands: readonly Type[], results: readonly Type[]): void {
    this.printTypes(operands);
    this.printTypes(results);
  }
  printOptionalArrowTypeList(types: readonly Type[]): void {
    this.printTypes(types);
  }
  printSuccessorAndUseList(_block: unknown, operands: readonly Value[]): void {
    for (const operand of operands) this.printType(operand.type);
  }
  printOptionalLocation(location: Location): void {
    if (this.#options.debugInfo) this.printAttribute(location);
  }
  /** Attributes of arguments do not ask for aliases, upstream's printer neither; they use those there are. */
  printRegionArgument(argument: Value, _attributes?: DictionaryAttr, omitType = false): void {
    if (!omitType) this.printType(argument.type);
    if (this.#options.debugInfo) this.#visit(argument.location, false);
  }
  printOperation(op: Operation): void {
    if (this.#options.debugInfo) this.#visit(op.location, true);
    if (op.regions.length === 0 && this.#isLikeOneBefore(op)) return;
    const definition = this.#options.generic ? null : op.definition;
    const custom = definition && (definition.hooks.print ?? printerOf(op.operationName)?.symbols);
    if (custom) custom(this, op);
    else this.printGenericOp(op);
  }
  /** Operations without regions by their names: the last that were visited. */
  readonly #samples = new Map<OperationName, Operation[]>();
  /** Was one of the same name, types and attributes visited? There is nothing new in its like. */
  #isLikeOneBefore(op: Operation): boolean {
    const samples = this.#samples.get(op.operationName);
    if (!samples) {
      this.#samples.set(op.operationName, [op]);
      return false;
    }
    for (let i = 0; i < samples.length; i++) if (areAlike(samples[i] as Operation, op)) return true;
    if (samples.length === NUMBER_OF_SAMPLES) samples.shift();
    samples.push(op);
    return false;
  }
  printGenericOp(op: Operation): void {
    for (const region of op.regions) this.printRegion(region);
    for (let i = 0; i < op.numOperands; i++) this.printType(op.operand(i).type);
    for (let i = 0; i < op.numResults; i++) this.printType(op.result(i).type);
    this.#entries(op.attributes.entries);
  }
  printRegion(
    region: Region,
    options: { printEntryBlockArgs?: boolean; printBlockTerminators?: boolean } = {},
  ): void {
    region.blocks.forEach((block, i) => {
      if (i > 0 || options.printEntryBlockArgs !== false)
        for (const argument of block.arguments) this.printRegionArgument(argument);
      const withTerminator = i > 0 || options.printBlockTerminators !== false;
      for (let op = block.first; op; op = op.next)
        if (withTerminator || op.next || !op.hasTrait('Terminator')) this.printOperation(op);
    });
  }

  // ----- What does not -----

  print(): void {}
  printNewline(): void {}
  increaseIndent(): void {}
  decreaseIndent(): void {}
  printOperand(): void {}
  printOperands(): void {}
  printSymbolName(): void {}
  printString(): void {}
  printKeywordOrString(): void {}
  printSuccessor(): void {}
  printAffineMap(): void {}
  printAffineMapOfSSAIds(): void {}
  printDimensionList(): void {}
  printDenseArrayElements(): void {}
  shadowRegionArgs(): void {}
}

/** How many different operations of a name are remembered. */
const NUMBER_OF_SAMPLES = 4;

/** Have operations of one name the same types and attributes? */
function areAlike(a: Operation, b: Operation): boolean {
  const { numOperands, numResults } = a;
  if (a.attributes !== b.attributes) return false;
  if (numOperands !== b.numOperands || numResults !== b.numResults) return false;
  for (let i = 0; i < numResults; i++) if (a.result(i).type !== b.result(i).type) return false;
  for (let i = 0; i < numOperands; i++) if (a.operand(i).type !== b.operand(i).type) return false;
  return true;
}

/** An attribute that is used in the IR itself must be defined before it, with all it uses. */
function forbidDeferring(visited: Visited): void {
  if (!visited.canBeDeferred) return;
  visited.canBeDeferred = false;
  visited.children.forEach(forbidDeferring);
}

/** Attributes that neither have an alias nor hold anything that may. */
const IS_PLAIN: ReadonlySet<string> = new Set([
  'unit',
  'integer',
  'float',
  'symbol_ref',
  'dense_array',
  'strided',
]);

const TYPE_KINDS: ReadonlySet<string> = new Set([
  'index',
  'none',
  'complex',
  'tuple',
  'function',
  'vector',
  'tensor',
  'unranked-tensor',
  'memref',
  'unranked-memref',
]);
/** Is it a type? Not to be asked of integer and float types, whose kinds are attributes' too. */
export function isType(symbol: Attribute | Type): symbol is Type {
  return (
    TYPE_KINDS.has(symbol.kind) || symbol instanceof DialectType || symbol instanceof OpaqueType
  );
}

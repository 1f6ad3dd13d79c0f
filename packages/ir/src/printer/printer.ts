/**
 * The printer: IR as text, generic or through the operations' own syntax, equal to upstream's.
 *
 * Printing runs twice where aliases are wanted: the first time only to see which attributes are
 * printed and in what order, the second time with their aliases.
 */

import type { AffineMap } from '../affine.ts';
import type { OpAsmPrinter } from '../asm.ts';
import type { Attribute, DictionaryAttr, Location } from '../attributes.ts';
import type { Context } from '../context.ts';
import { compilePrinter } from '../format/print.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import type { Type } from '../types.ts';
import { DYNAMIC } from '../types.ts';
import { affineExprText, affineMapText } from './affine-text.ts';
import { AttributePrinter } from './attribute-printer.ts';
import { ValueNames } from './names.ts';

export interface PrintOptions {
  /** `"dialect.op"(…)` for every operation. */
  readonly generic?: boolean;
  /** No aliases: everything where it is used (`--mlir-print-local-scope`). */
  readonly localScope?: boolean;
  /** `loc(…)` after each operation. */
  readonly debugInfo?: boolean;
  /** Dense constants with more elements are shown as `dense<"__elided__">`. */
  readonly elideElementsLargerThan?: number;
}

const INDENT = '  ';

/** Text of an operation and all in it, aliases in front; no newline at the end. */
export function printOperation(op: Operation, options: PrintOptions = {}): string {
  const names = new ValueNames(op, options.generic ?? false);
  if (options.localScope) {
    const printer = new Printer(op.context, names, options, null);
    printer.printFullOperation(op);
    return printer.text;
  }
  const collector = new AliasCollector();
  new Printer(op.context, names, options, collector).printFullOperation(op);
  const aliases = collector.assign();
  const printer = new Printer(op.context, names, options, aliases);
  let head = '';
  for (const [attr, alias] of aliases.names) {
    const definition = new Printer(op.context, names, options, aliases.without(attr));
    definition.printAttribute(attr);
    head += `${alias} = ${definition.text}\n`;
  }
  printer.printFullOperation(op);
  return head + printer.text + resourceSection(op.context, collector);
}

/** The bytes behind `dense_resource` attributes that were printed. */
function resourceSection(context: Context, collector: AliasCollector): string {
  const keys = [...collector.resources].filter((key) => context.resources.has(key));
  if (keys.length === 0) return '';
  const lines = keys.map((key) => {
    const { alignment, data } = context.resources.get(key) as {
      alignment: number;
      data: Uint8Array;
    };
    const head = new Uint8Array(4);
    new DataView(head.buffer).setUint32(0, alignment, true);
    const hex = (bytes: Uint8Array): string =>
      Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
        .join('')
        .toUpperCase();
    return `      ${key}: "0x${hex(head)}${hex(data)}"`;
  });
  return `\n\n{-#\n  dialect_resources: {\n    builtin: {\n${lines.join(',\n')}\n    }\n  }\n#-}`;
}

export function printType(type: Type): string {
  const printer = new AttributePrinter(type.context, null);
  printer.printType(type);
  return printer.text;
}
export function printAttribute(attr: Attribute): string {
  const printer = new AttributePrinter(attr.context, null);
  printer.printAttribute(attr);
  return printer.text;
}

/** Which alias stands for an attribute, or a collector of those that want one. */
export interface Aliases {
  aliasFor(attr: Attribute): string | null;
  /** Told of each resource key that is printed. */
  noteResource?(key: string): void;
}

/** Notes attributes that want an alias, nested ones first, in the order of printing. */
class AliasCollector implements Aliases {
  readonly #seen = new Map<Attribute, { base: string; depth: number }>();
  readonly resources = new Set<string>();
  aliasFor(attr: Attribute): string | null {
    if (this.#seen.has(attr)) return null;
    const base = aliasBase(attr);
    if (base !== null) this.#seen.set(attr, { base, depth: aliasDepth(attr) });
    return null;
  }
  noteResource(key: string): void {
    this.resources.add(key);
  }
  assign(): AssignedAliases {
    const entries = [...this.#seen].sort(
      ([, a], [, b]) => a.depth - b.depth || (a.base < b.base ? -1 : a.base > b.base ? 1 : 0),
    );
    const counts = new Map<string, number>();
    const names = new Map<Attribute, string>();
    for (const [attr, { base }] of entries) {
      const count = counts.get(base) ?? 0;
      counts.set(base, count + 1);
      const suffix = count === 0 ? '' : /\d$/.test(base) ? `_${count}` : String(count);
      names.set(attr, `#${base}${suffix}`);
    }
    return new AssignedAliases(names);
  }
}

class AssignedAliases implements Aliases {
  readonly names: ReadonlyMap<Attribute, string>;
  readonly #except: Attribute | null;
  constructor(names: ReadonlyMap<Attribute, string>, except: Attribute | null = null) {
    this.names = names;
    this.#except = except;
  }
  aliasFor(attr: Attribute): string | null {
    return attr === this.#except ? null : (this.names.get(attr) ?? null);
  }
  without(attr: Attribute): AssignedAliases {
    return new AssignedAliases(this.names, attr);
  }
}

function aliasBase(attr: Attribute): string | null {
  if (attr.kind === 'affine_map') return 'map';
  if (attr.kind === 'integer_set') return 'set';
  if (attr.kind !== 'dialect') return null;
  return attr.context.attrDefinition(attr.name)?.alias?.(attr) ?? null;
}

/** How many aliases lie inside: an attribute that uses aliases is defined after them. */
function aliasDepth(attr: Attribute): number {
  let depth = 0;
  const visit = (item: unknown): void => {
    if (Array.isArray(item)) item.forEach(visit);
    else if (typeof item === 'object' && item !== null && 'kind' in item) {
      const inner = item as Attribute;
      switch (inner.kind) {
        case 'array':
          inner.elements.forEach(visit);
          break;
        case 'dictionary':
          for (const [, value] of inner.entries) visit(value);
          break;
        case 'dialect':
          if (aliasBase(inner) !== null) depth = Math.max(depth, aliasDepth(inner) + 1);
          else inner.params.forEach(visit);
          break;
        case 'affine_map':
        case 'integer_set':
          depth = Math.max(depth, 1);
          break;
        default:
      }
    }
  };
  if (attr.kind === 'dialect') attr.params.forEach(visit);
  return depth;
}

class Printer extends AttributePrinter implements OpAsmPrinter {
  readonly #names: ValueNames;
  readonly #options: PrintOptions;
  #indent = '';
  /** Dialects whose operations need no prefix, innermost last. */
  readonly #defaultDialects: string[] = ['builtin'];

  constructor(context: Context, names: ValueNames, options: PrintOptions, aliases: Aliases | null) {
    super(context, aliases, options.elideElementsLargerThan);
    this.#names = names;
    this.#options = options;
  }

  printNewline(): void {
    this.print(`\n${this.#indent}`);
  }
  increaseIndent(): void {
    this.#indent += INDENT;
  }
  decreaseIndent(): void {
    this.#indent = this.#indent.slice(INDENT.length);
  }

  // ----- Operations -----

  /** Results, the operation, its location. */
  printFullOperation(op: Operation): void {
    if (op.numResults > 0) {
      this.print(
        `${this.#names
          .resultGroups(op)
          .map((name) => `%${name}`)
          .join(', ')} = `,
      );
    }
    this.printOperation(op);
    if (this.#options.debugInfo) this.printOptionalLocation(op.location);
  }

  printOperation(op: Operation): void {
    const definition = op.definition;
    if (this.#options.generic || !definition) return this.printGenericOp(op);
    const custom = definition.spec.print ?? compilePrinter(definition);
    if (!custom) return this.printGenericOp(op);
    const outer = this.#defaultDialects[this.#defaultDialects.length - 1];
    const { name, dialect } = op.operationName;
    // A mnemonic with a dot would read as a dialect's prefix.
    const isShort = dialect === outer && !name.slice(dialect.length + 1).includes('.');
    this.print(isShort ? name.slice(dialect.length + 1) : name);
    this.#defaultDialects.push(definition.spec.defaultDialect ?? '');
    custom(this, op);
    this.#defaultDialects.pop();
  }

  printGenericOp(op: Operation): void {
    this.print(`"${op.name}"(`);
    this.printOperands(op.operands);
    this.print(')');
    if (op.successors.length > 0) {
      this.print('[');
      op.successors.forEach((block, i) => {
        if (i > 0) this.print(', ');
        this.printSuccessor(block);
      });
      this.print(']');
    }
    if (op.regions.length > 0) {
      this.print(' (');
      this.#defaultDialects.push('');
      op.regions.forEach((region, i) => {
        if (i > 0) this.print(', ');
        this.printRegion(region, { printEmptyBlock: true });
      });
      this.#defaultDialects.pop();
      this.print(')');
    }
    this.printOptionalAttrDict(op.attributes);
    this.print(' : ');
    this.printFunctionalType(
      op.operands.map((operand) => operand.type),
      op.resultTypes,
    );
  }

  // ----- Values and blocks -----

  printOperand(value: Value): void {
    this.print(`%${this.#names.nameOf(value)}`);
  }
  printOperands(values: readonly Value[]): void {
    this.print(values.map((value) => `%${this.#names.nameOf(value)}`).join(', '));
  }
  printSuccessor(block: Block): void {
    this.print(this.#names.blockName(block));
  }
  printSuccessorAndUseList(block: Block, operands: readonly Value[]): void {
    this.printSuccessor(block);
    if (operands.length === 0) return;
    this.print('(');
    this.printOperands(operands);
    this.print(' : ');
    this.printTypes(operands.map((operand) => operand.type));
    this.print(')');
  }
  printRegionArgument(argument: Value, attributes?: DictionaryAttr, omitType = false): void {
    this.printOperand(argument);
    if (!omitType) {
      this.print(': ');
      this.printType(argument.type);
    }
    if (attributes) this.printOptionalAttrDict(attributes);
    if (this.#options.debugInfo) this.printOptionalLocation(argument.location);
  }
  shadowRegionArgs(region: Region, values: readonly Value[]): void {
    region.entry?.arguments.forEach((argument, i) => {
      const value = values[i];
      if (value) this.#names.shadow(argument, value);
    });
  }

  // ----- Regions -----

  printRegion(
    region: Region,
    options: {
      printEntryBlockArgs?: boolean;
      printBlockTerminators?: boolean;
      printEmptyBlock?: boolean;
    } = {},
  ): void {
    this.print('{\n');
    const [entry, ...rest] = region.blocks;
    if (entry) {
      const hasHeader =
        ((options.printEmptyBlock ?? false) && entry.isEmpty) ||
        (options.printEntryBlockArgs !== false && entry.arguments.length > 0);
      this.#printBlock(entry, hasHeader, options.printBlockTerminators !== false);
      for (const block of rest) this.#printBlock(block, true, true);
    }
    this.print(`${this.#indent}}`);
  }

  #printBlock(block: Block, hasHeader: boolean, withTerminator: boolean): void {
    if (hasHeader) this.#printBlockHeader(block);
    this.increaseIndent();
    const last = block.last;
    for (let op = block.first; op; op = op.next) {
      if (!withTerminator && op === last && op.hasTrait('Terminator')) break;
      this.print(this.#indent);
      this.printFullOperation(op);
      this.print('\n');
    }
    this.decreaseIndent();
  }

  #printBlockHeader(block: Block): void {
    this.print(this.#indent + this.#names.blockName(block));
    if (block.arguments.length > 0) {
      this.print('(');
      block.arguments.forEach((argument, i) => {
        if (i > 0) this.print(', ');
        this.printRegionArgument(argument);
      });
      this.print(')');
    }
    this.print(':');
    const predecessors = block.predecessors.sort(
      (a, b) => this.#names.blockOrdering(a) - this.#names.blockOrdering(b),
    );
    const [first] = predecessors;
    const list = predecessors.map((pred) => this.#names.blockName(pred)).join(', ');
    if (!first) this.print(block.isEntry ? '' : '  // no predecessors');
    else if (predecessors.length === 1) this.print(`  // pred: ${list}`);
    else this.print(`  // ${predecessors.length} preds: ${list}`);
    this.print('\n');
  }

  // ----- Shapes of types -----

  printFunctionalType(operands: readonly Type[], results: readonly Type[]): void {
    this.print('(');
    this.printTypes(operands);
    this.print(')');
    this.print(' -> ');
    const [single] = results;
    const needsParentheses = results.length !== 1 || single?.kind === 'function';
    if (needsParentheses) this.print('(');
    this.printTypes(results);
    if (needsParentheses) this.print(')');
  }
  printOptionalArrowTypeList(types: readonly Type[]): void {
    if (types.length === 0) return;
    const needsParentheses = types.length > 1 || types[0]?.kind === 'function';
    this.print(needsParentheses ? ' -> (' : ' -> ');
    this.printTypes(types);
    if (needsParentheses) this.print(')');
  }
  printAffineMap(map: AffineMap): void {
    this.print(affineMapText(map));
  }
  printAffineMapOfSSAIds(map: AffineMap, operands: readonly Value[]): void {
    this.print(
      map.results
        .map((expr) =>
          affineExprText(expr, (kind, position) => {
            const value = operands[kind === 'dim' ? position : map.numDims + position];
            const name = value ? `%${this.#names.nameOf(value)}` : '<<INVALID>>';
            return kind === 'dim' ? name : `symbol(${name})`;
          }),
        )
        .join(', '),
    );
  }
  printDimensionList(shape: readonly number[]): void {
    this.print(shape.map((size) => (size === DYNAMIC ? '?' : String(size))).join('x'));
  }
  printOptionalLocation(location: Location): void {
    if (!this.#options.debugInfo) return;
    this.print(' ');
    this.printAttribute(location);
  }
}

/** The printer: IR as text, generic or through the operations' own syntax, equal to upstream's. */

import type { AffineMap } from '../affine.ts';
import type { OpAsmPrinter } from '../asm.ts';
import type { Attribute, DictionaryAttr, Location } from '../attributes.ts';
import type { Context, OperationName } from '../context.ts';
import { isIn } from '../eras.ts';
import { printerOf } from '../format/print.ts';
import type { Block, Operation, Region, Value } from '../operation.ts';
import { splitProperties } from '../properties.ts';
import type { Type } from '../types.ts';
import { DYNAMIC } from '../types.ts';
import { affineExprText, affineMapText } from './affine-text.ts';
import { type AliasTable, collectAliases } from './aliases.ts';
import { AttributePrinter, escapeString, hexText, isBareIdentifier } from './attribute-printer.ts';
import { type GivenNames, ValueNames } from './names.ts';

export interface PrintOptions {
  /** `"dialect.op"(…)` for every operation. */
  readonly generic?: boolean;
  /** No aliases: everything where it is used (`--mlir-print-local-scope`). */
  readonly localScope?: boolean;
  /** Values are called by the name in their location, if there is one (`--mlir-use-nameloc-as-prefix`). */
  readonly namesFromLocations?: boolean;
  /** `loc(…)` after each operation. */
  readonly debugInfo?: boolean;
  /** Dense constants with more elements are shown as `dense_resource<__elided__>`. */
  readonly elideElementsLargerThan?: number;
  /** Dense constants with more elements than this, 100 if absent, are one hexadecimal string. */
  readonly hexElementsLargerThan?: number;
  /** Names to keep; all are given anew without. */
  readonly names?: GivenNames;
  /** What other tools keep in the file is printed behind it. */
  readonly externalResources?: boolean;
  /** Told where in the text each operation stands: from its results to its location. */
  readonly onOperation?: (op: Operation, start: number, end: number) => void;
}

const INDENT = '  ';

/**
 * Text of an operation and all in it; no newline at the end. One that stands in no block brings the
 * aliases and resources it uses; one inside another is named as it would be in the whole.
 */
export function printOperation(op: Operation, options: PrintOptions = {}): string {
  const names = new ValueNames(namingRoot(op, options), {
    generic: options.generic ?? false,
    fromLocations: options.namesFromLocations ?? false,
    unique: (options.generic ?? false) && isIn({ since: '2026' }, op.context.era),
    given: options.names ?? null,
  });
  if (op.block || options.localScope) {
    const printer = new OperationPrinter(op.context, names, options, null);
    printer.printFullOperation(op);
    return printer.text;
  }
  const aliases = collectAliases(op, {
    generic: options.generic ?? false,
    debugInfo: options.debugInfo ?? false,
  });
  const printer = new OperationPrinter(op.context, names, options, aliases);
  printer.printTopLevel(op);
  return printer.text;
}

/** The operation around `op` whose values are numbered with it. */
function namingRoot(op: Operation, options: PrintOptions): Operation {
  let root = op;
  for (let parent: Operation | null = op; parent; parent = root.parentOp) {
    root = parent;
    if (options.localScope && root.hasTrait('IsolatedFromAbove')) break;
  }
  return root;
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

class OperationPrinter extends AttributePrinter implements OpAsmPrinter {
  readonly #names: ValueNames;
  readonly #options: PrintOptions;
  #indent = '';
  /** Dialects whose operations need no prefix, innermost last. */
  readonly #defaultDialects: string[] = ['builtin'];
  readonly #quotedNames = new Map<OperationName, string>();

  constructor(
    context: Context,
    names: ValueNames,
    options: PrintOptions,
    aliases: AliasTable | null,
  ) {
    super(context, aliases, options);
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

  /** Aliases, the operation, the aliases of locations, the resources that were used. */
  printTopLevel(op: Operation): void {
    this.#printAliases(false);
    this.printFullOperation(op);
    this.#printAliases(true);
    this.#printResources();
  }

  #printAliases(deferred: boolean): void {
    for (const { symbol, name, isDeferred } of this.aliases?.definitions ?? []) {
      if (isDeferred !== deferred) continue;
      this.print(deferred ? `\n${name} = ` : `${name} = `);
      this.printAliased(symbol);
      if (!deferred) this.print('\n');
    }
  }

  #printResources(): void {
    const entries: string[] = [];
    for (const key of this.resources) {
      const resource = this.context.resources.get(key);
      if (!resource) continue;
      const bytes = new Uint8Array(4 + resource.data.length);
      new DataView(bytes.buffer).setUint32(0, resource.alignment, true);
      bytes.set(resource.data, 4);
      const name = isBareIdentifier(key) ? key : `"${escapeString(key)}"`;
      entries.push(`      ${name}: "0x${hexText(bytes)}"`);
    }
    const sections: string[] = [];
    const addSection = (name: string, groups: readonly string[]): void => {
      if (groups.length > 0) sections.push(`  ${name}: {\n${groups.join(',\n')}\n  }`);
    };
    const group = (name: string, lines: readonly string[]): string[] =>
      lines.length > 0 ? [`    ${name}: {\n${lines.join(',\n')}\n    }`] : [];
    addSection('dialect_resources', group('builtin', entries));
    if (this.#options.externalResources)
      addSection('external_resources', this.#externalGroups(group));
    if (sections.length > 0) this.print(`\n\n{-#\n${sections.join(',\n')}\n#-}`);
  }

  #externalGroups(group: (name: string, lines: readonly string[]) => string[]): readonly string[] {
    // What reproduces a crash was taken, not kept, before 2026.
    const keepsReproducer = isIn({ since: '2026' }, this.context.era);
    return [...this.context.externalResources].flatMap(([name, entries]) =>
      name === 'mlir_reproducer' && !keepsReproducer
        ? []
        : group(
            name,
            entries.map(([key, value]) => `      ${key}: ${value}`),
          ),
    );
  }

  /** Results, the operation, its location. */
  printFullOperation(op: Operation): void {
    const start = this.length;
    if (op.numResults > 0) {
      this.#names.writeResultList(op, this.writer);
      this.print(' = ');
    }
    this.printOperation(op);
    if (this.#options.debugInfo) this.printOptionalLocation(op.location);
    this.#options.onOperation?.(op, start, this.length);
  }

  printOperation(op: Operation): void {
    const definition = op.definition;
    if (this.#options.generic || !definition) return this.printGenericOp(op);
    const custom = definition.hooks.print ?? printerOf(op.operationName)?.text;
    if (!custom) return this.printGenericOp(op);
    const outer = this.#defaultDialects[this.#defaultDialects.length - 1];
    const { name, dialect } = op.operationName;
    // A mnemonic with a dot would read as a dialect's prefix.
    const isShort = dialect === outer && !name.slice(dialect.length + 1).includes('.');
    this.print(isShort ? name.slice(dialect.length + 1) : name);
    custom(this, op);
  }

  printGenericOp(op: Operation): void {
    this.print(this.#quoted(op.operationName));
    this.print('(');
    const { operands } = op;
    this.printOperands(operands);
    this.print(')');
    if (op.blockOperands.length > 0) {
      this.print('[');
      op.successors.forEach((block, i) => {
        if (i > 0) this.print(', ');
        this.printSuccessor(block);
      });
      this.print(']');
    }
    let { attributes } = op;
    if (this.context.hasProperties) {
      const { properties, others } = splitProperties(op);
      attributes = others;
      if (properties.entries.length > 0) {
        this.print(' <');
        this.printAttribute(properties);
        this.print('>');
      }
    }
    if (op.regions.length > 0) {
      this.print(' (');
      op.regions.forEach((region, i) => {
        if (i > 0) this.print(', ');
        this.printRegion(region, { printEmptyBlock: true });
      });
      this.print(')');
    }
    this.printOptionalAttrDict(attributes);
    this.print(' : ');
    this.printFunctionalType(
      operands.map((operand) => operand.type),
      op.resultTypes,
    );
  }
  #quoted(name: OperationName): string {
    let text = this.#quotedNames.get(name);
    if (text === undefined) {
      text = `"${escapeString(name.name)}"`;
      this.#quotedNames.set(name, text);
    }
    return text;
  }

  // ----- Values and blocks -----

  printOperand(value: Value): void {
    this.#names.writeValueName(value, this.writer);
  }
  printOperands(values: readonly Value[]): void {
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.print(', ');
      this.#names.writeValueName(values[i] as Value, this.writer);
    }
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
    if (!this.#options.debugInfo) return;
    this.print(' ');
    this.printLocation(argument.location, false);
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
    this.#defaultDialects.push(region.parentOp?.definition?.hooks.defaultDialect ?? '');
    const [entry, ...rest] = region.blocks;
    if (entry) {
      const hasHeader =
        ((options.printEmptyBlock ?? false) && entry.isEmpty) ||
        (options.printEntryBlockArgs !== false && entry.arguments.length > 0);
      this.#printBlock(entry, hasHeader, options.printBlockTerminators !== false);
      for (const block of rest) this.#printBlock(block, true, true);
    }
    this.#defaultDialects.pop();
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
    // A block that branches here twice counts twice.
    const predecessors = [...block._uses]
      .flatMap((use) => use.owner.block ?? [])
      .sort((a, b) => this.#names.blockOrdering(a) - this.#names.blockOrdering(b));
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
            const name = value ? this.#names.valueName(value) : '<<INVALID>>';
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
    this.printLocation(location, true);
  }
}

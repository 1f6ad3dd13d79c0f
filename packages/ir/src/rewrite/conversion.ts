/**
 * Dialect conversion: replaces illegal operations by legal ones while the types of values change.
 *
 * An operation that is replaced stays where it is, out of sight, until all are converted; patterns
 * are handed the values that have taken the places of its operands. Where the two worlds meet at the
 * end, or a value's type was not converted, a materialisation (`builtin.unrealized_conversion_cast`
 * without a better one) stands between. Unlike upstream's driver there is no way back: a pattern
 * that returns false must have changed nothing, and what was converted before a failure stays so.
 */

import type { Attribute, Location } from '../attributes.ts';
import { type Diagnostic, makeDiagnostic } from '../diagnostics.ts';
import { Block, type Operation, type Region, type Value } from '../operation.ts';
import type { Type } from '../types.ts';
import type { ConversionTarget } from './conversion-target.ts';
import { OperationFolder } from './folder.ts';
import { PatternRewriter } from './rewriter.ts';
import type { TypeConverter } from './type-converter.ts';

export interface ConversionPattern {
  /** Shown by the pass viewer. */
  readonly name: string;
  /** Operation name it converts, or null for any. */
  readonly root: string | null;
  /** Higher goes first; 1 by default. */
  readonly benefit?: number;
  /** Gives the operands the types that they are to have; absent: whatever they were replaced by. */
  readonly converter?: TypeConverter;
  /** Changes the IR only if it returns true. `operands` are in the converted types. */
  readonly convert: (
    op: Operation,
    operands: readonly Value[],
    rewriter: ConversionRewriter,
  ) => boolean;
}

export interface ConversionOptions {
  /** Told of each pattern that converted an operation. */
  readonly onPattern?: (
    pattern: ConversionPattern,
    operationName: string,
    operationId: number,
  ) => void;
}

/**
 * Converts all operations in `root`, itself included, that the target does not allow; operations of
 * which it says nothing may stay.
 * @returns the errors; empty if all went well.
 */
export const applyPartialConversion = (
  root: Operation,
  target: ConversionTarget,
  patterns: readonly ConversionPattern[],
  options: ConversionOptions = {},
): readonly Diagnostic[] => new Converter(target, patterns, options).run(root, false);

/** As `applyPartialConversion`, but every operation must be known to be legal in the end. */
export const applyFullConversion = (
  root: Operation,
  target: ConversionTarget,
  patterns: readonly ConversionPattern[],
  options: ConversionOptions = {},
): readonly Diagnostic[] => new Converter(target, patterns, options).run(root, true);

/** How deep generated operations may generate others that are illegal. */
const MAX_DEPTH = 100;

class Converter {
  readonly #target: ConversionTarget;
  readonly #patterns: readonly ConversionPattern[];
  readonly #options: ConversionOptions;
  readonly #diagnostics: Diagnostic[] = [];

  constructor(
    target: ConversionTarget,
    patterns: readonly ConversionPattern[],
    options: ConversionOptions,
  ) {
    this.#target = target;
    this.#patterns = [...patterns].sort((a, b) => (b.benefit ?? 1) - (a.benefit ?? 1));
    this.#options = options;
  }

  run(root: Operation, isFull: boolean): readonly Diagnostic[] {
    const rewriter = new ConversionRewriter(root);
    const ops: Operation[] = [];
    root.walk((op) => {
      ops.push(op);
      return this.#target.isRecursivelyLegal(op) ? 'skip' : undefined;
    }, 'pre');
    for (const op of ops) {
      if (this.#legalize(op, rewriter, 0)) continue;
      const isIllegal = this.#target.isLegal(op) === false;
      if (!isFull && !isIllegal) continue;
      const why = isIllegal && !isFull ? ' that was explicitly marked illegal' : '';
      this.#diagnostics.push(
        makeDiagnostic('error', op.location, `failed to legalize operation '${op.name}'${why}`),
      );
      break;
    }
    rewriter.finish();
    return this.#diagnostics;
  }

  #legalize(op: Operation, rewriter: ConversionRewriter, depth: number): boolean {
    if (this.#target.isLegal(op) || rewriter.isReplaced(op)) return true;
    if (depth > MAX_DEPTH) return false;
    for (const pattern of this.#patterns) {
      if (pattern.root !== null && pattern.root !== op.name) continue;
      const operands = rewriter.remap(op.operands, pattern.converter ?? null);
      if (!operands) continue;
      const { name, id } = op;
      rewriter.begin(op);
      if (!pattern.convert(op, operands, rewriter)) continue;
      this.#options.onPattern?.(pattern, name, id);
      // What the pattern made may have to be converted further.
      return rewriter.takeCreated().every((made) => this.#legalize(made, rewriter, depth + 1));
    }
    return this.#foldAway(op, rewriter, depth);
  }

  /** The last resort: an operation that folds to values or constants is gone; those are converted. */
  #foldAway(op: Operation, rewriter: ConversionRewriter, depth: number): boolean {
    const fold = op.definition?.spec.fold;
    if (!fold || !op.block) return false;
    const operands = rewriter.remap(op.operands, null) ?? op.operands;
    const result = fold(
      op,
      operands.map((operand) => constantOf(operand)),
    );
    if (!Array.isArray(result) || result.length !== op.numResults) return false;
    const folder = new OperationFolder();
    const values: Value[] = [];
    for (const [i, item] of (result as readonly (Value | Attribute)[]).entries()) {
      const value =
        item.kind === 'result' || item.kind === 'argument'
          ? (item as Value)
          : folder.getOrCreateConstant(
              op.block,
              op.operationName.dialect,
              item as Attribute,
              op.result(i).type,
              op.location,
            );
      if (!value) return false;
      values.push(value);
    }
    rewriter.replaceOp(op, values);
    return values.every(
      ({ definingOp: made }) =>
        made === null ||
        this.#target.isLegal(made) !== false ||
        this.#legalize(made, rewriter, depth + 1),
    );
  }
}

function constantOf(value: Value): Attribute | null {
  const op = value.definingOp;
  return op?.hasTrait('ConstantLike') ? (op.attr('value') ?? null) : null;
}

/** A rewriter under which values keep their old types until the conversion ends. */
export class ConversionRewriter extends PatternRewriter {
  /** What took the place of a value, and by which converter's rules. */
  readonly #mapping = new Map<Value, Value>();
  readonly #replaced = new Set<Operation>();
  readonly #casts = new Map<Value, Map<Type, Value>>();
  readonly #converters = new Map<Value, TypeConverter>();
  #created: Operation[] = [];
  #converter: TypeConverter | null = null;

  /** @internal The driver turns to an operation. */
  begin(op: Operation): void {
    this.#created = [];
    if (op.block) this.setBefore(op);
    this.location = op.location;
  }
  /** @internal Operations made since `begin`. */
  takeCreated(): readonly Operation[] {
    const created = this.#created;
    this.#created = [];
    return created;
  }
  /** Is the operation, or one around it, replaced or erased? */
  isReplaced(op: Operation): boolean {
    for (let at: Operation | null = op; at; at = at.parentOp)
      if (this.#replaced.has(at)) return true;
    return false;
  }

  override insert(op: Operation): Operation {
    this.#created.push(op);
    return super.insert(op);
  }
  override replaceOp(op: Operation, values: readonly Value[]): void {
    op.results.forEach((result, i) => {
      const value = values[i];
      if (!value)
        throw new Error(`'${op.name}': ${values.length} values for ${op.numResults} results`);
      this.#mapping.set(result, value);
      if (this.#converter) this.#converters.set(result, this.#converter);
    });
    this.#replaced.add(op);
  }
  override eraseOp(op: Operation): void {
    this.#replaced.add(op);
  }

  override inlineBlockBefore(
    block: Block,
    before: Operation,
    argumentValues: readonly Value[],
  ): void {
    this.#replaceArguments(block, argumentValues);
    before.block?.takeOperations(block, before);
    block.region?._unlink(block);
  }
  override mergeBlocks(source: Block, destination: Block, argumentValues: readonly Value[]): void {
    this.#replaceArguments(source, argumentValues);
    destination.takeOperations(source);
    source.region?._unlink(source);
  }
  #replaceArguments(block: Block, values: readonly Value[]): void {
    block.arguments.forEach((argument, i) => {
      const value = values[i];
      if (!value) throw new Error('too few values for the arguments of a block');
      this.#mapping.set(argument, value);
    });
  }

  /** What stands for a value now. */
  remapped(value: Value): Value {
    let latest = value;
    for (let next = this.#mapping.get(latest); next; next = this.#mapping.get(latest))
      latest = next;
    return latest;
  }

  /**
   * The values that stand for operands, in the converter's types.
   * @returns null if a type cannot be converted to one other.
   */
  remap(operands: readonly Value[], converter: TypeConverter | null): Value[] | null {
    this.#converter = converter;
    const values: Value[] = [];
    for (const operand of operands) {
      const type = converter ? converter.convertType(operand.type) : null;
      if (converter && !type) return null;
      let value = operand;
      for (let next: Value | undefined = operand; next; next = this.#mapping.get(next)) {
        value = next;
        if (next.type === type) break;
      }
      values.push(
        type && value.type !== type ? this.#cast('target', value, type, converter) : value,
      );
    }
    return values;
  }

  /** A value of the type made from another, right behind its definition; one for each type. */
  #cast(
    direction: 'source' | 'target',
    value: Value,
    type: Type,
    converter: TypeConverter | null,
  ): Value {
    const known = this.#casts.get(value)?.get(type);
    if (known) return known;
    const cast = this.guarded(() => {
      this.setAfterValue(value);
      return this.#materialize(direction, [value], type, value.location, converter);
    });
    let casts = this.#casts.get(value);
    if (!casts) {
      casts = new Map();
      this.#casts.set(value, casts);
    }
    casts.set(type, cast);
    return cast;
  }
  #materialize(
    direction: 'source' | 'target',
    inputs: readonly Value[],
    type: Type,
    location: Location,
    converter: TypeConverter | null,
  ): Value {
    this.location = location;
    const created = this.#created;
    const value =
      converter?.materialize(direction, this, type, inputs, location) ??
      super
        .create('builtin.unrealized_conversion_cast', { operands: inputs, resultTypes: [type] })
        .result();
    // Materialisations are legal by definition.
    this.#created = created.filter((op) => op !== value.definingOp);
    return value;
  }

  /**
   * Gives all blocks of a region arguments of the converted types.
   * @returns false if a type cannot be converted.
   */
  convertRegionTypes(region: Region, converter: TypeConverter): boolean {
    const isConvertible = region.blocks.every((block) =>
      block.arguments.every((argument) => converter.convert(argument.type) !== null),
    );
    if (isConvertible)
      for (const block of [...region.blocks]) this.convertBlockArguments(block, converter);
    return isConvertible;
  }

  /** Puts a block with arguments of the converted types in the place of another. */
  convertBlockArguments(block: Block, converter: TypeConverter): Block {
    if (block.arguments.every((argument) => converter.convertType(argument.type) === argument.type))
      return block;
    const fresh = new Block();
    block.region?.insertBeforeBlock(fresh, block);
    fresh.takeOperations(block);
    for (const use of [...block._uses]) use.set(fresh);
    for (const argument of block.arguments) {
      const types = converter.convert(argument.type) ?? [argument.type];
      const args = types.map((type) => fresh.addArgument(type, argument.location));
      const [only] = args;
      if (args.length === 1 && only) this.#mapping.set(argument, only);
      else if (argument.hasUses)
        this.guarded(() => {
          this.setToStart(fresh);
          const value = this.#materialize(
            'source',
            args,
            argument.type,
            argument.location,
            converter,
          );
          this.#mapping.set(argument, value);
        });
      this.#converters.set(argument, converter);
    }
    block.region?._unlink(block);
    return fresh;
  }

  /** @internal Ends the conversion: replaced operations go, what still needs their values gets casts. */
  finish(): void {
    for (const op of this.#replaced) op.dropAllReferences();
    for (const old of this.#mapping.keys()) {
      if (!old.hasUses) continue;
      const value = this.remapped(old);
      const converter = this.#converters.get(old) ?? null;
      old.replaceAllUsesWith(
        value.type === old.type ? value : this.#cast('source', value, old.type, converter),
      );
    }
    for (const op of [...this.#replaced].reverse()) if (op.block) op.erase();
    this.#reconcile();
  }

  /** Drops casts that lead back to where they came from, and those that nobody needs. */
  #reconcile(): void {
    const casts = [...this.#casts.values()].flatMap((byType) => [...byType.values()]);
    for (const cast of casts) {
      const op = cast.definingOp;
      if (!op?.block || !op.is('builtin.unrealized_conversion_cast')) continue;
      const inner = op.operand(0).definingOp;
      const isBack =
        inner?.is('builtin.unrealized_conversion_cast') &&
        inner.numOperands === 1 &&
        inner.operand(0).type === cast.type;
      if (inner && isBack) cast.replaceAllUsesWith(inner.operand(0));
    }
    for (const cast of casts.reverse()) {
      const op = cast.definingOp;
      if (op?.block && op.is('builtin.unrealized_conversion_cast') && !cast.hasUses) op.erase();
    }
  }
}

/**
 * What the conversion of one function knows: its new values and blocks, the imports, and how to make
 * the machine's operations.
 */

import {
  ArrayAttr,
  Block,
  Builder,
  type Context,
  FloatAttr,
  IntegerAttr,
  type Location,
  type NamedAttribute,
  type Operation,
  StringAttr,
  SymbolRefAttr,
  segmentSizesAttr,
  type Type,
  TypeAttr,
  UnitAttr,
  type Value,
} from '@iree-workbench/ir';
import type { Import } from './imports.ts';
import { stringDataName } from './string-hash.ts';
import { convertType, type VMTarget } from './types.ts';

/** An argument of a call: a value, or the values that a span repeats, flat. */
export type CallArgument = Value | readonly Value[];

/** Values for the results of the operation converted; null if it cannot be. */
export type OpConversion = (op: Operation, lowering: Lowering) => readonly Value[] | null;
export type Conversions = Readonly<Record<string, OpConversion>>;

export class Lowering {
  readonly context: Context;
  readonly builder: Builder;
  readonly target: VMTarget;
  readonly imports: ReadonlyMap<string, Import>;
  /** The module before and after conversion. */
  readonly source: Operation;
  readonly module: Operation;
  /** Why the conversion of the last operation failed, if it said. */
  reason: string | null = null;
  readonly #values = new Map<Value, Value>();
  readonly #blocks = new Map<Block, Block>();
  /** The block that was split off last, and which it was split off. */
  #last: { readonly after: Block; readonly made: Block } | null = null;

  constructor(
    location: Location,
    options: Pick<Lowering, 'target' | 'imports' | 'source' | 'module'>,
  ) {
    this.context = location.context;
    this.builder = new Builder(location);
    this.target = options.target;
    this.imports = options.imports;
    this.source = options.source;
    this.module = options.module;
  }

  /** Says why an operation cannot be converted; returns null, to be returned by the conversion. */
  refuse(reason: string): null {
    this.reason = reason;
    return null;
  }

  // ----- The program and its conversion -----

  mapValue(from: Value, to: Value): void {
    this.#values.set(from, to);
  }
  mapBlock(from: Block, to: Block): void {
    this.#blocks.set(from, to);
  }
  /** The converted value; conversion goes in the order of dominance, so it is there. */
  value(from: Value): Value {
    const value = this.#values.get(from);
    if (!value) throw new Error('a value is used before its definition was converted');
    return value;
  }
  values(from: readonly Value[]): Value[] {
    return from.map((value) => this.value(value));
  }
  operand(op: Operation, index: number): Value {
    return this.value(op.operand(index));
  }
  block(from: Block): Block {
    return this.#blocks.get(from) ?? from;
  }
  /** A new block behind those that were split off the one being built. */
  splitOff(): Block {
    const here = this.builder.insertionPoint?.block;
    const region = here?.region;
    if (!here || !region) throw new Error('no block is being built');
    const made = new Block();
    region.insertAfter(made, this.#last?.after === here ? this.#last.made : here);
    this.#last = { after: here, made };
    return made;
  }
  type(type: Type): Type | null {
    return convertType(type, this.target);
  }
  /** Types of all results, or null if the machine lacks one. */
  resultTypes(op: Operation): Type[] | null {
    const types = op.resultTypes.map((type) => this.type(type));
    return types.every((type) => type !== null) ? types : null;
  }

  // ----- The machine's operations -----

  /** Makes an operation whose one result has a type that is known from its name, or given. */
  make(name: string, operands: readonly Value[], type?: Type): Value {
    return this.builder.createValue(name, {
      operands,
      ...(type ? { resultTypes: [type] } : {}),
    });
  }
  /** Makes an operation without results. */
  emit(
    name: string,
    operands: readonly Value[],
    attributes: readonly NamedAttribute[] = [],
  ): Operation {
    return this.builder.create(name, { operands, attributes, resultTypes: [] });
  }
  i32(value: number | bigint): Value {
    return this.integer(this.context.i32, BigInt(value));
  }
  i64(value: number | bigint): Value {
    return this.integer(this.context.i64, BigInt(value));
  }
  /** A constant of i32 or i64. */
  integer(type: Type, value: bigint): Value {
    const suffix = type === this.context.i64 ? 'i64' : 'i32';
    if (value === 0n) return this.make(`vm.const.${suffix}.zero`, []);
    return this.builder.createValue(`vm.const.${suffix}`, {
      attributes: [['value', IntegerAttr.get(this.context[suffix], value)]],
    });
  }
  /** A constant of f32 or f64. */
  float(type: Type, value: number): Value {
    const suffix = type === this.context.f64 ? 'f64' : 'f32';
    if (Object.is(value, 0)) return this.make(`vm.const.${suffix}.zero`, []);
    return this.builder.createValue(`vm.const.${suffix}`, {
      attributes: [['value', FloatAttr.get(this.context[suffix], value)]],
    });
  }
  null(type: Type): Value {
    return this.make('vm.const.ref.zero', [], type);
  }
  /** A string as read-only data. */
  string(text: string): Value {
    const { context } = this;
    return this.builder.createValue('vm.rodata.inline', {
      attributes: [
        ['name', StringAttr.get(context, stringDataName(text))],
        ['value', StringAttr.get(context, text)],
        ['alignment', IntegerAttr.i64(context, 1)],
      ],
    });
  }
  /** `1 - x` of a condition. */
  invert(condition: Value): Value {
    return this.make('vm.xor.i32', [condition, this.i32(1)]);
  }
  /** An integer in the width asked for: cut, or extended with its sign. */
  resize(value: Value, type: Type): Value {
    if (value.type === type) return value;
    if (value.type === this.context.i64 && type === this.context.i32)
      return this.make('vm.trunc.i64.i32', [value]);
    if (value.type === this.context.i32 && type === this.context.i64)
      return this.make('vm.ext.i32.i64.s', [value]);
    if (value.type.kind === 'float' && type.kind === 'integer')
      return this.make(`vm.bitcast.f${type.width}.i${type.width}`, [value]);
    return value;
  }
  /** An offset or length of bytes, which is i64 whatever index is. */
  toI64(value: Value): Value {
    return value.type === this.context.i64 ? value : this.make('vm.ext.i32.i64.u', [value]);
  }
  toI32(value: Value): Value {
    return value.type === this.context.i32 ? value : this.make('vm.trunc.i64.i32', [value]);
  }
  /** A number of the machine where the program has an index. */
  toIndex(value: Value): Value {
    return this.resize(value, this.type(this.context.indexType) as Type);
  }
  int64Attr(value: bigint): IntegerAttr {
    return IntegerAttr.i64(this.context, value);
  }

  /** Calls an imported function with one argument for each that it declares. */
  call(name: string, args: readonly CallArgument[]): readonly Value[] {
    const target = this.imports.get(name);
    if (!target) throw new Error(`no function '${name}' was imported`);
    const { context } = this;
    const operands: Value[] = [];
    const sizes: number[] = [];
    target.arguments.forEach((argument, i) => {
      const given = args[i];
      if (!given) throw new Error(`'${name}' lacks argument ${argument.name}`);
      const types = argument.type.kind === 'tuple' ? argument.type.types : [argument.type];
      const values = 'type' in given ? [given] : given;
      values.forEach((value, k) => {
        operands.push(this.resize(value, types[k % types.length] as Type));
      });
      sizes.push(argument.isSpan ? values.length / types.length : -1);
    });
    const attributes: NamedAttribute[] = [['callee', SymbolRefAttr.get(context, name)]];
    if (!target.hasSideEffects) attributes.push(['nosideeffects', UnitAttr.get(context)]);
    const isVariadic = target.arguments.some((argument) => argument.isSpan);
    if (isVariadic)
      attributes.push(
        ['segment_sizes', segmentSizesAttr(context, sizes)],
        [
          'segment_types',
          ArrayAttr.get(
            context,
            target.arguments.map((argument) => TypeAttr.get(argument.type)),
          ),
        ],
      );
    return this.builder.create(isVariadic ? 'vm.call.variadic' : 'vm.call', {
      operands,
      attributes,
      resultTypes: target.results,
    }).results;
  }
}

/**
 * The builder: makes operations at an insertion point. Every operation has a location.
 *
 * `create` infers result types from the definition when none are given, and fills
 * `operand_segment_sizes` when operands are given in groups.
 */

import {
  type Attribute,
  DenseArrayAttr,
  DictionaryAttr,
  IntegerAttr,
  type Location,
  type NamedAttribute,
  StringAttr,
  TypeAttr,
} from './attributes.ts';
import type { Context, OperationName } from './context.ts';
import type { InferState } from './dialect.ts';
import { type Block, IRMapping, Operation, type Region, type Value } from './operation.ts';
import type { FunctionType, Type } from './types.ts';

export interface CreateState {
  readonly operands?: readonly Value[];
  /**
   * Operands by group of the definition, for operations with several variadic groups: sets
   * `operand_segment_sizes`. Exclusive with `operands`.
   */
  readonly operandGroups?: readonly (readonly Value[])[];
  readonly resultTypes?: readonly Type[];
  readonly attributes?: DictionaryAttr | Iterable<NamedAttribute>;
  readonly successors?: readonly Block[];
  readonly regions?: readonly Region[] | number;
}

/** A place to insert at: before `before` in `block`, or at its end. */
export interface InsertionPoint {
  readonly block: Block;
  readonly before: Operation | null;
}

export class Builder {
  readonly context: Context;
  location: Location;
  #point: InsertionPoint | null = null;

  constructor(location: Location, point: InsertionPoint | null = null) {
    this.context = location.context;
    this.location = location;
    this.#point = point;
  }
  static before(op: Operation): Builder {
    const builder = new Builder(op.location);
    builder.setBefore(op);
    return builder;
  }
  static after(op: Operation): Builder {
    const builder = new Builder(op.location);
    builder.setAfter(op);
    return builder;
  }
  static atEnd(block: Block, location: Location): Builder {
    return new Builder(location, { block, before: null });
  }
  static atStart(block: Block, location: Location): Builder {
    return new Builder(location, { block, before: block.first });
  }

  get insertionPoint(): InsertionPoint | null {
    return this.#point;
  }
  setInsertionPoint(point: InsertionPoint | null): void {
    this.#point = point;
  }
  setBefore(op: Operation): void {
    if (!op.block) throw new Error(`'${op.name}' is in no block`);
    this.#point = { block: op.block, before: op };
  }
  setAfter(op: Operation): void {
    if (!op.block) throw new Error(`'${op.name}' is in no block`);
    this.#point = { block: op.block, before: op.next };
  }
  setToStart(block: Block): void {
    this.#point = { block, before: block.first };
  }
  setToEnd(block: Block): void {
    this.#point = { block, before: null };
  }
  setAfterValue(value: Value): void {
    if (value.kind === 'result') this.setAfter(value.owner);
    else this.setToStart(value.owner);
  }
  /** Runs `build` with the insertion point (and location) restored afterwards. */
  guarded<T>(build: () => T): T {
    const [point, location] = [this.#point, this.location];
    try {
      return build();
    } finally {
      this.#point = point;
      this.location = location;
    }
  }

  insert(op: Operation): Operation {
    if (!this.#point) throw new Error('the builder has no insertion point');
    this.#point.block.insertBefore(op, this.#point.before);
    return op;
  }

  /** Makes and inserts an operation. Throws if result types are neither given nor inferable. */
  create(name: string | OperationName, state: CreateState = {}): Operation {
    const operationName = typeof name === 'string' ? this.context.operationName(name) : name;
    const operands = state.operandGroups?.flat() ?? state.operands ?? [];
    let attributes =
      state.attributes instanceof DictionaryAttr
        ? state.attributes
        : DictionaryAttr.get(this.context, state.attributes ?? []);
    if (state.operandGroups)
      attributes = attributes.with(
        'operand_segment_sizes',
        DenseArrayAttr.i32(
          this.context,
          state.operandGroups.map((group) => group.length),
        ),
      );
    const resultTypes =
      state.resultTypes ??
      inferResultTypes(operationName, {
        context: this.context,
        operands,
        attr: (attr) => attributes.get(attr),
        regions: typeof state.regions === 'object' ? state.regions : [],
      });
    return this.insert(
      Operation.create({
        name: operationName,
        location: this.location,
        operands,
        resultTypes,
        attributes,
        ...(state.successors ? { successors: state.successors } : {}),
        regions:
          state.regions ?? operationName.definition?.regions.filter((r) => !r.variadic).length ?? 0,
      }),
    );
  }
  /** `create` for operations with one result: the result. */
  createValue(name: string | OperationName, state: CreateState = {}): Value {
    return this.create(name, state).result();
  }
  clone(op: Operation, mapping: IRMapping = new IRMapping()): Operation {
    return this.insert(op.clone(mapping));
  }
  /** A `func.func` with an empty body region (no blocks). */
  func(name: string, type: FunctionType, attributes: Iterable<NamedAttribute> = []): Operation {
    return this.create('func.func', {
      resultTypes: [],
      attributes: [
        ...attributes,
        ['sym_name', StringAttr.get(this.context, name)],
        ['function_type', TypeAttr.get(type)],
      ],
      regions: 1,
    });
  }
  /** `arith.constant`. */
  constant(value: Attribute, type: Type): Value {
    return this.create('arith.constant', {
      resultTypes: [type],
      attributes: [['value', value]],
    }).result();
  }
  constantIndex(value: bigint | number): Value {
    const type = this.context.indexType;
    return this.constant(IntegerAttr.get(type, value), type);
  }
}

/**
 * Result types from the definition: its `inferTypes`, `SameOperandsAndResultType`, or the results'
 * buildable types. Throws a programming error if they cannot be inferred.
 */
export function inferResultTypes(name: OperationName, state: InferState): readonly Type[] {
  const types = tryInferResultTypes(name, state);
  if (!types) throw new Error(`the result types of '${name.name}' must be given`);
  return types;
}

/** As `inferResultTypes`, null if they cannot be inferred. */
export function tryInferResultTypes(
  name: OperationName,
  state: InferState,
): readonly Type[] | null {
  const definition = name.definition;
  if (!definition) return null;
  const inferred = definition.spec.inferTypes?.(state);
  if (inferred) return inferred;
  if (definition.results.length === 0) return [];
  const first = state.operands[0]?.type;
  if (definition.traitNames.has('SameOperandsAndResultType') && first)
    return definition.results.map(() => first);
  const types: Type[] = [];
  for (const result of definition.results) {
    const type =
      result.arity === 'single' ? result.constraint.buildable?.(state.context) : undefined;
    if (!type) return null;
    types.push(type);
  }
  return types;
}

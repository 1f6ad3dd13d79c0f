/**
 * Brings IR of another era to the seed's, in whose dialects passes work: what is called otherwise gets its
 * older name, what only promises something is dropped, and what has no counterpart is reported.
 */

import {
  type Attribute,
  Block,
  Context,
  DenseArrayAttr,
  type DiagnosticHandler,
  makeDiagnostic,
  type NamedAttribute,
  Operation,
  Region,
  type Value,
  verifyOperation,
} from '@iree-workbench/ir';
import { allDialects } from '@iree-workbench/ir/dialects';
import { ContextCopy, UnknownThere } from './context-copy.ts';
import { CONVERSIONS } from './conversions.ts';

/** Attributes that programs mean the same without: promises, hints, and where things are kept. */
const HINTS: ReadonlySet<string> = new Set([
  'affinity',
  'branch_weights',
  'consume',
  'fastmath',
  'inlining_policy',
  'is_immutable',
  'isExact',
  'nonNeg',
  'overflowFlags',
  'upper_bound',
]);

/** Something of an operation that the seed's era has nothing for. */
class NoCounterpart extends Error {}

/**
 * A module's copy in a context of the seed's era, if it is valid; the module itself if it is in one. Null
 * after what was reported.
 */
export function toSeedEra(module: Operation, onDiagnostic: DiagnosticHandler): Operation | null {
  if (module.context.era === '2023') return module;
  const found = verifyOperation(module);
  found.forEach(onDiagnostic);
  if (found.some(({ severity }) => severity === 'error')) return null;
  const context = new Context(allDialects, '2023');
  context.allowUnregisteredDialects = module.context.allowUnregisteredDialects;
  const conversion = new EraConversion(context, onDiagnostic);
  const converted = conversion.operation(module);
  return conversion.isComplete ? converted : null;
}

class EraConversion {
  readonly #copy: ContextCopy;
  readonly #onDiagnostic: DiagnosticHandler;
  readonly #values = new Map<Value, Value>();
  readonly #blocks = new Map<Block, Block>();
  /** What stands for values that are used before they are defined. */
  readonly #awaited = new Map<Value, Operation>();
  isComplete = true;

  constructor(context: Context, onDiagnostic: DiagnosticHandler) {
    this.#copy = new ContextCopy(context);
    this.#onDiagnostic = onDiagnostic;
  }

  operation(op: Operation): Operation {
    try {
      return this.#convert(op);
    } catch (error) {
      if (!(error instanceof NoCounterpart || error instanceof UnknownThere)) throw error;
      const what =
        error instanceof UnknownThere ? `${error.message} of '${op.name}' op` : error.message;
      this.isComplete = false;
      this.#onDiagnostic(
        makeDiagnostic('error', op.location, `${what} has no counterpart in the dialects of 2023`, [
          { message: `passes work on the dialects of 2023, the text is of ${op.context.era}` },
        ]),
      );
      return this.#create(op, op.name, []);
    }
  }

  #convert(op: Operation): Operation {
    const converted = CONVERSIONS[op.name]?.(op);
    if (converted === null) throw new NoCounterpart(`this form of '${op.name}' op`);
    const name = converted?.name ?? op.definition?.declaredName ?? op.name;
    const dropped = new Set(converted?.dropped);
    const there = this.#copy.context.operationName(name).definition;
    if (op.definition && !there) throw new NoCounterpart(`'${op.name}' op`);
    const known = new Set(there?.attributes.map((attr) => attr.name));
    const attributes = op.attributes.entries.filter(
      ([attr, value]) =>
        !dropped.has(attr) &&
        !(converted?.segments && attr === 'operand_segment_sizes') &&
        !this.#isHint(op, known, attr, value),
    );
    if (converted?.segments) {
      const sizes = DenseArrayAttr.i32(op.context, converted.segments);
      attributes.push(['operand_segment_sizes', sizes]);
    }
    return this.#create(op, name, attributes, converted?.operands);
  }

  /** Is it an attribute of the definition that the seed's does not have and that need not be there? */
  #isHint(op: Operation, known: ReadonlySet<string>, name: string, value: Attribute): boolean {
    const attr = op.definition?.attributes.find((one) => one.name === name);
    if (!attr || known.has(name)) return false;
    if (HINTS.has(name) || attr.default?.(op.context) === value) return true;
    throw new NoCounterpart(`attribute '${name}' of '${op.name}' op`);
  }

  #create(
    op: Operation,
    name: string,
    attributes: readonly NamedAttribute[],
    operands: readonly Value[] = op.operands,
  ): Operation {
    const location = this.#copy.location(op.location);
    const created = Operation.create({
      name,
      location,
      operands: operands.map((operand) => this.#value(operand)),
      resultTypes: op.resultTypes.map((type) => this.#copy.type(type)),
      attributes: attributes.map(([key, value]) => [key, this.#copy.attribute(value)] as const),
      successors: op.successors.map((block) => this.#block(block)),
      regions: op.regions.map((region) => this.#region(region)),
    });
    op.results.forEach((result, i) => {
      this.#define(result, created.result(i));
    });
    return created;
  }

  #region(region: Region): Region {
    const copy = new Region();
    for (const block of region.blocks) copy.append(this.#block(block));
    for (const block of region.blocks) {
      const into = this.#block(block);
      for (const op of block.ops) into.append(this.operation(op));
    }
    return copy;
  }

  #block(block: Block): Block {
    const known = this.#blocks.get(block);
    if (known) return known;
    const copy = new Block();
    this.#blocks.set(block, copy);
    for (const argument of block.arguments) {
      const type = this.#copy.type(argument.type);
      this.#define(argument, copy.addArgument(type, this.#copy.location(argument.location)));
    }
    return copy;
  }

  #define(value: Value, copy: Value): void {
    this.#values.set(value, copy);
    const awaited = this.#awaited.get(value);
    if (!awaited) return;
    awaited.result().replaceAllUsesWith(copy);
    awaited.erase();
    this.#awaited.delete(value);
  }

  #value(value: Value): Value {
    const known = this.#values.get(value);
    if (known) return known;
    const awaited = this.#awaited.get(value);
    if (awaited) return awaited.result();
    const standIn = Operation.create({
      name: 'builtin.unrealized_conversion_cast',
      location: this.#copy.location(value.location),
      resultTypes: [this.#copy.type(value.type)],
    });
    this.#awaited.set(value, standIn);
    return standIn.result();
  }
}

/** Copies the scalar body of a structured operation for one iteration, on scalars or on vectors. */

import { type Block, IRMapping, type Operation, type Value, VectorType } from '@iree-workbench/ir';
import { CannotLower } from './cannot-lower.ts';
import { expandComplex, isOfComplex, type MakeMath } from './complex-arithmetic.ts';
import type { Emitter } from './emitter.ts';
import type { Evaluator } from './evaluate.ts';
import { expandExtended } from './extended-arithmetic.ts';
import type { Linear } from './linear.ts';
import { expandMath } from './math-expansions.ts';
import { linearOf } from './memory.ts';
import type { CodegenTarget } from './target.ts';

/** Operations that fault on some operands, and so must stay under the conditions around them. */
const MAY_FAULT = new Set([
  'arith.divsi',
  'arith.divui',
  'arith.remsi',
  'arith.remui',
  'arith.ceildivsi',
  'arith.ceildivui',
  'arith.floordivsi',
]);

export class BodyCloner {
  readonly #evaluator: Evaluator;
  readonly #loops: readonly Linear[];
  readonly #width: number;
  readonly #mapping = new IRMapping();

  /** @param loops values of the iteration's loops, for `linalg.index`. */
  constructor(evaluator: Evaluator, loops: readonly Linear[], width: number) {
    this.#evaluator = evaluator;
    this.#loops = loops;
    this.#width = width;
  }

  /** Do all operations of the body work lane by lane on vectors? */
  static takesVectors(body: Block): boolean {
    return body.ops.every((op) => {
      if (op === body.last) return true;
      if (op.regions.length > 0 || op.numResults !== 1) return false;
      if (!op.name.startsWith('arith.') && !op.name.startsWith('math.')) return false;
      return [...op.operands, ...op.results].every(
        ({ type }) =>
          (type.kind === 'float' && type.format === 'f32') ||
          (type.kind === 'integer' && (type.width === 32 || type.width === 1)),
      );
    });
  }

  map(argument: Value, value: Value): void {
    this.#mapping.map(argument, value);
  }

  /** The values that the body yields. */
  run(body: Block): Value[] {
    for (let op = body.first; op; op = op.next) {
      if (op === body.last) return op.operands.map((operand) => this.#mapping.lookup(operand));
      this.#clone(op);
    }
    return [];
  }

  #clone(op: Operation): void {
    const { emitter } = this.#evaluator;
    emitter.at(op.location, () => {
      const results = this.#results(op);
      op.results.forEach((result, i) => {
        this.#mapping.map(result, results[i] as Value);
      });
    });
  }

  #results(op: Operation): readonly Value[] {
    const { emitter } = this.#evaluator;
    if (op.is('linalg.index'))
      return [emitter.materialize(this.#loops[Number(op.intAttr('dim') ?? 0n)] as Linear)];
    const operands = op.operands.map((operand) => this.#mapping.lookup(operand));
    if (op.is('tensor.extract')) {
      const [tensor, ...indices] = operands as [Value, ...Value[]];
      return [this.#evaluator.element(tensor, indices.map(linearOf))];
    }
    if (op.is('tensor.dim')) {
      const [tensor, dim] = operands as [Value, Value];
      return [emitter.materialize(this.#evaluator.sizes.ofDim(op, tensor, dim))];
    }
    if ([...op.operands, ...op.results].some(({ type }) => type.kind === 'tensor'))
      throw new CannotLower(op, 'works on tensors inside the body of a structured operation');
    if (op.regions.length > 0) return this.#withRegions(op, operands);
    return this.#lanewise(op, operands);
  }

  #withRegions(op: Operation, operands: readonly Value[]): readonly Value[] {
    const { emitter } = this.#evaluator;
    return emitter.withRegions(op, operands, (original, args) => {
      original.arguments.forEach((argument, i) => {
        this.#mapping.map(argument, args[i] as Value);
      });
      for (let inner = original.first; inner; inner = inner.next)
        if (inner === original.last)
          emitter.create(inner.name, {
            operands: emitter.split(inner.operands.map((operand) => this.#mapping.lookup(operand))),
            types: [],
            attributes: inner.attributes.entries,
          });
        else this.#clone(inner);
    });
  }

  #lanewise(op: Operation, operands: readonly Value[]): readonly Value[] {
    const { emitter, target } = this.#evaluator;
    const attributes = op.attributes.entries;
    const mayFault = MAY_FAULT.has(op.name);
    const isVector = operands.some((operand) => operand.type.kind === 'vector');
    const expanded = target.vectorMath ? null : expandMath(emitter, op.name, operands);
    if (expanded) return [expanded];
    if (isOfComplex(op.name, operands)) {
      const value = expandComplex(emitter, makeMath(emitter, target), op.name, operands);
      if (value) return [value];
      throw new CannotLower(op, 'is no operation on complex numbers that there is a formula for');
    }
    if (!isVector) {
      const extended = expandExtended(emitter, op.name, operands);
      if (extended) return extended;
      return emitter.pure({ name: op.name, operands, types: op.resultTypes, attributes }, mayFault);
    }
    if (op.name.startsWith('math.') && !target.vectorMath && !LANEWISE_MATH.has(op.name)) {
      const [type] = op.resultTypes;
      if (!type) return [];
      return [
        emitter.fromLanes(
          Array.from({ length: this.#width }, (_, lane) =>
            emitter.value(
              op.name,
              operands.map((operand) => emitter.extract(operand, lane)),
              type,
              attributes,
            ),
          ),
        ),
      ];
    }
    // A condition may stay one for all lanes; everything else is widened.
    const widened = operands.map((operand, i) =>
      op.is('arith.select') && i === 0 ? operand : emitter.broadcast(operand, this.#width),
    );
    return emitter.pure(
      {
        name: op.name,
        operands: widened,
        types: op.resultTypes.map((type) => VectorType.get([this.#width], type)),
        attributes,
      },
      mayFault,
    );
  }
}

/** Functions as the target has them: its own, or in arithmetic. */
const makeMath =
  (emitter: Emitter, target: CodegenTarget): MakeMath =>
  (name, operands) =>
    (target.vectorMath ? null : expandMath(emitter, name, operands)) ??
    emitter.value(name, operands, (operands[0] as Value).type);

/** Functions that every SIMD instruction set has. */
const LANEWISE_MATH = new Set([
  'math.absf',
  'math.ceil',
  'math.floor',
  'math.fma',
  'math.roundeven',
  'math.sqrt',
  'math.trunc',
]);

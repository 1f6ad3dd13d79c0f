/**
 * Holds code generation to the reference evaluator: runs the dispatches of a variant as they stand
 * and as they are lowered for a target, on the same random memory, and compares what they leave.
 */

import assert from 'node:assert/strict';
import {
  Context,
  type Diagnostic,
  type Operation,
  parseModule,
  type Type,
} from '@iree-workbench/ir';
import { allDialects } from '@iree-workbench/ir/dialects';
import {
  lowerDispatch,
  workgroupThreads,
} from '../../packages/compiler/src/codegen/lower-dispatch.ts';
import type { CodegenTarget } from '../../packages/compiler/src/codegen/target.ts';
import { runDispatch, workgroupCount } from './evaluator.ts';
import { randomInteger, randomNumbers } from './random.ts';
import type { Scalar } from './values.ts';

/** Parses a module and gives its variants; fails the test on any diagnostic. */
export function variantsOf(text: string): Operation[] {
  const { module, diagnostics } = parseModule(new Context(allDialects), text);
  assert.deepEqual(
    diagnostics.map(({ message }) => message),
    [],
  );
  return module.collect('hal.executable.variant');
}

/** Exports of a variant with the functions that they name. */
export function dispatchesIn(variant: Operation): { exportOp: Operation; func: Operation }[] {
  const funcs = variant.collect('func.func');
  return variant.collect('hal.executable.export').map((exportOp) => {
    const func = funcs.find((candidate) => candidate.symbolName === exportOp.symbolName);
    assert.ok(func, `no function for ${exportOp.symbolName}`);
    return { exportOp, func };
  });
}

/** The bindings of a dispatch, by set and binding, as elements of a type. */
export interface BoundMemory {
  readonly elementType: Type;
  readonly elements: Scalar[];
}

/** Runs one lowered dispatch over its grid on the bindings given, in place. */
export type DispatchRunner = (
  variant: Operation,
  exportOp: Operation,
  bindings: ReadonlyMap<string, BoundMemory>,
  constants: readonly number[],
  count: readonly number[],
) => void;
/** The same on a device that answers later. */
export type AsyncDispatchRunner = (...args: Parameters<DispatchRunner>) => Promise<void>;

/** Memory that is filled at random when first asked for, the same for the same seed. */
class RandomMemory {
  readonly bindings = new Map<string, Scalar[]>();
  readonly types = new Map<string, Type>();
  /** What the bindings held before anything was written. */
  readonly #initial = new Map<string, readonly Scalar[]>();
  readonly #seed: number;
  constructor(seed: number) {
    this.#seed = seed;
  }
  readonly binding = (key: string, length: number, type: Type): Scalar[] => {
    const known = this.bindings.get(key) ?? [];
    this.types.set(key, type);
    if (known.length >= length) return known;
    const random = randomNumbers(this.#seed + 7919 * Number(key.split(':')[1]) + known.length);
    while (known.length < length) known.push(randomElement(random, type));
    this.bindings.set(key, known);
    this.#initial.set(key, [...known]);
    return known;
  };
  /** Other memory that holds what this one did at first. */
  copy(): RandomMemory {
    const copy = new RandomMemory(this.#seed);
    for (const [key, elements] of this.#initial) copy.bindings.set(key, [...elements]);
    for (const [key, type] of this.types) copy.types.set(key, type);
    return copy;
  }
}

function randomElement(random: () => number, type: Type): Scalar {
  if (type.kind !== 'integer') return Math.fround(random() * 4 - 2);
  return BigInt(type.width === 1 ? randomInteger(random, 0, 1) : randomInteger(random, -100, 100));
}

/**
 * An executable with one dispatch. `bindings` gives the types of the tensors in memory, with their
 * dynamic sizes in braces; the body uses them as `%b0`, `%b1`…, the constants as `%n0`, `%n1`….
 */
export function executableText(options: {
  readonly bindings: readonly string[];
  readonly body: string;
  /** How many loops the root operation has, the workload's length. */
  readonly workload: number;
  readonly constants?: number;
}): string {
  const { bindings, body, workload, constants = 0 } = options;
  const args = Array.from({ length: workload }, (_, i) => `%arg${i + 1}`);
  const loads = Array.from(
    { length: constants },
    (_, i) =>
      `%i${i} = hal.interface.constant.load[${i}] : i32\n%n${i} = arith.index_castui %i${i} : i32 to index`,
  );
  const subspans = bindings.map(
    (type, i) =>
      `%b${i} = hal.interface.binding.subspan set(0) binding(${i}) type(storage_buffer) alignment(64) offset(%c0) : ${type}`,
  );
  return `hal.executable private @executable {
  hal.executable.variant public @variant, target = <"wasm", "wasm-simd128-fb"> {
    hal.executable.export public @dispatch ordinal(0) layout(#hal.pipeline.layout<push_constants = ${constants}, sets = [<0, bindings = [${bindings.map((_, i) => `<${i}, storage_buffer>`).join(', ')}]>]>) {
    ^bb0(%arg0: !hal.device${args.map((arg) => `, ${arg}: index`).join('')}):
      %x, %y, %z = flow.dispatch.workgroup_count_from_dag_root ${args.join(', ')}
      hal.return %x, %y, %z : index, index, index
    }
    builtin.module {
      func.func @dispatch() {
        %c0 = arith.constant 0 : index
        ${[...loads, ...subspans].join('\n')}
        ${body}
        return
      }
    }
  }
}`;
}

export interface Comparison {
  readonly target: CodegenTarget;
  readonly constants?: readonly number[];
  readonly workload?: readonly number[];
  readonly seed: number;
  /** Relative and absolute tolerance for floats, whose sums may be reordered. */
  readonly tolerance?: number;
  /** What runs the lowered dispatch; absent: the reference evaluator. */
  readonly run?: DispatchRunner;
}

/** One dispatch, computed by the reference evaluator and lowered. */
interface Prepared {
  readonly variant: Operation;
  readonly exportOp: Operation;
  readonly func: Operation;
  readonly found: RandomMemory;
  readonly count: readonly number[];
  readonly check: () => void;
}

function prepare(text: string, comparison: Comparison): Prepared[] {
  const { target, constants = [], workload = [], seed, tolerance = 1e-5 } = comparison;
  const lowered = variantsOf(text);
  return variantsOf(text).flatMap((original, v) => {
    const variant = lowered[v] as Operation;
    const problems: Diagnostic[] = [];
    lowerDispatch(variant, target, { onDiagnostic: (diagnostic) => problems.push(diagnostic) });
    assert.deepEqual(
      problems.map(({ message }) => message),
      [],
    );
    const actual = dispatchesIn(variant);
    return dispatchesIn(original).map(({ func: reference }, d): Prepared => {
      const { exportOp, func } = actual[d] as (typeof actual)[number];
      const expected = new RandomMemory(seed);
      runDispatch(reference, { binding: expected.binding, constants });
      const found = expected.copy();
      return {
        variant,
        exportOp,
        func,
        found,
        count: workgroupCount(exportOp, workload),
        check() {
          for (const [key, elements] of expected.bindings)
            compareMemory(
              `${reference.symbolName} binding ${key} (seed ${seed})`,
              elements,
              found.bindings.get(key) ?? [],
              tolerance,
            );
        },
      };
    });
  });
}

function boundMemory({ found }: Prepared): Map<string, BoundMemory> {
  const bound = new Map<string, BoundMemory>();
  for (const [key, elements] of found.bindings)
    bound.set(key, { elementType: found.types.get(key) as Type, elements });
  return bound;
}

/** Lowers the variants' text and compares; returns the lowered variants. */
export function compareDispatches(text: string, comparison: Comparison): Operation[] {
  const { constants = [] } = comparison;
  const prepared = prepare(text, comparison);
  for (const one of prepared) {
    if (comparison.run)
      comparison.run(one.variant, one.exportOp, boundMemory(one), constants, one.count);
    else
      runDispatch(
        one.func,
        { binding: one.found.binding, constants },
        one.count,
        workgroupThreads(one.exportOp) ?? 1,
      );
    one.check();
  }
  return [...new Set(prepared.map(({ variant }) => variant))];
}

/** Lowers the variants' text, runs them on a device and compares. */
export async function compareDispatchesOn(
  run: AsyncDispatchRunner,
  text: string,
  comparison: Omit<Comparison, 'run'>,
): Promise<void> {
  for (const one of prepare(text, comparison)) {
    await run(one.variant, one.exportOp, boundMemory(one), comparison.constants ?? [], one.count);
    one.check();
  }
}

function compareMemory(
  what: string,
  expected: readonly Scalar[],
  found: readonly Scalar[],
  tolerance: number,
): void {
  expected.forEach((value, i) => {
    const other = found[i];
    const equal =
      typeof value === 'number' && typeof other === 'number'
        ? Object.is(value, other) ||
          Math.abs(value - other) <= tolerance * Math.max(1, Math.abs(value))
        : value === other;
    if (!equal) assert.fail(`${what}: element ${i} is ${other}, not ${value}`);
  });
}

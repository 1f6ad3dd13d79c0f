/** Random programs on tensors, the same for the same seed: functions, globals, control flow, linalg. */

import { type Dim, ProgramScope, type TensorTerm, typeText } from './program-scope.ts';
import { randomInteger, randomNumbers } from './random.ts';
import { DATA_STEPS } from './random-data-steps.ts';
import { ELEMENTS, type Element, isFloat, type Term } from './random-expression.ts';
import { LINALG_STEPS } from './random-linalg-steps.ts';
import type { Scalar } from './values.ts';

export interface ProgramInput {
  /** Sizes of a tensor; absent: a scalar. */
  readonly shape?: readonly number[];
  readonly element: Element;
  readonly elements: readonly Scalar[];
}
export interface RandomProgram {
  readonly text: string;
  /** Of `@main`. */
  readonly inputs: readonly ProgramInput[];
  /** Tolerance of each result of `@main`; 0 for those that are computed without rounding. */
  readonly tolerances: readonly number[];
}

/** What of a rounding error relative to the largest intermediate value is no defect. */
const RELATIVE_TOLERANCE: Readonly<Record<string, number>> = { f16: 0.03, f32: 2e-4, f64: 2e-4 };

interface Helper {
  readonly name: string;
  readonly parameters: readonly TensorTerm[];
  readonly results: readonly TensorTerm[];
}

export interface ProgramOptions {
  /** Element types to use; absent: all. */
  readonly elements?: readonly Element[];
  /** Operations in `@main`, about. */
  readonly steps?: number;
}

/** A program whose `@main` takes and gives a few tensors and scalars. */
export function randomProgram(seed: number, options: ProgramOptions = {}): RandomProgram {
  const random = randomNumbers(seed * 7919 + 17);
  const integer = (low: number, high: number): number => randomInteger(random, low, high);
  const pick = <T>(from: readonly T[]): T => from[integer(0, from.length - 1)] as T;
  // A few element types a program, or hardly any two values fit together.
  const allowed = options.elements ?? ELEMENTS;
  const elements = Array.from({ length: integer(1, 3) }, () => pick(allowed));
  const sizes = [integer(1, 6), integer(1, 6), integer(2, 9)];
  const module: string[] = [];
  const helpers: Helper[] = [];
  const globals: { name: string; tensor: TensorTerm }[] = [];
  const inputs: ProgramInput[] = [];

  const newScope = (): ProgramScope => new ProgramScope(random, elements, allowed);
  const randomShape = (): number[] =>
    Array.from({ length: pick([1, 2, 2, 3, 4]) }, () => pick(sizes));

  function parameter(scope: ProgramScope, index: number, shape: readonly number[]): TensorTerm {
    const isDynamic = shape.map(() => random() < 0.3);
    const element = pick(elements);
    const dims = shape.map((size, dim): Dim => {
      if (!isDynamic[dim]) return { size };
      return { size, value: `%dim${index}_${dim}` };
    });
    const tensor = { name: `%arg${index}`, element, dims, bound: 2, granule: 0.25 };
    dims.forEach(({ value }, dim) => {
      if (value === undefined) return;
      scope.emit(`%at${index}_${dim} = arith.constant ${dim} : index`);
      scope.emit(`${value} = tensor.dim ${tensor.name}, %at${index}_${dim} : ${typeText(tensor)}`);
    });
    scope.tensors.push(tensor);
    return tensor;
  }
  const randomElement = (element: Element): Scalar => {
    if (isFloat(element)) return integer(-8, 8) / 4;
    if (element === 'i1') return BigInt(integer(0, 1));
    return BigInt(random() < 0.7 ? integer(-9, 9) : integer(-128, 127));
  };

  /** Writes steps into a scope, control flow and calls among them. */
  function fill(scope: ProgramScope, steps: number, depth: number): void {
    for (let i = 0; i < steps; i++) {
      const kind = random();
      if (depth < 2 && kind < 0.06) branch(scope, depth);
      else if (depth < 2 && kind < 0.12) loop(scope, depth);
      else if (depth < 2 && kind < 0.15) whileLoop(scope, depth);
      else if (kind < 0.19) call(scope);
      else if (kind < 0.24) global(scope);
      else if (kind < 0.36) scope.elementwise();
      else if (kind < 0.72) pick(LINALG_STEPS)(scope);
      else pick(DATA_STEPS)(scope);
    }
  }

  /** A value of exactly the tensor's type, computed in the scope. */
  function sameType(scope: ProgramScope, like: TensorTerm): TensorTerm {
    const same = scope.tensors.filter(
      (tensor) =>
        typeText(tensor) === typeText(like) &&
        tensor.dims.every(({ size }, dim) => size === like.dims[dim]?.size),
    );
    return scope.bounded(pick(same.slice(-3)));
  }

  function branch(scope: ProgramScope, depth: number): void {
    const condition = scope.condition();
    if (!condition || scope.tensors.length === 0) return;
    const carried = Array.from({ length: integer(1, 2) }, () => pick(scope.tensors));
    const parts = [0, 1].map(() => {
      const inner = scope.inner();
      fill(inner, integer(0, 3), depth + 1);
      return { inner, yielded: carried.map((tensor) => sameType(inner, tensor)) };
    });
    const types = carried.map(typeText).join(', ');
    const names = carried.map(() => scope.fresh());
    scope.emit(`${names.join(', ')} = scf.if ${condition} -> (${types}) {`);
    parts.forEach(({ inner, yielded }, part) => {
      if (part === 1) scope.emit('} else {');
      scope.append(inner);
      scope.emit(`  scf.yield ${yielded.map(({ name }) => name).join(', ')} : ${types}`);
    });
    scope.emit('}');
    carried.forEach((tensor, i) => {
      const [yes, no] = parts.map(({ yielded }) => yielded[i] as TensorTerm);
      scope.define({
        ...tensor,
        name: names[i] as string,
        bound: Math.max(yes?.bound ?? 0, no?.bound ?? 0),
        granule: Math.min(yes?.granule ?? 0, no?.granule ?? 0),
      });
    });
  }

  /** What a loop carries: bounded values, of whose rounding nothing is known. */
  function carriedInto(inner: ProgramScope, carried: readonly TensorTerm[]): TensorTerm[] {
    return carried.map((tensor) => {
      const known = { ...tensor, name: inner.fresh(), bound: 8, granule: 0 };
      inner.tensors.push(known);
      return known;
    });
  }
  const initial = (scope: ProgramScope): TensorTerm[] =>
    Array.from({ length: integer(1, 2) }, () => scope.bounded(pick(scope.tensors)));
  const defineResults = (
    scope: ProgramScope,
    carried: readonly TensorTerm[],
    names: readonly string[],
  ): void => {
    carried.forEach((tensor, i) => {
      scope.define({ ...tensor, name: names[i] as string, bound: 8, granule: 0 });
    });
  };

  function loop(scope: ProgramScope, depth: number): void {
    if (scope.tensors.length === 0) return;
    const carried = initial(scope);
    const bound = scope.smallIndex();
    const [zero, step] = [scope.index(0), scope.index(integer(1, 2))];
    const inner = scope.inner();
    const induction = inner.fresh();
    const args = carriedInto(inner, carried);
    inner.indices.push(induction);
    fill(inner, integer(1, 3), depth + 1);
    const yielded = args.map((tensor) => sameType(inner, tensor));
    const types = carried.map(typeText).join(', ');
    const names = carried.map(() => scope.fresh());
    scope.emit(
      `${names.join(', ')} = scf.for ${induction} = ${zero} to ${bound} step ${step} iter_args(${args.map(({ name }, i) => `${name} = ${carried[i]?.name}`).join(', ')}) -> (${types}) {`,
    );
    scope.append(inner);
    scope.emit(`  scf.yield ${yielded.map(({ name }) => name).join(', ')} : ${types}`, '}');
    defineResults(scope, carried, names);
  }

  function whileLoop(scope: ProgramScope, depth: number): void {
    if (scope.tensors.length === 0) return;
    const carried = initial(scope);
    const bound = scope.smallIndex();
    const [zero, one] = [scope.index(0), scope.index(1)];
    const before = scope.inner();
    const counter = before.fresh();
    const beforeArgs = carriedInto(before, carried);
    const condition = before.fresh();
    const after = scope.inner();
    const afterCounter = after.fresh();
    const args = carriedInto(after, carried);
    after.indices.push(afterCounter);
    fill(after, integer(1, 3), depth + 1);
    const yielded = args.map((tensor) => sameType(after, tensor));
    const next = after.fresh();
    const types = ['index', ...carried.map(typeText)].join(', ');
    const names = [scope.fresh(), ...carried.map(() => scope.fresh())];
    const list = (first: string, rest: readonly TensorTerm[]): string =>
      [first, ...rest.map(({ name }) => name)].join(', ');
    scope.emit(
      `${names.join(', ')} = scf.while (${[`${counter} = ${zero}`, ...beforeArgs.map(({ name }, i) => `${name} = ${carried[i]?.name}`)].join(', ')}) : (${types}) -> (${types}) {`,
      `  ${condition} = arith.cmpi slt, ${counter}, ${bound} : index`,
      `  scf.condition(${condition}) ${list(counter, beforeArgs)} : ${types}`,
      '} do {',
      `^bb0(${[`${afterCounter}: index`, ...args.map((arg) => `${arg.name}: ${typeText(arg)}`)].join(', ')}):`,
    );
    scope.append(after);
    scope.emit(
      `  ${next} = arith.addi ${afterCounter}, ${one} : index`,
      `  scf.yield ${list(next, yielded)} : ${types}`,
      '}',
    );
    defineResults(scope, carried, names.slice(1));
  }

  function call(scope: ProgramScope): void {
    if (helpers.length === 0) return;
    const helper = pick(helpers);
    const args = helper.parameters.map((parameter) => {
      const fitting = scope.tensors.filter(
        ({ element, dims }) =>
          element === parameter.element &&
          dims.length === parameter.dims.length &&
          dims.every(({ size }, dim) => size === parameter.dims[dim]?.size),
      );
      if (fitting.length === 0) return null;
      const arg = pick(fitting);
      // What the helper computes without rounding stays so only for such arguments.
      if (isFloat(arg.element) && (arg.bound > parameter.bound || arg.granule < parameter.granule))
        return null;
      return scope.cast(arg, parameter.dims);
    });
    if (args.includes(null)) return;
    const names = helper.results.map(() => scope.fresh());
    scope.emit(
      `${names.join(', ')} = func.call @${helper.name}(${args.map((arg) => arg?.name).join(', ')}) : (${helper.parameters.map(typeText).join(', ')}) -> (${helper.results.map(typeText).join(', ')})`,
    );
    helper.results.forEach((result, i) => {
      scope.define({ ...result, name: names[i] as string });
    });
  }

  /** Stores into a global and loads from it, or from another one. */
  function global(scope: ProgramScope): void {
    if (globals.length < 3) {
      const shape = randomShape();
      const element = pick(elements);
      const tensor = {
        name: `@global${globals.length}`,
        element,
        dims: shape.map((size) => ({ size })),
        bound: 8,
        granule: 0,
      };
      const initial = scope.denseText(element, shape);
      module.push(`util.global private mutable ${tensor.name} = ${initial} : ${typeText(tensor)}`);
      globals.push({ name: tensor.name, tensor });
    }
    const { name, tensor } = pick(globals);
    const type = typeText(tensor);
    const fitting = scope.tensors.filter((other) => typeText(other) === type);
    if (fitting.length > 0 && random() < 0.6)
      scope.emit(`util.global.store ${scope.bounded(pick(fitting)).name}, ${name} : ${type}`);
    const loaded = scope.fresh();
    scope.emit(`${loaded} = util.global.load ${name} : ${type}`);
    scope.define({ ...tensor, name: loaded });
  }

  function write(
    name: string,
    visibility: string,
    scope: ProgramScope,
    parameters: readonly string[],
    results: readonly (TensorTerm | Term)[],
  ): void {
    const types = results.map((result) => ('dims' in result ? typeText(result) : result.element));
    module.push(
      `func.func ${visibility}@${name}(${parameters.join(', ')}) -> (${types.join(', ')}) {`,
      ...scope.lines.map((line) => `  ${line}`),
      `  return ${results.map((result) => result.name).join(', ')} : ${types.join(', ')}`,
      '}',
    );
  }
  const parameterText = ({ name, element, dims }: TensorTerm): string =>
    `${name}: ${typeText({ element, dims })}`;

  for (let i = integer(0, 2); i > 0; i--) {
    const scope = newScope();
    const parameters = Array.from({ length: integer(1, 2) }, (_, index) =>
      parameter(scope, index, randomShape()),
    );
    fill(scope, integer(1, 4), 1);
    const results = Array.from({ length: integer(1, 2) }, () => scope.bounded(pick(scope.tensors)));
    const name = `helper${helpers.length}`;
    write(name, 'private ', scope, parameters.map(parameterText), results);
    helpers.push({ name, parameters, results });
  }

  const main = newScope();
  const parameters = Array.from({ length: integer(1, 3) }, (_, index) => {
    const tensor = parameter(main, index, randomShape());
    const shape = tensor.dims.map(({ size }) => size);
    const count = shape.reduce((product, size) => product * size, 1);
    const values = Array.from({ length: count }, () => randomElement(tensor.element));
    inputs.push({ shape, element: tensor.element, elements: values });
    return parameterText(tensor);
  });
  parameters.push('%count: i32');
  inputs.push({ element: 'i32', elements: [BigInt(integer(0, 3))] });
  main.count = '%count';
  main.scalars.push({ name: '%count', element: 'i32', bound: 0, granule: 0 });
  fill(main, options.steps ?? integer(3, 14), 0);
  const results: (TensorTerm | Term)[] = [
    ...new Set([...main.tensors.slice(-2), ...Array.from({ length: 2 }, () => pick(main.tensors))]),
  ];
  const last = main.scalars.at(-1);
  if (last && ['i32', 'i64', 'f32'].includes(last.element)) results.push(last);
  write('main', '', main, parameters, results);
  return {
    text: `${module.join('\n')}\n`,
    inputs,
    tolerances: results.map(({ element, granule, bound }) =>
      isFloat(element) && granule === 0
        ? (RELATIVE_TOLERANCE[element] ?? 0) * Math.max(1, bound, main.largestBound)
        : 0,
    ),
  };
}

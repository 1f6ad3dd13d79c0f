/** Holds the compiler to the reference evaluator: whole programs, compiled, run on a device, compared. */

import assert from 'node:assert/strict';
import { type CompileOptions, compile, createContext, type Phase } from '@iree-workbench/compiler';
import { parseCallingConvention } from '@iree-workbench/format';
import {
  type Operation,
  parseModule,
  printOperation,
  type Type,
  verifyOperation,
} from '@iree-workbench/ir';
import {
  type HalDevice,
  type HostValue,
  parseInputs,
  Session,
  toArguments,
  toHostValues,
} from '@iree-workbench/runtime';
import { ProgramEvaluator } from './evaluate-program.ts';
import { readElements } from './memory-bytes.ts';
import type { ProgramInput, RandomProgram } from './random-program.ts';
import { elementCount, type RuntimeValue, type Scalar } from './values.ts';

/** Inputs as upstream's tools read them. */
export const inputTexts = (inputs: readonly ProgramInput[]): string[] =>
  inputs.map(({ shape, element, elements }) =>
    shape === undefined
      ? String(elements[0])
      : `${shape.map((size) => `${size}x`).join('')}${element}=${elements.join(' ')}`,
  );

function parsed(text: string): Operation {
  const { module, diagnostics } = parseModule(createContext(), text);
  const problems = [...diagnostics, ...verifyOperation(module)];
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
  );
  return module;
}

function compiled(module: Operation, options: CompileOptions, verifyEach: boolean) {
  const problems: string[] = [];
  const onDiagnostic = ({ message }: { message: string }): void => void problems.push(message);
  const result = compile(
    module,
    { ...options, stripSourceMap: true },
    { onDiagnostic, verifyEach },
  );
  assert.deepEqual(problems, []);
  return result;
}

/** The module file of a program. */
export function compileProgram(text: string, targets: CompileOptions['targets']): Uint8Array {
  const { bytes } = compiled(parsed(text), { targets }, true);
  assert.ok(bytes);
  return bytes;
}

/** The module file by way of the text of a phase. */
export function compileThrough(
  text: string,
  targets: CompileOptions['targets'],
  phase: Phase,
): Uint8Array {
  const { module } = compiled(parsed(text), { targets, compileTo: phase }, false);
  const { bytes } = compiled(
    parsed(printOperation(module)),
    { targets, compileFrom: phase },
    false,
  );
  assert.ok(bytes);
  return bytes;
}

/** What the operations' definitions say of `@main`, with the types of the results. */
export function evaluateProgram(program: RandomProgram): {
  readonly values: readonly RuntimeValue[];
  readonly types: readonly Type[];
} {
  const module = parsed(program.text);
  const operands = program.inputs.map(
    ({ shape, elements }): RuntimeValue =>
      shape ? { kind: 'tensor', shape, elements: [...elements] } : (elements[0] as Scalar),
  );
  const values = new ProgramEvaluator(module).run('main', operands);
  const main = module.region().front.ops.find(({ symbolName }) => symbolName === 'main');
  const types = main?.region().front.last?.operands.map(({ type }) => type);
  assert.ok(types);
  return { values, types };
}

/** Runs `@main` of a module on a device. */
export async function runProgram(
  device: HalDevice,
  bytes: Uint8Array,
  program: RandomProgram,
): Promise<HostValue[]> {
  const session = await Session.create({ device, modules: [bytes] });
  try {
    const main = session.findFunction('main');
    assert.ok(main);
    const convention = parseCallingConvention(main.cconv);
    const types = convention.arguments.flatMap((each) =>
      each.kind === 'value' ? [each.type] : [],
    );
    const inputs = await parseInputs(inputTexts(program.inputs), {
      types,
      readFile: () => assert.fail('a file in a value'),
    });
    const invocation = await session.invoke(main, toArguments(inputs, device.allocator));
    const results = await toHostValues(invocation.results, convention.results);
    await invocation.completed();
    invocation.release();
    return results;
  } finally {
    await session.dispose();
  }
}

function elementsOf(
  value: HostValue,
  type: Type,
): { shape: readonly number[]; elements: Scalar[] } {
  if (value.kind === 'scalar')
    return {
      shape: [],
      elements: [type.kind === 'integer' ? BigInt(value.value) : Number(value.value)],
    };
  assert.ok(value.kind === 'tensor' && type.kind === 'tensor');
  const elements = new Array<Scalar>(elementCount(value.shape)).fill(0);
  readElements(value.bytes, type.elementType, elements);
  return { shape: value.shape, elements };
}

/** Fails if results of a device are not the evaluator's. */
export function compareProgram(
  { values, types }: ReturnType<typeof evaluateProgram>,
  results: readonly HostValue[],
  tolerances: readonly number[],
): void {
  assert.equal(results.length, values.length);
  values.forEach((value, i) => {
    const found = elementsOf(results[i] as HostValue, types[i] as Type);
    const expected = typeof value === 'object' ? value : { shape: [], elements: [value] };
    assert.ok('shape' in expected);
    assert.deepEqual(found.shape, expected.shape, `shape of result ${i}`);
    expected.elements.forEach((element, at) => {
      const other = found.elements[at] as Scalar;
      const isEqual =
        element === other ||
        (typeof element === 'number' &&
          Math.abs(element - Number(other)) <= (tolerances[i] as number));
      assert.ok(isEqual, `result ${i}: element ${at} is ${other}, not ${element}`);
    });
  });
}

/**
 * `npm run conformance:results`: calls the functions of programs with random inputs, compiled by upstream
 * and by the workbench, and holds our results to upstream's.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  compile,
  createContext,
  INPUT_TYPES,
  type InputType,
  TARGETS,
  type TargetDevice,
} from '@iree-workbench/compiler';
import { parseElementType } from '@iree-workbench/format';
import {
  type Diagnostic,
  DYNAMIC,
  numElements,
  type Operation,
  parseModule,
  printOperation,
  type Type,
  verifyOperation,
} from '@iree-workbench/ir';
import {
  type HalDevice,
  type NdArray,
  Session,
  toArguments,
  toHostValues,
} from '@iree-workbench/runtime';
import { createNodeRegistry } from '@iree-workbench/runtime/node';
import { randomNumbers } from '../reference/random.ts';
import { useSwiftShader } from '../swiftshader.ts';
import { type Deviation, deviation, elementsOf } from './deviation.ts';
import {
  edgeElements,
  functionType,
  publicFunctions,
  randomElements,
  randomizeWeights,
  returnCheckedValues,
} from './result-program.ts';
import { UpstreamFailure, UpstreamProgram } from './upstream-program.ts';

const usage = `npm run conformance:results -- --compiler COMMAND --runner COMMAND [options] FILES

  --compiler    path of an iree-compile with the back end llvm-cpu
  --runner      path of an iree-run-module
  --device      device of ours: ${TARGETS.join(', ')} (in software, by SwiftShader)
  --input-type  dialects of the programs: ${INPUT_TYPES.join(', ')}; found by itself
  --seed        of the random numbers (1)
  --edges       extremes, zeros, infinities and NaN as inputs
  --weights     random weights, too, where a program's are all alike
  --dynamic     size of the first dynamic dimension; the next is one more (5)
  --relative    tolerated difference of floats, in parts of the largest of a result (1e-4)
  --absolute    tolerated difference of floats besides (1e-6)
`;

interface Options {
  readonly compiler: string;
  readonly runner: string;
  readonly target: TargetDevice;
  readonly inputType: InputType;
  readonly seed: number;
  readonly hasEdges: boolean;
  readonly hasRandomWeights: boolean;
  readonly firstDynamic: number;
  readonly relative: number;
  readonly absolute: number;
}

/** A program that cannot be compared; the message says which tool refuses it, or what is missing. */
class Incomparable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Incomparable';
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values, positionals: files } = parseArgs({
    options: {
      compiler: { type: 'string' },
      runner: { type: 'string' },
      device: { type: 'string', default: 'local' },
      'input-type': { type: 'string', default: 'auto' },
      seed: { type: 'string', default: '1' },
      edges: { type: 'boolean', default: false },
      weights: { type: 'boolean', default: false },
      dynamic: { type: 'string', default: '5' },
      relative: { type: 'string', default: '1e-4' },
      absolute: { type: 'string', default: '1e-6' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const { compiler, runner } = values;
  if (values.help || compiler === undefined || runner === undefined || files.length === 0) {
    process.stdout.write(usage);
    return values.help ? 0 : 1;
  }
  const options: Options = {
    compiler,
    runner,
    target: oneOf('device', TARGETS, values.device),
    inputType: oneOf('input-type', INPUT_TYPES, values['input-type']),
    seed: number('seed', values.seed),
    hasEdges: values.edges,
    hasRandomWeights: values.weights,
    firstDynamic: number('dynamic', values.dynamic),
    relative: number('relative', values.relative),
    absolute: number('absolute', values.absolute),
  };
  if (options.target === 'webgpu') await useSwiftShader();
  const device = await createNodeRegistry().createDevice(options.target);
  const folder = mkdtempSync(join(tmpdir(), 'iwb-results-'));
  let agreeing = 0;
  try {
    for (const file of files) if (await compareFile(file, options, device, folder)) agreeing++;
  } finally {
    rmSync(folder, { recursive: true });
    await device.destroy();
  }
  process.stdout.write(`${agreeing} of ${files.length} programs agree\n`);
  return agreeing === files.length ? 0 : 1;
}

function oneOf<T extends string>(flag: string, known: readonly T[], given: string): T {
  const found = known.find((each) => each === given);
  if (found) return found;
  throw new Error(`--${flag}: '${given}' is none of ${known.join(', ')}`);
}

function number(flag: string, given: string): number {
  const value = Number(given);
  if (given.trim() !== '' && Number.isFinite(value)) return value;
  throw new Error(`--${flag}: '${given}' is no number`);
}

/** Compares all functions of a program, and says how it went. @returns whether all agree */
async function compareFile(
  file: string,
  options: Options,
  device: HalDevice,
  folder: string,
): Promise<boolean> {
  const say = (text: string): void => void process.stdout.write(`${basename(file)}: ${text}\n`);
  try {
    const module = parsed(readFileSync(file, 'utf8'));
    const random = randomNumbers(options.seed);
    returnCheckedValues(module);
    if (options.hasRandomWeights) randomizeWeights(module, random);
    const text = `${printOperation(module)}\n`;
    const upstream = await UpstreamProgram.compile(
      { compiler: options.compiler, runner: options.runner, folder },
      text,
      [
        `--iree-input-type=${upstreamInputType(module, options.inputType)}`,
        // Ours computes in 64 bits what is written so.
        '--iree-flow-demote-f64-to-f32=false',
      ],
    );
    const started = performance.now();
    const bytes = compiled(parsed(text), options);
    const seconds = (performance.now() - started) / 1000;
    say(`compiled in ${seconds.toFixed(1)} s; upstream took ${upstream.compileSeconds.toFixed(1)}`);
    const session = await Session.create({ device, modules: [bytes] });
    try {
      let isEqual = true;
      for (const func of publicFunctions(module)) {
        const { text, agrees } = await compareFunction(func, options, random, upstream, session);
        say(`@${func.symbolName}: ${text}`);
        isEqual &&= agrees;
      }
      return isEqual;
    } finally {
      await session.dispose();
    }
  } catch (error) {
    if (error instanceof Incomparable) say(error.message);
    else if (error instanceof UpstreamFailure) say(`upstream: ${error.message.slice(0, 500)}`);
    else say(error instanceof Error ? `${error.name}: ${error.message.slice(0, 500)}` : `${error}`);
    return false;
  }
}

async function compareFunction(
  func: Operation,
  options: Options,
  random: () => number,
  upstream: UpstreamProgram,
  session: Session,
): Promise<{ text: string; agrees: boolean }> {
  const name = func.symbolName ?? '';
  const { results } = functionType(func);
  const makeElements = options.hasEdges ? edgeElements : randomElements;
  let dynamic = options.firstDynamic;
  const inputs = func.region().front.arguments.map(({ type }) => {
    const { elementType, shape } = tensorType(type);
    const sizes = shape.map((size) => (size === DYNAMIC ? dynamic++ : size));
    const element = elementName(elementType);
    return {
      type: [...sizes, element].join('x'),
      shape: sizes,
      elementType: parseElementType(element) ?? 0,
      bytes: makeElements(elementType, numElements(sizes), random),
    };
  });
  const theirs = await upstream.call(name, inputs, results.length);
  const started = performance.now();
  const ours = await called(session, name, inputs);
  const seconds = (performance.now() - started) / 1000;
  const found = theirs.results.map((expected, i) => {
    const { elementType } = tensorType(results[i] as Type);
    return compareResult(expected, ours[i], elementType, options);
  });
  const wrong = found.flatMap(({ problem }, i) =>
    problem === null ? [] : [`result ${i} ${problem}`],
  );
  const largest = Math.max(0, ...found.map(({ relative }) => relative));
  const text =
    wrong.length > 0
      ? wrong.join('\n  ')
      : `${results.length} results agree to ${largest.toExponential(1)} of the largest element`;
  const times = `${seconds.toFixed(2)} s; upstream ${theirs.seconds.toFixed(2)} with loading`;
  return { text: `${text}; ${times}`, agrees: wrong.length === 0 };
}

async function called(
  session: Session,
  name: string,
  inputs: readonly NdArray[],
): Promise<NdArray[]> {
  const values = inputs.map((input) => ({ kind: 'tensor' as const, ...input }));
  const invocation = await session.invoke(name, toArguments(values, session.device.allocator));
  const results = await toHostValues(invocation.results, []);
  await invocation.completed();
  invocation.release();
  return results.map((result) => {
    if (result.kind === 'tensor') return result;
    throw new Incomparable(`a result of @${name} is no tensor`);
  });
}

function compareResult(
  expected: NdArray,
  found: NdArray | undefined,
  elementType: Type,
  { relative, absolute }: Options,
): Deviation {
  if (!found || found.shape.join('x') !== expected.shape.join('x')) {
    const problem = `has shape ${found?.shape.join('x')}, not ${expected.shape.join('x')}`;
    return { relative: 0, problem };
  }
  return deviation(elementsOf(expected.bytes, elementType), elementsOf(found.bytes, elementType), {
    relative,
    absolute,
  });
}

function tensorType(type: Type) {
  if (type.kind === 'tensor') return type;
  throw new Incomparable('a function has operands or results that are no tensors');
}

/** An element type as tools write it in the type of an input. */
function elementName(type: Type): string {
  switch (type.kind) {
    case 'float':
      return type.format;
    case 'integer':
      return `${{ signed: 'si', signless: 'i', unsigned: 'ui' }[type.signedness]}${type.width}`;
    case 'complex':
      if (type.elementType.kind === 'float') return `cf${2 * type.elementType.width}`;
      break;
    default:
  }
  throw new Incomparable(`a function has elements of ${type.kind}`);
}

/** Upstream's compiler wants to know the input's dialect. */
function upstreamInputType(module: Operation, given: InputType): InputType {
  if (given !== 'auto') return given;
  const dialects = new Set<string>();
  module.walk((op) => {
    dialects.add(op.operationName.dialect);
  });
  if (dialects.has('tosa')) return 'tosa';
  if (dialects.has('stablehlo')) return 'stablehlo';
  return dialects.has('mhlo') || dialects.has('chlo') ? 'mhlo' : 'none';
}

function parsed(text: string): Operation {
  const { module, diagnostics } = parseModule(createContext(), text);
  const [first] = [...diagnostics, ...verifyOperation(module)];
  if (first) throw new Incomparable(first.message);
  return module;
}

function compiled(module: Operation, { target, inputType }: Options): Uint8Array {
  const problems: string[] = [];
  const onDiagnostic = ({ message }: Diagnostic): void => void problems.push(message);
  const { bytes } = compile(module, { targets: [target], inputType }, { onDiagnostic });
  if (bytes) return bytes;
  throw new Incomparable(problems.join('\n') || 'it does not compile');
}

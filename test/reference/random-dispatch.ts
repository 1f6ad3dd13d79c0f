/** Random dispatches of structured operations, the same for the same seed. */

import { executableText } from './compare-dispatch.ts';
import { randomInteger, randomNumbers } from './random.ts';

export interface RandomDispatch {
  readonly text: string;
  readonly constants: readonly number[];
  readonly workload: readonly number[];
}

const FLOAT_OPS = ['addf', 'subf', 'mulf', 'maxf', 'minf'];
const INTEGER_OPS = ['addi', 'subi', 'muli', 'maxsi', 'minui', 'andi', 'xori'];

/** A dispatch of one `linalg.generic` and perhaps an elementwise one that uses its result. */
export function randomDispatch(seed: number): RandomDispatch {
  const random = randomNumbers(seed);
  const pick = <T>(from: readonly T[]): T => from[randomInteger(random, 0, from.length - 1)] as T;
  const chance = (probability: number): boolean => random() < probability;
  const element = chance(0.7) ? 'f32' : 'i32';
  const binary = element === 'f32' ? FLOAT_OPS : INTEGER_OPS;

  const rank = randomInteger(random, 1, 4);
  const sizes = Array.from({ length: rank }, () => randomInteger(random, 1, rank > 2 ? 6 : 19));
  const constants: number[] = [];
  /** Text of each loop's size as a dimension of a type, and as an operand. */
  const dims = sizes.map((size) => {
    if (chance(0.5)) return { type: `${size}`, value: `${size}`, dynamic: false };
    constants.push(size);
    return { type: '?', value: `%n${constants.length - 1}`, dynamic: true };
  });
  const isReduction = sizes.map(() => chance(0.35));
  const shuffled = (loops: readonly number[]): number[] =>
    loops
      .map((loop) => [random(), loop] as const)
      .sort(([a], [b]) => a - b)
      .map(([, loop]) => loop);
  const all = sizes.map((_, loop) => loop);
  const outLoops = shuffled(all.filter((loop) => !isReduction[loop]));

  // Inputs: one that gives every loop its range, others with fewer dimensions or a window.
  const inputs = [shuffled(all).map((loop) => ({ expr: `d${loop}`, dim: dims[loop] }))];
  for (let i = randomInteger(random, 0, 2); i > 0; i--) {
    const loops = shuffled(all).slice(0, randomInteger(random, 0, rank));
    inputs.push(
      loops.map((loop) => {
        const other = pick(all);
        if (dims[loop]?.dynamic || dims[other]?.dynamic || other === loop || chance(0.6))
          return { expr: `d${loop}`, dim: dims[loop] };
        const size = 2 * ((sizes[loop] as number) - 1) + (sizes[other] as number);
        return {
          expr: `d${loop} * 2 + d${other}`,
          dim: { type: `${size}`, value: `${size}`, dynamic: false },
        };
      }),
    );
  }
  type Dims = readonly { type: string; value: string; dynamic: boolean }[];
  const tensor = (shape: Dims): string =>
    `tensor<${shape.map(({ type }) => `${type}x`).join('')}${element}>`;
  const dynamicDims = (shape: Dims): string => {
    const values = shape.filter(({ dynamic }) => dynamic).map(({ value }) => value);
    return values.length === 0 ? '' : `{${values.join(', ')}}`;
  };
  const inMemory = (access: string, shape: Dims): string =>
    `!flow.dispatch.tensor<${access}:${tensor(shape)}>${dynamicDims(shape)}`;
  const slice = (shape: Dims): string =>
    `offsets = [${shape.map(() => 0)}], sizes = [${shape.map(({ value }) => value).join(', ')}], strides = [${shape.map(() => 1)}]`;
  const known = (shape: readonly { dim: Dims[number] | undefined }[]): Dims =>
    shape.flatMap(({ dim }) => (dim ? [dim] : []));
  const inputDims = inputs.map(known);
  const outDims = outLoops.map((loop) => dims[loop] as Dims[number]);
  const mapOf = (exprs: readonly string[]): string =>
    `affine_map<(${all.map((loop) => `d${loop}`).join(', ')}) -> (${exprs.join(', ')})>`;

  const values = inputs.map((_, i) => `%a${i}`);
  const lines: string[] = [];
  for (let i = randomInteger(random, 0, 4); i > 0; i--) {
    const name = `%t${lines.length}`;
    lines.push(`${name} = arith.${pick(binary)} ${pick(values)}, ${pick(values)} : ${element}`);
    values.push(name);
  }
  const last = values[values.length - 1] as string;
  const combine = pick(
    element === 'f32'
      ? ['addf %acc, V', 'addf V, %acc', 'maxf %acc, V', 'minf V, %acc', 'subf V, %acc']
      : [
          'addi %acc, V',
          'muli V, %acc',
          'maxsi %acc, V',
          'minui V, %acc',
          'subi V, %acc',
          'xori %acc, V',
        ],
  ).replace('V', last);
  const reduces = isReduction.includes(true);
  const outType = tensor(outDims);
  const outNumber = inputs.length;
  const maps = [
    ...inputs.map((dims) => mapOf(dims.map(({ expr }) => expr))),
    mapOf(outLoops.map((loop) => `d${loop}`)),
  ];
  const outRank = outLoops.length;
  const identity = `affine_map<(${outLoops.map((_, i) => `e${i}`).join(', ')}) -> (${outLoops.map((_, i) => `e${i}`).join(', ')})>`;
  const epilogue = chance(0.5);
  const result = epilogue ? '%after' : '%result';
  const body = `
    ${inputDims.map((shape, i) => `%in${i} = flow.dispatch.tensor.load %b${i}, ${slice(shape)} : ${inMemory('readonly', shape)} -> ${tensor(shape)}`).join('\n')}
    %start = arith.constant ${element === 'f32' ? '0.5' : '3'} : ${element}
    %empty = tensor.empty(${outDims
      .filter(({ dynamic }) => dynamic)
      .map(({ value }) => value)
      .join(', ')}) : ${outType}
    %init = linalg.fill ins(%start : ${element}) outs(%empty : ${outType}) -> ${outType}
    %result = linalg.generic {indexing_maps = [${maps.join(', ')}], iterator_types = [${isReduction.map((r) => (r ? '"reduction"' : '"parallel"')).join(', ')}]} ins(${inputs.map((_, i) => `%in${i}`).join(', ')} : ${inputDims.map(tensor).join(', ')}) outs(%init : ${outType}) {
    ^bb0(${inputs.map((_, i) => `%a${i}: ${element}`).join(', ')}, %acc: ${element}):
      ${lines.join('\n')}
      ${reduces || chance(0.3) ? `%combined = arith.${combine} : ${element}\nlinalg.yield %combined : ${element}` : `linalg.yield ${last} : ${element}`}
    } -> ${outType}
    ${
      epilogue
        ? `%after = linalg.generic {indexing_maps = [${identity}, ${identity}], iterator_types = [${outLoops.map(() => '"parallel"').join(', ')}]} ins(%result : ${outType}) outs(%empty : ${outType}) {
    ^bb0(%r: ${element}, %o: ${element}):
      %twice = arith.${element === 'f32' ? 'addf' : 'addi'} %r, %r : ${element}
      linalg.yield %twice : ${element}
    } -> ${outType}`
        : ''
    }
    flow.dispatch.tensor.store ${result}, %b${outNumber}, ${slice(outDims)} : ${outType} -> ${inMemory('writeonly', outDims)}`;
  const workload = epilogue
    ? outLoops.map((loop) => sizes[loop] as number)
    : sizes.map((size, loop) => (isReduction[loop] ? 1 : size));
  return {
    constants,
    workload: outRank === 0 && workload.length === 0 ? [1] : workload,
    text: executableText({
      bindings: [
        ...inputDims.map((shape) => inMemory('readonly', shape)),
        inMemory('writeonly', outDims),
      ],
      body,
      workload: Math.max(1, workload.length),
      constants: constants.length,
    }),
  };
}

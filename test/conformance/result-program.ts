/**
 * A program made ready for its results to be compared: what its tests check is returned, and weights that
 * are all alike become random ones.
 */

import {
  DenseElementsAttr,
  FunctionType,
  numElements,
  type Operation,
  type RankedShapedType,
  type Type,
  TypeAttr,
} from '@iree-workbench/ir';
import { elementBytes, writeElements } from '../reference/memory-bytes.ts';
import { randomInteger } from '../reference/random.ts';
import type { Scalar } from '../reference/values.ts';

/** Functions that callers see. */
export function publicFunctions(module: Operation): Operation[] {
  return module
    .collect('func.func')
    .filter(
      (func) =>
        func.parentOp === module &&
        func.stringAttr('sym_visibility') !== 'private' &&
        func.regions.some(({ blocks }) => blocks.length > 0),
    );
}

export function functionType(func: Operation): FunctionType {
  const type = func.attr('function_type');
  if (type?.kind === 'type' && type.type.kind === 'function') return type.type;
  throw new Error(`@${func.symbolName} has no type`);
}

/** Makes each function return what it checks, too, and check nothing. */
export function returnCheckedValues(module: Operation): void {
  for (const func of publicFunctions(module)) {
    const { front: entry, blocks } = func.region();
    const end = entry.last;
    const checks = [...entry.ops].filter(({ operationName }) => operationName.dialect === 'check');
    // Where a program branches, what is checked need not be there at its end.
    if (!end || checks.length === 0 || blocks.length > 1) continue;
    // Of an expectation only the first operand is computed by the program.
    const checked = checks.map((check) => check.operand(0));
    for (const check of checks) check.erase();
    end.setOperands([...end.operands, ...checked]);
    const { inputs, results } = functionType(func);
    const type = FunctionType.get(module.context, inputs, [
      ...results,
      ...checked.map((value) => value.type),
    ]);
    func.setAttr('function_type', TypeAttr.get(type));
  }
}

/**
 * Gives globals, and constants that nothing may fold, random elements where all were alike. Elements of
 * vectors, which may be variances, keep their sign and lie around what they were; those of anything larger
 * have either sign, and such a size that products of matrices neither grow nor shrink from one to the next.
 */
export function randomizeWeights(module: Operation, random: () => number): void {
  module.walk((op) => {
    const name = op.is('util.global') ? 'initial_value' : 'value';
    if (!op.is('util.global') && !op.is('util.unfoldable_constant')) return;
    const weights = op.attr(name);
    if (weights?.kind !== 'dense' || weights.type.elementType.kind !== 'float') return;
    const splat = weights.splatValue;
    if (splat?.kind !== 'float') return;
    const { shape } = weights.type;
    const fanIn = numElements(shape.slice(0, -1));
    const limit = Math.sqrt(3 / fanIn);
    const next =
      shape.length > 1 ? () => (2 * random() - 1) * limit : () => splat.value * (0.5 + random());
    op.setAttr(name, denseFloats(weights.type, next));
  });
}

function denseFloats(type: RankedShapedType, next: () => number): DenseElementsAttr {
  const count = numElements(type.shape);
  // Models have millions of these.
  if (type.elementType.kind === 'float' && type.elementType.format === 'f32') {
    const elements = Float32Array.from({ length: count }, next);
    return DenseElementsAttr.get(type, new Uint8Array(elements.buffer));
  }
  const elements = Array.from({ length: count }, next);
  const data = new Uint8Array(count * elementBytes(type.elementType));
  writeElements(data, type.elementType, elements);
  return DenseElementsAttr.get(type, data);
}

/** The parts of an element: two of a complex number. */
export function elementParts(type: Type): { readonly type: Type; readonly count: number } {
  return type.kind === 'complex' ? { type: type.elementType, count: 2 } : { type, count: 1 };
}

/** Floats at which functions, casts and comparisons change what they do, for the type's formats to round. */
const FLOAT_EDGES: readonly number[] = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1,
  1.5,
  -1.5,
  2.5,
  -2.5,
  0.49999997,
  127,
  127.5,
  128,
  -128.5,
  -129,
  255,
  255.5,
  256,
  32767.5,
  32768,
  -32769,
  65504,
  65520,
  65536,
  16777217,
  2147483520,
  2147483648,
  -2147483648,
  4294967040,
  4294967296,
  9.2e18,
  -9.3e18,
  1.8e19,
  1e-8,
  -6e-8,

  3e38,
  -3e38,
  1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
];

/** Random elements among edges: extremes, zeros, halves, infinities, NaN. */
export function edgeElements(type: Type, count: number, random: () => number): Uint8Array {
  const { type: part, count: parts } = elementParts(type);
  const bytes = new Uint8Array(count * parts * elementBytes(part));
  const edges: readonly Scalar[] = part.kind === 'integer' ? integerEdges(part.width) : FLOAT_EDGES;
  const elements = Array.from(
    { length: count * parts },
    () => edges[randomInteger(random, 0, edges.length - 1)] as Scalar,
  );
  writeElements(bytes, part, elements);
  return bytes;
}

function integerEdges(width: number): bigint[] {
  if (width === 1) return [0n, 1n];
  const top = 1n << BigInt(width - 1);
  return [
    0n,
    1n,
    -1n,
    2n,
    -2n,
    3n,
    7n,
    -7n,
    BigInt(width),
    top - 1n,
    -top,
    1n - top,
    top / 2n,
    -top / 2n,
  ];
}

/** Random bytes of elements: floats in [-1, 1), integers small enough that their products are exact. */
export function randomElements(type: Type, count: number, random: () => number): Uint8Array {
  const { type: part, count: parts } = elementParts(type);
  const bytes = new Uint8Array(count * parts * elementBytes(part));
  const elements = Array.from({ length: count * parts }, (): Scalar => {
    if (part.kind === 'float') return 2 * random() - 1;
    if (part.kind !== 'integer') throw new Error(`no random elements of ${part.kind}`);
    const isUnsigned = part.signedness === 'unsigned' || part.width === 1;
    const largest = Math.min(100, 2 ** (part.width - 1) - 1);
    return BigInt(randomInteger(random, isUnsigned ? 0 : -largest, Math.max(largest, 1)));
  });
  writeElements(bytes, part, elements);
  return bytes;
}

/** Checks of the iree_linalg_ext dialect but for packing and layouts; wording is upstream's. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Block, Operation, Value } from '../../operation.ts';
import { DYNAMIC, isRankedShaped, isShaped, isSignless, type Type } from '../../types.ts';
import { verifyDestinationStyle } from '../destination-style.ts';
import { isDimensionList } from '../packing.ts';

export type Verify = (op: Operation, report: VerifyContext) => boolean;

export const inputs = (op: Operation): readonly Value[] => operandsNamed(op, 'inputs');
export const outputs = (op: Operation): readonly Value[] => operandsNamed(op, 'outputs');
export const shapeOf = (type: Type): readonly number[] => (isRankedShaped(type) ? type.shape : []);
const elementOf = (value: Value): Type =>
  isShaped(value.type) ? value.type.elementType : value.type;
const rankOf = (value: Value): number => shapeOf(value.type).length;

const isCompatible = (a: number, b: number | undefined): boolean =>
  a === DYNAMIC || b === DYNAMIC || a === b;
export const areCompatible = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => isCompatible(size, b[i]));
const haveCompatibleShapes = (a: Value, b: Value): boolean =>
  areCompatible(shapeOf(a.type), shapeOf(b.type));
/** The number of operands that an operation wants, with what it says if they are not so many. */
export interface Counts {
  readonly inputs?: readonly [count: number, message: string];
  readonly outputs?: readonly [count: number, message: string];
}

/** Results, if there are any, are the outputs. */
function verifyResults(op: Operation, report: VerifyContext): boolean {
  const types = outputs(op).map((value) => value.type);
  if (op.numResults === 0) return true;
  if (op.numResults !== types.length)
    return report.opError('expected number of outputs to be same as the number of results');
  for (const [i, type] of types.entries())
    if (op.result(i).type !== type)
      return report.opError(
        `expected type of \`outs\` operand #${i} '${report.printType(type)}' to be same as result type '${report.printType(op.result(i).type)}'`,
      );
  return true;
}

/** The counts, a body where there is a region, and then `check`. */
export const counted =
  (counts: Counts, check: Verify): Verify =>
  (op, report) => {
    if (counts.inputs && inputs(op).length !== counts.inputs[0])
      return report.opError(counts.inputs[1]);
    if (counts.outputs && outputs(op).length !== counts.outputs[0])
      return report.opError(counts.outputs[1]);
    if (op.regions.some((region) => region.isEmpty)) return report.opError('expects a body');
    return check(op, report);
  };

/** What upstream checks of all of these operations, their counts, and then `check`. */
export const structured = (counts: Counts, check: Verify): Verify => {
  const checkOperands = counted(counts, check);
  return (op, report) =>
    verifyResults(op, report) && verifyDestinationStyle(op, report) && checkOperands(op, report);
};

export const dimensionsOf = (op: Operation, name: string): readonly number[] => {
  const attr = op.attr(name);
  return attr?.kind === 'dense_array' ? attr.numbers : [];
};

// ----- scatter -----

export const SCATTER_COUNTS: Counts = {
  inputs: [2, 'expected two input operands'],
  outputs: [1, 'expected one output operand'],
};

/** What a dialect's scatter has of its own. */
interface ScatterRules {
  /** Checks what says where the parts of an index go. */
  readonly checkDepth?: (
    op: Operation,
    depth: number,
    rank: number,
    report: VerifyContext,
  ) => boolean;
  /** Slices may be smaller than what they are put into. */
  readonly allowsParts: boolean;
}

export const scatterCheck =
  ({ checkDepth, allowsParts }: ScatterRules): Verify =>
  (op, report) => {
    const [updates, indices] = inputs(op) as [Value, Value];
    const [original] = outputs(op) as [Value];
    const [updateShape, indexShape, shape] = [updates, indices, original].map((value) =>
      shapeOf(value.type),
    ) as [readonly number[], readonly number[], readonly number[]];
    if (indexShape.length !== 2 || !isSignless(elementOf(indices), 32))
      return report.opError('expected indices to be of rank 2 of i32 element type');
    const depth = indexShape[1] ?? 0;
    if (depth === DYNAMIC) return report.opError('expected index depth is static');
    if (checkDepth?.(op, depth, shape.length, report) === false) return false;
    if (updateShape.length < 1)
      return report.opError('expected update value to be at least rank 1');
    if (indexShape[0] !== updateShape[0])
      return report.opError('mismatch in shape of indices and update value at dim#0');
    if (updateShape.length - 1 > shape.length)
      return report.opError('update value rank exceeds the rank of the original value');
    if (shape.length > depth + updateShape.length - 1)
      return report.opError('index depth and update value does not cover rank of original value');
    return (
      verifySlices(updateShape, shape, depth, allowsParts, report) &&
      verifyScatterBody(op, elementOf(updates), elementOf(original), report)
    );
  };

export const verifyScatter = structured(
  SCATTER_COUNTS,
  scatterCheck({
    allowsParts: true,
    checkDepth(op, depth, rank, report) {
      const dims = dimensionsOf(op, 'dimension_map');
      if (dims.length !== depth) return report.opError('invalid number of dimension map entries ');
      return isDimensionList(dims, rank) || report.opError('dimension map is invalid');
    },
  }),
);

/** Sizes of what is written are, or lie within, the sizes of what it is written to. */
function verifySlices(
  update: readonly number[],
  original: readonly number[],
  depth: number,
  allowsParts: boolean,
  report: VerifyContext,
): boolean {
  const full = original.length - depth;
  const exceeds = (i: number, k: number): boolean => (update[i] ?? 0) > (original[k] ?? 0);
  for (let k = depth; k < original.length; k++) {
    const i = update.length - original.length + k;
    if (!allowsParts && update[i] !== original[k])
      return report.opError(
        `mismatch in shape of update value dim#${i} and original value at dim#${k}`,
      );
    if (allowsParts && exceeds(i, k))
      return report.opError(`shape of update value dim#${i} exceeds original value at dim#${k}`);
  }
  for (
    let k = original.length - update.length + 1, i = 1;
    k < depth && i < update.length - full;
    k++, i++
  )
    if (exceeds(i, k))
      return report.opError(
        `indexed shape of update value dim#${i} exceeds original value at dim#${k} ${update[i]} ${original[k]}`,
      );
  return true;
}

function verifyScatterBody(
  op: Operation,
  update: Type,
  original: Type,
  report: VerifyContext,
): boolean {
  const body = op.region().front;
  const [a, b, ...others] = body.arguments.map((argument) => argument.type);
  if (!a || !b || others.length > 0) return report.opError('expected region to have two arguments');
  const text = (type: Type): string => `'${report.printType(type)}'`;
  const isScalar = (type: Type): boolean => type.kind === 'integer' || type.kind === 'float';
  if (!isScalar(a) || !isScalar(b))
    return report.opError('expected region to have scalar argument of integer or float types');
  if (a !== update)
    return report.opError(
      `mismatch in argument 0 of region ${text(a)} and element type of update value ${text(update)}`,
    );
  if (b !== original)
    return report.opError(
      `mismatch in argument 1 of region ${text(b)} and element type of original value ${text(original)}`,
    );
  if (a !== b) return report.opError(`mismatch in region argument types ${text(a)} and ${text(b)}`);
  const end = body.last;
  if (!end) return true;
  if (end.numOperands !== 1)
    return report.opErrorAt(end, 'expected region to yield a single value');
  const yielded = end.operand(0).type;
  return (
    yielded === a ||
    report.opErrorAt(
      end,
      `mismatch in type of yielded value ${text(yielded)} and argument of the region ${text(a)}`,
    )
  );
}

// ----- sort, fft, scan, reverse, topk -----

const yieldsBool = (block: Block): boolean => {
  const type = block.last?.operands[0]?.type;
  return type?.kind === 'integer' && type.width === 1;
};

export const verifySort = structured(
  { inputs: [0, 'does not expect to take any inputs'] },
  (op, report) => {
    const values = outputs(op);
    const [first] = values;
    if (!first) return report.opError('expected at least one `outs` operand');
    const block = op.region().front;
    if (block.arguments.length !== 2 * values.length)
      return report.opError(`region block should have ${2 * values.length} arguments`);
    const rank = rankOf(first);
    const dimension = Number(op.intAttr('dimension') ?? 0n);
    if (dimension < 0 || dimension >= rank)
      return report.opError(`dimension must be within (0, ${rank}]`);
    const shape = shapeOf(first.type);
    for (const [i, value] of values.entries()) {
      if (rankOf(value) !== rank)
        return report.opError(`expected operand ${i} to be rank ${rank}, same as other operands`);
      if (!shapeOf(value.type).every((size, k) => size === shape[k]))
        return report.opError(`expected operand ${i} to have same shape as other operands`);
      const element = elementOf(value);
      for (const k of [2 * i, 2 * i + 1]) {
        const { type } = block.argument(k);
        if (type !== element)
          return report.opError(
            `region block argument #${k} should be of type '${report.printType(element)}' but got '${report.printType(type)}'`,
          );
      }
    }
    if (block.last?.numOperands !== 1) return report.opError('should yield exactly one operand');
    return yieldsBool(block) || report.opError('should yield i1 type');
  },
);

export const verifyFft = structured({}, (op, report) => {
  const [stage, real, imaginary, ...others] = inputs(op);
  const [output] = outputs(op);
  const length = output && shapeOf(output.type).at(-1);
  if (length === DYNAMIC) return true;
  if (length !== undefined && (BigInt(length) & (BigInt(length) - 1n)) !== 0n)
    return report.opError('only powers of 2 are handled currently');
  if (!stage || isShaped(stage.type)) return report.opError('expected to carry `stage` input');
  if (real) {
    const isPair =
      imaginary && others.length === 0 && isShaped(real.type) && isShaped(imaginary.type);
    if (!isPair) return report.opError('expected to carry real and imag coeff inputs');
  }
  return (
    outputs(op).length === 2 || report.opError('expected outputs to be real and imag tensor/memref')
  );
});

export const checkScan = counted(
  {
    inputs: [1, 'expected one input operands'],
    outputs: [2, 'expected two output operands'],
  },
  (op, report) => {
    const [input] = inputs(op) as [Value];
    const [output, accumulator] = outputs(op) as [Value, Value];
    if (elementOf(accumulator) !== elementOf(input))
      return report.opError('expected input/accumulator element types to be identical');
    if (rankOf(accumulator) !== rankOf(input) - 1)
      return report.opError('expected accumulator rank to be equal to input rank - 1');
    const dimension = Number(op.intAttr('dimension') ?? 0n);
    const rest = shapeOf(input.type).filter((_, i) => i !== dimension);
    if (!rest.every((size, i) => isCompatible(size, shapeOf(accumulator.type)[i] ?? DYNAMIC)))
      return report.opError('incompatible input/accumulator shapes');
    if (elementOf(input) !== elementOf(output))
      return report.opError('expected input/output element types to be identical');
    if (rankOf(input) !== rankOf(output))
      return report.opError('expected input/output to have identical ranks');
    return (
      haveCompatibleShapes(input, output) || report.opError('incompatible input/output shapes')
    );
  },
);

export const verifyScan = structured({}, checkScan);

export const verifyReverse = structured(
  {
    inputs: [1, 'expected exactly one input'],
    outputs: [1, 'expected exactly one output'],
  },
  (op, report) => {
    const [input] = inputs(op) as [Value];
    const [output] = outputs(op) as [Value];
    if (elementOf(input) !== elementOf(output))
      return report.opError('expected input/output element types to be identical');
    // "expexted" is upstream's.
    if (rankOf(input) !== rankOf(output))
      return report.opError('expexted input/output to have identical ranks');
    if (!haveCompatibleShapes(input, output))
      return report.opError('incompatible input/output shapes');
    const attr = op.attr('dimensions');
    const seen = new Set<bigint>();
    for (let i = 0; attr?.kind === 'dense' && i < attr.numElements; i++) {
      const dim = BigInt.asIntN(64, attr.bitsAt(i));
      if (dim < 0n || dim >= BigInt(rankOf(output)))
        return report.opError(`all the dimensions must be within [0, ${rankOf(output)})`);
      if (seen.has(dim)) return report.opError('expected dimensions numbers are all unique');
      seen.add(dim);
    }
    return true;
  },
);

export const verifyTopk = structured({}, (op, report) => {
  const [values, indices, ...others] = inputs(op);
  if (!values || others.length > 0) return report.opError('expected one or two input operands');
  const [outValues, outIndices, ...moreOutputs] = outputs(op);
  if (!outValues || !outIndices || moreOutputs.length > 0)
    return report.opError('expected two output operands');
  const dimension = Number(op.intAttr('dimension') ?? 0n);
  if (dimension < 0 || dimension >= rankOf(values)) return report.opError('dimension exceeds rank');
  if (elementOf(values) !== elementOf(outValues))
    return report.opError('expected input/output value types to be identical');
  const isI32 = (value: Value): boolean => isSignless(elementOf(value), 32);
  if (indices && !(isI32(indices) && isI32(outIndices)))
    return report.opError('expected input/output indices types to be int32');
  const differ = rankOf(values) !== rankOf(outValues);
  if (differ || (indices && rankOf(indices) !== rankOf(outIndices)))
    return report.opError('expected input/output to have the same rank');
  if (indices && !haveCompatibleShapes(values, indices))
    return report.opError('input indices/values shape must match');
  if (!haveCompatibleShapes(outValues, outIndices))
    return report.opError('output indices/values shape must match');
  const outShape = shapeOf(outValues.type);
  if (!shapeOf(values.type).every((size, i) => i === dimension || isCompatible(size, outShape[i])))
    return report.opError('incompatible input/output shapes');
  const block = op.region().front;
  if (block.arguments.length !== 2) return report.opError('region block should have 2 arguments');
  if (block.arguments.some((argument) => argument.type !== elementOf(values)))
    return report.opError('region block types must match input');
  return yieldsBool(block) || report.opError('region block must end with a linalg_ext.yield i1!');
});

// ----- winograd, softmax, attention -----

const NHWC = '1,2';
const NCHW = '2,3';
/** The image's dimensions as text; null after reporting that they are none of both. */
function imageDimensions(op: Operation, report: VerifyContext): string | null {
  const dims = dimensionsOf(op, 'image_dimensions');
  if (dims.length !== 2) report.opError('expected only 2 image dimensions');
  else if (dims.join() === NHWC || dims.join() === NCHW) return dims.join();
  else report.opError('expect image dimensions to be either [1, 2] or [2, 3]');
  return null;
}
const permuted = (shape: readonly number[], order: readonly number[]): number[] =>
  order.map((i) => shape[i] ?? 1);
const ONE_EACH: Counts = {
  inputs: [1, 'expected one input operand'],
  outputs: [1, 'expected one output operand'],
};

const winograd = (
  rank: number,
  outputRank: string,
  expectedShape: (op: Operation, input: readonly number[], image: string) => number[],
): Verify =>
  structured(ONE_EACH, (op, report) => {
    const [input] = inputs(op) as [Value];
    const [output] = outputs(op) as [Value];
    if (rankOf(input) !== rank)
      return report.opError(`expected input operand to have rank ${rank}`);
    if (elementOf(input) !== elementOf(output))
      return report.opError('expected input/output element types to be identical');
    if (rankOf(output) !== 10 - rank)
      return report.opError(`expected output rank to be equal to input rank ${outputRank}`);
    const image = imageDimensions(op, report);
    if (image === null) return false;
    const expected = expectedShape(op, shapeOf(input.type), image);
    return (
      areCompatible(expected, shapeOf(output.type)) || report.opError('incompatible output shape')
    );
  });
const size = (op: Operation, name: string): number => Number(op.intAttr(name) ?? 0n);
const isImage = (image: string, i: number): boolean => image.split(',').includes(String(i));

export const verifyWinogradInput = winograd(4, '+ 2', (op, input, image) => {
  const [tile, kernel] = [size(op, 'output_tile_size'), size(op, 'kernel_size')];
  const sizes = input.map((extent, i) =>
    extent === DYNAMIC || !isImage(image, i) ? extent : Math.ceil((extent - kernel + 1) / tile),
  );
  const shape = [tile + kernel - 1, tile + kernel - 1, ...sizes];
  return image === NCHW ? permuted(shape, [0, 1, 2, 4, 5, 3]) : shape;
});
export const verifyWinogradOutput = winograd(6, '- 2', (op, given, image) => {
  const tile = size(op, 'output_tile_size');
  const input = image === NCHW ? permuted(given, [0, 1, 2, 5, 3, 4]) : given;
  return input
    .slice(2)
    .map((extent, i) =>
      isImage(image, i) ? (extent === DYNAMIC ? DYNAMIC : tile * extent) : extent,
    );
});

export const verifySoftmax = structured({}, (op, report) => {
  const [input] = inputs(op);
  const [output] = outputs(op);
  if (!input || !output) return true;
  if (!haveCompatibleShapes(input, output)) return report.opError('incompatible output shape');
  const dimension = Number(op.intAttr('dimension') ?? 0n);
  return (
    (dimension >= 0 && dimension < rankOf(input)) || report.opError('incorrect dimension specified')
  );
});

export const verifyAttention = structured({}, (op, report) => {
  const [query, key, value] = op.operands as [Value, Value, Value];
  const output = op.operand(3);
  for (const [other, name] of [
    [key, 'key'],
    [value, 'value'],
    [output, 'output'],
  ] as const)
    if (!haveCompatibleShapes(query, other)) return report.opError(`incompatible ${name} shape`);
  return true;
});

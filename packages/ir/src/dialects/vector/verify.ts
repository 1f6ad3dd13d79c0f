/** Checks of the vector dialect beyond types of operands; wording is upstream's. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { hasIdentityLayout, stridesAndOffset } from '../../strided-layout.ts';
import {
  bitWidth,
  elementTypeOrSelf,
  type MemRefType,
  numElements,
  type RankedTensorType,
  type Type,
  VectorType,
} from '../../types.ts';
import { constantIndex } from '../constants.ts';
import { combiningKindOf, intArray, isSupportedKind } from './attributes.ts';

export type Verify = (op: Operation, report: VerifyContext) => boolean;

export const vectorType = (type: Type): VectorType => type as VectorType;
const operandVector = (op: Operation, index: number): VectorType =>
  vectorType(op.operand(index).type);
export const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, i) => size === b[i]);

// ----- Elements and parts -----

/** A position is given for one-dimensional vectors only. */
export const verifyElementAccess =
  (vector: number): Verify =>
  (op, report) => {
    const rank = operandVector(op, vector).shape.length;
    const hasPosition = op.numOperands > vector + 1;
    if (rank === 0)
      return !hasPosition || report.opError('expected position to be empty with 0-D vector');
    if (rank !== 1) return report.opError('unexpected >1 vector rank');
    return hasPosition || report.opError('expected position for 1-D vector');
  };

function verifyPosition(
  report: VerifyContext,
  position: readonly number[],
  shape: readonly number[],
  what: string,
): boolean {
  for (const [i, value] of position.entries())
    if (value < 0 || value >= (shape[i] ?? 0))
      return report.opError(
        `expected position attribute #${i + 1} to be a non-negative integer smaller than the corresponding ${what} dimension`,
      );
  return true;
}

export const verifyExtract: Verify = (op, report) => {
  const { shape } = operandVector(op, 0);
  const position = intArray(op.attr('position'));
  if (position.length > shape.length)
    return report.opError('expected position attribute of rank smaller than vector rank');
  return verifyPosition(report, position, shape, 'vector');
};

export const verifyInsert: Verify = (op, report) => {
  const { shape } = operandVector(op, 1);
  const source = op.operand(0).type;
  const position = intArray(op.attr('position'));
  if (position.length > shape.length)
    return report.opError('expected position attribute of rank smaller than dest vector rank');
  if (source.kind === 'vector' && source.shape.length + position.length !== shape.length)
    return report.opError(
      'expected position attribute rank + source rank to match dest vector rank',
    );
  if (source.kind !== 'vector' && position.length !== shape.length)
    return report.opError('expected position attribute rank to match the dest vector rank');
  return verifyPosition(report, position, shape, 'dest vector');
};

/** Each number lies in [least, size) or, where closed, [least, size]. */
function inShape(
  report: VerifyContext,
  name: string,
  values: readonly number[],
  shape: readonly number[],
  least: number,
  isClosed: boolean,
): boolean {
  for (const [i, size] of shape.entries()) {
    const value = values[i];
    if (value === undefined) break;
    const end = isClosed ? size + 1 : size;
    if (value < least || value >= end)
      return report.opError(`expected ${name} dimension ${i} to be confined to [${least}, ${end})`);
  }
  return true;
}
const unitStrides = (report: VerifyContext, strides: readonly number[]): boolean =>
  strides.every((stride) => stride === 1) ||
  report.opError('expected strides to be confined to [1, 2)');
function sumInShape(
  report: VerifyContext,
  names: string,
  a: readonly number[],
  b: readonly number[],
  shape: readonly number[],
): boolean {
  for (const [i, size] of shape.entries()) {
    const [x, y] = [a[i], b[i]];
    if (x === undefined || y === undefined) break;
    if (x + y < 0 || x + y >= size + 1)
      return report.opError(
        `expected sum(${names}) dimension ${i} to be confined to [1, ${size + 1})`,
      );
  }
  return true;
}

export const verifyInsertStridedSlice: Verify = (op, report) => {
  const [source, dest] = [operandVector(op, 0), operandVector(op, 1)];
  const offsets = intArray(op.attr('offsets'));
  const strides = intArray(op.attr('strides'));
  if (offsets.length !== dest.shape.length)
    return report.opError('expected offsets of same size as destination vector rank');
  if (strides.length !== source.shape.length)
    return report.opError('expected strides of same size as source vector rank');
  const missing = dest.shape.length - source.shape.length;
  if (missing < 0)
    return report.opError('expected source rank to be smaller than destination rank');
  const sizes = [...new Array<number>(missing).fill(0), ...source.shape];
  return (
    inShape(report, 'offsets', offsets, dest.shape, 0, false) &&
    unitStrides(report, strides) &&
    sumInShape(report, 'offsets, source vector shape', offsets, sizes, dest.shape)
  );
};

/** The type of a strided slice: the sizes, then what is left of the shape. */
export const stridedSliceType = (vector: VectorType, sizes: readonly number[]): VectorType =>
  VectorType.get([...sizes, ...vector.shape.slice(sizes.length)], vector.elementType);

export const verifyExtractStridedSlice: Verify = (op, report) => {
  const vector = operandVector(op, 0);
  const { shape } = vector;
  const [offsets, sizes, strides] = ['offsets', 'sizes', 'strides'].map((name) =>
    intArray(op.attr(name)),
  ) as [number[], number[], number[]];
  if (offsets.length !== sizes.length || offsets.length !== strides.length)
    return report.opError('expected offsets, sizes and strides attributes of same size');
  if (offsets.length > shape.length)
    return report.opError('expected offsets attribute of rank smaller than vector rank');
  const ok =
    inShape(report, 'offsets', offsets, shape, 0, false) &&
    inShape(report, 'sizes', sizes, shape, 1, true) &&
    unitStrides(report, strides) &&
    sumInShape(report, 'offsets, sizes', offsets, sizes, shape);
  if (!ok) return false;
  const expected = stridedSliceType(vector, sizes);
  return (
    op.result().type === expected ||
    report.opError(`expected result type to be '${report.printType(expected)}'`)
  );
};

// ----- Shapes -----

export type Broadcastability =
  | { readonly kind: 'ok' | 'rank' | 'not-a-vector' }
  | { readonly kind: 'size'; readonly from: number; readonly to: number };

export function isBroadcastable(source: Type, target: VectorType): Broadcastability {
  if (source.kind === 'integer' || source.kind === 'index' || source.kind === 'float')
    return { kind: source === target.elementType ? 'ok' : 'not-a-vector' };
  if (source.kind !== 'vector') return { kind: 'not-a-vector' };
  const lead = target.shape.length - source.shape.length;
  if (lead < 0) return { kind: 'rank' };
  for (const [i, from] of source.shape.entries()) {
    const to = target.shape[lead + i] as number;
    if (from !== 1 && from !== to) return { kind: 'size', from, to };
  }
  return { kind: 'ok' };
}
export const verifyBroadcast: Verify = (op, report) => {
  const found = isBroadcastable(op.operand(0).type, vectorType(op.result().type));
  switch (found.kind) {
    case 'ok':
      return true;
    case 'rank':
      return report.opError('source rank higher than destination rank');
    case 'not-a-vector':
      return report.opError('source type is not a vector');
    case 'size':
      return report.opError(`dimension mismatch (${found.from} vs. ${found.to})`);
  }
};

export const verifyShuffle: Verify = (op, report) => {
  const result = vectorType(op.result().type).shape;
  const [a, b] = [operandVector(op, 0).shape, operandVector(op, 1).shape];
  const isScalar = a.length === 0 && b.length === 0 && result.length === 1;
  if (!isScalar && (a.length !== result.length || b.length !== result.length))
    return report.opError('rank mismatch');
  for (let i = 1; i < a.length; i++)
    if (result[i] !== a[i] || a[i] !== b[i]) return report.opError('dimension mismatch');
  const mask = intArray(op.attr('mask'));
  if (mask.length === 0) return report.opError('invalid mask length');
  if (mask.length !== result[0]) return report.opError('mask length mismatch');
  const count = (a[0] ?? 1) + (b[0] ?? 1);
  for (const [i, index] of mask.entries())
    if (index < 0 || index >= count) return report.opError(`mask index #${i + 1} out of range`);
  return true;
};

/** Can one shape be made of the other by splitting dimensions? `a` has the lower rank. */
export function isValidShapeCast(a: readonly number[], b: readonly number[]): boolean {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const wanted = a[i] as number;
    let size = 1;
    while (size < wanted && j < b.length) size *= b[j++] as number;
    if (size !== wanted) break;
    i++;
    if (i < a.length && a.slice(i).every((one) => one === 1)) i = a.length;
    if (j < b.length && b.slice(j).every((one) => one === 1)) j = b.length;
  }
  return i === a.length && j === b.length;
}
export const verifyShapeCast: Verify = (op, report) => {
  const [source, result] = [operandVector(op, 0), vectorType(op.result().type)];
  if (source.elementType !== result.elementType)
    return report.opError('source/result vectors must have same element type');
  if (numElements(source.shape) !== numElements(result.shape))
    return report.opError('source/result number of elements must match');
  const difference = source.shape.length - result.shape.length;
  const isValid =
    difference === 0 ||
    (difference < 0
      ? isValidShapeCast(source.shape, result.shape)
      : isValidShapeCast(result.shape, source.shape));
  return isValid || report.opError('invalid shape cast');
};

export const verifyBitCast: Verify = (op, report) => {
  const [source, result] = [operandVector(op, 0), vectorType(op.result().type)];
  const rank = source.shape.length;
  for (let i = 0; i < rank - 1; i++)
    if (source.shape[i] !== result.shape[i])
      return report.opError(`dimension size mismatch at: ${i}`);
  const [a, b] = [bitWidth(source.elementType), bitWidth(result.elementType)];
  if (rank === 0)
    return (
      a === b ||
      report.opError('source/result bitwidth of the 0-D vector element types must be equal')
    );
  return (
    a * (source.shape[rank - 1] ?? 1) === b * (result.shape[rank - 1] ?? 1) ||
    report.opError('source/result bitwidth of the minor 1-D vectors must be equal')
  );
};

export const verifyTranspose: Verify = (op, report) => {
  const [vector, result] = [operandVector(op, 0).shape, vectorType(op.result().type).shape];
  const rank = result.length;
  if (vector.length !== rank) return report.opError(`vector result rank mismatch: ${rank}`);
  const transp = intArray(op.attr('transp'));
  if (transp.length !== rank)
    return report.opError(`transposition length mismatch: ${transp.length}`);
  const seen = new Set<number>();
  for (const [i, from] of transp.entries()) {
    if (from < 0 || from >= rank)
      return report.opError(`transposition index out of range: ${from}`);
    if (seen.has(from)) return report.opError(`duplicate position index: ${from}`);
    seen.add(from);
    if (result[i] !== vector[from]) return report.opError(`dimension size mismatch at: ${from}`);
  }
  return true;
};

export const verifyReshape: Verify = (op, report) => {
  const [input, output] = [operandVector(op, 0), vectorType(op.result().type)];
  const [inputSizes, outputSizes] = [
    operandsNamed(op, 'input_shape'),
    operandsNamed(op, 'output_shape'),
  ];
  const fixed = intArray(op.attr('fixed_vector_sizes'));
  if (input.shape.length !== inputSizes.length + fixed.length)
    return report.error(`invalid input shape for vector type '${report.printType(input)}'`);
  if (output.shape.length !== outputSizes.length + fixed.length)
    return report.error(`invalid output shape for vector type '${report.printType(output)}'`);
  for (const [type, name] of [
    [input, 'input'],
    [output, 'output'],
  ] as const)
    for (const [i, size] of fixed.entries())
      if (size !== type.shape[type.shape.length - fixed.length - i])
        return report.error(`fixed vector size must match ${name} vector for dim ${i}`);
  const product = (values: typeof inputSizes): number | null =>
    values.reduce<number | null>((size, value) => {
      const constant = constantIndex(value);
      return size === null || constant === null ? null : size * constant;
    }, 1);
  const [a, b] = [product(inputSizes), product(outputSizes)];
  return (
    a === null ||
    b === null ||
    a === b ||
    report.error('product of input and output shape sizes must match')
  );
};

const scalarOf = (type: Type): Type => elementTypeOrSelf(elementTypeOrSelf(type));
const fullShape = (type: MemRefType): number[] => [
  ...type.shape,
  ...(type.elementType.kind === 'vector' ? type.elementType.shape : []),
];
export const verifyTypeCast: Verify = (op, report) => {
  const [source, result] = [op.operand(0).type as MemRefType, op.result().type as MemRefType];
  if (!hasIdentityLayout(source))
    return report.opError('expects operand to be a memref with identity layout');
  if (!hasIdentityLayout(result))
    return report.opError('expects result to be a memref with identity layout');
  if (source.memorySpace !== result.memorySpace)
    return report.opError('expects result in same memory space');
  if (scalarOf(source) !== scalarOf(result))
    return report.opError(
      `expects result and operand with same underlying scalar type: '${report.printType(result)}'`,
    );
  return (
    sameShape(fullShape(source), fullShape(result)) ||
    report.opError(
      `expects concatenated result and operand shapes to be equal: '${report.printType(result)}'`,
    )
  );
};

// ----- Reductions -----

export const verifyMultiReduction: Verify = (op, report) => {
  const source = operandVector(op, 0);
  const reduced = intArray(op.attr('reduction_dims'));
  const shape = source.shape.filter((_, i) => !reduced.includes(i));
  const expected =
    shape.length === 0 ? source.elementType : VectorType.get(shape, source.elementType);
  return (
    op.result().type === expected ||
    report.opError(
      `destination type '${report.printType(op.result().type)}' is incompatible with source type '${report.printType(source)}'`,
    )
  );
};

export const verifyReduction: Verify = (op, report) => {
  const rank = operandVector(op, 0).shape.length;
  if (rank > 1) return report.opError(`unsupported reduction rank: ${rank}`);
  const kind = combiningKindOf(op);
  const type = op.result().type;
  return (
    isSupportedKind(kind, type) ||
    report.opError(`unsupported reduction type ''${report.printType(type)}'' for kind '${kind}'`)
  );
};

export const verifyScan: Verify = (op, report) => {
  const [source, initial] = [operandVector(op, 0), operandVector(op, 1)];
  const rank = source.shape.length;
  const dim = Number(op.intAttr('reduction_dim') ?? 0n);
  if (dim >= rank) return report.opError(`reduction dimension ${dim} has to be less than ${rank}`);
  if (initial.shape.length !== rank - 1)
    return report.opError(
      `initial value rank ${initial.shape.length} has to be equal to ${rank - 1}`,
    );
  if (
    !sameShape(
      initial.shape,
      source.shape.filter((_, i) => i !== dim),
    )
  )
    return report.opError('incompatible input/initial value shapes');
  const kind = combiningKindOf(op);
  const { elementType } = vectorType(op.result().type);
  return (
    isSupportedKind(kind, elementType) ||
    report.opError(
      `unsupported reduction type '${report.printType(elementType)}' for kind '${kind}'`,
    )
  );
};

export const verifyOuterProduct: Verify = (op, report) => {
  const lhs = operandVector(op, 0);
  const rhs = op.operand(1).type;
  const result = vectorType(op.result().type);
  if (lhs.shape.length !== 1) return report.opError('expected 1-d vector for operand #1');
  if (rhs.kind === 'vector') {
    if (rhs.shape.length !== 1) return report.opError('expected 1-d vector for operand #2');
    if (result.shape.length !== 2) return report.opError('expected 2-d vector result');
    if (lhs.shape[0] !== result.shape[0])
      return report.opError('expected #1 operand dim to match result dim #1');
    if (rhs.shape[0] !== result.shape[1])
      return report.opError('expected #2 operand dim to match result dim #2');
    if (rhs.numScalableDims > 0 !== lhs.numScalableDims > 0)
      return report.opError(
        'expected either all or none of vector operands #1 and #2 to be scalable',
      );
  } else {
    if (result.shape.length !== 1) return report.opError('expected 1-d vector result');
    if (lhs.shape[0] !== result.shape[0])
      return report.opError('expected #1 operand dim to match result dim #1');
  }
  const [, , acc] = op.operands;
  if (acc && acc.type !== result)
    return report.opError('expected operand #3 of same type as result type');
  return (
    isSupportedKind(combiningKindOf(op), result.elementType) ||
    report.opError('unsupported outerproduct type')
  );
};

// ----- Loads and stores -----

type Memory = MemRefType | RankedTensorType;
const lastStrideIsOne = (type: MemRefType): boolean => {
  if (type.shape.length === 0) return true;
  const strides = stridesAndOffset(type)?.strides;
  return strides?.[strides.length - 1] === 1;
};

/** Loads and stores of whole vectors: `memory` is the operand number of the memref. */
export const verifyLoadStore =
  (memory: number, vectorOf: (op: Operation) => Type, what: string): Verify =>
  (op, report) => {
    const memref = op.operand(memory).type as MemRefType;
    const vector = vectorType(vectorOf(op));
    if (!lastStrideIsOne(memref))
      return report.opError('most minor memref dim must have unit stride');
    let element = memref.elementType;
    if (element.kind === 'vector') {
      if (element !== vector)
        return report.opError(
          what === 'result'
            ? 'base memref and result vector types should match'
            : 'base memref and valueToStore vector types should match',
        );
      element = element.elementType;
    }
    if (vector.elementType !== element)
      return report.opError(
        what === 'result'
          ? 'base and result element types should match'
          : 'base and valueToStore element type should match',
      );
    return (
      operandsNamed(op, 'indices').length === memref.shape.length ||
      report.opError(`requires ${memref.shape.length} indices`)
    );
  };

/** `maskedload`, `expandload` and `gather` read; `maskedstore`, `compressstore` and `scatter` write. */
export const verifyMasked =
  (isLoad: boolean): Verify =>
  (op, report) => {
    const base = op.operand(0).type as Memory;
    const isGather = op.is('vector.gather');
    const subject = isLoad ? 'result' : 'valueToStore';
    const typeNamed = (name: string): VectorType | null => {
      const type = operandsNamed(op, name)[0]?.type;
      return type?.kind === 'vector' ? type : null;
    };
    const vector = isLoad ? vectorType(op.result().type) : typeNamed('valueToStore');
    const mask = typeNamed('mask');
    const indices = typeNamed('index_vec');
    if (!vector || !mask) return true;
    if (isGather && base.kind !== 'memref' && base.kind !== 'tensor')
      return report.opError('requires base to be a memref or ranked tensor type');
    if (vector.elementType !== base.elementType)
      return report.opError(`base and ${subject} element type should match`);
    if (operandsNamed(op, 'indices').length !== base.shape.length)
      return report.opError(`requires ${base.shape.length} indices`);
    const fits = (other: VectorType): boolean =>
      isGather ? sameShape(vector.shape, other.shape) : vector.shape[0] === other.shape[0];
    if (indices && !fits(indices))
      return report.opError(`expected ${subject} dim to match indices dim`);
    if (!fits(mask)) return report.opError(`expected ${subject} dim to match mask dim`);
    return (
      !isLoad ||
      typeNamed('pass_thru') === vector ||
      report.opError('expected pass_thru of same type as result type')
    );
  };

// ----- Masks -----

export const verifyConstantMask: Verify = (op, report) => {
  const type = vectorType(op.result().type);
  const sizes = intArray(op.attr('mask_dim_sizes'));
  if (type.shape.length === 0) {
    if (sizes.length !== 1) return report.error('array attr must have length 1 for 0-D vectors');
    return (
      sizes[0] === 0 ||
      sizes[0] === 1 ||
      report.error('mask dim size must be either 0 or 1 for 0-D vectors')
    );
  }
  if (sizes.length !== type.shape.length)
    return report.opError('must specify array attr of size equal vector result rank');
  if (sizes.some((size, i) => size < 0 || size > (type.shape[i] as number)))
    return report.opError('array attr of size out of bounds of vector result dimension size');
  if (sizes.includes(0) && !sizes.every((size) => size === 0))
    return report.opError(
      'expected all mask dim sizes to be zeros, as a result of conjunction with zero mask dim',
    );
  return (
    type.numScalableDims === 0 ||
    sizes[0] === 0 ||
    report.opError('expected mask dim sizes for scalable masks to be 0')
  );
};

export const verifyCreateMask: Verify = (op, report) => {
  const rank = vectorType(op.result().type).shape.length;
  if (rank === 0)
    return (
      op.numOperands === 1 || report.opError('must specify exactly one operand for 0-D create_mask')
    );
  return (
    op.numOperands === rank ||
    report.opError('must specify an operand for each result vector dimension')
  );
};

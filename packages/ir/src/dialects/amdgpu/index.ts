/** The amdgpu dialect: what AMD's processors can do with buffers and matrices. */

import { DenseElementsAttr, DialectAttr, FloatAttr, IntegerAttr } from '../../attributes.ts';
import {
  AnyMemRef,
  anyTypeOf,
  BF16,
  BoolAttr,
  F16,
  F32,
  F64,
  I8,
  I32,
  I32Attr,
  I64,
  UnitAttrConstraint,
  vectorOfLength,
} from '../../constraints.ts';
import {
  defaultAttr,
  defineDialect,
  defineOp,
  type OpDefinition,
  operandsNamed,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern } from '../../pattern.ts';
import { constantValue } from '../../rewrite/folder.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import {
  AllElementTypesMatch,
  AllTypesMatch,
  AttrSizedOperandSegments,
  Pure,
} from '../../traits.ts';
import { DYNAMIC, hasStaticShape, numElements, type Type } from '../../types.ts';
import { enumAttribute, enumCase } from '../enum-attributes.ts';

// ----- Buffers -----

const BufferElement = anyTypeOf([
  BF16,
  F16,
  F32,
  I32,
  I8,
  vectorOfLength([2, 4], [F32, I32]),
  vectorOfLength([2, 4, 8], [F16, BF16]),
  vectorOfLength([2, 4, 8, 16], [I8]),
]);
const bufferOperands = {
  memref: AnyMemRef,
  indices: variadic(I32),
  sgprOffset: optional(I32),
};
const bufferAttributes = {
  boundsCheck: defaultAttr(BoolAttr, (context) => IntegerAttr.bool(context, true)),
  indexOffset: optionalAttr(I32Attr),
};
const onBuffer = (...kinds: readonly MemoryEffect['kind'][]) =>
  MemoryEffects.with((op) =>
    operandsNamed(op, 'memref').flatMap((value) => kinds.map((kind) => ({ kind, value }))),
  );
const bufferOf = (op: Operation): Type | undefined => operandsNamed(op, 'memref')[0]?.type;

function verifyBuffer(op: Operation, report: VerifyContext): boolean {
  const type = bufferOf(op);
  if (type?.kind !== 'memref') return true;
  const { memorySpace } = type;
  if (memorySpace && !(memorySpace.kind === 'integer' && memorySpace.value === 0n))
    return report.opError('Buffer ops must operate on a memref in global memory');
  const rank = type.shape.length;
  return (
    operandsNamed(op, 'indices').length === rank ||
    report.opError(`Expected ${rank} indices to memref`)
  );
}

const constantOf = (value: Value): number | null => {
  const constant = constantValue(value);
  return constant?.kind === 'integer' ? Number(BigInt.asUintN(32, constant.value)) : null;
};
const UNSIGNED_LIMIT = 2 ** 32;

/** Is the access known to be outside of the buffer, where loads give 0 and stores do nothing? */
function isOutOfBounds(op: Operation): boolean {
  const type = bufferOf(op);
  if (op.intAttr('boundsCheck') === 0n || type?.kind !== 'memref' || !hasStaticShape(type))
    return false;
  const layout = stridesAndOffset(type);
  if (!layout || [layout.offset, ...layout.strides].includes(DYNAMIC)) return false;
  const offsets = operandsNamed(op, 'sgprOffset').map(constantOf);
  const indices = operandsNamed(op, 'indices').map(constantOf);
  let at = layout.offset + Number(op.intAttr('indexOffset') ?? 0n);
  for (const offset of offsets) {
    if (offset === null) return false;
    at += offset;
  }
  for (const [i, index] of indices.entries()) {
    if (index === null) return false;
    at += index * (layout.strides[i] ?? 0);
  }
  return at < UNSIGNED_LIMIT && at >= numElements(type.shape);
}

/** 0 of a number's type or of all elements; null for other types. */
function zeroOf(type: Type): IntegerAttr | FloatAttr | DenseElementsAttr | null {
  if (type.kind === 'float') return FloatAttr.get(type, 0);
  if (type.kind === 'integer') return IntegerAttr.get(type, 0);
  const element = type.kind === 'vector' ? zeroOf(type.elementType) : null;
  return type.kind === 'vector' && element && element.kind !== 'dense'
    ? DenseElementsAttr.splat(type, element)
    : null;
}

const storing = (name: string, summary: string, isAtomic: boolean): OpDefinition =>
  defineOp(`amdgpu.${name}`, {
    summary,
    operands: { value: isAtomic ? F32 : BufferElement, ...bufferOperands },
    attributes: bufferAttributes,
    traits: [AllElementTypesMatch('value', 'memref'), AttrSizedOperandSegments],
    interfaces: [isAtomic ? onBuffer('read', 'write') : onBuffer('write')],
    verify: verifyBuffer,
    canonicalize: [
      definePattern(`amdgpu.${name}`, 'outside of the buffer', (op, rewriter) => {
        if (!isOutOfBounds(op)) return false;
        rewriter.eraseOp(op);
        return true;
      }),
    ],
    assemblyFormat:
      'attr-dict $value `->` $memref `[` $indices `]` (`sgprOffset` $sgprOffset^)? `:` type($value) `->` type($memref) `,` type($indices)',
  });

// ----- Products of matrices -----

const permutation = enumAttribute({
  dialect: 'amdgpu',
  mnemonic: 'mfma_perm_b',
  summary: 'how lanes of the second matrix are exchanged',
  cppName: '::mlir::amdgpu::MFMAPermB',
  cases: [
    'none',
    'bcast_first_32',
    'bcast_second_32',
    'rotate_16_right',
    'bcast_first_16',
    'bcast_second_16',
    'bcast_third_16',
    'bcast_fourth_16',
  ],
  constraintSummary: 'The possible permutations of the lanes storing B available in an MFMA',
});
const NO_PERMUTATION = 'none';

const MatrixInput = anyTypeOf([
  F32,
  F64,
  I32,
  I64,
  vectorOfLength([2], [F32]),
  vectorOfLength([4], [F16]),
  vectorOfLength([2, 4], [BF16]),
  vectorOfLength([4, 8], [I8]),
]);
const MatrixOutput = anyTypeOf([
  F64,
  vectorOfLength([4, 16, 32], [F32]),
  vectorOfLength([4, 16, 32], [I32]),
  vectorOfLength([4], [F64]),
]);
const THREADS_OF_WAVE = 64;

const isDouble = (type: Type): boolean => {
  const element = type.kind === 'vector' ? type.elementType : type;
  return element.kind === 'float' && element.format === 'f64';
};
/** Values that a thread holds; integers of more bits hold several of 8. */
function countOf(type: Type): number {
  const length = type.kind === 'vector' ? numElements(type.shape) : 1;
  const element = type.kind === 'vector' ? type.elementType : type;
  return element.kind === 'integer' && element.width > 8 ? (length * element.width) / 8 : length;
}

function verifyProduct(op: Operation, report: VerifyContext): boolean {
  const [m = 0, n = 0, k = 0, blocks = 0, cbsz = 0, abid = 0] = [
    'm',
    'n',
    'k',
    'blocks',
    'cbsz',
    'abid',
  ].map((name) => Number(op.intAttr(name) ?? 0n));
  const [source, , target] = op.operands.map(({ type }) => type) as [Type, Type, Type];
  const sources = Math.trunc((m * k * blocks) / THREADS_OF_WAVE);
  if (countOf(source) !== sources)
    return report.opError(
      `expected ${sources} source values for this operation but got ${countOf(source)}`,
    );
  const results = Math.trunc((m * n * blocks) / THREADS_OF_WAVE);
  const found = target.kind === 'vector' ? numElements(target.shape) : 1;
  if (found !== results)
    return report.opError(`expected ${results} result values for this operation but got ${found}`);
  if (isDouble(target) && enumCase(op.attr('blgp')) !== NO_PERMUTATION)
    return report.opError('double-precision ops do not support permuting lanes of B');
  if (isDouble(target) && cbsz !== 0)
    return report.opError('double-precision ops do not support permuting lanes of A');
  if (abid >= 2 ** cbsz)
    return report.opError('block ID for permuting A (abid) must be below 2 ** cbsz');
  const isNegated = ['negateA', 'negateB', 'negateC'].some((name) => op.attr(name));
  return (
    !isNegated ||
    isDouble(target) ||
    report.opError('negation flags only available for double-precision operations')
  );
}

const zero = defaultAttr(I32Attr, (context) => IntegerAttr.i32(context, 0));
const unit = optionalAttr(UnitAttrConstraint);

export const amdgpuDialect = defineDialect({
  name: 'amdgpu',
  summary: "what AMD's processors can do with buffers and matrices",
  operations: [
    defineOp('amdgpu.raw_buffer_load', {
      summary: 'loads from a buffer, which knows its bounds',
      operands: bufferOperands,
      results: { value: BufferElement },
      attributes: bufferAttributes,
      traits: [AllElementTypesMatch('value', 'memref'), AttrSizedOperandSegments],
      interfaces: [onBuffer('read')],
      verify: verifyBuffer,
      canonicalize: [
        definePattern('amdgpu.raw_buffer_load', 'outside of the buffer', (op, rewriter) => {
          const { type } = op.result();
          const value = isOutOfBounds(op) ? zeroOf(type) : null;
          if (!value) return false;
          rewriter.replaceOpWithNew(op, 'arith.constant', {
            resultTypes: [type],
            attributes: [['value', value]],
          });
          return true;
        }),
      ],
      assemblyFormat:
        'attr-dict $memref `[` $indices `]` (`sgprOffset` $sgprOffset^)? `:` type($memref) `,` type($indices) `->` type($value)',
    }),
    storing('raw_buffer_store', 'stores to a buffer, which knows its bounds', false),
    storing('raw_buffer_atomic_fadd', 'adds to a float in a buffer at once', true),
    defineOp('amdgpu.lds_barrier', {
      summary: 'waits for the threads of the workgroup, and for their shared memory',
      assemblyFormat: 'attr-dict',
    }),
    defineOp('amdgpu.mfma', {
      summary: 'a product of matrices that the threads of a wave hold together, and a sum',
      operands: { sourceA: MatrixInput, sourceB: MatrixInput, destC: MatrixOutput },
      results: { destD: MatrixOutput },
      attributes: {
        m: I32Attr,
        n: I32Attr,
        k: I32Attr,
        blocks: I32Attr,
        cbsz: zero,
        abid: zero,
        blgp: defaultAttr(permutation.constraint, (context) =>
          DialectAttr.get(context, 'amdgpu', 'mfma_perm_b', [NO_PERMUTATION]),
        ),
        reducePrecision: unit,
        negateA: unit,
        negateB: unit,
        negateC: unit,
      },
      traits: [AllTypesMatch('sourceA', 'sourceB'), AllTypesMatch('destC', 'destD'), Pure],
      verify: verifyProduct,
      assemblyFormat:
        '$sourceA `*` $sourceB `+` $destC attr-dict `blgp` `=` $blgp `:` type($sourceA) `,` type($destC)',
    }),
  ],
  attributes: [permutation.definition],
});

/** Checks of the nvgpu dialect; wording is upstream's. */

import { operandsNamed, type VerifyContext } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { stridesAndOffset } from '../../strided-layout.ts';
import { bitWidth, type MemRefType, type Type } from '../../types.ts';
import { intArray } from '../vector/attributes.ts';

/** The memory space that threads share, as a number. */
const SHARED_MEMORY = 3;
const THREADS_OF_WARP = 32;

function isSharedMemory({ memorySpace }: MemRefType): boolean {
  if (memorySpace?.kind === 'integer') return memorySpace.value === BigInt(SHARED_MEMORY);
  return (
    memorySpace?.kind === 'dialect' &&
    memorySpace.name === 'gpu.address_space' &&
    memorySpace.params[0] === 'workgroup'
  );
}
const MUST_BE_SHARED = `must have a memory space attribute of IntegerAttr(${SHARED_MEMORY}) or gpu::AddressSpaceAttr(Workgroup)`;
const hasUnitStride = (type: MemRefType): boolean => stridesAndOffset(type)?.strides.at(-1) === 1;
const memref = (op: Operation, name: string): MemRefType =>
  operandsNamed(op, name)[0]?.type as MemRefType;

export function verifyAsyncCopy(op: Operation, report: VerifyContext): boolean {
  const [source, destination] = [memref(op, 'src'), memref(op, 'dst')];
  if (!hasUnitStride(source))
    return report.error('source memref most minor dim must have unit stride');
  if (!hasUnitStride(destination))
    return report.error('destination memref most minor dim must have unit stride');
  if (!isSharedMemory(destination)) return report.error(`destination memref ${MUST_BE_SHARED}`);
  if (source.elementType !== destination.elementType)
    return report.error('source and destination must have the same element type');
  for (const [type, name, text] of [
    [source, 'srcIndices', 'source'],
    [destination, 'dstIndices', 'destination'],
  ] as const) {
    const count = operandsNamed(op, name).length;
    if (type.shape.length !== count)
      return report.opError(`expected ${type.shape.length} ${text} indices, got ${count}`);
  }
  return true;
}

export function verifyLdMatrix(op: Operation, report: VerifyContext): boolean {
  const { type } = op.result();
  if (type.kind !== 'vector') return true;
  const width = bitWidth(type.elementType);
  if (!isSharedMemory(memref(op, 'srcMemref')))
    return report.error(`expected nvgpu.ldmatrix srcMemref ${MUST_BE_SHARED}`);
  if (width > 32) return report.error('nvgpu.ldmatrix works for 32b or lower');
  if (op.intAttr('transpose') !== 0n && width !== 16)
    return report.error('nvgpu.ldmatrix transpose works only at 16b granularity');
  const perRegister = Math.trunc(32 / width);
  if (type.shape[1] !== perRegister)
    return report.error(`expected vector register shape[1] = ${perRegister}`);
  return (
    BigInt(type.shape[0] ?? 0) === op.intAttr('numTiles') ||
    report.error('expected vector register shape[0] and numTiles to match')
  );
}

/** Depth of a fundamental tile, and how many elements of A and B a thread has of it; null for no tile. */
function fundamentalTile(type: Type): { readonly depth: number; readonly elements: number } | null {
  const isInteger = type.kind === 'integer' && (type.width === 8 || type.width === 4);
  const isFloat = type.kind === 'float' && ['f32', 'bf16', 'f16'].includes(type.format);
  if (type.kind === 'float' && type.format === 'f64') return { depth: 4, elements: 1 };
  if (!isInteger && !isFloat) return null;
  return { depth: 128 / bitWidth(type), elements: 32 / bitWidth(type) };
}

export const verifyMma =
  (isSparse: boolean) =>
  (op: Operation, report: VerifyContext): boolean => {
    const [a, b, c] = ['matrixA', 'matrixB', 'matrixC'].map((name) => {
      const type = operandsNamed(op, name)[0]?.type;
      return type?.kind === 'vector' ? type : null;
    });
    if (!a || !b || !c) return true;
    const element = a.elementType;
    if (isSparse && element.kind === 'float' && element.format === 'f64')
      return report.error('f64 is not supported for sparse mode');
    const tile = fundamentalTile(element);
    if (!tile)
      return report.error(
        `expected input data type (i4,i8,f16,bf16,tf32,f64) supported by ${op.name}`,
      );
    const [m = 0, n = 0, k = 0] = intArray(op.attr('mmaShape'));
    const sparsity = isSparse ? 2 : 1;
    const perWarp = (shape: readonly number[]): number =>
      (shape[0] ?? 0) * (shape[1] ?? 0) * THREADS_OF_WARP;
    for (const [type, name, count, actual] of [
      [a, 'A', m * k, Math.trunc((m * k) / sparsity)],
      [b, 'B', k * n, k * n],
      [c, 'C', m * n, m * n],
    ] as const)
      if (perWarp(type.shape) !== actual)
        return report.opError(`expected ${count} warp-wide matrix ${name} elements`);
    const isF32 = element.kind === 'float' && element.format === 'f32';
    if (op.attr('tf32Enabled') && !isF32)
      return report.opError('expected tf32 tensor cores only for F32 operands');
    const [mTiles, nTiles, kTiles] = [m / 8, n / 8, k / tile.depth].map(Math.trunc) as [
      number,
      number,
      number,
    ];
    for (const [type, name, rows, columns, actual] of [
      [a, 'A', mTiles * kTiles, tile.elements, Math.trunc((mTiles * kTiles) / sparsity)],
      [b, 'B', kTiles * nTiles, tile.elements, kTiles * nTiles],
      [c, 'C', mTiles * nTiles, 2, mTiles * nTiles],
    ] as const)
      if (type.shape[0] !== actual || type.shape[1] !== columns)
        return report.opError(`expected matrix ${name} to be shaped (${rows} x ${columns})`);
    return true;
  };

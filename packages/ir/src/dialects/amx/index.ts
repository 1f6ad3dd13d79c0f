/** The amx dialect: tiles that x86 processors multiply. */

import {
  AnyInteger,
  AnyMemRef,
  anyTypeOf,
  BF16,
  F32,
  I8,
  I32,
  Index,
  UnitAttrConstraint,
  vectorOfRanks,
} from '../../constraints.ts';
import {
  defineDialect,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandsNamed,
  optionalAttr,
  type TypeConstraint,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import type { Operation, Value } from '../../operation.ts';
import { AllTypesMatch, Pure } from '../../traits.ts';
import { bitWidth, type Type } from '../../types.ts';
import { AnyPointer, LlvmType } from '../llvm/constraints.ts';

const Tile = vectorOfRanks(anyTypeOf([F32, BF16, I32, I8]), [2]);
const FloatTile = vectorOfRanks(anyTypeOf([F32, BF16]), [2]);
const IntegerTile = vectorOfRanks(anyTypeOf([I32, I8]), [2]);

const ROWS = 16;
const BITS_OF_ROW = 512;
const BITS_OF_STEP = 32;

const shapeOf = (type: Type): readonly [number, number] =>
  type.kind === 'vector' ? [type.shape[0] ?? 0, type.shape[1] ?? 0] : [0, 0];

/** Does a tile fit into a register? */
function verifyTile(type: Type, report: VerifyContext): boolean {
  if (type.kind !== 'vector') return true;
  const [rows, columns] = shapeOf(type);
  const bits = columns * bitWidth(type.elementType);
  if (rows > ROWS) return report.opError(`bad row height: ${rows}`);
  return (
    (bits <= BITS_OF_ROW && bits % BITS_OF_STEP === 0) ||
    report.opError(`bad column width: ${bits >> 3}`)
  );
}

/** Checks a tile in memory, and its indices. */
const verifyAccess =
  (tile: (op: Operation) => Value) =>
  (op: Operation, report: VerifyContext): boolean => {
    const { type } = op.operand(0);
    const rank = type.kind === 'memref' ? type.shape.length : 0;
    if (operandsNamed(op, 'indices').length !== rank)
      return report.opError(`requires ${rank} indices`);
    return verifyTile(tile(op).type, report);
  };

/** Elements that are multiplied lie together, 2 to the power of `scale`. */
const verifyProduct =
  (scale: number, input: TypeConstraint, output: TypeConstraint) =>
  (op: Operation, report: VerifyContext): boolean => {
    const types = op.operands.map(({ type }) => type);
    if (!types.every((type) => verifyTile(type, report))) return false;
    const [[am, ak], [bk, bn], [cm, cn]] = types.map(shapeOf) as [
      readonly [number, number],
      readonly [number, number],
      readonly [number, number],
    ];
    if (cm !== am || cn !== bn >> scale || ak >> scale !== bk)
      return report.opError(`bad mult shape: ${cm} x ${cn} x ${ak >> scale}`);
    const [a, b, c] = types.map((type) => (type.kind === 'vector' ? type.elementType : type));
    return (
      (a && b && c && input.matches(a) && input.matches(b) && output.matches(c)) ||
      report.opError('unsupported type combination')
    );
  };

const onBase = (kind: MemoryEffect['kind']) =>
  MemoryEffects.with((op) => [{ kind, value: op.operand(0) }]);

/** LLVM's intrinsic, which upstream gives no form of its own. */
const intrinsic = (
  name: string,
  summary: string,
  operands: NonNullable<OpSpec['operands']>,
  hasResult = true,
): OpDefinition =>
  defineOp(`amx.${name}`, { summary, operands, results: hasResult ? { res: LlvmType } : {} });
const size = { rows: AnyInteger, columns: AnyInteger };
const product = (name: string, noun: string): OpDefinition =>
  intrinsic(name, `a product of tiles of ${noun}: LLVM's intrinsic`, {
    m: AnyInteger,
    n: AnyInteger,
    k: AnyInteger,
    acc: LlvmType,
    lhs: LlvmType,
    rhs: LlvmType,
  });

export const amxDialect = defineDialect({
  name: 'amx',
  summary: 'tiles that x86 processors multiply',
  operations: [
    defineOp('amx.tile_zero', {
      summary: 'a tile of zeros',
      results: { res: Tile },
      traits: [Pure],
      verify: (op, report) => verifyTile(op.result().type, report),
      assemblyFormat: 'attr-dict `:` type($res)',
    }),
    defineOp('amx.tile_load', {
      summary: 'loads a tile',
      operands: { base: AnyMemRef, indices: variadic(Index) },
      results: { res: Tile },
      traits: [Pure],
      interfaces: [onBase('read')],
      verify: verifyAccess((op) => op.result()),
      assemblyFormat: '$base `[` $indices `]` attr-dict `:` type($base) `into` type($res)',
    }),
    defineOp('amx.tile_store', {
      summary: 'stores a tile',
      operands: { base: AnyMemRef, indices: variadic(Index), val: Tile },
      interfaces: [onBase('write')],
      verify: verifyAccess((op) => op.operand(op.numOperands - 1)),
      assemblyFormat: '$base `[` $indices `]` `,` $val attr-dict `:` type($base) `,` type($val)',
    }),
    defineOp('amx.tile_mulf', {
      summary: 'a product of tiles of floats, and a sum',
      operands: { lhs: FloatTile, rhs: FloatTile, acc: FloatTile },
      results: { res: FloatTile },
      traits: [Pure, AllTypesMatch('acc', 'res')],
      verify: verifyProduct(1, BF16, F32),
      assemblyFormat:
        '$lhs `,` $rhs `,` $acc attr-dict `:` type($lhs) `,` type($rhs) `,` type($acc)',
    }),
    defineOp('amx.tile_muli', {
      summary: 'a product of tiles of integers, and a sum',
      operands: { lhs: IntegerTile, rhs: IntegerTile, acc: IntegerTile },
      results: { res: IntegerTile },
      attributes: {
        isZextLhs: optionalAttr(UnitAttrConstraint),
        isZextRhs: optionalAttr(UnitAttrConstraint),
      },
      traits: [Pure, AllTypesMatch('acc', 'res')],
      verify: verifyProduct(2, I8, I32),
      assemblyFormat:
        '$lhs (`zext` $isZextLhs^)? `,` $rhs (`zext` $isZextRhs^)? `,` $acc attr-dict `:` type($lhs) `,` type($rhs) `,` type($acc)',
    }),
    intrinsic('tilezero', "a tile of zeros: LLVM's intrinsic", size),
    intrinsic('tileloadd64', "loads a tile: LLVM's intrinsic", {
      ...size,
      base: AnyPointer,
      stride: AnyInteger,
    }),
    intrinsic(
      'tilestored64',
      "stores a tile: LLVM's intrinsic",
      { ...size, base: AnyPointer, stride: AnyInteger, val: LlvmType },
      false,
    ),
    product('tdpbf16ps', 'floats'),
    product('tdpbssd', 'signed integers'),
    product('tdpbsud', 'signed and unsigned integers'),
    product('tdpbusd', 'unsigned and signed integers'),
    product('tdpbuud', 'unsigned integers'),
  ],
});

/** `nvvm.mma.sync`: a product of matrices that the threads of a warp hold together. */

import type {
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { DenseArrayAttr, DialectAttr, isDialectAttr } from '../../attributes.ts';
import { dialectAttr } from '../../constraints.ts';
import {
  defineOp,
  operandsNamed,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { printType } from '../../printer/printer.ts';
import { AttrSizedOperandSegments } from '../../traits.ts';
import { FloatType, type Type, VectorType } from '../../types.ts';
import { enumCase } from '../enum-attributes.ts';
import { AnyStruct, LlvmType } from '../llvm/constraints.ts';
import { asStruct, literalStruct } from '../llvm/types.ts';
import { bitOperation, layout, matrixType, overflow, SHAPE } from './attributes.ts';

const OPERANDS = ['A', 'B', 'C'] as const;
const PTX_TYPES = ['multiplicandAPtxType', 'multiplicandBPtxType'] as const;

/** What PTX calls matrices whose threads hold values of a type; null if it may be several. */
function ptxTypeOf(type: Type, isAccumulator: boolean): string | null {
  if (type.kind === 'float') {
    if (type.format === 'f64' || type.format === 'f16') return type.format;
    if (type.format === 'f32') return isAccumulator ? 'f32' : 'tf32';
  }
  if (type.kind === 'vector' && type.elementType.kind === 'float')
    return type.elementType.format === 'f16' && type.shape[0] === 2 ? 'f16' : null;
  if (type.kind === 'integer') return isAccumulator ? 's32' : null;
  const [first] = asStruct(type)?.elements ?? [];
  return first ? ptxTypeOf(first, isAccumulator) : null;
}

function parse(parser: OpAsmParser, state: OperationStateBuilder): void {
  const { context } = parser;
  const { attributes } = state;
  const groups: UnresolvedOperand[][] = OPERANDS.map((name) => {
    parser.parseKeyword(name);
    return parser.parseOperandList('optional-square');
  });
  parser.parseOptionalAttrDict(attributes);
  parser.parsePunctuation(':');
  parser.parsePunctuation('(');
  const types = parser.parseTypeList();
  parser.parsePunctuation(')');
  if (types.length !== groups.length)
    parser.fail(
      `expected one type for each operand segment but got ${types.length} types`,
      parser.nameOffset(),
    );
  for (const [i, type] of types.entries())
    state.operands.push(
      ...parser.resolveOperands(
        groups[i] ?? [],
        (groups[i] ?? []).map(() => type),
      ),
    );
  parser.parsePunctuation('->');
  state.resultTypes.push(parser.parseType());
  PTX_TYPES.forEach((name, i) => {
    if (attributes.has(name)) return;
    // Upstream infers as if it were an accumulator.
    const inferred = ptxTypeOf(types[i] as Type, true);
    if (inferred === null)
      parser.fail(
        `attribute ${name} is not provided explicitly and cannot be inferred`,
        parser.nameOffset(),
      );
    else attributes.set(name, DialectAttr.get(context, 'nvvm', 'mma_type', [inferred]));
  });
  attributes.set(
    'operand_segment_sizes',
    DenseArrayAttr.i32(
      context,
      groups.map((group) => group.length),
    ),
  );
}

const operandsOf = (op: Operation, name: string) => operandsNamed(op, `operand${name}`);

function print(printer: OpAsmPrinter, op: Operation): void {
  for (const name of OPERANDS) {
    printer.print(` ${name}[`);
    printer.printOperands(operandsOf(op, name));
    printer.print('] ');
  }
  // Upstream asks the first operand for both.
  const isInferred = ptxTypeOf(op.operand(0).type, false) !== null;
  printer.printOptionalAttrDict(op.attributes, [
    'operand_segment_sizes',
    ...(isInferred ? PTX_TYPES : []),
  ]);
  printer.print(' : (');
  printer.printTypes(
    OPERANDS.flatMap((name) => operandsOf(op, name).slice(0, 1)).map(({ type }) => type),
  );
  printer.print(')');
  printer.printOptionalArrowTypeList(op.resultTypes);
}

// ----- What there is -----

/** Types of the operands and results that a kind of matrices may have. */
interface Variant {
  readonly shapes: readonly (readonly number[])[];
  /** For A, B and C: as many values of a type, of each that may be. */
  readonly operands: readonly (readonly (readonly Type[])[])[];
  readonly results: readonly Type[];
}

const repeat = (count: number, type: Type): Type[] => Array.from({ length: count }, () => type);
const isInteger = (ptx: string): boolean => ['s4', 'u4', 's8', 'u8', 'b1', 's32'].includes(ptx);
/** Depth of a tile of 8 rows, by type. */
const DEPTHS: Readonly<Record<string, number>> = {
  tf32: 4,
  f16: 8,
  bf16: 8,
  s4: 32,
  u4: 32,
  b1: 128,
  s8: 16,
  u8: 16,
};
const DEPTHS_OF_8_ROWS: Readonly<Record<string, number>> = {
  s4: 32,
  u4: 32,
  s8: 16,
  u8: 16,
  b1: 128,
};

/** Matrices of 16 rows; null for a type that there is none of. */
function variantOf16(
  op: Operation,
  ptx: string,
  [, n = 0, k = 0]: readonly number[],
): Variant | null {
  const depth = DEPTHS[ptx];
  if (depth === undefined) return null;
  const { i32, f32 } = op.context;
  const halves = VectorType.get([2], FloatType.get(op.context, 'f16'));
  const struct = (count: number, type: Type): Type =>
    literalStruct(op.context, repeat(count, type));
  const isFloat = !isInteger(ptx);
  const part = ptx === 'f16' || ptx === 'bf16' ? halves : i32;
  const tiles = Math.trunc(k / depth);
  return {
    shapes: [
      [16, 8, depth],
      [16, 8, 2 * depth],
    ],
    operands: [
      [repeat(2 * tiles, part)],
      [repeat(Math.trunc(n / 8) * tiles, part)],
      isFloat ? [repeat(2, halves), repeat(4, f32)] : [repeat(4, i32)],
    ],
    results: isFloat
      ? ptx === 'tf32'
        ? [struct(4, f32)]
        : [struct(2, halves), struct(4, f32)]
      : [struct(4, i32)],
  };
}

/** Matrices of 8 rows. */
function variantOf8(op: Operation, ptx: string): Variant | null {
  const { i32, f32 } = op.context;
  const halves = VectorType.get([2], FloatType.get(op.context, 'f16'));
  const f64 = FloatType.get(op.context, 'f64');
  const struct = (count: number, type: Type): Type =>
    literalStruct(op.context, repeat(count, type));
  if (ptx === 'f16')
    return {
      shapes: [[8, 8, 4]],
      operands: [[repeat(2, halves)], [repeat(2, halves)], [repeat(4, halves), repeat(8, f32)]],
      results: [struct(4, halves), struct(8, f32)],
    };
  if (ptx === 'f64')
    return {
      shapes: [[8, 8, 4]],
      operands: [[[f64]], [[f64]], [repeat(2, f64)]],
      results: [struct(2, f64)],
    };
  const depth = DEPTHS_OF_8_ROWS[ptx];
  return depth === undefined
    ? null
    : {
        shapes: [[8, 8, depth]],
        operands: [[[i32]], [[i32]], [repeat(2, i32)]],
        results: [struct(2, i32)],
      };
}

const areEqual = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

function verify(op: Operation, report: VerifyContext): boolean {
  const shapeAttr = op.attr('shape');
  const shape = isDialectAttr(shapeAttr, SHAPE) ? shapeAttr.params.map(Number) : [];
  const ptx = enumCase(op.attr('multiplicandAPtxType'));
  if (ptx === null) return report.opError("requires attribute 'multiplicandAPtxType'");
  const variant =
    shape[0] === 16 ? variantOf16(op, ptx, shape) : shape[0] === 8 ? variantOf8(op, ptx) : null;
  if (shape[0] === 16 && !variant)
    return report.error(`invalid shape or multiplicand type: ${ptx}`);
  if (!variant?.shapes.some((allowed) => areEqual(allowed, shape)))
    return report.opError(`unimplemented variant for MMA shape <${shape.join(', ')}>`);
  for (const [i, name] of OPERANDS.entries()) {
    const found = operandsOf(op, name).map(({ type }) => type);
    const allowed = variant.operands[i] ?? [];
    if (allowed.some((types) => areEqual(types, found))) continue;
    const expected = allowed.map((types) => `${types.length}x${printType(types[0] as Type)} `);
    return report.opError(
      `Could not match types for the ${name} operands; expected one of ${expected.join('')}but got ${found.map(printType).join(', ')}`,
    );
  }
  const result = op.result().type;
  if (!variant.results.includes(result))
    return report.opError(
      `Could not match allowed types for the result; expected one of ${variant.results.map(printType).join(', ')} but got ${printType(result)}`,
    );
  if (ptx === 'b1' && !op.attr('b1Op')) return report.opError('op requires b1Op attribute');
  return (
    !['s4', 'u4', 's8', 'u8'].includes(ptx) ||
    op.attr('intOverflowBehavior') !== undefined ||
    report.opError('op requires intOverflowBehavior attribute')
  );
}

export const mma = defineOp('nvvm.mma.sync', {
  summary: 'a product of matrices that the threads of a warp hold together, and a sum',
  operands: {
    operandA: variadic(LlvmType),
    operandB: variadic(LlvmType),
    operandC: variadic(LlvmType),
  },
  results: { res: AnyStruct },
  attributes: {
    shape: dialectAttr(SHAPE, 'Attribute for MMA operation shape.'),
    b1Op: optionalAttr(bitOperation.constraint),
    intOverflowBehavior: optionalAttr(overflow.constraint),
    layoutA: layout.constraint,
    layoutB: layout.constraint,
    multiplicandAPtxType: optionalAttr(matrixType.constraint),
    multiplicandBPtxType: optionalAttr(matrixType.constraint),
  },
  traits: [AttrSizedOperandSegments],
  parse,
  print,
  verify,
});

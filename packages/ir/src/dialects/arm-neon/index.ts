/** The arm_neon dialect: products of vectors that Arm's processors have instructions for. */

import { I8, I16, I32, I64, vectorOfLength } from '../../constraints.ts';
import { defineDialect, defineOp } from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AllTypesMatch, PredTrait, Pure, TypesMatchWith } from '../../traits.ts';
import { IntegerType, type Type, VectorType } from '../../types.ts';

const Accumulator = vectorOfLength([4, 2], [I32]);
const Bytes = vectorOfLength([16, 8], [I8]);
const sdotOperands = { a: Accumulator, b: Bytes, c: Bytes };
const SDOT = '$a `,` $b `,` $c attr-dict `:` type($b) `,` type($c) `to` type($res)';

const twiceAsWide = (type: Type): Type | null =>
  type.kind === 'vector' && type.elementType.kind === 'integer'
    ? VectorType.get(type.shape, IntegerType.get(type.context, 2 * type.elementType.width))
    : null;
const quarterOfI32 = (type: Type): Type | null =>
  type.kind === 'vector'
    ? VectorType.get([Math.trunc((type.shape[0] ?? 0) / 4)], IntegerType.get(type.context, 32))
    : null;
const shapeOf = (op: Operation, index: number): readonly number[] => {
  const { type } = op.operand(index);
  return type.kind === 'vector' ? type.shape : [];
};

export const armNeonDialect = defineDialect({
  name: 'arm_neon',
  summary: "products of vectors that Arm's processors have instructions for",
  operations: [
    defineOp('arm_neon.intr.smull', {
      summary: 'products of elements, twice as wide',
      operands: {
        a: vectorOfLength([8, 4, 2], [I8, I16, I32]),
        b: vectorOfLength([8, 4, 2], [I8, I16, I32]),
      },
      results: { res: vectorOfLength([8, 4, 2], [I16, I32, I64]) },
      traits: [
        Pure,
        AllTypesMatch('a', 'b'),
        TypesMatchWith(
          'res has same vector shape and element bitwidth scaled by 2 as a',
          'a',
          'res',
          twiceAsWide,
        ),
      ],
      assemblyFormat: '$a `,` $b attr-dict `:` type($a) `to` type($res)',
    }),
    defineOp('arm_neon.intr.sdot', {
      summary: 'adds products of four bytes each',
      operands: sdotOperands,
      results: { res: Accumulator },
      traits: [
        Pure,
        AllTypesMatch('b', 'c'),
        AllTypesMatch('a', 'res'),
        TypesMatchWith(
          'res has the same number of elements as operand b',
          'b',
          'res',
          quarterOfI32,
        ),
      ],
      assemblyFormat: SDOT,
    }),
    defineOp('arm_neon.2d.sdot', {
      summary: 'adds products of rows of four bytes',
      operands: sdotOperands,
      results: { res: Accumulator },
      traits: [
        Pure,
        AllTypesMatch('b', 'c'),
        AllTypesMatch('a', 'res'),
        PredTrait('operand `a` should be 1-dimensional', (op) => shapeOf(op, 0).length === 1),
        PredTrait('operand `b` should be 2-dimensional', (op) => shapeOf(op, 1).length === 2),
        PredTrait('operand `b` should have 4 columns', (op) => shapeOf(op, 1)[1] === 4),
        PredTrait(
          'operand `b` should have as many rows as the size of operand `a`',
          (op) => shapeOf(op, 1)[0] === shapeOf(op, 0)[0],
        ),
      ],
      assemblyFormat: SDOT,
    }),
  ],
});

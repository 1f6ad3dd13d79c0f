/** The vector dialect, as far as code generation uses it: registers of several elements. */

import { AnyMemRef, AnyType, AnyVector, I64ArrayAttr, Index } from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition, variadic } from '../../dialect.ts';
import { MemoryEffects } from '../../interfaces.ts';
import { Pure, TypesMatchWith } from '../../traits.ts';
import { elementTypeOrSelf, type Type, VectorType } from '../../types.ts';

/** What is left of a vector type when the leading positions are fixed. */
function extractedType(type: Type, positions: number): Type | null {
  if (type.kind !== 'vector' || positions > type.shape.length) return null;
  const rest = type.shape.slice(positions);
  return rest.length === 0 ? type.elementType : VectorType.get(rest, type.elementType);
}

const operations: readonly OpDefinition[] = [
  defineOp('vector.broadcast', {
    summary: 'repeats a scalar or vector along new leading dimensions',
    operands: { source: AnyType },
    results: { vector: AnyVector },
    traits: [Pure],
    verify(op, report) {
      return (
        elementTypeOrSelf(op.operand(0).type) === elementTypeOrSelf(op.result().type) ||
        report.opError('source operand and result must have same element type')
      );
    },
    assemblyFormat: '$source attr-dict `:` type($source) `to` type($vector)',
  }),
  defineOp('vector.extract', {
    summary: 'an element or inner vector',
    operands: { vector: AnyVector },
    results: { result: AnyType },
    attributes: { position: I64ArrayAttr },
    traits: [Pure],
    inferTypes({ operands, attr }) {
      const position = attr('position');
      const type = operands[0]?.type;
      const result =
        type && position?.kind === 'array' ? extractedType(type, position.elements.length) : null;
      return result && [result];
    },
    assemblyFormat: '$vector `` $position attr-dict `:` type($vector)',
  }),
  defineOp('vector.insert', {
    summary: 'the vector with an element or inner vector replaced',
    operands: { source: AnyType, dest: AnyVector },
    results: { res: AnyVector },
    attributes: { position: I64ArrayAttr },
    traits: [Pure, TypesMatchWith('res type matches dest type', 'dest', 'res', (type) => type)],
    assemblyFormat: '$source `,` $dest $position attr-dict `:` type($source) `into` type($dest)',
  }),
  defineOp('vector.splat', {
    summary: 'a scalar in every element',
    operands: { input: AnyType },
    results: { aggregate: AnyVector },
    traits: [
      Pure,
      TypesMatchWith(
        'operand type matches element type of result',
        'aggregate',
        'input',
        elementTypeOrSelf,
      ),
    ],
    assemblyFormat: '$input attr-dict `:` type($aggregate)',
  }),
  defineOp('vector.load', {
    summary: 'neighbouring elements of memory',
    operands: { base: AnyMemRef, indices: variadic(Index) },
    results: { result: AnyVector },
    interfaces: [MemoryEffects.with((op) => [{ kind: 'read', value: op.operand(0) }])],
    assemblyFormat: '$base `[` $indices `]` attr-dict `:` type($base) `,` type($result)',
  }),
  defineOp('vector.store', {
    summary: 'replaces neighbouring elements of memory',
    operands: { valueToStore: AnyVector, base: AnyMemRef, indices: variadic(Index) },
    interfaces: [MemoryEffects.with((op) => [{ kind: 'write', value: op.operand(1) }])],
    assemblyFormat:
      '$valueToStore `,` $base `[` $indices `]` attr-dict `:` type($base) `,` type($valueToStore)',
  }),
];

export const vectorDialect = defineDialect({
  name: 'vector',
  summary: 'registers of several elements',
  operations,
});

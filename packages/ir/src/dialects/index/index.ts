/** The index dialect: arithmetic on indices, whose width only the target knows. */

import { AnyInteger, anyTypeOf, BoolAttr, I1, Index, IndexAttr } from '../../constraints.ts';
import { defineDialect, defineOp, type OpDefinition } from '../../dialect.ts';
import { Operation } from '../../operation.ts';
import { ConstantLike, Pure } from '../../traits.ts';
import { enumAttribute } from '../enum-attributes.ts';
import * as folds from './fold.ts';

const predicate = enumAttribute({
  dialect: 'index',
  mnemonic: 'cmp_predicate',
  summary: 'how two indices are compared',
  cppName: '::mlir::index::IndexCmpPredicate',
  cases: folds.PREDICATES,
  constraintSummary: 'index comparison predicate kind',
});

const binary = (name: string, summary: string, compute: folds.Compute): OpDefinition =>
  defineOp(`index.${name}`, {
    summary,
    operands: { lhs: Index, rhs: Index },
    results: { result: Index },
    traits: [Pure],
    fold: folds.foldBinary(compute),
    assemblyFormat: '$lhs `,` $rhs attr-dict',
  });

const IntegerOrIndex = anyTypeOf([AnyInteger, Index]);
const cast = (name: string, summary: string): OpDefinition =>
  defineOp(`index.${name}`, {
    summary,
    operands: { input: IntegerOrIndex },
    results: { output: IntegerOrIndex },
    traits: [Pure],
    verify(op, report) {
      const [from, to] = [op.operand(0).type, op.result().type];
      return (
        (from.kind === 'index') !== (to.kind === 'index') ||
        report.opError(
          `operand type '${report.printType(from)}' and result type '${report.printType(to)}' are cast incompatible`,
        )
      );
    },
    assemblyFormat: '$input attr-dict `:` type($input) `to` type($output)',
  });

const { ofUnsigned } = folds;

export const indexDialect = defineDialect({
  name: 'index',
  summary: 'arithmetic on indices, whose width only the target knows',
  operations: [
    binary('add', 'sum', (lhs, rhs) => lhs + rhs),
    binary('sub', 'difference', (lhs, rhs) => lhs - rhs),
    binary('mul', 'product', (lhs, rhs) => lhs * rhs),
    binary('divs', 'signed quotient, towards zero', folds.divide),
    binary('divu', 'unsigned quotient', ofUnsigned(folds.divide)),
    binary('ceildivs', 'signed quotient, rounded up', folds.ceilDivide),
    binary('ceildivu', 'unsigned quotient, rounded up', ofUnsigned(folds.ceilDivide)),
    binary('floordivs', 'signed quotient, rounded down', folds.floorDivide),
    binary('rems', 'remainder of the signed quotient', folds.remainder),
    binary('remu', 'remainder of the unsigned quotient', ofUnsigned(folds.remainder)),
    binary('maxs', 'the greater as signed numbers', folds.greater),
    binary('maxu', 'the greater as unsigned numbers', ofUnsigned(folds.greater)),
    binary('mins', 'the less as signed numbers', folds.less),
    binary('minu', 'the less as unsigned numbers', ofUnsigned(folds.less)),
    binary('shl', 'shifted left', folds.shiftLeft),
    binary('shrs', 'shifted right, filled with the sign', folds.shiftRight),
    binary('shru', 'shifted right, filled with zeros', ofUnsigned(folds.shiftRight)),
    binary('and', 'bits set in both', (lhs, rhs) => lhs & rhs),
    binary('or', 'bits set in either', (lhs, rhs) => lhs | rhs),
    binary('xor', 'bits set in one of both', (lhs, rhs) => lhs ^ rhs),
    cast('casts', 'between index and integer, extended with the sign'),
    cast('castu', 'between index and integer, extended with zeros'),
    defineOp('index.cmp', {
      summary: 'compares two indices',
      operands: { lhs: Index, rhs: Index },
      results: { result: I1 },
      attributes: { pred: predicate.constraint },
      traits: [Pure],
      fold: folds.foldCompare,
      assemblyFormat: '`` $pred `(` $lhs `,` $rhs `)` attr-dict',
    }),
    defineOp('index.sizeof', {
      summary: "the index type's width in bits",
      results: { result: Index },
      traits: [Pure],
      assemblyFormat: 'attr-dict',
    }),
    defineOp('index.constant', {
      summary: 'an index that is known',
      results: { result: Index },
      attributes: { value: IndexAttr },
      traits: [Pure, ConstantLike],
      fold(op) {
        const value = op.attr('value');
        return value ? [value] : null;
      },
      resultNames: (op, setName) => setName(op.result(), `idx${op.intAttr('value')}`),
      assemblyFormat: 'attr-dict $value',
    }),
    defineOp('index.bool.constant', {
      summary: 'a boolean that is known',
      results: { result: I1 },
      attributes: { value: BoolAttr },
      traits: [Pure, ConstantLike],
      fold(op) {
        const value = op.attr('value');
        return value ? [value] : null;
      },
      resultNames: (op, setName) =>
        setName(op.result(), op.intAttr('value') === 0n ? 'false' : 'true'),
      assemblyFormat: 'attr-dict $value',
    }),
  ],
  attributes: [predicate.definition],
  isLegalToInline: () => true,
  materializeConstant(value, type, location) {
    if (value.kind !== 'integer' || value.type !== type) return null;
    const isBool = type.kind === 'integer' && type.width === 1 && type.signedness === 'signless';
    if (!isBool && type.kind !== 'index') return null;
    return Operation.create({
      name: isBool ? 'index.bool.constant' : 'index.constant',
      location,
      resultTypes: [type],
      attributes: [['value', value]],
    });
  },
});

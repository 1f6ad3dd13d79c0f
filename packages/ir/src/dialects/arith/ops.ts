/** The operations of the arith dialect, from tables: name, summary, folds. */

import {
  AnyFloat,
  AnySignlessInteger,
  AnyType,
  anyTypeOf,
  BoolLike,
  FloatLike,
  Index,
  integerEnumAttr,
  memRefOf,
  SignlessFixedWidthIntegerLike,
  SignlessIntegerLike,
  TypedAttr,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  type OpSpec,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import { Speculatable } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import { constantValue } from '../../rewrite/folder.ts';
import {
  AllTypesMatch,
  Commutative,
  ConstantLike,
  ElementwiseMappable,
  Idempotent,
  Pure,
  SameOperandsAndResultShape,
  SameOperandsAndResultType,
  SameTypeOperands,
  TypesMatchWith,
} from '../../traits.ts';
import {
  elementTypeOrSelf,
  IntegerType,
  isShaped,
  isSignless,
  type Type,
  UnrankedTensorType,
  withShape,
} from '../../types.ts';
import { canonicalizations } from './canonicalize.ts';
import * as folds from './fold.ts';
import { CMPF_PREDICATES, CMPI_PREDICATES } from './predicates.ts';
import { fastmath, floatCastChanges, promise, renamed, rounds } from './promises.ts';

/** The i1 type of the shape of another. */
export const i1SameShape = (type: Type): Type => {
  const i1 = IntegerType.get(type.context, 1);
  if (type.kind === 'unranked-tensor') return UnrankedTensorType.get(i1);
  return type.kind === 'vector' || type.kind === 'tensor' ? withShape(type, type.shape, i1) : i1;
};

/** A division may run anywhere if its divisor is known not to be 0, or signed and -1 (overflow). */
const divisionIsSafe = (signed: boolean) =>
  Speculatable.with((op: Operation) => {
    const divisor = constantValue(op.operand(1));
    const value = divisor?.kind === 'dense' ? divisor.splatValue : divisor;
    return value?.kind === 'integer' && value.value !== 0n && !(signed && value.value === -1n);
  });

const integerBinary = (
  name: string,
  summary: string,
  fold: folds.IntegerFold,
  commutative = false,
): OpDefinition =>
  defineOp(`arith.${name}`, {
    summary,
    ...(name.includes('div') ? { interfaces: [divisionIsSafe(name.endsWith('si'))] } : {}),
    operands: { lhs: SignlessIntegerLike, rhs: SignlessIntegerLike },
    results: { result: SignlessIntegerLike },
    traits: [
      ...(commutative ? [Commutative] : []),
      Pure,
      SameOperandsAndResultType,
      ...ElementwiseMappable,
      ...(['andi', 'ori', 'maxsi', 'maxui', 'minsi', 'minui'].includes(name) ? [Idempotent] : []),
    ],
    fold: folds.integerBinary(fold),
    canonicalize: canonicalizations[name] ?? [],
    assemblyFormat: '$lhs `,` $rhs attr-dict `:` type($result)',
    ...promise(name, '$lhs `,` $rhs', 'attr-dict `:` type($result)'),
  });

const floatBinary = (
  name: string,
  summary: string,
  fold: folds.FloatFold,
  commutative = false,
  range: Pick<OpSpec, 'changes' | 'since'> = {},
): OpDefinition =>
  defineOp(`arith.${name}`, {
    summary,
    operands: { lhs: FloatLike, rhs: FloatLike },
    results: { result: FloatLike },
    attributes: { fastmath },
    traits: [
      ...(commutative ? [Commutative] : []),
      Pure,
      SameOperandsAndResultType,
      ...ElementwiseMappable,
    ],
    fold: folds.floatBinary(fold),
    assemblyFormat: '$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)',
    ...range,
  });
const binary: readonly OpDefinition[] = [
  integerBinary('addi', 'integer addition', folds.addi, true),
  integerBinary('subi', 'integer subtraction', folds.subi),
  integerBinary('muli', 'integer multiplication', folds.muli, true),
  integerBinary('divui', 'unsigned integer division', folds.divui),
  integerBinary('divsi', 'signed integer division, towards zero', folds.divsi),
  integerBinary('ceildivui', 'unsigned integer division, rounded up', folds.ceildivui),
  integerBinary('ceildivsi', 'signed integer division, rounded up', folds.ceildivsi),
  integerBinary('floordivsi', 'signed integer division, rounded down', folds.floordivsi),
  integerBinary('remui', 'unsigned remainder', folds.remui),
  integerBinary('remsi', 'signed remainder', folds.remsi),
  integerBinary('andi', 'bitwise and', folds.andi, true),
  integerBinary('ori', 'bitwise or', folds.ori, true),
  integerBinary('xori', 'bitwise exclusive or', folds.xori, true),
  integerBinary('shli', 'shift left', folds.shli),
  integerBinary('shrui', 'logical shift right', folds.shrui),
  integerBinary('shrsi', 'arithmetic shift right', folds.shrsi),
  integerBinary('maxsi', 'greater of two signed integers', folds.maxsi, true),
  integerBinary('maxui', 'greater of two unsigned integers', folds.maxui, true),
  integerBinary('minsi', 'lesser of two signed integers', folds.minsi, true),
  integerBinary('minui', 'lesser of two unsigned integers', folds.minui, true),
  floatBinary('addf', 'floating-point addition', folds.addf, true, rounds),
  floatBinary('subf', 'floating-point subtraction', folds.subf, false, rounds),
  floatBinary('mulf', 'floating-point multiplication', folds.mulf, true, rounds),
  floatBinary('divf', 'floating-point division', folds.divf, false, rounds),
  floatBinary('remf', 'floating-point remainder', folds.remf),
  floatBinary(
    'maxf',
    'greater of two floats; NaN if one is',
    folds.maxf,
    true,
    renamed('arith.maximumf'),
  ),
  floatBinary(
    'minf',
    'lesser of two floats; NaN if one is',
    folds.minf,
    true,
    renamed('arith.minimumf'),
  ),
  floatBinary('maxnumf', 'greater of two floats; the other if one is NaN', folds.maxnumf, true, {
    since: '2026',
  }),
  floatBinary('minnumf', 'lesser of two floats; the other if one is NaN', folds.minnumf, true, {
    since: '2026',
  }),
];

const negf = defineOp('arith.negf', {
  summary: 'floating-point negation',
  operands: { operand: FloatLike },
  results: { result: FloatLike },
  attributes: { fastmath },
  traits: [Pure, SameOperandsAndResultType, ...ElementwiseMappable],
  fold: folds.foldNegf,
  assemblyFormat: '$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)',
});

const scalarOf = (type: Type): Type => elementTypeOrSelf(type);
const bits = (type: Type): number =>
  type.kind === 'integer' || type.kind === 'float' ? type.width : 64;

/** What an integer or float cast must do to the width. */
const widthCheck = (wider: boolean) =>
  castCheck((from, to) => (wider ? bits(to) > bits(from) : bits(to) < bits(from)));
const castCheck =
  (accepts: (from: Type, to: Type) => boolean) =>
  (op: Operation, report: VerifyContext): boolean => {
    const [from, to] = [op.operand(0).type, op.result().type];
    const sameShape = !isShaped(from) && !isShaped(to) ? true : from.kind === to.kind;
    return (
      (sameShape && accepts(scalarOf(from), scalarOf(to))) ||
      report.opError(
        `operand type '${report.printType(from)}' and result type '${report.printType(to)}' are cast incompatible`,
      )
    );
  };
const isInteger = (type: Type): boolean => isSignless(type);
/** Buffers of elements are cast without touching them. */
const IndexCastType = anyTypeOf([
  SignlessIntegerLike,
  { ...memRefOf(anyTypeOf([AnySignlessInteger, Index])), summary: 'memref of signless-integer' },
]);
const BitcastType = anyTypeOf([
  SignlessFixedWidthIntegerLike,
  FloatLike,
  memRefOf(anyTypeOf([AnySignlessInteger, AnyFloat])),
]);
const isFloat = (type: Type): boolean => type.kind === 'float';
const isIndex = (type: Type): boolean => type.kind === 'index';

const cast = (
  name: string,
  summary: string,
  from: TypeConstraint,
  to: TypeConstraint,
  fold: folds.CastFold,
  verify: (op: Operation, report: VerifyContext) => boolean,
): OpDefinition =>
  defineOp(`arith.${name}`, {
    summary,
    operands: { in: from },
    results: { out: to },
    traits: [Pure, SameOperandsAndResultShape, ...ElementwiseMappable],
    fold: folds.castFold(fold),
    canonicalize: canonicalizations[name] ?? [],
    verify,
    assemblyFormat: '$in attr-dict `:` type($in) `to` type($out)',
    ...promise(name, '$in', 'attr-dict `:` type($in) `to` type($out)'),
    ...floatCastChanges(name),
  });
const casts: readonly OpDefinition[] = [
  cast(
    'extui',
    'zero-extends',
    SignlessFixedWidthIntegerLike,
    SignlessFixedWidthIntegerLike,
    folds.extui,
    widthCheck(true),
  ),
  cast(
    'extsi',
    'sign-extends',
    SignlessFixedWidthIntegerLike,
    SignlessFixedWidthIntegerLike,
    folds.extsi,
    widthCheck(true),
  ),
  cast(
    'trunci',
    'drops high bits',
    SignlessFixedWidthIntegerLike,
    SignlessFixedWidthIntegerLike,
    folds.trunci,
    widthCheck(false),
  ),
  cast('extf', 'widens a float', FloatLike, FloatLike, folds.extf, widthCheck(true)),
  cast('truncf', 'narrows a float', FloatLike, FloatLike, folds.truncf, widthCheck(false)),
  cast(
    'uitofp',
    'unsigned integer to float',
    SignlessFixedWidthIntegerLike,
    FloatLike,
    folds.uitofp,
    castCheck((a, b) => isInteger(a) && isFloat(b)),
  ),
  cast(
    'sitofp',
    'signed integer to float',
    SignlessFixedWidthIntegerLike,
    FloatLike,
    folds.sitofp,
    castCheck((a, b) => isInteger(a) && isFloat(b)),
  ),
  cast(
    'fptoui',
    'float to unsigned integer, towards zero',
    FloatLike,
    SignlessFixedWidthIntegerLike,
    folds.fptoui,
    castCheck((a, b) => isFloat(a) && isInteger(b)),
  ),
  cast(
    'fptosi',
    'float to signed integer, towards zero',
    FloatLike,
    SignlessFixedWidthIntegerLike,
    folds.fptosi,
    castCheck((a, b) => isFloat(a) && isInteger(b)),
  ),
  cast(
    'index_cast',
    'between index and signed integer',
    IndexCastType,
    IndexCastType,
    folds.indexCast,
    castCheck((a, b) => (isIndex(a) && isInteger(b)) || (isInteger(a) && isIndex(b))),
  ),
  cast(
    'index_castui',
    'between index and unsigned integer',
    IndexCastType,
    IndexCastType,
    folds.indexCastUi,
    castCheck((a, b) => (isIndex(a) && isInteger(b)) || (isInteger(a) && isIndex(b))),
  ),
  cast(
    'bitcast',
    'the same bits as another type',
    BitcastType,
    BitcastType,
    folds.bitcast,
    castCheck((a, b) => !isIndex(a) && !isIndex(b) && bits(a) === bits(b)),
  ),
];

const comparisons: readonly OpDefinition[] = [
  defineOp('arith.cmpi', {
    summary: 'compares integers',
    operands: { lhs: SignlessIntegerLike, rhs: SignlessIntegerLike },
    results: { result: BoolLike },
    attributes: { predicate: integerEnumAttr(64, CMPI_PREDICATES) },
    traits: [
      Pure,
      SameTypeOperands,
      TypesMatchWith(
        'result type has i1 element type and same shape as operands',
        'lhs',
        'result',
        i1SameShape,
      ),
      ...ElementwiseMappable,
    ],
    inferTypes: ({ operands: [lhs] }) => (lhs ? [i1SameShape(lhs.type)] : null),
    fold: folds.foldCmpi,
    canonicalize: canonicalizations.cmpi ?? [],
    assemblyFormat: '$predicate `,` $lhs `,` $rhs attr-dict `:` type($lhs)',
  }),
  defineOp('arith.cmpf', {
    summary: 'compares floats; o: false and u: true if one is NaN',
    operands: { lhs: FloatLike, rhs: FloatLike },
    results: { result: BoolLike },
    attributes: { predicate: integerEnumAttr(64, CMPF_PREDICATES) },
    traits: [
      Pure,
      SameTypeOperands,
      TypesMatchWith(
        'result type has i1 element type and same shape as operands',
        'lhs',
        'result',
        i1SameShape,
      ),
      ...ElementwiseMappable,
    ],
    inferTypes: ({ operands: [lhs] }) => (lhs ? [i1SameShape(lhs.type)] : null),
    fold: folds.foldCmpf,
    assemblyFormat: '$predicate `,` $lhs `,` $rhs attr-dict `:` type($lhs)',
    changes: [
      {
        since: '2026',
        attributes: { predicate: integerEnumAttr(64, CMPF_PREDICATES), fastmath },
        assemblyFormat:
          '$predicate `,` $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs)',
      },
    ],
  }),
  defineOp('arith.select', {
    summary: 'one of two values',
    operands: { condition: BoolLike, true_value: AnyType, false_value: AnyType },
    results: { result: AnyType },
    traits: [Pure, AllTypesMatch('true_value', 'false_value', 'result'), ...ElementwiseMappable],
    inferTypes: ({ operands }) => (operands[1] ? [operands[1].type] : null),
    fold: folds.foldSelect,
    canonicalize: canonicalizations.select ?? [],
    verify(op, report) {
      const condition = op.operand(0).type;
      if (isSignless(condition, 1)) return true;
      const result = op.result().type;
      if (result.kind !== 'tensor' && result.kind !== 'vector')
        return report.opError(
          `expected condition to be a signless i1, but got '${report.printType(condition)}'`,
        );
      const expected = i1SameShape(result);
      return (
        condition === expected ||
        report.opError(
          `expected condition type to have the same shape as the result type, expected '${report.printType(expected)}', but got '${report.printType(condition)}'`,
        )
      );
    },
    usage:
      '<%condition>, <%true_value>, <%false_value> (?<attributes>)? : (?<condition type>,)? <type>',
    parse(parser, state) {
      const at = parser.offset();
      const operands = parser.parseOperandList();
      if (operands.length !== 3) parser.fail(`expected 3 operands`, at);
      parser.parseOptionalAttrDict(state.attributes);
      let type = parser.parseColonType();
      let condition: Type = parser.context.i1;
      if (parser.parseOptionalPunctuation(',')) {
        condition = type;
        type = parser.parseType();
      }
      state.operands.push(...parser.resolveOperands(operands, [condition, type, type], at));
      state.resultTypes.push(type);
    },
    print(printer, op) {
      printer.print(' ');
      printer.printOperands(op.operands);
      printer.printOptionalAttrDict(op.attributes);
      printer.print(' : ');
      const condition = op.operand(0).type;
      if (condition.kind === 'vector' || condition.kind === 'tensor') {
        printer.printType(condition);
        printer.print(', ');
      }
      printer.printType(op.result().type);
    },
  }),
];

const extended = (
  name: string,
  summary: string,
  secondName: string,
  isBool: boolean,
): OpDefinition =>
  defineOp(`arith.${name}`, {
    summary,
    operands: { lhs: SignlessIntegerLike, rhs: SignlessIntegerLike },
    results: isBool
      ? { sum: SignlessIntegerLike, [secondName]: BoolLike }
      : { low: SignlessIntegerLike, [secondName]: SignlessIntegerLike },
    traits: [
      Pure,
      Commutative,
      isBool ? AllTypesMatch('lhs', 'rhs', 'sum') : AllTypesMatch('lhs', 'rhs', 'low', secondName),
      ...ElementwiseMappable,
    ],
    inferTypes: ({ operands: [lhs] }) =>
      lhs ? [lhs.type, isBool ? i1SameShape(lhs.type) : lhs.type] : null,
    assemblyFormat: isBool
      ? '$lhs `,` $rhs attr-dict `:` type($sum) `,` type($overflow)'
      : '$lhs `,` $rhs attr-dict `:` type($lhs)',
  });

const constant = defineOp('arith.constant', {
  summary: 'a constant',
  results: { result: AnyType },
  attributes: { value: TypedAttr },
  traits: [ConstantLike, Pure],
  fold: (op) => {
    const value = op.attr('value');
    return value ? [value] : null;
  },
  inferTypes(state) {
    const value = state.attr('value');
    return value && 'type' in value && typeof value.type === 'object' ? [value.type] : null;
  },
  resultNames(op, setName) {
    const value = op.attr('value');
    const type = op.result().type;
    if (value?.kind !== 'integer') return setName(op.result(), 'cst');
    if (type.kind === 'integer' && type.width === 1)
      return setName(op.result(), value.value !== 0n ? 'true' : 'false');
    setName(
      op.result(),
      type.kind === 'integer' ? `c${value.value}_i${type.width}` : `c${value.value}`,
    );
  },
  verify(op, report) {
    const value = op.attr('value');
    const type = op.result().type;
    const valueType =
      value && 'type' in value && typeof value.type === 'object' ? value.type : null;
    if (valueType !== type)
      return report.opError(`failed to verify that all of {value, result} have same type`);
    if (type.kind === 'integer' && type.signedness !== 'signless')
      return report.opError('integer return type must be signless');
    if (
      value?.kind !== 'integer' &&
      value?.kind !== 'float' &&
      value &&
      !value.kind.startsWith('dense') &&
      value.kind !== 'sparse'
    )
      return report.opError('value must be an integer, float, or elements attribute');
    return true;
  },
  usage: '(?<attributes>)? <value>',
  parse(parser, state) {
    parser.parseOptionalAttrDict(state.attributes);
    const at = parser.offset();
    const value = parser.parseAttribute();
    state.attributes.set('value', value);
    if ('type' in value && typeof value.type === 'object' && value.kind !== 'type')
      state.resultTypes.push(value.type);
    else parser.fail('invalid kind of attribute specified', at);
  },
  print(printer, op) {
    printer.printOptionalAttrDict(op.attributes, ['value']);
    if (op.attributes.entries.length > 1) printer.print(' ');
    else printer.print(' ');
    const value = op.attr('value');
    if (value) printer.printAttribute(value);
  },
});

export const operations: readonly OpDefinition[] = [
  constant,
  ...binary,
  negf,
  ...casts,
  ...comparisons,
  extended('addui_extended', 'unsigned addition and its overflow', 'overflow', true),
  extended('mulsi_extended', 'both halves of a signed product', 'high', false),
  extended('mului_extended', 'both halves of an unsigned product', 'high', false),
];

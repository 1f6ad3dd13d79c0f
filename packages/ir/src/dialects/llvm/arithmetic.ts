/** Arithmetic of the llvm dialect: integers, floats, comparisons, casts, selection. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { IntegerAttr } from '../../attributes.ts';
import { AnyInteger, anyTypeOf } from '../../constraints.ts';
import {
  defineOp,
  type Fold,
  type OpDefinition,
  type TypeConstraint,
  type VerifyContext,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  Commutative,
  Pure,
  SameOperandsAndResultType,
  SameTypeOperands,
  TypesMatchWith,
} from '../../traits.ts';
import { IntegerType, type Type } from '../../types.ts';
import { parseAttributeOf } from '../nested-attributes.ts';
import { fastMathFlags } from './attributes.ts';
import {
  AnyNonAggregate,
  BoolOrVector,
  LlvmFloat,
  LlvmType,
  PointerOrVector,
  scalarOrVectorOf,
} from './constraints.ts';
import { withoutDefaultFlags } from './directives.ts';
import {
  type Cases,
  FLOAT_PREDICATES,
  FloatPredicateAttr,
  INTEGER_PREDICATES,
  IntegerPredicateAttr,
  keywordOf,
} from './enums.ts';
import {
  asPointer,
  asVector,
  isCompatibleType,
  isCompatibleVector,
  vectorElementOrSelf,
  vectorTypeOf,
} from './types.ts';

const Integers = scalarOrVectorOf(AnyInteger);
const Floats = scalarOrVectorOf(LlvmFloat);

const integerOperation = (name: string, summary: string, isCommutative = false): OpDefinition =>
  defineOp(`llvm.${name}`, {
    summary,
    operands: { lhs: Integers, rhs: Integers },
    results: { res: Integers },
    traits: [Pure, SameOperandsAndResultType, ...(isCommutative ? [Commutative] : [])],
    assemblyFormat: '$lhs `,` $rhs custom<LLVMOpAttrs>(attr-dict) `:` type($res)',
  });
const floatOperation = (name: string, summary: string): OpDefinition =>
  defineOp(`llvm.${name}`, {
    summary,
    operands: { lhs: Floats, rhs: Floats },
    results: { res: Floats },
    attributes: { fastmathFlags: fastMathFlags },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: '$lhs `,` $rhs custom<LLVMOpAttrs>(attr-dict) `:` type($res)',
  });

// ----- Comparisons -----

/** The type of one bit for each element of a type. */
function bitsOfShape(type: Type): Type {
  const i1 = IntegerType.get(type.context, 1);
  const vector = isCompatibleVector(type) ? asVector(type) : null;
  return vector ? vectorTypeOf(vector.size, i1, vector.isScalable) : i1;
}

const parseComparison =
  (predicates: Cases) =>
  (parser: OpAsmParser, state: OperationStateBuilder): void => {
    const { context } = parser;
    const at = parser.offset();
    const predicate = parseAttributeOf(parser, 'string').value;
    const lhs = parser.parseOperand();
    parser.parsePunctuation(',');
    const rhs = parser.parseOperand();
    parser.parseOptionalAttrDict(state.attributes);
    parser.parsePunctuation(':');
    const typeAt = parser.offset();
    const type = parser.parseType();
    state.operands.push(parser.resolveOperand(lhs, type), parser.resolveOperand(rhs, type));
    const found = predicates.find(([keyword]) => keyword === predicate);
    if (!found)
      return parser.fail(`'${predicate}' is an incorrect value of the 'predicate' attribute`, at);
    state.attributes.set('predicate', IntegerAttr.i64(context, found[1]));
    if (!isCompatibleType(type)) parser.fail('expected LLVM dialect-compatible type', typeAt);
    state.resultTypes.push(bitsOfShape(type));
  };
const printComparison =
  (predicates: Cases) =>
  (printer: OpAsmPrinter, op: Operation): void => {
    printer.print(` "${keywordOf(predicates, op.intAttr('predicate'))}" `);
    printer.printOperands(op.operands);
    printer.printOptionalAttrDict(withoutDefaultFlags(op), ['predicate']);
    printer.print(' : ');
    printer.printType(op.operand(0).type);
  };
const comparisonTraits = [
  SameTypeOperands,
  TypesMatchWith(
    'result type has i1 element type and same shape as operands',
    'lhs',
    'res',
    bitsOfShape,
  ),
  Pure,
];
const Comparable = anyTypeOf([Integers, PointerOrVector]);

// ----- Casts -----

const cast = (
  name: string,
  summary: string,
  from: TypeConstraint,
  to: TypeConstraint,
  more: {
    readonly fold?: Fold;
    readonly verify?: (op: Operation, report: VerifyContext) => boolean;
  } = {},
): OpDefinition =>
  defineOp(`llvm.${name}`, {
    summary,
    operands: { arg: from },
    results: { res: to },
    traits: [Pure],
    ...more,
    assemblyFormat: '$arg attr-dict `:` type($arg) `to` type($res)',
  });

/** A cast to the same type, or back to the type before. */
const foldCast: Fold = (op) => {
  const value = op.operand(0);
  const { type } = op.result();
  if (value.type === type) return [value];
  const before = value.definingOp;
  return before?.is(op.name) && before.operand(0).type === type ? [before.operand(0)] : null;
};

function verifyBitcast(op: Operation, report: VerifyContext): boolean {
  const [source, result] = [op.operand(0).type, op.result().type];
  const [from, to] = [source, result].map((type) => asPointer(vectorElementOrSelf(type)));
  if (!from !== !to) return report.opError('can only cast pointers from and to pointers');
  if (!from || !to) return true;
  const [isFromVector, isToVector] = [source, result].map((type) => asVector(type) !== null);
  if (isToVector && !isFromVector)
    return report.opError('cannot cast pointer to vector of pointers');
  if (!isToVector && isFromVector)
    return report.opError('cannot cast vector of pointers to pointer');
  return (
    from.addressSpace === to.addressSpace ||
    report.opError(
      "cannot cast pointers of different address spaces, use 'llvm.addrspacecast' instead",
    )
  );
}

export const arithmeticOperations: readonly OpDefinition[] = [
  integerOperation('add', 'integer addition', true),
  integerOperation('sub', 'integer subtraction'),
  integerOperation('mul', 'integer multiplication', true),
  integerOperation('udiv', 'unsigned integer division'),
  integerOperation('sdiv', 'signed integer division, towards zero'),
  integerOperation('urem', 'unsigned remainder'),
  integerOperation('srem', 'signed remainder'),
  integerOperation('and', 'bitwise and'),
  integerOperation('or', 'bitwise or'),
  integerOperation('xor', 'bitwise exclusive or'),
  integerOperation('shl', 'shift left'),
  integerOperation('lshr', 'logical shift right'),
  integerOperation('ashr', 'arithmetic shift right'),
  floatOperation('fadd', 'floating-point addition'),
  floatOperation('fsub', 'floating-point subtraction'),
  floatOperation('fmul', 'floating-point multiplication'),
  floatOperation('fdiv', 'floating-point division'),
  floatOperation('frem', 'floating-point remainder'),
  defineOp('llvm.fneg', {
    summary: 'floating-point negation',
    operands: { operand: Floats },
    results: { res: Floats },
    attributes: { fastmathFlags: fastMathFlags },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: '$operand custom<LLVMOpAttrs>(attr-dict) `:` type($res)',
  }),
  defineOp('llvm.icmp', {
    summary: 'compares integers or pointers',
    operands: { lhs: Comparable, rhs: Comparable },
    results: { res: BoolOrVector },
    attributes: { predicate: IntegerPredicateAttr },
    traits: comparisonTraits,
    parse: parseComparison(INTEGER_PREDICATES),
    print: printComparison(INTEGER_PREDICATES),
  }),
  defineOp('llvm.fcmp', {
    summary: 'compares floats',
    operands: { lhs: Floats, rhs: Floats },
    results: { res: BoolOrVector },
    attributes: { predicate: FloatPredicateAttr, fastmathFlags: fastMathFlags },
    traits: comparisonTraits,
    parse: parseComparison(FLOAT_PREDICATES),
    print: printComparison(FLOAT_PREDICATES),
  }),
  cast('bitcast', 'the same bits as another type', AnyNonAggregate, AnyNonAggregate, {
    fold: foldCast,
    verify: verifyBitcast,
  }),
  cast('addrspacecast', 'a pointer in another address space', PointerOrVector, PointerOrVector, {
    fold: foldCast,
  }),
  cast('inttoptr', 'an integer as a pointer', Integers, PointerOrVector),
  cast('ptrtoint', 'a pointer as an integer', PointerOrVector, Integers),
  cast('sext', 'a wider integer of the same signed value', Integers, Integers),
  cast('zext', 'a wider integer of the same unsigned value', Integers, Integers),
  cast('trunc', 'the low bits of an integer', Integers, Integers),
  cast('sitofp', 'a signed integer as a float', Integers, Floats),
  cast('uitofp', 'an unsigned integer as a float', Integers, Floats),
  cast('fptosi', 'a float as a signed integer, towards zero', Floats, Integers),
  cast('fptoui', 'a float as an unsigned integer, towards zero', Floats, Integers),
  cast('fpext', 'a float in a wider format', Floats, Floats),
  cast('fptrunc', 'a float in a narrower format', Floats, Floats),
  defineOp('llvm.select', {
    summary: 'one of two values, by a condition',
    operands: { condition: BoolOrVector, trueValue: LlvmType, falseValue: LlvmType },
    results: { res: LlvmType },
    attributes: { fastmathFlags: fastMathFlags },
    traits: [Pure, AllTypesMatch('trueValue', 'falseValue', 'res')],
    assemblyFormat: 'operands attr-dict `:` type($condition) `,` type($res)',
  }),
  defineOp('llvm.freeze', {
    summary: 'the value, or any one value if it is undefined',
    operands: { val: LlvmType },
    results: { res: LlvmType },
    traits: [SameOperandsAndResultType],
    assemblyFormat: '$val attr-dict `:` type($val)',
  }),
];

/** Control flow of the llvm dialect: branches, returns, and what exceptions do. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { UnitAttr } from '../../attributes.ts';
import {
  AnyInteger,
  AnyType,
  DenseI32ArrayAttr,
  ElementsAttrConstraint,
  I1,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  type VerifyContext,
  variadic,
} from '../../dialect.ts';
import type { Operation } from '../../operation.ts';
import { AttrSizedOperandSegments, Pure, ReturnLike, Terminator } from '../../traits.ts';
import { numElements } from '../../types.ts';
import { branchFrom } from '../branches.ts';
import { switchBranch } from '../cf/switch.ts';
import { LlvmType } from './constraints.ts';
import { LoopAnnotationConstraint, parallelAccesses } from './loop-annotations.ts';
import { lookupMetadata } from './metadata.ts';
import { asArray, asFunction, isVoid } from './types.ts';

const branchWeights = optionalAttr(ElementsAttrConstraint);
const loopAnnotation = optionalAttr(LoopAnnotationConstraint);

/** The function of the dialect around, or null. */
function enclosingFunction(op: Operation): Operation | null {
  let parent = op.parentOp;
  while (parent && !parent.is('llvm.func')) parent = parent.parentOp;
  return parent;
}

function verifyReturn(op: Operation, report: VerifyContext): boolean {
  const func = enclosingFunction(op);
  const type = func?.attr('function_type');
  const returned = type?.kind === 'type' ? asFunction(type.type)?.returnType : undefined;
  if (!func || !returned) return true;
  const fail = (message: string): false =>
    report.opError(message, [{ op: func, message: 'when returning from function' }]);
  if (isVoid(returned)) return op.numOperands === 0 || fail('expected no operands');
  if (op.numOperands === 0) return fail('expected 1 operand');
  return op.operand(0).type === returned || fail('mismatching result types');
}

/** The groups of accesses that an annotation of the loop names are there. */
function verifyLoop(op: Operation, report: VerifyContext): boolean {
  return parallelAccesses(op.attr('loop_annotation')).every((reference) => {
    const result = lookupMetadata(op, reference);
    if ('found' in result && result.found.is('llvm.access_group')) return true;
    const isMissing = 'missing' in result && result.missing === 'metadata';
    return report.opError(
      `expected '${report.printAttribute(reference)}' to reference ${isMissing ? 'a metadata op' : 'an access_group op'}`,
    );
  });
}

/** How many elements an attribute has; 0 without one. */
function elementCount(op: Operation, name: string): number {
  const attr = op.attr(name);
  return attr && 'type' in attr && attr.type && 'shape' in attr.type
    ? numElements(attr.type.shape)
    : 0;
}

function verifySwitch(op: Operation, report: VerifyContext): boolean {
  if (elementCount(op, 'case_values') !== op.successors.length - 1)
    return report.opError('expects number of case values to match number of case destinations');
  const weights = elementCount(op, 'branch_weights');
  return (
    op.attr('branch_weights') === undefined ||
    weights === op.successors.length ||
    report.error(
      `expects number of branch weights to match number of successors: ${weights} vs ${op.successors.length}`,
    )
  );
}

// ----- llvm.landingpad -----

function parseLandingPad(parser: OpAsmParser, state: OperationStateBuilder): void {
  if (parser.parseOptionalKeyword('cleanup') !== null)
    state.attributes.set('cleanup', UnitAttr.get(parser.context));
  while (
    parser.parseOptionalPunctuation('(') &&
    parser.parseOptionalKeyword('filter', 'catch') !== null
  ) {
    const operand = parser.parseOperand();
    state.operands.push(parser.resolveOperand(operand, parser.parseColonType()));
    parser.parsePunctuation(')');
  }
  state.resultTypes.push(parser.parseColonType());
}

function printLandingPad(printer: OpAsmPrinter, op: Operation): void {
  printer.print(op.attr('cleanup') ? ' cleanup ' : ' ');
  for (const value of op.operands) {
    printer.print(asArray(value.type) ? '(filter ' : '(catch ');
    printer.printOperand(value);
    printer.print(' : ');
    printer.printType(value.type);
    printer.print(') ');
  }
  printer.printOptionalAttrDict(op.attributes, ['cleanup']);
  printer.print(': ');
  printer.printType(op.result().type);
}

function verifyLandingPad(op: Operation, report: VerifyContext): boolean {
  const func = enclosingFunction(op);
  if (func && func.attr('personality') === undefined)
    return report.error('llvm.landingpad needs to be in a function with a personality');
  if (!op.attr('cleanup') && op.numOperands === 0)
    return report.error('landingpad instruction expects at least one clause or cleanup attribute');
  return op.operands.every((value, i) => {
    if (asArray(value.type)) return true;
    const constant = value.definingOp;
    if (constant?.is('llvm.bitcast'))
      return (
        constant.operand(0).definingOp?.is('llvm.mlir.addressof') === true ||
        report.error('constant clauses expected', [
          {
            op: constant,
            message:
              'global addresses expected as operand to bitcast used in clauses for landingpad',
          },
        ])
      );
    return (
      constant?.is('llvm.mlir.null') === true ||
      constant?.is('llvm.mlir.addressof') === true ||
      report.error(`clause #${i} is not a known constant - null, addressof, bitcast`)
    );
  });
}

export const controlFlowOperations: readonly OpDefinition[] = [
  defineOp('llvm.br', {
    summary: 'branches to a block',
    operands: { destOperands: variadic(LlvmType) },
    attributes: { loop_annotation: loopAnnotation },
    successors: { dest: 'any' },
    traits: [Pure, Terminator],
    interfaces: [branchFrom(0)],
    verify: verifyLoop,
    assemblyFormat: '$dest (`(` $destOperands^ `:` type($destOperands) `)`)? attr-dict',
  }),
  defineOp('llvm.cond_br', {
    summary: 'branches to one of two blocks',
    operands: {
      condition: I1,
      trueDestOperands: variadic(LlvmType),
      falseDestOperands: variadic(LlvmType),
    },
    attributes: { branch_weights: branchWeights, loop_annotation: loopAnnotation },
    successors: { trueDest: 'any', falseDest: 'any' },
    traits: [AttrSizedOperandSegments, Pure, Terminator],
    interfaces: [branchFrom(1)],
    verify: verifyLoop,
    assemblyFormat:
      '$condition (`weights` `(` $branch_weights^ `)`)? `,` $trueDest (`(` $trueDestOperands^ `:` type($trueDestOperands) `)`)? `,` $falseDest (`(` $falseDestOperands^ `:` type($falseDestOperands) `)`)? attr-dict',
  }),
  defineOp('llvm.switch', {
    summary: 'branches to the block of the case that an integer is, or the default',
    operands: {
      value: AnyInteger,
      defaultOperands: variadic(AnyType),
      caseOperands: variadic(AnyType),
    },
    attributes: {
      case_values: optionalAttr(ElementsAttrConstraint),
      case_operand_segments: DenseI32ArrayAttr,
      branch_weights: branchWeights,
    },
    successors: { defaultDestination: 'any', caseDestinations: 'variadic' },
    traits: [AttrSizedOperandSegments, Pure, Terminator],
    interfaces: [switchBranch],
    verify: verifySwitch,
    assemblyFormat:
      '$value `:` type($value) `,` $defaultDestination (`(` $defaultOperands^ `:` type($defaultOperands) `)`)? `[` `\\n` custom<SwitchOpCases>(ref(type($value)), $case_values, $caseDestinations, $caseOperands, type($caseOperands), $case_operand_segments) `]` attr-dict',
  }),
  defineOp('llvm.return', {
    summary: 'returns from a function',
    operands: { arg: optional(LlvmType) },
    traits: [Pure, ReturnLike, Terminator],
    verify: verifyReturn,
    assemblyFormat: 'attr-dict ($arg^ `:` type($arg))?',
  }),
  defineOp('llvm.unreachable', {
    summary: 'is never reached',
    traits: [Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('llvm.resume', {
    summary: 'goes on with an exception that was caught',
    operands: { value: LlvmType },
    traits: [Terminator],
    assemblyFormat: '$value attr-dict `:` type($value)',
  }),
  defineOp('llvm.landingpad', {
    summary: 'where exceptions arrive: which are caught, and the one that was',
    operands: { clauses: variadic(LlvmType) },
    results: { res: LlvmType },
    attributes: { cleanup: optionalAttr(UnitAttrConstraint) },
    verify: verifyLandingPad,
    parse: parseLandingPad,
    print: printLandingPad,
  }),
];

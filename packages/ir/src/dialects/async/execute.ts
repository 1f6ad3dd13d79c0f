/** `async.execute` and what ends it: a region that runs elsewhere. */

import type {
  AsmArgument,
  OpAsmParser,
  OpAsmPrinter,
  OperationStateBuilder,
  UnresolvedOperand,
} from '../../asm.ts';
import { DenseArrayAttr } from '../../attributes.ts';
import { AnyType } from '../../constraints.ts';
import { defineOp, operandsNamed, type VerifyContext, variadic } from '../../dialect.ts';
import { RegionBranchOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AttrSizedOperandSegments,
  AutomaticAllocationScope,
  HasParent,
  Pure,
  SingleBlockImplicitTerminator,
  Terminator,
} from '../../traits.ts';
import { DialectType, type Type } from '../../types.ts';
import { AsyncValue, heldType, Token, ValueOrToken } from './types.ts';

const SEGMENTS = 'operand_segment_sizes';
const areEqual = (a: readonly (Type | null)[], b: readonly (Type | null)[]): boolean =>
  a.length === b.length && a.every((type, i) => type === b[i]);

/** ` [%tokens] (%value as %held: type) -> (types) attributes {…} { … }`. */
function parseExecute(parser: OpAsmParser, state: OperationStateBuilder): void {
  const token = DialectType.get(parser.context, 'async', 'token');
  const dependencies = parser.parseOperandList('optional-square');
  state.operands.push(...parser.resolveOperands(dependencies, token));
  const at = parser.offset();
  const values: UnresolvedOperand[] = [];
  const types: Type[] = [];
  const args: AsmArgument[] = [];
  parser.parseCommaSeparatedList('optional-paren', () => {
    values.push(parser.parseOperand());
    parser.parseKeyword('as');
    const argument = parser.parseArgument();
    const type = parser.parseColonType();
    // What is no value is the verifier's to refuse.
    argument.type = heldType(type) ?? type;
    types.push(type);
    args.push(argument);
  });
  state.operands.push(...parser.resolveOperands(values, types, at));
  const sizes = [dependencies.length, values.length].map(BigInt);
  state.attributes.set(SEGMENTS, DenseArrayAttr.get(parser.context.i32, sizes));
  state.resultTypes.push(token, ...parser.parseOptionalArrowTypeList());
  parser.parseOptionalAttrDictWithKeyword(state.attributes);
  state.regions.push(parser.parseRegion(args, { leavesTerminator: true }));
}
function printExecute(printer: OpAsmPrinter, op: Operation): void {
  const dependencies = operandsNamed(op, 'dependencies');
  if (dependencies.length > 0) {
    printer.print(' [');
    printer.printOperands(dependencies);
    printer.print(']');
  }
  const values = operandsNamed(op, 'bodyOperands');
  if (values.length > 0) {
    printer.print(' (');
    values.forEach((value, i) => {
      const argument = op.region().entry?.arguments[i];
      if (i > 0) printer.print(', ');
      printer.printOperand(value);
      printer.print(' as ');
      if (argument) printer.printOperand(argument);
      printer.print(': ');
      printer.printType(value.type);
    });
    printer.print(')');
  }
  printer.printOptionalArrowTypeList(op.resultTypes.slice(1));
  printer.printOptionalAttrDictWithKeyword(op.attributes, [SEGMENTS]);
  printer.print(' ');
  printer.printRegion(op.region(), { printEntryBlockArgs: false });
}

/** The region takes what the values hold. */
function verifyArguments(op: Operation, report: VerifyContext): boolean {
  const taken = op.region().entry?.arguments.map((argument) => argument.type) ?? [];
  const held = operandsNamed(op, 'bodyOperands').map(({ type }) => heldType(type) ?? type);
  if (taken.length !== held.length)
    return report.opError(
      ` region control flow edge from parent operands to Region #0: source has ${held.length} operands, but target successor needs ${taken.length}`,
    );
  return (
    areEqual(taken, held) ||
    report.opError(
      'async body region argument types do not match the execute operation arguments types',
    )
  );
}

export const execute = defineOp('async.execute', {
  summary: 'runs a region elsewhere, once other things are done',
  operands: { dependencies: variadic(Token), bodyOperands: variadic(ValueOrToken) },
  results: { token: Token, bodyResults: variadic(AsyncValue) },
  regions: { bodyRegion: { blocks: 1 } },
  traits: [
    SingleBlockImplicitTerminator('async.yield'),
    AttrSizedOperandSegments,
    AutomaticAllocationScope,
  ],
  interfaces: [
    RegionBranchOp.with({
      successors: (op, from) =>
        from === null
          ? [{ region: op.region(), inputs: op.region().entry?.arguments ?? [] }]
          : [{ region: null, inputs: op.results.slice(1) }],
    }),
  ],
  usage:
    '(?[<%dependencies>])? (?(<%bodyOperands> as <%arg>: <type>))? (?-> <types>)? <bodyRegion>',
  parse: parseExecute,
  print: printExecute,
  verifyRegions: verifyArguments,
});

export const yieldOp = defineOp('async.yield', {
  summary: 'ends a region that runs elsewhere with the values it gives',
  operands: { operands: variadic(AnyType) },
  traits: [HasParent('async.execute'), Pure, Terminator],
  verify(op, report) {
    const given = op.operands.map((operand) => operand.type);
    const wanted = op.parentOp?.resultTypes.slice(1).map((type) => heldType(type) ?? type) ?? [];
    return (
      areEqual(given, wanted) ||
      report.opError('operand types do not match the types returned from the parent ExecuteOp')
    );
  },
  assemblyFormat: '($operands^ `:` type($operands))? attr-dict',
});

/** Pointers into composites that are pointed to. */

import type { OpAsmParser, OpAsmPrinter, OperationStateBuilder } from '../../asm.ts';
import { defineOp, type OpDefinition, type VerifyContext, variadic } from '../../dialect.ts';
import type { Operation, Value } from '../../operation.ts';
import { definePattern, type RewritePattern } from '../../pattern.ts';
import { printType } from '../../printer/printer.ts';
import { Pure } from '../../traits.ts';
import { isDialectType, type Type } from '../../types.ts';
import {
  elementCount,
  elementTypeAt,
  isComposite,
  isPointer,
  pointeeOf,
  storageClassOf,
} from './composite-types.ts';
import { constantInteger } from './constants.ts';
import { AnyPtr, Integer } from './constraints.ts';
import { printColonType } from './syntax.ts';
import { pointerType } from './types.ts';

/**
 * The pointer that the indices lead to, or what is wrong: the type of a struct's member must be known,
 * so that its index must be a constant. Upstream names `spirv.AccessChain` whatever the operation.
 */
function elementPointer(type: Type, indices: readonly Value[]): Type | string {
  const name = "'spirv.AccessChain'";
  if (!isPointer(type))
    return `${name} op expected a pointer to composite type, but provided '${printType(type)}'`;
  let current = pointeeOf(type);
  let index = 0;
  for (const value of indices) {
    if (!isComposite(current))
      return `${name} op cannot extract from non-composite type '${printType(current)}' with index ${index}`;
    index = 0;
    if (isDialectType(current, 'spirv.struct')) {
      if (value.kind !== 'result')
        return `${name} op index must be an integer spirv.Constant to access element of spirv.struct`;
      const constant = constantInteger(value);
      if (constant === null)
        return `${name} index must be an integer spirv.Constant to access element of spirv.struct, but provided ${value.owner.name}`;
      index = constant;
      if (index < 0 || index >= (elementCount(current) ?? 0))
        return `${name} op index ${index} out of bounds for '${printType(current)}'`;
    }
    current = elementTypeAt(current, index) ?? current;
  }
  return pointerType(current, storageClassOf(type));
}

/** What an access chain says in which case. */
interface ChainMessages {
  readonly empty: string;
  readonly count: string;
}
const CHAIN_MESSAGES: ChainMessages = {
  empty: "'spirv.AccessChain' op expected at least one index ",
  count: "'spirv.AccessChain' op indices types' count must be equal to indices info count",
};
const pointerChainMessages = (name: string): ChainMessages => ({
  empty: `${name} expected element`,
  count: `${name} indices types' count must be equal to indices info count`,
});

function parseChain(
  parser: OpAsmParser,
  state: OperationStateBuilder,
  messages: ChainMessages,
  skipped: number,
): void {
  const at = parser.offset();
  const pointer = parser.parseOperand();
  const indices = parser.parseOperandList('square');
  const type = parser.parseColonType();
  state.operands.push(parser.resolveOperand(pointer, type));
  const nameAt = parser.nameOffset();
  if (indices.length === 0) return parser.failVerbatim(messages.empty, nameAt);
  parser.parsePunctuation(',');
  const types = parser.parseTypeList();
  if (types.length !== indices.length) return parser.failVerbatim(messages.count, nameAt);
  state.operands.push(...parser.resolveOperands(indices, types, at));
  const result = elementPointer(type, state.operands.slice(1 + skipped));
  if (typeof result === 'string') parser.failVerbatim(result, nameAt);
  else state.resultTypes.push(result);
}

function printChain(printer: OpAsmPrinter, op: Operation): void {
  const [pointer, ...indices] = op.operands;
  if (!pointer) return;
  printer.print(' ');
  printer.printOperand(pointer);
  printer.print('[');
  printer.printOperands(indices);
  printer.print(']');
  printColonType(printer, pointer.type);
  printer.print(', ');
  printer.printTypes(indices.map((index) => index.type));
}

const verifyChain =
  (skipped: number) =>
  (op: Operation, report: VerifyContext): boolean => {
    const expected = elementPointer(op.operand(0).type, op.operands.slice(1 + skipped));
    if (typeof expected === 'string') return report.error(expected);
    const { type } = op.result();
    return (
      type === expected ||
      report.opError(
        `invalid result type: expected '${report.printType(expected)}', but provided '${report.printType(type)}'`,
      )
    );
  };

/** A chain whose first index counts elements of the type that is pointed to. */
const pointerChain = (name: string, summary: string): OpDefinition =>
  defineOp(name, {
    summary,
    operands: { base_ptr: AnyPtr, element: Integer, indices: variadic(Integer) },
    results: { result: AnyPtr },
    traits: [Pure],
    parse: (parser, state) => parseChain(parser, state, pointerChainMessages(name), 1),
    print: printChain,
    verify: verifyChain(1),
  });

/** A pointer into what a pointer into a composite points to is one pointer into the composite. */
const combineAccessChains: RewritePattern = definePattern(
  'spirv.AccessChain',
  'combined with the chain before',
  (op, rewriter) => {
    const before = op.operand(0).definingOp;
    if (!before?.is('spirv.AccessChain')) return false;
    const [base, ...indices] = [...before.operands, ...op.operands.slice(1)];
    const type = base && elementPointer(base.type, indices);
    if (!base || !type || typeof type === 'string')
      return rewriter.notifyMatchFailure(op, 'the indices lead nowhere');
    rewriter.replaceOpWithNew(op, op.name, { operands: [base, ...indices], resultTypes: [type] });
    return true;
  },
);

export const accessChainOperations: readonly OpDefinition[] = [
  defineOp('spirv.AccessChain', {
    summary: 'a pointer to an element of a composite that is pointed to',
    operands: { base_ptr: AnyPtr, indices: variadic(Integer) },
    results: { component_ptr: AnyPtr },
    traits: [Pure],
    canonicalize: [combineAccessChains],
    parse: (parser, state) => parseChain(parser, state, CHAIN_MESSAGES, 0),
    print: printChain,
    verify: verifyChain(0),
  }),
  pointerChain(
    'spirv.InBoundsPtrAccessChain',
    'a pointer to an element of an array, and into it, that stays in bounds',
  ),
  pointerChain('spirv.PtrAccessChain', 'a pointer to an element of an array, and into it'),
];

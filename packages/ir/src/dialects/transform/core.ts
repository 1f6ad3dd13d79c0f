/** The transform dialect's own operations: sequences of transformations, and ways to get at handles. */

import type { CustomDirective } from '../../asm.ts';
import type { SymbolRefAttr } from '../../attributes.ts';
import {
  DictArrayAttr,
  FunctionTypeAttr,
  I64Attr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { CallableOp, CallOp, FunctionOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  type ImplicitTerminatorTrait,
  IsolatedFromAbove,
  NoTerminator,
  SameOperandsAndResultType,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { isSignless } from '../../types.ts';
import { parseFunction, printFunction } from '../func/syntax.ts';
import { functionTypeOf, verifyFunction } from '../func/verify.ts';
import { RegionBranch } from '../scf/control-flow.ts';
import { printed, slot } from '../util/directives.ts';
import { FUNCTIONAL, HANDLES_ONLY, NAVIGATION, transforms } from './effects.ts';
import { INCLUDE, verifyInclude, verifyNamedSequence } from './named-sequences.ts';
import {
  FOREACH,
  PossibleTopLevel,
  passingToBody,
  verifyAlternatives,
  verifyForeach,
  verifySequence,
  verifyWithPatterns,
} from './top-level.ts';
import { Handle, HandleOrParameter, ValueHandle } from './types.ts';

const PROPAGATION = [
  ['propagate', 1n],
  ['suppress', 2n],
] as const;
/** What becomes of a failure that may be put up with. */
export const FailurePropagation: AttrConstraint = {
  summary: 'Silenceable error propagation policy',
  matches: (attr) =>
    attr.kind === 'integer' &&
    isSignless(attr.type, 32) &&
    PROPAGATION.some(([, value]) => value === attr.value),
  form: 'enum',
  valueType: (context) => context.i32,
  cases: PROPAGATION,
};

const ImplicitYield: ImplicitTerminatorTrait = SingleBlockImplicitTerminator('transform.yield');
/** The operands become the arguments of every region. */
const operandsToRegions = RegionBranch((op) =>
  op.numOperands === 0
    ? []
    : op.regions.map((to) => ({
        from: null,
        to,
        operands: op.operands,
        inputs: to.entry?.arguments ?? [],
      })),
);

/** `%root, %more : type, types` of a sequence; nothing where it is the first. */
export const SequenceOpOperands: CustomDirective = {
  parse(parser, args) {
    const root = parser.parseOptionalOperand();
    if (!root) return;
    slot(args, 0, 'operand').operands.push(root);
    const extra = parser.parseOptionalPunctuation(',') ? parser.parseOperandList() : [];
    slot(args, 2, 'operand').operands.push(...extra);
    parser.parsePunctuation(':');
    parser.parseOptionalPunctuation('(');
    slot(args, 1, 'type').types = [parser.parseType()];
    if (extra.length > 0) {
      parser.parsePunctuation(',');
      const types = parser.parseTypeList();
      if (types.length !== extra.length)
        parser.fail('expected types to be provided for all operands', parser.nameOffset());
      slot(args, 3, 'type').types = types;
    }
    parser.parseOptionalPunctuation(')');
  },
  print(printer, args) {
    const root = printed(args, 0, 'operand').values;
    if (root.length === 0) return;
    const extra = printed(args, 2, 'operand').values;
    printer.printOperands([...root, ...extra]);
    printer.print(extra.length > 0 ? ' : (' : ' : ');
    printer.printTypes([...printed(args, 1, 'type').types, ...printed(args, 3, 'type').types]);
    if (extra.length > 0) printer.print(')');
  },
};

const sequences: readonly OpDefinition[] = [
  defineOp('transform.alternatives', {
    summary: 'tries its regions one after the other until one succeeds',
    operands: { scope: optional(Handle) },
    results: { results: variadic(Handle) },
    regions: { alternatives: { constraint: { blocks: 1 }, variadic: true } },
    traits: [IsolatedFromAbove, PossibleTopLevel, ImplicitYield, operandsToRegions],
    interfaces: FUNCTIONAL,
    verify: verifyAlternatives,
    assemblyFormat:
      '($scope^ `:` type($scope))? (`->` type($results)^)? attr-dict-with-keyword regions',
  }),
  defineOp('transform.foreach', {
    summary: 'does its region for every operation of a handle',
    operands: { target: Handle },
    results: { results: variadic(Handle) },
    regions: { body: { blocks: 1 } },
    traits: [ImplicitYield, operandsToRegions],
    interfaces: FOREACH,
    verify: verifyForeach,
    assemblyFormat: '$target `:` type($target) (`->` type($results)^)? $body attr-dict',
  }),
  defineOp('transform.include', {
    summary: 'does a named sequence',
    operands: { operands: variadic(HandleOrParameter) },
    results: { results: variadic(HandleOrParameter) },
    attributes: {
      target: SymbolRefAttrConstraint,
      failure_propagation_mode: FailurePropagation,
    },
    interfaces: [
      ...INCLUDE,
      CallOp.with({
        callee: (op: Operation) => op.attr('target') as SymbolRefAttr,
        setCallee: (op: Operation, callee: SymbolRefAttr) => op.setAttr('target', callee),
        argumentOperands: (op: Operation) => op.operands,
      }),
    ],
    verify: verifyInclude,
    assemblyFormat:
      '$target `failures` `(` $failure_propagation_mode `)` `(` $operands `)` attr-dict `:` functional-type($operands, $results)',
  }),
  defineOp('transform.named_sequence', {
    summary: 'a sequence of transformations with a name, which others include',
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      sym_visibility: optionalAttr(StrAttr),
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: { atMost: 1 } },
    traits: [IsolatedFromAbove, SymbolTrait],
    interfaces: [
      ...HANDLES_ONLY,
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    parse: parseFunction,
    print: printFunction,
    verify: (op, report) => verifyFunction(op, report) && verifyNamedSequence(op, report),
  }),
  defineOp('transform.sequence', {
    summary: 'does transformations one after the other',
    operands: { root: optional(Handle), extra_bindings: variadic(HandleOrParameter) },
    results: { results: variadic(Handle) },
    attributes: { failure_propagation_mode: FailurePropagation },
    regions: { body: { blocks: 1 } },
    traits: [PossibleTopLevel, ImplicitYield, AttrSizedOperandSegments, operandsToRegions],
    interfaces: passingToBody,
    defaultDialect: 'transform',
    verify: verifySequence,
    assemblyFormat:
      'custom<SequenceOpOperands>($root, type($root), $extra_bindings, type($extra_bindings)) (`->` type($results)^)? `failures` `(` $failure_propagation_mode `)` attr-dict-with-keyword regions',
  }),
  defineOp('transform.with_pdl_patterns', {
    summary: 'a sequence beside the patterns that it finds operations by',
    operands: { root: optional(Handle) },
    regions: { body: { blocks: 1 } },
    traits: [NoTerminator, PossibleTopLevel, SymbolTable],
    interfaces: passingToBody,
    defaultDialect: 'transform',
    verify: verifyWithPatterns,
    assemblyFormat: '($root^ `:` type($root))? attr-dict-with-keyword regions',
  }),
  defineOp('transform.yield', {
    summary: 'ends a sequence, and gives its handles to what is around',
    operands: { operands: variadic(Handle) },
    traits: [Terminator],
    interfaces: HANDLES_ONLY.filter(([key]) => key.name === 'MemoryEffectOpInterface'),
    assemblyFormat: 'operands attr-dict (`:` type($operands)^)?',
  }),
];

const handles: readonly OpDefinition[] = [
  defineOp('transform.cast', {
    summary: 'a handle as one of another type',
    operands: { input: Handle },
    results: { output: Handle },
    interfaces: NAVIGATION,
    assemblyFormat: '$input attr-dict `:` type($input) `to` type($output)',
  }),
  defineOp('transform.get_closest_isolated_parent', {
    summary: 'the operations around that are isolated from what is outside',
    operands: { target: Handle },
    results: { parent: Handle },
    interfaces: NAVIGATION,
    assemblyFormat: '$target attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.get_consumers_of_result', {
    summary: 'the operations that use a result',
    operands: { target: Handle },
    results: { consumers: Handle },
    attributes: { result_number: I64Attr },
    interfaces: NAVIGATION,
    assemblyFormat:
      '$target `[` $result_number `]` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.get_defining_op', {
    summary: 'the operations that values come from',
    operands: { target: ValueHandle },
    results: { result: Handle },
    interfaces: NAVIGATION,
    assemblyFormat: '$target attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.get_producer_of_operand', {
    summary: 'the operation that an operand comes from',
    operands: { target: Handle },
    results: { producer: Handle },
    attributes: { operand_number: I64Attr },
    interfaces: NAVIGATION,
    assemblyFormat:
      '$target `[` $operand_number `]` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.get_result', {
    summary: 'a result of operations, as values',
    operands: { target: Handle },
    results: { result: ValueHandle },
    attributes: { result_number: I64Attr },
    interfaces: NAVIGATION,
    assemblyFormat:
      '$target `[` $result_number `]` attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.merge_handles', {
    summary: 'the operations of several handles in one',
    operands: { handles: variadic(Handle) },
    results: { result: Handle },
    attributes: { deduplicate: optionalAttr(UnitAttrConstraint) },
    traits: [SameOperandsAndResultType],
    interfaces: HANDLES_ONLY,
    fold: (op) => (op.numOperands === 1 ? [op.operand(0)] : null),
    assemblyFormat: '($deduplicate^)? $handles attr-dict `:` type($result)',
  }),
  defineOp('transform.pdl_match', {
    summary: 'the operations that a pattern matches',
    operands: { root: Handle },
    results: { matched: Handle },
    attributes: { pattern_name: SymbolRefAttrConstraint },
    interfaces: NAVIGATION,
    assemblyFormat: '$pattern_name `in` $root attr-dict `:` functional-type(operands, results)',
  }),
  defineOp('transform.print', {
    summary: 'prints operations, or all of the payload',
    operands: { target: optional(Handle) },
    attributes: { name: optionalAttr(StrAttr) },
    interfaces: transforms(() => [], 'write'),
    assemblyFormat: '$target attr-dict (`:` type($target)^)?',
  }),
  defineOp('transform.replicate', {
    summary: 'handles as often as another has operations',
    operands: { pattern: Handle, handles: variadic(HandleOrParameter) },
    results: { replicated: variadic(HandleOrParameter) },
    traits: [AllTypesMatch('handles', 'replicated')],
    interfaces: HANDLES_ONLY,
    assemblyFormat:
      '`num` `(` $pattern `)` $handles attr-dict `:` type($pattern) `,` type($handles)',
  }),
  defineOp('transform.split_handles', {
    summary: 'a handle for each of the operations of one',
    operands: { handle: Handle },
    results: { results: variadic(Handle) },
    attributes: { num_result_handles: I64Attr },
    interfaces: HANDLES_ONLY,
    assemblyFormat:
      '$handle `in` `[` $num_result_handles `]` attr-dict `:` functional-type(operands, results)',
  }),
];

export const coreOperations: readonly OpDefinition[] = [...sequences, ...handles];

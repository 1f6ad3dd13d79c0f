/** The pdl_interp dialect: what patterns become for an interpreter, steps of matching and rewriting. */

import {
  AnyAttr,
  ArrayAttrConstraint,
  anyTypeOf,
  arrayOf,
  DictArrayAttr,
  FunctionTypeAttr,
  I32Attr,
  integerAttrOfWidth,
  nonNegative,
  StrArrayAttr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefAttrConstraint,
  TypeArrayAttr,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineDialect,
  defineOp,
  type OpDefinition,
  type OpSpec,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { CallableOp, FunctionOp } from '../../interfaces.ts';
import {
  AttrSizedOperandSegments,
  HasParent,
  IsolatedFromAbove,
  Pure,
  SameTypeOperands,
  SymbolTrait,
  Terminator,
  TypesMatchWith,
} from '../../traits.ts';
import { isSignless } from '../../types.ts';
import { parseFunction, printFunction } from '../func/syntax.ts';
import { functionTypeOf, verifyFunction } from '../func/verify.ts';
import {
  AnyPdlType,
  handleType,
  isRange,
  oneOrRangeOf,
  PdlAttribute,
  PdlOperation,
  PdlType,
  PdlValue,
  rangeOf,
  rangeOfType,
} from '../pdl/types.ts';
import { verifyRange } from '../pdl/verify.ts';
import { directives, parseForEach, printForEach } from './syntax.ts';
import { verifyCreateOperation, verifyForEach, verifySwitch } from './verify.ts';

const Count = nonNegative(I32Attr);
const Counts: AttrConstraint = {
  summary: '32-bit signless integer elements attribute',
  matches: (attr) => attr.kind === 'dense' && isSignless(attr.type.elementType, 32),
};

/** A step that goes on at one of two blocks, by whether something holds. */
const predicate = (
  name: string,
  spec: Pick<OpSpec, 'summary' | 'operands' | 'attributes' | 'traits' | 'assemblyFormat'>,
): OpDefinition =>
  defineOp(`pdl_interp.${name}`, {
    ...spec,
    successors: { trueDest: 'any', falseDest: 'any' },
    traits: [Terminator, ...(spec.traits ?? [])],
    assemblyFormat: `${spec.assemblyFormat} attr-dict \`->\` successors`,
  });

/** A step that goes on at the block of the value found among those given, or at another. */
const switchOn = (
  name: string,
  summary: string,
  operands: Readonly<Record<string, TypeConstraint>>,
  subject: string,
  caseValues: AttrConstraint,
): OpDefinition =>
  defineOp(`pdl_interp.${name}`, {
    summary,
    operands,
    attributes: { caseValues },
    successors: { defaultDest: 'any', cases: 'variadic' },
    traits: [Terminator, Pure],
    verify: verifySwitch,
    assemblyFormat: `${subject} \`to\` $caseValues \`(\` $cases \`)\` attr-dict \`->\` $defaultDest`,
  });

const checks: readonly OpDefinition[] = [
  predicate('apply_constraint', {
    summary: 'asks a registered function',
    operands: { args: variadic(AnyPdlType) },
    attributes: { name: StrAttr },
    assemblyFormat: '$name `(` $args `:` type($args) `)`',
  }),
  predicate('are_equal', {
    summary: 'are two handles to the same?',
    operands: { lhs: AnyPdlType, rhs: AnyPdlType },
    traits: [Pure, SameTypeOperands],
    assemblyFormat: 'operands `:` type($lhs)',
  }),
  predicate('check_attribute', {
    summary: 'is an attribute a constant?',
    operands: { attribute: PdlAttribute },
    attributes: { constantValue: AnyAttr },
    traits: [Pure],
    assemblyFormat: '$attribute `is` $constantValue',
  }),
  predicate('check_operand_count', {
    summary: 'has an operation so many operands, or at least so many?',
    operands: { inputOp: PdlOperation },
    attributes: { count: Count, compareAtLeast: optionalAttr(UnitAttrConstraint) },
    traits: [Pure],
    assemblyFormat: '`of` $inputOp `is` (`at_least` $compareAtLeast^)? $count',
  }),
  predicate('check_operation_name', {
    summary: 'has an operation a name?',
    operands: { inputOp: PdlOperation },
    attributes: { name: StrAttr },
    traits: [Pure],
    assemblyFormat: '`of` $inputOp `is` $name',
  }),
  predicate('check_result_count', {
    summary: 'has an operation so many results, or at least so many?',
    operands: { inputOp: PdlOperation },
    attributes: { count: Count, compareAtLeast: optionalAttr(UnitAttrConstraint) },
    traits: [Pure],
    assemblyFormat: '`of` $inputOp `is` (`at_least` $compareAtLeast^)? $count',
  }),
  predicate('check_type', {
    summary: 'is a type a constant?',
    operands: { value: PdlType },
    attributes: { type: TypeAttrConstraint },
    traits: [Pure],
    assemblyFormat: '$value `is` $type',
  }),
  predicate('check_types', {
    summary: 'are types these?',
    operands: { value: rangeOf(PdlType) },
    attributes: { types: TypeArrayAttr },
    traits: [Pure],
    assemblyFormat: '$value `are` $types',
  }),
  predicate('is_not_null', {
    summary: 'is there what a handle stands for?',
    operands: { value: AnyPdlType },
    traits: [Pure],
    assemblyFormat: '$value `:` type($value)',
  }),
  switchOn(
    'switch_attribute',
    'goes on by the value of an attribute',
    { attribute: PdlAttribute },
    '$attribute',
    ArrayAttrConstraint,
  ),
  switchOn(
    'switch_operand_count',
    'goes on by the number of operands',
    { inputOp: PdlOperation },
    '`of` $inputOp',
    Counts,
  ),
  switchOn(
    'switch_operation_name',
    'goes on by the name of an operation',
    { inputOp: PdlOperation },
    '`of` $inputOp',
    StrArrayAttr,
  ),
  switchOn(
    'switch_result_count',
    'goes on by the number of results',
    { inputOp: PdlOperation },
    '`of` $inputOp',
    Counts,
  ),
  switchOn('switch_type', 'goes on by a type', { value: PdlType }, '$value', TypeArrayAttr),
  switchOn(
    'switch_types',
    'goes on by types',
    { value: rangeOf(PdlType) },
    '$value',
    arrayOf(TypeArrayAttr, 'type-array array attribute'),
  ),
];

const control: readonly OpDefinition[] = [
  defineOp('pdl_interp.branch', {
    summary: 'goes on at another block',
    successors: { dest: 'any' },
    traits: [Pure, Terminator],
    assemblyFormat: '$dest attr-dict',
  }),
  defineOp('pdl_interp.continue', {
    summary: 'goes on with the next element of the range',
    traits: [Pure, HasParent('pdl_interp.foreach'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('pdl_interp.finalize', {
    summary: 'ends matching or rewriting',
    traits: [Pure, Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('pdl_interp.foreach', {
    summary: 'does its region for every element of a range, then goes on at a block',
    operands: { values: rangeOf(AnyPdlType) },
    regions: { region: 'any' },
    successors: { successor: 'any' },
    traits: [Terminator],
    verify: verifyForEach,
    parse: parseForEach,
    print: printForEach,
  }),
  defineOp('pdl_interp.func', {
    summary: 'a function of the interpreter: the matcher, or what rewrites one pattern',
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: FunctionTypeAttr,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: 'minimum-one' },
    traits: [IsolatedFromAbove, SymbolTrait],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({
        body: (op) => (op.region().isEmpty ? null : op.region()),
        resultTypes: (op) => functionTypeOf(op)?.results ?? [],
      }),
    ],
    parse: parseFunction,
    print: printFunction,
    verify: verifyFunction,
  }),
  defineOp('pdl_interp.record_match', {
    summary: 'notes that a pattern matched, with what its rewrite is given, and goes on at a block',
    operands: { inputs: variadic(AnyPdlType), matchedOps: variadic(PdlOperation) },
    attributes: {
      rewriter: SymbolRefAttrConstraint,
      rootKind: optionalAttr(StrAttr),
      generatedOps: optionalAttr(StrArrayAttr),
      benefit: nonNegative(integerAttrOfWidth(16)),
    },
    successors: { dest: 'any' },
    traits: [AttrSizedOperandSegments, Terminator],
    assemblyFormat:
      '$rewriter (`(` $inputs^ `:` type($inputs) `)`)? `:` `benefit` `(` $benefit `)` `,` (`generatedOps` `(` $generatedOps^ `)` `,`)? `loc` `(` `[` $matchedOps `]` `)` (`,` `root` `(` $rootKind^ `)`)? attr-dict `->` $dest',
  }),
];

const getters: readonly OpDefinition[] = [
  defineOp('pdl_interp.extract', {
    summary: 'an element of a range',
    operands: { range: rangeOf(AnyPdlType) },
    results: { result: AnyPdlType },
    attributes: { index: Count },
    traits: [
      Pure,
      TypesMatchWith(
        '`range` is a PDL range whose element type matches type of `result`',
        'result',
        'range',
        rangeOfType,
      ),
    ],
    assemblyFormat: '$index `of` $range `:` type($result) attr-dict',
  }),
  defineOp('pdl_interp.get_attribute', {
    summary: 'an attribute of an operation, by name',
    operands: { inputOp: PdlOperation },
    results: { attribute: PdlAttribute },
    attributes: { name: StrAttr },
    traits: [Pure],
    assemblyFormat: '$name `of` $inputOp attr-dict',
  }),
  defineOp('pdl_interp.get_attribute_type', {
    summary: 'the type of an attribute',
    operands: { value: PdlAttribute },
    results: { result: PdlType },
    traits: [Pure],
    assemblyFormat: '`of` $value attr-dict',
  }),
  defineOp('pdl_interp.get_defining_op', {
    summary: 'the operation that defines a value',
    operands: { value: oneOrRangeOf(PdlValue) },
    results: { inputOp: PdlOperation },
    traits: [Pure],
    assemblyFormat: '`of` $value `:` type($value) attr-dict',
  }),
  defineOp('pdl_interp.get_operand', {
    summary: 'an operand of an operation',
    operands: { inputOp: PdlOperation },
    results: { value: PdlValue },
    attributes: { index: Count },
    traits: [Pure],
    assemblyFormat: '$index `of` $inputOp attr-dict',
  }),
  defineOp('pdl_interp.get_operands', {
    summary: 'all operands of an operation, or a group of them',
    operands: { inputOp: PdlOperation },
    results: { value: oneOrRangeOf(PdlValue) },
    attributes: { index: optionalAttr(Count) },
    traits: [Pure],
    assemblyFormat: '($index^)? `of` $inputOp `:` type($value) attr-dict',
  }),
  defineOp('pdl_interp.get_result', {
    summary: 'a result of an operation',
    operands: { inputOp: PdlOperation },
    results: { value: PdlValue },
    attributes: { index: Count },
    traits: [Pure],
    assemblyFormat: '$index `of` $inputOp attr-dict',
  }),
  defineOp('pdl_interp.get_results', {
    summary: 'all results of an operation, or a group of them',
    operands: { inputOp: PdlOperation },
    results: { value: oneOrRangeOf(PdlValue) },
    attributes: { index: optionalAttr(Count) },
    traits: [Pure],
    assemblyFormat: '($index^)? `of` $inputOp `:` type($value) attr-dict',
  }),
  defineOp('pdl_interp.get_users', {
    summary: 'the operations that use a value, or any of several',
    operands: { value: oneOrRangeOf(PdlValue) },
    results: { operations: rangeOf(PdlOperation) },
    traits: [Pure],
    assemblyFormat: '`of` $value `:` type($value) attr-dict',
  }),
  defineOp('pdl_interp.get_value_type', {
    summary: 'the type of a value, or those of several',
    operands: { value: oneOrRangeOf(PdlValue) },
    results: { result: oneOrRangeOf(PdlType) },
    traits: [
      Pure,
      TypesMatchWith('`value` type matches arity of `result`', 'result', 'value', (type) => {
        const value = handleType(type.context, 'value');
        return isRange(type) ? rangeOfType(value) : value;
      }),
    ],
    assemblyFormat: '`of` $value `:` type($result) attr-dict',
  }),
];

const rewriting: readonly OpDefinition[] = [
  defineOp('pdl_interp.apply_rewrite', {
    summary: 'calls a registered function',
    operands: { args: variadic(AnyPdlType) },
    results: { results: variadic(AnyPdlType) },
    attributes: { name: StrAttr },
    assemblyFormat: '$name (`(` $args^ `:` type($args) `)`)? (`:` type($results)^)? attr-dict',
  }),
  defineOp('pdl_interp.create_attribute', {
    summary: 'a constant attribute',
    results: { attribute: PdlAttribute },
    attributes: { value: AnyAttr },
    traits: [Pure],
    assemblyFormat: '$value attr-dict-with-keyword',
  }),
  defineOp('pdl_interp.create_operation', {
    summary: 'makes an operation',
    operands: {
      inputOperands: variadic(oneOrRangeOf(PdlValue)),
      inputAttributes: variadic(PdlAttribute),
      inputResultTypes: variadic(oneOrRangeOf(PdlType)),
    },
    results: { resultOp: PdlOperation },
    attributes: {
      name: StrAttr,
      inputAttributeNames: StrArrayAttr,
      inferredResultTypes: optionalAttr(UnitAttrConstraint),
    },
    traits: [AttrSizedOperandSegments],
    verify: verifyCreateOperation,
    assemblyFormat:
      '$name (`(` $inputOperands^ `:` type($inputOperands) `)`)? `` custom<CreateOperationOpAttributes>($inputAttributes, $inputAttributeNames) custom<CreateOperationOpResults>($inputResultTypes, type($inputResultTypes), $inferredResultTypes) attr-dict',
  }),
  defineOp('pdl_interp.create_range', {
    summary: 'types or values one after the other',
    operands: { arguments: variadic(AnyPdlType) },
    results: { result: rangeOf(anyTypeOf([PdlType, PdlValue])) },
    traits: [Pure],
    verify: verifyRange,
    assemblyFormat:
      '($arguments^ `:` type($arguments))? custom<RangeType>(ref(type($arguments)), type($result)) attr-dict',
  }),
  defineOp('pdl_interp.create_type', {
    summary: 'a constant type',
    results: { result: PdlType },
    attributes: { value: TypeAttrConstraint },
    traits: [Pure],
    assemblyFormat: '$value attr-dict',
  }),
  defineOp('pdl_interp.create_types', {
    summary: 'constant types',
    results: { result: rangeOf(PdlType) },
    attributes: { value: TypeArrayAttr },
    traits: [Pure],
    assemblyFormat: '$value attr-dict',
  }),
  defineOp('pdl_interp.erase', {
    summary: 'erases an operation',
    operands: { inputOp: PdlOperation },
    assemblyFormat: '$inputOp attr-dict',
  }),
  defineOp('pdl_interp.replace', {
    summary: 'replaces an operation by values',
    operands: { inputOp: PdlOperation, replValues: variadic(oneOrRangeOf(PdlValue)) },
    assemblyFormat: '$inputOp `with` ` ` `(` ($replValues^ `:` type($replValues))? `)` attr-dict',
  }),
];

export const pdlInterpDialect = defineDialect({
  name: 'pdl_interp',
  summary: 'steps of matching and rewriting that patterns become',
  operations: [...checks, ...control, ...getters, ...rewriting],
  customDirectives: directives,
});

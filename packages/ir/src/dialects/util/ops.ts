/** The operations of the util dialect: globals, buffers, lists, ranges, barriers and initialisers. */

import { type Attribute, TypeAttr } from '../../attributes.ts';
import {
  AnyAttr,
  AnyFloat,
  AnyInteger,
  AnyMemRef,
  AnySignlessInteger,
  AnyType,
  APIntAttr,
  anyTypeOf,
  DictArrayAttr,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  I1,
  I32,
  Index,
  IndexAttr,
  SignlessIntegerLike,
  StrAttr,
  SymbolNameAttr,
  TypeAttrConstraint,
  TypedAttr,
  tensorOf,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  type OpSpec,
  optional,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import {
  CallableOp,
  FunctionOp,
  type MemoryEffect,
  MemoryEffects,
  TiedOp,
} from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  Commutative,
  HasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SameOperandsAndResultType,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { FunctionType } from '../../types.ts';
import { lookupSymbol } from '../symbols.ts';
import { canonicalizations } from './canonicalize.ts';
import { foldAlign, foldCmpEq, foldRange, foldSizeOf } from './fold.ts';
import { functions, inliningPolicy } from './functions.ts';
import { AnyListType, AnyPtrType, BufferType } from './types.ts';
import {
  verifyAlignment,
  verifyGlobal,
  verifyGlobalAccess,
  verifyGlobalReference,
  verifyGlobalStore,
  verifyListAccess,
  verifyPointerAccess,
} from './verify.ts';

const effects = (...kinds: readonly MemoryEffect['kind'][]) =>
  MemoryEffects.with(() => kinds.map((kind) => ({ kind, value: null })));

const named =
  (name: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    const result = op.results[0];
    if (result) setName(result, name);
  };
/** Results of `global.address @x` and `global.load @x` are called `%x`. */
const namedByGlobal =
  (prefix: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    const global = op.attr('global');
    if (global?.kind === 'symbol_ref') setName(op.result(), `${prefix}${global.root}`);
  };

const Element = anyTypeOf([AnySignlessInteger, AnyFloat]);
const ElementOrTensor = anyTypeOf([Element, tensorOf(Element)]);
const Range = anyTypeOf([Index, AnyInteger]);
const FillPattern = anyTypeOf([AnyInteger, AnyFloat, Index]);
const Primitive = anyTypeOf([Index, AnyInteger, AnyFloat]);

/** Attributes that can be written out as bytes. */
export const SerializableAttr: AttrConstraint = {
  summary: 'buffer-like constant attribute values',
  matches: (attr) =>
    attr.kind === 'dense' ||
    attr.kind === 'dense_resource' ||
    attr.kind === 'string' ||
    (attr.kind === 'dialect' && attr.name === 'util.composite'),
};

const values: readonly OpDefinition[] = [
  defineOp('util.null', {
    summary: 'the null of a reference type',
    results: { result: AnyType },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
  defineOp('util.cmp.eq', {
    summary: 'compares two references',
    operands: { lhs: AnyType, rhs: AnyType },
    results: { result: I1 },
    traits: [Pure, AllTypesMatch('lhs', 'rhs'), Commutative],
    fold: foldCmpEq,
    assemblyFormat: 'operands attr-dict `:` type($lhs)',
  }),
  defineOp('util.numeric.optional_narrow', {
    summary: 'marks where a value may be narrowed to a semantic type without loss',
    operands: { operand: ElementOrTensor },
    results: { result: ElementOrTensor },
    attributes: {
      semantic_type: TypeAttrConstraint,
      min_value: optionalAttr(APIntAttr),
      max_value: optionalAttr(APIntAttr),
    },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: '$operand `:` type($operand) `as` $semantic_type attr-dict',
  }),
  defineOp('util.range.min', {
    summary: 'the least of the operands',
    operands: { operands: variadic(Range) },
    results: { result: Range },
    traits: [Pure, SameOperandsAndResultType],
    fold: foldRange('min'),
    assemblyFormat: '$operands attr-dict `:` type($result)',
  }),
  defineOp('util.range.max', {
    summary: 'the greatest of the operands',
    operands: { operands: variadic(Range) },
    results: { result: Range },
    traits: [Pure, SameOperandsAndResultType],
    fold: foldRange('max'),
    assemblyFormat: '$operands attr-dict `:` type($result)',
  }),
  defineOp('util.range.extents', {
    summary: 'least offset and greatest end of ranges',
    operands: { offsets: variadic(Range), lengths: variadic(Range) },
    results: { min: Range, max: Range },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: 'custom<RangeList>($offsets, $lengths) attr-dict `:` type($min)',
  }),
  defineOp('util.align', {
    summary: 'rounds a value up to a power-of-two alignment',
    operands: { value: SignlessIntegerLike, alignment: SignlessIntegerLike },
    results: { result: SignlessIntegerLike },
    traits: [Pure, SameOperandsAndResultType],
    fold: foldAlign,
    assemblyFormat: '$value `,` $alignment attr-dict `:` type($result)',
  }),
  defineOp('util.sizeof', {
    summary: 'size in whole bytes of a type',
    results: { size: Index },
    attributes: { sizedType: TypeAttrConstraint },
    traits: [Pure],
    fold: foldSizeOf,
    assemblyFormat: '$sizedType attr-dict-with-keyword',
  }),
  defineOp('util.optimization_barrier', {
    summary: 'an identity that the compiler does not see through',
    operands: { operands: variadic(AnyType) },
    results: { results: variadic(AnyType) },
    traits: [SameOperandsAndResultType],
    inferTypes: (state) => state.operands.map((operand) => operand.type),
    interfaces: [effects('read', 'write')],
    // That types differ is the trait's finding: upstream goes on from there with an error that refuses nothing.
    verify: (op, report) =>
      op.numOperands === op.numResults ||
      report.opError(
        `must have same number of operands and results, but has ${op.numOperands} and ${op.numResults}, respectively`,
      ),
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
  defineOp('util.unfoldable_constant', {
    summary: 'a constant that is hidden from folding',
    results: { result: AnyType },
    attributes: { value: AnyAttr },
    interfaces: [effects('read', 'write')],
    canonicalize: canonicalizations.unfoldableConstant,
    usage: '<value>',
    parse(parser, state) {
      parser.parseOptionalAttrDict(state.attributes);
      const at = parser.offset();
      const value = parser.parseAttribute();
      state.attributes.set('value', value);
      if (value.kind === 'symbol_ref') state.resultTypes.push(parser.parseColonType());
      else if ('type' in value && typeof value.type === 'object')
        state.resultTypes.push(value.type);
      else parser.fail('invalid kind of attribute specified', at);
    },
    print(printer, op) {
      // The dictionary stands between two blanks, behind its own.
      if (op.attributes.entries.length > 1) printer.print(' ');
      printer.printOptionalAttrDict(op.attributes, ['value']);
      printer.print(' ');
      const value = op.attr('value') as Attribute;
      printer.printAttribute(value);
      if (value.kind !== 'symbol_ref') return;
      printer.print(' : ');
      printer.printType(op.result().type);
    },
  }),
  defineOp('util.unreachable', {
    summary: 'ends a block that control never reaches',
    attributes: { message: StrAttr },
    traits: [ReturnLike, Terminator],
    interfaces: [effects()],
    assemblyFormat: '$message attr-dict',
  }),
  defineOp('util.status.check_ok', {
    summary: 'ends the invocation with the status unless it is 0',
    operands: { status: I32 },
    attributes: { message: optionalAttr(StrAttr) },
    assemblyFormat: '$status (`,` $message^)? attr-dict',
  }),
];

const initializerBody = (op: Operation) => (op.region().isEmpty ? null : op.region());

const GLOBAL_ATTRIBUTES = {
  sym_visibility: optionalAttr(StrAttr),
  sym_name: SymbolNameAttr,
  type: TypeAttrConstraint,
  is_mutable: optionalAttr(UnitAttrConstraint),
  initial_value: optionalAttr(TypedAttr),
};

const globals: readonly OpDefinition[] = [
  defineOp('util.initializer', {
    summary: 'a function run once, in order, when the module is initialised',
    attributes: {
      function_type: FunctionTypeAttr,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: 'any' },
    traits: [IsolatedFromAbove],
    interfaces: [
      FunctionOp.with({ isFunction: true }),
      CallableOp.with({ body: initializerBody, resultTypes: () => [] }),
    ],
    canonicalize: canonicalizations.initializer,
    usage: '<body>',
    parse(parser, state) {
      state.attributes.set('function_type', TypeAttr.get(FunctionType.get(parser.context, [], [])));
      parser.parseOptionalAttrDictWithKeyword(state.attributes);
      state.regions.push(parser.parseRegion());
    },
    print(printer, op) {
      printer.printOptionalAttrDictWithKeyword(op.attributes, ['function_type']);
      printer.print(' ');
      printer.printRegion(op.region());
    },
  }),
  defineOp('util.initializer.return', {
    summary: 'returns from an initialiser',
    until: '2026',
    traits: [HasParent('util.initializer'), Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('util.global', {
    summary: 'a variable of the module, with a value for each context it is loaded in',
    attributes: GLOBAL_ATTRIBUTES,
    changes: [
      { since: '2026', attributes: { ...GLOBAL_ATTRIBUTES, inlining_policy: inliningPolicy } },
    ],
    traits: [SymbolTrait],
    verify: verifyGlobal,
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) (`mutable` $is_mutable^)? $sym_name attr-dict custom<TypeOrAttr>($type, $initial_value)',
  }),
  defineOp('util.global.address', {
    summary: 'a typed reference to a global',
    results: { result: AnyPtrType },
    attributes: { global: FlatSymbolRefAttr },
    traits: [Pure],
    resultNames: namedByGlobal('ptr_'),
    verify: verifyGlobalReference,
    assemblyFormat: '$global attr-dict `:` qualified(type($result))',
  }),
  defineOp('util.global.load', {
    summary: 'value of a global',
    results: { result: AnyType },
    attributes: { global: FlatSymbolRefAttr },
    interfaces: [
      // A global that never changes can be read at any time.
      MemoryEffects.with((op) => (isMutableGlobal(op) ? [{ kind: 'read', value: null }] : [])),
    ],
    resultNames: namedByGlobal(''),
    verify: (op, report) => verifyGlobalAccess(op, report, op.result().type, 'load'),
    assemblyFormat: '$global attr-dict `:` type($result)',
    changes: [
      {
        since: '2026',
        attributes: { global: FlatSymbolRefAttr, is_immutable: optionalAttr(UnitAttrConstraint) },
        assemblyFormat: '(`immutable` $is_immutable^)? $global attr-dict `:` type($result)',
      },
    ],
  }),
  defineOp('util.global.load.indirect', {
    summary: 'value of the global that a reference names',
    operands: { global: AnyPtrType },
    results: { result: AnyType },
    interfaces: [effects('read')],
    canonicalize: canonicalizations.indirectLoad,
    verify: (op, report) =>
      verifyPointerAccess(report, op.operand(0).type, op.result().type, 'load'),
    assemblyFormat: '$global attr-dict `:` qualified(type($global)) `->` type($result)',
  }),
  defineOp('util.global.store', {
    summary: 'sets a global',
    operands: { value: AnyType },
    attributes: { global: FlatSymbolRefAttr },
    interfaces: [effects('write')],
    canonicalize: canonicalizations.store,
    verify: verifyGlobalStore,
    assemblyFormat: '$value `,` $global attr-dict `:` type($value)',
  }),
  defineOp('util.global.store.indirect', {
    summary: 'sets the global that a reference names',
    operands: { value: AnyType, global: AnyPtrType },
    interfaces: [effects('write')],
    canonicalize: canonicalizations.indirectStore,
    verify: (op, report) =>
      verifyPointerAccess(report, op.operand(1).type, op.operand(0).type, 'store'),
    assemblyFormat: '$value `,` $global attr-dict `:` type($value) `->` qualified(type($global))',
  }),
];

/** Is the global that `op` loads mutable? True if it cannot be found. */
export function isMutableGlobal(op: Operation): boolean {
  const global = lookupSymbol(op, op.attr('global'));
  return !global || global.attr('is_mutable') !== undefined;
}

const lists: readonly OpDefinition[] = [
  defineOp('util.list.create', {
    summary: 'an empty list',
    operands: { initial_capacity: optional(Index) },
    results: { result: AnyListType },
    interfaces: [effects('alloc')],
    assemblyFormat: '($initial_capacity^)? attr-dict `:` qualified(type($result))',
  }),
  defineOp('util.list.size', {
    summary: 'how many elements a list holds',
    operands: { list: AnyListType },
    results: { result: Index },
    interfaces: [effects('read')],
    assemblyFormat: 'operands attr-dict `:` qualified(type($list))',
  }),
  defineOp('util.list.resize', {
    summary: 'grows or cuts a list',
    operands: { list: AnyListType, new_size: Index },
    interfaces: [effects('write')],
    assemblyFormat: 'operands attr-dict `:` qualified(type($list))',
  }),
  defineOp('util.list.get', {
    summary: 'an element of a list',
    operands: { list: AnyListType, index: Index },
    results: { result: AnyType },
    interfaces: [effects('read')],
    verify: verifyListAccess('accessed'),
    assemblyFormat:
      '$list `[` $index `]` attr-dict `:` custom<ListTypeGet>(type($list), type($result))',
  }),
  defineOp('util.list.set', {
    summary: 'sets an element of a list',
    operands: { list: AnyListType, index: Index, value: AnyType },
    interfaces: [effects('write')],
    verify: verifyListAccess('mutated'),
    assemblyFormat:
      '$list `[` $index `]` `,` $value attr-dict `:` custom<ListTypeSet>(type($list), type($value))',
  }),
];

const buffers: readonly OpDefinition[] = [
  defineOp('util.buffer.constant', {
    summary: 'a constant as a buffer of bytes',
    results: { result: BufferType },
    attributes: {
      name: optionalAttr(StrAttr),
      value: SerializableAttr,
      alignment: optionalAttr(IndexAttr),
      mime_type: optionalAttr(StrAttr),
    },
    traits: [Pure],
    resultNames: (op, setName) => setName(op.result(), op.stringAttr('name') ?? 'buffer_cst'),
    verify: (op, report) =>
      op.attr('value') === undefined
        ? report.opError('unsupported non-serializable constant attribute type')
        : verifyAlignment(op, report),
    assemblyFormat: '($name^)? attr-dict `:` type($result) `=` $value',
  }),
  defineOp('util.buffer.alloc', {
    summary: 'a buffer of undefined contents',
    operands: { storage_size: Index },
    results: { result: BufferType },
    attributes: { alignment: optionalAttr(IndexAttr) },
    interfaces: [effects('alloc')],
    resultNames: named('buffer'),
    verify: verifyAlignment,
    assemblyFormat: '`uninitialized` attr-dict `:` type($result) `` `{` $storage_size `}`',
  }),
  defineOp('util.buffer.dealloc', {
    summary: 'hints that a buffer is no longer needed',
    operands: { operand: BufferType, operand_size: Index },
    interfaces: [effects('free')],
    assemblyFormat: '$operand `:` type($operand) `{` $operand_size `}` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.slice', {
    summary: 'a copy of part of a buffer',
    operands: {
      source: BufferType,
      source_size: Index,
      source_offset: Index,
      result_size: Index,
    },
    results: { result: BufferType },
    attributes: { alignment: optionalAttr(IndexAttr) },
    traits: [AllTypesMatch('source', 'result')],
    interfaces: [effects('alloc', 'read')],
    resultNames: named('buffer'),
    assemblyFormat:
      '$source `[` $source_offset `]` attr-dict `:` type($source) `` `{` $source_size `}` `->` type($result) `` `{` $result_size `}`',
  }),
  defineOp('util.buffer.subspan', {
    summary: 'a view of part of a buffer',
    operands: {
      source: BufferType,
      source_size: Index,
      source_offset: Index,
      result_size: Index,
    },
    results: { result: BufferType },
    traits: [Pure, AllTypesMatch('source', 'result')],
    interfaces: [TiedOp.with({ tiedOperand: () => 0 })],
    resultNames: named('buffer_span'),
    assemblyFormat:
      '$source `[` $source_offset `]` `:` type($source) `` `{` $source_size `}` `->` type($result) `` `{` $result_size `}` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.size', {
    summary: 'length of a buffer in bytes',
    operands: { operand: BufferType },
    results: { result: Index },
    traits: [Pure],
    resultNames: named('buffer_size'),
    assemblyFormat: '$operand `:` type($operand) attr-dict-with-keyword',
  }),
  defineOp('util.buffer.storage', {
    summary: 'the memory behind a buffer, and where in it the buffer begins',
    operands: { operand: BufferType, operand_size: Index },
    results: { result: AnyMemRef, offset: Index },
    traits: [Pure],
    resultNames(op, setName) {
      setName(op.result(0), 'buffer_storage');
      setName(op.result(1), 'buffer_offset');
    },
    assemblyFormat:
      '$operand `:` type($operand) `` `{` $operand_size `}` `->` `(` type($result) `,` type($offset) `)` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.copy', {
    summary: 'copies bytes between buffers that do not overlap',
    operands: {
      source: BufferType,
      source_size: Index,
      source_offset: Index,
      target: BufferType,
      target_size: Index,
      target_offset: Index,
      length: Index,
    },
    interfaces: [effects('read', 'write')],
    assemblyFormat:
      '$source `[` $source_offset `]` `,` $target `[` $target_offset `]` `,` $length `:` type($source) `` `{` $source_size `}` `->` type($target) `` `{` $target_size `}` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.compare', {
    summary: 'are two ranges of bytes equal?',
    operands: {
      lhs: BufferType,
      lhs_size: Index,
      lhs_offset: Index,
      rhs: BufferType,
      rhs_size: Index,
      rhs_offset: Index,
      length: Index,
    },
    results: { result: I1 },
    interfaces: [effects('read')],
    assemblyFormat:
      '$lhs `[` $lhs_offset `]` `,` $rhs `[` $rhs_offset `]` `,` $length `:` type($lhs) `` `{` $lhs_size `}` `,` type($rhs) `` `{` $rhs_size `}` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.fill', {
    summary: 'fills a range with a pattern',
    operands: {
      pattern: FillPattern,
      target: BufferType,
      target_size: Index,
      target_offset: Index,
      length: Index,
    },
    interfaces: [effects('write')],
    assemblyFormat:
      '$pattern `,` $target `[` $target_offset `for` $length `]` `:` type($pattern) `->` type($target) `` `{` $target_size `}` attr-dict-with-keyword',
  }),
  defineOp('util.buffer.load', {
    summary: 'loads a value from a buffer',
    operands: { source: BufferType, source_size: Index, source_offset: Index, length: Index },
    results: { result: Primitive },
    interfaces: [effects('read')],
    assemblyFormat:
      '$source `[` $source_offset `for` $length `]` `:` type($source) `` `{` $source_size `}` `->` type($result) attr-dict-with-keyword',
  }),
  defineOp('util.buffer.store', {
    summary: 'stores a value into a buffer',
    operands: {
      source: Primitive,
      target: BufferType,
      target_size: Index,
      target_offset: Index,
      length: Index,
    },
    interfaces: [effects('write')],
    assemblyFormat:
      '$source `,` $target `[` $target_offset `for` $length `]` `:` type($source) `->` type($target) `` `{` $target_size `}` attr-dict-with-keyword',
  }),
];

export const operations: readonly OpDefinition[] = [
  ...values,
  ...functions,
  ...globals,
  ...lists,
  ...buffers,
];

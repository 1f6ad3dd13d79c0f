/** The iree_input dialect: what frameworks may hand to the compiler beside upstream's dialects. */

import {
  AnyFloat,
  AnyRankedTensor,
  AnySignlessInteger,
  AnyType,
  AnyVector,
  anyTypeOf,
  dialectType,
  FlatSymbolRefAttr,
  Index,
  IndexAttr,
  SignlessIntegerLike,
  StrAttr,
  SymbolNameAttr,
  TypeAttrConstraint,
  TypedAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineDialect,
  defineOp,
  type OpDefinition,
  optional,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects } from '../../interfaces.ts';
import {
  AllElementTypesMatch,
  AllRanksMatch,
  AllTypesMatch,
  AttrSizedOperandSegments,
  Pure,
  SameOperandsAndResultType,
  SymbolTrait,
  TypesMatchWith,
} from '../../traits.ts';
import { elementTypeOrSelf } from '../../types.ts';
import { directives } from './directives.ts';
import { inputTypes, pointee } from './types.ts';
import { verifyGlobalAccess, verifyIndirectAccess } from './verify.ts';

const BufferView = dialectType(
  'iree_input.buffer_view',
  'View into a buffer, with runtime shape and element type',
  true,
);
const List = dialectType('iree_input.list', 'list');
const Tensor = AnyRankedTensor;
const Primitive = anyTypeOf([Index, AnySignlessInteger, AnyFloat]);
const Dims = variadic(Index);
const GlobalPtr: TypeConstraint = {
  summary: `${Tensor.summary} or ${Primitive.summary}`,
  matches(type) {
    const target = pointee(type);
    return target !== null && (Tensor.matches(target) || Primitive.matches(target));
  },
};
const GlobalRef: AttrConstraint = { ...FlatSymbolRefAttr, summary: 'symbol reference attribute' };

const effect = (kind: MemoryEffect['kind']) => MemoryEffects.with(() => [{ kind, value: null }]);
const elementsMatch = (summary: string, from: string, to: string) =>
  TypesMatchWith(summary, from, to, elementTypeOrSelf);
const valueOfElement = (from: string, to: string) =>
  elementsMatch('value type matches element type of target operand', from, to);

const casts: readonly OpDefinition[] = [
  defineOp('iree_input.null', {
    summary: 'nothing, of a reference type',
    results: { result: AnyType },
    traits: [Pure],
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
  defineOp('iree_input.cast.tensor_to_buffer_view', {
    summary: 'a tensor as a buffer view',
    operands: { source: Tensor, source_dims: Dims },
    results: { target: BufferView },
    traits: [Pure],
    assemblyFormat:
      '$source `:` type($source) (`{` $source_dims^ `}`)? `->` type($target) attr-dict-with-keyword',
  }),
  defineOp('iree_input.cast.buffer_view_to_tensor', {
    summary: 'a buffer view as a tensor',
    operands: { source: BufferView, target_dims: Dims },
    results: { target: Tensor },
    traits: [Pure],
    assemblyFormat:
      '$source `:` type($source) `->` type($target) (`{` $target_dims^ `}`)? attr-dict-with-keyword',
  }),
];

const globals: readonly OpDefinition[] = [
  defineOp('iree_input.global', {
    summary: 'a variable of the module',
    attributes: {
      sym_visibility: optionalAttr(StrAttr),
      sym_name: SymbolNameAttr,
      type: TypeAttrConstraint,
      is_mutable: optionalAttr(UnitAttrConstraint),
      initializer: optionalAttr(FlatSymbolRefAttr),
      initial_value: optionalAttr(TypedAttr),
    },
    traits: [SymbolTrait],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) (`mutable` $is_mutable^)? $sym_name attr-dict (`initializer` `(` $initializer^ `)`)? custom<TypeOrAttr>($type, $initial_value)',
  }),
  defineOp('iree_input.global.address', {
    summary: 'a pointer to a variable',
    results: { result: GlobalPtr },
    attributes: { global: GlobalRef },
    traits: [Pure],
    assemblyFormat: '$global attr-dict `:` type($result)',
  }),
  defineOp('iree_input.global.load', {
    summary: 'value of a variable',
    results: { result: AnyType },
    attributes: { global: GlobalRef },
    verify: verifyGlobalAccess('load', (op) => op.result().type),
    assemblyFormat: '$global attr-dict `:` type($result)',
  }),
  defineOp('iree_input.global.load.indirect', {
    summary: 'value of the variable that a pointer is to',
    operands: { global: GlobalPtr },
    results: { result: AnyType },
    verify: verifyIndirectAccess('load', 0, (op) => op.result().type),
    assemblyFormat: '$global attr-dict `:` type($global) `->` type($result)',
  }),
  defineOp('iree_input.global.store', {
    summary: 'sets a variable',
    operands: { value: AnyType },
    attributes: { global: GlobalRef },
    verify: verifyGlobalAccess('store', (op) => op.operand(0).type),
    assemblyFormat: '$value `,` $global attr-dict `:` type($value)',
  }),
  defineOp('iree_input.global.store.indirect', {
    summary: 'sets the variable that a pointer is to',
    operands: { value: AnyType, global: GlobalPtr },
    verify: verifyIndirectAccess('store', 1, (op) => op.operand(0).type),
    assemblyFormat: '$value `,` $global attr-dict `:` type($value) `->` type($global)',
  }),
];

const containers: readonly OpDefinition[] = [
  defineOp('iree_input.buffer_view.rank', {
    summary: 'how many dimensions a buffer view has',
    operands: { buffer_view: BufferView },
    results: { result: Index },
    traits: [Pure],
    assemblyFormat: '$buffer_view attr-dict `:` type($result)',
  }),
  defineOp('iree_input.buffer_view.dim', {
    summary: 'size of a dimension of a buffer view',
    operands: { buffer_view: BufferView },
    results: { result: Index },
    attributes: { index: IndexAttr },
    traits: [Pure],
    assemblyFormat: '$buffer_view `,` $index attr-dict `:` type($result)',
  }),
  defineOp('iree_input.list.create', {
    summary: 'a new list',
    operands: { initial_capacity: optional(Index) },
    results: { result: List },
    traits: [Pure],
    interfaces: [effect('alloc')],
    assemblyFormat: '($initial_capacity^)? attr-dict `:` type($result)',
  }),
  defineOp('iree_input.list.size', {
    summary: 'how many elements a list has',
    operands: { list: List },
    results: { result: Index },
    interfaces: [effect('read')],
    assemblyFormat: 'operands attr-dict `:` type($list)',
  }),
  defineOp('iree_input.list.resize', {
    summary: 'gives a list another number of elements',
    operands: { list: List, new_size: Index },
    interfaces: [effect('write')],
    assemblyFormat: 'operands attr-dict `:` type($list)',
  }),
  defineOp('iree_input.list.get', {
    summary: 'an element of a list',
    operands: { list: List, index: Index },
    results: { result: AnyType },
    interfaces: [effect('read')],
    assemblyFormat: '$list `[` $index `]` attr-dict `:` type($list) `->` type($result)',
  }),
  defineOp('iree_input.list.set', {
    summary: 'replaces an element of a list',
    operands: { list: List, index: Index, value: AnyType },
    interfaces: [effect('write')],
    assemblyFormat: '$list `[` $index `]` `,` $value attr-dict `:` type($list) `,` type($value)',
  }),
];

const tensors: readonly OpDefinition[] = [
  defineOp('iree_input.tensor.reshape', {
    summary: 'the same elements in another shape',
    operands: { source: Tensor, source_dims: Dims, result_dims: Dims },
    results: { result: Tensor },
    traits: [Pure, AllElementTypesMatch('source', 'result'), AttrSizedOperandSegments],
    assemblyFormat:
      '$source `:` type($source) (`{` $source_dims^ `}`)? `->` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.load', {
    summary: 'an element',
    operands: { source: Tensor, source_dims: Dims, indices: Dims },
    results: { result: anyTypeOf([Primitive, AnyVector]) },
    traits: [Pure, valueOfElement('source', 'result'), AttrSizedOperandSegments],
    assemblyFormat:
      '$source (`[` $indices^ `]`)? `:` type($source) (`{` $source_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.store', {
    summary: 'the tensor with another element',
    operands: {
      value: anyTypeOf([Primitive, AnyVector]),
      target: Tensor,
      target_dims: Dims,
      indices: Dims,
    },
    results: { result: Tensor },
    traits: [
      Pure,
      AllTypesMatch('target', 'result'),
      valueOfElement('target', 'value'),
      AttrSizedOperandSegments,
    ],
    assemblyFormat:
      '$value `,` $target (`[` $indices^ `]`)? `:` type($target) (`{` $target_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.splat', {
    summary: 'a tensor of equal elements',
    operands: { value: Primitive, result_dims: Dims },
    results: { result: Tensor },
    traits: [Pure, elementsMatch('value type matches element type of result', 'result', 'value')],
    assemblyFormat: '$value `:` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.clone', {
    summary: 'a copy',
    operands: { operand: Tensor, operand_dims: Dims },
    results: { result: Tensor },
    traits: [Pure, AllTypesMatch('operand', 'result')],
    assemblyFormat: '$operand `:` type($result) (`{` $operand_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.slice', {
    summary: 'a part of a tensor',
    operands: {
      source: Tensor,
      source_dims: Dims,
      start_indices: Dims,
      lengths: Dims,
      result_dims: Dims,
    },
    results: { result: Tensor },
    traits: [
      Pure,
      AllRanksMatch('source', 'result'),
      AllElementTypesMatch('source', 'result'),
      AttrSizedOperandSegments,
    ],
    assemblyFormat:
      '$source `[` $start_indices `for` $lengths `]` `:` type($source) (`{` $source_dims^ `}`)? `->` type($result) (`{` $result_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.update', {
    summary: 'the tensor with another part',
    operands: {
      target: Tensor,
      target_dims: Dims,
      start_indices: Dims,
      update: Tensor,
      update_dims: Dims,
    },
    results: { result: Tensor },
    traits: [
      Pure,
      AllRanksMatch('update', 'target', 'result'),
      AllTypesMatch('target', 'result'),
      AllElementTypesMatch('update', 'target', 'result'),
      AttrSizedOperandSegments,
    ],
    assemblyFormat:
      '$update `,` $target `[` $start_indices `]` `:` type($update) (`{` $update_dims^ `}`)? `->` type($result) (`{` $target_dims^ `}`)? attr-dict-with-keyword',
  }),
  defineOp('iree_input.tensor.trace', {
    summary: 'writes tensors to the log',
    operands: { operands: variadic(Tensor) },
    attributes: { key: StrAttr },
    assemblyFormat: '$key attr-dict ($operands^ `:` type($operands))?',
  }),
];

const workgroup = (name: 'id' | 'count' | 'size', summary: string): OpDefinition =>
  defineOp(`iree_input.dispatch.workgroup.${name}`, {
    summary,
    results: { result: Index },
    attributes: { dimension: IndexAttr },
    traits: [Pure],
    assemblyFormat: '`[` $dimension `]` attr-dict `:` type($result)',
  });

export const ireeInputDialect = defineDialect({
  name: 'iree_input',
  summary: "what frameworks may hand to the compiler beside upstream's dialects",
  operations: [
    ...casts,
    ...globals,
    ...containers,
    ...tensors,
    workgroup('id', 'number of the workgroup along a dimension'),
    workgroup('count', 'workgroups along a dimension'),
    workgroup('size', 'threads of a workgroup along a dimension'),
    defineOp('iree_input.align', {
      summary: 'the next multiple of a power of two',
      operands: { value: SignlessIntegerLike, alignment: SignlessIntegerLike },
      results: { result: SignlessIntegerLike },
      traits: [Pure, SameOperandsAndResultType],
      assemblyFormat: '$value `,` $alignment attr-dict `:` type($result)',
    }),
  ],
  types: inputTypes,
  customDirectives: directives,
});

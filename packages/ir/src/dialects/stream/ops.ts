/** The operations of the stream dialect, by phase: resources, tensors, async, commands, timelines. */

import {
  AnyFloat,
  AnyInteger,
  AnyTensor,
  AnyType,
  AnyVector,
  anyTypeOf,
  arrayOf,
  ElementsAttrConstraint,
  FlatSymbolRefAttr,
  I1,
  I8,
  I16,
  I32,
  I32Attr,
  I64,
  Index,
  IndexAttr,
  StrAttr,
  SymbolNameAttr,
  SymbolRefArrayAttr,
  SymbolRefAttrConstraint,
  TypeAttrConstraint,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  type OpSpec,
  operandsNamed,
  optional,
  optionalAttr,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects, TiedOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  ConstantLike,
  HasParent,
  IsolatedFromAbove,
  Pure,
  RecursiveMemoryEffects,
  ReturnLike,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
  valuesNamed,
} from '../../traits.ts';
import { tiedThrough, verifyCountReturns } from '../flow/index.ts';
import { verifyWorkload } from '../flow/verify.ts';
import { type ControlFlowEdge, RegionBranch } from '../scf/control-flow.ts';
import { BufferType } from '../util/types.ts';
import { canonicalizations } from './canonicalize.ts';
import * as folds from './fold.ts';
import {
  AnyResource,
  AnyStreamResource,
  Binding,
  ChannelType,
  CollectiveAttr,
  ConstantResource,
  ExternalResource,
  StagingResource,
  Timepoint,
  TransientResource,
  VariableResource,
} from './types.ts';
import {
  encoded,
  every,
  indexed,
  sized,
  verifyAccesses,
  verifyAllocation,
  verifyClone,
  verifyCollective,
  verifyConstants,
  verifyEntryPoints,
  verifyPack,
  verifyPairs,
  verifyRanges,
  verifySubspan,
} from './verify.ts';

const Primitive = anyTypeOf([Index, AnyInteger, AnyFloat]);
const PrimitiveOrVector = anyTypeOf([Primitive, AnyVector]);
const FillPattern = anyTypeOf([I8, I16, I32]);
const ResourceOrStaging = anyTypeOf([AnyStreamResource, StagingResource]);
const StagingOrTransient = anyTypeOf([StagingResource, TransientResource]);
const Dims = variadic(Index);

/** Where work runs: an attribute that knows affinities. */
const AffinityAttr: AttrConstraint = {
  summary: 'defines execution context affinity',
  matches: (attr) => attr.kind === 'dialect' && attr.name === 'hal.affinity.queue',
};
const named =
  (name: string): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    setName(op.result(), name);
  };

const affinity = optionalAttr(AffinityAttr);
const TiedAttr: AttrConstraint = arrayOf(IndexAttr, '64-bit integer array attribute');
const AccessArrayAttr = arrayOf(I32Attr, 'access array attribute');

const effects = (...kinds: readonly MemoryEffect['kind'][]) =>
  MemoryEffects.with(() => kinds.map((kind) => ({ kind, value: null })));
const noEffects = effects();
/** The result is the operand of the group. */
const tiedTo = (group: string) =>
  TiedOp.with({
    tiedOperand(op: Operation) {
      const [value] = operandsNamed(op, group);
      return value ? op.operands.indexOf(value) : null;
    },
  });
const pairwiseTied = TiedOp.with({ tiedOperand: (_op: Operation, index: number) => index });

/** Resources go in as arguments of the body; of `async` work, what the body yields comes out. */
const entersBody = (op: Operation): ControlFlowEdge => ({
  from: null,
  to: op.region(),
  operands: operandsNamed(op, 'resource_operands'),
  inputs: op.region().entry?.arguments ?? [],
});
const throughBody = RegionBranch((op) => [
  entersBody(op),
  ...(op.region().entry?.last?.is('stream.yield')
    ? [
        {
          from: op.region(),
          to: null,
          operands: operandsNamed(op.region().entry?.last as Operation, 'resource_operands'),
          inputs: valuesNamed(op, 'results') ?? [],
        },
      ]
    : []),
]);
const intoBody = RegionBranch((op) => [entersBody(op)]);

const ON = '(`on` `(` $affinity^ `)`)?';

const resources: readonly OpDefinition[] = [
  defineOp('stream.resource.alloc', {
    summary: 'storage that lives as long as it is referenced',
    operands: { storage_sizes: Dims },
    results: { results: variadic(AnyResource) },
    attributes: { uninitialized: optionalAttr(UnitAttrConstraint), affinity },
    interfaces: [effects('alloc')],
    verify: every(sized(['results', 'storage_sizes']), verifyAllocation),
    assemblyFormat: `${ON} (\`uninitialized\` $uninitialized^)? attr-dict \`:\` custom<SizeAwareTypeList>(type($results), $storage_sizes)`,
  }),
  defineOp('stream.resource.alloca', {
    summary: 'storage on a timeline: available at the timepoint it gives',
    operands: { storage_size: Index, await_timepoint: optional(Timepoint) },
    results: { result: StagingOrTransient, result_timepoint: Timepoint },
    attributes: { affinity },
    interfaces: [effects('alloc')],
    canonicalize: canonicalizations.alloca,
    assemblyFormat: `\`uninitialized\` ${ON} (\`await\` \`(\` $await_timepoint^ \`)\` \`=\` \`\` \`>\`):(\`:\`)? attr-dict type($result) \`{\` $storage_size \`}\` \`=\` \`\` \`>\` type($result_timepoint)`,
  }),
  defineOp('stream.resource.dealloca', {
    summary: 'gives timeline storage back when the timepoint is reached',
    operands: {
      operand: StagingOrTransient,
      operand_size: Index,
      await_timepoint: optional(Timepoint),
    },
    results: { result_timepoint: Timepoint },
    attributes: { affinity },
    interfaces: [effects('free')],
    canonicalize: canonicalizations.dealloca,
    assemblyFormat: `${ON} (\`await\` \`(\` $await_timepoint^ \`)\` \`=\` \`\` \`>\`)? $operand \`:\` type($operand) \`{\` $operand_size \`}\` \`=\` \`\` \`>\` type($result_timepoint) attr-dict`,
  }),
  defineOp('stream.resource.size', {
    summary: 'size in bytes of a resource',
    operands: { operand: AnyResource },
    results: { result: Index },
    attributes: { affinity },
    traits: [Pure],
    fold: folds.foldResourceSize,
    assemblyFormat: `${ON} $operand attr-dict \`:\` type($operand)`,
  }),
  defineOp('stream.resource.map', {
    summary: 'host memory as a staging resource',
    operands: { source: BufferType, source_offset: Index, result_size: Index },
    results: { result: StagingResource },
    attributes: { affinity },
    interfaces: [effects('alloc')],
    assemblyFormat: `${ON} $source \`[\` $source_offset \`]\` \`:\` type($source) \`->\` type($result) \`\` \`{\` $result_size \`}\` attr-dict-with-keyword`,
  }),
  defineOp('stream.resource.try_map', {
    summary: 'host memory as a constant resource, if the device can use it in place',
    operands: { source: BufferType, source_offset: Index, result_size: Index },
    results: { did_map: I1, result: ConstantResource },
    attributes: { affinity },
    interfaces: [effects('alloc')],
    assemblyFormat: `${ON} $source \`[\` $source_offset \`]\` \`:\` type($source) \`->\` type($did_map) \`,\` type($result) \`\` \`{\` $result_size \`}\` attr-dict-with-keyword`,
  }),
  defineOp('stream.resource.load', {
    summary: 'a value from a staging resource',
    operands: { source: StagingResource, source_size: Index, source_offset: Index },
    results: { result: PrimitiveOrVector },
    interfaces: [effects('read')],
    assemblyFormat:
      '$source `[` $source_offset `]` `:` type($source) `` `{` $source_size `}` `->` type($result) attr-dict-with-keyword',
  }),
  defineOp('stream.resource.store', {
    summary: 'stores a value into a staging resource',
    operands: {
      target: StagingResource,
      target_size: Index,
      target_offset: Index,
      value: PrimitiveOrVector,
    },
    interfaces: [effects('write')],
    assemblyFormat:
      '$value `,` $target `[` $target_offset `]` `:` type($value) `->` type($target) `{` $target_size `}` attr-dict-with-keyword',
  }),
  defineOp('stream.resource.pack', {
    summary: 'offsets of slices in one allocation; slices that live at different times may overlap',
    operands: { offset: optional(Index), dynamic_slice_sizes: Dims },
    results: { total_length: Index, packed_offsets: Dims },
    attributes: { lifetime_intervals: arrayOf(IndexAttr, 'index array attribute'), affinity },
    traits: [Pure, AttrSizedOperandSegments],
    // Without this the results were called as they are defined.
    resultNames: () => undefined,
    verify: verifyPack,
    assemblyFormat: `${ON} (\`offset\` \`(\` $offset^ \`)\`)? \`slices\` \`(\` \`{\` custom<PackSliceRanges>($lifetime_intervals, $dynamic_slice_sizes, type($packed_offsets)) \`}\` \`)\` \`:\` type($total_length) attr-dict-with-keyword`,
  }),
  defineOp('stream.resource.constants', {
    summary: 'constants as resources, available at the timepoint it gives',
    operands: { result_sizes: Dims },
    results: {
      results: variadic(anyTypeOf([ConstantResource, VariableResource])),
      result_timepoint: Timepoint,
    },
    attributes: {
      values: arrayOf(ElementsAttrConstraint, 'constant value array attribute'),
      affinity,
    },
    traits: [Pure],
    verify: verifyConstants,
    assemblyFormat: `${ON} attr-dict \`:\` custom<ConstantValueList>(type($results), $result_sizes, $values) \`\\n\` \` \` \` \` \`=\` \`\` \`>\` type($result_timepoint)`,
  }),
  defineOp('stream.resource.subview', {
    summary: 'a part of a resource, in place',
    operands: { source: AnyResource, source_size: Index, source_offset: Index, result_size: Index },
    results: { result: AnyResource },
    traits: [Pure, AllTypesMatch('source', 'result')],
    interfaces: [tiedTo('source')],
    fold: folds.foldSubview,
    canonicalize: canonicalizations.subview,
    assemblyFormat:
      '$source `[` $source_offset `]` `:` type($source) `` `{` $source_size `}` `->` type($result) `` `{` $result_size `}` attr-dict-with-keyword',
  }),
];

const ENCODED = (name: string): string =>
  `$${name}_encoding (\`\` \`{\` $${name}_encoding_dims^ \`}\`)? \`in\``;
const SIZED = (name: string, size = `${name}_size`): string =>
  `type($${name}) \`\` \`{\` $${size} \`}\``;

const tensors: readonly OpDefinition[] = [
  defineOp('stream.tensor.import', {
    summary: 'an external value as a resource',
    operands: { source: AnyType, result_encoding_dims: Dims, result_size: Index },
    results: { result: ExternalResource },
    attributes: { result_encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    interfaces: [tiedTo('source')],
    verify: encoded('result_encoding'),
    assemblyFormat: `${ON} $source \`:\` type($source) \`->\` ${ENCODED('result')} type($result) \`{\` $result_size \`}\` attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.export', {
    summary: 'a resource as an external value',
    operands: { source: ExternalResource, source_encoding_dims: Dims, source_size: Index },
    results: { result: AnyType },
    attributes: { source_encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    interfaces: [tiedTo('source')],
    verify: encoded('source_encoding'),
    assemblyFormat: `${ON} $source \`:\` ${ENCODED('source')} ${SIZED('source')} \`->\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.sizeof', {
    summary: 'bytes that a tensor takes in its encoding',
    operands: { encoding_dims: Dims },
    results: { storage_size: Index },
    attributes: { encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    verify: encoded('encoding'),
    assemblyFormat: `${ON} $encoding (\`{\` $encoding_dims^ \`}\`)? attr-dict \`:\` type($storage_size)`,
  }),
  defineOp('stream.tensor.empty', {
    summary: 'a resource for a tensor of undefined contents',
    operands: { result_encoding_dims: Dims, result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { result_encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    resultNames: named('empty'),
    verify: encoded('result_encoding'),
    assemblyFormat: `${ON} \`:\` ${ENCODED('result')} ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.constant', {
    summary: 'a constant tensor as a resource',
    operands: { result_encoding_dims: Dims },
    results: { result: AnyStreamResource },
    attributes: { value: ElementsAttrConstraint, result_encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    resultNames: named('cst'),
    verify: encoded('result_encoding'),
    assemblyFormat: `${ON} \`:\` ${ENCODED('result')} type($result) \`=\` $value attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.splat', {
    summary: 'a tensor with every element the same',
    operands: { value: Primitive, result_encoding_dims: Dims, result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { result_encoding: TypeAttrConstraint, affinity },
    traits: [Pure],
    verify: encoded('result_encoding'),
    assemblyFormat: `${ON} $value \`:\` type($value) \`->\` ${ENCODED('result')} ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.clone', {
    summary: 'a copy of a tensor',
    operands: {
      source: AnyStreamResource,
      source_encoding_dims: Dims,
      source_size: Index,
      result_encoding_dims: Dims,
      result_size: Index,
    },
    results: { result: AnyStreamResource },
    attributes: {
      source_encoding: TypeAttrConstraint,
      result_encoding: TypeAttrConstraint,
      affinity,
    },
    traits: [Pure, AttrSizedOperandSegments],
    verify: every(verifyClone, encoded('source_encoding', 'result_encoding')),
    assemblyFormat: `${ON} $source \`:\` ${ENCODED('source')} ${SIZED('source')} \`->\` ${ENCODED('result')} ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.slice', {
    summary: 'a rectangular part of a tensor',
    operands: {
      source: AnyStreamResource,
      source_encoding_dims: Dims,
      source_size: Index,
      start_indices: Dims,
      lengths: Dims,
      result_encoding_dims: Dims,
      result_size: Index,
    },
    results: { result: AnyStreamResource },
    attributes: {
      source_encoding: TypeAttrConstraint,
      result_encoding: TypeAttrConstraint,
      affinity,
    },
    traits: [Pure, AttrSizedOperandSegments],
    verify: every(
      encoded('source_encoding', 'result_encoding'),
      indexed(
        'source_encoding',
        ['start_indices', 'lengths'],
        'start_indices/lengths rank mismatch',
      ),
    ),
    assemblyFormat: `${ON} $source \`[\` $start_indices \`for\` $lengths \`]\` \`:\` ${ENCODED('source')} ${SIZED('source')} \`->\` ${ENCODED('result')} ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.fill', {
    summary: 'a tensor with a rectangular part set to a value',
    operands: {
      target: AnyStreamResource,
      target_encoding_dims: Dims,
      target_size: Index,
      start_indices: Dims,
      lengths: Dims,
      value: Primitive,
    },
    results: { result: AnyStreamResource },
    attributes: { target_encoding: TypeAttrConstraint, affinity },
    traits: [AttrSizedOperandSegments, AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    verify: encoded('target_encoding'),
    assemblyFormat: `${ON} $value \`,\` $target \`[\` $start_indices \`for\` $lengths \`]\` \`:\` type($value) \`->\` ${ENCODED('target')} custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.update', {
    summary: 'a tensor with a rectangular part replaced',
    operands: {
      target: AnyStreamResource,
      target_encoding_dims: Dims,
      target_size: Index,
      start_indices: Dims,
      update: AnyStreamResource,
      update_encoding_dims: Dims,
      update_size: Index,
    },
    results: { result: AnyStreamResource },
    attributes: {
      target_encoding: TypeAttrConstraint,
      update_encoding: TypeAttrConstraint,
      affinity,
    },
    traits: [AttrSizedOperandSegments, AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    verify: encoded('update_encoding', 'target_encoding'),
    assemblyFormat: `${ON} $update \`,\` $target \`[\` $start_indices \`]\` \`:\` ${ENCODED('update')} ${SIZED('update')} \`->\` ${ENCODED('target')} custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.load', {
    summary: 'an element of a staged tensor',
    operands: {
      source: StagingResource,
      source_encoding_dims: Dims,
      source_size: Index,
      indices: Dims,
    },
    results: { result: PrimitiveOrVector },
    attributes: { source_encoding: TypeAttrConstraint },
    traits: [Pure, AttrSizedOperandSegments],
    verify: every(
      encoded('source_encoding'),
      indexed('source_encoding', ['indices'], 'indices rank mismatch'),
    ),
    assemblyFormat: `$source (\`[\` $indices^ \`]\`)? \`:\` ${ENCODED('source')} ${SIZED('source')} \`->\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.store', {
    summary: 'a staged tensor with one element replaced',
    operands: {
      target: StagingResource,
      target_encoding_dims: Dims,
      target_size: Index,
      indices: Dims,
      value: PrimitiveOrVector,
    },
    results: { result: StagingResource },
    attributes: { target_encoding: TypeAttrConstraint },
    traits: [Pure, AttrSizedOperandSegments, AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target')],
    inferTypes: (state) => (state.operands[0] ? [state.operands[0].type] : null),
    verify: every(
      encoded('target_encoding'),
      indexed('target_encoding', ['indices'], 'indices rank mismatch'),
    ),
    assemblyFormat: `$value \`,\` $target (\`[\` $indices^ \`]\`)? \`:\` type($value) \`->\` ${ENCODED('target')} custom<ShapedTiedResult>(type($result), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.tensor.trace', {
    summary: 'prints tensors when the program runs',
    operands: { operands: variadic(AnyTensor) },
    attributes: { key: StrAttr },
    assemblyFormat: 'attr-dict ($operands^ `:` type($operands))?',
  }),
];

const asyncOps: readonly OpDefinition[] = [
  defineOp('stream.builtin.splat.i64', {
    summary: 'a resource filled with a 64-bit pattern, by a dispatch of ours',
    operands: { value: I64, result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    interfaces: [noEffects],
    assemblyFormat: `${ON} $value \`:\` type($value) \`->\` ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.builtin.fill.i64', {
    summary: 'a range filled with a 64-bit pattern, by a dispatch of ours',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_end: Index,
      target_length: Index,
      value: I64,
    },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    traits: [AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    assemblyFormat: `${ON} $value \`,\` $target \`[\` $target_offset \`to\` $target_end \`for\` $target_length \`]\` \`:\` type($value) \`->\` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.alloca', {
    summary: 'transient storage of undefined contents',
    operands: { storage_size: Index },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    interfaces: [effects('alloc')],
    assemblyFormat: `${ON} attr-dict \`:\` type($result) \`{\` $storage_size \`}\``,
  }),
  defineOp('stream.async.constant', {
    summary: 'a constant as a resource',
    operands: { result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { value: ElementsAttrConstraint, affinity },
    traits: [Pure],
    resultNames: named('cst'),
    assemblyFormat: `${ON} \`:\` ${SIZED('result')} \`=\` $value attr-dict-with-keyword`,
  }),
  defineOp('stream.async.splat', {
    summary: 'a resource filled with a pattern',
    operands: { value: FillPattern, result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    interfaces: [noEffects],
    assemblyFormat: `${ON} $value \`:\` type($value) \`->\` ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.async.clone', {
    summary: 'a copy of a resource',
    operands: { source: AnyStreamResource, source_size: Index, result_size: Index },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    interfaces: [noEffects],
    assemblyFormat: `${ON} $source \`:\` ${SIZED('source')} \`->\` ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.async.slice', {
    summary: 'a copy of a range of a resource',
    operands: {
      source: AnyStreamResource,
      source_size: Index,
      source_offset: Index,
      source_end: Index,
      result_size: Index,
    },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    traits: [Pure, AllTypesMatch('source', 'result')],
    assemblyFormat: `${ON} $source \`[\` $source_offset \`to\` $source_end \`]\` \`:\` ${SIZED('source')} \`->\` ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.async.fill', {
    summary: 'a resource with a range filled with a pattern',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_end: Index,
      target_length: Index,
      value: FillPattern,
    },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    traits: [AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    assemblyFormat: `${ON} $value \`,\` $target \`[\` $target_offset \`to\` $target_end \`for\` $target_length \`]\` \`:\` type($value) \`->\` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.update', {
    summary: 'a resource with a range replaced by another resource',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_end: Index,
      update: AnyStreamResource,
      update_size: Index,
    },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    traits: [AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    assemblyFormat: `${ON} $update \`,\` $target \`[\` $target_offset \`to\` $target_end \`]\` \`:\` ${SIZED('update')} \`->\` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.copy', {
    summary: 'a resource with a range replaced by a range of another',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_end: Index,
      source: AnyStreamResource,
      source_size: Index,
      source_offset: Index,
      source_end: Index,
      length: Index,
    },
    results: { result: AnyStreamResource },
    attributes: { affinity },
    traits: [AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target'), noEffects],
    assemblyFormat: `${ON} $source \`[\` $source_offset \`to\` $source_end \`]\` \`,\` $target \`[\` $target_offset \`to\` $target_end \`]\` \`,\` $length \`:\` ${SIZED('source')} \`->\` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.collective', {
    summary: 'a collective operation among the participants of a channel',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_end: Index,
      target_length: Index,
      source: AnyStreamResource,
      source_size: Index,
      source_offset: Index,
      source_end: Index,
      source_length: Index,
      element_count: Index,
      channel: ChannelType,
      param: optional(I32),
    },
    results: { result: AnyStreamResource },
    attributes: { op: CollectiveAttr, affinity },
    traits: [AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target')],
    verify: verifyCollective,
    assemblyFormat: `\`\` $op \`\` \`[\` $element_count \`]\` ${ON} \`channel\` \`(\` $channel \`)\` custom<CollectiveParam>(ref($op), $param) $source \`[\` $source_offset \`to\` $source_end \`for\` $source_length \`]\` \`,\` $target \`[\` $target_offset \`to\` $target_end \`for\` $target_length \`]\` \`:\` ${SIZED('source')} \`->\` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.transfer', {
    summary: 'moves a resource between lifetimes or affinities',
    operands: { source: ResourceOrStaging, source_size: Index, result_size: Index },
    results: { result: ResourceOrStaging },
    attributes: { source_affinity: affinity, result_affinity: affinity },
    interfaces: [noEffects],
    assemblyFormat: `(\`from\` \`(\` $source_affinity^ \`)\`)? $source \`:\` ${SIZED('source')} \`->\` (\`to\` \`(\` $result_affinity^ \`)\`)? ${SIZED('result')} attr-dict-with-keyword`,
  }),
  defineOp('stream.async.load', {
    summary: 'a value from a staging resource',
    operands: { source: StagingResource, source_size: Index, source_offset: Index },
    results: { result: PrimitiveOrVector },
    traits: [Pure],
    assemblyFormat: `$source \`[\` $source_offset \`]\` \`:\` ${SIZED('source')} \`->\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.store', {
    summary: 'a staging resource with a value stored',
    operands: {
      target: StagingResource,
      target_size: Index,
      target_offset: Index,
      value: PrimitiveOrVector,
    },
    results: { result: StagingResource },
    traits: [Pure, AllTypesMatch('target', 'result')],
    interfaces: [tiedTo('target')],
    assemblyFormat:
      '$value `,` $target `[` $target_offset `]` `:` type($value) `->` custom<ShapedTiedResult>(type($target), $target_size) attr-dict-with-keyword',
  }),
  defineOp('stream.async.dispatch', {
    summary: 'runs an entry point over a grid, resources as values',
    operands: {
      workload: variadic(Index),
      resource_operands: variadic(anyTypeOf([AnyStreamResource, Primitive])),
      resource_operand_sizes: Dims,
      resource_operand_offsets: Dims,
      resource_operand_ends: Dims,
      resource_operand_lengths: Dims,
      result_sizes: Dims,
    },
    results: { results: variadic(AnyStreamResource) },
    attributes: {
      entry_point: SymbolRefAttrConstraint,
      tied_operands: optionalAttr(TiedAttr),
      affinity,
    },
    traits: [AttrSizedOperandSegments],
    interfaces: [tiedThrough('resource_operands'), noEffects],
    verify: every(
      sized(['resource_operands', 'resource_operand_sizes'], ['results', 'result_sizes']),
      verifyRanges,
      (op, report) =>
        verifyWorkload(op, report, op.attr('entry_point'), 'stream.executable.export'),
    ),
    assemblyFormat: `${ON} $entry_point (\`[\` $workload^ \`]\`)? \`\` \`(\` custom<DispatchOperands>($resource_operands, $resource_operand_offsets, $resource_operand_ends, $resource_operand_lengths) \`)\` attr-dict \`:\` custom<ShapedFunctionType>(ref($resource_operands), type($resource_operands), $resource_operand_sizes, type($results), $result_sizes, $tied_operands)`,
  }),
  defineOp('stream.async.execute', {
    summary: 'work that runs together on a timeline',
    operands: {
      resource_operands: variadic(ResourceOrStaging),
      resource_operand_sizes: Dims,
      result_sizes: Dims,
      await_timepoint: optional(Timepoint),
    },
    results: { results: variadic(ResourceOrStaging), result_timepoint: Timepoint },
    attributes: { tied_operands: optionalAttr(TiedAttr), affinity },
    regions: { body: 'any' },
    traits: [
      AttrSizedOperandSegments,
      RecursiveMemoryEffects,
      SingleBlockImplicitTerminator('stream.yield'),
      throughBody,
    ],
    interfaces: [tiedThrough('resource_operands')],
    canonicalize: canonicalizations.asyncExecute,
    verify: every(
      sized(['resource_operands', 'resource_operand_sizes'], ['results', 'result_sizes']),
    ),
    assemblyFormat: `${ON} (\`await\` \`(\` $await_timepoint^ \`)\` \`=\` \`\` \`>\`)? \`with\` \`\` custom<ResourceRegion>($resource_operands, type($resource_operands), $resource_operand_sizes, type($results), $result_sizes, $tied_operands, $body) \`=\` \`\` \`>\` type($result_timepoint) attr-dict-with-keyword`,
  }),
  defineOp('stream.async.concurrent', {
    summary: 'work without dependencies among itself',
    operands: {
      resource_operands: variadic(ResourceOrStaging),
      resource_operand_sizes: Dims,
      result_sizes: Dims,
    },
    results: { results: variadic(ResourceOrStaging) },
    attributes: { tied_operands: optionalAttr(TiedAttr), affinity },
    regions: { body: 'any' },
    traits: [
      HasParent('stream.async.execute', 'stream.async.concurrent'),
      AttrSizedOperandSegments,
      RecursiveMemoryEffects,
      SingleBlockImplicitTerminator('stream.yield'),
      throughBody,
    ],
    interfaces: [tiedThrough('resource_operands')],
    verify: every(
      sized(['resource_operands', 'resource_operand_sizes'], ['results', 'result_sizes']),
    ),
    assemblyFormat: `${ON} \`with\` \`\` custom<ResourceRegion>($resource_operands, type($resource_operands), $resource_operand_sizes, type($results), $result_sizes, $tied_operands, $body) attr-dict-with-keyword`,
  }),
];

const RANGE = (name: string): string =>
  `$${name} \`[\` $${name}_offset \`for\` $${name}_length \`]\``;
const CMD_PARENTS = HasParent('stream.cmd.execute', 'stream.cmd.serial', 'stream.cmd.concurrent');
const range = (name: string) => ({
  [name]: AnyResource,
  [`${name}_size`]: Index,
  [`${name}_offset`]: Index,
  [`${name}_length`]: Index,
});

const commands: readonly OpDefinition[] = [
  defineOp('stream.cmd.flush', {
    summary: 'makes host writes visible to the device',
    operands: range('target'),
    attributes: { source_affinity: affinity },
    assemblyFormat: `(\`to\` \`(\` $source_affinity^ \`)\`)? ${RANGE('target')} \`:\` ${SIZED('target')} attr-dict-with-keyword`,
  }),
  defineOp('stream.cmd.invalidate', {
    summary: 'makes device writes visible to the host',
    operands: range('target'),
    attributes: { source_affinity: affinity },
    assemblyFormat: `(\`from\` \`(\` $source_affinity^ \`)\`)? ${RANGE('target')} \`:\` ${SIZED('target')} attr-dict-with-keyword`,
  }),
  defineOp('stream.cmd.discard', {
    summary: 'the contents of a range are no longer needed',
    operands: range('target'),
    assemblyFormat: `${RANGE('target')} \`:\` ${SIZED('target')} attr-dict-with-keyword`,
  }),
  defineOp('stream.cmd.fill', {
    summary: 'fills a range with a pattern',
    operands: {
      target: AnyStreamResource,
      target_size: Index,
      target_offset: Index,
      target_length: Index,
      value: FillPattern,
    },
    assemblyFormat: `$value \`,\` ${RANGE('target')} \`:\` type($value) \`->\` ${SIZED('target')} attr-dict-with-keyword`,
  }),
  defineOp('stream.cmd.copy', {
    summary: 'copies a range',
    operands: {
      source: AnyResource,
      source_size: Index,
      source_offset: Index,
      target: AnyResource,
      target_size: Index,
      target_offset: Index,
      length: Index,
    },
    assemblyFormat: `$source \`[\` $source_offset \`]\` \`,\` $target \`[\` $target_offset \`]\` \`,\` $length \`:\` ${SIZED('source')} \`->\` ${SIZED('target')} attr-dict-with-keyword`,
  }),
  defineOp('stream.cmd.collective', {
    summary: 'a collective operation on ranges',
    operands: {
      channel: ChannelType,
      element_count: Index,
      param: optional(I32),
      resources: variadic(AnyStreamResource),
      resource_sizes: Dims,
      resource_offsets: Dims,
      resource_lengths: Dims,
    },
    attributes: { op: CollectiveAttr, resource_accesses: AccessArrayAttr },
    traits: [AttrSizedOperandSegments],
    verify: verifyAccesses,
    assemblyFormat:
      '`` $op `` `[` $element_count `]` `channel` `(` $channel `)` (`param` `(` $param^ `:` type($param) `)`)? `{` custom<DispatchResources>($resources, type($resources), $resource_sizes, $resource_offsets, $resource_lengths, $resource_accesses) `\\n` `}` attr-dict-with-keyword',
  }),
  defineOp('stream.cmd.dispatch', {
    summary: 'runs an entry point over a grid, on ranges of resources',
    operands: {
      workload: variadic(Index),
      uniform_operands: variadic(Primitive),
      resources: variadic(AnyStreamResource),
      resource_sizes: Dims,
      resource_offsets: Dims,
      resource_lengths: Dims,
    },
    attributes: { entry_points: SymbolRefArrayAttr, resource_accesses: AccessArrayAttr },
    traits: [AttrSizedOperandSegments],
    verify: (op, report) => verifyAccesses(op, report) && verifyEntryPoints(op, report),
    assemblyFormat:
      'custom<DispatchEntryPoints>($entry_points) (`[` $workload^ `]`)? `` (`(` $uniform_operands^ `:` type($uniform_operands) `)`)? `{` custom<DispatchResources>($resources, type($resources), $resource_sizes, $resource_offsets, $resource_lengths, $resource_accesses) `\\n` `}` attr-dict-with-keyword',
  }),
  defineOp('stream.cmd.execute', {
    summary: 'commands that are recorded and submitted together',
    operands: {
      resource_operands: variadic(ResourceOrStaging),
      resource_operand_sizes: Dims,
      await_timepoint: optional(Timepoint),
    },
    results: { result_timepoint: Timepoint },
    attributes: { affinity },
    regions: { body: 'any' },
    traits: [
      AttrSizedOperandSegments,
      RecursiveMemoryEffects,
      SingleBlockImplicitTerminator('stream.yield'),
      intoBody,
    ],
    canonicalize: canonicalizations.execute,
    verify: sized(['resource_operands', 'resource_operand_sizes']),
    assemblyFormat: `${ON} (\`await\` \`(\` $await_timepoint^ \`)\` \`=\` \`\` \`>\`)? \`with\` \`\` custom<ExplicitResourceRegion>($resource_operands, type($resource_operands), $resource_operand_sizes, $body) \`=\` \`\` \`>\` type($result_timepoint) attr-dict-with-keyword`,
  }),
  ...(['serial', 'concurrent'] as const).map((how) =>
    defineOp(`stream.cmd.${how}`, {
      summary: how === 'serial' ? 'commands one after the other' : 'commands that may overlap',
      regions: { body: 'any' },
      traits: [CMD_PARENTS, RecursiveMemoryEffects, SingleBlockImplicitTerminator('stream.yield')],
      assemblyFormat: '$body attr-dict-with-keyword',
    }),
  ),
];

const timelines: readonly OpDefinition[] = [
  defineOp('stream.timepoint.immediate', {
    summary: 'the timepoint that has been reached already',
    results: { result_timepoint: Timepoint },
    traits: [Pure, ConstantLike],
    fold: folds.foldImmediate,
    assemblyFormat: 'attr-dict `=` `` `>` type($result_timepoint)',
  }),
  defineOp('stream.timepoint.import', {
    summary: 'an external fence or semaphore as a timepoint',
    operands: { operands: variadic(AnyType) },
    results: { result_timepoint: Timepoint },
    attributes: { affinity },
    traits: [Pure],
    assemblyFormat: `${ON} $operands \`:\` \`(\` type($operands) \`)\` \`=\` \`\` \`>\` type($result_timepoint) attr-dict-with-keyword`,
  }),
  defineOp('stream.timepoint.export', {
    summary: 'a timepoint as external values',
    operands: { await_timepoint: Timepoint },
    results: { results: variadic(AnyType) },
    attributes: { affinity },
    traits: [Pure],
    assemblyFormat: `${ON} $await_timepoint \`=\` \`\` \`>\` \`(\` type($results) \`)\` attr-dict-with-keyword`,
  }),
  defineOp('stream.timepoint.chain_external', {
    summary: 'signals external values when a timepoint is reached',
    operands: { await_timepoint: Timepoint, external_values: variadic(AnyType) },
    attributes: { affinity },
    assemblyFormat: `${ON} $await_timepoint \`=\` \`\` \`>\` \`(\` $external_values \`:\` type($external_values) \`)\` attr-dict-with-keyword`,
  }),
  defineOp('stream.timepoint.join', {
    summary: 'the timepoint when all the given have been reached',
    operands: { await_timepoints: variadic(Timepoint) },
    results: { result_timepoint: Timepoint },
    traits: [Pure],
    fold: folds.foldJoin,
    canonicalize: canonicalizations.join,
    assemblyFormat:
      '`max` `(` $await_timepoints `)` `=` `` `>` type($result_timepoint) attr-dict-with-keyword',
  }),
  defineOp('stream.timepoint.barrier', {
    summary: 'the timepoint when a resource is available',
    operands: { resource: ResourceOrStaging, resource_size: Index },
    results: { result: ResourceOrStaging, result_timepoint: Timepoint },
    attributes: { affinity },
    traits: [Pure, AllTypesMatch('resource', 'result')],
    interfaces: [
      TiedOp.with({ tiedOperand: (_op: Operation, index: number) => (index === 0 ? 0 : null) }),
    ],
    assemblyFormat: `${ON} $resource \`:\` ${SIZED('resource')} \`=\` \`\` \`>\` type($result_timepoint) attr-dict-with-keyword`,
  }),
  defineOp('stream.timepoint.await', {
    summary: 'resources once a timepoint is reached; the host waits',
    operands: {
      resource_operands: variadic(ResourceOrStaging),
      resource_operand_sizes: Dims,
      await_timepoint: Timepoint,
    },
    results: { results: variadic(ResourceOrStaging) },
    attributes: { affinity },
    traits: [Pure, AttrSizedOperandSegments],
    interfaces: [pairwiseTied],
    fold: folds.foldAwait,
    verify: every(
      verifyPairs,
      sized(['resource_operands', 'resource_operand_sizes'], ['results', 'resource_operand_sizes']),
    ),
    assemblyFormat: `${ON} $await_timepoint \`=\` \`\` \`>\` $resource_operands \`:\` custom<SizeAwareTypeList>(type($resource_operands), type($results), $resource_operand_sizes) attr-dict-with-keyword`,
  }),
];

const channels: readonly OpDefinition[] = [
  defineOp('stream.channel.default', {
    summary: 'the channel of a group that the hosting program provides',
    results: { result: ChannelType },
    attributes: { group: optionalAttr(StrAttr), affinity },
    traits: [Pure],
    resultNames: named('channel'),
    assemblyFormat: `${ON} (\`group\` \`(\` $group^ \`)\`)? \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('stream.channel.create', {
    summary: 'a channel; what is not given the hosting program fills in',
    operands: { id: optional(BufferType), rank: optional(Index), count: optional(Index) },
    results: { result: ChannelType },
    attributes: { group: optionalAttr(StrAttr), affinity },
    traits: [AttrSizedOperandSegments],
    resultNames: named('channel'),
    assemblyFormat: `${ON} (\`id\` \`(\` $id^ \`)\`)? (\`group\` \`(\` $group^ \`)\`)? (\`rank\` \`(\` $rank^ \`)\`)? (\`count\` \`(\` $count^ \`)\`)? \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('stream.channel.rank', {
    summary: 'rank of this participant',
    operands: { channel: ChannelType },
    results: { result: Index },
    traits: [Pure],
    resultNames: named('ccl_rank'),
    assemblyFormat: '$channel `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('stream.channel.count', {
    summary: 'number of participants',
    operands: { channel: ChannelType },
    results: { result: Index },
    traits: [Pure],
    resultNames: named('ccl_count'),
    assemblyFormat: '$channel `:` type($result) attr-dict-with-keyword',
  }),
];

const executables: readonly OpDefinition[] = [
  defineOp('stream.executable', {
    summary: 'a module of device code and the entry points it exports',
    attributes: { sym_visibility: optionalAttr(StrAttr), sym_name: SymbolNameAttr },
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SingleBlockImplicitTerminator('stream.executable.end'),
      SymbolTable,
      SymbolTrait,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword regions',
  }),
  defineOp('stream.executable.end', {
    summary: 'ends an executable',
    traits: [HasParent('stream.executable'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('stream.executable.export', {
    summary: 'an entry point, and how many workgroups a workload takes',
    attributes: {
      sym_visibility: optionalAttr(StrAttr),
      sym_name: SymbolNameAttr,
      function_ref: FlatSymbolRefAttr,
    },
    regions: { workgroup_count: 'any' },
    traits: [HasParent('stream.executable'), SymbolTrait, IsolatedFromAbove],
    verify: (op, report) => verifyCountReturns(op.region(), report, 'stream.return'),
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) custom<SymbolAlias>($sym_name, $function_ref) custom<WorkgroupCountRegion>($workgroup_count) attr-dict-with-keyword',
  }),
  defineOp('stream.binding.subspan', {
    summary: 'a part of a binding as a tensor or buffer',
    operands: { binding: Binding, byte_offset: Index, dynamic_dims: Dims },
    results: { result: AnyType },
    traits: [Pure],
    verify: verifySubspan,
    assemblyFormat:
      '$binding `` `[` $byte_offset `]` attr-dict `:` type($binding) `->` type($result) (`{` $dynamic_dims^ `}`)?',
  }),
  defineOp('stream.return', {
    summary: 'ends a counting region',
    operands: { operands: variadic(AnyType) },
    traits: [HasParent('stream.executable.export'), Pure, ReturnLike, Terminator],
    assemblyFormat: 'attr-dict $operands `:` type($operands)',
  }),
  defineOp('stream.yield', {
    summary: 'ends an execution region with its resources',
    operands: {
      resource_operands: variadic(ResourceOrStaging),
      resource_operand_sizes: variadic(Index),
    },
    traits: [
      HasParent(
        'stream.async.execute',
        'stream.async.concurrent',
        'stream.cmd.execute',
        'stream.cmd.serial',
        'stream.cmd.concurrent',
      ),
      Pure,
      ReturnLike,
      Terminator,
    ],
    assemblyFormat:
      'attr-dict ($resource_operands^ `:` custom<SizeAwareTypeList>(type($resource_operands), $resource_operand_sizes))?',
  }),
];

export const operations: readonly OpDefinition[] = [
  ...resources,
  ...tensors,
  ...asyncOps,
  ...commands,
  ...timelines,
  ...channels,
  ...executables,
];

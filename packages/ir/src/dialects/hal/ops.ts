/** The operations of the hal dialect: devices, buffers, commands, executables, fences. */

import {
  AnyAttr,
  AnyFloat,
  AnyMemRef,
  AnySignlessInteger,
  AnyTensor,
  AnyType,
  AnyVector,
  ArrayAttrConstraint,
  anyTypeOf,
  arrayOf,
  DictArrayAttr,
  dialectAttr,
  ElementsAttrConstraint,
  FlatSymbolRefAttr,
  FunctionTypeAttr,
  I1,
  I8,
  I16,
  I32,
  I32Attr,
  I64,
  Index,
  IndexAttr,
  integerAttrOfWidth,
  StrAttr,
  SymbolNameAttr,
  SymbolRefAttrConstraint,
  TypeAttrConstraint,
  TypedAttr,
  UnitAttrConstraint,
} from '../../constraints.ts';
import {
  type AttrConstraint,
  defineOp,
  type OpDefinition,
  type OpSpec,
  optional,
  optionalAttr,
  type TypeConstraint,
  variadic,
} from '../../dialect.ts';
import { type MemoryEffect, MemoryEffects, TiedOp } from '../../interfaces.ts';
import type { Operation } from '../../operation.ts';
import {
  AllTypesMatch,
  AttrSizedOperandSegments,
  HasParent,
  IsolatedFromAbove,
  NoRegionArguments,
  Pure,
  RecursiveMemoryEffects,
  SingleBlockImplicitTerminator,
  SymbolTable,
  SymbolTrait,
  Terminator,
} from '../../traits.ts';
import { BufferType as UtilBuffer } from '../util/types.ts';
import { canonicalizations } from './canonicalize.ts';
import { verifyOrdinal } from './interface-layout.ts';
import {
  parseConstantBlock,
  parseDeviceSwitch,
  parseExport,
  printConstantBlock,
  printDeviceSwitch,
  printExport,
} from './syntax.ts';
import {
  Allocator,
  BufferObject,
  BufferUsageAttr,
  BufferView,
  Channel,
  CommandBuffer,
  CommandBufferModeAttr,
  CommandCategoryAttr,
  DescriptorFlagsAttr,
  DescriptorSetLayout,
  DescriptorSetLayoutFlagsAttr,
  Device,
  Executable,
  ExecutionBarrierFlagAttr,
  ExecutionStageAttr,
  Fence,
  FenceFlagAttr,
  IndirectDescriptorFlagsAttr,
  MemoryTypeAttr,
  PipelineLayout,
} from './types.ts';
import {
  verifyBindingSubspan,
  verifyConstantBlock,
  verifyDeviceQuery,
  verifyDeviceSwitch,
  verifyExport,
  verifyReturn,
  verifyTensorDims,
} from './verify.ts';

/** Its type is written, other than that of most integers. */
const TypedI8Attr: AttrConstraint = {
  summary: integerAttrOfWidth(8).summary,
  matches: integerAttrOfWidth(8).matches,
};
const BufferType: TypeConstraint = BufferObject;
const Primitive = anyTypeOf([Index, AnySignlessInteger, AnyFloat]);
const PrimitiveOrVector = anyTypeOf([Primitive, AnyVector]);
const FillPattern = anyTypeOf([I8, I16, I32]);
const Dims = variadic(Index);
const BufferOrView: TypeConstraint = {
  summary: 'buffer or buffer_view',
  matches: (type) => BufferObject.matches(type) || BufferView.matches(type),
};
const PipelineLayoutAttr: AttrConstraint = {
  ...dialectAttr('hal.pipeline.layout', 'executable entry point layout specification'),
};
const ExecutableTargetAttr = dialectAttr(
  'hal.executable.target',
  'generic executable target specification',
);
const CollectiveAttr = dialectAttr('hal.collective', 'collective operation and specification');
const DescriptorTypeAttr = dialectAttr('hal.descriptor_type', 'valid DescriptorType');
const BindingsAttr = arrayOf(
  dialectAttr('hal.descriptor_set.binding', 'descriptor set binding'),
  'HAL descriptor set layout binding array attribute',
);

const effects = (...kinds: readonly MemoryEffect['kind'][]) =>
  MemoryEffects.with(() => kinds.map((kind) => ({ kind, value: null })));
const named =
  (...names: readonly string[]): NonNullable<OpSpec['resultNames']> =>
  (op, setName) => {
    names.forEach((name, i) => {
      const result = op.results[i];
      if (result && name !== '') setName(result, name);
    });
  };
const ON = (name: string): string => `\`<\` $${name} \`:\` type($${name}) \`>\``;
const DEVICE = '`device` `(` $device `:` type($device) `)`';
const source = TiedOp.with({ tiedOperand: () => 0 });

const tensors: readonly OpDefinition[] = [
  defineOp('hal.ex.shared_device', {
    summary: 'the device that the program runs on',
    results: { result: Device },
    traits: [Pure],
    resultNames: named('device'),
    assemblyFormat: 'attr-dict `:` type($result)',
  }),
  defineOp('hal.tensor.import', {
    summary: 'a buffer or buffer view as a tensor',
    operands: { source: BufferOrView, target_dims: Dims, wait_fence: optional(Fence) },
    results: { target: AnyTensor },
    attributes: { target_encoding: TypeAttrConstraint, name: optionalAttr(StrAttr) },
    traits: [Pure, AttrSizedOperandSegments],
    interfaces: [source],
    canonicalize: canonicalizations.import,
    verify: verifyTensorDims('target'),
    assemblyFormat:
      '(`wait` `(` $wait_fence^ `)` `=` `` `>`)? $source ($name^)? `:` type($source) `->` custom<TypeAlias>($target_encoding, type($target)) (`{` $target_dims^ `}`)? attr-dict',
    changes: [
      {
        since: '2026',
        operands: {
          source: BufferOrView,
          target_dims: Dims,
          wait_fence: optional(Fence),
          offset: optional(Index),
        },
        attributes: {
          target_encoding: TypeAttrConstraint,
          consume: optionalAttr(UnitAttrConstraint),
          name: optionalAttr(StrAttr),
          affinity: optionalAttr(AnyAttr),
        },
        assemblyFormat:
          '(`on` `(` $affinity^ `)`)? (`wait` `(` $wait_fence^ `)` `=` `` `>`)? (`consume` $consume^)? $source (`offset` `(` $offset^ `)`)? ($name^)? `:` type($source) `->` custom<TypeAlias>($target_encoding, type($target)) (`{` $target_dims^ `}`)? attr-dict',
      },
    ],
  }),
  defineOp('hal.tensor.export', {
    summary: 'a tensor as a buffer or buffer view',
    operands: { source: AnyTensor, source_dims: Dims, target_storage: optional(BufferObject) },
    results: { target: BufferOrView },
    attributes: { source_encoding: TypeAttrConstraint, name: optionalAttr(StrAttr) },
    traits: [Pure, AttrSizedOperandSegments],
    interfaces: [source],
    canonicalize: canonicalizations.export,
    verify: verifyTensorDims('source'),
    assemblyFormat:
      '$source ($name^)? (`into` $target_storage^)? `:` custom<TypeAlias>($source_encoding, type($source)) (`{` $source_dims^ `}`)? `->` type($target) attr-dict',
    changes: [
      {
        since: '2026',
        operands: { source: AnyTensor, source_dims: Dims },
        traits: [Pure],
        attributes: {
          source_encoding: TypeAttrConstraint,
          name: optionalAttr(StrAttr),
          affinity: optionalAttr(AnyAttr),
        },
        assemblyFormat:
          '(`on` `(` $affinity^ `)`)? $source ($name^)? `:` custom<TypeAlias>($source_encoding, type($source)) (`{` $source_dims^ `}`)? `->` type($target) attr-dict',
      },
    ],
  }),
  defineOp('hal.tensor.alias', {
    summary: 'hints that a tensor may be kept in the storage of a buffer',
    since: '2026',
    operands: {
      source: AnyTensor,
      source_dims: Dims,
      storage: BufferOrView,
      wait_fence: optional(Fence),
    },
    results: { result: AnyTensor },
    attributes: { affinity: optionalAttr(AnyAttr) },
    traits: [Pure, AttrSizedOperandSegments, AllTypesMatch('source', 'result')],
    interfaces: [source],
    verify: verifyTensorDims('source'),
    assemblyFormat:
      '(`on` `(` $affinity^ `)`)? (`wait` `(` $wait_fence^ `)` `=` `` `>`)? $source `:` type($source) (`{` $source_dims^ `}`)? `to` $storage `:` type($storage) attr-dict',
  }),
  defineOp('hal.tensor.barrier', {
    summary: 'signals a fence when tensors are available',
    operands: { sources: variadic(AnyTensor), signal_fence: Fence },
    results: { results: variadic(AnyTensor) },
    traits: [AllTypesMatch('sources', 'results')],
    interfaces: [TiedOp.with({ tiedOperand: (_op: Operation, index: number) => index })],
    inferTypes: (state) => state.operands.slice(0, -1).map((operand) => operand.type),
    assemblyFormat:
      '`join` `` `(` $sources `:` type($sources) `)` `=` `` `>` $signal_fence `:` type($signal_fence) attr-dict-with-keyword',
  }),
];

const ALLOCATION = { memory_types: MemoryTypeAttr, buffer_usage: BufferUsageAttr };
const TYPE_AND_USAGE = '`type` `(` $memory_types `)` `usage` `(` $buffer_usage `)`';
const FROM_HOST = '`source` `(` $source `:` type($source) `)` `` `[` $offset `,` $length `]`';

const buffers: readonly OpDefinition[] = [
  defineOp('hal.allocator.allocate', {
    summary: 'a buffer of undefined contents',
    operands: { allocator: Allocator, result_size: Index },
    results: { result: BufferObject },
    attributes: ALLOCATION,
    resultNames: named('buffer'),
    assemblyFormat: `${ON('allocator')} ${TYPE_AND_USAGE} \`:\` custom<SizeAwareType>(type($result), $result_size) attr-dict-with-keyword`,
  }),
  defineOp('hal.allocator.allocate.initialized', {
    summary: 'a buffer that holds a copy of host bytes',
    operands: { allocator: Allocator, source: UtilBuffer, offset: Index, length: Index },
    results: { result: BufferObject },
    attributes: ALLOCATION,
    resultNames: named('mapped'),
    assemblyFormat: `${ON('allocator')} ${FROM_HOST} ${TYPE_AND_USAGE} \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.allocator.try_map', {
    summary: 'host bytes as a buffer, if the device can use them in place',
    operands: { allocator: Allocator, source: UtilBuffer, offset: Index, length: Index },
    results: { did_map: I1, result: BufferObject },
    attributes: ALLOCATION,
    resultNames: named('did_map', 'mapped'),
    assemblyFormat: `${ON('allocator')} ${FROM_HOST} ${TYPE_AND_USAGE} \`:\` type($did_map) \`,\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer.assert', {
    summary: 'fails unless a buffer is long enough and usable as said',
    operands: { buffer: BufferObject, allocator: Allocator, minimum_length: Index },
    attributes: { message: StrAttr, ...ALLOCATION },
    assemblyFormat: `${ON('buffer')} \`message\` \`(\` $message \`)\` \`allocator\` \`(\` $allocator \`:\` type($allocator) \`)\` \`minimum_length\` \`(\` $minimum_length \`)\` ${TYPE_AND_USAGE} attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer.subspan', {
    summary: 'a part of a buffer, in place',
    operands: { source_buffer: BufferType, source_offset: Index, length: Index },
    results: { result: BufferType },
    traits: [Pure],
    resultNames: named('buffer'),
    assemblyFormat: `${ON('source_buffer')} \`\` \`[\` $source_offset \`,\` $length \`]\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer.length', {
    summary: 'length in bytes of a buffer',
    operands: { buffer: BufferType },
    results: { result: Index },
    traits: [Pure],
    resultNames: named('len'),
    assemblyFormat: `${ON('buffer')} \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer.load', {
    summary: 'a value from a buffer that the host can see',
    operands: { source_buffer: BufferType, source_offset: Index },
    results: { result: PrimitiveOrVector },
    interfaces: [effects('read')],
    assemblyFormat: `${ON('source_buffer')} \`\` \`[\` $source_offset \`]\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer.store', {
    summary: 'stores a value into a buffer that the host can see',
    operands: { value: PrimitiveOrVector, target_buffer: BufferType, target_offset: Index },
    assemblyFormat: `${ON('target_buffer')} \`\` \`[\` $target_offset \`]\` \`value\` \`(\` $value \`:\` type($value) \`)\` attr-dict-with-keyword`,
  }),
];

const view = (
  name: string,
  summary: string,
  result: TypeConstraint,
  resultName = '',
  traits = [Pure],
): OpDefinition =>
  defineOp(`hal.buffer_view.${name}`, {
    summary,
    operands: { buffer_view: BufferView },
    results: { result },
    traits,
    resultNames: named(resultName),
    canonicalize: name === 'buffer' ? canonicalizations.viewBuffer : [],
    assemblyFormat: `${ON('buffer_view')} \`:\` type($result) attr-dict-with-keyword`,
  });

const views: readonly OpDefinition[] = [
  defineOp('hal.buffer_view.create', {
    summary: 'a buffer with shape and element type',
    operands: {
      source_buffer: BufferType,
      source_offset: Index,
      source_length: Index,
      element_type: I32,
      encoding_type: I32,
      shape: Dims,
    },
    results: { result: BufferView },
    traits: [Pure],
    resultNames: named('view'),
    assemblyFormat:
      '`buffer` `(` $source_buffer `:` type($source_buffer) `)` `` `[` $source_offset `,` $source_length `]` `shape` `(` `[` $shape `]` `)` `type` `(` $element_type `)` `encoding` `(` $encoding_type `)` `:` type($result) attr-dict-with-keyword',
  }),
  defineOp('hal.buffer_view.assert', {
    summary: 'fails unless a buffer view has the shape and type',
    operands: { buffer_view: BufferView, element_type: I32, encoding_type: I32, shape: Dims },
    attributes: { message: StrAttr },
    assemblyFormat: `${ON('buffer_view')} \`message\` \`(\` $message \`)\` \`shape\` \`(\` \`[\` $shape \`]\` \`)\` \`type\` \`(\` $element_type \`)\` \`encoding\` \`(\` $encoding_type \`)\` attr-dict-with-keyword`,
  }),
  view('buffer', 'the buffer of a view', BufferType, 'buffer'),
  view('element_type', 'the element type of a view, as a number', I32),
  view('encoding_type', 'the encoding of a view, as a number', I32),
  view('rank', 'how many dimensions a view has', Index),
  defineOp('hal.buffer_view.dim', {
    summary: 'a dimension of a view',
    operands: { buffer_view: BufferView },
    results: { result: Index },
    attributes: { index: IndexAttr },
    traits: [Pure],
    assemblyFormat: `${ON('buffer_view')} \`\` \`[\` $index \`]\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.buffer_view.trace', {
    summary: 'prints buffer views when the program runs',
    operands: { operands: variadic(BufferView) },
    attributes: { key: StrAttr },
    assemblyFormat: '$operands `:` type($operands) attr-dict-with-keyword',
  }),
];

const channels: readonly OpDefinition[] = [
  defineOp('hal.channel.create', {
    summary: 'a channel; a rank or count of -1 the hosting program fills in',
    operands: {
      device: Device,
      queue_affinity: I64,
      id: UtilBuffer,
      group: UtilBuffer,
      rank: I32,
      count: I32,
    },
    results: { result: Channel },
    attributes: { flags: I32Attr },
    resultNames: named('channel'),
    assemblyFormat: `${DEVICE} \`affinity\` \`(\` $queue_affinity \`)\` \`flags\` \`(\` $flags \`)\` \`id\` \`(\` $id \`)\` \`group\` \`(\` $group \`)\` \`rank\` \`(\` $rank \`)\` \`count\` \`(\` $count \`)\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.channel.rank_and_count', {
    summary: 'rank of this participant and number of participants',
    operands: { channel: Channel },
    results: { rank: I32, count: I32 },
    traits: [Pure],
    resultNames: named('ccl_rank', 'ccl_count'),
    assemblyFormat: `${ON('channel')} \`:\` type($rank) \`,\` type($count) attr-dict-with-keyword`,
  }),
];

const CMD = ON('command_buffer');
const WORKGROUPS = '`workgroups` `(` `[` $workgroup_x `,` $workgroup_y `,` $workgroup_z `]` `)`';
const INDIRECT =
  '`workgroups` `(` $workgroups_buffer `:` type($workgroups_buffer) `)` `` `[` $workgroups_offset `]`';
const XYZ = { workgroup_x: Index, workgroup_y: Index, workgroup_z: Index };

const commands: readonly OpDefinition[] = [
  defineOp('hal.command_buffer.create', {
    summary: 'begins to record commands',
    operands: { device: Device, binding_capacity: optional(Index) },
    results: { result: CommandBuffer },
    attributes: { modes: CommandBufferModeAttr, command_categories: CommandCategoryAttr },
    resultNames: named('cmd'),
    assemblyFormat: `${DEVICE} \`mode\` \`(\` $modes \`)\` \`categories\` \`(\` $command_categories \`)\` (\`bindings\` \`(\` $binding_capacity^ \`)\`)? \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.finalize', {
    summary: 'ends the recording',
    operands: { command_buffer: CommandBuffer },
    assemblyFormat: `${CMD} attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.device', {
    summary: 'the device that commands are recorded for',
    operands: { command_buffer: CommandBuffer },
    results: { device: Device },
    traits: [Pure],
    canonicalize: canonicalizations.commandBufferDevice,
    assemblyFormat: `${CMD} \`:\` type($device) attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.begin_debug_group', {
    summary: 'begins a labelled group of commands',
    operands: { command_buffer: CommandBuffer },
    attributes: { label: StrAttr },
    assemblyFormat: `${CMD} \`label\` \`(\` $label \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.end_debug_group', {
    summary: 'ends a labelled group of commands',
    operands: { command_buffer: CommandBuffer },
    assemblyFormat: `${CMD} attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.execution_barrier', {
    summary: 'orders the commands before it before those after it',
    operands: { command_buffer: CommandBuffer },
    attributes: {
      source_stage_mask: ExecutionStageAttr,
      target_stage_mask: ExecutionStageAttr,
      flags: ExecutionBarrierFlagAttr,
    },
    assemblyFormat: `${CMD} \`source\` \`(\` $source_stage_mask \`)\` \`target\` \`(\` $target_stage_mask \`)\` \`flags\` \`(\` $flags \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.fill_buffer', {
    summary: 'fills a range with a pattern',
    operands: {
      command_buffer: CommandBuffer,
      target_buffer: BufferType,
      target_offset: Index,
      length: Index,
      pattern: FillPattern,
    },
    assemblyFormat: `${CMD} \`target\` \`(\` $target_buffer \`:\` type($target_buffer) \`)\` \`\` \`[\` $target_offset \`,\` $length \`]\` \`pattern\` \`(\` $pattern \`:\` type($pattern) \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.copy_buffer', {
    summary: 'copies a range',
    operands: {
      command_buffer: CommandBuffer,
      source_buffer: BufferType,
      source_offset: Index,
      target_buffer: BufferType,
      target_offset: Index,
      length: Index,
    },
    assemblyFormat: `${CMD} \`source\` \`(\` $source_buffer \`:\` type($source_buffer) \`)\` \`\` \`[\` $source_offset \`]\` \`target\` \`(\` $target_buffer \`:\` type($target_buffer) \`)\` \`\` \`[\` $target_offset \`]\` \`length\` \`(\` $length \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.collective', {
    summary: 'a collective operation on ranges',
    operands: {
      command_buffer: CommandBuffer,
      channel: Channel,
      element_count: Index,
      param: optional(I32),
      send_buffer: optional(BufferType),
      send_offset: optional(Index),
      send_length: optional(Index),
      recv_buffer: optional(BufferType),
      recv_offset: optional(Index),
      recv_length: optional(Index),
    },
    attributes: { op: CollectiveAttr },
    traits: [AttrSizedOperandSegments],
    assemblyFormat: `${CMD} \`channel\` \`(\` $channel \`:\` type($channel) \`)\` \`op\` \`(\` $op \`)\` (\`param\` \`(\` $param^ \`:\` type($param) \`)\`)? (\`send\` \`(\` $send_buffer^ \`:\` type($send_buffer) \`)\` \`\` \`[\` $send_offset \`,\` $send_length \`]\`)? (\`recv\` \`(\` $recv_buffer^ \`:\` type($recv_buffer) \`)\` \`\` \`[\` $recv_offset \`,\` $recv_length \`]\`)? \`count\` \`(\` $element_count \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.push_constants', {
    summary: 'sets push constants for the dispatches that follow',
    operands: {
      command_buffer: CommandBuffer,
      pipeline_layout: PipelineLayout,
      values: variadic(I32),
    },
    attributes: { offset: IndexAttr },
    assemblyFormat: `${CMD} \`layout\` \`(\` $pipeline_layout \`:\` type($pipeline_layout) \`)\` \`offset\` \`(\` $offset \`)\` \`values\` \`(\` \`[\` $values \`]\` \`)\` \`:\` type($values) attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.push_descriptor_set', {
    summary: 'binds buffers for the dispatches that follow',
    operands: {
      command_buffer: CommandBuffer,
      pipeline_layout: PipelineLayout,
      set: Index,
      binding_ordinals: variadic(Index),
      binding_buffers: variadic(anyTypeOf([Index, BufferType])),
      binding_offsets: Dims,
      binding_lengths: Dims,
    },
    assemblyFormat: `${CMD} \`layout\` \`(\` $pipeline_layout \`:\` type($pipeline_layout) \`)\` \`\` \`[\` $set \`]\` \`bindings\` \`(\` \`[\` custom<DescriptorSetBindings>($binding_ordinals, $binding_buffers, type($binding_buffers), $binding_offsets, $binding_lengths) \`]\` \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.dispatch.symbol', {
    summary: 'runs an entry point over a grid, by symbol',
    operands: { command_buffer: CommandBuffer, ...XYZ },
    attributes: { entry_point: SymbolRefAttrConstraint },
    assemblyFormat: `${CMD} \`target\` \`(\` $entry_point \`)\` ${WORKGROUPS} attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.dispatch', {
    summary: 'runs an entry point over a grid',
    operands: { command_buffer: CommandBuffer, executable: Executable, ...XYZ },
    attributes: { entry_point: IndexAttr },
    assemblyFormat: `${CMD} \`target\` \`(\` $executable \`:\` type($executable) \`)\` \`\` \`[\` $entry_point \`]\` ${WORKGROUPS} attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.dispatch.indirect.symbol', {
    summary: 'runs an entry point over a grid that a buffer holds, by symbol',
    operands: {
      command_buffer: CommandBuffer,
      workgroups_buffer: BufferType,
      workgroups_offset: Index,
    },
    attributes: { entry_point: SymbolRefAttrConstraint },
    assemblyFormat: `${CMD} \`target\` \`(\` $entry_point \`)\` ${INDIRECT} attr-dict-with-keyword`,
  }),
  defineOp('hal.command_buffer.dispatch.indirect', {
    summary: 'runs an entry point over a grid that a buffer holds',
    operands: {
      command_buffer: CommandBuffer,
      executable: Executable,
      workgroups_buffer: BufferType,
      workgroups_offset: Index,
    },
    attributes: { entry_point: IndexAttr },
    assemblyFormat: `${CMD} \`target\` \`(\` $executable \`:\` type($executable) \`)\` \`\` \`[\` $entry_point \`]\` ${INDIRECT} attr-dict-with-keyword`,
  }),
];

const layouts: readonly OpDefinition[] = [
  ...(['create', 'lookup'] as const).map((how) =>
    defineOp(`hal.descriptor_set_layout.${how}`, {
      summary:
        how === 'create' ? 'makes a descriptor set layout' : 'a cached descriptor set layout',
      operands: { device: Device },
      results: { result: DescriptorSetLayout },
      attributes: { flags: DescriptorSetLayoutFlagsAttr, bindings: BindingsAttr },
      traits: [Pure],
      resultNames: named('descriptor_set_layout'),
      assemblyFormat: `${DEVICE} \`flags\` \`(\` $flags \`)\` \`bindings\` \`(\` $bindings \`)\` \`:\` type($result) attr-dict-with-keyword`,
    }),
  ),
  defineOp('hal.pipeline_layout.create', {
    summary: 'makes a pipeline layout',
    operands: { device: Device, set_layouts: variadic(DescriptorSetLayout) },
    results: { result: PipelineLayout },
    attributes: { push_constants: IndexAttr },
    traits: [Pure],
    resultNames: named('pipeline_layout'),
    assemblyFormat: `${DEVICE} \`push_constants\` \`(\` $push_constants \`)\` \`layouts\` \`(\` \`[\` $set_layouts \`]\` \`)\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.pipeline_layout.lookup', {
    summary: 'a cached pipeline layout',
    operands: { device: Device },
    results: { result: PipelineLayout },
    attributes: { layout: PipelineLayoutAttr },
    traits: [Pure],
    resultNames: named('pipeline_layout'),
    assemblyFormat: `${DEVICE} \`layout\` \`(\` $layout \`)\` \`:\` type($result) attr-dict-with-keyword`,
  }),
];

const FENCES =
  '`affinity` `(` $queue_affinity `)` `wait` `(` $wait_fence `)` `signal` `(` $signal_fence `)`';
const QUEUE = { device: Device, queue_affinity: I64 };
const QUEUE_FENCES = { ...QUEUE, wait_fence: Fence, signal_fence: Fence };

const devices: readonly OpDefinition[] = [
  defineOp('hal.device.allocator', {
    summary: 'the allocator of a device',
    operands: { device: Device },
    results: { result: Allocator },
    traits: [Pure],
    resultNames: named('allocator'),
    assemblyFormat: `${ON('device')} \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.device.switch', {
    summary: 'runs the region of the first condition that the device meets',
    operands: { device: Device },
    results: { results: variadic(AnyType) },
    attributes: { conditions: ArrayAttrConstraint },
    regions: { condition_regions: { constraint: 'any', variadic: true } },
    traits: [NoRegionArguments, RecursiveMemoryEffects],
    verify: verifyDeviceSwitch,
    parse: parseDeviceSwitch,
    print: printDeviceSwitch,
  }),
  defineOp('hal.return', {
    summary: 'ends a region of the hal dialect with its results',
    operands: { operands: variadic(AnyType) },
    traits: [Terminator],
    verify: verifyReturn,
    assemblyFormat: '($operands^ `:` type($operands))? attr-dict',
  }),
  defineOp('hal.device.query', {
    summary: 'a property of the device, and whether it is known',
    operands: { device: Device },
    results: { ok: I1, value: AnyType },
    attributes: { category: StrAttr, key: StrAttr, default_value: optionalAttr(TypedAttr) },
    traits: [Pure],
    resultNames: named('ok', 'value'),
    verify: verifyDeviceQuery,
    assemblyFormat: `${ON('device')} \`key\` \`(\` $category \`:\` \`\` \`:\` $key \`)\` \`:\` type($ok) \`,\` type($value) (\`=\` $default_value^)? attr-dict-with-keyword`,
  }),
  defineOp('hal.device.queue.alloca', {
    summary: 'a buffer that is available when the fence is signalled',
    operands: { ...QUEUE_FENCES, pool: I64, result_size: Index },
    results: { result: BufferObject },
    attributes: ALLOCATION,
    resultNames: named('transient_buffer'),
    assemblyFormat: `${ON('device')} ${FENCES} \`pool\` \`(\` $pool \`)\` ${TYPE_AND_USAGE} \`:\` custom<SizeAwareType>(type($result), $result_size) attr-dict-with-keyword`,
  }),
  defineOp('hal.device.queue.dealloca', {
    summary: 'gives a buffer back when the fence waited for is reached',
    operands: { ...QUEUE_FENCES, buffer: BufferObject },
    assemblyFormat: `${ON('device')} ${FENCES} \`buffer\` \`(\` $buffer \`:\` type($buffer) \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.device.queue.execute', {
    summary: 'submits command buffers',
    operands: { ...QUEUE_FENCES, command_buffers: variadic(CommandBuffer) },
    assemblyFormat: `${ON('device')} ${FENCES} (\`commands\` \`(\` \`[\` $command_buffers^ \`]\` \`)\`)? attr-dict-with-keyword`,
  }),
  defineOp('hal.device.queue.flush', {
    summary: 'starts work that was submitted',
    operands: QUEUE,
    assemblyFormat: `${ON('device')} \`affinity\` \`(\` $queue_affinity \`)\` attr-dict-with-keyword`,
  }),
];

const SYMBOL = { sym_visibility: optionalAttr(StrAttr), sym_name: SymbolNameAttr };

const executables: readonly OpDefinition[] = [
  defineOp('hal.executable.source', {
    summary: 'device code by hand, for any target',
    attributes: {
      ...SYMBOL,
      objects: optionalAttr(dialectAttr('hal.executable.objects', 'target-specific object files')),
    },
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SingleBlockImplicitTerminator('hal.executable.source_end'),
      SymbolTrait,
      SymbolTable,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword `` regions',
  }),
  defineOp('hal.executable.source_end', {
    summary: 'ends an executable source',
    traits: [HasParent('hal.executable.source'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('hal.executable', {
    summary: 'device code in variants, one a target',
    attributes: SYMBOL,
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      SingleBlockImplicitTerminator('hal.executable_end'),
      SymbolTrait,
      SymbolTable,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword regions',
  }),
  defineOp('hal.executable_end', {
    summary: 'ends an executable',
    traits: [HasParent('hal.executable'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('hal.executable.export', {
    summary: 'an entry point: its ordinal, parameters, and workgroup counts',
    attributes: {
      ...SYMBOL,
      ordinal: optionalAttr(IndexAttr),
      layout: PipelineLayoutAttr,
      workgroup_size: optionalAttr(arrayOf(IndexAttr, 'workgroup size')),
      subgroup_size: optionalAttr(IndexAttr),
      workgroup_local_memory: optionalAttr(IndexAttr),
    },
    regions: { workgroup_count: 'any' },
    traits: [
      SymbolTrait,
      HasParent('hal.executable.source', 'hal.executable.variant'),
      IsolatedFromAbove,
    ],
    verify: verifyExport,
    usage:
      '(?<visibility>)? <@sym_name> ordinal(<ordinal>) layout(<layout>) (?attributes <attributes>)? (?<workgroup_count>)?',
    parse: parseExport,
    print: printExport,
  }),
  defineOp('hal.executable.variant', {
    summary: 'device code for one target',
    attributes: {
      ...SYMBOL,
      target: ExecutableTargetAttr,
      objects: optionalAttr(
        arrayOf(
          dialectAttr('hal.executable.object', 'executable object'),
          'executable object references',
        ),
      ),
    },
    regions: { body: { blocks: 1 } },
    traits: [
      IsolatedFromAbove,
      HasParent('hal.executable'),
      SingleBlockImplicitTerminator('hal.executable.variant_end'),
      SymbolTrait,
      SymbolTable,
    ],
    assemblyFormat:
      'custom<SymbolVisibility>($sym_visibility) $sym_name `,` `target` `=` $target (`,` `objects` `=` $objects^ )? attr-dict-with-keyword regions',
  }),
  defineOp('hal.executable.variant_end', {
    summary: 'ends a variant',
    traits: [HasParent('hal.executable.variant'), Terminator],
    assemblyFormat: 'attr-dict',
  }),
  defineOp('hal.executable.constant.block', {
    summary: 'computes constants that an executable is specialised with',
    attributes: {
      function_type: FunctionTypeAttr,
      keys: ArrayAttrConstraint,
      arg_attrs: optionalAttr(DictArrayAttr),
      res_attrs: optionalAttr(DictArrayAttr),
    },
    regions: { body: 'any' },
    traits: [HasParent('hal.executable.source', 'hal.executable.variant'), IsolatedFromAbove],
    verify: verifyConstantBlock,
    parse: parseConstantBlock,
    print: printConstantBlock,
  }),
  defineOp('hal.executable.constant.load', {
    summary: 'a constant that the executable was specialised with',
    results: { result: Primitive },
    attributes: { key: StrAttr },
    traits: [Pure],
    assemblyFormat: '$key attr-dict `:` type($result)',
  }),
  defineOp('hal.executable.binary', {
    summary: 'device code as bytes of a format',
    attributes: {
      ...SYMBOL,
      format: StrAttr,
      data: { ...ElementsAttrConstraint, summary: '8-bit signless integer elements attribute' },
      mime_type: optionalAttr(StrAttr),
    },
    traits: [HasParent('hal.executable'), SymbolTrait],
    assemblyFormat: 'custom<SymbolVisibility>($sym_visibility) $sym_name attr-dict-with-keyword',
  }),
  defineOp('hal.executable.create', {
    summary: 'loads an executable',
    operands: { device: Device, layouts: variadic(PipelineLayout), constants: variadic(I32) },
    results: { result: Executable },
    attributes: { executable_target: SymbolRefAttrConstraint },
    traits: [Pure, AttrSizedOperandSegments],
    resultNames: named('exe'),
    assemblyFormat: `${DEVICE} \`target\` \`(\` $executable_target \`)\` \`layouts\` \`(\` \`[\` $layouts \`]\` \`)\` (\`constants\` \`(\` \`[\` $constants^ \`]\` \`)\`)? \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.executable.lookup', {
    summary: 'a cached executable',
    operands: { device: Device },
    results: { result: Executable },
    attributes: { executable: FlatSymbolRefAttr },
    traits: [Pure],
    resultNames: named('exe'),
    assemblyFormat: `${DEVICE} \`executable\` \`(\` $executable \`)\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.executable.calculate_workgroups', {
    summary: 'workgroup counts of an entry point for a workload',
    operands: { device: Device, workload: variadic(Index) },
    results: XYZ,
    attributes: { entry_point: SymbolRefAttrConstraint },
    traits: [Pure],
    assemblyFormat: `${DEVICE} \`target\` \`(\` $entry_point \`)\` (\`workload\` \`(\` \`[\` $workload^ \`]\` \`)\`)? \`:\` type($workgroup_x) \`,\` type($workgroup_y) \`,\` type($workgroup_z) attr-dict-with-keyword`,
  }),
];

const KEYED = '`` `[` $buffer `:` type($buffer) `for` $workgroupKey `]`';
const instrument: readonly OpDefinition[] = [
  defineOp('hal.instrument.workgroup', {
    summary: 'a key for what a workgroup records',
    operands: { buffer: AnyMemRef, dispatchId: I32 },
    results: { workgroupKey: Index },
    assemblyFormat:
      '`` `[` $buffer `:` type($buffer) `]` `dispatch` `(` $dispatchId `)` attr-dict `:` type($workgroupKey)',
  }),
  defineOp('hal.instrument.print', {
    summary: 'records a formatted message',
    operands: { buffer: AnyMemRef, workgroupKey: Index, values: variadic(AnyType) },
    attributes: { format: StrAttr },
    assemblyFormat: `${KEYED} $format (\`*\` \`(\` $values^ \`:\` type($values) \`)\`)? attr-dict`,
  }),
  defineOp('hal.instrument.value', {
    summary: 'records a value',
    operands: { buffer: AnyMemRef, workgroupKey: Index, operand: AnyType },
    results: { result: AnyType },
    attributes: { ordinal: TypedI8Attr },
    traits: [AllTypesMatch('operand', 'result')],
    assemblyFormat: `${KEYED} $ordinal \`=\` $operand attr-dict \`:\` type($operand)`,
  }),
  ...(['load', 'store'] as const).map((what) => {
    const value = `${what}Value`;
    return defineOp(`hal.instrument.memory.${what}`, {
      summary: `records a ${what} of memory`,
      operands: {
        buffer: AnyMemRef,
        workgroupKey: Index,
        [value]: AnyType,
        base: AnyMemRef,
        indices: variadic(Index),
      },
      results: { result: AnyType },
      traits: [Pure, AllTypesMatch(value, 'result')],
      assemblyFormat: `${KEYED} $base \`[\` $indices \`]\` \`,\` $${value} attr-dict \`:\` type($base) \`,\` type($result)`,
    });
  }),
];

const interfaceOps: readonly OpDefinition[] = [
  ...(['id', 'count', 'size'] as const).map((what) =>
    defineOp(`hal.interface.workgroup.${what}`, {
      summary: `workgroup ${what} along a dimension of the grid`,
      results: { result: Index },
      attributes: { dimension: IndexAttr },
      traits: [Pure],
      resultNames(op, setName) {
        const dimension = Number(op.intAttr('dimension') ?? 0n);
        const axis = ['x', 'y', 'z'][dimension];
        if (axis !== undefined) setName(op.result(), `workgroup_${what}_${axis}`);
      },
      assemblyFormat: '`[` $dimension `]` attr-dict `:` type($result)',
      changes: [
        {
          since: '2026',
          attributes: { dimension: IndexAttr, upper_bound: optionalAttr(IndexAttr) },
          assemblyFormat:
            '`[` $dimension `]` (`upper_bound` $upper_bound^)? attr-dict `:` type($result)',
        },
      ],
    }),
  ),
  defineOp('hal.interface.constant.load', {
    summary: 'a push constant',
    results: { result: Primitive },
    attributes: {
      index: IndexAttr,
      alignment: optionalAttr(IndexAttr),
      values: optionalAttr(ArrayAttrConstraint),
    },
    traits: [Pure],
    assemblyFormat:
      '`` `[` $index `]` (`alignment` `(` $alignment^ `)`)? (`values` `(` $values^ `)`)? attr-dict `:` type($result)',
    changes: [
      {
        since: '2026',
        attributes: {
          layout: PipelineLayoutAttr,
          ordinal: IndexAttr,
          alignment: optionalAttr(IndexAttr),
          values: optionalAttr(ArrayAttrConstraint),
        },
        verify: (op, report) => verifyOrdinal(op, report, 'ordinal'),
        assemblyFormat:
          '`layout` `(` $layout `)` `ordinal` `(` $ordinal `)` (`alignment` `(` $alignment^ `)`)? (`values` `(` $values^ `)`)? attr-dict `:` type($result)',
      },
    ],
  }),
  defineOp('hal.interface.binding.subspan', {
    summary: 'a part of a binding as a tensor or buffer',
    operands: { byte_offset: optional(Index), dynamic_dims: Dims },
    results: { result: AnyType },
    attributes: {
      set: IndexAttr,
      binding: IndexAttr,
      descriptor_type: DescriptorTypeAttr,
      alignment: optionalAttr(IndexAttr),
      descriptor_flags: optionalAttr(DescriptorFlagsAttr),
    },
    traits: [Pure, AttrSizedOperandSegments],
    verify: verifyBindingSubspan,
    assemblyFormat:
      '`set` `(` $set `)` `binding` `(` $binding `)` `type` `(` custom<DescriptorType>($descriptor_type) `)` (`alignment` `(` $alignment^ `)`)? (`offset` `(` $byte_offset^ `)`)? (`flags` `(` $descriptor_flags^ `)`)? attr-dict `:` type($result) (`{` $dynamic_dims^ `}`)?',
    changes: [
      {
        since: '2026',
        attributes: {
          layout: PipelineLayoutAttr,
          binding: IndexAttr,
          alignment: optionalAttr(IndexAttr),
          descriptor_flags: optionalAttr(IndirectDescriptorFlagsAttr),
        },
        verify: (op, report) =>
          verifyOrdinal(op, report, 'binding') && verifyBindingSubspan(op, report),
        assemblyFormat:
          '`layout` `(` $layout `)` `binding` `(` $binding `)` (`alignment` `(` $alignment^ `)`)? (`offset` `(` $byte_offset^ `)`)? (`flags` `(` $descriptor_flags^ `)`)? attr-dict `:` type($result) (`{` $dynamic_dims^ `}`)?',
      },
    ],
  }),
];

const fences: readonly OpDefinition[] = [
  defineOp('hal.fence.create', {
    summary: 'a fence that has not been reached',
    operands: { device: Device },
    results: { result: Fence },
    attributes: { flags: FenceFlagAttr },
    interfaces: [effects('alloc')],
    resultNames: named('fence'),
    assemblyFormat: `${DEVICE} \`flags\` \`(\` $flags \`)\` \`:\` type($result) attr-dict-with-keyword`,
  }),
  defineOp('hal.fence.join', {
    summary: 'the fence that is reached with all the given',
    operands: { fences: variadic(Fence) },
    results: { result: Fence },
    resultNames: named('fence'),
    interfaces: [effects()],
    canonicalize: canonicalizations.fenceJoin,
    assemblyFormat: '`at` `(` `[` $fences `]` `)` `->` type($result) attr-dict-with-keyword',
  }),
  defineOp('hal.fence.query', {
    summary: 'the status of a fence, without waiting',
    operands: { fence: Fence },
    results: { status: I32 },
    assemblyFormat: `${ON('fence')} \`:\` type($status) attr-dict-with-keyword`,
  }),
  defineOp('hal.fence.signal', {
    summary: 'marks a fence as reached',
    operands: { fence: Fence },
    assemblyFormat: `${ON('fence')} attr-dict-with-keyword`,
  }),
  defineOp('hal.fence.fail', {
    summary: 'marks a fence as failed',
    operands: { fence: Fence, status: I32 },
    assemblyFormat: `${ON('fence')} \`status\` \`(\` $status \`)\` attr-dict-with-keyword`,
  }),
  defineOp('hal.fence.await', {
    summary: 'waits until the fences are reached',
    operands: { timeout_millis: I32, fences: variadic(Fence) },
    results: { status: I32 },
    resultNames: named('status'),
    assemblyFormat:
      '`until` `(` `[` $fences `]` `)` `timeout_millis` `(` $timeout_millis `)` `:` type($status) attr-dict-with-keyword',
  }),
];

export const operations: readonly OpDefinition[] = [
  ...tensors,
  ...buffers,
  ...views,
  ...channels,
  ...commands,
  ...layouts,
  ...devices,
  ...executables,
  ...instrument,
  ...interfaceOps,
  ...fences,
];

/** Types and enums of the hal dialect. */

import { bitEnumAttr } from '../../constraints.ts';
import type { Context } from '../../context.ts';
import type { TypeConstraint, TypeDefinition } from '../../dialect.ts';
import { DialectType } from '../../types.ts';

const OBJECTS = {
  allocator: 'allocates buffers of a device',
  buffer: 'a range of memory of a device',
  buffer_view: 'a buffer with shape and element type',
  channel: 'a participant of a group that communicates collectively',
  command_buffer: 'recorded commands',
  descriptor_set_layout: 'which bindings a descriptor set holds',
  device: 'a device that executes work',
  event: 'orders commands within a device',
  executable: 'device code that has been loaded',
  fence: 'points on timelines to wait for or to signal',
  pipeline_layout: 'the parameters that entry points take',
  ring_buffer: 'a buffer that is used round and round',
  semaphore: 'a timeline',
} as const;
export type HalObject = keyof typeof OBJECTS;

export const halTypes: readonly TypeDefinition[] = Object.entries(OBJECTS).map(
  ([mnemonic, summary]) => ({ mnemonic, summary }),
);

/** `!hal.name`. */
export const halType = (context: Context, name: HalObject): DialectType =>
  DialectType.get(context, 'hal', name);

const object = (name: HalObject, summary: string = name): TypeConstraint => ({
  summary,
  matches: (type) => type.kind === 'dialect' && type.name === `hal.${name}`,
  buildable: (context) => halType(context, name),
});
export const Allocator = object('allocator');
export const BufferObject = object('buffer');
export const BufferView = object('buffer_view');
export const Channel = object('channel', 'collective.channel');
export const CommandBuffer = object('command_buffer');
export const DescriptorSetLayout = object('descriptor_set_layout');
export const Device = object('device');
export const Executable = object('executable');
export const Fence = object('fence');
export const PipelineLayout = object('pipeline_layout');

type Cases = readonly (readonly [keyword: string, value: number])[];

export const MEMORY_TYPES: Cases = [
  ['None', 0],
  ['Optimal', 1],
  ['HostVisible', 2],
  ['HostCoherent', 4],
  ['HostCached', 8],
  ['HostLocal', 0x46],
  ['DeviceVisible', 0x10],
  ['DeviceLocal', 0x30],
];
export const BUFFER_USAGES: Cases = [
  ['None', 0],
  ['TransferSource', 1],
  ['TransferTarget', 2],
  ['Transfer', 3],
  ['DispatchIndirectParams', 0x100],
  ['DispatchUniformRead', 0x200],
  ['DispatchStorageRead', 0x400],
  ['DispatchStorageWrite', 0x800],
  ['DispatchStorage', 0xc00],
  ['DispatchImageRead', 0x1000],
  ['DispatchImageWrite', 0x2000],
  ['DispatchImage', 0x3000],
  ['SharingExport', 0x10000],
  ['SharingReplicate', 0x20000],
  ['SharingConcurrent', 0x40000],
  ['SharingImmutable', 0x80000],
  ['MappingScoped', 0x1000000],
  ['MappingPersistent', 0x2000000],
  ['MappingOptional', 0x4000000],
  ['MappingAccessRandom', 0x8000000],
  ['MappingAccessSequentialWrite', 0x10000000],
  ['Mapping', 0x9000000],
];
export const DESCRIPTOR_TYPES: Cases = [
  ['uniform_buffer', 6],
  ['storage_buffer', 7],
];
export const DESCRIPTOR_FLAGS: Cases = [
  ['None', 0],
  ['ReadOnly', 1],
];
const RESERVED: Cases = [
  ['None', 0],
  ['Reserved', 1],
];

export const MemoryTypeAttr = bitEnumAttr('valid MemoryType', MEMORY_TYPES);
export const BufferUsageAttr = bitEnumAttr('valid BufferUsage', BUFFER_USAGES);
export const CommandBufferModeAttr = bitEnumAttr('valid CommandBufferMode', [
  ['None', 0],
  ['OneShot', 1],
  ['Nested', 2],
  ['AllowInlineExecution', 0x10],
]);
export const CommandCategoryAttr = bitEnumAttr('valid CommandCategory', [
  ['None', 0],
  ['Transfer', 1],
  ['Dispatch', 2],
]);
export const ExecutionStageAttr = bitEnumAttr('valid ExecutionStage', [
  ['None', 0],
  ['CommandIssue', 1],
  ['CommandProcess', 2],
  ['Dispatch', 4],
  ['Transfer', 8],
  ['CommandRetire', 0x10],
  ['Host', 0x20],
]);
export const ExecutionBarrierFlagAttr = bitEnumAttr('valid ExecutionBarrierFlag', RESERVED);
export const DescriptorFlagsAttr = bitEnumAttr('valid Descriptor flags', DESCRIPTOR_FLAGS);
/** Since 2026 a binding may be reached by its address. */
export const IndirectDescriptorFlagsAttr = bitEnumAttr('valid Descriptor flags', [
  ...DESCRIPTOR_FLAGS,
  ['Indirect', 2],
]);
export const DescriptorSetLayoutFlagsAttr = bitEnumAttr(
  'valid DescriptorSetLayout flags',
  RESERVED,
);
export const FenceFlagAttr = bitEnumAttr('valid FenceFlag', RESERVED);

/** SPIR-V's enumerations, each an attribute of the dialect. */

import { defineEnum, type SpirvEnum } from './enum-attribute.ts';
import {
  BUILT_INS,
  CAPABILITIES,
  DECORATIONS,
  EXECUTION_MODES,
  EXTENSIONS,
  IMAGE_FORMATS,
  OPCODES,
} from './enum-cases.ts';

export const Version = defineEnum({
  mnemonic: 'version',
  name: 'Version',
  summary: 'a version of SPIR-V',
  description: 'valid SPIR-V version',
  cases: ['v1.0', 'v1.1', 'v1.2', 'v1.3', 'v1.4', 'v1.5', 'v1.6'],
});
export const Extension = defineEnum({
  mnemonic: 'ext',
  name: 'Extension',
  summary: 'an extension of SPIR-V by its registered name',
  description: 'supported SPIR-V extensions',
  cases: EXTENSIONS,
});
export const Capability = defineEnum({
  mnemonic: 'capability',
  name: 'Capability',
  summary: 'something that a device may be able to do and a module may need',
  cases: CAPABILITIES,
});
export const DeviceType = defineEnum({
  mnemonic: 'device_type',
  name: 'DeviceType',
  summary: 'the kind of a device',
  description: 'valid SPIR-V device types',
  cases: ['Other', 'IntegratedGPU', 'DiscreteGPU', 'CPU', 'Unknown'],
});
export const Vendor = defineEnum({
  mnemonic: 'vendor',
  name: 'Vendor',
  summary: 'who made a device',
  description: 'recognized SPIR-V vendor strings',
  cases: [
    'AMD',
    'Apple',
    'ARM',
    'Imagination',
    'Intel',
    'NVIDIA',
    'Qualcomm',
    'SwiftShader',
    'Unknown',
  ],
});
export const ClientAPI = defineEnum({
  mnemonic: 'client_api',
  name: 'ClientAPI',
  summary: 'the interface that a program talks to the device through',
  description: 'recognized SPIR-V client APIs',
  cases: ['Metal', 'OpenCL', 'Vulkan', 'WebGPU', 'Unknown'],
});

export const AddressingModel = defineEnum({
  mnemonic: 'addressing_model',
  name: 'AddressingModel',
  summary: 'whether pointers are addresses, and how wide',
  cases: ['Logical', 'Physical32', 'Physical64', 'PhysicalStorageBuffer64'],
});
export const MemoryModel = defineEnum({
  mnemonic: 'memory_model',
  name: 'MemoryModel',
  summary: 'the rules by which invocations see what others wrote',
  cases: ['Simple', 'GLSL450', 'OpenCL', 'Vulkan'],
});
export const ExecutionModel = defineEnum({
  mnemonic: 'execution_model',
  name: 'ExecutionModel',
  summary: 'the stage that an entry point is for',
  cases: [
    'Vertex',
    'TessellationControl',
    'TessellationEvaluation',
    'Geometry',
    'Fragment',
    'GLCompute',
    'Kernel',
    'TaskNV',
    'MeshNV',
    'RayGenerationKHR',
    'IntersectionKHR',
    'AnyHitKHR',
    'ClosestHitKHR',
    'MissKHR',
    'CallableKHR',
  ],
});
export const ExecutionMode = defineEnum({
  mnemonic: 'execution_mode',
  name: 'ExecutionMode',
  summary: 'something that holds for the execution of an entry point',
  cases: EXECUTION_MODES,
});
export const StorageClass = defineEnum({
  mnemonic: 'storage_class',
  name: 'StorageClass',
  summary: 'the memory that a variable lies in, and who sees it',
  cases: [
    'UniformConstant',
    'Input',
    'Uniform',
    'Output',
    'Workgroup',
    'CrossWorkgroup',
    'Private',
    'Function',
    'Generic',
    'PushConstant',
    'AtomicCounter',
    'Image',
    'StorageBuffer',
    'CallableDataKHR',
    'IncomingCallableDataKHR',
    'RayPayloadKHR',
    'HitAttributeKHR',
    'IncomingRayPayloadKHR',
    'ShaderRecordBufferKHR',
    'PhysicalStorageBuffer',
    'CodeSectionINTEL',
    'DeviceOnlyINTEL',
    'HostOnlyINTEL',
  ],
});
export const BuiltIn = defineEnum({
  mnemonic: 'built_in',
  name: 'BuiltIn',
  summary: 'a variable that the environment fills or reads',
  cases: BUILT_INS,
});
export const Decoration = defineEnum({
  mnemonic: 'decoration',
  name: 'Decoration',
  summary: 'something said of a value, a variable or the member of a struct',
  cases: DECORATIONS,
});
export const LinkageType = defineEnum({
  mnemonic: 'linkage_type',
  name: 'LinkageType',
  summary: 'whether a symbol is given to other modules or taken from them',
  cases: ['Export', 'Import', 'LinkOnceODR'],
});

export const Scope = defineEnum({
  mnemonic: 'scope',
  name: 'Scope',
  summary: 'the invocations that take part in an operation or see its effect',
  cases: [
    'CrossDevice',
    'Device',
    'Workgroup',
    'Subgroup',
    'Invocation',
    'QueueFamily',
    'ShaderCallKHR',
  ],
});
export const GroupOperation = defineEnum({
  mnemonic: 'group_operation',
  name: 'GroupOperation',
  summary: 'how the values of a group are combined',
  cases: [
    'Reduce',
    'InclusiveScan',
    'ExclusiveScan',
    'ClusteredReduce',
    'PartitionedReduceNV',
    'PartitionedInclusiveScanNV',
    'PartitionedExclusiveScanNV',
  ],
});
export const MemorySemantics = defineEnum({
  mnemonic: 'memory_semantics',
  name: 'MemorySemantics',
  summary: 'the order of accesses that an operation keeps, and to what memory',
  cases: [
    'None',
    'Acquire',
    'Release',
    'AcquireRelease',
    'SequentiallyConsistent',
    'UniformMemory',
    'SubgroupMemory',
    'WorkgroupMemory',
    'CrossWorkgroupMemory',
    'AtomicCounterMemory',
    'ImageMemory',
    'OutputMemory',
    'MakeAvailable',
    'MakeVisible',
    'Volatile',
  ],
  isBitSet: true,
});
export const MemoryAccess = defineEnum({
  mnemonic: 'memory_access',
  name: 'MemoryAccess',
  summary: 'what is known of an access to memory',
  cases: [
    'None',
    'Volatile',
    'Aligned',
    'Nontemporal',
    'MakePointerAvailable',
    'MakePointerVisible',
    'NonPrivatePointer',
    'AliasScopeINTELMask',
    'NoAliasINTELMask',
  ],
  isBitSet: true,
});

export const FunctionControl = defineEnum({
  mnemonic: 'function_control',
  name: 'FunctionControl',
  summary: 'hints of how a function is compiled',
  cases: ['None', 'Inline', 'DontInline', 'Pure', 'Const', 'OptNoneINTEL'],
  isBitSet: true,
});
export const SelectionControl = defineEnum({
  mnemonic: 'selection_control',
  name: 'SelectionControl',
  summary: 'hints of how a selection is compiled',
  cases: ['None', 'Flatten', 'DontFlatten'],
  isBitSet: true,
});
export const LoopControl = defineEnum({
  mnemonic: 'loop_control',
  name: 'LoopControl',
  summary: 'hints of how a loop is compiled',
  cases: [
    'None',
    'Unroll',
    'DontUnroll',
    'DependencyInfinite',
    'DependencyLength',
    'MinIterations',
    'MaxIterations',
    'IterationMultiple',
    'PeelCount',
    'PartialCount',
    'InitiationIntervalINTEL',
    'LoopCoalesceINTEL',
    'MaxConcurrencyINTEL',
    'MaxInterleavingINTEL',
    'DependencyArrayINTEL',
    'SpeculatedIterationsINTEL',
    'PipelineEnableINTEL',
    'NoFusionINTEL',
  ],
  isBitSet: true,
});

export const Dim = defineEnum({
  mnemonic: 'dim',
  name: 'Dim',
  summary: 'the dimensions of an image',
  cases: ['Dim1D', 'Dim2D', 'Dim3D', 'Cube', 'Rect', 'Buffer', 'SubpassData'],
});
export const ImageDepthInfo = defineEnum({
  mnemonic: 'image_depth_info',
  name: 'ImageDepthInfo',
  summary: 'whether an image holds depths',
  description: 'valid SPIR-V Image Depth specification',
  cases: ['NoDepth', 'IsDepth', 'DepthUnknown'],
});
export const ImageArrayedInfo = defineEnum({
  mnemonic: 'image_arrayed_info',
  name: 'ImageArrayedInfo',
  summary: 'whether there are several images behind one another',
  description: 'valid SPIR-V Image Arrayed specification',
  cases: ['NonArrayed', 'Arrayed'],
});
export const ImageSamplingInfo = defineEnum({
  mnemonic: 'image_sampling_info',
  name: 'ImageSamplingInfo',
  summary: 'whether an image has several samples for a texel',
  description: 'valid SPIR-V Image Sampling specification',
  cases: ['SingleSampled', 'MultiSampled'],
});
export const ImageSamplerUseInfo = defineEnum({
  mnemonic: 'image_sampler_use_info',
  name: 'ImageSamplerUseInfo',
  summary: 'whether an image is read through a sampler',
  description: 'valid SPIR-V Sampler Use specification',
  cases: ['SamplerUnknown', 'NeedSampler', 'NoSampler'],
});
export const ImageFormat = defineEnum({
  mnemonic: 'image_format',
  name: 'ImageFormat',
  summary: 'how the texels of an image are stored',
  cases: IMAGE_FORMATS,
});
export const ImageOperands = defineEnum({
  mnemonic: 'image_operands',
  name: 'ImageOperands',
  summary: 'what further operands an access to an image has',
  cases: [
    'None',
    'Bias',
    'Lod',
    'Grad',
    'ConstOffset',
    'Offset',
    'ConstOffsets',
    'Sample',
    'MinLod',
    'MakeTexelAvailable',
    'MakeTexelVisible',
    'NonPrivateTexel',
    'VolatileTexel',
    'SignExtend',
    'Offsets',
    'ZeroExtend',
    'Nontemporal',
  ],
  isBitSet: true,
});

export const MatrixLayout = defineEnum({
  mnemonic: 'matrixLayout',
  name: 'MatrixLayout',
  summary: 'the order of the elements of a joint matrix',
  cases: ['ColumnMajor', 'RowMajor', 'PackedA', 'PackedB'],
});
export const PackedVectorFormat = defineEnum({
  mnemonic: 'packed_vector_format',
  name: 'PackedVectorFormat',
  summary: 'how a vector is packed into an integer',
  cases: ['PackedVectorFormat4x8Bit'],
});
const Opcode = defineEnum({
  mnemonic: 'opcode',
  name: 'Opcode',
  summary: 'an instruction of SPIR-V',
  description: 'valid SPIR-V instructions',
  cases: OPCODES,
});

export const spirvEnums: readonly SpirvEnum[] = [
  AddressingModel,
  BuiltIn,
  Capability,
  ClientAPI,
  Decoration,
  DeviceType,
  Dim,
  ExecutionMode,
  ExecutionModel,
  Extension,
  FunctionControl,
  GroupOperation,
  ImageArrayedInfo,
  ImageDepthInfo,
  ImageFormat,
  ImageOperands,
  ImageSamplerUseInfo,
  ImageSamplingInfo,
  LinkageType,
  LoopControl,
  MatrixLayout,
  MemoryAccess,
  MemoryModel,
  MemorySemantics,
  Opcode,
  PackedVectorFormat,
  Scope,
  SelectionControl,
  StorageClass,
  Vendor,
  Version,
];

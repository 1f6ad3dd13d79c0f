/**
 * Enums and bit fields of the HAL as they stand in compiled modules: the numbers both the compiler
 * writes and the runtime reads. Names are those of the IR's attributes.
 */

/** Memory types of a buffer (bits). */
export const MemoryType = {
  None: 0,
  Optimal: 0x01,
  HostVisible: 0x02,
  HostCoherent: 0x04,
  HostCached: 0x08,
  HostLocal: 0x46,
  DeviceVisible: 0x10,
  DeviceLocal: 0x30,
} as const;

/** How a mapped or bound range is accessed (bits). */
export const MemoryAccess = {
  None: 0,
  Read: 0x01,
  Write: 0x02,
  Discard: 0x04,
  DiscardWrite: 0x06,
  MayAlias: 0x08,
  Any: 0x10,
  All: 0x07,
} as const;

/** What a buffer may be used for (bits). */
export const BufferUsage = {
  None: 0,
  TransferSource: 0x00000001,
  TransferTarget: 0x00000002,
  Transfer: 0x00000003,
  DispatchIndirectParams: 0x00000100,
  DispatchUniformRead: 0x00000200,
  DispatchStorageRead: 0x00000400,
  DispatchStorageWrite: 0x00000800,
  DispatchStorage: 0x00000c00,
  DispatchImageRead: 0x00001000,
  DispatchImageWrite: 0x00002000,
  DispatchImage: 0x00003000,
  SharingExport: 0x00010000,
  SharingReplicate: 0x00020000,
  SharingConcurrent: 0x00040000,
  SharingImmutable: 0x00080000,
  MappingScoped: 0x01000000,
  MappingPersistent: 0x02000000,
  MappingOptional: 0x04000000,
  MappingAccessRandom: 0x08000000,
  MappingAccessSequentialWrite: 0x10000000,
  Mapping: 0x09000000,
} as const;

/** Modes of a command buffer (bits). */
export const CommandBufferMode = {
  None: 0,
  OneShot: 0x01,
  Nested: 0x02,
  AllowInlineExecution: 0x10,
  Unvalidated: 0x20,
} as const;

/** Categories of commands a command buffer may hold (bits). */
export const CommandCategory = {
  None: 0,
  Transfer: 0x01,
  Dispatch: 0x02,
} as const;

/** Kinds of descriptors; the numbers are Vulkan's. */
export const DescriptorType = {
  UniformBuffer: 6,
  StorageBuffer: 7,
} as const;

/** Flags of one descriptor (bits). */
export const DescriptorFlags = {
  None: 0,
  ReadOnly: 0x01,
} as const;

/** Flags of a descriptor set layout (bits). */
export const DescriptorSetLayoutFlags = {
  None: 0,
  Reserved: 0x01,
} as const;

/** Stages an execution barrier orders (bits). */
export const ExecutionStage = {
  None: 0,
  CommandIssue: 0x01,
  CommandProcess: 0x02,
  Dispatch: 0x04,
  Transfer: 0x08,
  CommandRetire: 0x10,
  Host: 0x20,
} as const;

/** Accesses a memory barrier orders (bits). */
export const AccessScope = {
  None: 0,
  IndirectCommandRead: 0x001,
  ConstantRead: 0x002,
  DispatchRead: 0x004,
  DispatchWrite: 0x008,
  TransferRead: 0x010,
  TransferWrite: 0x020,
  HostRead: 0x040,
  HostWrite: 0x080,
  MemoryRead: 0x100,
  MemoryWrite: 0x200,
} as const;

/** Flags of an execution barrier (bits). */
export const ExecutionBarrierFlag = {
  None: 0,
  Reserved: 0x01,
} as const;

/** Flags of a fence (bits). */
export const FenceFlag = {
  None: 0,
  Reserved: 0x01,
} as const;

/** What a semaphore can be waited for and signaled by (bits). */
export const SemaphoreCompatibility = {
  None: 0,
  HostWait: 0x01,
  DeviceWait: 0x02,
  HostSignal: 0x04,
  DeviceSignal: 0x08,
  HostOnly: 0x05,
  All: 0x0f,
} as const;

/** What a device's allocator can do with buffers of given parameters (bits). */
export const BufferCompatibility = {
  None: 0,
  Allocatable: 0x000001,
  Importable: 0x000002,
  Exportable: 0x000004,
  QueueTransfer: 0x000400,
  QueueDispatch: 0x000800,
  LowPerformance: 0x100000,
} as const;

/** How an executable is prepared (bits). */
export const ExecutableCachingMode = {
  AliasProvidedData: 0x01,
  AllowPersistentCaching: 0x02,
  AllowOptimization: 0x04,
  EnableDebugging: 0x08,
  EnableCoverage: 0x10,
  EnableProfiling: 0x20,
  DisableVerification: 0x40,
} as const;

/** Collective operations. */
export const CollectiveKind = {
  AllGather: 0,
  AllReduce: 1,
  Broadcast: 2,
  Reduce: 3,
  ReduceScatter: 4,
  Send: 5,
  Recv: 6,
} as const;
export type CollectiveKindName = keyof typeof CollectiveKind;

/** Reductions of a collective operation. */
export const CollectiveReduction = {
  None: 0,
  ReductionSum: 1,
  ReductionProduct: 2,
  ReductionMinimum: 3,
  ReductionMaximum: 4,
  ReductionAverage: 5,
} as const;
export type CollectiveReductionName = keyof typeof CollectiveReduction;

/** Element types collective libraries know. */
export const CollectiveElementType = {
  Sint8: 0,
  Uint8: 1,
  Sint16: 2,
  Uint16: 3,
  Sint32: 4,
  Uint32: 5,
  Sint64: 6,
  Uint64: 7,
  Float16: 8,
  Float32: 9,
  Float64: 10,
  BFloat16: 11,
} as const;
export type CollectiveElementTypeName = keyof typeof CollectiveElementType;

/** The words the IR prints for a collective attribute's parts. */
export const collectiveKeywords = {
  kind: {
    AllGather: 'all_gather',
    AllReduce: 'all_reduce',
    Broadcast: 'broadcast',
    Reduce: 'reduce',
    ReduceScatter: 'reduce_scatter',
    Send: 'send',
    Recv: 'recv',
  },
  reduction: {
    None: 'none',
    ReductionSum: 'sum',
    ReductionProduct: 'product',
    ReductionMinimum: 'minimum',
    ReductionMaximum: 'maximum',
    ReductionAverage: 'average',
  },
  elementType: {
    Sint8: 'si8',
    Uint8: 'ui8',
    Sint16: 'si16',
    Uint16: 'ui16',
    Sint32: 'si32',
    Uint32: 'ui32',
    Sint64: 'si64',
    Uint64: 'ui64',
    Float16: 'f16',
    Float32: 'f32',
    Float64: 'f64',
    BFloat16: 'bf16',
  },
} as const;

/** A collective operation taken apart. */
export interface CollectiveOp {
  readonly kind: CollectiveKindName;
  readonly reduction: CollectiveReductionName;
  readonly elementType: CollectiveElementTypeName;
}

/** Packs a collective operation into the i32 `hal.command_buffer.collective` takes. */
export function packCollectiveOp(op: CollectiveOp): number {
  return (
    CollectiveKind[op.kind] |
    (CollectiveReduction[op.reduction] << 8) |
    (CollectiveElementType[op.elementType] << 16)
  );
}

/** Takes a packed collective operation apart; undefined when a part is out of range. */
export function unpackCollectiveOp(packed: number): CollectiveOp | undefined {
  const kind = keyOf(CollectiveKind, packed & 0xff);
  const reduction = keyOf(CollectiveReduction, (packed >>> 8) & 0xff);
  const elementType = keyOf(CollectiveElementType, (packed >>> 16) & 0xff);
  if (!kind || !reduction || !elementType || packed >>> 24 !== 0) return undefined;
  return { kind, reduction, elementType };
}

function keyOf<T extends Readonly<Record<string, number>>>(
  table: T,
  value: number,
): (keyof T & string) | undefined {
  return Object.keys(table).find((key) => table[key] === value);
}

/** How the bits of an element are read: the high byte of an element type. */
export const NumericalType = {
  Unknown: 0x00,
  Integer: 0x10,
  IntegerSigned: 0x11,
  IntegerUnsigned: 0x12,
  Boolean: 0x13,
  Float: 0x20,
  FloatIeee: 0x21,
  FloatBrain: 0x22,
  FloatComplex: 0x23,
} as const;

/** Packs an element type from its numerical type and its width in bits. */
export function makeElementType(numericalType: number, bitCount: number): number {
  return ((numericalType << 24) | bitCount) >>> 0;
}

/** The numerical type of an element type. */
export function elementNumericalType(elementType: number): number {
  return elementType >>> 24;
}

/** The width of an element in bits. */
export function elementBitCount(elementType: number): number {
  return elementType & 0xff;
}

/** The width of an element in memory, rounded up to bytes. */
export function elementByteCount(elementType: number): number {
  return (elementBitCount(elementType) + 7) >>> 3;
}

/** Element types of buffer views. */
export const ElementType = {
  None: 0,
  Opaque8: 0x00000008,
  Opaque16: 0x00000010,
  Opaque32: 0x00000020,
  Opaque64: 0x00000040,
  Bool8: 0x13000008,
  Int4: 0x10000004,
  Sint4: 0x11000004,
  Uint4: 0x12000004,
  Int8: 0x10000008,
  Sint8: 0x11000008,
  Uint8: 0x12000008,
  Int16: 0x10000010,
  Sint16: 0x11000010,
  Uint16: 0x12000010,
  Int32: 0x10000020,
  Sint32: 0x11000020,
  Uint32: 0x12000020,
  Int64: 0x10000040,
  Sint64: 0x11000040,
  Uint64: 0x12000040,
  Float16: 0x21000010,
  Float32: 0x21000020,
  Float64: 0x21000040,
  BFloat16: 0x22000010,
  ComplexFloat64: 0x23000040,
  ComplexFloat128: 0x23000080,
} as const;

const elementTypePrefixes: readonly (readonly [string, number])[] = [
  ['i', NumericalType.Integer],
  ['si', NumericalType.IntegerSigned],
  ['ui', NumericalType.IntegerUnsigned],
  ['f', NumericalType.FloatIeee],
  ['bf', NumericalType.FloatBrain],
  ['cf', NumericalType.FloatComplex],
  ['*', NumericalType.Unknown],
  ['x', NumericalType.Unknown],
];

/** Formats an element type as buffer views print it: `f32`, `i32`, `ui8`, `i1` for booleans, `*32`. */
export function formatElementType(elementType: number): string {
  const numerical = elementNumericalType(elementType);
  // A boolean is one bit to the reader whatever its storage.
  if (numerical === NumericalType.Boolean) return 'i1';
  const prefix = elementTypePrefixes.find(([, type]) => type === numerical)?.[0] ?? '*';
  return `${prefix}${elementBitCount(elementType)}`;
}

/** Parses an element type as users write it in `--input=4xf32=…`; undefined when it is none. */
export function parseElementType(text: string): number | undefined {
  if (text === 'i1') return ElementType.Bool8;
  const match = /^(\*|x|i|si|ui|f|bf|cf)(\d{1,3})$/.exec(text);
  const prefix = elementTypePrefixes.find(([name]) => name === match?.[1]);
  const bits = Number(match?.[2]);
  if (!prefix || bits > 255) return undefined;
  return makeElementType(prefix[1], bits);
}

/** Encodings of a buffer view's contents. */
export const EncodingType = {
  Opaque: 0,
  DenseRowMajor: 1,
} as const;

/**
 * Formats a bit field as the IR prints it: every name all of whose bits are set, in the order of the
 * table, joined with `|` (so a group stands beside its members); `None` for zero.
 */
export function formatBits(table: Readonly<Record<string, number>>, value: number): string {
  if (value === 0) return 'None';
  const names: string[] = [];
  let unnamed = value >>> 0;
  for (const [name, bits] of Object.entries(table)) {
    if (bits === 0 || (value & bits) >>> 0 !== bits >>> 0) continue;
    names.push(name);
    unnamed = (unnamed & ~bits) >>> 0;
  }
  if (unnamed !== 0) names.push(`0x${unnamed.toString(16)}`);
  return names.join('|');
}

/** Parses what {@link formatBits} prints, or undefined for an unknown name. */
export function parseBits(
  table: Readonly<Record<string, number>>,
  text: string,
): number | undefined {
  let value = 0;
  for (const part of text.split('|')) {
    const bits = Object.hasOwn(table, part) ? table[part] : undefined;
    if (bits === undefined) return undefined;
    value |= bits;
  }
  return value >>> 0;
}
